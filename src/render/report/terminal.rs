//! The report as a person reads it: the sentence with its spans, and under it what is wrong and why.

use super::Checked;
use super::lines::region;
use crate::english::text::strip_unsafe;
use crate::verify::{Ruling, SentenceReport, Statement};
use std::fmt::Write as _;

const RED: &str = "31;1";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const DIM: &str = "2";

/// Renders the report; `all` lists also what is supported, with its cells.
pub fn terminal(files: &[Checked<'_>], colours: bool, all: bool) -> String {
    let paint = Paint { colours };
    let mut text = String::new();
    for file in files {
        for sentence in &file.report.sentences {
            let worth = |statement: &Statement| all || statement.ruling != Ruling::Supported;
            if sentence.statements.iter().any(worth) {
                of_sentence(&mut text, &paint, file, sentence, all);
            }
        }
        summary(&mut text, &paint, file);
    }
    text
}

/// What would make a statement true, in words.
pub(super) fn corrections(statement: &Statement) -> Option<String> {
    let ways: Vec<String> = statement
        .spots
        .iter()
        .filter_map(|spot| Some(format!("\"{}\" -> \"{}\"", strip_unsafe(&spot.text), strip_unsafe(spot.fix.as_ref()?))))
        .collect();
    if ways.is_empty() { None } else { Some(format!("write {}", ways.join(" or "))) }
}

struct Paint {
    colours: bool,
}

impl Paint {
    fn put(&self, colour: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn of_sentence(text: &mut String, paint: &Paint, file: &Checked<'_>, sentence: &SentenceReport, all: bool) {
    let place = region(file.text, &sentence.span);
    let _ = writeln!(text, "{}:{}:{}", strip_unsafe(file.name), place.line, place.column);
    let _ = writeln!(text, "  {}", marked(paint, file, sentence));
    for statement in &sentence.statements {
        let (colour, word) = match statement.ruling {
            Ruling::Supported if all => (GREEN, "supported"),
            Ruling::Supported => continue,
            Ruling::Contradicted if statement.waived.is_some() => (DIM, "waived"),
            Ruling::Contradicted => (RED, "contradicted"),
            Ruling::NotCheckable => (YELLOW, "not checkable"),
        };
        let label = paint.put(colour, &format!("{:<3} {word}", statement.rule));
        let _ = writeln!(text, "    {label}: \"{}\": {}", strip_unsafe(&statement.text), strip_unsafe(&statement.reason));
        if let Some(reason) = &statement.waived {
            let _ = writeln!(text, "        waived: {}", strip_unsafe(reason));
        }
        if statement.ruling == Ruling::Contradicted
            && let Some(fix) = corrections(statement)
        {
            let sure = if statement.certain { "" } else { " (not certain)" };
            let _ = writeln!(text, "        {fix}{sure}");
        }
        if all || statement.ruling == Ruling::Contradicted {
            for cell in statement.cells.iter().take(4) {
                let line = format!("{} = {}", cell.at, cell.raw);
                let _ = writeln!(text, "        {}", paint.put(DIM, &strip_unsafe(&line)));
            }
        }
    }
    text.push('\n');
}

/// The sentence as it stands in the file, its spans coloured; where spans meet, the graver one shows.
fn marked(paint: &Paint, file: &Checked<'_>, sentence: &SentenceReport) -> String {
    let source = file.text.get(sentence.span.clone()).unwrap_or_default();
    let mut shown = String::new();
    let mut run = (String::new(), None);
    for (at, c) in source.char_indices() {
        let colour = colour_at(sentence, sentence.span.start + at);
        if colour != run.1 {
            flush(paint, &mut shown, &mut run);
            run.1 = colour;
        }
        if c.is_whitespace() {
            run.0.push(' ');
        } else if !strip_unsafe(&c.to_string()).is_empty() {
            run.0.push(c);
        }
    }
    flush(paint, &mut shown, &mut run);
    shown
}

fn flush(paint: &Paint, shown: &mut String, run: &mut (String, Option<&'static str>)) {
    let text = std::mem::take(&mut run.0);
    shown.push_str(&match run.1 {
        Some(colour) if !text.is_empty() => paint.put(colour, &text),
        _ => text,
    });
}

fn colour_at(sentence: &SentenceReport, byte: usize) -> Option<&'static str> {
    let within = |statement: &&Statement| match statement.ruling {
        Ruling::Contradicted => statement.spots.iter().any(|spot| spot.span.contains(&byte)),
        _ => statement.span.contains(&byte),
    };
    let graver = |ruling: Ruling| match ruling {
        Ruling::Contradicted => 2,
        Ruling::NotCheckable => 1,
        Ruling::Supported => 0,
    };
    let found = sentence.statements.iter().filter(within).max_by_key(|statement| graver(statement.ruling))?;
    Some(match found.ruling {
        Ruling::Contradicted if found.waived.is_some() => DIM,
        Ruling::Contradicted => RED,
        Ruling::NotCheckable => YELLOW,
        Ruling::Supported => GREEN,
    })
}

fn summary(text: &mut String, paint: &Paint, file: &Checked<'_>) {
    let counts = file.report.counts();
    let waived = if counts.waived > 0 { format!(", {} waived", counts.waived) } else { String::new() };
    let contradicted = format!("{} contradicted", counts.contradicted);
    let contradicted = if counts.contradicted > 0 { paint.put(RED, &contradicted) } else { contradicted };
    let _ = writeln!(
        text,
        "{}: {contradicted}, {} supported, {} not checkable{waived}",
        strip_unsafe(file.name),
        counts.supported,
        counts.not_checkable
    );
}
