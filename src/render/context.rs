//! What a template sees: the record, field by field, and what is computed for it.

use super::{RenderError, jsonld, svg};
use crate::article::{Article, PubStatus};
use crate::english::Profile;
use crate::english::date::{self, Day};
use crate::english::text::strip_unsafe;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use minijinja::value::Value as Shown;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The fields of the record (`headline`, `body`, `table`, ...); each paragraph has its `text` besides; and
///
/// - `day`: the event's day as `2024-07-28`, or none;
/// - `banner`: what must stand above copy that is not to be published, or none;
/// - `written`: when, as a reader reads it, in UTC;
/// - `summary`: the standfirst or the first sentence, for descriptions;
/// - `end_mark`: the agency's end mark in this language;
/// - `locale`: the language as Open Graph writes it;
/// - `jsonld`: the schema.org object; `svg`: the geometry of the chart, or none.
pub(super) fn context(article: &Article) -> Result<Shown, RenderError> {
    let mut fields = match serde_json::to_value(article).map_err(|source| RenderError::json(article, source))? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    if let Some(Value::Array(body)) = fields.get_mut("body") {
        for (shown, paragraph) in body.iter_mut().zip(&article.body) {
            if let Value::Object(shown) = shown {
                shown.insert("text".to_owned(), Value::String(paragraph.text()));
            }
        }
    }
    let computed = [
        ("day", json!(day(article))),
        ("banner", json!(banner(article))),
        ("written", json!(written(article))),
        ("summary", json!(summary(article))),
        ("end_mark", json!(if article.style == Profile::Ap { "-30-" } else { "ends" })),
        ("locale", json!(article.language.replace('-', "_"))),
        ("jsonld", jsonld::news_article(article)),
        ("svg", article.chart.as_ref().map_or(Value::Null, svg::geometry)),
    ];
    fields.extend(computed.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Ok(shown(Value::Object(fields)))
}

/// The event's day in ISO 8601.
pub(super) fn day(article: &Article) -> Option<String> {
    article.event.day.map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day))
}

/// The clock of the run for readers: "28 July 2024, 15:00 UTC" or "July 28, 2024, 15:00 UTC".
fn written(article: &Article) -> String {
    let now = &article.provenance.now;
    let Ok(time) = now.parse::<Timestamp>() else { return now.clone() };
    let time = time.to_zoned(TimeZone::UTC);
    match Day::new(time.year(), time.month(), time.day()) {
        Some(day) => format!("{}, {:02}:{:02} UTC", date::format(day, article.style), time.hour(), time.minute()),
        None => now.clone(),
    }
}

/// The standfirst, or else the first sentence.
pub(super) fn summary(article: &Article) -> String {
    article.sentences().nth(1).map_or_else(String::new, |sentence| sentence.text.clone())
}

/// What must stand above copy that nobody may publish.
pub(super) fn banner(article: &Article) -> Option<String> {
    let what = match (article.event.test, article.status.pubstatus) {
        (true, _) => "TEST, not for publication",
        (false, PubStatus::Withheld) => "WITHHELD, not for publication",
        (false, PubStatus::Canceled) => "CANCELED, do not publish",
        (false, PubStatus::Usable) => return None,
    };
    let reasons = article.status.reasons.join("; ");
    Some(if reasons.is_empty() { what.to_owned() } else { format!("{what}: {reasons}") })
}

/// A JSON value as a template's value; characters that nobody can see are left out of every text.
fn shown(value: Value) -> Shown {
    match value {
        Value::Null => Shown::from(()),
        Value::Bool(truth) => Shown::from(truth),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), _, _) => Shown::from(whole),
            (None, Some(whole), _) => Shown::from(whole),
            (None, None, real) => Shown::from(real),
        },
        Value::String(text) => Shown::from(visible(&text)),
        Value::Array(values) => values.into_iter().map(shown).collect::<Vec<_>>().into(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, shown(value))).collect::<BTreeMap<_, _>>().into(),
    }
}

/// A text on one line, without the characters that nobody can see.
pub(super) fn visible(text: &str) -> String {
    strip_unsafe(text)
}
