//! Terms of biathlon: shooting, the start of a pursuit, the legs of a relay.

use super::{EventWorld, Value, finished, missing, number, optional, started};
use crate::event::{Leg, Row, Shooting};
use crate::verify::evaluate::{Unknown, Val};

fn shot(row: &Row) -> Result<&Shooting, Unknown> {
    row.shooting.as_ref().ok_or_else(|| missing("shooting", row))
}

/// Misses of somebody who shot for himself.
fn misses(row: &Row) -> Result<u32, Unknown> {
    shot(row).and_then(|shooting| if shooting.spares.is_none() { Ok(shooting.misses) } else { Err(missing("shooting of one person", row)) })
}

impl EventWorld<'_> {
    /// Terms of one competitor.
    pub(super) fn biathlon_one(&self, name: &str, row: &Row) -> Value {
        let count = |number: u32| Val::Number(number.into());
        match name {
            "misses" => misses(row).map(count),
            "targets" => shot(row)?.targets().map(count).ok_or_else(|| missing("number of targets", row)),
            "last_misses" => shot(row)?.stages.last().map(|stage| count(*stage)).ok_or_else(|| missing("shooting at each visit", row)),
            "only_clean" => Ok(Val::Flag(finished(row) && misses(row)? == 0 && self.clean()? == 1)),
            "spares" => shot(row)?.spares.map(count).ok_or_else(|| missing("number of spare rounds", row)),
            "loops" => shot(row).and_then(|shooting| {
                shooting.spares.map(|_| count(shooting.misses)).ok_or_else(|| missing("number of penalty loops", row))
            }),
            "start_gap" => row.start_gap.map(Val::Mark).ok_or_else(|| missing("delay at the start", row)),
            "start_place" => self.start_place(row),
            "irm_run" => Ok(optional(row.irm_run.map(count))),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    /// How many finishers had no miss.
    fn clean(&self) -> Result<usize, Unknown> {
        let mut clean = 0;
        for row in self.event.ranked() {
            clean += usize::from(misses(row)? == 0);
        }
        Ok(clean)
    }

    /// The same as a value.
    pub(super) fn clean_count(&self) -> Value {
        self.clean().map(number)
    }

    /// Whether each of a list missed this number of targets.
    pub(super) fn all_missed(&self, rows: &[&Row], number: Option<&Val>) -> Value {
        for row in rows {
            if Some(&Val::Number(misses(row)?.into())) != number {
                return Ok(Val::Flag(false));
            }
        }
        Ok(Val::Flag(true))
    }

    /// The place at the start of a pursuit by the delays; nothing for one who shares it.
    fn start_place(&self, row: &Row) -> Value {
        let own = row.start_gap.ok_or_else(|| missing("delay at the start", row))?;
        let mut ahead = 0;
        for other in self.event.rows.iter().filter(|other| started(other) && other.competitor.id() != row.competitor.id()) {
            let delay = other.start_gap.ok_or_else(|| missing("delay at the start", other))?;
            if delay.value == own.value {
                return Ok(Val::Nothing);
            }
            ahead += usize::from(delay.value < own.value);
        }
        Ok(number(ahead + 1))
    }

    /// Terms of a team and the number of a leg: `leg_place` is the place after it, `leg_rank` the rank of its time, nothing where that is
    /// shared.
    pub(super) fn of_leg(&self, name: &str, at: usize, leg: i64) -> Value {
        let row = self.row(at)?;
        let of = |row: &Row| row.legs.iter().find(|one| i64::from(one.number) == leg).cloned();
        // A team with results of its legs has them of all: there is no fifth leg of four.
        if row.irm.is_none() && !row.legs.is_empty() && row.legs.iter().all(|one| i64::from(one.number) < leg) {
            return Ok(Val::Nothing);
        }
        let own: Leg = of(row).ok_or_else(|| missing("result of the leg", row))?;
        match name {
            "leg_place" => own.place.map(|place| Val::Number(place.into())).ok_or_else(|| missing("place after the leg", row)),
            "leg_rank" => {
                let rank = own.rank.ok_or_else(|| missing("rank of the leg", row))?;
                let shared = self.event.rows.iter().filter_map(of).filter(|other| other.rank == Some(rank)).count() > 1;
                Ok(optional(Some(Val::Number(rank.into())).filter(|_| !shared)))
            }
            _ => Err(Unknown(format!("the evaluator has no term {name} of a leg"))),
        }
    }
}
