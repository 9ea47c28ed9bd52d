//! Every whole race of the shared samples gives a recap that passes all checks, and every other file there is refused for a reason.
//! Skipped where `../shared` is absent.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use std::path::{Path, PathBuf};
use stringer::draft::FirstForms;
use stringer::english::Profile;
use stringer::feed::{self, FeedErrorKind, Input};
use stringer::pipeline::{Artefact, Body, Desk, Kind, run};

/// Folders of samples; what must come of each: at least so many articles.
const FOLDERS: [(&str, usize); 4] = [("ergast-derived", 15), ("ergast", 3), ("jolpica-v2", 1), ("odf", 1)];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| ["json", "xml"].contains(&extension.to_str().unwrap_or_default())));
    found.sort();
    found
}

/// What a file came to: articles, or why there is none.
fn made(desk: &Desk, path: &Path) -> Result<usize, String> {
    let (bytes, name) = (std::fs::read(path).unwrap(), path.file_name().unwrap().to_string_lossy().into_owned());
    let decoded = feed::decode(&Input::new(&bytes, &name), &[]).map_err(|error| {
        // A sample is sound: it is no syntax error that refuses it, and the reason names the file.
        assert!(!matches!(error.kind, FeedErrorKind::Empty | FeedErrorKind::Encoding), "{error}");
        assert!(error.to_string().contains(&name), "{error}");
        format!("{:?}: {}", error.kind, error.message)
    })?;
    let mut articles = 0;
    for event in decoded.events {
        for style in [Profile::Ap, Profile::Uk] {
            let start = Artefact::new(Body::Event(event.clone()), &[]);
            let last = run(desk, start, Kind::Article, &common::settings(style), &mut FirstForms)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let Some(Body::Article(article)) = last.into_iter().last().map(|last| last.body) else { panic!("{name}: no article") };
            let bans: Vec<&String> = article.sentences().flat_map(|sentence| &sentence.bans).collect();
            if !bans.is_empty() {
                println!("{name}: {} wordings were refused, such as {}", bans.len(), bans.first().unwrap());
            }
            articles += 1;
        }
    }
    Ok(articles)
}

#[test]
fn every_whole_race_gives_a_recap_and_every_other_file_a_reason() {
    let shared = common::root().join("../shared/feeds");
    if !shared.is_dir() {
        println!("skipped: ../shared/feeds is not there");
        return;
    }
    let desk = common::desk();
    for (folder, least) in FOLDERS {
        let (mut races, mut articles) = (0, 0);
        for path in files(&shared.join(folder)) {
            match made(&desk, &path) {
                Ok(count) => (races, articles) = (races + 1, articles + count),
                Err(reason) => println!("{folder}/{}: {reason}", path.file_name().unwrap().to_string_lossy()),
            }
        }
        println!("{folder}: {articles} articles of {races} files");
        assert!(races >= least, "{folder}: only {races} files gave an article");
    }
}
