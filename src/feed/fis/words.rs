//! The table `templates/skiing.toml`.

use crate::event::ResultState;
use crate::feed::vocabulary::{Minors, Regular, Status, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    #[serde(rename = "type")]
    pub(super) state: BTreeMap<String, ResultState>,
    pub(super) status: BTreeMap<String, Status<Regular>>,
    pub(super) discipline: BTreeMap<String, BTreeMap<String, Discipline>>,
    pub(super) minors: Minors,
}

/// A discipline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discipline {
    pub(super) name: String,
    /// Runs whose times are added up, where there are several.
    pub(super) runs: Option<u32>,
}

static WORDS: Table<Words> = Table::new("skiing.toml", include_str!("../../../templates/skiing.toml"));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn words() -> Result<&'static Words, String> {
    WORDS.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Irm;

    #[test]
    fn the_embedded_table_is_read() {
        let words = words().unwrap();
        assert_eq!((words.status["QLF"], words.status["DNF"]), (Status::Plain(Regular::Ok), Status::Irm(Irm::Dnf)));
        assert_eq!((words.discipline["AL"]["SL"].runs, words.discipline["AL"]["DH"].runs), (Some(2), None));
    }
}
