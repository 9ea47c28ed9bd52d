//! Document planning: paragraphs, the facts of each in order, who may be called what.
//!
//! Comes in: an [`Event`] and its [`Ledger`]. Goes out: a [`Plan`], self-contained, in which no fact stands twice: the order
//! of a desk (winner and mark, margin and podium, what made it news, how it was won, the notable rest), as
//! `templates/plan.toml` has it.

mod rules;
mod side;

pub use rules::{Length, PlanError, PlanRules};

use crate::english::Profile;
use crate::event::{Event, Venue};
use crate::facts::{Fact, FactKind, Ledger, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphPlan {
    /// Its part in the recap (`lede`, `podium`, ...).
    pub role: String,
    /// The facts, by id, in the order in which they are to be said.
    pub facts: Vec<String>,
    /// Most facts in one sentence.
    pub most: usize,
    /// Sizes of the sentences that first forms prefer.
    pub sizes: Vec<usize>,
}

/// What the recap says, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The event.
    pub event: Event,
    /// Its facts.
    pub ledger: Ledger,
    /// The style profile.
    pub style: Profile,
    /// The length that was asked for.
    pub length: Length,
    /// The chosen side, as it was asked for; `None` for the plain recap.
    pub angle: Option<String>,
    /// For the headline: choices of facts, the best first.
    pub headline: Vec<Vec<String>>,
    /// For the standfirst: choices of facts, the best first.
    pub standfirst: Vec<Vec<String>>,
    /// City of the dateline, where the feed or our venue table has one.
    pub dateline: Option<String>,
    /// The paragraphs.
    pub paragraphs: Vec<ParagraphPlan>,
    /// Facts that are said as labels when their subject is named first.
    pub labels: Vec<String>,
    /// Fewer facts than a recap needs: it is a brief.
    pub brief: bool,
}

impl Plan {
    /// All facts of the body, in order.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.facts).filter_map(|id| self.ledger.get(id))
    }
}

/// Plans a recap.
pub fn plan(event: Event, ledger: Ledger, rules: &PlanRules, how: (Length, Profile, Option<String>)) -> Result<Plan, PlanError> {
    let (length, style, angle) = how;
    let limits = rules.length(length)?;
    let skipped = rules.skip.get(&event.sport).cloned().unwrap_or_default();
    let roles = side::paragraphs(&ledger, rules).unwrap_or(&limits.paragraphs);
    let mut chosen = choose(&ledger, limits.facts, roles, rules);
    chosen.retain(|fact| !skipped.contains(&fact.kind));
    let covered: BTreeSet<FactKind> = chosen.iter().filter_map(|fact| rules.covers.get(&fact.kind)).flatten().copied().collect();
    chosen.retain(|fact| !covered.contains(&fact.kind));
    let mut paragraphs = Vec::new();
    for role in roles {
        let shape = rules.paragraph(role)?;
        let of_kind = |kind: &FactKind| chosen.iter().filter(|fact| fact.kind == *kind).map(|fact| fact.id.clone()).collect::<Vec<_>>();
        let facts: Vec<String> = shape.kinds.iter().flat_map(of_kind).collect();
        if !facts.is_empty() {
            paragraphs.push(ParagraphPlan { role: role.clone(), facts, most: shape.most, sizes: shape.sizes.clone() });
        }
    }
    let lede = paragraphs.first().and_then(|paragraph| paragraph.facts.first()).and_then(|id| ledger.get(id));
    if !lede.is_some_and(|fact| leads(fact.kind)) {
        return Err(PlanError { message: "no fact can lead the recap: the result has no winner".to_owned() });
    }
    let said = paragraphs.iter().map(|paragraph| paragraph.facts.len()).sum::<usize>();
    let kinds = rules.labels(event.sport);
    let named: BTreeSet<&Value> =
        paragraphs.iter().flat_map(|p| &p.facts).filter_map(|id| ledger.get(id)).flat_map(|f| f.roles.values()).collect();
    let label = |fact: &&Fact| kinds.contains(&fact.kind) && fact.roles.get("who").is_some_and(|who| named.contains(who));
    let labels = ledger.facts.iter().filter(label).map(|fact| fact.id.clone()).collect();
    Ok(Plan {
        labels,
        headline: choices(&ledger, &[side::headline(&ledger, rules), &rules.headline.choices].concat()),
        standfirst: choices(&ledger, &[side::standfirst(&ledger, rules), &rules.standfirst.choices].concat()),
        dateline: dateline(&event.venue),
        brief: said < rules.brief.below,
        event,
        ledger,
        style,
        length,
        angle,
        paragraphs,
    })
}

/// The dateline: the city in capitals, and the country where it is not of the same name.
fn dateline(venue: &Venue) -> Option<String> {
    let city = venue.city.as_ref()?;
    let country = venue.country.as_ref().filter(|country| *country != city);
    Some(country.map_or_else(|| city.to_uppercase(), |country| format!("{}, {country}", city.to_uppercase())))
}

/// Kinds that can open a recap.
fn leads(kind: FactKind) -> bool {
    use FactKind::{DeadHeat, HeatDeadHeat, HeatWin, QualifyingBest, QualifyingTie, RanAlone, SideOut, SidePlace, SideTied, TrainingBest, Win};
    let heats = matches!(kind, HeatWin | HeatDeadHeat | QualifyingBest | QualifyingTie | RanAlone);
    heats || matches!(kind, Win | DeadHeat | TrainingBest | SidePlace | SideTied | SideOut)
}

/// The most newsworthy facts that have a place in one of the paragraphs; of an athlete's records the greatest alone.
fn choose<'a>(ledger: &'a Ledger, most: usize, roles: &[String], rules: &PlanRules) -> Vec<&'a Fact> {
    let kinds: BTreeSet<FactKind> =
        roles.iter().filter_map(|name| rules.paragraph(name).ok()).flat_map(|shape| shape.kinds.clone()).collect();
    let mut facts: Vec<&Fact> = ledger.facts.iter().filter(|fact| kinds.contains(&fact.kind)).collect();
    facts.sort_by_key(|fact| (!leads(fact.kind), std::cmp::Reverse(fact.newsworthiness)));
    side::prefer(&mut facts, ledger);
    facts.sort_by_key(|fact| !leads(fact.kind));
    let mut records = BTreeSet::new();
    facts.retain(|fact| fact.kind != FactKind::Record || records.insert(fact.roles.get("who")));
    let mut counts: BTreeMap<FactKind, usize> = BTreeMap::new();
    facts.retain(|fact| {
        let count = counts.entry(fact.kind).or_insert(0);
        *count += 1;
        rules.limit.get(&fact.kind).is_none_or(|limit| *count <= *limit)
    });
    facts.truncate(most);
    facts
}

/// Each list of kinds whose facts are all there, as ids.
fn choices(ledger: &Ledger, lists: &[Vec<FactKind>]) -> Vec<Vec<String>> {
    let one = |kind: &FactKind| ledger.of(*kind).next().map(|fact| fact.id.clone());
    lists.iter().filter_map(|kinds| kinds.iter().map(one).collect()).collect()
}
