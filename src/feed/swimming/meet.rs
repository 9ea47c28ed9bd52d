//! A meet as the file has it: races with the swims that belong to them, texts with their pointers.

use crate::event::{Gender, LocalDay, ResultState};
use crate::feed::raw::{Provider, Text};

/// A meet.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Meet {
    pub(in crate::feed) provider: Provider,
    pub(in crate::feed) name: Option<Text>,
    pub(in crate::feed) venue: Option<Text>,
    pub(in crate::feed) city: Option<Text>,
    pub(in crate::feed) nation: Option<Text>,
    pub(in crate::feed) races: Vec<Race>,
    /// Records that were given beside the results.
    pub(in crate::feed) records: Vec<Record>,
    /// Digests of all documents that were read.
    pub(in crate::feed) sha256: Vec<String>,
}

/// A round of an event, for one age group.
#[derive(Debug, Clone)]
pub(in crate::feed) struct Race {
    pub(in crate::feed) at: String,
    /// The file's numbers of event and age group: a part of the event's id.
    pub(in crate::feed) id: String,
    pub(in crate::feed) style: Style,
    pub(in crate::feed) gender: Option<Text>,
    pub(in crate::feed) round: Text,
    /// The word of our table for the round.
    pub(in crate::feed) round_key: String,
    pub(in crate::feed) ages: Ages,
    /// Class of a para event.
    pub(in crate::feed) class: Option<Text>,
    /// Which of several finals: `B`.
    pub(in crate::feed) letter: Option<Text>,
    /// The best place of a final among several: a B final may begin with the ninth.
    pub(in crate::feed) first_place: u32,
    pub(in crate::feed) date: Option<Text>,
    pub(in crate::feed) day: Option<LocalDay>,
    pub(in crate::feed) state: ResultState,
    /// Whether those who qualify go to the final.
    pub(in crate::feed) to_final: bool,
    pub(in crate::feed) swims: Vec<Swim>,
    pub(in crate::feed) notes: Vec<String>,
}

/// What is swum.
#[derive(Debug, Clone)]
pub(in crate::feed) struct Style {
    pub(in crate::feed) stroke: Text,
    /// The word of our table for the stroke.
    pub(in crate::feed) stroke_key: String,
    /// Of one swimmer, also in a relay.
    pub(in crate::feed) distance: u32,
    /// Swimmers of a relay; 1 for an individual event.
    pub(in crate::feed) legs: u32,
    /// The word of our table for the pool.
    pub(in crate::feed) course: Option<Text>,
}

/// The ages of a group; a side without a limit is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::feed) struct Ages {
    pub(in crate::feed) from: Option<u32>,
    pub(in crate::feed) to: Option<u32>,
}

/// One result.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Swim {
    pub(in crate::feed) at: String,
    pub(in crate::feed) place: Option<Text>,
    pub(in crate::feed) time: Option<Text>,
    pub(in crate::feed) status: Option<Text>,
    pub(in crate::feed) reaction: Option<Text>,
    /// Cumulative times by distance.
    pub(in crate::feed) splits: Vec<(Text, Text)>,
    /// The swimmer, or the members of the relay by their legs.
    pub(in crate::feed) swimmers: Vec<Swimmer>,
    /// The relay's number within its club, where it is one.
    pub(in crate::feed) relay: Option<Text>,
    pub(in crate::feed) club: Option<Club>,
    /// Evidence that it goes on to the next round.
    pub(in crate::feed) qualified: Option<Text>,
    /// Where the file has a free text about the swim, which is never read.
    pub(in crate::feed) comment: Option<String>,
}

/// A club or a national team.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Club {
    pub(in crate::feed) id: String,
    pub(in crate::feed) name: Option<Text>,
    pub(in crate::feed) nation: Option<Text>,
    pub(in crate::feed) national_team: bool,
}

/// A swimmer.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Swimmer {
    pub(in crate::feed) id: Option<Text>,
    pub(in crate::feed) given: Option<Text>,
    /// Small words in front of the family name.
    pub(in crate::feed) prefix: Option<Text>,
    pub(in crate::feed) family: Option<Text>,
    pub(in crate::feed) nation: Option<Text>,
    pub(in crate::feed) gender: Option<Gender>,
    pub(in crate::feed) born: Option<LocalDay>,
    /// The age that the file itself gives.
    pub(in crate::feed) age: Option<u32>,
}

/// A record of a list that was given beside the results.
#[derive(Debug, Clone)]
pub(in crate::feed) struct Record {
    /// Our code.
    pub(in crate::feed) code: String,
    pub(in crate::feed) gender: String,
    pub(in crate::feed) course: String,
    pub(in crate::feed) stroke: String,
    pub(in crate::feed) distance: u32,
    pub(in crate::feed) legs: u32,
    /// The day to which the list goes.
    pub(in crate::feed) until: LocalDay,
    pub(in crate::feed) time: Text,
    /// Digest of its document.
    pub(in crate::feed) sha256: String,
}
