//! C3: every fact that must be said is said, or waived by name.

use super::{Context, Outcome, Place, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    for id in &cx.copy.must {
        let said = cx.copy.body().any(|(_, sentence)| sentence.facts.contains(id));
        let waived = cx.copy.waived.contains_key(id);
        tally.check((!said && !waived).then(|| error(Place::Whole, 0..0, format!("the fact {id} must be said or waived, and no sentence says it"))));
    }
    tally.outcome("no facts were marked as necessary")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    #[test]
    fn a_necessary_fact_is_said_or_waived() {
        let mut copy = Copy::of(&[&["Hamilton won."]]);
        assert!(verdict(&copy, &sample::spa()).undecided.contains_key("C3"));
        copy.must = vec!["win:hamilton".into(), "disqualified:russell".into()];
        copy.sentences[0][0].facts = vec!["win:hamilton".into()];
        assert_eq!(verdict(&copy, &sample::spa()).of("C3").count(), 1);
        copy.waived.insert("disqualified:russell".into(), "told in another story".into());
        assert_eq!(verdict(&copy, &sample::spa()).of("C3").count(), 0);
    }
}
