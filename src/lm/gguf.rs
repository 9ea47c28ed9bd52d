//! The header of a GGUF file, read with bounds.
//!
//! The format is <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>, versions 2 and 3, little-endian. A model file is
//! untrusted input: every length is checked against the bytes that are there before anything is allocated, and a file whose numbers
//! contradict each other is an error, never a panic.

use super::{LmError, LmErrorKind};
use candle_core::quantized::GgmlDType;
use std::collections::BTreeMap;

const MAGIC: u32 = 0x4655_4747;
const MAX_ENTRIES: u64 = 1 << 16;
const MAX_TEXT: u64 = 1 << 24;
const MAX_ARRAY: u64 = 1 << 22;
const MAX_ELEMENTS: u64 = 1 << 33;
const DEFAULT_ALIGNMENT: u64 = 32;

/// A metadata value. Integers of every width are one kind, so are the two float widths.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An unsigned or non-negative integer.
    Unsigned(u64),
    /// A negative integer.
    Negative(i64),
    /// A float.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// A text; bytes that are not UTF-8 are replaced.
    Text(String),
    /// Values of one kind.
    Array(Vec<Value>),
}

/// Where a tensor lies and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct TensorInfo {
    /// The block format of its numbers.
    pub dtype: GgmlDType,
    /// Rows first, the contiguous dimension last.
    pub dims: Vec<usize>,
    /// The number of numbers.
    pub elements: usize,
    /// The byte range within the file.
    pub bytes: std::ops::Range<usize>,
}

/// The header: metadata and the table of tensors.
#[derive(Debug, Clone)]
pub struct Header {
    /// By key.
    pub metadata: BTreeMap<String, Value>,
    /// By name.
    pub tensors: BTreeMap<String, TensorInfo>,
}

impl Header {
    /// Reads the header at the start of a whole file.
    ///
    /// # Errors
    /// `Format` for a file that is not a GGUF, is cut off or contradicts itself; `Unsupported` for a version or number format that
    /// is not known; `Limit` where a count is beyond any real model.
    pub fn parse(file: &[u8]) -> Result<Self, LmError> {
        Self::parse_start(file, file.len() as u64)
    }

    /// As [`Header::parse`], from the first bytes of a file that is `file_len` bytes long.
    ///
    /// # Errors
    /// As [`Header::parse`].
    pub fn parse_start(file: &[u8], file_len: u64) -> Result<Self, LmError> {
        let mut reader = Reader { file, at: 0 };
        if reader.u32()? != MAGIC {
            return Err(format("not a GGUF file: it does not begin with the letters GGUF"));
        }
        let version = reader.u32()?;
        if !(2..=3).contains(&version) {
            return Err(LmError::new(LmErrorKind::Unsupported, format!("GGUF version {version} is not supported, only 2 and 3 are")));
        }
        let tensor_count = bounded(reader.u64()?, MAX_ENTRIES, "the number of tensors")?;
        let entry_count = bounded(reader.u64()?, MAX_ENTRIES, "the number of metadata entries")?;
        let mut metadata = BTreeMap::new();
        for _ in 0..entry_count {
            let key = reader.text()?;
            let kind = reader.u32()?;
            let value = reader.value(kind, false)?;
            if metadata.insert(key.clone(), value).is_some() {
                return Err(format(format!("metadata key {key:?} stands twice")));
            }
        }
        let raw: Vec<RawTensor> = (0..tensor_count).map(|_| reader.tensor()).collect::<Result<_, _>>()?;
        let alignment = match metadata.get("general.alignment") {
            None => DEFAULT_ALIGNMENT,
            Some(Value::Unsigned(n)) if n.is_power_of_two() && *n <= 65_536 => *n,
            Some(other) => return Err(format(format!("general.alignment is {other:?}, not a power of two"))),
        };
        let start = (reader.at as u64).next_multiple_of(alignment);
        let mut tensors = BTreeMap::new();
        for tensor in raw {
            let info = tensor.place(start, file_len)?;
            if tensors.insert(tensor.name.clone(), info).is_some() {
                return Err(format(format!("tensor {:?} stands twice", tensor.name)));
            }
        }
        Ok(Self { metadata, tensors })
    }

    /// A text under `key`.
    ///
    /// # Errors
    /// `Format` when it is missing or another kind.
    pub fn text(&self, key: &str) -> Result<&str, LmError> {
        match self.metadata.get(key) {
            Some(Value::Text(text)) => Ok(text),
            other => Err(wrong(key, "a text", other)),
        }
    }

    /// An integer under `key` between 1 and `max`.
    ///
    /// # Errors
    /// `Format` when it is missing, another kind or outside.
    pub fn count(&self, key: &str, max: u64) -> Result<usize, LmError> {
        match self.metadata.get(key) {
            Some(Value::Unsigned(n)) if (1..=max).contains(n) => {
                usize::try_from(*n).map_err(|_| wrong(key, "a count", self.metadata.get(key)))
            }
            other => Err(wrong(key, &format!("a whole number from 1 to {max}"), other)),
        }
    }

    /// A finite float under `key`.
    ///
    /// # Errors
    /// `Format` when it is missing, another kind or not finite.
    pub fn float(&self, key: &str) -> Result<f64, LmError> {
        match self.metadata.get(key) {
            Some(Value::Float(x)) if x.is_finite() => Ok(*x),
            other => Err(wrong(key, "a finite float", other)),
        }
    }

    /// The texts of an array under `key`.
    ///
    /// # Errors
    /// `Format` when it is missing or holds anything but texts.
    pub fn texts(&self, key: &str) -> Result<Vec<&str>, LmError> {
        self.values(key)?
            .iter()
            .map(|value| match value {
                Value::Text(text) => Ok(text.as_str()),
                other => Err(wrong(key, "an array of texts", Some(other))),
            })
            .collect()
    }

    /// The values of an array under `key`.
    ///
    /// # Errors
    /// `Format` when it is missing or not an array.
    pub fn values(&self, key: &str) -> Result<&[Value], LmError> {
        match self.metadata.get(key) {
            Some(Value::Array(values)) => Ok(values),
            other => Err(wrong(key, "an array", other)),
        }
    }

    /// The description of the tensor `name`.
    ///
    /// # Errors
    /// `Format` when there is none.
    pub fn tensor(&self, name: &str) -> Result<&TensorInfo, LmError> {
        self.tensors.get(name).ok_or_else(|| format(format!("the model file has no tensor {name:?}")))
    }
}

struct RawTensor {
    name: String,
    dims: Vec<u64>,
    kind: u32,
    offset: u64,
}

impl RawTensor {
    fn place(&self, start: u64, file_len: u64) -> Result<TensorInfo, LmError> {
        let name = &self.name;
        let dtype = number_format(self.kind).ok_or_else(|| {
            LmError::new(LmErrorKind::Unsupported, format!("tensor {name:?} has the unknown number format {}", self.kind))
        })?;
        let elements = self.dims.iter().try_fold(1_u64, |product, &d| product.checked_mul(d).filter(|p| *p <= MAX_ELEMENTS));
        let elements =
            elements.filter(|n| *n > 0).ok_or_else(|| format(format!("tensor {name:?} has the impossible shape {:?}", self.dims)))?;
        let block = dtype.block_size() as u64;
        let row = self.dims.first().copied().unwrap_or(1);
        if !row.is_multiple_of(block) {
            return Err(format(format!("the rows of tensor {name:?} hold {row} numbers, not a multiple of its block of {block}")));
        }
        let size = elements / block * dtype.type_size() as u64;
        let begin = start.checked_add(self.offset);
        let end = begin.and_then(|b| b.checked_add(size)).filter(|end| *end <= file_len);
        let (Some(begin), Some(end)) = (begin, end) else {
            return Err(format(format!("tensor {name:?} reaches beyond the end of the file: is the download complete?")));
        };
        Ok(TensorInfo {
            dtype,
            dims: self.dims.iter().rev().map(|&d| to_usize(d)).collect::<Result<_, _>>()?,
            elements: to_usize(elements)?,
            bytes: to_usize(begin)?..to_usize(end)?,
        })
    }
}

/// The number formats of ggml's table that the engine can read.
fn number_format(kind: u32) -> Option<GgmlDType> {
    Some(match kind {
        0 => GgmlDType::F32,
        1 => GgmlDType::F16,
        2 => GgmlDType::Q4_0,
        3 => GgmlDType::Q4_1,
        6 => GgmlDType::Q5_0,
        7 => GgmlDType::Q5_1,
        8 => GgmlDType::Q8_0,
        10 => GgmlDType::Q2K,
        11 => GgmlDType::Q3K,
        12 => GgmlDType::Q4K,
        13 => GgmlDType::Q5K,
        14 => GgmlDType::Q6K,
        30 => GgmlDType::BF16,
        _ => return None,
    })
}

struct Reader<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: u64) -> Result<&'a [u8], LmError> {
        let end = usize::try_from(len).ok().and_then(|len| self.at.checked_add(len));
        let bytes = end.and_then(|end| self.file.get(self.at..end));
        let (Some(bytes), Some(end)) = (bytes, end) else {
            return Err(format(format!("the header is cut off at byte {}", self.at)));
        };
        self.at = end;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], LmError> {
        let bytes = self.take(N as u64)?;
        bytes.try_into().map_err(|_| format("the header is cut off"))
    }

    fn u32(&mut self) -> Result<u32, LmError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u64(&mut self) -> Result<u64, LmError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn text(&mut self) -> Result<String, LmError> {
        let len = bounded(self.u64()?, MAX_TEXT, "the length of a text")?;
        Ok(String::from_utf8_lossy(self.take(len)?).into_owned())
    }

    fn value(&mut self, kind: u32, inside: bool) -> Result<Value, LmError> {
        Ok(match kind {
            0 => Value::Unsigned(u64::from(u8::from_le_bytes(self.array()?))),
            1 => signed(i64::from(i8::from_le_bytes(self.array()?))),
            2 => Value::Unsigned(u64::from(u16::from_le_bytes(self.array()?))),
            3 => signed(i64::from(i16::from_le_bytes(self.array()?))),
            4 => Value::Unsigned(u64::from(self.u32()?)),
            5 => signed(i64::from(i32::from_le_bytes(self.array()?))),
            6 => Value::Float(f64::from(f32::from_le_bytes(self.array()?))),
            7 => Value::Bool(u8::from_le_bytes(self.array()?) != 0),
            8 => Value::Text(self.text()?),
            9 if !inside => {
                let kind = self.u32()?;
                let len = bounded(self.u64()?, MAX_ARRAY, "the length of an array")?;
                Value::Array((0..len).map(|_| self.value(kind, true)).collect::<Result<_, _>>()?)
            }
            10 => Value::Unsigned(self.u64()?),
            11 => signed(i64::from_le_bytes(self.array()?)),
            12 => Value::Float(f64::from_le_bytes(self.array()?)),
            _ => return Err(format(format!("metadata of the unknown kind {kind} at byte {}", self.at))),
        })
    }

    fn tensor(&mut self) -> Result<RawTensor, LmError> {
        let name = self.text()?;
        let rank = self.u32()?;
        if !(1..=4).contains(&rank) {
            return Err(format(format!("tensor {name:?} has {rank} dimensions, not 1 to 4")));
        }
        let dims = (0..rank).map(|_| self.u64()).collect::<Result<_, _>>()?;
        Ok(RawTensor { name, dims, kind: self.u32()?, offset: self.u64()? })
    }
}

fn signed(n: i64) -> Value {
    u64::try_from(n).map_or(Value::Negative(n), Value::Unsigned)
}

fn bounded(n: u64, max: u64, what: &str) -> Result<u64, LmError> {
    if n > max { Err(LmError::new(LmErrorKind::Limit, format!("{what} is {n}, more than the {max} that are allowed"))) } else { Ok(n) }
}

fn to_usize(n: u64) -> Result<usize, LmError> {
    usize::try_from(n).map_err(|_| LmError::new(LmErrorKind::Limit, format!("{n} does not fit this machine's address space")))
}

fn format(message: impl Into<String>) -> LmError {
    LmError::new(LmErrorKind::Format, message)
}

fn wrong(key: &str, want: &str, got: Option<&Value>) -> LmError {
    let got = match got {
        None => "missing".to_string(),
        Some(Value::Array(values)) => format!("an array of {}", values.len()),
        Some(Value::Text(text)) => format!("a text of {} bytes", text.len()),
        Some(other) => format!("{other:?}"),
    };
    format(format!("metadata key {key:?} should be {want}, but is {got}"))
}
