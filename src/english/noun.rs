//! Nouns: plurals, possessives and the indefinite article.

use super::Profile;
use unicode_normalization::UnicodeNormalization;

/// Plurals that no rule gives, by their last word.
const IRREGULAR: [(&str, &str); 19] = [
    ("man", "men"),
    ("woman", "women"),
    ("person", "people"),
    ("child", "children"),
    ("foot", "feet"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("knife", "knives"),
    ("medium", "media"),
    ("hero", "heroes"),
    ("series", "series"),
    ("species", "species"),
    ("sheep", "sheep"),
    ("offspring", "offspring"),
    ("runner-up", "runners-up"),
    ("passer-by", "passers-by"),
    ("also-ran", "also-rans"),
    ("quiz", "quizzes"),
];

/// The noun for a count: itself for one, else its plural. Of a phrase the last word changes ("pit stop", "pit stops").
pub fn plural(noun: &str, count: u64) -> String {
    if count == 1 {
        return noun.to_owned();
    }
    let cut = noun.rfind(' ').map_or(0, |at| at + 1);
    let (head, word) = noun.split_at_checked(cut).unwrap_or(("", noun));
    format!("{head}{}", plural_word(word))
}

/// The plural of one word.
fn plural_word(word: &str) -> String {
    let lower = word.to_lowercase();
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == lower) {
        return in_case_of(plural, word);
    }
    for (ending, plural) in [("woman", "women"), ("sman", "smen"), ("eman", "emen"), ("hman", "hmen")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{plural}");
        }
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|ending| lower.ends_with(ending));
    if hissing { format!("{word}es") } else { format!("{word}s") }
}

/// `text` with a capital first letter when `model` has one.
fn in_case_of(text: &str, model: &str) -> String {
    if model.starts_with(char::is_uppercase) { super::text::sentence_case(text) } else { text.to_owned() }
}

/// The possessive of a proper name. AP gives a name that ends in s only an apostrophe ("Lewis'"); UK writes "Lewis's".
/// A name that already ends in 's (`McDonald's`) stays as it is.
pub fn possessive(name: &str, profile: Profile) -> String {
    if name.ends_with("'s") || name.ends_with("’s") {
        return name.to_owned();
    }
    if profile == Profile::Ap && name.ends_with(['s', 'S']) { format!("{name}'") } else { format!("{name}'s") }
}

/// The possessive of a plural noun or plural team name: "the Lakers'", "the drivers'", but "the women's".
pub fn possessive_plural(noun: &str) -> String {
    if noun.ends_with(['s', 'S']) { format!("{noun}'") } else { format!("{noun}'s") }
}

/// Words that begin with a vowel letter and the sound of y or w, and some of their beginnings.
const CONSONANT_ONSET: [&str; 24] = [
    "one", "once", "uni", "use", "usa", "usu", "uti", "utah", "ubi", "eu", "ewe", "ukr", "uk", "uru", "ugand", "ural", "uran", "uefa",
    "unesco", "unicef", "u-", "uto", "uter", "ouija",
];
/// Words with a silent h, and exceptions from the list above, where the word begins with the sound of a vowel.
const VOWEL_ONSET: [&str; 9] = ["hour", "honest", "honor", "honour", "heir", "unin", "unim", "unid", "usain"];
/// Acronyms that are read as words, so the name of their first letter does not count.
const READ_AS_WORDS: [&str; 16] =
    ["FIFA", "FINA", "FIBA", "NASA", "NATO", "NASCAR", "LAFC", "SAFA", "SAMBO", "LOSC", "RADA", "LIV", "MOTOGP", "NOC", "SATS", "HANS"];

/// "a" or "an" before `text`, by the sound that it begins with: "an 8", "an 11th", "an hour", "an FIA", "a UCI", "a one".
pub fn indefinite(text: &str) -> &'static str {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word: String = start.nfd().take_while(|c| !c.is_whitespace()).map(plain).filter(char::is_ascii).collect();
    if vowel_sound(&word) { "an" } else { "a" }
}

/// The ASCII letter for a Latin letter that has no decomposition.
fn plain(c: char) -> char {
    match c {
        'Ø' | 'Œ' => 'O',
        'ø' | 'œ' => 'o',
        'Æ' => 'A',
        'æ' => 'a',
        other => other,
    }
}

/// Whether a word, without its diacritics, begins with the sound of a vowel.
fn vowel_sound(word: &str) -> bool {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return figure_has_vowel_sound(word);
    }
    let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
    let spelled = !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_uppercase());
    if spelled && !READ_AS_WORDS.contains(&letters.as_str()) {
        return letters.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']);
    }
    let lower = word.to_ascii_lowercase();
    let starts = |list: &[&str]| list.iter().any(|beginning| lower.starts_with(beginning));
    starts(&VOWEL_ONSET) || (lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !starts(&CONSONANT_ONSET))
}

/// Eight, eleven and eighteen (and eighty, eight hundred, eleven thousand, the year 1896) begin with a vowel.
fn figure_has_vowel_sound(word: &str) -> bool {
    let grouped: String = word.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
    let (first, commas) = match grouped.split_once(',') {
        Some((first, _)) => (first, true),
        None => (grouped.as_str(), false),
    };
    let pair = first.starts_with("11") || first.starts_with("18");
    first.starts_with('8') || (pair && (first.len() == 2 || (!commas && matches!(first.len(), 4 | 5 | 8))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_rules_and_the_exceptions() {
        for (one, many) in [
            ("lap", "laps"),
            ("pit stop", "pit stops"),
            ("penalty", "penalties"),
            ("day", "days"),
            ("finish", "finishes"),
            ("match", "matches"),
            ("pass", "passes"),
            ("runner-up", "runners-up"),
            ("Dutchman", "Dutchmen"),
            ("Englishwoman", "Englishwomen"),
            ("Man", "Men"),
            ("half", "halves"),
            ("series", "series"),
            ("German", "Germans"),
            ("Roman", "Romans"),
            ("photo finish", "photo finishes"),
            ("person", "people"),
        ] {
            assert_eq!(plural(one, 1), one);
            assert_eq!(plural(one, 2), many);
            assert_eq!(plural(one, 0), many);
        }
    }

    #[test]
    fn possessives_differ_by_profile_after_s() {
        for (name, ap, uk) in [
            ("Sainz", "Sainz's", "Sainz's"),
            ("Lewis", "Lewis'", "Lewis's"),
            ("Verstappen", "Verstappen's", "Verstappen's"),
            ("Moss", "Moss'", "Moss's"),
            ("Marx", "Marx's", "Marx's"),
            ("McDonald's", "McDonald's", "McDonald's"),
        ] {
            assert_eq!(possessive(name, Profile::Ap), ap);
            assert_eq!(possessive(name, Profile::Uk), uk);
        }
        assert_eq!(possessive_plural("drivers"), "drivers'");
        assert_eq!(possessive_plural("women"), "women's");
    }

    #[test]
    fn the_article_follows_the_sound() {
        let an = "8 8.38 11 18 80 8,000 11,000 18,500 1896 18-year-old 8th 11th 18th 11-lap hour honest FIA F1 NBA MVP RAF X IOC \
                  Ethiopian Østberg Élysée Åland unidentified unbeaten upset unlikely Usain Olympic \"easy\" eighth";
        for text in an.split(' ').filter(|text| !text.is_empty()) {
            assert_eq!(indefinite(text), "an", "{text}");
        }
        let a = "1 10 110 180 118 1,100 1,800 100 0.647 7th 1-0 one once one-two UCI US UK US-born NASA FIFA NASCAR UEFA European \
                 Ukrainian Uruguayan Ugandan unique united use usual uniform home historic two Belgian B U —";
        for text in a.split(' ') {
            assert_eq!(indefinite(text), "a", "{text}");
        }
        assert_eq!(indefinite(""), "a");
    }
}
