//! Cardinal numbers in words and figures.

use super::Profile;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// A number in running text: words up to nine, figures from 10, with commas between thousands ("nine", "10", "1,500").
/// Both profiles agree on this.
pub fn cardinal(n: u64, _profile: Profile) -> String {
    if n < 10 { cardinal_words(n) } else { figures(n) }
}

/// A number in figures with commas between thousands.
pub fn figures(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number in words, without "and" ("one hundred twenty-one"), in the AP manner. For the start of a sentence.
pub fn cardinal_words(n: u64) -> String {
    words(n, "")
}

/// A number in words in the manner of the profile: AP "one hundred one", UK "one hundred and one".
pub fn cardinal_words_in(n: u64, profile: Profile) -> String {
    words(n, if profile == Profile::Uk { "and " } else { "" })
}

/// The words of any number; `and` stands before the part below a hundred.
fn words(n: u64, and: &str) -> String {
    if let Some((scale, name)) = SCALES.iter().find(|(scale, _)| n >= *scale) {
        let rest = n % scale;
        let joint = if rest > 0 && rest < 100 { and } else { "" };
        return tail(format!("{} {name}", words(n / scale, and)), rest, joint, and);
    }
    if n >= 100 {
        return tail(format!("{} hundred", words(n / 100, and)), n % 100, and, and);
    }
    below_hundred(n)
}

/// `head`, and after it the words of `rest` when there is one.
fn tail(head: String, rest: u64, joint: &str, and: &str) -> String {
    if rest == 0 { head } else { format!("{head} {joint}{}", words(rest, and)) }
}

/// The words of 0 to 99.
fn below_hundred(n: u64) -> String {
    let index = usize::try_from(n).unwrap_or(usize::MAX);
    if let Some(word) = SMALL.get(index) {
        return (*word).to_owned();
    }
    let ten = TENS.get((index / 10).saturating_sub(2)).copied().unwrap_or_default();
    match index % 10 {
        0 => ten.to_owned(),
        unit => format!("{ten}-{}", SMALL.get(unit).copied().unwrap_or_default()),
    }
}

/// Reads a cardinal: figures ("12", "1,500") or words up to 999 in either profile's form, in any case ("Twenty-one").
/// `None` for anything else, such as a leading zero, misplaced commas or an ordinal.
pub fn parse_cardinal(text: &str) -> Option<u64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) { parse_figures(text) } else { parse_words(text) }
}

/// Figures with or without commas between thousands; commas must stand at every third digit or nowhere.
pub(super) fn parse_figures(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    let n: u64 = digits.parse().ok()?;
    (text == digits || text == figures(n)).then_some(n)
}

/// Words for 0 to 999.
fn parse_words(text: &str) -> Option<u64> {
    let lower = text.to_ascii_lowercase();
    let tokens: Vec<&str> = lower.split([' ', '-']).collect();
    match tokens.as_slice() {
        [count, "hundred", rest @ ..] => {
            let hundreds = parse_below_hundred(&[count]).filter(|n| (1..10).contains(n))? * 100;
            let rest = rest.strip_prefix(&["and"]).map_or(Some(rest), |after| (!after.is_empty()).then_some(after))?;
            if rest.is_empty() {
                return Some(hundreds);
            }
            parse_below_hundred(rest).filter(|n| *n > 0).map(|n| hundreds + n)
        }
        below => parse_below_hundred(below),
    }
}

/// One or two words for 0 to 99.
fn parse_below_hundred(tokens: &[&str]) -> Option<u64> {
    let small = |token: &str| SMALL.iter().position(|word| *word == token);
    let ten = |token: &str| TENS.iter().position(|word| *word == token).map(|index| (index + 2) * 10);
    let n = match tokens {
        [one] => small(one).or_else(|| ten(one))?,
        [tens, unit] => ten(tens)? + small(unit).filter(|n| (1..10).contains(n))?,
        _ => return None,
    };
    u64::try_from(n).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stop_at_nine_and_thousands_have_commas() {
        for (n, text) in [(0, "zero"), (1, "one"), (9, "nine"), (10, "10"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(cardinal(n, Profile::Ap), text);
            assert_eq!(cardinal(n, Profile::Uk), text);
        }
    }

    #[test]
    fn a_sentence_starts_with_words() {
        for (n, ap, uk) in [
            (19, "nineteen", "nineteen"),
            (40, "forty", "forty"),
            (78, "seventy-eight", "seventy-eight"),
            (100, "one hundred", "one hundred"),
            (101, "one hundred one", "one hundred and one"),
            (999, "nine hundred ninety-nine", "nine hundred and ninety-nine"),
            (1005, "one thousand five", "one thousand and five"),
            (12_300, "twelve thousand three hundred", "twelve thousand three hundred"),
        ] {
            assert_eq!(cardinal_words(n), ap);
            assert_eq!(cardinal_words_in(n, Profile::Uk), uk);
        }
        assert!(cardinal_words(u64::MAX).starts_with("eighteen quintillion four hundred"));
    }

    #[test]
    fn every_form_is_read_back() {
        for n in 0..1000 {
            assert_eq!(parse_cardinal(&cardinal(n, Profile::Ap)), Some(n));
            assert_eq!(parse_cardinal(&cardinal_words(n)), Some(n), "{}", cardinal_words(n));
            assert_eq!(parse_cardinal(&cardinal_words_in(n, Profile::Uk)), Some(n));
        }
        for n in [1000, 10_000, 123_456, 1_000_000, u64::MAX] {
            assert_eq!(parse_cardinal(&figures(n)), Some(n));
            assert_eq!(parse_cardinal(&n.to_string()), Some(n));
        }
        assert_eq!(parse_cardinal("Twenty-one"), Some(21));
        assert_eq!(parse_cardinal("twenty one"), Some(21));
    }

    #[test]
    fn what_is_no_cardinal_is_refused() {
        for text in [
            "",
            " ",
            "-",
            "first",
            "10th",
            "1,23",
            "12,34",
            "1,2345",
            ",123",
            "007",
            "1.5",
            "-3",
            "twenty-ten",
            "twenty-zero",
            "one-two",
            "hundred",
            "one hundred and",
            "ten hundred",
            "18446744073709551616",
            "only",
            "one hundred zero",
        ] {
            assert_eq!(parse_cardinal(text), None, "{text}");
        }
    }
}
