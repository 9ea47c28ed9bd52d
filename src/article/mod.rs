//! The publishable record: everything that a desk, a format or a later correction needs to know about one article.
//!
//! Comes in: the drafted sentences, the event, the verdict and what the run was made of. Goes out: an [`Article`], of which
//! every output format is a pure function. Nothing here reads a file or a clock.

mod record;
mod provenance;
mod table;
mod chart;
mod disclosure;
mod slug;
mod check;
#[cfg(test)]
pub(crate) mod sample;

pub use chart::{Chart, ChartKind, Series};
pub(crate) use record::hex;

pub use crate::draft::{Alternative, Drafter, Sentence};
pub use check::Problem;
pub use disclosure::{SourceType, digital_source_type, disclosure, notices};
pub use provenance::{Ban, Drafted, ModelUsed, Provenance, Review};
pub use record::{Article, EventSummary, Paragraph, PubStatus, SCHEMA, Status, language_of};
pub use slug::{MAX_SLUG, is_safe_slug, slug};
pub use table::{NO_VALUE, ResultsTable, irm_code, irm_words};
