//! Names as tables write them, taken apart into given and family name.

use crate::feed::people::{Custom, Named, named, prose};

/// Words after a family name that belong to neither name.
const SUFFIXES: [&str; 6] = ["Jr.", "Jr", "Sr.", "Sr", "II", "III"];

/// Takes a name apart: `Berg, Anna`, `BERG Anna`, `Anna BERG`, `Anna van der Berg`. Without a comma or capitals the family
/// name is the last word with the small words in front of it, or the first word when `family_first` says so.
pub(super) fn taken_apart(text: &str, family_first: bool) -> Named {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some((family, given)) = text.split_once(',') {
        return named(Some(given), family.trim(), None, Custom::default());
    }
    let leading = run(words.iter().copied());
    let trailing = run(words.iter().rev().copied());
    let split = |at: usize| {
        (words.iter().take(at).copied().collect::<Vec<_>>().join(" "), words.iter().skip(at).copied().collect::<Vec<_>>().join(" "))
    };
    let (given, family) = if leading > 0 && leading < words.len() && trailing == 0 {
        let (family, given) = split(leading);
        (given, family)
    } else if trailing > 0 && trailing < words.len() {
        split(words.len() - trailing)
    } else if family_first && words.len() > 1 {
        let (family, given) = split(1);
        (given, family)
    } else {
        split(family_from(&words))
    };
    let initials = given.chars().count() < 3;
    let given = if trailing == words.len() && !initials { prose(&given, &[]) } else { given };
    let mut name = named(Some(&given), &family, None, Custom::default());
    if let Some((body, suffix)) = name.family.rsplit_once(' ')
        && SUFFIXES.contains(&suffix)
    {
        name.family = body.to_owned();
    }
    name
}

/// Where the family name begins when nothing but the order tells.
fn family_from(words: &[&str]) -> usize {
    let suffix = usize::from(words.len() > 2 && words.last().is_some_and(|word| SUFFIXES.contains(word)));
    let last = words.len().saturating_sub(1 + suffix);
    let small = words.iter().take(last).skip(1).position(|word| word.chars().next().is_some_and(char::is_lowercase));
    small.map_or(last, |at| at + 1)
}

/// How many words from the start are a family name in capitals, with small words before it (`van der LINDE`); a run of
/// two letters alone may be initials and is none.
fn run<'a>(words: impl Iterator<Item = &'a str> + Clone) -> usize {
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let count = words.clone().take_while(|word| is_capitals(word) || is_small(word)).count();
    let long = words.take(count).any(|word| is_capitals(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if long { count } else { 0 }
}

/// A word of at least two letters in capitals, but for a small `c` in `McDONALD`.
fn is_capitals(word: &str) -> bool {
    let body = word.strip_prefix("Mc").unwrap_or(word);
    let letters = body.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && !SUFFIXES.contains(&word) && letters.clone().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_by_comma_capitals_or_order() {
        for (text, full, family) in [
            ("Anna Berg", "Anna Berg", "Berg"),
            ("Berg, Anna Maria", "Anna Maria Berg", "Berg"),
            ("BERG Anna", "Anna Berg", "Berg"),
            ("Anna BERG", "Anna Berg", "Berg"),
            ("McDONALD Tom", "Tom McDonald", "McDonald"),
            ("Lotte van der Heuvel", "Lotte van der Heuvel", "van der Heuvel"),
            ("ANNA BERG", "Anna Berg", "Berg"),
            ("Carlos Reyes Jr.", "Carlos Reyes Jr.", "Reyes"),
            ("Alison", "Alison", "Alison"),
            ("TJ Field", "TJ Field", "Field"),
            ("TJ FIELD", "TJ Field", "Field"),
            ("TOM FIELD", "Tom Field", "Field"),
            ("DE CLERCQ Wout", "Wout De Clercq", "De Clercq"),
            ("van der LINDE Bram", "Bram van der Linde", "van der Linde"),
            ("Bram van der LINDE", "Bram van der Linde", "van der Linde"),
        ] {
            let name = taken_apart(text, false);
            assert_eq!((name.full.as_str(), name.family.as_str()), (full, family), "{text}");
        }
        let name = taken_apart("Hansen Kari", true);
        assert_eq!((name.full.as_str(), name.family.as_str()), ("Kari Hansen", "Hansen"));
    }
}
