//! The items of a batch: one JSON object per line, or one source per argument.

use super::args;
use super::failure::Failure;
use crate::facts::Angle;
use crate::render::Format;
use serde::Deserialize;
use std::path::{Component, Path};

/// One line of a manifest as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    source: String,
    #[serde(default)]
    with: Vec<String>,
    map: Option<String>,
    event: Option<String>,
    angle: Option<String>,
    #[serde(default)]
    formats: Vec<String>,
    out: Option<String>,
}

/// One item of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The results.
    pub source: String,
    /// What is read beside them, the column map among it.
    pub with: Vec<String>,
    /// The event; `None`: all of the source.
    pub event: Option<String>,
    /// The angle; `None`: that of the command line.
    pub angle: Option<Angle>,
    /// Formats; empty: those of the command line.
    pub formats: Vec<Format>,
    /// Name of its files below the output folder, without extension; `None`: the article's own.
    pub out: Option<String>,
}

impl Item {
    /// An item that is only a source.
    pub fn of(source: String) -> Self {
        Self { source, with: Vec::new(), event: None, angle: None, formats: Vec::new(), out: None }
    }
}

/// Reads a manifest. Empty lines are passed over; every fault names its line.
pub fn read(path: &Path) -> Result<Vec<Item>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("manifest {}: {error}", path.display())))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let items = lines
        .map(|(index, line)| item(line).map_err(|why| Failure::usage(format!("manifest {}, line {}: {why}", path.display(), index + 1))));
    items.collect()
}

fn item(line: &str) -> Result<Item, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let formats = line.formats.iter().map(|name| name.parse::<Format>().map_err(|error| error.to_string())).collect::<Result<_, _>>()?;
    if let Some(out) = line.out.as_deref().filter(|out| !is_below(out)) {
        return Err(format!("\"out\" must be a name below the output folder, not {out:?}"));
    }
    let angle = line.angle.as_deref().map(args::angle).transpose()?;
    let with = line.with.into_iter().chain(line.map).collect();
    Ok(Item { source: line.source, with, event: line.event, angle, formats, out: line.out })
}

/// Whether a name stays in the folder that it is joined to.
fn is_below(name: &str) -> bool {
    let path = Path::new(name);
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    !name.is_empty() && !name.ends_with(['/', '\\']) && !name.chars().any(char::is_control) && path.components().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_item() {
        let item =
            item(r#"{"source": "a.json", "with": ["q.json"], "map": "m.toml", "angle": "nation:KEN", "formats": ["html"], "out": "x/y"}"#);
        let item = item.unwrap();
        assert_eq!(item.with, ["q.json", "m.toml"]);
        assert_eq!((item.angle, item.formats), (Some(Angle::Nation("KEN".into())), vec![Format::Html]));
        assert_eq!(item.out.as_deref(), Some("x/y"));
    }

    #[test]
    fn a_line_that_would_write_elsewhere_or_does_not_make_sense_is_refused() {
        for bad in [
            r#"{"source": "a", "out": "../x"}"#,
            r#"{"source": "a", "out": "/x"}"#,
            r#"{"source": "a", "out": ""}"#,
            r#"{"source": "a", "formats": ["pdf"]}"#,
            r#"{"source": "a", "sauce": 1}"#,
            r#"{"with": []}"#,
            "[]",
        ] {
            assert!(item(bad).is_err(), "{bad}");
        }
    }
}
