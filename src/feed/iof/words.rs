//! The table `templates/orienteering.toml`.

use crate::feed::vocabulary::{self, Table};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The vocabulary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) status: BTreeMap<String, Status>,
    pub(super) minors: Minors,
}

/// What a status does to a row.
pub(super) type Status = vocabulary::Status<Plain>;

/// Statuses that are no reason for a missing place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Plain {
    Ok,
    Out,
    Running,
}

/// Who is a minor, and how minors are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minors {
    pub(super) under: u32,
    letters: Vec<String>,
    pub(super) say: String,
}

impl Minors {
    /// The age of a class by its name: `H16`, `D21E`, `W-14`.
    pub(super) fn age_of_class(&self, name: &str) -> Option<u32> {
        let word = name.split_whitespace().next()?;
        let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
        let digits: String = word.chars().skip(letters.len()).skip_while(|c| *c == '-').take_while(char::is_ascii_digit).collect();
        let known = self.letters.iter().any(|one| one.eq_ignore_ascii_case(&letters));
        digits.parse().ok().filter(|_| known)
    }
}

static WORDS: Table<Words> = Table::new("orienteering.toml", include_str!("../../../templates/orienteering.toml"));

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
        assert_eq!((words.status["OK"], words.status["MissingPunch"]), (Status::Plain(Plain::Ok), Status::Irm(Irm::Mispunched)));
        assert_eq!((words.status["Finished"], words.status["NotCompeting"]), (Status::Plain(Plain::Running), Status::Plain(Plain::Out)));
    }

    #[test]
    fn classes_give_an_age_only_where_their_name_is_letters_and_a_number() {
        let age = |name: &str| words().unwrap().minors.age_of_class(name);
        assert_eq!((age("H16"), age("D21E"), age("W-14"), age("h12 short")), (Some(16), Some(21), Some(14), Some(12)));
        assert_eq!((age("Men Elite"), age("Open 5"), age("K60"), age("")), (None, None, None, None));
    }
}
