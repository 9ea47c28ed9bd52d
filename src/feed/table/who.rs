//! Who a row of a table is about: name, gender, team, nation and race number.

use super::map;
use super::name::taken_apart;
use super::rows::Table;
use super::values;
use crate::event::{Cells, Competitor, Gender, Nation, Person, Team};
use crate::feed::people::{Custom, Named, named};
use crate::feed::{FeedError, FeedErrorKind, names, nations};

impl Table<'_> {
    /// Who the row is about; the id is still empty.
    pub(super) fn competitor(&self, index: usize, cells: &mut Cells) -> Result<Competitor, FeedError> {
        let family_first = self.maps.iter().any(|map| map.family_first);
        let (name, column) = if let Some((last, column)) = self.text(index, "last") {
            let first = self.text(index, "first").map(|(first, _)| first);
            (named(first, last, None, Custom::default()), column)
        } else if let Some((text, column)) = self.text(index, "name") {
            (taken_apart(text, family_first), column)
        } else if let Some((text, column)) =
            self.text(index, "team").filter(|_| self.columns.get("name").or(self.columns.get("last")).is_none())
        {
            cells.insert("competitor".to_owned(), self.sheet.cell(index, column));
            return Ok(Competitor::Team { id: String::new(), name: self.fit(text, index, column)?, members: Vec::new() });
        } else {
            let column = self.columns.get("name").or(self.columns.get("last")).unwrap_or_default();
            let error = FeedError::new(FeedErrorKind::Missing, "", "the row has no name").at(self.sheet.at(index, column));
            return Err(error.hint("remove lines that are no result, such as sums or notes"));
        };
        cells.insert("competitor".to_owned(), self.sheet.cell(index, column));
        let Named { given, family, full } = name;
        let given = given.map(|given| self.fit(&given, index, column)).transpose()?;
        let (family, full) = (self.fit(&family, index, column)?, self.fit(&full, index, column)?);
        Ok(Competitor::Athlete(Person { id: String::new(), given, family, full, gender: self.gender(index)? }))
    }

    fn fit(&self, text: &str, index: usize, column: usize) -> Result<String, FeedError> {
        names::clean(text).map_err(|error| {
            FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(self.sheet.at(index, column)).hint(names::ADVICE)
        })
    }

    /// A person's gender: the row's own, else that of a men's or women's event.
    fn gender(&self, index: usize) -> Result<Option<Gender>, FeedError> {
        let event = self.gender.filter(|gender| *gender != Gender::Mixed);
        let Some((text, column)) = self.text(index, "gender") else { return Ok(event) };
        let own = map::gender(text).filter(|gender| *gender != Gender::Mixed);
        let own = own.ok_or_else(|| self.sheet.bad(index, column, "is no gender of a person (M or F)"))?;
        if event.is_some_and(|event| event != own) {
            let error = self.sheet.bad(index, column, "is not the gender of the event");
            return Err(FeedError { kind: FeedErrorKind::Contradiction, ..error });
        }
        Ok(Some(own))
    }

    /// The club or trade team of an athlete.
    pub(super) fn team(&self, index: usize, cells: &mut Cells) -> Result<Option<Team>, FeedError> {
        let Some((text, column)) = self.text(index, "team") else { return Ok(None) };
        let name = self.fit(text, index, column)?;
        cells.insert("team".to_owned(), self.sheet.cell(index, column));
        Ok(Some(Team { id: values::slug(&name), name }))
    }

    /// The nation by its IOC code.
    pub(super) fn nation(&self, index: usize, cells: &mut Cells, warnings: &mut Vec<String>) -> Option<Nation> {
        let (text, column) = self.text(index, "nation")?;
        let nation = nations::by_code(text);
        if nation.is_none() {
            let short: String = text.chars().take(20).collect();
            let note = format!(
                "\"{}\" is no IOC code of our table: the nation is not named (at {})",
                short.escape_debug(),
                self.sheet.at(index, column)
            );
            warnings.push(note);
            return None;
        }
        cells.insert("nation".to_owned(), self.sheet.cell(index, column));
        nation
    }

    /// The race number.
    pub(super) fn bib(&self, index: usize) -> Result<Option<String>, FeedError> {
        let Some((text, column)) = self.text(index, "bib") else { return Ok(None) };
        let plain = text.len() <= 8 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if plain { Ok(Some(text.to_owned())) } else { Err(self.sheet.bad(index, column, "is no race number")) }
    }
}
