//! Whether a record agrees with itself; a record that does not is never rendered.

use super::{Article, Drafted, Drafter, PubStatus, SCHEMA, Sentence, digital_source_type, is_safe_slug, language_of};
use crate::english::text::strip_unsafe;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::fmt;

/// Something about a record that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer into the record.
    pub at: String,
    /// What is wrong, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at {})", self.message, self.at)
    }
}

impl Article {
    /// Everything that contradicts itself in the record; an empty list means that it can be rendered.
    pub fn check(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        self.check_head(&mut found);
        self.check_sentences(&mut found);
        self.check_table(&mut found);
        self.check_disclosure(&mut found);
        self.check_status(&mut found);
        found
    }

    /// How many sentences each drafter worded.
    pub fn drafted(&self) -> Drafted {
        let mut counts = Drafted::default();
        for sentence in self.sentences() {
            match sentence.drafter {
                Drafter::Model => counts.model += 1,
                Drafter::Phrases => counts.phrases += 1,
            }
        }
        counts
    }

    fn check_head(&self, found: &mut Vec<Problem>) {
        if self.schema != SCHEMA {
            say(found, "/schema", format!("the record has schema {}, this program knows {SCHEMA}", self.schema));
        }
        if !is_tag_uri(&self.id) {
            say(found, "/id", format!("\"{}\" is no tag URI", self.id.escape_debug()));
        }
        if !is_safe_slug(&self.slug) {
            say(found, "/slug", format!("\"{}\" is not safe as a name", self.slug.escape_debug()));
        }
        if self.version == 0 {
            say(found, "/version", "versions start at 1");
        }
        if self.language != language_of(self.style) {
            say(found, "/language", format!("\"{}\" is not the language of the style", self.language.escape_debug()));
        }
        if self.provenance.now.parse::<Timestamp>().is_err() {
            say(found, "/provenance/now", "the clock is no RFC 3339 timestamp");
        }
        for (at, text) in [("/byline", &self.byline), ("/dateline", &self.dateline)] {
            if let Some(text) = text {
                check_text(text, at, found);
            }
        }
    }

    fn check_sentences(&self, found: &mut Vec<Problem>) {
        let known: BTreeSet<&str> = self.facts.iter().map(|fact| fact.id.as_str()).collect();
        if known.len() != self.facts.len() {
            say(found, "/facts", "a fact is listed twice");
        }
        if self.body.is_empty() {
            say(found, "/body", "there is no text");
        }
        check_sentence(&self.headline, "/headline", &known, found);
        if let Some(standfirst) = &self.standfirst {
            check_sentence(standfirst, "/standfirst", &known, found);
        }
        for (p, paragraph) in self.body.iter().enumerate() {
            if paragraph.sentences.is_empty() {
                say(found, format!("/body/{p}/sentences"), "the paragraph is empty");
            }
            for (s, sentence) in paragraph.sentences.iter().enumerate() {
                check_sentence(sentence, &format!("/body/{p}/sentences/{s}"), &known, found);
            }
        }
    }

    fn check_table(&self, found: &mut Vec<Problem>) {
        let width = self.table.columns.len();
        if width == 0 || self.table.rows.is_empty() {
            say(found, "/table", "the table is empty");
        }
        if self.table.header >= width {
            say(found, "/table/header", "there is no such column");
        }
        for (at, row) in self.table.rows.iter().enumerate() {
            if row.len() != width {
                say(found, format!("/table/rows/{at}"), format!("the row has {} cells, the table {width} columns", row.len()));
            }
            row.iter().enumerate().for_each(|(c, cell)| check_text(cell, &format!("/table/rows/{at}/{c}"), found));
        }
        for series in self.chart.iter().flat_map(|chart| &chart.series) {
            let points = self.chart.as_ref().map_or(0, |chart| chart.points.len());
            if series.values.len() != points || series.texts.len() != points {
                say(found, "/chart/series", format!("\"{}\" has not one value per point", series.label.escape_debug()));
            }
        }
    }

    fn check_disclosure(&self, found: &mut Vec<Problem>) {
        let computed = digital_source_type(self.sentences()).code();
        if self.digital_source_type != computed {
            let message = format!("it says \"{}\", but what ran makes it \"{computed}\"", self.digital_source_type.escape_debug());
            say(found, "/digital_source_type", message);
        }
        check_text(&self.disclosure, "/disclosure", found);
        let counted = self.drafted();
        if self.provenance.drafted != counted {
            say(found, "/provenance/drafted", "the counts by drafter are not those of the sentences");
        }
        if counted.model > 0 && self.provenance.model.is_none() {
            say(found, "/provenance/model", "a model worded sentences, but none is named");
        }
        if let Some(credit) = &self.source.credit
            && !self.disclosure.contains(credit.trim_end_matches('.'))
        {
            say(found, "/disclosure", "the credit line of the source is missing");
        }
    }

    fn check_status(&self, found: &mut Vec<Problem>) {
        if self.status.pubstatus == PubStatus::Usable && self.event.test {
            say(found, "/status", "a test cannot be usable");
        }
        if self.status.pubstatus == PubStatus::Usable && self.valid_review().is_none() && self.status.reasons.is_empty() {
            say(found, "/status", "it is usable, but nobody reviewed this text and no reason says that this was allowed");
        }
        if self.status.pubstatus != PubStatus::Usable && self.status.reasons.is_empty() {
            say(found, "/status/reasons", "it is not usable, and no reason says why");
        }
        if let Some(review) = &self.review
            && review.at.parse::<Timestamp>().is_err()
        {
            say(found, "/review/at", "the time of the review is no RFC 3339 timestamp");
        }
    }
}

fn check_sentence(sentence: &Sentence, at: &str, known: &BTreeSet<&str>, found: &mut Vec<Problem>) {
    check_text(&sentence.text, &format!("{at}/text"), found);
    for fact in sentence.facts.iter().filter(|fact| !known.contains(fact.as_str())) {
        say(found, format!("{at}/facts"), format!("the fact \"{}\" is not in the record", fact.escape_debug()));
    }
    if let Some(chosen) = sentence.chosen
        && sentence.alternatives.get(chosen).is_none_or(|alternative| alternative.text != sentence.text)
    {
        say(found, format!("{at}/chosen"), "the chosen alternative is not the text");
    }
    let scores = sentence.score.iter().chain(sentence.alternatives.iter().filter_map(|alternative| alternative.score.as_ref()));
    if scores.into_iter().any(|score| !score.is_finite()) {
        say(found, format!("{at}/score"), "a score is no finite number");
    }
}

/// Printed text: not empty, on one line, without characters that cannot be seen or that turn the direction of the line.
fn check_text(text: &str, at: &str, found: &mut Vec<Problem>) {
    if text.trim().is_empty() {
        say(found, at, "the text is empty");
    }
    if let Some(hidden) = text.chars().find(|&c| is_hidden(c)) {
        say(found, at, format!("the text has the invisible character U+{:04X}", u32::from(hidden)));
    }
}

/// Controls (line breaks too), bidirectional overrides, tags, variation selectors, characters without width; the joiners that
/// some scripts need are left to the decoders of the feeds.
fn is_hidden(c: char) -> bool {
    let joiner = matches!(c, '\u{200c}' | '\u{200d}');
    c.is_control() || (!joiner && !c.is_whitespace() && strip_unsafe(c.encode_utf8(&mut [0; 4])).is_empty())
}

/// RFC 4151 in outline: `tag:authority,date:specific`, in characters that a URI may have.
fn is_tag_uri(id: &str) -> bool {
    let Some((authority, specific)) = id.strip_prefix("tag:").and_then(|rest| rest.split_once(':')) else { return false };
    let allowed = id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b));
    allowed && authority.contains(',') && !specific.is_empty()
}

fn say(found: &mut Vec<Problem>, at: impl Into<String>, message: impl Into<String>) {
    found.push(Problem { at: at.into(), message: message.into() });
}

#[cfg(test)]
mod tests {
    use super::super::{Status, sample};
    use super::*;

    fn broken(change: impl FnOnce(&mut Article)) -> Vec<String> {
        let mut article = sample::article();
        change(&mut article);
        article.check().into_iter().map(|problem| problem.at).collect()
    }

    #[test]
    fn the_sample_agrees_with_itself() {
        assert_eq!(sample::article().check(), []);
    }

    #[test]
    fn each_contradiction_is_found_where_it_is() {
        assert_eq!(broken(|a| a.schema = 2), ["/schema"]);
        assert_eq!(broken(|a| a.id = "urn:x".into()), ["/id"]);
        assert_eq!(broken(|a| a.slug = "../x".into()), ["/slug"]);
        assert_eq!(broken(|a| a.version = 0), ["/version"]);
        assert_eq!(broken(|a| a.language = "en-US".into()), ["/language"]);
        assert_eq!(broken(|a| a.table.header = 9), ["/table/header"]);
        assert_eq!(broken(|a| a.facts.push(a.facts[0].clone())), ["/facts"]);
        assert_eq!(broken(|a| a.dateline = Some("Spa\n".into())), ["/dateline"]);
        assert_eq!(broken(|a| a.body.clear()), ["/body", "/provenance/drafted"]);
        assert_eq!(broken(|a| a.headline.text = " ".into()), ["/headline/text"]);
        assert_eq!(broken(|a| a.headline.text = "A\u{202e}B".into()), ["/headline/text"]);
        assert_eq!(broken(|a| a.headline.facts.push("win:nobody".into())), ["/headline/facts"]);
        assert_eq!(broken(|a| a.headline.chosen = Some(0)), ["/headline/chosen"]);
        assert_eq!(broken(|a| a.headline.score = Some(f64::NAN)), ["/headline/score"]);
        assert_eq!(broken(|a| a.table.rows[0].truncate(2)), ["/table/rows/0"]);
        assert_eq!(broken(|a| a.digital_source_type = "print".into()), ["/digital_source_type"]);
        assert_eq!(broken(|a| a.disclosure = "By nobody.".into()), ["/disclosure"]);
        assert_eq!(broken(|a| a.provenance.now = "yesterday".into()), ["/provenance/now"]);
        assert_eq!(broken(|a| a.event.test = true), Vec::<String>::new());
        assert_eq!(broken(|a| a.status.reasons.clear()), ["/status/reasons"]);
    }

    #[test]
    fn a_test_is_never_usable() {
        let found = broken(|a| {
            a.event.test = true;
            a.status.pubstatus = PubStatus::Usable;
        });
        assert_eq!(found, ["/status"]);
    }

    #[test]
    fn usable_copy_needs_a_review_of_this_text_or_a_reason() {
        let usable = |a: &mut Article| a.status = Status { pubstatus: PubStatus::Usable, reasons: Vec::new() };
        assert_eq!(broken(usable), ["/status"]);
        let approved = |a: &mut Article| {
            usable(a);
            a.approve("A. Editor", None, sample::NOW);
        };
        assert_eq!(broken(approved), Vec::<String>::new());
        let changed = |a: &mut Article| {
            approved(a);
            a.headline.text.push('!');
        };
        assert_eq!(broken(changed), ["/status"]);
    }

    #[test]
    fn the_version_goes_up_with_the_text_only() {
        let (first, mut second) = (sample::article(), sample::article());
        second.provenance.seed = 8;
        assert_eq!(second.version_after(&first), 1);
        second.table.rows[0][1].push('!');
        assert_eq!(second.version_after(&first), 2);
    }

    #[test]
    fn the_record_survives_json_in_its_own_order() {
        let article = sample::article();
        let text = serde_json::to_string_pretty(&article).unwrap();
        assert_eq!(serde_json::from_str::<Article>(&text).unwrap(), article);
        let keys: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  \"")).filter_map(|line| line.split('"').next()).collect();
        assert_eq!(&keys[..4], ["schema", "id", "slug", "version"]);
        assert_eq!(keys.last(), Some(&"verdict"));
    }
}
