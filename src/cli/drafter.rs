//! Who chooses the words: the one place where a drafter is opened.

use super::args::DrafterKind;
use super::exit::Exit;
use super::failure::Failure;
use crate::article::ModelUsed;
use crate::draft::{Chooser, FirstForms};
use std::fmt;
use std::path::{Path, PathBuf};

/// What was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Model or phrases; `None`: the model.
    pub kind: Option<DrafterKind>,
    /// The model; `None`: the default one.
    pub model: Option<String>,
    /// Recaps of the house; `None`: the built-in ones.
    pub house: Option<PathBuf>,
    /// Where drafts and models are kept.
    pub cache: Option<PathBuf>,
    /// The user's seed.
    pub seed: u64,
    /// Do not read cached drafts.
    pub fresh: bool,
    /// Runners-up to keep.
    pub alternatives: usize,
    /// Nothing may be downloaded.
    pub offline: bool,
    /// Downloads are allowed without asking.
    pub yes: bool,
}

/// A drafter that is ready.
pub struct Opened {
    /// Chooses among the paths of a lattice.
    pub chooser: Box<dyn Chooser>,
    /// The model, for the record; `None` for first forms.
    pub model: Option<ModelUsed>,
    /// Digest of the house copy; empty for first forms.
    pub house: String,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("model", &self.model).finish_non_exhaustive()
    }
}

impl Request {
    /// Whether first forms are asked for, which need no model.
    pub fn is_phrases(&self) -> bool {
        self.kind == Some(DrafterKind::Phrases)
    }
}

/// Opens the drafter. `--drafter model` without a model fails; it never turns silently into phrases.
pub fn open(request: &Request) -> Result<Opened, Failure> {
    if request.is_phrases() {
        return Ok(Opened { chooser: Box::new(FirstForms), model: None, house: String::new() });
    }
    model(request, request.house.as_deref())
}

fn model(request: &Request, _house: Option<&Path>) -> Result<Opened, Failure> {
    let name = request.model.as_deref().unwrap_or("the default model");
    Err(Failure::new(Exit::Model, format!("{name} is not here"))
        .hint("get it with `stringer models pull`")
        .hint("or write without a model: --drafter phrases"))
}
