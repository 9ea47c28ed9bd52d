//! Where models are, and how one gets there.

use super::exit::Exit;
use super::failure::Failure;
use super::out;
use super::progress::Progress;
use crate::lm::LmErrorKind;
use crate::lm::card::{Card, DEFAULT, Source};
use crate::lm::locate::{Located, Place, Places, resolve};
use crate::lm::pull::{Fetch, Means, pull, system_python};
use crate::lm::server::{Address, Server, patience};
use crate::lm::store::Store;
use crate::net::{Client, Download, Options};
use std::env;
use std::error::Error;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// The models of this machine, and those that are known.
#[derive(Debug)]
pub struct Shelf {
    cards: Vec<Card>,
    places: Places,
    default: String,
    offline: bool,
    quiet: bool,
}

impl Shelf {
    /// The shelf of this user. `cache` is the program's cache folder, `default` the model of the configuration.
    pub fn new(cache: Option<&Path>, default: Option<&str>, offline: bool, quiet: bool) -> Result<Self, Failure> {
        Self::at(variable("STRINGER_MODELS"), cache, default, (offline, quiet))
    }

    /// A shelf whose models are in a folder, or in the cache.
    fn at(chosen: Option<PathBuf>, cache: Option<&Path>, default: Option<&str>, (offline, quiet): (bool, bool)) -> Result<Self, Failure> {
        if chosen.is_none() && cache.is_none() {
            return Err(Failure::new(Exit::Model, "there is no folder for models").hint("name a cache folder with --cache"));
        }
        let home = |below: &str| env::home_dir().map(|home| home.join(below));
        let user_cache = variable("XDG_CACHE_HOME").or_else(|| home(".cache"));
        let hub = variable("HF_HUB_CACHE").or_else(|| variable("HF_HOME").map(|home| home.join("hub")));
        let places = Places {
            store: Store::new(chosen, cache.unwrap_or(Path::new("."))),
            hub_cache: hub.or_else(|| user_cache.map(|cache| cache.join("huggingface/hub"))),
            ollama: variable("OLLAMA_MODELS").or_else(|| home(".ollama/models")),
        };
        Ok(Self { cards: Card::embedded()?, places, default: default.unwrap_or(DEFAULT).to_owned(), offline, quiet })
    }

    /// The cards that are known.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Where pulled models are.
    pub fn store(&self) -> &Store {
        &self.places.store
    }

    /// The model that is meant when none is named.
    pub fn default_name(&self) -> &str {
        &self.default
    }

    /// The card of a name, if there is one.
    pub fn card(&self, name: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.name == name)
    }

    /// The file of a model on this machine.
    pub fn locate(&self, name: Option<&str>) -> Result<Located, Failure> {
        Ok(resolve(name.unwrap_or(&self.default), &self.cards, &self.places)?)
    }

    /// The server that a model's name leads to, if it does; nothing is asked of it yet.
    pub fn server(&self, name: Option<&str>) -> Result<Option<Server>, Failure> {
        let name = name.unwrap_or(&self.default);
        if !Address::is_one(name) {
            return Ok(None);
        }
        let address = Address::parse(name)?;
        if self.offline {
            return Err(Failure::new(Exit::Model, format!("the model {} is on a server, and the network is off", address.model)));
        }
        let key = env::var("STRINGER_SERVER_KEY").ok().filter(|key| !key.is_empty());
        Ok(Some(Server::new(address, key, patience())))
    }

    /// Where a model is. One that is missing and has a card is downloaded when `yes` says so, or after asking once on a terminal;
    /// never when the network is off.
    pub fn locate_or_pull(&self, name: Option<&str>, yes: bool) -> Result<Place, Failure> {
        let name = name.unwrap_or(&self.default);
        let missing = match resolve(name, &self.cards, &self.places) {
            Ok(located) => return Ok(located.place),
            Err(error) if error.kind == LmErrorKind::NotFound => error,
            Err(error) => return Err(error.into()),
        };
        let Some(card) = self.card(name).filter(|_| !self.offline) else {
            let failure = Failure::from(missing);
            return Err(if self.offline { failure.hint("the network is off: nothing can be downloaded") } else { failure });
        };
        if yes || (can_ask() && ask(card)?) { self.pull(card).map(Place::File) } else { Err(missing.into()) }
    }

    /// Downloads the file of a card, verified.
    pub fn pull(&self, card: &Card) -> Result<PathBuf, Failure> {
        if self.offline && self.places.store.find(card).is_none() {
            return Err(Failure::new(Exit::Model, format!("cannot get the model {}: the network is off", card.name)));
        }
        let client = Network(Client::new(Options::default()));
        let bar = Progress::bytes(self.quiet);
        bar.at(&card.name);
        let hub = env::var("HF_ENDPOINT").ok().filter(|hub| !hub.is_empty());
        let hub = hub.as_deref().map(|hub| hub.trim_end_matches('/'));
        let means = Means { fetch: &client, python: &system_python, hub };
        Ok(pull(card, &self.places.store, means, &mut |done, total| bar.set(done, total))?)
    }
}

/// A folder that an environment variable names.
fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks whether a model may be downloaded: name, size, source and licence.
fn ask(card: &Card) -> Result<bool, Failure> {
    out::note(&format!("The model {} is not on this machine: {}.", card.name, card.description));
    out::note(&format!("  size: {}  licence: {}  from: {}", size(card.size), card.licence, sources(card)));
    out::note("Download it now? [y/N]");
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| Failure::usage(format!("no answer could be read: {error}")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// The sources of a card in words.
pub fn sources(card: &Card) -> String {
    let one = |source: &Source| match source {
        Source::BuiltIn => "built in".to_owned(),
        Source::Hub(file) => format!("hf:{}/{}@{}/{}", file.organisation, file.repository, file.revision, file.file),
        Source::Wheel { package, version, .. } => format!("pypi:{package}=={version}"),
    };
    card.sources.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Bytes in words, in units of a thousand.
pub fn size(bytes: u64) -> String {
    let (unit, name) = if bytes >= 1_000_000_000 { (100_000_000, "GB") } else { (100_000, "MB") };
    let tenths = bytes / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

/// The network for downloads of models.
struct Network(Client);

impl Fetch for Network {
    fn download(
        &self,
        url: &str,
        to: &Path,
        sha256: &str,
        hosts: &[&str],
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        let below: Vec<String> = hosts.iter().flat_map(|host| [(*host).to_owned(), format!(".{host}")]).collect();
        let allow: Vec<&str> = below.iter().map(String::as_str).collect();
        Ok(self.0.download(&Download { url, dest: to, sha256, allow_hosts: &allow }, progress)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_in_megabytes_or_gigabytes() {
        assert_eq!(size(98_362_432), "98.3 MB");
        assert_eq!(size(2_050_000_000), "2.0 GB");
    }

    #[test]
    fn a_model_that_is_missing_is_not_downloaded_when_the_network_is_off() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(None, Some(folder.path()), None, (true, true)).unwrap();
        let failure = shelf.locate_or_pull(Some(DEFAULT), true).unwrap_err();
        assert_eq!(failure.exit, Exit::Model);
        assert!(failure.hints.iter().any(|hint| hint.contains("network is off")), "{failure}");
    }
}
