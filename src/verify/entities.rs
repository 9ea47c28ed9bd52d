//! The names that a text about this event may use, and what they stand for.

use super::tokens::{Token, tokenise};
use crate::english::{Profile, event_name};
use crate::event::{Competitor, Event, Row};
use crate::lexicon::{Lexicon, sport_key};
use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A competitor's row, by index; whether it is the full name.
    Competitor(usize, bool),
    /// A team.
    Team(String),
    /// A nation, by code.
    Nation(String),
    /// A nation's adjective or noun, by code.
    Demonym(String),
    /// The event.
    Event,
    /// The venue.
    Venue,
    /// The city.
    City,
    /// The country.
    Country,
    /// The competition.
    Competition,
    /// The next event of the season.
    NextEvent,
    /// A split, by its point.
    Split(String),
    /// A member of a crew, relay or team, by the full name.
    Member(String),
}

struct Known {
    words: Vec<String>,
    folded: bool,
    name: Name,
}

/// Every name of an event, by its first word.
pub struct Names {
    by_first: BTreeMap<String, Vec<Known>>,
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Names").field("first words", &self.by_first.len()).finish()
    }
}

impl Names {
    /// Collects the names of an event.
    pub fn of(event: &Event, lexicon: &Lexicon) -> Self {
        let mut names = Self { by_first: BTreeMap::new() };
        for (at, row) in event.rows.iter().enumerate() {
            names.add_row(at, row, lexicon);
        }
        names.add_event(event, lexicon);
        let venue = [(&event.venue.name, Name::Venue), (&event.venue.city, Name::City), (&event.venue.country, Name::Country)];
        for (text, name) in venue {
            if let Some(text) = text {
                names.add(text, false, name);
            }
        }
        if let Some(competition) = &event.competition {
            names.add(competition, false, Name::Competition);
        }
        if let Some(next) = &event.context.next_event {
            names.add(&next.name, false, Name::NextEvent);
        }
        for standing in &event.context.standings {
            if standing.kind == crate::event::StandingKind::Teams {
                names.add(&standing.name, false, Name::Team(standing.name.clone()));
            }
        }
        for list in names.by_first.values_mut() {
            list.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.name.cmp(&b.name)));
            list.dedup_by(|a, b| a.words == b.words && a.name == b.name);
        }
        names
    }

    fn add_row(&mut self, at: usize, row: &Row, lexicon: &Lexicon) {
        self.add(row.competitor.full(), false, Name::Competitor(at, true));
        self.add(row.competitor.short(), false, Name::Competitor(at, false));
        if let Competitor::Team { members, .. } = &row.competitor {
            for member in members {
                self.add(&member.full, false, Name::Member(member.full.clone()));
                self.add(&member.family, false, Name::Member(member.full.clone()));
            }
        }
        if let Some(team) = &row.team {
            self.add(&team.name, false, Name::Team(team.name.clone()));
        }
        if let Some(nation) = &row.nation {
            self.add(&nation.name, false, Name::Nation(nation.code.clone()));
            let nouns = lexicon.demonyms(&nation.code).iter().chain(&nation.adjective);
            for noun in nouns {
                self.add(noun, false, Name::Demonym(nation.code.clone()));
                self.add(&format!("{noun}s"), false, Name::Demonym(nation.code.clone()));
            }
        }
        for split in &row.splits {
            let label = split.label.as_ref().unwrap_or(&split.point);
            self.add(label, true, Name::Split(split.point.clone()));
            self.add(&american(label), true, Name::Split(split.point.clone()));
        }
    }

    fn add_event(&mut self, event: &Event, lexicon: &Lexicon) {
        let mut forms = vec![event.name.clone()];
        forms.extend(event.name.strip_suffix(" final").map(str::to_owned));
        if event.name.ends_with(" final") {
            forms.push("the final".to_owned());
        }
        if event.name.ends_with(" Grand Prix") {
            forms.push("the grand prix".to_owned());
        }
        let kind = match event.kind {
            crate::event::UnitKind::Race => "event_race",
            crate::event::UnitKind::Sprint => "event_sprint",
            crate::event::UnitKind::Heat => "event_heat",
            crate::event::UnitKind::Training => "event_training",
            crate::event::UnitKind::Match => "event_match",
        };
        for set in [kind, "event_any"] {
            forms.extend(lexicon.words(set).iter().cloned());
        }
        for form in forms {
            let headlines = [Profile::Ap, Profile::Uk].map(|profile| event_name::headline(&form, profile));
            for spelled in event_name::spellings(&form).into_iter().chain(headlines).chain([american(&form)]) {
                self.add(&spelled, true, Name::Event);
            }
        }
    }

    fn add(&mut self, text: &str, folded: bool, name: Name) {
        let words: Vec<String> = tokenise(text).into_iter().map(|token| if folded { token.lower } else { token.text }).collect();
        if let Some(first) = words.first() {
            let list = self.by_first.entry(first.to_lowercase()).or_default();
            if !list.iter().any(|known| known.words == words && known.name == name) {
                list.push(Known { words, folded, name });
            }
        }
    }

    /// Every name that starts at this token, with the token after it; longest first.
    pub fn at<'a>(&'a self, tokens: &'a [Token], at: usize) -> impl Iterator<Item = (usize, &'a Name)> {
        let list = tokens.get(at).and_then(|token| self.by_first.get(&token.lower)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |known| {
            let end = at + known.words.len();
            let there = tokens.get(at..end)?;
            let same = there.iter().zip(&known.words).enumerate().all(|(place, (token, word))| {
                let opens = at == 0 && place == 0 && token.text.chars().next().is_some_and(char::is_uppercase);
                if known.folded || (place == 0 && word == "the") {
                    token.lower == *word
                } else {
                    // A sentence gives the small particle of a name its capital: "De Wit won."
                    token.text == *word || opens && capitalised(word) == token.text
                }
            });
            same.then_some((end, &known.name))
        })
    }

    /// Every name that stands at this token but for its numbers: the token after it, and which token has which number in the name.
    pub fn numbered<'a>(&'a self, tokens: &'a [Token], at: usize) -> impl Iterator<Item = (usize, Vec<(usize, &'a str)>)> {
        let list = tokens.get(at).and_then(|token| self.by_first.get(&token.lower)).map_or(&[][..], Vec::as_slice);
        list.iter().filter(|known| !matches!(known.name, Name::Event | Name::Split(_))).filter_map(move |known| {
            let there = tokens.get(at..at + known.words.len())?;
            let figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
            let fits = |(token, word): (&Token, &String)| token.text == *word || figure(&token.text) && figure(word);
            let other =
                |(place, (token, word)): (usize, (&Token, &'a String))| (token.text != *word).then_some((at + place, word.as_str()));
            let same = there.iter().zip(&known.words).all(fits);
            same.then(|| (at + there.len(), there.iter().zip(&known.words).enumerate().filter_map(other).collect()))
        })
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// American spelling of the units in names.
fn american(text: &str) -> String {
    text.replace("metres", "meters").replace("metre", "meter").replace("semi-final", "semifinal")
}

/// Words for competitors of this sport, in the plural or the singular. Teams are no "swimmers".
pub fn entrant_words<'a>(event: &Event, lexicon: &'a Lexicon, plural: bool) -> Vec<&'a str> {
    let stem = if plural { "entrants_" } else { "entrant_" };
    let sport = sport_key(event.sport);
    let own = if event.individual { vec![sport.to_owned()] } else { vec![format!("{sport}_teams"), "teams".to_owned()] };
    let keys = own.into_iter().chain(["any".to_owned()]).map(|key| format!("{stem}{key}"));
    keys.flat_map(|key| lexicon.words(&key)).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Sport;
    use crate::verify::sample;

    #[test]
    fn teams_are_not_called_by_the_word_for_athletes() {
        let lexicon = Lexicon::embedded().unwrap();
        let mut event = sample::rio();
        event.sport = Sport::Swimming;
        assert!(entrant_words(&event, &lexicon, true).contains(&"swimmers"));
        event.individual = false;
        let words = entrant_words(&event, &lexicon, true);
        assert!(words.contains(&"teams") && words.contains(&"starters") && !words.contains(&"swimmers"), "{words:?}");
    }
}
