//! `stringer batch`: many events into one folder, with a journal.

use super::recap::artefact_of;
use crate::article::{Article, PubStatus, hex};
use crate::cli::args::{Batch, Every, Writing};
use crate::cli::drafter::{self, Opened, Writers};
use crate::cli::manifest::{self, Item};
use crate::cli::progress::Progress;
use crate::cli::run::{self, Run};
use crate::cli::source::{self, Loaded, Parts, Reader};
use crate::cli::stages::advance;
use crate::cli::{Exit, Failure, out};
use crate::event::{Competitor, Event};
use crate::facts::Angle;
use crate::feed::Options;
use crate::pipeline::batch::each;
use crate::pipeline::{Body, Desk, Kind};
use crate::publish::{Entry, Journal, Lock, Names, Outcome, OutputFile, key, sweep, write_atomic};
use crate::render::{Format, Renderer};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Runs the command.
pub fn run(run: &Run, mut args: Batch) -> Result<Exit, Failure> {
    args.writing = run.config.fill(args.writing);
    let items = items(&args)?;
    let now = run::now(&args.writing)?;
    let (desk, renderer) = run::desk(args.writing.templates.as_deref())?;
    let opened = run.drafter(&run.request(&args.writing), desk.templates())?;
    let _lock = Lock::take(&args.output, &format!("stringer batch since {now}"))?;
    sweep(&args.output)?;
    let journal = Journal::open(&args.output)?;
    let folder = args.manifest.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let reader = run.reader(args.writing.fresh).decided(Options { name_minors: args.writing.name_minors }).beside(folder);
    let finished = if args.resume { finished(&journal, &args.output) } else { BTreeSet::new() };
    let total = AtomicU64::new(u64::try_from(items.len()).unwrap_or(u64::MAX));
    let maker =
        Maker { args: &args, now: &now, desk: &desk, renderer: &renderer, opened: &opened, reader: &reader, finished, total: &total };
    let progress = Progress::items(total.load(Ordering::Relaxed), run.global.quiet);
    let mut binder = Binder::new(&args, &now, journal, (progress, &total));
    let tasks = items.into_iter().flat_map(|item| maker.tasks(item));
    each(tasks, jobs(&args, &opened), || opened.writers(), |writers, task| maker.made(writers, task), |_, made| binder.take(made))?;
    Ok(binder.end(run.global.quiet))
}

fn items(args: &Batch) -> Result<Vec<Item>, Failure> {
    let items = match &args.manifest {
        Some(path) => manifest::read(path)?,
        None => args.sources.iter().cloned().map(Item::of).collect(),
    };
    if items.is_empty() { Err(Failure::usage("the manifest has no items")) } else { Ok(items) }
}

/// A model uses all processors for one event; first forms use one each.
fn jobs(args: &Batch, opened: &Opened) -> NonZeroUsize {
    let processors = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.jobs.unwrap_or_else(|| if opened.used().is_some() { NonZeroUsize::MIN } else { processors() })
}

/// Keys of what was written and is still there.
fn finished(journal: &Journal, folder: &Path) -> BTreeSet<String> {
    let keys = journal.entries().iter().map(|entry| &entry.key);
    keys.filter(|key| journal.done(key).is_some_and(|entry| entry.is_intact(folder))).cloned().collect()
}

/// What became of one event.
struct Made {
    /// The source, for the table.
    source: String,
    /// The event's id, or the source where none was reached.
    id: String,
    key: String,
    out: Option<String>,
    result: Result<Product, Failure>,
    ms: u64,
}

/// A proven event.
enum Product {
    /// An earlier run has written it.
    There,
    /// The article with its formats.
    New(Box<Article>, Vec<(Format, String)>),
}

/// What a thread has to do.
enum Task {
    /// To write an event, in one edition.
    Write(Box<(Item, Event, Option<String>)>),
    /// Nothing but to pass on what went wrong before.
    Failed(Box<Made>),
}

/// A source of which no event was reached.
fn failed(source: &str, failure: Failure, began: Instant) -> Task {
    let (source, id) = (source.to_owned(), source.to_owned());
    Task::Failed(Box::new(Made { key: key(&[&source, &id]), source, id, out: None, result: Err(failure), ms: millis(began) }))
}

/// Makes articles; shared by all threads.
struct Maker<'a> {
    args: &'a Batch,
    now: &'a str,
    desk: &'a Desk,
    renderer: &'a Renderer,
    opened: &'a Opened,
    reader: &'a Reader,
    finished: BTreeSet<String>,
    /// Articles to be made, as far as is known: one for each item that is not read yet.
    total: &'a AtomicU64,
}

impl Maker<'_> {
    /// The articles of an item, one at a time, so that those that are written need not be kept; a feed that cannot be read is one failure.
    fn tasks(&self, item: Item) -> Box<dyn Iterator<Item = Task> + Send + '_> {
        // An event that is named is looked for in all of a source; where none is, a folder is read part by part.
        let is_named = item.event.is_some() || item.out.is_some();
        let parts = if is_named {
            self.reader.load(&item.source, &item.with, &mut |_| ()).map(|loaded| Box::new(std::iter::once(Ok(loaded))) as Parts<'_>)
        } else {
            self.reader.parts(&item.source, &item.with)
        };
        match parts {
            Ok(parts) => {
                self.more(parts.len());
                Box::new(parts.flat_map(move |part| self.tasks_of(&item, part)))
            }
            Err(failure) => Box::new(std::iter::once(failed(&item.source, failure, Instant::now()))),
        }
    }

    /// Counts what took the place of something that was counted as one.
    fn more(&self, count: usize) {
        self.total.fetch_add(u64::try_from(count).unwrap_or(u64::MAX).wrapping_sub(1), Ordering::Relaxed);
    }

    /// The articles of one part of an item's source.
    fn tasks_of(&self, item: &Item, part: Result<Loaded, Failure>) -> Box<dyn Iterator<Item = Task> + Send> {
        let began = Instant::now();
        let fault =
            |failure: Failure| -> Box<dyn Iterator<Item = Task> + Send> { Box::new(std::iter::once(failed(&item.source, failure, began))) };
        let selected = part.and_then(|loaded| {
            let url = loaded.url.clone();
            source::select(loaded, item.event.as_deref(), true).map(|selected| (url, selected))
        });
        let (url, (events, refused)) = match selected {
            Ok(selected) => selected,
            Err(failure) => return fault(failure),
        };
        if item.out.is_some() && events.len() > 1 {
            return fault(Failure::usage("\"out\" names one event, and the source holds several").hint("name one with \"event\""));
        }
        let refused: Vec<Task> = refused.into_iter().map(|error| failed(&item.source, error.into(), began)).collect();
        let every = self.args.every;
        self.more(refused.len() + events.iter().map(|event| editions(event, every).len()).sum::<usize>());
        let item = item.clone();
        let of_event = move |event: Event| {
            let (item, url, angles) = (item.clone(), url.clone(), editions(&event, every));
            let edition = move |angle: Option<Angle>| {
                let item = Item { angle: angle.or_else(|| item.angle.clone()), ..item.clone() };
                Task::Write(Box::new((item, event.clone(), url.clone())))
            };
            angles.into_iter().map(edition)
        };
        Box::new(refused.into_iter().chain(events.into_iter().flat_map(of_event)))
    }

    fn made(&self, writers: &mut Writers<'_>, task: Task) -> Made {
        match task {
            Task::Write(write) => {
                let (item, event, url) = *write;
                self.event(writers, &item, event, url)
            }
            Task::Failed(made) => *made,
        }
    }

    fn event(&self, writers: &mut Writers<'_>, item: &Item, event: Event, url: Option<String>) -> Made {
        let began = Instant::now();
        let mut writing = self.args.writing.clone();
        writing.angle = item.angle.clone().or(writing.angle);
        let formats = if item.formats.is_empty() { &self.args.format } else { &item.formats };
        let formats = if formats.is_empty() { vec![Format::Markdown] } else { formats.clone() };
        let (id, key) = (event.id.clone(), self.key(&event, &writing, &formats, item.out.as_deref()));
        let result =
            if self.finished.contains(&key) { Ok(Product::There) } else { self.product(writers, &writing, &formats, (event, url)) };
        Made { source: item.source.clone(), id, key, out: item.out.clone(), result, ms: millis(began) }
    }

    fn product(
        &self,
        writers: &mut Writers<'_>,
        writing: &Writing,
        formats: &[Format],
        (event, url): (Event, Option<String>),
    ) -> Result<Product, Failure> {
        let settings = run::settings(writing, self.now, url, self.opened);
        source::check_angle(&event, &settings.angle)?;
        let reached = advance(self.desk, artefact_of(event), Kind::Article, &settings, (writers, &|_| ()))?;
        let Body::Article(article) = reached.artefact.body else { return Err(Failure::usage("no article was made")) };
        let rendered = formats.iter().map(|&format| Ok((format, self.renderer.render(&article, format)?)));
        let rendered = rendered.collect::<Result<_, Failure>>()?;
        Ok(Product::New(Box::new(article), rendered))
    }

    /// Everything that the bytes of an article depend on, the clock left out.
    fn key(&self, event: &Event, writing: &Writing, formats: &[Format], out: Option<&str>) -> String {
        let formats: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        let settings = format!(
            "{:?} {:?} {:?} {:?} {} {}",
            writing.style, writing.length, writing.angle, writing.seed, writing.alternatives, writing.allow_unreviewed
        );
        key(&[
            env!("CARGO_PKG_VERSION"),
            &event.id,
            &event.source.sha256.join(" "),
            &settings,
            &formats.join(" "),
            out.unwrap_or_default(),
            &self.desk.templates().digest(),
            &drafter::fingerprint(self.opened),
        ])
    }
}

/// The angles of an event's editions, in the order of its rows; `None` is the plain recap.
fn editions(event: &Event, every: Option<Every>) -> Vec<Option<Angle>> {
    let Some(every) = every else { return vec![None] };
    let mut angles: Vec<Option<Angle>> = Vec::new();
    for row in &event.rows {
        let angle = match (every, &row.competitor) {
            (Every::Nation, _) => row.nation.as_ref().map(|nation| Angle::Nation(nation.code.clone())),
            (Every::Team, Competitor::Team { name, .. }) => Some(Angle::Team(name.clone())),
            (Every::Team, _) => row.team.as_ref().map(|team| Angle::Team(team.name.clone())),
        };
        if angle.is_some() && !angles.contains(&angle) {
            angles.push(angle);
        }
    }
    angles
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Writes what was made, in the order of the items.
struct Binder<'a> {
    args: &'a Batch,
    now: &'a str,
    journal: Journal,
    names: Names,
    outs: BTreeMap<String, String>,
    progress: (Progress, &'a AtomicU64),
    clocked: bool,
    taken: u64,
    written: usize,
    there: usize,
    failures: Vec<Vec<String>>,
}

impl<'a> Binder<'a> {
    fn new(args: &'a Batch, now: &'a str, journal: Journal, progress: (Progress, &'a AtomicU64)) -> Self {
        let mut names = Names::new();
        for entry in journal.entries() {
            entry.outputs.iter().for_each(|output| names.reserve(&output.name, &entry.id));
        }
        let clocked = args.writing.now.is_none() && std::env::var_os("SOURCE_DATE_EPOCH").is_none();
        Self { args, now, journal, names, outs: BTreeMap::new(), progress, clocked, taken: 0, written: 0, there: 0, failures: Vec::new() }
    }

    /// An article. Errors end the batch: the journal cannot be written.
    fn take(&mut self, made: Made) -> Result<(), Failure> {
        let (progress, total) = &self.progress;
        progress.at(&made.id);
        self.taken += 1;
        progress.set(self.taken, Some(total.load(Ordering::Relaxed)));
        let mut entry = Entry {
            key: made.key,
            id: made.id,
            outcome: Outcome::Failed,
            outputs: Vec::new(),
            message: None,
            at: self.now.to_owned(),
            ms: self.clocked.then_some(made.ms),
        };
        let failure = match made.result {
            Ok(Product::There) => {
                self.there += 1;
                return Ok(());
            }
            Ok(Product::New(article, files)) => {
                entry.id.clone_from(&article.id);
                match self.write(&article, &files, made.out.as_deref()) {
                    Ok(outputs) => {
                        let usable = article.status.pubstatus == PubStatus::Usable;
                        entry.outcome = if usable { Outcome::Usable } else { Outcome::Withheld };
                        entry.outputs = outputs;
                        entry.message = (!usable).then(|| article.status.reasons.join("; "));
                        self.written += 1;
                        return Ok(self.journal.record(entry)?);
                    }
                    Err(failure) => failure,
                }
            }
            Err(failure) => failure,
        };
        if failure.exit == Exit::Findings {
            entry.outcome = Outcome::Refused;
        }
        let causes: Vec<String> = std::iter::once(failure.line()).chain(failure.causes.iter().map(|cause| out::clean(cause))).collect();
        self.failures.push(vec![made.source, entry.id.clone(), failure.exit.code().to_string(), in_short(&causes)]);
        entry.message = Some(causes.join("; "));
        Ok(self.journal.record(entry)?)
    }

    fn write(&mut self, article: &Article, files: &[(Format, String)], out: Option<&str>) -> Result<Vec<OutputFile>, Failure> {
        let mut outputs = Vec::new();
        for (format, text) in files {
            let name = match out {
                Some(out) => self.named(&format!("{out}.{}", format.extension()), &article.id)?,
                None => self.names.name(&article.slug, &article.id, format.extension())?,
            };
            write_atomic(&self.args.output.join(&name), text.as_bytes())?;
            outputs.push(OutputFile { name, sha256: hex(&Sha256::digest(text)) });
        }
        Ok(outputs)
    }

    /// A name of the manifest, which two articles cannot share.
    fn named(&mut self, name: &str, id: &str) -> Result<String, Failure> {
        if let Some(other) = self.outs.insert(name.to_lowercase(), id.to_owned()) {
            return Err(Failure::usage(format!("\"out\" {name} is the name of {other} already")));
        }
        Ok(name.to_owned())
    }

    /// Says what was done; the table of failures comes last.
    fn end(self, quiet: bool) -> Exit {
        drop(self.progress);
        if !quiet {
            let there = if self.there > 0 { format!(", {} were there", self.there) } else { String::new() };
            out::note(&format!("{} articles written{there}, {} failed", self.written, self.failures.len()));
        }
        if self.failures.is_empty() {
            return Exit::Done;
        }
        out::note(out::table(&["SOURCE", "EVENT", "CODE", "WHY"], &self.failures).trim_end());
        Exit::Batch
    }
}

/// The first causes, for a line of a table; the journal has all.
fn in_short(causes: &[String]) -> String {
    const SHOWN: usize = 2;
    let shown = causes.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("; ");
    let more = causes.len().saturating_sub(SHOWN);
    if more == 0 { shown } else { format!("{shown}; and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::in_short;

    #[test]
    fn a_long_list_of_causes_is_cut_and_counted() {
        let causes: Vec<String> = (1..=5).map(|number| format!("cause {number}")).collect();
        assert_eq!(in_short(&causes), "cause 1; cause 2; and 3 more");
        assert_eq!(in_short(&causes[..2]), "cause 1; cause 2");
    }
}
