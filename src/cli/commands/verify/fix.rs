//! Corrections in the file, in the escapes of its format.

use crate::verify::{DocumentFormat, ForeignReport, Spot};

/// The text with every certain correction made, and how many there were. Of two that overlap the first is made.
pub(super) fn fixed(text: &str, format: DocumentFormat, report: &ForeignReport) -> (String, usize) {
    let certain = report.findings().filter(|finding| finding.certain).filter_map(|finding| finding.spots.first());
    let mut spots: Vec<&Spot> = certain.filter(|spot| spot.fix.is_some()).collect();
    spots.sort_by_key(|spot| (spot.span.start, spot.span.end));
    let mut fixed = String::new();
    let (mut at, mut count) = (0, 0);
    for spot in spots {
        let (Some(right), Some(before)) = (&spot.fix, text.get(at..spot.span.start)) else { continue };
        fixed.push_str(before);
        fixed.push_str(&escaped(right, format));
        at = spot.span.end;
        count += 1;
    }
    fixed.push_str(text.get(at..).unwrap_or_default());
    (fixed, count)
}

fn escaped(text: &str, format: DocumentFormat) -> String {
    match format {
        DocumentFormat::Html => text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        DocumentFormat::Json => {
            let quoted = serde_json::Value::String(text.to_owned()).to_string();
            quoted.trim_matches('"').to_owned()
        }
        DocumentFormat::Markdown => text.replace('*', "\\*").replace('_', "\\_"),
        DocumentFormat::Text => text.to_owned(),
    }
}
