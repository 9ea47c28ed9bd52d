//! Names that a feed gives as one text: which part is the family name.

use super::words::Words;
use crate::feed::people::{self, Custom, Order};

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::feed) struct Split {
    /// `None` for a single name.
    pub(in crate::feed) given: Option<String>,
    /// For later references.
    pub(in crate::feed) family: String,
    /// In the feed's own order.
    pub(in crate::feed) full: String,
}

/// Takes a name apart. The last word is the family name, with the particles before it ("João Vitor de Oliveira"). Where the family
/// name stands first by custom it is the first word ("Wang Zhen"). A name that ends in a blank has no given name in the feed, and
/// in some nations nobody is called by a family name: there the whole name is used ("Nguyen Thi Huyen").
pub(in crate::feed) fn split(raw: &str, nation: Option<&str>, words: &Words) -> Split {
    let rules = &words.names;
    let parts: Vec<&str> = raw.split_whitespace().collect();
    let full = parts.join(" ");
    let of = |list: &[String]| nation.is_some_and(|nation| list.iter().any(|one| one == nation));
    let blank = raw.ends_with(char::is_whitespace) && parts.len() > 1;
    let family = match (rules.family.get(&full), parts.as_slice()) {
        (Some(family), _) => family.clone(),
        (None, [first, ..]) if of(&rules.family_first) => (*first).to_owned(),
        (None, _) if blank || of(&rules.whole) => full.clone(),
        (None, parts) => last_name(parts, &rules.particles, &rules.suffixes),
    };
    let given = full.strip_suffix(&family).or_else(|| full.strip_prefix(&family)).map(str::trim);
    let given = given.filter(|given| !given.is_empty()).map(str::to_owned);
    Split { given, family, full }
}

/// A name of which the feed gives the family name by itself.
pub(in crate::feed) fn with_family(raw: &str, family: &str) -> Split {
    let full = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let given = full.strip_suffix(family).or_else(|| full.strip_prefix(family)).map(str::trim).filter(|given| !given.is_empty());
    Split { given: given.map(str::to_owned), family: family.to_owned(), full }
}

/// The name in the case of prose, where the feed gives the family name by itself: capitals only mark it there ("Adaeze NWOKOLO-BRIGGS").
pub(in crate::feed) fn in_prose(split: &Split, custom: Custom<'_>) -> Split {
    let rest = |rest: &str| rest.trim().to_owned();
    let before = split.full.strip_suffix(&split.family).map(|before| Order { before: rest(before), after: String::new() });
    let after = || split.full.strip_prefix(&split.family).map(|after| Order { before: String::new(), after: rest(after) });
    let Some(order) = before.or_else(after) else { return split.clone() };
    let named = people::named(split.given.as_deref(), &split.family, Some(&order), custom);
    Split { given: named.given, family: named.family, full: named.full }
}

/// Whether a nation's names have the family name first.
pub(in crate::feed) fn is_family_first(nation: &str, words: &Words) -> bool {
    words.names.family_first.iter().any(|one| one == nation)
}

fn last_name(parts: &[&str], particles: &[String], suffixes: &[String]) -> String {
    let is = |list: &[String], word: &str| list.iter().any(|one| *one == word.to_lowercase());
    let mut start = parts.len().saturating_sub(1);
    if start > 1 && parts.get(start).is_some_and(|word| is(suffixes, word)) {
        start -= 1;
    }
    // The first word is always a given name: "Le Roux Hamman", "Ben Johnson".
    while start > 1 && parts.get(start - 1).is_some_and(|word| is(particles, word)) {
        start -= 1;
    }
    parts.get(start..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn family_names_keep_their_particles_and_suffixes() {
        for (raw, nation, family) in [
            ("Usain Bolt", "JAM", "Bolt"),
            ("Andre De Grasse", "CAN", "De Grasse"),
            ("João Vitor de Oliveira", "BRA", "de Oliveira"),
            ("Thomas Van Der Plaetsen", "BEL", "Van Der Plaetsen"),
            ("Ben Youssef Meité", "CIV", "Meité"),
            ("Le Roux Hamman", "RSA", "Hamman"),
            ("Khalifa St. Fort", "TTO", "St. Fort"),
            ("Marie Josée Ta Lou", "CIV", "Ta Lou"),
            ("Majed El Dein Ghazal", "SYR", "Ghazal"),
            ("Wang Zhen ", "CHN", "Wang"),
            ("Wang Zhen", "CHN", "Wang"),
            ("Nguyen Thi Huyen ", "VIE", "Nguyen Thi Huyen"),
            ("Nguyen Thi Huyen", "VIE", "Nguyen Thi Huyen"),
            (" Sapna", "IND", "Sapna"),
            ("Davy Griffey Jr.", "USA", "Griffey Jr."),
        ] {
            assert_eq!(split(raw, Some(nation), words().unwrap()).family, family, "{raw}");
        }
    }

    #[test]
    fn capitals_that_mark_a_family_name_come_into_prose_case() {
        for (raw, family, want) in [
            ("Adaeze NWOKOLO-BRIGGS", "NWOKOLO-BRIGGS", "Adaeze Nwokolo-Briggs"),
            ("SEONG Jun-ho", "SEONG", "Seong Jun-ho"),
            ("TJ HALE", "HALE", "TJ Hale"),
            ("Seán O'Dreaghan", "O'Dreaghan", "Seán O'Dreaghan"),
            ("Ronaldinho", "Ronaldinho", "Ronaldinho"),
            // A family name that is no part of the whole name tells nothing about it.
            ("Jan Peeters", "PETERS", "Jan Peeters"),
        ] {
            assert_eq!(in_prose(&with_family(raw, family), Custom::default()).full, want);
        }
        let dutch = ["van".to_owned(), "der".to_owned()];
        let heuvel = in_prose(&with_family("Bo VAN DER HEUVEL", "VAN DER HEUVEL"), Custom { family_first: false, particles: &dutch });
        assert_eq!((heuvel.full.as_str(), heuvel.given.as_deref()), ("Bo van der Heuvel", Some("Bo")));
    }

    #[test]
    fn the_given_name_is_the_rest_and_may_be_missing() {
        let words = words().unwrap();
        assert_eq!(split("Andre De Grasse", None, words).given.as_deref(), Some("Andre"));
        assert_eq!(split("Su Bingtian ", Some("CHN"), words).given.as_deref(), Some("Bingtian"));
        assert_eq!(split(" Sapna", Some("IND"), words), Split { given: None, family: "Sapna".into(), full: "Sapna".into() });
    }
}
