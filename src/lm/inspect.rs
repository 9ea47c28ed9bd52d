//! What a model file says about itself.

use super::engine::hex;
use super::gguf::{Header, Value};
use super::locate::Place;
use super::{LmError, LmErrorKind};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// The header of any real model is shorter.
const MAX_HEADER: u64 = 256 << 20;

/// The metadata that a user wants to see. What the file does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Bytes of the file.
    pub size: u64,
    /// `general.architecture`.
    pub architecture: Option<String>,
    /// `general.name`.
    pub name: Option<String>,
    /// `general.license`.
    pub licence: Option<String>,
    /// The longest text in tokens.
    pub context: Option<u64>,
    /// The kind of tokenizer, and its pre-tokenizer.
    pub tokenizer: Option<String>,
    /// All numbers in all tensors.
    pub parameters: u64,
    /// How many tensors there are of each number format.
    pub tensors: BTreeMap<String, usize>,
    /// Of `tokenizer.chat_template`, which this program never runs; a change of it from a known one is a warning sign.
    pub chat_template_sha256: Option<String>,
}

/// Reads the header of a model.
///
/// # Errors
/// As [`Header::parse`]; `Io` when the file cannot be read.
pub fn inspect(place: &Place) -> Result<Summary, LmError> {
    let path = match place {
        Place::File(path) => path,
        Place::BuiltIn(bytes) => return Ok(summary(&Header::parse(bytes)?, bytes.len() as u64)),
    };
    let io = |source: std::io::Error| LmError::with(LmErrorKind::Io, format!("cannot read {}", path.display()), source);
    let file = std::fs::File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let mut bytes = Vec::new();
    file.take(MAX_HEADER).read_to_end(&mut bytes).map_err(io)?;
    Ok(summary(&Header::parse_start(&bytes, size)?, size))
}

fn summary(header: &Header, size: u64) -> Summary {
    let text = |key: &str| header.text(key).ok().map(str::to_string);
    let architecture = text("general.architecture");
    let context = architecture.as_ref().and_then(|name| match header.metadata.get(&format!("{name}.context_length")) {
        Some(Value::Unsigned(n)) => Some(*n),
        _ => None,
    });
    let tokenizer = text("tokenizer.ggml.model").map(|model| match text("tokenizer.ggml.pre") {
        Some(pre) => format!("{model} ({pre})"),
        None => model,
    });
    let mut tensors = BTreeMap::new();
    for tensor in header.tensors.values() {
        *tensors.entry(format!("{:?}", tensor.dtype)).or_default() += 1;
    }
    Summary {
        size,
        context,
        tokenizer,
        tensors,
        name: text("general.name"),
        licence: text("general.license"),
        parameters: header.tensors.values().map(|tensor| tensor.elements as u64).sum(),
        chat_template_sha256: header.text("tokenizer.chat_template").ok().map(|template| hex(&Sha256::digest(template))),
        architecture,
    }
}
