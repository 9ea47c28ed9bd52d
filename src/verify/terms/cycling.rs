//! Terms of stage races: the classifications after the stage.

use super::{EventWorld, Value, optional};
use crate::event::{Row, Standing, StandingKind};
use crate::verify::evaluate::{Unknown, Val};

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
        let kind = match code {
            "points" => StandingKind::PointsClassification,
            "mountains" => StandingKind::Mountains,
            "youth" => StandingKind::Youth,
            _ => return Err(Unknown(format!("there is no classification \"{code}\""))),
        };
        self.rank_in(self.row(at)?, kind)
    }

    /// The only second of the overall classification, where he is in the result.
    pub(super) fn overall_second(&self) -> Val {
        let mut second = self.event.context.standings.iter().filter(|line| line.kind == StandingKind::Overall && line.rank == 2);
        let (Some(line), None) = (second.next(), second.next()) else { return Val::Nothing };
        optional(self.event.rows.iter().position(|row| row.competitor.id() == line.id).map(Val::Who))
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
