//! Shots: "8-of-15 from the field", "(4-7 FG, 2-3 3Pt)", "46 percent from long range".

use super::battles::of_both;
use super::found::Found;
use super::line::{Line, Number};
use super::reader::Reader;
use super::records;
use super::sheet::Sheet;
use super::statistics::hedged;
use super::subject::{Place, Whose, subject};
use super::versus;
use crate::event::{Cell, Which};
use std::ops::Range;

/// How far the words that name the kind of shots may stand from the figures.
const REACH: usize = 7;

/// "8-of-15" or "8-15 FG": made and tried.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub made: Number,
    pub tried: Number,
    /// Whether "of" or "for" stands between.
    pub spoken: bool,
}

impl Pair {
    /// All words.
    pub fn tokens(&self) -> Range<usize> {
        self.made.tokens.start..self.tried.tokens.end
    }
}

/// Two numbers with a hyphen, or with "of" and "for", between them.
pub(super) fn pair(line: &Line, at: usize) -> Option<Pair> {
    let made = line.number(at).filter(|number| line.word(number.tokens.start) != "pair")?;
    let end = made.tokens.end;
    let word = |offset: usize| line.word(end + offset);
    let (spoken, next) = match (word(0), word(1), word(2)) {
        ("-", "of" | "for", "-") => (true, end + 3),
        ("of", "his" | "her" | "their" | "its", _) => (true, end + 2),
        ("of" | "for", _, _) => (true, end + 1),
        ("-", _, _) => (false, end + 1),
        _ => return None,
    };
    let tried = line.number(next)?;
    if line.word(tried.tokens.end) == "-" && line.word(tried.tokens.end + 1) == "point" && spoken && line.word(end) != "-" {
        // "three of his three-point tries"
        return None;
    }
    let apart = line.before(at) != "-" && (line.word(next + 1) != "-" || line.number(next + 2).is_none());
    apart.then_some(Pair { made, tried, spoken })
}

/// Judges every figure of shots, and gives the words that were read.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) -> Vec<Range<usize>> {
    let mut read = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        let Some(pair) = pair(line, at) else {
            if let Some(end) = against(reader, line, at, found) {
                at = end;
                continue;
            }
            percent(reader, line, at, found);
            all_of(reader, line, at, found);
            at += 1;
            continue;
        };
        at = pair.tokens().end;
        let kind = kind(reader, line, at).filter(|_| !of_other(reader, line, at) && !records::moved_to(reader, line, &pair));
        let hyphen = line.word(pair.made.tokens.end) == "-";
        if pair.spoken && hyphen || kind.is_some() {
            read.push(pair.tokens());
            if pair.tokens().start < line.future {
                made_and_tried(reader, line, &pair, kind, found);
            }
        }
    }
    read
}

/// "17 of his 38 points": the words after the figures are a statistic that is no shot.
fn of_other(reader: &Reader<'_>, line: &Line, at: usize) -> bool {
    let shots = ["field_goals", "threes", "free_throws", "field_goal_attempts", "three_attempts", "free_throw_attempts"];
    line.keyed(&reader.vocabulary.statistics, at).is_some_and(|(_, statistic)| !shots.contains(&statistic.as_str()))
}

/// The kind of shots that the words after a figure name.
pub(super) fn kind<'a>(reader: &'a Reader<'_>, line: &Line, from: usize) -> Option<&'a str> {
    for at in from..from + REACH {
        if let Some((_, kind)) = line.keyed(&reader.vocabulary.shooting, at) {
            return Some(kind);
        }
        let other = line.number(at).is_some() && !matches!(line.before(at), "(") || matches!(line.word(at), "and" | "while");
        if other && at > from || matches!(line.word(at), "," | ".") {
            return None;
        }
    }
    None
}

/// The kind that the words before name: "struggled from long range, where they shot just 42 percent".
fn kind_before<'a>(reader: &'a Reader<'_>, line: &Line, at: usize) -> Option<&'a str> {
    let from = at.saturating_sub(REACH + 5);
    let words = (from..at).rev().take_while(|place| line.number(*place).is_none());
    words.filter_map(|place| line.keyed(&reader.vocabulary.shooting, place)).map(|(_, kind)| kind.as_str()).find(|kind| *kind == "three")
}

/// Shots from the field, where the words before name no other kind that may still hold.
fn plain_kind(reader: &Reader<'_>, line: &Line, at: usize) -> Option<&'static str> {
    let other = (0..at).filter_map(|place| line.keyed(&reader.vocabulary.shooting, place)).any(|(_, kind)| kind != "field_goal");
    (!other).then_some("field_goal")
}

fn made_and_tried(reader: &Reader<'_>, line: &Line, pair: &Pair, kind: Option<&str>, found: &mut Vec<Found>) {
    let clause = line.clause(pair.tokens().start);
    if line.find(reader.vocabulary.list("beyond"), clause.clone()).is_some()
        || line.find(reader.vocabulary.list("part"), pair.tokens().end..clause.end).is_some()
    {
        return;
    }
    // "hit 41 percent from deep, while the Raptors made five of their 20 attempts"
    let start = pair.tokens().start;
    let unclear = kind == Some("field_goal") && pair.spoken && kind_before(reader, line, start).is_some();
    let named = line.find(reader.vocabulary.list("field"), pair.tokens().end..pair.tokens().end + REACH).is_some();
    let Some(kind) = kind.or_else(|| plain_kind(reader, line, start)).filter(|_| !unclear || named) else { return };
    let of = subject(line, reader.vocabulary, reader.told, Place { start, end: pair.tokens().end });
    let (made, tried) = Sheet::shots(kind);
    let missed =
        (pair.made.tokens.start.saturating_sub(3)..pair.made.tokens.start).any(|at| reader.vocabulary.one_of("missed_all", line.word(at)));
    for (number, statistic) in [(&pair.made, made), (&pair.tried, tried)] {
        let total = |statistic: &str| total(reader, &of.whose, statistic);
        let (who, cells) = whose(reader, &of.whose, statistic);
        let right = if missed && statistic == made {
            total(tried).zip(total(made)).map(|(tried, made)| tried.saturating_sub(made))
        } else {
            total(statistic)
        };
        let Some(right) = right else { continue };
        let holds = hedged(line, number.tokens.start, number.value, right);
        let reason = format!("{who} had {right} {}", statistic.replace('_', " "));
        found.push(Found::number(number, right, holds, reason).named(statistic).with(cells).of(&of, statistic, number.value));
    }
}

/// A total of whoever it is.
pub(super) fn total(reader: &Reader<'_>, of: &Whose, statistic: &str) -> Option<u32> {
    match of {
        Whose::Player(player) => reader.sheet.total(*player, statistic),
        Whose::Sum(players) => players.iter().map(|player| reader.sheet.total(*player, statistic)).sum(),
        Whose::Side(which) => reader.sheet.side_total(*which, statistic),
        _ => None,
    }
}

/// Their name and the cells behind a total.
pub(super) fn whose(reader: &Reader<'_>, of: &Whose, statistic: &str) -> (String, Vec<Cell>) {
    match of {
        Whose::Player(player) => (reader.sheet.name(*player).to_owned(), reader.sheet.cell(*player, statistic)),
        Whose::Sum(players) => ("they".to_owned(), players.iter().flat_map(|player| reader.sheet.cell(*player, statistic)).collect()),
        Whose::Side(which) => (reader.sheet.side(*which).name(), reader.sheet.side_cell(*which, statistic)),
        _ => (String::new(), Vec::new()),
    }
}

/// "missed all four of his tries", "hitting all five of his attempts": as many tried, none or all made.
fn all_of(reader: &Reader<'_>, line: &Line, at: usize, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    let Some(number) = line.number(at).filter(|_| line.before(at) == "all" && at < line.future) else { return };
    let verb = line.word(at.saturating_sub(2));
    let missed = words.one_of("missed_all", verb);
    let end = number.tokens.end;
    let from = if line.word(end) == "of" { end + 2 } else { end };
    let Some(kind) = kind(reader, line, from).filter(|_| missed || words.one_of("made_all", verb)) else { return };
    let here = line.keyed(&words.shooting, from).is_some() || line.word(from).ends_with('s');
    let clause = line.clause(at);
    if !here || line.find(words.list("part"), end..clause.end).is_some() || line.find(words.list("beyond"), clause).is_some() {
        return;
    }
    let kind = if kind == "field_goal" { kind_before(reader, line, at).unwrap_or(kind) } else { kind };
    let of = subject(line, words, reader.told, Place { start: at, end: from });
    let (made, tried) = Sheet::shots(kind);
    let (Some(hits), Some(tries)) = (total(reader, &of.whose, made), total(reader, &of.whose, tried)) else { return };
    let (who, cells) = whose(reader, &of.whose, tried);
    let holds = tries == number.value && hits == if missed { 0 } else { tries };
    let fix = tries != number.value;
    let one = Found::number(&number, tries, holds, format!("{who} made {hits} of {tries}")).named(tried).with(cells);
    found.push(if fix { one.of(&of, tried, number.value) } else { one });
}

/// "39 percent to 48 percent": of both sides, in the order that is nearest to the copy; the words that were read.
fn against(reader: &Reader<'_>, line: &Line, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let made = line.number(at)?;
    let sign = made.tokens.end;
    let second = sign + 2;
    let signed = |at: usize| matches!(line.word(at), "percent" | "%");
    let tried = line.number(second).filter(|_| signed(sign) && line.word(sign + 1) == "to")?;
    let end = tried.tokens.end;
    let kind = kind(reader, line, end).or_else(|| kind(reader, line, at.saturating_sub(6))).unwrap_or("field_goal");
    let both = reader.sheet.percent(Which::Home, kind).zip(reader.sheet.percent(Which::Visitors, kind))?;
    let clause = line.clause(at);
    if at >= line.future
        || line.find(reader.vocabulary.list("part"), clause.clone()).is_some()
        || line.find(reader.vocabulary.list("beyond"), clause).is_some()
    {
        return None;
    }
    found.extend(of_both(reader, &Pair { made, tried, spoken: false }, both, "percent"));
    Some(end + usize::from(signed(end)))
}

/// "46 percent from the field".
fn percent(reader: &Reader<'_>, line: &Line, at: usize, found: &mut Vec<Found>) {
    let Some(number) = line.number(at) else { return };
    let sign = number.tokens.end + usize::from(line.word(number.tokens.end) == "-");
    if !matches!(line.word(sign), "percent" | "%") || at >= line.future || number.value > 100 || line.before(at) == "." {
        return;
    }
    let clause = line.clause(at);
    let vocabulary = reader.vocabulary;
    let several = line.find(vocabulary.list("group_scored"), 0..line.tokens.len()).is_some();
    if several
        || line.find(vocabulary.list("beyond"), clause.clone()).is_some()
        || line.find(vocabulary.list("part"), at..clause.end).is_some()
    {
        return;
    }
    let named = kind(reader, line, sign + 1);
    // "at 36 percent and 20 percent", after two kinds
    let second =
        |next: usize| line.word(next) == "and" && line.number(next + 1).is_some() && matches!(line.word(next + 2), "percent" | "%");
    let listed = second(sign + 1) || at >= 3 && second(at - 1) && matches!(line.word(at - 2), "percent" | "%");
    if named.is_none() && listed {
        return;
    }
    let kind = named.or_else(|| kind_before(reader, line, at)).or_else(|| plain_kind(reader, line, at));
    let Some(kind) = kind else { return };
    let of = versus::given(line, &number, sign + 1)
        .unwrap_or_else(|| subject(line, vocabulary, reader.told, Place { start: number.tokens.start, end: sign + 1 }));
    let (right, who, cells) = match of.whose {
        Whose::Side(which) => {
            let field = format!("{kind}_percent");
            (reader.sheet.percent(which, kind), reader.sheet.side(which).name(), reader.sheet.side_cell(which, &field))
        }
        Whose::Player(player) => {
            let (made, tried) = Sheet::shots(kind);
            let share = reader.sheet.total(player, made).zip(reader.sheet.total(player, tried)).filter(|(_, tried)| *tried > 0);
            let share = share.map(|(made, tried)| (made * 200 + tried) / (tried * 2));
            (share, reader.sheet.name(player).to_owned(), reader.sheet.cell(player, made))
        }
        _ => return,
    };
    let Some(right) = right else { return };
    let holds = hedged(line, at, number.value, right);
    let reason = format!("{who} made {right} percent");
    found.push(Found::number(&number, right, holds, reason).named("percent").with(cells).of(&of, &format!("{kind}_percent"), number.value));
}
