//! Tests that need a whole model: a tiny random one written here, and the real one where it is present.

use super::engine::LlamaModel;
use super::{LanguageModel, NewNode, NodeId, Session};
use std::path::PathBuf;
use std::time::Instant;

/// The real model, or `None` with a printed reason. `STRINGER_REQUIRE_MODEL=1` turns the absence into a failure.
fn real_model() -> Option<LlamaModel> {
    let path = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from);
    match path {
        Some(path) => Some(LlamaModel::open(&path).expect("the model file loads")),
        None if std::env::var_os("STRINGER_REQUIRE_MODEL").is_some_and(|v| v == "1") => panic!("STRINGER_MODEL_FILE is not set"),
        None => {
            println!("skipped: STRINGER_MODEL_FILE does not name a model file");
            None
        }
    }
}

const COPY: &str = "Max Verstappen won the Dutch Grand Prix at Zandvoort on Sunday, beating Lando Norris by 3.7 seconds after starting from pole. Charles Leclerc was third.\n\n";

#[test]
fn smoke() {
    let t = Instant::now();
    let Some(model) = real_model() else { return };
    println!("load {:?}", t.elapsed());
    let mut session = model.session();
    let tokens = model.vocabulary().encode(COPY).unwrap();
    println!("{tokens:?}");
    let node = session.feed(None, &tokens).unwrap();
    let all: Vec<u32> = (0..model.vocabulary().len() as u32).collect();
    let mut at = node;
    let mut out = vec![];
    for _ in 0..40 {
        let lp = session.log_probs(at, &all).unwrap();
        let best = (0..lp.len()).max_by(|a, b| lp[*a].total_cmp(&lp[*b])).unwrap() as u32;
        let sum: f64 = lp.iter().map(|x| f64::from(*x).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{sum}");
        out.push(best);
        at = session.feed(Some(at), &[best]).unwrap();
    }
    println!("{}", model.vocabulary().decode(&out));
    for n in [200, 400] {
        let long: Vec<u32> = tokens.iter().cycle().take(n).copied().collect();
        let mut s = model.session();
        let t = Instant::now();
        s.feed(None, &long).unwrap();
        println!("prefill {n}: {:.0} tok/s", n as f64 / t.elapsed().as_secs_f64());
    }
    let long: Vec<u32> = tokens.iter().cycle().take(500).copied().collect();
    let mut s = model.session();
    let end = s.feed(None, &long).unwrap();
    let end = s.retain(end).unwrap();
    for n in [1, 4, 8, 16, 24] {
        let mut s = s.fork();
        let mut parents = vec![end; n];
        let t = Instant::now();
        for step in 0..10u32 {
            let batch: Vec<NewNode> = parents
                .iter()
                .enumerate()
                .map(|(i, p)| NewNode { parent: Some(*p), token: 1000 + step * 7 + i as u32, wants: true })
                .collect();
            parents = s.extend(&batch).unwrap();
        }
        println!(
            "tree batch {n}: {:.0} tok/s, {:.1} ms a step",
            (10 * n) as f64 / t.elapsed().as_secs_f64(),
            t.elapsed().as_secs_f64() * 100.0
        );
    }
}
