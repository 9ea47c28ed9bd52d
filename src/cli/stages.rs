//! From an artefact to the one that was asked for, with a chooser of its own for each plan.

use super::drafter::Writers;
use super::failure::Failure;
use crate::draft::FirstForms;
use crate::pipeline::{self, Artefact, Body, Desk, Kind, Settings, finish};

/// What an editor wants of the runners-up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choices<'a> {
    /// How many to keep of each sentence.
    pub alternatives: usize,
    /// Sentence and runner-up, both from 1.
    pub taken: &'a [(usize, usize)],
}

/// What a run has reached.
#[derive(Debug)]
pub struct Reached {
    /// The last artefact.
    pub artefact: Artefact,
    /// The plan was that of a brief: the feed has fewer facts than a recap needs.
    pub brief: bool,
}

/// Runs the stages up to a kind. The status of a finished record is decided here.
pub fn advance(
    desk: &Desk,
    start: Artefact,
    until: Kind,
    settings: &Settings,
    (writers, choices): (&mut Writers<'_>, Choices<'_>),
) -> Result<Reached, Failure> {
    // Without a chooser's help up to the plan, which the chooser is made for.
    let mut last = to(desk, start, until.min(Kind::Plan), settings, None)?;
    let brief = finish::is_brief(&last) == Some(true);
    if until < Kind::Draft || last.kind() > Kind::Draft {
        if !choices.taken.is_empty() {
            return Err(Failure::usage("--choose needs a draft: there is none before it, and no way back to it after"));
        }
    } else {
        last = to(desk, last, Kind::Draft, settings, Some(writers))?;
        if let Body::Draft { draft, .. } = &mut last.body {
            for &(number, which) in choices.taken {
                finish::choose(draft, number, which).map_err(Failure::usage)?;
            }
            finish::keep(draft, choices.alternatives);
        }
    }
    let mut artefact = to(desk, last, until, settings, None)?;
    if let Body::Article(article) = &mut artefact.body {
        finish::decide(article, settings);
    }
    Ok(Reached { artefact, brief })
}

fn to(desk: &Desk, start: Artefact, until: Kind, settings: &Settings, writers: Option<&mut Writers<'_>>) -> Result<Artefact, Failure> {
    let plan = match &start.body {
        Body::Plan(plan) => Some(plan.clone()),
        _ => None,
    };
    let mut made = match (writers, plan) {
        (Some(writers), Some(plan)) => pipeline::run(desk, start, until, settings, writers.chooser(&plan).as_mut())?,
        (_, _) => pipeline::run(desk, start, until, settings, &mut FirstForms)?,
    };
    made.pop().ok_or_else(|| Failure::usage("no stage was run"))
}
