//! schema.org `NewsArticle` with the event as its subject (schema.org 30.0; results have no property there and stay in the text).

use super::context::{day, summary, visible};
use super::topics;
use crate::article::{Article, PubStatus, SourceType};
use serde_json::{Map, Value, json};

/// The JSON-LD object of an article.
pub(super) fn news_article(article: &Article) -> Value {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("identifier", json!(article.id));
    put("headline", json!(visible(&article.headline.text)));
    put("description", json!(visible(&summary(article))));
    put("inLanguage", json!(article.language));
    put("version", json!(article.version));
    put("dateCreated", json!(article.provenance.now));
    put("dateModified", json!(article.provenance.now));
    if article.status.pubstatus == PubStatus::Usable {
        put("datePublished", json!(article.provenance.now));
    }
    put("creativeWorkStatus", json!(if article.is_marked() { "Draft" } else { "Published" }));
    put("articleSection", json!("Sport"));
    if let Some(dateline) = &article.dateline {
        put("dateline", json!(visible(dateline)));
    }
    if let Some(byline) = &article.byline {
        put("author", json!({"@type": author_type(byline), "name": visible(byline)}));
    }
    if let Some(review) = article.valid_review() {
        put("editor", json!({"@type": "Person", "name": visible(&review.reviewer)}));
    }
    if let Some(credit) = &article.source.credit {
        put("creditText", json!(visible(credit)));
    }
    if let Some(url) = web_address(article) {
        put("isBasedOn", json!(url));
    }
    if let Some(kind) = SourceType::from_code(&article.digital_source_type) {
        put("digitalSourceType", json!(kind.schema_org()));
    }
    put("about", sports_event(article));
    Value::Object(fields)
}

/// A desk is an organisation; any other byline is a person's name.
fn author_type(byline: &str) -> &'static str {
    let desk = ["desk", "staff", "sport", "sports", "team", "newsroom", "agency"];
    let is_desk = byline.to_lowercase().split_whitespace().any(|word| desk.contains(&word));
    if is_desk { "Organization" } else { "Person" }
}

/// The address of the feed, when it is one that a page may link to.
pub(super) fn web_address(article: &Article) -> Option<&str> {
    article.event.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

fn sports_event(article: &Article) -> Value {
    let event = &article.event;
    let mut fields = Map::new();
    fields.insert("@type".into(), json!("SportsEvent"));
    fields.insert("identifier".into(), json!(event.id));
    fields.insert("name".into(), json!(visible(&event.name)));
    fields.insert("sport".into(), json!(topics::topic(event.sport, &event.name).1));
    if let Some(day) = day(article) {
        fields.insert("startDate".into(), json!(day));
    }
    if let Some(competition) = &event.competition {
        fields.insert("superEvent".into(), json!({"@type": "SportsEvent", "name": visible(competition)}));
    }
    let mut address = Map::new();
    for (name, value) in [("addressLocality", &event.city), ("addressCountry", &event.country)] {
        if let Some(value) = value {
            address.insert(name.into(), json!(visible(value)));
        }
    }
    if let Some(name) = event.venue.as_ref().or(event.city.as_ref()) {
        let mut place = Map::new();
        place.insert("@type".into(), json!("Place"));
        place.insert("name".into(), json!(visible(name)));
        if !address.is_empty() {
            address.insert("@type".into(), json!("PostalAddress"));
            place.insert("address".into(), Value::Object(address));
        }
        fields.insert("location".into(), Value::Object(place));
    }
    Value::Object(fields)
}
