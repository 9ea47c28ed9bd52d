//! C1: winner, event, city, day and mark are there by the second sentence.
//!
//! What the feed does not give is not asked for; the dateline gives the city. A dead heat asks for every winner.

use super::{Context, Outcome, Place, Tally, error};
use crate::verify::evaluate::Val;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let event = cx.event;
    if event.winners().is_empty() {
        return Outcome::Undecided("the result has no winner".to_owned());
    }
    let lede: Vec<_> = cx.body().take(2).collect();
    let mut tally = Tally::default();
    let mut ask = |there: bool, what: &str| tally.check((!there).then(|| error(Place::Whole, 0..0, format!("the first two sentences lack {what}"))));
    for winner in event.winners() {
        let row = event.rows.iter().position(|row| row.competitor.id() == winner.competitor.id());
        ask(lede.iter().any(|reading| reading.mentions.iter().any(|mention| Some(mention.row) == row)), "the winner");
    }
    let has_event = |value: &Val| matches!(value, Val::Text(text) if *text == event.name);
    ask(lede.iter().any(|reading| reading.claims.iter().any(|claim| claim.roles.values().any(has_event))), "the event");
    let says = |start: &str| lede.iter().any(|reading| reading.atoms().any(|atom| atom.starts_with(start)));
    if let Some(city) = &event.venue.city {
        let dateline = cx.copy.dateline.as_ref().is_some_and(|line| line.to_lowercase().contains(&city.to_lowercase()));
        ask(dateline || says("city() ==") || says("venue() =="), "the city");
    }
    if event.day.is_some() {
        ask(says("held_on"), "the day");
    }
    if event.winning_mark().is_some() {
        ask(says("mark(") || says("winning_mark()") || says("gap("), "the winning mark or margin");
    }
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn a_full_lede_passes_and_each_missing_part_is_named() {
        let event = sample::spa();
        assert_eq!(faults("C1", &event, &["Lewis Hamilton won the Belgian Grand Prix in Spa on Sunday.", "Hamilton took victory in 1:19:57.566."]), 0);
        assert_eq!(faults("C1", &event, &["Lewis Hamilton won the Belgian Grand Prix in Spa on Sunday.", "Piastri was second."]), 1);
        assert_eq!(faults("C1", &event, &["Lewis Hamilton won.", "Piastri was second."]), 4);
    }

    #[test]
    fn a_result_without_a_winner_leaves_it_undecided() {
        let mut event = sample::spa();
        event.rows.clear();
        assert!(undecided("C1", &event, &["Nobody finished."]).is_some());
    }
}
