//! Slugs: names that are safe in a path, in an address and on every file system.

use super::record::hex;
use crate::event::LocalDay;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest slug in bytes, so that with an extension and a hash it stays below 120.
pub const MAX_SLUG: usize = 96;

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Words as a slug, with the event's day behind them: lowercase ASCII letters and digits joined by single hyphens, at most
/// [`MAX_SLUG`] bytes, never empty and never a device's name. Words without any Latin letter or digit become a short hash.
pub fn slug(words: &str, day: Option<LocalDay>) -> String {
    let tail = day.map_or_else(String::new, |day| format!("-{:04}-{:02}-{:02}", day.year, day.month, day.day));
    let mut head = cut(&folded(words), MAX_SLUG.saturating_sub(tail.len()));
    if head.is_empty() {
        let digest = hex(&Sha256::digest(words.as_bytes()));
        head = format!("x-{}", digest.chars().take(8).collect::<String>());
    }
    let whole = format!("{head}{tail}");
    if DEVICES.contains(&whole.as_str()) { format!("x-{whole}") } else { whole }
}

/// Whether a text is what [`slug`] could have made.
pub fn is_safe_slug(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let edges = text.starts_with('-') || text.ends_with('-') || text.contains("--");
    plain && !edges && !text.is_empty() && text.len() <= MAX_SLUG && !DEVICES.contains(&text)
}

/// Letters that no decomposition takes apart, with the ASCII that newsrooms use for them.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ə' => "e",
        _ => return None,
    })
}

fn folded(words: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    // Letters of other styles ("𝔇") become capitals only when they are taken apart, and "İ" only afterwards has a mark.
    let lower = words.nfkd().collect::<String>().to_lowercase();
    for c in lower.nfkd().filter(|&c| !is_combining_mark(c)) {
        let piece = if c.is_ascii_alphanumeric() { Some(c.to_string()) } else { letter(c).map(str::to_owned) };
        match piece {
            Some(piece) => {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                gap = false;
                out.push_str(&piece);
            }
            // An apostrophe joins: "men's" is "mens".
            None if matches!(c, '\'' | '’' | 'ʼ') => {}
            None => gap = true,
        }
    }
    out
}

/// At most `most` bytes, cut between words where that leaves anything.
fn cut(slug: &str, most: usize) -> String {
    if slug.len() <= most {
        return slug.to_owned();
    }
    let head = slug.get(..most).unwrap_or(slug);
    let whole_words = slug.get(most..most + 1) == Some("-");
    let end = if whole_words { head.len() } else { head.rfind('-').unwrap_or(head.len()) };
    head.get(..end).unwrap_or(head).trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: LocalDay = LocalDay { year: 2024, month: 7, day: 28 };

    #[test]
    fn words_are_folded_to_ascii_and_the_day_stands_behind() {
        assert_eq!(slug("Belgian Grand Prix", Some(DAY)), "belgian-grand-prix-2024-07-28");
        assert_eq!(slug("Women’s 4×100 m: Žižková, Øst & Łukasz", None), "womens-4-100-m-zizkova-ost-lukasz");
        assert_eq!(slug("São Paulo — Straße", None), "sao-paulo-strasse");
    }

    #[test]
    fn hostile_words_become_harmless_names() {
        for words in [
            "../../etc/passwd",
            "",
            ".",
            "..",
            "CON",
            "nul",
            "a\0b",
            "C:\\x",
            "日本",
            "\u{202e}gpj.exe",
            &"long ".repeat(80),
            &"x".repeat(400),
        ] {
            for day in [None, Some(DAY)] {
                let made = slug(words, day);
                assert!(is_safe_slug(&made), "{words:?} gave {made:?}");
            }
        }
        assert_eq!(slug("../../etc/passwd", None), "etc-passwd");
        assert_eq!(slug("con", None), "x-con");
        assert_eq!(slug("𝔇İ ½", None), "di-1-2");
        assert_ne!(slug("日本", None), slug("中国", None));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_safe_name(text in proptest::prelude::any::<String>()) {
            proptest::prop_assert!(is_safe_slug(&slug(&text, None)));
            proptest::prop_assert!(is_safe_slug(&slug(&text, Some(DAY))));
            proptest::prop_assert_eq!(slug(&slug(&text, None), None), slug(&text, None));
        }
    }

    #[test]
    fn unsafe_names_are_told_from_safe_ones() {
        for bad in ["", "-a", "a-", "a--b", "A", "a.b", "aux", "a/b", "é", &"a".repeat(97)] {
            assert!(!is_safe_slug(bad), "{bad}");
        }
        assert!(is_safe_slug("x-con"));
    }
}
