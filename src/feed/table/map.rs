//! Column maps: which header is which field, and what a table cannot say about its event itself.
//!
//! The layouts of `templates/maps/` are recognised by their headers. A map of one's own is a TOML file with any of the
//! parts `[event]`, `[columns]`, `[status]` and `[[split]]`.

use crate::event::{Gender, Irm, ResultState, Sport, UnitKind};
use crate::feed::{FeedError, FeedErrorKind, Input};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The layouts of `templates/maps/`, read once for all tables of a batch; or what is wrong with one.
static LAYOUTS: LazyLock<Result<Vec<ColumnMap>, String>> = LazyLock::new(|| {
    [
        include_str!("../../../templates/maps/english.toml"),
        include_str!("../../../templates/maps/german.toml"),
        include_str!("../../../templates/maps/nordic.toml"),
    ]
    .into_iter()
    .map(|text| toml::from_str(text).map_err(|error| format!("a layout of templates/maps is broken: {}", error.message())))
    .collect()
});

/// A column map, read from TOML.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// Name of the layout, for notes.
    #[serde(default)]
    pub layout: Option<String>,
    /// `,`, `;` or a tab, where it is not to be found out.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// The decimal mark, where it is not a full stop.
    #[serde(default)]
    pub decimal: Option<char>,
    /// Names are written with the family name first.
    #[serde(default)]
    pub family_first: bool,
    /// What the table does not say itself.
    #[serde(default)]
    pub event: EventData,
    /// Headers by field: `rank`, `name`, `first`, `last`, `team`, `nation`, `gender`, `time`, `distance`, `points`, `mark`,
    /// `gap`, `bib`, `status`, `laps`.
    #[serde(default)]
    pub columns: BTreeMap<String, Headers>,
    /// Words that stand for a status, in any case and without dots.
    #[serde(default)]
    pub status: BTreeMap<String, Irm>,
    /// Columns with cumulative times, in the order of the course.
    #[serde(default)]
    pub split: Vec<SplitColumn>,
    /// sha256 of the map's own bytes, for the evidence.
    #[serde(skip)]
    pub sha256: Option<String>,
}

/// One header, or several that mean the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Headers {
    /// One header.
    One(String),
    /// Any of several.
    Any(Vec<String>),
}

impl Headers {
    fn has(&self, header: &str) -> bool {
        let same = |own: &String| folded(own) == folded(header);
        match self {
            Self::One(own) => same(own),
            Self::Any(any) => any.iter().any(same),
        }
    }
}

/// A column of splits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitColumn {
    /// The header.
    pub column: String,
    /// How prose calls the point ("5 kilometres").
    #[serde(default)]
    pub label: Option<String>,
}

/// What a table cannot say itself. In a CSV file the same can stand in front of the header, as `# name: ...`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventData {
    /// As prose says after "the".
    pub name: Option<String>,
    /// The sport, as in the event model (`running`, `cycling`, `other`, ...).
    pub sport: Option<String>,
    /// `race` (when not given), `heat` or `training`.
    pub kind: Option<String>,
    /// The day at the venue, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// IANA zone of the venue; without one no day is written.
    pub zone: Option<String>,
    /// Stadium or course.
    pub venue: Option<String>,
    /// Town, for the dateline.
    pub city: Option<String>,
    /// Country in words.
    pub country: Option<String>,
    /// `men`, `women` or `mixed`.
    pub gender: Option<String>,
    /// `official`, `unofficial` or `provisional`.
    pub state: Option<String>,
    /// The competition it belongs to.
    pub competition: Option<String>,
    /// An id of one's own.
    pub id: Option<String>,
    /// The credit line that the source asks for.
    pub credit: Option<String>,
    /// The licence in words.
    pub licence: Option<String>,
    /// Whether the terms allow commercial use (`true`, `false`).
    pub commercial: Option<String>,
}

impl EventData {
    /// The value by its key; `None` for a key that does not exist.
    pub(super) fn slot(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "name" => &mut self.name,
            "sport" => &mut self.sport,
            "kind" => &mut self.kind,
            "date" => &mut self.date,
            "zone" => &mut self.zone,
            "venue" => &mut self.venue,
            "city" => &mut self.city,
            "country" => &mut self.country,
            "gender" => &mut self.gender,
            "state" => &mut self.state,
            "competition" => &mut self.competition,
            "id" => &mut self.id,
            "credit" => &mut self.credit,
            "licence" => &mut self.licence,
            "commercial" => &mut self.commercial,
            _ => return None,
        })
    }
}

/// Keys of [`EventData`], in the order of the documentation.
pub(super) const EVENT_KEYS: [&str; 15] = [
    "name",
    "sport",
    "kind",
    "date",
    "zone",
    "venue",
    "city",
    "country",
    "gender",
    "state",
    "competition",
    "id",
    "credit",
    "licence",
    "commercial",
];

/// Fields that `[columns]` can name.
const FIELDS: [&str; 15] =
    ["rank", "name", "first", "last", "team", "nation", "gender", "time", "distance", "points", "mark", "gap", "bib", "status", "laps"];

/// Reads a map.
///
/// # Errors
/// TOML that is broken, keys that do not exist, and columns of unknown fields, with the line.
pub fn parse(input: &Input<'_>) -> Result<ColumnMap, FeedError> {
    let refuse = |message: String| FeedError::new(FeedErrorKind::Syntax, input.name, message);
    let text = std::str::from_utf8(input.bytes).map_err(|_| refuse("the column map is not UTF-8".to_owned()))?;
    let mut map: ColumnMap = toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let line = error.span().map(|span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
        let error_text = refuse(format!("this is no column map: {}", error.message()));
        match line {
            Some(line) => error_text.at(format!("line {line}")),
            None => error_text,
        }
    })?;
    if let Some(field) = map.columns.keys().find(|field| !FIELDS.contains(&field.as_str())) {
        let message = format!("\"{}\" is no field of a column map; the fields are {}", field.escape_debug(), FIELDS.join(", "));
        return Err(refuse(message).at(format!("columns.{}", field.escape_debug())));
    }
    map.sha256 = Some(input.sha256.clone());
    Ok(map)
}

/// The layout whose headers the table has most of; the first of equals.
pub(super) fn layout(headers: &[String]) -> Result<Option<&'static ColumnMap>, FeedError> {
    let layouts = LAYOUTS.as_ref().map_err(|message| FeedError::new(FeedErrorKind::Syntax, "", message.clone()))?;
    let mut best: Option<(usize, &ColumnMap)> = None;
    for map in layouts {
        let known = headers.iter().filter(|header| map.field_of(header).is_some()).count();
        if known > best.map_or(0, |(most, _)| most) {
            best = Some((known, map));
        }
    }
    Ok(best.map(|(_, map)| map))
}

impl ColumnMap {
    /// The field that a header stands for.
    pub(super) fn field_of(&self, header: &str) -> Option<&str> {
        FIELDS.into_iter().find(|field| self.columns.get(*field).is_some_and(|headers| headers.has(header)))
    }

    /// The status that a word stands for.
    pub(super) fn irm_of(&self, word: &str) -> Option<Irm> {
        let word = folded(word);
        self.status.iter().find(|(own, _)| folded(own) == word).map(|(_, irm)| *irm)
    }
}

/// Lower case, without dots, hyphens and blanks; a text of signs alone (`#`) stays as it is.
pub(super) fn folded(text: &str) -> String {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if plain.is_empty() { text.trim().to_owned() } else { plain }
}

/// A word of the event data as its type, or the words that are possible.
pub(super) fn word<T: for<'de> Deserialize<'de>>(raw: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(raw.trim().to_lowercase().replace([' ', '-'], "_"))).ok()
}

/// A result's state as an editor may give it: there is no table of a result that is not finished.
pub(super) fn state(raw: &str) -> Option<ResultState> {
    word(raw).filter(|state| *state >= ResultState::Unofficial)
}

/// The kind of unit that a table can be.
pub(super) fn kind(raw: &str) -> Option<UnitKind> {
    word(raw).filter(|kind| *kind != UnitKind::Sprint)
}

/// The sport.
pub(super) fn sport(raw: &str) -> Option<Sport> {
    word(raw)
}

/// A gender in words or letters.
pub(super) fn gender(raw: &str) -> Option<Gender> {
    match folded(raw).as_str() {
        "men" | "man" | "m" | "male" | "mens" | "boys" => Some(Gender::Men),
        "women" | "woman" | "w" | "f" | "female" | "womens" | "girls" => Some(Gender::Women),
        "mixed" | "x" => Some(Gender::Mixed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn layouts_are_recognised_by_their_headers() {
        for (line, layout_name) in [
            ("Pos,Bib,Name,Club,Time", "english"),
            ("Rang,StNr,Nachname,Vorname,Verein,Zeit,Rückstand", "german"),
            ("Plass,Startnr.,Navn,Klubb,Tid,Etter", "nordic"),
        ] {
            assert_eq!(layout(&headers(line)).unwrap().unwrap().layout.as_deref(), Some(layout_name));
        }
        assert!(layout(&headers("a,b,c")).unwrap().is_none());
    }

    #[test]
    fn a_map_with_unknown_keys_or_fields_is_refused() {
        let refused = |text: &str| parse(&Input::new(text.as_bytes(), "map.toml")).unwrap_err();
        assert!(refused("[event]\nnames = \"x\"").message.contains("no column map"));
        assert_eq!(refused("layout = \"x\"\n\n[event]\nnames = \"x\"").pointer.as_deref(), Some("line 3"));
        assert!(refused("[columns]\nspeed = \"x\"").message.contains("no field"));
        assert!(refused("[columns").message.contains("no column map"));
    }

    #[test]
    fn words_of_the_event_are_typed() {
        assert_eq!(sport("Running"), Some(Sport::Running));
        assert_eq!(state("official"), Some(ResultState::Official));
        assert_eq!((state("live"), state("start_list"), sport("chess")), (None, None, None));
        assert_eq!((gender("F"), gender("Men"), gender("?")), (Some(Gender::Women), Some(Gender::Men), None));
    }
}
