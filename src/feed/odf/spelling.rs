//! Whether two messages spell the same name: one may write it in capitals, without accents, or with `ue` for `ü`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of a word without case and accents; apostrophes are no letters.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | '`')) {
        match as_in_passports(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// What is written for a letter that has no accent to be taken off.
fn as_in_passports(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The letters where a second letter stands for the accent: `Müller` as `mueller`.
fn spelt_out(word: &str) -> String {
    let composed: String = word.to_lowercase().nfc().collect();
    plain(&composed.replace(['ä', 'æ'], "ae").replace(['ö', 'ø'], "oe").replace('ü', "ue").replace('å', "aa"))
}

/// Whether two words are the same but for case and accents.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    let (one, other) = (plain(a), plain(b));
    !one.is_empty() && (one == other || spelt_out(a) == other || one == spelt_out(b))
}

/// The words of a text before a name that stands in it, the name as the text spells it, and the words after it.
pub(super) fn find<'t>(text: &'t str, name: &str) -> Option<[Vec<&'t str>; 3]> {
    let (words, wanted): (Vec<&str>, Vec<&str>) = (text.split_whitespace().collect(), name.split_whitespace().collect());
    let fits = |window: &[&str]| window.iter().zip(&wanted).all(|(a, b)| same_word(a, b));
    let at = if wanted.is_empty() { None } else { words.windows(wanted.len()).position(fits) }?;
    let (before, rest) = words.split_at_checked(at)?;
    let (found, after) = rest.split_at_checked(wanted.len())?;
    Some([before, found, after].map(<[&str]>::to_vec))
}

/// Whether the other spelling of a name is better: it has more letters beyond ASCII, or it alone is not all in capitals.
pub(super) fn better(own: &str, other: &str) -> bool {
    let marks = |text: &str| text.nfc().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    let worth = |text: &str| (marks(text), text.chars().any(char::is_lowercase));
    worth(other) > worth(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_without_case_and_accents() {
        for (a, b) in [
            ("LÜCKENKEMPER", "Luckenkemper"),
            ("Müller", "MUELLER"),
            ("Sørensen", "SORENSEN"),
            ("SØRENSEN", "SOERENSEN"),
            ("Łukasz", "LUKASZ"),
            ("Weiß", "WEISS"),
            ("O'BRIEN", "O’Brien"),
            ("Pe\u{301}rez", "PÉREZ"),
        ] {
            assert!(same_word(a, b), "{a} {b}");
        }
        for (a, b) in [("Mill", "Mills"), ("", ""), ("'", "’"), ("Lee", "Li"), ("Muller", "Mueler")] {
            assert!(!same_word(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_name_is_found_by_whole_words() {
        assert_eq!(find("SU Bingtian", "Su"), Some([vec![], vec!["SU"], vec!["Bingtian"]]));
        assert_eq!(find("Maria DOS SANTOS Silva", "dos Santos"), Some([vec!["Maria"], vec!["DOS", "SANTOS"], vec!["Silva"]]));
        assert_eq!((find("Leeds", "Lee"), find("", "Lee"), find("Lee", ""), find("Lee", "Lee Ann")), (None, None, None, None));
    }

    #[test]
    fn the_spelling_with_the_marks_is_better() {
        assert!(better("LUCKENKEMPER", "LÜCKENKEMPER") && better("MACDONALD", "MacDONALD"));
        assert!(!better("Lückenkemper", "LUCKENKEMPER") && !better("Škoda", "Skóda") && !better("SU", "SU"));
    }
}
