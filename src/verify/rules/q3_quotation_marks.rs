//! Q3: quotation marks stand only around a quotation that was supplied, verbatim.

use super::{Context, Outcome, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    for (place, text) in cx.copy.prose() {
        let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{AB}' | '\u{BB}')).chain(single(text)).collect();
        for pair in marks.chunks(2) {
            let (start, end) = match pair {
                [(start, open), (end, _)] => (start + open.len_utf8(), *end),
                _ => (0, 0),
            };
            let quoted = text.get(start..end).unwrap_or("").trim_end_matches([',', '.']);
            let supplied = !quoted.is_empty() && cx.copy.quotes.iter().any(|quote| quote.contains(quoted));
            tally.check((!supplied).then(|| error(place, start.saturating_sub(1)..end, "this quotation was not supplied")));
        }
        if marks.is_empty() {
            tally.check(None);
        }
    }
    tally.outcome("there is no text")
}

/// Single quotation marks: opening ones stand before a word, closing ones after a word and before a space.
fn single(text: &str) -> Vec<(usize, char)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| chars.get(index).map_or(' ', |(_, c)| *c);
    let open = |index: usize| matches!(at(index), '\'' | '\u{2018}') && (index == 0 || at(index - 1).is_whitespace()) && at(index + 1).is_alphanumeric();
    let Some(first) = (0..chars.len()).find(|index| open(*index)) else { return Vec::new() };
    let close = (first + 1..chars.len()).rev().find(|index| matches!(at(*index), '\'' | '\u{2019}') && !at(index + 1).is_alphanumeric());
    [Some(first), close].into_iter().flatten().filter_map(|index| chars.get(index).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    fn faults(text: &str, quotes: &[&str]) -> usize {
        let mut copy = Copy::of(&[&[text]]);
        copy.quotes = quotes.iter().map(|quote| (*quote).to_owned()).collect();
        verdict(&copy, &sample::spa()).of("Q3").count()
    }

    #[test]
    fn only_supplied_quotations_stand_in_marks() {
        assert_eq!(faults("Hamilton won.", &[]), 0);
        assert_eq!(faults("\"We did it,\" Hamilton said.", &[]), 1);
        assert_eq!(faults("\"We did it,\" Hamilton said.", &["We did it, and how"]), 0);
        assert_eq!(faults("Hamilton's car was 'fast'.", &[]), 1);
        assert_eq!(faults("Mercedes' Lewis Hamilton won the drivers' race.", &[]), 0);
    }
}
