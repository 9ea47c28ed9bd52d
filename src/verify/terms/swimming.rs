//! Terms of swimming: what the splits say of the end of a race.

use super::{EventWorld, Value, finished, missing, optional, started};
use crate::event::{Mark, Row};
use crate::verify::evaluate::{Unknown, Val};

/// The time from the last split to the finish.
fn closing(row: &Row) -> Result<Mark, Unknown> {
    let (mark, last) = row.mark.zip(row.splits.last()).ok_or_else(|| missing("splits", row))?;
    Ok(Mark { value: mark.value - last.mark.value, decimals: mark.decimals.max(last.mark.decimals), ..mark })
}

impl EventWorld<'_> {
    /// Terms of one competitor.
    pub(super) fn swimming_one(&self, name: &str, row: &Row) -> Value {
        match name {
            "closing" => closing(row).map(Val::Mark),
            "closed_fastest" => {
                let own = closing(row)?;
                for other in self.others(row) {
                    if self.same_point(row, other)? && closing(other)?.value <= own.value {
                        return Ok(Val::Flag(false));
                    }
                }
                Ok(Val::Flag(finished(row)))
            }
            "anchor_time" => {
                let leg = self.event.leg_distance().ok_or_else(|| missing("distance of a leg", row))?;
                let from = row
                    .splits
                    .iter()
                    .find(|split| split.point.parse() == Ok(3 * leg))
                    .ok_or_else(|| missing("split of the last leg", row))?;
                let mark = row.mark.ok_or_else(|| missing("mark", row))?;
                Ok(Val::Mark(Mark { value: mark.value - from.mark.value, ..mark }))
            }
            _ => self.cycling_one(name, row),
        }
    }

    /// The point whose distance is that of the last stretch: splits are evenly spaced, so it is the first.
    pub(super) fn closing_stretch(&self) -> Val {
        let Some(row) = self.event.winners().first().copied() else { return Val::Nothing };
        let points: Option<Vec<u32>> = row.splits.iter().map(|split| split.point.parse().ok()).collect();
        let points = points.unwrap_or_default();
        let even = points.first().is_some_and(|step| points.iter().zip(1..).all(|(point, place)| *point == step * place));
        optional(row.splits.first().filter(|_| even).map(|split| Val::Text(split.point.clone())))
    }

    fn others<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Row> {
        // Who went out in a run has no last one.
        let ran = |other: &&Row| started(other) && other.irm_run.is_none();
        self.event.rows.iter().filter(ran).filter(|other| other.competitor.id() != row.competitor.id())
    }

    /// Whether two have their last split at one point; unknown where they have not.
    fn same_point(&self, row: &Row, other: &Row) -> Result<bool, Unknown> {
        let point = |row: &Row| row.splits.last().map(|split| split.point.clone());
        if point(row).is_some() && point(row) == point(other) { Ok(true) } else { Err(missing("last split", other)) }
    }
}
