//! Sentences of a block of prose, and what stands in quotation marks.

use std::ops::Range;

/// Words with a full stop that does not end a sentence.
const ABBREVIATIONS: [&str; 30] = [
    "st", "mr", "mrs", "ms", "dr", "prof", "gen", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "no", "vs", "min",
    "sec", "hr", "u.s", "u.k", "a.m", "p.m", "e.g", "i.e", "approx", "fr",
];

/// Abbreviations that end a sentence where a capital follows.
const AT_END: [&str; 2] = ["jr", "sr"];

/// Words that begin sentences after a number: "nine of 32. The visitors".
const OPENERS: [&str; 18] =
    ["the", "he", "she", "it", "they", "a", "an", "in", "on", "but", "and", "with", "as", "while", "his", "her", "their", "that"];

/// The byte ranges of the sentences, without the blanks around them.
pub(in crate::verify) fn sentences(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let get = |at: usize| chars.get(at).map(|(_, c)| *c);
    let byte = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = get(at) {
        at += 1;
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        while get(at).is_some_and(|c| matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | '.')) {
            at += 1;
        }
        let next = get(at + 1);
        let opens = next
            .is_none_or(|next| next.is_uppercase() || next.is_ascii_digit() || matches!(next, '"' | '\u{201c}' | '\u{2018}' | '(' | '*'));
        let ends = get(at).is_none() || (get(at) == Some(' ') && opens);
        let after = text.get(byte(at)..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        if ends && !(c == '.' && get(at).is_some() && abbreviated(text.get(byte(start)..byte(at)).unwrap_or_default(), after)) {
            found.push(byte(start)..byte(at));
            start = at + 1;
        }
    }
    found.push(byte(start).min(text.len())..text.len());
    found.retain(|range| text.get(range.clone()).is_some_and(|text| text.chars().any(char::is_alphanumeric)));
    found
}

/// Whether the text ends in an abbreviation or an initial; with the word after it.
fn abbreviated(text: &str, after: &str) -> bool {
    let word = text.trim_end_matches('.').rsplit([' ', '(']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let initial = !word.is_empty() && word.split('.').all(|part| part.len() == 1 && part.chars().all(char::is_uppercase));
    !AT_END.contains(&lower.as_str()) && (initial || ABBREVIATIONS.contains(&lower.as_str()) || numbered(text, after))
}

/// Whether the text ends in a number that begins a name: "of 1. FC Nixe".
fn numbered(text: &str, after: &str) -> bool {
    if OPENERS.contains(&after.to_lowercase().as_str()) {
        return false;
    }
    let mut words = text.trim_end_matches('.').rsplit(' ');
    let number = words.next().is_some_and(|word| (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()));
    number && words.next().is_some_and(|before| matches!(before, "of" | "for" | "the" | "by"))
}

/// The byte ranges inside quotation marks, without the marks; a quotation that is not closed reaches to the end.
pub(in crate::verify) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('"' | '\u{201c}', None) => open = Some(at + c.len_utf8()),
            ('"' | '\u{201d}', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| start..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn sentences_end_at_stops_that_are_no_abbreviations() {
        assert_eq!(
            split("Hamilton won on Aug. 4 by 0.647 seconds. J. Smith was No. 2! Was he? \"Yes.\" He was."),
            ["Hamilton won on Aug. 4 by 0.647 seconds.", "J. Smith was No. 2!", "Was he?", "\"Yes.\"", "He was."]
        );
        assert_eq!(split("Norris beat Carlos Sainz Jr. Eighteen finished."), ["Norris beat Carlos Sainz Jr.", "Eighteen finished."]);
        assert_eq!(split("Carlos Sainz Jr. sixth."), ["Carlos Sainz Jr. sixth."]);
        assert_eq!(
            split("Lena Fields of 1. FC Nixe won. She beat 41. It rained."),
            ["Lena Fields of 1. FC Nixe won.", "She beat 41.", "It rained."]
        );
        assert_eq!(split("The Kings hit nine of 32. The visitors led."), ["The Kings hit nine of 32.", "The visitors led."]);
        assert_eq!(split("No stop here"), ["No stop here"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn quotations_are_what_stands_between_the_marks() {
        let text = "He said “fine.” \"Well\" and \"open";
        let found: Vec<&str> = quotations(text).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(found, ["fine.", "Well", "open"]);
    }
}
