//! Invariants of an event: contradictions refuse the unit and name both cells.

use super::{Event, Gap, Irm, Row};
use std::collections::BTreeSet;
use std::fmt;

/// Two cells that cannot both be true, or a value that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// What is wrong, as a lowercase fragment.
    pub message: String,
    /// Pointers of the cells that contradict each other.
    pub at: Vec<String>,
}

impl fmt::Display for Discrepancy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if !self.at.is_empty() {
            write!(f, " (at {})", self.at.join(" and "))?;
        }
        Ok(())
    }
}

impl Event {
    /// Every contradiction of the event; an empty list means that it can be written about.
    pub fn check(&self) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        found.extend(self.duplicates());
        found.extend(self.shared_ranks());
        found.extend(self.order_of_marks());
        found.extend(self.rows.iter().filter_map(irm_with_rank));
        found.extend(self.gaps());
        found
    }

    fn duplicates(&self) -> Vec<Discrepancy> {
        let mut seen = BTreeSet::new();
        let twice = self.rows.iter().filter(|row| !seen.insert(row.competitor.id().to_owned()));
        twice.map(|row| said(format!("\"{}\" is in the result twice", row.competitor.id()), &[row], "competitor")).collect()
    }

    /// Ties are ties: an equal rank needs equal marks or the provider's flag, and the next rank skips.
    fn shared_ranks(&self) -> Vec<Discrepancy> {
        let ranked = self.ranked();
        let mut found = Vec::new();
        for pair in ranked.windows(2) {
            let [a, b] = pair else { continue };
            let equal_marks = a.mark.is_some() && a.mark == b.mark;
            if a.rank == b.rank && !equal_marks && !(a.tied && b.tied) {
                let rank = a.rank.unwrap_or_default();
                found.push(said(format!("two rows have rank {rank}, with unequal marks and no flag of a tie"), &[a, b], "rank"));
            }
        }
        if let Some(first) = ranked.first()
            && first.rank != Some(1)
        {
            found.push(said(format!("the best rank is {}, not 1: rows are missing", first.rank.unwrap_or_default()), &[first], "rank"));
        }
        found
    }

    /// A better rank cannot have a worse mark (rows that are laps down are not compared).
    fn order_of_marks(&self) -> Vec<Discrepancy> {
        let ranked = self.ranked();
        let timed: Vec<&&Row> = ranked.iter().filter(|row| row.mark.is_some() && !matches!(row.gap, Some(Gap::Laps(_)))).collect();
        let mut found = Vec::new();
        for pair in timed.windows(2) {
            let [a, b] = pair else { continue };
            if let (Some(first), Some(second)) = (a.mark, b.mark)
                && (first.unit != second.unit || (a.rank < b.rank && second.beats(first)))
            {
                found.push(said(
                    format!("{} is ranked ahead of {} with a worse mark", a.competitor.full(), b.competitor.full()),
                    &[a, b],
                    "mark",
                ));
            }
        }
        found
    }

    /// A gap that the feed gives must be the difference of the marks, to the last digit given (one unit of rounding apart).
    fn gaps(&self) -> Vec<Discrepancy> {
        let Some(best) = self.winning_mark() else { return Vec::new() };
        let mut found = Vec::new();
        for row in &self.rows {
            if let (Some(Gap::Mark(gap)), Some(mark), None) = (row.gap, row.mark, row.irm)
                && let Some(difference) = mark.difference(best)
                && (difference.value - gap.value).abs() > 10_i64.pow(3 - u32::from(gap.decimals.min(3)))
            {
                let name = row.competitor.full();
                let text = format!("the gap of {name} is {}, but the marks differ by {}", gap.clock(), difference.clock());
                found.push(Discrepancy { message: text, at: pointers(&[row], &["gap", "mark"]) });
            }
        }
        found
    }
}

fn irm_with_rank(row: &Row) -> Option<Discrepancy> {
    let never_ranked = matches!(row.irm, Some(Irm::Dsq | Irm::Dns | Irm::Dnq | Irm::Withdrawn | Irm::Excluded));
    (never_ranked && row.rank.is_some()).then(|| {
        let message = format!("{} has both a rank and a status that excludes one", row.competitor.full());
        Discrepancy { message, at: pointers(&[row], &["rank", "irm"]) }
    })
}

fn said(message: String, rows: &[&Row], field: &str) -> Discrepancy {
    Discrepancy { message, at: pointers(rows, &[field]) }
}

fn pointers(rows: &[&Row], fields: &[&str]) -> Vec<String> {
    rows.iter().flat_map(|row| fields.iter().filter_map(|field| row.cells.get(*field)).map(|cell| cell.at.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Cell, Cells, Competitor, Context, Mark, Person, ResultState, Source, Sport, UnitKind, Venue};

    fn row(order: u32, rank: Option<u32>, mark: Option<i64>) -> Row {
        let person = Person { id: format!("p{order}"), given: None, family: format!("P{order}"), full: format!("P{order}"), gender: None };
        let cell = |field: &str| Cell { source: String::new(), at: format!("/{order}/{field}"), raw: String::new() };
        Row {
            rank,
            mark: mark.map(|ms| Mark::time(ms, 3)),
            cells: ["competitor", "rank", "mark", "gap", "irm"].iter().map(|field| ((*field).to_owned(), cell(field))).collect(),
            ..Row::bare(order, Competitor::Athlete(person))
        }
    }

    fn event(rows: Vec<Row>) -> Event {
        let source = Source { provider: "test".to_owned(), credit: None, licence: None, commercial: None, sha256: Vec::new() };
        Event {
            id: "tag:x".to_owned(),
            source,
            sport: Sport::Other,
            kind: UnitKind::Race,
            name: "race".to_owned(),
            competition: None,
            unit: None,
            gender: None,
            individual: true,
            venue: Venue::default(),
            day: None,
            state: ResultState::Official,
            test: false,
            laps: None,
            mark_unit: None,
            rows,
            score_sheet: None,
            context: Context::default(),
            warnings: Vec::new(),
            cells: Cells::new(),
        }
    }

    fn found(rows: Vec<Row>) -> Vec<Discrepancy> {
        event(rows).check()
    }

    #[test]
    fn a_plain_result_has_no_contradiction() {
        let out = Row { irm: Some(Irm::Dnf), ..row(4, None, Some(1)) };
        let second = Row { gap: Some(Gap::Mark(Mark::time(500, 3))), ..row(2, Some(2), Some(60_500)) };
        let lapped = Row { gap: Some(Gap::Laps(1)), ..row(3, Some(3), None) };
        assert_eq!(found(vec![row(1, Some(1), Some(60_000)), second, lapped, out]), []);
        assert_eq!(found(Vec::new()), []);
    }

    #[test]
    fn a_competitor_cannot_be_there_twice() {
        let twice = Row { competitor: row(1, None, None).competitor, ..row(2, Some(2), Some(61_000)) };
        let problems = found(vec![row(1, Some(1), Some(60_000)), twice]);
        assert_eq!((problems.len(), problems[0].at.as_slice()), (1, ["/2/competitor".to_owned()].as_slice()));
    }

    #[test]
    fn a_shared_rank_needs_equal_marks_or_the_flag_on_both_rows() {
        let shared =
            |mark, a, b| found(vec![Row { tied: a, ..row(1, Some(1), Some(60_000)) }, Row { tied: b, ..row(2, Some(1), Some(mark)) }]);
        assert_eq!(shared(60_000, false, false), []);
        assert_eq!(shared(60_001, true, true), []);
        assert_eq!(shared(60_001, true, false)[0].at, ["/1/rank", "/2/rank"]);
        assert_eq!(shared(60_001, false, false).len(), 1);
    }

    #[test]
    fn a_result_starts_at_rank_one() {
        assert!(found(vec![row(1, Some(2), Some(60_000))])[0].message.contains("rows are missing"));
    }

    #[test]
    fn a_better_rank_cannot_have_a_worse_mark() {
        let problems = found(vec![row(1, Some(1), Some(60_001)), row(2, Some(2), Some(60_000))]);
        assert_eq!(problems[0].at, ["/1/mark", "/2/mark"]);
        let lapped = Row { gap: Some(Gap::Laps(1)), ..row(2, Some(2), Some(1)) };
        assert_eq!(found(vec![row(1, Some(1), Some(60_000)), lapped]), []);
    }

    #[test]
    fn a_disqualified_row_has_no_rank() {
        let bad = |irm| found(vec![Row { irm: Some(irm), ..row(1, Some(1), Some(60_000)) }]);
        assert_eq!(bad(Irm::Dsq)[0].at, ["/1/rank", "/1/irm"]);
        assert_eq!(bad(Irm::Relegated), []);
    }

    #[test]
    fn a_gap_is_the_difference_of_the_marks_within_one_unit_of_its_last_digit() {
        let gap = |value, decimals| {
            let second = Row { gap: Some(Gap::Mark(Mark::time(value, decimals))), ..row(2, Some(2), Some(60_647)) };
            found(vec![row(1, Some(1), Some(60_000)), second]).len()
        };
        assert_eq!((gap(647, 3), gap(646, 3), gap(645, 3), gap(600, 1), gap(1173, 3)), (0, 0, 1, 0, 1));
    }
}
