//! Where and when: the result's own venue and start; what it lacks, from the schedule and the code sets.
//!
//! The result says where and when it was; the schedule only what was meant, until it says that the unit began. So the schedule gives a day
//! to a result without one where it says that the unit is running or over, or where the day is also the result's own `LogicalDate`. A venue
//! that has only a code is called as the code set says. Towns are in no message: they stand in our table of Games.

use super::beside::{Beside, Entry, short};
use super::header::bad;
use super::tree::Tree;
use super::{child, day};
use crate::event::{Cells, LocalDay, Venue};
use crate::feed::games::Games;
use crate::feed::{FeedError, names};
use roxmltree::Node;

/// What tells where and when.
pub(super) struct Place<'a> {
    pub(super) tree: &'a Tree<'a>,
    /// `OdfBody` of the result.
    pub(super) root: Node<'a, 'a>,
    pub(super) infos: Option<Node<'a, 'a>>,
    pub(super) games: Option<&'static Games>,
    pub(super) beside: &'a Beside<'a>,
    /// The unit in the schedule.
    pub(super) unit: Option<Entry<'a>>,
    /// Whether the message ranks several units: its own start is that of the first of them.
    pub(super) several: bool,
}

impl<'a> Place<'a> {
    /// The venue, with its cells; our table of Games knows towns.
    pub(super) fn venue(&self, cells: &mut Cells) -> Result<Venue, FeedError> {
        let country = self.games.map(|games| games.country.clone());
        let nation = self.games.map(|games| games.nation.clone());
        let own = self.infos.and_then(|infos| child(infos, "VenueDescription")).map(|node| Entry::new(self.tree, node));
        let code = self.venue_code(own);
        let name = match own.filter(|own| real(*own, "VenueName").is_some()) {
            Some(own) => {
                let unfit = |_| bad(self.tree, own.node, "VenueName", "is not fit to print as a name");
                Some((names::clean(own.text("VenueName").unwrap_or_default()).map_err(unfit)?, own, "VenueName"))
            }
            None => self.venue_in_words(code),
        };
        let city = code.and_then(|code| Some((self.games?.cities.get(code.text("Venue")?)?.clone(), code, "Venue")));
        for (field, found) in [("venue", &name), ("city", &city)] {
            if let Some(cell) = found.as_ref().and_then(|(_, entry, attribute)| entry.cell(attribute)) {
                cells.insert(field.to_owned(), cell);
            }
        }
        Ok(Venue { name: name.map(|(name, ..)| name), city: city.map(|(city, ..)| city), region: None, country, nation })
    }

    /// The element with the code of the venue: the result's; the schedule's where the result has neither a code nor a name.
    fn venue_code(&self, own: Option<Entry<'a>>) -> Option<Entry<'a>> {
        let planned = self.unit.filter(|unit| real(*unit, "Venue").is_some());
        let Some(own) = own.filter(|own| real(*own, "Venue").is_some() || real(*own, "VenueName").is_some()) else { return planned };
        let code = real(own, "Venue")?;
        if let Some((unit, other)) = planned.and_then(|unit| Some((unit, real(unit, "Venue")?))).filter(|(_, other)| *other != code) {
            let (code, other) = (short(code), short(other));
            let note = format!("the schedule has the venue \"{other}\", the result \"{code}\", which counts ({})", unit.at("Venue"));
            self.tree.warn("venue", note);
        }
        Some(own)
    }

    /// What the venue of a code is called: in the code set, else in the schedule where that has the same code.
    fn venue_in_words(&self, code: Option<Entry<'a>>) -> Option<(String, Entry<'a>, &'static str)> {
        let id = code.and_then(|code| real(code, "Venue"))?;
        let planned = self.unit.filter(|unit| real(*unit, "Venue") == Some(id)).and_then(|unit| unit.child("VenueDescription"));
        let planned = planned.filter(|words| real(*words, "VenueName").is_some()).map(|words| (words, "VenueName"));
        [self.beside.in_words("VENUE", id), planned].into_iter().flatten().find_map(|(entry, attribute)| {
            let name = entry.name(attribute)?.map_err(|note| self.tree.warn(&note, note.clone())).ok()?;
            Some((without_bracket(&name), entry, attribute))
        })
    }

    /// The local day, with its cells.
    pub(super) fn day(&self, cells: &mut Cells) -> Option<LocalDay> {
        let node =
            self.infos.and_then(|infos| child(infos, "UnitDateTime")).filter(|node| node.has_attribute("StartDate") && !self.several);
        let Some(own) = node.map(|node| Entry::new(self.tree, node)) else { return self.planned_day(cells) };
        let day = day::local_day(own.text("StartDate").unwrap_or_default(), self.games);
        let day = day.map_err(|reason| self.tree.warn("date", format!("{reason} (at {})", self.tree.at(own.node, "StartDate")))).ok();
        self.keep_day(cells, own, "StartDate");
        if let (Some(unit), Some(day)) = (self.unit, day)
            && let Ok((planned, attribute)) = day::planned(unit, self.games, None)
            && planned != day
        {
            self.tree.warn("schedule", format!("the schedule has another day than the result, which counts ({})", unit.at(attribute)));
        }
        day
    }

    /// The day of the schedule, for a result without a start.
    fn planned_day(&self, cells: &mut Cells) -> Option<LocalDay> {
        let missing = if self.several { "the message ranks several units" } else { "the message has no UnitDateTime" };
        let Some(unit) = self.unit else {
            self.tree.warn("date", format!("{missing}: no day is written"));
            return None;
        };
        match day::planned(unit, self.games, Some(self.root.attribute("LogicalDate").unwrap_or_default())) {
            Ok((day, attribute)) => {
                self.keep_day(cells, unit, attribute);
                Some(day)
            }
            Err(reason) => {
                self.tree.warn("date", format!("{missing}, and {reason} ({})", unit.at("Code")));
                None
            }
        }
    }

    fn keep_day(&self, cells: &mut Cells, entry: Entry<'a>, attribute: &str) {
        if let Some(cell) = entry.cell(attribute) {
            cells.insert("time".to_owned(), cell.clone());
            cells.insert("date".to_owned(), cell);
        }
    }
}

/// An attribute that is not still to be decided.
fn real<'a>(entry: Entry<'a>, attribute: &str) -> Option<&'a str> {
    entry.text(attribute).filter(|text| *text != "TBD")
}

/// Code sets put towns and abbreviations in brackets behind a name.
fn without_bracket(name: &str) -> String {
    let before = name.split_once('(').filter(|(before, _)| name.ends_with(')') && !before.trim().is_empty());
    before.map_or(name, |(before, _)| before.trim_end()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_bracket;

    #[test]
    fn brackets_behind_a_name_are_no_part_of_it() {
        assert_eq!(without_bracket("Barra Stadium (Salvador)"), "Barra Stadium");
        assert_eq!(without_bracket("Barra Arena(BRA)"), "Barra Arena");
        for name in ["(Salvador)", "Hall (A) West", "Barra Arena", "Barra)"] {
            assert_eq!(without_bracket(name), name);
        }
    }
}
