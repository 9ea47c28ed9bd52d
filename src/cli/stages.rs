//! From an artefact to the one that was asked for, with a chooser of its own for each plan.

use super::drafter::Writers;
use super::failure::Failure;
use crate::draft::FirstForms;
use crate::pipeline::{self, Artefact, Body, Desk, Kind, Settings, finish};

/// What a run has reached.
#[derive(Debug)]
pub struct Reached {
    /// The last artefact.
    pub artefact: Artefact,
    /// The plan was that of a brief: the feed has fewer facts than a recap needs.
    pub brief: bool,
}

/// Runs the stages up to a kind. The status of a finished record is decided here.
pub fn advance(desk: &Desk, start: Artefact, until: Kind, settings: &Settings, writers: &mut Writers<'_>) -> Result<Reached, Failure> {
    // Without a chooser's help up to the plan, which the chooser is made for.
    let mut last = to(desk, start, until.min(Kind::Plan), settings, None)?;
    let brief = finish::is_brief(&last) == Some(true);
    if until >= Kind::Draft && last.kind() < Kind::Draft {
        last = to(desk, last, Kind::Draft, settings, Some(writers))?;
    } else if !settings.wishes.taken.is_empty() {
        return Err(Failure::usage("--choose needs a plan to draft: go on from an earlier artefact, and at least to the draft"));
    }
    let artefact = to(desk, last, until, settings, None)?;
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
