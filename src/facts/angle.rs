//! For whom the story is told: everybody, or the readers of a nation, a team or an athlete.

use crate::event::{Competitor, Row};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The angle of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "name", rename_all = "snake_case")]
pub enum Angle {
    /// The general edition.
    #[default]
    None,
    /// A nation, by its IOC code (its name is understood too).
    Nation(String),
    /// A team, by id or name.
    Team(String),
    /// An athlete, by id or full name, or by a family name that nobody else in the result has.
    Athlete(String),
}

impl FromStr for Angle {
    type Err = String;

    /// Reads `nation:CODE`, `team:NAME` or `athlete:NAME`, as an edition is asked for and as its record keeps it.
    fn from_str(text: &str) -> Result<Self, String> {
        let form = "an angle is nation:CODE, team:NAME or athlete:NAME";
        let (kind, name) = text.split_once(':').ok_or(form)?;
        let name = name.trim();
        match kind {
            _ if name.is_empty() => Err(form.to_owned()),
            "nation" => Ok(Self::Nation(name.to_owned())),
            "team" => Ok(Self::Team(name.to_owned())),
            "athlete" => Ok(Self::Athlete(name.to_owned())),
            _ => Err(form.to_owned()),
        }
    }
}

impl Angle {
    /// The rows that the angle is about, in the order of `rows`; empty for the general edition and for nobody found.
    pub fn rows<'a>(&self, rows: &[&'a Row]) -> Vec<&'a Row> {
        match self {
            Self::None => Vec::new(),
            Self::Nation(wanted) => {
                matching(rows, |row| row.nation.as_ref().is_some_and(|n| same(&n.code, wanted) || same(&n.name, wanted)))
            }
            Self::Team(wanted) => matching(rows, |row| of_team(row, wanted)),
            Self::Athlete(wanted) => athlete(rows, wanted),
        }
    }
}

fn of_team(row: &Row, wanted: &str) -> bool {
    let by_team = row.team.as_ref().is_some_and(|team| same(&team.id, wanted) || same(&team.name, wanted));
    by_team || matches!(&row.competitor, Competitor::Team { id, name, .. } if same(id, wanted) || same(name, wanted))
}

/// An id goes before a full name, and a full name before a family name, which counts only when it is unique.
fn athlete<'a>(rows: &[&'a Row], wanted: &str) -> Vec<&'a Row> {
    let full = matching(rows, |row| same(row.competitor.id(), wanted));
    let full = if full.is_empty() { matching(rows, |row| same(row.competitor.full(), wanted)) } else { full };
    if !full.is_empty() {
        return full;
    }
    let family = matching(rows, |row| same(row.competitor.short(), wanted));
    if family.len() == 1 { family } else { Vec::new() }
}

fn matching<'a>(rows: &[&'a Row], test: impl Fn(&Row) -> bool) -> Vec<&'a Row> {
    rows.iter().filter(|row| test(row)).copied().collect()
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.trim().to_lowercase()
}
