//! Athletes and relay teams of the lists above the units: names in the order of the nation, withheld of minors.

use super::text;
use crate::event::{Gender, LocalDay};
use crate::feed::athletics::name::is_family_first;
use crate::feed::athletics::raw::{Row, Text};
use crate::feed::athletics::words::Words;
use crate::feed::json::Node;
use crate::feed::{FeedError, FeedErrorKind, Options, minors, odf, people};
use std::collections::BTreeMap;

/// An athlete of the list.
struct Athlete {
    /// In the order of the nation; `None` where the list has no name.
    name: Option<Text>,
    family: Option<Text>,
    born: Option<Text>,
    country: Option<Text>,
    gender: Option<Gender>,
}

/// The lists of a competition.
pub(super) struct People<'a> {
    athletes: BTreeMap<u32, Athlete>,
    /// Countries of relay teams.
    teams: BTreeMap<u32, Option<Text>>,
    words: &'static Words,
    options: &'a Options,
    /// The competition is for the young: who has no date of birth is not known to be of age.
    young: bool,
}

/// The note about names that are withheld.
fn unnamed(words: &Words) -> String {
    format!("athletes who may be under {} are not named: a number of the list stands for the name", words.minors.under)
}

impl<'a> People<'a> {
    /// Reads both lists.
    pub(super) fn new(root: &Node<'_>, words: &'static Words, options: &'a Options, young: bool) -> Result<Self, FeedError> {
        let mut athletes = BTreeMap::new();
        for node in root.need("athletes")?.items()? {
            athletes.insert(node.need("id")?.number()?, athlete(&node, words));
        }
        let mut teams = BTreeMap::new();
        for node in root.get("relayTeams").map(|list| list.items()).transpose()?.unwrap_or_default() {
            teams.insert(node.need("id")?.number()?, text(&node, "country"));
        }
        Ok(Self { athletes, teams, words, options, young })
    }

    /// Who the result is of: an athlete, or a relay team with its legs.
    pub(super) fn competitor(
        &self,
        result: &Node<'_>,
        order: u32,
        day: Option<LocalDay>,
        notes: &mut Vec<String>,
    ) -> Result<Row, FeedError> {
        let Some(id) = result.get("relayTeamId") else { return self.athlete(result, order, day, notes) };
        let number = id.number()?;
        let missing = || id.error(FeedErrorKind::Missing, "the team of this id is not in the list of relay teams");
        let country = self.teams.get(&number).ok_or_else(missing)?;
        let runners = self.runners(result, day, notes)?;
        Ok(Row { id: Some(Text { raw: number.to_string(), at: id.at().to_owned() }), country: country.clone(), runners, ..Row::default() })
    }

    fn listed(&self, id: &Node<'_>) -> Result<(u32, &Athlete), FeedError> {
        let number = id.number()?;
        let missing = || id.error(FeedErrorKind::Missing, "the athlete of this id is not in the list of athletes");
        Ok((number, self.athletes.get(&number).ok_or_else(missing)?))
    }

    fn may_be_named(&self, athlete: &Athlete, day: Option<LocalDay>) -> bool {
        let proven = athlete.born.is_some() || !self.young || self.options.name_minors;
        proven && minors::may_be_named(athlete.born.as_ref(), day, self.words.minors.under, *self.options)
    }

    fn athlete(&self, result: &Node<'_>, order: u32, day: Option<LocalDay>, notes: &mut Vec<String>) -> Result<Row, FeedError> {
        let id = result.need("athleteId")?;
        let (number, athlete) = self.listed(&id)?;
        let at = |raw: String| Text { raw, at: id.at().to_owned() };
        let row = Row { id: Some(at(number.to_string())), gender: athlete.gender, country: athlete.country.clone(), ..Row::default() };
        if self.may_be_named(athlete, day) {
            return Ok(Row { name: athlete.name.clone(), family: athlete.family.clone(), ..row });
        }
        note(notes, unnamed(self.words));
        // The number of the file may be one under which the athlete can be looked up.
        let name = Some(at(format!("{} {order}", self.words.minors.say)));
        Ok(Row { id: Some(at(format!("n{order}"))), name, unnamed: true, ..row })
    }

    /// The members of a relay; none where one of them is a minor.
    fn runners(&self, result: &Node<'_>, day: Option<LocalDay>, notes: &mut Vec<String>) -> Result<Vec<(Text, Option<Text>)>, FeedError> {
        let Some(legs) = result.get("legs") else { return Ok(Vec::new()) };
        let mut runners = Vec::new();
        for leg in legs.items()? {
            let (number, athlete) = self.listed(&leg)?;
            if !self.may_be_named(athlete, day) {
                note(notes, format!("the members of a relay are not named: some are under {}", self.words.minors.under));
                return Ok(Vec::new());
            }
            let Some(name) = &athlete.name else { return Ok(Vec::new()) };
            runners.push((self.in_prose(name, athlete), Some(Text { raw: number.to_string(), at: leg.at().to_owned() })));
        }
        Ok(runners)
    }

    /// A runner's name in the case of prose: it is taken apart as one text.
    fn in_prose(&self, name: &Text, athlete: &Athlete) -> Text {
        let family = athlete.family.as_ref().map_or("", Text::trimmed);
        let split = crate::feed::athletics::name::with_family(&name.raw, family);
        let custom = athlete.country.as_ref().map_or_else(people::Custom::default, |code| odf::codes::custom(code.trimmed()));
        Text { raw: crate::feed::athletics::name::in_prose(&split, custom).full, at: name.at.clone() }
    }
}

fn note(notes: &mut Vec<String>, text: String) {
    if !notes.contains(&text) {
        notes.push(text);
    }
}

/// An athlete; who has one name only is called by it.
fn athlete(node: &Node<'_>, words: &Words) -> Athlete {
    let country = text(node, "country");
    let (given, family) = (text(node, "firstName"), text(node, "lastName"));
    let family_first = country.as_ref().is_some_and(|country| is_family_first(country.trimmed(), words));
    let name = match (&given, &family) {
        (Some(given), Some(family)) => {
            let (first, last) = if family_first { (family, given) } else { (given, family) };
            Some(Text { raw: format!("{} {}", first.trimmed(), last.trimmed()), at: family.at.clone() })
        }
        _ => given.clone().or_else(|| family.clone()),
    };
    let gender = match text(node, "sex").as_ref().map(Text::trimmed) {
        Some("female" | "F" | "W") => Some(Gender::Women),
        Some("male" | "M") => Some(Gender::Men),
        _ => None,
    };
    Athlete { name, family: family.or(given), born: born(node), country, gender }
}

/// A date of birth as it stands, also one that is no text: what cannot be read proves nothing.
fn born(node: &Node<'_>) -> Option<Text> {
    let found = node.get("birthdate").filter(|found| !found.value().is_null())?;
    let raw = found.value().as_str().map_or_else(|| found.value().to_string(), str::to_owned);
    (!raw.trim().is_empty()).then(|| Text { raw, at: found.at().to_owned() })
}
