//! The results table: columns by the sport and by what the feed has, rows in the order of the feed.

use crate::english::{self, Profile};
use crate::event::{Event, Gap, Grid, Irm, Mark, Row, Shooting, Sport, Unit, UnitKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands in a cell for which the feed has no value.
pub const NO_VALUE: &str = "–";

/// A table as text, ready for any format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsTable {
    /// What the table shows.
    pub caption: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Cells; each row is as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Index of the column that names the competitor, the header of its row.
    pub header: usize,
    /// The codes in the table in words, and how final the result is.
    pub note: Option<String>,
}

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Rank,
    Bib,
    Name,
    Team,
    Nation,
    Grid,
    Laps,
    /// The mark, or for Formula One the winner's time and everybody else's gap.
    Mark,
    Gap,
    Wind,
    Points,
    Shooting,
    /// A run of several, by its number.
    Run(usize),
    Notes,
}

impl ResultsTable {
    /// The table of an event. A row with an IRM shows its code where the mark would stand, never a time; a lapped finisher
    /// shows the laps. Columns that would be empty in every row are left out.
    pub fn of(event: &Event, profile: Profile) -> Self {
        let name = english::event_name::styled(&event.name, profile);
        let kept: Vec<Column> = columns(event.sport)
            .iter()
            .copied()
            .filter(|&column| event.rows.iter().any(|row| cell(event, row, column).is_some()))
            .collect();
        let text = |row: &Row, column: Column| cell(event, row, column).unwrap_or_else(|| NO_VALUE.to_owned());
        Self {
            caption: format!("{}: {}", capitalised(&name), if event.kind == UnitKind::Training { "times" } else { "result" }),
            columns: kept.iter().map(|&column| heading(event, column)).collect(),
            rows: event.rows.iter().map(|row| kept.iter().map(|&column| text(row, column)).collect()).collect(),
            header: kept.iter().position(|&column| column == Column::Name).unwrap_or(0),
            note: note(event),
        }
    }
}

fn columns(sport: Sport) -> &'static [Column] {
    use Column::{Bib, Gap, Grid, Laps, Mark, Name, Nation, Notes, Points, Rank, Run, Shooting, Team, Wind};
    match sport {
        Sport::FormulaOne => &[Rank, Name, Team, Grid, Laps, Mark, Points],
        Sport::Running | Sport::Relay | Sport::Walks | Sport::Combined | Sport::Swimming => &[Rank, Name, Team, Nation, Mark, Notes],
        Sport::Field => &[Rank, Name, Team, Nation, Mark, Wind, Notes],
        Sport::Orienteering => &[Rank, Name, Team, Nation, Mark, Gap, Notes],
        Sport::Cycling => &[Rank, Name, Team, Nation, Mark, Gap, Points, Notes],
        Sport::Biathlon => &[Rank, Bib, Name, Nation, Shooting, Mark, Gap, Notes],
        Sport::Skiing => &[Rank, Bib, Name, Team, Nation, Run(1), Run(2), Mark, Gap, Notes],
        Sport::Sliding | Sport::Skating | Sport::Rowing => &[Rank, Bib, Name, Team, Nation, Mark, Gap, Notes],
        Sport::Basketball => &[Name, Mark],
        Sport::Other => &[Rank, Name, Team, Nation, Laps, Mark, Gap, Points, Notes],
    }
}

fn heading(event: &Event, column: Column) -> String {
    let text = match column {
        Column::Rank if matches!(event.sport, Sport::FormulaOne | Sport::Cycling) => "Pos",
        Column::Rank => "Place",
        Column::Bib => "Bib",
        Column::Name if !event.individual => "Team",
        Column::Name => competitor_word(event.sport),
        Column::Team if event.sport == Sport::FormulaOne || event.individual => "Team",
        Column::Team => "Club",
        Column::Nation => "Nation",
        Column::Grid => "Grid",
        Column::Laps => "Laps",
        Column::Mark if event.sport == Sport::FormulaOne => "Time/gap",
        Column::Mark => match event.mark_unit {
            Some(Unit::Distance) => "Mark (m)",
            Some(Unit::Points) => "Score",
            Some(Unit::Time) | None => "Time",
        },
        Column::Gap => "Gap",
        Column::Wind => "Wind (m/s)",
        Column::Points => "Points",
        Column::Shooting => "Shooting",
        Column::Run(1) => "Run 1",
        Column::Run(_) => "Run 2",
        Column::Notes => "Notes",
    };
    text.to_owned()
}

fn competitor_word(sport: Sport) -> &'static str {
    match sport {
        Sport::FormulaOne => "Driver",
        Sport::Swimming => "Swimmer",
        Sport::Orienteering => "Runner",
        Sport::Cycling => "Rider",
        Sport::Skiing => "Skier",
        Sport::Skating => "Skater",
        Sport::Running
        | Sport::Relay
        | Sport::Walks
        | Sport::Field
        | Sport::Combined
        | Sport::Sliding
        | Sport::Biathlon
        | Sport::Rowing
        | Sport::Basketball
        | Sport::Other => "Athlete",
    }
}

/// The text of a cell; `None` where the feed gives nothing for it.
fn cell(event: &Event, row: &Row, column: Column) -> Option<String> {
    match column {
        Column::Rank => row.rank.filter(|_| row.irm.is_none_or(|irm| irm == Irm::Relegated)).map(|rank| rank.to_string()),
        Column::Bib => row.bib.clone(),
        Column::Name => Some(bare(row.competitor.full())),
        Column::Team => row.team.as_ref().filter(|team| team.name != row.competitor.full()).map(|team| bare(&team.name)),
        Column::Nation => row.nation.as_ref().map(|nation| nation.code.clone()),
        Column::Grid => row.grid.map(|grid| match grid {
            Grid::Place(place) => place.to_string(),
            Grid::PitLane => "Pit lane".to_owned(),
        }),
        Column::Laps => row.laps.map(|laps| laps.to_string()),
        Column::Mark => mark_cell(event, row),
        Column::Gap => gap_cell(row),
        Column::Wind => row.wind_tenths.map(wind),
        Column::Points => row.points.map(Mark::clock),
        Column::Shooting => row.shooting.as_ref().map(shooting),
        Column::Run(number) => run_cell(row, number),
        Column::Notes => notes(row),
    }
}

/// A name as it stands in a cell: the article of "the United States" belongs to sentences.
fn bare(name: &str) -> String {
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

fn mark_cell(event: &Event, row: &Row) -> Option<String> {
    if let Some(irm) = row.irm {
        return Some(irm_code(irm).to_owned());
    }
    match row.gap {
        Some(Gap::Laps(_)) => gap_cell(row),
        Some(Gap::Mark(gap)) if event.sport == Sport::FormulaOne && row.rank != Some(1) => Some(format!("+{}", gap.clock())),
        Some(Gap::Mark(_)) | None => row.mark.map(Mark::clock),
    }
}

fn gap_cell(row: &Row) -> Option<String> {
    match (row.irm, row.gap?) {
        (Some(_), _) => None,
        (None, Gap::Laps(1)) => Some("+1 lap".to_owned()),
        (None, Gap::Laps(laps)) => Some(format!("+{laps} laps")),
        (None, Gap::Mark(gap)) => (gap.value != 0 || row.rank != Some(1)).then(|| format!("+{}", gap.clock())),
    }
}

fn wind(tenths: i32) -> String {
    let sign = if tenths < 0 { '-' } else { '+' };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

/// The time of one of two runs, between which the only split stands.
fn run_cell(row: &Row, number: usize) -> Option<String> {
    let [split] = row.splits.as_slice() else { return None };
    if !split.ends_run() {
        return None;
    }
    let last = || row.mark.filter(|_| row.irm.is_none()).and_then(|mark| mark.difference(split.mark));
    if number == 1 { Some(split.mark.clock()) } else { last().map(Mark::clock) }
}

/// "0+1+0+2"; of a relay penalty loops and spare rounds.
fn shooting(shooting: &Shooting) -> String {
    let numbers: Vec<u32> = match shooting.spares {
        Some(spares) => vec![shooting.misses, spares],
        None if shooting.stages.is_empty() => vec![shooting.misses],
        None => shooting.stages.clone(),
    };
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("+")
}

fn notes(row: &Row) -> Option<String> {
    let mut parts = Vec::new();
    for record in &row.records {
        let equalled = if record.equalled { "=" } else { "" };
        let pending = if record.confirmed { "" } else { " (not ratified)" };
        parts.push(format!("{equalled}{}{pending}", record.code));
    }
    parts.extend(row.qualified.clone());
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What the codes of the table mean, and its wind. That a result is not official is said by the article's notices, below the table.
fn note(event: &Event) -> Option<String> {
    let codes: BTreeSet<Irm> = event.rows.iter().filter_map(|row| row.irm).collect();
    let words: Vec<String> = codes.into_iter().map(|irm| format!("{}: {}", irm_code(irm), irm_words(irm))).collect();
    let legend = (!words.is_empty()).then(|| format!("{}.", words.join("; ")));
    let parts: Vec<String> = legend.into_iter().chain(common_wind(event)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The wind of a race on the track, which is one for all lanes.
fn common_wind(event: &Event) -> Option<String> {
    let winds: BTreeSet<i32> = event.rows.iter().filter_map(|row| row.wind_tenths).collect();
    match (event.sport, winds.len(), winds.first()) {
        (Sport::Running, 1, Some(&tenths)) => Some(format!("Wind: {} m/s.", wind(tenths))),
        _ => None,
    }
}

/// The code of an IRM as result lists print it.
pub const fn irm_code(irm: Irm) -> &'static str {
    match irm {
        Irm::Dnf => "DNF",
        Irm::Dns => "DNS",
        Irm::Dsq => "DSQ",
        Irm::NotClassified => "NC",
        Irm::Dnq => "DNQ",
        Irm::Withdrawn => "WD",
        Irm::Excluded => "EX",
        Irm::NoMark => "NM",
        Irm::Lapped => "LAP",
        Irm::OverTimeLimit => "OTL",
        Irm::Mispunched => "MP",
        Irm::Relegated => "REL",
    }
}

/// An IRM in words, for the note below a table.
pub const fn irm_words(irm: Irm) -> &'static str {
    match irm {
        Irm::Dnf => "did not finish",
        Irm::Dns => "did not start",
        Irm::Dsq => "disqualified",
        Irm::NotClassified => "not classified",
        Irm::Dnq => "did not qualify",
        Irm::Withdrawn => "withdrawn",
        Irm::Excluded => "excluded",
        Irm::NoMark => "no mark",
        Irm::Lapped => "lapped and taken out",
        Irm::OverTimeLimit => "over the time limit",
        Irm::Mispunched => "mispunched",
        Irm::Relegated => "relegated",
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::event::{Competitor, Nation, RecordFlag, ResultState};

    fn column<'a>(table: &'a ResultsTable, name: &str) -> Vec<&'a str> {
        let at = table.columns.iter().position(|column| column == name).unwrap();
        table.rows.iter().map(|row| row[at].as_str()).collect()
    }

    #[test]
    fn a_grand_prix_has_its_columns_and_gaps() {
        let table = ResultsTable::of(&sample::grand_prix(), Profile::Ap);
        assert_eq!(table.columns, ["Pos", "Driver", "Team", "Grid", "Laps", "Time/gap", "Points"]);
        assert_eq!(column(&table, "Time/gap"), ["1:19:57.566", "+0.647", "+8.023", "+1 lap", "+2 laps", "DNF", "DSQ"]);
        assert_eq!(column(&table, "Pos"), ["1", "2", "3", "4", "5", NO_VALUE, NO_VALUE]);
        assert_eq!(table.caption, "Belgian Grand Prix: result");
        assert_eq!(table.note.as_deref(), Some("DNF: did not finish; DSQ: disqualified."));
    }

    #[test]
    fn a_disqualified_row_never_shows_its_time() {
        let event = sample::grand_prix();
        let disqualified = event.rows.last().unwrap();
        assert!(disqualified.mark.is_some(), "the sample has a time beside the DSQ");
        let table = ResultsTable::of(&event, Profile::Ap);
        assert!(!table.rows.last().unwrap().iter().any(|cell| cell.contains(':')));
    }

    #[test]
    fn a_ranked_dnf_has_no_place() {
        let mut event = sample::grand_prix();
        event.rows[5].rank = Some(6);
        assert_eq!(column(&ResultsTable::of(&event, Profile::Ap), "Pos")[5], NO_VALUE);
    }

    #[test]
    fn athletics_shows_nations_and_records_and_drops_empty_columns() {
        let mut event = sample::grand_prix();
        event.sport = Sport::Running;
        event.state = ResultState::Provisional;
        event.rows.truncate(2);
        for row in &mut event.rows {
            row.team = None;
            row.nation = Some(Nation { code: "KEN".into(), name: "Kenya".into(), adjective: None });
        }
        event.rows[0].records = vec![
            RecordFlag { code: "WR".into(), equalled: true, confirmed: false },
            RecordFlag { code: "NR".into(), equalled: false, confirmed: true },
        ];
        event.rows[1].qualified = Some("Q".into());
        event.rows[0].wind_tenths = Some(-3);
        event.rows[1].wind_tenths = Some(-3);
        let table = ResultsTable::of(&event, Profile::Ap);
        assert_eq!(table.columns, ["Place", "Athlete", "Nation", "Time", "Notes"]);
        assert_eq!(column(&table, "Notes"), ["=WR (not ratified), NR", "Q"]);
        assert_eq!(table.note.as_deref(), Some("Wind: -0.3 m/s."));
    }

    #[test]
    fn a_name_in_a_cell_has_no_article() {
        let mut event = sample::grand_prix();
        event.individual = false;
        event.rows[0].competitor = Competitor::Team { id: "usa".into(), name: "the United States".into(), members: Vec::new() };
        event.rows[0].team = Some(crate::event::Team { id: "usa".into(), name: "the United States".into() });
        event.rows[1].team = Some(crate::event::Team { id: "ned".into(), name: "the Netherlands".into() });
        let table = ResultsTable::of(&event, Profile::Ap);
        assert_eq!(table.rows[0][1..3], ["United States", NO_VALUE]);
        assert_eq!(table.rows[1][2], "Netherlands");
    }

    #[test]
    fn winds_keep_their_sign_below_one() {
        assert_eq!(wind(-3), "-0.3");
        assert_eq!(wind(12), "+1.2");
        assert_eq!(wind(0), "+0.0");
    }
}
