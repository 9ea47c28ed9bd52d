//! C6: each row of the table is a row of the result, in its order, with its rank and its name.
//!
//! Cells that are times, gaps or points must be those of the row.

use super::{Context, Outcome, Place, Tally, error};
use crate::event::{Gap, Mark, Row, Unit};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    let mut last_order = None;
    for (at, cells) in cx.copy.table.iter().enumerate().skip(1) {
        let place = Place::Table { row: at };
        // Two may have one name: the table has them in the order of the result.
        let named = || cx.event.rows.iter().enumerate().filter(|(_, row)| cells.iter().any(|cell| names(cell, row)));
        let row = named().find(|(order, _)| last_order.is_none_or(|last| *order > last)).or_else(|| named().next());
        let Some((order, row)) = row else {
            tally.check(Some(error(place, 0..0, "no competitor of the result is named in this row")));
            continue;
        };
        tally.check(last_order.is_some_and(|last| last >= order).then(|| error(place, 0..0, format!("{} is out of the order of the result", row.competitor.full()))));
        last_order = Some(order);
        if let Some(first) = cells.first() {
            let digits: String = first.chars().filter(char::is_ascii_digit).collect();
            let shown = digits.parse::<u32>().ok();
            tally.check((shown != row.rank.filter(|_| row.irm.is_none()) && shown.is_some()).then(|| error(place, 0..0, format!("the rank of {} is not {first}", row.competitor.full()))));
        }
        for cell in cells.iter().skip(1) {
            tally.check(wrong_time(cell, row, cx.event.winning_mark()).then(|| error(place, 0..0, format!("{cell} is no mark of {}", row.competitor.full()))));
        }
    }
    tally.outcome("the copy has no table")
}

/// Whether a cell is the name of a row; the article of "the United States" belongs to sentences.
fn names(cell: &str, row: &Row) -> bool {
    let full = row.competitor.full();
    cell == full || full.strip_prefix("the ") == Some(cell)
}

/// Whether a cell is a time that is neither the mark, the gap nor the fastest lap of the row.
fn wrong_time(cell: &str, row: &Row, winning: Option<Mark>) -> bool {
    if !cell.contains([':', '.']) {
        return false;
    }
    let Ok(mark) = Mark::parse_time(cell) else { return false };
    let gap = match (row.gap, row.mark, winning) {
        (Some(Gap::Mark(gap)), _, _) => Some(gap.value),
        (None, Some(own), Some(best)) => own.difference(best).map(|gap| gap.value),
        _ => None,
    };
    let lap = row.fastest_lap.map(|lap| lap.time.value);
    let wind = row.wind_tenths.map(|tenths| i64::from(tenths.abs()) * 100);
    let others = row.points.iter().chain(&row.reaction).map(|mark| mark.value).chain(row.splits.iter().map(|split| split.mark.value));
    let last_run = row.mark.zip(row.splits.last()).map(|(mark, split)| mark.value - split.mark.value);
    let known: Vec<i64> = row.mark.iter().map(|mark| mark.value).chain(gap).chain(lap).chain(last_run).chain(wind).chain(others).chain(row.attempts.iter().filter_map(|attempt| attempt.mark.map(|mark| mark.value))).collect();
    row.mark.is_none_or(|own| own.unit == Unit::Time || own.unit == Unit::Distance) && !known.contains(&mark.value)
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    fn faults(rows: &[[&str; 3]]) -> usize {
        let mut copy = Copy::of(&[&["Hamilton won."]]);
        copy.table = std::iter::once(&["Pos", "Driver", "Time"]).chain(rows).map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        verdict(&copy, &sample::spa()).of("C6").count()
    }

    #[test]
    fn rows_are_those_of_the_result() {
        assert_eq!(faults(&[["1", "Lewis Hamilton", "1:19:57.566"], ["2", "Oscar Piastri", "+0.647"], ["DSQ", "George Russell", ""]]), 0);
        assert_eq!(faults(&[["1", "Lewis Hamilton", "1:19:57.567"]]), 1);
        assert_eq!(faults(&[["2", "Lewis Hamilton", "1:19:57.566"]]), 1);
        assert_eq!(faults(&[["2", "Oscar Piastri", "+0.647"], ["1", "Lewis Hamilton", "1:19:57.566"]]), 1);
        assert_eq!(faults(&[["1", "Lewis Hamliton", "1:19:57.566"]]), 1);
    }

    #[test]
    fn a_nation_stands_in_its_cell_without_the_article() {
        let mut event = sample::relay();
        let crate::event::Competitor::Team { name, .. } = &mut event.rows[0].competitor else { unreachable!("the sample is a relay") };
        "the Bahamas".clone_into(name);
        let faults = |cell: &str| {
            let mut copy = Copy::of(&[&["Hamilton won."]]);
            copy.table = [["Place", "Team"], ["1", cell]].iter().map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect()).collect();
            verdict(&copy, &event).of("C6").count()
        };
        assert_eq!((faults("Bahamas"), faults("the Bahamas"), faults("Bermuda"), faults("hamas")), (0, 0, 1, 1));
    }

    #[test]
    fn two_of_one_name_stand_in_the_order_of_the_result() {
        let mut event = sample::spa();
        event.rows[1].competitor = event.rows[0].competitor.clone();
        let crate::event::Competitor::Athlete(person) = &mut event.rows[1].competitor else { unreachable!("a race of drivers") };
        "another".clone_into(&mut person.id);
        let faults = |rows: &[[&str; 3]]| {
            let mut copy = Copy::of(&[&["Hamilton won."]]);
            copy.table = rows.iter().map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect()).collect();
            verdict(&copy, &event).of("C6").count()
        };
        let (head, first, second) = (["Pos", "Driver", "Time"], ["1", "Lewis Hamilton", "1:19:57.566"], ["2", "Lewis Hamilton", "+0.647"]);
        assert_eq!((faults(&[head, first, second]), faults(&[head, second, first])), (0, 2 + 2));
    }

    #[test]
    fn copy_without_a_table_leaves_it_undecided() {
        assert!(verdict(&Copy::of(&[&["Hamilton won."]]), &sample::spa()).undecided.contains_key("C6"));
    }
}
