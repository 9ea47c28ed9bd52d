//! P1: the line that readers see and the digital source type agree with how the copy was made.
//!
//! Copy from data alone is `dataDrivenMedia`; a model's is `trainedAlgorithmicMedia`, or the composite type where its words stand
//! around values that code put in, or where a person worked on it.

use super::{Context, Outcome, Place, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let Some(disclosure) = &cx.copy.disclosure else { return Outcome::Undecided("the record of how the copy was made was not given".to_owned()) };
    let kind = disclosure.digital_source_type.rsplit('/').next().unwrap_or("");
    let by_model: &[&str] = &["compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"];
    let expected = if disclosure.model { by_model } else { &["dataDrivenMedia"] };
    let mut tally = Tally::default();
    tally.check((!expected.contains(&kind)).then(|| error(Place::Whole, 0..0, format!("the digital source type is {kind}, and the copy was made as {}", expected.join(" or ")))));
    let line = disclosure.line.to_lowercase();
    tally.check(line.trim().is_empty().then(|| error(Place::Whole, 0..0, "there is no line that tells readers how the copy was made")));
    let words = ["model", " ai", "artificial intelligence", "ai-", "automat", "generated", "computer", "machine", "software"];
    let owns_up = words.iter().any(|word| format!(" {line}").contains(word));
    tally.check((!line.trim().is_empty() && !owns_up).then(|| error(Place::Whole, 0..0, "the line does not say that the copy was made by a machine")));
    let claims_model = ["language model", "artificial intelligence", " ai "].iter().any(|word| format!(" {line} ").contains(word));
    tally.check((claims_model && !disclosure.model).then(|| error(Place::Whole, 0..0, "the line names a model, and none was used")));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, Disclosure, sample};

    fn faults(line: &str, kind: &str, model: bool) -> usize {
        let disclosure = Disclosure { line: line.into(), digital_source_type: kind.into(), model, reviewed: false };
        let copy = Copy { disclosure: Some(disclosure), ..Copy::of(&[&["Hamilton won."]]) };
        verdict(&copy, &sample::spa()).of("P1").count()
    }

    #[test]
    fn line_and_type_agree_with_the_run() {
        assert_eq!(faults("Generated automatically from official results.", "dataDrivenMedia", false), 0);
        assert_eq!(faults("Written with a language model from official results.", "trainedAlgorithmicMedia", true), 0);
        assert_eq!(faults("Generated automatically.", "trainedAlgorithmicMedia", false), 1);
        assert_eq!(faults("Written with a language model.", "dataDrivenMedia", true), 1);
        assert_eq!(faults("Written with a language model.", "dataDrivenMedia", false), 1);
        assert_eq!(faults("", "dataDrivenMedia", false), 1);
        assert_eq!(faults("From our desk.", "dataDrivenMedia", false), 1);
        assert!(verdict(&Copy::of(&[&["Hamilton won."]]), &sample::spa()).undecided.contains_key("P1"));
    }
}
