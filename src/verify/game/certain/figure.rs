//! A wrong figure of a player or a side whose correction is certain.

use super::super::found::{Found, Said};
use super::super::line::Line;
use super::super::names::PlayerRef;
use super::super::reader::Reader;
use super::super::shots::pair;
use super::super::subject::Whose;
use super::clause;
use crate::english::noun::indefinite;
use crate::english::number::cardinal_words;
use crate::event::Which;
use crate::verify::foreign::Ruling;

/// From here on a number is no longer spelt out.
const SPELT: u32 = 10;
/// As far may a percentage be off by another way of rounding.
const ROUNDED: u32 = 1;

/// What is certainly right in place of a figure.
pub(super) fn correction(reader: &Reader<'_>, line: &Line, all: &[Found], one: &Found) -> Option<String> {
    let said = one.figure.as_ref()?;
    let name = said.name.clone().filter(|name| name.end <= one.tokens.start)?;
    let right: u32 = one.fix.as_ref()?.parse().ok()?;
    let (words, at) = (reader.vocabulary, one.tokens.start);
    let end = noun(reader, line, one, said)?;
    let bound = clause::in_brackets(line, &name, at)
        || clause::alone(words, line, &name, at) && clause::leads(reader, line, all, &name, at) && clause::closed(words, line, end);
    let only = only_wrong(all, one, said) && !anothers(reader, all, said) && !another_statistic(reader, said) && !of_a_part(reader, said);
    (bound && only && clause::in_full(reader.sheet, line, &said.whose, &name)).then(|| spelt(line, at, said.value, right))?
}

/// Where the noun ends that stands right beside a figure and names its statistic.
fn noun(reader: &Reader<'_>, line: &Line, one: &Found, said: &Said) -> Option<usize> {
    let words = reader.vocabulary;
    let next = one.tokens.end + usize::from(line.word(one.tokens.end) == "-");
    if let Some(kind) = said.statistic.strip_suffix("_percent") {
        let right: u32 = one.fix.as_ref()?.parse().ok()?;
        let sign = matches!(line.word(next), "percent" | "%") && right.abs_diff(said.value) > ROUNDED;
        return line.keyed(&words.shooting, next + 1).filter(|(_, here)| sign && *here == kind).map(|(width, _)| next + 1 + width);
    }
    let shots = [one.tokens.start, one.tokens.start.saturating_sub(2), one.tokens.start.saturating_sub(4)];
    let shots = shots.into_iter().filter_map(|at| pair(line, at)).find(|pair| pair.tokens().contains(&one.tokens.start));
    if let Some(shots) = shots {
        let from = shots.tokens().end;
        let from = from + usize::from(line.word(from) == "shooting");
        let (width, kind) = line.keyed(&words.shooting, from)?;
        return said.statistic.starts_with(kind.as_str()).then_some(from + width);
    }
    line.keyed(&words.statistics, next).filter(|(_, here)| **here == said.statistic).map(|(width, _)| next + width)
}

/// Figures that were bound to the same name.
fn of_name<'a>(all: &'a [Found], said: &'a Said) -> impl Iterator<Item = (&'a Found, &'a Said)> {
    all.iter().filter_map(|one| Some((one, one.figure.as_ref()?))).filter(|(_, other)| other.name == said.name)
}

/// Whether a figure is the only wrong one of its name: of two wrong ones, the name may be wrong.
fn only_wrong(all: &[Found], one: &Found, said: &Said) -> bool {
    of_name(all, said).all(|(other, _)| other.ruling != Ruling::Contradicted || other.tokens == one.tokens)
}

/// Whether somebody else fits the figures of a name as well as the one who is named.
fn anothers(reader: &Reader<'_>, all: &[Found], said: &Said) -> bool {
    let figures: Vec<&Said> = of_name(all, said).map(|(_, said)| said).collect();
    let hits = |whose: &Whose| figures.iter().filter(|said| total(reader, whose, &said.statistic) == Some(said.value)).count();
    let own = hits(&said.whose);
    let rival = |whose: &Whose| total(reader, whose, &said.statistic) == Some(said.value) && hits(whose) >= own;
    others(reader, &said.whose).iter().any(rival)
}

/// Everybody else on the sheet.
fn others(reader: &Reader<'_>, whose: &Whose) -> Vec<Whose> {
    match whose {
        Whose::Player(own) => {
            let other = |player: &PlayerRef| player != own;
            Which::BOTH.iter().flat_map(|which| reader.sheet.players(*which, None)).filter(other).map(Whose::Player).collect()
        }
        Whose::Side(which) => vec![Whose::Side(which.other())],
        _ => Vec::new(),
    }
}

fn total(reader: &Reader<'_>, whose: &Whose, statistic: &str) -> Option<u32> {
    match whose {
        Whose::Player(player) => reader.sheet.total(*player, statistic),
        Whose::Side(which) => reader.sheet.side_total(*which, statistic),
        _ => None,
    }
}

/// Whether a statistic is one of shots.
fn of_shots(statistic: &str) -> bool {
    ["field_goal", "three", "free_throw"].iter().any(|kind| statistic.starts_with(kind))
}

/// Whether the figure is one of the same player or side in another statistic: then the noun may be wrong. Nobody takes shots for others.
fn another_statistic(reader: &Reader<'_>, said: &Said) -> bool {
    let totals = match &said.whose {
        Whose::Player(player) => reader.sheet.player(*player).map(|player| &player.totals),
        Whose::Side(which) => Some(&reader.sheet.side(*which).totals),
        _ => None,
    };
    let like = |statistic: &str| {
        statistic != said.statistic && of_shots(statistic) == of_shots(&said.statistic) && !matches!(statistic, "minutes" | "fouls")
    };
    totals.is_none_or(|totals| totals.iter().any(|(statistic, total)| like(statistic) && *total == said.value))
}

/// Whether the figure may be one of a part: minutes, a side's points in a quarter, its bench.
fn of_a_part(reader: &Reader<'_>, said: &Said) -> bool {
    let Whose::Side(which) = said.whose else { return said.statistic == "minutes" };
    let group = |starters: bool| reader.sheet.group_total(which, starters, &said.statistic) == Some(said.value);
    matches!(said.statistic.as_str(), "points" | "minutes") || group(true) || group(false)
}

/// The number as the copy spells its own, where the words around it remain right: no "a 8-point night", no "1 points".
fn spelt(line: &Line, at: usize, stated: u32, right: u32) -> Option<String> {
    let text = line.tokens.get(at)?.text.as_str();
    let figures = text.starts_with(|c: char| c.is_ascii_digit());
    let fix = if figures || right >= SPELT { right.to_string() } else { cardinal_words(u64::from(right)) };
    let article = !matches!(line.before(at), "a" | "an") || indefinite(text) == indefinite(&fix);
    (stated > 1 && right > 1 && text != "pair" && article).then_some(fix)
}
