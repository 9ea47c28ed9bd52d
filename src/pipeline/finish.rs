//! The last step: whether the record may be used, and what the run did.

use super::{Artefact, Body, Settings};
use crate::article::{Article, Drafter};
use crate::publish;

/// Sets the status of a record as the settings say, and what follows from it.
pub fn decide(article: &mut Article, settings: &Settings) {
    let now = settings.now.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    article.status = publish::decide(article, settings.allow_unreviewed, settings.fixture, now);
    article.refresh();
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
