//! The table `templates/biathlon.toml`.

use crate::event::{Gender, ResultState};
use crate::feed::vocabulary::{Regular, Status, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) status: BTreeMap<String, Stage>,
    pub(super) result_status: BTreeMap<String, ResultState>,
    pub(super) irm: BTreeMap<String, Status<Regular>>,
    pub(super) discipline: BTreeMap<String, Discipline>,
    pub(super) category: BTreeMap<String, Category>,
}

/// How far a competition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    Scheduled,
    Official,
}

/// A discipline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discipline {
    pub(super) name: String,
    #[serde(default)]
    pub(super) distance: bool,
    #[serde(default)]
    pub(super) pursuit: bool,
    #[serde(default)]
    pub(super) relay: bool,
}

/// Who competes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub(super) gender: Gender,
    pub(super) say: String,
}

static WORDS: Table<Words> = Table::new("biathlon.toml", include_str!("../../../templates/biathlon.toml"));

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
        assert_eq!((words.irm["OK"], words.irm["LAP"]), (Status::Plain(Regular::Ok), Status::Irm(Irm::Lapped)));
        assert!(words.discipline["PU"].pursuit && words.discipline["SR"].relay && !words.discipline["SR"].distance);
    }
}
