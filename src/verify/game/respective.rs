//! Lists that go with lists: "Watson and Copeland had 14 and 10 points, respectively".

use super::found::Found;
use super::line::{Line, Number};
use super::names::{Mention, PlayerRef};
use super::reader::Reader;
use super::statistics::Figure;
use std::ops::Range;

/// Judges each number of a list of its player.
pub(super) fn check(reader: &Reader<'_>, line: &Line, figures: &[Figure], found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    if line.find(words.list("group_scored"), 0..line.tokens.len()).is_none() {
        return;
    }
    for figure in figures.iter().filter(|figure| figure.tokens.start < line.future) {
        let numbers = numbers(line, &figure.number);
        let Some(first) = numbers.first().filter(|_| numbers.len() > 1) else { continue };
        let players = players(line, first.tokens.start);
        let clause = line.clause(figure.tokens.start);
        let other = |name: &str| line.find(words.list(name), clause.clone()).is_some();
        if players.len() != numbers.len() || other("beyond") || line.find(words.list("part"), figure.tokens.end..clause.end).is_some() {
            continue;
        }
        for (number, player) in numbers.iter().zip(players) {
            let Some(right) = reader.sheet.total(player, &figure.statistic) else { continue };
            let reason = format!("{} had {right} {}", reader.sheet.name(player), figure.statistic.replace('_', " "));
            let cells = reader.sheet.cell(player, &figure.statistic);
            found.push(Found::number(number, right, number.value == right, reason).named(&figure.statistic).with(cells));
        }
    }
}

/// The numbers of a list that ends with this one.
fn numbers(line: &Line, last: &Number) -> Vec<Number> {
    let mut list = vec![last.clone()];
    let mut start = last.tokens.start;
    while let Some(gap) = start.checked_sub(1).filter(|gap| matches!(line.word(*gap), "and" | ",")) {
        let before = gap - usize::from(line.word(gap) == "and" && line.before(gap) == ",");
        let Some(number) = before.checked_sub(1).and_then(|at| line.number(at)).filter(|number| number.tokens.end == before) else { break };
        start = number.tokens.start;
        list.insert(0, number);
    }
    list
}

/// The players of the list that is named last before a word.
fn players(line: &Line, until: usize) -> Vec<PlayerRef> {
    let before: Vec<&Mention> = line.mentions.iter().filter(|mention| mention.tokens.end <= until).collect();
    let mut list = Vec::new();
    let mut start = None;
    for mention in before.iter().rev() {
        let joined = start.is_none_or(|start| joined(line, mention.tokens.end..start));
        let (true, Some(player)) = (joined, mention.player()) else { break };
        list.insert(0, player);
        start = Some(mention.tokens.start);
    }
    list
}

/// Whether nothing but "and", commas and what stands in brackets is between two names.
fn joined(line: &Line, between: Range<usize>) -> bool {
    let mut inside = false;
    between.into_iter().all(|at| {
        let word = line.word(at);
        inside = word == "(" || inside && word != ")";
        inside || matches!(word, ")" | "and" | ",")
    })
}
