//! Several messages at once: the newest version of the result, and which of the others stand beside it.

use super::head::{Head, standing};
use super::header::Ranks;
use super::tree::Tree;
use super::{header, name_file};
use crate::feed::{FeedError, FeedErrorKind, Input};
use roxmltree::{Document, Node};

/// A message with the file that it came from.
#[derive(Clone, Copy)]
pub(super) struct Message<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) document: &'a Document<'a>,
}

impl<'a> Message<'a> {
    fn root(self) -> Result<Node<'a, 'a>, FeedError> {
        header::root(self.document).map_err(|error| self.name(error))
    }

    /// The document with its paths.
    pub(super) fn tree(self) -> Tree<'a> {
        Tree::new(self.document, self.input.name, &self.input.sha256)
    }

    fn name(self, error: FeedError) -> FeedError {
        name_file(error, self.input.name)
    }
}

/// What is decoded.
pub(super) struct Chosen<'a> {
    pub(super) result: Message<'a>,
    /// Messages that say something about the result, in the order in which they are read.
    pub(super) beside: Vec<Message<'a>>,
    /// What was not used, and why.
    pub(super) notes: Vec<String>,
}

/// Chooses among what was given: `primary` must be a result.
pub(super) fn choose<'a>(primary: Message<'a>, others: &[Message<'a>]) -> Result<Chosen<'a>, FeedError> {
    let root = primary.root()?;
    let tree = primary.tree();
    let of_primary = |error: FeedError| primary.name(error);
    header::ranks(&tree, root).map_err(of_primary)?;
    let key = header::key(&tree, root).map_err(of_primary)?;
    let mut newest = (header::version(&tree, root).map_err(of_primary)?, primary);
    let mut context = Vec::new();
    let mut notes = Vec::new();
    for other in others {
        let (root, tree) = (other.root()?, other.tree());
        let kind = root.attribute("DocumentType").unwrap_or_default();
        if kind != key.kind && Ranks::of(kind).is_some() {
            notes.push(unused(*other, &format!("it is {}, a result of its own", header::type_in_words(kind))));
        } else if Ranks::of(kind).is_none() {
            match context_head(root) {
                Ok(head) => context.push((*other, head)),
                Err(reason) => notes.push(unused(*other, &reason)),
            }
        } else if header::key(&tree, root).map_err(|error| other.name(error))? == key {
            let version = header::version(&tree, root).map_err(|error| other.name(error))?;
            newest = newer(newest, (version, *other), &mut notes)?;
        } else {
            notes.push(unused(*other, "it is no message about this result"));
        }
    }
    let beside = Head::of(root).map(|head| about(&head, context, &mut notes)).unwrap_or_default();
    Ok(Chosen { result: newest.1, beside, notes })
}

fn unused(message: Message<'_>, reason: &str) -> String {
    format!("{}: not used, {reason}", message.input.name)
}

/// The head of a message that can stand beside a result, or why it cannot.
fn context_head(root: Node<'_, '_>) -> Result<Head, String> {
    let head = Head::of(root).ok_or("its header lacks a code, a type or a version")?;
    if head.is_context() {
        Ok(head)
    } else {
        Err(format!("it is {}, which says nothing that is read", header::type_in_words(&head.key.kind)))
    }
}

/// The newer of two versions of a result; one version with two texts is a contradiction.
fn newer<'a>(best: (u64, Message<'a>), other: (u64, Message<'a>), notes: &mut Vec<String>) -> Result<(u64, Message<'a>), FeedError> {
    let ((version, message), (number, rival)) = (best, other);
    let (file, name) = (message.input.name, rival.input.name);
    if number > version {
        notes.push(format!("version {number} in {name} replaces version {version} in {file}"));
        return Ok(other);
    }
    if number < version {
        notes.push(format!("version {number} in {name} is older than version {version} in {file} and was not used"));
    } else if rival.input.sha256 != message.input.sha256 {
        let reason = format!("version {number} differs from the same version in {file}");
        return Err(FeedError::new(FeedErrorKind::Contradiction, name, reason).at("/OdfBody/@Version"));
    }
    Ok(best)
}

/// The messages about a result, without those that are older than another; of two texts of one version neither can be trusted.
fn about<'a>(result: &Head, context: Vec<(Message<'a>, Head)>, notes: &mut Vec<String>) -> Vec<Message<'a>> {
    let mut mine: Vec<(Message<'a>, Head)> = Vec::new();
    let mut torn: Vec<Head> = Vec::new();
    for (message, head) in context {
        if let Some(reason) = head.foreign_to(result) {
            notes.push(unused(message, reason));
        } else if let Some((twin, _)) = mine.iter().find(|(_, other)| other.same(&head) && other.version == head.version) {
            if twin.input.sha256 != message.input.sha256 {
                notes.push(unused(
                    message,
                    &format!("version {} differs from the same version in {}, so neither counts", head.version, twin.input.name),
                ));
                torn.push(head);
            }
        } else {
            mine.push((message, head));
        }
    }
    mine.retain(|(_, head)| !torn.contains(head));
    let numbered: Vec<(usize, &Head)> = mine.iter().map(|(_, head)| head).enumerate().collect();
    let kept = standing(&numbered);
    let old = mine.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    notes.extend(old.map(|(_, (message, head))| unused(*message, &format!("a newer message than its version {} was given", head.version))));
    kept.into_iter().filter_map(|at| mine.get(at)).map(|(message, _)| *message).collect()
}
