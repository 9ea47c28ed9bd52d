//! The side that the angle names: its best placing, its others, or who of it failed to finish.

use crate::event::{Competitor, Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Angle, Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let placed: Vec<&Row> = on.angle.rows(&on.ranked);
    let Some(best) = placed.first() else { return nobody_placed(on) };
    if matches!(on.angle, Angle::Athlete(_)) {
        return placed.iter().filter_map(|row| place(on, row)).map(Draft::done).collect();
    }
    let shared = placed.iter().filter(|row| row.rank == best.rank).count() > 1;
    let others = usize::try_from(on.weights.thresholds.angle_others).unwrap_or(usize::MAX);
    let others = placed.iter().skip(usize::from(!shared)).take(others).filter_map(|row| {
        let draft = place(on, row)?.reads(row, &[field(on.angle, row)]);
        Some(if shared { draft.done() } else { draft.reads(best, &[field(on.angle, best)]).done() })
    });
    best_of(on, best).into_iter().chain(others).collect()
}

/// Who of the side is in the result without a place, when the side of everybody with a place is known.
fn nobody_placed(on: &Reading<'_>) -> Vec<Fact> {
    let side = on.angle.rows(&on.rows);
    let known = on.ranked.iter().all(|row| side_known(on.angle, row));
    let out = side.iter().filter(|_| known).filter_map(|row| Some((row, out(row)?.reads(row, &[field(on.angle, row)]))));
    out.map(|(_, draft)| on.ranked.iter().fold(draft, |draft, row| draft.reads(row, &[field(on.angle, row)])).done()).collect()
}

/// Whether the feed says of which side a row is.
pub(super) fn side_known(angle: &Angle, row: &Row) -> bool {
    match field(angle, row) {
        "nation" => row.nation.is_some(),
        "team" => row.team.is_some(),
        _ => true,
    }
}

/// The field that makes a row one of the side's.
pub(super) fn field(angle: &Angle, row: &Row) -> &'static str {
    match angle {
        Angle::Nation(_) => "nation",
        Angle::Team(_) if matches!(row.competitor, Competitor::Athlete(_)) => "team",
        _ => "competitor",
    }
}

/// Best of the side: nobody ranked as well may be of the side too, or of no known side.
fn best_of(on: &Reading<'_>, best: &Row) -> Option<Fact> {
    let field = field(on.angle, best);
    let rank = best.rank.filter(|rank| on.at(*rank).is_some())?;
    let before: Vec<&Row> = on.ranked.iter().filter(|row| row.rank < best.rank).copied().collect();
    let known = before.iter().all(|row| side_known(on.angle, row));
    let draft = match on.angle {
        Angle::Nation(_) => {
            let nation = best.nation.as_ref()?;
            Draft::derived(FactKind::NationBest).with("nation", Value::Nation { code: nation.code.clone(), name: nation.name.clone() })
        }
        _ => Draft::derived(FactKind::TeamBest).with("team", team(best)?),
    };
    let draft = draft.who("who", best).with("rank", Value::Ordinal(rank)).reads(best, &["rank", field]);
    known.then(|| draft.reads_all(&before, field).done())
}

fn team(row: &Row) -> Option<Value> {
    match (&row.competitor, &row.team) {
        (Competitor::Team { id, name, .. }, _) => Some(Value::Team { id: id.clone(), name: name.clone() }),
        (_, Some(team)) => Some(Value::Team { id: team.id.clone(), name: team.name.clone() }),
        _ => None,
    }
}

/// A place of its own: one that is shared is a tie.
fn place(on: &Reading<'_>, row: &Row) -> Option<Draft> {
    let rank = row.rank.filter(|rank| on.at(*rank).is_some())?;
    let draft = Draft::basic(FactKind::AthletePlace).who("who", row).with("rank", Value::Ordinal(rank));
    Some(draft.reads(row, &["rank"]))
}

pub(super) fn out(row: &Row) -> Option<Draft> {
    let draft = Draft::basic(FactKind::AthleteOut).who("who", row).with("irm", Value::Code(status(row.irm?).to_owned()));
    Some(draft.reads(row, &["irm"]))
}

/// The code of a status in facts.
pub(super) fn status(irm: Irm) -> &'static str {
    match irm {
        Irm::Dnf => "dnf",
        Irm::Dns => "dns",
        Irm::Dsq => "dsq",
        Irm::NotClassified => "not_classified",
        Irm::Dnq => "dnq",
        Irm::Withdrawn => "withdrawn",
        Irm::Excluded => "excluded",
        Irm::NoMark => "no_mark",
        Irm::Lapped => "lapped",
        Irm::OverTimeLimit => "over_time_limit",
        Irm::Mispunched => "mispunched",
        Irm::Relegated => "relegated",
    }
}
