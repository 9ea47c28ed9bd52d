//! The types of the record, in the order in which they are written.

use super::{Chart, Provenance, ResultsTable, Review};
use crate::draft::Sentence;
use crate::english::Profile;
use crate::event::{Event, LocalDay, ResultState, Source, Sport, UnitKind};
use crate::facts::Fact;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Version of the record's form; a reader refuses what it does not know.
pub const SCHEMA: u32 = 1;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// What it is for, as the plan calls it: `lede`, `podium`, `how`, `others`, `context`, ...
    pub role: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

impl Paragraph {
    /// The sentences with one space between them.
    pub fn text(&self) -> String {
        self.sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// What the article says about its event without the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventSummary {
    /// The event's `tag:` URI.
    pub id: String,
    /// Its name as prose uses it.
    pub name: String,
    /// The sport.
    pub sport: Sport,
    /// The competition that it belongs to.
    pub competition: Option<String>,
    /// The local day, when it is proven.
    pub day: Option<LocalDay>,
    /// Circuit, stadium or course.
    pub venue: Option<String>,
    /// City or town.
    pub city: Option<String>,
    /// Country in words.
    pub country: Option<String>,
    /// How final the result is.
    pub state: ResultState,
    /// Race, heat, training, ...
    pub kind: UnitKind,
    /// A message that the feed marks as a test.
    pub test: bool,
    /// Where the feed was read from, when it was a public address.
    pub url: Option<String>,
}

impl EventSummary {
    /// The summary of an event that was read from `url`.
    pub fn of(event: &Event, url: Option<&str>) -> Self {
        Self {
            id: event.id.clone(),
            name: event.name.clone(),
            sport: event.sport,
            competition: event.competition.clone(),
            day: event.day,
            venue: event.venue.name.clone(),
            city: event.venue.city.clone(),
            country: event.venue.country.clone(),
            state: event.state,
            kind: event.kind,
            test: event.test,
            url: url.map(str::to_owned),
        }
    }
}

/// IPTC publication status, in the spelling of ninjs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PubStatus {
    /// May be published.
    Usable,
    /// Proven, but not to be published as it is.
    Withheld,
    /// Killed.
    Canceled,
}

/// Whether it may be published, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The status.
    pub pubstatus: PubStatus,
    /// Why it is so, one sentence fragment each.
    pub reasons: Vec<String>,
}

/// One article: the record that every format is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// [`SCHEMA`].
    pub schema: u32,
    /// `tag:` URI of the event with the angle.
    pub id: String,
    /// Name of its files and of its address.
    pub slug: String,
    /// From 1; goes up when the content changes.
    pub version: u32,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The style profile.
    pub style: Profile,
    /// Headline.
    pub headline: Sentence,
    /// The line below the headline.
    pub standfirst: Option<Sentence>,
    /// A desk or a person, never "AI"; `None`: no byline.
    pub byline: Option<String>,
    /// Place of the dateline; `None` where the feed names no place.
    pub dateline: Option<String>,
    /// The text.
    pub body: Vec<Paragraph>,
    /// The result.
    pub table: ResultsTable,
    /// Numbers for a chart, where there are enough.
    pub chart: Option<Chart>,
    /// The facts that the text says.
    pub facts: Vec<Fact>,
    /// The event.
    pub event: EventSummary,
    /// Where the data came from, and its terms.
    pub source: Source,
    /// One line for the reader: what wrote this, from what, and who checked it.
    pub disclosure: String,
    /// IPTC digital source type, the code alone.
    pub digital_source_type: String,
    /// Whether it may be published.
    pub status: Status,
    /// Lines that must stand in the article: test, unofficial, non-commercial source.
    pub notices: Vec<String>,
    /// Who reviewed it.
    pub review: Option<Review>,
    /// What the run was made of.
    pub provenance: Provenance,
    /// What the verifier decided: rules decided and undecided, checks run, findings.
    pub verdict: Option<serde_json::Value>,
}

impl Article {
    /// Every sentence in reading order: headline, standfirst, body.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let body = self.body.iter().flat_map(|paragraph| &paragraph.sentences);
        std::iter::once(&self.headline).chain(&self.standfirst).chain(body)
    }

    /// The body as plain text, paragraphs separated by an empty line.
    pub fn body_text(&self) -> String {
        self.body.iter().map(Paragraph::text).collect::<Vec<_>>().join("\n\n")
    }

    /// sha256 (hex) of what a reviewer reads: headline, standfirst, byline, dateline, text, table and notices, each part with
    /// its length before it so that nothing can move from one into another. A review is bound to this digest.
    pub fn reviewable_sha256(&self) -> String {
        let mut hasher = Sha256::new();
        let mut part = |text: &str| {
            hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(text.as_bytes());
        };
        part(&self.headline.text);
        part(self.standfirst.as_ref().map_or("", |sentence| &sentence.text));
        part(self.byline.as_deref().unwrap_or(""));
        part(self.dateline.as_deref().unwrap_or(""));
        part(&self.body_text());
        part(&self.table.caption);
        part(self.table.note.as_deref().unwrap_or(""));
        part(&self.table.columns.join("\t"));
        self.table.rows.iter().for_each(|row| part(&row.join("\t")));
        self.notices.iter().for_each(|notice| part(notice));
        hex(&hasher.finalize())
    }

    /// The review, when it is one of exactly this text.
    pub fn valid_review(&self) -> Option<&Review> {
        self.review.as_ref().filter(|review| review.sha256 == self.reviewable_sha256())
    }

    /// Records that somebody approved the text as it stands now. `at` is RFC 3339.
    pub fn approve(&mut self, reviewer: &str, role: Option<&str>, at: &str) {
        let sha256 = self.reviewable_sha256();
        self.review = Some(Review { reviewer: reviewer.to_owned(), role: role.map(str::to_owned), at: at.to_owned(), sha256 });
        self.refresh();
    }

    /// The version that this article has after an earlier one under the same id: the same where nothing that is read has changed,
    /// else one more.
    pub fn version_after(&self, earlier: &Self) -> u32 {
        let changed = self.reviewable_sha256() != earlier.reviewable_sha256();
        earlier.version + u32::from(changed)
    }

    /// The id of an article about an event under an angle: the event's URI, a colon, and the angle as a slug (`report`,
    /// `nation-ken`).
    pub fn id_of(event_id: &str, angle: &str) -> String {
        format!("{event_id}:{}", super::slug(angle, None))
    }
}

/// The BCP 47 tag of a style profile.
pub const fn language_of(style: Profile) -> &'static str {
    match style {
        Profile::Ap => "en-US",
        Profile::Uk => "en-GB",
    }
}

/// Bytes as lowercase hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
