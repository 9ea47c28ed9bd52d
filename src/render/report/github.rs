//! Annotations of GitHub Actions: one line for each finding.

use super::Checked;
use super::lines::region;
use super::terminal::corrections;
use std::fmt::Write as _;

/// Renders the report.
pub(super) fn render(files: &[Checked<'_>]) -> String {
    let mut text = String::new();
    for file in files {
        for finding in file.report.findings() {
            let span = finding.spots.first().map_or(&finding.span, |spot| &spot.span);
            let place = region(file.text, span);
            let message = match corrections(finding) {
                Some(fix) => format!("{}. {fix}", finding.reason),
                None => finding.reason.clone(),
            };
            let _ = writeln!(
                text,
                "::error file={},line={},endLine={},col={},endColumn={},title={}::{}",
                property(file.name),
                place.line,
                place.end_line,
                place.column,
                place.end_column,
                property(&format!("{} \"{}\"", finding.rule, finding.text)),
                data(&message)
            );
        }
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
