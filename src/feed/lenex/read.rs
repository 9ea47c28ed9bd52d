//! Attributes as texts with their paths.

use crate::event::LocalDay;
use crate::feed::circuits;
use crate::feed::raw::Text;
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;

/// An attribute that is there and not blank.
pub(super) fn attribute(node: Node<'_, '_>, name: &str, paths: &Paths) -> Option<Text> {
    let raw = node.attribute(name).filter(|raw| !raw.trim().is_empty())?;
    Some(Text { raw: raw.to_owned(), at: format!("{}/@{name}", paths.path(node)) })
}

/// An attribute that must be there.
pub(super) fn required(node: Node<'_, '_>, name: &str, paths: &Paths) -> Result<Text, FeedError> {
    let missing = || FeedError::new(FeedErrorKind::Missing, "", format!("\"{name}\" is missing or empty")).at(paths.path(node));
    attribute(node, name, paths).ok_or_else(missing)
}

/// An age limit: -1 and nothing are none.
pub(super) fn age(node: Node<'_, '_>, name: &str, paths: &Paths) -> Result<Option<u32>, FeedError> {
    let Some(text) = attribute(node, name, paths) else { return Ok(None) };
    match text.trimmed().parse::<i32>() {
        Ok(-1 | 0) => Ok(None),
        Ok(age @ 1..=199) => Ok(u32::try_from(age).ok()),
        _ => Err(text.bad("is no age")),
    }
}

/// A date, where it is one.
pub(super) fn day(node: Node<'_, '_>, name: &str) -> Option<LocalDay> {
    circuits::civil_day(node.attribute(name)?.trim())
}

/// The number of swimmers of a style.
pub(super) fn legs(style: Node<'_, '_>, paths: &Paths) -> Result<u32, FeedError> {
    let Some(text) = attribute(style, "relaycount", paths) else { return Ok(1) };
    text.trimmed().parse().ok().filter(|legs| (1..=99).contains(legs)).ok_or_else(|| text.bad("is no number of swimmers"))
}

/// The distance of a style.
pub(super) fn distance(style: Node<'_, '_>, paths: &Paths) -> Result<u32, FeedError> {
    let text = required(style, "distance", paths)?;
    text.trimmed().parse().ok().filter(|distance| (1..100_000).contains(distance)).ok_or_else(|| text.bad("is no distance"))
}
