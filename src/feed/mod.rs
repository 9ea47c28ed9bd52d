//! Recognises a results feed and decodes it into events.
//!
//! Comes in: the bytes of one feed, its name for errors, and what was given beside it. Goes out: events that passed
//! [`crate::event::Event::check`], or a [`FeedError`] that says what the document is, what is wrong, where, and what to
//! do. A format is recognised by its content, never by its name. Nothing here reads a file or the network.

mod athletics;
mod circuits;
mod clubs;
pub mod ergast;
mod error;
pub mod fis;
pub mod formats;
mod games;
pub mod hytek;
pub mod ibu;
pub mod iof;
mod json;
pub mod lenex;
mod minors;
#[cfg(test)]
mod mutation;
pub mod names;
pub mod nations;
pub mod odf;
pub mod opentrack;
mod people;
mod ranks;
mod raw;
mod recognise;
pub mod rotowire;
pub mod sportsml;
pub mod stage;
mod strict;
mod swimming;
pub mod table;
mod text;
pub mod tilastopaja;
mod vocabulary;
pub mod world_athletics;
mod xml;

use crate::event::Event;
use recognise::Shape;

pub use error::{FeedError, FeedErrorKind};
#[cfg(test)]
use mutation::mutated;

/// One document as it came.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// All bytes.
    pub bytes: &'a [u8],
    /// File name or URL, for errors only.
    pub name: &'a str,
    /// sha256 of `bytes` in hex.
    pub sha256: String,
}

impl<'a> Input<'a> {
    /// An input with the sha256 of its bytes.
    pub fn new(bytes: &'a [u8], name: &'a str) -> Self {
        use sha2::{Digest, Sha256};
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16);
        let sha256 = Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect();
        Self { bytes, name, sha256 }
    }
}

/// What the editor decided about a feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Athletes who may be minors are named. Without it, who is not known to be of age is not; in feeds of elite sport, who is known to be
    /// none, or in a race of the young.
    pub name_minors: bool,
}

/// What a document held.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// Events free of contradictions, in the order of the document.
    pub events: Vec<Event>,
    /// Units of the same document that were refused while others were decoded (a race cut by a page).
    pub refused: Vec<FeedError>,
    /// Notes about the document as a whole; those of an event are in the event.
    pub warnings: Vec<String>,
}

/// Decodes a feed, with what was given beside it (qualifying, standings, pit stops) as context.
///
/// # Errors
/// The first problem of the document with all others in [`FeedError::others`]; no event is returned beside an error.
pub fn decode(primary: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    decode_as(primary, with, &Options::default())
}

/// The same, as the editor decided.
///
/// # Errors
/// As [`decode`].
pub fn decode_as(primary: &Input<'_>, with: &[Input<'_>], options: &Options) -> Result<Decoded, FeedError> {
    let text = text::decode(primary)?;
    let shape = recognise::shape(&text, primary.name)?;
    let alone = !shape.takes_context();
    let mut decoded = decode_shape(shape, primary, with, *options)?;
    clubs::drop_none(&mut decoded).map_err(|reason| FeedError::new(FeedErrorKind::Value, primary.name, reason))?;
    for input in with.iter().filter(|_| alone) {
        decoded.warnings.push(format!("{} was not used: nothing is read beside results of this format", input.name));
    }
    Ok(decoded)
}

fn decode_shape(shape: Shape, primary: &Input<'_>, with: &[Input<'_>], options: Options) -> Result<Decoded, FeedError> {
    match shape {
        Shape::Ergast(document) => ergast::decode(&document, primary, &ergast::context_documents(with)?),
        Shape::JolpicaV2(document) => ergast::decode_v2(&document, primary, with),
        Shape::TilastopajaXml => tilastopaja::decode_xml(primary, with),
        Shape::TilastopajaJson(document) => tilastopaja::decode_json(&document, primary, with),
        Shape::OpenTrack(document) => opentrack::decode(&document, primary, &options),
        Shape::WorldAthletics(document) => world_athletics::decode(&document, primary, &options),
        Shape::Rotowire(document) => rotowire::decode(&document, primary),
        Shape::Lenex => lenex::decode(primary, with, &options),
        Shape::HyTek => hytek::decode(primary, &options),
        Shape::Fis => fis::decode(primary, &options),
        Shape::SportsMl => sportsml::decode(primary, &options),
        Shape::Iof => iof::decode(primary, &options),
        Shape::Stage(document) => stage::decode(&document, primary),
        Shape::Ibu(document) => ibu::decode(&document, primary),
        Shape::Odf => odf::decode(primary, with),
        Shape::Table => table::decode(primary, table::map_among(with)?.as_ref()),
    }
}
