//! Venues of motor racing: zone, city and country by circuit id, from `templates/venues/circuits.toml`.

use crate::event::{LocalDay, Venue};
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
    /// State or province, where datelines name that instead of the country.
    pub(crate) region: Option<String>,
    /// Country without its article; `None` for a city that is a country.
    pub(crate) country: Option<String>,
    /// IOC code of the host nation.
    pub(crate) nation: String,
}

impl Circuit {
    /// The circuit as the venue of an event.
    pub(crate) fn venue(&self, name: String) -> Venue {
        let (region, country) = (self.region.clone(), self.country.clone());
        Venue { name: Some(name), city: Some(self.city.clone()), region, country, nation: Some(self.nation.clone()) }
    }
}

#[derive(Debug, Deserialize)]
struct Table {
    circuit: Vec<Circuit>,
}

static TABLE: LazyLock<BTreeMap<String, Circuit>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../templates/venues/circuits.toml")).unwrap_or(Table { circuit: Vec::new() });
    table.circuit.into_iter().flat_map(|circuit| circuit.ids.clone().into_iter().map(move |id| (id, circuit.clone()))).collect()
});

/// The circuit with this id; `-` and `_` are one, as providers differ in them.
pub(crate) fn circuit(id: &str) -> Option<&'static Circuit> {
    TABLE.get(&id.replace('-', "_"))
}

/// A circuit in this city and zone, for feeds whose circuit ids say nothing.
pub(crate) fn circuit_in(city: &str, zone: &str) -> Option<&'static Circuit> {
    TABLE.values().find(|circuit| circuit.city == city && circuit.zone == zone)
}

/// The civil day at a zone of a date and a time in UTC, both as text (`2025-11-23`, `04:00:00Z`); `None` for anything
/// that is no such date, time or zone.
pub(crate) fn local_day(date: &str, time: &str, zone: &str) -> Option<LocalDay> {
    let moment: jiff::Timestamp = format!("{date}T{time}").parse().ok()?;
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    Some(day_of(moment.to_zoned(zone).date()))
}

/// The civil day of a moment in UTC (`2026-01-18T14:00:00Z`) where clocks are so many hours ahead of it.
pub(crate) fn day_at(moment: &str, hours: i32) -> Option<LocalDay> {
    let moment: jiff::Timestamp = moment.parse().ok()?;
    let offset = jiff::tz::Offset::from_seconds(hours.checked_mul(3600)?).ok()?;
    Some(day_of(offset.to_datetime(moment).date()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_every_zone_exists() {
        assert!(TABLE.len() > 85, "{}", TABLE.len());
        for circuit in TABLE.values() {
            assert!(jiff::tz::TimeZone::get(&circuit.zone).is_ok(), "{}", circuit.zone);
            assert!(crate::feed::nations::by_code(&circuit.nation).is_some(), "{}", circuit.nation);
        }
        assert_eq!(circuit("spa-francorchamps").unwrap().zone, circuit("spa").unwrap().zone);
        assert!(circuit("nowhere").is_none());
    }

    #[test]
    fn a_race_after_midnight_in_utc_has_the_day_of_its_venue() {
        let day = local_day("2025-11-23", "04:00:00Z", "America/Los_Angeles").unwrap();
        assert_eq!(day, LocalDay { year: 2025, month: 11, day: 22 });
        assert_eq!(local_day("2025-03-16", "04:00:00Z", "Australia/Melbourne").unwrap().day, 16);
        assert_eq!(local_day("2025-02-30", "04:00:00Z", "Australia/Melbourne"), None);
        assert_eq!(local_day("2025-02-03", "04:00:00Z", "Mars/Olympus"), None);
        assert_eq!(day_at("2026-01-18T23:30:00Z", 1).unwrap().day, 19);
        assert_eq!(day_at("2026-01-18T00:30:00Z", -8).unwrap().day, 17);
        assert_eq!((day_at("2026-01-18", 1), day_at("2026-01-18T23:30:00Z", 9_000)), (None, None));
        assert_eq!(civil_day("1996-05-19").unwrap().day, 19);
        assert_eq!(civil_day("1996-5-19"), None);
    }
}
