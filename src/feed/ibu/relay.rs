//! Relays: teams are the rows, and the legs that stand between them give the members, how each leg ranked and where the team lay after it.

use super::race::Race;
use super::row::{in_order, is_bib};
use crate::event::{Cells, Competitor, Leg, Row, Shooting};
use crate::feed::error::Problems;
use crate::feed::json::Node;
use crate::feed::{FeedError, FeedErrorKind};

/// A team with the legs that belong to it.
struct Team<'a> {
    row: Node<'a>,
    bib: String,
    legs: Vec<(u32, Node<'a>)>,
}

impl Race<'_> {
    /// A row for each team.
    pub(super) fn teams(&self) -> Result<Vec<Row>, FeedError> {
        let list = self.root.need("Results")?;
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        for team in grouped(list.items()?)? {
            rows.extend(problems.keep(self.team(&team)));
        }
        problems.finish(Some(()))?;
        Ok(in_order(rows))
    }

    fn team(&self, team: &Team<'_>) -> Result<Row, FeedError> {
        let node = &team.row;
        let mut cells = Cells::new();
        let outcome = self.outcome(node, &mut cells)?;
        let nation = self.nation(node, &mut cells)?;
        let (name_at, whole) = node.name("Name")?;
        cells.insert("competitor".to_owned(), name_at.cell());
        let name = nation.as_ref().map_or(whole, |nation| nation.name.clone());
        let (_, id) = node.id("IBUId")?;
        let mut members = Vec::new();
        let mut legs = Vec::new();
        for (number, leg) in &team.legs {
            members.push(self.person(leg, &format!("leg:{number}"), &mut cells)?);
            legs.push(Leg {
                number: *number,
                rank: place(leg, "LegRank", *number, &mut cells)?,
                place: place(leg, "TeamRankAfterLeg", *number, &mut cells)?,
            });
        }
        let shooting = of_relay(node, &mut cells)?;
        let competitor = Competitor::Team { id: id.to_owned(), name, members };
        let bib = Some(team.bib.clone()).filter(|bib| is_bib(bib));
        Ok(Row { nation, bib, shooting, legs, ..outcome.row(competitor, cells) })
    }
}

/// The teams, each with the legs of its number: a leg "6-2" belongs to the team 6.
fn grouped<'a>(items: Vec<Node<'a>>) -> Result<Vec<Team<'a>>, FeedError> {
    let mut teams: Vec<Team<'a>> = Vec::new();
    let mut legs = Vec::new();
    for node in items {
        let bib = node.optional("Bib")?.map_or("", |(_, bib)| bib.trim());
        let leg = node.optional_number("Leg")?.map_or(0, |(_, leg)| leg);
        if leg == 0 {
            teams.push(Team { row: node.clone(), bib: bib.to_owned(), legs: Vec::new() });
        } else {
            legs.push((bib.to_owned(), leg, node));
        }
    }
    for (bib, number, node) in legs {
        let own = bib.split('-').next().unwrap_or_default();
        let team = teams.iter_mut().find(|team| team.bib == own);
        let team = team.ok_or_else(|| node.error(FeedErrorKind::Value, "this leg belongs to no team of the result"))?;
        team.legs.push((number, node));
    }
    for team in &mut teams {
        team.legs.sort_by_key(|(number, _)| *number);
    }
    Ok(teams)
}

/// A place of a leg.
fn place(node: &Node<'_>, key: &str, leg: u32, cells: &mut Cells) -> Result<Option<u32>, FeedError> {
    let Some((at, place)) = node.optional_number(key)?.filter(|(_, place)| (1..10_000).contains(place)) else { return Ok(None) };
    let field = if key == "LegRank" { "leg_rank" } else { "leg_place" };
    cells.insert(format!("{field}:{leg}"), at.cell());
    Ok(Some(place))
}

/// Penalty loops and spare rounds of a team: `0+7`.
fn of_relay(node: &Node<'_>, cells: &mut Cells) -> Result<Option<Shooting>, FeedError> {
    let Some((at, text)) = node.optional("ShootingTotal")? else { return Ok(None) };
    let pair = text.trim().split_once('+').and_then(|(loops, spares)| Some((loops.trim().parse().ok()?, spares.trim().parse().ok()?)));
    let (misses, spares) =
        pair.ok_or_else(|| at.error(FeedErrorKind::Value, "this is no shooting of a relay: penalty loops+spare rounds"))?;
    cells.insert("shooting".to_owned(), at.cell());
    Ok(Some(Shooting { misses, spares: Some(spares), stages: Vec::new() }))
}
