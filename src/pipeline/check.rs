//! Fixtures: what a case is, what its stages made, and how that compares with what is stored and expected.
//!
//! A case stores for each stage the part that this stage adds (a plan without its event and ledger, a draft without its plan),
//! so that a difference stands in one file, and the first file that differs names the stage that changed.

use super::Body;
use crate::article::Article;
use crate::draft::{Draft, Sentence};
use crate::english::Profile;
use crate::event::Event;
use crate::plan::Length;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use similar::TextDiff;
use std::collections::BTreeMap;

/// Files of a case in the order of the flow; those after the record are renderings.
pub const FILES: [&str; 8] = ["event.json", "facts.json", "plan.json", "draft.json", "verdict.json", "article.json", "article.md", REFUSAL];

/// Why a case that is refused has no article.
pub const REFUSAL: &str = "refusal.txt";

/// Most lines of a difference that are shown.
const LONGEST: usize = 60;

/// `case.toml`: how the case is run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub title: String,
    /// Files of the folder that are given beside the feed.
    #[serde(default)]
    pub with: Vec<String>,
    /// Its article is marked as withheld, whatever else is set.
    pub withheld: bool,
    /// The event does not exist.
    #[serde(default)]
    pub invented: bool,
    /// Credit line of the data, where the feed has none.
    pub credit: Option<String>,
    /// Licence of the data, where the feed has none.
    pub licence: Option<String>,
    /// The event to take where the feed has several.
    pub event: Option<String>,
    /// The angle, as on the command line.
    pub angle: Option<String>,
    /// House style.
    pub style: Option<Profile>,
    /// Length.
    pub length: Option<Length>,
    /// Seed.
    #[serde(default)]
    pub seed: u64,
    /// Time of the run.
    #[serde(default = "fixed_now")]
    pub now: String,
}

fn fixed_now() -> String {
    "2026-01-01T00:00:00Z".to_owned()
}

/// How a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// With an article.
    Article,
    /// Without one: the feed or the article is refused.
    Refused,
}

/// One name or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// One.
    One(String),
    /// Several, in the order of the feed.
    Several(Vec<String>),
}

/// `expect.toml`: what a person says that must come out. No command ever writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Article or refusal.
    pub outcome: Ending,
    /// What the refusal must say.
    pub refusal: Option<String>,
    /// The winner, or those who share the win.
    pub winner: Option<Names>,
    /// The first in the order of the result.
    #[serde(default)]
    pub order: Vec<String>,
    /// What headline, standfirst and text must contain.
    #[serde(default)]
    pub must_say: Vec<String>,
    /// What they must not contain.
    #[serde(default)]
    pub must_not_say: Vec<String>,
}

/// What the stages of a case made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Made {
    /// Files by name, as they would be stored.
    pub files: BTreeMap<String, String>,
    /// The event, when the feed was read.
    pub event: Option<Event>,
    /// The article, when there is one.
    pub article: Option<Article>,
    /// Why there is none.
    pub refusal: Option<String>,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What, as one line.
    pub what: String,
    /// The difference, as lines.
    pub diff: Option<String>,
}

impl Finding {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), diff: None }
    }
}

/// The part of an artefact that its own stage adds, as the text of its file.
pub fn own_part(body: &Body) -> Result<String, serde_json::Error> {
    let value = match body {
        Body::Event(event) => serde_json::to_value(event)?,
        Body::Facts { ledger, .. } => serde_json::to_value(ledger)?,
        Body::Plan(plan) => {
            let mut value = serde_json::to_value(plan)?;
            if let Some(fields) = value.as_object_mut() {
                fields.remove("event");
                fields.remove("ledger");
            }
            value
        }
        Body::Draft { draft, .. } => serde_json::to_value(draft)?,
        Body::Verdict { verdict, .. } => serde_json::to_value(verdict)?,
        Body::Article(article) => redacted(article)?,
    };
    serde_json::to_string_pretty(&value).map(|text| format!("{text}\n"))
}

/// The record without the digest of all templates, which changes with every phrase of every sport.
fn redacted(article: &Article) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(article)?;
    if let Some(digest) = value.pointer_mut("/provenance/templates") {
        *digest = Value::String("(not compared)".to_owned());
    }
    Ok(value)
}

/// What is stored against what was made: every file that is missing or left over, and the first that differs. Those after it follow
/// from it and are not shown.
pub fn compare(stored: &BTreeMap<String, String>, made: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known: Vec<&str> = FILES.into_iter().chain(made.keys().map(String::as_str).filter(|name| !FILES.contains(name))).collect();
    let mut differs = false;
    for name in known {
        match (stored.get(name), made.get(name)) {
            (None, Some(_)) => findings.push(Finding::new(format!("{name} is missing"))),
            (Some(_), None) => findings.push(Finding::new(format!("{name} is stored, and nothing like it was made"))),
            (Some(old), Some(new)) if old != new && !differs => {
                differs = true;
                findings.push(Finding { what: format!("{name} differs, the first that does"), diff: Some(diff(name, old, new)) });
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    findings
}

/// A unified difference, cut where it is long.
fn diff(name: &str, old: &str, new: &str) -> String {
    let text = TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(2)
        .header(&format!("stored/{name}"), &format!("made/{name}"))
        .to_string();
    let lines: Vec<&str> = text.lines().collect();
    let shown = lines.get(..LONGEST).unwrap_or(&lines).join("\n");
    if lines.len() > LONGEST { format!("{shown}\n... {} more lines", lines.len() - LONGEST) } else { shown }
}

/// What a person expects against what was made.
pub fn expectations(expect: &Expect, made: &Made) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |what: String| findings.push(Finding::new(what));
    match (expect.outcome, &made.article, &made.refusal) {
        (Ending::Article, None, why) => {
            say(format!("an article was expected; it was refused: {}", why.as_deref().unwrap_or("for no reason")));
        }
        (Ending::Refused, Some(_), _) => say("a refusal was expected, and there is an article".to_owned()),
        (Ending::Refused, None, Some(why)) => {
            if let Some(wanted) = expect.refusal.as_ref().filter(|wanted| !why.contains(wanted.as_str())) {
                say(format!("the refusal must say {wanted:?}; it says: {why}"));
            }
        }
        (Ending::Article, Some(_), _) | (Ending::Refused, None, None) => {}
    }
    if let Some(event) = &made.event {
        result(expect, event).into_iter().for_each(&mut say);
    }
    if let Some(article) = &made.article {
        wording(expect, article).into_iter().for_each(&mut say);
    }
    findings
}

fn result(expect: &Expect, event: &Event) -> Vec<String> {
    let mut wrong = Vec::new();
    let winners: Vec<&str> = event.winners().iter().map(|row| row.competitor.full()).collect();
    let wanted: Option<Vec<&str>> = expect.winner.as_ref().map(|names| match names {
        Names::One(name) => vec![name.as_str()],
        Names::Several(names) => names.iter().map(String::as_str).collect(),
    });
    if let Some(wanted) = wanted.filter(|wanted| *wanted != winners) {
        wrong.push(format!("the winner must be {}, and is {}", wanted.join(", "), winners.join(", ")));
    }
    let order: Vec<&str> = event.ranked().iter().take(expect.order.len()).map(|row| row.competitor.full()).collect();
    if order != expect.order {
        wrong.push(format!("the order must be {}, and is {}", expect.order.join(", "), order.join(", ")));
    }
    wrong
}

fn wording(expect: &Expect, article: &Article) -> Vec<String> {
    let text: Vec<&str> = article.sentences().map(|sentence| sentence.text.as_str()).collect();
    let text = text.join(" ");
    let missing = expect.must_say.iter().filter(|wanted| !text.contains(wanted.as_str()));
    let present = expect.must_not_say.iter().filter(|banned| text.contains(banned.as_str()));
    let bans = article.provenance.bans.iter().map(|ban| format!("a wording was refused ({}): {} ({})", ban.place, ban.text, ban.reason));
    let missing = missing.map(|wanted| format!("the article must say {wanted:?}"));
    missing.chain(present.map(|banned| format!("the article must not say {banned:?}"))).chain(bans).collect()
}

/// All sentences of a draft in reading order.
fn sentences(draft: &Draft) -> impl Iterator<Item = &Sentence> {
    let body = draft.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences);
    std::iter::once(&draft.headline).chain(&draft.standfirst).chain(body)
}

/// Whether a stored draft was made by first forms: those are drafted again at every check, for it costs nothing.
pub fn is_first_forms(draft: &Draft) -> bool {
    draft.tokens_scored == 0 && sentences(draft).all(|sentence| sentence.drafter == crate::draft::Drafter::Phrases)
}

/// A draft that was made again against the stored one: the sentences that differ, by their texts (scores are never compared).
pub fn redrafted(stored: &Draft, new: &Draft) -> Vec<Finding> {
    let lines = |draft: &Draft| sentences(draft).flat_map(|sentence| [sentence.text.as_str(), "\n"]).collect::<String>();
    let (old, new) = (lines(stored), lines(new));
    if old == new {
        return Vec::new();
    }
    vec![Finding { what: "the draft came out differently".to_owned(), diff: Some(diff("draft", &old, &new)) }]
}

/// The distance in nats from each sentence to its best runner-up, smallest first. Small margins can flip on another processor.
pub fn margins(draft: &Draft) -> Vec<(f64, String)> {
    let margin = |sentence: &Sentence| {
        let other = sentence.alternatives.iter().filter(|one| one.text != sentence.text).filter_map(|one| one.score).reduce(f64::max)?;
        Some((sentence.score? - other, sentence.text.clone()))
    };
    let mut found: Vec<(f64, String)> = sentences(draft).filter_map(margin).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_first_file_that_differs_is_named_and_those_after_it_are_not() {
        let stored = files(&[("event.json", "a\n"), ("facts.json", "b\n"), ("plan.json", "c\n")]);
        let made = files(&[("event.json", "a\n"), ("facts.json", "B\n"), ("plan.json", "C\n")]);
        let findings = compare(&stored, &made);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].what.starts_with("facts.json differs"));
        assert!(findings[0].diff.as_ref().unwrap().contains("-b\n+B"));
        assert!(compare(&stored, &stored).is_empty());
    }

    #[test]
    fn a_missing_file_and_one_left_over_are_findings() {
        let findings = compare(&files(&[("refusal.txt", "x")]), &files(&[("article.json", "y"), ("article.html", "z")]));
        let whats: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(whats, ["article.json is missing", "refusal.txt is stored, and nothing like it was made", "article.html is missing"]);
    }

    #[test]
    fn a_long_difference_is_cut() {
        let old = "a\nb\n".repeat(100);
        let text = diff("x", &old, "");
        assert!(text.ends_with("more lines") && text.lines().count() == LONGEST + 1, "{text}");
    }

    #[test]
    fn an_article_where_a_refusal_was_expected_is_a_finding_and_so_is_the_other_way() {
        let expect: Expect = toml::from_str("outcome = \"refused\"\nrefusal = \"not final\"").unwrap();
        let article = crate::article::sample::article();
        let made = Made { article: Some(article), ..Made::default() };
        assert!(expectations(&expect, &made).iter().any(|finding| finding.what.contains("a refusal was expected")));
        let made = Made { refusal: Some("the result is not final".into()), ..Made::default() };
        assert!(expectations(&expect, &made).is_empty());
        let made = Made { refusal: Some("no rows".into()), ..Made::default() };
        assert!(expectations(&expect, &made)[0].what.contains("must say \"not final\""));
        let expect: Expect = toml::from_str("outcome = \"article\"").unwrap();
        assert!(expectations(&expect, &made)[0].what.contains("no rows"));
    }

    #[test]
    fn what_must_and_must_not_be_said_is_looked_for() {
        let article = crate::article::sample::article();
        let word = article.headline.text.split(' ').next().unwrap().to_owned();
        let expect = format!("outcome = \"article\"\nmust_say = [{word:?}, \"zebra\"]\nmust_not_say = [{word:?}, \"okapi\"]");
        let made = Made { article: Some(article), ..Made::default() };
        let findings = expectations(&toml::from_str(&expect).unwrap(), &made);
        let whats: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
        assert!(whats.contains(&"the article must say \"zebra\""), "{whats:?}");
        assert!(whats.contains(&format!("the article must not say {word:?}").as_str()), "{whats:?}");
        assert!(!whats.iter().any(|what| what.contains("okapi")));
    }
}
