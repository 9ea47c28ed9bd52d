//! Copy in a file: its prose, with the place of every character in the file.
//!
//! Comes in: the text of a Markdown, HTML, plain text or JSON file. Goes out: a [`Document`] of blocks. Markup, tables, code,
//! front matter and scripts are left out; what a block says can always be traced back to the bytes of the file.

mod entities;
mod html;
mod json;
mod markdown;

use std::fmt;
use std::ops::Range;

/// The form of a file with copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML.
    Html,
    /// Plain text, paragraphs set off by blank lines.
    Text,
    /// JSON whose strings are copy, by the names of their keys.
    Json,
}

impl DocumentFormat {
    /// The format that the ending of a file's name stands for.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "txt" | "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// What a block is in the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A headline, in the present tense and without a full stop.
    Headline,
    /// The line under the headline.
    Standfirst,
    /// A dateline.
    Dateline,
    /// A paragraph, a list item, a caption.
    Paragraph,
}

/// A stretch of prose without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The prose, white space folded to single blanks.
    pub text: String,
    /// For every byte of `text`, the bytes of the file that its character came from.
    places: Vec<(usize, usize)>,
}

impl Block {
    /// An empty block.
    fn new(kind: BlockKind) -> Self {
        Self { kind, text: String::new(), places: Vec::new() }
    }

    /// Adds a character that stands at these bytes of the file; white space is folded.
    fn push(&mut self, c: char, place: Range<usize>) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.push(c);
        self.places.extend(std::iter::repeat_n((place.start, place.end), c.len_utf8()));
    }

    /// Adds a stretch of the file as it stands.
    fn push_str(&mut self, text: &str, start: usize) {
        for (at, c) in text.char_indices() {
            self.push(c, start + at..start + at + c.len_utf8());
        }
    }

    fn trim_end(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
            self.places.pop();
        }
    }

    /// The bytes of the file behind a range of bytes of the text.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).or(self.places.last()).map_or(0, |place| place.0);
        let end = range.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |place| place.1);
        start..end.max(start)
    }

    /// Splits a dateline off the start: "SPA, Belgium — Lewis Hamilton won".
    fn without_dateline(self) -> Vec<Self> {
        let dash = [" — ", " – ", " -- ", " - "].iter().filter_map(|dash| Some((self.text.find(dash)?, dash.len()))).min();
        let Some((at, width)) = dash.filter(|(at, _)| *at <= 60) else { return vec![self] };
        let first: String = self.text.chars().take_while(|c| !matches!(c, ',' | ' ' | '(')).collect();
        let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !first.chars().any(char::is_lowercase);
        if !capitals {
            return vec![self];
        }
        let part = |range: Range<usize>, kind| Self {
            kind,
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            places: self.places.get(range).unwrap_or_default().to_vec(),
        };
        vec![part(0..at, BlockKind::Dateline), part(at + width..self.text.len(), self.kind)]
    }
}

/// A file with copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The prose in order.
    pub blocks: Vec<Block>,
}

/// Why a file holds no copy that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentError {
    /// What is wrong, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DocumentError {}

impl Document {
    /// Reads the prose of a file.
    pub fn read(text: &str, format: DocumentFormat) -> Result<Self, DocumentError> {
        let mut blocks = match format {
            DocumentFormat::Markdown => markdown::blocks(text),
            DocumentFormat::Html => html::blocks(text, &|at| at),
            DocumentFormat::Text => plain(text),
            DocumentFormat::Json => json::blocks(text)?,
        };
        for block in &mut blocks {
            block.trim_end();
        }
        blocks.retain(|block| block.text.chars().any(char::is_alphanumeric));
        if blocks.is_empty() {
            return Err(DocumentError { message: "it holds no prose".to_owned() });
        }
        let mut split = Vec::new();
        for block in blocks {
            if block.kind == BlockKind::Paragraph {
                split.extend(block.without_dateline());
            } else {
                split.push(block);
            }
        }
        Ok(Self { blocks: split })
    }
}

/// Paragraphs of plain text. A first line that is short and ends without a stop is a headline.
fn plain(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (start, paragraph) in paragraphs(text) {
        let first = blocks.is_empty();
        let headline = first && paragraph.trim().len() <= 120 && !paragraph.trim().ends_with(['.', '!', '?', '"', '\u{201d}']);
        let mut block = Block::new(if headline { BlockKind::Headline } else { BlockKind::Paragraph });
        block.push_str(paragraph, start);
        blocks.push(block);
    }
    blocks
}

/// Stretches of lines between blank lines, each with its first byte.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut start, mut at, mut open) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if open {
                found.push((start, text.get(start..at).unwrap_or_default()));
            }
            open = false;
        } else if !open {
            (start, open) = (at, true);
        }
        at += line.len();
    }
    if open {
        found.push((start, text.get(start..).unwrap_or_default()));
    }
    found
}

#[cfg(test)]
mod tests;
