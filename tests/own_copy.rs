//! Our own articles, read back as plain text by the reader of others' copy: 1,000 of them over all samples beside the checkout and the
//! fixtures, with first forms, and with the model where there is one. Every finding is a mistake, of a phrase or of the reader.
//!
//! `STRINGER_MODEL_FILE` names the model; `STRINGER_OWN_MODEL` says how many articles it writes (10). `-- --nocapture` shows the table.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::indexing_slicing, reason = "a test")]

mod common;
#[path = "common/foreign.rs"]
mod foreign;

use foreign::Reader;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use stringer::draft::FirstForms;
use stringer::english::Profile;
use stringer::event::Event;
use stringer::facts::Angle;
use stringer::feed::{self, Input};
use stringer::pipeline::{self, Artefact, Body, Desk, Kind};
use stringer::plan::Length;
use stringer::verify::Ruling;

/// How many articles are read.
const ARTICLES: usize = 1_000;
/// Folders of samples.
const FOLDERS: [&str; 12] = [
    "ergast",
    "ergast-derived",
    "jolpica-v2",
    "tilastopaja",
    "odf",
    "opentrack",
    "world-athletics",
    "lenex",
    "hy3",
    "iof-xml",
    "fis",
    "ibu",
];

struct Tools {
    reader: Reader,
    by_rule: BTreeMap<String, usize>,
    statements: usize,
    findings: Vec<String>,
    partly_read: Vec<String>,
}

impl Tools {
    fn new() -> Self {
        Self { reader: Reader::new(), by_rule: BTreeMap::new(), statements: 0, findings: Vec::new(), partly_read: Vec::new() }
    }

    fn read(&mut self, event: &Event, text: &str) {
        let report = self.reader.check(event, text);
        for sentence in &report.sentences {
            if !sentence.whole {
                self.partly_read.push(format!("{}: {}", event.id, sentence.text));
            }
            self.statements += sentence.statements.len();
            for one in sentence.statements.iter().filter(|one| one.ruling == Ruling::Contradicted) {
                *self.by_rule.entry(one.rule.clone()).or_default() += 1;
                self.findings.push(format!("{}: {} \"{}\": {} | {}", event.id, one.rule, one.text, one.reason, sentence.text));
            }
        }
    }
}

/// All events of the samples and the fixtures.
fn events() -> Vec<Event> {
    let mut found: Vec<Event> = common::cases().iter().flat_map(|case| common::events(case)).collect();
    let shared = common::root().join("../shared/feeds");
    if !shared.is_dir() {
        println!("the samples are not beside the checkout: fixtures alone are read");
    }
    for path in FOLDERS.iter().flat_map(|folder| files(&shared.join(folder))) {
        let bytes = std::fs::read(&path).unwrap();
        if let Ok(decoded) = feed::decode(&Input::new(&bytes, &path.to_string_lossy()), &[]) {
            found.extend(decoded.events);
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// Headline and body of an article with first forms; `None` where nothing can be written.
fn first_forms(desk: &Desk, event: Event, length: Length, angle: Angle) -> Option<String> {
    let settings = pipeline::Settings { length, angle, ..common::settings(Profile::Ap) };
    let made = pipeline::run(desk, Artefact::new(Body::Event(event), &[]), Kind::Article, &settings, &mut FirstForms).ok()?;
    let record = serde_json::to_value(made.last()?).unwrap();
    Some(plain(&record["body"]))
}

/// The prose of a record.
fn plain(article: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value["text"].as_str().unwrap_or_default().to_owned();
    let paragraphs = article["body"].as_array().into_iter().flatten();
    let body = paragraphs.map(|part| part["sentences"].as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(" "));
    std::iter::once(text(&article["headline"])).chain(body).collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn our_own_articles_give_no_finding() {
    let desk = common::desk();
    let mut tools = Tools::new();
    let events = events();
    let mut by_sport: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut read = 0;
    // Every event once before any is written in another way.
    let passes = [(Length::Standard, false), (Length::Full, false), (Length::Standard, true), (Length::Brief, false)];
    'all: for (length, of_nation) in passes {
        for event in &events {
            let nation = event.rows.iter().rev().find_map(|row| row.nation.as_ref()).map(|nation| Angle::Nation(nation.code.clone()));
            let angle = if of_nation { nation } else { Some(Angle::None) };
            let Some(angle) = angle else { continue };
            let Some(text) = first_forms(&desk, event.clone(), length, angle) else { continue };
            let before = tools.statements;
            tools.read(event, &text);
            let (articles, statements) = by_sport.entry(format!("{:?}", event.sport)).or_default();
            *articles += 1;
            *statements += tools.statements - before;
            read += 1;
            if read == ARTICLES {
                break 'all;
            }
        }
    }
    println!(
        "{} events, {read} articles with first forms: {} statements, findings by rule {:?}",
        events.len(),
        tools.statements,
        tools.by_rule
    );
    for (sport, (articles, statements)) in &by_sport {
        println!("    {sport:<16} {articles:>4} articles {statements:>6} statements");
    }
    println!("{} sentences were not read whole", tools.partly_read.len());
    for line in tools.findings.iter().chain(tools.partly_read.iter().take(20)) {
        println!("    {line}");
    }
    assert!(tools.findings.is_empty(), "{}", tools.findings.join("\n"));
}

#[test]
fn articles_of_the_model_give_no_finding() {
    let Some(model) = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from).filter(|path| path.is_file()) else {
        println!("skipped: STRINGER_MODEL_FILE leads to no model");
        return;
    };
    let wanted = std::env::var("STRINGER_OWN_MODEL").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let mut tools = Tools::new();
    let mut read = 0;
    for case in common::cases() {
        let events = common::events(&case);
        let (Some(feed), [event, ..]) = (common::feed_of(&case), events.as_slice()) else { continue };
        if read == wanted {
            break;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
        command
            .args(["recap", "--format", "json", "--offline", "--now", "2026-01-01T00:00:00Z", "--event", &event.id, "--model"])
            .arg(&model);
        let cache = tempfile::tempdir().unwrap();
        let output = command.arg(feed).env("XDG_CACHE_HOME", cache.path()).output().unwrap();
        let Ok(record) = serde_json::from_slice::<serde_json::Value>(&output.stdout) else { continue };
        tools.read(event, &plain(&record));
        read += 1;
    }
    println!("{read} articles by the model: {} statements, findings by rule {:?}", tools.statements, tools.by_rule);
    assert!(tools.findings.is_empty(), "{}", tools.findings.join("\n"));
}
