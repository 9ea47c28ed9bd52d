//! `stringer grammar sample`.

use super::{events, plan};
use crate::cli::args::DrafterKind;
use crate::cli::args::grammar::Sample;
use crate::cli::drafter::{self, Opened, Request};
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out, source};
use crate::draft::{Candidate, Chooser, Draft, DraftError, FirstForms, Job, RandomForms, Runs, Sentence, Wishes};
use crate::event::Event;
use crate::grammar::{Lattice, mix};
use crate::pipeline::Desk;
use crate::plan::Plan;

/// Random paths of a part, of which the least probable is shown.
const TRIES: u64 = 8;

/// A way to write the article.
type Version = (String, Draft);

/// Runs the command.
pub(super) fn run(run: &Run, mut args: Sample) -> Result<Exit, Failure> {
    args.writing = run.config.fill(args.writing);
    let (desk, _) = run::desk(args.writing.templates.as_deref())?;
    let model = args.worst || args.writing.drafter == Some(DrafterKind::Model);
    let opened = if model {
        let request = Request { kind: Some(DrafterKind::Model), drafts: None, ..run.request(&args.writing) };
        run.drafter(&request, desk.templates())?
    } else {
        Opened::phrases()
    };
    let settings = run::settings(&args.writing, &run::now(&args.writing)?, None, &opened);
    let runs = Runs::of(&drafter::house(args.writing.house.as_deref(), desk.templates())?);
    let mut text = String::new();
    for event in chosen(run, &args)? {
        source::check_angle(&event, &settings.angle)?;
        let title = out::clean(&source::describe(&event));
        let plan = plan(&desk, event, &settings)?;
        let versions = versions(&desk, &plan, &args, model.then_some(&opened))?;
        text.extend([&title, "\n\n", &side_by_side(&versions), &of_house_copy(&versions, &runs), "\n"]);
    }
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

fn chosen(run: &Run, args: &Sample) -> Result<Vec<Event>, Failure> {
    let mut with = args.reading.with.clone();
    with.extend(args.reading.map.iter().map(|path| path.to_string_lossy().into_owned()));
    if with.is_empty() && args.reading.event.is_none() && args.reading.all {
        return events(run, &args.source);
    }
    let loaded = run.reader(args.writing.fresh).load(&args.source, &with, &mut |_| {})?;
    source::select(loaded, args.reading.event.as_deref(), args.reading.all).map(|(events, _)| events)
}

fn versions(desk: &Desk, plan: &Plan, args: &Sample, opened: Option<&Opened>) -> Result<Vec<Version>, Failure> {
    let seed = args.writing.seed.unwrap_or(0);
    let mut found = Vec::new();
    let mut add = |name: String, chooser: &mut dyn Chooser| -> Result<(), Failure> {
        found.push((name, desk.draft(plan, chooser, &Wishes::default())?));
        Ok(())
    };
    add("first forms".to_owned(), &mut FirstForms)?;
    if let Some(opened) = opened {
        let mut writers = opened.writers();
        add("model".to_owned(), writers.chooser(plan).as_mut())?;
        if args.worst {
            let inner = writers.patient(plan);
            add(format!("least probable of {TRIES}"), &mut Worst { inner, state: mix(seed) })?;
        }
    }
    for number in 0..args.count {
        add(format!("random {}", number + 1), &mut RandomForms { seed: mix(seed).wrapping_add(number) })?;
    }
    if args.extreme {
        add("longest".to_owned(), &mut Extreme { longest: true })?;
        add("shortest".to_owned(), &mut Extreme { longest: false })?;
    }
    Ok(found)
}

/// The longest or the shortest sentences.
struct Extreme {
    longest: bool,
}

impl Chooser for Extreme {
    fn choose(&mut self, lattice: &Lattice, _job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        Ok(vec![Candidate { path: lattice.extreme_path(self.longest), score: None, by_model: false }])
    }
}

/// Random paths, the one that the model likes least first.
struct Worst<'a> {
    inner: Box<dyn Chooser + 'a>,
    state: u64,
}

impl Chooser for Worst<'_> {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        let mut found: Vec<Candidate> = Vec::new();
        for _ in 0..TRIES {
            self.state = mix(self.state);
            let path = lattice.random_path(self.state);
            if found.iter().any(|known| known.path == path) {
                continue;
            }
            let score = self.inner.choose(&lattice.only(&path), job)?.first().and_then(|only| only.score);
            found.push(Candidate { path, score, by_model: true });
        }
        found.sort_by(|a, b| a.score.unwrap_or(f64::MAX).total_cmp(&b.score.unwrap_or(f64::MAX)));
        Ok(found)
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        self.inner.take(lattice, path, job)
    }

    fn scored(&self) -> u64 {
        self.inner.scored()
    }
}

/// How much of each version stands in house copy.
fn of_house_copy(versions: &[Version], runs: &Runs) -> String {
    let mut text = "runs of five words that stand in house copy\n".to_owned();
    let width = versions.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, draft) in versions {
        let shared = draft.paragraphs.iter().map(|paragraph| {
            let words: Vec<&str> = paragraph.sentences.iter().map(|sentence| sentence.text.as_str()).collect();
            runs.shared(&words.join(" "))
        });
        let (common, all) = shared.fold((0, 0), |(common, all), shared| (common + shared.common, all + shared.all));
        text.extend([format!("  {name:width$}  {common} of {all}\n")]);
    }
    text
}

/// The versions part by part, each line under the other.
fn side_by_side(versions: &[Version]) -> String {
    let mut roles: Vec<&str> = vec!["headline", "standfirst"];
    for paragraph in versions.iter().flat_map(|(_, draft)| &draft.paragraphs) {
        if !roles.contains(&paragraph.role.as_str()) {
            roles.push(&paragraph.role);
        }
    }
    let width = versions.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for role in roles {
        text.extend([role, "\n"]);
        for (name, draft) in versions {
            let sentences = part(draft, role);
            let words: Vec<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
            let score = sentences.iter().find_map(|sentence| sentence.score).map(|score| format!("  [{score:.1}]")).unwrap_or_default();
            text.push_str(&out::clean(&format!("  {name:width$}  {}{score}", words.join(" "))));
            text.push('\n');
            for ban in sentences.iter().flat_map(|sentence| &sentence.bans) {
                text.push_str(&out::clean(&format!("  {:width$}  refused: {ban}", "")));
                text.push('\n');
            }
        }
        text.push('\n');
    }
    text
}

fn part<'a>(draft: &'a Draft, role: &str) -> Vec<&'a Sentence> {
    match role {
        "headline" => vec![&draft.headline],
        "standfirst" => draft.standfirst.iter().collect(),
        _ => draft.paragraphs.iter().filter(|paragraph| paragraph.role == role).flat_map(|paragraph| &paragraph.sentences).collect(),
    }
}
