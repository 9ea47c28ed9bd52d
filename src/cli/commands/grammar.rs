//! `stringer grammar`: what the phrase files can say, and whether they say it well.

mod lint;
mod paths;
mod sample;
mod stats;

use super::check;
use super::recap::artefact_of;
use crate::cli::args::{GrammarAction, GrammarArgs, Writing};
use crate::cli::drafter::Opened;
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out, source};
use crate::draft::FirstForms;
use crate::event::Event;
use crate::pipeline::{self, Body, Desk, Kind, Settings};
use crate::plan::Plan;
use std::path::Path;

/// Runs the command.
pub fn run(run: &Run, args: GrammarArgs) -> Result<Exit, Failure> {
    match args.action {
        GrammarAction::Stats(args) => stats::run(run, &args),
        GrammarAction::Sample(args) => sample::run(run, *args),
        GrammarAction::Paths(args) => paths::run(run, *args),
        GrammarAction::Lint(args) => lint::run(run, &args),
    }
}

/// The plans of sources, each with its name. A folder stands for the cases in it; a source that is refused is named and passed over.
fn plans(run: &Run, desk: &Desk, sources: &[String], settings: &Settings) -> Result<Vec<(String, Plan)>, Failure> {
    let mut found = Vec::new();
    for name in sources {
        let folder = Path::new(name);
        let cases = if folder.is_dir() { check::folders(folder)? } else { Vec::new() };
        let events: Vec<(String, Result<Vec<Event>, Failure>)> = if folder.is_dir() {
            cases.iter().map(|case| (case.display().to_string(), check::event_of(case).map(|event| vec![event]))).collect()
        } else {
            vec![(name.clone(), events(run, name))]
        };
        for (name, events) in events {
            match events.and_then(|events| events.into_iter().map(|event| plan(desk, event, settings)).collect::<Result<Vec<_>, _>>()) {
                Ok(plans) => found.extend(plans.into_iter().map(|plan| (name.clone(), plan))),
                Err(failure) if !run.global.quiet => out::labelled("note", "36", &format!("{name} has no plan: {}", failure.line())),
                Err(_) => {}
            }
        }
    }
    if found.is_empty() { Err(Failure::new(Exit::Invalid, "none of the sources can be planned")) } else { Ok(found) }
}

fn events(run: &Run, name: &str) -> Result<Vec<Event>, Failure> {
    let loaded = run.reader(false).load(name, &[], &mut |_| {})?;
    source::select(loaded, None, true).map(|(events, _)| events)
}

fn settings(run: &Run) -> Result<Settings, Failure> {
    let writing = run.config.fill(Writing::default());
    Ok(run::settings(&writing, &run::now(&writing)?, None, &Opened::phrases()))
}

fn plan(desk: &Desk, event: Event, settings: &Settings) -> Result<Plan, Failure> {
    let made = pipeline::run(desk, artefact_of(event), Kind::Plan, settings, &mut FirstForms)?;
    match made.into_iter().last().map(|last| last.body) {
        Some(Body::Plan(plan)) => Ok(plan),
        _ => Err(Failure::usage("no plan was made")),
    }
}
