//! The kinds of facts, and the roles of each.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a fact says. The roles of each kind stand in brackets; a role that may be missing has a question mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Won the race [winner, event].
    Win,
    /// Won a heat or another round [winner, event].
    HeatWin,
    /// Was fastest in training [winner, event].
    TrainingBest,
    /// Shared the win [winners, event].
    DeadHeat,
    /// Shared the win of a heat or another round [winners, event].
    HeatDeadHeat,
    /// The best mark in training [who, mark].
    TrainingMark,
    /// The winning mark [winner, mark].
    Mark,
    /// The mark of those who shared the win [winners, mark].
    SharedMark,
    /// Second, and by how much [winner, second, gap]; the gap is a mark or, for a lapped second, laps down.
    Margin,
    /// Second, with no gap that could be given [winner, second].
    Second,
    /// Second was given the same mark as the winner, with a place of its own [winner, second, mark].
    SameMark,
    /// Third [third, gap?, mark?]; the gap is to the winner, and stands for the mark where that is a time.
    Third,
    /// Shared a place [tied, rank, mark?].
    Tie,
    /// The day it was held [day].
    Day,
    /// Where it was held [venue?, city?].
    Venue,
    /// The games, the meet or the cup that it was part of [competition].
    Competition,
    /// Won in the country of the event, against those of other nations [winner, nation].
    HomeWin,
    /// Whom somebody raced for [who, team].
    TeamOf,
    /// Somebody's nation [who, nation].
    NationOf,
    /// Laps of the race [laps].
    Distance,
    /// Where the winner started, when not from pole [winner, grid].
    WinnerGrid,
    /// Won from pole [winner].
    PoleWin,
    /// Where the pole-sitter finished when not first [pole, rank].
    PoleFinish,
    /// The pole-sitter failed to finish [pole].
    PoleOut,
    /// The biggest gain of places from the grid [who, grid, rank, places].
    Gained,
    /// Started from the pit lane and finished [who, rank].
    PitLaneStart,
    /// First and second for one team [team, winner, second].
    OneTwo,
    /// Second and third for one team, which is not the winner's [team, second, third].
    TwoThree,
    /// Fastest lap [who, time, lap?].
    FastestLap,
    /// Several shared the fastest lap [sharing, time].
    SharedFastestLap,
    /// Led at every split [winner, splits].
    LedThroughout,
    /// Was behind at a split and won [winner, point, rank].
    CameFromBehind,
    /// Stops of the winner [who, stops].
    PitStops,
    /// The attempt that won a field event [winner, attempt].
    WinningAttempt,
    /// Named retirements, at most four [retired].
    Retired,
    /// How many failed to finish [count, starters].
    RetiredCount,
    /// How many failed to finish, where it is not proven how many started [count].
    RetiredTotal,
    /// Those who did not start, at most four [absent].
    DidNotStart,
    /// How many did not start [count].
    DidNotStartCount,
    /// Disqualified, at most four; `also`: beside those who lost a better mark that way [disqualified, also].
    Disqualified,
    /// How many were disqualified, when they are too many to name [count].
    DisqualifiedCount,
    /// Disqualified with a better mark than the winner's [who, winner, mark].
    DisqualifiedAhead,
    /// How many were classified [finishers, starters]. "Classified" is the word: some results classify cars that had stopped.
    Finishers,
    /// How many were still racing at the end, where some of the classified had stopped [count, starters].
    RunningAtEnd,
    /// How many finished on the lead lap [count].
    LeadLap,
    /// The next places in order [fourth, fifth, sixth].
    NextPlaces,
    /// How far the fourth was behind the third, or the mark that both had [who, third, gap?, mark?].
    OffPodium,
    /// Two with the same best throw or jump, whom their second-best ones put in order [winner, second, mark, other]: the marks of these.
    SecondBest,
    /// Had the best mark of the season by the start list, and did not win [who, mark, rank?, irm?].
    SeasonLeader,
    /// A record [who, code, mark, equalled, confirmed, rank?].
    Record,
    /// A medal as the feed gives it [who, medal].
    Medal,
    /// Which of the nation's medals at the Games it was, by a table that counts this event last: its gold medals (`code` gold), or all
    /// of them (`code` medal) [who, nation, code, number].
    NationMedal,
    /// How many of a nation in the first places [nation, count, among].
    NationPlacings,
    /// The best placing of a nation [nation, who, rank].
    NationBest,
    /// The best placing of a team [team, who, rank].
    TeamBest,
    /// Where the chosen athlete finished [who, rank].
    AthletePlace,
    /// The chosen side had nobody at the finish [who, irm].
    AthleteOut,
    /// Points of the winner [who, points].
    Points,
    /// Leads the championship [who, points, lead?].
    StandingLeader,
    /// Where the winner stands in the championship [who, rank, points].
    StandingWinner,
    /// The team that leads the teams' championship [team, points, lead?].
    TeamStandingLeader,
    /// Kept the lead of a stage race [who, second?, gap?].
    KeptOverallLead,
    /// Took the lead of a stage race [who, second?, gap?].
    TookOverallLead,
    /// Leads a stage race [who, second?, gap?].
    LeadsOverall,
    /// Where the winner of a stage stands overall, when not first [who, rank, gap?].
    OverallWinner,
    /// Leads another classification of a stage race [who, code]: `points`, `mountains` or `youth`.
    ClassificationLeader,
    /// Qualified for the next round [qualified].
    Qualified,
    /// How many qualified for the next round, when they are too many to name [count].
    QualifiedCount,
    /// The next round of the event by the schedule, and its day [code, day]: `final`, `semi_finals` or `quarter_finals`.
    NextRound,
    /// What comes next by the season's calendar [next, day].
    NextEvent,
    /// The result is not official [state]: `unofficial` or `provisional`.
    ResultState,
    /// Wind at the race [wind].
    Wind,
    /// Wind at the winning jump [winner, wind].
    WinnerWind,
    /// Was best in the qualifying round of a field event [winner, event].
    QualifyingBest,
    /// Shared the lead of a qualifying round [winners, event, count].
    QualifyingTie,
    /// Was the only one in the unit [winner, event].
    RanAlone,
    /// At which attempt the winning height was cleared [winner, attempt].
    Clearance,
    /// First and second had one height, and failures decided [winner, second].
    CountBack,
    /// The first three or more cleared one height, and failures decided [level, mark].
    CountBackAll,
    /// Took the lead for good with an attempt, from somebody [winner, leader, attempt].
    TookLead,
    /// Had no valid mark, at most four (`no_mark`).
    NoMark,
    /// Missed a control, at most four (`mispunched`).
    Mispunched,
    /// How many missed a control [count].
    MispunchedCount,
    /// How many had no valid mark [count].
    NoMarkCount,
    /// Disqualified with a better mark than the third's [who, third, mark].
    DisqualifiedFaster,
    /// Went through by their times, not by their places [lucky].
    ThroughOnTime,
    /// The fastest reaction at the start [who, time].
    FastestReaction,
    /// A relay's members in the order of their legs [winner, first, second, third, fourth].
    Legs,
    /// Swam the last stretch of the course faster than anybody else [who, stretch, time].
    FastestFinish,
    /// Led at the last split and did not win [who, point, rank].
    SplitLeader,
    /// The last leg of the winning relay [winner, anchor, time].
    AnchorLeg,
    /// In how many disciplines of a combined event the winner had the best mark [winner, count, among].
    DisciplineBests,
    /// How many set a record of a code that everybody has for himself or his nation [code, count].
    RecordCount,
    /// Two beside the podium set a record of one code [first, second, code, mark, other].
    RecordPair,
    /// How the winner of a biathlon race shot [winner, misses, targets?].
    WinnerShooting,
    /// How the second or the third shot, where it is not known of both [who, misses, targets?].
    Shooting,
    /// How the second and the third shot [second, third, misses, others, each]: `each` says that both numbers are the same.
    PodiumShooting,
    /// Was the only finisher without a miss [who].
    OnlyClean,
    /// How many finishers had no miss [count].
    CleanCount,
    /// Missed nothing at the last shooting, where the second missed [winner, second, misses].
    LastShooting,
    /// In which place, and how long after the first, the winner of a pursuit began it [winner, place, gap?].
    PursuitStart,
    /// Began a pursuit first and did not win it [who, rank].
    FirstStarter,
    /// Penalty loops and spare rounds of the winning relay [winner, loops, spares].
    RelayShooting,
    /// The two of the winning relay, who took turns [winner, first, second].
    Pair,
    /// A member of the winning relay was the fastest of a leg [winner, member, leg].
    FastestLeg,
    /// The worst place of the winning relay after a leg [winner, place, leg].
    LegPlace,
    /// Lapped and taken out of the race, at most four [lapped].
    Lapped,
    /// How many were lapped and taken out [count].
    LappedCount,
    /// Went out in a run of a race of several, at most four [out, run].
    OutInRun,
    /// Led after the run before and went out in this one [who, run].
    LeaderOut,
    /// Where the best of the chosen side finished, for its own edition [who, rank, event].
    SidePlace,
    /// The best of the chosen side shared a place [who, rank, event].
    SideTied,
    /// The chosen side had nobody at the finish, for its own edition [who, event, irm].
    SideOut,
    /// The mark of the best of the chosen side [who, mark].
    SideMark,
    /// How far the best of the chosen side was behind the winner [who, gap].
    SideGap,
    /// The best of the chosen side is through to the next round [who].
    SideQualified,
    /// Who finished next to the best of the chosen side [who, ahead, after].
    SideNeighbours,
    /// Who won, in the edition of a side that did not [winner].
    Victor,
}

impl FactKind {
    /// Every kind, in the order of this file.
    pub const ALL: [Self; 118] = [
        Self::Win,
        Self::HeatWin,
        Self::TrainingBest,
        Self::DeadHeat,
        Self::HeatDeadHeat,
        Self::TrainingMark,
        Self::Mark,
        Self::SharedMark,
        Self::Margin,
        Self::Second,
        Self::SameMark,
        Self::Third,
        Self::Tie,
        Self::Day,
        Self::Venue,
        Self::Competition,
        Self::HomeWin,
        Self::TeamOf,
        Self::NationOf,
        Self::Distance,
        Self::WinnerGrid,
        Self::PoleWin,
        Self::PoleFinish,
        Self::PoleOut,
        Self::Gained,
        Self::PitLaneStart,
        Self::OneTwo,
        Self::TwoThree,
        Self::FastestLap,
        Self::SharedFastestLap,
        Self::LedThroughout,
        Self::CameFromBehind,
        Self::PitStops,
        Self::WinningAttempt,
        Self::Retired,
        Self::RetiredCount,
        Self::RetiredTotal,
        Self::DidNotStart,
        Self::DidNotStartCount,
        Self::Disqualified,
        Self::DisqualifiedCount,
        Self::DisqualifiedAhead,
        Self::Finishers,
        Self::RunningAtEnd,
        Self::LeadLap,
        Self::NextPlaces,
        Self::OffPodium,
        Self::SecondBest,
        Self::SeasonLeader,
        Self::Record,
        Self::Medal,
        Self::NationMedal,
        Self::NationPlacings,
        Self::NationBest,
        Self::TeamBest,
        Self::AthletePlace,
        Self::AthleteOut,
        Self::Points,
        Self::StandingLeader,
        Self::StandingWinner,
        Self::TeamStandingLeader,
        Self::KeptOverallLead,
        Self::TookOverallLead,
        Self::LeadsOverall,
        Self::OverallWinner,
        Self::ClassificationLeader,
        Self::Qualified,
        Self::QualifiedCount,
        Self::NextRound,
        Self::NextEvent,
        Self::ResultState,
        Self::Wind,
        Self::WinnerWind,
        Self::QualifyingBest,
        Self::QualifyingTie,
        Self::RanAlone,
        Self::Clearance,
        Self::CountBack,
        Self::CountBackAll,
        Self::TookLead,
        Self::NoMark,
        Self::Mispunched,
        Self::MispunchedCount,
        Self::NoMarkCount,
        Self::DisqualifiedFaster,
        Self::ThroughOnTime,
        Self::FastestReaction,
        Self::Legs,
        Self::FastestFinish,
        Self::SplitLeader,
        Self::AnchorLeg,
        Self::DisciplineBests,
        Self::RecordCount,
        Self::RecordPair,
        Self::WinnerShooting,
        Self::Shooting,
        Self::PodiumShooting,
        Self::OnlyClean,
        Self::CleanCount,
        Self::LastShooting,
        Self::PursuitStart,
        Self::FirstStarter,
        Self::RelayShooting,
        Self::Pair,
        Self::FastestLeg,
        Self::LegPlace,
        Self::Lapped,
        Self::LappedCount,
        Self::OutInRun,
        Self::LeaderOut,
        Self::SidePlace,
        Self::SideTied,
        Self::SideOut,
        Self::SideMark,
        Self::SideGap,
        Self::SideQualified,
        Self::SideNeighbours,
        Self::Victor,
    ];

    /// The name in ids, phrase files and artefacts: `fastest_lap`.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            Ok(_) | Err(_) => format!("{self:?}"),
        }
    }
}

impl fmt::Display for FactKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}
