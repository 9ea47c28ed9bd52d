//! Document planning: paragraphs, the facts of each in order, who may be called what.
//!
//! Comes in: an [`Event`] and its [`Ledger`]. Goes out: a [`Plan`], self-contained, in which no fact stands twice: the order
//! of a desk (winner and mark, margin and podium, what made it news, how it was won, the notable rest), as
//! `templates/plan.toml` has it.

mod rules;
mod side;
#[cfg(test)]
mod tests;

pub use rules::{Choice, Dateline, Length, Limits, PlanError, PlanRules, Wait, Yield};

use crate::english::Profile;
use crate::event::{Event, Venue};
use crate::facts::{Fact, FactKind, Ledger, Value, features};
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
    /// Whether a sentence may take a later fact along out of turn.
    #[serde(default)]
    pub free: bool,
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

    /// The numbers of a fact for the conditions of phrases: those of [`features`], and what other facts of the body tell. `record_told` is 1
    /// where one is a record of the fact's third, `mark_told` where one is a tie of the fact's `who`, `also` only where another tells of
    /// somebody else who was disqualified.
    pub fn features(&self, fact: &Fact) -> BTreeMap<String, i64> {
        let mut found = features(fact, &self.event);
        let names = |role: &str, other: &Fact| {
            let ids = fact.roles.get(role).map(Value::competitors).unwrap_or_default();
            competitors(other).any(|id| ids.contains(id))
        };
        let tells = |kind: FactKind, role: &str| self.facts().any(|other| other.kind == kind && names(role, other));
        found.insert("record_told".to_owned(), i64::from(tells(FactKind::Record, "third")));
        found.insert("mark_told".to_owned(), i64::from(tells(FactKind::Tie, "who")));
        let lost_more = |other: &Fact| matches!(other.kind, FactKind::DisqualifiedAhead | FactKind::DisqualifiedFaster);
        if let Some(also) = found.get_mut("also") {
            *also = i64::from(*also == 1 && self.facts().any(lost_more));
        }
        found
    }

    /// Everybody whom a fact of the body or of the lines above it names.
    pub fn named(&self) -> BTreeSet<&String> {
        let above = self.headline.iter().chain(&self.standfirst).flatten().filter_map(|id| self.ledger.get(id));
        self.facts().chain(above).flat_map(competitors).collect()
    }
}

/// Plans a recap.
pub fn plan(event: Event, ledger: Ledger, rules: &PlanRules, how: (Length, Profile, Option<String>)) -> Result<Plan, PlanError> {
    let (length, style, angle) = how;
    let limits = &side::limits(&ledger, rules, rules.length(length)?);
    let mut chosen = choose(&ledger, (limits, &event), rules)?;
    if dateline(&event.venue, &rules.dateline).is_some() {
        chosen.retain(|fact| !rules.dateline.covers.contains(&fact.kind));
    }
    let paragraphs = paragraphs(&chosen, &limits.paragraphs, (rules, &event))?;
    let lede = paragraphs.first().and_then(|paragraph| paragraph.facts.first()).and_then(|id| ledger.get(id));
    if !lede.is_some_and(|fact| leads(fact.kind)) {
        return Err(PlanError { message: "no fact can lead the recap: the result has no winner".to_owned() });
    }
    let said = paragraphs.iter().map(|paragraph| paragraph.facts.len()).sum::<usize>();
    let kinds = rules.labels(event.sport);
    let told = paragraphs.iter().flat_map(|p| &p.facts).filter_map(|id| ledger.get(id));
    let named: BTreeSet<&String> = told.flat_map(|fact| fact.roles.values()).flat_map(Value::competitors).collect();
    let teammate = teammate(&ledger);
    let place = |fact: &Fact| kinds.iter().position(|kind| *kind == fact.kind);
    // Of several kinds the first that somebody has is his label.
    let first = |fact: &Fact, who: &Value| {
        let others = ledger.facts.iter().filter(|other| other.roles.get("who") == Some(who)).filter_map(place);
        others.min() == place(fact)
    };
    let labelled = |who: &Value, fact: &Fact| {
        who.competitors().iter().any(|id| named.contains(id))
            && Some(who) != teammate
            && first(fact, who)
            && !side::understood(&ledger, fact)
    };
    let label = |fact: &&Fact| place(fact).is_some() && fact.roles.get("who").is_some_and(|who| labelled(who, fact));
    let labels = ledger.facts.iter().filter(label).map(|fact| fact.id.clone()).collect();
    Ok(Plan {
        labels,
        headline: choices(&ledger, &[side::headline(&ledger, rules), &rules.headline.choices].concat()),
        standfirst: choices(&ledger, &[side::standfirst(&ledger, rules), &rules.standfirst.choices].concat()),
        dateline: dateline(&event.venue, &rules.dateline),
        brief: said < rules.brief.below,
        event,
        ledger,
        style,
        length,
        angle,
        paragraphs,
    })
}

/// Who was second for the winner's own team: the one-two names it, and a label would name it twice in a sentence.
fn teammate(ledger: &Ledger) -> Option<&Value> {
    ledger.of(FactKind::OneTwo).next().and_then(|fact| fact.roles.get("second"))
}

/// Whether a fact names somebody whose name another competitor has too: no reader would know which of them is meant.
fn is_of_a_shared_name(fact: &Fact, event: &Event) -> bool {
    let shared = |name: &str| event.rows.iter().filter(|row| row.competitor.full() == name).count() > 1;
    let names = fact.roles.values().flat_map(Value::competitors).filter_map(|id| event.row(id));
    names.map(|row| row.competitor.full()).any(shared)
}

/// The dateline: the city in capitals, with its state or country where it does not stand alone.
fn dateline(venue: &Venue, rules: &Dateline) -> Option<String> {
    let city = venue.city.as_ref()?;
    let around = venue.region.as_ref().or(venue.country.as_ref());
    let around = around.filter(|around| *around != city && !rules.alone.contains(city));
    Some(around.map_or_else(|| city.to_uppercase(), |around| format!("{}, {around}", city.to_uppercase())))
}

/// Kinds that can open a recap.
fn leads(kind: FactKind) -> bool {
    use FactKind::{
        DeadHeat, HeatDeadHeat, HeatWin, QualifyingBest, QualifyingTie, RanAlone, SideOut, SidePlace, SideTied, TrainingBest, Win,
    };
    let heats = matches!(kind, HeatWin | HeatDeadHeat | QualifyingBest | QualifyingTie | RanAlone);
    heats || matches!(kind, Win | DeadHeat | TrainingBest | SidePlace | SideTied | SideOut)
}

/// The most newsworthy facts that have a place in one of the paragraphs, less those that are no news and those that others make superfluous.
fn choose<'a>(ledger: &'a Ledger, (limits, event): (&Limits, &Event), rules: &PlanRules) -> Result<Vec<&'a Fact>, PlanError> {
    let shapes = limits.paragraphs.iter().map(|role| rules.paragraph(role, Some(event.sport))).collect::<Result<Vec<_>, _>>()?;
    let skipped = rules.skip.get(&event.sport);
    let kinds: BTreeSet<FactKind> = shapes.into_iter().flat_map(|shape| shape.kinds.iter().copied()).collect();
    let news = |fact: &&Fact| kinds.contains(&fact.kind) && (fact.newsworthiness > 0 || side::is_news(fact, ledger));
    let mut facts: Vec<&Fact> = ledger.facts.iter().filter(news).collect();
    // Before anything gives way to them.
    facts.retain(|fact| leads(fact.kind) || !is_of_a_shared_name(fact, event));
    facts.sort_by_key(|fact| (!leads(fact.kind), std::cmp::Reverse(fact.newsworthiness)));
    side::prefer(&mut facts, ledger, rules);
    // No recap is without its day, however little else it says.
    facts.sort_by_key(|fact| !leads(fact.kind) && fact.kind != FactKind::Day);
    let mut records = BTreeSet::new();
    // Of an athlete's records the greatest alone.
    facts.retain(|fact| fact.kind != FactKind::Record || records.insert(fact.roles.get("who")));
    let mut counts: BTreeMap<FactKind, usize> = BTreeMap::new();
    facts.retain(|fact| {
        let count = counts.entry(fact.kind).or_insert(0);
        *count += 1;
        rules.limit.get(&fact.kind).is_none_or(|limit| *count <= *limit)
    });
    facts.truncate(limits.facts);
    facts.retain(|fact| skipped.is_none_or(|kinds| !kinds.contains(&fact.kind)));
    let covered: BTreeSet<FactKind> = facts.iter().filter_map(|fact| rules.covers.get(&fact.kind)).flatten().copied().collect();
    facts.retain(|fact| !covered.contains(&fact.kind));
    let whole = facts.clone();
    facts.retain(|fact| !rules.yields.iter().any(|rule| yields(fact, rule, &whole)));
    Ok(facts)
}

/// Whether another fact says the place of one whom this fact names in a role of the rule.
fn yields(fact: &Fact, rule: &Yield, all: &[&Fact]) -> bool {
    let named: Vec<&String> = rule.roles.iter().filter_map(|role| fact.roles.get(role)).flat_map(Value::competitors).collect();
    let said: BTreeSet<&String> = all.iter().filter(|other| rule.to.contains(&other.kind)).flat_map(|other| competitors(other)).collect();
    let said = |id: &&String| said.contains(*id);
    let least = if rule.all { named.iter().all(said) } else { named.iter().any(said) };
    fact.kind == rule.kind && !named.is_empty() && least
}

/// Whether a fact is about a place so far down that it stands in the paragraph of the rule and in no other.
fn is_down(fact: &Fact, rule: &Wait, event: &Event) -> bool {
    features(fact, event).get("rank").is_some_and(|rank| *rank >= i64::from(rule.from))
}

/// Everybody whom a fact names.
fn competitors(fact: &Fact) -> impl Iterator<Item = &String> {
    fact.roles.values().flat_map(Value::competitors)
}

/// The chosen facts in paragraphs; those that follow another stand right behind it, in the order of the result.
fn paragraphs(chosen: &[&Fact], roles: &[String], (rules, event): (&PlanRules, &Event)) -> Result<Vec<ParagraphPlan>, PlanError> {
    let leader = |fact: &Fact| {
        let shares = |other: &Fact| competitors(other).any(|id| competitors(fact).any(|own| own == id));
        let first = |kind: &FactKind| chosen.iter().find(|other| other.kind == *kind && !rules.follows.contains_key(kind) && shares(other));
        rules.follows.get(&fact.kind).into_iter().flatten().find_map(first)
    };
    let mut paragraphs = Vec::new();
    for role in roles {
        let shape = rules.paragraph(role, Some(event.sport))?;
        // Where the later paragraph is not written, as in the edition of a side, nothing waits for it.
        let wait = |fact: &Fact| rules.waits.iter().find(|wait| wait.kind == fact.kind && roles.contains(&wait.paragraph));
        let here = |fact: &Fact| wait(fact).is_none_or(|wait| is_down(fact, wait, event) == (wait.paragraph == *role));
        let place = |fact: &Fact| event.rows.iter().position(|row| competitors(fact).any(|id| id == row.competitor.id()));
        let of_kind = |kind: &FactKind| {
            let mut facts: Vec<&&Fact> = chosen.iter().filter(|fact| fact.kind == *kind && leader(fact).is_none() && here(fact)).collect();
            // Records are told in the order of the result, and the greatest were chosen before.
            if *kind == FactKind::Record {
                facts.sort_by_key(|fact| place(fact));
            }
            facts
        };
        let mut facts = Vec::new();
        for fact in shape.kinds.iter().flat_map(of_kind) {
            let follows = |other: &&&Fact| leader(other).is_some_and(|leader| leader.id == fact.id);
            let mut followers: Vec<&&Fact> = chosen.iter().filter(follows).collect();
            followers.sort_by_key(|other| place(other));
            facts.extend(std::iter::once(fact).chain(followers).map(|fact| fact.id.clone()));
        }
        let host = shape.alone.as_ref().filter(|_| facts.len() == 1);
        let host = host.and_then(|role| paragraphs.iter_mut().find(|paragraph: &&mut ParagraphPlan| paragraph.role == *role));
        if let Some(host) = host {
            host.facts.append(&mut facts);
        } else if !facts.is_empty() {
            paragraphs.push(ParagraphPlan { role: role.clone(), facts, most: shape.most, sizes: shape.sizes.clone(), free: shape.free });
        }
    }
    Ok(paragraphs)
}

/// Each choice whose facts are all there and news enough, as ids: of each kind the fact about somebody whom the first one names.
fn choices(ledger: &Ledger, lists: &[Choice]) -> Vec<Vec<String>> {
    let list = |choice: &Choice| {
        let (kinds, news) = choice.parts();
        let lead = ledger.of(*kinds.first()?).next()?;
        let about = |fact: &&Fact| competitors(fact).next().is_none() || competitors(fact).any(|id| competitors(lead).any(|own| own == id));
        let facts = kinds.iter().map(|kind| ledger.of(*kind).find(about)).collect::<Option<Vec<_>>>()?;
        let enough = facts.last().is_some_and(|fact| fact.newsworthiness >= news);
        enough.then(|| facts.iter().map(|fact| fact.id.clone()).collect())
    };
    lists.iter().filter_map(list).collect()
}
