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
    counts: BTreeMap<String, Vec<String>>,
    breaks: BTreeMap<String, u8>,
    battles: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, Vec<String>>,
}

/// A count whose statistic no noun after the number names: "turned the ball over # times".
#[derive(Debug, Clone)]
pub(super) struct Count {
    /// The words before the number.
    pub before: Phrase,
    /// The words after it; none where the number ends what is said.
    pub after: Phrase,
    pub statistic: String,
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
const NEEDED: &str = "part beyond future home_or_away going beat won lost outscore led led_by bench_group off_bench in_bench \
    starter only double_figures next_best next_word second_best double_double triple_double game_high team_high bench_high after_loss \
    after_win pull_away battled_back led_throughout superior host visiting home_win road_win standing linking duo together apiece margin \
    group_scored streak weekday_of weekday_after unreal prevail counted object side_object verb role side_noun group group_verb limit effort ahead run meets holds elicits while_linking hot_start hot_team scoring_verb other_matches \
    moment not_quite scored_by aside at_moment \
    ahead_word behind_word held rebound_pair bench_noun starter_noun group_acts as_starter fouled_out scoreless game_led \
    ranked_best key_factor lost_to win_over loss_to win_words moved season_of shot_well shot_badly high_before missed_all made_all of_own after_number \
    certain_lead_in certain_verb certain_between certain_after certain_never \
    position shy lopsided narrow clung field moment_words second_half at_home on_road plays counted_on";

/// What the reader of box scores knows of a sport.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Statistics by the words after a number.
    pub(super) statistics: Vec<(Phrase, String)>,
    /// Kinds of shots.
    pub(super) shooting: Vec<(Phrase, String)>,
    /// Stretches of a match as the first and the last period.
    pub(super) periods: Vec<(Phrase, (u8, u8))>,
    /// Counts by the words around the number.
    pub(super) counts: Vec<Count>,
    /// Breaks, by how many quarters are over.
    pub(super) breaks: Vec<(Phrase, u8)>,
    /// Words that compare the sides, by the statistic of which the subject has more; "-" before it: fewer.
    pub(super) battles: Vec<(Phrase, String)>,
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
            counts: counts(&words.counts),
            breaks: words.breaks.iter().map(|(text, quarters)| (phrase(text), *quarters)).collect(),
            battles: flat(&words.battles),
            phrases: words
                .phrases
                .iter()
                .map(|(name, list)| (name.clone(), list.iter().flat_map(|text| forms(text)).map(|text| phrase(&text)).collect()))
                .collect(),
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
    let keyed = |(key, list): (&String, &Vec<String>)| {
        let key = key.clone();
        list.iter().flat_map(|text| forms(text)).map(|text| (phrase(&text), key.clone())).collect::<Vec<_>>()
    };
    lists.iter().flat_map(keyed).collect()
}

/// The counts: a text that has no "#" has the number at its end.
fn counts(lists: &BTreeMap<String, Vec<String>>) -> Vec<Count> {
    let of = |statistic: &str, text: &str| {
        let (before, after) = text.split_once('#').unwrap_or((text, ""));
        Count { before: phrase(before), after: phrase(after), statistic: statistic.to_owned() }
    };
    lists.iter().flat_map(|(key, list)| list.iter().flat_map(|text| forms(text)).map(|text| of(key, &text)).collect::<Vec<_>>()).collect()
}

/// A text with all its alternatives: "won/winning the game" is "won the game" and "winning the game".
fn forms(text: &str) -> Vec<String> {
    text.split_whitespace().fold(vec![String::new()], |texts, word| {
        texts.iter().flat_map(|text| word.split('/').map(move |word| format!("{text} {word}"))).collect()
    })
}
