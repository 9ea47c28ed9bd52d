//! How much a fact is news: base weights, cues and thresholds of `templates/newsworthiness.toml`.

use super::{Fact, FactKind, Value, features};
use crate::event::{Event, Sport};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// The file that is built in.
const EMBEDDED: &str = include_str!("../../templates/newsworthiness.toml");

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::parse(EMBEDDED).unwrap_or_default());

/// Numbers at which a rule begins or stops to speak.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Least gain of places from the grid.
    pub gained_places: u32,
    /// Most names in one list of retired, absent or disqualified competitors.
    pub named: u32,
    /// Most names in a list of qualifiers.
    pub named_qualifiers: u32,
    /// Least number of split points for "led at every split".
    pub splits: u32,
    /// Least share of a nation among the first places, in per cent.
    pub nation_share_percent: u32,
    /// The first places in which a nation's athletes are counted.
    pub nation_among: Vec<u32>,
    /// The last place whose nation is told, records apart.
    pub nation_to_rank: u32,
    /// Codes that stand for athletes without a nation.
    pub no_nation: Vec<String>,
    /// Words of a feed's status, in lower case, for a classified competitor who was racing to the end; `+...` is understood.
    pub finished_status: Vec<String>,
    /// Most further athletes of the angle's side that get a fact of their own.
    pub angle_others: u32,
}

/// A circumstance that makes a fact more (or less) of a story.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// What it is called.
    pub name: String,
    /// The feature that is asked for; a fact without it is not touched.
    pub feature: String,
    /// Holds at this value and above.
    pub at_least: Option<i64>,
    /// Holds at this value and below.
    pub at_most: Option<i64>,
    /// What it adds.
    pub add: i64,
}

/// The weight of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// 0 to 100.
    pub base: i64,
    /// All cues that hold are added.
    #[serde(default)]
    pub cues: Vec<Cue>,
    /// Base weights by the value of the role `code` or `medal`, instead of `base`.
    #[serde(default)]
    pub by_code: BTreeMap<String, i64>,
}

/// All weights.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Thresholds of the rules.
    pub thresholds: Thresholds,
    /// Weights by kind.
    pub kinds: BTreeMap<FactKind, Weight>,
    /// Base weights of a sport, instead of those of the kind.
    #[serde(default)]
    pub sports: BTreeMap<Sport, BTreeMap<FactKind, i64>>,
}

/// Why a file of weights cannot be used.
#[derive(Debug)]
pub struct WeightsError {
    source: toml::de::Error,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the weights of newsworthiness cannot be read; compare the file with the one that `templates export` writes")
    }
}

impl std::error::Error for WeightsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl Weights {
    /// Reads a TOML file of weights; unknown keys and kinds are errors.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        toml::from_str(text).map_err(|source| WeightsError { source })
    }

    /// The weights that are built in.
    pub fn embedded() -> &'static Self {
        &WEIGHTS
    }

    /// Newsworthiness of a fact, 0 to 100.
    pub fn weigh(&self, fact: &Fact, event: &Event) -> u32 {
        let Some(weight) = self.kinds.get(&fact.kind) else { return 0 };
        let code = ["code", "medal"].iter().find_map(|role| match fact.roles.get(*role) {
            Some(Value::Code(code)) => Some(code),
            _ => None,
        });
        let by_code = code.and_then(|code| weight.by_code.get(code)).copied();
        let by_sport = self.sports.get(&event.sport).and_then(|kinds| kinds.get(&fact.kind)).copied();
        let base = by_code.or(by_sport).unwrap_or(weight.base);
        let features = features::own(fact, event);
        let cues: i64 = weight.cues.iter().filter(|cue| cue.holds(&features)).map(|cue| cue.add).sum();
        u32::try_from((base + cues).clamp(0, 100)).unwrap_or(0)
    }
}

impl Cue {
    fn holds(&self, features: &BTreeMap<String, i64>) -> bool {
        features
            .get(&self.feature)
            .is_some_and(|value| self.at_least.is_none_or(|least| *value >= least) && self.at_most.is_none_or(|most| *value <= most))
    }
}
