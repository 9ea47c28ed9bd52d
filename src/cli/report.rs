//! What a run did, in words for standard error.

use super::out::clean;
use crate::article::{Article, PubStatus};
use crate::pipeline::finish::Tally;
use std::time::Duration;

/// The line at the end of a recap.
pub fn summary(article: &Article, took: Duration) -> String {
    let tally = Tally::of(article);
    let sentences = tally.by_model + tally.by_phrases;
    let mut parts = vec![
        format!("{} facts", tally.facts),
        format!("{sentences} sentences ({} by the model, {} by first forms)", tally.by_model, tally.by_phrases),
        format!("out of {} possible strings", magnitude(tally.strings_log10)),
        format!("{} tokens scored", tally.tokens),
    ];
    parts.extend(tally.checks.map(|checks| format!("{checks} checks run")));
    if tally.bans > 0 {
        parts.push(format!("{} wordings refused and replaced", tally.bans));
    }
    parts.push(format!("{:.1} s", took.as_secs_f64()));
    format!("{}: {}", clean(&article.event.name), parts.join(", "))
}

/// Whether the article may be used, and why not.
pub fn status(article: &Article) -> Option<String> {
    let reasons = article.status.reasons.join("; ");
    match article.status.pubstatus {
        PubStatus::Usable => None,
        PubStatus::Withheld => Some(format!("withheld: {reasons}")),
        PubStatus::Canceled => Some(format!("canceled: {reasons}")),
    }
}

/// A number by its decimal logarithm: exact below a million, otherwise its order.
fn magnitude(log10: f64) -> String {
    if log10 < 6.0 { format!("{:.0}", 10_f64.powf(log10)) } else { format!("10^{log10:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_exact_and_large_ones_are_orders() {
        assert_eq!(magnitude(0.0), "1");
        assert_eq!(magnitude(3.0), "1000");
        assert_eq!(magnitude(23.4), "10^23");
    }
}
