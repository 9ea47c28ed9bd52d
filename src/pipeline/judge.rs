//! The judge of a draft: the verifier, asked about each part as it is written and about the whole at the end.

use super::{Desk, PipelineError, Settings};
use crate::article::{Article, PubStatus, ResultsTable};
use crate::draft::{self, Draft, Judge, Refusal};
use crate::facts::{Angle, Fact};
use crate::grammar::Conditions;
use crate::plan::Plan;
use crate::verify::{self, Copy, Disclosure, Finding, Mode, Place, Sentence, Severity, Verdict};

/// The proof of one plan's drafts.
#[derive(Debug)]
pub struct Proof<'a> {
    desk: &'a Desk,
    plan: &'a Plan,
}

impl<'a> Proof<'a> {
    /// A proof for a plan.
    pub fn new(desk: &'a Desk, plan: &'a Plan) -> Self {
        Self { desk, plan }
    }

    /// The conditions that phrases name, evaluated over the ledger.
    pub fn conditions(&self) -> impl Conditions + '_ {
        move |name: &str, fact: &Fact| self.desk.conditions().holds(name, &self.plan.features(fact), &self.plan.event, self.desk.lexicon())
    }

    /// What the verifier says of a copy of the plan's event.
    pub fn verify(&self, copy: &Copy) -> Verdict {
        self.desk.verifier(self.plan.style).verify(copy, &self.plan.event, Some(&self.plan.ledger), Mode::Own)
    }

    /// What the verifier says of a finished draft; an error of the text refuses it.
    pub fn verdict(&self, draft: &Draft) -> Result<Verdict, PipelineError> {
        accepted(self.verify(&self.copy(draft)))
    }

    /// What the verifier says of the finished record, with its dateline, table, disclosure and status; an error refuses it.
    pub fn record(&self, article: &Article, draft: &Draft, settings: &Settings) -> Result<Verdict, PipelineError> {
        let test = settings.fixture || self.plan.event.test;
        let copy = Copy {
            dateline: article.dateline.clone(),
            must: self.plan.facts().filter(|fact| fact.newsworthiness >= MUST).map(|fact| fact.id.clone()).collect(),
            waived: draft.left_out.iter().map(|id| (id.clone(), "no form of it could be proven".to_owned())).collect(),
            disclosure: Some(Disclosure {
                line: article.disclosure.clone(),
                digital_source_type: article.digital_source_type.clone(),
                model: article.sentences().any(|sentence| sentence.drafter == draft::Drafter::Model),
                reviewed: article.valid_review().is_some(),
            }),
            fixture: test,
            usable: article.status.pubstatus == PubStatus::Usable,
            watermark: test && article.is_marked(),
            ..self.copy(draft)
        };
        accepted(self.verify(&copy))
    }

    /// The side of an edition, as the verifier names it.
    fn angle(&self) -> Option<verify::Angle> {
        let angle: Angle = self.plan.angle.as_ref()?.parse().ok()?;
        let rows: Vec<_> = self.plan.event.rows.iter().collect();
        let first = angle.rows(&rows).into_iter().next()?;
        match angle {
            Angle::None => None,
            Angle::Nation(_) => first.nation.as_ref().map(|nation| verify::Angle::Nation(nation.code.clone())),
            Angle::Team(_) => first.team.as_ref().map(|team| verify::Angle::Team(team.id.clone())),
            Angle::Athlete(_) => Some(verify::Angle::Competitor(first.competitor.id().to_owned())),
        }
    }

    /// The copy of a draft, as the verifier reads it.
    pub fn copy(&self, draft: &Draft) -> Copy {
        let text = |sentence: &draft::Sentence| (!sentence.text.is_empty()).then(|| sentence.text.clone());
        let sentence = |from: &draft::Sentence| Sentence { text: from.text.clone(), facts: from.facts.clone() };
        let table = ResultsTable::of(&self.plan.event, self.plan.style);
        Copy {
            table: std::iter::once(table.columns).chain(table.rows).collect(),
            headline: text(&draft.headline),
            dateline: self.plan.dateline.clone(),
            standfirst: draft.standfirst.as_ref().and_then(text),
            angle: self.angle(),
            standfirst_facts: draft.standfirst.iter().flat_map(|sentence| sentence.facts.clone()).collect(),
            sentences: draft.paragraphs.iter().map(|paragraph| paragraph.sentences.iter().map(sentence).collect()).collect(),
            ..Copy::default()
        }
    }
}

impl Judge for Proof<'_> {
    fn judge(&self, draft: &Draft, part: &str) -> Vec<Refusal> {
        let last = draft.paragraphs.len().saturating_sub(1);
        let verdict = self.verify(&self.copy(draft));
        let refusal = |finding: &Finding| {
            let sentence = match finding.place {
                Place::Headline if part == "headline" => 0,
                Place::Standfirst if part == "standfirst" => 0,
                Place::Body { paragraph, sentence } if part == "paragraph" && paragraph == last => sentence,
                _ => return None,
            };
            (finding.severity == Severity::Error).then(|| Refusal { sentence, reason: said(finding) })
        };
        verdict.findings.iter().filter_map(refusal).collect()
    }
}

/// Facts of this newsworthiness must be said, or waived by name (rule C3).
const MUST: u32 = 70;

fn accepted(verdict: Verdict) -> Result<Verdict, PipelineError> {
    let errors: Vec<String> = verdict.findings.iter().filter(|finding| finding.severity == Severity::Error).map(said).collect();
    if errors.is_empty() { Ok(verdict) } else { Err(PipelineError::Refused(errors)) }
}

/// A finding in a line.
fn said(finding: &Finding) -> String {
    match &finding.expected {
        Some(expected) => format!("{}: {} (the data say {expected})", finding.rule, finding.message),
        None => format!("{}: {}", finding.rule, finding.message),
    }
}
