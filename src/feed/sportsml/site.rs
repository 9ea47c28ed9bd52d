//! Where an event was, and what competition it belongs to.

use super::find::{Content, child, local};
use super::names;
use crate::feed::athletics::event::without_gender;
use crate::feed::raw::Text;
use roxmltree::Node;

/// Venue and place of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) venue: Option<Text>,
    pub(super) city: Option<Text>,
}

impl Content<'_, '_> {
    /// Venue and place; a venue that is called like its place is only the place.
    pub(super) fn site(&self, event: Node<'_, '_>) -> Site {
        let site = event.descendants().find(|node| node.tag_name().name() == "site-metadata");
        let venue = site.and_then(|site| self.text(site, "name"));
        let city = site.and_then(|site| child(site, "home-location")).and_then(|home| self.text(home, "name"));
        let same = venue.as_ref().zip(city.as_ref()).is_some_and(|(venue, city)| venue.raw == city.raw);
        Site { venue: venue.filter(|_| !same), city }
    }

    /// The competition: the tournament, or else a subject. Some feeds call the event a tournament and a competition too.
    pub(super) fn competition(&self, event: Node<'_, '_>) -> Option<Text> {
        let own = child(event, "event-metadata").and_then(|meta| self.text(meta, "name"));
        let is_event = |name: &Text| own.as_ref().is_some_and(|own| own.raw == name.raw) || self.names_event(&name.raw);
        let tournament = self.tournament(event).filter(|name| !is_event(name));
        let competitions = self.all("subject").filter(|node| node.attribute("type").is_some_and(|kind| local(kind) == "competition"));
        let subject = || competitions.filter_map(|node| self.text(node, "name")).find(|name| !is_event(name));
        tournament.or_else(subject)
    }

    /// The name of the tournament that an event belongs to.
    pub(super) fn tournament(&self, event: Node<'_, '_>) -> Option<Text> {
        event.ancestors().find_map(|node| child(node, "tournament-metadata")).and_then(|meta| self.text(meta, "name"))
    }

    /// Whether a text is the name of an event, and not of a competition.
    pub(super) fn names_event(&self, name: &str) -> bool {
        self.athletics.event(without_gender(name)).is_some() || names::said(name, &self.words.names).is_some()
    }
}
