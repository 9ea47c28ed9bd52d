//! C2: the first three are named, with their marks or gaps in the prose or in the table.

use super::{Context, Outcome, Place, Tally, error};
use crate::event::{Gap, Row, UnitKind};
use crate::verify::reading::Reading;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    if cx.event.kind == UnitKind::Training {
        return Outcome::Undecided("a training run has no podium".to_owned());
    }
    let podium: Vec<&Row> = cx.event.ranked().into_iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).collect();
    let mut tally = Tally::default();
    for row in podium {
        let name = row.competitor.full();
        let at = cx.event.rows.iter().position(|other| other.competitor.id() == row.competitor.id());
        let named = cx.body().any(|reading| reading.mentions.iter().any(|mention| Some(mention.row) == at));
        tally.check((!named).then(|| error(Place::Whole, 0..0, format!("{name}, on the podium, is not named"))));
        let given = row.mark.is_some() || matches!(row.gap, Some(Gap::Mark(_)));
        let prose = cx.body().flat_map(Reading::atoms).any(|atom| (atom.starts_with("mark(") || atom.starts_with("gap(") || atom.starts_with("winning_mark")) && (atom.contains(name) || row.rank == Some(1)));
        let table = cx.copy.table.iter().any(|cells| cells.iter().any(|cell| cell == name) && cells.iter().any(|cell| cell.contains(['.', ':'])));
        tally.check((given && !prose && !table).then(|| error(Place::Whole, 0..0, format!("the mark or gap of {name} is given nowhere"))));
    }
    tally.outcome("the result has no ranked rows")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, verdict};
    use crate::verify::{Copy, sample};

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
}
