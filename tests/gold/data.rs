//! The gold data beside the checkout: box scores, texts and annotations.

use crate::matching::{Class, Mark};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use stringer::event::Event;
use stringer::feed::{self, Input};

/// A match with the texts about it.
pub struct Text {
    /// 7 of "S007".
    pub number: u32,
    pub event: Event,
    /// By a machine, as tokens between blanks.
    pub generated: String,
    /// By a person, likewise.
    pub summary: String,
    pub marks: Vec<Mark>,
    /// What the annotators would write instead, by the id of the mark.
    pub corrections: BTreeMap<u32, String>,
}

pub struct Gold {
    pub texts: Vec<Text>,
}

impl Gold {
    /// Reads the data; `None` where it is not there.
    pub fn read() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/accuracy");
        let games = std::fs::read(folder.join("accuracy_shared_task.jsonl")).ok()?;
        let input = Input::new(&games, "accuracy_shared_task.jsonl");
        let decoded = feed::decode(&input, &[]).unwrap();
        assert!(decoded.refused.is_empty(), "{:?}", decoded.refused);
        let rows = std::str::from_utf8(&games).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let generated = by_text(&folder.join("accuracy_games.csv"), |row| row["GENERATED_TEXT"].clone());
        let mut marks: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
        let mut corrections: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for row in table(&folder.join("accuracy_gsml.csv")) {
            let (number, mark) = (number(&row["TEXT_ID"]), mark(&row));
            corrections.entry(number).or_default().insert(mark.id, row["CORRECTION"].clone());
            marks.entry(number).or_default().push(mark);
        }
        let mut texts: Vec<Text> = rows
            .zip(decoded.events)
            .map(|(row, event)| {
                let number = number(row["shared_task_text_id"].as_str().unwrap());
                let summary = row["summary"].as_array().unwrap().iter().map(|token| token.as_str().unwrap()).collect::<Vec<_>>().join(" ");
                let (generated, marks) = (generated[&number].clone(), marks.remove(&number).unwrap_or_default());
                Text { number, event, summary, generated, marks, corrections: corrections.remove(&number).unwrap_or_default() }
            })
            .collect();
        texts.sort_by_key(|text| text.number);
        Some(Self { texts })
    }
}

/// 7 of "S007" or "S007.txt".
fn number(id: &str) -> u32 {
    id.trim_start_matches('S').trim_end_matches(".txt").parse().unwrap()
}

fn table(path: &PathBuf) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn by_text(path: &PathBuf, value: impl Fn(&BTreeMap<String, String>) -> String) -> BTreeMap<u32, String> {
    table(path).iter().map(|row| (number(&row["TEXT_ID"]), value(row))).collect()
}

/// An annotation; tokens of the document are counted from 1, the last one included.
fn mark(row: &BTreeMap<String, String>) -> Mark {
    let token = |column: &str| row[column].parse::<usize>().unwrap();
    let class = match row["TYPE"].as_str() {
        "NUMBER" => Class::Number,
        "NAME" => Class::Name,
        "WORD" => Class::Word,
        "CONTEXT" => Class::Context,
        "NOT_CHECKABLE" => Class::NotCheckable,
        _ => Class::Other,
    };
    Mark { id: row["ANNOTATION_ID"].parse().unwrap(), tokens: token("DOC_TOKEN_START") - 1..token("DOC_TOKEN_END"), class }
}
