//! What every decoder asks of all rows together: no rank is missing, and no two cells contradict each other.

use super::{FeedError, FeedErrorKind};
use crate::event::{Event, Row};

/// Ranks run from 1 without a hole; after n rows that share a rank the next is n further on.
pub(crate) fn complete(rows: &[Row]) -> Result<(), FeedError> {
    let mut ranked: Vec<(u32, &Row)> = rows.iter().filter_map(|row| row.rank.map(|rank| (rank, row))).collect();
    ranked.sort_by_key(|(rank, row)| (*rank, row.order));
    let mut before = 0;
    for (place, (rank, row)) in (1_u32..).zip(ranked) {
        if rank != place && rank != before {
            let message = format!("rank {rank} stands at place {place}: rows are missing, or a shared rank is not skipped");
            let at = row.cells.get("rank").map(|cell| cell.at.clone()).unwrap_or_default();
            return Err(FeedError::new(FeedErrorKind::Incomplete, "", message).at(at));
        }
        before = rank;
    }
    if before == 0 {
        return Err(FeedError::new(FeedErrorKind::Incomplete, "", "nobody has a rank"));
    }
    Ok(())
}

/// An event without contradictions.
pub(crate) fn consistent(event: Event) -> Result<Event, FeedError> {
    let found = event.check().into_iter().map(|found| {
        let error = FeedError::new(FeedErrorKind::Contradiction, "", found.message);
        if found.at.is_empty() { error } else { error.at(found.at.join(" and ")) }
    });
    FeedError::all(found.collect()).map_or(Ok(event), Err)
}
