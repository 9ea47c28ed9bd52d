//! The XML form: elements by name, positional paths, everything that nobody knows as a note.

use crate::feed::FeedError;
use crate::feed::athletics::raw::{Attempt, Document, Row, Text, Unit};
use crate::feed::xml;
use roxmltree::Node;
use std::collections::BTreeSet;

/// Elements that a recap has no use for: the placing table, dates of the whole meeting, categories.
const UNUSED: [&str; 9] =
    ["startdate", "enddate", "category", "subcategory", "placingtable", "total", "rank", "medaltable", "organization"];

/// Reads the document.
pub(super) fn read(text: &str) -> Result<Document, FeedError> {
    let parsed = xml::parse(text)?;
    let root = parsed.root_element();
    let mut reader = Reader { document: Document::default(), said: BTreeSet::new() };
    let mut units = 0;
    for node in root.children().filter(Node::is_element) {
        let at = format!("/competition/{}", node.tag_name().name());
        match node.tag_name().name() {
            "id" => reader.document.id = text_of(node, &at),
            "calendareventid" => reader.document.meeting = text_of(node, &at),
            "name" => reader.document.name = text_of(node, &at),
            "city" => reader.document.city = text_of(node, &at),
            "country" => reader.document.country = text_of(node, &at),
            "medaltable" => reader.document.medals = medals(node),
            "results" => {
                units += 1;
                let unit = reader.unit(node, &format!("/competition/results[{units}]"));
                reader.document.units.push(unit);
            }
            other => reader.unknown(other, &at),
        }
    }
    Ok(reader.document)
}

struct Reader {
    document: Document,
    said: BTreeSet<String>,
}

impl Reader {
    /// Notes an element that is not known, once for each name.
    fn unknown(&mut self, name: &str, at: &str) {
        if !UNUSED.contains(&name) && self.said.insert(name.to_owned()) {
            let short: String = name.chars().take(40).collect();
            self.document.warnings.push(format!("unknown element \"{}\" was not read (at {at})", short.escape_debug()));
        }
    }

    fn unit(&mut self, node: Node<'_, '_>, at: &str) -> Unit {
        let mut unit = Unit { at: at.to_owned(), ..Unit::default() };
        let mut rows = 0;
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "infos" => self.infos(child, &format!("{at}/infos"), &mut unit),
                "result" => {
                    rows += 1;
                    let row = self.row(child, &format!("{at}/result[{rows}]"));
                    unit.rows.push(row);
                }
                other => self.unknown(other, &format!("{at}/{other}")),
            }
        }
        unit
    }

    fn infos(&mut self, node: Node<'_, '_>, at: &str, unit: &mut Unit) {
        for (child, name, at) in children(node, at) {
            let field = match name {
                "event_name" => &mut unit.event,
                "round_name" => &mut unit.round,
                "round_detail" => &mut unit.detail,
                "event_gender" => &mut unit.gender,
                "age_group" => &mut unit.group,
                "date" => &mut unit.date,
                "wind" => &mut unit.wind,
                other => {
                    self.unknown(other, &at);
                    continue;
                }
            };
            *field = text_of(child, &at);
        }
    }

    fn row(&mut self, node: Node<'_, '_>, at: &str) -> Row {
        let mut row = Row { at: at.to_owned(), ..Row::default() };
        for (child, name, at) in children(node, at) {
            let field = match name {
                "competitorid" => &mut row.id,
                "rank" => &mut row.rank,
                "athlete" => &mut row.name,
                "country" => &mut row.country,
                "best_performance" => &mut row.performance,
                "group" => &mut row.group,
                "qualification" => &mut row.qualification,
                "wind" => &mut row.wind,
                "recordflag" => {
                    row.records = flags(child, &at);
                    continue;
                }
                "roundresults" => {
                    row.attempts = self.attempts(child, &at);
                    continue;
                }
                "relayrunners" => {
                    row.runners = runners(child, &at);
                    continue;
                }
                "combinedresults" => {
                    row.disciplines = disciplines(child, &at);
                    continue;
                }
                other => {
                    self.unknown(other, &at);
                    continue;
                }
            };
            *field = text_of(child, &at);
        }
        row
    }

    fn attempts(&mut self, node: Node<'_, '_>, at: &str) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for (place, child) in node.children().filter(|child| child.has_tag_name("roundresult")).enumerate() {
            let at = format!("{at}/roundresult[{}]", place + 1);
            let number = child.attribute("round").or(child.attribute("count")).and_then(|number| number.parse().ok());
            let one = |name: &str| children(child, &at).find(|(_, found, _)| *found == name).and_then(|(node, _, at)| text_of(node, &at));
            match (number, one("performance")) {
                (Some(number), Some(performance)) => {
                    attempts.push(Attempt { number, performance, signs: one("round") });
                }
                _ => self.unknown("roundresult without a number or a performance", &at),
            }
        }
        attempts
    }
}

/// Child elements with their names and paths.
fn children<'a, 'd>(node: Node<'a, 'd>, at: &str) -> impl Iterator<Item = (Node<'a, 'd>, &'a str, String)> {
    let at = at.to_owned();
    node.children().filter(Node::is_element).map(move |child| (child, child.tag_name().name(), format!("{at}/{}", child.tag_name().name())))
}

/// The text of an element as it stands; `None` when it is empty (a blank is a text: a relay has one for its name).
fn text_of(node: Node<'_, '_>, at: &str) -> Option<Text> {
    node.text().filter(|text| !text.is_empty()).map(|raw| Text { raw: raw.to_owned(), at: at.to_owned() })
}

/// Record flags stand in one text with blanks between them.
fn flags(node: Node<'_, '_>, at: &str) -> Vec<Text> {
    node.text().unwrap_or_default().split_whitespace().map(|flag| Text { raw: flag.to_owned(), at: at.to_owned() }).collect()
}

fn runners(node: Node<'_, '_>, at: &str) -> Vec<(Text, Option<Text>)> {
    let all: Vec<_> = children(node, at).filter_map(|(node, name, at)| Some((name, text_of(node, &at)?))).collect();
    let named = |leg: &str| all.iter().find(|(name, _)| *name == leg).map(|(_, text)| text.clone());
    let leg = |leg: u32| Some((named(&format!("relayrunner{leg}"))?, named(&format!("relayrunner{leg}id"))));
    (1..=12).filter_map(leg).collect()
}

fn disciplines(node: Node<'_, '_>, at: &str) -> Vec<(u32, Text)> {
    let number = |name: &str| name.strip_prefix("event").and_then(|number| number.parse().ok());
    children(node, at).filter_map(|(node, name, at)| Some((number(name)?, text_of(node, &at)?))).collect()
}

fn medals(node: Node<'_, '_>) -> Vec<(String, [u32; 3])> {
    let line = |line: Node<'_, '_>| {
        let of = |name: &str| line.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text()).map(str::trim);
        let number = |name: &str| of(name).and_then(|number| number.parse().ok());
        Some((of("organization")?.to_owned(), [number("gold")?, number("silver")?, number("bronze")?]))
    };
    node.children().filter(|child| child.has_tag_name("medalline")).filter_map(line).collect()
}
