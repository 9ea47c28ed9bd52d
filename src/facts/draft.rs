//! Building one fact: roles, the id that they make, and the cells that were read.

use super::{Evidence, Fact, FactKind, Scope, Value};
use crate::event::{Cell, Event, Row};
use std::collections::BTreeMap;

/// A fact under construction; the rule's name and the newsworthiness are stamped by [`super::derive`].
pub(super) struct Draft {
    kind: FactKind,
    scope: Scope,
    ids: Vec<String>,
    roles: BTreeMap<String, Value>,
    cells: Vec<Cell>,
}

impl Draft {
    /// Copied from the feed.
    pub(super) fn basic(kind: FactKind) -> Self {
        Self::new(kind, Scope::Basic)
    }

    /// Computed inside the event.
    pub(super) fn derived(kind: FactKind) -> Self {
        Self::new(kind, Scope::Derived)
    }

    /// From what was given beside the result.
    pub(super) fn context(kind: FactKind) -> Self {
        Self::new(kind, Scope::Context)
    }

    fn new(kind: FactKind, scope: Scope) -> Self {
        Self { kind, scope, ids: Vec::new(), roles: BTreeMap::new(), cells: Vec::new() }
    }

    /// A competitor in a role, with the cell of the name.
    pub(super) fn who(mut self, role: &str, row: &Row) -> Self {
        let id = row.competitor.id().to_owned();
        self.ids.push(id.clone());
        self.roles.insert(role.to_owned(), Value::Competitor(id));
        self.reads(row, &["competitor", "given"])
    }

    /// Competitors in a role, in this order, with the cells of the names.
    pub(super) fn list(mut self, role: &str, rows: &[&Row]) -> Self {
        let ids: Vec<String> = rows.iter().map(|row| row.competitor.id().to_owned()).collect();
        self.ids.extend(ids.iter().cloned());
        self.roles.insert(role.to_owned(), Value::Competitors(ids));
        self.reads_all(rows, "competitor").reads_all(rows, "given")
    }

    /// Any other value in a role; a team or a nation becomes part of the id.
    pub(super) fn with(mut self, role: &str, value: Value) -> Self {
        match &value {
            Value::Team { id, .. } => self.ids.push(id.clone()),
            Value::Nation { code, .. } => self.ids.push(code.clone()),
            _ => {}
        }
        self.roles.insert(role.to_owned(), value);
        self
    }

    /// A value in a role that may be missing.
    pub(super) fn maybe(self, role: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(role, value),
            None => self,
        }
    }

    /// A part of the id that is no competitor, such as the code of a record.
    pub(super) fn tag(mut self, part: &str) -> Self {
        self.ids.push(part.to_owned());
        self
    }

    /// Cells of a row that were read; a field without a cell adds nothing.
    pub(super) fn reads(self, row: &Row, fields: &[&str]) -> Self {
        let cells = fields.iter().filter_map(|field| row.cells.get(*field)).cloned().collect();
        self.cells(cells)
    }

    /// One field of several rows.
    pub(super) fn reads_all(self, rows: &[&Row], field: &str) -> Self {
        rows.iter().fold(self, |draft, row| draft.reads(row, &[field]))
    }

    /// Cells of the event's own fields.
    pub(super) fn of_event(self, event: &Event, fields: &[&str]) -> Self {
        let cells = fields.iter().filter_map(|field| event.cells.get(*field)).cloned().collect();
        self.cells(cells)
    }

    /// Cells that were read, each kept once.
    pub(super) fn cells(mut self, cells: Vec<Cell>) -> Self {
        for cell in cells {
            if !self.cells.contains(&cell) {
                self.cells.push(cell);
            }
        }
        self
    }

    /// The fact, with its id.
    pub(super) fn done(self) -> Fact {
        let name = self.kind.name();
        let id = if self.ids.is_empty() { name } else { format!("{name}:{}", self.ids.join(",")) };
        Fact {
            id,
            kind: self.kind,
            roles: self.roles,
            scope: self.scope,
            evidence: Evidence { cells: self.cells, rule: String::new() },
            newsworthiness: 0,
        }
    }
}
