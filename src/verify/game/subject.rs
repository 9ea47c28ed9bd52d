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
    /// The side whose leader was named: players who "added" something are of it.
    pub company: Option<Which>,
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
/// Words before a name that make it no subject: "in place of Jones, posting 18 points".
const OBJECT: [&str; 14] =
    ["of", "for", "matched", "matching", "alongside", "against", "over", "without", "supported", "like", "joined", "on", "another", "to"];
/// Words after the name of a side that make something else the subject: "the Kings all-star center".
const NOUNS: [&str; 16] = [
    "center", "guard", "forward", "all", "star", "bench", "starters", "starter", "big", "point", "rookie", "reserves", "swingman",
    "reserve", "second", "small",
];
/// Words after a name that make it the subject of what follows.
const VERBS: [&str; 47] = [
    "shot",
    "recorded",
    "recording",
    "committed",
    "committing",
    "had",
    "having",
    "went",
    "going",
    "made",
    "making",
    "hit",
    "hitting",
    "scored",
    "scoring",
    "finished",
    "finishing",
    "outscored",
    "outscoring",
    "dished",
    "grabbed",
    "grabbing",
    "turned",
    "outrebounded",
    "collected",
    "tallied",
    "tallying",
    "posted",
    "posting",
    "to",
    "into",
    "out",
    "-",
    "shooting",
    "did",
    "connected",
    "converted",
    "knocked",
    "were",
    "was",
    "got",
    "held",
    "forced",
    "racked",
    "who",
    "hitting",
    "managed",
];
/// Verbs after which "them" are the other side.
const LIMIT: [&str; 9] = ["limiting", "limited", "holding", "held", "forcing", "forced", "force", "hold", "limit"];
/// Nouns between a figure and "from": "a 16-point effort from Gordon".
const EFFORTS: [&str; 12] =
    ["effort", "efforts", "performance", "performances", "outing", "outings", "tallies", "-", "double", "showing", "night", "apiece"];
/// Those who are a group of their own: "the bench combined for 56 points".
const GROUPS: [&str; 4] = ["bench", "reserves", "unit", "starters"];
/// What a group does.
const GROUP_VERBS: [&str; 10] = ["combined", "chipped", "scored", "contributed", "had", "added", "provided", "was", "produced", "combine"];
/// How far after an owner's name his figure may stand.
const OWNED: usize = 5;

/// Finds the subject of the figure at these words.
pub(super) fn subject(line: &Line, vocabulary: &Vocabulary, told: &Told, figure: &Range<usize>, end_of_list: usize) -> Subject {
    if let Some(subject) = given_after(line, end_of_list) {
        return subject;
    }
    let before: Vec<&Mention> = line.mentions.iter().filter(|mention| mention.tokens.end <= figure.start).collect();
    let players = || before.iter().rev().filter(|mention| matches!(mention.named, Named::Players(_)));
    let player = players().find(|mention| acts(line, mention));
    let side = before.iter().rev().find(|mention| mention.side().is_some() && !in_place(line, mention));
    let last = player.map_or(0, |player| player.tokens.end).max(side.map_or(0, |side| side.tokens.end));
    if group_acts(line, last..figure.start) || before.iter().any(|mention| mention.named == Named::Stranger && mention.tokens.start >= last)
    {
        return Subject::pronoun(None);
    }
    if let Some(which) = (last..figure.start).rev().find_map(|at| one_of_two(line, told, &before, at)) {
        return Subject::pronoun(Some(Whose::Player(which)));
    }
    let they = |from: usize| said(line, &THEY[..1], from..figure.start);
    let them = said(line, &["them"], last..figure.start)
        && (last..figure.start).any(|at| LIMIT.contains(&line.word(at)) && line.word(at + 1) == "them");
    match (player, side) {
        (_, Some(side)) if them && side.tokens.end >= last => Subject::pronoun(side.side().map(|which| Whose::Side(which.other()))),
        (Some(player), Some(side)) if side.tokens.start > player.tokens.start && takes_over(line, player, side) => of_side(line, side),
        (Some(player), _) if they(player.tokens.end) => Subject::pronoun(told.side.map(Whose::Side)),
        (Some(player), _) => of_players(line, vocabulary, &before, player, figure),
        (None, Some(side)) if said(line, &HE, side.tokens.end..figure.start) => Subject::pronoun(told.he.map(Whose::Player)),
        (None, Some(side)) => of_side(line, side),
        (None, None) if said(line, &THEY, 0..figure.start) => Subject::pronoun(told.side.map(Whose::Side)),
        (None, None) if said(line, &HE, 0..figure.start) => Subject::pronoun(told.he.map(Whose::Player)),
        (None, None) => Subject::pronoun(None),
    }
}

impl Line {
    /// Whether a clause begins between two words.
    pub fn breaks_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.breaks(at))
    }
}

/// "20 points from Millsap", "a 16-point effort from Gordon": the players after the list of figures.
fn given_after(line: &Line, end: usize) -> Option<Subject> {
    let from = (end..end + 5).find(|at| !EFFORTS.contains(&line.word(*at)))?;
    matches!(line.word(from), "from" | "by").then_some(())?;
    let first = line.mentions.iter().find(|mention| mention.tokens.start == from + 1)?;
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
pub(super) fn acts(line: &Line, mention: &Mention) -> bool {
    let after = mention.tokens.end;
    let owner = line.word(after) == "'s";
    let owns = (after..after + OWNED).take_while(|at| line.word(*at) != ",").any(|at| line.number(at).is_some());
    !OBJECT.contains(&line.before(mention.tokens.start)) && (!owner || owns)
}

/// "in Boston", "at Boston": a place, no subject.
fn in_place(line: &Line, mention: &Mention) -> bool {
    matches!(line.before(mention.tokens.start), "in" | "at" | "for" | "over" | "against")
}

/// Whether a bench or the starters do something here.
fn group_acts(line: &Line, within: Range<usize>) -> bool {
    within.into_iter().any(|at| GROUPS.contains(&line.word(at)) && GROUP_VERBS.contains(&line.word(at + 1)))
}

/// "the former", "the latter".
fn one_of_two(line: &Line, told: &Told, before: &[&Mention], at: usize) -> Option<PlayerRef> {
    let word = line.word(at);
    if !matches!(word, "former" | "latter") {
        return None;
    }
    let here: Vec<PlayerRef> = before.iter().filter_map(|mention| mention.player()).collect();
    let pair = match here.as_slice() {
        [.., first, second] => (*first, *second),
        _ => told.pair?,
    };
    Some(if word == "former" { pair.0 } else { pair.1 })
}

/// Whether a side that is named after a player is the subject of what follows: "..., while the Kings shot 46 percent".
fn takes_over(line: &Line, player: &Mention, side: &Mention) -> bool {
    let breaks = line.breaks_between(player.tokens.end, side.tokens.start + 1);
    let verb = VERBS.contains(&line.word(side.tokens.end));
    verb && (breaks || line.before(side.tokens.start) == ",")
}

fn of_side(line: &Line, mention: &Mention) -> Subject {
    let next = line.word(mention.tokens.end);
    let other = next == "'s" || NOUNS.contains(&next);
    if other {
        Subject::pronoun(None)
    } else {
        Subject { whose: mention.side().map_or(Whose::Unsure, Whose::Side), name: Some(mention.tokens.clone()) }
    }
}

/// The player, or all that are named together with him.
fn of_players(line: &Line, vocabulary: &Vocabulary, before: &[&Mention], last: &Mention, figure: &Range<usize>) -> Subject {
    let Some(player) = last.player() else { return Subject::pronoun(None) };
    let mut group = vec![player];
    let mut start = last.tokens.start;
    for mention in before.iter().rev().filter(|mention| mention.tokens.end <= last.tokens.start) {
        let joined = (mention.tokens.end..start).all(|at| AND.contains(&line.word(at))) && mention.tokens.end < start;
        let (true, Some(other)) = (joined, mention.player()) else { break };
        group.insert(0, other);
        start = mention.tokens.start;
    }
    if group.len() == 1 {
        return Subject::named(Whose::Player(player), last);
    }
    let between = last.tokens.end..figure.start;
    let whose = if line.find(vocabulary.list("group_scored"), 0..line.tokens.len()).is_some() {
        Whose::Unsure
    } else if line.find(vocabulary.list("together"), between.clone()).is_some() {
        Whose::Sum(group)
    } else if line.find(vocabulary.list("apiece"), last.tokens.end..line.tokens.len()).is_some() || said(line, &["pair"], between) {
        Whose::Each(group)
    } else {
        Whose::Unsure
    };
    Subject { whose, name: None }
}
