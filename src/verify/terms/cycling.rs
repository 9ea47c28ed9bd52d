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

    /// The only second of the overall classification, where he is in the result.
    pub(super) fn overall_second(&self) -> Val {
        let mut second = self.event.context.standings.iter().filter(|line| line.kind == StandingKind::Overall && line.rank == 2);
        let (Some(line), None) = (second.next(), second.next()) else { return Val::Nothing };
        optional(self.event.rows.iter().position(|row| row.competitor.id() == line.id).map(Val::Who))
    }

    /// Terms of one competitor.
    pub(super) fn cycling_one(&self, name: &str, row: &Row) -> Value {
        let rank = |kind| self.line(row, kind).map(|line| Val::Number(line.rank.into()));
        match name {
            "overall_rank" => rank(StandingKind::Overall),
            "points_rank" => rank(StandingKind::PointsClassification),
            "mountains_rank" => rank(StandingKind::Mountains),
            "youth_rank" => rank(StandingKind::Youth),
            "overall_before" => {
                let line = self.line(row, StandingKind::Overall)?;
                line.before.map(|rank| Val::Number(rank.into())).ok_or_else(|| Unknown("the classification does not say who led before".to_owned()))
            }
            // Of the leader the time to the second, of everybody else the time to the leader.
            "overall_gap" => {
                let own = self.line(row, StandingKind::Overall)?;
                let against = if own.rank == 1 { 2 } else { 1 };
                let mut others = self.event.context.standings.iter().filter(|line| line.kind == StandingKind::Overall && line.rank == against);
                let gap = others.next().and_then(|other| own.points.difference(other.points));
                Ok(optional(gap.filter(|_| others.next().is_none()).map(Val::Mark)))
            }
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }
}
