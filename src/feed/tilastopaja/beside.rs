//! The lists that are given beside the results: who was to start, and when the rounds are.

use super::start_list::{self, List};
use super::timetable::{self, Timetable};
use crate::event::{Cell, Event};
use crate::feed::athletics::named;
use crate::feed::athletics::raw::{Document, Text};
use crate::feed::{Decoded, FeedError, FeedErrorKind, Input, text, xml};
use roxmltree::Node;

/// What a user is told whose document is none of these.
const CONTEXT: &str = "lists of entries and timetables, in XML, can be given beside the results";

/// Where in a list something stands.
pub(super) struct Place<'a> {
    pub(super) source: &'a str,
    pub(super) at: String,
}

impl Place<'_> {
    pub(super) fn cell(&self, field: &str, raw: &str) -> Cell {
        Cell { source: self.source.to_owned(), at: format!("{}/{field}", self.at), raw: raw.to_owned() }
    }

    pub(super) fn error(&self, kind: FeedErrorKind, message: impl Into<String>) -> FeedError {
        FeedError::new(kind, "", message).at(&self.at)
    }
}

/// Gives the events what the documents beside them say.
pub(super) fn join(decoded: &mut Decoded, document: &Document, with: &[Input<'_>]) -> Result<(), FeedError> {
    let mut timetables: Vec<Timetable> = Vec::new();
    for input in with {
        let text = text::decode(input)?;
        let of_input = |error| named(error, input.name);
        let useless = || FeedError::new(FeedErrorKind::Unsupported, "", "this is no context for results of Tilastopaja").hint(CONTEXT);
        if !text.trim_start().starts_with('<') {
            return Err(of_input(useless()));
        }
        let parsed = xml::parse(&text).map_err(of_input)?;
        let root = parsed.root_element();
        same_meeting(root, document).map_err(of_input)?;
        if let Some(list) = List::read(root, &input.sha256).map_err(of_input)? {
            decoded.warnings.extend(start_list::join(&mut decoded.events, &list, input.name));
        } else if let Some(timetable) = Timetable::read(root, &input.sha256).map_err(of_input)? {
            timetables.push(timetable);
        } else {
            return Err(of_input(useless()));
        }
    }
    timetable::join(&mut decoded.events, &timetables);
    Ok(())
}

/// A list of another meeting is refused, and one that does not say of which it is: its numbers of athletes would fit.
fn same_meeting(root: Node<'_, '_>, document: &Document) -> Result<(), FeedError> {
    let Some(own) = document.meeting.as_ref().map(Text::trimmed) else { return Ok(()) };
    let theirs = child(root, "meetingid");
    if theirs == Some(own) {
        return Ok(());
    }
    let of = theirs.map_or_else(|| "a meeting without a number".to_owned(), |theirs| format!("the meeting {}", theirs.escape_debug()));
    let message = format!("the list is of {of}, and the results are of {own}");
    Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at("/message/meetingid"))
}

/// What the id of an event has after the competition, with the combined event that it is a discipline of.
pub(super) fn key_of(event: &Event) -> Option<&str> {
    event.id.splitn(3, '/').nth(2)
}

/// The text of a child element, without blanks around it; `None` where there is none.
pub(super) fn child<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let found = node.children().find(|child| child.has_tag_name(name))?;
    found.text().map(str::trim).filter(|text| !text.is_empty())
}
