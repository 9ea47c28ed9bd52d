//! Names: family names that the feed writes in capitals, brought into the case of prose, and the order of display names.

/// A family name in the case of prose: `LOCHNER` -> `Lochner`, `McDONALD` -> `McDonald`, `van der POEL` -> `van der
/// Poel`. Words that are not in capitals are left as they are; `particles` stay small in front of another word.
pub(crate) fn prose(name: &str, particles: &[String]) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let small = |place: usize, word: &str| place < last && particles.contains(&word.to_lowercase());
    let each = words.iter().enumerate().map(|(place, one)| if small(place, one) { one.to_lowercase() } else { word(one) });
    each.collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    word.split('-').map(piece).collect::<Vec<_>>().join("-")
}

/// One word without spaces or hyphens.
fn piece(piece: &str) -> String {
    if matches!(piece, "II" | "III" | "IV") {
        return piece.to_owned();
    }
    for prefix in ["Mc", "Mac", "Fitz", "De", "Di", "La", "Le", "Van"] {
        if let Some(rest) = piece.strip_prefix(prefix)
            && is_capitals(rest)
        {
            return format!("{prefix}{}", titled(rest));
        }
    }
    if !is_capitals(piece) {
        return piece.to_owned();
    }
    match piece.strip_prefix("MC") {
        Some(rest) if rest.chars().count() > 2 => format!("Mc{}", titled(rest)),
        _ => titled(piece),
    }
}

/// At least two letters, all of them capitals.
fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && text.chars().filter(|c| c.is_alphabetic()).count() > 1 && letters.all(char::is_uppercase)
}

/// First letter large, the rest small; after one letter and an apostrophe large again (`O'BRIEN`), after an apostrophe in
/// front small (`'T`).
fn titled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = 0_usize;
    let mut large = true;
    for c in text.chars() {
        if matches!(c, '\'' | '’') {
            large = letters == 1;
            out.push(c);
        } else if large {
            out.extend(c.to_uppercase());
            large = false;
            letters += 1;
        } else {
            out.extend(c.to_lowercase());
            letters += 1;
        }
    }
    out
}

/// Given name, family name and display name of one athlete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) given: Option<String>,
    pub(crate) family: String,
    pub(crate) full: String,
}

/// How a nation writes names.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Custom<'a> {
    /// The family name stands first.
    pub(crate) family_first: bool,
    /// Small words in front of family names.
    pub(crate) particles: &'a [String],
}

/// The given names of a display name before and after the family name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Puts a name together, in the order that is given; without one the family name stands last, or first when the custom says so.
pub(crate) fn named(given: Option<&str>, family: &str, order: Option<&Order>, custom: Custom<'_>) -> Named {
    let family = prose(family, custom.particles);
    let given = given.map(str::trim).filter(|given| !given.is_empty()).map(given_prose);
    let full = match (&given, order) {
        (_, Some(order)) => {
            let parts = [given_prose(&order.before), family.clone(), given_prose(&order.after)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        (None, None) => family.clone(),
        (Some(given), None) if custom.family_first => format!("{family} {given}"),
        (Some(given), None) => format!("{given} {family}"),
    };
    Named { given, family, full }
}

/// A given name: only long words in capitals change (`TJ` may be initials).
fn given_prose(given: &str) -> String {
    let one = |word: &str| if word.chars().count() > 3 { prose(word, &[]) } else { word.to_owned() };
    given.split(' ').filter(|word| !word.is_empty()).map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_in_capitals_come_into_prose_case() {
        for (raw, want) in [
            ("LOCHNER", "Lochner"),
            ("Lochner", "Lochner"),
            ("McDONALD", "McDonald"),
            ("MCDONALD", "McDonald"),
            ("MacDONALD", "MacDonald"),
            ("DeGRASSE", "DeGrasse"),
            ("O'BRIEN", "O'Brien"),
            ("D'AMATO", "D'Amato"),
            ("DE VRIES", "De Vries"),
            ("van der POEL", "van der Poel"),
            ("von BREDOW-WERNDL", "von Bredow-Werndl"),
            ("McLAUGHLIN-LEVRONE", "McLaughlin-Levrone"),
            ("LÜCKENKEMPER", "Lückenkemper"),
            ("ST. FORT", "St. Fort"),
            ("GRIFFEY JR.", "Griffey Jr."),
            ("SMITH III", "Smith III"),
            ("GUTS", "Guts"),
            ("OH", "Oh"),
            ("'T HOOFT", "'T Hooft"),
            ("ŽELEZNÝ", "Železný"),
            ("de Bruin", "de Bruin"),
            ("MC", "Mc"),
        ] {
            assert_eq!(prose(raw, &[]), want, "{raw}");
        }
    }

    #[test]
    fn particles_stay_small_where_the_nation_writes_them_so() {
        let dutch = ["van".to_owned(), "der".to_owned(), "de".to_owned()];
        assert_eq!(prose("VAN DER HEUVEL", &dutch), "van der Heuvel");
        assert_eq!(prose("DE WIT", &dutch), "de Wit");
        assert_eq!(prose("VAN", &dutch), "Van");
        assert_eq!(prose("VAN AERT", &[]), "Van Aert");
    }

    #[test]
    fn an_order_says_where_the_family_name_stands() {
        let order = |before: &str, after: &str| Order { before: before.to_owned(), after: after.to_owned() };
        let su = named(Some("Bingtian"), "SU", Some(&order("", "Bingtian")), Custom::default());
        assert_eq!((su.full.as_str(), su.family.as_str()), ("Su Bingtian", "Su"));
        assert_eq!(named(Some("TJ"), "HALE", Some(&order("TJ", "")), Custom::default()).full, "TJ Hale");
        assert_eq!(named(Some("Tom"), "HALE", Some(&Order::default()), Custom::default()).full, "Hale");
    }

    #[test]
    fn one_name_is_enough_and_some_nations_put_the_family_first() {
        assert_eq!(named(None, "ALISON", None, Custom::default()).full, "Alison");
        assert_eq!(named(Some(" "), "ALISON", None, Custom::default()).given, None);
        assert_eq!(named(Some("Bingtian"), "SU", None, Custom { family_first: true, particles: &[] }).full, "Su Bingtian");
        assert_eq!(named(Some("TJ"), "O'SHAUGHNESSY", None, Custom::default()).full, "TJ O'Shaughnessy");
    }
}
