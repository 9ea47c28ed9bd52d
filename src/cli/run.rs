//! What the commands share: the desk, the settings and the output of one run.

use super::args::{Global, Writing};
use super::config::{self, Config};
use super::drafter::{self, Opened};
use super::exit::Exit;
use super::failure::Failure;
use super::model::Shelf;
use super::source::Reader;
use crate::draft::Wishes;
use crate::english::Profile;
use crate::facts::Angle;
use crate::net::{Client, Options};
use crate::pipeline::{Desk, Settings, Templates};
use crate::plan::Length;
use crate::publish::Output;
use crate::render::Renderer;
use std::path::Path;

/// The arguments and files of a run, resolved.
#[derive(Debug)]
pub struct Run {
    /// What holds for every command.
    pub global: Global,
    /// The configuration files.
    pub config: Config,
}

impl Run {
    /// Reads the configuration.
    pub fn new(global: Global) -> Result<Self, Failure> {
        let config = Config::load(&global)?;
        Ok(Self { global, config })
    }

    /// A reader of sources.
    pub fn reader(&self, fresh: bool) -> Reader {
        let cache_dir = self.config.cache_dir(&self.global).map(|folder| folder.join("http"));
        let options = Options { offline: self.global.offline, cache_dir, fresh, ..Options::default() };
        Reader::new(Client::new(options), self.config.sources.jolpica.as_deref())
    }

    /// The drafter that the arguments ask for.
    pub fn request(&self, writing: &Writing) -> drafter::Request {
        drafter::Request {
            kind: writing.drafter,
            model: writing.model.clone(),
            house: writing.house.clone(),
            drafts: self.config.cache_dir(&self.global).map(|folder| folder.join("drafts")),
            seed: writing.seed.unwrap_or(0),
            fresh: writing.fresh,
            yes: writing.yes,
        }
    }

    /// The models of this machine.
    pub fn shelf(&self) -> Result<Shelf, Failure> {
        let cache = self.config.cache_dir(&self.global);
        Shelf::new(cache.as_deref(), self.config.model.as_deref(), self.global.offline, self.global.quiet)
    }

    /// Opens the drafter, or first forms where no stage needs one.
    pub fn drafter(&self, request: &drafter::Request, templates: &Templates) -> Result<Opened, Failure> {
        if request.is_phrases() {
            return Ok(Opened::phrases());
        }
        drafter::open(request, &self.shelf()?, templates)
    }
}

/// The desk and the renderer, with the templates of a folder over the built-in ones.
pub fn desk(templates: Option<&Path>) -> Result<(Desk, Renderer), Failure> {
    let mut all = Templates::embedded();
    if let Some(folder) = templates {
        all = all.overlay(folder)?;
        check_syntax(&all)?;
    }
    let renderer = Renderer::new(all.below("article/"))?;
    let desk = Desk::open(all)?;
    if templates.is_some() {
        desk.check()?;
    }
    Ok((desk, renderer))
}

/// Fails at a file that is no TOML, also where it is read only when an event needs it.
fn check_syntax(templates: &Templates) -> Result<(), Failure> {
    for (name, text) in templates.iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|extension| extension == "toml")) {
        if let Err(error) = text.parse::<toml::Table>() {
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
            return Err(Failure::usage(format!("template {name}, line {line}: {}", error.message())));
        }
    }
    Ok(())
}

/// The settings of one event.
pub fn settings(writing: &Writing, now: &str, url: Option<String>, opened: &Opened) -> Settings {
    Settings {
        style: writing.style.unwrap_or(Profile::Ap),
        length: writing.length.unwrap_or(Length::Standard),
        angle: writing.angle.clone().unwrap_or(Angle::None),
        seed: writing.seed.unwrap_or(0),
        now: now.to_owned(),
        fixture: false,
        allow_unreviewed: writing.allow_unreviewed,
        model: opened.used(),
        house: opened.house(),
        url,
        wishes: Wishes { alternatives: writing.alternatives, ..Wishes::default() },
    }
}

/// The time of the run.
pub fn now(writing: &Writing) -> Result<String, Failure> {
    config::now(writing.now.as_deref())
}

/// Fails now, and not after minutes of work, when nothing can be written where the output is to go.
pub fn check_output(output: &Output) -> Result<(), Failure> {
    let folder = match output {
        Output::Stdout => return Ok(()),
        Output::File(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        Output::Dir(folder) => folder,
    };
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let fault = |why: String| Failure::new(Exit::Write, format!("cannot write to {}: {why}", there.display()));
    if !there.is_dir() {
        return Err(fault("a file stands where a folder is needed".to_owned()).hint("choose another place with -o"));
    }
    tempfile::tempfile_in(there).map(drop).map_err(|error| fault(error.to_string()).hint("choose another place with -o"))
}
