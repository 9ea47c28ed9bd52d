//! A folder of ODF messages as one source: the newest version of every result, decoded one after the other.

use super::failure::Failure;
use super::source::Reader;
use crate::feed::odf::folder::{HEAD_BYTES, Head, choose};
use crate::feed::{Decoded, FeedError, FeedErrorKind};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How many bytes of a message about one event are searched for what it is about.
const MOST_OF_ONE_EVENT: u64 = 1 << 20;

/// The results of a folder, each decoded when it is asked for, with what stands beside it in the folder and what is given beside all of
/// them, so that a folder of any size needs the memory of its heads and of one result.
pub fn results<'a>(
    reader: &'a Reader,
    folder: &Path,
    with: &[String],
) -> Result<impl ExactSizeIterator<Item = Result<Decoded, Failure>> + Send + use<'a>, Failure> {
    let files = files(folder)?;
    let heads: Vec<Option<Head>> = files.iter().map(|path| head(path)).collect();
    let choices = choose(&heads);
    if choices.is_empty() {
        let message = "the folder holds no DT_RESULT message of ODF";
        return Err(FeedError::new(FeedErrorKind::NotAResult, folder.display().to_string(), message).into());
    }
    let names: Vec<String> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let with = with.to_vec();
    Ok(choices.into_iter().map(move |choice| {
        let name = |at: usize| names.get(at).cloned().unwrap_or_default();
        let beside: Vec<String> = choice.beside.iter().map(|at| name(*at)).chain(with.iter().cloned()).collect();
        match reader.decode(&name(choice.result), &beside, &mut |_| ()) {
            Ok((_, one)) => Ok(one),
            Err(Failed::Feed(error)) => Ok(Decoded { refused: vec![error], ..Decoded::default() }),
            Err(Failed::Other(failure)) => Err(failure),
        }
    }))
}

/// All results of a folder as one document.
pub fn decode(reader: &Reader, folder: &Path, with: &[String]) -> Result<Decoded, Failure> {
    let mut decoded = Decoded::default();
    for one in results(reader, folder, with)? {
        let one = one?;
        decoded.events.extend(one.events);
        decoded.refused.extend(one.refused);
        // What is wrong with a message that stands beside many results is said once.
        let new = one.warnings.into_iter().filter(|warning| !decoded.warnings.contains(warning)).collect::<Vec<_>>();
        decoded.warnings.extend(new);
    }
    Ok(decoded)
}

/// Why a source of a folder could not be decoded.
#[derive(Debug)]
pub enum Failed {
    /// Its content.
    Feed(FeedError),
    /// Something else, which ends the run.
    Other(Failure),
}

impl From<Failed> for Failure {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Feed(error) => error.into(),
            Failed::Other(failure) => failure,
        }
    }
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fault = |error: std::io::Error| Failure::usage(format!("{} cannot be read: {error}", folder.display()));
    let entries = std::fs::read_dir(folder).map_err(fault)?.collect::<Result<Vec<_>, _>>().map_err(fault)?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// The head of a file that can be read.
fn head(path: &Path) -> Option<Head> {
    let mut start = Vec::new();
    let mut file = File::open(path).ok()?;
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut start).ok()?;
    let head = Head::read(&start)?;
    if !head.is_of_one_event() {
        return Some(head);
    }
    file.take(MOST_OF_ONE_EVENT).read_to_end(&mut start).ok()?;
    Head::read(&start)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "ASCII of a test")]
mod tests {
    use super::*;
    use crate::net::{Client, Options};

    /// A message of our fixtures with another version and flag.
    fn message(case: &str, version: &str, flag: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/odf").join(case).join("feed.xml");
        let text = std::fs::read_to_string(path).unwrap();
        let at = text.find(" Version=\"").unwrap() + " Version=\"".len();
        let end = at + text[at..].find('"').unwrap();
        format!("{}{version}{}", &text[..at], &text[end..]).replace("FeedFlag=\"P\"", &format!("FeedFlag=\"{flag}\""))
    }

    #[test]
    fn a_folder_gives_the_newest_version_of_every_result_and_a_test_stays_a_test() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("c.xml", &message("rio-2016-men-100m", "7", "P"));
        write("a.xml", &message("rio-2016-men-100m", "9", "P").replace("9.81", "9.80"));
        write("b.xml", &message("rio-2016-women-10000m", "2", "T"));
        write("live.xml", &message("invented-men-800m-live", "2", "P"));
        write("notes.txt", "call the office");
        let reader = Reader::new(Client::new(Options::default()), None);
        let decoded = decode(&reader, folder.path(), &[]).unwrap();
        assert_eq!((decoded.events.len(), decoded.refused.len()), (2, 1), "{:?}", decoded.refused);
        assert!(decoded.events[0].rows[0].mark.is_some_and(|mark| mark.clock() == "9.80"), "version 9");
        assert!(decoded.events[1].test && !decoded.events[0].test);
    }

    #[test]
    fn what_stands_beside_a_result_of_the_folder_completes_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/odf/invented-women-800m-names-of-the-list");
        let reader = Reader::new(Client::new(Options::default()), None);
        let decoded = decode(&reader, &folder, &[]).unwrap();
        assert_eq!((decoded.events.len(), decoded.warnings.len()), (1, 0), "{:?}", decoded.warnings);
        let event = decoded.events.first().unwrap();
        let names: Vec<&str> = event.ranked().iter().take(2).map(|row| row.competitor.full()).collect();
        assert_eq!(names, ["Szépvölgyi Réka", "Ingrid Sørli"]);
        assert_eq!((event.day.map(|day| day.day), event.venue.name.as_deref()), (Some(13), Some("Harbour Stadium")));
    }

    #[test]
    fn a_result_is_read_when_its_turn_comes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.xml", &message("rio-2016-men-100m", "7", "P"));
        write("b.xml", &message("rio-2016-women-10000m", "2", "P"));
        let reader = Reader::new(Client::new(Options::default()), None);
        let mut results = results(&reader, folder.path(), &[]).unwrap();
        assert_eq!((results.len(), results.next().unwrap().unwrap().events.len()), (2, 1));
        std::fs::remove_file(folder.path().join("b.xml")).unwrap();
        assert!(results.next().unwrap().unwrap_err().line().contains("b.xml"));
        assert!(results.next().is_none());
    }

    #[test]
    fn a_folder_without_a_result_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let reader = Reader::new(Client::new(Options::default()), None);
        assert!(decode(&reader, folder.path(), &[]).unwrap_err().line().contains("DT_RESULT"));
    }
}
