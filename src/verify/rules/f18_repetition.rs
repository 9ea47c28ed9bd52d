//! F18: no fact twice, outside headline, standfirst and table.
//!
//! A sentence that says nothing new is refused, a claim with the same words for the same values is refused, and so is a
//! fact that two sentences list. Background (a team, a nation) and a description that refers may come back.

use super::{Context, Outcome, Tally, error};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut claimed: BTreeSet<String> = BTreeSet::new();
    for reading in cx.body() {
        let claims: Vec<_> = reading.claims.iter().filter(|claim| !claim.background && !claim.atoms.is_empty()).collect();
        let nothing_new = !claims.is_empty() && claims.iter().all(|claim| news(&claim.atoms).all(|atom| said.contains(atom)));
        let whole = 0..reading.tokens.last().map_or(0, |token| token.span.end);
        tally.check(nothing_new.then(|| error(reading.place, whole, "the sentence says nothing that was not said before")));
        if !nothing_new {
            for claim in &claims {
                let twice = !claimed.insert(format!("{} {:?}", claim.entry, claim.atoms));
                tally.check(twice.then(|| error(reading.place, claim.span.clone(), "this was said before")));
            }
        }
        said.extend(claims.iter().flat_map(|claim| claim.atoms.iter().cloned()));
    }
    let mut listed = BTreeMap::new();
    for (place, sentence) in cx.copy.body() {
        for fact in &sentence.facts {
            let before = listed.insert(fact.clone(), place);
            tally.check(before.map(|_| error(place, 0..sentence.text.len(), format!("the fact {fact} is told by two sentences"))));
        }
    }
    tally.outcome("the copy claims nothing")
}

/// Conditions that go without saying.
const SILENT: [&str; 5] = ["kind() ", "decides()", "not tied(", "finished(", "not finished("];

/// The statements that can be news; all of them where none is.
fn news(atoms: &BTreeSet<String>) -> impl Iterator<Item = &String> {
    let silent = |atom: &String| SILENT.iter().any(|start| atom.starts_with(start));
    let only_silent = atoms.iter().all(silent);
    atoms.iter().filter(move |atom| only_silent || !silent(atom))
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided, verdict};
    use crate::verify::{Copy, sample};

    #[test]
    fn a_repeated_fact_is_refused_and_a_new_one_beside_an_old_one_is_not() {
        let event = sample::spa();
        assert_eq!(faults("F18", &event, &["Hamilton won, with Leclerc third.", "Leclerc, the pole-sitter, slipped to third."]), 0);
        assert_eq!(faults("F18", &event, &["Hamilton won.", "Hamilton took victory."]), 1);
        assert_eq!(faults("F18", &event, &["Hamilton won on Sunday.", "Hamilton made two pit stops on Sunday."]), 1);
        assert_eq!(faults("F18", &event, &["Mercedes' Lewis Hamilton won.", "Hamilton, the Mercedes driver, made two pit stops."]), 0);
        assert!(undecided("F18", &event, &["Hamilton blah."]).is_none());
    }

    #[test]
    fn a_fact_that_two_sentences_list_is_refused() {
        let mut copy = Copy::of(&[&["Hamilton won.", "Hamilton made two pit stops."]]);
        for sentence in &mut copy.sentences[0] {
            sentence.facts = vec!["win:hamilton".to_owned()];
        }
        assert_eq!(verdict(&copy, &sample::spa()).of("F18").count(), 1);
    }
}
