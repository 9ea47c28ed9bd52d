//! The edition of a side that did not win: its own facts lead, the victory is told in one sentence, and what it shares with other
//! editions is short.

use super::rules::{Choice, Limits, PlanRules};
use crate::facts::{Fact, FactKind, Ledger, Value};
use std::collections::BTreeSet;

/// The limits of a recap with the paragraphs of an edition; as they are for the plain recap, and where the side won.
pub(super) fn limits(ledger: &Ledger, rules: &PlanRules, plain: &Limits) -> Limits {
    let paragraphs = if lead(ledger).is_some() { &rules.side.paragraphs } else { &plain.paragraphs };
    Limits { facts: plain.facts, paragraphs: paragraphs.clone() }
}

/// The choices of the headline and the standfirst, before those of the plain recap.
pub(super) fn headline<'a>(ledger: &Ledger, rules: &'a PlanRules) -> &'a [Choice] {
    if lead(ledger).is_some() { &rules.side.headline } else { &[] }
}

/// As [`headline`].
pub(super) fn standfirst<'a>(ledger: &Ledger, rules: &'a PlanRules) -> &'a [Choice] {
    if lead(ledger).is_some() { &rules.side.standfirst } else { &[] }
}

/// Whether a fact that is nothing to the world is news to the side: what its own athletes have bettered, however far down they came.
pub(super) fn is_news(fact: &Fact, ledger: &Ledger) -> bool {
    let who = fact.roles.get("who").filter(|_| fact.kind == FactKind::Record);
    who.is_some_and(|who| own(ledger).any(|fact| fact.roles.get("who") == Some(who)))
}

/// In the edition of a side, facts about it go before those about others, and what is told of somebody is told of the side alone, but
/// for a record of the winner that is news everywhere.
pub(super) fn prefer(facts: &mut Vec<&Fact>, ledger: &Ledger, rules: &PlanRules) {
    let side: BTreeSet<&Value> = own(ledger).filter_map(|fact| fact.roles.get("who")).collect();
    if side.is_empty() {
        return;
    }
    let is_own = |fact: &Fact| fact.roles.get("who").is_some_and(|who| side.contains(who));
    let winner = ledger.of(FactKind::Victor).find_map(|fact| fact.roles.get("winner"));
    let of_winner = |fact: &Fact| fact.roles.get("who").is_some_and(|who| Some(who) == winner);
    let great = |fact: &Fact| of_winner(fact) && fact.newsworthiness >= rules.side.record_of_winner;
    facts.retain(|fact| match fact.kind {
        FactKind::Record => is_own(fact) || great(fact),
        FactKind::FastestReaction | FactKind::NationMedal => is_own(fact),
        _ => true,
    });
    facts.sort_by_key(|fact| !is_own(fact) && fact.kind != FactKind::Record);
}

/// Whether a label goes without saying: in the edition of a nation or a club its first athlete is called by it, and the others are understood.
pub(super) fn understood(ledger: &Ledger, label: &Fact) -> bool {
    let Some(first) = lead(ledger).and_then(|fact| fact.roles.get("who")) else { return false };
    let who = label.roles.get("who");
    let side = |fact: &Fact| ["nation", "team"].map(|role| fact.roles.get(role).cloned());
    let of_first = ledger.of(label.kind).find(|fact| fact.roles.get("who") == Some(first)).map(side);
    let also = who != Some(first) && own(ledger).any(|fact| fact.roles.get("who") == who);
    also && Some(side(label)) == of_first
}

/// The fact that opens the edition.
fn lead(ledger: &Ledger) -> Option<&Fact> {
    ledger.facts.iter().find(|fact| matches!(fact.kind, FactKind::SidePlace | FactKind::SideTied | FactKind::SideOut))
}

fn own(ledger: &Ledger) -> impl Iterator<Item = &Fact> {
    use FactKind::{AthletePlace, SideOut, SidePlace, SideTied};
    let leads = lead(ledger).is_some();
    ledger.facts.iter().filter(move |fact| leads && matches!(fact.kind, SidePlace | SideTied | SideOut | AthletePlace))
}
