//! Nations by IOC code and by the adjective that feeds use, from `templates/nations.toml`.

use crate::event::Nation;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    name: String,
    adjective: Option<String>,
    /// Other adjectives that feeds use for it.
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Table {
    nation: Vec<Entry>,
}

#[derive(Debug, Default)]
struct Nations {
    by_code: BTreeMap<String, Nation>,
    by_adjective: BTreeMap<String, Nation>,
}

static NATIONS: LazyLock<Nations> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../templates/nations.toml")).unwrap_or(Table { nation: Vec::new() });
    let mut nations = Nations::default();
    for entry in table.nation {
        let nation = Nation { code: entry.code.clone(), name: entry.name, adjective: entry.adjective.clone() };
        for adjective in entry.adjective.into_iter().chain(entry.also) {
            nations.by_adjective.entry(adjective.to_lowercase()).or_insert_with(|| nation.clone());
        }
        nations.by_code.insert(entry.code, nation);
    }
    nations
});

/// The nation with this IOC code (`KEN`, `URS`, `AIN`), exactly in capitals.
pub fn by_code(code: &str) -> Option<Nation> {
    NATIONS.by_code.get(code).cloned()
}

/// The nation with this adjective (`British`, `Monegasque`, `New Zealander`), in any case.
pub fn by_adjective(adjective: &str) -> Option<Nation> {
    NATIONS.by_adjective.get(&adjective.to_lowercase()).cloned()
}
