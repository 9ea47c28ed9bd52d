//! Tables.
use crate::feed::{Decoded, FeedError, FeedErrorKind, Input};
/// Map.
#[derive(Debug)]
pub struct ColumnMap;
/// Map.
pub fn map_among(_: &[Input<'_>]) -> Result<Option<ColumnMap>, FeedError> { Ok(None) }
/// Decode.
pub fn decode(i: &Input<'_>, _: Option<&ColumnMap>) -> Result<Decoded, FeedError> { Err(FeedError::new(FeedErrorKind::Unsupported, i.name, "no")) }
