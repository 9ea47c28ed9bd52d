//! Which column holds which field.

use super::map::{ColumnMap, folded};
use super::sheet::Sheet;
use crate::event::{Sport, Unit};
use crate::feed::{FeedError, FeedErrorKind};
use std::collections::{BTreeMap, BTreeSet};

/// A column of splits: its place, the point's name in the feed and in prose.
#[derive(Debug)]
pub(super) struct SplitAt {
    pub(super) column: usize,
    pub(super) point: String,
    pub(super) label: Option<String>,
}

/// The columns of a table by field.
#[derive(Debug)]
pub(super) struct Columns {
    fields: BTreeMap<String, usize>,
    /// The column of the mark.
    pub(super) mark: Option<usize>,
    /// What the mark is.
    pub(super) unit: Unit,
    /// Splits in the order of the course.
    pub(super) splits: Vec<SplitAt>,
}

impl Columns {
    /// Finds the columns; the first map that knows a header counts. Columns that nobody knows are noted.
    pub(super) fn of(sheet: &Sheet, maps: &[&ColumnMap], sport: Sport, warnings: &mut Vec<String>) -> Result<Self, FeedError> {
        let splits = splits(sheet, maps)?;
        let mut used: BTreeSet<usize> = splits.iter().map(|split| split.column).collect();
        let mut fields: BTreeMap<String, usize> = BTreeMap::new();
        for map in maps {
            let mut new = BTreeMap::new();
            for (column, header) in sheet.headers.iter().enumerate() {
                if let Some(field) = map.field_of(header).filter(|field| !used.contains(&column) && !fields.contains_key(*field)) {
                    let first = *new.entry(field.to_owned()).or_insert(column);
                    if first == column {
                        used.insert(column);
                    }
                }
            }
            missing_columns(sheet, map, &new, &fields)?;
            fields.extend(new);
        }
        let unread: Vec<String> = sheet
            .headers
            .iter()
            .enumerate()
            .filter(|(column, _)| !used.contains(column))
            .map(|(_, header)| format!("\"{}\"", header.escape_debug()))
            .collect();
        if !unread.is_empty() {
            warnings.push(format!("columns that were not read: {}", unread.join(", ")));
        }
        let order = if sport == Sport::Field { ["distance", "time", "points", "mark"] } else { ["time", "distance", "points", "mark"] };
        let mark = order.into_iter().find_map(|field| fields.get(field).map(|column| (field, *column)));
        for field in ["distance", "time", "mark"] {
            if let Some(column) = fields.get(field).filter(|column| mark.is_some_and(|(_, used)| used != **column)) {
                let header = sheet.headers.get(*column).map(String::as_str).unwrap_or_default();
                warnings.push(format!("the column \"{}\" was not read: the marks stand in another", header.escape_debug()));
            }
        }
        let unit = match mark.map(|(field, _)| field) {
            Some("distance") => Unit::Distance,
            Some("points") => Unit::Points,
            Some("mark") if sport == Sport::Field => Unit::Distance,
            _ => Unit::Time,
        };
        let found = Self { fields, mark: mark.map(|(_, column)| column), unit, splits };
        found.enough(sheet)?;
        Ok(found)
    }

    /// The column of a field.
    pub(super) fn get(&self, field: &str) -> Option<usize> {
        self.fields.get(field).copied()
    }

    /// A table needs somebody and a rank or a mark.
    fn enough(&self, sheet: &Sheet) -> Result<(), FeedError> {
        let has = |field: &str| self.fields.contains_key(field);
        let shown: Vec<String> = sheet.headers.iter().take(20).map(|header| format!("\"{}\"", header.escape_debug())).collect();
        let missing = |what: &str, fields: &str| {
            let message = format!("the table has no column for {what}; its headers are {}", shown.join(", "));
            let hint = format!("name it in a column map: [columns] {fields} = \"your header\"");
            Err(FeedError::new(FeedErrorKind::Missing, "", message).at("row=0").hint(hint))
        };
        if !has("name") && !has("last") && !has("team") {
            return missing("names", "name");
        }
        if !has("rank") && self.mark.is_none() {
            return missing("ranks or marks", "rank");
        }
        Ok(())
    }
}

/// A column that a map of one's own names, and no layout, must be there.
fn missing_columns(
    sheet: &Sheet,
    map: &ColumnMap,
    new: &BTreeMap<String, usize>,
    before: &BTreeMap<String, usize>,
) -> Result<(), FeedError> {
    let Some(field) = map.columns.keys().find(|field| map.layout.is_none() && !new.contains_key(*field) && !before.contains_key(*field))
    else {
        return Ok(());
    };
    let message = format!("the column map names a column for \"{field}\" that the table does not have");
    let hint = format!("the headers are {}", sheet.headers.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", "));
    Err(FeedError::new(FeedErrorKind::Missing, "", message).at("row=0").hint(hint))
}

fn splits(sheet: &Sheet, maps: &[&ColumnMap]) -> Result<Vec<SplitAt>, FeedError> {
    let mut found: Vec<SplitAt> = Vec::new();
    for split in maps.iter().flat_map(|map| &map.split) {
        let column = sheet.headers.iter().position(|header| folded(header) == folded(&split.column));
        let Some(column) = column.filter(|column| found.iter().all(|other| other.column != *column)) else {
            let message =
                format!("the column map names a split \"{}\" that the table does not have, or twice", split.column.escape_debug());
            return Err(FeedError::new(FeedErrorKind::Missing, "", message).at("row=0"));
        };
        found.push(SplitAt { column, point: folded(&split.column), label: split.label.clone() });
    }
    Ok(found)
}
