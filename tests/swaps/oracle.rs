//! What is true of an event, from its rows alone.

use super::walk::Swap;
use stringer::event::{Event, Row};
use stringer::facts::{Fact, FactKind, Value};

/// Whether a line that says these facts is true with the swapped value.
pub fn is_true(event: &Event, facts: &[&Fact], swap: &Swap) -> bool {
    match &swap.to {
        Value::Name(name) => names_the_place(event, name, &swap.text) || facts.iter().any(|fact| lay_there(event, fact, name)),
        Value::Code(code) => facts.iter().any(|fact| has_record(event, fact, code)),
        _ => false,
    }
}

/// Whether the winner had the rank of a comeback at another point of the course, too, by the times there.
fn lay_there(event: &Event, fact: &Fact, point: &str) -> bool {
    let (FactKind::CameFromBehind, Some(Value::Competitor(id)), Some(Value::Ordinal(rank))) =
        (fact.kind, fact.roles.get("winner"), fact.roles.get("rank"))
    else {
        return false;
    };
    let at = |row: &Row| row.splits.iter().find(|split| split.label.as_deref() == Some(point)).map(|split| split.mark.value);
    let own = event.rows.iter().find(|row| row.competitor.id() == id).and_then(at);
    own.is_some_and(|own| event.rows.iter().filter_map(at).filter(|other| *other < own).count() + 1 == *rank as usize)
}

/// Whether the one whom a record is about has another record of the same mark: a world record is a personal best, too.
fn has_record(event: &Event, fact: &Fact, code: &str) -> bool {
    let Some(Value::Competitor(id)) = fact.roles.get("who").filter(|_| fact.kind == FactKind::Record) else { return false };
    let flag = |name: &str| fact.roles.get(name) == Some(&Value::Flag(true));
    let mut records = event.rows.iter().filter(|row| row.competitor.id() == id).flat_map(|row| &row.records);
    records.any(|record| record.code == code && record.equalled == flag("equalled") && record.confirmed == flag("confirmed"))
}

/// Whether a name of the event, its venue or its city stands behind "in" or "at": it was held there, whatever else the phrase was
/// made for ("took victory in the Olympic Stadium").
fn names_the_place(event: &Event, name: &str, text: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace("metre", "meter");
    let places = [Some(&event.name), event.venue.name.as_ref(), event.venue.city.as_ref()];
    let behind = ["in", "in the", "at", "at the"].iter().any(|word| plain(text).contains(&format!(" {word} {}", plain(name))));
    behind && places.into_iter().flatten().any(|place| place == name)
}
