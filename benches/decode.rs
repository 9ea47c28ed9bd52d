//! Megabytes a second of each decoder, over the fixtures of its format.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use stringer::feed::{self, Input};

/// The feeds of a format.
fn feeds(format: &Path) -> Vec<Vec<u8>> {
    let cases = std::fs::read_dir(format).unwrap().map(|entry| entry.unwrap().path());
    let feed = |case: PathBuf| {
        std::fs::read_dir(case).ok()?.map(|entry| entry.unwrap().path()).find(|path| path.file_stem().is_some_and(|name| name == "feed"))
    };
    cases.filter_map(feed).map(|path| std::fs::read(path).unwrap()).collect()
}

fn decoding(c: &mut Criterion) {
    let mut formats: Vec<PathBuf> =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    formats.sort();
    let mut group = c.benchmark_group("decoding");
    for format in formats {
        let feeds = feeds(&format);
        let bytes: usize = feeds.iter().map(Vec::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(format.file_name().unwrap().to_string_lossy(), |b| {
            b.iter(|| {
                feeds
                    .iter()
                    .map(|bytes| feed::decode(&Input::new(bytes, "feed"), &[]).map_or(0, |decoded| decoded.events.len()))
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, decoding);
criterion_main!(benches);
