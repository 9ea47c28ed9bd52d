//! Medals as the feed gives them, of official results only.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::{Medal, ResultState};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if on.event.state < ResultState::Official {
        return Vec::new();
    }
    let medallists = on.ranked.iter().filter_map(|row| Some((row, row.medal?)));
    medallists
        .map(|(row, medal)| {
            let code = match medal {
                Medal::Gold => "gold",
                Medal::Silver => "silver",
                Medal::Bronze => "bronze",
            };
            Draft::basic(FactKind::Medal).who("who", row).with("medal", Value::Code(code.to_owned())).reads(row, &["medal"]).done()
        })
        .collect()
}
