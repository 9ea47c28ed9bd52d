//! The prose of a JSON file: the strings under keys that hold copy.

use super::{Block, BlockKind, DocumentError, html, paragraphs};

/// Keys of headlines.
const HEADLINES: [&str; 3] = ["headline", "headlines", "title"];
/// Keys of standfirsts.
const STANDFIRSTS: [&str; 5] = ["standfirst", "description", "description_text", "descriptions", "subtitle"];
/// Keys of bodies.
const BODIES: [&str; 10] =
    ["body", "bodies", "body_text", "body_html", "articleBody", "content_text", "content_html", "story", "article", "content"];
/// Keys under which no copy stands, also inside a body.
const OTHERS: [&str; 13] = [
    "alternatives",
    "bans",
    "facts",
    "table",
    "verdict",
    "provenance",
    "drafter",
    "role",
    "contenttype",
    "contentType",
    "type",
    "digitalSourceType",
    "chart",
];

/// Reads the blocks.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, DocumentError> {
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return Err(DocumentError { message: format!("it is no JSON: {error}") });
    }
    let mut walker = Walker { text, at: 0, path: Vec::new(), found: Vec::new() };
    walker.value();
    Ok(walker.found)
}

/// A string with the bytes of the file that each of its bytes came from.
struct Text {
    content: String,
    starts: Vec<usize>,
    end: usize,
}

/// Walks a text that is known to be JSON.
struct Walker<'a> {
    text: &'a str,
    at: usize,
    path: Vec<String>,
    found: Vec<Block>,
}

impl Walker<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, more: &[u8]) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || more.contains(&byte)) {
            self.at += 1;
        }
    }

    fn value(&mut self) {
        self.skip(b"");
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                self.members();
            }
            Some(b'[') => {
                self.at += 1;
                self.skip(b",");
                while self.peek().is_some_and(|byte| byte != b']') {
                    self.value();
                    self.skip(b",");
                }
                self.at += 1;
            }
            Some(b'"') => {
                let text = self.string();
                self.take(&text);
            }
            Some(_) => {
                while self.peek().is_some_and(|byte| !matches!(byte, b',' | b']' | b'}') && !byte.is_ascii_whitespace()) {
                    self.at += 1;
                }
            }
            None => {}
        }
    }

    fn members(&mut self) {
        self.skip(b",");
        while self.peek() == Some(b'"') {
            let key = self.string().content;
            self.skip(b":");
            self.path.push(key);
            self.value();
            self.path.pop();
            self.skip(b",");
        }
        self.at += 1;
    }

    /// The string at the quotation mark.
    fn string(&mut self) -> Text {
        self.at += 1;
        let mut found = Text { content: String::new(), starts: Vec::new(), end: self.at };
        while let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()).filter(|c| *c != '"') {
            let start = self.at;
            let c = if c == '\\' { self.escape() } else { c };
            self.at += if self.at == start { c.len_utf8() } else { 0 };
            found.starts.extend(std::iter::repeat_n(start, c.len_utf8()));
            found.content.push(c);
        }
        found.end = self.at;
        self.at += 1;
        found
    }

    /// The character of an escape; goes past it.
    fn escape(&mut self) -> char {
        let code = |at: usize| self.text.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let kind = self.text.as_bytes().get(self.at + 1).copied();
        if kind == Some(b'u') {
            let first = code(self.at + 2).unwrap_or(0xfffd);
            if (0xd800..0xdc00).contains(&first)
                && let Some(second) = code(self.at + 8)
            {
                self.at += 12;
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + second.saturating_sub(0xdc00)).unwrap_or('\u{fffd}');
            }
            self.at += 6;
            return char::from_u32(first).unwrap_or('\u{fffd}');
        }
        self.at += 2;
        match kind {
            Some(b'n') => '\n',
            Some(b't' | b'r' | b'b' | b'f') | None => ' ',
            Some(other) => char::from(other),
        }
    }

    /// Keeps a string that is copy.
    fn take(&mut self, text: &Text) {
        let has = |keys: &[&str]| self.path.iter().any(|key| keys.contains(&key.as_str()));
        let kind = if has(&OTHERS) {
            None
        } else if has(&BODIES) {
            Some(BlockKind::Paragraph)
        } else if has(&STANDFIRSTS) {
            Some(BlockKind::Standfirst)
        } else {
            (has(&HEADLINES) || self.path.is_empty()).then_some(BlockKind::Headline)
        };
        let Some(kind) = kind else { return };
        let place = |at: usize| text.starts.get(at).copied().unwrap_or(text.end);
        let marked = text.content.contains("</p>") || text.content.trim_start().starts_with('<');
        if kind == BlockKind::Paragraph && marked {
            self.found.extend(html::blocks(&text.content, &place));
            return;
        }
        for (start, paragraph) in paragraphs(&text.content) {
            let mut block = Block::new(kind);
            for (at, c) in paragraph.char_indices() {
                block.push(c, place(start + at)..place(start + at + c.len_utf8()));
            }
            self.found.push(block);
        }
    }
}
