//! `SentencePiece` vocabularies (`tokenizer.ggml.model` = "llama"): pieces with scores.
//!
//! A text begins as characters. Of all neighbours that make a piece together, those with the best score are joined first, until there are
//! none left (Sennrich et al. 2016, with the scores in place of a list of merges); a character that is no piece is spelled in bytes.
//! Tokens that a user added stand as a whole wherever they occur. Pieces have U+2581 where the text has a space. As the vocabularies were
//! trained on words, a piece has spaces at its beginning alone; one that has not (a single one in Gemma's) never comes out of a text, so
//! that a space begins a new word here as it does in other tokenizers.

use super::gguf::{Header, Value};
use super::{LmError, LmErrorKind};
use std::collections::{BTreeMap, BinaryHeap};

/// Stands for a space in the pieces.
const SPACE: &str = "\u{2581}";

/// What a token is, by `tokenizer.ggml.token_type`.
const NORMAL: u64 = 1;
const ADDED: u64 = 4;
const BYTE: u64 = 6;

/// Texts to tokens.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// The tokens that are joined from characters, and their scores.
    joinable: BTreeMap<Vec<u8>, (u32, f64)>,
    /// The tokens that stand as a whole, by their first character, longest first.
    added: BTreeMap<char, Vec<(String, u32)>>,
    /// The tokens of all bytes.
    bytes: Vec<u32>,
}

/// What the tokens of a file stand for.
#[derive(Debug)]
pub(super) struct Meanings {
    pub(super) pieces: Pieces,
    /// The bytes of each token.
    pub(super) tokens: Vec<Vec<u8>>,
    /// Tokens that never come out of a text.
    pub(super) control: Vec<usize>,
}

impl Pieces {
    /// The vocabulary of a file.
    ///
    /// # Errors
    /// `Format` where lists are missing; `Vocabulary` where they do not fit each other or cannot spell every byte.
    pub(super) fn from_gguf(header: &Header) -> Result<Meanings, LmError> {
        let texts = header.texts("tokenizer.ggml.tokens")?;
        let scores = header.values("tokenizer.ggml.scores")?;
        let kinds = header.values("tokenizer.ggml.token_type")?;
        for (name, len) in [("scores", scores.len()), ("types", kinds.len())] {
            if len != texts.len() {
                return Err(broken(format!("the vocabulary has {} tokens, but {len} {name}", texts.len())));
            }
        }
        let mut out = Meanings { pieces: Self::default(), tokens: Vec::with_capacity(texts.len()), control: Vec::new() };
        let mut bytes = [None; 256];
        for (((id, text), score), kind) in (0..).zip(&texts).zip(scores).zip(kinds) {
            let (Value::Float(score), Value::Unsigned(kind)) = (score, kind) else {
                return Err(broken(format!("token {id} has the score {score:?} and the type {kind:?}")));
            };
            if !score.is_finite() {
                return Err(broken(format!("token {id} has the score {score}")));
            }
            let plain = text.replace(SPACE, " ");
            match *kind {
                NORMAL => out.pieces.add(plain.as_bytes(), id, *score),
                ADDED => out.pieces.add_whole(&plain, id),
                BYTE => {
                    let byte = byte_of(text).ok_or_else(|| broken(format!("the token {text:?} of a byte is none")))?;
                    bytes.get_mut(usize::from(byte)).into_iter().for_each(|place| *place = Some(id));
                    out.tokens.push(vec![byte]);
                    continue;
                }
                _ => {
                    out.control.push(out.tokens.len());
                    out.tokens.push(text.as_bytes().to_vec());
                    continue;
                }
            }
            out.tokens.push(plain.into_bytes());
        }
        let missing = || broken("the vocabulary has no tokens for single bytes, so it cannot spell every text");
        out.pieces.bytes = bytes.into_iter().collect::<Option<_>>().ok_or_else(missing)?;
        out.pieces.added.values_mut().for_each(|tokens| tokens.sort_by_key(|(text, id)| (std::cmp::Reverse(text.len()), *id)));
        Ok(out)
    }

    fn add(&mut self, text: &[u8], id: u32, score: f64) {
        let inside = text.iter().skip_while(|byte| **byte == b' ').any(|byte| *byte == b' ');
        if !text.is_empty() && !inside {
            self.joinable.entry(text.to_vec()).or_insert((id, score));
        }
    }

    fn add_whole(&mut self, text: &str, id: u32) {
        if let Some(first) = text.chars().next() {
            self.added.entry(first).or_default().push((text.to_owned(), id));
        }
    }

    /// The tokens of a text.
    pub(super) fn encode(&self, text: &str) -> Vec<u32> {
        let (mut out, mut rest, mut open) = (Vec::new(), text, 0);
        while let Some(first) = rest.get(open..).and_then(|rest| rest.chars().next()) {
            let (before, here) = rest.split_at_checked(open).unwrap_or((rest, ""));
            let whole = self.added.get(&first).into_iter().flatten().find(|(token, _)| here.starts_with(token.as_str()));
            if let Some((token, id)) = whole {
                self.words(before, &mut out);
                out.push(*id);
                (rest, open) = (here.get(token.len()..).unwrap_or_default(), 0);
            } else {
                open += first.len_utf8();
            }
        }
        self.words(rest, &mut out);
        out
    }

    /// The tokens of a text without added tokens, word by word: no piece reaches over the beginning of a word.
    fn words(&self, text: &str, out: &mut Vec<u32>) {
        let (mut begin, mut inside) = (0, false);
        for (at, c) in text.char_indices() {
            if c == ' ' && inside {
                self.word(text.get(begin..at).unwrap_or_default(), out);
                begin = at;
            }
            inside = c != ' ';
        }
        self.word(text.get(begin..).unwrap_or_default(), out);
    }

    fn word(&self, word: &str, out: &mut Vec<u32>) {
        for part in self.joined(word) {
            match self.joinable.get(part) {
                Some((id, _)) => out.push(*id),
                None => out.extend(part.iter().filter_map(|byte| self.bytes.get(usize::from(*byte)))),
            }
        }
    }

    /// The parts of a word when everything is joined.
    fn joined<'a>(&self, word: &'a str) -> Vec<&'a [u8]> {
        let mut chain = Chain::new(word);
        let mut open: BinaryHeap<Join> = (1..chain.parts.len()).filter_map(|right| self.join(&chain, right - 1, right)).collect();
        while let Some(join) = open.pop() {
            // A join whose parts have grown since, or are gone, is none any more.
            if chain.text(join.left, join.right).is_some_and(|text| text.len() == join.len) {
                let (before, after) = chain.join(join.left, join.right);
                open.extend(before.and_then(|before| self.join(&chain, before, join.left)));
                open.extend(after.and_then(|after| self.join(&chain, join.left, after)));
            }
        }
        chain.texts().collect()
    }

    /// Two neighbours as one piece, if they are one.
    fn join(&self, chain: &Chain<'_>, left: usize, right: usize) -> Option<Join> {
        let text = chain.text(left, right)?;
        self.joinable.get(text).map(|(_, score)| Join { score: *score, left, right, len: text.len() })
    }
}

/// The parts of a word, from left to right.
struct Chain<'a> {
    word: &'a [u8],
    parts: Vec<Part>,
}

/// The bytes of a part, none when it has become a part of the one before, and its neighbours.
#[derive(Clone, Copy)]
struct Part {
    begin: usize,
    end: usize,
    before: Option<usize>,
    after: Option<usize>,
}

impl<'a> Chain<'a> {
    /// A word, character by character.
    fn new(word: &'a str) -> Self {
        let count = word.chars().count();
        let part = |(at, (begin, c)): (usize, (usize, char))| {
            let (before, after) = (at.checked_sub(1), Some(at + 1).filter(|next| *next < count));
            Part { begin, end: begin + c.len_utf8(), before, after }
        };
        Self { word: word.as_bytes(), parts: word.char_indices().enumerate().map(part).collect() }
    }

    fn part(&self, at: usize) -> Option<Part> {
        self.parts.get(at).copied().filter(|part| part.begin < part.end)
    }

    /// The bytes of two neighbours together.
    fn text(&self, left: usize, right: usize) -> Option<&'a [u8]> {
        self.word.get(self.part(left)?.begin..self.part(right)?.end)
    }

    /// Makes the right part a part of the left one, and gives the neighbours of both.
    fn join(&mut self, left: usize, right: usize) -> (Option<usize>, Option<usize>) {
        let Some(gone) = self.part(right) else { return (None, None) };
        if let Some(part) = self.parts.get_mut(right) {
            part.end = part.begin;
        }
        if let Some(part) = gone.after.and_then(|after| self.parts.get_mut(after)) {
            part.before = Some(left);
        }
        let Some(part) = self.parts.get_mut(left) else { return (None, None) };
        (part.end, part.after) = (gone.end, gone.after);
        (part.before, part.after)
    }

    fn texts(&self) -> impl Iterator<Item = &'a [u8]> {
        self.parts.iter().filter_map(|part| self.word.get(part.begin..part.end)).filter(|text| !text.is_empty())
    }
}

/// Two neighbours that make a piece, `len` bytes long together.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Join {
    score: f64,
    left: usize,
    right: usize,
    len: usize,
}

impl Eq for Join {}

impl Ord for Join {
    /// The better score is greater; of equal ones that further to the left.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.score.total_cmp(&other.score).then(other.left.cmp(&self.left)).then(other.len.cmp(&self.len))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The byte that a token such as `<0x0A>` stands for.
fn byte_of(token: &str) -> Option<u8> {
    let digits = token.strip_prefix("<0x")?.strip_suffix('>').filter(|digits| digits.len() == 2 && !digits.starts_with('+'))?;
    u8::from_str_radix(digits, 16).ok()
}

fn broken(message: impl Into<String>) -> LmError {
    LmError::new(LmErrorKind::Vocabulary, message)
}
