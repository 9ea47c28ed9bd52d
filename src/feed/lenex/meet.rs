//! A meet: ranks hang under its events, results under its clubs; here they come together.

use super::list;
use super::read::{age, attribute, day, distance, legs, required};
use crate::event::{Gender, LocalDay, ResultState};
use crate::feed::raw::Text;
use crate::feed::swimming::meet::{Ages, Club, Meet, Race, Style, Swim, Swimmer};
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A result with whose it is.
struct Found<'a, 'd> {
    result: Node<'a, 'd>,
    /// The athlete or the relay.
    who: Node<'a, 'd>,
    club: Node<'a, 'd>,
}

/// Swims in the order of their places, each with the letter of its final.
type Swims<'a> = Vec<(Swim, Option<&'a str>)>;

/// What the clubs of a meet hold.
struct Index<'a, 'd> {
    paths: &'a Paths,
    meet: Node<'a, 'd>,
    /// Results by the event's id, in the order of the file.
    results: BTreeMap<&'a str, Vec<Found<'a, 'd>>>,
    athletes: BTreeMap<&'a str, Node<'a, 'd>>,
    /// Athletes and relays that swim an event, by the event's id.
    entered: BTreeMap<&'a str, BTreeMap<String, Node<'a, 'd>>>,
    /// The day on which ages are counted; only the year where the meet says so.
    ages_on: Option<LocalDay>,
}

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
    fn new(meet: Node<'a, 'd>, paths: &'a Paths) -> Self {
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

    /// The swims of a group, those with a place first, and notes about those that may not be of it.
    fn swims(
        &self,
        results: &[Found<'a, 'd>],
        event: Node<'a, 'd>,
        group: Option<Node<'a, 'd>>,
        only_group: bool,
        next: Option<Node<'a, 'd>>,
    ) -> Result<(Swims<'a>, Vec<String>), FeedError> {
        let of_group = |group: Node<'a, 'd>| list(group, "RANKINGS", "RANKING").collect::<Vec<_>>();
        let rankings: BTreeMap<&str, (usize, Node<'_, '_>)> = group
            .into_iter()
            .flat_map(of_group)
            .enumerate()
            .filter_map(|(at, ranking)| Some((ranking.attribute("resultid")?, (at, ranking))))
            .collect();
        let anywhere: BTreeSet<&str> =
            list(event, "AGEGROUPS", "AGEGROUP").flat_map(of_group).filter_map(|ranking| ranking.attribute("resultid")).collect();
        let through = next.and_then(|next| self.entered.get(next.attribute("eventid")?));
        let (mut swims, mut notes) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for found in results {
            let id = found.result.attribute("resultid").unwrap_or_default();
            if !seen.insert(id) {
                let message = format!("two results of the event have the number \"{}\"", id.escape_debug());
                return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(self.paths.path(found.result)));
            }
            let ranking = rankings.get(id);
            match (ranking, if only_group { Some(true) } else { self.is_of(found, group) }) {
                (None, Some(false)) => continue,
                (None, None) if anywhere.contains(id) => continue,
                (None, None) => {
                    notes
                        .push(format!("nothing says of which age group a swim is: it was left out (at {})", self.paths.path(found.result)));
                    continue;
                }
                _ => {}
            }
            let order =
                ranking.map(|(at, ranking)| (number(*ranking, "place").unwrap_or(i64::MAX), number(*ranking, "order").unwrap_or(0), *at));
            let mut swim = self.swim(found)?;
            swim.place = ranking.and_then(|(_, ranking)| attribute(*ranking, "place", self.paths));
            let qualified = through.and_then(|through| through.get(&key(found.club, found.who)));
            swim.qualified = qualified.and_then(|entry| attribute(*entry, "eventid", self.paths));
            swims.push((order, swim, heat_of(event, found.result)));
        }
        swims.sort_by_key(|(order, ..)| (order.is_none_or(|(place, ..)| place < 1), *order));
        Ok((swims.into_iter().map(|(_, swim, letter)| (swim, letter)).collect(), notes))
    }

    /// Whether a result without a ranking is of a group, by the age of who swam it; `None` where nothing says.
    fn is_of(&self, found: &Found<'_, '_>, group: Option<Node<'_, '_>>) -> Option<bool> {
        let limit = |node: Node<'_, '_>, name: &str| age(node, name, self.paths).ok().flatten();
        let group = group?;
        let (from, to) = (limit(group, "agemin"), limit(group, "agemax"));
        if found.who.has_tag_name("RELAY") {
            let own = (limit(found.who, "agemin"), limit(found.who, "agemax"));
            return (own != (None, None)).then(|| own == (from, to));
        }
        let (born, on) = (day(found.who, "birthdate")?, self.ages_on?);
        let years = i32::from(on.year) - i32::from(born.year) - i32::from((on.month, on.day) < (born.month, born.day));
        let age = u32::try_from(years).ok()?;
        Some(from.is_none_or(|from| age >= from) && to.is_none_or(|to| age <= to))
    }

    fn swim(&self, found: &Found<'a, 'd>) -> Result<Swim, FeedError> {
        let (paths, result) = (self.paths, found.result);
        let relay = found.who.has_tag_name("RELAY");
        let split = |split: Node<'_, '_>| Ok((required(split, "distance", paths)?, required(split, "swimtime", paths)?));
        Ok(Swim {
            at: paths.path(result),
            place: None,
            time: attribute(result, "swimtime", paths),
            status: attribute(result, "status", paths),
            reaction: attribute(result, "reactiontime", paths),
            splits: list(result, "SPLITS", "SPLIT").map(split).collect::<Result<_, FeedError>>()?,
            swimmers: if relay { self.members(result)? } else { vec![swimmer(found.who, paths)] },
            relay: if relay { attribute(found.who, "number", paths).or_else(|| attribute(found.who, "name", paths)) } else { None },
            club: Some(club(found.club, paths)),
            qualified: None,
            comment: result.attribute("comment").filter(|text| !text.trim().is_empty()).map(|_| format!("{}/@comment", paths.path(result))),
        })
    }

    /// The members of a relay by their legs; none where one of them is not in the file.
    fn members(&self, result: Node<'a, 'd>) -> Result<Vec<Swimmer>, FeedError> {
        let mut legs: Vec<(i64, Option<Node<'_, '_>>)> = Vec::new();
        for position in list(result, "RELAYPOSITIONS", "RELAYPOSITION") {
            let text = required(position, "number", self.paths)?;
            let leg = text.trimmed().parse().map_err(|_| text.bad("is no leg of a relay"))?;
            // -1 is a reserve.
            if leg > 0 {
                legs.push((leg, position.attribute("athleteid").and_then(|id| self.athletes.get(id)).copied()));
            }
        }
        legs.sort_by_key(|(leg, _)| *leg);
        let all: Option<Vec<Swimmer>> = legs.into_iter().map(|(_, athlete)| athlete.map(|athlete| swimmer(athlete, self.paths))).collect();
        Ok(all.unwrap_or_default())
    }
}

/// The text of an athlete or relay in entries and results: its number, of a relay the club and its number there.
fn key(club: Node<'_, '_>, who: Node<'_, '_>) -> String {
    let of = |node: Node<'_, '_>, name| node.attribute(name).unwrap_or_default().to_owned();
    match who.attribute("athleteid") {
        Some(id) => id.to_owned(),
        None => format!("{}/{}/{}/{}", club.id().get(), of(who, "number"), of(who, "gender"), of(who, "agemin")),
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    node.attribute(name)?.trim().parse().ok()
}

/// The letter of the final that a result's heat is.
fn heat_of<'a>(event: Node<'a, '_>, result: Node<'_, '_>) -> Option<&'a str> {
    let heat = result.attribute("heatid")?;
    list(event, "HEATS", "HEAT").find(|one| one.attribute("heatid") == Some(heat))?.attribute("final")
}

/// Swims by the letter of their final, where there are several finals; otherwise all together.
fn finals<'a>(event: Node<'a, '_>, swims: Swims<'a>, paths: &Paths) -> Vec<(Option<Text>, Swims<'a>)> {
    let letters: BTreeSet<&str> = swims.iter().filter_map(|(_, letter)| *letter).collect();
    if letters.len() < 2 {
        return vec![(None, swims)];
    }
    let text = |letter: &str| {
        let heat = list(event, "HEATS", "HEAT").find(|heat| heat.attribute("final") == Some(letter))?;
        attribute(heat, "final", paths)
    };
    letters.into_iter().map(|letter| (text(letter), swims.iter().filter(|(_, own)| *own == Some(letter)).cloned().collect())).collect()
}

/// The place from which a final counts: those of a B final go on behind those of the A final.
fn first_place(swims: &[(Swim, Option<&str>)]) -> u32 {
    let place = |swim: &Swim| swim.place.as_ref()?.trimmed().parse::<u32>().ok().filter(|place| *place > 0);
    swims.iter().filter_map(|(swim, _)| place(swim)).min().unwrap_or(1)
}

fn club(node: Node<'_, '_>, paths: &Paths) -> Club {
    let name = attribute(node, "name", paths);
    let id = node.attribute("code").filter(|code| !code.trim().is_empty()).map(str::to_owned);
    let plain = |text: &str| {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    Club {
        id: plain(&id.or_else(|| name.as_ref().map(|name| name.raw.clone())).unwrap_or_default()),
        name,
        nation: attribute(node, "nation", paths),
        national_team: node.attribute("type") == Some("NATIONALTEAM"),
    }
}

fn swimmer(node: Node<'_, '_>, paths: &Paths) -> Swimmer {
    Swimmer {
        id: attribute(node, "athleteid", paths),
        given: attribute(node, "firstname", paths),
        prefix: attribute(node, "nameprefix", paths),
        family: attribute(node, "lastname", paths),
        nation: attribute(node, "nation", paths),
        gender: match node.attribute("gender") {
            Some("M") => Some(Gender::Men),
            Some("F") => Some(Gender::Women),
            _ => None,
        },
        born: day(node, "birthdate"),
        age: None,
    }
}
