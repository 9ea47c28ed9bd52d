//! The order of the stages for one event and for a batch.
//!
//! Comes in: an artefact of any stage (an event from `feed`, or what an earlier run wrote) and a [`Desk`] with everything that an
//! editor may change. Goes out: the artefacts of the stages that follow, up to the one that was asked for. The stages are
//! listed in [`step`], in the order of the flow.

pub mod artefact;
mod assemble;
pub mod batch;
pub mod check;
mod desk;
pub mod finish;
mod judge;
mod templates;

pub use artefact::{Artefact, ArtefactError, Body, Kind};
pub use desk::{Desk, DeskError};
pub use judge::Proof;
pub use templates::{TemplateError, Templates};

use crate::article::ModelUsed;
use crate::draft::{Chooser, DraftError, Wishes};
use crate::english::Profile;
use crate::event::Event;
use crate::facts::Angle;
use crate::plan::{Length, PlanError};
use std::fmt;

/// What was asked for, the same for every event of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Style profile.
    pub style: Profile,
    /// Length.
    pub length: Length,
    /// The chosen side.
    pub angle: Angle,
    /// The user's seed.
    pub seed: u64,
    /// The time of the run, RFC 3339: it comes in as a value.
    pub now: String,
    /// The article is a fixture and must not be published.
    pub fixture: bool,
    /// Publish without a review record.
    pub allow_unreviewed: bool,
    /// The model that drafts; `None` for first forms.
    pub model: Option<ModelUsed>,
    /// Digest of the house copy that primed the model.
    pub house: String,
    /// Where the feed came from, when it has a public address.
    pub url: Option<String>,
    /// What an editor wants of the runners-up.
    pub wishes: Wishes,
}

/// Why an event has no article.
#[derive(Debug)]
pub enum PipelineError {
    /// The event contradicts itself.
    Contradiction(Vec<String>),
    /// The result is not one that can be written about.
    NotWritable(String),
    /// Nothing can be planned.
    Plan(PlanError),
    /// The phrase files or the lexicon are at fault.
    Desk(DeskError),
    /// The article was refused, or the model failed.
    Draft(DraftError),
    /// The finished article has findings.
    Refused(Vec<String>),
    /// Only an earlier stage was given than can be continued.
    Artefact(ArtefactError),
}

impl fmt::Display for PipelineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contradiction(found) => write!(f, "the feed contradicts itself: {}", found.join("; ")),
            Self::NotWritable(why) => f.write_str(why),
            Self::Plan(error) => write!(f, "{error}"),
            Self::Desk(error) => write!(f, "{error}"),
            Self::Draft(error) => write!(f, "{error}"),
            Self::Refused(found) => write!(f, "the article was refused: {}", found.join("; ")),
            Self::Artefact(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for PipelineError {}

/// Runs the stages from an artefact up to a kind and gives every artefact that was made, the last one last.
pub fn run(
    desk: &Desk,
    start: Artefact,
    until: Kind,
    settings: &Settings,
    chooser: &mut dyn Chooser,
) -> Result<Vec<Artefact>, PipelineError> {
    let mut made = vec![start];
    while let Some(last) = made.last()
        && last.kind() < until
    {
        let next = step(desk, last, settings, chooser)?;
        made.push(next);
    }
    Ok(made)
}

/// One stage: the artefact after this one.
fn step(desk: &Desk, last: &Artefact, settings: &Settings, chooser: &mut dyn Chooser) -> Result<Artefact, PipelineError> {
    let body = match last.body.clone() {
        Body::Event(event) => facts(event, settings)?,
        Body::Facts { event, ledger } => {
            let angle = assemble::angle_name(&settings.angle);
            let plan = crate::plan::plan(event, ledger, desk.plan_rules(), (settings.length, settings.style, angle));
            Body::Plan(plan.map_err(PipelineError::Plan)?)
        }
        Body::Plan(plan) => {
            let draft = desk.draft(&plan, chooser, &settings.wishes)?;
            Body::Draft { plan, draft }
        }
        Body::Draft { plan, draft } => {
            let verdict = desk.verify(&plan, &draft)?;
            Body::Verdict { plan, draft, verdict }
        }
        Body::Verdict { plan, draft, .. } => Body::Article(assemble::article(desk, &plan, &draft, settings)?),
        Body::Article(article) => Body::Article(article),
    };
    let inputs: Vec<String> = last.inputs.iter().map(|input| input.sha256.clone()).collect();
    Ok(Artefact::new(body, &inputs))
}

fn facts(event: Event, settings: &Settings) -> Result<Body, PipelineError> {
    let contradictions = event.check();
    if !contradictions.is_empty() {
        return Err(PipelineError::Contradiction(contradictions.iter().map(ToString::to_string).collect()));
    }
    if event.state < crate::event::ResultState::Unofficial {
        return Err(PipelineError::NotWritable("the result is not final: nothing is written below UNOFFICIAL".to_owned()));
    }
    if event.score_sheet.is_some() {
        let why =
            "this is a match: copy about it can be compared with its score sheet (`stringer verify`), but there are no phrases to write it";
        return Err(PipelineError::NotWritable(why.to_owned()));
    }
    let ledger = crate::facts::derive(&event, &settings.angle);
    Ok(Body::Facts { event, ledger })
}
