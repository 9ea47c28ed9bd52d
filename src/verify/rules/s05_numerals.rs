//! S5: small numbers are words, larger ones figures; measures are always figures.
//!
//! "Nine of the 11 starters", "11th on the grid", "0.647 seconds"; a sentence opens with a word ("Thirty-five started."). Names of events and laps by number are left alone.

use super::{Context, Outcome, Tally, error};
use crate::event::Competitor;
use crate::verify::numbers::{cardinal, ordinal};
use crate::verify::tokens::{Token, tokenise};

/// Words after a figure that make it a measure.
const UNITS: [&str; 34] = [
    "second", "seconds", "minute", "minutes", "hour", "hours", "metre", "metres", "meter", "meters", "centimetre", "centimetres", "centimeter", "centimeters", "m", "km", "point", "points", "percent", "per", ",", "am", "pm", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october", "december",
];
/// Words before a figure that make it a number by name.
const NAMED: [&str; 22] = [
    "lap", "heat", "stage", "run", "no", "number", "by", "jan", "feb", "march", "april", "may", "june", "july", "aug", "sept", "oct", "nov", "dec", "january", "august", ".",
];

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let most = cx.style.limits.spelled_to;
    let mut tally = Tally::default();
    let names = std::iter::once(cx.event.name.as_str()).chain(cx.event.competition.as_deref()).chain(cx.event.competitors().map(Competitor::full));
    let teams = cx.event.rows.iter().filter_map(|row| row.team.as_ref()).map(|team| team.name.as_str());
    let own: Vec<String> = names.chain(teams).flat_map(tokenise).map(|token| token.text).collect();
    for reading in cx.body() {
        let word = |at: Option<usize>| at.and_then(|at| reading.tokens.get(at)).map_or("", |token: &Token| token.lower.as_str());
        for (at, token) in reading.tokens.iter().enumerate() {
            let value = cardinal(&token.lower).or_else(|| ordinal(&token.lower));
            let Some(value) = value else { continue };
            let named = NAMED.contains(&word(at.checked_sub(1))) || UNITS.contains(&word(Some(at + 1))) || own.contains(&token.text);
            let wrong = if token.is_figure() { value <= most && !named } else { value > most && at > 0 };
            tally.check(wrong.then(|| error(reading.place, token.span.clone(), format!("numbers to {most} are words and larger ones figures, not \"{}\"", token.text))));
        }
    }
    tally.outcome("the copy has no numbers")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn words_up_to_nine_and_figures_from_ten() {
        let event = sample::spa();
        assert_eq!(faults("S5", &event, &["Nine of the 11 starters finished.", "Hamilton made two pit stops on July 28, 2024."]), 0);
        assert_eq!(faults("S5", &event, &["Hamilton set it on lap 4 in 4 seconds.", "Hamilton scored 9 points."]), 0);
        assert_eq!(faults("S5", &event, &["Hamilton made 2 pit stops."]), 1);
        assert_eq!(faults("S5", &event, &["Nine of the eleven starters finished."]), 1);
        assert_eq!(faults("S5", &event, &["Leclerc was 3rd."]), 1);
        assert_eq!(faults("S5", &event, &["Eleven of the 20 starters finished."]), 0);
        assert_eq!(faults("S5", &event, &["Verstappen started eleventh."]), 1);
        assert!(undecided("S5", &event, &["Hamilton won."]).is_some());
    }
}
