//! What the feed says, in words for an editor.

use crate::english::{Profile, measure as measures, noun, ordinal::ordinal};
use crate::event::{Event, Mark, Unit};
use crate::lexicon::{Entry, Expr, Threshold};
use crate::verify::evaluate::{Evaluation, Truth, Val};
use crate::verify::terms::EventWorld;
use std::collections::BTreeMap;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A weekday by its number, Monday being 1.
pub(super) fn weekday_name(number: u8) -> &'static str {
    usize::from(number).checked_sub(1).and_then(|at| WEEKDAYS.get(at)).copied().unwrap_or_default()
}

/// A month by its number.
pub(super) fn month_name(number: i8) -> &'static str {
    usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// Why a claim is false: the first part of its definition that does not hold, in words.
pub(super) fn why(world: &EventWorld<'_>, entry: &Entry, roles: &BTreeMap<String, Val>, limits: &BTreeMap<String, Threshold>) -> String {
    let evaluation = Evaluation { world, roles, limits };
    for part in entry.means.conjuncts() {
        if evaluation.left_out(part) {
            continue;
        }
        if let Truth::False(reason) = evaluation.truth(part) {
            return in_words(world, &evaluation, part).unwrap_or_else(|| format!("by the feed, {reason}"));
        }
    }
    "the feed says otherwise".to_owned()
}

fn in_words(world: &EventWorld<'_>, evaluation: &Evaluation<'_>, part: &Expr) -> Option<String> {
    let call = match part {
        Expr::Compare(_, a, b) => [a.as_ref(), b.as_ref()].into_iter().find(|side| matches!(side, Expr::Call { .. }))?,
        Expr::Not(inner) => inner.as_ref(),
        other => other,
    };
    let Expr::Call { term, args } = call else { return None };
    let args: Vec<Val> = args.iter().map(|arg| evaluation.value(arg)).collect::<Result<_, _>>().ok()?;
    let value = evaluation.value(call).ok()?;
    sentence(world, term, &args, &value)
}

/// What a term says of its arguments.
fn sentence(world: &EventWorld<'_>, term: &str, args: &[Val], value: &Val) -> Option<String> {
    let event = world.event;
    let name = |at: usize| event.rows.get(at).map_or("somebody", |row| row.competitor.full());
    match args {
        [Val::Who(at)] => of_one(world, *at, term, value),
        [Val::Who(a), Val::Who(b)] => Some(match (term, value) {
            ("gap", Val::Nothing) => format!("{} and {} were not both classified", name(*a), name(*b)),
            ("gap", value) => format!("{} and {} were {} apart", name(*a), name(*b), measure(value)?),
            ("same_team", _) => format!("{} and {} are of different teams", name(*a), name(*b)),
            ("same_nation", _) => format!("{} and {} are of different nations", name(*a), name(*b)),
            _ => return None,
        }),
        [Val::Many(list)] => {
            let each: Vec<String> = list.iter().filter_map(|at| place_of(world, *at)).collect();
            (!each.is_empty()).then(|| each.join("; "))
        }
        [Val::Day(_)] if term == "next_event_on" => {
            let next = event.context.next_event.as_ref()?;
            Some(format!("the calendar has the {} on {:04}-{:02}-{:02}", next.name, next.day.year, next.day.month, next.day.day))
        }
        [Val::Day(_)] => event_day(event).map(|day| format!("the event was held on {day}")),
        _ => of_event(event, term, value),
    }
}

fn place_of(world: &EventWorld<'_>, at: usize) -> Option<String> {
    let row = world.event.rows.get(at)?;
    let name = row.competitor.full();
    Some(match (row.irm, row.rank) {
        (Some(irm), _) => format!("{name} {}", status(crate::verify::terms::irm_code(irm))),
        (None, Some(rank)) => format!("{name} was {}", ordinal(rank.into(), Profile::Ap)),
        (None, None) => format!("{name} was not classified"),
    })
}

fn status(code: &str) -> &'static str {
    match code {
        "DNF" => "did not finish",
        "DNS" => "did not start",
        "DSQ" => "was disqualified",
        "DNQ" => "did not qualify",
        "WD" => "withdrew",
        "EX" => "was excluded",
        "NM" => "had no valid mark",
        _ => "was not classified",
    }
}

fn of_one(world: &EventWorld<'_>, at: usize, term: &str, value: &Val) -> Option<String> {
    let row = world.event.rows.get(at)?;
    let name = row.competitor.full();
    Some(match (term, value) {
        ("mark", Val::Nothing) if row.irm.is_none() => format!("{name} was lapped, and has no time for the whole distance"),
        ("rank" | "finished" | "irm" | "place" | "tied" | "laps_down", _) | ("mark", Val::Nothing) => place_of(world, at)?,
        ("mark", value) => format!("{name}'s mark was {}", measure(value)?),
        ("grid", Val::Number(grid)) => format!("{name} started {}", ordinal(u64::try_from(*grid).ok()?, Profile::Ap)),
        ("grid", _) | ("pit_lane", Val::Flag(true)) => format!("{name} started from the pit lane"),
        ("gained", Val::Number(gain)) if *gain >= 0 => format!("{name} gained {gain} places"),
        ("gained", Val::Number(gain)) => format!("{name} lost {} places", -gain),
        ("points", value) => format!("{name} scored {}", measure(value)?),
        ("standing_points", value) => format!("{name} has {} in the championship", measure(value)?),
        ("standing_lead", value) => format!("{name} leads the championship by {}", measure(value)?),
        ("standing_rank", Val::Number(rank)) => {
            format!("{name} is {} in the championship", ordinal(u64::try_from(*rank).ok()?, Profile::Ap))
        }
        ("stops", Val::Number(stops)) => format!("{name} made {}", counted(*stops, "pit stop")),
        ("team", Val::Text(team)) => format!("{name}'s team was {team}"),
        ("nation", _) => format!("{name}'s nation is {}", row.nation.as_ref()?.name),
        ("fastest_lap_rank", Val::Number(rank)) if *rank > 1 => {
            format!("{name}'s best lap was the {} fastest", ordinal(u64::try_from(*rank).ok()?, Profile::Ap))
        }
        ("fastest_lap_time", value) => format!("{name}'s fastest lap took {}", measure(value)?),
        ("fastest_lap_number", Val::Number(lap)) => format!("{name}'s fastest lap was lap {lap}"),
        ("season_best", value) => format!("{name} had a best of {} this season", measure(value)?),
        ("leads_season", _) => format!("somebody else on the start list has as good a mark of the season as {name}"),
        ("medal", Val::Text(medal)) => format!("{name} won {medal}"),
        ("medal", _) => format!("the feed gives no medal for {name}"),
        ("qualified", _) => format!("the feed does not flag {name} as qualified"),
        _ => return None,
    })
}

fn of_event(event: &Event, term: &str, value: &Val) -> Option<String> {
    let count = |what: &str| if let Val::Number(number) = value { Some(counted(*number, what)) } else { None };
    Some(match term {
        "venue" | "city" | "country" | "competition" => {
            let Val::Text(text) = value else { return None };
            format!("the {term} was {text}")
        }
        "count_irm" => format!("the feed has {} of this status", count("row")?),
        "finishers" => format!("there were {}", count("classified finisher")?),
        "starters" => format!("there were {}", count("starter")?),
        "lead_lap_count" => format!("{} finished on the lead lap", count("car")?),
        "overall_leader" | "classification_leader" => {
            let Val::Who(at) = value else { return None };
            format!("{} leads this classification", event.rows.get(*at)?.competitor.full())
        }
        "distance" => format!("the distance was {}", count("lap")?),
        "kind" | "decides" => format!("the event is the {}", event.name),
        "official" => "the result is official".to_owned(),
        _ => return None,
    })
}

fn counted(number: i64, noun: &str) -> String {
    let plain = u64::try_from(number).unwrap_or_default();
    format!("{number} {}", noun::plural(noun, plain))
}

/// A measure in words.
pub(super) fn measure(value: &Val) -> Option<String> {
    Some(match value {
        Val::Mark(mark) => mark_words(*mark, Profile::Ap),
        Val::Laps(laps) => measures::laps(u64::try_from(*laps).ok()?, Profile::Ap),
        Val::Number(number) => number.to_string(),
        _ => return None,
    })
}

/// A mark in words.
pub(super) fn mark_words(mark: Mark, profile: Profile) -> String {
    match mark.unit {
        Unit::Time => measures::duration_words(mark.value, mark.decimals, profile),
        Unit::Distance => measures::distance(mark.value, mark.decimals, profile),
        Unit::Points => measures::points(mark.value),
    }
}

/// The event's day in words.
pub(super) fn event_day(event: &Event) -> Option<String> {
    let day = event.day?;
    let weekday = weekday_name(crate::verify::numbers::weekday(day));
    Some(format!("{weekday}, {} {}, {}", month_name(day.month), day.day, day.year))
}
