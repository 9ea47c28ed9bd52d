//! `stringer rules`: the catalogue in words.

use crate::cli::args::{RulesAction, RulesArgs};
use crate::cli::{Exit, Failure, out};
use crate::verify::{RuleText, rule_texts};

/// Runs the command.
pub fn run(args: &RulesArgs) -> Result<Exit, Failure> {
    let rules = rule_texts();
    let text = match &args.action {
        RulesAction::List => list(&rules),
        RulesAction::Explain { id } => explain(find(&rules, id)?),
    };
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

fn list(rules: &[RuleText]) -> String {
    let rows: Vec<Vec<String>> = rules.iter().map(|rule| vec![rule.id.to_owned(), scope(rule).to_owned(), rule.title.clone()]).collect();
    out::table(&["RULE", "COPY", "ASKS"], &rows)
}

/// Whose copy is held to it.
fn scope(rule: &RuleText) -> &'static str {
    match (rule.foreign, rule.id) {
        (true, "Q1") => "others'",
        (true, _) => "all",
        (false, _) => "ours",
    }
}

fn find<'a>(rules: &'a [RuleText], id: &str) -> Result<&'a RuleText, Failure> {
    rules
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(id))
        .ok_or_else(|| Failure::usage(format!("there is no rule \"{}\"", id.escape_debug())).hint("the ids are in `stringer rules list`"))
}

fn explain(rule: &RuleText) -> String {
    let more = if rule.text.is_empty() { String::new() } else { format!("\n{}\n", rule.text) };
    let whose = match scope(rule) {
        "ours" => "Our own copy is held to it.",
        "others'" => "Copy by others is held to it, by `stringer verify`.",
        _ => "Our own copy is held to it, and copy by others by `stringer verify`.",
    };
    format!("{}: {}\n{more}\n{whose}\n", rule.id, rule.title)
}
