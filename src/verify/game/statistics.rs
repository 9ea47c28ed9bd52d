//! Figures with the name of a statistic: "18 points", "a pair of steals", "a 12-rebound double-double".

use super::found::Found;
use super::line::{Line, Number};
use super::reader::Reader;
use super::subject::{Place, Subject, Whose, subject};
use super::{counts, groups, periods, respective};
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// Words that may stand between a number and its statistic.
const BETWEEN: [&str; 10] = ["-", "total", "team", "high", "game", "season", "of", "big", "best", "career"];
/// Words after "points" that make them points of one kind.
const KINDS: [&str; 4] = ["in the paint", "off turnovers", "on the break", "off the break"];

/// A figure that was read.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub number: Number,
    pub statistic: String,
    /// All words, the statistic included.
    pub tokens: Range<usize>,
}

/// The figures of a sentence in order.
pub(super) fn figures(reader: &Reader<'_>, line: &Line) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        let figure = figure(reader, line, at);
        at = figure.as_ref().map_or(at + 1, |figure| figure.tokens.end);
        found.extend(figure);
    }
    found
}

fn figure(reader: &Reader<'_>, line: &Line, at: usize) -> Option<Figure> {
    let statistics = &reader.vocabulary.statistics;
    let plain = line.number(at);
    let article = matches!(line.word(at), "a" | "an" | "no") && plain.is_none();
    if article {
        let (width, statistic) = line.keyed(statistics, at + 1)?;
        // "a point" and "a board" are hardly ever figures.
        let counts = !matches!(line.word(at + 1), "point" | "board") && line.word(at + 2) != "-";
        let value = u32::from(line.word(at) != "no");
        return counts.then(|| Figure {
            number: Number { tokens: at..at + 1, value },
            statistic: statistic.clone(),
            tokens: at..at + 1 + width,
        });
    }
    let number = plain?;
    let back = |width: usize| at.checked_sub(width).map_or("", |at| line.word(at));
    let second =
        line.before(at) == "-" && (at.checked_sub(2).is_some_and(|at| line.number(at).is_some()) || matches!(back(2), "of" | "for"));
    // "one of his three free throws" is read with the shots.
    let part = matches!(line.before(at), "his" | "her" | "their" | "its") && back(2) == "of" && at >= 3 && line.number(at - 3).is_some();
    if second || part || matches!(line.before(at), "of" | "for") && back(2) == "-" {
        return None;
    }
    if let Some((statistic, end)) = counts::count(reader, line, &number) {
        return Some(Figure { number, statistic, tokens: at..end });
    }
    let mut next = number.tokens.end;
    let limit = next + 4;
    while next < limit && BETWEEN.contains(&line.word(next)) && line.keyed(statistics, next).is_none() {
        next += 1;
    }
    let (width, statistic) = line.keyed(statistics, next)?;
    Some(Figure { number, statistic: statistic.clone(), tokens: at..next + width })
}

/// Judges every figure.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let all = figures(reader, line);
    for (at, figure) in all.iter().enumerate() {
        if figure.tokens.start >= line.future {
            continue;
        }
        let end = end_of_list(line, &all, at);
        if let Some(one) = judge(reader, line, figure, end) {
            found.push(one);
        }
    }
    of_their_own(reader, line, &all, found);
    respective::check(reader, line, &all, found);
}

/// Where the list of figures ends that this one is in.
fn end_of_list(line: &Line, all: &[Figure], from: usize) -> usize {
    let mut end = all.get(from).map_or(0, |figure| figure.tokens.end);
    for next in all.iter().skip(from + 1) {
        let joined =
            (end..next.tokens.start).all(|at| matches!(line.word(at), "," | "and" | "-" | "as" | "well" | "along" | "with" | "to" | "go"));
        if !joined {
            break;
        }
        end = next.tokens.end;
    }
    end
}

fn judge(reader: &Reader<'_>, line: &Line, figure: &Figure, end: usize) -> Option<Found> {
    let singular = figure.number.value != 1 && line.word(figure.tokens.end - 1) == "point";
    let hyphen = figure.statistic == "points"
        && (line.word(figure.number.tokens.end) == "-" || singular || reader.vocabulary.one_of("moment", line.word(figure.tokens.end)));
    let noun = line.word(figure.tokens.end);
    if hyphen && (singular && noun == "shooting" || !reader.vocabulary.one_of("effort", noun)) {
        // "a 30-point win" is read with the scores.
        return None;
    }
    let vocabulary = reader.vocabulary;
    let apart = distance(line, figure)
        || reader.vocabulary.one_of("ahead", noun)
        || matches!(line.before(figure.number.tokens.start), "the" | "within" | "at");
    if apart
        || kind_of_points(line, figure)
        || sub_count(line, figure)
        || !line.word(figure.tokens.end).is_empty() && line.before(figure.number.tokens.start) == "first"
    {
        return None;
    }
    // "54 of the team's 105 points"
    let start = figure.number.tokens.start;
    let of_team = matches!(line.before(start), "'s" | "’s") && start >= 2 && matches!(line.word(start - 2), "team" | "squad" | "club");
    if of_team {
        return None;
    }
    let clause = line.clause(figure.tokens.start);
    if line.find(vocabulary.list("beyond"), clause.clone()).is_some() && !is_high(reader, line, figure, &clause) {
        return Some(Found::open(&figure.number.tokens, "F9", Kind::Number, "it counts other matches, of which the sheet says nothing"));
    }
    let within = line.find(vocabulary.list("part"), figure.tokens.end..clause.end).is_some();
    if !within && let Some(found) = groups::judge(reader, line, figure) {
        return Some(found);
    }
    let of = subject(line, vocabulary, reader.told, Place { start: figure.number.tokens.start, end });
    let total = line.before(start) == "his" && start.checked_sub(2).is_some_and(|at| line.word(at) == "of");
    if !total && figure.statistic != "minutes" && within {
        return in_period(reader, line, figure, &of);
    }
    let of = if forced(line, figure) { others(&of) } else { of };
    let right = match &of.whose {
        Whose::Player(player) => reader.sheet.total(*player, &figure.statistic)?,
        Whose::Sum(players) => players.iter().map(|player| reader.sheet.total(*player, &figure.statistic)).sum::<Option<u32>>()?,
        Whose::Each(players) => {
            let totals: Vec<u32> = players.iter().filter_map(|player| reader.sheet.total(*player, &figure.statistic)).collect();
            *totals.iter().find(|total| **total != figure.number.value).or(totals.first())?
        }
        Whose::Side(which) => {
            let from = of.name.as_ref().map_or(0, |name| name.end);
            if line.find(vocabulary.list("in_bench"), from..figure.tokens.start).is_some()
                || line.find(vocabulary.list("together"), 0..figure.tokens.start).is_some()
            {
                return None;
            }
            reader.sheet.side_total(*which, &figure.statistic)?
        }
        Whose::Unsure => return of_nobody(reader, line, figure),
    };
    Some(said(reader, line, figure, &of, right))
}

/// A figure whose subject is not clear, and which is nobody's.
fn of_nobody(reader: &Reader<'_>, line: &Line, figure: &Figure) -> Option<Found> {
    let has = |which: Which| {
        let player =
            reader.sheet.players(which, None).any(|player| reader.sheet.total(player, &figure.statistic) == Some(figure.number.value));
        let group =
            [true, false].iter().any(|starters| reader.sheet.group_total(which, *starters, &figure.statistic) == Some(figure.number.value));
        player || group || reader.sheet.side_total(which, &figure.statistic).is_none_or(|total| total == figure.number.value)
    };
    let together = line.find(reader.vocabulary.list("together"), 0..line.tokens.len()).is_some();
    let exact = !together && hedged(line, figure.number.tokens.start, figure.number.value, figure.number.value);
    let nobody = exact && figure.number.value > 0 && figure.statistic != "minutes" && !Which::BOTH.into_iter().any(has);
    let reason = format!("it is not clear whose they are; nobody had {} {}", figure.number.value, figure.statistic.replace('_', " "));
    nobody.then(|| Found::open(&figure.number.tokens, "F1", Kind::Number, reason))
}

/// "a season-high 28 points": a figure of this match, whatever those of others were.
fn is_high(reader: &Reader<'_>, line: &Line, figure: &Figure, clause: &Range<usize>) -> bool {
    let words = reader.vocabulary;
    let start = figure.number.tokens.start;
    let high = words.list("high_before").iter().find_map(|phrase| {
        let at = start.checked_sub(phrase.len())?;
        line.is(phrase, at).then_some(at)
    });
    let Some(high) = high else { return false };
    let beyond = words.list("beyond");
    line.find(beyond, clause.start..high).is_none() && line.find(beyond, figure.tokens.end..clause.end).is_none()
}

/// "scored 28 points in the second half": of a side, whose quarters the sheet has.
fn in_period(reader: &Reader<'_>, line: &Line, figure: &Figure, of: &Subject) -> Option<Found> {
    let Whose::Side(which) = of.whose else {
        let player = matches!(of.whose, Whose::Player(_));
        return player.then(|| Found::open(&figure.number.tokens, "F1", Kind::Number, "the sheet has no parts of a match for players"));
    };
    let start = figure.number.tokens.start;
    let words = reader.vocabulary;
    let by = (start.saturating_sub(4)..start).any(|at| words.one_of("scored_by", line.word(at)));
    let held = line.before(start) == "to" && (start.saturating_sub(6)..start).any(|at| words.one_of("held", line.word(at)));
    let (place, stretch) = periods::within(reader, line, figure.tokens.end..figure.tokens.end + 5).into_iter().next()?;
    let between =
        (figure.tokens.end..place.start).all(|at| matches!(line.word(at), "in" | "the" | "of" | "over" | "during" | "their" | "its"));
    if figure.statistic != "points" || line.word(place.end) == "'s" || !(by || held) || !between || line.before(start) == "by" {
        return None;
    }
    let right = reader.sheet.points(which, stretch)?;
    let holds = hedged(line, start, figure.number.value, right);
    let reason = format!("the {} scored {right} in that stretch", reader.sheet.side(which).nickname);
    Some(Found::number(&figure.number, right, holds, reason).named("period"))
}

/// "forced 16 turnovers": they are the other side's.
fn forced(line: &Line, figure: &Figure) -> bool {
    let start = figure.number.tokens.start;
    figure.statistic == "turnovers" && (start.saturating_sub(2)..start).any(|at| matches!(line.word(at), "forced" | "forcing" | "force"))
}

/// The other side.
fn others(of: &Subject) -> Subject {
    let whose = if let Whose::Side(which) = of.whose { Whose::Side(which.other()) } else { Whose::Unsure };
    Subject { whose, name: None }
}

/// The finding on a figure.
fn said(reader: &Reader<'_>, line: &Line, figure: &Figure, of: &Subject, right: u32) -> Found {
    let (who, cells) = match &of.whose {
        Whose::Player(player) => (reader.sheet.name(*player).to_owned(), reader.sheet.cell(*player, &figure.statistic)),
        Whose::Sum(players) | Whose::Each(players) => {
            let names: Vec<&str> = players.iter().map(|player| reader.sheet.name(*player)).collect();
            (names.join(" and "), players.iter().flat_map(|player| reader.sheet.cell(*player, &figure.statistic)).collect())
        }
        Whose::Side(which) => (reader.sheet.side(*which).name(), reader.sheet.side_cell(*which, &figure.statistic)),
        Whose::Unsure => (String::new(), Vec::new()),
    };
    let rounded = figure.statistic == "minutes" && figure.number.value.abs_diff(right) <= 1;
    let agrees = rounded || hedged(line, figure.number.tokens.start, figure.number.value, right);
    let reason = format!("{who} had {right} {}", figure.statistic.replace('_', " "));
    let mut found = Found::number(&figure.number, right, agrees, reason);
    found.predicate = Some(figure.statistic.clone());
    found.cells = cells;
    found.of(of, &figure.statistic, figure.number.value)
}

/// Whether a value agrees with a number, as far as "at least", "nearly" and the like before it ask.
pub(super) fn hedged(line: &Line, at: usize, stated: u32, right: u32) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| line.word(at));
    let more = ["over", "above", "surpassed", "surpassing", "cracked", "topped", "topping", "exceeded", "eclipsed"];
    match (before(2), before(1)) {
        ("more" | "better", "than") => right > stated,
        (_, word) if line.word(at + 1) != "minutes" && more.contains(&word) => right >= stated,
        ("at", "least") => right >= stated,
        ("fewer", "than") => right < stated,
        // The sheet rounds: 39 percent may be less than 39.
        ("less", "than") | ("at", "most") | (_, "under" | "below") | ("sub", "-") => right <= stated,
        (_, "nearly" | "almost") => right <= stated && right * 10 >= stated * 9,
        (_, "about" | "around" | "roughly") => right.abs_diff(stated) * 10 <= stated,
        _ => right == stated,
    }
}

pub(super) fn kind_of_points(line: &Line, figure: &Figure) -> bool {
    figure.statistic == "points" && KINDS.iter().any(|kind| line.is(&super::line::phrase(kind), figure.tokens.end))
}

/// "down 10 points", "by six points": a distance between the sides.
fn distance(line: &Line, figure: &Figure) -> bool {
    let start = figure.number.tokens.start;
    let put = matches!(line.word(start.saturating_sub(2)), "put" | "puts" | "putting");
    figure.statistic == "points" && !put && matches!(line.before(start), "up" | "down" | "by")
}

/// "17 of his 38 points": the first number is a part.
fn sub_count(line: &Line, figure: &Figure) -> bool {
    line.word(figure.number.tokens.end) == "of" && line.word(figure.number.tokens.start) != "pair"
}

/// "while committing just 12 of their own": the statistic of the figure before, of the side that the sentence began with.
fn of_their_own(reader: &Reader<'_>, line: &Line, all: &[Figure], found: &mut Vec<Found>) {
    for at in 0..line.tokens.len().min(line.future) {
        let Some(number) = line.number(at) else { continue };
        let own = ["of", "their", "own"].iter().enumerate().all(|(offset, word)| line.word(number.tokens.end + offset) == *word);
        let before = all.iter().rev().find(|figure| figure.tokens.end <= at);
        let first = line.mentions.iter().find_map(super::names::Mention::side);
        if let (true, Some(figure), Some(which)) = (own, before, first)
            && let Some(right) = reader.sheet.side_total(which, &figure.statistic)
        {
            let figure = Figure { number, statistic: figure.statistic.clone(), tokens: at..at + 1 };
            found.push(said(reader, line, &figure, &Subject { whose: Whose::Side(which), name: None }, right));
        }
    }
}
