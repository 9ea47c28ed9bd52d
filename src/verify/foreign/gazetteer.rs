//! Names of nations, cities and countries that are known although the event does not have them.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Nation {
    name: String,
    adjective: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
struct Nations {
    nation: Vec<Nation>,
}

#[derive(Deserialize)]
struct Circuit {
    city: String,
    country: Option<String>,
}

#[derive(Deserialize)]
struct Circuits {
    circuit: Vec<Circuit>,
}

static NATIONS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let table: Nations = toml::from_str(include_str!("../../../templates/nations.toml")).unwrap_or(Nations { nation: Vec::new() });
    let names = table.nation.into_iter().flat_map(|nation| nation.also.into_iter().chain(nation.adjective).chain([nation.name]));
    names.map(|name| name.strip_prefix("the ").map_or(name.clone(), str::to_owned)).collect()
});

static PLACES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let table: Circuits =
        toml::from_str(include_str!("../../../templates/venues/circuits.toml")).unwrap_or(Circuits { circuit: Vec::new() });
    table.circuit.into_iter().flat_map(|circuit| std::iter::once(circuit.city).chain(circuit.country)).collect()
});

/// Whether this is the name or the adjective of a nation.
pub(super) fn is_nation(name: &str) -> bool {
    NATIONS.contains(name)
}

/// Whether this is a city or a country of a venue.
pub(super) fn is_place(name: &str) -> bool {
    PLACES.contains(name) || is_nation(name)
}

/// Every single word of these names.
pub(super) fn words() -> BTreeSet<String> {
    NATIONS.iter().chain(PLACES.iter()).flat_map(|name| name.split([' ', '-'])).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_are_read() {
        assert!(is_nation("Kenyan") && is_nation("Netherlands") && is_place("Monza") && is_place("Kenya"));
        assert!(!is_nation("Monza") && !is_place("Hamilton"));
        assert!(words().contains("Zealand"));
    }
}
