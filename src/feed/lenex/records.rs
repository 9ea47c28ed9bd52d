//! Lists of records: those of open classes whose type our table knows.

use super::list;
use super::read::{attribute, day, distance, legs, required};
use crate::feed::swimming::meet::Record;
use crate::feed::swimming::words::words;
use crate::feed::xml::{self, Paths};
use crate::feed::{FeedError, FeedErrorKind, Input, text};
use roxmltree::Node;

/// The records of a file that was given beside a result.
pub(super) fn beside(input: &Input<'_>, notes: &mut Vec<String>) -> Result<Vec<Record>, FeedError> {
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    let body = text::decode(input)?;
    let document = xml::parse(&body).map_err(named)?;
    if !document.root_element().has_tag_name("LENEX") {
        let message = "only LENEX files with lists of records can be given beside a swimming result";
        return Err(FeedError::new(FeedErrorKind::Unsupported, input.name, message));
    }
    of(document.root_element(), &Paths::new(&document, &[]), &input.sha256, notes).map_err(named)
}

/// The records of a document.
pub(super) fn of(root: Node<'_, '_>, paths: &Paths, sha256: &str, notes: &mut Vec<String>) -> Result<Vec<Record>, FeedError> {
    let words = words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
    let mut found = Vec::new();
    for records in list(root, "RECORDLISTS", "RECORDLIST") {
        let Some(kind) = attribute(records, "type", paths) else { continue };
        let (Some(code), false) = (words.records.get(kind.trimmed()), of_a_group(records)) else {
            let short: String = kind.trimmed().chars().take(20).collect();
            notes.push(format!("a list of records of the type \"{}\" was not used (at {})", short.escape_debug(), kind.at));
            continue;
        };
        let Some(until) = day(records, "updated") else {
            notes.push(format!("a list of records does not say to which day it goes, and was not used (at {})", kind.at));
            continue;
        };
        for record in list(records, "RECORDS", "RECORD") {
            let Some(style) = record.children().find(|child| child.has_tag_name("SWIMSTYLE")) else { continue };
            let of = |node, name| attribute(node, name, paths).map(|text| text.trimmed().to_owned()).unwrap_or_default();
            found.push(Record {
                code: code.clone(),
                gender: of(records, "gender"),
                course: of(records, "course"),
                stroke: of(style, "stroke"),
                distance: distance(style, paths)?,
                legs: legs(style, paths)?,
                until,
                time: required(record, "swimtime", paths)?,
                sha256: sha256.to_owned(),
            });
        }
    }
    Ok(found)
}

/// Whether a list is of an age group or a para class.
fn of_a_group(records: Node<'_, '_>) -> bool {
    let limited = |name: &str, group: &Node<'_, '_>| group.attribute(name).is_some_and(|age| !matches!(age.trim(), "" | "-1" | "0"));
    let grouped = records
        .children()
        .filter(|child| child.has_tag_name("AGEGROUP"))
        .any(|group| limited("agemin", &group) || limited("agemax", &group));
    grouped || limited("handicap", &records)
}
