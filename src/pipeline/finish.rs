//! The last step: whether the record may be used, an editor's choice of wordings, and what the run did.

use super::{Artefact, Body, Settings};
use crate::article::{Article, Drafter};
use crate::draft::{Draft, DraftSentence};
use crate::publish;

/// Sets the status of a record as the settings say, and what follows from it.
pub fn decide(article: &mut Article, settings: &Settings) {
    let now = settings.now.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    article.status = publish::decide(article, settings.allow_unreviewed, settings.fixture, now);
    article.refresh();
}

/// Takes the runner-up `which` (from 1) of a sentence, counted in reading order from the headline, which is 1. What was there
/// before stays among the alternatives. Errors: there is no such sentence or no such runner-up.
pub fn choose(draft: &mut Draft, number: usize, which: usize) -> Result<(), String> {
    let mut sentences = sentences_of(draft);
    let count = sentences.len();
    let Some(sentence) = number.checked_sub(1).and_then(|at| sentences.get_mut(at)) else {
        return Err(format!("there is no sentence {number}: the draft has {count}, the headline is 1"));
    };
    let at = which.saturating_sub(1);
    let Some(taken) = sentence.alternatives.get(at).cloned() else {
        let kept = sentence.alternatives.len();
        return Err(format!("sentence {number} has no runner-up {which}: {kept} were kept"));
    };
    let before = crate::draft::Alternative { text: std::mem::replace(&mut sentence.text, taken.text), score: sentence.score };
    sentence.score = taken.score;
    if sentence.alternatives.iter().all(|one| one.text != before.text) {
        sentence.alternatives.push(before);
    }
    sentence.chosen = Some(at);
    Ok(())
}

/// Keeps this many runners-up of each sentence; those of a sentence in which one was taken all stay, for its number counts.
pub fn keep(draft: &mut Draft, most: usize) {
    for sentence in sentences_of(draft) {
        if sentence.chosen.is_none() {
            sentence.alternatives.truncate(most);
        }
    }
}

/// Headline, standfirst and body, in reading order.
fn sentences_of(draft: &mut Draft) -> Vec<&mut DraftSentence> {
    let body = draft.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.sentences);
    std::iter::once(&mut draft.headline).chain(&mut draft.standfirst).chain(body).collect()
}

/// Whether the plan of an artefact is that of a brief: fewer facts than a recap needs. `None` before there is a plan.
pub fn is_brief(artefact: &Artefact) -> Option<bool> {
    match &artefact.body {
        Body::Plan(plan) | Body::Draft { plan, .. } | Body::Verdict { plan, .. } => Some(plan.brief),
        Body::Event(_) | Body::Facts { .. } | Body::Article(_) => None,
    }
}

/// What a run did, for the line at its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Facts that the article says.
    pub facts: usize,
    /// Sentences by the model, with headline and standfirst.
    pub by_model: usize,
    /// Sentences by first forms.
    pub by_phrases: usize,
    /// The decimal logarithm of how many articles could have been written: strings that were open, over all sentences.
    pub strings_log10: f64,
    /// Tokens that the model evaluated.
    pub tokens: u64,
    /// Checks that the verifier ran, where the verdict says so.
    pub checks: Option<u64>,
    /// Wordings that the verifier refused on the way.
    pub bans: usize,
}

impl Tally {
    /// The tally of a finished record.
    pub fn of(article: &Article) -> Self {
        let by_model = article.sentences().filter(|sentence| sentence.drafter == Drafter::Model).count();
        #[expect(clippy::cast_precision_loss, reason = "the order of magnitude is shown")]
        let strings_log10 = article.sentences().map(|sentence| (sentence.strings.max(1) as f64).log10()).sum();
        let number = |value: Option<&serde_json::Value>| value.and_then(serde_json::Value::as_u64);
        Self {
            facts: article.facts.len(),
            by_model,
            by_phrases: article.sentences().count() - by_model,
            strings_log10,
            tokens: number(article.provenance.settings.get("tokens_scored")).unwrap_or(0),
            checks: number(article.verdict.as_ref().and_then(|verdict| verdict.get("checks"))),
            bans: article.provenance.bans.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Alternative, DraftParagraph};

    fn sentence(text: &str, others: &[&str]) -> DraftSentence {
        DraftSentence {
            text: text.to_owned(),
            facts: Vec::new(),
            drafter: crate::draft::Drafter::Model,
            strings: 30,
            score: Some(-1.0),
            bans: Vec::new(),
            alternatives: others.iter().map(|&text| Alternative { text: text.to_owned(), score: Some(-2.0) }).collect(),
            chosen: None,
        }
    }

    fn draft() -> Draft {
        let body = DraftParagraph { role: "lede".into(), sentences: vec![sentence("A.", &["B.", "C."])] };
        Draft { headline: sentence("H", &[]), standfirst: None, paragraphs: vec![body], left_out: Vec::new(), tokens_scored: 7 }
    }

    #[test]
    fn a_runner_up_takes_the_place_and_nothing_is_lost() {
        let mut draft = draft();
        choose(&mut draft, 2, 2).unwrap();
        let chosen = &draft.paragraphs[0].sentences[0];
        assert_eq!((chosen.text.as_str(), chosen.chosen, chosen.score), ("C.", Some(1), Some(-2.0)));
        assert_eq!(chosen.alternatives.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["B.", "C.", "A."]);
    }

    #[test]
    fn what_is_not_there_cannot_be_chosen() {
        assert!(choose(&mut draft(), 3, 1).unwrap_err().contains("no sentence 3"));
        assert!(choose(&mut draft(), 1, 1).unwrap_err().contains("no runner-up 1"));
    }
}
