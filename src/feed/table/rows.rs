//! Rows of a table as rows of an event.

use super::columns::Columns;
use super::map::ColumnMap;
use super::sheet::Sheet;
use super::values::{self, Rank};
use crate::event::{Cells, Competitor, Gap, Gender, Irm, Mark, Row, Split, Unit};
use crate::feed::error::Problems;
use crate::feed::{FeedError, FeedErrorKind, ranks};
use std::collections::{BTreeMap, BTreeSet};

/// A table with everything that is needed to read its rows.
pub(super) struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) columns: &'a Columns,
    pub(super) maps: &'a [&'a ColumnMap],
    pub(super) gender: Option<Gender>,
}

/// Reads all rows and notes every problem of any of them.
pub(super) fn rows(table: &Table<'_>, warnings: &mut Vec<String>) -> Result<Vec<Row>, FeedError> {
    let mut problems = Problems::default();
    let mut rows: Vec<Row> = Vec::new();
    for index in 0..table.sheet.rows.len() {
        if let Some(row) = problems.keep(table.row(index, rows.last(), warnings)) {
            rows.push(row);
        }
    }
    problems.finish(Some(()))?;
    if table.columns.get("rank").is_none() {
        rank_by_marks(&mut rows, warnings);
    }
    set_ids(&mut rows);
    ranks::complete(&rows)?;
    Ok(rows)
}

/// Marks and statuses that the cells of one row give.
#[derive(Default)]
struct Outcome {
    rank: Option<u32>,
    tied: bool,
    irm: Option<Irm>,
    mark: Option<Mark>,
    gap: Option<Gap>,
}

impl Table<'_> {
    /// The text of a field, `None` where the column or the value is missing.
    pub(super) fn text(&self, row: usize, field: &str) -> Option<(&str, usize)> {
        let column = self.columns.get(field)?;
        Some((self.sheet.text(row, column), column)).filter(|(text, _)| !values::is_nothing(text))
    }

    fn row(&self, index: usize, above: Option<&Row>, warnings: &mut Vec<String>) -> Result<Row, FeedError> {
        let mut cells = Cells::new();
        let competitor = self.competitor(index, &mut cells)?;
        let outcome = self.outcome(index, above, &mut cells)?;
        if outcome.rank.is_none() && outcome.irm.is_none() && outcome.mark.is_none() {
            let message = format!("{} has neither a rank nor a mark nor a status", competitor.full());
            return Err(FeedError::new(FeedErrorKind::Incomplete, "", message).at(format!("row={}", index + 1)));
        }
        let is_team = matches!(competitor, Competitor::Team { .. });
        Ok(Row {
            rank: outcome.rank,
            tied: outcome.tied,
            team: if is_team { None } else { self.team(index, &mut cells)? },
            nation: self.nation(index, &mut cells, warnings),
            bib: self.bib(index)?,
            mark: outcome.mark,
            irm: outcome.irm,
            gap: outcome.gap,
            laps: self.laps(index, &mut cells)?,
            points: self.points(index, &mut cells)?,
            splits: self.splits(index, &mut cells)?,
            cells,
            ..Row::bare(u32::try_from(index + 1).unwrap_or(u32::MAX), competitor)
        })
    }

    fn outcome(&self, index: usize, above: Option<&Row>, cells: &mut Cells) -> Result<Outcome, FeedError> {
        let mut outcome = Outcome::default();
        if let Some((text, column)) = self.text(index, "rank") {
            let status = match values::rank(text, self.maps) {
                Some(Rank::Place(place, tied)) => {
                    (outcome.rank, outcome.tied) = (Some(place), tied);
                    "rank"
                }
                Some(Rank::Status(irm)) => {
                    outcome.irm = Some(irm);
                    "irm"
                }
                _ => return Err(self.sheet.bad(index, column, "is neither a rank nor a status")),
            };
            cells.insert(status.to_owned(), self.sheet.cell(index, column));
        }
        if let Some((text, column)) = self.text(index, "status").filter(|(text, _)| !values::is_finished(text)) {
            let irm = values::irm(text, self.maps).ok_or_else(|| {
                self.sheet
                    .bad(index, column, "is no status that is known")
                    .hint("add it under [status] in a column map, as \"word\" = \"dnf\"")
            })?;
            self.set_irm(&mut outcome, irm, index, column, cells)?;
        }
        self.mark(index, above, &mut outcome, cells)?;
        self.gap(index, above, &mut outcome, cells)?;
        Ok(outcome)
    }

    fn set_irm(&self, outcome: &mut Outcome, irm: Irm, index: usize, column: usize, cells: &mut Cells) -> Result<(), FeedError> {
        if outcome.irm.is_some_and(|before| before != irm) {
            let at = format!("{} and {}", cells.get("irm").map(|cell| cell.at.clone()).unwrap_or_default(), self.sheet.at(index, column));
            return Err(FeedError::new(FeedErrorKind::Contradiction, "", "the row has two different statuses").at(at));
        }
        outcome.irm = Some(irm);
        cells.entry("irm".to_owned()).or_insert_with(|| self.sheet.cell(index, column));
        Ok(())
    }

    fn mark(&self, index: usize, above: Option<&Row>, outcome: &mut Outcome, cells: &mut Cells) -> Result<(), FeedError> {
        let Some(column) = self.columns.mark else { return Ok(()) };
        let text = self.sheet.text(index, column);
        if values::is_nothing(text) {
            return Ok(());
        }
        if let Some(irm) = values::irm(text, self.maps) {
            return self.set_irm(outcome, irm, index, column, cells);
        }
        let field = if values::is_same_time(text) {
            let above = above.ok_or_else(|| self.sheet.bad(index, column, "stands in the first row, with no time above it"))?;
            (outcome.mark, outcome.gap) = (above.mark, above.gap);
            if outcome.mark.is_some() { "mark" } else { "gap" }
        } else if text.starts_with('+') {
            outcome.gap = Some(values::gap(text, self.columns.unit).ok_or_else(|| self.sheet.bad(index, column, "is no gap"))?);
            "gap"
        } else {
            outcome.mark = Some(self.one_mark(index, column, self.columns.unit)?);
            "mark"
        };
        if outcome.mark.is_some_and(|mark| mark.value == 0 && mark.unit != Unit::Points) {
            if outcome.irm.is_none() {
                return Err(self.sheet.bad(index, column, "is zero, which stands for a missing value"));
            }
            outcome.mark = None;
            return Ok(());
        }
        cells.insert(field.to_owned(), self.sheet.cell(index, column));
        Ok(())
    }

    fn one_mark(&self, index: usize, column: usize, unit: Unit) -> Result<Mark, FeedError> {
        let what = match unit {
            Unit::Time => "is no time that is known (h:mm:ss, m:ss.hh or seconds)",
            Unit::Distance => "is no distance in metres",
            Unit::Points => "is no number of points",
        };
        values::mark(self.sheet.text(index, column), unit).ok_or_else(|| self.sheet.bad(index, column, what))
    }

    fn gap(&self, index: usize, above: Option<&Row>, outcome: &mut Outcome, cells: &mut Cells) -> Result<(), FeedError> {
        let Some((text, column)) = self.text(index, "gap") else { return Ok(()) };
        if let Some(irm) = values::irm(text, self.maps) {
            return self.set_irm(outcome, irm, index, column, cells);
        }
        if outcome.irm.is_some() {
            return Ok(());
        }
        let gap = if values::is_same_time(text) {
            above.map(|above| above.gap.unwrap_or(Gap::Mark(Mark { unit: self.columns.unit, value: 0, decimals: 0 })))
        } else {
            values::gap(text, self.columns.unit)
        };
        let gap = gap.ok_or_else(|| self.sheet.bad(index, column, "is no gap"))?;
        let own = outcome.rank == Some(1) && matches!(gap, Gap::Mark(mark) if mark.value == 0);
        if !own {
            outcome.gap = Some(gap);
            cells.insert("gap".to_owned(), self.sheet.cell(index, column));
        }
        Ok(())
    }

    fn laps(&self, index: usize, cells: &mut Cells) -> Result<Option<u32>, FeedError> {
        let Some((text, column)) = self.text(index, "laps") else { return Ok(None) };
        let laps = text.parse().map_err(|_| self.sheet.bad(index, column, "is no number of laps"))?;
        cells.insert("laps".to_owned(), self.sheet.cell(index, column));
        Ok(Some(laps))
    }

    /// Points beside a time or a distance.
    fn points(&self, index: usize, cells: &mut Cells) -> Result<Option<Mark>, FeedError> {
        let Some((_, column)) = self.text(index, "points").filter(|(_, column)| Some(*column) != self.columns.mark) else {
            return Ok(None);
        };
        let points = self.one_mark(index, column, Unit::Points)?;
        cells.insert("points".to_owned(), self.sheet.cell(index, column));
        Ok(Some(points))
    }

    fn splits(&self, index: usize, cells: &mut Cells) -> Result<Vec<Split>, FeedError> {
        let mut splits: Vec<Split> = Vec::new();
        for split in &self.columns.splits {
            let text = self.sheet.text(index, split.column);
            if values::is_nothing(text) || values::irm(text, self.maps).is_some() {
                continue;
            }
            let mark = self.one_mark(index, split.column, Unit::Time)?;
            if splits.last().is_some_and(|last| last.mark.value > mark.value) {
                let error = self.sheet.bad(index, split.column, "is less than the split before it: cumulative times cannot fall");
                return Err(FeedError { kind: FeedErrorKind::Contradiction, ..error });
            }
            cells.insert(format!("split:{}", split.point), self.sheet.cell(index, split.column));
            splits.push(Split { point: split.point.clone(), label: split.label.clone(), mark, rank: None });
        }
        Ok(splits)
    }
}

/// Ranks out of the marks, for tables without a column of ranks; equal marks share a rank.
fn rank_by_marks(rows: &mut [Row], warnings: &mut Vec<String>) {
    warnings.push("the table has no ranks: they were worked out from the marks".to_owned());
    let marks: Vec<Mark> = rows.iter().filter(|row| row.irm.is_none()).filter_map(|row| row.mark).collect();
    for row in rows.iter_mut().filter(|row| row.irm.is_none()) {
        if let Some(mark) = row.mark {
            let better = marks.iter().filter(|other| other.beats(mark)).count();
            row.rank = u32::try_from(better + 1).ok();
            row.tied = marks.iter().filter(|other| **other == mark).count() > 1;
            if let Some(cell) = row.cells.get("mark").cloned() {
                row.cells.insert("rank".to_owned(), cell);
            }
        }
    }
}

/// Ids: the race number where all have one and no two the same, else the name; a second of one name is `-2`.
fn set_ids(rows: &mut [Row]) {
    let bibs: BTreeSet<&String> = rows.iter().filter_map(|row| row.bib.as_ref()).collect();
    let by_bib = bibs.len() == rows.len();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let base = match &row.bib {
            Some(bib) if by_bib => bib.clone(),
            _ => values::slug(row.competitor.full()),
        };
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        let own = if *count == 1 { base } else { format!("{base}-{count}") };
        match &mut row.competitor {
            Competitor::Athlete(person) => person.id = own,
            Competitor::Team { id, .. } => *id = own,
        }
    }
}
