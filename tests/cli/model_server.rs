//! A small local model server: its "model" is a hash of words, with one word that it likes.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub path: String,
    pub headers: Vec<String>,
    pub body: Value,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    pub fn prompt(&self) -> &str {
        self.body["prompt"].as_str().unwrap_or_default()
    }
}

/// A server on the loopback, until the test ends.
pub struct Mock {
    pub base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Mock {
    /// Starts a server that answers each request by a function.
    pub fn start(answer: impl Fn(&Value) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mock = Self { base: format!("http://{}/v1", listener.local_addr().unwrap()), seen: Arc::default() };
        let (seen, answer) = (Arc::clone(&mock.seen), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &seen, &*answer));
            }
        });
        mock
    }

    /// What `--model` takes.
    pub fn model(&self) -> String {
        format!("{}#mock", self.base)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Seen>>, answer: &(dyn Fn(&Value) -> Vec<u8> + Send + Sync)) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = reader.by_ref().lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let lower: Vec<String> =
        headers.iter().filter_map(|line| line.split_once(": ")).map(|(n, v)| format!("{}: {v}", n.to_lowercase())).collect();
    let length = lower.iter().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    seen.lock().unwrap().push(Seen { path, headers: lower, body: body.clone() });
    let _ = stream.write_all(&answer(&body));
}

/// An answer over HTTP.
pub fn reply(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}")
        .into_bytes()
}

/// Pieces of a text: words with the space before them, and marks.
fn pieces(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for c in text.chars() {
        match all.last_mut() {
            Some(last) if c.is_alphanumeric() && last.chars().last().is_some_and(|last| last.is_alphanumeric() || last == ' ') => {
                last.push(c);
            }
            _ => all.push(c.to_string()),
        }
    }
    all
}

/// The log-probabilities of the pieces of a text: a hash of the piece and the one before it; and a text without the word that the model
/// likes should not end.
fn scores(text: &str, likes: &str) -> Vec<(String, f64)> {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let liked = line.split(|c: char| !c.is_alphanumeric()).any(|word| word == likes);
    let mut before = String::new();
    let score = |piece: String| {
        let hash = format!("{before}{piece}").bytes().fold(2_166_136_261_u32, |all, byte| (all ^ u32::from(byte)).wrapping_mul(16_777_619));
        let plain = -0.5 - f64::from(hash % 300) / 100.0;
        before.clone_from(&piece);
        let ends = piece == ".";
        (piece, if ends && !liked { plain - 40.0 } else { plain })
    };
    pieces(text).into_iter().map(score).collect()
}

/// The lists that vLLM gives for an echoed prompt: a special token without a number, the prompt, and the token that it was asked for.
pub fn echoed(question: &Value, likes: &str) -> Value {
    let mut all = vec![("<s>".to_owned(), Value::Null)];
    all.extend(scores(question["prompt"].as_str().unwrap(), likes).into_iter().map(|(piece, score)| (piece, json!(score))));
    all.push((" And".to_owned(), json!(-1.0)));
    let (tokens, numbers): (Vec<String>, Vec<Value>) = all.into_iter().unzip();
    json!({"choices": [{"index": 0, "text": "", "logprobs": {"tokens": tokens, "token_logprobs": numbers}}]})
}

/// A server that echoes, as vLLM does.
pub fn echoes(likes: &'static str) -> Mock {
    Mock::start(move |question| {
        assert_eq!((&question["echo"], &question["model"]), (&json!(true), &json!("mock")));
        reply(200, "", &echoed(question, likes).to_string())
    })
}

/// A server that refuses to echo and takes a grammar, as llama-server does.
pub fn takes_grammar(likes: &'static str) -> Mock {
    Mock::start(move |question| {
        if question["echo"] == json!(true) {
            return reply(500, "", r#"{"error":{"code":500,"message":"Only no echo is supported","type":"server_error"}}"#);
        }
        let text = question["grammar"].as_str().unwrap().strip_prefix("root ::= \"").unwrap().strip_suffix('"').unwrap();
        let entries = scores(text, likes).into_iter().map(|(piece, score)| json!({"token": piece, "logprob": score, "top_logprobs": []}));
        let entries: Vec<Value> = entries.chain([json!({"token": "</s>", "logprob": -0.1})]).collect();
        reply(200, "", &json!({"choices": [{"index": 0, "text": text, "logprobs": {"content": entries}}]}).to_string())
    })
}
