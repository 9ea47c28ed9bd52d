//! A document as it stands, XML or JSON: texts with their pointers, nothing read yet.

use crate::event::Gender;
pub(in crate::feed) use crate::feed::raw::{Provider, Text};

/// The competition with its units.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Document {
    pub(in crate::feed) provider: Provider,
    pub(in crate::feed) id: Option<Text>,
    /// The number that lists beside the results have for the competition.
    pub(in crate::feed) meeting: Option<Text>,
    /// The competition, with the venue after a comma.
    pub(in crate::feed) name: Option<Text>,
    /// The venue, where it has a field of its own.
    pub(in crate::feed) venue: Option<Text>,
    pub(in crate::feed) city: Option<Text>,
    pub(in crate::feed) country: Option<Text>,
    /// Nation, gold, silver, bronze.
    pub(in crate::feed) medals: Vec<(String, [u32; 3])>,
    pub(in crate::feed) units: Vec<Unit>,
    /// Notes about elements that nobody knows.
    pub(in crate::feed) warnings: Vec<String>,
}

/// One unit.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Unit {
    pub(in crate::feed) at: String,
    /// With the gender at its end or at its beginning: "100 m Men", "Women's 100m".
    pub(in crate::feed) event: Option<Text>,
    /// One of several races of an event that is no round: "A Race".
    pub(in crate::feed) section: Option<Text>,
    /// `None` where the format has no rounds: the unit decides.
    pub(in crate::feed) round: Option<Text>,
    pub(in crate::feed) detail: Option<Text>,
    /// Group of a qualification that is a unit of its own.
    pub(in crate::feed) pool: Option<String>,
    pub(in crate::feed) gender: Option<Text>,
    /// The combined event that it is a discipline of, or an age group.
    pub(in crate::feed) group: Option<Text>,
    pub(in crate::feed) date: Option<Text>,
    pub(in crate::feed) wind: Option<Text>,
    pub(in crate::feed) rows: Vec<Row>,
    /// Notes about it for the editor.
    pub(in crate::feed) notes: Vec<String>,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Row {
    pub(in crate::feed) at: String,
    pub(in crate::feed) id: Option<Text>,
    pub(in crate::feed) rank: Option<Text>,
    /// The athlete's whole name; blank for a relay.
    pub(in crate::feed) name: Option<Text>,
    /// The family name, where the feed gives it by itself.
    pub(in crate::feed) family: Option<Text>,
    /// Whether the name is a number that stands for one that is withheld or that nobody knows.
    pub(in crate::feed) unnamed: bool,
    /// The athlete's own gender, where it is not that of the event.
    pub(in crate::feed) gender: Option<Gender>,
    pub(in crate::feed) team: Option<Text>,
    pub(in crate::feed) bib: Option<Text>,
    pub(in crate::feed) country: Option<Text>,
    pub(in crate::feed) performance: Option<Text>,
    /// Pool and place in it, or (in sprints) the reaction time.
    pub(in crate::feed) group: Option<Text>,
    pub(in crate::feed) reaction: Option<Text>,
    pub(in crate::feed) qualification: Option<Text>,
    /// Record flags, each with the pointer of the field that holds them.
    pub(in crate::feed) records: Vec<Text>,
    pub(in crate::feed) wind: Option<Text>,
    pub(in crate::feed) attempts: Vec<Attempt>,
    /// Name and id.
    pub(in crate::feed) runners: Vec<(Text, Option<Text>)>,
    /// Performances in the disciplines of a combined event, by their number.
    pub(in crate::feed) disciplines: Vec<(u32, Text)>,
}

/// One attempt: of a throw or long jump with a performance, of a high jump or pole vault with the signs at a height.
#[derive(Debug, Clone)]
pub(in crate::feed) struct Attempt {
    pub(in crate::feed) number: u32,
    pub(in crate::feed) performance: Text,
    pub(in crate::feed) signs: Option<Text>,
}
