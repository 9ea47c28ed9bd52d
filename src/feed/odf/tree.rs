//! An ODF message with the path of every element, and the words that nobody knows.

use crate::event::Cell;
use crate::feed::xml::Paths;
use roxmltree::{Document, Node};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A message with the path of every element and the notes that its reading made.
pub(super) struct Tree<'a> {
    file: &'a str,
    sha256: &'a str,
    paths: Paths,
    warnings: RefCell<Vec<String>>,
    said: RefCell<BTreeSet<String>>,
}

impl<'a> Tree<'a> {
    /// A tree whose paths number every `Result` and `ResultItem`.
    pub(super) fn new(document: &Document<'_>, file: &'a str, sha256: &'a str) -> Self {
        Self {
            file,
            sha256,
            paths: Paths::new(document, &["Result", "ResultItem"]),
            warnings: RefCell::default(),
            said: RefCell::default(),
        }
    }

    /// The name of the file, for notes.
    pub(super) fn file(&self) -> &'a str {
        self.file
    }

    /// The positional `XPath` of an element, such as `/OdfBody/Competition/Result[3]`.
    pub(super) fn path(&self, node: Node<'_, '_>) -> String {
        self.paths.path(node)
    }

    /// The path of an attribute.
    pub(super) fn at(&self, node: Node<'_, '_>, attribute: &str) -> String {
        format!("{}/@{attribute}", self.path(node))
    }

    /// The cell of an attribute; `None` when the element lacks it.
    pub(super) fn cell(&self, node: Node<'_, '_>, attribute: &str) -> Option<Cell> {
        let raw = node.attribute(attribute)?;
        Some(Cell { source: self.sha256.to_owned(), at: self.at(node, attribute), raw: raw.to_owned() })
    }

    /// Notes something for the editor, once for each key.
    pub(super) fn warn(&self, key: &str, message: impl Into<String>) {
        if self.said.borrow_mut().insert(key.to_owned()) {
            self.warnings.borrow_mut().push(message.into());
        }
    }

    /// The notes so far, in the order in which they were made.
    pub(super) fn warnings(&self) -> Vec<String> {
        self.warnings.borrow().clone()
    }

    /// Notes every element and attribute that the decoder has no use for and does not know either.
    pub(super) fn note_unknown(&self, root: Node<'_, '_>) {
        for node in root.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            if node.ancestors().any(|up| super::words::is_ignored(up.tag_name().name())) {
                continue;
            }
            let Some(attributes) = super::words::attributes(name) else {
                let shown = name.escape_debug();
                self.warn(&format!("<{name}>"), format!("unknown element \"{shown}\" was not read (at {})", self.path(node)));
                continue;
            };
            for attribute in node.attributes().filter(|attribute| !attributes.contains(&attribute.name())) {
                let shown = attribute.name().escape_debug();
                let note = format!("unknown attribute \"{shown}\" was not read (at {})", self.at(node, attribute.name()));
                self.warn(&format!("{name}@{}", attribute.name()), note);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::xml::parse;

    #[test]
    fn paths_are_positional_where_siblings_share_a_name() {
        let document = parse("<OdfBody><Competition><Result Rank='1'/><Result Rank='2'/></Competition></OdfBody>").unwrap();
        let tree = Tree::new(&document, "feed.xml", "00");
        let second = document.descendants().filter(|node| node.has_tag_name("Result")).nth(1).unwrap();
        assert_eq!(tree.at(second, "Rank"), "/OdfBody/Competition/Result[2]/@Rank");
        assert_eq!(tree.cell(second, "Rank").unwrap().raw, "2");
        assert_eq!(tree.cell(second, "Bib"), None);
    }
}
