//! A bounded XML tree with positional paths.

use super::{FeedError, FeedErrorKind};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeMap;

/// Largest message that is read (bytes); a `DT_RESULT` of a marathon has about 1 MB, a large swimming meet 5.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Deepest nesting of elements that is read; ODF needs nine, LENEX eleven.
const MOST_DEPTH: usize = 40;
/// Most nodes that are read.
const MOST_NODES: u32 = 400_000;

/// Refuses a message that is too large or too deep, before a tree is built.
fn bounded(text: &str) -> Result<(), FeedError> {
    let refuse = |message: String| Err(FeedError::new(FeedErrorKind::Syntax, "", message));
    if text.len() > MOST_BYTES {
        return refuse(format!("the message has {} bytes; at most {MOST_BYTES} are read", text.len()));
    }
    if depth(text) > MOST_DEPTH {
        return refuse(format!("elements are nested more than {MOST_DEPTH} deep"));
    }
    Ok(())
}

/// An upper bound of the nesting of elements, without recursion and before any tree is built. Comments and CDATA can
/// only make it larger.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0_usize);
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once('<') {
        match tail.as_bytes().first() {
            Some(b'/') => now = now.saturating_sub(1),
            Some(b'?' | b'!') | None => {}
            Some(_) if tail.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/')) => most = most.max(now + 1),
            Some(_) => now += 1,
        }
        most = most.max(now);
        rest = tail;
    }
    most
}

/// The parsed message, within the bounds of size and nesting and without a document type.
pub(in crate::feed) fn parse(text: &str) -> Result<Document<'_>, FeedError> {
    bounded(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let refuse = |message: String, hint: &str| FeedError::new(FeedErrorKind::Syntax, "", message).hint(hint);
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => refuse(
            "the message has a document type declaration, which results never have".to_owned(),
            "remove the DOCTYPE: entities are not expanded",
        ),
        roxmltree::Error::NodesLimitReached => refuse(format!("the message has more than {MOST_NODES} nodes"), "ask who made it"),
        other => refuse(format!("this is not well-formed XML: {other}"), "the message may be cut short: fetch it again"),
    })
}

/// The path of every element of a document.
#[derive(Debug)]
pub(in crate::feed) struct Paths {
    steps: BTreeMap<u32, String>,
}

impl Paths {
    /// Numbers every element among its siblings of one name; those called as in `always` also where they stand alone.
    pub(in crate::feed) fn new(document: &Document<'_>, always: &[&str]) -> Self {
        let mut counts: BTreeMap<(u32, &str), u32> = BTreeMap::new();
        let mut places = Vec::new();
        for node in document.descendants().filter(Node::is_element) {
            let parent = node.parent().map_or(document.root().id().get(), |parent| parent.id().get());
            let count = counts.entry((parent, node.tag_name().name())).or_default();
            *count += 1;
            places.push((node, parent, *count));
        }
        let step = |(node, parent, place): (Node<'_, '_>, u32, u32)| {
            let name = node.tag_name().name();
            let alone = counts.get(&(parent, name)) == Some(&1) && !always.contains(&name);
            (node.id().get(), if alone { name.to_owned() } else { format!("{name}[{place}]") })
        };
        Self { steps: places.into_iter().map(step).collect() }
    }

    /// The positional `XPath` of an element, such as `/OdfBody/Competition/Result[3]`.
    pub(in crate::feed) fn path(&self, node: Node<'_, '_>) -> String {
        let mut steps: Vec<&str> = node.ancestors().filter_map(|up| self.steps.get(&up.id().get()).map(String::as_str)).collect();
        steps.push("");
        steps.reverse();
        steps.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_measured_before_a_tree_is_built() {
        assert_eq!(depth("<a><b/><b></b></a>"), 2);
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(parse(&deep).unwrap_err().message.contains("nested"));
    }

    #[test]
    fn a_document_type_declaration_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;'>]><a>&m;</a>";
        assert!(parse(bomb).unwrap_err().message.contains("document type"));
        assert!(parse("<a><b>").unwrap_err().message.contains("well-formed"));
    }
}
