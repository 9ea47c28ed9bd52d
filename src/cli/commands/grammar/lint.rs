//! `stringer grammar lint`.

use super::plans;
use crate::cli::args::grammar::Lint;
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out};
use crate::english::noun::indefinite;
use crate::event::Sport;
use crate::facts::FactKind;
use crate::grammar::{Form, KindForms};
use crate::pipeline::Desk;
use crate::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// What was found: a fault, or something to know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Fault(String),
    Note(String),
}

/// Runs the command.
pub(super) fn run(run: &Run, args: &Lint) -> Result<Exit, Failure> {
    let templates = args.templates.clone().or_else(|| run.config.templates.clone());
    let (desk, _) = run::desk(templates.as_deref())?;
    let plans = plans(run, &desk, &args.sources)?;
    let sports: BTreeSet<Sport> = plans.iter().map(|(_, plan)| plan.event.sport).collect();
    let mut found = BTreeSet::new();
    for sport in sports {
        let of_sport: Vec<&Plan> = plans.iter().map(|(_, plan)| plan).filter(|plan| plan.event.sport == sport).collect();
        for (kind, forms) in desk.grammar(sport).into_iter().flat_map(|grammar| grammar.kinds()) {
            found.extend(of_kind(&desk, kind, forms, &of_sport));
        }
    }
    // A form that is never met in one sport may be in another: only what holds for all of them is worth a note.
    let met = met_somewhere(&desk, &plans);
    found.retain(|one| !matches!(one, Found::Note(name) if met.contains(name)));
    let faults = found.iter().filter(|one| matches!(one, Found::Fault(_))).count();
    let line = |one: &Found| match one {
        Found::Fault(text) => format!("fault: {}\n", out::clean(text)),
        Found::Note(text) => format!("note: no fact of these sources meets the conditions of {}\n", out::clean(text)),
    };
    let notes = found.len() - faults;
    let text: String = found.iter().map(line).chain([format!("{faults} faults, {notes} notes\n")]).collect();
    out::data(text.as_bytes())?;
    Ok(if faults > 0 { Exit::Findings } else { Exit::Done })
}

/// The name of a form in a line.
fn name(kind: FactKind, position: &str, form: &Form) -> String {
    format!("[{kind}] {position}: `{}`", form.text)
}

fn of_kind(desk: &Desk, kind: FactKind, forms: &KindForms, plans: &[&Plan]) -> Vec<Found> {
    let mut found = Vec::new();
    let roles: BTreeSet<&String> = plans.iter().flat_map(|plan| plan.ledger.of(kind)).flat_map(|fact| fact.roles.keys()).collect();
    for (position, list) in &forms.forms {
        let position = format!("{position:?}").to_lowercase();
        let mut folded: BTreeMap<(String, Vec<String>), &Form> = BTreeMap::new();
        for form in list {
            let name = name(kind, &position, form);
            for role in form.roles().iter().filter(|role| !roles.is_empty() && !roles.contains(role)) {
                found.push(Found::Fault(format!("{name} has the slot {{{role}}}, which no fact of this kind has here")));
            }
            found.extend(twice(form).map(|word| Found::Fault(format!("{name} can say \"{word} {word}\""))));
            found.extend(wrong_article(form).map(|words| Found::Fault(format!("{name} says \"{words}\""))));
            if !roles.is_empty() && !form.when.is_empty() && !plans.iter().any(|plan| is_met(desk, kind, form, plan)) {
                found.push(Found::Note(name.clone()));
            }
            for text in form.texts() {
                let plain: String = text.chars().filter(|c| !matches!(c, ',' | ';')).collect();
                let other = folded.insert((plain, form.when.clone()), form);
                if other.is_some() {
                    found.push(Found::Fault(format!("{name} says `{text}` once more")));
                }
            }
        }
    }
    found
}

/// Whether the conditions of a form hold for some fact of a plan.
fn is_met(desk: &Desk, kind: FactKind, form: &Form, plan: &Plan) -> bool {
    let holds = |fact| form.when.iter().all(|name| desk.conditions().holds(name, fact, &plan.event, desk.lexicon()));
    plan.ledger.of(kind).any(holds)
}

/// Names of the forms whose conditions hold for a fact of any sport.
fn met_somewhere(desk: &Desk, plans: &[(String, Plan)]) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    for (_, plan) in plans {
        for (kind, forms) in desk.grammar(plan.event.sport).into_iter().flat_map(|grammar| grammar.kinds()) {
            for (position, list) in &forms.forms {
                let position = format!("{position:?}").to_lowercase();
                met.extend(list.iter().filter(|form| is_met(desk, kind, form, plan)).map(|form| name(kind, &position, form)));
            }
        }
    }
    met
}

/// A word or a comma that stands twice in a row in some way to read the form.
fn twice(form: &Form) -> impl Iterator<Item = String> {
    let doubled = form.texts().into_iter().filter_map(|text| {
        let words: Vec<&str> = text.split(' ').collect();
        let word = words.windows(2).find(|pair| matches!(pair, [a, b] if a == b)).and_then(|pair| pair.first().copied());
        word.or_else(|| text.contains(",,").then_some(",")).map(str::to_owned)
    });
    doubled.collect::<BTreeSet<_>>().into_iter()
}

/// "a" before a vowel, or "an" before none, where the next word is written out.
fn wrong_article(form: &Form) -> impl Iterator<Item = String> {
    let wrong = form.texts().into_iter().flat_map(|text| {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let pairs = words.windows(2).filter_map(|pair| match pair {
            [article, next] if matches!(article.as_str(), "a" | "an") && !next.starts_with('{') && indefinite(next) != *article => {
                Some(format!("{article} {next}"))
            }
            _ => None,
        });
        pairs.collect::<Vec<_>>()
    });
    wrong.collect::<BTreeSet<_>>().into_iter()
}
