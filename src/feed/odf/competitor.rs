//! Who a row is about: an athlete, or a team with its members.

use super::header::{bad, required};
use super::rows::Reader;
use super::spelling::find;
use crate::event::{Cell, Cells, Competitor, Nation, Row};
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
    pub(super) fn code(&self, node: Node<'_, '_>) -> Result<String, FeedError> {
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

    fn team(
        &self,
        node: Node<'_, '_>,
        code: String,
        athletes: &[Node<'_, '_>],
        nation: Option<&Nation>,
        cells: &mut Cells,
    ) -> Result<Competitor, FeedError> {
        let (own, listed) = (self.own_team_name(node), self.listed_team_name(node, &code));
        let name = match (nation, &own, &listed) {
            (Some(nation), _, _) => nation.name.clone(),
            (None, Some(cell), _) => {
                self.note_other_team(cell, listed.as_ref());
                let unfit =
                    |error: names::NameError| FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(&cell.at).hint(names::ADVICE);
                names::clean(&cell.raw).map_err(unfit)?
            }
            (None, None, Some((name, _))) => name.clone(),
            (None, None, None) => {
                let message = "the team has neither a nation of our table nor a TeamName";
                return Err(FeedError::new(FeedErrorKind::Missing, "", message).at(self.tree.path(node)));
            }
        };
        let of_list = || listed.filter(|_| nation.is_none()).map(|(_, cell)| cell);
        if let Some(cell) = own.or_else(of_list).or_else(|| self.tree.cell(node, "Organisation")) {
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

    fn own_team_name(&self, node: Node<'_, '_>) -> Option<Cell> {
        self.tree.cell(super::child(node, "Description")?, "TeamName").filter(|cell| !cell.raw.trim().is_empty())
    }

    /// The name that the list of teams gives to a code, where its nation is that of the result.
    fn listed_team_name(&self, node: Node<'_, '_>, code: &str) -> Option<(String, Cell)> {
        let team = self.beside.team(code)?;
        if node.attribute("Organisation").zip(team.text("Organisation")).is_some_and(|(own, other)| own.trim() != other) {
            let note = format!("the team's Organisation is not that of the result, so its name was not used ({})", team.at("Organisation"));
            self.tree.warn(&note, note.clone());
            return None;
        }
        let attribute = ["Name", "TVTeamName", "ShortName"].into_iter().find(|attribute| team.text(attribute).is_some())?;
        let name = team.name(attribute)?.map_err(|note| self.tree.warn(&note, note.clone())).ok()?;
        Some((name, team.cell(attribute)?))
    }

    /// The result's name of a team counts; that the list has another one is said.
    fn note_other_team(&self, own: &Cell, listed: Option<&(String, Cell)>) {
        if let Some((name, _)) = listed.filter(|(name, _)| find(name, &own.raw).is_none() && find(&own.raw, name).is_none()) {
            let own: String = own.raw.chars().take(80).collect();
            let note = format!("the list of teams calls \"{}\" \"{name}\": the result's name counts", own.escape_debug());
            self.tree.warn(&note, note.clone());
        }
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
