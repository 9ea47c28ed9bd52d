//! One `Result` of a message: rank, mark, status, gap, records and who it is about.

use super::beside::Beside;
use super::codes::Codes;
use super::extended::{self, Extended};
use super::header::{bad, clash, required};
use super::rsc::Rsc;
use super::runs;
use super::tree::Tree;
use crate::event::{Cell, Cells, Gap, Irm, Mark, RecordFlag, Row, Unit};
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;
use std::collections::BTreeMap;

/// What is needed to read a row.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) codes: &'static Codes,
    pub(super) rsc: &'a Rsc,
    pub(super) beside: &'a Beside<'a>,
    /// Names of the points of the course.
    pub(super) labels: BTreeMap<String, String>,
    /// How many runs are added up, where the message lists them for each.
    pub(super) runs: Option<usize>,
    /// Wind of the whole race.
    pub(super) wind: Option<(i32, Cell)>,
}

impl Reader<'_> {
    /// Reads one row.
    pub(super) fn row(&self, result: Node<'_, '_>) -> Result<Row, FeedError> {
        let mut cells = Cells::new();
        let mut keep = |field: &str, attribute: &str| self.tree.cell(result, attribute).map(|cell| cells.insert(field.to_owned(), cell));
        for (field, attribute) in [
            ("order", "SortOrder"),
            ("rank", "Rank"),
            ("mark", "Result"),
            ("irm", "IRM"),
            ("gap", "Diff"),
            ("qualified", "QualificationMark"),
        ] {
            keep(field, attribute);
        }
        let order = required(self.tree, result, "SortOrder")?.parse().ok().filter(|order| (1..=100_000).contains(order));
        let order = order.ok_or_else(|| bad(self.tree, result, "SortOrder", "is no place in an order"))?;
        let rank = extended::rank(self.tree, result)?;
        let irm = self.irm(result)?;
        let mark = self.mark(result, irm)?;
        if rank.is_none() && irm.is_none() && mark.is_none() {
            let message = "the row has neither a rank nor a result nor a status (IRM)";
            return Err(FeedError::new(FeedErrorKind::Incomplete, "", message).at(self.tree.path(result)));
        }
        let records = self.records(result, &mut cells)?;
        let Extended { splits, attempts, reaction, wind } = extended::extended(self.tree, result, &self.labels, &mut cells)?;
        self.finish_split(result, mark, irm, &splits)?;
        let runs = self.runs.map(|number| runs::read(self.tree, result, number, (mark, irm), &mut cells)).transpose()?.unwrap_or_default();
        let who = self.competitor(result, &mut cells)?;
        let wind_tenths = wind.or_else(|| self.race_wind(&mut cells));
        Ok(Row {
            rank,
            tied: self.flag(result, "RankEqual")?,
            nation: who.nation,
            bib: who.bib,
            gap: self.gap(result, rank, irm, mark)?,
            mark,
            irm,
            irm_run: runs.irm_run,
            splits: if self.runs.is_some() { runs.splits } else { splits },
            attempts,
            reaction,
            wind_tenths,
            qualified: self.qualified(result)?,
            records,
            cells,
            ..Row::bare(order, who.competitor)
        })
    }

    /// The wind of the race as the row's, with its cell.
    fn race_wind(&self, cells: &mut Cells) -> Option<i32> {
        let (tenths, cell) = self.wind.as_ref()?;
        cells.insert("wind".to_owned(), cell.clone());
        Some(*tenths)
    }

    /// A flag: `Y`, `N` or absent.
    pub(super) fn flag(&self, node: Node<'_, '_>, attribute: &str) -> Result<bool, FeedError> {
        match node.attribute(attribute) {
            None | Some("N" | "") => Ok(false),
            Some("Y") => Ok(true),
            Some(_) => Err(bad(self.tree, node, attribute, "is neither Y nor N")),
        }
    }

    fn irm(&self, result: Node<'_, '_>) -> Result<Option<Irm>, FeedError> {
        let Some(code) = result.attribute("IRM").filter(|code| !code.is_empty()) else { return Ok(None) };
        let known = self.codes.irm.get(code).copied();
        known.map(Some).ok_or_else(|| {
            let hint = "add it to [irm] in templates/sports.toml if you know what it means";
            bad(self.tree, result, "IRM", "is no status that is known").hint(hint)
        })
    }

    /// The mark, read by its result type.
    fn mark(&self, result: Node<'_, '_>, irm: Option<Irm>) -> Result<Option<Mark>, FeedError> {
        let kind = required(self.tree, result, "ResultType")?;
        let unit = match kind {
            "TIME" | "IRM_TIME" => Unit::Time,
            "DISTANCE" | "IRM_DISTANCE" => Unit::Distance,
            "POINTS" | "IRM_POINTS" => Unit::Points,
            "IRM" | "RANK" | "NO_TIME" => return self.no_mark(result, kind, irm).map(|()| None),
            _ => return Err(bad(self.tree, result, "ResultType", "is no time, distance or points: this is no timed or measured race")),
        };
        if kind.starts_with("IRM_") && irm.is_none() {
            return Err(clash(self.tree, result, "ResultType", "announces a status, but the row has no IRM"));
        }
        let Some(raw) = result.attribute("Result").map(str::trim).filter(|raw| !raw.is_empty()) else {
            let missing = if irm.is_some() { Ok(None) } else { required(self.tree, result, "Result").map(|_| None) };
            return missing;
        };
        let mark = if unit == Unit::Time { Mark::parse_time(raw) } else { Mark::parse_decimal(raw, unit) };
        let mark = mark.map_err(|_| bad(self.tree, result, "Result", "is not of the result type"))?;
        if mark.value == 0 && unit != Unit::Points {
            return Err(bad(self.tree, result, "Result", "is zero, which stands for a missing value"));
        }
        Ok(Some(mark))
    }

    /// Checks the row of a type that carries no mark.
    fn no_mark(&self, result: Node<'_, '_>, kind: &str, irm: Option<Irm>) -> Result<(), FeedError> {
        if kind == "IRM" && irm.is_none() {
            return Err(clash(self.tree, result, "ResultType", "announces a status, but the row has no IRM"));
        }
        if result.attribute("Result").is_some_and(|raw| !raw.trim().is_empty()) {
            return Err(clash(self.tree, result, "Result", "stands in a row whose result type has no mark"));
        }
        Ok(())
    }

    fn gap(&self, result: Node<'_, '_>, rank: Option<u32>, irm: Option<Irm>, mark: Option<Mark>) -> Result<Option<Gap>, FeedError> {
        let Some(raw) = result.attribute("Diff").filter(|raw| !raw.trim().is_empty() && irm.is_none()) else { return Ok(None) };
        let gap = extended::gap(raw, mark.map_or(Unit::Time, |mark| mark.unit));
        let gap = gap.ok_or_else(|| bad(self.tree, result, "Diff", "is neither a difference nor a number of laps"))?;
        let own = rank == Some(1) && matches!(gap, Gap::Mark(mark) if mark.value == 0);
        Ok((!own).then_some(gap))
    }

    fn qualified(&self, result: Node<'_, '_>) -> Result<Option<String>, FeedError> {
        let Some(mark) = result.attribute("QualificationMark").filter(|mark| !mark.trim().is_empty()) else { return Ok(None) };
        let plain = mark.len() <= 5 && mark.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '?' | '/'));
        if plain { Ok(Some(mark.to_owned())) } else { Err(bad(self.tree, result, "QualificationMark", "is no code")) }
    }

    fn records(&self, result: Node<'_, '_>, cells: &mut Cells) -> Result<Vec<RecordFlag>, FeedError> {
        let mut records = Vec::new();
        let lists = result.children().filter(|node| node.has_tag_name("RecordIndicators"));
        for node in lists.flat_map(|list| list.children()).filter(|node| node.has_tag_name("RecordIndicator")) {
            let kind = required(self.tree, node, "RecordType")?;
            if !self.codes.records.known.iter().any(|known| known == kind) {
                let short: String = kind.chars().take(20).collect();
                let note = format!("records of the type \"{}\" are not known and were left out", short.escape_debug());
                self.tree.warn(&format!("record {kind}"), format!("{note} (at {})", self.tree.at(node, "RecordType")));
                continue;
            }
            let mark = result.attribute("Result").unwrap_or_default();
            let pending =
                self.flag(node, "Unconfirmed")? || node.attribute("Code").is_some_and(|code| self.beside.is_unconfirmed(code, kind, mark));
            let flag = RecordFlag { code: kind.to_owned(), equalled: self.flag(node, "Equalled")?, confirmed: !pending };
            if !records.contains(&flag) {
                records.push(flag);
            }
            if let Some(cell) = self.tree.cell(node, "RecordType") {
                cells.insert(format!("record:{kind}"), cell);
            }
        }
        Ok(records)
    }

    /// The split at the finish is the result, or one of the two is wrong.
    fn finish_split(
        &self,
        result: Node<'_, '_>,
        mark: Option<Mark>,
        irm: Option<Irm>,
        splits: &[crate::event::Split],
    ) -> Result<(), FeedError> {
        let (Some(mark), None, Some(finish)) = (mark, irm, splits.iter().find(|split| split.point == "F")) else { return Ok(()) };
        if mark.unit == Unit::Time && mark.value != finish.mark.value {
            let reason = format!("is not the split at the finish, {}", finish.mark.clock());
            return Err(clash(self.tree, result, "Result", &reason));
        }
        Ok(())
    }
}
