//! `stringer verify`: copy by anybody against a feed.

mod fix;
mod waivers;

use crate::cli::args::VerifyArgs;
use crate::cli::run::Run;
use crate::cli::{Exit, Failure, out, source};
use crate::english::Profile;
use crate::event::Event;
use crate::lexicon::Lexicon;
use crate::net::read_file;
use crate::pipeline::Templates;
use crate::publish::write_atomic;
use crate::render::report::{self, Checked, ReportFormat};
use crate::verify::{Document, DocumentFormat, Foreign, ForeignReport, Style, Verifier, Wording, rule_texts};
use std::io::IsTerminal as _;
use std::path::Path;
use waivers::Waivers;

/// Largest file of copy, quotations or waivers, in bytes.
const LARGEST: u64 = 16 << 20;

/// Runs the command.
pub fn run(run: &Run, args: &VerifyArgs) -> Result<Exit, Failure> {
    check_rules(args.select.iter().chain(&args.ignore))?;
    let event = event(run, args)?;
    let templates = templates(args.templates.as_deref().or(run.config.templates.as_deref()))?;
    let verifier = verifier(&templates)?;
    let wording = Wording::read(|name| templates.get(name)).map_err(|error| Failure::usage(error.to_string()))?;
    let quotes = args.quotes.as_deref().map(quotations).transpose()?;
    let mut waivers = args.waivers.as_deref().map(Waivers::read).transpose()?.unwrap_or_default();
    let foreign = Foreign::new(&verifier, &wording, &event, quotes.as_deref());
    let mut files = Vec::new();
    for path in &args.articles {
        files.push(check(&foreign, path, args, &mut waivers)?);
    }
    for unused in waivers.unused() {
        out::warning(&format!("a waiver was not needed: {unused}"));
    }
    let checked: Vec<Checked<'_>> =
        files.iter().map(|(name, text, report)| Checked { name: name.as_str(), text: text.as_str(), report }).collect();
    print(args, &checked, &templates)?;
    let findings = checked.iter().any(|file| file.report.findings().next().is_some());
    Ok(if findings { Exit::Findings } else { Exit::Done })
}

/// Fails at a rule that there is not: it would silently select nothing.
fn check_rules<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    let rules = rule_texts();
    for name in names {
        if name.is_empty() || !rules.iter().any(|rule| begins(rule.id, name)) {
            let failure = Failure::usage(format!("there is no rule \"{}\"", name.escape_debug()));
            return Err(failure.hint("the ids are in `stringer rules list`; the start of an id stands for all that begin with it"));
        }
    }
    Ok(())
}

/// Whether a rule is meant by an id, or by the letters before its number.
fn begins(rule: &str, name: &str) -> bool {
    let letters: String = rule.chars().take_while(char::is_ascii_alphabetic).collect();
    rule.eq_ignore_ascii_case(name) || letters.eq_ignore_ascii_case(name)
}

fn event(run: &Run, args: &VerifyArgs) -> Result<Event, Failure> {
    let (primary, beside) = args.feed.split_first().ok_or_else(|| Failure::usage("no feed was given"))?;
    let mut with = beside.to_vec();
    with.extend(args.map.iter().map(|path| path.to_string_lossy().into_owned()));
    let quiet = run.global.quiet;
    let mut notes = |note: &str| {
        if !quiet {
            out::labelled("note", "36", note);
        }
    };
    let loaded = run.reader(false).load(primary, &with, &mut notes)?;
    let (mut events, refused) = source::select(loaded, args.event.as_deref(), false)?;
    for error in &refused {
        out::warning(&format!("left out: {error}"));
    }
    let event = events.pop().ok_or_else(|| Failure::new(Exit::Invalid, format!("{primary} holds no event")))?;
    source::warn(&event, quiet);
    Ok(event)
}

/// The built-in templates, with those of a folder over them.
fn templates(folder: Option<&Path>) -> Result<Templates, Failure> {
    let embedded = Templates::embedded();
    folder.map_or_else(|| Ok(embedded.clone()), |folder| embedded.clone().overlay(folder).map_err(Failure::from))
}

fn verifier(templates: &Templates) -> Result<Verifier, Failure> {
    let files = templates.below("lexicon/").map(|(name, text)| (name.trim_start_matches("lexicon/"), text));
    let lexicon = Lexicon::from_files(files).map_err(|error| Failure::usage(error.to_string()))?;
    let file = |name: &'static str| (name, templates.get(name).unwrap_or_default());
    let style = Style::read(Profile::Ap, file("styles/ap.toml"), file("styles/words.toml"));
    Ok(Verifier::new(lexicon, style.map_err(|error| Failure::usage(error.to_string()))?))
}

/// A text file.
fn text(path: &Path) -> Result<String, Failure> {
    let bytes = read_file(path, LARGEST)?.bytes;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(format!("{} is not UTF-8: byte {at} is no part of a character", path.display()))
    })
}

/// One quotation a line; quotation marks around it and a speaker before it (`NAME: `) do not count.
fn quotations(path: &Path) -> Result<Vec<String>, Failure> {
    Ok(text(path)?.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn check(foreign: &Foreign<'_>, path: &Path, args: &VerifyArgs, waivers: &mut Waivers) -> Result<(String, String, ForeignReport), Failure> {
    let name = path.to_string_lossy().into_owned();
    let format = DocumentFormat::of_name(&name)
        .ok_or_else(|| Failure::usage(format!("{name}: the ending tells no form of copy")).hint("copy is .md, .html, .txt or .json"))?;
    let read = |text: &str| {
        let document = Document::read(text, format).map_err(|error| Failure::usage(format!("{name}: {error}")))?;
        Ok::<_, Failure>(select(foreign.check(&document), args))
    };
    let mut copy = text(path)?;
    let mut report = read(&copy)?;
    waivers.apply(&name, &mut report);
    if args.fix {
        let (fixed, count) = fix::fixed(&copy, format, &report);
        if count > 0 {
            write_atomic(path, fixed.as_bytes())?;
            out::labelled("note", "36", &format!("{}: {count} corrected", out::clean(&name)));
            copy = fixed;
            report = read(&copy)?;
            waivers.apply(&name, &mut report);
        }
    }
    Ok((name, copy, report))
}

/// Leaves only the rules that were asked for.
fn select(mut report: ForeignReport, args: &VerifyArgs) -> ForeignReport {
    let wanted = |rule: &str| {
        (args.select.is_empty() || args.select.iter().any(|name| begins(rule, name))) && !args.ignore.iter().any(|name| begins(rule, name))
    };
    for sentence in &mut report.sentences {
        sentence.statements.retain(|statement| wanted(&statement.rule));
    }
    report
}

fn print(args: &VerifyArgs, files: &[Checked<'_>], templates: &Templates) -> Result<(), Failure> {
    let colours = args.output.is_none() && std::io::stdout().is_terminal() && out::colours_wanted();
    let text = match args.format {
        ReportFormat::Text => report::terminal(files, colours, args.all),
        ReportFormat::Html => report::page(files, templates.get(report::PAGE).unwrap_or_default())?,
        format => report::render(format, files, &rule_texts())?,
    };
    match &args.output {
        Some(path) => write_atomic(path, text.as_bytes()).map(drop).map_err(Failure::from),
        None => out::data(text.as_bytes()),
    }
}
