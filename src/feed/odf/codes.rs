//! Our table of the ODF vocabulary: `templates/sports.toml`.

use crate::event::{Irm, Round, Sport, UnitKind};
use crate::feed::people::Custom;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SPORTS: &str = include_str!("../../../templates/sports.toml");

/// The vocabulary in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Codes {
    pub(super) irm: BTreeMap<String, Irm>,
    pub(super) records: Records,
    pub(super) phases: BTreeMap<String, Phase>,
    pub(super) names: Names,
    pub(super) disciplines: BTreeMap<String, Discipline>,
}

/// Record types that prose can name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Records {
    pub(super) known: Vec<String>,
}

/// The order and case of names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) family_first: Vec<String>,
    /// Small words in front of family names, by nation.
    pub(super) particles: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// How a nation writes names.
    pub(super) fn custom(&self, nation: &str) -> Custom<'_> {
        Custom {
            family_first: self.family_first.iter().any(|one| one == nation),
            particles: self.particles.get(nation).map(Vec::as_slice).unwrap_or_default(),
        }
    }
}

/// How a nation writes names, for formats that share this table; as most do where the embedded file is broken.
pub(in crate::feed) fn custom(nation: &str) -> Custom<'static> {
    codes().map(|codes| codes.names.custom(nation)).unwrap_or_default()
}

/// What a phase is and how it is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phase {
    pub(super) kind: UnitKind,
    pub(super) plain: String,
    pub(super) numbered: Option<String>,
    /// Which round it is for those who come from another.
    pub(super) round: Option<Round>,
}

/// A discipline with its events.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discipline {
    /// In words, for messages.
    pub(super) sport: Sport,
    pub(super) name: String,
    /// How one of several runs of a final is called.
    pub(super) runs: Option<String>,
    #[serde(default)]
    pub(super) suffixes: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) events: BTreeMap<String, EventWords>,
}

/// An event in words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventWords {
    pub(super) name: String,
    /// Where it differs from the discipline's.
    pub(super) sport: Option<Sport>,
    /// No "men's" before it.
    #[serde(default)]
    pub(super) bare: bool,
    /// No "final" after it: there is only one race.
    #[serde(default)]
    pub(super) bare_final: bool,
    /// How one of several runs is called.
    pub(super) runs: Option<String>,
}

static CODES: LazyLock<Result<Codes, String>> = LazyLock::new(|| toml::from_str(SPORTS).map_err(|error| error.to_string()));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn codes() -> Result<&'static Codes, String> {
    CODES.as_ref().map_err(|error| format!("sports.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_read() {
        let codes = codes().unwrap();
        assert_eq!(codes.irm.get("LAP"), Some(&Irm::Lapped));
        assert_eq!(codes.disciplines.get("BOB").map(|bob| bob.sport), Some(Sport::Sliding));
    }
}
