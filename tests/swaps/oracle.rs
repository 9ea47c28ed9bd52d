//! What is true of an event, from its rows alone.

use super::walk::Swap;
use stringer::event::Event;
use stringer::facts::{Fact, Value};

/// Whether a line that says these facts is true with the swapped value.
pub fn is_true(event: &Event, _facts: &[&Fact], swap: &Swap) -> bool {
    match &swap.to {
        Value::Name(name) => names_the_place(event, name, &swap.text),
        _ => false,
    }
}

/// Whether a name of the event, its venue or its city stands behind "in" or "at": it was held there, whatever else the phrase was
/// made for ("took victory in the Olympic Stadium").
fn names_the_place(event: &Event, name: &str, text: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace("metre", "meter");
    let places = [Some(&event.name), event.venue.name.as_ref(), event.venue.city.as_ref()];
    let behind = ["in", "in the", "at", "at the"].iter().any(|word| plain(text).contains(&format!(" {word} {}", plain(name))));
    behind && places.into_iter().flatten().any(|place| place == name)
}
