//! Questions to the score sheet.

use super::names::PlayerRef;
use crate::event::{Cell, Player, ScoreSheet, Side, Which};

/// Statistics of which ten make a double figure.
const DOUBLES: [&str; 5] = ["points", "rebounds", "assists", "steals", "blocks"];
/// A double figure.
const TEN: u32 = 10;

/// A score sheet that is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'a>(pub &'a ScoreSheet);

impl<'a> Sheet<'a> {
    /// A side.
    pub fn side(self, which: Which) -> &'a Side {
        self.0.side(which)
    }

    /// A player.
    pub fn player(self, (which, at): PlayerRef) -> Option<&'a Player> {
        self.side(which).players.get(at)
    }

    /// The name of a player.
    pub fn name(self, player: PlayerRef) -> &'a str {
        self.player(player).map_or("", |player| player.person.full.as_str())
    }

    /// A player's total; nobody who stayed off has any but 0. `None`: the sheet does not have it.
    pub fn total(self, player: PlayerRef, statistic: &str) -> Option<u32> {
        let player = self.player(player)?;
        if !player.played {
            return Some(0);
        }
        player.totals.get(statistic).copied()
    }

    /// A side's total.
    pub fn side_total(self, which: Which, statistic: &str) -> Option<u32> {
        self.side(which).totals.get(statistic).copied()
    }

    /// The cell behind a player's total, or the name where he has none.
    pub fn cell(self, player: PlayerRef, statistic: &str) -> Vec<Cell> {
        let Some(player) = self.player(player) else { return Vec::new() };
        player.cells.get(statistic).or_else(|| player.cells.get("name")).cloned().into_iter().collect()
    }

    /// The cell behind a side's value.
    pub fn side_cell(self, which: Which, field: &str) -> Vec<Cell> {
        self.side(which).cells.get(field).cloned().into_iter().collect()
    }

    /// The players of a side, all or only starters or only the bench.
    pub fn players(self, which: Which, starters: Option<bool>) -> impl Iterator<Item = PlayerRef> + 'a {
        let fits = move |player: &Player| player.played && starters.is_none_or(|starters| player.starter == starters);
        self.side(which).players.iter().enumerate().filter(move |(_, player)| fits(player)).map(move |(at, _)| (which, at))
    }

    /// The total of all starters of a side, or of its whole bench.
    pub fn group_total(self, which: Which, starters: bool, statistic: &str) -> Option<u32> {
        self.players(which, Some(starters)).map(|player| self.total(player, statistic)).sum()
    }

    /// How many of a side have more than a player.
    pub fn better(self, player: PlayerRef, statistic: &str) -> usize {
        let own = self.total(player, statistic);
        self.players(player.0, None).filter(|other| self.total(*other, statistic) > own).count()
    }

    /// The best total among players.
    pub fn best(self, players: impl Iterator<Item = PlayerRef>, statistic: &str) -> Option<u32> {
        players.filter_map(|player| self.total(player, statistic)).max()
    }

    /// Whether a player has double figures in at least so many statistics.
    pub fn doubles(self, player: PlayerRef, least: usize) -> bool {
        DOUBLES.iter().filter(|statistic| self.total(player, statistic).is_some_and(|total| total >= TEN)).count() >= least
    }

    /// Players of a side with ten points or more.
    pub fn in_double_figures(self, which: Which, starters: Option<bool>) -> Vec<PlayerRef> {
        self.players(which, starters).filter(|player| self.total(*player, "points").is_some_and(|points| points >= TEN)).collect()
    }

    /// Points of a stretch of periods, 5 being what was played beyond the regular ones.
    pub fn points(self, which: Which, (from, to): (u8, u8)) -> Option<u32> {
        let side = self.side(which);
        if side.periods.is_empty() {
            return None;
        }
        if from == 5 {
            return Some(side.extra());
        }
        let from = usize::from(from).checked_sub(1)?;
        Some(side.periods.get(from..usize::from(to))?.iter().sum())
    }

    /// By how much a side won a stretch; negative where it lost it.
    pub fn margin(self, which: Which, stretch: (u8, u8)) -> Option<i64> {
        Some(i64::from(self.points(which, stretch)?) - i64::from(self.points(which.other(), stretch)?))
    }

    /// By how much the match was won, from the home side's view.
    pub fn margin_of_match(self) -> i64 {
        i64::from(self.0.home.score) - i64::from(self.0.visitors.score)
    }

    /// Whether a side won.
    pub fn won(self, which: Which) -> bool {
        self.0.winner() == Some(which)
    }

    /// Shots made and tried, of a player or a side: the names of the two statistics.
    pub fn shots(kind: &str) -> (&'static str, &'static str) {
        match kind {
            "three" => ("threes", "three_attempts"),
            "free_throw" => ("free_throws", "free_throw_attempts"),
            _ => ("field_goals", "field_goal_attempts"),
        }
    }

    /// The share of shots made in percent: as the sheet gives it for a side, computed for a player.
    pub fn percent(self, which: Which, kind: &str) -> Option<u32> {
        self.side_total(which, &format!("{kind}_percent"))
    }
}
