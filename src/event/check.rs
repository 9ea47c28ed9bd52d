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
