//! Who chooses the words: the one place where a drafter is opened.

use super::args::DrafterKind;
use super::exit::Exit;
use super::failure::Failure;
use super::model::Shelf;
use crate::article::{ModelUsed, hex};
use crate::draft::{
    Chooser, DraftCache, Ear, FirstForms, HouseCopy, ModelDrafter, ModelSettings, Primer, Reading, ServerEar, StandInTables, StateCache,
    Weights, article_seed,
};
use crate::lm::card::Card;
use crate::lm::engine::LlamaModel;
use crate::lm::server::Server;
use crate::lm::{LanguageModel as _, search};
use crate::pipeline::Templates;
use crate::plan::Plan;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};

/// Tokens that one article may evaluate, house copy not counted.
const BUDGET: u64 = 4000;

/// Paths this close to the best, in nats, are as good.
const DISTANCE: f64 = 0.0;

/// What was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Model or phrases; `None`: the model.
    pub kind: Option<DrafterKind>,
    /// The model; `None`: the default one.
    pub model: Option<String>,
    /// Recaps of the house; `None`: those of the templates.
    pub house: Option<PathBuf>,
    /// Where drafts are kept.
    pub drafts: Option<PathBuf>,
    /// The user's seed.
    pub seed: u64,
    /// Do not read cached drafts.
    pub fresh: bool,
    /// Downloads are allowed without asking.
    pub yes: bool,
}

/// A drafter that is ready.
pub struct Opened {
    model: Option<Open>,
    seed: u64,
}

/// Where a model runs.
enum Engine {
    /// In this process.
    Local(Box<LlamaModel>),
    /// On a server.
    Server(Box<Server>),
}

/// A model with what it reads and knows.
struct Open {
    engine: Engine,
    house: HouseCopy,
    tables: StandInTables,
    weights: Weights,
    cache: Option<DraftCache>,
    states: Option<StateCache>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("model", &self.used()).finish_non_exhaustive()
    }
}

impl Opened {
    /// First forms.
    pub fn phrases() -> Self {
        Self { model: None, seed: 0 }
    }

    /// The model, for the record; `None` for first forms.
    pub fn used(&self) -> Option<ModelUsed> {
        self.model.as_ref().map(|open| open.engine.used())
    }

    /// Digest of the house copy; empty for first forms.
    pub fn house(&self) -> String {
        self.model.as_ref().map(|open| open.house.digest()).unwrap_or_default()
    }

    /// Makes choosers, one for each article. A model of this process reads the house copy once for all of them.
    pub fn writers(&self) -> Writers<'_> {
        let primer = self.model.as_ref().and_then(|open| match &open.engine {
            Engine::Local(model) => Some(Primer::new(model.as_ref(), &open.house, open.states.clone())),
            Engine::Server(_) => None,
        });
        Writers { opened: self, primer }
    }
}

impl Engine {
    fn used(&self) -> ModelUsed {
        match self {
            Self::Local(model) => ModelUsed { name: title(model), sha256: model.digest().to_owned(), server: None },
            Self::Server(server) => {
                let at = server.address();
                ModelUsed { name: at.model.clone(), sha256: at.digest().to_owned(), server: Some(at.base.clone()) }
            }
        }
    }
}

/// What people call a model: the title of its card, or the name in its file.
fn title(model: &LlamaModel) -> String {
    let cards = Card::embedded().unwrap_or_default();
    let card = cards.into_iter().find(|card| card.sha256 == model.digest());
    card.map_or_else(|| model.name().to_owned(), |card| card.title)
}

/// Makes the choosers of articles.
#[derive(Debug)]
pub struct Writers<'a> {
    opened: &'a Opened,
    primer: Option<Primer<'a>>,
}

impl<'a> Writers<'a> {
    /// The chooser for one plan.
    pub fn chooser<'p>(&'p mut self, plan: &Plan) -> Box<dyn Chooser + 'p>
    where
        'a: 'p,
    {
        self.within(BUDGET, plan)
    }

    /// A chooser that is asked for more than one article's worth of tokens.
    pub fn patient<'p>(&'p mut self, plan: &Plan) -> Box<dyn Chooser + 'p>
    where
        'a: 'p,
    {
        self.within(u64::from(u32::MAX), plan)
    }

    fn within<'p>(&'p mut self, budget: u64, plan: &Plan) -> Box<dyn Chooser + 'p>
    where
        'a: 'p,
    {
        let Some(open) = &self.opened.model else { return Box::new(FirstForms) };
        let ear: Box<dyn Ear + 'p> = match (&open.engine, &mut self.primer) {
            (Engine::Server(server), _) => Box::new(ServerEar::new(server)),
            (Engine::Local(_), Some(primer)) => Box::new(primer.ear(plan.event.sport)),
            (Engine::Local(_), None) => return Box::new(FirstForms),
        };
        let seed = article_seed(self.opened.seed, &plan.event.id, plan.angle.as_deref());
        let width = open.weights.width;
        let settings = ModelSettings {
            search: search::Settings {
                width,
                per_stack: width,
                bonus: open.weights.bonus,
                taste: open.weights.taste,
                seed,
                ..search::Settings::default()
            },
            weights: open.weights.clone(),
            budget,
            distance: DISTANCE,
            seed,
        };
        let reading = Reading::new(&open.house, &open.tables, plan);
        Box::new(ModelDrafter::new(ear, reading, open.cache.as_ref(), settings))
    }
}

impl Request {
    /// Whether first forms are asked for, which need no model.
    pub fn is_phrases(&self) -> bool {
        self.kind == Some(DrafterKind::Phrases)
    }
}

/// Opens the drafter. `--drafter model` without a model fails; it never turns silently into phrases.
pub fn open(request: &Request, shelf: &Shelf, templates: &Templates) -> Result<Opened, Failure> {
    if request.is_phrases() {
        return Ok(Opened::phrases());
    }
    let house = house(request.house.as_deref(), templates)?;
    let tables = templates.get("house/standins.toml").unwrap_or_default();
    let tables = StandInTables::read(tables).map_err(Failure::usage)?;
    let weights = Weights::read(templates.get("house/score.toml").unwrap_or_default()).map_err(Failure::usage)?;
    let engine = match shelf.server(request.model.as_deref()).map_err(without_model)? {
        Some(server) => Engine::Server(Box::new(server)),
        None => {
            Engine::Local(Box::new(LlamaModel::at(&shelf.locate_or_pull(request.model.as_deref(), request.yes).map_err(without_model)?)?))
        }
    };
    let cache = request.drafts.clone().map(|folder| DraftCache::new(folder, request.fresh));
    let states = request.drafts.as_ref().map(|folder| StateCache::new(folder.with_file_name("states")));
    Ok(Opened { model: Some(Open { engine, house, tables, weights, cache, states }), seed: request.seed })
}

fn without_model(failure: Failure) -> Failure {
    if failure.exit == Exit::Model { failure.hint("or write without a model: --drafter phrases") } else { failure }
}

/// The house copy: that of the templates, or all Markdown files of a folder.
pub(super) fn house(folder: Option<&Path>, templates: &Templates) -> Result<HouseCopy, Failure> {
    let Some(folder) = folder else { return HouseCopy::read(templates.below("house/")).map_err(Failure::usage) };
    let fault = |path: &Path, error: std::io::Error| Failure::usage(format!("house copy {}: {error}", path.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| fault(folder, error))? {
        let path = entry.map_err(|error| fault(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).map_err(|error| fault(&path, error))?;
            files.push((path.to_string_lossy().into_owned(), text));
        }
    }
    let house = HouseCopy::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).map_err(Failure::usage)?;
    if files.is_empty() {
        let failure = Failure::usage(format!("house copy {}: there is no Markdown file", folder.display()));
        return Err(failure.hint("put a few recaps there, each with a # headline, a > standfirst and paragraphs"));
    }
    Ok(house)
}

/// Everything that a draft depends on beside event, templates and settings, for the keys of a journal.
pub fn fingerprint(opened: &Opened) -> String {
    let model = opened.used().map(|model| model.sha256).unwrap_or_default();
    let weights = opened.model.as_ref().map(|open| &open.weights);
    hex(&Sha256::digest(format!("{model}\n{}\n{BUDGET}\n{DISTANCE}\n{weights:?}", opened.house())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_folder_without_copy_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let failure = house(Some(folder.path()), &Templates::embedded()).unwrap_err();
        assert_eq!(failure.exit, Exit::Usage);
        std::fs::write(folder.path().join("a.md"), "# A wins\n\n> A won.\n\nA won the race.\n").unwrap();
        assert!(house(Some(folder.path()), &Templates::embedded()).is_ok());
    }
}
