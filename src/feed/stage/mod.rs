//! Stages and one-day races of cycling in JSON, one object for each: results and the classifications after it.
//!
//! Source of the format: what the library procyclingstats (MIT) makes of a page; there is no official feed. It has no name of the race, so
//! a stage is called after its start and its end.
//!
//! | member | becomes |
//! |---|---|
//! | `departure`, `arrival`, `is_one_day_race`, `stage_type` | the name: "stage from Lourdes to Laruns"; the arrival is the town |
//! | `date` | the local day |
//! | `results[].rider_name`, `rider_url` | the rider: the name has the family name first, the address the given name |
//! | `rank`, `status` | rank (a number or a text), status by `templates/cycling.toml`; a number for a status is a place |
//! | `time` | the time of the rider or of his group; beside a status it is somebody else's, and is not read |
//! | `team_name`, `nationality`, `rider_number` | team, nation, race number |
//! | `gc`, `points`, `kom`, `youth` | classifications after the stage, with `prev_rank` before it |
//!
//! In a team time trial riders of a team share a rank and a time: the teams are the rows. Not read: bonuses, points of other rankings, ages,
//! climbs, how the race was won (free text).

mod name;
mod rows;
mod standings;
#[cfg(test)]
mod tests;
mod words;

use super::json::Node;
use super::raw::Provider;
use super::{Decoded, FeedError, FeedErrorKind, Input, circuits, names, ranks};
use crate::event::{Cells, Context, Event, Gender, ResultState, Sport, Unit, UnitKind, Venue};
use serde_json::Value;

/// The terms are not stated in the file.
const PROVIDER: Provider = Provider { name: "stage", credit: None, licence: None, commercial: None };

/// Whether a JSON document is of this form.
pub(super) fn is_json(document: &Value) -> bool {
    ["departure", "arrival", "results", "gc"].iter().all(|key| document.get(key).is_some())
}

/// Decodes the document.
///
/// # Errors
/// A race without results (cancelled, or not yet held), unknown statuses, ranks that are missing.
pub fn decode(document: &Value, input: &Input<'_>) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    if root.need("results")?.items()?.is_empty() {
        return Err(root.error(FeedErrorKind::NotAResult, "the race has no results: it was cancelled or is still to come"));
    }
    let mut cells = Cells::new();
    let mut field = |key: &str, field: &str| -> Result<Option<String>, FeedError> {
        let Some((node, text)) = root.optional(key)?.filter(|(_, text)| !text.trim().is_empty()) else { return Ok(None) };
        let clean = names::clean(text).map_err(|error| node.error(FeedErrorKind::Value, error.to_string()).hint(names::ADVICE))?;
        cells.insert(field.to_owned(), node.cell());
        Ok(Some(clean))
    };
    let (from, to) = (field("departure", "name")?, field("arrival", "city")?);
    let date = field("date", "date")?;
    let day = date.as_deref().and_then(circuits::civil_day);
    let trial = root.optional("stage_type")?.is_some_and(|(_, kind)| kind == "TTT");
    let one_day = root.get("is_one_day_race").is_some_and(|node| node.value() == &Value::Bool(true));
    let gender = root.optional("race_category")?.and_then(|(_, category)| match category.get(..2) {
        Some("ME") => Some(Gender::Men),
        Some("WE") => Some(Gender::Women),
        _ => None,
    });
    let reader = rows::Rows::new(&root, gender);
    let rows = if trial { reader.teams()? } else { reader.riders()? };
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    ranks::complete(&rows).map_err(named)?;
    let name = race_name(from.as_deref(), to.as_deref(), one_day, trial)
        .ok_or_else(|| root.error(FeedErrorKind::Missing, "the race has neither a start nor an end, so it cannot be named"))?;
    let slug =
        name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let event = Event {
        score_sheet: None,
        id: format!("tag:stringer,2024:stage/{}/{slug}", date.unwrap_or_else(|| "undated".to_owned())),
        source: PROVIDER.source(vec![input.sha256.clone()]),
        sport: Sport::Cycling,
        kind: UnitKind::Race,
        name,
        competition: None,
        unit: Some(if one_day { "race" } else { "stage" }.to_owned()),
        gender,
        individual: !trial,
        venue: Venue { name: None, city: to, region: None, country: None, nation: None },
        day,
        state: ResultState::Official,
        test: false,
        laps: None,
        mark_unit: Some(Unit::Time),
        rows,
        context: Context { standings: standings::read(&root)?, ..Context::default() },
        warnings: reader.warnings(),
        cells,
    };
    Ok(Decoded { events: vec![ranks::consistent(event).map_err(named)?], ..Decoded::default() })
}

/// "stage from Lourdes to Laruns", "race from Antwerp to Oudenaarde", "team time trial in Cholet".
fn race_name(from: Option<&str>, to: Option<&str>, one_day: bool, trial: bool) -> Option<String> {
    let what = match (trial, one_day) {
        (true, _) => "team time trial",
        (false, true) => "race",
        (false, false) => "stage",
    };
    match (from, to) {
        (Some(from), Some(to)) if from == to => Some(format!("{what} in {to}")),
        (Some(from), Some(to)) => Some(format!("{what} from {from} to {to}")),
        (None, Some(to)) => Some(format!("{what} to {to}")),
        (Some(from), None) => Some(format!("{what} from {from}")),
        (None, None) => None,
    }
}
