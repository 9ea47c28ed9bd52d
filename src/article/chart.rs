//! Numbers for a chart: gaps to the winner as bars, or gaps at the splits as lines. Drawing is the formats' business.

use super::table::NO_VALUE;
use crate::english::{Profile, list};
use crate::event::{Event, Gap, Mark, Row, Unit};
use serde::{Deserialize, Serialize};

/// How the numbers are to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// One bar per competitor: the gap to the winner.
    Bars,
    /// One line per competitor: the gap to the leader at each split.
    Lines,
}

/// One competitor's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The name to print.
    pub label: String,
    /// Thousandths of the chart's unit, one per point.
    pub values: Vec<i64>,
    /// The values as they are printed.
    pub texts: Vec<String>,
}

/// A chart as plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Bars or lines.
    pub kind: ChartKind,
    /// Short title.
    pub title: String,
    /// What it shows in words, for those who cannot see it.
    pub description: String,
    /// `seconds`, `metres` (`meters`) or `points`.
    pub unit: String,
    /// Labels of the points: one for bars, the splits for lines.
    pub points: Vec<String>,
    /// The competitors in the order of the result.
    pub series: Vec<Series>,
}

/// How many of the first places bars show.
const BARS: usize = 8;
/// How many of the first places lines show.
const LINES: usize = 4;
/// Fewer splits or runners-up than this make no chart.
const FEWEST: usize = 3;

impl Chart {
    /// Lines where the first four have the same three or more splits, else bars where three or more of the first eight have a
    /// gap to the winner, else nothing.
    pub fn of(event: &Event, style: Profile) -> Option<Self> {
        lines(event).or_else(|| bars(event, style))
    }
}

fn bars(event: &Event, style: Profile) -> Option<Chart> {
    let best = event.winning_mark();
    let ranked = event.ranked();
    let winners = event.winners().len();
    let mut series = Vec::new();
    let mut unit = None;
    for row in ranked.iter().take(BARS).skip(winners) {
        let gap = match row.gap {
            Some(Gap::Mark(gap)) => Some(gap),
            Some(Gap::Laps(_)) => None,
            None => row.mark.zip(best).and_then(|(mark, best)| mark.difference(best)),
        };
        let Some(gap) = gap else { break };
        unit = Some(gap.unit);
        series.push(Series { label: row.competitor.short().to_owned(), values: vec![gap.value], texts: vec![format!("+{}", gap.clock())] });
    }
    if series.len() < FEWEST {
        return None;
    }
    let winners: Vec<&str> = event.winners().iter().map(|row| row.competitor.full()).collect();
    let winner = list::join(&winners, style);
    let spoken: Vec<String> = series.iter().map(|one| format!("{} {}", one.label, one.texts.join(""))).collect();
    let unit = unit_word(unit?, style);
    Some(Chart {
        kind: ChartKind::Bars,
        title: format!("Gap to {winner} in {unit}"),
        description: format!("Gaps in {unit}: {}.", spoken.join(", ")),
        unit: unit.to_owned(),
        points: vec![format!("Gap in {unit}")],
        series,
    })
}

fn lines(event: &Event) -> Option<Chart> {
    let ranked = event.ranked();
    let shown: Vec<&Row> = ranked.iter().take(LINES).copied().collect();
    let first = shown.first()?;
    let points: Vec<String> = first.splits.iter().map(|split| split.point.clone()).collect();
    let same = |row: &Row| row.splits.len() == points.len() && row.splits.iter().zip(&points).all(|(split, point)| split.point == *point);
    let timed = shown.iter().all(|row| row.splits.iter().all(|split| split.mark.unit == Unit::Time));
    if points.len() < FEWEST || shown.len() < 2 || !timed || !shown.iter().all(|row| same(row)) {
        return None;
    }
    let best = |at: usize| {
        event
            .rows
            .iter()
            .filter_map(|row| row.splits.get(at))
            .filter(|split| points.get(at) == Some(&split.point))
            .map(|split| split.mark)
            .min_by_key(|mark| mark.value)
    };
    let leaders: Vec<Mark> = (0..points.len()).map(best).collect::<Option<_>>()?;
    let series: Vec<Series> = shown
        .iter()
        .map(|row| {
            let gaps: Vec<Mark> = row.splits.iter().zip(&leaders).filter_map(|(split, leader)| split.mark.difference(*leader)).collect();
            Series {
                label: row.competitor.short().to_owned(),
                values: gaps.iter().map(|gap| gap.value).collect(),
                texts: gaps.iter().map(|gap| format!("+{}", gap.clock())).collect(),
            }
        })
        .collect();
    let labels = first.splits.iter().map(|split| split.label.clone().unwrap_or_else(|| split.point.clone())).collect();
    let spoken: Vec<String> = series.iter().map(|one| format!("{}: {}", one.label, one.texts.join(", "))).collect();
    Some(Chart {
        kind: ChartKind::Lines,
        title: "Gap to the leader at each split in seconds".to_owned(),
        description: format!("Gaps in seconds at {} splits. {}.", points.len(), spoken.join("; ")),
        unit: "seconds".to_owned(),
        points: labels,
        series,
    })
}

const fn unit_word(unit: Unit, style: Profile) -> &'static str {
    match unit {
        Unit::Time => "seconds",
        Unit::Distance if matches!(style, Profile::Ap) => "meters",
        Unit::Distance => "metres",
        Unit::Points => "points",
    }
}

impl Series {
    /// The printed value at a point, [`NO_VALUE`] beyond the last.
    pub fn text(&self, at: usize) -> &str {
        self.texts.get(at).map_or(NO_VALUE, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    use crate::event::Split;

    #[test]
    fn bars_stop_at_the_first_lapped_car_and_need_three_gaps() {
        let mut event = sample::grand_prix();
        assert_eq!(Chart::of(&event, Profile::Uk), None, "two gaps are too few");
        event.rows[3].gap = Some(Gap::Mark(Mark::time(9_100, 3)));
        let chart = Chart::of(&event, Profile::Uk).unwrap();
        assert_eq!(chart.kind, ChartKind::Bars);
        assert_eq!(chart.series.iter().map(|one| one.values[0]).collect::<Vec<_>>(), [647, 8_023, 9_100]);
        assert!(chart.description.contains("Piastri +0.647"), "{}", chart.description);
    }

    #[test]
    fn lines_show_gaps_to_the_leader_at_each_split() {
        let mut event = sample::grand_prix();
        event.rows.truncate(2);
        for (row, times) in event.rows.iter_mut().zip([[10_000, 21_000, 30_000], [10_500, 20_000, 31_250]]) {
            row.splits = times
                .iter()
                .zip(["1", "2", "F"])
                .map(|(&ms, point)| Split { point: point.into(), label: None, mark: Mark::time(ms, 2), rank: None })
                .collect();
        }
        let chart = Chart::of(&event, Profile::Uk).unwrap();
        assert_eq!(chart.kind, ChartKind::Lines);
        assert_eq!(chart.series[0].values, [0, 1_000, 0]);
        assert_eq!(chart.series[1].texts, ["+0.50", "+0.00", "+1.25"]);
        event.rows[1].splits.pop();
        assert_eq!(Chart::of(&event, Profile::Uk), None, "unequal splits make no lines");
    }
}
