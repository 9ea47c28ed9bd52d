//! What several integration tests need.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::path::{Path, PathBuf};
use stringer::english::Profile;
use stringer::event::Event;
use stringer::facts::Angle;
use stringer::feed::{self, Input};
use stringer::pipeline::{Artefact, Body, Desk, Kind, Settings, Templates};
use stringer::plan::{Length, Plan};

/// The root of the checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The desk with the embedded templates, or with those of the folder `STRINGER_TEMPLATES`, which need no new build.
pub fn desk() -> Desk {
    let embedded = Templates::embedded();
    let templates = match std::env::var_os("STRINGER_TEMPLATES") {
        Some(folder) => embedded.overlay(Path::new(&folder)).expect("the folder holds templates"),
        None => embedded,
    };
    let desk = Desk::open(templates).and_then(|desk| desk.check().map(|()| desk));
    desk.unwrap_or_else(|error| panic!("the templates do not compile: {error}"))
}

/// Plain settings.
pub fn settings(style: Profile) -> Settings {
    Settings {
        style,
        length: Length::Standard,
        angle: Angle::None,
        seed: 0,
        now: "2026-01-01T00:00:00Z".to_owned(),
        fixture: true,
        allow_unreviewed: false,
        model: None,
        house: String::new(),
        url: None,
        wishes: stringer::draft::Wishes::default(),
    }
}

/// Every folder below `fixtures/` with a feed, in order of name.
pub fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for group in folders(&root().join("fixtures")) {
        found.extend(folders(&group).into_iter().filter(|case| feed_of(case).is_some()));
    }
    found
}

fn folders(at: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(at).map(|list| list.filter_map(|entry| Some(entry.ok()?.path())).collect::<Vec<_>>());
    let mut found: Vec<PathBuf> = entries.unwrap_or_default().into_iter().filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The feed of a case.
pub fn feed_of(case: &Path) -> Option<PathBuf> {
    ["feed.json", "feed.xml", "feed.csv", "feed.tsv", "feed.hy3"].iter().map(|name| case.join(name)).find(|path| path.is_file())
}

/// The files beside the feed of a case, by name.
pub fn beside(case: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(case.join("case.toml")).unwrap_or_default();
    let table: toml::Table = toml::from_str(&text).expect("case.toml is TOML");
    let with = table.get("with").and_then(toml::Value::as_array).into_iter().flatten();
    with.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// The events of a case; empty where its feed is refused.
pub fn events(case: &Path) -> Vec<Event> {
    let Some(path) = feed_of(case) else { return Vec::new() };
    let read = |name: String| {
        let bytes = std::fs::read(case.join(&name)).expect("a file of `with` is there");
        (name, bytes)
    };
    let with: Vec<(String, Vec<u8>)> = beside(case).into_iter().map(read).collect();
    let bytes = std::fs::read(&path).expect("the feed can be read");
    let name = path.to_string_lossy().into_owned();
    let with: Vec<Input<'_>> = with.iter().map(|(name, bytes)| Input::new(bytes, name)).collect();
    feed::decode(&Input::new(&bytes, &name), &with).map(|decoded| decoded.events).unwrap_or_default()
}

/// The plan of an event; `None` where nothing can be planned.
pub fn plan(desk: &Desk, event: Event, settings: &Settings) -> Option<Plan> {
    let start = Artefact::new(Body::Event(event), &[]);
    let made = stringer::pipeline::run(desk, start, Kind::Plan, settings, &mut stringer::draft::FirstForms).ok()?;
    match made.into_iter().last()?.body {
        Body::Plan(plan) => Some(plan),
        _ => None,
    }
}
