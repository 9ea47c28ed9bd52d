//! A model on a server as the drafter, with the real binary and a small local server.

use super::model_server::{Mock, echoed, echoes, reply, takes_grammar};
use super::support::{Desk, Run, finished};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::time::Duration;
use stringer::lm::automaton::TokenLattice;
use stringer::lm::card::Card;
use stringer::lm::engine::LlamaModel;
use stringer::lm::lattice::{WordEdge, WordLattice, WordNode};
use stringer::lm::locate::Place;
use stringer::lm::search::{FoundPath, Lattices, Settings, search};
use stringer::lm::server::{Address, Server, patience};
use stringer::lm::{LanguageModel as _, LmErrorKind, server};

fn args(model: &str) -> Vec<&str> {
    vec!["recap", "race.json", "--format", "json", "--now", "2024-07-28T16:00:00Z", "--yes", "--model", model]
}

fn record(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

fn text(run: &Run) -> String {
    let record = record(run);
    let sentences = record["body"].as_array().unwrap().iter().flat_map(|paragraph| paragraph["sentences"].as_array().unwrap());
    sentences.map(|sentence| sentence["text"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_server_that_echoes_writes_a_proven_recap_and_sees_no_name_of_the_feed() {
    let (server, desk) = (echoes(""), Desk::with_race());
    let run = desk.ok(&args(&server.model()));
    let found = record(&run);
    assert_eq!(found["provenance"]["model"]["name"], "mock");
    assert_eq!(found["provenance"]["model"]["server"], server.base);
    assert!(found["provenance"]["drafted"]["model"].as_u64().unwrap() >= 1, "{}", run.stderr);
    assert_eq!((&found["provenance"]["bans"], &found["digital_source_type"]), (&json!([]), &json!("compositeWithTrainedAlgorithmicMedia")));
    assert!(found["disclosure"].to_string().contains("mock"), "{}", found["disclosure"]);
    assert!(run.stderr.contains("tokens scored"), "{}", run.stderr);
    let seen = server.seen();
    let host = server.base.strip_prefix("http://").unwrap().strip_suffix("/v1").unwrap();
    for one in &seen {
        assert_eq!((one.path.as_str(), one.header("host"), one.header("authorization")), ("/v1/completions", Some(host), None));
        for name in ["Hamilton", "Piastri", "Leclerc", "Hungar", "Mercedes", "0.647"] {
            assert!(!one.prompt().contains(name), "{name}: {}", one.prompt());
        }
    }
    // A second run is written from the drafts that were kept; one on another desk asks again, and gets the same.
    assert_eq!(text(&desk.ok(&args(&server.model()))), text(&run));
    assert_eq!(server.seen().len(), seen.len());
    assert_eq!(Desk::with_race().ok(&args(&server.model())).stdout, run.stdout);
    assert_eq!(server.seen().len(), 2 * seen.len());
}

#[test]
fn the_wording_that_the_server_likes_is_taken() {
    for likes in ["covered", "winning"] {
        let run = Desk::with_race().ok(&args(&echoes(likes).model()));
        assert!(text(&run).contains(&format!(" {likes} ")), "{likes}: {}", text(&run));
    }
}

#[test]
fn a_server_that_takes_a_grammar_is_a_drafter_too() {
    let (grammar, desk) = (takes_grammar("covered"), Desk::with_race());
    let run = desk.ok(&args(&grammar.model()));
    let found = record(&run);
    assert!(found["provenance"]["drafted"]["model"].as_u64().unwrap() >= 1, "{}", run.stderr);
    assert!(text(&run).contains(" covered "), "{}", text(&run));
    let echoed: Vec<bool> = grammar.seen().iter().map(|one| one.body["echo"] == json!(true)).collect();
    assert!(echoed[0] && !echoed[1..].contains(&true), "the way is found out once");
}

#[test]
fn a_key_goes_to_the_server_and_nowhere_else() {
    let (server, desk) = (echoes(""), Desk::with_race());
    let run = finished(desk.command(&args(&server.model())).env("STRINGER_SERVER_KEY", "open-sesame").output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(server.seen().iter().all(|one| one.header("authorization") == Some("Bearer open-sesame")));
    assert!(!run.stdout.contains("open-sesame") && !run.stderr.contains("open-sesame"));
}

/// What a recap by an unfit server says.
fn failure(server: &Mock) -> String {
    let run = Desk::with_race().fails(6, &args(&server.model()));
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains(&server.base), "{}", run.stderr);
    run.stderr
}

/// The echo of a question, changed.
fn changed(change: fn(&mut Value)) -> Mock {
    Mock::start(move |question| {
        if question["echo"] != json!(true) {
            return reply(400, "", "{\"message\": \"no grammar here\"}");
        }
        let mut answer = echoed(question, "");
        change(&mut answer["choices"][0]["logprobs"]);
        reply(200, "", &answer.to_string())
    })
}

#[test]
fn a_server_that_cannot_score_a_text_is_told_what_it_lacks() {
    let generated = |logprobs: &mut Value| *logprobs = json!({"tokens": [" And"], "token_logprobs": [-1.0]});
    let none = |logprobs: &mut Value| *logprobs = Value::Null;
    for server in [changed(generated), changed(none)] {
        let said = failure(&server);
        assert!(said.contains("has no log-probabilities of given texts, which it needs to choose among wordings"), "{said}");
        assert!(said.contains("gave no log-probabilities") && said.contains("no grammar here"), "{said}");
    }
}

#[test]
fn a_damaged_answer_is_one_clear_error() {
    let too_few = |logprobs: &mut Value| drop(logprobs["token_logprobs"].as_array_mut().unwrap().pop());
    let no_number = |logprobs: &mut Value| {
        let numbers = logprobs["token_logprobs"].as_array_mut().unwrap();
        let place = numbers.len() - 3;
        numbers[place] = Value::Null;
    };
    let (few, null) = (failure(&changed(too_few)), failure(&changed(no_number)));
    assert!(few.contains("tokens and ") && few.contains(" log-probabilities"), "{few}");
    assert!(null.contains("gave no number as the log-probability of \" home\""), "{null}");
    let not_a_number = |question: &Value| echoed(question, "").to_string().replace("-1.0", "NaN");
    let nan = failure(&Mock::start(move |question| reply(200, "", &not_a_number(question))));
    assert!(nan.contains("gave an answer that is no completion") && nan.contains("line 1"), "{nan}");
    let torn = failure(&Mock::start(|_| reply(200, "", "<html>Hello")));
    assert!(torn.contains("gave an answer that is no completion"), "{torn}");
}

#[test]
fn a_status_a_redirect_and_a_huge_answer_are_one_clear_error() {
    let unknown = failure(&Mock::start(|_| reply(404, "", "{\"message\": \"The model `mock` does not exist.\"}")));
    assert!(unknown.contains("the server has nothing there") && unknown.contains("The model `mock` does not exist."), "{unknown}");
    let busy = failure(&Mock::start(|_| reply(503, "", "Loading model")));
    assert!(busy.contains("status 503, Loading model"), "{busy}");
    let other = echoes("");
    let location = format!("Location: {}/completions\r\n", other.base);
    let moved = failure(&Mock::start(move |_| reply(307, &location, "")));
    assert!(moved.contains("the redirect is not followed") && other.seen().is_empty(), "{moved}");
    let huge = b"HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n{".to_vec();
    let huge = failure(&Mock::start(move |_| huge.clone()));
    assert!(huge.contains("it is too large, more than 16777216 bytes"), "{huge}");
}

#[test]
fn a_server_that_is_not_there_and_the_network_that_is_off() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let run = Desk::with_race().fails(6, &args(&format!("http://{gone}/v1#mock")));
    assert!(run.stderr.contains("no connection") && !run.stderr.contains("attempts"), "{}", run.stderr);
    let server = echoes("");
    let run = Desk::with_race().fails(6, &[&args(&server.model())[..], &["--offline"]].concat());
    assert!(run.stderr.contains("the model mock is on a server, and the network is off"), "{}", run.stderr);
    assert!(run.stderr.contains("--drafter phrases") && server.seen().is_empty(), "{}", run.stderr);
    let run = Desk::with_race().fails(6, &args(&server.base));
    assert!(run.stderr.contains("it must look like http://HOST:PORT/v1#NAME"), "{}", run.stderr);
    let run = Desk::new().fails(6, &["models", "inspect", &server.model()]);
    assert!(run.stderr.contains("is a server, which can draft, but there is no file to look into"), "{}", run.stderr);
}

#[test]
fn a_server_that_does_not_answer_is_waited_for_no_longer_than_allowed() {
    let slow = Mock::start(|_| {
        std::thread::sleep(Duration::from_secs(5));
        Vec::new()
    });
    let options = stringer::net::Options { timeout_total: Duration::from_millis(200), ..patience() };
    let server = Server::new(Address::parse(&slow.model()).unwrap(), None, options);
    let error = server.tokens("Before. ", &["It rained.".to_owned()]).unwrap_err();
    assert_eq!(error.kind, LmErrorKind::Fetch);
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("it took too long"), "{error:?}");
    assert_eq!(slow.seen().len(), 1);
}

/// What a real model says of a prompt, in the form of an echo.
fn read_by(model: &LlamaModel, prompt: &str) -> Value {
    let vocabulary = model.vocabulary();
    let tokens = vocabulary.encode(prompt).unwrap();
    let mut session = model.session();
    let mut numbers = vec![Value::Null];
    let mut node = session.feed(None, &tokens[..1]).unwrap();
    for token in &tokens[1..] {
        numbers.push(json!(session.log_probs(node, &[*token]).unwrap()[0]));
        node = session.feed(Some(node), &[*token]).unwrap();
    }
    let texts: Vec<String> = tokens.iter().map(|token| vocabulary.decode(&[*token])).collect();
    json!({"choices": [{"index": 0, "logprobs": {"tokens": texts, "token_logprobs": numbers}}]})
}

/// Rows of choices; what begins with `~` is a stand-in.
fn rows(rows: &[&str]) -> WordLattice {
    let edge = |at: usize, text: &str| {
        let counted = !text.starts_with('~');
        WordEdge { text: text.trim_start_matches('~').to_owned(), to: at + 1, counted, cost: 100, tag: 0 }
    };
    let node = |(at, row): (usize, &&str)| WordNode { edges: row.split('|').map(|text| edge(at, text)).collect(), ..WordNode::default() };
    let mut nodes: Vec<WordNode> = rows.iter().enumerate().map(node).collect();
    nodes.push(WordNode::default());
    WordLattice { nodes, start: 0, end: rows.len() }
}

#[test]
fn a_real_model_behind_a_server_scores_a_text_as_it_does_here() {
    let card = Card::embedded().unwrap().into_iter().find(|card| card.name == "desk").unwrap();
    let desk = || LlamaModel::at(&Place::BuiltIn(card.built_in().unwrap())).unwrap();
    let (here, there) = (desk(), desk());
    let served = Mock::start(move |question| reply(200, "", &read_by(&there, question["prompt"].as_str().unwrap()).to_string()));
    let words = rows(&["~Marsh|~Ann Lee", " won| took| claimed", " the", "~ Alpine", " race| title", "|, easily", "."]);
    // One line break: of two, a tokenizer makes one token at the end of a text and two within it.
    let before = "Brandt led from the start.\n";
    let settings = Settings { width: 64, per_stack: 64, keep: 64, ..Settings::default() };
    let asked = Server::new(Address::parse(&served.model()).unwrap(), None, patience());
    let by_server = server::search(&|texts| asked.tokens(before, texts), &words, &settings, &|_| 0.0).unwrap();
    let tokens = TokenLattice::compile(&words, here.vocabulary()).unwrap();
    let lattices = Lattices { words: &words, tokens: &tokens, vocabulary: here.vocabulary() };
    let mut session = here.session();
    let from = session.feed(None, &here.vocabulary().encode(before).unwrap()).unwrap();
    let by_hand = search(&mut *session, from, lattices, &settings, &|_| 0.0).unwrap();
    assert_eq!((by_server.paths.len(), by_hand.paths.len()), (24, 24));
    let found = |paths: &[FoundPath], text: &str| paths.iter().find(|path| path.text == text).unwrap().clone();
    for path in &by_hand.paths {
        let other = found(&by_server.paths, &path.text);
        assert_eq!((other.counted, &other.steps), (path.counted, &path.steps), "{}", path.text);
        assert!((other.log_prob - path.log_prob).abs() < 1e-3 && (other.score - path.score).abs() < 1e-3, "{other:?} {path:?}");
    }
    assert_eq!(by_server.paths[0].text, by_hand.paths[0].text);
}
