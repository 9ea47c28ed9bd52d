//! The Olympic Data Feed (ODF 2): a `DT_RESULT` message of a timed or measured race becomes an event.
//!
//! Sources of the format: the element and attribute names of ODF 2 messages and the common code sets that organisers use
//! (discipline, event, phase, unit, result status, IRM). Plain messages are full replacements: of several versions of one
//! document the highest counts. `DT_PARTIC` and `DT_RECORD` messages given beside a result tell the order of names and
//! which records are not ratified.

mod beside;
pub(super) mod codes;
mod competitor;
mod day;
mod extended;
pub mod folder;
mod header;
mod name;
mod rows;
mod rsc;
#[cfg(test)]
mod tests;
mod tree;
mod unit;
mod words;

use crate::feed::{Decoded, FeedError, FeedErrorKind, Input, text, xml};
use beside::Beside;
use roxmltree::{Document, Node};
use tree::Tree;

/// Decodes an ODF message; `with` may hold other versions of it, and `DT_PARTIC` and `DT_RECORD` messages.
///
/// # Errors
/// Anything but a finished result is refused by name; unknown statuses, values that are not what their attribute says, and
/// cells that contradict each other are errors with their path.
pub fn decode(input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    let named = |input: &Input<'_>, error: FeedError| name_file(error, input.name);
    let primary_text = text::decode(input)?;
    let primary = xml::parse(&primary_text).map_err(|error| named(input, error))?;
    let mut texts = Vec::new();
    for other in with {
        texts.push((other, text::decode(other)?));
    }
    let mut others = Vec::new();
    for (other, text) in &texts {
        if text.contains("<OdfBody") {
            others.push((*other, xml::parse(text).map_err(|error| named(other, error))?));
        }
    }
    let mut decoded = decode_documents((input, &primary), &others)?;
    let foreign = texts
        .iter()
        .filter(|(_, text)| !text.contains("<OdfBody"))
        .map(|(other, _)| format!("{}: not used, it is no ODF message", other.name));
    decoded.warnings.extend(foreign);
    Ok(decoded)
}

type Message<'a, 'i, 'd> = (&'a Input<'i>, &'a Document<'d>);

fn decode_documents(primary: Message<'_, '_, '_>, others: &[(&Input<'_>, Document<'_>)]) -> Result<Decoded, FeedError> {
    let (input, document) = primary;
    let tree = Tree::new(document, &input.sha256);
    let of_primary = |error: FeedError| name_file(error, input.name);
    let root = header::root(document).map_err(of_primary)?;
    header::must_be_result(&tree, root).map_err(of_primary)?;
    let key = header::key(&tree, root).map_err(of_primary)?;
    let mut newest = (header::version(&tree, root).map_err(of_primary)?, input, document);
    let mut beside = Beside::default();
    let mut used = Vec::new();
    let mut warnings = Vec::new();
    for (other, document) in others {
        let of_other = |error: FeedError| name_file(error, other.name);
        let tree = Tree::new(document, &other.sha256);
        let root = header::root(document).map_err(of_other)?;
        if beside.read(root) {
            used.push(other.sha256.clone());
            continue;
        }
        if header::must_be_result(&tree, root).is_err() || header::key(&tree, root).map_err(of_other)? != key {
            warnings.push(format!("{}: not used, it is no message about this result", other.name));
            continue;
        }
        let version = header::version(&tree, root).map_err(of_other)?;
        if version == newest.0 && other.sha256 != newest.1.sha256 {
            let message = format!("version {version} differs from the same version in {}", newest.1.name);
            return Err(FeedError::new(FeedErrorKind::Contradiction, other.name, message).at("/OdfBody/@Version"));
        }
        if version > newest.0 {
            warnings.push(format!("version {version} in {} replaces version {} in {}", other.name, newest.0, newest.1.name));
            newest = (version, other, document);
        } else if version < newest.0 {
            warnings.push(format!(
                "version {version} in {} is older than version {} in {} and was not used",
                other.name, newest.0, newest.1.name
            ));
        }
    }
    let (_, input, document) = newest;
    used.insert(0, input.sha256.clone());
    let event = unit::event(input, document, &beside, used).map_err(|error| name_file(error, input.name))?;
    Ok(Decoded { events: vec![event], warnings, ..Decoded::default() })
}

/// Puts the file's name into an error and all errors beside it.
fn name_file(error: FeedError, file: &str) -> FeedError {
    let named = error.flatten().into_iter().map(|error| FeedError { file: file.to_owned(), ..error }).collect();
    FeedError::all(named).unwrap_or_else(|| FeedError::new(FeedErrorKind::Syntax, file, "the message was refused"))
}

/// The first child element of a name.
fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.has_tag_name(name))
}
