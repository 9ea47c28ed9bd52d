//! Whose figure it is: the subject of a number in a sentence.

use super::line::Line;
use super::names::{Mention, PlayerRef};
use super::vocabulary::Vocabulary;
use crate::event::Which;
use std::ops::Range;

/// What earlier sentences told.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// The player whom "he" means.
    pub he: Option<PlayerRef>,
    /// The side that the passage is about.
    pub side: Option<Which>,
    /// Players whose figures were told, in order.
    pub named: Vec<PlayerRef>,
}

/// Whose figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
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

const HE: [&str; 3] = ["he", "his", "him"];
const THEY: [&str; 3] = ["they", "their", "them"];
/// Words between two names that make them one subject.
const AND: [&str; 3] = ["and", ",", "&"];
/// Words after a name that make it the subject of what follows.
const VERBS: [&str; 46] = [
    "shot", "recorded", "recording", "committed", "committing", "had", "having", "went", "going", "made", "making", "hit", "hitting", "scored",
    "scoring", "finished", "finishing", "outscored", "outscoring", "dished", "grabbed", "grabbing", "turned", "outrebounded", "collected",
    "tallied", "tallying", "posted", "posting", "to", "into", "into", "out", "-", "shooting", "did", "connected", "converted", "knocked",
    "recorded", "were", "was", "got", "held", "forced", "racked",
];

/// Finds the subject of the figure at these words.
pub(super) fn subject(line: &Line, vocabulary: &Vocabulary, told: &Told, figure: &Range<usize>, end_of_list: usize) -> Subject {
    if let Some(player) = given_after(line, end_of_list) {
        return Subject::Player(player);
    }
    let before: Vec<&Mention> = line.mentions.iter().filter(|mention| mention.tokens.end <= figure.start).collect();
    let player = before.iter().rev().find(|mention| matches!(mention.named, super::names::Named::Players(_)));
    let side = before.iter().rev().find(|mention| mention.side().is_some() && !in_place(line, mention));
    if let Some(stranger) = before.iter().rev().find(|mention| mention.named == super::names::Named::Stranger)
        && player.is_none_or(|player| player.tokens.start < stranger.tokens.start)
        && side.is_none_or(|side| side.tokens.start < stranger.tokens.start)
    {
        return Subject::Unsure;
    }
    match (player, side) {
        (Some(player), Some(side)) if side.tokens.start > player.tokens.start && takes_over(line, player, side) => {
            side.side().map_or(Subject::Unsure, Subject::Side)
        }
        (Some(player), _) if pronoun(line, &THEY, player.tokens.end..figure.start) && line.breaks_between(player.tokens.end, figure.start) => {
            told.side.map_or(Subject::Unsure, Subject::Side)
        }
        (Some(player), _) => of_players(line, vocabulary, &before, player, figure),
        (None, Some(side)) if pronoun(line, &HE, side.tokens.end..figure.start) => told.he.map_or(Subject::Unsure, Subject::Player),
        (None, Some(side)) => side.side().map_or(Subject::Unsure, Subject::Side),
        (None, None) if pronoun(line, &THEY, 0..figure.start) => told.side.map_or(Subject::Unsure, Subject::Side),
        (None, None) => told.he.map_or(Subject::Unsure, Subject::Player),
    }
}

impl Line {
    /// Whether a clause begins between two words.
    pub fn breaks_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.breaks(at))
    }
}

/// "20 points from Millsap": the player right after the list of figures.
fn given_after(line: &Line, end: usize) -> Option<PlayerRef> {
    matches!(line.word(end), "from" | "by").then_some(())?;
    line.mentions.iter().find(|mention| mention.tokens.start == end + 1)?.player()
}

fn pronoun(line: &Line, words: &[&str], within: Range<usize>) -> bool {
    within.into_iter().any(|at| words.contains(&line.word(at)))
}

/// "in Boston", "at Boston": a place, no subject.
fn in_place(line: &Line, mention: &Mention) -> bool {
    matches!(line.before(mention.tokens.start), "in" | "at")
}

/// Whether a side that is named after a player is the subject of what follows: "..., while the Kings shot 46 percent".
fn takes_over(line: &Line, player: &Mention, side: &Mention) -> bool {
    let breaks = line.breaks_between(player.tokens.end, side.tokens.start + 1);
    let verb = VERBS.contains(&line.word(side.tokens.end)) || line.word(side.tokens.end + 1) == "shot";
    (breaks && verb) || (verb && line.before(side.tokens.start) == "," )
}

/// The player, or all that are named together with him.
fn of_players(line: &Line, vocabulary: &Vocabulary, before: &[&Mention], last: &Mention, figure: &Range<usize>) -> Subject {
    let Some(player) = last.player() else { return Subject::Unsure };
    let mut group = vec![player];
    let mut start = last.tokens.start;
    for mention in before.iter().rev().filter(|mention| mention.tokens.end <= last.tokens.start) {
        let joined = (mention.tokens.end..start).all(|at| AND.contains(&line.word(at))) && mention.tokens.end < start;
        let (true, Some(other)) = (joined, mention.player()) else { break };
        group.insert(0, other);
        start = mention.tokens.start;
    }
    if group.len() == 1 {
        return Subject::Player(player);
    }
    let rest = last.tokens.end..line.tokens.len();
    let between = last.tokens.end..figure.start;
    if line.find(vocabulary.list("group_scored"), 0..line.tokens.len()).is_some() {
        Subject::Unsure
    } else if line.find(vocabulary.list("together"), between.clone()).is_some() {
        Subject::Sum(group)
    } else if line.find(vocabulary.list("apiece"), rest).is_some() || between.into_iter().any(|at| line.word(at) == "pair") {
        Subject::Each(group)
    } else {
        Subject::Unsure
    }
}
