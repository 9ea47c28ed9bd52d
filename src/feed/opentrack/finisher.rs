//! One finisher: place or status, and the name where it may be printed.

use super::{Reader, category, text};
use crate::feed::athletics::raw::{Row, Text};
use crate::feed::json::Node;
use crate::feed::{FeedError, FeedErrorKind, minors};

impl Reader<'_> {
    /// The row, or `None` with a note for somebody of whom nothing is known. `order` is the place in the list.
    /// Of a race for the young (`young`) the category proves nothing.
    pub(super) fn row(&self, finisher: &Node<'_>, order: u32, young: bool, notes: &mut Vec<String>) -> Result<Option<Row>, FeedError> {
        let (place, time) = (text(finisher, "pos"), text(finisher, "time"));
        let status = [&place, &time].into_iter().find_map(|text| self.status(text.as_ref()?));
        let rank = place.filter(|place| self.status(place).is_none());
        // A bib with a name on it would tell whom it stands for.
        let bib = text(finisher, "bib").filter(|bib| minors::is_number(bib.trimmed()));
        let stand_in = bib.as_ref().map_or_else(|| format!("{} {order}", self.words.minors.say), |bib| format!("No. {}", bib.trimmed()));
        let Some(performance) = status.or(time) else {
            if rank.is_none() {
                notes.push(format!("{stand_in} has neither a place nor a time nor a status, and was left out (at {})", finisher.at()));
                return Ok(None);
            }
            return Err(finisher.error(FeedErrorKind::Missing, format!("{stand_in} has a place but no time")));
        };
        let id = bib.as_ref().map_or_else(|| format!("n{order}"), |bib| bib.trimmed().to_owned());
        let named = Row {
            at: finisher.at().to_owned(),
            id: Some(Text { raw: id, at: bib.as_ref().map_or_else(|| finisher.at().to_owned(), |bib| bib.at.clone()) }),
            rank,
            team: text(finisher, "team").filter(|team| team.trimmed() != "?"),
            bib,
            performance: Some(performance),
            ..Row::default()
        };
        self.named(finisher, named, &stand_in, young, notes).map(Some)
    }

    /// The row with the name, or with what stands for one that is withheld or that nobody knows.
    fn named(&self, finisher: &Node<'_>, row: Row, stand_in: &str, young: bool, notes: &mut Vec<String>) -> Result<Row, FeedError> {
        let (first, last) = (finisher.get("first_name"), finisher.need("last_name")?);
        let given = first.as_ref().map(Node::text).transpose()?.unwrap_or_default().trim();
        let family = last.text()?.trim();
        let unknown = family.is_empty() || [given, family].iter().any(|part| part.eq_ignore_ascii_case("unknown") || *part == "?");
        if unknown && row.bib.is_none() {
            return Err(last.error(FeedErrorKind::Missing, "an athlete of the race is known neither by name nor by number"));
        }
        let category = text(finisher, "category").map(|category| category::read(category.trimmed())).unwrap_or_default();
        let withheld = (!category.of_age || young) && !self.options.name_minors;
        if unknown || withheld {
            let note = if withheld { UNNAMED } else { UNKNOWN };
            if !notes.iter().any(|one| one == note) {
                notes.push(note.to_owned());
            }
            let limit = category.under.filter(|_| withheld).map_or_else(String::new, |age| format!(" (under {age})"));
            let at = row.bib.as_ref().map_or_else(|| finisher.at().to_owned(), |bib| bib.at.clone());
            return Ok(Row { name: Some(Text { raw: format!("{stand_in}{limit}"), at }), unnamed: true, ..row });
        }
        let at = |raw: String| Some(Text { raw, at: last.at().to_owned() });
        let name = at(format!("{given} {family}").trim().to_owned());
        Ok(Row { name, family: at(family.to_owned()), gender: category.gender, ..row })
    }

    /// A status, in the spelling of our table.
    fn status(&self, text: &Text) -> Option<Text> {
        let upper = text.trimmed().to_uppercase();
        self.words.irm.contains_key(&upper).then(|| Text { raw: upper, at: text.at.clone() })
    }
}

/// The note about names that are withheld.
const UNNAMED: &str = "athletes who are not known to be of age by their category are not named: the race number stands for the name";
/// The note about names that nobody knows.
const UNKNOWN: &str = "an athlete is not known by name: the race number stands for the name";
