//! S4: the headline is short, has a finite verb, and says nothing that the body does not.

use super::{Context, Outcome, Place, Tally, warning};
use crate::lexicon::Form;
use std::collections::BTreeSet;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let Some(headline) = &cx.copy.headline else { return Outcome::Undecided("the copy has no headline".to_owned()) };
    let mut tally = Tally::default();
    let length = headline.chars().count();
    let most = cx.style.limits.headline_chars;
    tally.check((length > most).then(|| warning(Place::Headline, 0..headline.len(), format!("the headline has {length} characters, more than {most}"))));
    let said: BTreeSet<&String> = cx.body().flat_map(|reading| reading.atoms()).collect();
    for reading in cx.readings.iter().filter(|reading| reading.place == Place::Headline) {
        let verb = reading.claims.iter().any(|claim| matches!(claim.form, Form::Finite | Form::Headline | Form::Clause | Form::Predicate));
        tally.check((!verb && reading.stuck.is_none()).then(|| warning(Place::Headline, 0..headline.len(), "the headline has no finite verb")));
        for claim in &reading.claims {
            let missing: Vec<&String> = claim.atoms.iter().filter(|atom| atom.contains("==") && !atom.starts_with("kind") && !said.contains(atom)).collect();
            tally.check((!missing.is_empty()).then(|| warning(Place::Headline, claim.span.clone(), "the body does not say this")));
        }
    }
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    fn faults(headline: &str) -> usize {
        let mut copy = Copy::of(&[&["Lewis Hamilton won the Belgian Grand Prix, beating Oscar Piastri by 0.647 seconds."]]);
        copy.headline = Some(headline.to_owned());
        verdict(&copy, &sample::spa()).of("S4").count()
    }

    #[test]
    fn headlines_are_short_have_a_verb_and_stay_within_the_body() {
        assert_eq!(faults("Hamilton beats Piastri by 0.647 seconds"), 0);
        assert_eq!(faults("Hamilton wins Belgian Grand Prix"), 0);
        assert_eq!(faults("Leclerc finishes third"), 1);
        assert_eq!(faults("Hamilton wins Belgian Grand Prix, beating Oscar Piastri of McLaren by 0.647 seconds"), 2);
    }
}
