//! C2: the first three are named, with their marks or gaps in the prose or in the table. In a round where more than three share
//! the first places nobody is on a podium. The edition of one side names the winner, and leaves the others to the table.

use super::{Context, Outcome, Place, Tally, error};
use crate::event::{Gap, Row, Unit, UnitKind};
use crate::verify::reading::Reading;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    if cx.event.kind == UnitKind::Training {
        return Outcome::Undecided("a training run has no podium".to_owned());
    }
    let podium: Vec<&Row> = cx.event.ranked().into_iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).collect();
    if cx.event.kind == UnitKind::Heat && podium.len() > 3 {
        return Outcome::Undecided("more than three share the first places of this round".to_owned());
    }
    let mut tally = Tally::default();
    for row in podium {
        let name = row.competitor.full();
        let at = cx.event.rows.iter().position(|other| other.competitor.id() == row.competitor.id());
        let named = cx.body().any(|reading| reading.mentions.iter().any(|mention| Some(mention.row) == at));
        let listed = cx.copy.angle.is_some() && row.rank > Some(1) && cx.copy.table.iter().flatten().any(|cell| is_name(cell, name));
        tally.check((!named && !listed).then(|| error(Place::Whole, 0..0, format!("{name}, on the podium, is not named"))));
        let given = row.mark.is_some() || matches!(row.gap, Some(Gap::Mark(_)));
        let prose = cx.body().flat_map(Reading::atoms).any(|atom| (atom.starts_with("mark(") || atom.starts_with("gap(") || atom.starts_with("winning_mark")) && (atom.contains(name) || row.rank == Some(1)));
        let table = cx.copy.table.iter().any(|cells| cells.iter().any(|cell| is_name(cell, name)) && cells.iter().any(|cell| is_mark(cell, row)));
        tally.check((given && !prose && !table).then(|| error(Place::Whole, 0..0, format!("the mark or gap of {name} is given nowhere"))));
    }
    tally.outcome("the result has no ranked rows")
}

/// Whether a cell of the table names a competitor: without the article that stands in prose.
fn is_name(cell: &str, name: &str) -> bool {
    cell == name || name.strip_prefix("the ") == Some(cell)
}

/// Whether a cell holds a time, a distance or a gap, or the points of this row.
fn is_mark(cell: &str, row: &Row) -> bool {
    let points = row.mark.as_ref().filter(|mark| mark.unit == Unit::Points).map(|mark| mark.value / 1000);
    cell.contains(['.', ':']) || points.is_some_and(|points| cell.replace(',', "") == points.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided, verdict};
    use super::{is_mark, is_name};
    use crate::event::{Mark, Row, Unit, UnitKind};
    use crate::verify::{Angle, Copy, sample};

    #[test]
    fn all_three_need_a_name_and_a_mark() {
        let event = sample::spa();
        assert_eq!(faults("C2", &event, &["Hamilton beat Piastri by 0.647 seconds, with Leclerc third, 8.023 seconds behind the winner."]), 0);
        assert_eq!(faults("C2", &event, &["Hamilton beat Piastri by 0.647 seconds, with Leclerc third."]), 1);
        assert_eq!(faults("C2", &event, &["Hamilton beat Piastri by 0.647 seconds."]), 2);
    }

    #[test]
    fn the_table_can_give_the_marks() {
        let mut copy = Copy::of(&[&["Hamilton beat Piastri by 0.647 seconds, with Leclerc third."]]);
        copy.table = vec![vec!["3".into(), "Charles Leclerc".into(), "+8.023".into()]];
        assert_eq!(verdict(&copy, &sample::spa()).of("C2").count(), 0);
    }

    #[test]
    fn an_edition_leaves_the_second_and_third_to_the_table() {
        let mut copy = Copy::of(&[&["Hamilton won."]]);
        let line = |name: &str, mark: &str| vec![name.to_owned(), mark.to_owned()];
        copy.table = vec![line("Lewis Hamilton", "1:19:57.566"), line("Oscar Piastri", "+0.647"), line("Charles Leclerc", "+8.023")];
        assert_eq!(verdict(&copy, &sample::spa()).of("C2").count(), 2);
        copy.angle = Some(Angle::Nation("CHN".into()));
        assert_eq!(verdict(&copy, &sample::spa()).of("C2").count(), 0);
        copy.table.truncate(2);
        assert_eq!(verdict(&copy, &sample::spa()).of("C2").count(), 2, "the third is neither in the table nor in the text");
    }

    #[test]
    fn a_cell_may_leave_out_the_article_and_hold_points() {
        let row = |mark: Mark| Row { mark: Some(mark), ..sample::spa().rows[0].clone() };
        assert!(is_name("Bahamas", "the Bahamas") && !is_name("Bahamas", "Barbados"));
        let points = row(Mark { unit: Unit::Points, value: 8_834_000, decimals: 0 });
        assert!(is_mark("8,834", &points) && is_mark("8834", &points) && !is_mark("8835", &points));
        assert!(!is_mark("7", &row(Mark::time(37_270, 2))) && is_mark("37.27", &row(Mark::time(37_270, 2))));
    }

    #[test]
    fn a_round_with_many_in_front_has_no_podium() {
        let mut event = sample::spa();
        event.kind = UnitKind::Heat;
        for row in event.rows.iter_mut().take(5) {
            row.rank = Some(1);
        }
        assert!(undecided("C2", &event, &["Hamilton made two pit stops."]).is_some());
    }
}
