//! The table `templates/cycling.toml`.

use crate::feed::vocabulary;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static TEXT: &str = include_str!("../../../templates/cycling.toml");

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) status: BTreeMap<String, Status>,
    pub(super) nations: BTreeMap<String, String>,
}

/// What a status does to a row.
pub(super) type Status = vocabulary::Status<Plain>;

/// The word for a regular finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Plain {
    Ok,
}

static WORDS: LazyLock<Result<Words, String>> = LazyLock::new(|| vocabulary::read("cycling.toml", TEXT));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn words() -> Result<&'static Words, String> {
    WORDS.as_ref().map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Irm;

    #[test]
    fn the_embedded_table_is_read_and_every_nation_is_known() {
        let words = words().unwrap();
        assert_eq!((words.status["DF"], words.status["OTL"]), (Status::Plain(Plain::Ok), Status::Irm(Irm::OverTimeLimit)));
        for code in words.nations.values() {
            assert!(crate::feed::nations::by_code(code).is_some(), "{code}");
        }
    }
}
