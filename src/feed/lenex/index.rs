//! What hangs under the clubs of a meet, by the events that it belongs to.

use super::list;
use super::read::day;
use crate::event::LocalDay;
use crate::feed::xml::Paths;
use roxmltree::Node;
use std::collections::BTreeMap;

/// A result with whose it is.
pub(super) struct Found<'a, 'd> {
    pub(super) result: Node<'a, 'd>,
    /// The athlete or the relay.
    pub(super) who: Node<'a, 'd>,
    pub(super) club: Node<'a, 'd>,
}

/// What the clubs of a meet hold.
pub(super) struct Index<'a, 'd> {
    pub(super) paths: &'a Paths,
    pub(super) meet: Node<'a, 'd>,
    /// Results by the event's id, in the order of the file.
    pub(super) results: BTreeMap<&'a str, Vec<Found<'a, 'd>>>,
    pub(super) athletes: BTreeMap<&'a str, Node<'a, 'd>>,
    /// Athletes and relays that swim an event, by the event's id.
    pub(super) entered: BTreeMap<&'a str, BTreeMap<String, Node<'a, 'd>>>,
    /// The day on which ages are counted; only the year where the meet says so.
    pub(super) ages_on: Option<LocalDay>,
}

impl<'a, 'd> Index<'a, 'd> {
    pub(super) fn new(meet: Node<'a, 'd>, paths: &'a Paths) -> Self {
        let age_date = meet.children().find(|child| child.has_tag_name("AGEDATE"));
        let ages_on = age_date.and_then(|date| {
            let on = day(date, "value")?;
            Some(if date.attribute("type") == Some("YEAR") { LocalDay { month: 12, day: 31, ..on } } else { on })
        });
        let mut index = Self { paths, meet, results: BTreeMap::new(), athletes: BTreeMap::new(), entered: BTreeMap::new(), ages_on };
        for club in list(meet, "CLUBS", "CLUB") {
            for athlete in list(club, "ATHLETES", "ATHLETE") {
                athlete.attribute("athleteid").map(|id| index.athletes.insert(id, athlete));
                index.of(club, athlete);
            }
            for relay in list(club, "RELAYS", "RELAY") {
                index.of(club, relay);
            }
        }
        index
    }

    /// Takes up the results and entries of an athlete or a relay.
    fn of(&mut self, club: Node<'a, 'd>, who: Node<'a, 'd>) {
        let key = key(club, who);
        for entry in list(who, "ENTRIES", "ENTRY").filter(|entry| entry.attribute("status").is_none_or(|status| status.trim().is_empty())) {
            if let Some(event) = entry.attribute("eventid") {
                self.entered.entry(event).or_default().insert(key.clone(), entry);
            }
        }
        for result in list(who, "RESULTS", "RESULT") {
            if let Some(event) = result.attribute("eventid") {
                self.entered.entry(event).or_default().insert(key.clone(), result);
                self.results.entry(event).or_default().push(Found { result, who, club });
            }
        }
    }
}

/// The text of an athlete or relay in entries and results: its number, of a relay the club and its number there.
pub(super) fn key(club: Node<'_, '_>, who: Node<'_, '_>) -> String {
    let of = |node: Node<'_, '_>, name| node.attribute(name).unwrap_or_default().to_owned();
    match who.attribute("athleteid") {
        Some(id) => id.to_owned(),
        None => format!("{}/{}/{}/{}", club.id().get(), of(who, "number"), of(who, "gender"), of(who, "agemin")),
    }
}
