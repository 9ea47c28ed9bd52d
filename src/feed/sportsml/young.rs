//! Races of the young, and the day on which ages are counted.

use super::find::{Content, child, local};
use crate::event::LocalDay;
use crate::feed::circuits;
use crate::feed::minors::is_young;
use jiff::civil::Date;
use roxmltree::Node;

/// What an event says about ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ages {
    /// The day for which an age counts: not later than that of the race.
    pub(super) day: Option<LocalDay>,
    /// Whether it is a race of the young: there no date of birth proves nothing.
    pub(super) young: bool,
}

impl Content<'_, '_> {
    /// What an event says about ages.
    pub(super) fn ages(&self, event: Node<'_, '_>) -> Ages {
        let day = self.date(event).map(|(_, day)| day).or_else(|| self.day_before(event));
        Ages { day, young: self.is_of_the_young(event) }
    }

    /// The day before the written one: where the offset is not known the race may have been on it, and nobody is older than then.
    fn day_before(&self, event: Node<'_, '_>) -> Option<LocalDay> {
        let text = self.attribute(child(event, "event-metadata")?, "start-date-time")?;
        let written = text.raw.get(..10).and_then(circuits::civil_day)?;
        let before = Date::new(written.year, written.month, written.day).and_then(Date::yesterday).ok()?;
        Some(LocalDay { year: before.year(), month: before.month(), day: before.day() })
    }

    /// Whether the event, what it is part of, or a competition of the document has an age word. The codes of the document count for all
    /// its events: to name too few is the lesser mistake.
    fn is_of_the_young(&self, event: Node<'_, '_>) -> bool {
        let metadata = |node: Node<'_, '_>| node.tag_name().name().ends_with("-metadata");
        let own = event.ancestors().flat_map(|node| node.children().filter(|child| metadata(*child)));
        let subjects = self.all("subject").filter(|node| node.attribute("type").is_some());
        let named = own.chain(subjects).flat_map(|node| node.children().filter(|child| child.tag_name().name() == "name"));
        let codes = self.all("sports-content-code").filter(|node| node.attribute("code-type").is_none_or(|kind| local(kind) != "sport"));
        named.filter_map(|name| name.text()).any(is_young) || codes.filter_map(|code| code.attribute("code-name")).any(is_young)
    }
}
