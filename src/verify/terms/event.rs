//! Terms of the event as a whole.

use super::{EventWorld, Value, absent, kind_word, laps_down, number, optional, started};
use crate::event::{Grid, LocalDay, NextEvent, NextRound, ResultState, UnitKind};
use crate::verify::evaluate::{Unknown, Val};
use crate::verify::numbers::{DayText, weekday};

impl EventWorld<'_> {
    pub(super) fn of_event(&self, name: &str) -> Value {
        let event = self.event;
        let text =
            |value: &Option<String>, what: &str| value.clone().map(Val::Text).ok_or_else(|| Unknown(format!("the feed gives no {what}")));
        match name {
            "winner" => Ok(self.at(1)),
            "first" => Ok(optional(event.winners().first().and_then(|row| self.index_of(row)).map(Val::Who))),
            "podium_last" => Ok(optional(self.podium_last().map(Val::Who))),
            "count_qualified" => Ok(number(event.rows.iter().filter(|row| row.qualified.is_some()).count())),
            "pole" => {
                let poles: Vec<usize> =
                    event.rows.iter().enumerate().filter(|(_, row)| row.grid == Some(Grid::Place(1))).map(|(at, _)| at).collect();
                Ok(if let [at] = poles.as_slice() { Val::Who(*at) } else { Val::Nothing })
            }
            "winning_mark" => event.winning_mark().map(Val::Mark).ok_or_else(|| Unknown("the feed gives no winning mark".to_owned())),
            "fastest_lap_count" => {
                Ok(number(event.rows.iter().filter(|row| row.fastest_lap.is_some_and(|lap| lap.rank == Some(1))).count()))
            }
            "biggest_gain" => {
                let gains = (0..event.rows.len()).map(|at| self.of_one("gained", at)).collect::<Result<Vec<_>, _>>()?;
                Ok(optional(
                    gains.into_iter().filter_map(|gain| if let Val::Number(n) = gain { Some(n) } else { None }).max().map(Val::Number),
                ))
            }
            "entries" => Ok(number(event.rows.len())),
            "count_absent" => Ok(number(event.rows.iter().filter(|row| absent(row)).count())),
            "starters" => Ok(number(event.rows.iter().filter(|row| started(row)).count())),
            "finishers" => Ok(number(event.ranked().len())),
            "running_at_end" => self.running_at_end(),
            "lead_lap_count" => Ok(number(event.ranked().into_iter().filter(|row| laps_down(row) == 0).count())),
            "distance" => event.laps.map(|laps| Val::Number(laps.into())).ok_or_else(|| Unknown("the feed gives no laps".to_owned())),
            "split_count" => Ok(number(self.split_points().len())),
            "wind" => self.wind(),
            "decides" => Ok(Val::Flag(matches!(event.kind, UnitKind::Race | UnitKind::Sprint))),
            "kind" => Ok(Val::Text(kind_word(event.kind).to_owned())),
            "individual" => Ok(Val::Flag(event.individual)),
            "sport" => Ok(Val::Text(crate::lexicon::sport_key(event.sport).to_owned())),
            "official" => Ok(Val::Flag(event.state == ResultState::Official)),
            "state" => Ok(Val::Text(format!("{:?}", event.state).to_lowercase())),
            "said_places" => Ok(Val::Number(self.said_places.get())),
            "next_round" => self.next_round().map(|next| Val::Text(next.round.code().to_owned())),
            "next_event" => self.next_event().map(|next| Val::Text(next.name.clone())),
            "venue" => text(&event.venue.name, "venue"),
            "city" => text(&event.venue.city, "city"),
            "country" => text(&event.venue.country, "country"),
            "competition" => text(&event.competition, "competition"),
            "host" => text(&event.venue.nation, "host nation"),
            _ => self.athletics_event(name),
        }
    }

    /// Of those who share a place any will do, if they have one mark.
    fn podium_last(&self) -> Option<usize> {
        let ranked = self.event.ranked();
        let last = ranked.iter().filter_map(|row| row.rank).filter(|rank| *rank <= 3).max()?;
        let mut sharing = ranked.into_iter().filter(|row| row.rank == Some(last));
        let first = sharing.next()?;
        sharing.all(|row| row.mark == first.mark).then(|| self.index_of(first)).flatten()
    }

    /// A feed may classify somebody who had stopped: the status then has a word for it that is none of those of a finish.
    fn running_at_end(&self) -> Value {
        let mut running = 0;
        for row in self.event.ranked() {
            let cell = row.cells.get("status").ok_or_else(|| Unknown(format!("the feed gives no status for {}", row.competitor.full())))?;
            let status = cell.raw.trim().trim_matches('"').to_lowercase();
            running += usize::from(status == "finished" || status == "lapped" || status.starts_with('+'));
        }
        Ok(number(running))
    }

    pub(super) fn wind(&self) -> Value {
        let mut winds = self.event.rows.iter().filter_map(|row| row.wind_tenths);
        let Some(first) = winds.next() else { return Err(Unknown("the feed gives no wind".to_owned())) };
        if winds.all(|wind| wind == first) { Ok(Val::Number(first.into())) } else { Ok(Val::Nothing) }
    }

    fn next_round(&self) -> Result<&NextRound, Unknown> {
        self.event.context.next_round.as_ref().ok_or_else(|| Unknown("no schedule names the next round".to_owned()))
    }

    fn next_event(&self) -> Result<&NextEvent, Unknown> {
        self.event.context.next_event.as_ref().ok_or_else(|| Unknown("no calendar names the next event".to_owned()))
    }

    /// A weekday alone is one of the seven days that follow.
    pub(super) fn next_event_on(&self, day: DayText) -> Value {
        let next = self.next_event()?.day;
        let is_near = || self.event.day.and_then(|own| own.days_until(next)).is_some_and(|days| (1..=7).contains(&days));
        if day.date.is_none() && !is_near() {
            return Err(Unknown("a weekday does not say when the next event is".to_owned()));
        }
        Ok(Val::Flag(day_fits(day, next)))
    }

    pub(super) fn held_on(&self, day: DayText) -> Value {
        let own = self.event.day.ok_or_else(|| Unknown("the local day is not known".to_owned()))?;
        Ok(Val::Flag(day_fits(day, own)))
    }

    pub(super) fn next_on(&self, day: DayText) -> Value {
        self.next_round().map(|next| Val::Flag(day_fits(day, next.day)))
    }
}

/// Whether what a text gives of a day is true of it.
fn day_fits(text: DayText, day: LocalDay) -> bool {
    let weekday_fits = text.weekday.is_none_or(|given| given == weekday(day));
    let date_fits = text.date.is_none_or(|given| given == (day.month, day.day));
    weekday_fits && date_fits && text.year.is_none_or(|year| year == day.year)
}
