//! The table `templates/athletics.toml`.

use crate::event::{Irm, Sport, UnitKind};
use crate::feed::vocabulary::{Minors, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct Words {
    pub(in crate::feed) events: BTreeMap<String, EventWords>,
    pub(in crate::feed) rounds: BTreeMap<String, Round>,
    /// The letters of rounds in lists that are given beside results -> the names above.
    round_letters: BTreeMap<String, String>,
    /// Words, in lower case, that say of a race that it is one of a round: who wins it has won nothing.
    pub(in crate::feed) before_the_final: Vec<String>,
    pub(in crate::feed) irm: BTreeMap<String, Irm>,
    pub(in crate::feed) records: BTreeMap<String, String>,
    areas: BTreeMap<String, Vec<String>>,
    pub(in crate::feed) names: NameWords,
    pub(in crate::feed) minors: Minors,
}

/// One event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct EventWords {
    /// After "men's": "100 metres".
    pub(in crate::feed) say: String,
    pub(in crate::feed) sport: Sport,
    /// No "final" after it: there is only one race.
    #[serde(default)]
    pub(in crate::feed) bare_final: bool,
    /// Not held at the venue that the competition is named after.
    #[serde(default)]
    pub(in crate::feed) road: bool,
    /// Names of feeds, in lower case.
    names: Vec<String>,
    /// Codes of a combined event's disciplines, in their order.
    #[serde(default)]
    pub(in crate::feed) disciplines: Vec<String>,
}

/// One round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct Round {
    pub(in crate::feed) kind: UnitKind,
    /// Said before the event, with its number.
    pub(in crate::feed) heat: Option<String>,
    /// Said after the event.
    pub(in crate::feed) after: Option<String>,
}

/// How names are taken apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct NameWords {
    pub(in crate::feed) particles: Vec<String>,
    pub(in crate::feed) suffixes: Vec<String>,
    pub(in crate::feed) family_first: Vec<String>,
    pub(in crate::feed) whole: Vec<String>,
    pub(in crate::feed) family: BTreeMap<String, String>,
}

static WORDS: Table<Words> = Table::new("athletics.toml", include_str!("../../../templates/athletics.toml"));

/// The vocabulary; an error where the embedded file is broken.
pub(in crate::feed) fn words() -> Result<&'static Words, String> {
    WORDS.get()
}

impl Words {
    /// An event by a feed's code or name (without the gender), in any case.
    pub(in crate::feed) fn event(&self, word: &str) -> Option<(&str, &EventWords)> {
        let lower = word.trim().to_lowercase();
        let known = |(code, event): &(&String, &EventWords)| code.to_lowercase() == lower || event.names.contains(&lower);
        self.events.iter().find(known).map(|(code, event)| (code.as_str(), event))
    }

    /// The round of a heat in a list that is given beside results: "s1", "qA", nothing for the final.
    pub(in crate::feed) fn entry_round(&self, heat: &str) -> Option<&Round> {
        let letter = heat.chars().next().map(String::from).unwrap_or_default();
        self.rounds.get(self.round_letters.get(&letter)?)
    }

    /// The code of a record in our words. An area record becomes that of its continent where prose has a name for it, and else the national
    /// record that it is too: which area is meant differs from feed to feed, and no reader knows it.
    pub(in crate::feed) fn record(&self, flag: &str, nation: Option<&str>) -> Option<String> {
        let code = self.records.get(flag)?;
        let Some(nation) = nation.filter(|_| code == "AR") else { return Some(code.clone()) };
        let area = self.areas.iter().find(|(_, nations)| nations.iter().any(|one| one == nation));
        Some(area.map_or_else(|| "NR".to_owned(), |(area, _)| area.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_found_by_code_and_by_name() {
        let words = words().unwrap();
        for (word, code) in [("100 m", "100"), ("4 x 100 m", "4x100"), ("Shot", "SP"), ("3000SC", "3000SC"), ("20 km walk", "20KW")] {
            assert_eq!(words.event(word).map(|(code, _)| code), Some(code), "{word}");
        }
        assert!(words.event("hop, step and jump").is_none());
    }

    #[test]
    fn no_name_is_given_to_two_events() {
        let mut seen = std::collections::BTreeSet::new();
        for event in words().unwrap().events.values() {
            for name in &event.names {
                assert!(seen.insert(name) && *name == name.to_lowercase(), "{name}");
            }
            assert!(event.disciplines.iter().all(|code| words().unwrap().events.contains_key(code)), "{}", event.say);
        }
    }

    #[test]
    fn an_area_record_is_its_continents_and_no_nation_has_two() {
        let words = words().unwrap();
        assert_eq!(words.record("AR", Some("JPN")).as_deref(), Some("AS"));
        assert_eq!(words.record("AR", Some("USA")).as_deref(), Some("NR"));
        assert_eq!(words.record("AR", None).as_deref(), Some("AR"));
        assert_eq!(words.record("NR", Some("JPN")).as_deref(), Some("NR"));
        assert_eq!(words.record("XX", None), None);
        let mut seen = std::collections::BTreeSet::new();
        for nation in words.areas.values().flatten() {
            assert!(seen.insert(nation), "{nation} has two areas");
            assert!(crate::feed::nations::by_code(nation).is_some(), "{nation} is no nation");
        }
    }
}
