//! Terms of one competitor.

use super::{EventWorld, Value, finished, irm_code, laps_down, medal_word, missing, optional};
use crate::event::{Gap, Grid, Mark, Row, StandingKind};
use crate::verify::evaluate::{Unknown, Val};

/// Records that are national ones as well.
const MORE_THAN_NATIONAL: [&str; 8] = ["WR", "AR", "AF", "AS", "ER", "NA", "SA", "OC"];

impl EventWorld<'_> {
    pub(super) fn gap(&self, a: usize, b: usize) -> Value {
        let (a, b) = (self.row(a)?, self.row(b)?);
        if !finished(a) || !finished(b) {
            return Ok(Val::Nothing);
        }
        let (better, worse) = if a.rank <= b.rank { (a, b) } else { (b, a) };
        let (down, ahead) = (laps_down(worse), laps_down(better));
        if down > 0 {
            return if ahead == 0 && better.rank == Some(1) { Ok(Val::Laps(down)) } else { Err(missing("gap in time", worse)) };
        }
        if let (Some(first), Some(second)) = (better.mark, worse.mark) {
            return first.difference(second).map(Val::Mark).ok_or_else(|| missing("comparable mark", worse));
        }
        match (better.gap, worse.gap) {
            (_, Some(Gap::Mark(gap))) if better.rank == Some(1) => Ok(Val::Mark(gap)),
            (Some(Gap::Mark(first)), Some(Gap::Mark(second))) => {
                second.difference(first).map(Val::Mark).ok_or_else(|| missing("comparable gap", worse))
            }
            _ => Err(missing("gap or mark", worse)),
        }
    }

    pub(super) fn of_one(&self, name: &str, at: usize) -> Value {
        let row = self.row(at)?;
        let need = |value: Option<Val>, what: &str| value.ok_or_else(|| missing(what, row));
        match name {
            "rank" => Ok(optional(self.rank_of(at)?.map(Val::Number))),
            "place" => Ok(optional(row.rank.map(|rank| Val::Number(rank.into())))),
            "tied" => self.tied(at).map(Val::Flag),
            "finished" => Ok(Val::Flag(finished(row))),
            "irm" => Ok(Val::Text(row.irm.map_or("", irm_code).to_owned())),
            // Who was lapped did not run the whole distance: there is no time for it.
            "mark" if row.irm.is_some() || row.mark.is_none() && laps_down(row) > 0 => Ok(Val::Nothing),
            "mark" | "raw_mark" => need(row.mark.map(Val::Mark), "mark"),
            "wind_of" => need(row.wind_tenths.map(|wind| Val::Number(wind.into())), "wind"),
            "laps" => need(row.laps.map(|laps| Val::Number(laps.into())), "laps"),
            "laps_down" if finished(row) => Ok(Val::Number(laps_down(row))),
            "laps_down" => Ok(Val::Nothing),
            "grid" => match row.grid {
                Some(Grid::Place(place)) => Ok(Val::Number(place.into())),
                Some(Grid::PitLane) => Ok(Val::Nothing),
                None => Err(missing("grid place", row)),
            },
            "pit_lane" => need(row.grid.map(|grid| Val::Flag(grid == Grid::PitLane)), "grid place"),
            "points" => need(row.points.map(Val::Mark), "points"),
            "stops" => need(row.pit_stops.map(|stops| Val::Number(stops.into())), "pit stops"),
            "team" => need(row.team.as_ref().map(|team| Val::Text(team.name.clone())), "team"),
            "nation" => need(row.nation.as_ref().map(|nation| Val::Text(nation.code.clone())), "nation"),
            "medal" => Ok(optional(row.medal.map(|medal| Val::Text(medal_word(medal).to_owned())))),
            "qualified" => Ok(Val::Flag(row.qualified.is_some())),
            "is_team" => Ok(Val::Flag(matches!(row.competitor, crate::event::Competitor::Team { .. }))),
            "gained" => match (self.of_one("grid", at)?, self.rank_of(at)?) {
                (Val::Number(grid), Some(rank)) => Ok(Val::Number(grid - rank)),
                _ => Ok(Val::Nothing),
            },
            "qualifying_rank" => self.qualifying(row),
            "season_best" => self.season_best(row).map(Val::Mark),
            "leads_season" => self.leads_season(row).map(Val::Flag),
            "fastest_lap_rank" => self.fastest_lap_rank(row),
            "fastest_lap_time" => need(row.fastest_lap.map(|lap| Val::Mark(lap.time)), "fastest lap"),
            "fastest_lap_number" => {
                need(row.fastest_lap.and_then(|lap| lap.lap).map(|lap| Val::Number(lap.into())), "number of the fastest lap")
            }
            "best_attempt" => {
                let best =
                    row.attempts.iter().filter(|attempt| row.mark.is_some() && attempt.mark == row.mark).map(|attempt| attempt.number);
                need(best.min().map(|number| Val::Number(number.into())), "attempt with this mark")
            }
            "led_every_split" => self.led_every_split(row),
            "standing_rank" | "standing_points" | "standing_lead" | "standing_wins" => {
                self.standing(name, row.competitor.id(), row.competitor.full(), StandingKind::Athletes)
            }
            _ => self.athletics_one(name, row),
        }
    }

    pub(super) fn qualifying(&self, row: &Row) -> Value {
        let found = self.event.context.qualifying.iter().find(|line| line.id == row.competitor.id());
        found.map(|line| Val::Number(line.rank.into())).ok_or_else(|| missing("place in qualifying", row))
    }

    fn season_best(&self, row: &Row) -> Result<Mark, Unknown> {
        let own = self.event.context.start_list.iter().find(|entrant| entrant.id == row.competitor.id());
        own.and_then(|entrant| entrant.season_best).ok_or_else(|| missing("mark of the season", row))
    }

    /// Somebody on the list of whom no mark of the season is known has none.
    fn leads_season(&self, row: &Row) -> Result<bool, Unknown> {
        let own = self.season_best(row)?;
        let others = self.event.context.start_list.iter().filter(|entrant| entrant.id != row.competitor.id());
        Ok(others.filter_map(|entrant| entrant.season_best).all(|other| own.beats(other)))
    }

    pub(super) fn best_lap(&self) -> Option<Mark> {
        self.event.rows.iter().filter_map(|row| row.fastest_lap.map(|lap| lap.time)).min_by_key(|time| time.value)
    }

    /// The feed's rank, which must not contradict the times.
    pub(super) fn fastest_lap_rank(&self, row: &Row) -> Value {
        let Some(lap) = row.fastest_lap else { return Err(missing("fastest lap", row)) };
        if lap.rank == Some(1) && self.best_lap().is_some_and(|best| best.value < lap.time.value) {
            return Err(Unknown("the feed's rank of the fastest lap contradicts the times".to_owned()));
        }
        lap.rank.map(|rank| Val::Number(rank.into())).ok_or_else(|| missing("rank of the fastest lap", row))
    }

    pub(super) fn records(&self, name: &str, at: usize, code: &str) -> Value {
        let row = self.row(at)?;
        let flag = row.records.iter().find(|flag| flag.code.eq_ignore_ascii_case(code));
        // Feeds do not flag a record of the world or a continent as a national one, too.
        if flag.is_none() && code == "NR" && row.records.iter().any(|flag| MORE_THAN_NATIONAL.contains(&flag.code.as_str())) {
            return Err(missing("flag of a national record", row));
        }
        Ok(Val::Flag(flag.is_some_and(|flag| match name {
            "equalled" => flag.equalled,
            "confirmed" => flag.confirmed,
            _ => true,
        })))
    }
}
