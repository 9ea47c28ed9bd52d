//! S1: no unfilled place, no debris of a program.
//!
//! "[[WINNING_TEAM_MASCOT]]" was once published. Brackets of templates and words such as "undefined" are refused.

use super::{Context, Outcome, Place, Tally, error};

const BRACKETS: [&str; 6] = ["[[", "]]", "{{", "}}", "${", "\u{FFFD}"];

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    let mut texts = cx.copy.prose();
    texts.extend(cx.copy.dateline.as_deref().map(|line| (Place::Dateline, line)));
    let cells = cx.copy.table.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |cell| (Place::Table { row }, cell.as_str())));
    for (place, text) in texts.into_iter().chain(cells) {
        let bracket = BRACKETS.iter().find_map(|bracket| text.find(bracket).map(|at| (at..at + bracket.len(), (*bracket).to_owned())));
        let word = || {
            let tokens = crate::verify::tokens::tokenise(text);
            let found = tokens.into_iter().find(|token| cx.style.words.placeholders.contains(&token.text));
            found.map(|token| (token.span, token.text))
        };
        let hollow = text.trim().is_empty() && !matches!(place, Place::Table { .. });
        let found = bracket.or_else(word).or_else(|| hollow.then(|| (0..text.len(), "nothing".to_owned())));
        tally.check(found.map(|(span, what)| error(place, span, format!("\"{what}\" is no finished copy"))));
    }
    tally.outcome("there is no text")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn debris_is_refused() {
        let event = sample::spa();
        for text in ["The [[WINNER]] won.", "Hamilton won by {{gap}}.", "Hamilton won in NaN.", "undefined won."] {
            assert_eq!(faults("S1", &event, &[text]), 1, "{text}");
        }
        assert_eq!(faults("S1", &event, &["Hamilton won."]), 0);
    }
}
