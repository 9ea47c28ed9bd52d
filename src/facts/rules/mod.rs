//! The rules, one file each. A rule's name is the name of its file and stands in the evidence of its facts.

use super::Fact;
use super::reading::Reading;

/// What must be true of an event before a rule is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: the fact does not speak of the result.
    Nothing,
    /// A result that is at least unofficial.
    Result,
    /// A race, a sprint or a heat that is over.
    Contest,
    /// A race or a sprint that is over.
    Decider,
    /// A heat that is over.
    Heat,
    /// A training run that is over.
    Training,
}

/// A rule with its name and condition.
pub(super) struct Rule {
    /// The name of its file.
    pub(super) name: &'static str,
    /// When it is asked.
    pub(super) needs: Needs,
    /// The rule.
    pub(super) derive: fn(&Reading<'_>) -> Vec<Fact>,
}

macro_rules! rules {
    ($($name:ident: $needs:ident),* $(,)?) => {
        $(mod $name;)*
        /// All rules.
        pub(super) const RULES: &[Rule] = &[$(Rule { name: stringify!($name), needs: Needs::$needs, derive: $name::derive }),*];
    };
}

rules! {
    win: Decider,
    dead_heat: Contest,
    heat_win: Heat,
    training: Training,
    mark: Contest,
    margin: Contest,
    third: Contest,
    tie: Contest,
    next_places: Contest,
    off_podium: Decider,
    day: Nothing,
    venue: Nothing,
    competition: Nothing,
    home_win: Contest,
    distance: Contest,
    affiliation: Result,
    grid: Contest,
    gained: Contest,
    one_two: Contest,
    fastest_lap: Contest,
    splits: Contest,
    pit_stops: Contest,
    attempt: Contest,
    retired: Contest,
    did_not_start: Contest,
    disqualified: Contest,
    finishers: Contest,
    running: Contest,
    lead_lap: Contest,
    season_leader: Decider,
    record: Contest,
    medal: Decider,
    nation_medal: Decider,
    nation_placings: Decider,
    side: Contest,
    edition: Contest,
    points: Decider,
    standings: Decider,
    classification: Decider,
    qualified: Heat,
    next_round: Heat,
    next_event: Decider,
    wind: Contest,
    alone: Contest,
    clearance: Contest,
    count_back: Contest,
    second_best: Contest,
    took_lead: Contest,
    no_mark: Contest,
    mispunched: Contest,
    lapped: Contest,
    shooting: Contest,
    pursuit: Contest,
    relay_legs: Contest,
    runs: Contest,
    through: Heat,
    reaction: Contest,
    legs: Contest,
    pool: Contest,
    disciplines: Decider,
    record_count: Contest,
    record_pair: Contest,
    result_state: Result,
}
