//! What becomes of every sample beside the checkout, written to `docs/samples-outcomes.md` with `STRINGER_UPDATE_DOCS=1` and compared
//! with it otherwise. A format adds its folder to `FOLDERS`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

#[path = "../common/mod.rs"]
mod common;
mod editions;

use std::path::{Path, PathBuf};
use stringer::draft::FirstForms;
use stringer::english::Profile;
use stringer::event::Event;
use stringer::feed::{self, Input};
use stringer::net;
use stringer::pipeline::{self, Artefact, Body, Kind};

/// Folders of samples, with what their files are.
const FOLDERS: [(&str, &str); 10] = [
    ("tilastopaja", "athletics, Tilastopaja"),
    ("opentrack", "athletics, OpenTrack and World Athletics"),
    ("world-athletics", "athletics"),
    ("iof-xml", "orienteering, IOF XML"),
    ("lenex", "swimming, LENEX"),
    ("cycling-pcs", "cycling, stages"),
    ("hy3", "swimming, Hy-Tek"),
    ("ibu", "biathlon, IBU"),
    ("fis", "skiing, tables of a web page"),
    ("sportsml", "SportsML"),
];

const HEAD: &str = "# What becomes of every sample\n\nWritten by `STRINGER_UPDATE_DOCS=1 cargo test --test samples_outcomes`, over files that lie beside the checkout (`../shared/feeds`) and are no \
part of the project. Recaps are written with first forms and proven by the verifier.\n\n| sample | what it is | recaps | refused, and why |\n|---|---|---|---|\n";

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// A line of the table; the outcome of an event is a recap or the reason that there is none.
fn line(folder: &str, what: &str, path: &Path, desk: &pipeline::Desk) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = net::unpacked(net::read_file(path, 64 << 20).unwrap(), 64 << 20).unwrap().bytes;
    let (recaps, refused) = match feed::decode(&Input::new(&bytes, &name), &[]) {
        Err(error) => (0, vec![error.message]),
        Ok(decoded) => {
            let mut refused: Vec<String> = decoded.refused.iter().map(|error| error.message.clone()).collect();
            let outcomes: Vec<Result<(), String>> = decoded.events.into_iter().map(|event| recap(desk, event)).collect();
            refused.extend(outcomes.iter().filter_map(|outcome| outcome.as_ref().err().cloned()));
            (outcomes.iter().filter(|outcome| outcome.is_ok()).count(), refused)
        }
    };
    let why = if refused.is_empty() { "-".to_owned() } else { format!("{}: {}", refused.len(), refused.join("; ")) };
    format!("| {folder}/{name} | {what} | {recaps} | {} |\n", why.replace('|', "/").replace('\n', " "))
}

fn recap(desk: &pipeline::Desk, event: Event) -> Result<(), String> {
    let name = event.name.clone();
    let start = Artefact::new(Body::Event(event), &[]);
    let made = pipeline::run(desk, start, Kind::Article, &common::settings(Profile::Ap), &mut FirstForms);
    let made = made.map_err(|error| format!("{name}: {error}"))?;
    let bans = made.iter().any(|artefact| matches!(&artefact.body, Body::Article(article) if !article.provenance.bans.is_empty()));
    if bans { Err(format!("{name}: a sentence was banned")) } else { Ok(()) }
}

#[test]
fn every_sample_has_the_outcome_that_the_documentation_says() {
    let root = common::root().join("../shared/feeds");
    if !root.is_dir() {
        eprintln!("skipped: {} is not there", root.display());
        return;
    }
    let desk = common::desk();
    let mut text = HEAD.to_owned();
    for (folder, what) in FOLDERS {
        for path in files(&root.join(folder)) {
            text.push_str(&line(folder, what, &path, &desk));
        }
    }
    let docs = common::root().join("docs/samples-outcomes.md");
    if std::env::var_os("STRINGER_UPDATE_DOCS").is_some() {
        std::fs::write(&docs, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&docs).unwrap(), text, "run it with STRINGER_UPDATE_DOCS=1 and look at the difference");
}
