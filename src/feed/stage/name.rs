//! Names with the family name first and no sign where it ends: the rider's address, which has the given name first, tells.

use unicode_normalization::UnicodeNormalization;

/// Given and family name. `name` is "van der Poel Mathieu", `address` "rider/mathieu-van-der-poel". Without an address that fits, the last
/// word is the given name.
pub(super) fn split(name: &str, address: &str) -> (Option<String>, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let slug: Vec<&str> = address.rsplit('/').next().unwrap_or_default().split('-').collect();
    let plain: Vec<String> = words.iter().flat_map(|word| parts(word)).collect();
    let fits = |at: usize| {
        let before: usize = words.iter().take(at).map(|word| parts(word).count()).sum();
        let turned = plain.iter().cycle().skip(before).take(plain.len());
        turned.map(String::as_str).eq(slug.iter().copied().take(plain.len()))
    };
    let at = (1..words.len()).find(|at| fits(*at)).unwrap_or_else(|| words.len().saturating_sub(1));
    if at == 0 {
        return (None, name.trim().to_owned());
    }
    (Some(words.get(at..).unwrap_or_default().join(" ")), words.get(..at).unwrap_or_default().join(" "))
}

/// The parts of a word between hyphens and apostrophes, as an address has them: small letters without marks.
fn parts(word: &str) -> impl Iterator<Item = String> {
    let plain: String = word.to_lowercase().nfd().filter_map(letter).collect();
    plain.split('-').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn letter(c: char) -> Option<char> {
    match c {
        'ł' => Some('l'),
        'ø' => Some('o'),
        'đ' | 'ð' => Some('d'),
        'æ' => Some('a'),
        '\'' | '’' => Some('-'),
        c if c.is_ascii_alphanumeric() || c == '-' => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_where_the_family_name_ends() {
        for (name, address, given, family) in [
            ("Roglič Primož", "rider/primoz-roglic", "Primož", "Roglič"),
            ("van der Poel Mathieu", "rider/mathieu-van-der-poel", "Mathieu", "van der Poel"),
            ("Kragh Andersen Søren", "rider/soren-kragh-andersen", "Søren", "Kragh Andersen"),
            ("Majka Rafał", "rider/rafal-majka", "Rafał", "Majka"),
            ("Calmejane Jean Paul", "rider/jean-paul-calmejane", "Jean Paul", "Calmejane"),
            ("Costa Rui", "rider/somebody-else", "Rui", "Costa"),
        ] {
            assert_eq!(split(name, address), (Some(given.to_owned()), family.to_owned()), "{name}");
        }
        assert_eq!(split("Nairo", "rider/nairo"), (None, "Nairo".to_owned()));
    }
}
