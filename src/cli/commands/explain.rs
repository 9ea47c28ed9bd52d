//! `stringer explain`: for each sentence of an article its facts, their cells, and how it came about.

use super::facts::{cells, scope};
use crate::article::{Article, Drafter, Sentence};
use crate::cli::args::Explain;
use crate::cli::{Exit, Failure, out};
use crate::net::read_file;
use crate::pipeline::{Artefact, Body};
use std::fmt::Write as _;
use std::path::Path;

/// Largest article that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// Runs the command.
pub fn run(args: &Explain) -> Result<Exit, Failure> {
    let article = read(&args.article)?;
    let sentences: Vec<(String, &Sentence)> = places(&article);
    let mut text = String::new();
    if let Some(number) = args.number {
        let found = number.checked_sub(1).and_then(|at| sentences.get(at));
        let missing = || Failure::usage(format!("there is no sentence {number}: the article has {}", sentences.len()));
        let (place, sentence) = found.ok_or_else(missing)?;
        explain(&mut text, &article, (number, place), sentence);
    } else {
        for (index, (place, sentence)) in sentences.iter().enumerate() {
            explain(&mut text, &article, (index + 1, place), sentence);
        }
        checked(&mut text, &article);
    }
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

/// An article as `--format json` or `--emit article` writes it.
fn read(path: &Path) -> Result<Article, Failure> {
    let fetched = read_file(path, LARGEST)?;
    if let Ok(artefact) = Artefact::read(&fetched.bytes) {
        return match artefact.body {
            Body::Article(article) => Ok(article),
            _ => Err(Failure::usage(format!("{} is a {}, not an article", path.display(), artefact.kind()))
                .hint("go on from it with `stringer recap --from`")),
        };
    }
    serde_json::from_slice(&fetched.bytes).map_err(|error| {
        let failure = Failure::usage(format!("{} is no article: {error}", path.display()));
        failure.hint("write one with `stringer recap ... --format json -o FILE`")
    })
}

/// Every sentence with the part that it stands in.
fn places(article: &Article) -> Vec<(String, &Sentence)> {
    let head = std::iter::once(("headline".to_owned(), &article.headline));
    let standfirst = article.standfirst.iter().map(|sentence| ("standfirst".to_owned(), sentence));
    let body = article.body.iter().flat_map(|paragraph| paragraph.sentences.iter().map(|one| (paragraph.role.clone(), one)));
    head.chain(standfirst).chain(body).collect()
}

fn explain(text: &mut String, article: &Article, (number, place): (usize, &str), sentence: &Sentence) {
    let drafter = match sentence.drafter {
        Drafter::Model => "the model",
        Drafter::Phrases => "first forms",
    };
    let score = sentence.score.map_or_else(String::new, |score| format!(", score {score:.3}"));
    line(text, &format!("{number}. [{place}] {}", sentence.text));
    line(text, &format!("   by {drafter}, one of {} strings{score}", sentence.strings));
    for id in &sentence.facts {
        match article.facts.iter().find(|fact| fact.id == *id) {
            Some(fact) => {
                line(text, &format!("   fact {id} ({}, rule {})", scope(fact), fact.evidence.rule));
                line(text, &format!("        {}", cells(fact)));
            }
            None => line(text, &format!("   fact {id} (not in the record)")),
        }
    }
    sentence.bans.iter().for_each(|ban| line(text, &format!("   banned: {ban}")));
    for (index, other) in sentence.alternatives.iter().enumerate() {
        let score = other.score.map_or_else(String::new, |score| format!(" (score {score:.3})"));
        let taken = if sentence.chosen == Some(index) { " [taken]" } else { "" };
        line(text, &format!("   runner-up {}: {}{score}{taken}", index + 1, other.text));
    }
    text.push('\n');
}

/// What the verifier did for the article as a whole.
fn checked(text: &mut String, article: &Article) {
    let Some(verdict) = article.verdict.as_ref().filter(|verdict| verdict.is_object()) else {
        return line(text, "checked: the record has no verdict");
    };
    if let Some(checks) = verdict.get("checks").and_then(serde_json::Value::as_u64) {
        line(text, &format!("checked: {checks} single checks"));
    }
    let list = |key: &str| verdict.get(key).and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let decided: Vec<String> = list("decided").iter().filter_map(|rule| rule.as_str().map(str::to_owned)).collect();
    if !decided.is_empty() {
        line(text, &format!("decided: {}", decided.join(", ")));
    }
    for (rule, why) in verdict.get("undecided").and_then(serde_json::Value::as_object).into_iter().flatten() {
        line(text, &format!("undecided: {rule}: {}", why.as_str().unwrap_or_default()));
    }
    for finding in list("findings") {
        let part = |key: &str| finding.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        line(text, &format!("finding: {} ({}): {}", part("rule"), part("severity"), part("message")));
    }
}

fn line(text: &mut String, content: &str) {
    let indent = content.len() - content.trim_start().len();
    let _ = writeln!(text, "{:indent$}{}", "", out::clean(content.trim_start()));
}
