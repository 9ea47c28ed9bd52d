//! One question to a server: how probable are the tokens of this text after that one?

use super::super::{LmError, LmErrorKind};
use super::address::Address;
use super::spell::{Token, spell};
use crate::net::{Client, NetError, NetErrorKind, Options};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::time::Duration;

/// Questions that are on their way at a time.
const AT_A_TIME: usize = 8;

/// How a server gives the log-probabilities of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It repeats the prompt, with the log-probabilities of its tokens.
    Echo,
    /// It writes what a grammar leaves no choice in, with the log-probabilities that its tokens had without the grammar.
    Grammar,
}

/// A model on a server.
#[derive(Debug)]
pub struct Server {
    address: Address,
    key: Option<String>,
    client: Client,
    /// Asks without repetition: the first question of a run, which an unfit server is to answer at once.
    first: Client,
    way: OnceLock<Way>,
}

/// How long a server may think, and how much it may say.
pub fn patience() -> Options {
    Options { timeout_total: Duration::from_mins(5), max_bytes: 16 << 20, ..Options::default() }
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    logprobs: Option<LogProbs>,
}

/// Both forms that are in use: lists of equal length, or one entry for each token.
#[derive(Deserialize)]
struct LogProbs {
    tokens: Option<Vec<String>>,
    token_logprobs: Option<Vec<Option<f64>>>,
    content: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    token: String,
    logprob: Option<f64>,
}

impl Server {
    /// A server; nothing is asked of it yet. `key` is sent as a bearer token; `options` are those of [`patience`] but in tests.
    pub fn new(address: Address, key: Option<String>, options: Options) -> Self {
        let first = Client::new(Options { retries: 0, ..options.clone() });
        Self { address, key, client: Client::new(options), first, way: OnceLock::new() }
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The tokens of each of `texts` after `before`, each with the number of letters of the text before it.
    ///
    /// # Errors
    /// `Fetch` where the server cannot be reached or refuses, `Unsupported` where it has no log-probabilities of given texts, `Format`
    /// for an answer that is damaged.
    pub fn tokens(&self, before: &str, texts: &[String]) -> Result<Vec<Vec<(usize, Token)>>, LmError> {
        let way = self.way()?;
        let mut all = Vec::with_capacity(texts.len());
        for some in texts.chunks(AT_A_TIME) {
            let answers: Vec<_> = std::thread::scope(|scope| {
                let asked: Vec<_> = some.iter().map(|text| scope.spawn(move || self.ask(way, &self.client, before, text))).collect();
                asked.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(self.format("could not be asked")))).collect()
            });
            all.extend(answers.into_iter().collect::<Result<Vec<_>, _>>()?);
        }
        Ok(all)
    }

    /// How the server gives log-probabilities: found out once, with a small text.
    fn way(&self) -> Result<Way, LmError> {
        if let Some(way) = self.way.get() {
            return Ok(*way);
        }
        let attempt = |way| self.ask(way, &self.first, "The race is over.\n\n", "Everybody went home.");
        let way = match attempt(Way::Echo) {
            Ok(_) => Way::Echo,
            Err(echo) if is_of_the_way(&echo) => match attempt(Way::Grammar) {
                Ok(_) => Way::Grammar,
                Err(grammar) if is_of_the_way(&grammar) => return Err(self.unfit(&echo, &grammar)),
                Err(grammar) => return Err(grammar),
            },
            Err(echo) => return Err(echo),
        };
        Ok(*self.way.get_or_init(|| way))
    }

    fn ask(&self, way: Way, client: &Client, before: &str, text: &str) -> Result<Vec<(usize, Token)>, LmError> {
        let url = format!("{}/completions", self.address.base);
        let question = self.question(way, before, text).to_string();
        let failed = |error| LmError::with(LmErrorKind::Fetch, format!("the model server {} cannot be used", self.address.base), error);
        let bytes = client.post(&url, question.as_bytes(), self.key.as_deref()).map_err(failed)?;
        let damaged = |error| LmError::with(LmErrorKind::Format, self.says("gave an answer that is no completion"), error);
        let answer: Answer = serde_json::from_slice(&bytes).map_err(damaged)?;
        let found =
            spell(text, &self.read(answer)?).ok_or_else(|| self.lacks("gave no log-probabilities of the text that it was given"))?;
        match found.iter().find(|(_, token)| token.log_prob.is_none()) {
            Some((_, token)) => Err(self.format(&format!("gave no number as the log-probability of {:?}", token.text))),
            None => Ok(found),
        }
    }

    /// What is asked. One token is the least that every server can be asked for behind an echo.
    fn question(&self, way: Way, before: &str, text: &str) -> Value {
        let model = &self.address.model;
        match way {
            Way::Echo => {
                json!({"model": model, "prompt": format!("{before}{text}"), "echo": true, "max_tokens": 1, "logprobs": 1, "temperature": 0})
            }
            Way::Grammar => json!({
                "model": model, "prompt": before, "grammar": grammar_of(text), "max_tokens": text.len() + 8, "logprobs": 1, "n_probs": 1,
                "post_sampling_probs": false, "temperature": 0, "cache_prompt": true,
            }),
        }
    }

    /// The tokens of an answer.
    fn read(&self, answer: Answer) -> Result<Vec<Token>, LmError> {
        let none = || self.lacks("gave no log-probabilities");
        let scores = answer.choices.into_iter().next().and_then(|choice| choice.logprobs).ok_or_else(none)?;
        if let Some(entries) = scores.content {
            return Ok(entries.into_iter().map(|entry| Token { text: entry.token, log_prob: entry.logprob }).collect());
        }
        let (texts, log_probs) = scores.tokens.zip(scores.token_logprobs).ok_or_else(none)?;
        if texts.len() != log_probs.len() {
            return Err(self.format(&format!("gave {} tokens and {} log-probabilities", texts.len(), log_probs.len())));
        }
        Ok(texts.into_iter().zip(log_probs).map(|(text, log_prob)| Token { text, log_prob }).collect())
    }

    fn unfit(&self, echo: &LmError, grammar: &LmError) -> LmError {
        let why = |error: &LmError| match refusal(error) {
            Some((status, detail)) => format!("answered with status {status}, {detail}"),
            None => error.message.trim_start_matches(&self.says("")).to_owned(),
        };
        let what = "has no log-probabilities of given texts, which it needs to choose among wordings";
        let message = format!("{}: with \"echo\" it {}; with \"grammar\" it {}", self.says(what), why(echo), why(grammar));
        LmError::new(LmErrorKind::Unsupported, message)
    }

    fn says(&self, what: &str) -> String {
        format!("the model server {} {what}", self.address.base)
    }

    fn format(&self, what: &str) -> LmError {
        LmError::new(LmErrorKind::Format, self.says(what))
    }

    fn lacks(&self, what: &str) -> LmError {
        LmError::new(LmErrorKind::Unsupported, self.says(what))
    }
}

/// The status with which a server refuses a way of asking, and what it says.
fn refusal(error: &LmError) -> Option<(u16, &str)> {
    let cause = std::error::Error::source(error)?.downcast_ref::<NetError>()?;
    match cause.kind {
        NetErrorKind::Status(status @ (400 | 422 | 500 | 501)) => Some((status, cause.detail.as_str())),
        _ => None,
    }
}

/// Whether another way of asking may help: the server refuses this one, or its answer lacks the log-probabilities.
fn is_of_the_way(error: &LmError) -> bool {
    error.kind == LmErrorKind::Unsupported || refusal(error).is_some()
}

/// A grammar (GBNF) of one text.
fn grammar_of(text: &str) -> String {
    format!("root ::= \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grammar_holds_its_text_as_it_is() {
        assert_eq!(grammar_of("Ann \"A\\B\" won."), "root ::= \"Ann \\\"A\\\\B\\\" won.\"");
    }
}
