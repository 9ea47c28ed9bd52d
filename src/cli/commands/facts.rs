//! `stringer facts`: the ledger of an event.

use crate::cli::args::FactsArgs;
use crate::cli::run::Run;
use crate::cli::{Exit, Failure, out, source};
use crate::event::Event;
use crate::facts::{Angle, Fact, Ledger, Value, derive};
use serde_json::json;

/// Runs the command.
pub fn run(run: &Run, args: &FactsArgs) -> Result<Exit, Failure> {
    let quiet = run.global.quiet;
    let mut with = args.reading.with.clone();
    with.extend(args.reading.map.iter().map(|path| path.to_string_lossy().into_owned()));
    let mut notes = |note: &str| {
        if !quiet {
            out::labelled("note", "36", note);
        }
    };
    let loaded = run.reader(false).load(&args.source, &with, &mut notes)?;
    let (events, refused) = source::select(loaded, args.reading.event.as_deref(), args.reading.all)?;
    for error in &refused {
        out::warning(&format!("left out: {error}"));
    }
    let angle = args.angle.clone().unwrap_or(Angle::None);
    let mut ledgers = Vec::new();
    for event in &events {
        source::warn(event, quiet);
        source::check_angle(event, &angle)?;
        ledgers.push((event, derive(event, &angle)));
    }
    let text = if args.json {
        json_of(&ledgers, args.reading.all)?
    } else {
        ledgers.iter().map(|(event, ledger)| table_of(event, ledger)).collect()
    };
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

/// One object, or with `--all` a list of them.
fn json_of(ledgers: &[(&Event, Ledger)], all: bool) -> Result<String, Failure> {
    let objects: Vec<serde_json::Value> =
        ledgers.iter().map(|(event, ledger)| json!({"schema": 1, "event": event.id, "name": event.name, "facts": ledger.facts})).collect();
    let text = match objects.as_slice() {
        [one] if !all => serde_json::to_string_pretty(one),
        many => serde_json::to_string_pretty(many),
    };
    text.map(|text| format!("{text}\n")).map_err(|error| Failure::new(Exit::Write, error.to_string()))
}

fn table_of(event: &Event, ledger: &Ledger) -> String {
    let rows: Vec<Vec<String>> = ledger.facts.iter().map(|fact| row(event, fact)).collect();
    let head = ["NEWS", "SCOPE", "FACT", "VALUES", "CELLS"];
    format!("{}\n\n{}", out::clean(&source::describe(event)), out::table(&head, &rows))
}

fn row(event: &Event, fact: &Fact) -> Vec<String> {
    let roles = fact.roles.iter().map(|(role, value)| format!("{role}={}", value_text(event, value))).collect::<Vec<_>>();
    vec![fact.newsworthiness.to_string(), scope(fact).to_owned(), fact.id.clone(), roles.join(" "), cells(fact)]
}

/// The scope in a word.
pub fn scope(fact: &Fact) -> &'static str {
    use crate::facts::Scope::{Basic, Context, Derived};
    match fact.scope {
        Basic => "basic",
        Derived => "derived",
        Context => "context",
    }
}

/// The cells behind a fact, each with its raw text.
pub fn cells(fact: &Fact) -> String {
    fact.evidence.cells.iter().map(|cell| format!("{}={:?}", cell.at, cell.raw)).collect::<Vec<_>>().join(", ")
}

fn value_text(event: &Event, value: &Value) -> String {
    let name = |id: &str| event.competitors().find(|one| one.id() == id).map_or_else(|| id.to_owned(), |one| one.short().to_owned());
    match value {
        Value::Competitor(id) => name(id),
        Value::Competitors(ids) => ids.iter().map(|id| name(id)).collect::<Vec<_>>().join("+"),
        Value::Team { name, .. } | Value::Nation { name, .. } | Value::Name(name) => format!("{name:?}"),
        Value::Mark(mark) | Value::Gap(mark) | Value::Points(mark) => mark.clock(),
        Value::LapsDown(laps) => format!("{laps} laps"),
        Value::Count(number) | Value::Ordinal(number) => number.to_string(),
        Value::Day(day) => format!("{:04}-{:02}-{:02}", day.year, day.month, day.day),
        Value::Code(code) => code.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Wind(tenths) => format!("{:+.1} m/s", f64::from(*tenths) / 10.0),
    }
}
