//! `stringer models`.

use crate::cli::args::{Models, ModelsAction};
use crate::cli::model::{Shelf, size, sources};
use crate::cli::run::Run;
use crate::cli::{Exit, Failure, out};
use crate::lm::inspect::inspect;
use crate::lm::locate::Place;
use crate::lm::store::{verify, verify_bytes};

/// Runs the command.
pub fn run(run: &Run, args: Models) -> Result<Exit, Failure> {
    let shelf = run.shelf()?;
    match args.action {
        ModelsAction::List => list(&shelf),
        ModelsAction::Pull { model } => fetch(&shelf, model.as_deref()),
        ModelsAction::Verify { model } => check(&shelf, model.as_deref()),
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
