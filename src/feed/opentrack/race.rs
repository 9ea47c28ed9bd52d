//! What a race is: an event, its gender, and the round or section that its name says.

use crate::event::Gender;
use crate::event::UnitKind;
use crate::feed::athletics::event::{said_gender, without_gender};
use crate::feed::athletics::words::Words;

/// The name of a race, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    pub(super) event: String,
    /// M, W or X.
    pub(super) gender: Option<&'static str>,
    /// The word of a round.
    pub(super) round: Option<String>,
    /// What follows the event: with a round, the round with its number.
    pub(super) section: Option<String>,
}

/// Takes "Men 5000m - Heat 2" or "5000m Open" apart. Without a hyphen the event is the longest beginning that is one.
pub(super) fn name(text: &str, words: &Words) -> Name {
    let (event, section) =
        text.split_once(" - ").map_or_else(|| at_event(text, words), |(event, section)| (event.to_owned(), section.to_owned()));
    let (own, behind) = (said_gender(event.trim()), said_gender(section.trim()));
    if own.is_some() && behind.is_some() && own != behind {
        // "Men 5000m - Women's A Race" is no event that anybody knows.
        return Name { event: text.to_owned(), ..Name::default() };
    }
    let gender = own.or(behind);
    let section = without_gender(section.trim()).to_owned();
    let round = round(&section, words);
    let gender = gender.map(|gender| match gender {
        Gender::Men => "M",
        Gender::Women => "W",
        Gender::Mixed => "X",
    });
    Name { event: event.trim().to_owned(), gender, round, section: Some(section).filter(|section| !section.is_empty()) }
}

fn at_event(text: &str, words: &Words) -> (String, String) {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let split = (1..=parts.len()).rev().find_map(|length| {
        let (event, section) = parts.split_at_checked(length)?;
        let event = event.join(" ");
        words.event(without_gender(&event)).is_some().then(|| (event, section.join(" ")))
    });
    split.unwrap_or_else(|| (text.to_owned(), String::new()))
}

/// The word of a round: all of "Final", and that of "Heat 2" or "Heat 2 of 4". A section that has such a word otherwise ("Heat A") is
/// given whole, so that it is refused: a heat must never be told as a win.
fn round(section: &str, words: &Words) -> Option<String> {
    let lower = section.to_lowercase();
    let numbered = lower.split_once(" of ").map_or(lower.as_str(), |(heat, _)| heat);
    let heat = match numbered.rsplit_once(' ') {
        Some((word, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => word,
        _ => numbered,
    };
    let decides = |word: &str| words.rounds.get(word).map(|round| round.kind == UnitKind::Race);
    // "Round 1" does not say which of its heats.
    let of_round = lower.starts_with("round ");
    match (decides(&lower), decides(heat)) {
        _ if of_round => Some(format!("{lower} (without a heat)")),
        (Some(_), _) => Some(lower),
        (None, Some(false)) => Some(heat.to_owned()),
        _ => {
            let mut said = lower.split(|c: char| !c.is_alphabetic());
            said.any(|word| decides(word) == Some(false) || words.before_the_final.iter().any(|one| one == word)).then_some(lower.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::athletics::words::words;

    fn parts(text: &str) -> (String, Option<&'static str>, Option<String>, Option<String>) {
        let name = name(text, words().unwrap());
        (name.event, name.gender, name.round, name.section)
    }

    fn want(
        event: &str,
        gender: Option<&'static str>,
        round: &str,
        section: &str,
    ) -> (String, Option<&'static str>, Option<String>, Option<String>) {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        (event.to_owned(), gender, some(round), some(section))
    }

    #[test]
    fn sections_stand_behind_a_hyphen_or_behind_the_event() {
        assert_eq!(parts("600m - A Race"), want("600m", None, "", "A Race"));
        assert_eq!(parts("5km - Open"), want("5km", None, "", "Open"));
        assert_eq!(parts("5000m Open"), want("5000m", None, "", "Open"));
        assert_eq!(parts("3000m Steeplechase B Race"), want("3000m Steeplechase", None, "", "B Race"));
        assert_eq!(parts("Egg and spoon"), want("Egg and spoon", None, "", ""));
    }

    #[test]
    fn the_gender_stands_on_either_side() {
        assert_eq!(parts("Men 5000m - Heat 2"), want("Men 5000m", Some("M"), "heat", "Heat 2"));
        assert_eq!(parts("1500m - Women's A Race"), want("1500m", Some("W"), "", "A Race"));
        assert_eq!(parts("1500m Women"), want("1500m Women", Some("W"), "", ""));
    }

    #[test]
    fn heats_are_rounds_and_what_looks_like_one_is_no_section() {
        assert_eq!(parts("100m - Heat 2 of 4"), want("100m", None, "heat", "Heat 2 of 4"));
        assert_eq!(parts("100m - Semi-Final 1"), want("100m", None, "semi-final", "Semi-Final 1"));
        assert_eq!(parts("100m - Final"), want("100m", None, "final", "Final"));
        assert_eq!(parts("100m - Heat A"), want("100m", None, "heat a", "Heat A"));
        assert_eq!(parts("100m - Final B"), want("100m", None, "", "Final B"));
        for section in ["H2", "Ht 2", "Heat-2", "Heat2", "(Heat 2)", "Prelims 1", "Quarter Finals 1", "SF1", "Pool 1", "Round 1"] {
            let round = parts(&format!("100m - {section}")).2;
            assert!(round.is_some_and(|round| !words().unwrap().rounds.contains_key(&round)), "{section}: told as a win");
        }
        assert_eq!(parts("Men 5000m - Women's A Race"), want("Men 5000m - Women's A Race", None, "", ""));
    }
}
