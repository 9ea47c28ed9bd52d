//! Terms of athletics: attempts, heights, reactions, relays, combined events, rounds.

use super::{EventWorld, Value, finished, missing, number, optional, started};
use crate::event::{Attempt, Competitor, Discipline, Event, Mark, Row, StandingKind, Unit};
use crate::verify::evaluate::{Unknown, Val};

/// Signs of failures.
fn crosses(raw: &str) -> i64 {
    raw.bytes().map(|byte| i64::from(matches!(byte, b'x' | b'X'))).sum()
}

/// The entry of a row's attempts at its own best height, which must have been cleared there.
fn best_height(row: &Row) -> Result<&Attempt, Unknown> {
    let mark = row.mark.ok_or_else(|| missing("height", row))?;
    let same =
        |attempt: &&Attempt| attempt.mark.is_some_and(|height| height.value == mark.value) && attempt.raw.to_lowercase().ends_with('o');
    row.attempts.iter().rev().find(same).ok_or_else(|| missing("attempts at the height", row))
}

/// What the rules compare of two with one height: failures there, then failures in all until then.
fn tally(row: &Row) -> Result<[i64; 2], Unknown> {
    let best = best_height(row)?;
    let until = row.attempts.iter().take_while(|attempt| attempt.number <= best.number);
    Ok([crosses(&best.raw), until.map(|attempt| crosses(&attempt.raw)).sum()])
}

/// The best of a row's attempts up to a round.
fn best_until(row: &Row, round: u32) -> i64 {
    row.attempts
        .iter()
        .filter(|attempt| attempt.number <= round)
        .filter_map(|attempt| attempt.mark)
        .map(|mark| mark.value)
        .max()
        .unwrap_or(0)
}

/// The best of the attempts without the first of those that gave the row its mark.
fn second_best(row: &Row) -> Option<Mark> {
    let own = row.mark?;
    let best = row.attempts.iter().position(|attempt| attempt.mark.is_some_and(|mark| mark.value == own.value))?;
    let others = row.attempts.iter().enumerate().filter(|(at, _)| *at != best).filter_map(|(_, attempt)| attempt.mark);
    others.max_by_key(|mark| mark.value)
}

/// The greatest number of anybody's attempt. Of heights the number counts tries; where somebody with a mark has no attempts, or nobody has a
/// second, not all are known.
fn rounds(event: &Event) -> Value {
    let unknown = || Unknown("the feed does not have the rounds of everybody".to_owned());
    let heights = Discipline::of(event).is_none_or(|discipline| discipline == Discipline::Height);
    if heights || event.rows.iter().any(|row| row.mark.is_some() && row.attempts.is_empty()) {
        return Err(unknown());
    }
    let last = event.rows.iter().filter_map(|row| row.attempts.last()).map(|attempt| attempt.number).max();
    last.filter(|last| *last > 1).map(|last| Val::Number(last.into())).ok_or_else(unknown)
}

impl EventWorld<'_> {
    /// Terms of the event.
    pub(super) fn athletics_event(&self, name: &str) -> Value {
        let event = self.event;
        match name {
            "discipline" => Ok(optional(Discipline::of(event).map(|discipline| Val::Text(word(discipline).to_owned())))),
            "overall_leader" => self.only_at(StandingKind::Overall, 1),
            "overall_second" => self.only_at(StandingKind::Overall, 2),
            "closing_stretch" => Ok(self.closing_stretch()),
            "clean_count" => self.clean_count(),
            "qualifying" => Ok(Val::Flag(event.is_qualifying())),
            "to_final" => Ok(Val::Flag(event.leads_to_final())),
            "rounds" => rounds(event),
            "discipline_count" => Ok(number(event.rows.iter().map(|row| row.attempts.len()).max().unwrap_or(0))),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    /// Terms of one competitor.
    pub(super) fn athletics_one(&self, name: &str, row: &Row) -> Value {
        match name {
            "clearance" => {
                let signs = best_height(row)?.raw.to_lowercase();
                Ok(optional(signs.find('o').and_then(|at| i64::try_from(at + 1).ok()).map(Val::Number)))
            }
            "qualified_by" => {
                Ok(optional(row.qualified.clone().map(|sign| Val::Text(if sign.trim() == "q" { "time" } else { "place" }.to_owned()))))
            }
            "reaction" => row.reaction.map(Val::Mark).ok_or_else(|| missing("reaction time", row)),
            "fastest_reaction" => self.fastest_reaction(row),
            "lead_taken" => self.lead_taken(row).map(|round| optional(round.map(|round| Val::Number(round.into())))),
            "second_best" if Discipline::of(self.event) == Some(Discipline::Height) => Err(missing("second-best attempt", row)),
            "second_best" => second_best(row).map(Val::Mark).ok_or_else(|| missing("second valid attempt", row)),
            "discipline_bests" => self.discipline_bests(row),
            _ => self.swimming_one(name, row),
        }
    }

    /// Whether the row alone reacted fastest of all who started.
    fn fastest_reaction(&self, row: &Row) -> Value {
        let own = row.reaction.ok_or_else(|| missing("reaction time", row))?;
        for other in self.event.rows.iter().filter(|other| started(other) && other.competitor.id() != row.competitor.id()) {
            let theirs = other.reaction.ok_or_else(|| missing("reaction time", other))?;
            if theirs.value <= own.value {
                return Ok(Val::Flag(false));
            }
        }
        Ok(Val::Flag(own.value >= 100 && finished(row)))
    }

    /// The round after which the row was alone in front to the end; nothing if it was from the first.
    fn lead_taken(&self, row: &Row) -> Result<Option<u32>, Unknown> {
        let last = row.attempts.iter().map(|attempt| attempt.number).max().ok_or_else(|| missing("attempts", row))?;
        let behind = (1..=last).filter(|round| {
            let own = best_until(row, *round);
            self.event.rows.iter().any(|other| other.competitor.id() != row.competitor.id() && best_until(other, *round) >= own)
        });
        Ok(behind.max().filter(|round| *round < last).map(|round| round + 1))
    }

    fn discipline_bests(&self, row: &Row) -> Value {
        let beats = |mark: Mark, number: u32| {
            self.event.rows.iter().flat_map(|other| &other.attempts).any(|attempt| {
                attempt.number == number
                    && attempt
                        .mark
                        .is_some_and(|other| if mark.unit == Unit::Time { other.value < mark.value } else { other.value > mark.value })
            })
        };
        if row.attempts.is_empty() {
            return Err(missing("marks of the disciplines", row));
        }
        Ok(number(row.attempts.iter().filter(|attempt| attempt.mark.is_some_and(|mark| !beats(mark, attempt.number))).count()))
    }

    /// Terms of two competitors.
    pub(super) fn athletics_pair(&self, name: &str, first: &Row, second: &Row) -> Value {
        match name {
            "countback" => {
                let level = first.mark.is_some() && first.mark == second.mark && Discipline::of(self.event) == Some(Discipline::Height);
                Ok(Val::Flag(level && first.rank < second.rank && finished(second) && tally(first)? < tally(second)?))
            }
            "led_before" => {
                let Some(round) = self.lead_taken(second)? else { return Ok(Val::Flag(false)) };
                let own = best_until(first, round - 1);
                let others = self.event.rows.iter().filter(|other| other.competitor.id() != first.competitor.id());
                Ok(Val::Flag(own > 0 && others.into_iter().all(|other| best_until(other, round - 1) < own)))
            }
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    /// Whether each of a list is placed by countback behind the one before.
    pub(super) fn all_countback(&self, rows: &[&Row]) -> Value {
        for pair in rows.windows(2) {
            let [first, second] = pair else { continue };
            if self.athletics_pair("countback", first, second)? != Val::Flag(true) {
                return Ok(Val::Flag(false));
            }
        }
        Ok(Val::Flag(rows.len() > 1))
    }

    /// A member of a relay by the number of the leg.
    pub(super) fn leg(&self, at: usize, leg: i64) -> Value {
        let row = self.row(at)?;
        let Competitor::Team { members, .. } = &row.competitor else { return Ok(Val::Nothing) };
        let number = usize::try_from(leg).ok();
        let member = number.and_then(|leg| members.get(leg.checked_sub(1)?));
        // Whoever lists runners lists all of them: there is no fifth leg of four.
        if member.is_none() && !members.is_empty() {
            return Ok(Val::Nothing);
        }
        member.map(|person| Val::Text(person.full.clone())).ok_or_else(|| missing("runner of the leg", row))
    }

    /// How many have a record of a code, set and not equalled. Who has a record of a continent or the world without a flag of the
    /// nation's has set that too, so that the flags do not tell how many national records there were.
    pub(super) fn count_record(&self, code: &str) -> Value {
        let national = code.eq_ignore_ascii_case("NR");
        let flagged = |row: &Row| {
            row.irm.is_none() && row.records.iter().any(|flag| flag.code.eq_ignore_ascii_case(code) && !flag.equalled && flag.confirmed)
        };
        let wider =
            |row: &Row| row.records.iter().any(|flag| ["WR", "AR", "AF", "AS", "ER", "NA", "SA", "OC"].contains(&flag.code.as_str()));
        if let Some(row) = self.event.rows.iter().find(|row| national && wider(row) && !flagged(row)) {
            return Err(Unknown(format!("the feed flags a wider record of {}, which is a national one too", row.competitor.full())));
        }
        Ok(number(self.event.rows.iter().filter(|row| flagged(row)).count()))
    }
}

fn word(discipline: Discipline) -> &'static str {
    match discipline {
        Discipline::Height => "height",
        Discipline::Jump => "jump",
        Discipline::Throw => "throw",
        Discipline::Put => "put",
    }
}
