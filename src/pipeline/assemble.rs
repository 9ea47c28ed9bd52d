//! The record, put together from plan, draft and verdict.

use super::judge::Proof;
use super::{Desk, PipelineError, Settings};
use crate::article::{self, Article, Ban, Chart, EventSummary, Paragraph, Provenance, ResultsTable};
use crate::draft::Draft;
use crate::facts::{Angle, Fact};
use crate::plan::Plan;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The name of an angle in ids and settings; `None` for the general edition.
pub(super) fn angle_name(angle: &Angle) -> Option<String> {
    match angle {
        Angle::None => None,
        Angle::Nation(name) => Some(format!("nation:{name}")),
        Angle::Team(name) => Some(format!("team:{name}")),
        Angle::Athlete(name) => Some(format!("athlete:{name}")),
    }
}

/// The finished record, proven as a whole; its status says whether it may be published.
pub(super) fn article(desk: &Desk, plan: &Plan, draft: &Draft, settings: &Settings) -> Result<Article, PipelineError> {
    let mut record = record(desk, plan, draft, settings);
    super::finish::decide(&mut record, settings);
    let verdict = Proof::new(desk, plan).record(&record, draft, settings)?;
    record.verdict = serde_json::to_value(verdict).ok();
    Ok(record)
}

fn record(desk: &Desk, plan: &Plan, draft: &Draft, settings: &Settings) -> Article {
    let angle = plan.angle.clone().unwrap_or_else(|| "report".to_owned());
    let style = plan.style;
    let event = &plan.event;
    let body: Vec<Paragraph> = draft
        .paragraphs
        .iter()
        .map(|paragraph| Paragraph { role: paragraph.role.clone(), sentences: paragraph.sentences.clone() })
        .collect();
    let heads = std::iter::once(&draft.headline).chain(&draft.standfirst);
    let said: BTreeSet<&String> = draft.paragraphs.iter().flat_map(|p| &p.sentences).chain(heads).flat_map(|s| &s.facts).collect();
    let facts: Vec<Fact> = plan.ledger.facts.iter().filter(|fact| said.contains(&fact.id)).cloned().collect();
    Article {
        schema: article::SCHEMA,
        id: Article::id_of(&event.id, &angle),
        slug: article::slug(&plan.angle.as_ref().map_or_else(|| event.name.clone(), |angle| format!("{} {angle}", event.name)), event.day),
        version: 1,
        language: article::language_of(style).to_owned(),
        style,
        headline: draft.headline.clone(),
        standfirst: draft.standfirst.clone(),
        byline: None,
        dateline: plan.dateline.clone(),
        body,
        table: ResultsTable::of(event, plan.style),
        chart: Chart::of(event, style),
        facts,
        event: EventSummary::of(event, settings.url.as_deref()),
        source: event.source.clone(),
        disclosure: String::new(),
        digital_source_type: String::new(),
        status: article::Status { pubstatus: article::PubStatus::Withheld, reasons: vec!["not reviewed".to_owned()] },
        notices: article::notices(&event.source, event.state, event.test),
        review: None,
        provenance: provenance(desk, draft, event, settings),
        verdict: None,
    }
}

fn provenance(desk: &Desk, draft: &Draft, event: &crate::event::Event, settings: &Settings) -> Provenance {
    let parts = draft.paragraphs.iter().flat_map(|p| p.sentences.iter().map(|s| (p.role.as_str(), s)));
    let parts = parts.chain([("headline", &draft.headline)]).chain(draft.standfirst.iter().map(|s| ("standfirst", s)));
    let bans = parts.flat_map(|(place, sentence)| {
        sentence.bans.iter().map(move |ban| {
            let (text, reason) = ban.rsplit_once(" (").unwrap_or((ban, ""));
            Ban { place: place.to_owned(), text: text.to_owned(), reason: reason.trim_end_matches(')').to_owned() }
        })
    });
    let mut bans: Vec<Ban> = bans.collect();
    bans.dedup();
    Provenance {
        tool: "stringer".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: event.source.sha256.clone(),
        model: settings.model.clone(),
        templates: desk.templates().digest(),
        house: settings.model.as_ref().map(|_| settings.house.clone()),
        seed: settings.seed,
        settings: BTreeMap::from([
            ("style".to_owned(), json!(settings.style)),
            ("length".to_owned(), json!(settings.length)),
            ("angle".to_owned(), json!(angle_name(&settings.angle))),
            ("left_out".to_owned(), json!(draft.left_out)),
            ("tokens_scored".to_owned(), json!(draft.tokens_scored)),
        ]),
        drafted: article::Drafted::default(),
        now: settings.now.clone(),
        bans,
    }
}
