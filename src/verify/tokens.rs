//! Words, numbers and punctuation of a sentence, with their byte ranges.

use std::ops::Range;

/// A word, a number or a punctuation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// As it stands, with a plain apostrophe.
    pub text: String,
    /// In lower case.
    pub lower: String,
    /// Where it stands in the sentence, in bytes.
    pub span: Range<usize>,
}

impl Token {
    /// Whether it starts with a digit.
    pub fn is_figure(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is a word or a number (no punctuation mark).
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric) || self.text.starts_with('+')
    }
}

/// Splits a sentence. The possessive ("'s", or "'" after an s) is a token of its own; so are the parts of "0.647-second".
pub fn tokenise(sentence: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = sentence.char_indices().collect();
    let end_of = |at: usize| chars.get(at).map_or(sentence.len(), |(byte, _)| *byte);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&(_, c)) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        let stop = token_end(&chars, at);
        let range = end_of(at)..end_of(stop);
        let text = sentence.get(range.clone()).unwrap_or_default().replace('\u{2019}', "'");
        push(&mut tokens, text, range);
        at = stop;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, text: String, span: Range<usize>) {
    let text = if text == "'" && tokens.last().is_some_and(|last| last.span.end == span.start && last.lower.ends_with('s')) {
        "'s".to_owned()
    } else {
        text
    };
    let lower = text.to_lowercase();
    tokens.push(Token { text, lower, span });
}

/// Where the token that starts at `at` ends.
fn token_end(chars: &[(usize, char)], at: usize) -> usize {
    let get = |at: usize| chars.get(at).map(|(_, c)| if *c == '\u{2019}' { '\'' } else { *c });
    let first = get(at).unwrap_or(' ');
    let signed = first == '+' && get(at + 1).is_some_and(|c| c.is_ascii_digit());
    if !first.is_alphanumeric() && !signed {
        let possessive = first == '\'' && get(at + 1) == Some('s') && !get(at + 2).is_some_and(char::is_alphanumeric);
        return at + if possessive { 2 } else { 1 };
    }
    let mut end = at + 1;
    while let Some(c) = get(end) {
        let next = get(end + 1);
        let before = get(end - 1).unwrap_or(' ');
        let between_digits = before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '.' | ',' | ':' => between_digits,
            '\'' => next.is_some_and(char::is_alphanumeric) && (next != Some('s') || get(end + 2).is_some_and(char::is_alphanumeric)),
            '-' => next.is_some_and(|n| n.is_alphanumeric() && !(before.is_ascii_digit() && n.is_alphabetic())),
            _ => false,
        };
        if !inside {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenise(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn numbers_names_and_possessives_are_tokens() {
        assert_eq!(
            words("Mercedes' Lewis Hamilton won in 1:19:57.566, 0.647 ahead."),
            ["Mercedes", "'s", "Lewis", "Hamilton", "won", "in", "1:19:57.566", ",", "0.647", "ahead", "."]
        );
        assert_eq!(words("women\u{2019}s 10,000 metres"), ["women", "'s", "10,000", "metres"]);
        assert_eq!(words("the 4x100m pole-sitter O'Brien"), ["the", "4x100m", "pole-sitter", "O'Brien"]);
        assert_eq!(words("a 0.647-second win, 44-lap"), ["a", "0.647", "-", "second", "win", ",", "44", "-", "lap"]);
        assert_eq!(words("wind +1.2 (McLaren)"), ["wind", "+1.2", "(", "McLaren", ")"]);
    }

    #[test]
    fn spans_are_byte_ranges() {
        let text = "Pérez’s lap";
        let tokens = tokenise(text);
        assert_eq!(text.get(tokens[0].span.clone()), Some("Pérez"));
        assert_eq!(text.get(tokens[1].span.clone()), Some("’s"));
        assert_eq!(text.get(tokens[2].span.clone()), Some("lap"));
    }
}
