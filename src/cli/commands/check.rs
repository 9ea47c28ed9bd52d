//! `stringer check`: the cases of a fixtures folder through all stages.

use super::recap::artefact_of;
use crate::cli::args::{self, Check, Writing};
use crate::cli::drafter::{Opened, Request};
use crate::cli::progress::Progress;
use crate::cli::run::{self, Run};
use crate::cli::source::{self, Loaded};
use crate::cli::{Exit, Failure, out};
use crate::draft::{Draft, FirstForms};
use crate::event::Event;
use crate::feed::{self, Input};
use crate::net::read_file;
use crate::pipeline::check::{self as cases, Case, Expect, FILES, Finding, Made, REFUSAL};
use crate::pipeline::{self, Artefact, Body, Desk, Kind, Settings};
use crate::publish::write_atomic;
use crate::render::{Format, Renderer};
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Names that the feed of a case can have.
const FEEDS: [&str; 5] = ["feed.json", "feed.xml", "feed.csv", "feed.tsv", "feed.hy3"];

/// Largest file of a case, in bytes.
const LARGEST: u64 = 64 << 20;

/// Runs the command.
pub fn run(run: &Run, args: &Check) -> Result<Exit, Failure> {
    if args.update && std::env::var_os("CI").is_some_and(|value| !value.is_empty()) {
        return Err(Failure::usage("--update is refused where CI is set").hint("update on a desk, look at the difference, and commit it"));
    }
    let folders = folders(&args.folder)?;
    let templates = args.templates.clone().or_else(|| run.config.templates.clone());
    let (desk, renderer) = run::desk(templates.as_deref())?;
    let checker = Checker { run, args, desk, renderer, opened: OnceCell::new() };
    let progress = Progress::items(u64::try_from(folders.len()).unwrap_or(u64::MAX), run.global.quiet);
    let mut failed = 0_usize;
    for folder in &folders {
        let name = folder.strip_prefix(&args.folder).ok().filter(|name| !name.as_os_str().is_empty()).unwrap_or(folder);
        progress.at(&name.display().to_string());
        let report = checker.case(folder)?;
        failed += usize::from(!report.findings.is_empty());
        let mut text = String::new();
        print(&mut text, name, &report);
        let mut shown = Ok(());
        progress.line(|| shown = out::data(text.as_bytes()));
        shown?;
        progress.step();
    }
    drop(progress);
    out::data(format!("{} cases, {failed} with findings\n", folders.len()).as_bytes())?;
    Ok(if failed > 0 { Exit::Findings } else { Exit::Done })
}

/// What a case came to.
struct Report {
    findings: Vec<Finding>,
    notes: Vec<String>,
}

fn print(text: &mut String, name: &Path, report: &Report) {
    let word = if report.findings.is_empty() { "ok  " } else { "FAIL" };
    let mut line = |indent: &str, content: &str| text.extend([indent, &out::clean(content), "\n"]);
    line("", &format!("{word} {}", name.display()));
    report.notes.iter().for_each(|note| line("     ", note));
    for finding in &report.findings {
        line("  - ", &finding.what);
        finding.diff.iter().flat_map(|diff| diff.lines()).for_each(|one| line("      ", one));
    }
}

/// All folders with a `case.toml`, at or below a folder, in order.
pub(super) fn folders(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut open = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        if folder.join("case.toml").is_file() {
            found.push(folder);
            continue;
        }
        let fault = |error: std::io::Error| Failure::usage(format!("{} cannot be read: {error}", folder.display()));
        for entry in std::fs::read_dir(&folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    found.sort();
    let none = || Failure::usage(format!("there is no case.toml in or below {}", root.display()));
    if found.is_empty() { Err(none()) } else { Ok(found) }
}

/// What all cases share.
struct Checker<'a> {
    run: &'a Run,
    args: &'a Check,
    desk: Desk,
    renderer: Renderer,
    opened: OnceCell<Opened>,
}

impl Checker<'_> {
    fn case(&self, folder: &Path) -> Result<Report, Failure> {
        let case: Case = read_toml(&folder.join("case.toml"))?;
        let expect: Expect = read_toml(&folder.join("expect.toml"))?;
        let stored = stored(folder)?;
        let mut report = Report { findings: Vec::new(), notes: Vec::new() };
        let mut made = Made::default();
        let mut settings = settings(&case, &stored)?;
        if let Err(failure) = self.stages(folder, &case, (&mut settings, &stored), (&mut made, &mut report)) {
            // What is wrong with the case itself, or with the machine, is no refusal.
            let itself = made.event.is_none() && failure.exit == Exit::Usage;
            if itself || matches!(failure.exit, Exit::Model | Exit::Write | Exit::Unreachable) {
                return Err(failure.about(&folder.display().to_string()));
            }
            let text = std::iter::once(failure.line()).chain(failure.causes.iter().map(|cause| out::clean(cause)));
            let text = text.collect::<Vec<_>>().join("\n");
            made.files.insert(REFUSAL.to_owned(), format!("{text}\n"));
            made.refusal = Some(text);
        }
        report.findings.extend(cases::expectations(&expect, &made));
        if self.args.update {
            update(folder, &made)?;
        } else {
            report.findings.extend(cases::compare(&stored, &made.files));
        }
        Ok(report)
    }

    /// All stages; what they make is kept, also when a later one fails.
    fn stages(
        &self,
        folder: &Path,
        case: &Case,
        (settings, stored): (&mut Settings, &BTreeMap<String, String>),
        (made, report): (&mut Made, &mut Report),
    ) -> Result<(), Failure> {
        let event = event(folder, case)?;
        let mut last = artefact_of(event.clone());
        made.event = Some(event);
        keep(made, &last)?;
        for kind in [Kind::Facts, Kind::Plan, Kind::Draft, Kind::Verdict, Kind::Article] {
            last = match &last.body {
                Body::Plan(plan) => {
                    let draft = self.draft(&last, settings, stored, report)?;
                    let body = Body::Draft { plan: plan.clone(), draft };
                    Artefact { body, ..last.clone() }
                }
                _ => next(&self.desk, last, kind, settings)?,
            };
            keep(made, &last)?;
        }
        let Body::Article(article) = last.body else { return Ok(()) };
        for format in Format::ALL.into_iter().filter(|&format| format != Format::Json) {
            let name = format!("article.{}", format.extension());
            if format == Format::Markdown || stored.contains_key(&name) {
                made.files.insert(name, self.renderer.render(&article, format)?);
            }
        }
        made.article = Some(article);
        Ok(())
    }

    /// The stored draft, or a new one: of first forms where they made the stored one, and otherwise where one was asked for.
    fn draft(
        &self,
        plan: &Artefact,
        settings: &mut Settings,
        stored: &BTreeMap<String, String>,
        report: &mut Report,
    ) -> Result<Draft, Failure> {
        let old: Option<Draft> = stored.get("draft.json").and_then(|text| serde_json::from_str(text).ok());
        let same_plan = cases::own_part(&plan.body).ok().as_ref() == stored.get("plan.json");
        match old {
            Some(old) if self.args.redraft && !cases::is_first_forms(&old) => {
                let mut trial = settings.clone();
                let new = self.anew(plan, &mut trial)?;
                report.notes.extend(margins(&new));
                if self.args.update {
                    *settings = trial;
                    return Ok(new);
                }
                report.findings.extend(cases::redrafted(&old, &new));
                Ok(old)
            }
            Some(old) if !cases::is_first_forms(&old) && (same_plan || !self.args.update) => Ok(old),
            None if self.args.update => self.anew(plan, settings),
            Some(old) if self.args.update && !cases::is_first_forms(&old) => self.anew(plan, settings),
            Some(_) if self.args.update && self.args.redraft => self.anew(plan, settings),
            Some(_) | None => drafted(pipeline::run(&self.desk, plan.clone(), Kind::Draft, settings, &mut FirstForms)?),
        }
    }

    /// A draft by the drafter of the command line, which the settings then name.
    fn anew(&self, plan: &Artefact, settings: &mut Settings) -> Result<Draft, Failure> {
        let opened = if let Some(opened) = self.opened.get() {
            opened
        } else {
            let writing = Writing { drafter: self.args.drafter, model: self.args.model.clone(), fresh: true, ..Writing::default() };
            let writing = self.run.config.fill(writing);
            let request = Request { drafts: None, ..self.run.request(&writing) };
            let opened = self.run.drafter(&request, self.desk.templates())?;
            self.opened.get_or_init(|| opened)
        };
        let Body::Plan(body) = &plan.body else { return Err(Failure::usage("there is no plan to draft")) };
        (settings.model, settings.house) = (opened.used(), opened.house());
        let mut writers = opened.writers();
        drafted(pipeline::run(&self.desk, plan.clone(), Kind::Draft, settings, writers.chooser(body).as_mut())?)
    }
}

fn drafted(mut made: Vec<Artefact>) -> Result<Draft, Failure> {
    match made.pop().map(|last| last.body) {
        Some(Body::Draft { draft, .. }) => Ok(draft),
        _ => Err(Failure::usage("no draft was made")),
    }
}

/// The smallest margins, for those who wonder how firm a choice is.
fn margins(draft: &Draft) -> Vec<String> {
    let found = cases::margins(draft);
    let none = found.is_empty().then(|| "margins: no runners-up were kept".to_owned());
    none.into_iter().chain(found.into_iter().take(3).map(|(margin, text)| format!("margin {margin:.3}: {text}"))).collect()
}

fn next(desk: &Desk, last: Artefact, kind: Kind, settings: &Settings) -> Result<Artefact, Failure> {
    let mut made = pipeline::run(desk, last, kind, settings, &mut FirstForms)?;
    made.pop().ok_or_else(|| Failure::usage("no stage was run"))
}

fn keep(made: &mut Made, artefact: &Artefact) -> Result<(), Failure> {
    let text = cases::own_part(&artefact.body).map_err(|error| Failure::new(Exit::Write, error.to_string()))?;
    made.files.insert(format!("{}.json", artefact.kind()), text);
    Ok(())
}

/// The event of the case in a folder.
pub(super) fn event_of(folder: &Path) -> Result<Event, Failure> {
    event(folder, &read_toml(&folder.join("case.toml"))?)
}

/// The event of a case, decoded from its feed.
fn event(folder: &Path, case: &Case) -> Result<Event, Failure> {
    let there: Vec<&str> = FEEDS.into_iter().filter(|name| folder.join(name).is_file()).collect();
    let [name] = there.as_slice() else {
        return Err(Failure::usage(format!("a case has one of {}, this one has {}", FEEDS.join(", "), there.len())));
    };
    let primary = read_file(&folder.join(name), LARGEST)?;
    let beside = case.with.iter().map(|name| Ok(read_file(&folder.join(name), LARGEST)?)).collect::<Result<Vec<_>, Failure>>()?;
    let with: Vec<Input<'_>> = beside.iter().zip(&case.with).map(|(fetched, name)| Input::new(&fetched.bytes, name)).collect();
    let decoded = feed::decode(&Input::new(&primary.bytes, name), &with)?;
    let loaded = Loaded { name: (*name).to_owned(), url: None, decoded };
    let (mut events, _) = source::select(loaded, case.event.as_deref(), false)?;
    let mut event = events.pop().ok_or_else(|| Failure::new(Exit::Invalid, format!("{name} holds no event")))?;
    event.source.credit = case.credit.clone().or(event.source.credit);
    event.source.licence = case.licence.clone().or(event.source.licence);
    Ok(event)
}

/// The settings of a case. Who drafted what is stored stands in its record.
fn settings(case: &Case, stored: &BTreeMap<String, String>) -> Result<Settings, Failure> {
    let angle = case.angle.as_deref().map(args::angle).transpose().map_err(Failure::usage)?;
    let writing = Writing { style: case.style, length: case.length, angle, seed: Some(case.seed), ..Writing::default() };
    let mut settings = run::settings(&writing, &case.now, None, &Opened::phrases());
    settings.fixture = case.withheld;
    let article: Option<crate::article::Article> = stored.get("article.json").and_then(|text| serde_json::from_str(text).ok());
    if let Some(provenance) = article.map(|article| article.provenance) {
        settings.model = provenance.model;
        settings.house = provenance.house.unwrap_or_default();
    }
    Ok(settings)
}

/// The artefacts and renderings that are stored.
fn stored(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let renderings = Format::ALL.into_iter().map(|format| format!("article.{}", format.extension()));
    let names = FILES.into_iter().map(str::to_owned).chain(renderings);
    let mut stored = BTreeMap::new();
    for name in names {
        let path = folder.join(&name);
        if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
            stored.insert(name, text);
        }
    }
    Ok(stored)
}

/// Stores what was made, and removes what is no longer made.
fn update(folder: &Path, made: &Made) -> Result<(), Failure> {
    for name in FILES.into_iter().filter(|name| !made.files.contains_key(*name)) {
        let path = folder.join(name);
        if path.is_file() {
            let fault = |error| Failure::new(Exit::Write, format!("cannot remove {}: {error}", path.display()));
            std::fs::remove_file(&path).map_err(fault)?;
        }
    }
    for (name, text) in &made.files {
        write_atomic(&folder.join(name), text.as_bytes())?;
    }
    Ok(())
}

fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
    toml::from_str(&text).map_err(|error| Failure::usage(format!("{}: {}", path.display(), error.message())))
}
