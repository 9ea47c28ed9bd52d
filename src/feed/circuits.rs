//! Venues of motor racing: zone, city and country by circuit id, from `templates/venues/circuits.toml`.

use crate::event::LocalDay;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A circuit as our table knows it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Circuit {
    /// Ids of the circuit in the feeds.
    pub(crate) ids: Vec<String>,
    /// IANA zone.
    pub(crate) zone: String,
    /// City or town as a dateline has it.
    pub(crate) city: String,
    /// Country as prose has it.
    pub(crate) country: String,
    /// IOC code of the host nation.
    pub(crate) nation: String,
}

#[derive(Debug, Deserialize)]
struct Table {
    circuit: Vec<Circuit>,
}

static TABLE: LazyLock<BTreeMap<String, Circuit>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../templates/venues/circuits.toml")).unwrap_or(Table { circuit: Vec::new() });
    table.circuit.into_iter().flat_map(|circuit| circuit.ids.clone().into_iter().map(move |id| (id, circuit.clone()))).collect()
});

/// The circuit with this id.
pub(crate) fn circuit(id: &str) -> Option<&'static Circuit> {
    TABLE.get(id)
}

/// The civil day at a zone of a date and a time in UTC, both as text (`2025-11-23`, `04:00:00Z`); `None` for anything
/// that is no such date, time or zone.
pub(crate) fn local_day(date: &str, time: &str, zone: &str) -> Option<LocalDay> {
    let moment: jiff::Timestamp = format!("{date}T{time}").parse().ok()?;
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    Some(day_of(moment.to_zoned(zone).date()))
}

/// A date as text (`1996-05-19`), exactly in this form.
pub(crate) fn civil_day(date: &str) -> Option<LocalDay> {
    if date.len() != 10 {
        return None;
    }
    date.parse::<jiff::civil::Date>().ok().map(day_of)
}

fn day_of(date: jiff::civil::Date) -> LocalDay {
    LocalDay { year: date.year(), month: date.month(), day: date.day() }
}
