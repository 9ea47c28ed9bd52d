//! `stringer recap`: one source, one event (or all of it), one article each.

use crate::article::Article;
use crate::cli::args::{Recap, Writing};
use crate::cli::drafter::{Opened, Writers};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::run::{self, Run};
use crate::cli::stages::advance;
use crate::cli::{Exit, out, report, source};
use crate::event::Event;
use crate::feed::Options;
use crate::pipeline::{Artefact, Body, Desk, Kind, Settings, Templates};
use crate::publish::{Names, Output, write_atomic};
use crate::render::{Format, Renderer};
use std::path::Path;
use std::time::Instant;

/// Runs the command.
pub fn run(run: &Run, mut args: Recap) -> Result<Exit, Failure> {
    let asked = args.writing.clone();
    args.writing = run.config.fill(args.writing);
    let output = Output::of(args.output.as_deref());
    let formats = formats(&args, &output)?;
    run::check_output(&output)?;
    let now = run::now(&args.writing)?;
    let (desk, renderer) = run::desk(args.writing.templates.as_deref())?;
    let starts = starts(run, &args)?;
    if starts.len() > 1 && !matches!(output, Output::Dir(_)) {
        return Err(Failure::usage("several events need a folder").hint("name one with -o, ending in /"));
    }
    let until = args.emit.unwrap_or(Kind::Article);
    let opened = open(run, &args.writing, &starts, (until, desk.templates()))?;
    let writers = opened.writers();
    let mut job = Job { run, args: &args, desk: &desk, renderer, writers, output, formats, until, names: Names::new() };
    let several = starts.len() > 1;
    let args_taken: std::collections::BTreeMap<usize, usize> = args.choose.iter().copied().collect();
    let mut failed = 0_usize;
    for start in starts {
        let mut settings = settings((&asked, &args.writing), &now, &start, &opened)?;
        settings.wishes.taken = args_taken.clone();
        match job.one(start, &settings) {
            Err(failure) if several && !failure.message.is_empty() => {
                out::labelled("error", "31", &failure.to_string());
                failed += 1;
            }
            Err(failure) => return Err(failure),
            Ok(()) => {}
        }
    }
    Ok(if failed > 0 { Exit::Batch } else { Exit::Done })
}

/// Where a run begins.
struct Start {
    artefact: Artefact,
    url: Option<String>,
}

/// The artefacts that the source or `--from` gives.
fn starts(run: &Run, args: &Recap) -> Result<Vec<Start>, Failure> {
    let reader = run.reader(args.writing.fresh).decided(Options { name_minors: args.writing.name_minors });
    if let Some(from) = &args.from {
        let fetched = reader.fetch(from)?;
        let artefact = Artefact::read(&fetched.bytes).map_err(|error| Failure::from(error).about(from))?;
        return Ok(vec![Start { artefact, url: None }]);
    }
    let source = args.source.as_deref().unwrap_or("-");
    let mut with = args.reading.with.clone();
    with.extend(args.reading.map.iter().map(|path| path.to_string_lossy().into_owned()));
    let quiet = run.global.quiet;
    let mut notes = |note: &str| {
        if !quiet {
            out::labelled("note", "36", note);
        }
    };
    let loaded = reader.load(source, &with, &mut notes)?;
    let (url, warnings) = (loaded.url.clone(), loaded.decoded.warnings.clone());
    let (events, refused) = source::select(loaded, args.reading.event.as_deref(), args.reading.all)?;
    if !quiet {
        let left_out = refused.iter().map(|error| format!("left out: {error}"));
        for warning in warnings.into_iter().chain(left_out) {
            out::warning(&warning);
        }
    }
    let start = |event: Event| Start { artefact: artefact_of(event), url: url.clone() };
    Ok(events.into_iter().map(start).collect())
}

/// An event as the first artefact.
pub fn artefact_of(event: Event) -> Artefact {
    let inputs = event.source.sha256.clone();
    Artefact::new(Body::Event(event), &inputs)
}

/// A drafter, unless no stage that is to run needs one.
fn open(run: &Run, writing: &Writing, starts: &[Start], (until, templates): (Kind, &Templates)) -> Result<Opened, Failure> {
    let mut request = run.request(writing);
    let drafts = until >= Kind::Draft && starts.iter().any(|start| start.artefact.kind() < Kind::Draft);
    if !drafts {
        request.kind = Some(crate::cli::args::DrafterKind::Phrases);
    }
    run.drafter(&request, templates)
}

/// The settings of a run from this artefact. What a plan has fixed stays; asking for something else is an error.
fn settings((asked, writing): (&Writing, &Writing), now: &str, start: &Start, opened: &Opened) -> Result<Settings, Failure> {
    let mut settings = run::settings(writing, now, start.url.clone(), opened);
    let (Body::Plan(plan) | Body::Draft { plan, .. } | Body::Verdict { plan, .. }) = &start.artefact.body else { return Ok(settings) };
    let angle = plan.angle.as_deref().map_or(Ok(crate::facts::Angle::None), crate::cli::args::angle);
    let angle = angle.map_err(|why| Failure::usage(format!("the plan's angle cannot be read: {why}")))?;
    let style = asked.style.is_some_and(|style| style != plan.style);
    let length = asked.length.is_some_and(|length| length != plan.length);
    if style || length || asked.angle.as_ref().is_some_and(|wanted| *wanted != angle) {
        let failure = Failure::usage("the artefact was planned with another style, length or angle");
        return Err(failure.hint("go on from its event or facts, or leave these options out"));
    }
    (settings.style, settings.length, settings.angle) = (plan.style, plan.length, angle);
    Ok(settings)
}

/// The formats that come out, and whether they fit where they go.
fn formats(args: &Recap, output: &Output) -> Result<Vec<Format>, Failure> {
    let mut formats = args.format.clone();
    formats.dedup();
    if formats.is_empty() {
        let named = match output {
            Output::File(path) => path.file_name().and_then(|name| Format::of_file(&name.to_string_lossy())),
            Output::Stdout | Output::Dir(_) => None,
        };
        formats.push(named.unwrap_or(Format::Markdown));
    }
    if formats.len() > 1 && !matches!(output, Output::Dir(_)) {
        return Err(Failure::usage("several formats need a folder").hint("name one with -o, ending in /"));
    }
    Ok(formats)
}

/// What is the same for all events of a run.
struct Job<'a> {
    run: &'a Run,
    args: &'a Recap,
    desk: &'a Desk,
    renderer: Renderer,
    writers: Writers<'a>,
    output: Output,
    formats: Vec<Format>,
    until: Kind,
    names: Names,
}

impl Job<'_> {
    /// One event from its artefact to its files.
    fn one(&mut self, start: Start, settings: &Settings) -> Result<(), Failure> {
        let began = Instant::now();
        let quiet = self.run.global.quiet;
        if let Body::Event(event) = &start.artefact.body {
            source::warn(event, quiet);
            source::check_angle(event, &settings.angle)?;
        }
        let from = start.artefact.kind();
        if from > self.until {
            return Err(Failure::usage(format!("the artefact is a {from} already: there is no way back to its {}", self.until)));
        }
        let progress = Progress::spinner(quiet);
        let say = |what: &str| progress.at(what);
        let reached = advance(self.desk, start.artefact, self.until, settings, (&mut self.writers, &say))?;
        drop(progress);
        if reached.brief && !quiet {
            out::labelled("note", "36", "the feed supports only a brief");
        }
        let last = reached.artefact;
        match &last.body {
            Body::Article(article) if self.args.emit.is_none() => self.article(article)?,
            _ => self.artefact(&last)?,
        }
        if let (Body::Article(article), false) = (&last.body, quiet) {
            if let Some(status) = report::status(article) {
                out::note(&status);
            }
            out::note(&report::summary(article, began.elapsed()));
        }
        Ok(())
    }

    /// Renders and writes an article.
    fn article(&mut self, article: &Article) -> Result<(), Failure> {
        let rendered = self.formats.iter().map(|&format| Ok((format, self.renderer.render(article, format)?)));
        for (format, text) in rendered.collect::<Result<Vec<_>, Failure>>()? {
            self.write(text.as_bytes(), || (article.slug.clone(), article.id.clone(), format.extension().to_owned()))?;
        }
        Ok(())
    }

    /// Writes an artefact.
    fn artefact(&mut self, artefact: &Artefact) -> Result<(), Failure> {
        let bytes = artefact.bytes()?;
        self.write(&bytes, || {
            let (id, slug) = name_of(artefact);
            (slug, id, format!("{}.json", artefact.kind()))
        })
    }

    fn write(&mut self, bytes: &[u8], named: impl FnOnce() -> (String, String, String)) -> Result<(), Failure> {
        match &self.output {
            Output::Stdout => out::data(bytes),
            Output::File(path) => self.written(path, bytes),
            Output::Dir(folder) => {
                let (slug, id, extension) = named();
                let path = folder.join(self.names.name(&slug, &id, &extension)?);
                self.written(&path, bytes)
            }
        }
    }

    fn written(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        write_atomic(path, bytes)?;
        if !self.run.global.quiet {
            out::note(&format!("wrote {}", path.display()));
        }
        Ok(())
    }
}

/// Id and slug of an artefact's files.
fn name_of(artefact: &Artefact) -> (String, String) {
    let event = match &artefact.body {
        Body::Article(article) => return (article.id.clone(), article.slug.clone()),
        Body::Event(event) | Body::Facts { event, .. } => event,
        Body::Plan(plan) | Body::Draft { plan, .. } | Body::Verdict { plan, .. } => &plan.event,
    };
    (event.id.clone(), crate::article::slug(&event.name, event.day))
}
