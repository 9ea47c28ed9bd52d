//! C5: a favourite who did not finish or was disqualified is named.
//!
//! Data decide who is a favourite: the pole-sitter and the leader of the championship.

use super::{Context, Outcome, Place, Tally, error};
use crate::event::{Grid, StandingKind};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let leader = cx.event.context.standings.iter().find(|line| line.kind == StandingKind::Athletes && line.rank == 1);
    let known = leader.is_some() || cx.event.rows.iter().any(|row| row.grid.is_some());
    if !known {
        return Outcome::Undecided("neither a grid nor standings say who was a favourite".to_owned());
    }
    let mut tally = Tally::default();
    for (at, row) in cx.event.rows.iter().enumerate() {
        let favourite = row.grid == Some(Grid::Place(1)) || leader.is_some_and(|line| line.id == row.competitor.id());
        if favourite {
            let named = cx.body().any(|reading| reading.mentions.iter().any(|mention| mention.row == at));
            tally.check((row.irm.is_some() && !named).then(|| error(Place::Whole, 0..0, format!("{} was a favourite, has no regular finish and is not named", row.competitor.full()))));
        }
    }
    tally.outcome("no favourite is in the result")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::event::Irm;
    use crate::verify::sample;

    #[test]
    fn a_pole_sitter_who_retired_is_named() {
        let mut event = sample::spa();
        assert_eq!(faults("C5", &event, &["Hamilton won."]), 0);
        event.rows[2].irm = Some(Irm::Dnf);
        assert_eq!(faults("C5", &event, &["Hamilton won."]), 1);
        assert_eq!(faults("C5", &event, &["Leclerc retired."]), 0);
        assert!(undecided("C5", &sample::rio(), &["Almaz Ayana won."]).is_some());
    }
}
