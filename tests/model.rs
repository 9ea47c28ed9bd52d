//! The real model, on a small budget: it writes a recap that is proven, and the same one on one thread and on two.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test")]

mod common;

use std::path::PathBuf;
use std::process::Command;

/// The model, or `None` with the reason printed; a failure where it is required.
fn model() -> Option<PathBuf> {
    let folder = std::env::var_os("STRINGER_MODELS").map(PathBuf::from);
    let named = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from);
    let file = named.or_else(|| folder.map(|folder| folder.join("smollm2-135m-instruct.gguf"))).filter(|file| file.is_file());
    if file.is_none() {
        let required = std::env::var("STRINGER_REQUIRE_MODEL").is_ok_and(|value| value == "1");
        assert!(!required, "STRINGER_REQUIRE_MODEL is set, but neither STRINGER_MODEL_FILE nor STRINGER_MODELS leads to a model");
        println!("skipped: neither STRINGER_MODEL_FILE nor STRINGER_MODELS leads to a model");
    }
    file
}

fn recap(model: &PathBuf, threads: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
    command.args(["recap", "fixtures/f1/2021-belgium/feed.json", "--length", "brief", "--format", "json", "--fresh", "--offline"]);
    command.args(["--now", "2026-01-01T00:00:00Z", "--model"]).arg(model).env("RAYON_NUM_THREADS", threads);
    let cache = tempfile::tempdir().unwrap();
    let output = command.env("XDG_CACHE_HOME", cache.path()).current_dir(common::root()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{stderr}");
    (String::from_utf8(output.stdout).unwrap(), stderr)
}

#[test]
fn the_model_writes_a_proven_recap_and_threads_change_nothing() {
    let Some(model) = model() else { return };
    let (one, stderr) = recap(&model, "1");
    let (two, _) = recap(&model, "2");
    assert_eq!(one, two);
    let record: serde_json::Value = serde_json::from_str(&one).unwrap();
    let by_model = record.pointer("/provenance/drafted/model").and_then(serde_json::Value::as_u64).unwrap();
    assert!(by_model >= 1, "{stderr}");
    let scored = record.pointer("/provenance/settings/tokens_scored").and_then(serde_json::Value::as_u64).unwrap();
    assert!((1..=4000).contains(&scored), "{scored} tokens");
    assert_eq!(record.pointer("/provenance/bans"), Some(&serde_json::json!([])));
    assert_eq!(record.pointer("/digital_source_type"), Some(&serde_json::json!("compositeWithTrainedAlgorithmicMedia")));
}
