//! Whom a name, a description or a pronoun means, by what the text has said before.

use super::claim::{Arg, How, Pronoun, RawClaim, Who};
use super::evaluate::{Evaluation, Truth, Val};
use super::patterns::Patterns;
use super::terms::EventWorld;
use crate::event::{Competitor, Event, Gender};
use crate::lexicon::{Condition, Form, Reference, Threshold};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A mention whose competitor is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The row.
    pub row: usize,
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
    /// `Some(full)` for a name, `None` for a pronoun or a description.
    pub name: Option<bool>,
}

/// What the text has said so far.
#[derive(Debug, Clone, Default)]
pub struct Discourse {
    /// Rows mentioned in earlier sentences, oldest first, with the number of the sentence.
    pub mentioned: Vec<(usize, usize)>,
    /// The subject of the last finite verb.
    pub subject: Option<usize>,
    /// The number of the sentence that is read.
    pub sentence: usize,
}

/// A mention that could not be resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The rule that it breaks.
    pub rule: &'static str,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Why.
    pub message: String,
}

/// Pronouns reach back over no more sentences than this.
const REACH: usize = 1;

/// Resolves the mentions of one sentence.
pub struct Resolver<'a> {
    /// The lexicon's patterns.
    pub patterns: &'a Patterns,
    /// The event.
    pub world: &'a EventWorld<'a>,
    /// What was said before.
    pub discourse: &'a mut Discourse,
    /// Rows by the first token of their mention.
    pub rows: BTreeMap<usize, usize>,
    /// The mentions in order.
    pub mentions: Vec<Mention>,
    /// What could not be resolved.
    pub troubles: Vec<Trouble>,
}

impl std::fmt::Debug for Resolver<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver").field("mentions", &self.mentions).finish_non_exhaustive()
    }
}

impl Resolver<'_> {
    /// Resolves every mention of the claims, in the order of the text.
    pub fn run(&mut self, claims: &[RawClaim]) {
        let mut all: BTreeMap<usize, Who> = BTreeMap::new();
        for claim in claims {
            for who in claim.mentions() {
                all.insert(who.tokens.start, who.clone());
                if let How::Described { roles, .. } = &who.how {
                    for inner in roles.iter().filter_map(|(_, arg)| if let Arg::Who(inner) = arg { Some(inner) } else { None }) {
                        all.insert(inner.tokens.start, inner.clone());
                    }
                }
            }
        }
        let subjects = finite_subjects(claims);
        for who in all.into_values() {
            let passed =
                subjects.iter().filter(|(verb, _)| *verb < who.tokens.start).filter_map(|(_, mention)| self.rows.get(mention)).next_back();
            if let Some(row) = passed {
                self.discourse.subject = Some(*row);
            }
            self.resolve(&who);
        }
        if let Some(row) = subjects.iter().filter_map(|(_, mention)| self.rows.get(mention)).next_back() {
            self.discourse.subject = Some(*row);
        }
        let now = self.discourse.sentence;
        self.discourse.mentioned.extend(self.mentions.iter().map(|mention| (now, mention.row)));
        self.discourse.sentence += 1;
    }

    fn resolve(&mut self, who: &Who) {
        let outcome = match &who.how {
            How::Name { rows, full } => Self::named(rows, *full).map(|row| (row, Some(*full))),
            How::Pronoun(pronoun) => self.pronoun(*pronoun).map(|row| (row, None)),
            How::Described { entry, roles } => self.described(*entry, roles).map(|row| (row, None)),
        };
        match outcome {
            Ok((row, name)) => {
                self.rows.insert(who.tokens.start, row);
                self.mentions.push(Mention { row, tokens: who.tokens.clone(), name });
            }
            Err((rule, message)) => self.troubles.push(Trouble { rule, tokens: who.tokens.clone(), message }),
        }
    }

    fn named(rows: &[usize], full: bool) -> Result<usize, (&'static str, String)> {
        match rows {
            [row] => Ok(*row),
            _ if full => Err(("F2", "two competitors have this name".to_owned())),
            _ => Err(("S9", "more than one competitor has this name: the full name is needed".to_owned())),
        }
    }

    /// Earlier mentions in reach, nearest first: this sentence, then the last ones.
    fn earlier(&self, reach: Option<usize>) -> Vec<usize> {
        let now = self.discourse.sentence;
        let near = self
            .discourse
            .mentioned
            .iter()
            .rev()
            .filter(|(sentence, _)| reach.is_none_or(|reach| sentence + reach >= now))
            .map(|(_, row)| *row);
        self.mentions.iter().rev().map(|mention| mention.row).chain(near).collect()
    }

    /// The nearest compatible antecedent, which must also be the subject last spoken of when others are compatible.
    fn pronoun(&self, pronoun: Pronoun) -> Result<usize, (&'static str, String)> {
        let event = self.world.event;
        let fits: Vec<usize> = self.earlier(Some(REACH)).into_iter().filter(|row| compatible(event, *row, pronoun)).collect();
        let Some(nearest) = fits.first().copied() else {
            return Err(("F12", "no competitor that was named just before fits this pronoun".to_owned()));
        };
        let alone = fits.iter().all(|row| *row == nearest);
        if alone || self.discourse.subject == Some(nearest) {
            return if known_gender(event, nearest, pronoun) {
                Ok(nearest)
            } else {
                Err(("F12", "the data do not license a pronoun for this competitor".to_owned()))
            };
        }
        Err(("F12", format!("the pronoun could mean {} or somebody else", name(event, nearest))))
    }

    fn described(&self, entry: usize, roles: &[(String, Arg)]) -> Result<usize, (&'static str, String)> {
        let Some(entry) = self.patterns.entry(entry) else { return Err(("F12", "this description is not known".to_owned())) };
        let fits = |row: &usize| {
            let mut values = BTreeMap::from([("self".to_owned(), Val::Who(*row))]);
            for (role, arg) in roles {
                values.insert(role.clone(), self.value(arg)?);
            }
            let limits = limits_of(&entry.condition(self.world.event.sport));
            let (truth, _) = Evaluation { world: self.world, roles: &values, limits: &limits }.holds(&entry.means);
            (truth == Truth::True).then_some(())
        };
        let unique = entry.refers == Some(Reference::Unique);
        let pool: BTreeSet<usize> =
            if unique { (0..self.world.event.rows.len()).collect() } else { self.earlier(None).into_iter().collect() };
        let found: Vec<usize> = pool.into_iter().filter(|row| fits(row).is_some()).collect();
        match found.as_slice() {
            [row] => Ok(*row),
            [] => Err(("F12", "nobody fits this description".to_owned())),
            _ if unique => Err(("F4", "more than one competitor fits this description".to_owned())),
            _ => Err(("F12", "more than one competitor that was named fits this description".to_owned())),
        }
    }

    /// A role's value; `None` where a mention in it was not resolved.
    pub fn value(&self, arg: &Arg) -> Option<Val> {
        Some(match arg {
            Arg::Who(who) => Val::Who(*self.rows.get(&who.tokens.start)?),
            Arg::Many(list) => Val::Many(list.iter().map(|who| self.rows.get(&who.tokens.start).copied()).collect::<Option<_>>()?),
            Arg::Team(name) | Arg::Text(name) | Arg::Nation(name) => Val::Text(name.clone()),
            Arg::Event => Val::Text(self.world.event.name.clone()),
            Arg::Number(number) => Val::Number(*number),
            Arg::Numbers(numbers) => Val::Numbers(numbers.clone()),
            Arg::Mark(mark) => Val::Mark(*mark),
            Arg::Laps(laps) => Val::Laps(*laps),
            Arg::Day(day) => Val::Day(*day),
        })
    }
}

/// The limits of a condition, by name.
pub fn limits_of(condition: &Condition<'_>) -> BTreeMap<String, Threshold> {
    condition.limits.iter().map(|(name, limit)| ((*name).to_owned(), *limit)).collect()
}

/// The first token of each finite verb with the first token of its subject. A predicate after the first verb may have no verb of
/// its own ("with Leclerc third"): it does not make its subject that of the sentence.
fn finite_subjects(claims: &[RawClaim]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for claim in claims.iter().filter(|claim| matches!(claim.form, Form::Finite | Form::Headline | Form::Predicate)) {
        if let Some((_, Arg::Who(who))) = claim.roles.last()
            && who.tokens.start < claim.tokens.start
            && (claim.form != Form::Predicate || found.iter().all(|(verb, _)| *verb >= claim.tokens.start))
        {
            found.push((claim.tokens.start, who.tokens.start));
        }
    }
    found
}

fn compatible(event: &Event, row: usize, pronoun: Pronoun) -> bool {
    match (gender(event, row), pronoun, is_person(event, row)) {
        (_, Pronoun::It, person) => !person,
        (_, _, false) => false,
        (gender, pronoun, true) => !matches!((gender, pronoun), (Some(Gender::Women), Pronoun::He) | (Some(Gender::Men), Pronoun::She)),
    }
}

/// Gender is known, or not needed.
fn known_gender(event: &Event, row: usize, pronoun: Pronoun) -> bool {
    pronoun == Pronoun::It
        || matches!((gender(event, row), pronoun), (Some(Gender::Men), Pronoun::He) | (Some(Gender::Women), Pronoun::She))
}

fn is_person(event: &Event, row: usize) -> bool {
    event.rows.get(row).is_some_and(|row| matches!(row.competitor, Competitor::Athlete(_)))
}

fn gender(event: &Event, row: usize) -> Option<Gender> {
    let own = event.rows.get(row).and_then(|row| if let Competitor::Athlete(person) = &row.competitor { person.gender } else { None });
    own.or(event.gender)
}

fn name(event: &Event, row: usize) -> &str {
    event.rows.get(row).map_or("", |row| row.competitor.full())
}
