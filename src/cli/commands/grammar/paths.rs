//! `stringer grammar paths`.

use super::plans;
use crate::cli::args::grammar::Paths;
use crate::cli::drafter::{self, Opened};
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out};
use crate::draft::{StandInTables, Traced, TracedPart, Wishes};
use crate::grammar::mix;
use crate::lm::LanguageModel as _;
use crate::lm::engine::LlamaModel;
use serde::Serialize;

/// A recap, as a line.
#[derive(Debug, Serialize)]
struct Line<'a> {
    source: &'a str,
    event: &'a str,
    parts: Vec<TracedPart>,
}

/// Runs the command.
pub(super) fn run(run: &Run, mut args: Paths) -> Result<Exit, Failure> {
    args.writing = run.config.fill(args.writing);
    let writing = &args.writing;
    let (desk, _) = run::desk(writing.templates.as_deref())?;
    let model = LlamaModel::at(&run.shelf()?.locate_or_pull(writing.model.as_deref(), writing.yes)?)?;
    let house = drafter::house(writing.house.as_deref(), desk.templates())?;
    let tables = StandInTables::read(desk.templates().get("house/standins.toml").unwrap_or_default()).map_err(Failure::usage)?;
    let settings = run::settings(writing, &run::now(writing)?, None, &Opened::phrases());
    let plans = plans(run, &desk, &args.sources, &settings)?;
    for number in 0..args.count {
        let seed = mix(writing.seed.unwrap_or(0)).wrapping_add(number);
        for (at, (source, plan)) in (0..).zip(&plans) {
            let mut traced = Traced::new(model.vocabulary(), &house, &tables, plan, mix(seed) ^ mix(at));
            desk.draft(plan, &mut traced, &Wishes::default())?;
            let line = Line { source, event: &plan.event.id, parts: traced.into_parts() };
            let mut text = serde_json::to_string(&line).map_err(|error| Failure::new(Exit::Write, error.to_string()))?;
            text.push('\n');
            out::data(text.as_bytes())?;
        }
    }
    Ok(Exit::Done)
}
