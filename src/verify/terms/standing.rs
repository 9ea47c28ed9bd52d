//! Terms of the championship, and of splits.

use super::{EventWorld, Value, missing, optional};
use crate::event::{Row, StandingKind};
use crate::verify::evaluate::{Unknown, Val};

impl<'a> EventWorld<'a> {
    pub(super) fn standing(&self, name: &str, id: &str, full: &str, kind: StandingKind) -> Value {
        let table: Vec<_> = self.event.context.standings.iter().filter(|line| line.kind == kind).collect();
        let line = table.iter().find(|line| line.id == id || line.name == full);
        let line = line.ok_or_else(|| Unknown(format!("the standings give no line for {full}")))?;
        match name {
            "standing_points" => Ok(Val::Mark(line.points)),
            "standing_wins" => {
                line.wins.map(|wins| Val::Number(wins.into())).ok_or_else(|| Unknown("the standings give no wins".to_owned()))
            }
            "standing_lead" if line.rank == 1 => {
                let second = table.iter().filter(|other| other.id != line.id).map(|other| other.points).max_by_key(|points| points.value);
                Ok(optional(second.and_then(|second| line.points.difference(second)).map(Val::Mark)))
            }
            "standing_lead" => Ok(Val::Nothing),
            _ => Ok(Val::Number(line.rank.into())),
        }
    }

    pub(super) fn standing_at(&self, rank: i64) -> Value {
        let lines: Vec<_> = self
            .event
            .context
            .standings
            .iter()
            .filter(|line| line.kind == StandingKind::Athletes && i64::from(line.rank) == rank)
            .collect();
        match lines.as_slice() {
            [line] => {
                let row = self.event.rows.iter().position(|row| row.competitor.id() == line.id || row.competitor.full() == line.name);
                row.map(Val::Who).ok_or_else(|| Unknown(format!("{} is in the standings and not in the result", line.name)))
            }
            [] => Err(Unknown("the standings were not given".to_owned())),
            _ => Ok(Val::Nothing),
        }
    }

    /// The rank at a split: by the marks there, with the feed's rank where it gives one.
    pub(super) fn split_rank(&self, at: usize, point: &str) -> Value {
        let row = self.row(at)?;
        let split = row.splits.iter().find(|split| split.point == point).ok_or_else(|| missing("split", row))?;
        let better = self
            .event
            .rows
            .iter()
            .flat_map(|other| &other.splits)
            .filter(|other| other.point == point && other.mark.value < split.mark.value)
            .count();
        let by_marks = i64::try_from(better + 1).unwrap_or(i64::MAX);
        match split.rank {
            Some(rank) if i64::from(rank) != by_marks => {
                Err(Unknown(format!("the ranks and the marks of split {point} contradict each other")))
            }
            _ => Ok(Val::Number(by_marks)),
        }
    }

    /// The split points before the finish (the last point is the finish when its marks are the final ones).
    pub(super) fn split_points(&self) -> Vec<&'a str> {
        let Some(longest) = self.event.rows.iter().max_by_key(|row| row.splits.len()) else { return Vec::new() };
        let is_finish = |point: &str| {
            let mut marks = self
                .event
                .rows
                .iter()
                .filter_map(|row| Some((row.splits.iter().find(|split| split.point == point)?.mark.value, row.mark?.value)));
            marks.next().is_some_and(|(split, mark)| split == mark)
        };
        longest.splits.iter().map(|split| split.point.as_str()).filter(|point| !is_finish(point)).collect()
    }

    pub(super) fn led_every_split(&self, row: &Row) -> Value {
        let points = self.split_points();
        let Some(at) = self.index_of(row).filter(|_| !points.is_empty()) else { return Err(missing("splits", row)) };
        for point in points {
            if self.split_rank(at, point)? != Val::Number(1) {
                return Ok(Val::Flag(false));
            }
        }
        Ok(Val::Flag(true))
    }
}
