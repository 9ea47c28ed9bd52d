//! Speed of the main job: first forms, the model's scoring, a whole process from cold start to the finished recap, and memory.
//!
//! The model's parts run where the model is (`stringer models pull`, or `STRINGER_MODEL_FILE`), and say so where it is not. The
//! machines that run this are shared: compare ratios of one run, not single times of two.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use std::process::Command;
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

/// The whole process, from cold start to the article on standard output.
fn process(c: &mut Criterion) {
    let mut group = c.benchmark_group("process");
    group.sample_size(10);
    let run = |drafter: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
        command.args(["recap", "--drafter", drafter, "--fresh", "--offline", "--now", "2026-01-01T00:00:00Z"]).arg(fixture());
        if let Some(path) = model_file() {
            command.arg("--model").arg(path);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    group.bench_function("recap, first forms", |b| b.iter(|| run("phrases")));
    if model_file().is_some() {
        group.bench_function("recap, model", |b| b.iter(|| run("model")));
    }
    group.finish();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: not known here");
    eprintln!("peak memory of this process (model, sessions, first forms): {}", peak.trim_start_matches("VmHWM:").trim());
}

criterion_group!(benches, first_forms, scoring, process);
criterion_main!(benches);
