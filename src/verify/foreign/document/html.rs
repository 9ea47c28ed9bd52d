//! The prose of an HTML page.

use super::entities::reference;
use super::{Block, BlockKind};

/// Elements whose text is no copy.
const SILENT: [&str; 11] = ["head", "script", "style", "template", "table", "nav", "svg", "code", "pre", "noscript", "button"];

/// Elements that end a paragraph.
const BREAKS: [&str; 25] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "body",
    "br",
];

/// A tag: its name, whether it closes, and its bytes.
struct Tag<'a> {
    name: String,
    body: &'a str,
    closes: bool,
    end: usize,
}

/// Reads the blocks; `place` maps a byte of `text` to a byte of the file.
pub(super) fn blocks(text: &str, place: &dyn Fn(usize) -> usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut block = Block::new(BlockKind::Paragraph);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(tag) = tag(rest) {
            at += tag.end;
            if BREAKS.contains(&tag.name.as_str()) {
                found.push(std::mem::replace(&mut block, Block::new(kind_of(&tag))));
            } else if SILENT.contains(&tag.name.as_str()) && !tag.closes && !tag.body.ends_with('/') {
                at += silent_end(text.get(at..).unwrap_or_default(), &tag.name);
            }
            continue;
        }
        let (c, width) = reference(rest).or_else(|| rest.chars().next().map(|c| (c, c.len_utf8()))).unwrap_or((' ', 1));
        block.push(c, place(at)..place(at + width));
        at += width;
    }
    found.push(block);
    found
}

fn kind_of(tag: &Tag<'_>) -> BlockKind {
    let standfirst = ["standfirst", "description", "subtitle", "dek"].iter().any(|class| tag.body.contains(class));
    match tag.name.as_str() {
        _ if tag.closes => BlockKind::Paragraph,
        "h1" | "h2" | "h3" => BlockKind::Headline,
        "p" | "div" if standfirst => BlockKind::Standfirst,
        _ => BlockKind::Paragraph,
    }
}

/// The tag, comment or declaration at the start of a text.
fn tag(text: &str) -> Option<Tag<'_>> {
    let rest = text.strip_prefix('<')?;
    if let Some(comment) = rest.strip_prefix("!--") {
        let end = comment.find("-->").map_or(text.len(), |end| end + "<!---->".len());
        return Some(Tag { name: String::new(), body: "", closes: false, end });
    }
    let closes = rest.starts_with('/');
    let name_at = usize::from(closes);
    if !rest.get(name_at..)?.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return None;
    }
    let body = rest.get(name_at..rest.find('>')?)?;
    let name: String = body.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    Some(Tag { name, body, closes, end: 1 + name_at + body.len() + 1 })
}

/// Where the closing tag of a silent element ends, counted from the start of its content.
fn silent_end(text: &str, name: &str) -> usize {
    let closing = format!("</{name}");
    let lower = text.to_ascii_lowercase();
    let Some(start) = lower.find(&closing) else { return text.len() };
    lower.get(start..).and_then(|rest| rest.find('>')).map_or(text.len(), |end| start + end + 1)
}
