//! What other messages say about a result: display names (`DT_PARTIC`) and records that are not ratified (`DT_RECORD`).

use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// What was given beside a result.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// `TVName` by the athlete's code: order and spelling of the display name.
    names: BTreeMap<String, String>,
    /// Record code and type of records that are still to be ratified, with the mark.
    unconfirmed: BTreeSet<(String, String, String)>,
}

impl Beside {
    /// Reads a message of a type that can stand beside a result; false for any other type.
    pub(super) fn read(&mut self, root: Node<'_, '_>) -> bool {
        match root.attribute("DocumentType") {
            Some("DT_PARTIC" | "DT_PARTIC_UPDATE" | "DT_PARTIC_NAME") => self.participants(root),
            Some("DT_RECORD") => self.records(root),
            _ => return false,
        }
        true
    }

    fn participants(&mut self, root: Node<'_, '_>) {
        for participant in root.descendants().filter(|node| node.has_tag_name("Participant")) {
            if let (Some(code), Some(name)) = (participant.attribute("Code"), participant.attribute("TVName")) {
                self.names.insert(code.to_owned(), name.to_owned());
            }
        }
    }

    fn records(&mut self, root: Node<'_, '_>) {
        for data in root.descendants().filter(|node| node.has_tag_name("RecordData") && node.attribute("Unconfirmed") == Some("Y")) {
            let kind = data.parent_element().and_then(|kind| kind.attribute("RecordType"));
            let code = data.parent_element().and_then(|kind| kind.parent_element()).and_then(|record| record.attribute("Code"));
            if let (Some(code), Some(kind), Some(mark)) = (code, kind, data.attribute("Result")) {
                self.unconfirmed.insert((code.to_owned(), kind.to_owned(), mark.to_owned()));
            }
        }
    }

    /// The display name of an athlete.
    pub(super) fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Whether a record is listed as not yet ratified.
    pub(super) fn is_unconfirmed(&self, code: &str, kind: &str, mark: &str) -> bool {
        self.unconfirmed.contains(&(code.to_owned(), kind.to_owned(), mark.to_owned()))
    }
}
