//! Plain numbers of a fact, for the conditions of phrases and for newsworthiness.

use super::{Fact, Value};
use crate::event::{Discipline, Event, Mark, Sport, Unit, UnitKind};
use std::collections::BTreeMap;

/// Numbers that a condition may ask for.
///
/// From the roles: a gap gives `gap_ms`, `gap_mm` or `gap_thousandths` (by unit), `gap_ppm` (parts per million of the winning
/// mark) and `decimals`; laps down `laps_down`; a mark `mark_ms`, `mark_mm` or `mark_thousandths` and `decimals`; points
/// `points_thousandths`, `lead_thousandths`; a flag 0 or 1; wind `wind_tenths`; a list of competitors `count`; counts and ordinals
/// go by the name of their role (`places`, `grid`, `rank`, `laps`, `stops`, ...). A code gives 1 under its role
/// and itself (`code_WR`); a team or nation `plain_name` (1 where its name makes a good possessive). `share_percent` is count (or finishers) of
/// starters, or count of among. `rank` is the rank of `who` or `third` where no role says it. From the event: `decides` (1 for a race or
/// sprint), `classified`, `winners` (rows with rank 1),
/// `entries`, `to_final` (1 where the final is next), `medals` (1 where the feed gives any), and `race_laps` (the winner's); of a field event
/// `field` (1), `qualifying`, `heights`, `jumps`, `throws` and `puts` (1 for what it measures, 0 for the others), and `last_round` (1 where the
/// fact's attempt is of the last round, 0 where it is not or nobody knows).
pub fn features(fact: &Fact, event: &Event) -> BTreeMap<String, i64> {
    let mut found = own(fact, event);
    let classified = event.rows.iter().filter(|row| row.rank.is_some() && row.irm.is_none()).count();
    put(&mut found, "classified", i64::try_from(classified).unwrap_or(i64::MAX));
    put(&mut found, "individual", i64::from(event.individual));
    put(&mut found, "decides", i64::from(matches!(event.kind, UnitKind::Race | UnitKind::Sprint)));
    if event.sport == Sport::Field {
        of_field(&mut found, event);
    }
    put(&mut found, "to_final", i64::from(event.leads_to_final()));
    put(&mut found, "medals", i64::from(event.rows.iter().any(|row| row.medal.is_some())));
    put(&mut found, "winners", i64::try_from(event.winners().len()).unwrap_or(i64::MAX));
    put(&mut found, "entries", i64::try_from(event.rows.len()).unwrap_or(i64::MAX));
    if let Some(laps) = event.winners().first().and_then(|row| row.laps) {
        put(&mut found, "race_laps", i64::from(laps));
    }
    found
}

fn of_field(found: &mut BTreeMap<String, i64>, event: &Event) {
    let discipline = Discipline::of(event);
    let kinds = [("heights", Discipline::Height), ("jumps", Discipline::Jump), ("throws", Discipline::Throw), ("puts", Discipline::Put)];
    for (name, kind) in &kinds {
        put(found, name, i64::from(discipline == Some(*kind)));
    }
    put(found, "field", 1);
    put(found, "qualifying", i64::from(event.is_qualifying()));
    if let Some(attempt) = found.get("attempt").copied() {
        let last = event.rounds().map(i64::from);
        put(found, "last_round", i64::from(Some(attempt) == last));
    }
}

/// Those features that rest on the fact's own evidence only; newsworthiness uses no others.
pub(super) fn own(fact: &Fact, event: &Event) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for (role, value) in &fact.roles {
        of_role(&mut found, role, value, event);
    }
    let whole = found.get("starters").or(found.get("among")).copied();
    let part = found.get("count").or(found.get("finishers")).copied();
    if let (Some(part), Some(whole @ 1..)) = (part, whole) {
        put(&mut found, "share_percent", part * 100 / whole);
    }
    for role in ["who", "third", "second", "winner"] {
        if let Some(Value::Competitor(id)) = fact.roles.get(role)
            && let Some(rank) = event.row(id).filter(|row| row.irm.is_none()).and_then(|row| row.rank)
        {
            put(&mut found, "rank", i64::from(rank));
            break;
        }
    }
    found
}

fn of_role(found: &mut BTreeMap<String, i64>, role: &str, value: &Value, event: &Event) {
    match value {
        Value::Gap(gap) => {
            measured(found, "gap", *gap);
            if let Some(best) = event.winning_mark().filter(|best| best.unit == gap.unit && best.value > 0) {
                put(found, "gap_ppm", gap.value.saturating_mul(1_000_000) / best.value);
            }
        }
        Value::Mark(mark) => measured(found, "mark", *mark),
        Value::Points(points) => put(found, &format!("{role}_thousandths"), points.value),
        Value::LapsDown(laps) => put(found, "laps_down", i64::from(*laps)),
        Value::Count(number) | Value::Ordinal(number) => put(found, role, i64::from(*number)),
        Value::Flag(flag) => put(found, role, i64::from(*flag)),
        Value::Wind(tenths) => put(found, "wind_tenths", i64::from(*tenths)),
        Value::Competitors(ids) => put(found, "count", i64::try_from(ids.len()).unwrap_or(i64::MAX)),
        Value::Code(code) => put(found, &format!("{role}_{code}"), 1),
        Value::Team { name, .. } | Value::Nation { name, .. } => put(found, "plain_name", i64::from(is_plain(name))),
        Value::Competitor(_) | Value::Day(_) | Value::Name(_) => {}
    }
}

/// Whether a name reads well as a possessive: "Canada's", but not "the United States'", "Mercedes'" or "SV Nord 1907's".
fn is_plain(name: &str) -> bool {
    let letters = name.chars().all(|c| c.is_alphabetic() || c == ' ');
    letters && !name.starts_with("the ") && !name.ends_with('s') && name.split(' ').count() < 3
}

fn measured(found: &mut BTreeMap<String, i64>, name: &str, mark: Mark) {
    let unit = match mark.unit {
        Unit::Time => "ms",
        Unit::Distance => "mm",
        Unit::Points => "thousandths",
    };
    put(found, &format!("{name}_{unit}"), mark.value);
    put(found, "decimals", i64::from(mark.decimals));
}

/// The first value of a name stays: roles go before what is looked up.
fn put(found: &mut BTreeMap<String, i64>, name: &str, value: i64) {
    found.entry(name.to_owned()).or_insert(value);
}
