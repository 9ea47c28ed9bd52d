//! The geometry of a chart, in whole user units; the template draws it.

use crate::article::{Chart, ChartKind};
use serde_json::{Value, json};

/// Width of the drawing.
const WIDTH: i64 = 640;
/// Height of a bar with its space.
const STEP: i64 = 28;
/// Room for the names, at the left of bars.
const NAMES: i64 = 150;
/// Longest bar.
const LONGEST: i64 = 390;
/// Plot of lines: left, top, width, height.
const PLOT: (i64, i64, i64, i64) = (20, 20, 430, 200);
/// Least distance of the names at the right of lines.
const LINE_STEP: i64 = 18;
/// How lines are told apart without colours.
const DASHES: [&str; 4] = ["none", "8 4", "2 3", "10 3 2 3"];

/// What the template needs: `width`, `height`, `bars` with `y`, `base`, `length`, `end`, `label`, `text`; or `lines` with
/// `points`, `dash`, `label`, `text`, `x`, `y`, and `ticks` with `x`, `y`, `label`.
pub(super) fn geometry(chart: &Chart) -> Value {
    let most = chart.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(0).max(1);
    match chart.kind {
        ChartKind::Bars => bars(chart, most),
        ChartKind::Lines => lines(chart, most),
    }
}

fn bars(chart: &Chart, most: i64) -> Value {
    let mut bars = Vec::new();
    let mut y = 4;
    for series in &chart.series {
        let length = series.values.first().copied().unwrap_or(0) * LONGEST / most;
        bars.push(json!({
            "y": y, "base": y + 15, "x": NAMES, "length": length.max(1), "end": NAMES + length + 6,
            "label": series.label, "text": series.text(0),
        }));
        y += STEP;
    }
    json!({"width": WIDTH, "height": y + 4, "names": NAMES - 8, "bars": bars, "lines": [], "ticks": []})
}

fn lines(chart: &Chart, most: i64) -> Value {
    let (left, top, width, height) = PLOT;
    let last = i64::try_from(chart.points.len()).unwrap_or(1).saturating_sub(1).max(1);
    let x = |at: i64| left + at * width / last;
    let y = |value: i64| top + value * height / most;
    let mut ends: Vec<(i64, usize)> =
        chart.series.iter().enumerate().map(|(at, series)| (y(series.values.last().copied().unwrap_or(0)), at)).collect();
    ends.sort_unstable();
    let mut label_y = vec![0; ends.len()];
    let mut floor_of_next = i64::MIN;
    for (end, at) in ends {
        let place = end.max(floor_of_next);
        if let Some(slot) = label_y.get_mut(at) {
            *slot = place + 5;
        }
        floor_of_next = place + LINE_STEP;
    }
    let drawn: Vec<Value> = chart
        .series
        .iter()
        .zip(label_y)
        .zip(DASHES.iter().cycle())
        .map(|((series, label_y), dash)| {
            let points: Vec<String> = series.values.iter().zip(0..).map(|(&value, at)| format!("{},{}", x(at), y(value))).collect();
            let text = series.text(series.texts.len().saturating_sub(1));
            json!({"points": points.join(" "), "dash": dash, "label": series.label, "text": text, "x": left + width + 10, "y": label_y})
        })
        .collect();
    let floor = top + height + 22 + LINE_STEP;
    let ticks: Vec<Value> = chart
        .points
        .iter()
        .zip(0..)
        .map(|(label, at)| json!({"x": x(at), "y": floor, "top": top, "foot": top + height, "label": label}))
        .collect();
    json!({"width": WIDTH, "height": floor + 10, "names": 0, "bars": [], "lines": drawn, "ticks": ticks})
}
