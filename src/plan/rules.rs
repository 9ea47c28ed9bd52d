//! The rules of a plan, as an editor can change them: `templates/plan.toml`.

use crate::event::Sport;
use crate::facts::FactKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How long a recap is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// A few sentences.
    Brief,
    /// A standard recap.
    Standard,
    /// All that the ledger supports.
    Full,
}

/// Why nothing can be planned, as a lowercase fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanError {
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PlanError {}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRules {
    length: BTreeMap<Length, Limits>,
    /// When a recap is only a brief.
    pub brief: Brief,
    /// Kinds that are no news in a sport.
    #[serde(default)]
    pub skip: BTreeMap<Sport, BTreeSet<FactKind>>,
    /// Kinds that need not be said beside another one.
    #[serde(default)]
    pub covers: BTreeMap<FactKind, BTreeSet<FactKind>>,
    /// Kinds that stand right after a fact of another kind about the same competitor, in its paragraph, where there is one.
    #[serde(default)]
    pub follows: BTreeMap<FactKind, Vec<FactKind>>,
    /// Kinds that are left out where another fact says the same place.
    #[serde(default)]
    pub yields: Vec<Yield>,
    /// Facts that stand in a later paragraph.
    #[serde(default)]
    pub waits: Vec<Wait>,
    /// How a dateline names a place.
    pub dateline: Dateline,
    /// Most facts of a kind in one recap.
    #[serde(default)]
    pub limit: BTreeMap<FactKind, usize>,
    /// Kinds that are said as labels beside a name, by sport, with `default` for the rest.
    labels: BTreeMap<String, Vec<FactKind>>,
    paragraph: BTreeMap<String, Shape>,
    /// What the edition of a side that did not win is made of.
    pub side: Side,
    /// Paragraphs as one sport has them.
    #[serde(default)]
    sport: BTreeMap<Sport, SportRules>,
    /// What a headline can say.
    pub headline: Head,
    /// What a standfirst can say.
    pub standfirst: Head,
}

/// How a dateline names a place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    /// Kinds of facts that need not be said under one.
    pub covers: BTreeSet<FactKind>,
    /// Cities that stand without their country.
    pub alone: BTreeSet<String>,
}

/// What one sport has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SportRules {
    paragraph: BTreeMap<String, Shape>,
}

/// A fact that is left out where another one says the same of one of its competitors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yield {
    /// The kind that is left out.
    pub kind: FactKind,
    /// The roles of the competitors.
    pub roles: Vec<String>,
    /// The kinds that say it.
    pub to: BTreeSet<FactKind>,
    /// Whether they must say it of all that the roles name.
    #[serde(default)]
    pub all: bool,
}

/// A fact about a place so far down that it stands in a later paragraph than the others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// The kind.
    pub kind: FactKind,
    /// The first place of which that is so.
    pub from: u32,
    /// The paragraph that takes it then.
    pub paragraph: String,
}

/// The limits of a length.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Most facts.
    pub facts: usize,
    /// Paragraphs, by role, in order.
    pub paragraphs: Vec<String>,
}

/// The edition of a side.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Paragraphs, by role, in order.
    pub paragraphs: Vec<String>,
    /// What its headline can say, before what any can.
    pub headline: Vec<Choice>,
    /// What its standfirst can say.
    pub standfirst: Vec<Choice>,
    /// The newsworthiness from which a record of the winner is told to everybody.
    pub record_of_winner: u32,
}

/// When a recap is a brief.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// Below this many facts.
    pub below: usize,
}

/// What a paragraph takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Kinds of facts, in the order in which they are said.
    pub kinds: Vec<FactKind>,
    /// Most facts in one sentence.
    pub most: usize,
    /// Sentence sizes that first forms prefer.
    pub sizes: Vec<usize>,
    /// Whether a sentence may take a later fact along out of turn.
    #[serde(default)]
    pub free: bool,
    /// The paragraph that a single fact joins, where that has any.
    #[serde(default)]
    pub alone: Option<String>,
}

/// Facts that a headline or a standfirst can say together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Choice {
    /// Whatever they weigh.
    Always(Vec<FactKind>),
    /// Where the last of them is news.
    News {
        /// The kinds.
        kinds: Vec<FactKind>,
        /// The least newsworthiness of the last one.
        news: u32,
    },
}

impl Choice {
    /// The kinds, and the least newsworthiness of the last one.
    pub fn parts(&self) -> (&[FactKind], u32) {
        match self {
            Self::Always(kinds) => (kinds, 0),
            Self::News { kinds, news } => (kinds, *news),
        }
    }
}

/// What a headline or a standfirst can say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Lists of kinds, the best first.
    pub choices: Vec<Choice>,
    /// Most characters, where there is a limit.
    #[serde(default)]
    pub most_characters: Option<usize>,
}

impl PlanRules {
    /// Reads the file; a length that names a paragraph which is not there is an error.
    pub fn read(text: &str) -> Result<Self, PlanError> {
        let rules: Self = toml::from_str(text).map_err(|error| PlanError { message: format!("plan.toml: {error}") })?;
        for limits in rules.length.values() {
            limits.paragraphs.iter().try_for_each(|role| rules.paragraph(role, None).map(drop))?;
        }
        rules.side.paragraphs.iter().try_for_each(|role| rules.paragraph(role, None).map(drop))?;
        Ok(rules)
    }

    /// The limits of a length.
    pub fn length(&self, length: Length) -> Result<&Limits, PlanError> {
        self.length.get(&length).ok_or_else(|| PlanError { message: format!("plan.toml has no [length.{length:?}]").to_lowercase() })
    }

    /// The kinds of facts that are labels in a sport.
    pub fn labels(&self, sport: Sport) -> &[FactKind] {
        let key = serde_json::to_value(sport).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        self.labels.get(&key).or_else(|| self.labels.get("default")).map(Vec::as_slice).unwrap_or_default()
    }

    /// The shape of a paragraph, as a sport has it.
    pub fn paragraph(&self, role: &str, sport: Option<Sport>) -> Result<&Shape, PlanError> {
        let own = sport.and_then(|sport| self.sport.get(&sport)).and_then(|rules| rules.paragraph.get(role));
        own.or_else(|| self.paragraph.get(role)).ok_or_else(|| PlanError { message: format!("plan.toml has no [paragraph.{role}]") })
    }
}
