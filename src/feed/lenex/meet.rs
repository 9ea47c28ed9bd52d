//! A meet: ranks hang under its events, results under its clubs; here they come together.

use super::group::{finals, first_place};
use super::index::Index;
use super::list;
use super::read::{age, attribute, day, distance, legs, required};
use crate::event::ResultState;
use crate::feed::swimming::meet::{Ages, Meet, Race, Style};
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;

/// Reads a meet.
pub(super) fn read(node: Node<'_, '_>, paths: &Paths) -> Result<Meet, FeedError> {
    let index = Index::new(node, paths);
    let mut meet = Meet {
        name: attribute(node, "name", paths),
        venue: node.children().find(|child| child.has_tag_name("POOL")).and_then(|pool| attribute(pool, "name", paths)),
        city: attribute(node, "city", paths),
        nation: attribute(node, "nation", paths),
        ..Meet::default()
    };
    for session in list(node, "SESSIONS", "SESSION") {
        for event in list(session, "EVENTS", "EVENT") {
            meet.races.extend(index.races(session, event)?);
        }
    }
    Ok(meet)
}

impl<'a, 'd> Index<'a, 'd> {
    /// The races of an event: one for each age group, and for each of several finals.
    fn races(&self, session: Node<'a, 'd>, event: Node<'a, 'd>) -> Result<Vec<Race>, FeedError> {
        let id = event.attribute("eventid").unwrap_or_default();
        let Some(results) = self.results.get(id) else { return Ok(Vec::new()) };
        let groups: Vec<Node<'a, 'd>> = list(event, "AGEGROUPS", "AGEGROUP").collect();
        let next = self.next(id);
        let mut races = Vec::new();
        for group in groups.iter().copied().map(Some).chain(groups.is_empty().then_some(None)) {
            let open = self.race(session, event, group, next)?;
            let (swims, notes) = self.swims(results, event, group, groups.len() < 2, next)?;
            for (letter, swims) in finals(event, swims, self.paths) {
                if !swims.is_empty() {
                    let first_place = if letter.is_some() { first_place(&swims) } else { 1 };
                    let letter_id = letter.as_ref().map_or_else(String::new, |letter| format!("-{}", letter.trimmed().to_lowercase()));
                    let swims = swims.into_iter().map(|(swim, _)| swim).collect();
                    races.push(Race {
                        id: format!("{}{letter_id}", open.id),
                        letter,
                        first_place,
                        swims,
                        notes: notes.clone(),
                        ..open.clone()
                    });
                }
            }
        }
        Ok(races)
    }

    /// The race of an event, or of one of its age groups, before its swims.
    fn race(
        &self,
        session: Node<'a, 'd>,
        event: Node<'a, 'd>,
        group: Option<Node<'a, 'd>>,
        next: Option<Node<'a, 'd>>,
    ) -> Result<Race, FeedError> {
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the event has no SWIMSTYLE").at(self.paths.path(event));
        let style = event.children().find(|child| child.has_tag_name("SWIMSTYLE")).ok_or_else(missing)?;
        let limit = |name| group.map_or(Ok(None), |group| age(group, name, self.paths));
        let number = event.attribute("eventid").unwrap_or_default();
        let of_group = group.and_then(|group| group.attribute("agegroupid")).filter(|_| list(event, "AGEGROUPS", "AGEGROUP").count() > 1);
        let unofficial =
            list(event, "HEATS", "HEAT").any(|heat| heat.attribute("status").is_some_and(|status| status.trim() != "OFFICIAL"));
        Ok(Race {
            at: self.paths.path(event),
            id: of_group.map_or_else(|| number.to_owned(), |group| format!("{number}-{group}")),
            style: Style {
                stroke_key: style.attribute("stroke").unwrap_or_default().trim().to_owned(),
                stroke: required(style, "stroke", self.paths)?,
                distance: distance(style, self.paths)?,
                legs: legs(style, self.paths)?,
                course: attribute(session, "course", self.paths).or_else(|| attribute(self.meet, "course", self.paths)),
            },
            gender: attribute(event, "gender", self.paths),
            round_key: event.attribute("round").unwrap_or_default().trim().to_owned(),
            round: required(event, "round", self.paths)?,
            ages: Ages { from: limit("agemin")?, to: limit("agemax")? },
            class: group.and_then(|group| attribute(group, "handicap", self.paths)),
            letter: None,
            first_place: 1,
            day: day(session, "date"),
            date: attribute(session, "date", self.paths),
            state: if unofficial { ResultState::Unofficial } else { ResultState::Official },
            to_final: next.is_some_and(|next| next.attribute("round") == Some("FIN")),
            swims: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// The event that those who qualify from this one swim in.
    fn next(&self, id: &str) -> Option<Node<'a, 'd>> {
        let events = list(self.meet, "SESSIONS", "SESSION").flat_map(|session| list(session, "EVENTS", "EVENT"));
        let follows = |event: &Node<'_, '_>| event.attribute("preveventid") == Some(id) && event.attribute("eventid") != Some(id);
        events.filter(follows).find(|event| !event.attribute("round").unwrap_or_default().starts_with("SO"))
    }
}
