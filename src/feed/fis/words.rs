//! The table `templates/skiing.toml`.

use crate::event::ResultState;
use crate::feed::vocabulary;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static TEXT: &str = include_str!("../../../templates/skiing.toml");

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    #[serde(rename = "type")]
    pub(super) state: BTreeMap<String, ResultState>,
    pub(super) status: BTreeMap<String, vocabulary::Status<Plain>>,
    pub(super) discipline: BTreeMap<String, BTreeMap<String, Discipline>>,
    pub(super) minors: Minors,
}

/// The word for a regular finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Plain {
    Ok,
}

/// A discipline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discipline {
    pub(super) name: String,
    /// Runs whose times are added up, where there are several.
    pub(super) runs: Option<u32>,
}

/// Who is a minor, and how minors are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minors {
    pub(super) under: i16,
    pub(super) say: String,
}

static WORDS: LazyLock<Result<Words, String>> = LazyLock::new(|| vocabulary::read("skiing.toml", TEXT));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn words() -> Result<&'static Words, String> {
    WORDS.as_ref().map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Irm;
    use vocabulary::Status;

    #[test]
    fn the_embedded_table_is_read() {
        let words = words().unwrap();
        assert_eq!((words.status["QLF"], words.status["DNF"]), (Status::Plain(Plain::Ok), Status::Irm(Irm::Dnf)));
        assert_eq!((words.discipline["AL"]["SL"].runs, words.discipline["AL"]["DH"].runs), (Some(2), None));
    }
}
