//! Athletes without a club: feeds write a word where the others have the name of theirs ("Unattached").

use super::Decoded;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CLUBS: &str = include_str!("../../templates/clubs.toml");

static WORDS: LazyLock<Result<Words, String>> = LazyLock::new(|| toml::from_str(CLUBS).map_err(|error| format!("clubs.toml: {error}")));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    none: BTreeSet<String>,
}

/// Takes the club from everybody whose club is such a word; the error is that of our own file.
pub(super) fn drop_none(decoded: &mut Decoded) -> Result<(), String> {
    let words = WORDS.as_ref().map_err(Clone::clone)?;
    for row in decoded.events.iter_mut().flat_map(|event| &mut event.rows) {
        if row.team.as_ref().is_some_and(|team| words.none.contains(&team.name.trim().to_lowercase())) {
            row.team = None;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::feed::{Input, decode};

    #[test]
    fn a_word_for_no_club_is_no_club() {
        let text = "# name: Harbour 10K\n# sport: running\n# state: official\nPos,Name,Club,Time\n1,Ada Quill,Unattached,34:52\n2,Tom Lanyard,Unattached Harriers,34:58\n";
        let event = decode(&Input::new(text.as_bytes(), "table.csv"), &[]).unwrap().events.remove(0);
        assert!(event.rows[0].team.is_none());
        assert_eq!(event.rows[1].team.as_ref().unwrap().name, "Unattached Harriers");
    }
}
