//! What a document is, by its content; documents that can be named but not decoded are refused by name.

use super::{FeedError, FeedErrorKind, hytek, ibu, rotowire, stage, strict, tilastopaja, world_athletics};
use serde_json::Value;

/// A document that has a decoder.
#[derive(Debug)]
pub(super) enum Shape {
    /// Ergast or Jolpica: an object with `MRData`.
    Ergast(Value),
    /// The second Jolpica API: an object with `data.results`.
    JolpicaV2(Value),
    /// A competition of Tilastopaja in XML: the root `competition` with `results`.
    TilastopajaXml,
    /// The same in JSON.
    TilastopajaJson(Value),
    /// Results of `OpenTrack`: an object with `event_results`.
    OpenTrack(Value),
    /// The results proposal of World Athletics: `units` with `rounds`, and `athletes`.
    WorldAthletics(Value),
    /// Box scores of basketball: `box_score` with `home_line`.
    Rotowire(Value),
    /// Meets of swimming in XML: the root `LENEX`.
    Lenex,
    /// A list of the IOF in XML: `ResultList` and its like.
    Iof,
    /// Skiing in XML: the root `Fisresults`.
    Fis,
    /// `SportsML`, by itself or in `NewsML-G2`.
    SportsMl,
    /// A stage or a one-day race of cycling: `departure`, `arrival`, `results` and `gc`.
    Stage(Value),
    /// Biathlon: a `Competition` with a `DisciplineId`, or a list of such.
    Ibu(Value),
    /// Results of Hy-Tek's Meet Manager: lines of fixed columns, the first an `A1` record.
    HyTek,
    /// An XML message of the Olympic Data Feed.
    Odf,
    /// Anything else that may be a table.
    Table,
}

impl Shape {
    /// Whether its decoder reads what is given beside the results.
    pub(super) fn takes_context(&self) -> bool {
        matches!(
            self,
            Self::Ergast(_) | Self::JolpicaV2(_) | Self::TilastopajaXml | Self::TilastopajaJson(_) | Self::Lenex | Self::Odf | Self::Table
        )
    }
}

/// Recognises a document.
pub(super) fn shape(text: &str, file: &str) -> Result<Shape, FeedError> {
    let body = text.trim_start();
    match body.chars().next() {
        Some('{' | '[') => json(text, file),
        Some('<') => xml(body, file),
        _ if hytek::is_results(body) => Ok(Shape::HyTek),
        _ => Ok(Shape::Table),
    }
}

/// The formats that are told by their members alone.
fn by_members(document: &Value) -> Option<fn(Value) -> Shape> {
    match document {
        _ if tilastopaja::is_json(document) => Some(Shape::TilastopajaJson),
        _ if document.get("event_results").is_some() => Some(Shape::OpenTrack),
        _ if world_athletics::is_json(document) => Some(Shape::WorldAthletics),
        _ if rotowire::is_json(document) => Some(Shape::Rotowire),
        _ if ibu::is_json(document) => Some(Shape::Ibu),
        _ => None,
    }
}

/// The document; one with comments only where that makes it results of World Athletics, whose examples have them.
fn parsed(text: &str) -> Result<Value, serde_json::Error> {
    strict::parse(text).or_else(|error| {
        let plain = world_athletics::without_comments(text);
        strict::parse(&plain).ok().filter(world_athletics::is_json).ok_or(error)
    })
}

fn json(text: &str, file: &str) -> Result<Shape, FeedError> {
    if let Some(games) = rotowire::of_lines(text) {
        return Ok(Shape::Rotowire(games));
    }
    let document: Value = parsed(text).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        let said = error.to_string();
        let reason = if said.contains("recursion") {
            "the JSON is nested too deeply".to_owned()
        } else if error.is_eof() {
            "the JSON ends early: the file was cut".to_owned()
        } else {
            format!("this is not JSON: {}", said.split(" at line").next().unwrap_or_default())
        };
        FeedError::new(FeedErrorKind::Syntax, file, reason).at(place).hint("fetch it again, or ask who made it")
    })?;
    if document.get("MRData").is_some() {
        return Ok(Shape::Ergast(document));
    }
    if document.pointer("/data/results").is_some() {
        return Ok(Shape::JolpicaV2(document));
    }
    if let Some(shape) = by_members(&document) {
        return Ok(shape(document));
    }
    if stage::is_json(&document) {
        return Ok(Shape::Stage(document));
    }
    match foreign_json(&document) {
        Some(name) => Err(FeedError::new(FeedErrorKind::Unsupported, file, name)),
        None => Ok(Shape::Table),
    }
}

/// Members that only match feeds have.
const MATCH: [&str; 12] = [
    "gamePk",
    "gameData",
    "gameState",
    "SiteKit",
    "GC",
    "totalGames",
    "boxScoreTraditional",
    "boxscore",
    "scoreboard",
    "summary",
    "innings",
    "allPlays",
];

/// JSON of providers that we know and do not decode.
fn foreign_json(document: &Value) -> Option<&'static str> {
    let has = |key: &str| document.get(key).is_some();
    let item = |key: &str| document.get(0).is_some_and(|first| first.get(key).is_some());
    if item("event_id") && item("discipline") && item("stage") {
        return Some("this is a programme of OpenTrack, a schedule, not a result");
    }
    if has("stages_winners") && has("startdate") {
        return Some("this is the header of a cycling race, not a result: it was cancelled, is still to come, or its stages are elsewhere");
    }
    if item("object_type") && item("foreign_keys") {
        return Some("this is a patch of the Jolpica database, not a result");
    }
    if has("leagues") && has("events") || has("gamepackageJSON") || has("boxscore") && has("header") {
        return Some("this is a match feed of ESPN; matches are not supported yet");
    }
    if has("matches") || has("rounds") && has("name") || item("team1") && item("team2") {
        return Some("this is a match feed of football; matches are not supported yet");
    }
    if MATCH.iter().any(|key| has(key)) || has("games") && has("prevDate") || has("meta") && has("game") {
        return Some("this is a match feed; matches are not supported yet");
    }
    if has("openapi") || has("swagger") {
        return Some("this is the description of an API, not a feed");
    }
    (has("sports-content") || has("sportsContent")).then_some("this is SportsML, which is not supported yet")
}

fn xml(body: &str, file: &str) -> Result<Shape, FeedError> {
    let refuse = |kind, message: &str| Err(FeedError::new(kind, file, message));
    match root_element(body).as_str() {
        "html" | "!doctype html" => {
            let message = "this is a web page, not a feed";
            refuse(FeedErrorKind::Unsupported, message).map_err(|error| error.hint("look at it in a browser: it may be an error page"))
        }
        "odfbody" => Ok(Shape::Odf),
        "lenex" => Ok(Shape::Lenex),
        // A document that was cut in the table before its results is still one: the reader says that it ends early.
        "competition" if ["<competitorid>", "<results>", "<calendareventid>"].iter().any(|element| body.contains(element)) => {
            Ok(Shape::TilastopajaXml)
        }
        "message" if body.contains("<timetable>") => refuse(FeedErrorKind::NotAResult, "this is a schedule of Tilastopaja, not a result"),
        "message" if body.contains("<athletes>") => {
            refuse(FeedErrorKind::NotAResult, "this is a list of entries of Tilastopaja, not a result")
        }
        "sports-content" | "newsitem" => Ok(Shape::SportsMl),
        "sports-content-codes" => refuse(FeedErrorKind::NotAResult, "these are codes of SportsML, not a result"),
        "resultlist" | "entrylist" | "startlist" => Ok(Shape::Iof),
        "fisresults" => Ok(Shape::Fis),
        "courselist" | "coursedata" => refuse(FeedErrorKind::NotAResult, "these are courses of orienteering, not a result"),
        "mrdata" => refuse(FeedErrorKind::Unsupported, "this is Ergast in XML").map_err(|error| error.hint("ask for the same as .json")),
        "" => refuse(FeedErrorKind::Syntax, "this starts like XML, but has no element"),
        other => refuse(FeedErrorKind::Unsupported, &format!("this is XML with the root element \"{other}\", which no decoder knows")),
    }
}

/// The name of the first element in lower case, without its namespace prefix; `!doctype html` for an HTML page.
fn root_element(body: &str) -> String {
    let mut rest = body;
    while let Some(open) = rest.strip_prefix('<') {
        let skipped = if let Some(comment) = open.strip_prefix("!--") {
            comment.split_once("-->")
        } else if open.starts_with('?') || open.starts_with('!') {
            let doctype: String = open.chars().take(13).collect::<String>().to_lowercase();
            if doctype == "!doctype html" {
                return doctype;
            }
            // A document type may declare entities between brackets; the adapters refuse it.
            let declares = open.split_once('[').is_some_and(|(before, _)| !before.contains('>'));
            if declares { open.split_once("]>") } else { open.split_once('>') }
        } else {
            let name: String = open.chars().take(60).take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
            return name.rsplit(':').next().unwrap_or_default().to_lowercase();
        };
        rest = skipped.map_or("", |(_, after)| after.trim_start());
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> FeedError {
        shape(text, "x").unwrap_err()
    }

    #[test]
    fn broken_json_names_line_and_column() {
        let error = refusal("{\n\"MRData\": {");
        assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Syntax, Some("line 2 column 11")));
        assert!(error.message.contains("cut"), "{error}");
        assert!(refusal("{\"a\": 1,}").message.contains("not JSON"));
        assert!(refusal(&"[".repeat(100_000)).message.contains("deep"));
    }

    #[test]
    fn documents_are_refused_by_name() {
        assert!(refusal("<!DOCTYPE HTML><html><body>502</body></html>").message.contains("web page"));
        assert!(refusal("<?xml version=\"1.0\"?><!-- x --><sports-content-codes/>").message.contains("SportsML"));
        assert!(refusal("{\"leagues\":[],\"events\":[]}").message.contains("match"));
        assert!(refusal("{\"name\":\"x\",\"matches\":[]}").message.contains("match"));
        assert!(refusal("<").message.contains("no element"));
    }

    #[test]
    fn documents_with_a_decoder_are_recognised() {
        assert!(matches!(shape("{\"MRData\":{}}", "x"), Ok(Shape::Ergast(_))));
        assert!(matches!(shape("{\"data\":{\"results\":[]}}", "x"), Ok(Shape::JolpicaV2(_))));
        assert!(matches!(shape("<?xml version=\"1.0\"?>\n<OdfBody/>", "x"), Ok(Shape::Odf)));
        assert!(matches!(shape("<!DOCTYPE a [<!ENTITY l 'x'>]><sports-content/>", "x"), Ok(Shape::SportsMl)), "the adapter refuses it");
        assert!(matches!(shape("<?xml version=\"1.0\"?><Fisresults/>", "x"), Ok(Shape::Fis)));
        assert!(matches!(shape("{\"Competition\":{\"RaceId\":\"1\",\"DisciplineId\":\"SP\"}}", "x"), Ok(Shape::Ibu(_))));
        assert!(matches!(shape("Rank,Name\n1,A\n", "x"), Ok(Shape::Table)));
    }
}
