//! Speed of the verifier: 10,000 articles of others in one run on one core, each read anew against its event.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr, reason = "a benchmark")]

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use std::time::Instant;
use stringer::english::Profile;
use stringer::event::Event;
use stringer::feed::{self, Input};
use stringer::lexicon::Lexicon;
use stringer::verify::{Document, DocumentFormat, Foreign, Style, Verifier, Wording};

/// Articles of one run.
const ARTICLES: usize = 10_000;

fn folders(at: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The fixtures' articles with their events.
fn articles() -> Vec<(Event, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for case in folders(&root).iter().flat_map(|group| folders(group)) {
        let (Ok(text), Ok(bytes)) = (std::fs::read_to_string(case.join("article.md")), std::fs::read(case.join("feed.json"))) else {
            continue;
        };
        let events = feed::decode(&Input::new(&bytes, "feed.json"), &[]).map(|decoded| decoded.events).unwrap_or_default();
        if let [event] = events.as_slice() {
            found.push((event.clone(), text));
        }
    }
    found
}

/// A box score with a recap that is right in half of what it says.
fn match_report() -> (Event, String) {
    let sample = include_bytes!("../src/feed/rotowire/sample.json");
    let event = feed::decode(&Input::new(sample, "game.json"), &[]).unwrap().events.remove(0);
    let sentence = "Tom Alder led the Herons with 30 points (11-20 FG, 2-5 3Pt), 12 rebounds and six assists in 38 minutes. ";
    (event, format!("The Brackwater Herons (12-5) defeated the Dunmore Foxes, 101-95, on Sunday. {}", sentence.repeat(12)))
}

fn run(name: &str, verifier: &Verifier, wording: &Wording, articles: &[(Event, String)], format: DocumentFormat) {
    let start = Instant::now();
    let mut statements = 0;
    for (event, text) in articles.iter().cycle().take(ARTICLES) {
        let document = Document::read(text, format).unwrap();
        statements += Foreign::new(verifier, wording, event, None).check(&document).statements().count();
    }
    let seconds = start.elapsed().as_secs_f64();
    let words: usize = articles.iter().map(|(_, text)| text.split_whitespace().count()).sum::<usize>() / articles.len();
    #[allow(clippy::cast_precision_loss, reason = "a rate")]
    let rate = ARTICLES as f64 / seconds;
    eprintln!(
        "{name}: {ARTICLES} articles of {words} words, {statements} statements: {seconds:.1} s, {rate:.0} articles a second on one core"
    );
}

fn ten_thousand(_: &mut Criterion) {
    let verifier = Verifier::new(Lexicon::embedded().unwrap(), Style::built_in(Profile::Ap).unwrap());
    let wording = Wording::embedded().unwrap();
    run("races", &verifier, &wording, &articles(), DocumentFormat::Markdown);
    run("matches", &verifier, &wording, &[match_report()], DocumentFormat::Text);
}

criterion_group!(benches, ten_thousand);
criterion_main!(benches);
