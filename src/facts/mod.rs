//! Content determination: the ledger of typed facts, each with its evidence.
//!
//! Comes in: an [`Event`](crate::event::Event) without contradictions, and an [`Angle`]. Goes out: a [`Ledger`]. One
//! rule, one file under `rules`; a rule reads the event, says nothing that the cells do not prove, and lists the cells
//! that it read. Deleting an optional cell changes or removes exactly the facts that list it (new facts may appear).

mod angle;
mod draft;
mod fact;
mod features;
mod gap;
mod kind;
mod ledger;
mod listed;
mod reading;
mod rules;
mod value;
mod weights;

#[cfg(test)]
pub(crate) mod tests;

pub use angle::Angle;
pub use fact::{Evidence, Fact, Scope};
pub use features::features;
pub use kind::FactKind;
pub use ledger::Ledger;
pub use value::Value;
pub use weights::{Cue, Thresholds, Weight, Weights, WeightsError};

use crate::event::{Event, ResultState};
use reading::Reading;
use rules::{Needs, RULES};
use std::collections::BTreeSet;

/// All facts of `event`, with those that only `angle` asks for, weighed by the embedded `templates/newsworthiness.toml`.
pub fn derive(event: &Event, angle: &Angle) -> Ledger {
    derive_with(event, angle, Weights::embedded())
}

/// As [`derive`], with weights of the editor's own.
///
/// A result that is below [`ResultState::Unofficial`] proves where and when it was held and nothing about its outcome.
pub fn derive_with(event: &Event, angle: &Angle, weights: &Weights) -> Ledger {
    let reading = Reading::new(event, angle, weights);
    let mut facts = Vec::new();
    for rule in RULES.iter().filter(|rule| applies(rule.needs, event)) {
        for mut fact in (rule.derive)(&reading) {
            rule.name.clone_into(&mut fact.evidence.rule);
            fact.newsworthiness = weights.weigh(&fact, event);
            facts.push(fact);
        }
    }
    facts.sort_by(|a, b| b.newsworthiness.cmp(&a.newsworthiness).then_with(|| a.id.cmp(&b.id)));
    let mut seen = BTreeSet::new();
    facts.retain(|fact| seen.insert(fact.id.clone()));
    Ledger { facts }
}

fn applies(needs: Needs, event: &Event) -> bool {
    use crate::event::UnitKind::{Heat, Race, Sprint, Training};
    let over = event.state >= ResultState::Unofficial;
    match needs {
        Needs::Nothing => true,
        Needs::Result => over,
        Needs::Contest => over && event.kind != Training,
        Needs::Decider => over && matches!(event.kind, Race | Sprint),
        Needs::Heat => over && event.kind == Heat,
        Needs::Training => over && event.kind == Training,
    }
}
