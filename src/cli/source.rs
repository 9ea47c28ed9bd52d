//! A SOURCE of the command line becomes bytes, and bytes become events.

use super::exit::Exit;
use super::failure::Failure;
use super::folder::{self, Failed};
use super::out;
use crate::event::Event;
use crate::facts::Angle;
use crate::feed::{self, Decoded, FeedError, Input};
use crate::net::{self, Client, Fetched};
use std::path::{Path, PathBuf};

/// The address that `jolpica:` stands for, unless the configuration names another.
pub const JOLPICA: &str = "https://api.jolpi.ca/ergast/f1";

/// Lists of a race that the shorthand can name.
const LISTS: [&str; 6] = ["results", "sprint", "qualifying", "pitstops", "driverstandings", "constructorstandings"];

/// Reads sources.
#[derive(Debug)]
pub struct Reader {
    client: Client,
    jolpica: String,
    folder: Option<PathBuf>,
    options: feed::Options,
}

/// What a source holds, with the files it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// Name for messages.
    pub name: String,
    /// The public address, when it has one.
    pub url: Option<String>,
    /// Events and what was refused.
    pub decoded: Decoded,
}

/// The parts of a source, each decoded when it is asked for.
pub type Parts<'a> = Box<dyn ExactSizeIterator<Item = Result<Loaded, Failure>> + Send + 'a>;

impl Reader {
    /// A reader with this client; `jolpica` takes the place of [`JOLPICA`].
    pub fn new(client: Client, jolpica: Option<&str>) -> Self {
        Self {
            client,
            jolpica: jolpica.unwrap_or(JOLPICA).trim_end_matches('/').to_owned(),
            folder: None,
            options: feed::Options::default(),
        }
    }

    /// The same for a manifest: files are meant from its folder.
    #[must_use]
    pub fn beside(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// The same for an editor who decided so about feeds.
    #[must_use]
    pub fn decided(mut self, options: feed::Options) -> Self {
        self.options = options;
        self
    }

    /// The bytes of a source; the only file of an archive stands for the archive.
    pub fn fetch(&self, source: &str) -> Result<Fetched, Failure> {
        Ok(net::unpacked(self.packed(source)?, self.client.options().max_bytes)?)
    }

    fn packed(&self, source: &str) -> Result<Fetched, Failure> {
        let most = self.client.options().max_bytes;
        if source == "-" {
            return Ok(net::read_stdin(most)?);
        }
        if let Some(rest) = source.strip_prefix("jolpica:") {
            return Ok(self.client.get(&self.shorthand(rest)?)?);
        }
        if source.contains("://") {
            return Ok(self.client.get(source)?);
        }
        Ok(net::read_file(&self.path(source), most)?)
    }

    /// `2024/14`, `2024/14/sprint`, `current/last`.
    fn shorthand(&self, rest: &str) -> Result<String, Failure> {
        let fault = |why: &str| {
            let failure = Failure::usage(format!("\"jolpica:{rest}\" is no shorthand: {why}"));
            failure.hint(format!("write jolpica:2024/14, or jolpica:2024/14/ and one of {}", LISTS.join(", ")))
        };
        let mut parts = rest.split('/');
        let (season, round) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let list = parts.next().unwrap_or("results");
        let number = |text: &str, word: &str| text == word || (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()));
        if !number(season, "current") || !number(round, "last") {
            return Err(fault("it needs a season and a round"));
        }
        if !LISTS.contains(&list) || parts.next().is_some() {
            return Err(fault("it names a list that is not known"));
        }
        Ok(format!("{}/{season}/{round}/{list}/?limit=100", self.jolpica))
    }

    /// Reads a source with what is given beside it, and decodes it. Notes of the network go to `notes`. A folder is one source: the
    /// newest version of every result that it holds.
    pub fn load(&self, source: &str, with: &[String], notes: &mut dyn FnMut(&str)) -> Result<Loaded, Failure> {
        let path = self.path(source);
        if path.is_dir() {
            let decoded = folder::decode(self, &path, with)?;
            return Ok(Loaded { name: source.to_owned(), url: None, decoded });
        }
        let (primary, decoded) = self.decode(source, with, notes)?;
        let public = primary.from != net::Origin::Local;
        Ok(Loaded { url: public.then(|| primary.url.clone()), name: primary.url, decoded })
    }

    /// The same, a result at a time where the source is a folder, which is then never read as a whole.
    pub fn parts<'a>(&'a self, source: &str, with: &[String]) -> Result<Parts<'a>, Failure> {
        let path = self.path(source);
        if !path.is_dir() {
            let loaded = self.load(source, with, &mut |_| ())?;
            return Ok(Box::new(std::iter::once(Ok(loaded))));
        }
        let name = source.to_owned();
        let results = folder::results(self, &path, with)?;
        Ok(Box::new(results.map(move |decoded| Ok(Loaded { name: name.clone(), url: None, decoded: decoded? }))))
    }

    /// Where a local source is.
    fn path(&self, source: &str) -> PathBuf {
        self.folder.as_deref().map_or_else(|| PathBuf::from(source), |folder| folder.join(source))
    }

    /// Reads and decodes one document.
    pub(super) fn decode(&self, source: &str, with: &[String], notes: &mut dyn FnMut(&str)) -> Result<(Fetched, Decoded), Failed> {
        let primary = self.fetch(source).map_err(Failed::Other)?;
        let beside = with.iter().map(|source| self.fetch(source).map_err(Failed::Other)).collect::<Result<Vec<_>, _>>()?;
        for fetched in std::iter::once(&primary).chain(&beside) {
            fetched.notes.iter().for_each(|note| notes(&format!("{}: {note}", fetched.url)));
        }
        let inputs: Vec<Input<'_>> = beside.iter().map(input).collect();
        let decoded = feed::decode_as(&input(&primary), &inputs, &self.options).map_err(Failed::Feed)?;
        Ok((primary, decoded))
    }
}

fn input(fetched: &Fetched) -> Input<'_> {
    let name = fetched.url.rsplit('/').next().filter(|_| fetched.from == net::Origin::Local).unwrap_or(&fetched.url);
    Input { bytes: &fetched.bytes, name: if fetched.url == "-" { "standard input" } else { name }, sha256: fetched.sha256.clone() }
}

/// The events that were asked for. Several without a choice, and none of the name, are errors that list what there is; an event
/// that is there in part is refused as incomplete.
pub fn select(loaded: Loaded, event: Option<&str>, all: bool) -> Result<(Vec<Event>, Vec<FeedError>), Failure> {
    let Decoded { mut events, refused, .. } = loaded.decoded;
    if let Some(wanted) = event {
        let by_id = events.iter().position(|event| event.id == wanted);
        let by_unit = || one(events.iter().enumerate().filter(|(_, event)| event.unit.as_deref() == Some(wanted)).map(|(at, _)| at));
        return match by_id.or_else(by_unit) {
            Some(at) => Ok((vec![events.swap_remove(at)], Vec::new())),
            None => Err(unknown(&loaded.name, wanted, &events, &refused)),
        };
    }
    if all || events.len() + refused.len() == 1 {
        return match FeedError::all(refused.clone()).filter(|_| events.is_empty()) {
            Some(error) => Err(error.into()),
            None => Ok((events, refused)),
        };
    }
    let count = events.len() + refused.len();
    let failure = Failure::usage(format!("{} holds {count} events", loaded.name));
    Err(listed(failure, &events, &refused).hint("name one with --event, or take all with --all"))
}

fn one(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    found.next().filter(|_| found.next().is_none())
}

fn unknown(name: &str, wanted: &str, events: &[Event], refused: &[FeedError]) -> Failure {
    if events.is_empty()
        && let Some(error) = FeedError::all(refused.to_vec())
    {
        return error.into();
    }
    let failure = Failure::usage(format!("{name} holds no whole event \"{wanted}\""));
    listed(failure, events, refused).hint("the ids above can be given to --event")
}

fn listed(mut failure: Failure, events: &[Event], refused: &[FeedError]) -> Failure {
    failure.causes.extend(events.iter().map(describe));
    failure.causes.extend(refused.iter().map(|error| format!("refused: {error}")));
    failure
}

/// One line about an event: its id, name and day.
pub fn describe(event: &Event) -> String {
    let day = event.day.map_or_else(String::new, |day| format!(", {:04}-{:02}-{:02}", day.year, day.month, day.day));
    let unit = event.unit.as_ref().map_or_else(String::new, |unit| format!(" ({unit})"));
    format!("{}{unit}  {}{day}", event.id, event.name)
}

/// Tells on standard error what an editor should know of an event before it is used.
pub fn warn(event: &Event, quiet: bool) {
    if quiet {
        return;
    }
    for warning in &event.warnings {
        out::warning(warning);
    }
    if event.source.commercial == Some(false) {
        let terms = event.source.licence.as_deref().unwrap_or("its terms");
        out::warning(&format!("the source {} allows no commercial use ({terms})", event.source.provider));
    }
    if event.test {
        out::warning("the feed marks this result as a test: it can never be published");
    }
}

/// Fails when nobody in the event is of the angle.
pub fn check_angle(event: &Event, angle: &Angle) -> Result<(), Failure> {
    let rows: Vec<_> = event.rows.iter().collect();
    if *angle == Angle::None || !angle.rows(&rows).is_empty() {
        return Ok(());
    }
    let mut known: Vec<String> = match angle {
        Angle::None => Vec::new(),
        Angle::Nation(_) => rows.iter().filter_map(|row| row.nation.as_ref()).map(|nation| nation.code.clone()).collect(),
        Angle::Team(_) => rows.iter().filter_map(|row| row.team.as_ref()).map(|team| team.name.clone()).collect(),
        Angle::Athlete(_) => rows.iter().map(|row| row.competitor.full().to_owned()).collect(),
    };
    known.sort();
    known.dedup();
    let failure = Failure::new(Exit::Usage, format!("nobody in the {} is of the angle that was asked for", event.name));
    if known.is_empty() {
        Err(failure.hint("the feed does not say this of anybody"))
    } else {
        Err(failure.hint(format!("there are: {}", known.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Options;

    fn reader() -> Reader {
        Reader::new(Client::new(Options::default()), Some("http://mirror/f1/"))
    }

    #[test]
    fn the_shorthand_is_an_address_and_nothing_else_is() {
        assert_eq!(reader().shorthand("2024/14").unwrap(), "http://mirror/f1/2024/14/results/?limit=100");
        assert_eq!(reader().shorthand("2024/14/sprint").unwrap(), "http://mirror/f1/2024/14/sprint/?limit=100");
        assert_eq!(reader().shorthand("current/last").unwrap(), "http://mirror/f1/current/last/results/?limit=100");
        for bad in ["2024", "2024/", "2024/14/laps", "2024/14/results/1", "../14", "2024/x"] {
            assert_eq!(reader().shorthand(bad).unwrap_err().exit, Exit::Usage, "{bad}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_unreachable() {
        assert_eq!(reader().fetch("no-such-file.json").unwrap_err().exit, Exit::Unreachable);
    }
}
