//! IPTC Media Topics (`NewsCodes`, CC BY 4.0) of the sports: the narrowest code in use that is certainly right.

use crate::event::Sport;

/// The base of the vocabulary's URIs.
pub(super) const MEDIA_TOPIC: &str = "http://cv.iptc.org/newscodes/mediatopic/";

/// Code and English name of the topic of a sport. Sports that the event model does not tell apart (bobsleigh, luge, skeleton;
/// rowing, canoeing) are told apart by the event's name; where that says nothing, the broader topic stands.
pub(super) fn topic(sport: Sport, event: &str) -> (&'static str, &'static str) {
    let lower = event.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match sport {
        Sport::FormulaOne => ("20000991", "motor car racing"),
        Sport::Running | Sport::Relay | Sport::Walks | Sport::Field | Sport::Combined => ("20000827", "athletics"),
        Sport::Swimming => ("20001071", "swimming"),
        Sport::Cycling => ("20000892", "cycling"),
        Sport::Sliding if says(&["luge"]) => ("20000987", "luge"),
        Sport::Sliding if says(&["skeleton"]) => ("20001055", "skeleton"),
        Sport::Sliding if says(&["bob", "-man", "-woman"]) => ("20000854", "bobsleigh"),
        Sport::Skiing => ("20001056", "skiing"),
        Sport::Skating => ("20001067", "speed skating"),
        Sport::Basketball => ("20000851", "basketball"),
        Sport::Orienteering => ("20001011", "orienteering"),
        Sport::Biathlon => ("20000852", "biathlon"),
        Sport::Rowing if says(&["canoe", "kayak"]) => ("20000877", "canoeing"),
        Sport::Rowing if says(&["scull", "eight", "pair", "row", "four"]) => ("20001026", "rowing"),
        Sport::Sliding | Sport::Rowing | Sport::Other => ("20000822", "competition discipline"),
    }
}
