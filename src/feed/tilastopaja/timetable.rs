//! Timetables: on which day which round of which event is. One document is one day.

use super::beside::{Place, child, key_of};
use crate::event::{Cell, Event, LocalDay, NextRound, Round, Sport, UnitKind};
use crate::feed::athletics::event::unit_key;
use crate::feed::athletics::words::{self, EventWords, Words};
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;
use std::collections::BTreeMap;

/// The codes of rounds in their order: preliminary round, qualification, heats, semi-finals, final.
const ROUNDS: [&str; 5] = ["p", "q", "h", "s", "f"];
/// The code of a discipline of a combined event.
const COMBINED: &str = "m";

/// The programme of a day.
pub(super) struct Timetable {
    day: LocalDay,
    date: Cell,
    items: Vec<Item>,
}

/// A round of an event.
struct Item {
    /// "M100"
    event: String,
    /// What the ids of its units begin with after the competition ("M100/semi-final"), and its place among the rounds; `None` where the
    /// code is not known, so that nobody knows which round is next.
    round: Option<(String, usize)>,
    cell: Cell,
}

impl Timetable {
    /// Reads a timetable; `None` where the document is none.
    pub(super) fn read(root: Node<'_, '_>, source: &str) -> Result<Option<Self>, FeedError> {
        let Some(table) = root.children().find(|child| child.has_tag_name("timetable")) else { return Ok(None) };
        let words = words::words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let place = Place { source, at: "/message/timetable".to_owned() };
        let raw = child(table, "date").unwrap_or_default();
        let bad =
            || place.error(FeedErrorKind::Value, format!("\"{}\" is no date", raw.chars().take(40).collect::<String>().escape_debug()));
        let day = day(raw).ok_or_else(bad)?;
        let (mut items, mut fields, mut count) = (Vec::new(), BTreeMap::new(), 0);
        for node in table.children().filter(Node::is_element) {
            let (name, text) = (node.tag_name().name(), node.text().unwrap_or_default().trim());
            fields.insert(name, text);
            // The code of the round is the last of an item, whose elements no other element holds together.
            if name == "roundcode" {
                count += 1;
                items.extend(item(&fields, words, place.cell(&format!("roundcode[{count}]"), text)));
                fields.clear();
            }
        }
        Ok(Some(Self { day, date: place.cell("date", raw), items }))
    }
}

/// A round of an event that is known; disciplines of combined events are none.
fn item(fields: &BTreeMap<&str, &str>, words: &Words, cell: Cell) -> Option<Item> {
    let of = |field: &str| fields.get(field).copied().unwrap_or_default();
    let (code, event) = words.event(of("eventcode"))?;
    if of("roundcode") == COMBINED {
        return None;
    }
    let round = round(of("roundcode"), event, words).map(|(round, place)| (unit_key(of("gender"), (code, event), round, None), place));
    Some(Item { event: format!("{}{code}", of("gender")), round, cell })
}

/// A round by its code. A qualification is of jumps and throws: on the track nobody knows what the letter means.
fn round<'w>(code: &str, event: &EventWords, words: &'w Words) -> Option<(&'w words::Round, usize)> {
    let place = ROUNDS.iter().position(|one| *one == code && (code != "q" || event.sport == Sport::Field))?;
    words.entry_round(code).map(|round| (round, place))
}

/// A date with the month's English name: "12 August 2016".
fn day(text: &str) -> Option<LocalDay> {
    let date = jiff::civil::Date::strptime("%d %B %Y", text).ok()?;
    Some(LocalDay { year: date.year(), month: date.month(), day: date.day() })
}

/// Gives each heat the round that follows, where the timetables of all days until then are there.
pub(super) fn join(events: &mut [Event], timetables: &[Timetable]) {
    for event in events.iter_mut().filter(|event| event.kind == UnitKind::Heat) {
        if let Some((next, source)) = next_round(event, timetables) {
            event.context.next_round = Some(next);
            event.source.sha256.push(source);
        }
    }
}

/// The next round after an event's own, which must be in the timetable of its day, with the document that says so.
fn next_round(event: &Event, timetables: &[Timetable]) -> Option<(NextRound, String)> {
    let (own, key) = (event.day?, key_of(event)?);
    let on = |days: i32| timetables.iter().find(|table| own.days_until(table.day) == Some(days));
    let is_own = |item: &&Item| item.round.as_ref().is_some_and(|(unit, _)| is_of(key, unit));
    let now = on(0)?.items.iter().find(is_own)?;
    let (_, place) = now.round.as_ref()?;
    for days in 0.. {
        let table = on(days)?;
        let of_event: Vec<&Item> = table.items.iter().filter(|item| item.event == now.event).collect();
        let rounds = of_event.iter().map(|item| item.round.as_ref()).collect::<Option<Vec<_>>>()?;
        let Some(at) = rounds.iter().position(|(_, other)| other > place) else { continue };
        let ((next, code), item) = (rounds.get(at)?, of_event.get(at)?);
        let round = if *code + 1 == ROUNDS.len() { Round::Final } else { Round::SemiFinals };
        // A final is one unit; semi-finals may go on the day after, whose timetable must deny it.
        let goes_on = |table: &Timetable| table.items.iter().any(|item| item.round.as_ref().is_some_and(|(unit, _)| unit == next));
        let known = *code + 2 >= ROUNDS.len() && (round == Round::Final || !goes_on(on(days + 1)?));
        let cells = vec![table.date.clone(), item.cell.clone()];
        return known.then(|| (NextRound { round, day: table.day, cells }, item.cell.source.clone()));
    }
    None
}

/// Whether the key of an event is of a unit of the round: "M100/semi-final-1" of "M100/semi-final".
fn is_of(key: &str, unit: &str) -> bool {
    let rest = key.strip_prefix(unit);
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok()))
}
