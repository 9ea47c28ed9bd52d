//! `stringer grammar lint`.

use super::{plans, settings};
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
    /// A form that says what another says, punctuation aside.
    Alike(String),
    /// The name of a form that no fact can use.
    Unmet(String),
}

/// Runs the command.
pub(super) fn run(run: &Run, args: &Lint) -> Result<Exit, Failure> {
    let templates = args.templates.clone().or_else(|| run.config.templates.clone());
    let (desk, _) = run::desk(templates.as_deref())?;
    let plans = plans(run, &desk, &args.sources, &settings(run)?)?;
    let plans: Vec<&Plan> = plans.iter().map(|(_, plan)| plan).collect();
    let sports: BTreeSet<Sport> = plans.iter().map(|plan| plan.event.sport).collect();
    let mut found = BTreeSet::new();
    for sport in sports {
        found.extend(desk.grammar(sport)?.kinds().flat_map(|(kind, forms)| of_kind(&desk, kind, forms, &plans)));
    }
    let faults = found.iter().filter(|one| matches!(one, Found::Fault(_))).count();
    let line = |one: &Found| match one {
        Found::Fault(text) => format!("fault: {}\n", out::clean(text)),
        Found::Alike(text) => format!("note: {}\n", out::clean(text)),
        Found::Unmet(text) => format!("note: no fact of these sources meets the conditions of {}\n", out::clean(text)),
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
    let mut found: Vec<Found> = thin(kind, forms).into_iter().collect();
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
                found.push(Found::Unmet(name.clone()));
            }
            for text in form.texts() {
                let plain: String = text.chars().filter(|c| !matches!(c, ',' | ';')).collect();
                if folded.insert((plain, form.when.clone()), form).is_some() {
                    found.push(Found::Alike(format!("{name} says `{text}` once more")));
                }
            }
        }
    }
    found
}

/// A kind that can be said in few ways says why.
fn thin(kind: FactKind, forms: &KindForms) -> Option<Found> {
    let (clauses, others) = forms.breadth();
    let unexplained = forms.is_thin() && forms.thin.is_none();
    unexplained.then(|| {
        Found::Fault(format!(
            "[{kind}] has {clauses} clauses and {others} other positions: give it four and two, or say under `thin` why not"
        ))
    })
}

/// Whether the conditions of a form hold for some fact of a plan.
fn is_met(desk: &Desk, kind: FactKind, form: &Form, plan: &Plan) -> bool {
    let holds = |fact| form.when.iter().all(|name| desk.conditions().holds(name, &plan.features(fact), &plan.event, desk.lexicon()));
    plan.ledger.of(kind).any(holds)
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
