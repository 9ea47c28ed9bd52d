//! The table `templates/swimming.toml`.

use crate::event::{Irm, UnitKind};
use crate::feed::vocabulary::{Minors, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct Words {
    pub(in crate::feed) strokes: BTreeMap<String, Stroke>,
    /// What the distances of a course are measured in.
    pub(in crate::feed) courses: BTreeMap<String, String>,
    pub(in crate::feed) rounds: BTreeMap<String, Round>,
    pub(in crate::feed) status: BTreeMap<String, Status>,
    pub(in crate::feed) records: BTreeMap<String, String>,
    pub(in crate::feed) minors: Minors,
}

/// A stroke.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct Stroke {
    pub(in crate::feed) say: String,
    relay: Option<String>,
}

impl Stroke {
    /// What it is called in an event of one swimmer or of a relay.
    pub(in crate::feed) fn name(&self, relay: bool) -> &str {
        self.relay.as_deref().filter(|_| relay).unwrap_or(&self.say)
    }
}

/// A round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::feed) struct Round {
    pub(in crate::feed) kind: UnitKind,
    pub(in crate::feed) before: Option<String>,
    pub(in crate::feed) after: Option<String>,
}

/// What a status does to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(in crate::feed) enum Status {
    /// It is no regular finish.
    Irm(Irm),
    /// It is no part of the result.
    Out(Out),
}

/// The word for a swim that is no part of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::feed) enum Out {
    Out,
}

static WORDS: Table<Words> = Table::new("swimming.toml", include_str!("../../../templates/swimming.toml"));

/// The vocabulary; an error where the embedded file is broken.
pub(in crate::feed) fn words() -> Result<&'static Words, String> {
    WORDS.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_read() {
        let words = words().unwrap();
        assert_eq!((words.strokes["MEDLEY"].name(false), words.strokes["MEDLEY"].name(true)), ("individual medley", "medley"));
        assert_eq!(words.strokes["FLY"].name(true), "butterfly");
        assert_eq!((words.status["DSQ"], words.status["EXH"]), (Status::Irm(Irm::Dsq), Status::Out(Out::Out)));
        assert!(words.courses.values().all(|unit| unit == "metres" || unit == "yards"));
        assert!(words.rounds.values().all(|round| round.before.is_none() || round.kind == UnitKind::Heat));
    }
}
