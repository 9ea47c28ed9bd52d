//! Which cells of the feed a claim was compared with: the terms of its definition are watched while they are computed.

use crate::event::{Cell, Event, Mark, Row};
use crate::verify::evaluate::{Unknown, Val, World};
use crate::verify::terms::EventWorld;
use std::cell::RefCell;

/// Most cells that are shown for one claim.
const MOST: usize = 12;

/// A world that remembers what was asked of it.
pub(super) struct Watched<'a> {
    world: &'a EventWorld<'a>,
    asked: RefCell<Vec<(String, Vec<Val>)>>,
}

impl<'a> Watched<'a> {
    /// Watches a world.
    pub fn new(world: &'a EventWorld<'a>) -> Self {
        Self { world, asked: RefCell::new(Vec::new()) }
    }

    /// The cells behind what was asked.
    pub fn cells(&self) -> Vec<Cell> {
        let mut found: Vec<Cell> = Vec::new();
        for (term, args) in self.asked.borrow().iter() {
            for cell in cells_of(self.world, term, args) {
                if !found.contains(&cell) {
                    found.push(cell);
                }
            }
        }
        found.truncate(MOST);
        found
    }
}

impl World for Watched<'_> {
    fn term(&self, name: &str, args: &[Val]) -> Result<Val, Unknown> {
        self.asked.borrow_mut().push((name.to_owned(), args.to_vec()));
        self.world.term(name, args)
    }

    fn winning_mark(&self) -> Result<Mark, Unknown> {
        self.world.winning_mark()
    }

    fn print(&self, value: &Val) -> String {
        self.world.print(value)
    }
}

/// The fields of a row that a term reads.
fn fields(term: &str) -> &'static [&'static str] {
    match term {
        "gap" | "better_mark" => &["mark", "gap"],
        "mark" | "raw_mark" | "all_marks" | "one_mark" | "winning_mark" => &["mark"],
        "misses" | "all_missed" | "targets" | "last_misses" | "only_clean" | "clean_count" | "loops" | "spares" => {
            &["shooting", "shooting:stages"]
        }
        "start_place" | "start_gap" => &["start_gap"],
        "irm" | "irm_run" | "all_out_in" | "all_irm" | "finished" | "all_finished" | "covers_irm" | "count_irm" | "running_at_end" => {
            &["irm", "status"]
        }
        "grid" | "grids" | "pit_lane" | "pole" => &["grid"],
        "gained" | "biggest_gain" => &["grid", "rank"],
        "team" | "same_team" | "one_team" | "team_best" | "team_count" | "team_ranks" | "team_finished" => &["team"],
        "nation" | "same_nation" | "nation_best" | "nation_count" => &["nation"],
        "points" => &["points"],
        "stops" => &["pit_stops"],
        "fastest_lap_rank" | "fastest_lap_time" | "fastest_lap_number" | "fastest_lap_count" | "shared_lap" => {
            &["fastest_lap", "fastest_lap_rank"]
        }
        "laps" | "laps_down" | "lead_lap_count" => &["laps", "gap"],
        "medal" => &["medal"],
        "qualified" | "all_qualified" => &["qualified"],
        "wind_of" | "wind" => &["wind"],
        _ => &["rank"],
    }
}

fn of_row(row: &Row, term: &str, args: &[Val]) -> Vec<Cell> {
    let named = match (term, args) {
        ("split_rank", [_, Val::Text(point)]) => vec![format!("split:{point}")],
        ("record" | "confirmed" | "equalled", [_, Val::Text(code)]) => vec![format!("record:{code}")],
        _ => fields(term).iter().map(|field| (*field).to_owned()).collect(),
    };
    named.iter().filter_map(|field| row.cells.get(field)).cloned().collect()
}

fn of_event(event: &Event, term: &str) -> Vec<Cell> {
    let names: &[&str] = match term {
        "held_on" => &["date", "time"],
        "venue" => &["venue"],
        "city" => &["city", "venue"],
        "country" => &["country"],
        "competition" => &["competition"],
        "official" | "state" => &["state"],
        _ => &[],
    };
    names.iter().filter_map(|name| event.cells.get(*name)).cloned().collect()
}

fn cells_of(world: &EventWorld<'_>, term: &str, args: &[Val]) -> Vec<Cell> {
    let event = world.event;
    let mut rows: Vec<usize> = Vec::new();
    for arg in args {
        match arg {
            Val::Who(at) => rows.push(*at),
            Val::Many(list) => rows.extend(list),
            _ => {}
        }
    }
    if term.starts_with("standing") || term.starts_with("team_standing") {
        let names: Vec<&str> = rows.iter().filter_map(|at| event.rows.get(*at)).map(|row| row.competitor.id()).collect();
        let texts: Vec<&str> = args.iter().filter_map(|arg| if let Val::Text(text) = arg { Some(text.as_str()) } else { None }).collect();
        let lines = event.context.standings.iter().filter(|line| names.contains(&line.id.as_str()) || texts.contains(&line.name.as_str()));
        return lines.map(|line| line.cell.clone()).collect();
    }
    if term.starts_with("next_event") {
        return event.context.next_event.iter().flat_map(|next| next.cells.clone()).collect();
    }
    if matches!(term, "season_best" | "leads_season") {
        let of = |entrant: &&crate::event::Entrant| {
            term == "leads_season" || rows.iter().filter_map(|at| event.rows.get(*at)).any(|row| row.competitor.id() == entrant.id)
        };
        return event.context.start_list.iter().filter(of).map(|entrant| entrant.cell.clone()).collect();
    }
    if term == "nation_medals" {
        let lines = event.context.medals.iter().filter(|line| args.first() == Some(&Val::Text(line.nation.clone())));
        return lines.flat_map(|line| line.cells.clone()).collect();
    }
    if term == "qualifying_rank" {
        let ids: Vec<&str> = rows.iter().filter_map(|at| event.rows.get(*at)).map(|row| row.competitor.id()).collect();
        return event.context.qualifying.iter().filter(|line| ids.contains(&line.id.as_str())).map(|line| line.cell.clone()).collect();
    }
    if rows.is_empty()
        && let Ok(value) = world.term(term, args)
    {
        match (value, args) {
            (Val::Who(at), _) => rows.push(at),
            (Val::Number(_), [Val::Text(code)]) if term == "count_irm" => {
                rows.extend(
                    event
                        .rows
                        .iter()
                        .enumerate()
                        .filter(|(_, row)| row.irm.map(crate::verify::terms::irm_code) == Some(code))
                        .map(|(at, _)| at),
                );
            }
            (Val::Number(_), _) if matches!(term, "finishers" | "starters" | "entries" | "lead_lap_count" | "running_at_end") => {
                rows.extend(0..event.rows.len());
            }
            _ => {}
        }
    }
    let mut found = of_event(event, term);
    found.extend(rows.iter().filter_map(|at| event.rows.get(*at)).flat_map(|row| of_row(row, term, args)));
    found
}
