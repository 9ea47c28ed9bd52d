//! Classifications after a stage: overall and of young riders by time, of points and of the mountains by points.

use super::name::split;
use crate::event::{Mark, Standing, StandingKind, Unit};
use crate::feed::FeedError;
use crate::feed::FeedErrorKind;
use crate::feed::json::Node;
use crate::feed::names;

/// The lists of the file, with what they are and what they count.
const LISTS: [(&str, StandingKind, &str); 4] = [
    ("gc", StandingKind::Overall, "time"),
    ("points", StandingKind::PointsClassification, "points"),
    ("kom", StandingKind::Mountains, "points"),
    ("youth", StandingKind::Youth, "time"),
];

/// How many lines of a classification are kept: nobody asks for more.
const LINES: usize = 30;

/// Reads all classifications.
pub(super) fn read(root: &Node<'_>) -> Result<Vec<Standing>, FeedError> {
    let mut found = Vec::new();
    for (key, kind, counts) in LISTS {
        let Some(list) = root.get(key) else { continue };
        for line in list.items()?.iter().take(LINES) {
            found.extend(standing(line, kind, counts)?);
        }
    }
    Ok(found)
}

/// A line; none for one without a rank.
fn standing(line: &Node<'_>, kind: StandingKind, counts: &str) -> Result<Option<Standing>, FeedError> {
    let Some((_, rank)) = line.optional_number("rank")? else { return Ok(None) };
    let (name_at, name) = line.required("rider_name")?;
    let address = line.optional("rider_url")?.map_or("", |(_, address)| address);
    let clean = names::clean(name).map_err(|error| name_at.error(FeedErrorKind::Value, error.to_string()).hint(names::ADVICE))?;
    let (given, family) = split(&clean, address);
    let Some(at) = line.get(counts) else { return Ok(None) };
    let text = at.value().as_str().map_or_else(|| at.value().to_string(), str::to_owned);
    let read = if counts == "time" { Mark::parse_time(text.trim()) } else { Mark::parse_decimal(text.trim(), Unit::Points) };
    let points = read.map_err(|error| at.error(FeedErrorKind::Value, error.to_string()))?;
    Ok(Some(Standing {
        kind,
        rank,
        id: address.rsplit('/').next().unwrap_or_default().to_owned(),
        name: given.map_or_else(|| family.clone(), |given| format!("{given} {family}")),
        points,
        wins: None,
        before: line.optional_number("prev_rank")?.map(|(_, rank)| rank),
        cell: at.cell(),
    }))
}
