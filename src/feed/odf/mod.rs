//! The Olympic Data Feed (ODF 2): a `DT_RESULT` message of a timed or measured race becomes an event, and so does a ranking over several units
//! (`DT_PHASE_RESULT`, `DT_CUMULATIVE_RESULT`) that is whole (`whole`).
//!
//! Sources of the format: the element and attribute names of ODF 2 messages and the common code sets that organisers use
//! (discipline, event, phase, unit, result status, IRM). Plain messages are full replacements, those whose type ends in
//! `_UPDATE` replace single entries: of several versions of one document the highest counts.
//!
//! What stands beside a result, of its competition, flag (production or test) and discipline, completes it:
//!
//! | message | what is read | used where |
//! |---|---|---|
//! | `DT_PARTIC` | `Participant@Code`, `GivenName`, `FamilyName`, `TVName`, `PrintName`, `Organisation`, `Gender` | the result has no name, initials, or a name without its accents; the order of names (`register`) |
//! | `DT_PARTIC_TEAMS` | `Team@Code`, `Name`, `TVTeamName`, `ShortName`, `Organisation` | a team has neither a nation of our table nor a `TeamName` |
//! | `DT_SCHEDULE` | `Unit@Code`, `ScheduleStatus`, `StartDate`, `ActualStartDate`, `Venue`, `VenueDescription@VenueName` | the result has no start or no venue (`place`); the round after a heat (`schedule`) |
//! | `DT_CODES` | the sets `VENUE` and `EVENT`: `CodeSet@Code`, the English `Language@LongDescription`, `Description` | a venue or an event has only a code |
//! | `DT_RECORD` | `RecordData@Unconfirmed`, `Result` by `Record@Code` and `RecordType` | a record of the result is not ratified |
//! | `DT_MEDALLISTS` | `Medal@Code`, `Unit`, `Competitor@Code` | the medals of a final, where they are those of its places (`medals`) |
//! | `DT_MEDALS` of all disciplines | `MedalStandings@LastEvent`, `MedalLine@Organisation`, `MedalNumber@Gold`, `Total` of the type `TOT` | how many a nation has after the event that is the last of the table |
//! | `DT_RANKING` | `Result@Rank`, `IRM`, `Competitor@Code` | a final is provisional where the ranking of its event has another order (`event_ranking`) |
//! | `DT_COMMUNICATION` | `Decision@AffectsRES`, `Protest@Rule`, `Status`; never its free text | a note for the editor; the result is provisional while a protest is open, and where it was sent before a decision |
//!
//! The result's own words count; what contradicts them is noted and not used. The members of a team are those of the result: the list
//! has everybody who may compete. `DT_PARTIC_NAME` has names in other languages and is not read.

mod beside;
pub(super) mod codes;
mod competitor;
mod day;
mod event_ranking;
mod extended;
pub mod folder;
mod head;
mod header;
mod medals;
mod messages;
mod name;
mod person;
mod place;
mod register;
mod rows;
mod rsc;
mod runs;
mod schedule;
mod spelling;
#[cfg(test)]
mod tests;
mod tree;
mod unit;
mod whole;
mod words;

use crate::feed::{Decoded, FeedError, FeedErrorKind, Input, text, xml};
use beside::Beside;
use messages::{Chosen, Message};
use roxmltree::Node;

/// Decodes an ODF message; `with` may hold other versions of it, and messages that stand beside it.
///
/// # Errors
/// Anything but a finished result is refused by name; unknown statuses, values that are not what their attribute says, and
/// cells that contradict each other are errors with their path.
pub fn decode(input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    let named = |input: &Input<'_>, error: FeedError| name_file(error, input.name);
    let primary_text = text::decode(input)?;
    let primary = xml::parse(&primary_text).map_err(|error| named(input, error))?;
    let mut texts = Vec::new();
    for other in with {
        texts.push((other, text::decode(other)?));
    }
    let mut others = Vec::new();
    for (other, text) in &texts {
        if text.contains("<OdfBody") {
            others.push((*other, xml::parse(text).map_err(|error| named(other, error))?));
        }
    }
    let beside: Vec<Message<'_>> = others.iter().map(|(input, document)| Message { input, document }).collect();
    let mut decoded = decode_messages(Message { input, document: &primary }, &beside)?;
    let foreign = texts
        .iter()
        .filter(|(_, text)| !text.contains("<OdfBody"))
        .map(|(other, _)| format!("{}: not used, it is no ODF message", other.name));
    decoded.warnings.extend(foreign);
    Ok(decoded)
}

fn decode_messages<'a>(primary: Message<'a>, others: &[Message<'a>]) -> Result<Decoded, FeedError> {
    let Chosen { result, beside: context, mut notes } = messages::choose(primary, others)?;
    let trees: Vec<_> = context.iter().map(|message| (message.tree(), message.document.root_element())).collect();
    let code = result.document.root_element().attribute("DocumentCode").unwrap_or_default();
    let mut beside = Beside::of(code);
    for (tree, root) in &trees {
        beside.read(tree, *root);
    }
    notes.append(&mut beside.notes);
    let used = std::iter::once(&result).chain(&context).map(|message| message.input.sha256.clone()).collect();
    let event = unit::event(result, &beside, used).map_err(|error| name_file(error, result.input.name))?;
    Ok(Decoded { events: vec![event], warnings: notes, ..Decoded::default() })
}

/// Puts the file's name into an error and all errors beside it.
fn name_file(error: FeedError, file: &str) -> FeedError {
    let named = error.flatten().into_iter().map(|error| FeedError { file: file.to_owned(), ..error }).collect();
    FeedError::all(named).unwrap_or_else(|| FeedError::new(FeedErrorKind::Syntax, file, "the message was refused"))
}

/// The first child element of a name.
fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.has_tag_name(name))
}
