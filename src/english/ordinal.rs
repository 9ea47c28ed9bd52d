//! Ordinal numbers: places and counts.

use super::{Profile, number};

const SMALL: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// An ordinal in running text: words up to ninth, figures from 10th ("first", "10th", "1,000th"). Both profiles agree.
pub fn ordinal(n: u64, _profile: Profile) -> String {
    if (1..10).contains(&n) { ordinal_words(n) } else { format!("{}{}", number::figures(n), suffix(n)) }
}

/// An ordinal in words, for the start of a sentence ("twenty-first", "one hundred first").
pub fn ordinal_words(n: u64) -> String {
    if let Some(word) = usize::try_from(n).ok().and_then(|index| SMALL.get(index)) {
        return (*word).to_owned();
    }
    let cardinal = number::cardinal_words(n);
    let cut = cardinal.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = cardinal.split_at_checked(cut).unwrap_or(("", &cardinal));
    let last = match number::parse_cardinal(last).and_then(|n| usize::try_from(n).ok()).and_then(|index| SMALL.get(index)) {
        Some(word) => (*word).to_owned(),
        None => last.strip_suffix('y').map_or_else(|| format!("{last}th"), |stem| format!("{stem}ieth")),
    };
    format!("{head}{last}")
}

/// Reads an ordinal: figures with their right ending ("21st", never "21th") or words up to 999th, in any case.
pub fn parse(text: &str) -> Option<u64> {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        let cut = lower.find(|c: char| c.is_ascii_alphabetic())?;
        let (figures, ending) = lower.split_at_checked(cut)?;
        return number::parse_figures(figures).filter(|n| suffix(*n) == ending);
    }
    let cut = lower.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = lower.split_at_checked(cut)?;
    let cardinal = if let Some(index) = SMALL.iter().position(|word| *word == last) {
        number::cardinal_words(u64::try_from(index).ok()?)
    } else {
        let stem = last.strip_suffix("th")?;
        stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |tens| format!("{tens}y"))
    };
    let n = number::parse_cardinal(&format!("{head}{cardinal}"))?;
    (n > 0 && ordinal_words(n).split_whitespace().next_back()?.ends_with(last)).then_some(n)
}

/// "st", "nd", "rd" or "th".
fn suffix(n: u64) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stop_at_ninth() {
        for (n, text) in [
            (1, "first"),
            (2, "second"),
            (9, "ninth"),
            (10, "10th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (21, "21st"),
            (22, "22nd"),
            (23, "23rd"),
            (101, "101st"),
            (111, "111th"),
            (1000, "1,000th"),
        ] {
            assert_eq!(ordinal(n, Profile::Ap), text);
            assert_eq!(ordinal(n, Profile::Uk), text);
        }
    }

    #[test]
    fn words_for_the_start_of_a_sentence() {
        for (n, text) in [
            (12, "twelfth"),
            (20, "twentieth"),
            (21, "twenty-first"),
            (45, "forty-fifth"),
            (100, "one hundredth"),
            (103, "one hundred third"),
        ] {
            assert_eq!(ordinal_words(n), text);
        }
    }

    #[test]
    fn every_form_is_read_back() {
        for n in 1..1000 {
            assert_eq!(parse(&ordinal(n, Profile::Uk)), Some(n));
            assert_eq!(parse(&ordinal_words(n)), Some(n), "{}", ordinal_words(n));
        }
        assert_eq!(parse("Third"), Some(3));
        assert_eq!(parse("1,000th"), Some(1000));
    }

    #[test]
    fn what_is_no_ordinal_is_refused() {
        for text in
            ["", "th", "1th", "11st", "21th", "2rd", "three", "oneth", "fiveth", "twentyth", "12", "fourty-first", "tenieth", "01st"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
