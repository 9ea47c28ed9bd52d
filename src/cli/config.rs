//! Configuration: `stringer.toml` of the project, `config.toml` of the user, and what they mean together with the arguments.
//!
//! Arguments go before environment variables (clap reads both), these before the project's file, and that before the user's.
//! A key that is not known is an error: it is a typing mistake, and would do nothing.

use super::args::{DrafterKind, Global, Writing};
use super::failure::Failure;
use crate::english::Profile;
use crate::plan::Length;
use serde::Deserialize;
use std::env;
use std::path::{Path, PathBuf};

/// Name of the project's file.
pub const PROJECT: &str = "stringer.toml";

/// One configuration file. Paths in it are meant from its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// House style.
    pub style: Option<Profile>,
    /// How much is told.
    pub length: Option<Length>,
    /// Who chooses the words.
    pub drafter: Option<DrafterKind>,
    /// The model.
    pub model: Option<String>,
    /// Recaps of the house.
    pub house: Option<PathBuf>,
    /// Templates that go over the built-in ones.
    pub templates: Option<PathBuf>,
    /// Where answers and drafts are kept.
    pub cache: Option<PathBuf>,
    /// The seed.
    pub seed: Option<u64>,
    /// Other addresses for providers.
    #[serde(default)]
    pub sources: Sources,
}

/// Addresses of providers, for desks that have a mirror.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// What stands before `/2024/14/results/` in an address that `jolpica:` stands for.
    pub jolpica: Option<String>,
}

impl Config {
    /// The files that apply in this process: the project's (or the one that was named) over the user's.
    pub fn load(global: &Global) -> Result<Self, Failure> {
        if global.no_config {
            return Ok(Self::default());
        }
        let here = env::current_dir().map_err(|error| Failure::usage(format!("the current folder cannot be found: {error}")))?;
        let project = global.config.clone().or_else(|| upward(&here));
        let user = xdg("XDG_CONFIG_HOME", ".config").map(|folder| folder.join("stringer/config.toml")).filter(|path| path.is_file());
        let mut config = Self::default();
        for path in [user, project].into_iter().flatten() {
            config = Self::read(&path)?.over(config);
        }
        Ok(config)
    }

    /// Reads one file.
    fn read(path: &Path) -> Result<Self, Failure> {
        let fault = |why: String| Failure::usage(format!("configuration {}: {why}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
        let config: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
            fault(format!("line {line}: {}", error.message()))
        })?;
        Ok(config.rooted(path.parent().unwrap_or(Path::new("."))))
    }

    fn rooted(mut self, folder: &Path) -> Self {
        for path in [&mut self.house, &mut self.templates, &mut self.cache].into_iter().flatten() {
            *path = folder.join(&*path);
        }
        if let Some(model) = &mut self.model
            && (model.starts_with("./") || model.starts_with("../"))
        {
            *model = folder.join(&*model).to_string_lossy().into_owned();
        }
        self
    }

    fn over(self, below: Self) -> Self {
        Self {
            style: self.style.or(below.style),
            length: self.length.or(below.length),
            drafter: self.drafter.or(below.drafter),
            model: self.model.or(below.model),
            house: self.house.or(below.house),
            templates: self.templates.or(below.templates),
            cache: self.cache.or(below.cache),
            seed: self.seed.or(below.seed),
            sources: Sources { jolpica: self.sources.jolpica.or(below.sources.jolpica) },
        }
    }

    /// The arguments, with what they leave open filled in from the files.
    pub fn fill(&self, mut writing: Writing) -> Writing {
        writing.style = writing.style.or(self.style);
        writing.length = writing.length.or(self.length);
        writing.drafter = writing.drafter.or(self.drafter);
        writing.model = writing.model.or_else(|| self.model.clone());
        writing.house = writing.house.or_else(|| self.house.clone());
        writing.templates = writing.templates.or_else(|| self.templates.clone());
        writing.seed = writing.seed.or(self.seed);
        writing
    }

    /// The folder for caches: named, configured, or the user's; `None` where there is no home folder.
    pub fn cache_dir(&self, global: &Global) -> Option<PathBuf> {
        let named = global.cache.clone().or_else(|| self.cache.clone());
        named.or_else(|| xdg("XDG_CACHE_HOME", ".cache").map(|folder| folder.join("stringer")))
    }
}

/// The first `stringer.toml` in a folder or above it.
fn upward(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(PROJECT)).find(|path| path.is_file())
}

/// A base folder of the user; one that is not absolute is to be ignored (XDG Base Directory Specification).
fn xdg(variable: &str, below_home: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    named.or_else(|| env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(below_home)))
}

/// The time of the run, RFC 3339 in UTC: what was named, `SOURCE_DATE_EPOCH`, or the clock.
pub fn now(named: Option<&str>) -> Result<String, Failure> {
    use jiff::Timestamp;
    if let Some(text) = named {
        let time: Timestamp =
            text.parse().map_err(|_| Failure::usage(format!("--now \"{text}\" is no time such as 2024-07-28T16:00:00Z")))?;
        return Ok(time.to_string());
    }
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        let second = Timestamp::now().as_second();
        return Ok(Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH).to_string());
    };
    let time = epoch.to_str().and_then(|text| text.parse().ok()).and_then(|seconds| Timestamp::from_second(seconds).ok());
    let fault = || Failure::usage(format!("SOURCE_DATE_EPOCH \"{}\" is no number of seconds since 1970", epoch.to_string_lossy()));
    Ok(time.ok_or_else(fault)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_not_known_is_an_error_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(PROJECT);
        std::fs::write(&path, "style = \"uk\"\nstlye = \"ap\"\n").unwrap();
        let failure = Config::read(&path).unwrap_err();
        assert!(failure.message.contains("line 2") && failure.message.contains("stlye"), "{}", failure.message);
    }

    #[test]
    fn paths_are_meant_from_the_file_and_the_project_goes_over_the_user() {
        let config: Config = toml::from_str("templates = \"t\"\nmodel = \"./m.gguf\"").unwrap();
        let config = config.rooted(Path::new("/desk"));
        assert_eq!(config.templates.as_deref(), Some(Path::new("/desk/t")));
        assert_eq!(config.model.as_deref(), Some("/desk/./m.gguf"));
        let user = Config { style: Some(Profile::Ap), seed: Some(3), ..Config::default() };
        let both = Config { style: Some(Profile::Uk), ..Config::default() }.over(user);
        assert_eq!((both.style, both.seed), (Some(Profile::Uk), Some(3)));
    }

    #[test]
    fn the_nearest_project_file_upward_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(folder.path().join("a").join(PROJECT), "").unwrap();
        assert_eq!(upward(&deep), Some(folder.path().join("a").join(PROJECT)));
    }

    #[test]
    fn a_time_is_written_in_utc_and_a_bad_one_refused() {
        assert_eq!(now(Some("2024-07-28T16:00:00+02:00")).unwrap(), "2024-07-28T14:00:00Z");
        assert!(now(Some("Sunday")).is_err());
    }
}
