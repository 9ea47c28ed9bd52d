//! One side's figure beside the other's: "to Denver's 18", "compared to 15 for Boston", "10 more assists than Charlotte".

use super::found::Found;
use super::line::{Line, Number};
use super::names::Mention;
use super::periods;
use super::reader::Reader;
use super::statistics::{Figure, figures, hedged, kind_of_points};
use super::subject::{Place, Subject, Whose, subject};
use crate::event::Which;

/// How far after a figure the one of the other side may stand.
const REACH: usize = 12;

/// Judges every such figure.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let all = figures(reader, line);
    for at in 0..line.tokens.len().min(line.future) {
        let Some(number) = line.number(at).filter(|number| is_bare(reader, line, number)) else { continue };
        let beside =
            given(line, &number, number.tokens.end).and_then(|of| if let Whose::Side(which) = of.whose { Some((which, at)) } else { None });
        if let Some((which, start)) = owned(line, &number).or(beside) {
            of_other(reader, line, &all, (&number, which, start), found);
        } else {
            more(reader, line, &all, &number, found);
        }
    }
}

/// Whether a number has no noun of its own and is no part of a pair.
fn is_bare(reader: &Reader<'_>, line: &Line, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    line.keyed(&reader.vocabulary.statistics, end).is_none()
        && line.before(start) != "-"
        && !matches!(line.word(end), "-" | "percent" | "%" | "of")
}

/// "to Denver's 18": whose it is, and where the words begin.
fn owned(line: &Line, number: &Number) -> Option<(Which, usize)> {
    let owner = number.tokens.start.checked_sub(1).filter(|at| matches!(line.word(*at), "'s" | "'" | "’s" | "’"))?;
    let mention = line.mentions.iter().find(|mention| mention.tokens.end == owner)?;
    let start = mention.tokens.start - usize::from(line.before(mention.tokens.start) == "the");
    matches!(line.before(start), "to" | "than" | "versus" | "with" | "against").then_some((mention.side()?, start))
}

/// "compared to 15 for Boston", "to 39 percent for Milwaukee"; the words of the number end here.
pub(super) fn given(line: &Line, number: &Number, end: usize) -> Option<Subject> {
    let start = number.tokens.start;
    let after = end + 1 + usize::from(line.word(end + 1) == "the");
    let mention = line.mentions.iter().find(|mention| mention.tokens.start == after)?;
    let aside = usize::from(matches!(line.before(start), "just" | "only"));
    let led = matches!(line.before(start - aside), "to" | "with" | "versus");
    let given = line.word(end) == "for" && led && line.word(mention.tokens.end) != "'s";
    let whose = mention.side().filter(|_| given).map(Whose::Side)?;
    Some(Subject { whose, name: Some(mention.tokens.clone()) })
}

/// The figure before the words, where it is one of a side.
fn figure_before<'a>(reader: &Reader<'_>, line: &Line, all: &'a [Figure], start: usize) -> Option<(&'a Figure, Which)> {
    let figure = all.iter().rev().find(|figure| figure.tokens.end <= start && figure.tokens.end + REACH >= start)?;
    let place = Place { start: figure.number.tokens.start, end: figure.tokens.end };
    match subject(line, reader.vocabulary, reader.told, place).whose {
        Whose::Side(which) => Some((figure, which)),
        _ => None,
    }
}

fn of_other(reader: &Reader<'_>, line: &Line, all: &[Figure], other: (&Number, Which, usize), found: &mut Vec<Found>) {
    let (number, which, start) = other;
    let Some((figure, _)) = figure_before(reader, line, all, start).filter(|(_, own)| *own != which) else { return };
    if kind_of_points(line, figure) {
        return;
    }
    let clause = line.clause(figure.tokens.start).start..line.clause(start).end;
    let apart = ["part", "beyond"].iter().any(|list| line.find(reader.vocabulary.list(list), clause.clone()).is_some());
    let Some(right) = reader.sheet.side_total(which, &figure.statistic).filter(|_| !apart) else { return };
    let holds = hedged(line, number.tokens.start, number.value, right);
    let reason = format!("{} had {right} {}", reader.sheet.side(which).name(), figure.statistic.replace('_', " "));
    let cells = reader.sheet.side_cell(which, &figure.statistic);
    found.push(Found::number(number, right, holds, reason).named("versus").with(cells));
}

/// "10 more assists than Charlotte", "44 points in the first quarter, 16 more than the Pistons".
fn more(reader: &Reader<'_>, line: &Line, all: &[Figure], number: &Number, found: &mut Vec<Found>) {
    let end = number.tokens.end;
    if !matches!(line.word(end), "more" | "fewer") {
        return;
    }
    let named = line.keyed(&reader.vocabulary.statistics, end + 1);
    let than = end + 1 + named.map_or(0, |(width, _)| width);
    let object = than + 1 + usize::from(line.word(than + 1) == "the");
    let of_side = line.mentions.iter().any(|mention| mention.tokens.start == object && mention.side().is_some());
    let clause = line.clause(number.tokens.start);
    let player = |mention: &Mention| mention.player().is_some() && clause.contains(&mention.tokens.start);
    if line.word(than) != "than" || !of_side || line.mentions.iter().any(player) {
        return;
    }
    let before = figure_before(reader, line, all, number.tokens.start).map(|(figure, _)| figure);
    let statistic = named.map(|(_, statistic)| statistic.as_str()).or(before.map(|figure| figure.statistic.as_str()));
    let Some(statistic) = statistic else { return };
    let from = before.filter(|_| named.is_none()).map_or(clause.start, |figure| figure.tokens.start);
    let stretch = periods::within(reader, line, from..clause.end).pop().map(|(_, stretch)| stretch);
    let total = |which| match stretch {
        Some(stretch) => reader.sheet.points(which, stretch).filter(|_| statistic == "points"),
        None => reader.sheet.side_total(which, statistic),
    };
    let (Some(home), Some(visitors)) = (total(Which::Home), total(Which::Visitors)) else { return };
    let right = home.abs_diff(visitors);
    let holds = hedged(line, number.tokens.start, number.value, right);
    found.push(Found::number(number, right, holds, format!("the difference was {right}")).named("versus"));
}
