//! Which tokens of an answer make up a text.

/// A token of a server's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its text, as the server writes it.
    pub text: String,
    /// The logarithm of its probability; `None` for the first token of a prompt, which has none.
    pub log_prob: Option<f64>,
}

/// The tokens that `text` is made of, at the end of an answer, each with the number of letters of `text` before it.
///
/// The offsets that servers give count special tokens that stand in no text, and some leave out the space before a word. So tokens are
/// compared by their letters (all characters but white space), from the end: the last one may be what the server wrote after the text.
/// `None` where they do not spell it.
pub(super) fn spell(text: &str, tokens: &[Token]) -> Option<Vec<(usize, Token)>> {
    let letters = letters(text);
    let without_last = tokens.split_last().map_or(tokens, |(_, rest)| rest);
    spell_end(&letters, without_last).or_else(|| spell_end(&letters, tokens))
}

fn spell_end(letters: &[char], tokens: &[Token]) -> Option<Vec<(usize, Token)>> {
    let mut left = letters;
    let mut found = Vec::new();
    for token in tokens.iter().rev() {
        if left.is_empty() {
            break;
        }
        left = left.strip_suffix(self::letters(&token.text).as_slice())?;
        found.push((left.len(), token.clone()));
    }
    found.reverse();
    left.is_empty().then_some(found)
}

/// All characters but white space and the signs that vocabularies write for it.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, 'Ġ' | 'Ċ' | '▁')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(texts: &[&str]) -> Vec<Token> {
        texts.iter().map(|text| Token { text: (*text).to_owned(), log_prob: Some(-1.0) }).collect()
    }

    fn places(text: &str, texts: &[&str]) -> Option<Vec<usize>> {
        spell(text, &tokens(texts)).map(|found| found.into_iter().map(|(at, _)| at).collect())
    }

    #[test]
    fn the_tokens_of_the_text_are_found_behind_those_of_the_prompt() {
        let text = "Ann won it.";
        assert_eq!(places(text, &["<s>", "Before", ".", "\n\n", "Ann", " won", " it", "."]), Some(vec![0, 3, 6, 8]));
        assert_eq!(places(text, &["Before", "\n\n", "An", "n", "Ġwon", "▁it", ".", " She"]), Some(vec![0, 2, 3, 6, 8]));
        assert_eq!(places(text, &["Ann", " ", "won", "it", ".", "</s>"]), Some(vec![0, 3, 3, 6, 8]));
    }

    #[test]
    fn tokens_that_spell_something_else_are_none() {
        for other in [&["Ann", " won", "."][..], &[".Ann", " won", " it", "."], &["Ann", " won", " it"], &[]] {
            assert_eq!(places("Ann won it.", other), None, "{other:?}");
        }
    }
}
