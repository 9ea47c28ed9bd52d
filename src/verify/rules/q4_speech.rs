//! Q4: nobody "said", "told" or "admitted" anything without a quotation that was supplied.

use super::{Context, Outcome, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    if !cx.copy.quotes.is_empty() {
        return Outcome::Undecided("quotations were supplied: who said which is for the editor".to_owned());
    }
    let licensed = |place, start: usize| {
        let text = cx.copy.text(place).unwrap_or("");
        text.get(start..).is_some_and(|rest| rest.to_lowercase().starts_with("according to unofficial") || rest.to_lowercase().starts_with("according to provisional"))
    };
    let mut tally = cx.phrases(&cx.style.words.speech, |place, span, word| error(place, span, format!("\"{word}\" reports speech, and no quotation was supplied")));
    tally.findings.retain(|finding| !licensed(finding.place, finding.span.start));
    tally.outcome("there is no text")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided, verdict};
    use crate::verify::{Copy, sample};

    #[test]
    fn speech_needs_a_quotation() {
        assert_eq!(faults("Q4", &sample::spa(), &["Hamilton said he was happy."]), 1);
        assert_eq!(faults("Q4", &sample::spa(), &["Hamilton won, according to unofficial results."]), 0);
        assert!(undecided("Q4", &sample::spa(), &["Hamilton won."]).is_none());
        let copy = Copy { quotes: vec!["We did it".into()], ..Copy::of(&[&["Hamilton said so."]]) };
        assert!(verdict(&copy, &sample::spa()).undecided.contains_key("Q4"));
    }
}
