//! A tokenizer made of the vocabulary in a GGUF.
//!
//! Byte-level BPE (Sennrich et al. 2016; the byte alphabet of GPT-2), or pieces with scores ([`Pieces`]). Control tokens are never read out of a text: a name that
//! contains `<|im_end|>` stays text. The pre-tokenizers are those that the metadata key `tokenizer.ggml.pre` names; an unknown one
//! is refused, since a guess would give tokens that the model was not trained on. Qwen's tokenizers also compose characters (NFC) before
//! they split; here a text is taken as it is, as a text must come back from its tokens to the byte, and ours are composed already.

use super::gguf::{Header, Value};
use super::pieces::Pieces;
use super::{LmError, LmErrorKind};
use std::collections::BTreeMap;
use tokenizers::SplitDelimiterBehavior;
use tokenizers::Tokenizer;
use tokenizers::models::bpe::BPE;
use tokenizers::pre_tokenizers::PreTokenizerWrapper;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;
use tokenizers::pre_tokenizers::digits::Digits;
use tokenizers::pre_tokenizers::sequence::Sequence;
use tokenizers::pre_tokenizers::split::{Split, SplitPattern};

/// The splitting rule of Llama 3 and of Qwen2, which differ in how many `DIGITS` stay together.
const WORDS: &str =
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{DIGITS}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

/// Characters in a text that is encoded in one call.
const MAX_TEXT: usize = 1 << 20;

/// Texts to tokens and back.
pub struct Vocabulary {
    rule: Rule,
    tokens: Vec<Vec<u8>>,
    control: BTreeMap<String, u32>,
    opening: Opening,
}

/// How a text becomes tokens.
enum Rule {
    /// Byte-level BPE.
    Merges(Box<Tokenizer>),
    /// `SentencePiece`.
    Pieces(Pieces),
}

/// What a model expects where a text begins.
#[derive(Debug, Clone, Copy, Default)]
struct Opening {
    /// A token.
    token: Option<u32>,
    /// A space, so that the first word is spelled as any other.
    space: bool,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("tokens", &self.tokens.len()).field("control", &self.control.len()).finish_non_exhaustive()
    }
}

impl Vocabulary {
    /// The vocabulary of a model file.
    ///
    /// # Errors
    /// `Unsupported` for another kind of tokenizer or an unknown pre-tokenizer; `Format` or `Vocabulary` for a damaged one.
    pub fn from_gguf(header: &Header) -> Result<Self, LmError> {
        let kind = header.text("tokenizer.ggml.model")?;
        let vocabulary = match kind {
            "gpt2" => Self::merging(header)?,
            "llama" => {
                let meanings = Pieces::from_gguf(header)?;
                let texts = header.texts("tokenizer.ggml.tokens")?;
                let control = named(&texts, &meanings.control)?;
                Self { rule: Rule::Pieces(meanings.pieces), tokens: meanings.tokens, control, opening: Opening::default() }
            }
            other => {
                let message =
                    format!("the model's tokenizer is {other:?}; supported are byte-level BPE (\"gpt2\") and SentencePiece (\"llama\")");
                return Err(LmError::new(LmErrorKind::Unsupported, message));
            }
        };
        let opening = Opening::read(header, kind == "llama", vocabulary.len())?;
        Ok(Self { opening, ..vocabulary })
    }

    /// Byte-level BPE of a model file.
    fn merging(header: &Header) -> Result<Self, LmError> {
        let tokens = header.texts("tokenizer.ggml.tokens")?;
        let merges = header.texts("tokenizer.ggml.merges")?;
        let control: Vec<usize> = match header.metadata.get("tokenizer.ggml.token_type") {
            // 1 is a normal token, 4 one that a user added, 6 a byte; the others must not come out of a text.
            Some(Value::Array(kinds)) => {
                let special = |kind: &Value| !matches!(kind, Value::Unsigned(1 | 4 | 6));
                kinds.iter().enumerate().filter(|(_, kind)| special(kind)).map(|(id, _)| id).collect()
            }
            _ => Vec::new(),
        };
        Self::from_parts(&tokens, &merges, &control, header.text("tokenizer.ggml.pre")?)
    }

    /// A vocabulary from its parts: tokens in the byte alphabet, merges ("a b") best first, the ids of control tokens, and the name of
    /// the pre-tokenizer.
    ///
    /// # Errors
    /// `Unsupported` for an unknown pre-tokenizer; `Vocabulary` when the merges do not fit the tokens.
    pub fn from_parts(tokens: &[&str], merges: &[&str], control: &[usize], pre: &str) -> Result<Self, LmError> {
        let broken = |source: tokenizers::Error| LmError::with(LmErrorKind::Vocabulary, "the model's vocabulary is broken", source);
        let vocabulary = tokens.iter().enumerate().map(|(id, token)| Ok(((*token).to_string(), number(id)?)));
        let merges = merges.iter().map(|merge| {
            let pair = merge.split_once(' ').map(|(a, b)| (a.to_string(), b.to_string()));
            pair.ok_or_else(|| LmError::new(LmErrorKind::Vocabulary, format!("{merge:?} is not a merge of two tokens")))
        });
        let (splitter, whole_words) = splitter(pre)?;
        let bpe = BPE::builder()
            .vocab_and_merges(vocabulary.collect::<Result<tokenizers::models::bpe::Vocab, LmError>>()?, merges.collect::<Result<_, _>>()?)
            .ignore_merges(whole_words)
            .build()
            .map_err(broken)?;
        let mut tokenizer = Tokenizer::new(bpe);
        tokenizer.with_pre_tokenizer(Some(splitter));
        let (rule, control) = (Rule::Merges(Box::new(tokenizer)), named(tokens, control)?);
        Ok(Self { rule, tokens: tokens.iter().map(|token| bytes_of(token)).collect(), control, opening: Opening::default() })
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens of `text`. Control tokens are not recognised in it, none are added.
    ///
    /// # Errors
    /// `Limit` for a text above a million bytes, `Vocabulary` for one that the tokens cannot spell.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>, LmError> {
        if text.len() > MAX_TEXT {
            return Err(LmError::new(LmErrorKind::Limit, format!("a text of {} bytes is too long to encode at once", text.len())));
        }
        let failed = |source: tokenizers::Error| LmError::with(LmErrorKind::Vocabulary, "the tokenizer refused a text", source);
        let tokens = match &self.rule {
            Rule::Merges(tokenizer) => tokenizer.encode_fast(text, false).map_err(failed)?.get_ids().to_vec(),
            Rule::Pieces(pieces) => pieces.encode(text),
        };
        if self.bytes(&tokens) != text.as_bytes() {
            return Err(LmError::new(LmErrorKind::Vocabulary, format!("the model's vocabulary cannot spell {text:?}")));
        }
        Ok(tokens)
    }

    /// The tokens of a text that nothing stands before, with what the model expects there: a token of its own, a space.
    ///
    /// # Errors
    /// As [`Vocabulary::encode`].
    pub fn opening(&self, text: &str) -> Result<Vec<u32>, LmError> {
        let tokens = if self.opening.space && !text.is_empty() { self.encode(&format!(" {text}"))? } else { self.encode(text)? };
        Ok(self.opening.token.into_iter().chain(tokens).collect())
    }

    /// The text of `tokens`; bytes that are not UTF-8 are replaced.
    pub fn decode(&self, tokens: &[u32]) -> String {
        String::from_utf8_lossy(&self.bytes(tokens)).into_owned()
    }

    /// The bytes of `tokens`; an id that does not exist has none.
    pub fn bytes(&self, tokens: &[u32]) -> Vec<u8> {
        tokens.iter().filter_map(|id| self.tokens.get(*id as usize)).flatten().copied().collect()
    }

    /// How many bytes a token stands for.
    pub fn byte_len(&self, token: u32) -> usize {
        self.tokens.get(token as usize).map_or(0, Vec::len)
    }

    /// The id of a control token by its exact name, such as `<|im_start|>`.
    pub fn control(&self, name: &str) -> Option<u32> {
        self.control.get(name).copied()
    }

    #[cfg(test)]
    pub(super) fn pre_tokens(&self, text: &str) -> Vec<String> {
        use tokenizers::{OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer};
        let Rule::Merges(tokenizer) = &self.rule else { return vec![text.to_string()] };
        let mut split = PreTokenizedString::from(text);
        tokenizer.get_pre_tokenizer().unwrap().pre_tokenize(&mut split).unwrap();
        split.get_splits(OffsetReferential::Original, OffsetType::Byte).into_iter().map(|(s, _, _)| s.to_string()).collect()
    }
}

impl Opening {
    /// What a file says; where it says nothing, `SentencePiece` (`pieces`) has both and byte-level BPE nothing.
    fn read(header: &Header, pieces: bool, tokens: usize) -> Result<Self, LmError> {
        let says = |key: &str, default: bool| match header.metadata.get(key) {
            Some(Value::Bool(says)) => *says,
            _ => default,
        };
        let token = match header.metadata.get("tokenizer.ggml.bos_token_id") {
            Some(Value::Unsigned(id)) if says("tokenizer.ggml.add_bos_token", pieces) => {
                let known = u32::try_from(*id).ok().filter(|id| (*id as usize) < tokens);
                let fault = || LmError::new(LmErrorKind::Vocabulary, format!("texts should begin with the token {id}, which there is not"));
                Some(known.ok_or_else(fault)?)
            }
            _ => None,
        };
        Ok(Self { token, space: pieces && says("tokenizer.ggml.add_space_prefix", true) })
    }
}

/// The number of a token.
fn number(id: usize) -> Result<u32, LmError> {
    u32::try_from(id).map_err(|_| LmError::new(LmErrorKind::Limit, "the vocabulary has too many tokens"))
}

/// Control tokens by their names.
fn named(tokens: &[&str], control: &[usize]) -> Result<BTreeMap<String, u32>, LmError> {
    let control = control.iter().filter_map(|id| Some((tokens.get(*id)?, *id)));
    control.map(|(token, id)| Ok(((*token).to_string(), number(id)?))).collect()
}

/// The pre-tokenizer of that name in llama.cpp's list, and whether a word that is a token as a whole is never merged from parts.
fn splitter(pre: &str) -> Result<(PreTokenizerWrapper, bool), LmError> {
    match pre {
        "smollm" => Ok((Sequence::new(vec![Digits::new(true).into(), ByteLevel::new(false, true, true).into()]).into(), false)),
        "gpt-2" => Ok((ByteLevel::new(false, true, true).into(), false)),
        // Files of Llama 3's tokenizer have the second name where the tokenizer puts no token before a text (SmolLM3).
        "llama-bpe" | "smaug-bpe" | "llama3" | "llama-v3" => Ok((words("1,3")?, true)),
        "qwen2" | "deepseek-r1-qwen" => Ok((words("1")?, false)),
        other => {
            let message = format!("the model's pre-tokenizer is {other:?}; supported are smollm, gpt-2, llama-bpe, smaug-bpe and qwen2");
            Err(LmError::new(LmErrorKind::Unsupported, message))
        }
    }
}

/// Splits into [`WORDS`]; `digits` is how many may stay together.
fn words(digits: &str) -> Result<PreTokenizerWrapper, LmError> {
    let rule = SplitPattern::Regex(WORDS.replace("DIGITS", digits));
    let split = Split::new(rule, SplitDelimiterBehavior::Isolated, false)
        .map_err(|source| LmError::with(LmErrorKind::Vocabulary, "the splitting rule of words does not compile", source))?;
    Ok(Sequence::new(vec![split.into(), ByteLevel::new(false, true, false).into()]).into())
}

/// The byte that a character of GPT-2's byte alphabet stands for: printable Latin-1 stands for itself, the other 68 bytes are the
/// characters from U+0100 on, in order.
pub(super) fn byte_of(c: char) -> Option<u8> {
    let code = u32::from(c);
    match code {
        0x21..=0x7e | 0xa1..=0xac | 0xae..=0xff => u8::try_from(code).ok(),
        0x100..=0x120 => u8::try_from(code - 0x100).ok(),
        0x121..=0x142 => u8::try_from(code - 0x121 + 0x7f).ok(),
        0x143 => Some(0xad),
        _ => None,
    }
}

/// The bytes of a token; a control token that is not in the byte alphabet is its own UTF-8.
fn bytes_of(token: &str) -> Vec<u8> {
    token.chars().map(byte_of).collect::<Option<Vec<u8>>>().unwrap_or_else(|| token.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splits(pre: &str, text: &str) -> String {
        let (tokens, merges) = super::super::mock::tiny_vocabulary();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        Vocabulary::from_parts(&tokens, &merges, &[], pre).unwrap().pre_tokens(text).join("|")
    }

    #[test]
    fn qwen2_splits_digits_one_by_one_and_keeps_a_space_with_its_word() {
        for (text, want) in [
            ("won in 10.52 s", "won|Ġin|Ġ|1|0|.|5|2|Ġs"),
            ("didn't, HE'LL", "didn|'t|,|ĠHE|'LL"),
            ("a  b   9", "a|Ġ|Ġb|ĠĠ|Ġ|9"),
            ("end.\n\nNext \n x", "end|.ĊĊ|Next|ĠĊ|Ġx"),
            ("(won) -- 3rd", "(won|)|Ġ--|Ġ|3|rd"),
        ] {
            assert_eq!(splits("qwen2", text), want, "{text:?}");
        }
        assert_eq!(splits("deepseek-r1-qwen", "in 10"), splits("qwen2", "in 10"));
    }

    #[test]
    fn the_rules_of_llama_3_keep_three_digits_together() {
        for pre in ["llama-bpe", "smaug-bpe"] {
            assert_eq!(splits(pre, "it's 20241 m"), "it|'s|Ġ|202|41|Ġm", "{pre}");
        }
    }

    #[test]
    fn a_word_that_is_a_token_as_a_whole_is_one_in_llama_3_and_not_in_qwen2() {
        let encode = |pre: &str| Vocabulary::from_parts(&["a", "b", "ab"], &[], &[], pre).unwrap().encode("ab").unwrap();
        assert_eq!((encode("smaug-bpe"), encode("llama-bpe"), encode("qwen2")), (vec![2], vec![2], vec![0, 1]));
    }
}
