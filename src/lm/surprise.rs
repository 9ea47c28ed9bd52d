//! How probable a model finds a finished text.

use super::{LanguageModel, LmError, LmErrorKind, NewNode};

/// What a model makes of a text: the probability of each token after those before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surprise {
    /// Tokens that have a probability: all but the first, which nothing stands before, unless the model has a token for beginnings.
    pub tokens: usize,
    /// Bytes of these tokens.
    pub bytes: usize,
    /// The natural logarithm of the probability of them all.
    pub log_probability: f64,
}

impl Surprise {
    /// Among how many equally probable tokens the model would have to guess as often wrong. It depends on how a vocabulary cuts texts,
    /// so it compares models of the same vocabulary alone.
    pub fn perplexity(&self) -> f64 {
        (-self.log_probability / count(self.tokens)).exp()
    }

    /// Bits for each byte, which compare models of any vocabulary.
    pub fn bits_per_byte(&self) -> f64 {
        -self.log_probability / std::f64::consts::LN_2 / count(self.bytes)
    }
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn count(count: usize) -> f64 {
    count as f64
}

/// Scores a text that nothing stands before.
///
/// # Errors
/// `Session` for a text of less than two tokens, `Limit` for one that is longer than the model's context; otherwise as
/// [`super::Vocabulary::encode`] and [`super::Session::extend`].
pub fn surprise(model: &dyn LanguageModel, text: &str) -> Result<Surprise, LmError> {
    let vocabulary = model.vocabulary();
    let tokens = vocabulary.opening(text)?;
    let mut session = model.session();
    let ids = session.next_ids(tokens.len());
    let parents = std::iter::once(None).chain(ids.iter().copied().map(Some));
    let last = tokens.len().saturating_sub(1);
    let entry = |(at, (&token, parent))| NewNode { parent, token, wants: at < last };
    let batch: Vec<NewNode> = tokens.iter().zip(parents).enumerate().map(entry).collect();
    session.extend(&batch)?;
    let mut out = Surprise { tokens: 0, bytes: 0, log_probability: 0.0 };
    for (id, token) in ids.iter().zip(tokens.iter().skip(1)) {
        let log_prob = session.log_probs(*id, &[*token])?.first().copied().unwrap_or(f32::NEG_INFINITY);
        out.tokens += 1;
        out.bytes += vocabulary.byte_len(*token);
        out.log_probability += f64::from(log_prob);
    }
    if out.tokens == 0 { Err(LmError::new(LmErrorKind::Session, "the text is too short to be scored")) } else { Ok(out) }
}

#[cfg(test)]
mod tests {
    use super::super::engine::LlamaModel;
    use super::super::tiny::{CONTEXT, EXACT};
    use super::*;

    #[test]
    fn a_text_has_the_product_of_the_probabilities_of_its_tokens() {
        for plan in EXACT {
            let model = LlamaModel::from_bytes(&plan.file()).unwrap();
            let tokens = model.vocabulary().opening("the winner").unwrap();
            let mut session = model.session();
            let mut node = session.feed(None, &tokens[..1]).unwrap();
            let mut want = 0.0;
            for token in &tokens[1..] {
                want += f64::from(session.log_probs(node, &[*token]).unwrap()[0]);
                node = session.feed(Some(node), &[*token]).unwrap();
            }
            let got = surprise(&model, "the winner").unwrap();
            assert_eq!((got.tokens, got.log_probability.to_bits()), (tokens.len() - 1, want.to_bits()));
            assert_eq!(got.bytes, model.vocabulary().bytes(&tokens[1..]).len());
            assert!((got.perplexity().ln() * count(got.tokens) + want).abs() < 1e-9);
            assert!((got.bits_per_byte() * count(got.bytes) * std::f64::consts::LN_2 + want).abs() < 1e-9);
        }
    }

    #[test]
    fn texts_that_are_too_short_or_too_long_are_errors() {
        let model = LlamaModel::from_bytes(&EXACT[0].file()).unwrap();
        for (text, kind) in [("", LmErrorKind::Session), ("a", LmErrorKind::Session), (&"a ".repeat(CONTEXT), LmErrorKind::Limit)] {
            assert_eq!(surprise(&model, text).unwrap_err().kind, kind, "{text:?}");
        }
    }
}
