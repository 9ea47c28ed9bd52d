//! The side that the angle names: its best placing, its others, or who of it failed to finish.

use crate::event::{Competitor, Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Angle, Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let side = on.angle.rows(&on.rows);
    let placed: Vec<&Row> = on.angle.rows(&on.ranked);
    if placed.is_empty() {
        return side.iter().filter_map(|row| out(row, field(on.angle, row))).collect();
    }
    let others = usize::try_from(on.weights.thresholds.angle_others).unwrap_or(usize::MAX);
    match (on.angle, placed.as_slice()) {
        (Angle::Nation(_) | Angle::Team(_), [best, rest @ ..]) => {
            let first = best_of(on, best).into_iter();
            let from = if rest.first().is_some_and(|next| next.rank == best.rank) { placed.iter() } else { rest.iter() };
            first.chain(from.filter_map(|row| place(row, field(on.angle, row))).take(others)).collect()
        }
        (_, all) => all.iter().filter_map(|row| place(row, "competitor")).collect(),
    }
}

/// The field that makes a row one of the side's.
fn field(angle: &Angle, row: &Row) -> &'static str {
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
    let known = before.iter().all(|row| match field {
        "nation" => row.nation.is_some(),
        "team" => row.team.is_some(),
        _ => true,
    });
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

fn place(row: &Row, field: &str) -> Option<Fact> {
    let draft = Draft::basic(FactKind::AthletePlace).who("who", row).with("rank", Value::Ordinal(row.rank?));
    Some(draft.reads(row, &["rank", field]).done())
}

fn out(row: &Row, field: &str) -> Option<Fact> {
    let code = match row.irm? {
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
        Irm::Relegated => "relegated",
    };
    let draft = Draft::basic(FactKind::AthleteOut).who("who", row).with("irm", Value::Code(code.to_owned()));
    Some(draft.reads(row, &["irm", field]).done())
}
