//! LENEX 3: meets of swimming in XML (`.lef`; a `.lxf` is the same in a zip archive, which is unpacked before it comes here).
//!
//! Source of the format: the documentation of SwimStandardHub/lenex (MIT) and whole files of two programs (Splash, `EasyWk`), which
//! differ in what they give beside a disqualification and in whether rankings have an `order`.
//!
//! Results hang under athletes and relays, ranks under the events: they are joined by `resultid`.
//!
//! | element and attribute | becomes |
//! |---|---|
//! | `MEET@name`, `city`, `nation`, `POOL@name` | competition, city, host nation, venue |
//! | `MEET@course`, `SESSION@course` | the pool: metres, or yards (`SCY`) |
//! | `SESSION@date` | the local day |
//! | `EVENT@eventid`, `round`, `gender`, `preveventid` | parts of the id; the round; the gender; from which heats one qualifies |
//! | `SWIMSTYLE@distance`, `stroke`, `relaycount` | the event's name (its `name` is a text in the organiser's language, and is not read) |
//! | `AGEGROUP@agemin`, `agemax`, `handicap` | an event of its own for each group; -1 is no limit |
//! | `RANKING@place`, `order`, `resultid` | rank (-1: not ranked) and order; equal places need equal times |
//! | `HEAT@final`, `status` | A and B finals are events of their own; `INOFFICIAL` makes the result unofficial |
//! | `RESULT@swimtime`, `status`, `reactiontime` | time (`NT` and zero are none), status, reaction (`+66` is 0.66 seconds) |
//! | `SPLIT@distance`, `swimtime` | splits |
//! | `ATHLETE@athleteid`, `firstname`, `nameprefix`, `lastname`, `gender`, `nation`, `birthdate` | the swimmer; the date only tells who is a minor |
//! | `CLUB@name`, `nation`, `type` | the club; `NATIONALTEAM` is a nation |
//! | `RELAY@number`, `RELAYPOSITION@number`, `athleteid` | the relay of the club, its members by their legs |
//! | `RECORDLIST@type`, `updated`, `RECORD@swimtime` | beside a result: what a record is measured by (open classes only) |
//!
//! Read of nothing else: contacts, banks, fees, licences, entry times, points and every comment stay in the file.

mod group;
mod index;
mod meet;
mod read;
mod records;
mod swim;
#[cfg(test)]
mod tests;

use super::raw::Provider;
use super::{Decoded, FeedError, FeedErrorKind, Input, Options, swimming, text, xml};
use roxmltree::Node;

/// The terms of a meet's results are the organiser's: nothing is known of them here.
const PROVIDER: Provider = Provider { name: "lenex", credit: None, licence: None, commercial: None };

/// Decodes all meets of a file; `with` may hold files with lists of records.
///
/// # Errors
/// A file without a result is refused for what it is: entries, a list of records.
pub fn decode(input: &Input<'_>, with: &[Input<'_>], options: &Options) -> Result<Decoded, FeedError> {
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    let body = text::decode(input)?;
    let document = xml::parse(&body).map_err(named)?;
    let paths = xml::Paths::new(&document, &[]);
    let mut notes = Vec::new();
    let mut lists = records::of(document.root_element(), &paths, &input.sha256, &mut notes).map_err(named)?;
    for other in with {
        lists.extend(records::beside(other, &mut notes)?);
    }
    let mut decoded = Decoded { warnings: notes, ..Decoded::default() };
    let mut meets = 0;
    for node in document.root_element().children().filter(|node| node.has_tag_name("MEETS")).flat_map(|meets| meets.children()) {
        if !node.has_tag_name("MEET") {
            continue;
        }
        meets += 1;
        let mut meet = meet::read(node, &paths).map_err(named)?;
        meet.provider = PROVIDER;
        meet.records.clone_from(&lists);
        meet.sha256 = vec![input.sha256.clone()];
        let read = swimming::decode(&meet, input, *options)?;
        decoded.events.extend(read.events);
        decoded.refused.extend(read.refused);
    }
    if decoded.events.is_empty() && decoded.refused.is_empty() {
        let message = match (meets, lists.is_empty()) {
            (0, false) => "this is a list of records in LENEX, not a result",
            (0, true) => "the LENEX file holds no meet",
            _ => "the meet holds no results: these are entries or an invitation",
        };
        return Err(
            FeedError::new(FeedErrorKind::NotAResult, input.name, message).hint("give lists of records beside a result, with --with")
        );
    }
    Ok(decoded)
}

/// Child elements of a list: `list(meet, "CLUBS", "CLUB")`.
fn list<'a, 'd: 'a>(node: Node<'a, 'd>, list: &'a str, item: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    let lists = node.children().filter(move |child| child.has_tag_name(list));
    lists.flat_map(|list| list.children()).filter(move |child| child.has_tag_name(item))
}
