//! Who has been named, and how they may be called at a point of the text.

use crate::event::{Competitor, Event, Gender, Row, Sport, UnitKind};
use crate::facts::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How a competitor is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// Not a competitor: the value itself.
    Value,
    /// Full name.
    Full,
    /// Surname, or the name of a team.
    Short,
    /// "he" or "she": only for whom the sentence before was about, where the gender is known.
    Pronoun,
    /// "the Kenyan": the only one of that nation in the event.
    National,
}

/// The competitors of an event by number, with what decides how they may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    numbers: BTreeMap<String, usize>,
    members: Vec<Member>,
    winner: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    /// Not a team.
    person: bool,
    keeps_full_name: bool,
    gender: Option<Gender>,
    /// Whether his nation's adjective alone means him.
    national: bool,
}

impl Cast {
    /// The cast of an event, with those whom its recap names (ids) before the others, for it keeps track of 64. Two athletes of one
    /// surname keep their full names throughout.
    pub fn of(event: &Event, named: &BTreeSet<&String>) -> Self {
        let mut surnames: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for competitor in event.competitors() {
            surnames.entry(competitor.short()).or_default().insert(competitor.id());
        }
        let mut cast = Self { numbers: BTreeMap::new(), members: Vec::new(), winner: None };
        let mut rows: Vec<&Row> = event.rows.iter().collect();
        rows.sort_by_key(|row| !named.iter().any(|id| *id == row.competitor.id()));
        for row in rows {
            let competitor = &row.competitor;
            let shared = surnames.get(competitor.short()).is_some_and(|ids| ids.len() > 1);
            let gender = match competitor {
                Competitor::Athlete(person) => person.gender,
                Competitor::Team { .. } => None,
            };
            cast.numbers.entry(competitor.id().to_owned()).or_insert(cast.members.len());
            let person = matches!(competitor, Competitor::Athlete(_));
            cast.members.push(Member { person, keeps_full_name: shared, gender, national: only_national(event, row) });
        }
        let mut first = event.rows.iter().filter(|row| row.rank == Some(1));
        if let (Some(row), None, true) = (first.next(), first.next(), event.kind != UnitKind::Training) {
            cast.winner = cast.number(row.competitor.id());
        }
        cast
    }

    /// The number of a competitor; numbers from 64 on are not tracked and stay at full names.
    pub fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The competitors of a value.
    pub fn of_value(&self, value: &Value) -> Vec<usize> {
        match value {
            Value::Competitor(id) => self.number(id).into_iter().collect(),
            Value::Competitors(ids) => ids.iter().filter_map(|id| self.number(id)).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether this is somebody, not a team: a team is no "who".
    pub(super) fn person(&self, number: usize) -> bool {
        self.members.get(number).is_some_and(|member| member.person)
    }

    /// Whether this is the one who won.
    pub(super) fn won(&self, number: usize) -> bool {
        self.winner == Some(number)
    }

    /// How a competitor is called outside of the subject: the full name once, then the surname.
    pub fn reference(&self, id: &str, named: u64) -> Reference {
        let known = self.number(id).and_then(|number| Some((number, self.members.get(number)?)));
        match known {
            Some((number, member)) if bit(number) & named != 0 && bit(number) != 0 && !member.keeps_full_name => Reference::Short,
            _ => Reference::Full,
        }
    }

    /// All ways to call a subject; the default first. After a sentence that was about the same person it is the pronoun (a team keeps its name); a
    /// description stands for a name that has been said, where a pronoun would not do.
    pub fn subject_references(&self, id: &str, named: u64, last_subject: Option<usize>) -> Vec<Reference> {
        let mut ways = vec![self.reference(id, named)];
        let Some((number, member)) = self.number(id).and_then(|number| Some((number, self.members.get(number)?))) else { return ways };
        if last_subject == Some(number) {
            let sayable = member.person && matches!(member.gender, Some(Gender::Men | Gender::Women));
            ways.splice(..0, sayable.then_some(Reference::Pronoun));
        } else if named & bit(number) != 0 {
            ways.extend(member.national.then_some(Reference::National));
        }
        ways
    }
}

/// Whether "the Kenyan" means this athlete: nobody else in the event is of his nation, and the adjective is a noun as well.
fn only_national(event: &Event, row: &Row) -> bool {
    let Some(nation) = row.nation.as_ref().filter(|_| matches!(row.competitor, Competitor::Athlete(_))) else { return false };
    let noun = nation.adjective.as_ref().is_some_and(|adjective| adjective.ends_with("an"));
    let others = event.rows.iter().filter(|other| other.nation.as_ref().is_some_and(|other| other.code == nation.code)).count();
    noun && others == 1 && event.sport != Sport::FormulaOne
}

/// The bit of a competitor's number; 0 beyond the 64 that are tracked.
pub fn bit(number: usize) -> u64 {
    u32::try_from(number).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
}
