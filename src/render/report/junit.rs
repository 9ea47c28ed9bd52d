//! `JUnit` XML: a suite for each file, a case for each statement.

use super::Checked;
use super::lines::region;
use crate::verify::{Ruling, Statement};
use std::fmt::Write as _;

/// Renders the report.
pub(super) fn render(files: &[Checked<'_>]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"stringer verify\">\n");
    for file in files {
        let counts = file.report.counts();
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
            escape(file.name),
            file.report.statements().count(),
            counts.contradicted,
            counts.not_checkable + counts.waived
        );
        for statement in file.report.statements() {
            case(&mut text, file, statement);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(text: &mut String, file: &Checked<'_>, statement: &Statement) {
    let place = region(file.text, &statement.span);
    let name = format!("{}:{} {} {}", place.line, place.column, statement.rule, statement.text);
    let _ = write!(text, "    <testcase classname=\"{}\" name=\"{}\"", escape(file.name), escape(&name));
    match (statement.ruling, &statement.waived) {
        (Ruling::Supported, _) => text.push_str("/>\n"),
        (Ruling::Contradicted, Some(reason)) => {
            let _ = writeln!(text, "><skipped message=\"waived: {}\"/></testcase>", escape(reason));
        }
        (Ruling::Contradicted, None) => {
            let _ = writeln!(
                text,
                "><failure type=\"{}\" message=\"{}\">{}</failure></testcase>",
                escape(&statement.rule),
                escape(&statement.reason),
                escape(&super::terminal::corrections(statement).unwrap_or_default())
            );
        }
        (Ruling::NotCheckable, _) => {
            let _ = writeln!(text, "><skipped message=\"not checkable: {}\"/></testcase>", escape(&statement.reason));
        }
    }
}

/// Text in XML; characters that XML does not have are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
