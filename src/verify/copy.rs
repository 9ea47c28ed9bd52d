//! What is verified, and what the verdict says.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// One sentence of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The text, ending in its full stop.
    pub text: String,
    /// Ids of the ledger's facts that it claims to say; empty for others' copy.
    #[serde(default)]
    pub facts: Vec<String>,
}

/// Whom an edition is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Angle {
    /// A competitor, by id.
    Competitor(String),
    /// A nation, by code.
    Nation(String),
    /// A team, by id.
    Team(String),
}

/// How the copy says that it was made, and how it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The line that readers see.
    pub line: String,
    /// The last part of the IPTC digital source type, such as `trainedAlgorithmicMedia`.
    pub digital_source_type: String,
    /// Whether a language model chose words.
    pub model: bool,
    /// Whether a human edited or reviewed it.
    pub reviewed: bool,
}

/// Finished copy by anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// Headline.
    pub headline: Option<String>,
    /// Standfirst.
    pub standfirst: Option<String>,
    /// Ids of the ledger's facts that the standfirst claims to say.
    #[serde(default)]
    pub standfirst_facts: Vec<String>,
    /// Dateline, such as `SPA, Belgium`.
    pub dateline: Option<String>,
    /// Paragraphs of sentences.
    pub sentences: Vec<Vec<Sentence>>,
    /// The results table; the first row holds the headings.
    #[serde(default)]
    pub table: Vec<Vec<String>>,
    /// Quotations that were supplied, verbatim.
    #[serde(default)]
    pub quotes: Vec<String>,
    /// Ids of facts that must be said.
    #[serde(default)]
    pub must: Vec<String>,
    /// Facts that need not be said after all, each with the reason.
    #[serde(default)]
    pub waived: BTreeMap<String, String>,
    /// Whom the edition is for.
    #[serde(default)]
    pub angle: Option<Angle>,
    /// How it says that it was made.
    #[serde(default)]
    pub disclosure: Option<Disclosure>,
    /// Made from a fixture or a test message.
    #[serde(default)]
    pub fixture: bool,
    /// Marked as usable (not withheld).
    #[serde(default)]
    pub usable: bool,
    /// Whether the copy carries the mark that it is a test.
    #[serde(default)]
    pub watermark: bool,
}

impl Copy {
    /// Sentences without fact ids, for copy by others and for tests.
    pub fn of(paragraphs: &[&[&str]]) -> Self {
        let sentence = |text: &&str| Sentence { text: (*text).to_owned(), facts: Vec::new() };
        Self { sentences: paragraphs.iter().map(|texts| texts.iter().map(sentence).collect()).collect(), ..Self::default() }
    }

    /// Every sentence of the body with its place.
    pub fn body(&self) -> impl Iterator<Item = (Place, &Sentence)> {
        let numbered = self.sentences.iter().enumerate();
        numbered.flat_map(|(paragraph, sentences)| {
            sentences.iter().enumerate().map(move |(sentence, text)| (Place::Body { paragraph, sentence }, text))
        })
    }

    /// The text at a place; `None` for the table and the whole.
    pub fn text(&self, place: Place) -> Option<&str> {
        match place {
            Place::Headline => self.headline.as_deref(),
            Place::Standfirst => self.standfirst.as_deref(),
            Place::Dateline => self.dateline.as_deref(),
            Place::Body { paragraph, sentence } => self.sentences.get(paragraph)?.get(sentence).map(|sentence| sentence.text.as_str()),
            Place::Table { .. } | Place::Whole => None,
        }
    }

    /// The facts that the text at a place claims to say; none for others' copy, and none for a headline, which says what fits.
    pub fn facts(&self, place: Place) -> &[String] {
        match place {
            Place::Standfirst => &self.standfirst_facts,
            Place::Body { paragraph, sentence } => {
                self.sentences.get(paragraph).and_then(|all| all.get(sentence)).map_or(&[], |sentence| &sentence.facts)
            }
            Place::Headline | Place::Dateline | Place::Table { .. } | Place::Whole => &[],
        }
    }

    /// Everything that is prose: headline, standfirst, body.
    pub fn prose(&self) -> Vec<(Place, &str)> {
        let mut found = Vec::new();
        found.extend(self.headline.as_deref().map(|text| (Place::Headline, text)));
        found.extend(self.standfirst.as_deref().map(|text| (Place::Standfirst, text)));
        found.extend(self.body().map(|(place, sentence)| (place, sentence.text.as_str())));
        found
    }
}

/// Whose copy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Ours: what cannot be read or proven is refused.
    Own,
    /// Somebody else's: what cannot be read is not checkable.
    Foreign,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The copy is refused.
    Error,
    /// An editor should look.
    Warning,
    /// The text says something that the data cannot decide (others' copy only).
    NotCheckable,
}

/// Where a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The dateline.
    Dateline,
    /// A sentence of the body.
    Body {
        /// Paragraph, from 0.
        paragraph: usize,
        /// Sentence in it, from 0.
        sentence: usize,
    },
    /// A row of the table, the headings being row 0.
    Table {
        /// The row.
        row: usize,
    },
    /// The copy as a whole.
    Whole,
}

/// One thing that is wrong, or cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule, such as `F4`.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The bytes of the text at that place.
    pub span: Range<usize>,
    /// What is wrong, as a lowercase fragment.
    pub message: String,
    /// What the data say, where that can be told in a word.
    pub expected: Option<String>,
}

/// The outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Everything that was found, in the order of the rules.
    pub findings: Vec<Finding>,
    /// Rules that could be decided.
    pub decided: Vec<String>,
    /// Rules that could not, each with the reason.
    pub undecided: BTreeMap<String, String>,
    /// How many single checks were made.
    pub checks: usize,
}

impl Verdict {
    /// Whether no error was found.
    pub fn accepted(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// The findings of a rule.
    pub fn of<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.rule == rule)
    }
}
