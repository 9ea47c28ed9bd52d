//! A phrase file as it is written.

use super::form::Form;
use super::kind::{KindForms, Position, Slot};
use crate::facts::FactKind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What one file says of a kind, key by key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the phrase files")]
pub(super) struct RawKind {
    subject: Option<String>,
    #[serde(default)]
    optional: BTreeSet<String>,
    #[serde(default)]
    joins: BTreeSet<FactKind>,
    #[serde(default)]
    background: bool,
    #[serde(default)]
    leads: bool,
    slot: Option<Slot>,
    #[serde(default)]
    binds: BTreeSet<FactKind>,
    #[serde(default)]
    after: BTreeSet<FactKind>,
    #[serde(default)]
    introduced: BTreeSet<FactKind>,
    #[serde(default)]
    late: BTreeSet<FactKind>,
    #[serde(default)]
    ranked: bool,
    #[serde(default)]
    owned: bool,
    #[serde(default)]
    pairs: bool,
    #[serde(default)]
    themes: BTreeSet<String>,
    thin: Option<String>,
    #[serde(default)]
    replaces: Vec<Position>,
    #[serde(default)]
    clause: Vec<RawForm>,
    #[serde(default)]
    participle: Vec<RawForm>,
    #[serde(default)]
    front: Vec<RawForm>,
    #[serde(default)]
    relative: Vec<RawForm>,
    #[serde(default)]
    apposition: Vec<RawForm>,
    #[serde(default)]
    adjunct: Vec<RawForm>,
    #[serde(default)]
    with: Vec<RawForm>,
    #[serde(default)]
    label_after: Vec<RawForm>,
    #[serde(default)]
    label_before: Vec<RawForm>,
    #[serde(default)]
    headline: Vec<RawForm>,
    #[serde(default)]
    headline_tail: Vec<RawForm>,
    #[serde(default)]
    standfirst: Vec<RawForm>,
    #[serde(default)]
    standfirst_tail: Vec<RawForm>,
}

/// A form as it is written: a text, or a table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormTable {
    say: String,
    #[serde(default)]
    when: Names,
    #[serde(default)]
    beside: BTreeSet<FactKind>,
    #[serde(default)]
    without: BTreeSet<String>,
}

/// One name or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

#[derive(Debug)]
struct RawForm(FormTable);

impl<'de> Deserialize<'de> for RawForm {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::String(say) => Ok(Self(FormTable { say, ..FormTable::default() })),
            toml::Value::Table(table) => table.try_into().map(Self).map_err(serde::de::Error::custom),
            _ => Err(serde::de::Error::custom("a form is a text or { say = \"...\", when = \"...\" }")),
        }
    }
}

impl RawForm {
    /// The form, or what is wrong with it and its text.
    fn read(self) -> Result<Form, (String, String)> {
        let Self(table) = self;
        if !table.without.is_empty() && table.beside.is_empty() {
            return Err((
                "`without` leaves a role to the clause beside the form: say under `beside` which clauses those are".to_owned(),
                table.say,
            ));
        }
        let when = match table.when {
            Names::One(name) => vec![name],
            Names::Many(names) => names,
        };
        let form = Form::parse(&table.say, when).map_err(|message| (message, table.say.clone()))?;
        Ok(Form { beside: table.beside, without: table.without, ..form })
    }
}

impl RawKind {
    /// Adds what the file says to what the files before it say of the kind, its forms first; a fault comes with its position.
    pub(super) fn add_to(self, entry: &mut KindForms) -> Result<(), (String, String)> {
        if self.subject.is_some() {
            entry.subject.clone_from(&self.subject);
        }
        if self.thin.is_some() {
            entry.thin.clone_from(&self.thin);
        }
        for position in &self.replaces {
            entry.forms.remove(position);
        }
        entry.background |= self.background;
        entry.leads |= self.leads;
        entry.ranked |= self.ranked;
        entry.owned |= self.owned;
        entry.pairs |= self.pairs;
        entry.slot = self.slot.unwrap_or(entry.slot);
        entry.optional.extend(self.optional.iter().cloned());
        entry.joins.extend(self.joins.iter().copied());
        entry.binds.extend(self.binds.iter().copied());
        entry.after.extend(self.after.iter().copied());
        entry.introduced.extend(self.introduced.iter().copied());
        entry.late.extend(self.late.iter().copied());
        entry.themes.extend(self.themes.iter().cloned());
        for (position, forms) in self.positions() {
            let mut read = Vec::new();
            for form in forms {
                let fault = |(message, say): (String, String)| (format!("{position:?}").to_lowercase(), format!("{message}: `{say}`"));
                read.push(form.read().map_err(fault)?);
            }
            let list = entry.forms.entry(position).or_default();
            read.append(list);
            *list = read;
        }
        Ok(())
    }

    fn positions(self) -> [(Position, Vec<RawForm>); 13] {
        [
            (Position::Clause, self.clause),
            (Position::Participle, self.participle),
            (Position::Front, self.front),
            (Position::Relative, self.relative),
            (Position::Apposition, self.apposition),
            (Position::Adjunct, self.adjunct),
            (Position::With, self.with),
            (Position::LabelAfter, self.label_after),
            (Position::LabelBefore, self.label_before),
            (Position::Headline, self.headline),
            (Position::HeadlineTail, self.headline_tail),
            (Position::Standfirst, self.standfirst),
            (Position::StandfirstTail, self.standfirst_tail),
        ]
    }
}
