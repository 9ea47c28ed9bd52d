//! Lists in prose.

use super::Profile;

/// Joins items: "A", "A and B", "A, B and C". Neither profile has a comma before the last "and" of a simple series.
///
/// In a series of three or more, a comma goes before the last "and" when an item has an "and" of its own, and semicolons
/// divide the items when one has a comma. No items give an empty string.
pub fn join<S: AsRef<str>>(items: &[S], _profile: Profile) -> String {
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    let Some((last, head)) = texts.split_last() else {
        return String::new();
    };
    match head {
        [] => (*last).to_owned(),
        [first] => format!("{first} and {last}"),
        _ if texts.iter().any(|text| text.contains(',')) => format!("{}; and {last}", head.join("; ")),
        _ if texts.iter().any(|text| text.contains(" and ")) => format!("{}, and {last}", head.join(", ")),
        _ => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simple_series_has_no_serial_comma() {
        let names: Vec<String> = ["A", "B", "C", "D"].map(String::from).to_vec();
        for profile in [Profile::Ap, Profile::Uk] {
            assert_eq!(join(&names[..0], profile), "");
            assert_eq!(join(&names[..1], profile), "A");
            assert_eq!(join(&names[..2], profile), "A and B");
            assert_eq!(join(&names[..3], profile), "A, B and C");
            assert_eq!(join(&names, profile), "A, B, C and D");
        }
    }

    #[test]
    fn items_with_and_or_commas_are_kept_apart() {
        assert_eq!(join(&["A", "Bosnia and Herzegovina", "C"], Profile::Uk), "A, Bosnia and Herzegovina, and C");
        assert_eq!(join(&["Paris, Texas", "B", "C"], Profile::Ap), "Paris, Texas; B; and C");
    }
}
