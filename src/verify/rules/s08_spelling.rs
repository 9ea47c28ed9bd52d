//! S8: British or American spelling, as the style asks.
//!
//! "metres" is refused in AP copy and "meters" in British copy; the pairs stand in `templates/styles/spelling.toml`.
//! Names of places and competitions keep their own spelling.

use super::{Context, Outcome, Tally, error};
use crate::english::spelling::is_foreign;
use crate::event::Event;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    for reading in cx.readings {
        for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.is_word() && !token.is_figure()) {
            let name = token.text.starts_with(char::is_uppercase) && (at > 0 || opens_a_name(cx.event, &token.text));
            if !name {
                let foreign = is_foreign(&token.lower, cx.style.profile);
                tally.check(foreign.then(|| error(reading.place, token.span.clone(), format!("\"{}\" is not the spelling of this style", token.text))));
            }
        }
    }
    tally.outcome("there is no text")
}

/// Whether a word at the beginning of a sentence opens the name of somebody or of a team.
fn opens_a_name(event: &Event, word: &str) -> bool {
    let opens = |name: &str| name.split(' ').next() == Some(word) && name.contains(' ');
    event.rows.iter().any(|row| opens(row.competitor.full()) || row.team.as_ref().is_some_and(|team| opens(&team.name)))
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, verdict_uk};
    use crate::verify::{Copy, sample};

    #[test]
    fn each_style_refuses_the_others_spelling() {
        let event = sample::rio();
        let british = "Almaz Ayana won the women's 10,000 metres final.";
        let american = "Almaz Ayana won the women's 10,000 meters final.";
        assert_eq!(faults("S8", &event, &[british]), 1);
        assert_eq!(faults("S8", &event, &[american]), 0);
        assert_eq!(verdict_uk(&Copy::of(&[&[british]]), &event).of("S8").count(), 0);
        assert_eq!(verdict_uk(&Copy::of(&[&[american]]), &event).of("S8").count(), 1);
    }
}
