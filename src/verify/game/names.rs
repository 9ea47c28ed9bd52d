//! Whom a sentence names: sides, players, other teams of the league, arenas.

use super::line::{Phrase, phrase};
use super::vocabulary::Vocabulary;
use crate::event::{ScoreSheet, Which};
use crate::verify::tokens::Token;
use std::ops::Range;

/// A player by side and place on the sheet.
pub(super) type PlayerRef = (Which, usize);

/// Who or what is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// One of the two sides.
    Side(Which),
    /// A place where both sides, or a side and another team, are at home.
    Place,
    /// Players who bear the name: one, or several of one surname.
    Players(Vec<PlayerRef>),
    /// Another team of the league.
    Other(String),
    /// An arena, by its name.
    Arena(String),
    /// Somebody with a capital who is not on the sheet.
    Stranger,
}

/// A name in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its words.
    pub tokens: Range<usize>,
    /// Who.
    pub named: Named,
}

impl Mention {
    /// The player, where only one bears the name.
    pub fn player(&self) -> Option<PlayerRef> {
        match &self.named {
            Named::Players(list) => match list.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
            _ => None,
        }
    }

    /// The side.
    pub fn side(&self) -> Option<Which> {
        if let Named::Side(which) = self.named { Some(which) } else { None }
    }
}

/// Words that begin sentences and are no names.
const OPENERS: [&str; 30] = [
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "after",
    "with",
    "despite",
    "however",
    "meanwhile",
    "while",
    "as",
    "for",
    "this",
    "that",
    "his",
    "he",
    "they",
    "their",
    "it",
    "although",
    "though",
    "but",
    "and",
    "when",
    "without",
    "behind",
    "only",
    "both",
];

/// Every name that a match knows.
#[derive(Debug)]
pub(super) struct Names {
    known: Vec<(Phrase, Named)>,
}

impl Names {
    /// The names of a match.
    pub fn of(sheet: &ScoreSheet, vocabulary: &Vocabulary) -> Self {
        let mut names = Self { known: Vec::new() };
        for which in Which::BOTH {
            let side = sheet.side(which);
            names.side(which, &side.nickname, &side.place, vocabulary);
            for (at, player) in side.players.iter().enumerate() {
                let full = without_suffix(&player.person.full);
                for name in [player.person.full.as_str(), full, without_suffix(&player.person.family), player.person.family.as_str()] {
                    names.player(name, (which, at));
                }
            }
        }
        for team in &vocabulary.teams {
            for arena in &team.arenas {
                names.add(&arena.name, Named::Arena(arena.name.clone()));
            }
            let playing = Which::BOTH.iter().any(|which| sheet.side(*which).nickname == team.name);
            if playing {
                continue;
            }
            let forms = std::iter::once(&team.name).chain(&team.short);
            for form in forms {
                names.add(form, Named::Other(team.name.clone()));
                names.add(&format!("{} {form}", team.place), Named::Other(team.name.clone()));
            }
            names.add(&team.place, Named::Other(team.name.clone()));
        }
        names
    }

    fn side(&mut self, which: Which, nickname: &str, place: &str, vocabulary: &Vocabulary) {
        let team = vocabulary.teams.iter().find(|team| team.name == nickname);
        let places = std::iter::once(place)
            .chain(team.map(|team| team.place.as_str()))
            .chain(team.iter().flat_map(|team| team.other_places.iter().map(String::as_str)));
        let forms: Vec<&str> =
            std::iter::once(nickname).chain(team.iter().flat_map(|team| team.short.iter().map(String::as_str))).collect();
        for place in places {
            self.add(place, Named::Side(which));
            for form in &forms {
                self.add(&format!("{place} {form}"), Named::Side(which));
            }
        }
        for form in forms {
            self.add(form, Named::Side(which));
        }
    }

    fn add(&mut self, name: &str, named: Named) {
        let name = phrase(name);
        match self.known.iter_mut().find(|(other, _)| *other == name) {
            Some((_, there)) if *there != named && matches!((&there, &named), (Named::Side(_), Named::Side(_))) => *there = Named::Place,
            Some(_) => {}
            None => self.known.push((name, named)),
        }
    }

    fn player(&mut self, name: &str, player: PlayerRef) {
        let name: Phrase = phrase(name).into_iter().filter(|word| word != ".").collect();
        match self.known.iter_mut().find(|(other, _)| *other == name) {
            Some((_, Named::Players(list))) if !list.contains(&player) => list.push(player),
            Some(_) => {}
            None => self.known.push((name, Named::Players(vec![player]))),
        }
    }

    /// The names of a sentence, the longest at each place. Names are written with capitals.
    pub fn mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let capital = token.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let known = if capital { self.known_at(tokens, at) } else { role(tokens, at) };
            if let Some((width, named)) = known {
                found.push(Mention { tokens: at..at + width, named });
                at += width;
                continue;
            }
            let width = if capital { self.stranger(tokens, at) } else { 0 };
            if width > 1 {
                found.push(Mention { tokens: at..at + width, named: Named::Stranger });
            }
            at += width.max(1);
        }
        found
    }

    /// How many words with capitals stand here that may be somebody's name. The first word of a sentence is none.
    fn stranger(&self, tokens: &[Token], at: usize) -> usize {
        let name = |place: usize| {
            tokens
                .get(place)
                .is_some_and(|token| token.text.starts_with(char::is_uppercase) && token.text.chars().skip(1).any(char::is_lowercase))
        };
        let opens = |place: usize| place == 0 && tokens.get(place).is_some_and(|token| OPENERS.contains(&token.lower.as_str()));
        (at..tokens.len()).take_while(|place| name(*place) && !opens(*place) && self.known_at(tokens, *place).is_none()).count()
    }

    fn known_at(&self, tokens: &[Token], at: usize) -> Option<(usize, Named)> {
        let fitting = self.known.iter().filter_map(|(name, named)| Some((fits(name, tokens, at)?, named)));
        fitting.max_by_key(|(width, _)| *width).map(|(width, named)| (width, named.clone()))
    }
}

/// "The visitors" and "the hosts", "the home side" and "the visiting team".
fn role(tokens: &[Token], at: usize) -> Option<(usize, Named)> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    let two = matches!(word(at + 1), "side" | "team" | "squad");
    match word(at) {
        "visitors" => Some((1, Named::Side(Which::Visitors))),
        "hosts" => Some((1, Named::Side(Which::Home))),
        "visiting" | "road" if two => Some((2, Named::Side(Which::Visitors))),
        "home" if two => Some((2, Named::Side(Which::Home))),
        _ => None,
    }
}

/// How many words a name takes here; full stops do not count.
fn fits(name: &Phrase, tokens: &[Token], start: usize) -> Option<usize> {
    let mut at = start;
    for (place, word) in name.iter().enumerate() {
        if place > 0 && tokens.get(at).is_some_and(|token| token.text == ".") && word != "." {
            at += 1;
        }
        if tokens.get(at)?.lower != *word {
            return None;
        }
        at += 1;
    }
    Some(at - start)
}

/// A name without "Jr." and the like.
fn without_suffix(name: &str) -> &str {
    let endings = [" Jr.", " Sr.", " Jr", " Sr", " III", " II", " IV"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}
