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

/// The nation with this English name ("France", "Netherlands"), with or without its article.
pub fn by_name(name: &str) -> Option<Nation> {
    let bare = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
    NATIONS.by_code.values().find(|nation| bare(&nation.name) == bare(name)).cloned()
}

/// The nation with this adjective (`British`, `Monegasque`, `New Zealander`), in any case.
pub fn by_adjective(adjective: &str) -> Option<Nation> {
    NATIONS.by_adjective.get(&adjective.to_lowercase()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        assert!(NATIONS.by_code.len() > 230, "{}", NATIONS.by_code.len());
        assert_eq!(by_code("NED").unwrap().name, "the Netherlands");
        assert_eq!((by_name("Netherlands").unwrap().code.as_str(), by_name("Nowhere")), ("NED", None));
        assert_eq!(by_code("TPE").unwrap().adjective, None);
        assert_eq!(by_code("ned"), None);
    }

    #[test]
    fn adjectives_of_feeds_lead_to_their_nation() {
        for (adjective, code) in [
            ("British", "GBR"),
            ("Monegasque", "MON"),
            ("Monégasque", "MON"),
            ("American", "USA"),
            ("New Zealander", "NZL"),
            ("Argentine", "ARG"),
            ("Argentinian", "ARG"),
            ("Rhodesian", "RHO"),
            ("East German", "GDR"),
            ("Liechtensteiner", "LIE"),
            ("Congolese", "CGO"),
            ("dutch", "NED"),
        ] {
            assert_eq!(by_adjective(adjective).map(|nation| nation.code).as_deref(), Some(code), "{adjective}");
        }
        assert_eq!(by_adjective("American-Italian"), None);
        assert_eq!(by_adjective(""), None);
    }

    #[test]
    fn no_two_nations_share_an_adjective() {
        let mut seen = BTreeMap::new();
        for nation in NATIONS.by_code.values() {
            if let Some(adjective) = &nation.adjective {
                assert_eq!(seen.insert(adjective.clone(), nation.code.clone()), None, "{adjective}");
            }
        }
    }
}
