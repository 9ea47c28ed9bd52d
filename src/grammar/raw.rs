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
    binds_named: BTreeSet<FactKind>,
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
    clause: Vec<RawGroup>,
    #[serde(default)]
    participle: Vec<RawGroup>,
    #[serde(default)]
    front: Vec<RawGroup>,
    #[serde(default)]
    relative: Vec<RawGroup>,
    #[serde(default)]
    apposition: Vec<RawGroup>,
    #[serde(default)]
    adjunct: Vec<RawGroup>,
    #[serde(default)]
    with: Vec<RawGroup>,
    #[serde(default)]
    label_after: Vec<RawGroup>,
    #[serde(default)]
    label_before: Vec<RawGroup>,
    #[serde(default)]
    headline: Vec<RawGroup>,
    #[serde(default)]
    headline_tail: Vec<RawGroup>,
    #[serde(default)]
    standfirst: Vec<RawGroup>,
    #[serde(default)]
    standfirst_tail: Vec<RawGroup>,
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

/// An entry of a list: a form, or a list of forms of equal worth.
#[derive(Debug)]
struct RawGroup(Vec<RawForm>);

impl<'de> Deserialize<'de> for RawGroup {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let forms = match toml::Value::deserialize(deserializer)? {
            toml::Value::Array(forms) => forms,
            form => vec![form],
        };
        forms.into_iter().map(RawForm::new).collect::<Result<_, _>>().map(Self).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug)]
struct RawForm(FormTable);

impl RawForm {
    fn new(value: toml::Value) -> Result<Self, String> {
        match value {
            toml::Value::String(say) => Ok(Self(FormTable { say, ..FormTable::default() })),
            toml::Value::Table(table) => table.try_into().map(Self).map_err(|error: toml::de::Error| error.to_string()),
            _ => Err("a form is a text or { say = \"...\", when = \"...\" }".to_owned()),
        }
    }

    /// The form, or what is wrong with it and its text.
    fn read(self) -> Result<Form, (String, String)> {
        let Self(table) = self;
        let when = match table.when {
            Names::One(name) => vec![name],
            Names::Many(names) => names,
        };
        if !table.without.is_empty() && table.beside.is_empty() && when.is_empty() {
            let message =
                "`without` leaves a role to another form: say under `beside` which clauses have it, or under `when` how that is known";
            return Err((message.to_owned(), table.say));
        }
        let form = Form::parse(&table.say, when).map_err(|message| (message, table.say.clone()))?;
        Ok(Form { beside: table.beside, without: table.without, ..form })
    }
}

/// The forms of a list with the numbers of their groups, or what is wrong with one and its text.
fn read_groups(groups: Vec<RawGroup>) -> Result<Vec<Form>, (String, String)> {
    let mut read = Vec::new();
    for (group, RawGroup(forms)) in groups.into_iter().enumerate() {
        for form in forms {
            read.push(Form { group, ..form.read()? });
        }
    }
    Ok(read)
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
        entry.binds_named.extend(self.binds_named.iter().copied());
        entry.after.extend(self.after.iter().copied());
        entry.introduced.extend(self.introduced.iter().copied());
        entry.late.extend(self.late.iter().copied());
        entry.themes.extend(self.themes.iter().cloned());
        for (position, groups) in self.positions() {
            let fault = |(message, say): (String, String)| (format!("{position:?}").to_lowercase(), format!("{message}: `{say}`"));
            let read = read_groups(groups).map_err(fault)?;
            let list = entry.forms.entry(position).or_default();
            let groups = read.last().map_or(0, |form| form.group + 1);
            let before = std::mem::replace(list, read);
            list.extend(before.into_iter().map(|form| Form { group: form.group + groups, ..form }));
        }
        Ok(())
    }

    fn positions(self) -> [(Position, Vec<RawGroup>); 13] {
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
