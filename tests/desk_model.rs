//! The model that is part of the program: it needs no file and no network, splits texts as the whole model does, and its recap is proven.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test")]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use stringer::lm::card::Card;
use stringer::lm::engine::LlamaModel;
use stringer::lm::locate::Place;
use stringer::lm::{LanguageModel as _, Vocabulary};

/// Of a thousand words of the templates, so many may be split in another way than by the whole model: an editor may write a word that
/// the desk model has no token for, and it is spelled in smaller pieces.
const APART: usize = 5;

fn card() -> Card {
    Card::embedded().unwrap().into_iter().find(|card| card.name == "desk").unwrap()
}

fn desk() -> LlamaModel {
    LlamaModel::at(&Place::BuiltIn(card().built_in().unwrap())).unwrap()
}

/// The program on a machine that has no model and no network.
fn bare(arguments: &[&str]) -> Output {
    let cache = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
    command.args(arguments).arg("--offline").current_dir(common::root()).env("XDG_CACHE_HOME", cache.path()).env_remove("STRINGER_MODELS");
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The pieces of a text as bytes, which two vocabularies with different numbers can be compared by.
fn pieces(vocabulary: &Vocabulary, text: &str) -> Vec<Vec<u8>> {
    vocabulary.encode(text).unwrap().into_iter().map(|token| vocabulary.bytes(&[token])).collect()
}

fn templates(folder: &str, ending: &str) -> Vec<String> {
    let folder = common::root().join("templates").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// The words of house copy and phrases, as they stand at the beginning of a line and after a space, with a capital and as they are.
/// What phrase files say to their editors, the model never sees.
fn words() -> BTreeSet<String> {
    let to_editors = |line: &&str| line.starts_with('#') || line.starts_with("thin = ");
    let phrases =
        templates("grammar", "toml").into_iter().map(|text| text.lines().filter(|line| !to_editors(line)).collect::<Vec<_>>().join("\n"));
    let texts = [templates("house", "md"), phrases.collect()].concat();
    let part = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}' | '-');
    let words = texts.iter().flat_map(|text| text.split(part)).filter(|word| !word.is_empty());
    let both = words.flat_map(|word| [word.to_owned(), stringer::english::text::sentence_case(word)]);
    both.flat_map(|word| [format!(" {word}"), word]).collect()
}

fn whole_model() -> Option<LlamaModel> {
    let named = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from);
    let kept = std::env::var_os("STRINGER_MODELS").map(|folder| Path::new(&folder).join("smollm2-135m-instruct.gguf"));
    let file = named.or(kept).filter(|file| file.is_file());
    if file.is_none() {
        println!("skipped: neither STRINGER_MODEL_FILE nor STRINGER_MODELS leads to the whole model");
    }
    file.map(|file| LlamaModel::open(&file).unwrap())
}

#[test]
fn house_copy_and_the_words_of_phrases_are_split_as_by_the_whole_model() {
    let Some(whole) = whole_model() else { return };
    let (whole, desk) = (whole.vocabulary(), desk());
    let same = |text: &String| pieces(whole, text) == pieces(desk.vocabulary(), text);
    let words = words();
    let apart: Vec<&String> = words.iter().filter(|word| !same(word)).collect();
    println!("{} of {} words are split in another way: {apart:?}", apart.len(), words.len());
    assert!(apart.len() * 1000 <= words.len() * APART, "models/desk/extend.py gives the desk model more tokens: {apart:?}");
    for copy in templates("house", "md") {
        let (one, other) = (pieces(whole, &copy).len(), pieces(desk.vocabulary(), &copy).len());
        assert!((other - one) * 1000 <= one * APART, "{one} and {other} pieces: {copy}");
    }
    // A comparison that could not fail would prove nothing.
    assert!(!same(&"Zoologically, xylophonists juxtapose quinquennial sacramentals.".to_owned()));
}

#[test]
fn what_the_desk_model_has_no_token_for_is_still_spelled() {
    let desk = desk();
    for text in ["Žydrūnas Šlekys", "日本 10.5 m", "\u{1f3c1} zyzzyva\n\n\n"] {
        assert_eq!(desk.vocabulary().decode(&desk.vocabulary().encode(text).unwrap()), text);
    }
}

#[test]
fn a_recap_by_the_desk_model_needs_nothing_else_and_passes_every_check() {
    let recap = ["recap", "fixtures/f1/2021-belgium/feed.json", "--model", "desk", "--format", "json", "--now", "2026-01-01T00:00:00Z"];
    let record: serde_json::Value = serde_json::from_str(&stdout(&bare(&recap))).unwrap();
    let at = |pointer: &str| record.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}")).clone();
    assert_eq!(at("/provenance/model/sha256"), card().sha256);
    assert!(at("/provenance/drafted/model").as_u64().unwrap() >= 1);
    assert_eq!(at("/provenance/bans"), serde_json::json!([]));
    assert_eq!(at("/digital_source_type"), "compositeWithTrainedAlgorithmicMedia");
}

#[test]
fn it_finds_a_recap_more_probable_than_its_words_in_disorder() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let recap = file("recap.txt", "Lewis Hamilton won the Belgian Grand Prix on Sunday, with Oscar Piastri second.\n");
    let disorder = file("disorder.txt", "second. Piastri Sunday, the on Oscar Prix won Grand with Hamilton Belgian Lewis");
    let lines = stdout(&bare(&["models", "score", &recap, &disorder, "--model", "desk", "--format", "json"]));
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let scored: Vec<serde_json::Value> = lines.lines().map(read).collect();
    let number = |at: usize, name: &str| scored[at][name].as_f64().unwrap();
    assert_eq!((scored.len(), scored[0]["file"].as_str()), (2, Some(recap.as_str())));
    assert!(number(1, "perplexity") > 2.0 * number(0, "perplexity"), "{lines}");
    assert!((number(0, "log_probability") + number(0, "tokens") * number(0, "perplexity").ln()).abs() < 1e-6);
    let table = stdout(&bare(&["models", "score", &recap, "--model", "desk"]));
    let head: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["FILE", "TOKENS", "LOG-PROBABILITY", "PERPLEXITY", "BITS/BYTE"]);
    assert!(table.lines().nth(1).unwrap().contains(&format!("{:.2}", number(0, "perplexity"))), "{table}");
}

#[test]
fn the_list_of_models_says_that_it_is_built_in() {
    let list = stdout(&bare(&["models", "list"]));
    let row = |name: &str| list.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {list}")).to_owned();
    assert!(row("desk").ends_with("built in") && !row("smollm2-135m-instruct").ends_with("built in"), "{list}");
    assert!(stdout(&bare(&["models", "verify", "desk"])).contains(&card().sha256));
    assert!(stdout(&bare(&["models", "pull", "desk"])).contains("nothing to download"));
    assert!(stdout(&bare(&["models", "inspect", "desk"])).contains("\"architecture\": \"llama\""));
}
