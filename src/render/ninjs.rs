//! IPTC ninjs 3.1 (`ninjs-schema_3.1.json`): one text item, with its body as HTML and as plain text side by side.

use super::RenderError;
use super::context::{banner, summary, visible};
use super::jsonld::web_address;
use super::topics::{MEDIA_TOPIC, topic};
use crate::article::{Article, PubStatus, SourceType};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    standard: Standard,
    uri: String,
    #[serde(rename = "type")]
    kind: &'static str,
    representation_type: &'static str,
    version: String,
    content_created: String,
    version_created: String,
    pub_status: PubStatus,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    slugline: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    located: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_terms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ed_note: Option<String>,
    headlines: Vec<Text>,
    descriptions: Vec<Text>,
    bodies: Vec<Body>,
    subjects: Vec<Named>,
    events: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Named>,
    genres: Vec<Named>,
    info_sources: Vec<Source>,
    alt_ids: Vec<AltId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digital_source_type: Option<Named>,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    role: &'static str,
    content_type: &'static str,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    role: &'static str,
    content_type: &'static str,
    char_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    word_count: Option<usize>,
    value: String,
}

#[derive(Serialize)]
struct Named {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
}

#[derive(Serialize)]
struct Source {
    name: String,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
}

#[derive(Serialize)]
struct AltId {
    role: &'static str,
    value: String,
}

/// The article as a ninjs item; `html` is its body as a fragment.
pub(super) fn render(article: &Article, html: &str) -> Result<String, RenderError> {
    let event = &article.event;
    let (code, name) = topic(event.sport, &event.name);
    let mut subjects = vec![Named { name: "sport".to_owned(), uri: Some(format!("{MEDIA_TOPIC}15000000")) }];
    subjects.push(Named { name: name.to_owned(), uri: Some(format!("{MEDIA_TOPIC}{code}")) });
    let place = |name: &Option<String>| name.as_ref().map(|name| Named { name: visible(name), uri: None });
    let item = Item {
        standard: Standard { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" },
        uri: article.id.clone(),
        kind: "text",
        representation_type: "full",
        version: article.version.to_string(),
        content_created: article.provenance.now.clone(),
        version_created: article.provenance.now.clone(),
        pub_status: article.status.pubstatus,
        language: article.language.clone(),
        by: article.byline.as_deref().map(visible),
        slugline: article.slug.to_uppercase(),
        located: article.dateline.as_deref().map(visible),
        usage_terms: article.source.licence.as_ref().map(|licence| format!("Data: {}", visible(licence))),
        ed_note: ed_note(article),
        headlines: vec![text("main", &article.headline.text)],
        descriptions: vec![text("summary", &summary(article))],
        bodies: bodies(article, html),
        subjects,
        events: vec![Named { name: visible(&event.name), uri: Some(event.id.clone()) }],
        places: [place(&event.venue), place(&event.city), place(&event.country)].into_iter().flatten().collect(),
        genres: vec![Named {
            name: "Results Listings and Statistics".to_owned(),
            uri: Some(format!("{GENRE}Results_Listings_and_Statistics")),
        }],
        info_sources: vec![Source {
            name: visible(article.source.credit.as_deref().unwrap_or(&article.source.provider)),
            role: "isrol:originfo",
            uri: web_address(article).map(str::to_owned),
        }],
        alt_ids: vec![
            AltId { role: "slug", value: article.slug.clone() },
            AltId { role: "event", value: event.id.clone() },
            AltId { role: "sha256", value: article.reviewable_sha256() },
        ],
        digital_source_type: SourceType::from_code(&article.digital_source_type)
            .map(|kind| Named { name: kind.name().to_owned(), uri: Some(kind.uri()) }),
    };
    serde_json::to_string_pretty(&item).map_err(|source| RenderError::json(article, source))
}

/// Base of the IPTC genres.
const GENRE: &str = "http://cv.iptc.org/newscodes/genre/";

fn text(role: &'static str, value: &str) -> Text {
    Text { role, content_type: "text/plain", value: visible(value) }
}

fn bodies(article: &Article, html: &str) -> Vec<Body> {
    let dateline = article.dateline.as_ref().map_or_else(String::new, |dateline| format!("{dateline} — "));
    let paragraphs = std::iter::once(format!("{dateline}{}", article.body_text()));
    let parts = banner(article).into_iter().chain(paragraphs).chain(article.notices.iter().cloned()).chain([article.disclosure.clone()]);
    let plain = parts.collect::<Vec<_>>().join("\n\n").split('\n').map(visible).collect::<Vec<_>>().join("\n");
    let html = html.trim().to_owned();
    let words = plain.split_whitespace().count();
    vec![
        Body { role: "main", content_type: "text/html", char_count: html.chars().count(), word_count: None, value: html },
        Body { role: "plain", content_type: "text/plain", char_count: plain.chars().count(), word_count: Some(words), value: plain },
    ]
}

/// For the desk: why it may not be published, what must be said, how it was made.
fn ed_note(article: &Article) -> Option<String> {
    let lines: Vec<String> =
        banner(article).into_iter().chain(article.notices.iter().cloned()).chain([article.disclosure.clone()]).collect();
    (!lines.is_empty()).then(|| visible(&lines.join(" | ")))
}
