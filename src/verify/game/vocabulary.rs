//! The words of a sport and the teams of its league: `templates/verify/basketball.toml` and `templates/leagues/nba.toml`.

use super::line::{Phrase, phrase};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// A file of words or teams that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyError {
    /// The file below `templates/`.
    pub file: &'static str,
    /// Why.
    pub message: String,
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template {}: {}", self.file, self.message)
    }
}

impl std::error::Error for VocabularyError {}

/// The file of words as it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    statistics: BTreeMap<String, Vec<String>>,
    shooting: BTreeMap<String, Vec<String>>,
    periods: BTreeMap<String, (u8, u8)>,
    phrases: BTreeMap<String, Vec<String>>,
}

/// A home of a team.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Arena {
    pub name: String,
    /// The year in which its first season begins.
    #[serde(default)]
    pub from: i16,
}

/// A team of the league.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub place: String,
    #[serde(default)]
    pub other_places: Vec<String>,
    pub name: String,
    #[serde(default)]
    pub short: Vec<String>,
    #[serde(default)]
    pub arenas: Vec<Arena>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeagueFile {
    team: Vec<Team>,
}

/// Lists of phrases that the reader asks for by name.
const NEEDED: &str = "part beyond future home_or_away going beat won lost outscore led led_by bench_group starters_group off_bench in_bench \
    starter only double_figures next_best next_word second_best double_double triple_double game_high team_high bench_high after_loss \
    after_win pull_away battled_back led_throughout superior host visiting home_win road_win standing linking duo together apiece margin \
    group_scored streak weekday_of weekday_after unreal prevail counted object side_object verb role side_noun group group_verb limit effort ahead run meets holds elicits while_linking hot_start hot_team scoring_verb other_matches \
    moment not_quite";

/// What the reader of box scores knows of a sport.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Statistics by the words after a number.
    pub(super) statistics: Vec<(Phrase, String)>,
    /// Kinds of shots.
    pub(super) shooting: Vec<(Phrase, String)>,
    /// Stretches of a match as the first and the last period.
    pub(super) periods: Vec<(Phrase, (u8, u8))>,
    phrases: BTreeMap<String, Vec<Phrase>>,
    pub(super) teams: Vec<Team>,
}

impl Vocabulary {
    /// Reads the words and the league.
    pub fn parse(words: &str, league: &str) -> Result<Self, VocabularyError> {
        let file = "verify/basketball.toml";
        let fault = |file: &'static str, message: String| VocabularyError { file, message };
        let words: WordsFile = toml::from_str(words).map_err(|error| fault(file, error.to_string()))?;
        let league: LeagueFile = toml::from_str(league).map_err(|error| fault("leagues/nba.toml", error.to_string()))?;
        let needed = || NEEDED.split_whitespace();
        if let Some(name) = needed().find(|name| !words.phrases.contains_key(*name)) {
            return Err(fault(file, format!("the phrases \"{name}\" are missing")));
        }
        if let Some(name) = words.phrases.keys().find(|name| !needed().any(|one| one == name.as_str())) {
            return Err(fault(file, format!("nothing reads the phrases \"{name}\"")));
        }
        Ok(Self {
            statistics: flat(&words.statistics),
            shooting: flat(&words.shooting),
            periods: words.periods.iter().map(|(text, stretch)| (phrase(text), *stretch)).collect(),
            phrases: words.phrases.iter().map(|(name, list)| (name.clone(), list.iter().map(|text| phrase(text)).collect())).collect(),
            teams: league.team,
        })
    }

    /// A list of phrases.
    pub(super) fn list(&self, name: &str) -> &[Phrase] {
        self.phrases.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is in a list of single words.
    pub(super) fn one_of(&self, name: &str, word: &str) -> bool {
        self.list(name).iter().any(|phrase| phrase.len() == 1 && phrase.first().is_some_and(|one| one == word))
    }
}

fn flat(lists: &BTreeMap<String, Vec<String>>) -> Vec<(Phrase, String)> {
    lists.iter().flat_map(|(key, list)| list.iter().map(move |text| (phrase(text), key.clone()))).collect()
}
