//! The table `templates/sportsml.toml`.

use crate::event::Irm;
use crate::feed::vocabulary::Table;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) sports: BTreeMap<String, Kind>,
    pub(super) status: BTreeMap<String, Stage>,
    pub(super) rounds: BTreeMap<String, String>,
    pub(super) irm: BTreeMap<String, Irm>,
    pub(super) shooting: BTreeMap<String, Shot>,
    pub(super) names: Names,
}

/// Words of the names of events.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    /// Words that running copy has in small letters.
    pub(super) words: Vec<String>,
    /// Words that it has otherwise.
    pub(super) said: BTreeMap<String, String>,
    /// Units, as feeds write them and as one of them is called.
    pub(super) units: BTreeMap<String, String>,
}

/// Sports that have a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Athletics,
    Biathlon,
    Cycling,
    Skiing,
}

/// Whether there is a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    Over,
    Running,
    ToCome,
    Off,
}

/// What a sub-score of biathlon counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shot {
    Loops,
    Spares,
}

static WORDS: Table<Words> = Table::new("sportsml.toml", include_str!("../../../templates/sportsml.toml"));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn words() -> Result<&'static Words, String> {
    WORDS.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_read() {
        let words = words().unwrap();
        assert_eq!((words.sports["medtop:20000827"], words.status["pre-event"]), (Kind::Athletics, Stage::ToCome));
        let rounds = &crate::feed::athletics::words::words().unwrap().rounds;
        assert!(words.rounds.values().all(|round| rounds.contains_key(round)));
    }
}
