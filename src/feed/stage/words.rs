//! The table `templates/cycling.toml`.

use crate::feed::vocabulary::{self, Regular, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) status: BTreeMap<String, Status>,
    pub(super) nations: BTreeMap<String, String>,
}

/// What a status does to a row.
pub(super) type Status = vocabulary::Status<Regular>;

static WORDS: Table<Words> = Table::new("cycling.toml", include_str!("../../../templates/cycling.toml"));

/// The vocabulary; an error where the embedded file is broken.
pub(super) fn words() -> Result<&'static Words, String> {
    WORDS.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Irm;

    #[test]
    fn the_embedded_table_is_read_and_every_nation_is_known() {
        let words = words().unwrap();
        assert_eq!((words.status["DF"], words.status["OTL"]), (Status::Plain(Regular::Ok), Status::Irm(Irm::OverTimeLimit)));
        for code in words.nations.values() {
            assert!(crate::feed::nations::by_code(code).is_some(), "{code}");
        }
    }
}
