//! Who a row is about: an athlete, or a team with its members.

use super::header::{bad, clash, required};
use super::rows::Reader;
use crate::event::{Cells, Competitor, Gender, Nation, Person, Row};
use crate::feed::people::named;
use crate::feed::{FeedError, FeedErrorKind, names, nations};
use roxmltree::Node;
use std::collections::BTreeMap;

/// A competitor with what stands beside the name.
pub(super) struct Who {
    pub(super) competitor: Competitor,
    pub(super) nation: Option<Nation>,
    pub(super) bib: Option<String>,
}

impl Reader<'_> {
    /// Reads the competitor of a row.
    pub(super) fn competitor(&self, result: Node<'_, '_>, cells: &mut Cells) -> Result<Who, FeedError> {
        let Some(node) = result.children().find(|child| child.has_tag_name("Competitor")) else {
            return Err(FeedError::new(FeedErrorKind::Missing, "", "the row has no Competitor").at(self.tree.path(result)));
        };
        let code = self.code(node)?;
        let nation = self.nation(node, cells);
        let athletes: Vec<Node<'_, '_>> = node
            .children()
            .filter(|child| child.has_tag_name("Composition"))
            .flat_map(|list| list.children())
            .filter(|child| child.has_tag_name("Athlete"))
            .collect();
        let competitor = match (required(self.tree, node, "Type")?, athletes.as_slice()) {
            ("A", [athlete]) => Competitor::Athlete(self.person(*athlete, &code, Some(cells))?),
            ("A", _) => {
                let message = format!("a competitor of the type A has one athlete, this one has {}", athletes.len());
                return Err(FeedError::new(FeedErrorKind::Value, "", message).at(self.tree.path(node)));
            }
            ("T", members) => self.team(node, code, members, nation.as_ref(), cells)?,
            _ => return Err(bad(self.tree, node, "Type", "is neither an athlete (A) nor a team (T)")),
        };
        let bib =
            [Some(node), athletes.first().copied()].into_iter().flatten().find_map(|node| node.attribute("Bib").map(|bib| (node, bib)));
        let bib = bib.filter(|(_, bib)| !bib.trim().is_empty());
        if let Some((node, bib)) = bib
            && (bib.len() > 8 || !bib.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')))
        {
            return Err(bad(self.tree, node, "Bib", "is no race number"));
        }
        Ok(Who { competitor, nation, bib: bib.map(|(_, bib)| bib.trim().to_owned()) })
    }

    /// A competitor's or athlete's code; places that are still to be filled are refused.
    fn code(&self, node: Node<'_, '_>) -> Result<String, FeedError> {
        let code = required(self.tree, node, "Code")?;
        if matches!(code, "TBD" | "NOCOMP" | "BYE" | "NPC") {
            let error = bad(self.tree, node, "Code", "is a place still to be filled: the result is not complete");
            return Err(FeedError { kind: FeedErrorKind::Incomplete, ..error });
        }
        if code.len() > 34 || !code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Err(bad(self.tree, node, "Code", "is no code of letters, digits and dashes"));
        }
        Ok(code.to_owned())
    }

    fn nation(&self, node: Node<'_, '_>, cells: &mut Cells) -> Option<Nation> {
        let cell = self.tree.cell(node, "Organisation")?;
        let nation = nations::by_code(&cell.raw);
        if nation.is_none() {
            let short: String = cell.raw.chars().take(12).collect();
            let message = format!("\"{}\" is no nation of our table: it is not named (at {})", short.escape_debug(), cell.at);
            self.tree.warn(&format!("organisation {}", cell.raw), message);
            return None;
        }
        cells.insert("nation".to_owned(), cell);
        nation
    }

    /// An athlete; `competitor` is the code of the row's competitor.
    fn person(&self, athlete: Node<'_, '_>, competitor: &str, cells: Option<&mut Cells>) -> Result<Person, FeedError> {
        let Some(words) = athlete.children().find(|child| child.has_tag_name("Description")) else {
            return Err(FeedError::new(FeedErrorKind::Missing, "", "the athlete has no Description").at(self.tree.path(athlete)));
        };
        let own = self.code(athlete)?;
        let family = required(self.tree, words, "FamilyName")?;
        let organisation = words.attribute("Organisation").unwrap_or_default();
        let custom = self.codes.names.custom(organisation);
        let display = self.beside.name(&own).or_else(|| self.beside.name(competitor));
        let name = named(words.attribute("GivenName"), family, display, custom);
        let fit = |text: &str, attribute: &str| {
            let unfit = |error: names::NameError| {
                FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(self.tree.at(words, attribute)).hint(names::ADVICE)
            };
            names::clean(text).map_err(unfit)
        };
        let given = name.given.as_deref().map(|given| fit(given, "GivenName")).transpose()?;
        let (family, full) = (fit(&name.family, "FamilyName")?, fit(&name.full, "FamilyName")?);
        if let (Some(cells), Some(cell)) = (cells, self.tree.cell(words, "FamilyName")) {
            cells.insert("competitor".to_owned(), cell);
        }
        Ok(Person { id: own, given, family, full, gender: self.gender(words)? })
    }

    /// An athlete's gender: the athlete's own, else that of a men's or women's event; the two must agree.
    fn gender(&self, words: Node<'_, '_>) -> Result<Option<Gender>, FeedError> {
        let event = self.rsc.gender().filter(|gender| *gender != Gender::Mixed);
        let own = match words.attribute("Gender") {
            Some("M") => Gender::Men,
            Some("W" | "F") => Gender::Women,
            None => return Ok(event),
            Some(_) => return Err(bad(self.tree, words, "Gender", "is neither M nor W")),
        };
        if event.is_some_and(|event| event != own) {
            return Err(clash(self.tree, words, "Gender", "is not the gender of the event"));
        }
        Ok(Some(own))
    }

    fn team(
        &self,
        node: Node<'_, '_>,
        code: String,
        athletes: &[Node<'_, '_>],
        nation: Option<&Nation>,
        cells: &mut Cells,
    ) -> Result<Competitor, FeedError> {
        let description = node.children().find(|child| child.has_tag_name("Description"));
        let cell = description.and_then(|description| self.tree.cell(description, "TeamName"));
        let own = cell.as_ref().map(|cell| (cell.raw.clone(), cell.at.clone()));
        let name = match (nation, own) {
            (Some(nation), _) => nation.name.clone(),
            (None, Some((raw, at))) => names::clean(&raw)
                .map_err(|error| FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(at).hint(names::ADVICE))?,
            (None, None) => {
                let message = "the team has neither a nation of our table nor a TeamName";
                return Err(FeedError::new(FeedErrorKind::Missing, "", message).at(self.tree.path(node)));
            }
        };
        if let Some(cell) = cell.or_else(|| self.tree.cell(node, "Organisation")) {
            cells.insert("competitor".to_owned(), cell);
        }
        let mut members = Vec::new();
        let mut ordered: Vec<&Node<'_, '_>> = athletes.iter().collect();
        ordered.sort_by_key(|athlete| athlete.attribute("Order").and_then(|order| order.parse::<u32>().ok()));
        for athlete in ordered {
            if self.flag(*athlete, "Substitute")? {
                continue;
            }
            let code = self.code(*athlete)?;
            members.push(self.person(*athlete, &code, None)?);
        }
        Ok(Competitor::Team { id: code, name, members })
    }
}

/// Several teams of one nation are told apart by the number at the end of their code: `BOBOTEAM4---GER02` is Germany 2.
pub(super) fn number_teams(rows: &mut [Row]) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows.iter() {
        *counts.entry(row.competitor.full().to_owned()).or_default() += 1;
    }
    for row in rows {
        if let Competitor::Team { id, name, .. } = &mut row.competitor
            && counts.get(name.as_str()).is_some_and(|count| *count > 1)
        {
            let body = id.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = id.strip_prefix(body).and_then(|digits| digits.parse::<u32>().ok());
            let plain = name.strip_prefix("the ").unwrap_or(name);
            if let Some(number) = number {
                *name = format!("{plain} {number}");
            }
        }
    }
}
