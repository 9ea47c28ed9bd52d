//! `stringer models`.

use crate::cli::args::{Models, ModelsAction, ScoreFormat};
use crate::cli::model::{Shelf, size, sources};
use crate::cli::run::Run;
use crate::cli::{Exit, Failure, out};
use crate::lm::engine::LlamaModel;
use crate::lm::inspect::inspect;
use crate::lm::locate::Place;
use crate::lm::store::{verify, verify_bytes};
use crate::lm::surprise::{Surprise, surprise};
use crate::net::read_file;
use std::path::{Path, PathBuf};

/// Largest text to be scored, in bytes.
const LARGEST: u64 = 1 << 20;

/// Runs the command.
pub fn run(run: &Run, args: Models) -> Result<Exit, Failure> {
    let shelf = run.shelf()?;
    match args.action {
        ModelsAction::List => list(&shelf),
        ModelsAction::Pull { model } => fetch(&shelf, model.as_deref()),
        ModelsAction::Verify { model } => check(&shelf, model.as_deref()),
        ModelsAction::Score { texts, model, format } => score(&shelf, &texts, model.as_deref(), format),
        ModelsAction::Inspect { model } => show(&shelf, model.as_deref()),
    }
}

/// All cards, and whether their files are here.
fn list(shelf: &Shelf) -> Result<Exit, Failure> {
    let row = |card: &crate::lm::card::Card| {
        let file = || shelf.store().find(card).map_or_else(|| "no".to_owned(), |path| path.display().to_string());
        let here = if card.built_in().is_some() { "built in".to_owned() } else { file() };
        let mark = if card.name == shelf.default_name() { "*" } else { "" };
        vec![format!("{}{mark}", card.name), size(card.size), card.licence.clone(), sources(card), here]
    };
    let rows: Vec<Vec<String>> = shelf.cards().iter().map(row).collect();
    out::data(out::table(&["NAME", "SIZE", "LICENCE", "FROM", "HERE"], &rows).as_bytes())?;
    Ok(Exit::Done)
}

fn fetch(shelf: &Shelf, name: Option<&str>) -> Result<Exit, Failure> {
    let name = name.unwrap_or(shelf.default_name());
    let missing = || {
        let failure = Failure::new(Exit::Model, format!("there is no model card \"{name}\""));
        failure.hint("`stringer models list` shows those that can be pulled; any other file can be named with --model")
    };
    let card = shelf.card(name).ok_or_else(missing)?;
    if card.built_in().is_some() {
        out::data(format!("{name} is part of the program: there is nothing to download\n").as_bytes())?;
        return Ok(Exit::Done);
    }
    let path = shelf.pull(card)?;
    out::data(format!("{}\n", path.display()).as_bytes())?;
    Ok(Exit::Done)
}

/// A file with a card must be what the card says. One without can only be read.
fn check(shelf: &Shelf, name: Option<&str>) -> Result<Exit, Failure> {
    let located = shelf.locate(name)?;
    let path = &located.place;
    let line = if let Some(card) = &located.card {
        match &located.place {
            Place::File(path) => verify(path, card)?,
            Place::BuiltIn(bytes) => verify_bytes(bytes, card)?,
        }
        format!("{path}: sound, sha256 {}\n", card.sha256)
    } else {
        inspect(&located.place)?;
        format!("{path}: the header is sound; there is no card to compare its digest with\n")
    };
    out::data(line.as_bytes())?;
    Ok(Exit::Done)
}

fn show(shelf: &Shelf, name: Option<&str>) -> Result<Exit, Failure> {
    let located = shelf.locate(name)?;
    let summary = inspect(&located.place)?;
    let mut text = serde_json::to_string_pretty(&summary).map_err(|error| Failure::new(Exit::Write, error.to_string()))?;
    text.push('\n');
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

/// How probable a model finds each of some texts.
fn score(shelf: &Shelf, texts: &[PathBuf], name: Option<&str>, format: ScoreFormat) -> Result<Exit, Failure> {
    let texts = texts.iter().map(|path| Ok((path, text_of(path)?))).collect::<Result<Vec<_>, Failure>>()?;
    let model = LlamaModel::at(&shelf.locate(name)?.place)?;
    let mut scored = Vec::new();
    for (path, text) in &texts {
        let scored_text =
            surprise(&model, text).map_err(|error| Failure::from(error).about(&format!("cannot score {}", path.display())))?;
        scored.push((path.display().to_string(), scored_text));
    }
    let written = match format {
        ScoreFormat::Text => table(&scored),
        ScoreFormat::Json => scored.iter().flat_map(|(name, of)| [object(name, of).to_string(), "\n".to_owned()]).collect(),
    };
    out::data(written.as_bytes())?;
    Ok(Exit::Done)
}

/// The text of a file without the blanks at its end.
fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = read_file(path, LARGEST)?.bytes;
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{} is not UTF-8", path.display())))?;
    Ok(text.trim_end().to_owned())
}

fn table(scored: &[(String, Surprise)]) -> String {
    let row = |(name, of): &(String, Surprise)| {
        let numbers = [format!("{:.2}", of.log_probability), format!("{:.2}", of.perplexity()), format!("{:.3}", of.bits_per_byte())];
        [vec![name.clone(), of.tokens.to_string()], numbers.to_vec()].concat()
    };
    out::table(&["FILE", "TOKENS", "LOG-PROBABILITY", "PERPLEXITY", "BITS/BYTE"], &scored.iter().map(row).collect::<Vec<_>>())
}

fn object(name: &str, of: &Surprise) -> serde_json::Value {
    serde_json::json!({
        "file": name,
        "tokens": of.tokens,
        "bytes": of.bytes,
        "log_probability": of.log_probability,
        "perplexity": of.perplexity(),
        "bits_per_byte": of.bits_per_byte(),
    })
}
