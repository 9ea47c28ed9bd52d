//! Whole numbers and ordinals, in figures and in words.

use super::Reading;
use crate::verify::tokens::Token;

const ONES: [&str; 20] = [
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
const ORDINALS: [&str; 20] = [
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

fn index(list: &[&str], word: &str) -> Option<i64> {
    list.iter().position(|known| *known == word).and_then(|at| i64::try_from(at).ok())
}

/// A whole number in figures (with thousands commas) or in words up to ninety-nine; "no" is none.
pub fn cardinal(word: &str) -> Option<i64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(word);
    }
    if let Some(found) = index(&ONES, word) {
        return Some(found);
    }
    let (tens, ones) = word.split_once('-').unwrap_or((word, ""));
    let tens = (index(&TENS, tens)? + 2) * 10;
    if ones.is_empty() { Some(tens) } else { index(&ONES, ones).filter(|ones| (1..10).contains(ones)).map(|ones| tens + ones) }
}

/// A whole number of one or more words or in figures, with the token after it: "seven", "140", "one hundred (and) thirty-three".
pub fn count(tokens: &[Token], at: usize) -> Option<Reading<i64>> {
    let word = |at: usize| tokens.get(at).map(|token| token.lower.as_str());
    let first = cardinal(word(at)?)?;
    if !(1..10).contains(&first) || word(at + 1) != Some("hundred") {
        return Some((at + 1, first));
    }
    let next = at + 2 + usize::from(word(at + 2) == Some("and"));
    let rest = word(next).filter(|word| word.starts_with(char::is_alphabetic)).and_then(cardinal).filter(|rest| (1..100).contains(rest));
    Some(rest.map_or((at + 2, first * 100), |rest| (next + 1, first * 100 + rest)))
}

/// Digits, with commas only between groups of three.
pub(super) fn figures(word: &str) -> Option<i64> {
    let groups: Vec<&str> = word.split(',').collect();
    let sound = groups.iter().enumerate().all(|(at, group)| {
        group.bytes().all(|b| b.is_ascii_digit())
            && if at == 0 { (1..=9).contains(&group.len()) && (groups.len() == 1 || group.len() <= 3) } else { group.len() == 3 }
    });
    if sound { groups.concat().parse().ok() } else { None }
}

/// `third`, `22nd`, `twenty-first`; a figure needs its right ending.
pub fn ordinal(word: &str) -> Option<i64> {
    if let Some(found) = index(&ORDINALS, word) {
        return Some(found).filter(|found| *found > 0);
    }
    if let Some((tens, ones)) = word.split_once('-') {
        let ones = index(&ORDINALS, ones).filter(|ones| (1..10).contains(ones))?;
        return Some((index(&TENS, tens)? + 2) * 10 + ones);
    }
    if let Some(tens) = word.strip_suffix("ieth") {
        return index(&TENS, &format!("{tens}y")).map(|at| (at + 2) * 10);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = figures(digits)?;
    let teen = (11..=13).contains(&(number % 100));
    let ending = match number % 10 {
        1 if !teen => "st",
        2 if !teen => "nd",
        3 if !teen => "rd",
        _ => "th",
    };
    (word.strip_prefix(digits) == Some(ending)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cardinals_and_ordinals_are_read_and_wrong_ones_are_not() {
        assert_eq!(cardinal("twenty-two"), Some(22));
        assert_eq!(cardinal("10,000"), Some(10_000));
        assert_eq!(cardinal("1,00"), None);
        assert_eq!(cardinal("dozen"), None);
        assert_eq!(ordinal("22nd"), Some(22));
        assert_eq!(ordinal("11th"), Some(11));
        assert_eq!(ordinal("twenty-first"), Some(21));
        assert_eq!(ordinal("twentieth"), Some(20));
        assert_eq!(ordinal("22th"), None);
        assert_eq!(ordinal("one"), None);
    }
}
