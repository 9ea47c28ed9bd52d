//! Records that were given beside the results: a best time that betters the list is a record that still has to be ratified.

use super::event::Open;
use super::meet::Record;
use crate::event::{Mark, RecordFlag, Row};
use std::collections::BTreeSet;

/// Flags the records of a race; the digests of the lists that it used come back. A list that goes beyond the day of the race may hold
/// this very time, so it proves nothing.
pub(super) fn flag(open: &Open<'_>, rows: &mut [Row]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let best = rows.iter().filter(|row| row.rank.is_some() && row.irm.is_none()).filter_map(|row| row.mark).min_by_key(|mark| mark.value);
    let Some(best) = best else { return used };
    for record in open.reader.meet.records.iter().filter(|record| is_of(record, open)) {
        let Ok(old) = Mark::parse_time(record.time.trimmed()) else { continue };
        if open.day.is_none_or(|day| day <= record.until) {
            open.warn(format!("the list of records goes beyond the day of the race and was not used (at {})", record.time.at));
            continue;
        }
        if best.value > old.value || old.value == 0 {
            continue;
        }
        used.insert(record.sha256.clone());
        for row in rows.iter_mut().filter(|row| row.irm.is_none() && row.mark == Some(best)) {
            row.cells.insert(format!("record:{}", record.code), record.time.cell(&record.sha256));
            row.records.push(RecordFlag {
                code: record.code.clone(),
                equalled: best.value == old.value,
                confirmed: best.value == old.value,
            });
        }
    }
    used
}

/// Whether a record is of this race; age groups and para classes have records of their own.
fn is_of(record: &Record, open: &Open<'_>) -> bool {
    let (style, race) = (&open.race.style, open.race);
    let same = |text: Option<&crate::feed::raw::Text>, of: &str| text.is_some_and(|text| text.trimmed() == of);
    race.class.is_none()
        && same(race.gender.as_ref(), &record.gender)
        && same(style.course.as_ref(), &record.course)
        && style.stroke_key == record.stroke
        && style.distance == record.distance
        && style.legs == record.legs
}
