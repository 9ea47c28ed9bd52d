//! Text of any origin: case, comparison, counting, and the removal of what cannot be seen.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text with its first letter in upper case ("élan" is "Élan"). Quotation marks and brackets before it are passed
/// over; a text that begins with a figure stays as it is.
pub fn sentence_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    for c in rest.by_ref() {
        if c.is_alphanumeric() {
            // "ß" becomes "SS": only the first letter of such a pair is a capital at the start of a word.
            let mut upper = c.to_uppercase();
            out.extend(upper.next());
            out.extend(upper.flat_map(char::to_lowercase));
            break;
        }
        out.push(c);
    }
    out.push_str(rest.as_str());
    out
}

/// A form for comparing: lower case, punctuation dropped, dashes, hyphens and slashes as spaces, runs of spaces folded.
/// The point and the colon inside a figure stay ("1:19.5"), the comma between thousands goes.
pub fn fold_punctuation(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next_is_digit = rest.clone().next().is_some_and(|next| next.is_ascii_digit());
        if c.is_alphanumeric() || is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if matches!(c, '.' | ':') && previous.is_ascii_digit() && next_is_digit {
            out.push(c);
        } else if (c.is_whitespace() || is_dash(c) || c == '/') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        previous = c;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Hyphens, dashes and the minus sign.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The number of words: runs without white space that have a letter or a figure.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The text without what cannot be seen or changes how the rest is seen; NFC, trimmed, white space (the no-break space and
/// line ends too) folded to single spaces.
///
/// Removed are control characters, bidirectional controls, tags, variation selectors, and characters without width. The
/// zero-width joiner and non-joiner stay between two letters of a script that needs them, such as Persian or Hindi.
pub fn strip_unsafe(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let keep = match c {
            '\u{200C}' | '\u{200D}' => joins(kept.chars().next_back()) && joins(rest.clone().next()),
            _ => c.is_whitespace() || !is_unseen(c),
        };
        if keep {
            kept.push(c);
        }
    }
    let normal: String = kept.nfc().collect();
    let mut out = String::with_capacity(normal.len());
    for word in normal.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Characters that leave no mark of their own. Code points from the Unicode Standard, version 16, chapters 9 and 23.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{00AD}' // soft hyphen
            | '\u{034F}' // combining grapheme joiner
            | '\u{061C}' // Arabic letter mark
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' // Hangul fillers
            | '\u{17B4}' | '\u{17B5}' // Khmer inherent vowels
            | '\u{180B}'..='\u{180F}' // Mongolian variation selectors and vowel separator
            | '\u{200B}'..='\u{200F}' // zero-width space, joiners, directional marks
            | '\u{202A}'..='\u{202E}' // embeddings and overrides
            | '\u{2060}'..='\u{206F}' // word joiner, invisible operators, isolates
            | '\u{FE00}'..='\u{FE0F}' // variation selectors
            | '\u{FEFF}' // byte order mark
            | '\u{FFF0}'..='\u{FFFB}' // specials
            | '\u{1BCA0}'..='\u{1BCA3}' // shorthand format controls
            | '\u{1D173}'..='\u{1D17A}' // musical format controls
            | '\u{E0000}'..='\u{E0FFF}' // tags, more variation selectors
        )
}

/// Whether a character is a letter or sign of a script whose spelling needs joiners.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        let script = matches!(
            c,
            '\u{0600}'..='\u{08FF}' // Arabic, Syriac, Thaana, N'Ko, Mandaic
            | '\u{0900}'..='\u{0DFF}' // the scripts of India and Sri Lanka
            | '\u{1000}'..='\u{109F}' // Myanmar
            | '\u{1780}'..='\u{18AF}' // Khmer, Mongolian
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' // Arabic presentation forms
        );
        script && (c.is_alphabetic() || is_combining_mark(c)) && !is_unseen(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_letter_becomes_a_capital() {
        for (text, expected) in [
            ("the race", "The race"),
            ("élan", "Élan"),
            ("\"de Vries won\"", "\"De Vries won\""),
            ("ßtart", "Sstart"),
            ("10 laps", "10 laps"),
            ("", ""),
            ("—", "—"),
            ("Already", "Already"),
            ("øystein", "Øystein"),
        ] {
            assert_eq!(sentence_case(text), expected);
        }
    }

    #[test]
    fn folding_leaves_words_and_figures() {
        for (text, expected) in [
            ("Sainz's car", "sainzs car"),
            ("The pole-sitter, again!", "the pole sitter again"),
            ("won — by 0.647 seconds.", "won by 0.647 seconds"),
            ("1:19:57.566; 10,000 metres", "1:19:57.566 10000 metres"),
            ("4-3", "4 3"),
            ("  Élodie  ", "élodie"),
            ("...", ""),
            ("- a -", "a"),
            ("No. 1: one", "no 1 one"),
        ] {
            assert_eq!(fold_punctuation(text), expected, "{text}");
        }
    }

    #[test]
    fn dashes_are_no_words() {
        assert_eq!(words("Hamilton — the pole-sitter — won in 1:19."), 6);
        assert_eq!(words(""), 0);
        assert_eq!(words(" ... "), 0);
    }

    #[test]
    fn what_cannot_be_seen_is_removed() {
        for (text, expected) in [
            ("A\u{200B}da", "Ada"),
            ("\u{202E}Ada\u{202C}", "Ada"),
            ("Ada\u{E0041}\u{E007F}", "Ada"),
            ("Ada\u{FE0F}\u{E0100}", "Ada"),
            ("A\u{7}\u{1B}[31mda\u{9B}", "A[31mda"),
            ("\u{A0}Ada\u{A0}\u{2009} L\r\n", "Ada L"),
            ("Ada\u{85}L", "Ada L"),
            ("e\u{301}", "é"),
            ("e\u{200B}\u{301}", "é"),
            ("A\u{200D}da", "Ada"),
            ("\u{FEFF}Ada", "Ada"),
            ("Mü\u{AD}ller", "Müller"),
            ("\0", ""),
        ] {
            assert_eq!(strip_unsafe(text), expected, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn joiners_stay_where_the_script_needs_them() {
        let persian = "می\u{200C}خواهم";
        let hindi = "क्\u{200D}ष";
        assert_eq!(strip_unsafe(persian), persian);
        assert_eq!(strip_unsafe(hindi), hindi);
        assert_eq!(strip_unsafe("می\u{200C}\u{200C}خ"), "می\u{200C}خ");
        assert_eq!(strip_unsafe("می\u{200C}"), "می");
        assert_eq!(strip_unsafe("می\u{200C}a"), "میa");
    }

    proptest! {
        #[test]
        fn stripping_twice_is_stripping_once(text in any::<String>()) {
            let once = strip_unsafe(&text);
            prop_assert_eq!(strip_unsafe(&once), once.clone());
            prop_assert!(!once.chars().any(char::is_control));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "[ -~]{0,40}") {
            let once = fold_punctuation(&text);
            prop_assert_eq!(fold_punctuation(&once), once.clone());
        }
    }
}
