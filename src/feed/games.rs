//! Our table of Games, `templates/venues/games.toml`: how prose calls them, their zone, host and towns. ODF knows them by a competition
//! code, other feeds by a name.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static GAMES: &str = include_str!("../../templates/venues/games.toml");

/// Games by their competition code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Games {
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) nation: String,
    pub(super) country: String,
    #[serde(default)]
    pub(super) cities: BTreeMap<String, String>,
    /// What feeds without a competition code call them.
    #[serde(default)]
    called: Vec<String>,
}

static ALL_GAMES: LazyLock<Result<BTreeMap<String, Games>, String>> =
    LazyLock::new(|| toml::from_str(GAMES).map_err(|error| error.to_string()));

/// The Games of a competition code, where our table has them.
pub(super) fn games(code: &str) -> Result<Option<&'static Games>, String> {
    ALL_GAMES.as_ref().map(|all| all.get(code)).map_err(|error| format!("venues/games.toml: {error}"))
}

/// How prose calls the Games that a feed calls so; any other name of a competition as it is.
pub(super) fn said_competition(name: String) -> String {
    let games = ALL_GAMES.as_ref().ok().and_then(|all| all.values().find(|games| games.called.contains(&name)));
    games.map_or(name, |games| games.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn games_are_found_by_code_and_by_what_feeds_call_them() {
        assert_eq!(games("OG2016").unwrap().map(|games| games.zone.as_str()), Some("America/Sao_Paulo"));
        assert!(games("XX1900").unwrap().is_none());
        assert_eq!(said_competition("31st Olympic Games".to_owned()), "Rio Olympics");
        assert_eq!(said_competition("Harbour Games".to_owned()), "Harbour Games");
    }

    #[test]
    fn every_zone_of_the_games_is_known() {
        for (code, games) in ALL_GAMES.as_ref().unwrap() {
            assert!(jiff::tz::TimeZone::get(&games.zone).is_ok(), "{code}");
        }
    }
}
