//! Lists of entries: who was to start in a unit, with the best of the season.

use super::beside::{Place, child, key_of};
use crate::event::{Cell, Entrant, Event, Row};
use crate::feed::athletics::event::{measured, unit_key};
use crate::feed::athletics::performance;
use crate::feed::athletics::words::{self, Words};
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// A list of entries by unit.
pub(super) struct List {
    /// By what the id of the unit has after the competition: "M100/semi-final-1".
    units: BTreeMap<String, Vec<Entry>>,
    source: String,
    /// Notes about what could not be read.
    warnings: Vec<String>,
}

/// One line.
struct Entry {
    /// Given and family name, in lower case.
    names: [String; 2],
    country: String,
    /// The best of the season is given, but is no mark: "1:47.9h".
    unread: Option<String>,
    entrant: Entrant,
}

impl List {
    /// Reads a list; `None` where the document is none. Entries of events and heats that are not known are noted.
    pub(super) fn read(root: Node<'_, '_>, source: &str) -> Result<Option<Self>, FeedError> {
        let Some(all) = root.children().find(|child| child.has_tag_name("athletes")) else { return Ok(None) };
        let words = words::words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let (mut units, mut unknown): (BTreeMap<String, Vec<Entry>>, _) = (BTreeMap::new(), BTreeSet::new());
        for (number, node) in (1..).zip(all.children().filter(|child| child.has_tag_name("athlete"))) {
            let place = Place { source, at: format!("/message/athletes/athlete[{number}]") };
            match unit(node, words) {
                Ok(unit) => units.entry(unit.0).or_default().push(entry(node, &place, measured(unit.1))?),
                Err(word) => drop(unknown.insert(word)),
            }
        }
        let warnings = unknown.iter().map(|word| format!("entries of \"{}\" are not known and were left out", word.escape_debug()));
        let warnings = warnings.collect();
        Ok(Some(Self { units, source: source.to_owned(), warnings }))
    }
}

/// The unit of an entry with its event, or the word that is not known. A section ("Multievents") is of no event of its own.
fn unit<'w>(node: Node<'_, '_>, words: &'w Words) -> Result<(String, &'w words::EventWords), String> {
    let text = |name: &str| child(node, name).unwrap_or_default();
    let short = |word: &str| word.chars().take(40).collect::<String>();
    if let Some(section) = child(node, "section") {
        return Err(short(section));
    }
    let (event, heat) = (text("event"), text("heat"));
    let (code, event_words) = words.event(event).ok_or_else(|| short(event))?;
    let round = words.entry_round(heat).ok_or_else(|| short(heat))?;
    let number = heat.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
    Ok((unit_key(text("gender"), (code, event_words), round, number), event_words))
}

fn entry(node: Node<'_, '_>, place: &Place<'_>, measured: crate::event::Unit) -> Result<Entry, FeedError> {
    let country = child(node, "country").ok_or_else(|| place.error(FeedErrorKind::Missing, "an entry has no \"country\""))?;
    let best = node.children().find(|child| child.has_tag_name("seasonalBest")).and_then(|best| child(best, "result"));
    let mark = best.and_then(|best| performance::mark(best, measured));
    let id = child(node, "id").unwrap_or_default();
    let cell: Cell = if mark.is_some() { place.cell("seasonalBest/result", best.unwrap_or_default()) } else { place.cell("id", id) };
    let unread = best.filter(|_| mark.is_none()).map(|best| format!("\"{}\"", best.chars().take(20).collect::<String>().escape_debug()));
    let names = ["firstname", "lastname"].map(|name| child(node, name).unwrap_or_default().to_lowercase());
    Ok(Entry { names, country: country.to_owned(), unread, entrant: Entrant { id: id.to_owned(), season_best: mark, cell } })
}

/// Gives each event its start list; the notes are of the list as a whole.
pub(super) fn join(events: &mut [Event], list: &List, file: &str) -> Vec<String> {
    let mut warnings = list.warnings.clone();
    let mut known = false;
    for event in events {
        let Some(entries) = key_of(event).and_then(|key| list.units.get(key)) else { continue };
        known = true;
        match start_list(&event.rows, entries) {
            Ok(start_list) => {
                event.context.start_list = start_list;
                event.source.sha256.push(list.source.clone());
            }
            Err(why) => event.warnings.push(format!("the start list was not used: {why}")),
        }
    }
    if !known {
        warnings.push(format!("{file} was not used: it is of no unit of the results"));
    }
    warnings
}

/// The entries under the ids of the rows. A list that lacks somebody of the result is of another state of the race, and of one with a best
/// that nobody can read it is not known who has the best of all.
fn start_list(rows: &[Row], entries: &[Entry]) -> Result<Vec<Entrant>, String> {
    if let Some(unread) = entries.iter().find_map(|entry| entry.unread.as_ref()) {
        return Err(format!("{unread} is no mark of the season"));
    }
    let mut entrants: Vec<Entrant> = entries.iter().map(|entry| entry.entrant.clone()).collect();
    let mut taken = BTreeSet::new();
    for row in rows {
        let at =
            of_row(row, entries).filter(|at| taken.insert(*at)).ok_or_else(|| format!("it does not have {}", row.competitor.full()))?;
        if let Some(entrant) = entrants.get_mut(at) {
            row.competitor.id().clone_into(&mut entrant.id);
        }
    }
    let ids: BTreeSet<&str> = entrants.iter().map(|entrant| entrant.id.as_str()).collect();
    if ids.len() == entrants.len() { Ok(entrants) } else { Err("two entries have one number".to_owned()) }
}

/// The entry of a row: of its number, where nation and name agree, for numbers of athletes change between lists; else the only one of its
/// nation with its whole name.
fn of_row(row: &Row, entries: &[Entry]) -> Option<usize> {
    let full = row.competitor.full().to_lowercase();
    let compatriots = || {
        let nation = row.nation.as_ref().map(|nation| nation.code.as_str());
        entries.iter().enumerate().filter(move |(_, entry)| nation == Some(entry.country.as_str()))
    };
    let shares_a_name =
        |entry: &Entry| entry.names.iter().flat_map(|name| name.split(' ')).any(|word| full.split(' ').any(|one| one == word));
    let by_number = compatriots().find(|(_, entry)| entry.entrant.id == row.competitor.id() && shares_a_name(entry));
    let whole = |entry: &Entry| {
        let [given, family] = &entry.names;
        [format!("{given} {family}"), format!("{family} {given}")].iter().any(|name| name.trim() == full)
    };
    let by_name = || {
        let mut found = compatriots().filter(|(_, entry)| whole(entry));
        found.next().filter(|_| found.next().is_none())
    };
    by_number.or_else(by_name).map(|(at, _)| at)
}
