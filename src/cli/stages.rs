//! From an artefact to the one that was asked for, with a chooser of its own for each plan.

use super::drafter::Writers;
use super::failure::Failure;
use super::shown::Shown;
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

/// Runs the stages up to a kind. The status of a finished record is decided here. `say` is told what is being done.
pub fn advance(
    desk: &Desk,
    start: Artefact,
    until: Kind,
    settings: &Settings,
    (writers, say): (&mut Writers<'_>, &dyn Fn(&str)),
) -> Result<Reached, Failure> {
    // Without a chooser's help up to the plan, which the chooser is made for.
    say("deriving facts and planning");
    let mut last = to(desk, start, until.min(Kind::Plan), settings, None)?;
    let brief = finish::is_brief(&last) == Some(true);
    if until >= Kind::Draft && last.kind() < Kind::Draft {
        say("drafting");
        last = to(desk, last, Kind::Draft, settings, Some((writers, say)))?;
    } else if !settings.wishes.taken.is_empty() {
        return Err(Failure::usage("--choose needs a plan to draft: go on from an earlier artefact, and at least to the draft"));
    }
    if until > last.kind() {
        say("proving every sentence");
    }
    let artefact = to(desk, last, until, settings, None)?;
    Ok(Reached { artefact, brief })
}

/// Who writes, and who is told.
type Drafting<'a, 'w> = (&'a mut Writers<'w>, &'a dyn Fn(&str));

fn to(desk: &Desk, start: Artefact, until: Kind, settings: &Settings, drafting: Option<Drafting<'_, '_>>) -> Result<Artefact, Failure> {
    let plan = match &start.body {
        Body::Plan(plan) => Some(plan.clone()),
        _ => None,
    };
    let mut made = match (drafting, plan) {
        (Some((writers, say)), Some(plan)) => {
            let mut chooser = writers.chooser(&plan);
            pipeline::run(desk, start, until, settings, &mut Shown::new(chooser.as_mut(), &plan, say))?
        }
        (_, _) => pipeline::run(desk, start, until, settings, &mut FirstForms)?,
    };
    made.pop().ok_or_else(|| Failure::usage("no stage was run"))
}
