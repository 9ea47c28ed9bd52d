//! Terms of stage races: the classifications after the stage.

use super::{EventWorld, Value, optional};
use crate::event::{Row, Standing, StandingKind};
use crate::verify::evaluate::{Unknown, Val};

/// A classification by the name of the fact's code.
fn classification(code: &str) -> Result<StandingKind, Unknown> {
    match code {
        "points" => Ok(StandingKind::PointsClassification),
        "mountains" => Ok(StandingKind::Mountains),
        "youth" => Ok(StandingKind::Youth),
        _ => Err(Unknown(format!("there is no classification \"{code}\""))),
    }
}

impl EventWorld<'_> {
    fn line(&self, row: &Row, kind: StandingKind) -> Result<&Standing, Unknown> {
        let own = |line: &&Standing| line.kind == kind && line.id == row.competitor.id();
        let absent = || Unknown(format!("the classification has no line for {}", row.competitor.full()));
        self.event.context.standings.iter().find(own).ok_or_else(absent)
    }

    fn rank_in(&self, row: &Row, kind: StandingKind) -> Value {
        self.line(row, kind).map(|line| Val::Number(line.rank.into()))
    }

    /// The rank in a classification by the name of the fact's code.
    pub(super) fn classification_rank(&self, at: usize, code: &str) -> Value {
        self.rank_in(self.row(at)?, classification(code)?)
    }

    /// The leader of a classification by the name of the fact's code.
    pub(super) fn classification_leader(&self, code: &str) -> Value {
        self.only_at(classification(code)?, 1)
    }

    /// The only one at a place of a classification, where he is in the result.
    pub(super) fn only_at(&self, kind: StandingKind, rank: u32) -> Value {
        let mut there = self.event.context.standings.iter().filter(|line| line.kind == kind).peekable();
        if there.peek().is_none() {
            return Err(Unknown("the classification was not given".to_owned()));
        }
        let mut there = there.filter(|line| line.rank == rank);
        let (Some(line), None) = (there.next(), there.next()) else { return Ok(Val::Nothing) };
        Ok(optional(self.event.rows.iter().position(|row| row.competitor.id() == line.id).map(Val::Who)))
    }

    /// Terms of one competitor.
    pub(super) fn cycling_one(&self, name: &str, row: &Row) -> Value {
        match name {
            "overall_rank" => self.rank_in(row, StandingKind::Overall),
            "overall_before" => {
                let line = self.line(row, StandingKind::Overall)?;
                line.before
                    .map(|rank| Val::Number(rank.into()))
                    .ok_or_else(|| Unknown("the classification does not say who led before".to_owned()))
            }
            // Of the leader the time to the second, of everybody else the time to the leader.
            "overall_gap" => {
                let own = self.line(row, StandingKind::Overall)?;
                let against = if own.rank == 1 { 2 } else { 1 };
                let mut others =
                    self.event.context.standings.iter().filter(|line| line.kind == StandingKind::Overall && line.rank == against);
                let gap = others.next().and_then(|other| own.points.difference(other.points));
                Ok(optional(gap.filter(|_| others.next().is_none()).map(Val::Mark)))
            }
            _ => self.biathlon_one(name, row),
        }
    }
}
