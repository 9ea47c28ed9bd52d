//! How exactly a race was timed. Seasons that were timed to the second or to the tenth are published padded with zeros: a decimal
//! that is zero in every time of a race was not measured, and no report says "1 minute, 10.000 seconds".

use crate::event::{Gap, Mark, Row};

/// One time can end in a zero by chance.
const FEWEST: usize = 2;

/// Takes the decimals away that are zero in every time of the rows; race times and gaps are one timing, fastest laps another.
pub(super) fn settle(rows: &mut [Row]) {
    trim(rows.iter_mut().flat_map(|row| row.mark.as_mut().into_iter().chain(row.gap.as_mut().and_then(time_of))).collect());
    trim(rows.iter_mut().filter_map(|row| row.fastest_lap.as_mut()).map(|lap| &mut lap.time).collect());
}

/// The time of a gap that is one.
fn time_of(gap: &mut Gap) -> Option<&mut Mark> {
    match gap {
        Gap::Mark(mark) => Some(mark),
        Gap::Laps(_) => None,
    }
}

/// The decimals that some time of a group needs become those of all that have more.
fn trim(mut times: Vec<&mut Mark>) {
    if times.iter().filter(|time| time.value != 0).count() < FEWEST {
        return;
    }
    let needed = times.iter().map(|time| needed(time.value)).max().unwrap_or_default();
    for time in &mut times {
        time.decimals = time.decimals.min(needed);
    }
}

/// The decimals of seconds that a number of milliseconds needs.
fn needed(millis: i64) -> u8 {
    match millis {
        _ if millis % 1000 == 0 => 0,
        _ if millis % 100 == 0 => 1,
        _ if millis % 10 == 0 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(values: &[i64]) -> Vec<u8> {
        let mut marks: Vec<Mark> = values.iter().map(|value| Mark::time(*value, 3)).collect();
        trim(marks.iter_mut().collect());
        marks.iter().map(|mark| mark.decimals).collect()
    }

    #[test]
    fn decimals_that_are_zero_throughout_were_not_measured() {
        assert_eq!(trimmed(&[10_574_000, 70_000]), [0, 0]);
        assert_eq!(trimmed(&[10_574_000, 70_300]), [1, 1]);
    }

    #[test]
    fn one_measured_decimal_keeps_those_of_all() {
        assert_eq!(trimmed(&[10_574_000, 70_000, 70_647]), [3, 3, 3]);
        assert_eq!(trimmed(&[10_574_000]), [3], "one time alone can end in zeros by chance");
    }
}
