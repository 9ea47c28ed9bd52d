//! `stringer grammar stats`.

use super::{plans, settings};
use crate::cli::args::grammar::Stats;
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out};
use crate::draft::{Candidate, Chooser, DraftError, FirstForms, Job, MODEL_FLOOR, Wishes};
use crate::event::Sport;
use crate::facts::FactKind;
use crate::grammar::{KindForms, Lattice};
use crate::pipeline::Desk;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// The sports that have phrase files of their own, and one that has none.
const SPORTS: [(&str, Sport); 13] = [
    ("RACE", Sport::Other),
    ("F1", Sport::FormulaOne),
    ("RUN", Sport::Running),
    ("RELAY", Sport::Relay),
    ("WALK", Sport::Walks),
    ("FIELD", Sport::Field),
    ("COMB", Sport::Combined),
    ("SWIM", Sport::Swimming),
    ("CYCLE", Sport::Cycling),
    ("ORIENT", Sport::Orienteering),
    ("BIATH", Sport::Biathlon),
    ("SKI", Sport::Skiing),
    ("SLIDE", Sport::Sliding),
];

/// A sentence of the first form, with what was open to it.
struct Measured {
    part: String,
    strings: u64,
    shapes: u64,
    text: String,
}

/// Runs the command.
pub(super) fn run(run: &Run, args: &Stats) -> Result<Exit, Failure> {
    let templates = args.templates.clone().or_else(|| run.config.templates.clone());
    let (desk, _) = run::desk(templates.as_deref())?;
    let mut measured = Vec::new();
    let plans = plans(run, &desk, &args.sources, &settings(run)?)?;
    for (_, plan) in &plans {
        measured.extend(measure(&desk, plan)?);
    }
    let mut text = if args.each { each(&measured) } else { String::new() };
    text.push_str(&summary(&measured, plans.len()));
    text.push_str(&forms(&desk));
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

/// First forms that remember how many wordings each sentence had.
#[derive(Default)]
struct Counting {
    lines: BTreeMap<String, (u64, u64)>,
    sentences: Vec<(u64, u64)>,
}

impl Chooser for Counting {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        // Of several headlines the last one that was asked for is the one that was taken.
        if matches!(job.role, "headline" | "standfirst") {
            self.lines.insert(job.role.to_owned(), counts(lattice, lattice.start, lattice.end));
        }
        FirstForms.choose(lattice, job)
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], _job: &Job<'_>) -> Result<(), DraftError> {
        let mut from = lattice.start;
        for edge in path.iter().filter_map(|step| lattice.edge(*step)) {
            if lattice.nodes.get(edge.to).is_some_and(|node| node.boundary) {
                self.sentences.push(counts(lattice, from, edge.to));
                from = edge.to;
            }
        }
        Ok(())
    }
}

fn counts(lattice: &Lattice, from: usize, to: usize) -> (u64, u64) {
    (lattice.count_strings(from, to), lattice.count_shapes(from, to))
}

fn measure(desk: &Desk, plan: &Plan) -> Result<Vec<Measured>, Failure> {
    let mut counting = Counting::default();
    let draft = desk.draft(plan, &mut counting, &Wishes::default())?;
    let head = [("headline", Some(&draft.headline)), ("standfirst", draft.standfirst.as_ref())];
    let mut found: Vec<Measured> = Vec::new();
    for (part, sentence) in head {
        if let (Some(sentence), Some((strings, shapes))) = (sentence, counting.lines.get(part).copied()) {
            found.push(Measured { part: part.to_owned(), strings, shapes, text: sentence.text.clone() });
        }
    }
    let body = draft.paragraphs.iter().flat_map(|paragraph| paragraph.sentences.iter().map(|one| (&paragraph.role, one)));
    for ((part, sentence), (strings, shapes)) in body.zip(counting.sentences) {
        found.push(Measured { part: part.clone(), strings, shapes, text: sentence.text.clone() });
    }
    Ok(found)
}

fn each(measured: &[Measured]) -> String {
    let row = |one: &Measured| vec![one.strings.to_string(), one.shapes.to_string(), one.part.clone(), one.text.clone()];
    let rows: Vec<Vec<String>> = measured.iter().map(row).collect();
    format!("{}\n", out::table(&["STRINGS", "SHAPES", "PART", "FIRST FORM"], &rows))
}

fn summary(measured: &[Measured], articles: usize) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for one in measured {
        if !parts.contains(&one.part.as_str()) {
            parts.push(&one.part);
        }
    }
    let body = |one: &&Measured| !matches!(one.part.as_str(), "headline" | "standfirst");
    let mut rows: Vec<Vec<String>> = parts.iter().map(|part| row(part, measured.iter().filter(|one| one.part == **part))).collect();
    rows.push(row("body", measured.iter().filter(body)));
    let head = ["PART", "SENTENCES", "STRINGS (MEDIAN)", "LEAST", "MOST", "20 OR MORE", "SHAPES (MEDIAN)", "MOST"];
    format!("{articles} articles\n\n{}\n", out::table(&head, &rows))
}

fn row<'a>(name: &str, of: impl Iterator<Item = &'a Measured>) -> Vec<String> {
    let (mut strings, mut shapes): (Vec<u64>, Vec<u64>) = of.map(|one| (one.strings, one.shapes)).unzip();
    strings.sort_unstable();
    shapes.sort_unstable();
    let wide = strings.iter().filter(|count| **count >= MODEL_FLOOR).count();
    let at = |list: &[u64], place: usize| list.get(place).copied().unwrap_or(0).to_string();
    let last = strings.len().saturating_sub(1);
    vec![
        name.to_owned(),
        strings.len().to_string(),
        at(&strings, strings.len() / 2),
        at(&strings, 0),
        at(&strings, last),
        format!("{}%", (wide * 100).checked_div(strings.len()).unwrap_or(0)),
        at(&shapes, shapes.len() / 2),
        at(&shapes, last),
    ]
}

/// For each kind of fact and sport its clauses, alternatives written out, and the number of other positions in which it can stand.
/// A star marks a kind that has few of them and says why in its phrase file.
fn forms(desk: &Desk) -> String {
    let cell = |kind: &KindForms| {
        let (clauses, others) = kind.breadth();
        if clauses + others == 0 {
            return "-".to_owned();
        }
        format!("{clauses}+{others}{}", if kind.is_thin() && kind.thin.is_some() { "*" } else { "" })
    };
    let row = |kind: FactKind| {
        let of = |sport: Sport| desk.grammar(sport).ok().and_then(|grammar| grammar.kind(kind).map(cell));
        let cells = SPORTS.iter().map(|(_, sport)| of(*sport).unwrap_or_else(|| "-".to_owned()));
        std::iter::once(kind.name()).chain(cells).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = FactKind::ALL.into_iter().map(row).collect();
    let head: Vec<&str> = std::iter::once("FORMS").chain(SPORTS.iter().map(|(name, _)| *name)).collect();
    out::table(&head, &rows)
}
