//! Tilastopaja: whole competitions of athletics in the XML that is exchanged between Tilastopaja, Omega and Deltatre, and in the JSON
//! that openath made of it.
//!
//! Source of the format: the published results of the 2016 Games (`openath/athlib`, `ODbL`); it has no schema. A document holds every
//! unit of a competition, finals, rounds and the disciplines of combined events, and each becomes an event.
//!
//! | XML | JSON | becomes |
//! |---|---|---|
//! | `competition/id` | `id` | the first part of every event's id |
//! | `name` | `name` | the competition ("31st Olympic Games" is called as `venues/games.toml` says), and after its only comma the venue |
//! | `city`, `country` | the same | city; host nation and country by IOC code |
//! | `medaltable` | - | medals, when all its lines agree with the finals of the document |
//! | `infos/event_name` | `name` | the event, by the table `athletics.toml`; the gender at its end must be `event_gender` |
//! | `round_name`, `round_detail` | `round`, `roundName` | the round; the number at the end of the detail is the heat's |
//! | `age_group` | `athlon` | the combined event that the unit is a discipline of; any other age group is refused by name |
//! | `date` (dd.mm.yyyy) | `date` (ISO) | the local day: the feed dates units by the competition's own calendar |
//! | `wind` | `wind` | wind of every row, where the row has none |
//! | `result/competitorid` | `tpAthleteId`, `tpTeamId` | the competitor's id |
//! | `rank` | `rank` | the rank; equal ranks are ties, which need equal marks |
//! | `athlete` | `givenName` + `familyName` | the name (`athletics::name` takes it apart); blank for a relay, which is its nation |
//! | `country` | `country` | the nation, by IOC code |
//! | `best_performance` | `performance` | mark, status (`DNF`, `DNS`, `DQ`, `NM`, `NH`), or both: `DQ 8:08.47`, `37.62DQ` |
//! | `group` | `group`, `reactionTime` | reaction time where it is one (`0.155`); a pool and place (`A 7`) is left out |
//! | `qualification` | `qualification` | `Q` or `q` |
//! | `recordflag` | `recordFlags`, `recordflag` | records: flags between blanks, `=` before an equalled one; `AR` by continent |
//! | `roundresults/roundresult` | `attempts`, `heights` | attempts: a mark, `X`, `P`; or the signs at a height (`XXO`) |
//! | `relayrunners` | `runners` | members in the order of their legs |
//! | `combinedresults/eventN` | `results` | attempts, by the number of the discipline: `10.46/-0.1` is mark and wind |
//!
//! Beside the results come the lists of the same competition, which have its number (`meetingid`) and are all XML:
//!
//! | list of entries | becomes |
//! |---|---|
//! | `gender`, `event`, `heat` (`s1`, `qA`, none) | the unit: the letter is the round, as `athletics.toml` says |
//! | `id`, else `country` and the names | the competitor |
//! | `seasonalBest/result` | the best of the season, of whoever has one |
//!
//! | timetable | becomes |
//! |---|---|
//! | `date` | the day of all its items |
//! | `gender`, `eventcode`, `roundcode` | which round of which event |
//!
//! A start list must have everybody who is in the result, and no best that cannot be read. The next round is known where a timetable of
//! every day from the round's to it is given. Dates of birth, lanes and personal bests are not read.
//!
//! There is no state: what is published is official. A unit that lacks a rank for a mark, or whose cells contradict each other, is
//! refused; the others are decoded. The placing table, categories and points of disciplines are not read.

mod beside;
mod json;
mod start_list;
#[cfg(test)]
mod tests;
mod timetable;
mod xml;

use super::athletics::raw::{self, Provider};
use super::json::Node;
use super::{Decoded, FeedError, Input, athletics, text};
use serde_json::Value;

/// The terms, with the credit line that the licence asks for.
const PROVIDER: Provider =
    Provider { name: "tilastopaja", credit: Some("Data: Tilastopaja / openath (ODbL)"), licence: Some("ODbL 1.0"), commercial: Some(true) };

/// Decodes the XML form.
///
/// # Errors
/// A document without a unit, and one that is not well-formed; units that cannot be decoded are in [`Decoded::refused`].
pub fn decode_xml(input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    let text = text::decode(input)?;
    let document = xml::read(&text).map_err(|error| athletics::named(error, input.name))?;
    units(document, input, with)
}

/// Decodes the JSON form.
///
/// # Errors
/// As [`decode_xml`].
pub fn decode_json(document: &Value, input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    units(json::read(&root)?, input, with)
}

/// Whether a JSON document is of this form: events with their results and Tilastopaja's number of the competition.
pub(super) fn is_json(document: &Value) -> bool {
    let first = document.pointer("/events/0/result");
    first.is_some_and(Value::is_array) && document.get("competitionId").is_some()
}

fn units(mut document: raw::Document, input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    document.provider = PROVIDER;
    // A unit without a round is no final: an empty word is refused by name.
    for unit in document.units.iter_mut().filter(|unit| unit.round.is_none()) {
        unit.round = Some(raw::Text { raw: String::new(), at: unit.at.clone() });
    }
    let mut decoded = athletics::decode(&document, input)?;
    beside::join(&mut decoded, &document, with)?;
    Ok(decoded)
}
