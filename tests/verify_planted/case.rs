//! The fixture articles with their events, and what the planter and the oracle need of them: plain text and plain JSON.

use serde_json::Value;
use std::ops::Range;
use std::path::{Path, PathBuf};
use stringer::event::Event;
use stringer::feed::{self, Input};

/// A competitor as the stored event has it.
#[derive(Debug, Clone)]
pub struct Row {
    pub full: String,
    pub short: String,
    pub rank: Option<i64>,
    pub irm: Option<String>,
    pub grid: Option<i64>,
    pub team: Option<String>,
    pub nation: Option<String>,
    pub points: Option<i64>,
    pub stops: Option<i64>,
    pub lap: Option<(i64, i64)>,
    pub standing: Option<i64>,
    pub records: Vec<String>,
}

/// An article with its event.
pub struct Case {
    pub name: String,
    pub event: Event,
    pub rows: Vec<Row>,
    pub json: Value,
    /// Headline, blank line, paragraphs.
    pub text: String,
    /// Where the body starts.
    pub body: usize,
}

/// All cases that have an article.
pub fn cases(root: &Path) -> Vec<Case> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for kind in std::fs::read_dir(root.join("fixtures")).unwrap() {
        for case in std::fs::read_dir(kind.unwrap().path()).unwrap() {
            folders.push(case.unwrap().path());
        }
    }
    folders.sort();
    folders.into_iter().filter(|folder| folder.join("article.json").is_file()).map(|folder| case(&folder)).collect()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn case(folder: &Path) -> Case {
    let article = json(&folder.join("article.json"));
    let paragraphs: Vec<String> = article["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["sentences"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect::<Vec<_>>().join(" "))
        .collect();
    let head = format!("{}\n\n", article["headline"]["text"].as_str().unwrap());
    let event_json = json(&folder.join("event.json"));
    Case {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        event: decode(folder),
        rows: rows(&event_json),
        body: head.len(),
        text: head + &paragraphs.join("\n\n") + "\n",
        json: event_json,
    }
}

fn decode(folder: &Path) -> Event {
    let name = ["feed.json", "feed.xml", "feed.csv", "feed.tsv", "feed.hy3"].into_iter().find(|name| folder.join(name).is_file()).unwrap();
    let case: toml::Table = std::fs::read_to_string(folder.join("case.toml")).unwrap().parse().unwrap();
    let with: Vec<String> = case
        .get("with")
        .and_then(|list| list.as_array())
        .map_or_else(Vec::new, |list| list.iter().map(|name| name.as_str().unwrap().to_owned()).collect());
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let beside: Vec<Vec<u8>> = with.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect();
    let inputs: Vec<Input<'_>> = beside.iter().zip(&with).map(|(bytes, name)| Input::new(bytes, name)).collect();
    let mut decoded = feed::decode(&Input::new(&bytes, name), &inputs).unwrap();
    let wanted = case.get("event").and_then(|event| event.as_str());
    let at =
        decoded.events.iter().position(|event| wanted.is_none_or(|wanted| event.id == wanted || event.unit.as_deref() == Some(wanted)));
    decoded.events.swap_remove(at.unwrap())
}

fn rows(event: &Value) -> Vec<Row> {
    let standings = event["context"]["standings"].as_array().unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    event["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let who = &row["competitor"];
            let full = text(&who["full"]).or_else(|| text(&who["name"])).unwrap();
            let short = text(&who["family"]).unwrap_or_else(|| full.clone());
            let id = text(&who["id"]).unwrap();
            let standing = standings.iter().find(|line| line["id"] == id.as_str() && line["kind"] == "athletes");
            Row {
                full,
                short,
                rank: row["rank"].as_i64().filter(|_| row["irm"].is_null()),
                irm: text(&row["irm"]),
                grid: row["grid"]["place"].as_i64(),
                team: text(&row["team"]["name"]),
                nation: text(&row["nation"]["name"]),
                points: row["points"]["value"].as_i64(),
                stops: row["pit_stops"].as_i64(),
                lap: row["fastest_lap"]["rank"].as_i64().zip(row["fastest_lap"]["time"]["value"].as_i64()),
                standing: standing.and_then(|line| line["rank"].as_i64()),
                records: row["records"].as_array().unwrap().iter().filter_map(|flag| text(&flag["code"])).collect(),
            }
        })
        .collect()
}

impl Case {
    /// The sentences of the body: bytes of the text.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for paragraph in self.text[self.body..].split('\n').filter(|line| !line.is_empty()) {
            let base = paragraph.as_ptr() as usize - self.text.as_ptr() as usize;
            let mut start = 0;
            while let Some(stop) = paragraph[start..].find(". ").map(|at| start + at).filter(|at| {
                let next = paragraph[at + 2..].chars().next();
                next.is_some_and(char::is_uppercase)
            }) {
                found.push(base + start..base + stop + 1);
                start = stop + 2;
            }
            found.push(base + start..base + paragraph.len());
        }
        found
    }

    /// Occurrences of competitors' names in a stretch: bytes, row, whether it is the full name. Longest first at each place.
    pub fn names(&self, within: &Range<usize>) -> Vec<(Range<usize>, usize, bool)> {
        let text = &self.text[within.clone()];
        let mut found: Vec<(Range<usize>, usize, bool)> = Vec::new();
        let mut all: Vec<(&str, usize, bool)> =
            self.rows.iter().enumerate().flat_map(|(at, row)| [(row.full.as_str(), at, true), (row.short.as_str(), at, false)]).collect();
        all.sort_by_key(|(name, _, full)| (std::cmp::Reverse(name.len()), !*full));
        for (name, row, full) in all {
            let shared = self.rows.iter().filter(|other| other.short == name).count() > 1;
            for (at, _) in text.match_indices(name) {
                let range = within.start + at..within.start + at + name.len();
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let inside = letter(text[..at].chars().last()) || letter(text[at + name.len()..].chars().next());
                if !inside && !shared && found.iter().all(|(other, _, _)| other.end <= range.start || range.end <= other.start) {
                    found.push((range, row, full));
                }
            }
        }
        found.sort_by_key(|(range, _, _)| range.start);
        found
    }
}
