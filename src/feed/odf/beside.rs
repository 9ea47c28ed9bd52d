//! What other messages say about a result: names (`DT_PARTIC`, `DT_PARTIC_TEAMS`), places and days (`DT_SCHEDULE`), codes in words
//! (`DT_CODES`), records that are not ratified (`DT_RECORD`), medals (`DT_MEDALLISTS`, `DT_MEDALS`), the ranking of the event (`DT_RANKING`)
//! and decisions of the officials (`DT_COMMUNICATION`).
//!
//! Here stands only what the messages hold, entry by entry. What of it is used where the result says less, or something else, is decided
//! where the result is read: `register` for names, `place` for venues and days, `medals` for medals, `event_ranking` for places, `unit` for decisions.

use super::head::{Head, covers};
use super::tree::Tree;
use crate::event::Cell;
use crate::feed::names;
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// An element of a message with the file that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    tree: &'a Tree<'a>,
    pub(super) node: Node<'a, 'a>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, node: Node<'a, 'a>) -> Self {
        Self { tree, node }
    }

    /// An attribute without the blanks around it; `None` where it is missing or empty.
    pub(super) fn text(self, attribute: &str) -> Option<&'a str> {
        self.node.attribute(attribute).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The same as a name, or why it is none.
    pub(super) fn name(self, attribute: &str) -> Option<Result<String, String>> {
        let cleaned = names::clean(self.text(attribute)?);
        Some(cleaned.map_err(|error| format!("{error}, and was not used ({})", self.at(attribute))))
    }

    /// The cell of an attribute.
    pub(super) fn cell(self, attribute: &str) -> Option<Cell> {
        self.tree.cell(self.node, attribute)
    }

    /// File and path of an attribute.
    pub(super) fn at(self, attribute: &str) -> String {
        format!("{} at {}", self.tree.file(), self.tree.at(self.node, attribute))
    }

    /// The first child of a name.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        super::child(self.node, name).map(|node| Self { node, ..self })
    }

    /// All elements of a name below this one.
    pub(super) fn all(self, name: &'static str) -> impl Iterator<Item = Self> {
        elements(self.tree, self.node, name)
    }

    /// The source of the element.
    fn source(self) -> Option<&'a str> {
        self.node.document().input_text().get(self.node.range())
    }
}

/// States of a protest that is not settled: open, pending, opened again.
const OPEN: [&str; 3] = ["OPN", "PND", "ROPN"];

/// A decision of the officials, or a protest.
pub(super) struct Decision {
    /// What the editor should know.
    pub(super) words: String,
    /// Whether it is still to be decided.
    pub(super) is_open: bool,
    /// The head of its message.
    pub(super) head: Option<Head>,
}

type Entries<'a> = BTreeMap<&'a str, Entry<'a>>;

/// What was given beside a result.
#[derive(Default)]
pub(super) struct Beside<'a> {
    people: Entries<'a>,
    teams: Entries<'a>,
    units: Entries<'a>,
    /// Entries of the code sets by the name of the set.
    codes: BTreeMap<&'a str, Entries<'a>>,
    /// Code and type of records that are still to be ratified, with the mark.
    unconfirmed: BTreeSet<(&'a str, &'a str, &'a str)>,
    /// The code of the result's document.
    result: &'a str,
    /// The medals of the event as they are listed, each with the head of its message.
    pub(super) medallists: Vec<(Entry<'a>, Option<Head>)>,
    /// Tables of medals after the event, likewise.
    pub(super) medal_tables: Vec<(Entry<'a>, Option<Head>)>,
    /// The places of the whole event, each with the head of its message.
    pub(super) ranking: Vec<(Entry<'a>, Option<Head>)>,
    /// Decisions and protests that affect the result.
    pub(super) decisions: Vec<Decision>,
    /// What of it could not be used.
    pub(super) notes: Vec<String>,
}

impl<'a> Beside<'a> {
    /// Nothing yet, beside the result of this code.
    pub(super) fn of(result: &'a str) -> Self {
        Self { result, ..Self::default() }
    }

    /// Reads a message; what it says takes the place of what was said before of the same code.
    pub(super) fn read(&mut self, tree: &'a Tree<'a>, root: Node<'a, 'a>) {
        let (entries, element) = match root.attribute("DocumentType") {
            Some("DT_PARTIC" | "DT_PARTIC_UPDATE") => (&mut self.people, "Participant"),
            Some("DT_PARTIC_TEAMS" | "DT_PARTIC_TEAMS_UPDATE") => (&mut self.teams, "Team"),
            Some("DT_SCHEDULE" | "DT_SCHEDULE_UPDATE") => (&mut self.units, "Unit"),
            Some("DT_CODES") => (self.codes.entry(root.attribute("DocumentSubtype").unwrap_or_default()).or_default(), "CodeSet"),
            Some("DT_RECORD") => return self.records(root),
            Some("DT_MEDALLISTS") => return self.medallists.extend(elements(tree, root, "Medal").map(|medal| (medal, Head::of(root)))),
            Some("DT_MEDALS") => {
                return self.medal_tables.extend(elements(tree, root, "MedalStandings").map(|table| (table, Head::of(root))));
            }
            Some("DT_RANKING") => return self.ranking.extend(elements(tree, root, "Result").map(|entry| (entry, Head::of(root)))),
            Some("DT_COMMUNICATION") => return self.communication(tree, root),
            _ => return,
        };
        for (code, entry) in by_code(tree, root, element, &mut self.notes) {
            let kept = entry.filter(|entry| entry.text("ModificationIndicator") != Some("D"));
            match kept {
                Some(entry) => entries.insert(code, entry),
                None => entries.remove(code),
            };
        }
    }

    fn records(&mut self, root: Node<'a, 'a>) {
        for data in root.descendants().filter(|node| node.has_tag_name("RecordData") && node.attribute("Unconfirmed") == Some("Y")) {
            let kind = data.parent_element().and_then(|kind| kind.attribute("RecordType"));
            let code = data.parent_element().and_then(|kind| kind.parent_element()).and_then(|record| record.attribute("Code"));
            if let (Some(code), Some(kind), Some(mark)) = (code, kind, data.attribute("Result")) {
                self.unconfirmed.insert((code, kind, mark));
            }
        }
    }

    /// A communication says in its own words what was decided and about whom, which is for the editor to read; told apart is only whether it
    /// affects the result, and whether a protest is still open.
    fn communication(&mut self, tree: &'a Tree<'a>, root: Node<'a, 'a>) {
        let of_document = root.attribute("DocumentCode").unwrap_or_default();
        let is_mine = |entry: &Entry<'_>| covers(entry.text("Unit").unwrap_or(of_document), self.result);
        let protests: Vec<Entry<'_>> = elements(tree, root, "Protest").filter(is_mine).collect();
        let open = protests.iter().find(|protest| protest.text("Status").is_some_and(|status| OPEN.contains(&status)));
        let decision = elements(tree, root, "Decision").filter(is_mine).find(|decision| decision.text("AffectsRES") == Some("Y"));
        let (words, at) = match (open, decision) {
            (Some(protest), _) => ("a protest about this event is open", protest.at("Status")),
            (None, Some(decision)) => ("a decision of the officials affects the result", decision.at("AffectsRES")),
            (None, None) => return,
        };
        let rule = open.or(protests.first()).and_then(|protest| protest.text("Rule"));
        let rule = rule.map_or_else(String::new, |rule| format!(" (rule \"{}\")", short(rule)));
        let words = format!("{words}{rule}: read it before you publish ({at})");
        let is_open = open.is_some();
        self.decisions.push(Decision { words, is_open, head: Head::of(root) });
    }

    /// A participant by code.
    pub(super) fn participant(&self, code: &str) -> Option<Entry<'a>> {
        self.people.get(bare(code)).copied()
    }

    /// A team by code.
    pub(super) fn team(&self, code: &str) -> Option<Entry<'a>> {
        self.teams.get(bare(code)).copied()
    }

    /// A unit of the schedule by its RSC.
    pub(super) fn unit(&self, code: &str) -> Option<Entry<'a>> {
        self.units.get(bare(code)).copied()
    }

    /// All units of the schedule, with their codes.
    pub(super) fn units(&self) -> impl Iterator<Item = (&'a str, Entry<'a>)> {
        self.units.iter().map(|(code, entry)| (*code, *entry))
    }

    /// A code of a set in English: the element that has the words, and the attribute. The longer description is preferred, since the other
    /// is abbreviated for scoreboards.
    pub(super) fn in_words(&self, set: &str, code: &str) -> Option<(Entry<'a>, &'static str)> {
        let entry = self.codes.get(set)?.get(bare(code))?;
        let english = entry.node.children().find(|node| node.has_tag_name("Language") && node.attribute("Language") == Some("ENG"))?;
        let words = Entry { node: english, ..*entry };
        ["LongDescription", "Description"].into_iter().find(|attribute| words.text(attribute).is_some()).map(|attribute| (words, attribute))
    }

    /// Whether a record is listed as not yet ratified.
    pub(super) fn is_unconfirmed(&self, code: &str, kind: &str, mark: &str) -> bool {
        self.unconfirmed.contains(&(code, kind, mark))
    }
}

/// The elements of a name.
fn elements<'a>(tree: &'a Tree<'a>, root: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Entry<'a>> {
    root.descendants().filter(move |node| node.has_tag_name(name)).map(move |node| Entry { tree, node })
}

/// A value for a note.
pub(super) fn short(value: &str) -> String {
    value.chars().take(40).collect::<String>().escape_debug().to_string()
}

/// A code without the dashes that fill it up: messages differ in how many there are.
fn bare(code: &str) -> &str {
    code.trim().trim_end_matches('-')
}

/// The elements of one message by their code; `None` for a code that is there twice with different content.
fn by_code<'a>(
    tree: &'a Tree<'a>,
    root: Node<'a, 'a>,
    element: &'static str,
    notes: &mut Vec<String>,
) -> BTreeMap<&'a str, Option<Entry<'a>>> {
    let mut found: BTreeMap<&str, Option<Entry<'a>>> = BTreeMap::new();
    for entry in elements(tree, root, element) {
        let Some(code) = entry.text("Code").map(bare) else { continue };
        let known = found.entry(code).or_insert(Some(entry));
        if known.is_some_and(|known| known.source() != entry.source()) {
            notes.push(format!("{element} \"{}\" is there twice, so neither was used ({})", short(code), entry.at("Code")));
            *known = None;
        }
    }
    found
}
