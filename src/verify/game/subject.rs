//! Whose figure it is: the subject of a number in a sentence.

use super::line::Line;
use super::names::{Mention, Named, PlayerRef};
use super::vocabulary::Vocabulary;
use crate::event::Which;
use std::ops::Range;

/// What earlier sentences told.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// The player whom "he" means.
    pub he: Option<PlayerRef>,
    /// "The former" and "the latter".
    pub pair: Option<(PlayerRef, PlayerRef)>,
    /// The side that the passage is about.
    pub side: Option<Which>,
    /// The side that "the team" means: of the side or the player who was named first in the last sentence that names one.
    pub team: Option<Which>,
    /// The side whose leader was named: players who "added" something are of it.
    pub company: Option<Which>,
    /// Whether the last sentence told of a part of the match or of other ones.
    pub elsewhere: bool,
    /// Players who were named, in order.
    pub named: Vec<PlayerRef>,
}

/// Whose figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// One player's.
    Player(PlayerRef),
    /// Of each of several players.
    Each(Vec<PlayerRef>),
    /// Of several players together.
    Sum(Vec<PlayerRef>),
    /// A side's.
    Side(Which),
    /// Not to be told.
    Unsure,
}

/// A subject with the words that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub whose: Whose,
    /// The name, where the sentence has one.
    pub name: Option<Range<usize>>,
}

impl Subject {
    fn named(whose: Whose, mention: &Mention) -> Self {
        Self { whose, name: Some(mention.tokens.clone()) }
    }

    fn pronoun(whose: Option<Whose>) -> Self {
        Self { whose: whose.unwrap_or(Whose::Unsure), name: None }
    }
}

const HE: [&str; 3] = ["he", "his", "him"];
const THEY: [&str; 2] = ["they", "their"];
/// Words between two names that make them one subject.
const AND: [&str; 3] = ["and", ",", "&"];
/// How far after an owner's name his figure may stand.
const OWNED: usize = 5;

/// Where a figure stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its first word.
    pub start: usize,
    /// Where the list of figures ends that it is in.
    pub end: usize,
}

/// Finds the subject of a figure.
pub(super) fn subject(line: &Line, words: &Vocabulary, told: &Told, figure: Place) -> Subject {
    if let Some(subject) = given_after(line, words, figure.end) {
        return subject;
    }
    let start = figure.start;
    if let Some(beside) = in_brackets(line, start).or_else(|| owner(line, start)) {
        return beside;
    }
    let before: Vec<&Mention> = line.mentions.iter().filter(|mention| mention.tokens.end <= start).collect();
    let players = before.iter().rev().filter(|mention| matches!(mention.named, Named::Players(_)));
    let player = players.clone().find(|mention| acts(line, words, mention)).copied();
    // "Wall was the only Wizard to record a double-double"
    let only = |mention: &Mention| line.before(mention.tokens.start) == "only";
    let sides = before.iter().rev().filter(|mention| mention.side().is_some() && !in_place(line, mention) && !only(mention));
    let side = sides.clone().find(|mention| side_acts(line, words, mention)).or_else(|| sides.clone().next()).copied();
    let last = end_of(player).max(end_of(side));
    if let Some(one) = (end_of(player)..start).rev().find_map(|at| one_of_two(line, told, &before, at)) {
        return Subject::pronoun(Some(Whose::Player(one)));
    }
    if before.is_empty() && the_man(line, words, start) {
        return Subject::pronoun(told.he.map(Whose::Player));
    }
    if someone_else(line, words, &before, last..start) {
        return Subject::pronoun(None);
    }
    let they = |from: usize| said(line, &THEY[..1], from..start);
    let them = (last..start).any(|at| words.one_of("limit", line.word(at)) && line.word(at + 1) == "them");
    if beside(line, words, sides.clone().next(), side, start) {
        return Subject::pronoun(None);
    }
    match (player, side) {
        // "held the Lakers to 38 percent and forced them to commit 17 turnovers": they are those who were held.
        (_, Some(side)) if them && side.tokens.end >= last && limited(line, words, side) => Subject::pronoun(side.side().map(Whose::Side)),
        (_, Some(side)) if them && side.tokens.end >= last => Subject::pronoun(side.side().map(|which| Whose::Side(which.other()))),
        (Some(player), Some(side)) if side.tokens.start > player.tokens.start && takes_over(line, words, player, side) => {
            of_side(line, words, side)
        }
        (Some(player), _) if they(player.tokens.end) => Subject::pronoun(told.side.map(Whose::Side)),
        (Some(player), _) => of_players(line, words, &before, player, start),
        (None, Some(side)) if said(line, &HE, side.tokens.end..start) => Subject::pronoun(told.he.map(Whose::Player)),
        (None, Some(side)) => of_side(line, words, side),
        (None, None) if said(line, &THEY, 0..start) => Subject::pronoun(told.side.map(Whose::Side)),
        (None, None) if said(line, &HE, 0..start) => Subject::pronoun(told.he.map(Whose::Player)),
        (None, None) if the_team(line, words, start) => Subject::pronoun(told.team.map(Whose::Side)),
        (None, None) => Subject::pronoun(None),
    }
}

/// "Thomas (38 points, 13-24 FG)": of the player whose name stands right before the brackets.
fn in_brackets(line: &Line, figure: usize) -> Option<Subject> {
    let open = (0..figure).rev().take_while(|at| line.word(*at) != ")").find(|at| line.word(*at) == "(")?;
    let mention = line.mentions.iter().find(|mention| mention.tokens.end == open)?;
    mention.player().map(|player| Subject::named(Whose::Player(player), mention))
}

/// "five of the Rockets' 16 steals": of the side that stands right before the figure.
fn owner(line: &Line, figure: usize) -> Option<Subject> {
    let end = figure.checked_sub(1).filter(|at| matches!(line.word(*at), "'s" | "'" | "’s" | "’"))?;
    let mention = line.mentions.iter().find(|mention| mention.tokens.end == end)?;
    mention.side().map(|which| Subject::named(Whose::Side(which), mention))
}

/// "The point guard", "the German forward" at the start of a sentence that has named nobody: the one who was told of before.
fn the_man(line: &Line, words: &Vocabulary, until: usize) -> bool {
    let role = (1..4).find(|at| words.one_of("role", line.word(*at)));
    line.word(0) == "the" && role.is_some_and(|role| role < until && line.word(role + 1) != "'s")
}

/// "The team shot 41 percent".
fn the_team(line: &Line, words: &Vocabulary, until: usize) -> bool {
    (0..until).any(|at| line.word(at) == "the" && matches!(line.word(at + 1), "team" | "squad") && words.one_of("verb", line.word(at + 2)))
}

/// "not enough to match the Kings lights out 56 percent shooting": whether another side than the subject stands right beside the figure.
fn beside(line: &Line, words: &Vocabulary, nearest: Option<&&Mention>, side: Option<&Mention>, figure: usize) -> bool {
    let Some(nearest) = nearest.filter(|nearest| side.is_some_and(|side| side.tokens != nearest.tokens)) else { return false };
    let end = nearest.tokens.end;
    let apart = (end..figure).any(|at| line.breaks(at) || line.word(at) == ",") || words.one_of("verb", line.word(end));
    end + 3 >= figure && !apart
}

/// Whether a side is the object of "held" and the like, and no other than it was named before.
fn limited(line: &Line, words: &Vocabulary, side: &Mention) -> bool {
    let start = side.tokens.start;
    let itself = line.mentions.iter().any(|other| other.tokens.end <= start && other.side() == side.side());
    !itself && words.one_of("limit", line.before(if line.before(start) == "the" { start - 1 } else { start }))
}

fn end_of(mention: Option<&Mention>) -> usize {
    mention.map_or(0, |mention| mention.tokens.end)
}

/// Whether the bench, a stranger or "the guard" comes between the name and the figure.
fn someone_else(line: &Line, words: &Vocabulary, before: &[&Mention], between: Range<usize>) -> bool {
    let stranger = before.iter().any(|mention| mention.named == Named::Stranger && mention.tokens.start >= between.start);
    let role = between
        .clone()
        .any(|at| line.word(at) == "the" && (at + 1..at + 4).any(|next| next < between.end && words.one_of("role", line.word(next))));
    // "while their opponents connected on just 25 percent"
    let others = between.clone().any(|at| matches!(line.word(at), "opponents" | "opponent" | "counterparts" | "foes"));
    stranger || role || others || group_acts(line, words, between)
}

impl Line {
    /// Whether a clause begins between two words.
    pub fn breaks_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.breaks(at))
    }
}

/// "20 points from Millsap", "a 16-point effort from Gordon", "a 51 percent night for Atlanta": named after the list of figures.
fn given_after(line: &Line, words: &Vocabulary, end: usize) -> Option<Subject> {
    let from = (end..end + 5).find(|at| !words.one_of("effort", line.word(*at)))?;
    let given = matches!(line.word(from), "from" | "by") || line.word(from) == "for" && from > end;
    let first = line.mentions.iter().find(|mention| given && mention.tokens.start == from + 1)?;
    let Some(player) = first.player() else { return first.side().map(|which| Subject::named(Whose::Side(which), first)) };
    let next = line.mentions.iter().find(|mention| mention.tokens.start > first.tokens.start);
    let other =
        next.filter(|next| next.tokens.start == first.tokens.end + 1 && line.word(first.tokens.end) == "and").and_then(Mention::player);
    Some(match other {
        Some(other) => Subject::pronoun(Some(Whose::Each(vec![player, other]))),
        None => Subject::named(Whose::Player(player), first),
    })
}

fn said(line: &Line, words: &[&str], within: Range<usize>) -> bool {
    within.into_iter().any(|at| words.contains(&line.word(at)))
}

/// Whether a player named here may be a subject: no object, and an owner only of a figure.
pub(super) fn acts(line: &Line, words: &Vocabulary, mention: &Mention) -> bool {
    let after = mention.tokens.end;
    if line.word(after) == "'s" && !matches!(line.before(mention.tokens.start), "matched" | "matching") {
        return (after..after + OWNED).take_while(|at| line.word(*at) != ",").any(|at| line.number(at).is_some());
    }
    let goes_on = line.word(after) == "who" || line.word(after) == "," && line.word(after + 1) == "who";
    goes_on || !words.one_of("object", line.before(mention.tokens.start))
}

/// Whether a side named here may be a subject: not the one that was beaten or outrebounded, unless it goes on to do something.
fn side_acts(line: &Line, words: &Vocabulary, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let before = if matches!(line.before(start), "the" | "host" | "visiting") { start.saturating_sub(2) } else { start.saturating_sub(1) };
    start == 0 || words.one_of("verb", line.word(mention.tokens.end)) || !words.one_of("side_object", line.word(before))
}

/// "in Boston", "at Boston": a place, no subject.
fn in_place(line: &Line, mention: &Mention) -> bool {
    matches!(line.before(mention.tokens.start), "in" | "at" | "for" | "over" | "against")
}

/// Whether a bench or the starters do something here.
fn group_acts(line: &Line, words: &Vocabulary, within: Range<usize>) -> bool {
    within.into_iter().any(|at| words.one_of("group", line.word(at)) && words.one_of("group_verb", line.word(at + 1)))
}

/// "the former", "the latter".
fn one_of_two(line: &Line, told: &Told, before: &[&Mention], at: usize) -> Option<PlayerRef> {
    let word = line.word(at);
    if !matches!(word, "former" | "latter") {
        return None;
    }
    let here: Vec<PlayerRef> = before.iter().filter(|mention| mention.tokens.end <= at).filter_map(|mention| mention.player()).collect();
    let pair = match here.as_slice() {
        [.., first, second] => (*first, *second),
        _ => told.pair?,
    };
    Some(if word == "former" { pair.0 } else { pair.1 })
}

/// Whether a side that is named after a player is the subject of what follows: "..., while the Kings shot 46 percent", "..., Houston's offense".
fn takes_over(line: &Line, words: &Vocabulary, player: &Mention, side: &Mention) -> bool {
    let breaks = line.breaks_between(player.tokens.end, side.tokens.start + 1) || line.before(side.tokens.start) == ",";
    breaks && (words.one_of("verb", line.word(side.tokens.end)) || line.word(side.tokens.end) == "'s")
}

fn of_side(line: &Line, words: &Vocabulary, mention: &Mention) -> Subject {
    let next = line.word(mention.tokens.end);
    if next == "'s" || words.one_of("side_noun", next) || words.one_of("group", next) {
        return Subject::pronoun(None);
    }
    Subject::named(mention.side().map_or(Whose::Unsure, Whose::Side), mention)
}

/// The player, or all that are named together with him.
fn of_players(line: &Line, words: &Vocabulary, before: &[&Mention], last: &Mention, figure: usize) -> Subject {
    let Some(player) = last.player() else { return Subject::pronoun(None) };
    let mut group = vec![player];
    let mut start = last.tokens.start;
    for mention in before.iter().rev().filter(|mention| mention.tokens.end <= last.tokens.start) {
        let joined = (mention.tokens.end..start).all(|at| AND.contains(&line.word(at))) && mention.tokens.end < start;
        let (true, Some(other)) = (joined, mention.player()) else { break };
        group.insert(0, other);
        start = mention.tokens.start;
    }
    let between = last.tokens.end..figure;
    let together = line.find(words.list("together"), between.clone()).is_some();
    if group.len() == 1 {
        return if together { Subject::pronoun(None) } else { Subject::named(Whose::Player(player), last) };
    }
    let whose = if line.find(words.list("group_scored"), 0..line.tokens.len()).is_some() {
        Whose::Unsure
    } else if together {
        Whose::Sum(group)
    } else if line.find(words.list("apiece"), last.tokens.end..line.tokens.len()).is_some() || said(line, &["pair", "matching"], between) {
        Whose::Each(group)
    } else {
        Whose::Unsure
    };
    Subject { whose, name: None }
}
