//! Speed of the main job: first forms, the model's scoring, a whole process from cold start to the finished recap, and memory.
//!
//! The model's parts run where the model is (`stringer models pull`, or `STRINGER_MODEL_FILE`), and say so where it is not. With
//! `STRINGER_PEER=SCRIPT.mjs`, a script for node that prints llama.cpp's rates on the same file as JSON (`load_ms`, `prefill_tps`,
//! `decode_tps`, `batched_decode_tps`), our rates are compared with these in the same run. The machines that run this are shared:
//! compare ratios of one run, not single times of two.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use stringer::draft::FirstForms;
use stringer::english::Profile;
use stringer::facts::Angle;
use stringer::feed::{self, Input};
use stringer::lm::{LanguageModel as _, NewNode, engine::LlamaModel};
use stringer::pipeline::{self, Artefact, Body, Desk, Kind, Settings, Templates};
use stringer::plan::Length;

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/f1/2024-belgium/feed.json")
}

fn settings() -> Settings {
    Settings {
        style: Profile::Ap,
        length: Length::Standard,
        angle: Angle::None,
        seed: 0,
        now: "2026-01-01T00:00:00Z".to_owned(),
        fixture: true,
        allow_unreviewed: false,
        model: None,
        house: String::new(),
        url: None,
        wishes: stringer::draft::Wishes::default(),
    }
}

/// From the bytes of a feed to the finished record, with first forms.
fn first_forms(c: &mut Criterion) {
    let bytes = std::fs::read(fixture()).unwrap();
    let desk = Desk::open(Templates::embedded()).unwrap();
    let settings = settings();
    let mut group = c.benchmark_group("first forms");
    group.throughput(Throughput::Elements(1)).sample_size(20);
    group.bench_function("article", |b| {
        b.iter(|| {
            let event = feed::decode(&Input::new(&bytes, "feed.json"), &[]).unwrap().events.remove(0);
            pipeline::run(&desk, Artefact::new(Body::Event(event), &[]), Kind::Article, &settings, &mut FirstForms).unwrap()
        });
    });
    group.bench_function("desk", |b| b.iter(|| Desk::open(Templates::embedded()).unwrap()));
    group.finish();
}

fn model_file() -> Option<PathBuf> {
    std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from).filter(|path| path.is_file())
}

/// Tokens a second: a prefix in one pass, and batches of branches over it as the search makes them.
fn scoring(c: &mut Criterion) {
    let Some(path) = model_file() else {
        eprintln!("scoring: skipped, set STRINGER_MODEL_FILE to a GGUF");
        return;
    };
    let model = LlamaModel::open(&path).unwrap();
    let tokens: Vec<u32> = (0..400_u32).map(|i| 1000 + i * 37 % 20_000).collect();
    let mut group = c.benchmark_group("scoring");
    group.sample_size(10).throughput(Throughput::Elements(400));
    group.bench_function("prefix of 400", |b| b.iter(|| model.session().feed(None, &tokens).unwrap()));
    for rows in [8_u32, 16] {
        let mut primed = model.session();
        let node = primed.feed(None, &tokens).unwrap();
        let node = primed.retain(node).unwrap();
        let batch: Vec<NewNode> = (0..rows).map(|i| NewNode { parent: Some(node), token: 2000 + i, wants: true }).collect();
        group.throughput(Throughput::Elements(u64::from(rows)));
        group.bench_function(format!("batch of {rows}"), |b| b.iter(|| primed.fork().extend(&batch).unwrap()));
    }
    group.finish();
}

/// A process from cold start to the article on standard output: seconds, and the peak of its memory in KiB where /proc tells it.
fn one_process(drafter: &str, cache: &Path) -> (f64, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
    command.args(["recap", "--drafter", drafter, "--fresh", "--offline", "--now", "2026-01-01T00:00:00Z", "--quiet", "--cache"]);
    command.arg(cache).arg(fixture()).stdout(Stdio::null());
    if let Some(path) = model_file() {
        command.arg("--model").arg(path);
    }
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let mut peak = 0;
    let status = loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(peak).max(peak);
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    assert!(status.success(), "{status}");
    (start.elapsed().as_secs_f64(), peak)
}

/// The whole process. The house copy is read anew in an empty cache, and from the kept state after that.
fn process(_: &mut Criterion) {
    let folder = std::env::temp_dir().join(format!("stringer-bench-{}", std::process::id()));
    let report = |name: &str, runs: &[(f64, u64)]| {
        let mut seconds: Vec<f64> = runs.iter().map(|run| run.0).collect();
        seconds.sort_by(f64::total_cmp);
        let peak = runs.iter().map(|run| run.1).max().unwrap_or(0) / 1024;
        eprintln!("process, {name}: median {:.2} s of {}, peak memory {peak} MiB", seconds[seconds.len() / 2], seconds.len());
    };
    let runs: Vec<_> = (0..5).map(|_| one_process("phrases", &folder)).collect();
    report("first forms", &runs);
    if model_file().is_some() {
        let cold = |_| {
            drop(std::fs::remove_dir_all(&folder));
            one_process("model", &folder)
        };
        let runs: Vec<_> = (0..3).map(cold).collect();
        report("model, house copy read anew", &runs);
        let runs: Vec<_> = (0..5).map(|_| one_process("model", &folder)).collect();
        report("model, house copy kept", &runs);
    }
    drop(std::fs::remove_dir_all(&folder));
}

/// Our rates beside llama.cpp's: a prefix of 200 tokens, and 24 branches of 24 tokens behind it.
fn peer(_: &mut Criterion) {
    let (Some(path), Some(script)) = (model_file(), std::env::var_os("STRINGER_PEER").map(PathBuf::from)) else {
        eprintln!("peer: skipped, set STRINGER_MODEL_FILE and STRINGER_PEER");
        return;
    };
    let model = LlamaModel::open(&path).unwrap();
    let prefix = |salt: u32| -> Vec<u32> { (0..200).map(|i| 1000 + (i * 37 + salt * 101) % 20_000).collect() };
    let mut ours = Vec::new();
    for salt in 0..5 {
        let start = Instant::now();
        model.session().feed(None, &prefix(salt)).unwrap();
        ours.push(200.0 / start.elapsed().as_secs_f64());
    }
    ours.sort_by(f64::total_cmp);
    let mut session = model.session();
    let node = session.feed(None, &prefix(0)).unwrap();
    let mut ends = vec![session.retain(node).unwrap(); 24];
    let start = Instant::now();
    for step in 0..24_u32 {
        let entry = |(at, parent): (u32, _)| NewNode { parent: Some(parent), token: 1000 + step * 37 + at * 101, wants: true };
        let batch: Vec<NewNode> = (0..).zip(ends.iter().copied()).map(entry).collect();
        ends = session.extend(&batch).unwrap();
    }
    let tree = 24.0 * 24.0 / start.elapsed().as_secs_f64();
    let folder = script.parent().map(Path::to_path_buf).unwrap_or_default();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).to_string();
    let output = Command::new("node").current_dir(folder).arg(&script).arg(&path).args([&threads, "24", "200", "24"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let theirs: serde_json::Value = serde_json::from_str(text.trim()).expect("the peer prints JSON");
    let rate = |name: &str| theirs.get(name).and_then(serde_json::Value::as_f64).unwrap();
    eprintln!("peer: {text}");
    eprintln!("prefix of 200: {:.0} tok/s, {:.2} of llama.cpp's prefill", ours[2], ours[2] / rate("prefill_tps"));
    eprintln!("24 branches: {tree:.0} tok/s, {:.2} of llama.cpp's batched decoding", tree / rate("batched_decode_tps"));
    // What llama.cpp needs to write 250 words (335 tokens) after house copy of 900 tokens.
    let article = rate("load_ms") / 1000.0 + 900.0 / rate("prefill_tps") + 335.0 / rate("decode_tps");
    eprintln!("llama.cpp's article of 250 words: {article:.1} s");
}

criterion_group!(benches, first_forms, scoring, process, peer);
criterion_main!(benches);
