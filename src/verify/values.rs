//! What can fill a slot: names and values at a token, by the type that the slot asks for.

use super::claim::{Arg, How, Pronoun, RawClaim, Who};
use super::entities::Name;
use super::numbers;
use super::reader::Reader;
use crate::event::Unit;
use crate::lexicon::SlotType;

/// A filling of a slot: where it ends, what it is, and what it claims on the way ("Kenya's Vivian Cheruiyot").
#[derive(Debug, Clone)]
pub struct Found {
    /// The token after it.
    pub end: usize,
    /// The value.
    pub arg: Arg,
    /// Claims inside it.
    pub claims: Vec<RawClaim>,
}

impl Found {
    fn plain(end: usize, arg: Arg) -> Self {
        Self { end, arg, claims: Vec::new() }
    }
}

impl Reader<'_> {
    /// Every filling of a slot at a token, longest first.
    pub fn fill(&self, slot: SlotType, at: usize) -> Vec<Found> {
        let mut found = match slot {
            SlotType::Competitor => self.phrase(at),
            SlotType::Competitors => self.list(at),
            SlotType::Possessor => self.possessor(at),
            SlotType::Event => self.event_phrase(at),
            SlotType::Ordinal => self
                .ordinals(at)
                .into_iter()
                .filter(|(_, list)| list.len() == 1)
                .filter_map(|(end, list)| Some(Found::plain(end, Arg::Number(*list.first()?))))
                .collect(),
            SlotType::Ordinals => self
                .ordinals(at)
                .into_iter()
                .filter(|(_, list)| list.len() > 1)
                .map(|(end, list)| Found::plain(end, Arg::Numbers(list)))
                .collect(),
            SlotType::Count => self.count(at),
            SlotType::Gap => self.gap(at),
            SlotType::Mark => self.mark(at),
            SlotType::Points => {
                numbers::points(self.tokens, at).map(|(end, mark)| Found::plain(end, Arg::Mark(mark))).into_iter().collect()
            }
            SlotType::Day => numbers::day(self.tokens, at).map(|(end, day)| Found::plain(end, Arg::Day(day))).into_iter().collect(),
            SlotType::Wind => numbers::wind(self.tokens, at).map(|(end, wind)| Found::plain(end, Arg::Number(wind))).into_iter().collect(),
            SlotType::Entrants | SlotType::Entrant => self.entrant(at, slot == SlotType::Entrants),
            SlotType::Members => self.members(at),
            SlotType::Team
            | SlotType::Nation
            | SlotType::Demonym
            | SlotType::Venue
            | SlotType::City
            | SlotType::Country
            | SlotType::Competition
            | SlotType::NextEvent
            | SlotType::Split
            | SlotType::Member => self.named(slot, at),
        };
        found.sort_by_key(|found| std::cmp::Reverse(found.end));
        found
    }

    fn named(&self, slot: SlotType, at: usize) -> Vec<Found> {
        let venue = &self.event.venue;
        let own = |text: &Option<String>| text.clone().map(Arg::Text);
        let arg = |name: &Name| match (slot, name) {
            (SlotType::Team, Name::Team(name)) => Some(Arg::Team(name.clone())),
            (SlotType::Nation, Name::Nation(code)) | (SlotType::Demonym, Name::Demonym(code)) => Some(Arg::Nation(code.clone())),
            (SlotType::Venue, Name::Venue) => own(&venue.name),
            (SlotType::City, Name::City) => own(&venue.city),
            (SlotType::Country, Name::Country) => own(&venue.country),
            (SlotType::Competition, Name::Competition) => own(&self.event.competition),
            (SlotType::NextEvent, Name::NextEvent) => own(&self.event.context.next_event.as_ref().map(|next| next.name.clone())),
            (SlotType::Member, Name::Member(name)) => Some(Arg::Text(name.clone())),
            (SlotType::Split, Name::Split(point)) => Some(Arg::Text(point.clone())),
            _ => None,
        };
        self.names.at(self.tokens, at).filter_map(|(end, name)| Some(Found::plain(end, arg(name)?))).collect()
    }

    /// Members of a team, one or more: "Asafa Powell, Yohan Blake and Usain Bolt".
    fn members(&self, at: usize) -> Vec<Found> {
        let member = |at: usize| {
            let mut named = self.names.at(self.tokens, at);
            named.find_map(|(end, name)| if let Name::Member(full) = name { Some((end, full.clone())) } else { None })
        };
        let (mut found, mut names, mut next) = (Vec::new(), Vec::new(), at);
        while let Some((end, full)) = member(next) {
            names.push(full);
            found.push(Found::plain(end, Arg::Text(names.join("|"))));
            next = end + usize::from(self.word_is(end, ","));
            next += usize::from(self.word_is(next, "and"));
            if next == end {
                break;
            }
        }
        found.reverse();
        found
    }

    /// A competitor's bare name, full or short; all rows that bear it.
    pub fn bare_name(&self, at: usize) -> Vec<Found> {
        let mut by_end: std::collections::BTreeMap<usize, (Vec<usize>, bool)> = std::collections::BTreeMap::new();
        for (end, name) in self.names.at(self.tokens, at) {
            if let Name::Competitor(row, full) = name {
                let entry = by_end.entry(end).or_default();
                if !entry.0.contains(row) {
                    entry.0.push(*row);
                }
                entry.1 |= full;
            }
        }
        let who = |(end, (rows, full))| Found::plain(end, Arg::Who(Who { tokens: at..end, how: How::Name { rows, full } }));
        by_end.into_iter().rev().map(who).collect()
    }

    /// A pronoun as a noun phrase, or as an owner.
    pub fn pronoun(&self, at: usize, owner: bool) -> Option<Found> {
        let word = self.tokens.get(at)?.lower.as_str();
        let which = match (word, owner) {
            ("he" | "him", false) | ("his", true) => Pronoun::He,
            ("she" | "her", false) | ("her", true) => Pronoun::She,
            ("it" | "they" | "them", false) | ("its" | "their", true) => Pronoun::It,
            _ => return None,
        };
        Some(Found::plain(at + 1, Arg::Who(Who { tokens: at..at + 1, how: How::Pronoun(which) })))
    }

    fn possessor(&self, at: usize) -> Vec<Found> {
        let mut found: Vec<Found> = self.pronoun(at, true).into_iter().collect();
        for name in self.bare_name(at) {
            if self.word_is(name.end, "'s") {
                found.push(Found { end: name.end + 1, ..name });
            }
        }
        found
    }

    /// Ordinals at a token: one, or a list of them.
    fn ordinals(&self, at: usize) -> Vec<(usize, Vec<i64>)> {
        let read = |at: usize| self.tokens.get(at).and_then(|token| numbers::ordinal(&token.lower));
        let Some(first) = read(at) else { return Vec::new() };
        let mut found = vec![(at + 1, vec![first])];
        let mut list = vec![first];
        let mut end = at + 1;
        loop {
            let comma = self.word_is(end, ",");
            let and = self.word_is(end + usize::from(comma), "and");
            let Some(next) = read(end + usize::from(comma) + usize::from(and)).filter(|_| comma || and) else { break };
            list.push(next);
            end += usize::from(comma) + usize::from(and) + 1;
            if and {
                found.push((end, list.clone()));
                break;
            }
        }
        found
    }

    fn count(&self, at: usize) -> Vec<Found> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let read = if token.lower == "no" { Some((at + 1, 0)) } else { numbers::count(self.tokens, at) };
        read.map(|(end, number)| Found::plain(end, Arg::Number(number))).into_iter().collect()
    }

    fn gap(&self, at: usize) -> Vec<Found> {
        let mut found: Vec<Found> =
            numbers::laps(self.tokens, at).map(|(end, laps)| Found::plain(end, Arg::Laps(laps))).into_iter().collect();
        match self.event.mark_unit {
            Some(Unit::Distance) => found.extend(numbers::distance(self.tokens, at).map(|(end, mark)| Found::plain(end, Arg::Mark(mark)))),
            Some(Unit::Points) => {
                let points =
                    numbers::points(self.tokens, at).filter(|(end, _)| self.word_is(*end, "points") || self.word_is(*end, "point"));
                found.extend(points.map(|(end, mark)| Found::plain(end + 1, Arg::Mark(mark))));
            }
            Some(Unit::Time) | None => {
                found.extend(numbers::time(self.tokens, at).into_iter().map(|(end, mark)| Found::plain(end, Arg::Mark(mark))));
            }
        }
        found
    }

    fn mark(&self, at: usize) -> Vec<Found> {
        let mut found: Vec<Found> =
            numbers::time(self.tokens, at).into_iter().map(|(end, mark)| Found::plain(end, Arg::Mark(mark))).collect();
        found.extend(numbers::distance(self.tokens, at).map(|(end, mark)| Found::plain(end, Arg::Mark(mark))));
        if let Some(unit) = self.event.mark_unit {
            found.extend(numbers::bare(self.tokens, at, unit).map(|(end, mark)| Found::plain(end, Arg::Mark(mark))));
            let points = numbers::points(self.tokens, at).filter(|(end, _)| unit == Unit::Points && self.word_is(*end, "points"));
            found.extend(points.map(|(end, mark)| Found::plain(end + 1, Arg::Mark(mark))));
        }
        found
    }

    fn entrant(&self, at: usize, plural: bool) -> Vec<Found> {
        let words = if plural { &self.entrants } else { &self.entrant };
        let Some(token) = self.tokens.get(at).filter(|token| words.contains(&token.lower.as_str())) else { return Vec::new() };
        vec![Found::plain(at + 1, Arg::Text(token.lower.clone()))]
    }
}
