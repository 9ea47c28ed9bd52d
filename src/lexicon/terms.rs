//! The terms that definitions may use: what an evaluator must know how to compute, from the event or from the ledger.

/// A term: its name, how many arguments it takes, and what it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The name in definitions.
    pub name: &'static str,
    /// The number of arguments.
    pub arity: usize,
    /// What it gives; "unknown" where the feed lacks the cell, "nothing" where the data say that there is none.
    pub gives: &'static str,
}

const fn term(name: &'static str, arity: usize, gives: &'static str) -> Term {
    Term { name, arity, gives }
}

/// Every term. A comparison with "nothing" is false, one with "unknown" is unknown.
pub const CATALOGUE: &[Term] = &[
    // of one competitor
    term("rank", 1, "the place of a classified finisher; nothing for everybody else"),
    term("place", 1, "the rank as the feed gives it, also of a row with a status (classified without finishing)"),
    term("tied", 1, "whether another row has the same rank"),
    term("finished", 1, "whether the row has a rank and no status"),
    term("irm", 1, "the status: 'DNF', 'DNS', 'DSQ', 'NC', 'DNQ', 'WD', 'EX', 'NM', 'LAP', 'OTL', 'REL', or '' for a regular finish"),
    term("mark", 1, "the mark of a classified finisher; nothing beside a status"),
    term("laps", 1, "laps completed"),
    term("laps_down", 1, "whole laps behind the winner; 0 on the lead lap"),
    term("grid", 1, "the place on the grid; nothing from the pit lane"),
    term("pit_lane", 1, "whether the start was from the pit lane"),
    term("points", 1, "points scored in this event"),
    term("stops", 1, "stops in the pits"),
    term("fastest_lap_rank", 1, "rank among the fastest laps"),
    term("fastest_lap_time", 1, "time of the own fastest lap"),
    term("fastest_lap_number", 1, "on which lap it was set"),
    term("team", 1, "the team of the row"),
    term("nation", 1, "the nation of the row"),
    term("medal", 1, "'gold', 'silver', 'bronze' or nothing"),
    term("qualified", 1, "whether the feed flags a qualification"),
    term("qualifying_rank", 1, "rank in qualifying"),
    term("gained", 1, "grid minus rank (negative for places lost)"),
    term("wind_of", 1, "wind of the competitor's mark in tenths of a metre per second"),
    term("best_attempt", 1, "the number of the first attempt with the competitor's mark"),
    term("led_every_split", 1, "whether it had the best time at each split that the feed gives"),
    term("second_best", 1, "the mark of the second-best attempt of a throw or a long jump"),
    term("season_best", 1, "the best mark of the season by the start list"),
    term("leads_season", 1, "whether nobody else on the start list has as good a mark of the season"),
    term("standing_rank", 1, "rank in the championship after the event"),
    term("standing_points", 1, "points in the championship after the event"),
    term("standing_lead", 1, "points ahead of the second of the championship, for its leader; nothing otherwise"),
    term("standing_wins", 1, "wins in the season, as the standings give them"),
    term("is_team", 1, "whether the competitor is a crew, relay or team"),
    // of two or more
    term("has_members", 2, "whether all of these are members of the crew, relay or team"),
    term("gap", 2, "the difference of marks of two finishers, or whole laps to the winner"),
    term("same_team", 2, "whether two rows have one team"),
    term("same_nation", 2, "whether two rows have one nation"),
    term("better_mark", 2, "whether the first row's mark is better, statuses aside"),
    term("ranks", 1, "the places of a list of competitors, in its order"),
    term("grids", 1, "the grid places of a list of competitors, in its order"),
    term("all_irm", 2, "whether each of a list has this status"),
    term("all_absent", 1, "whether each of a list did not start or was withdrawn"),
    term("all_finished", 1, "whether each of a list was classified"),
    term("one_rank", 1, "the place that all of a list share; nothing if they do not share one"),
    term("shared_lap", 1, "the time of the fastest lap that all of a list and nobody else set; nothing if they do not share it"),
    term("size", 1, "how many are in a list"),
    term("covers_irm", 2, "whether a list names everybody who has this status"),
    term("one_mark", 1, "the mark that all of a list share; nothing if they do not share one"),
    term("one_team", 1, "whether all of a list have one team"),
    term("all_qualified", 1, "whether each of a list is flagged as qualified"),
    term("consecutive", 1, "whether the places of a list follow one another, untied, in its order"),
    term("first_rank", 1, "the place of the first of a list"),
    term("last_rank", 1, "the place of the last of a list"),
    term("follow_in_order", 2, "whether the places of a list follow directly on the competitor's: competitor, list"),
    term("preceded_by", 2, "whether the places of a list are those directly before the competitor's: competitor, list"),
    term("split_rank", 2, "the place at a split: competitor, split"),
    // of athletics
    term("discipline", 0, "what a field event measures: 'height', 'jump', 'throw' or 'put'; nothing elsewhere"),
    term("qualifying", 0, "whether it is the qualifying round of a field event"),
    term("to_final", 0, "whether the final is the next round"),
    term("next_round", 0, "the round that comes next by the schedule: 'final', 'semi_finals' or 'quarter_finals'"),
    term("next_on", 1, "whether the next round is planned for the day"),
    term("sharing", 1, "how many have this rank"),
    term("clearance", 1, "at which attempt the own best height was cleared"),
    term("countback", 2, "whether failures put the first ahead of the second, who has the same height"),
    term("all_countback", 1, "whether each of a list is placed behind the one before by countback"),
    term("lead_taken", 1, "the round in which it took the lead for good; nothing from the first on"),
    term("rounds", 0, "rounds of a throw or a long jump: the greatest number of anybody's attempt"),
    term("led_before", 2, "whether the first led alone when the second took the lead for good"),
    term("qualified_by", 1, "'place' or 'time'; nothing for those who are not flagged"),
    term("all_by_time", 1, "whether each of a list is flagged as qualified by time"),
    term("reaction", 1, "the reaction time"),
    term("fastest_reaction", 1, "whether it alone had the fastest reaction of all who started"),
    term("leg", 2, "who ran a leg of a relay: team, number of the leg"),
    term("discipline_bests", 1, "in how many disciplines of a combined event nobody had a better mark"),
    term("discipline_count", 0, "disciplines of a combined event"),
    term("count_record", 1, "how many set a record of this code"),
    // of swimming
    term("closing", 1, "the time from the last split to the finish"),
    term("closed_fastest", 1, "whether it alone was fastest from the last split to the finish, of all who started"),
    term("closing_stretch", 0, "the point whose distance is that from the last split to the finish; nothing where splits are uneven"),
    term("anchor_time", 1, "the time of the last of a relay's four legs"),
    // of races of several runs
    term("irm_run", 1, "in which run the status came about; nothing where there is none"),
    term("all_out_in", 2, "whether each of a list did not finish this run: list, run"),
    // of biathlon
    term("misses", 1, "targets missed, of one person"),
    term("all_missed", 2, "whether each of a list missed this number of targets: list, number"),
    term("targets", 1, "targets shot at"),
    term("last_misses", 1, "targets missed at the last visit to the range"),
    term("only_clean", 1, "whether it is the only finisher without a miss"),
    term("clean_count", 0, "finishers without a miss"),
    term("loops", 1, "penalty loops of a relay"),
    term("spares", 1, "spare rounds of a relay"),
    term("start_gap", 1, "how long after the first a pursuit was begun"),
    term("start_place", 1, "in which place a pursuit was begun; nothing for one who shares it"),
    term("leg_place", 2, "the place of a team after a leg: team, number of the leg"),
    term("leg_rank", 2, "the rank of a team's leg among all of its number; nothing where it is shared: team, number of the leg"),
    // of stage races
    term("overall_rank", 1, "rank in the overall classification of a stage race"),
    term("overall_before", 1, "the same before the stage"),
    term("overall_gap", 1, "of the leader the time to the second, of everybody else the time to the leader"),
    term("overall_leader", 0, "the first of the overall classification; nothing where two share the place"),
    term("overall_second", 0, "the second of the overall classification; nothing where two share the place"),
    term("classification_leader", 1, "the first of another classification: 'points', 'mountains' or 'youth'"),
    term("classification_rank", 2, "rank in another classification: competitor, 'points', 'mountains' or 'youth'"),
    // of teams and nations
    term("team_ranks", 1, "the places of a team's finishers"),
    term("team_best", 1, "the best placed finisher of a team; nothing after a tie"),
    term("nation_best", 1, "the best placed finisher of a nation; nothing after a tie"),
    term("team_finished", 1, "how many of a team were classified"),
    term("team_standing_rank", 1, "a team's rank in its championship"),
    term("team_standing_points", 1, "a team's points in its championship"),
    term("team_standing_lead", 1, "points ahead of the second of the teams' championship, for its leader; nothing otherwise"),
    term("nation_count", 2, "how many of a nation are in the first places: nation, places"),
    term("nation_medals", 2, "a nation's medals after the event, of which it won one here: nation, 'gold' or 'medal'"),
    term("team_count", 2, "how many of a team are in the first places: team, places"),
    // records
    term("record", 2, "whether the row has a record of this code, set or equalled"),
    term("equalled", 2, "whether the record of this code was equalled, not broken"),
    term("confirmed", 2, "whether the record of this code is confirmed"),
    // of the event
    term("first", 0, "the winner, or the first listed of the winners, whose marks are the same"),
    term("winner", 0, "the only winner; nothing after a tie"),
    term("pole", 0, "the competitor who started first"),
    term("at", 1, "the only competitor with this rank"),
    term(
        "podium_last",
        0,
        "the last of the first three places; the first listed of those who share it with one mark, nothing where their marks differ",
    ),
    term("winning_mark", 0, "the mark of the winner or winners"),
    term("fastest_lap_count", 0, "how many share the fastest lap"),
    term("biggest_gain", 0, "the most places gained by a finisher from the grid"),
    term("entries", 0, "rows of the result"),
    term("starters", 0, "rows that started"),
    term("finishers", 0, "classified finishers"),
    term("running_at_end", 0, "classified finishers who were still racing at the end, by the status that the feed gives them"),
    term("lead_lap_count", 0, "finishers on the winner's lap"),
    term("count_qualified", 0, "rows that the feed flags as qualified"),
    term("count_irm", 1, "rows with this status"),
    term("count_absent", 0, "rows that did not start or were withdrawn"),
    term("distance", 0, "laps of the race"),
    term("split_count", 0, "splits of the course that the feed gives, without the finish"),
    term("wind", 0, "wind in tenths of a metre per second, where all rows have the same"),
    term("decides", 0, "whether it is a race, final or sprint: winning it is winning something"),
    term("kind", 0, "'race', 'sprint', 'heat' or 'training'"),
    term("individual", 0, "whether competitors are athletes"),
    term("sport", 0, "the sport's name in the files"),
    term("official", 0, "whether the result is official"),
    term("state", 0, "'official', 'unofficial', 'provisional', 'unconfirmed', 'partial', 'live', ..."),
    term("held_on", 1, "whether a weekday or date is the day of the event"),
    term("next_event", 0, "the next event by the calendar of the season"),
    term("next_event_on", 1, "whether a date, or the weekday of the week that follows, is the planned day of the next event"),
    term("said_places", 0, "the last of the places 1, 2, 3, ... that the text has given so far"),
    term("standing_at", 1, "the only competitor with this rank in the championship"),
    term("venue", 0, "the venue's name"),
    term("city", 0, "the city"),
    term("country", 0, "the country"),
    term("competition", 0, "the competition's name"),
    term("host", 0, "the host nation"),
];

/// The term of this name.
pub fn find(name: &str) -> Option<&'static Term> {
    CATALOGUE.iter().find(|term| term.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_term_stands_twice() {
        let names: BTreeSet<&str> = CATALOGUE.iter().map(|term| term.name).collect();
        assert_eq!(names.len(), CATALOGUE.len());
        assert!(find("rank").is_some() && find("luck").is_none());
    }
}
