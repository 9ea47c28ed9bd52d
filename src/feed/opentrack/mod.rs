//! `OpenTrack`: results of a club meeting in JSON, one list for each race.
//!
//! Source of the format: the samples of openath/athlib (Apache-2.0). A race is named in one text, "600m - A Race".
//!
//! | member | becomes |
//! |---|---|
//! | `short_name` | a part of every event's id |
//! | `full_name` | the competition |
//! | `start_date` | the day of every race, where no other day of the end is given |
//! | `venue` | the venue, up to the first comma: what follows is its address |
//! | `event_results[].name` | the event with its gender, and behind it or behind " - " the round ("Heat 2") or the section ("A Race") |
//! | `type` | `indiv` is read; anything else is refused by name |
//! | `finishers[].pos` | the rank, or a status (`DNF`) |
//! | `first_name`, `last_name` | the name, in the case of prose; of an "unknown athlete" the race number stands for it |
//! | `time` | the mark, or a status; who has neither a place nor a time is left out with a note |
//! | `team` | the club |
//! | `bib` | the race number, and the competitor's id within the race |
//! | `category` | whether the athlete is known to be of age, and the gender |
//!
//! **Minors.** Only who is known to be of age is named: seniors (`SM`), masters (`W45`) and those under 23. Of everybody else, where the
//! category is empty, not known or a gender alone, and of all of a race or meeting for the young ("U13 Girls"), the race number stands for
//! the name: "No. 9 (under 15)". [`Options::name_minors`] turns that off.
//!
//! Not read: notes and places in a category, `prog_code`, `nonscorer`, team scores. Two races of one name share an id: the second is refused.

mod category;
mod finisher;
mod race;
#[cfg(test)]
mod tests;

use super::athletics::raw::{Document, Provider, Text, Unit};
use super::athletics::words::{self, Words};
use super::json::Node;
use super::{Decoded, FeedError, FeedErrorKind, Input, Options, athletics, minors};
use serde_json::Value;

/// The terms of a meeting's results are the organiser's: nothing is known of them here.
const PROVIDER: Provider = Provider { name: "opentrack", credit: Some("Results: OpenTrack"), licence: None, commercial: None };

/// What all races of a meeting share.
struct Reader<'a> {
    words: &'static Words,
    options: &'a Options,
    day: Option<Text>,
    /// The meeting is for the young.
    young: bool,
}

/// Decodes the document.
///
/// # Errors
/// A document without a race; races that cannot be decoded are in [`Decoded::refused`].
pub fn decode(document: &Value, input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let words = words::words().map_err(|reason| root.error(FeedErrorKind::Value, reason))?;
    let named = |name: &str| text(&root, name);
    let young = named("full_name").is_some_and(|name| minors::is_young(&name.raw));
    let reader = Reader { words, options, day: day(&root), young };
    let mut read =
        Document { provider: PROVIDER, id: named("short_name"), name: named("full_name"), venue: venue(&root), ..Document::default() };
    let mut refused = Vec::new();
    for race in root.need("event_results")?.items()? {
        match reader.unit(&race) {
            Ok(unit) => read.units.push(unit),
            Err(error) => refused.push(error),
        }
    }
    if read.units.is_empty() {
        return Err(FeedError::all(refused).unwrap_or_else(|| root.error(FeedErrorKind::NotAResult, "the meeting holds no results")));
    }
    let mut decoded = athletics::decode(&read, input)?;
    decoded.refused.extend(refused);
    Ok(decoded)
}

fn text(node: &Node<'_>, key: &str) -> Option<Text> {
    let found = node.get(key)?;
    let raw = found.value().as_str().map(str::to_owned).or_else(|| found.value().as_u64().map(|number| number.to_string()))?;
    (!raw.trim().is_empty()).then(|| Text { raw, at: found.at().to_owned() })
}

/// The day of a meeting of one day: of a longer one nothing says on which a race was.
fn day(root: &Node<'_>) -> Option<Text> {
    let civil = |key: &str| {
        let text = text(root, key)?;
        Some(Text { raw: text.trimmed().split('T').next()?.to_owned(), ..text })
    };
    let start = civil("start_date")?;
    let others = ["end_date", "finish_date"].into_iter().filter_map(civil).any(|end| end.raw != start.raw);
    (!others).then_some(start)
}

/// The venue without its address.
fn venue(root: &Node<'_>) -> Option<Text> {
    let text = text(root, "venue")?;
    let name = text.trimmed().split(',').next()?.trim().to_owned();
    (!name.is_empty()).then_some(Text { raw: name, ..text })
}

impl Reader<'_> {
    fn unit(&self, race: &Node<'_>) -> Result<Unit, FeedError> {
        let (at, name) = race.required("name")?;
        if let Some((node, kind)) = race.optional("type")?
            && kind != "indiv"
        {
            let short: String = kind.chars().take(20).collect();
            return Err(
                node.error(FeedErrorKind::Unsupported, format!("results of the type \"{}\" are not supported", short.escape_debug()))
            );
        }
        let young = self.young || minors::is_young(name);
        let name = race::name(name, self.words);
        let part = |part: String| Text { raw: part, at: at.at().to_owned() };
        let (section, detail) = if name.round.is_some() { (None, name.section) } else { (name.section, None) };
        let mut unit = Unit {
            at: race.at().to_owned(),
            event: Some(part(name.event)),
            gender: name.gender.map(|gender| part(gender.to_owned())),
            round: name.round.map(part),
            section: section.map(part),
            detail: detail.map(|detail| part(detail.split(" of ").next().unwrap_or_default().to_owned())),
            date: self.day.clone(),
            ..Unit::default()
        };
        for (order, finisher) in (1_u32..).zip(race.need("finishers")?.items()?) {
            unit.rows.extend(self.row(&finisher, order, young, &mut unit.notes)?);
        }
        Ok(unit)
    }
}
