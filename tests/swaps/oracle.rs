//! What is true of an event, from its rows alone.

use super::walk::Swap;
use stringer::event::Event;
use stringer::facts::{Fact, FactKind, Value};

/// Whether a line that says these facts is true with the swapped value.
pub fn is_true(event: &Event, facts: &[&Fact], swap: &Swap) -> bool {
    match &swap.to {
        Value::Name(name) => names_the_place(event, name, &swap.text),
        Value::Code(code) => facts.iter().any(|fact| has_record(event, fact, code)),
        _ => false,
    }
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
