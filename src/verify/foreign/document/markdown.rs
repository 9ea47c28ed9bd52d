//! The prose of a Markdown file.

use super::{Block, BlockKind, paragraphs};

/// Reads the blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let body = front_matter(text);
    let mut found = Vec::new();
    let mut fenced = false;
    for (start, paragraph) in paragraphs(text.get(body..).unwrap_or_default()) {
        let mut block: Option<Block> = None;
        let mut at = body + start;
        for line in paragraph.split_inclusive('\n') {
            let begin = at + (line.len() - line.trim_start().len());
            at += line.len();
            let shown = line.trim();
            if shown.starts_with("```") || shown.starts_with("~~~") {
                fenced = !fenced;
                continue;
            }
            if fenced || shown.starts_with('|') || shown.starts_with("<!--") || is_rule(shown) {
                continue;
            }
            let (kind, content) = opening(shown);
            if let Some(kind) = kind {
                found.extend(block.take());
                block = Some(Block::new(kind));
            }
            let block =
                block.get_or_insert_with(|| Block::new(if is_bold(paragraph) { BlockKind::Standfirst } else { BlockKind::Paragraph }));
            inline(block, content, begin + (shown.len() - content.len()));
            block.push(' ', at..at);
            if kind == Some(BlockKind::Headline) {
                found.push(std::mem::replace(block, Block::new(BlockKind::Paragraph)));
            }
        }
        found.extend(block);
    }
    found
}

/// Where the front matter ends.
fn front_matter(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else { return 0 };
    rest.find("\n---").map_or(0, |end| text.len() - rest.len() + end + 4)
}

/// A thematic break, or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    marks.len() >= 3 && marks.iter().all(|c| matches!(c, '-' | '=' | '*' | '_')) && marks.windows(2).all(|pair| pair.first() == pair.last())
}

fn is_bold(paragraph: &str) -> bool {
    let text = paragraph.trim();
    text.starts_with("**") && text.ends_with("**") && text.matches("**").count() == 2
}

/// What a line opens (a heading, a list item), and its content; `None` where it goes on.
fn opening(line: &str) -> (Option<BlockKind>, &str) {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with(' ') {
        return (Some(BlockKind::Headline), heading.trim());
    }
    let quote = line.trim_start_matches(['>', ' ']);
    for bullet in ["- ", "* ", "+ "] {
        if let Some(item) = quote.strip_prefix(bullet) {
            return (Some(BlockKind::Paragraph), item);
        }
    }
    let digits = quote.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < quote.len()
        && let Some(item) = digits.strip_prefix(". ")
    {
        return (Some(BlockKind::Paragraph), item);
    }
    (None, quote)
}

/// Adds a line without its markup.
fn inline(block: &mut Block, text: &str, start: usize) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let get = |at: usize| chars.get(at).map(|(_, c)| *c);
    let mut at = 0;
    while let Some(&(byte, c)) = chars.get(at) {
        let word = |at: Option<usize>| at.and_then(get).is_some_and(char::is_alphanumeric);
        match c {
            '\\' if get(at + 1).is_some_and(|next| next.is_ascii_punctuation()) => {
                let next = get(at + 1).unwrap_or(' ');
                block.push(next, start + byte..start + byte + 1 + next.len_utf8());
                at += 1;
            }
            '*' | '`' => {}
            '_' if !(word(at.checked_sub(1)) && word(Some(at + 1))) => {}
            '!' if get(at + 1) == Some('[') => {
                at = link_end(&chars, at + 1).map_or(at, |(_, end)| end);
            }
            '[' => match link_end(&chars, at) {
                Some((close, end)) => {
                    let from = byte + 1;
                    let to = chars.get(close).map_or(text.len(), |(byte, _)| *byte);
                    block.push_str(text.get(from..to).unwrap_or_default(), start + from);
                    at = end;
                }
                None => block.push(c, start + byte..start + byte + 1),
            },
            _ => block.push(c, start + byte..start + byte + c.len_utf8()),
        }
        at += 1;
    }
}

/// Of a link that opens at `at`: its closing bracket, and its last character.
fn link_end(chars: &[(usize, char)], at: usize) -> Option<(usize, usize)> {
    let find = |from: usize, wanted: char| chars.iter().skip(from).position(|(_, c)| *c == wanted).map(|found| from + found);
    let close = find(at, ']')?;
    if chars.get(close + 1).map(|(_, c)| *c) != Some('(') {
        return None;
    }
    Some((close, find(close + 1, ')')?))
}
