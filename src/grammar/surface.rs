//! The surface of a piece: the real text of a word, a mark of punctuation or a value, in a style profile.

use super::discourse::Reference;
use super::lattice::{Piece, Slot};
use crate::english::{self, Profile};
use crate::event::{Competitor, Event, Gender, Mark, Unit};
use crate::facts::Value;
use std::collections::BTreeMap;

/// What turns values into words: the event, the style, and the words for codes.
#[derive(Debug, Clone)]
pub struct Surface<'a> {
    event: &'a Event,
    profile: Profile,
    words: BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Surface<'a> {
    /// A surface for an event; `words` is the text of `words.toml`.
    pub fn new(event: &'a Event, profile: Profile, words: &str) -> Result<Self, String> {
        Ok(Self { event, profile, words: toml::from_str(words).map_err(|error| format!("words.toml: {error}"))? })
    }

    /// The style profile.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// The words for a code, such as those of a record.
    pub fn word(&self, table: &str, code: &str) -> Option<&str> {
        self.words.get(table)?.get(code).map(String::as_str)
    }

    /// The text of a value. `opens`: it begins a sentence, where no figure may stand.
    pub fn slot(&self, slot: &Slot, opens: bool) -> String {
        let text = self.value(slot, opens);
        match &slot.value {
            _ if !slot.possessive => text,
            // A nation in the plural: "the United States' ...".
            Value::Nation { name, .. } if name.ends_with('s') && name.starts_with("the ") => format!("{text}'"),
            _ => english::noun::possessive(&text, self.profile),
        }
    }

    fn value(&self, slot: &Slot, opens: bool) -> String {
        let p = self.profile;
        match &slot.value {
            Value::Competitor(id) => self.competitor(id, slot.reference),
            Value::Competitors(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.competitor(id, slot.reference)).collect();
                english::list::join(&names, p)
            }
            Value::Nation { code, name } if slot.form == "adjective" => self.adjective(code).unwrap_or_else(|| name.clone()),
            Value::Team { name, .. } | Value::Nation { name, .. } => name.clone(),
            Value::Mark(mark) => self.mark(*mark, &slot.form),
            Value::Gap(mark) => match mark.unit {
                Unit::Time => english::measure::gap(mark.value, mark.decimals, p),
                Unit::Distance => english::measure::distance_gap(mark.value, mark.decimals, p),
                Unit::Points => self.mark(*mark, &slot.form),
            },
            Value::LapsDown(laps) => english::measure::laps(u64::from(*laps), p),
            Value::Points(mark) if slot.form == "bare" => english::measure::points_alone(mark.value, p),
            Value::Points(mark) => english::measure::points(mark.value),
            Value::Count(n) | Value::Ordinal(n) if slot.form == "figure" => english::number::figures(u64::from(*n)),
            Value::Count(n) if opens => english::number::cardinal_words_in(u64::from(*n), p),
            Value::Count(n) => english::number::cardinal(u64::from(*n), p),
            // "The final round" of as many as the ordinal says: the phrase's condition knows that it was.
            Value::Ordinal(_) if matches!(slot.form.as_str(), "last" | "final") => slot.form.clone(),
            Value::Ordinal(n) if opens => english::ordinal::ordinal_words(u64::from(*n)),
            Value::Ordinal(n) => english::ordinal::ordinal(u64::from(*n), p),
            Value::Day(day) => self.day(*day, &slot.form),
            Value::Name(name) => self.name(name, &slot.form),
            Value::Code(code) if slot.form == "a" => {
                let words = self.code(code);
                format!("{} {words}", english::noun::indefinite(&words))
            }
            Value::Code(code) => self.code(code),
            Value::Flag(flag) => flag.to_string(),
            Value::Wind(tenths) => {
                // "A headwind of 0.4": the word has the direction.
                let sign = if slot.form == "size" {
                    ""
                } else if *tenths < 0 {
                    "-"
                } else {
                    "+"
                };
                format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
            }
        }
    }

    fn competitor(&self, id: &str, reference: Reference) -> String {
        let Some(row) = self.event.row(id) else { return id.to_owned() };
        match (reference, &row.competitor) {
            (Reference::Pronoun, Competitor::Athlete(person)) if person.gender == Some(Gender::Women) => "she".to_owned(),
            (Reference::Pronoun, Competitor::Athlete(_)) => "he".to_owned(),
            (Reference::Pronoun, Competitor::Team { .. }) => "it".to_owned(),
            (Reference::National, competitor) => {
                let adjective = row.nation.as_ref().and_then(|nation| nation.adjective.as_ref());
                adjective.map_or_else(|| competitor.short().to_owned(), |adjective| format!("the {adjective}"))
            }
            (Reference::Short, competitor) => competitor.short().to_owned(),
            (_, competitor) => competitor.full().to_owned(),
        }
    }

    fn adjective(&self, code: &str) -> Option<String> {
        let nation = self.event.rows.iter().filter_map(|row| row.nation.as_ref()).find(|nation| nation.code == code)?;
        nation.adjective.clone()
    }

    fn mark(&self, mark: Mark, form: &str) -> String {
        match mark.unit {
            Unit::Time if form == "clock" => english::measure::duration_clock(mark.value, mark.decimals),
            Unit::Time => english::measure::duration_words(mark.value, mark.decimals, self.profile),
            Unit::Distance => english::measure::distance(mark.value, mark.decimals, self.profile),
            Unit::Points => english::measure::points(mark.value),
        }
    }

    fn day(&self, day: crate::event::LocalDay, form: &str) -> String {
        let Some(day) = english::date::Day::new(day.year, day.month, day.day) else { return String::new() };
        match form {
            "date" => english::date::format(day, self.profile),
            "month_day" => english::date::day_month(day, self.profile),
            _ => english::date::weekday_name(day.weekday()).to_owned(),
        }
    }

    /// Names stand as the feed has them; the event's own name and the units in those of splits ("metres") follow the style.
    fn name(&self, name: &str, form: &str) -> String {
        let is_split = || self.event.rows.iter().flat_map(|row| &row.splits).any(|split| split.label.as_deref() == Some(name));
        match form {
            "family" => self.family(name).unwrap_or(name).to_owned(),
            "headline" if name == self.event.name => english::event_name::headline(name, self.profile),
            _ if name == self.event.name => english::event_name::styled(name, self.profile),
            _ if is_split() => english::spelling::name_to_profile(name, self.profile),
            _ => name.to_owned(),
        }
    }

    /// The family name of one of a relay's four, all of whom have been named; `None` where somebody shares it.
    fn family(&self, full: &str) -> Option<&str> {
        let teams = || {
            self.event
                .rows
                .iter()
                .filter_map(|row| if let Competitor::Team { members, .. } = &row.competitor { Some(members) } else { None })
        };
        let four = teams().find(|members| members.iter().any(|member| member.full == full)).filter(|members| members.len() == 4)?;
        let family = four.iter().find(|member| member.full == full)?.family.as_str();
        let bearers = teams().flatten().filter(|member| member.family == family).count();
        (bearers == 1).then_some(family)
    }

    fn code(&self, code: &str) -> String {
        let words = self.word("record", code).or_else(|| self.word("medal", code)).or_else(|| self.word("state", code));
        words.unwrap_or(code).to_owned()
    }
}

/// The text of a piece with the space before it; the first piece of a sentence gets its capital.
pub fn piece_text(surface: &Surface<'_>, piece: &Piece, opens: bool) -> String {
    let text = match piece {
        Piece::Empty => return String::new(),
        Piece::Mark(mark) => return mark.to_string(),
        Piece::Word(word) => english::spelling::to_profile(word, surface.profile()),
        Piece::Slot(slot) => surface.slot(slot, opens),
    };
    if opens { format!(" {}", english::text::sentence_case(&text)) } else { format!(" {text}") }
}
