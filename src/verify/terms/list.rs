//! Terms of lists, pairs, teams and nations.

use super::{EventWorld, Value, absent, finished, irm_code, missing, number, optional};
use crate::event::{Competitor, Mark, Medal, Row, StandingKind};
use crate::verify::evaluate::{Unknown, Val};

impl EventWorld<'_> {
    pub(super) fn list(&self, name: &str, list: &[usize], more: Option<&Val>) -> Value {
        if list.iter().enumerate().any(|(number, at)| list.iter().skip(number + 1).any(|other| other == at)) {
            // Nothing is true of somebody and himself.
            return Ok(Val::Nothing);
        }
        let ranks = list.iter().map(|at| self.rank_of(*at)).collect::<Result<Vec<_>, _>>()?;
        let all: Option<Vec<i64>> = ranks.iter().copied().collect();
        let rows = list.iter().map(|at| self.row(*at)).collect::<Result<Vec<_>, _>>()?;
        let code = |row: &&Row| Val::Text(row.irm.map_or("", irm_code).to_owned());
        match name {
            "size" => Ok(number(list.len())),
            "ranks" => Ok(optional(all.map(Val::Numbers))),
            "grids" => {
                let grids: Vec<Val> = list.iter().map(|at| self.of_one("grid", *at)).collect::<Result<_, _>>()?;
                let grids: Option<Vec<i64>> = grids.iter().map(|grid| if let Val::Number(n) = grid { Some(*n) } else { None }).collect();
                Ok(optional(grids.map(Val::Numbers)))
            }
            "all_irm" => Ok(Val::Flag(rows.iter().all(|row| Some(&code(row)) == more))),
            "all_missed" => self.all_missed(&rows, more),
            "all_out_in" => {
                let run = |row: &&Row| row.irm_run.map(|run| Val::Number(run.into()));
                Ok(Val::Flag(rows.iter().all(|row| code(row) == Val::Text("DNF".to_owned()) && run(row).as_ref() == more)))
            }
            "all_absent" => Ok(Val::Flag(rows.iter().all(|row| absent(row)))),
            "covers_irm" => {
                let others = self.event.rows.iter().filter(|row| Some(&code(row)) == more);
                Ok(Val::Flag(others.into_iter().all(|row| rows.iter().any(|named| named.competitor.id() == row.competitor.id()))))
            }
            "all_finished" => Ok(Val::Flag(rows.iter().all(|row| finished(row)))),
            "all_qualified" => Ok(Val::Flag(rows.iter().all(|row| row.qualified.is_some()))),
            "one_team" => Ok(Val::Flag(rows.windows(2).all(|pair| matches!(pair, [a, b] if a.team.is_some() && a.team == b.team)))),
            "one_mark" => {
                let marks: Option<Vec<_>> = rows.iter().map(|row| row.mark.filter(|_| row.irm.is_none())).collect();
                let first = marks.as_ref().and_then(|marks| marks.first().copied());
                Ok(optional(first.filter(|first| marks.iter().flatten().all(|mark| mark == first)).map(Val::Mark)))
            }
            "one_rank" => Ok(optional(all.filter(|all| all.windows(2).all(|pair| pair.first() == pair.last())).and_then(|all| {
                let rank = *all.first()?;
                let everybody = self.event.ranked().iter().filter(|row| row.rank.map(i64::from) == Some(rank)).count();
                (everybody == all.len()).then_some(Val::Number(rank))
            }))),
            "all_countback" => self.all_countback(&rows),
            "all_by_time" => Ok(Val::Flag(rows.iter().all(|row| row.qualified.as_deref().map(str::trim) == Some("q")))),
            "shared_lap" => Ok(self.shared_lap(&rows)),
            "consecutive" => Ok(Val::Flag(all.is_some_and(|all| all.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1))))),
            "first_rank" => Ok(optional(all.and_then(|all| all.first().copied()).map(Val::Number))),
            "last_rank" => Ok(optional(all.and_then(|all| all.last().copied()).map(Val::Number))),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    /// The time that these rows, and no others, share as the fastest lap.
    fn shared_lap(&self, rows: &[&Row]) -> Val {
        let first = |row: &Row| row.fastest_lap.filter(|lap| lap.rank == Some(1)).map(|lap| lap.time);
        let times: Option<Vec<Mark>> = rows.iter().map(|row| first(row)).collect();
        let everybody = self.event.rows.iter().filter(|row| first(row).is_some()).count();
        let shared = times.filter(|times| times.len() == everybody && times.windows(2).all(|pair| pair.first() == pair.last()));
        optional(shared.filter(|times| times.len() > 1).and_then(|times| times.first().copied()).map(Val::Mark))
    }

    pub(super) fn group(&self, name: &str, key: &str) -> Value {
        let of_team = name.starts_with("team");
        let belongs = |row: &&&Row| {
            if of_team {
                row.team.as_ref().is_some_and(|team| team.name == key)
            } else {
                row.nation.as_ref().is_some_and(|nation| nation.code == key)
            }
        };
        let ranked = self.event.ranked();
        let members: Vec<&&Row> = ranked.iter().filter(belongs).collect();
        match name {
            "team_ranks" => Ok(Val::Numbers(members.iter().filter_map(|row| row.rank.map(i64::from)).collect())),
            "team_finished" => Ok(number(members.len())),
            "team_best" | "nation_best" => {
                let Some(first) = members.first() else { return Ok(Val::Nothing) };
                let alone = members.iter().filter(|row| row.rank == first.rank).count() == 1;
                Ok(if alone { optional(self.index_of(first).map(Val::Who)) } else { Val::Nothing })
            }
            "team_standing_rank" => self.standing("standing_rank", key, key, StandingKind::Teams),
            "team_standing_lead" => self.standing("standing_lead", key, key, StandingKind::Teams),
            "team_standing_points" => self.standing("standing_points", key, key, StandingKind::Teams),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    /// Which of the nation's medals, or gold medals, the one is that it won here; nothing where it won none or several.
    pub(super) fn nation_medals(&self, nation: &str, gold: bool) -> Value {
        let table = &self.event.context.medals;
        if table.is_empty() {
            return Err(Unknown("no table of medals after this event was given".to_owned()));
        }
        let here = self.event.rows.iter().filter(|row| row.nation.as_ref().is_some_and(|own| own.code == nation));
        let won = here.filter_map(|row| row.medal).filter(|medal| !gold || *medal == Medal::Gold).count();
        let line = table.iter().find(|line| line.nation == nation).filter(|_| won == 1);
        Ok(optional(line.map(|line| Val::Number(i64::from(if gold { line.gold } else { line.total })))))
    }

    pub(super) fn group_count(&self, name: &str, key: &str, among: i64) -> Val {
        let of_team = name == "team_count";
        let belongs = |row: &&Row| {
            if of_team {
                row.team.as_ref().is_some_and(|team| team.name == key)
            } else {
                row.nation.as_ref().is_some_and(|nation| nation.code == key)
            }
        };
        number(self.event.ranked().into_iter().filter(|row| row.rank.is_some_and(|rank| i64::from(rank) <= among)).filter(belongs).count())
    }

    /// Whether each of the full names, which bars divide, is that of a member of the row's team.
    pub(super) fn has_members(&self, at: usize, names: &str) -> Value {
        let row = self.row(at)?;
        match &row.competitor {
            Competitor::Team { members, .. } if members.is_empty() => Err(missing("members", row)),
            Competitor::Team { members, .. } => {
                Ok(Val::Flag(names.split('|').all(|name| members.iter().any(|member| member.full == name))))
            }
            Competitor::Athlete(_) => Ok(Val::Nothing),
        }
    }

    pub(super) fn pair(&self, name: &str, a: usize, b: usize) -> Value {
        let (first, second) = (self.row(a)?, self.row(b)?);
        match name {
            "gap" => self.gap(a, b),
            "same_team" => Ok(Val::Flag(first.team.is_some() && first.team == second.team)),
            "same_nation" => Ok(Val::Flag(first.nation.is_some() && first.nation == second.nation)),
            "better_mark" => match (first.mark, second.mark) {
                (Some(first), Some(second)) => Ok(Val::Flag(first.beats(second))),
                _ => Err(missing("mark", if first.mark.is_none() { first } else { second })),
            },
            _ => self.athletics_pair(name, first, second),
        }
    }

    pub(super) fn sequence(&self, name: &str, at: usize, list: &[usize]) -> Value {
        let mut all: Vec<usize> = list.to_vec();
        if name == "follow_in_order" {
            all.insert(0, at);
        } else {
            all.push(at);
            all.sort_by_key(|at| self.rank_of(*at).ok().flatten());
            if all.last() != Some(&at) {
                return Ok(Val::Flag(false));
            }
        }
        self.list("consecutive", &all, None)
    }
}
