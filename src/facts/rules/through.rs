//! Who went through by time: on the track a small q is a place that times gave, beside the large Q of the places.

use crate::event::Sport;
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if !matches!(on.event.sport, Sport::Running | Sport::Relay) {
        return Vec::new();
    }
    let of = |sign: &str| on.ranked.iter().filter(|row| row.qualified.as_deref().map(str::trim) == Some(sign)).copied().collect::<Vec<_>>();
    let (placed, lucky) = (of("Q"), of("q"));
    if placed.is_empty() || lucky.is_empty() || count(&lucky) > on.weights.thresholds.named {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::ThroughOnTime).list("lucky", &lucky);
    vec![draft.reads_all(&lucky, "qualified").reads_all(&placed, "qualified").done()]
}
