//! A relay: what stands after its last leg is its result, and what stands after the others are its splits.

use super::class::{Open, in_race};
use super::list::{child, children, clean};
use super::row::{Outcome, row, seconds};
use crate::event::{Cells, Competitor, Irm, Mark, Row, Split};
use crate::feed::athletics::unit::nth;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;

/// A member's result, by its leg.
struct Leg<'a, 'd> {
    number: u32,
    person: Option<Node<'a, 'd>>,
    result: Node<'a, 'd>,
}

impl Open<'_, '_, '_> {
    /// The row of a team; `None` for a team out of competition.
    pub(super) fn team(&self, node: Node<'_, '_>, order: u32) -> Result<Option<Row>, FeedError> {
        let list = self.list;
        let missing = |what: &str| list.error(node, FeedErrorKind::Missing, &format!("the team has no {what}"));
        let name = list.text(node, "Name").ok_or_else(|| missing("name"))?;
        let legs = self.legs(node)?;
        let last = legs.iter().map(|leg| leg.number).max().ok_or_else(|| missing("members"))?;
        let mut cells = Cells::new();
        let Some(outcome) = self.overall(&legs, last, &mut cells)? else { return Ok(None) };
        let mut members = Vec::new();
        for (number, leg) in (1_u32..).zip(&legs) {
            if let Some(person) = leg.person {
                let mut own = Cells::new();
                members.push(self.named(person, leg.result, number, &mut own)?);
                own.remove("competitor").map(|cell| cells.insert(format!("leg:{number}"), cell));
            }
        }
        cells.insert("competitor".to_owned(), name.cell(list.source));
        let splits = self.exchanges(&legs, last, outcome.mark, &mut cells)?;
        let organisations: Vec<Node<'_, '_>> = children(node, "Organisation").collect();
        let (_, nation) = self.organisation(organisations.first().copied(), &mut Cells::new())?;
        let id = super::list::slug(&name.raw);
        let competitor = Competitor::Team { id, name: clean(&name)?, members };
        Ok(Some(Row { nation, splits, ..row(order, competitor, &outcome, cells) }))
    }

    fn legs<'a, 'd>(&self, node: Node<'a, 'd>) -> Result<Vec<Leg<'a, 'd>>, FeedError> {
        let mut legs = Vec::new();
        for member in node.children().filter(|child| child.tag_name().name() == "TeamMemberResult") {
            let results = member.children().filter(|child| child.tag_name().name() == "Result");
            for result in results.filter(|result| in_race(*result, self.race)) {
                let missing = || self.list.error(result, FeedErrorKind::Missing, "the result has no leg");
                let text = self.list.text(result, "Leg").ok_or_else(missing)?;
                let leg = text.trimmed().parse().map_err(|_| text.bad("is no leg"))?;
                legs.push(Leg { number: leg, person: child(member, "Person"), result });
            }
        }
        legs.sort_by_key(|leg| leg.number);
        Ok(legs)
    }

    /// The result after the last leg. Where that is no finish, the first leg that was none says why: who never got the map did not start,
    /// but the team had.
    fn overall(&self, legs: &[Leg<'_, '_>], last: u32, cells: &mut Cells) -> Result<Option<Outcome>, FeedError> {
        let mut outcomes = Vec::new();
        for leg in legs {
            let mut own = Cells::new();
            let overall = child(leg.result, "OverallResult").unwrap_or(leg.result);
            if leg.number == last
                && let Some(outcome) = self.outcome(overall, &mut own)?
            {
                outcomes.push((outcome, own));
            }
        }
        // Of several runners of one leg the team's result is that of the one who handed over.
        outcomes.sort_by_key(|(outcome, _)| outcome.irm.is_some());
        let Some((mut outcome, own)) = outcomes.into_iter().next() else { return Ok(None) };
        cells.extend(own);
        let started = legs.iter().any(|leg| self.list.text(leg.result, "Status").is_some_and(|status| status.trimmed() == "OK"));
        if outcome.irm == Some(Irm::Dns) && started {
            outcome.irm = Some(Irm::Dnf);
        }
        Ok(Some(outcome))
    }

    /// Splits at the exchanges, with the place that the file gives there.
    fn exchanges(&self, legs: &[Leg<'_, '_>], last: u32, mark: Option<Mark>, cells: &mut Cells) -> Result<Vec<Split>, FeedError> {
        let list = self.list;
        let mut splits: Vec<Split> = Vec::new();
        for leg in legs.iter().filter(|leg| leg.number < last) {
            let Some(overall) = child(leg.result, "OverallResult") else { continue };
            let finished = list.text(overall, "Status").is_none_or(|status| status.trimmed() == "OK");
            let Some(text) = list.text(overall, "Time").filter(|_| finished) else { continue };
            let at = seconds(&text)?;
            let point = leg.number.to_string();
            // Of several runners of one leg the first one in hands over.
            if splits.last().is_some_and(|split| split.point == point && split.mark.value <= at.value) {
                continue;
            }
            splits.retain(|split| split.point != point);
            if splits.last().is_some_and(|split| split.mark.value > at.value) || mark.is_some_and(|mark| at.value > mark.value) {
                return Err(
                    text.error(FeedErrorKind::Contradiction, "is a time at an exchange before the one before it, or after the finish")
                );
            }
            let rank = list.text(overall, "Position").and_then(|text| text.trimmed().parse().ok());
            cells.insert(format!("split:{point}"), text.cell(list.source));
            splits.push(Split { point, label: Some(format!("the {} exchange", nth(leg.number))), mark: at, rank });
        }
        Ok(splits)
    }
}
