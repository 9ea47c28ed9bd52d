//! `SportsML` 3: races, as agencies send them.
//!
//! Source of the format: the IPTC's examples (MIT, CC BY 4.0) and its documentation. Two wrappers are read, `sports-content` alone and in a
//! `newsItem` of NewsML-G2, and two ways to give a figure, attributes (`score="1:44.13"`) and `stat` elements (`stat-type`, `value`). Of
//! races whole real files of one sport and an excerpt of another could be read, so the format is experimental.
//!
//! | element | becomes |
//! |---|---|
//! | `itemMeta/pubStatus` | an item that is withheld or cancelled is refused |
//! | `contentMeta/subject`, `sports-content-code` | the sport, the competition, the gender (`located` is the agency's place, and is not read) |
//! | `tournament-metadata` | the event, or else the competition |
//! | `tournament-part-metadata@type`, `event-metadata/name` | the round (unknown types are refused); number of the heat, or the event |
//! | `event-metadata@event-status`, `start-date-time` | whether there is a result; the local day, where the time has an offset |
//! | `site-metadata/name`, `home-location/name` | venue and place; a venue that is called like its place is only the place |
//! | `player`, `team`: `*-metadata@key`, `nationality`, `uniform-number`, `name` | competitor, nation, number; players in a team are its members |
//! | `*-stats@score`, `score-units`, `rank` | time or gap, rank; `score-type="IRM"` is a status |
//! | `@result-effect`, `event-record@type`, `award@place` | qualification, records, medals |
//! | `sub-score` of a relay of biathlon | penalty loops and spare rounds |
//!
//! A name of an event all of whose words are common (`templates/sportsml.toml`) is said as in running copy: "women's 10-kilometre interval
//! start classic". Times are `1:44.13`, or `1.15.05,5` with full stops and a comma. Athletics go through the vocabulary of
//! [`crate::feed`]'s athletics; without a type of the part the name of the event or of the part may say the round. Of other sports rounds
//! before the deciding race, and training, are refused. Not read: actions, odds, officials, texts of any kind.
//!
//! **Minors.** Who is under 18 on the day by `date-of-birth` is not named: `uniform-number` stands for the name, or the place in the list
//! where that is no plain number, never the key, which may hold the name. A team with such a member has no members. Where the day is not
//! known to be local, the day before the written one counts. Who has no date of birth is named, but for events of age groups (an age word
//! in the event, the tournament or the competition). [`Options::name_minors`] turns that off.

mod athletics;
mod find;
mod names;
mod race;
mod rounds;
mod site;
#[cfg(test)]
mod tests;
mod who;
mod words;
mod young;

use super::raw::Provider;
use super::{Decoded, FeedError, FeedErrorKind, Input, Options, text, xml};
use find::Content;
use words::Kind;

/// The terms are those of the agency, and not stated in the file.
const PROVIDER: Provider =
    Provider { name: "sportsml", credit: Some("Source: a results file (SportsML)"), licence: None, commercial: None };

/// Decodes the document.
///
/// # Errors
/// Matches, standings, medal tables, schedules, sports without a decoder; events that cannot be decoded are in [`Decoded::refused`].
pub fn decode(input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    let body = text::decode(input)?;
    let document = xml::parse(&body).map_err(named)?;
    let content = Content::new(&document, &input.sha256, options).map_err(named)?;
    let kind = content.sport().map_err(named)?;
    let (events, mut refused) = content.over();
    refused = refused.into_iter().map(named).collect();
    let mut decoded = match kind {
        Kind::Athletics => athletics::decode(&content, &events, input),
        kind => race::decode(&content, &events, kind, input.name),
    };
    decoded.refused.extend(refused);
    if decoded.events.is_empty()
        && let Some(error) = FeedError::all(std::mem::take(&mut decoded.refused))
    {
        return Err(error);
    }
    Ok(decoded)
}

impl Content<'_, '_> {
    /// An error about the whole document.
    fn no_result(&self, kind: FeedErrorKind, message: impl Into<String>) -> FeedError {
        FeedError::new(kind, "", message).at(self.paths.path(self.root))
    }
}
