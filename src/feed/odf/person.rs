//! An athlete of a row: the result's own words, completed by the list of participants.

use super::beside::Entry;
use super::header::{bad, clash, required};
use super::register::{Listed, Own, Settled, settle};
use super::rows::Reader;
use crate::event::{Cells, Gender, Person};
use crate::feed::people::named;
use crate::feed::{FeedError, FeedErrorKind, names};
use roxmltree::Node;

impl<'a> Reader<'a> {
    /// An athlete; `competitor` is the code of the row's competitor.
    pub(super) fn person(&self, athlete: Node<'_, '_>, competitor: &str, cells: Option<&mut Cells>) -> Result<Person, FeedError> {
        let words = super::child(athlete, "Description");
        let id = self.code(athlete)?;
        let listed = self.beside.participant(&id).or_else(|| self.beside.participant(competitor));
        let listed = listed.filter(|listed| self.is_of(*listed, athlete, words));
        let own =
            Own { given: words.and_then(|words| filled(words, "GivenName")), family: words.and_then(|words| filled(words, "FamilyName")) };
        let Some(name) = settle(own, &listed.map(|listed| self.listed(listed)).unwrap_or_default()) else {
            return Err(self.nameless(athlete, words));
        };
        if let Some(listed) = listed {
            self.note_refused(listed, own, &name);
        }
        let organisation =
            words.and_then(|words| filled(words, "Organisation")).or_else(|| listed.and_then(|listed| listed.text("Organisation")));
        let custom = self.codes.names.custom(organisation.unwrap_or_default());
        let full = named(name.given.as_ref().map(|given| given.text.as_str()), &name.family.text, name.order.as_ref(), custom);
        let at = |attribute: &str| self.tree.at(words.unwrap_or(athlete), attribute);
        let fit = |text: &str, attribute: &str| {
            let unfit =
                |error: names::NameError| FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(at(attribute)).hint(names::ADVICE);
            names::clean(text).map_err(unfit)
        };
        let given = full.given.as_deref().map(|given| fit(given, "GivenName")).transpose()?;
        let (family, full) = (fit(&full.family, "FamilyName")?, fit(&full.full, "FamilyName")?);
        if let Some(cells) = cells {
            self.name_cells(words, listed, &name, cells);
        }
        Ok(Person { id, given, family, full, gender: self.gender(words, listed)? })
    }

    /// Whether a participant is the athlete: nation and gender must be the same where both messages have them.
    fn is_of(&self, listed: Entry<'a>, athlete: Node<'_, '_>, words: Option<Node<'_, '_>>) -> bool {
        let row = athlete.ancestors().find(|up| up.has_tag_name("Competitor") && up.attribute("Type") == Some("A"));
        let own = words.and_then(|words| filled(words, "Organisation")).or_else(|| row.and_then(|row| filled(row, "Organisation")));
        let nation = own.zip(listed.text("Organisation")).is_some_and(|(own, other)| own != other);
        let of_event = self.rsc.gender().filter(|gender| *gender != Gender::Mixed);
        let own = words.and_then(|words| gender_of(words.attribute("Gender"))).or(of_event);
        let gender = own.zip(gender_of(listed.text("Gender"))).is_some_and(|(own, other)| own != other);
        for (attribute, differs) in [("Organisation", nation), ("Gender", gender)] {
            if differs {
                let note = format!(
                    "the participant's {attribute} is not that of the result, so the names are the result's ({})",
                    listed.at(attribute)
                );
                self.tree.warn(&note, note.clone());
            }
        }
        !nation && !gender
    }

    /// The names of a participant that are fit to print.
    fn listed(&self, entry: Entry<'a>) -> Listed {
        let name = |attribute: &str| {
            let cleaned = entry.name(attribute)?;
            cleaned.map_err(|note| self.tree.warn(&note, note.clone())).ok()
        };
        Listed { given: name("GivenName"), family: name("FamilyName"), tv: name("TVName"), print: name("PrintName") }
    }

    fn note_refused(&self, listed: Entry<'a>, own: Own<'_>, name: &Settled) {
        for attribute in &name.refused {
            let raw: String = listed.text(attribute).unwrap_or_default().chars().take(40).collect();
            let given = own.given.unwrap_or_default();
            let own: String = format!("{given} {}", own.family.unwrap_or_default()).trim().chars().take(80).collect();
            let (raw, own) = (raw.escape_debug(), own.escape_debug());
            let note = format!(
                "the participant's {attribute} \"{raw}\" is not the name \"{own}\" of the result, which counts ({})",
                listed.at(attribute)
            );
            self.tree.warn(&note, note.clone());
        }
    }

    /// Why there is no name: it is the result that should have it.
    fn nameless(&self, athlete: Node<'_, '_>, words: Option<Node<'_, '_>>) -> FeedError {
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the athlete has no Description").at(self.tree.path(athlete));
        let error = words.and_then(|words| required(self.tree, words, "FamilyName").err()).unwrap_or_else(missing);
        error.hint("give the DT_PARTIC message that names the athlete beside the result")
    }

    /// The cells that a name was read from.
    fn name_cells(&self, words: Option<Node<'_, '_>>, listed: Option<Entry<'a>>, name: &Settled, cells: &mut Cells) {
        let of_list = |from: Option<&'static str>| listed.and_then(|listed| listed.cell(from?));
        let family = of_list(name.family.from).or_else(|| self.tree.cell(words?, "FamilyName"));
        let given = name.given.as_ref().and_then(|given| of_list(given.from));
        let order = name.order.as_ref().and_then(|_| of_list(Some("TVName")));
        for (field, cell) in [("competitor", family), ("given", given), ("order of names", order)] {
            if let Some(cell) = cell {
                cells.insert(field.to_owned(), cell);
            }
        }
    }

    /// An athlete's gender: the athlete's own, else that of a men's or women's event, else the participant's; the first two must agree.
    fn gender(&self, words: Option<Node<'_, '_>>, listed: Option<Entry<'a>>) -> Result<Option<Gender>, FeedError> {
        let event = self.rsc.gender().filter(|gender| *gender != Gender::Mixed);
        let Some((words, raw)) = words.and_then(|words| Some((words, words.attribute("Gender")?))) else {
            return Ok(event.or_else(|| listed.and_then(|listed| gender_of(listed.text("Gender")))));
        };
        let own = gender_of(Some(raw)).ok_or_else(|| bad(self.tree, words, "Gender", "is neither M nor W"))?;
        if event.is_some_and(|event| event != own) {
            return Err(clash(self.tree, words, "Gender", "is not the gender of the event"));
        }
        Ok(Some(own))
    }
}

fn gender_of(code: Option<&str>) -> Option<Gender> {
    match code {
        Some("M") => Some(Gender::Men),
        Some("W" | "F") => Some(Gender::Women),
        _ => None,
    }
}

/// An attribute without the blanks around it; `None` where it is missing or empty.
fn filled<'n>(node: Node<'n, '_>, attribute: &str) -> Option<&'n str> {
    node.attribute(attribute).map(str::trim).filter(|text| !text.is_empty())
}
