//! Megabytes a second of each decoder: over the fixtures of its format, which are small, and over the largest real file that lies beside the
//! checkout.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use stringer::feed::{self, Input};

/// The largest sample of each format that holds results; its name tells the format where the content does not.
const SAMPLES: [&str; 8] = [
    "cycling-pcs/tdf_2018_stage19.json",
    "ergast-derived/1988-15-japan.json",
    "hy3/mm4_ymca_col92.hy3",
    "iof-xml/iof-xml-3.0-splittimes.xml",
    "lenex/dmsj_2025_relays.anon.lef",
    "opentrack/results_iffleymiles_2016.json",
    "tilastopaja/rio_athletics_results.json",
    "tilastopaja/rio_athletics_results.xml",
];

/// Rows of a table that is made for the purpose: larger than any result, so that what a row costs is seen.
const ROWS: u32 = 5_000;

fn table() -> Vec<u8> {
    let mut text = "event,place,name,nation,time\n".to_owned();
    for row in 1..=ROWS {
        let (minutes, seconds) = (30 + row / 60, row % 60);
        writeln!(text, "Women's marathon,{row},Runner Number{row},NOR,2:{minutes:02}:{seconds:02}").unwrap();
    }
    text.into_bytes()
}

/// The feeds of a format.
fn feeds(format: &Path) -> Vec<Vec<u8>> {
    let cases = std::fs::read_dir(format).unwrap().map(|entry| entry.unwrap().path());
    let feed = |case: PathBuf| {
        std::fs::read_dir(case).ok()?.map(|entry| entry.unwrap().path()).find(|path| path.file_stem().is_some_and(|name| name == "feed"))
    };
    cases.filter_map(feed).map(|path| std::fs::read(path).unwrap()).collect()
}

fn decode(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, feeds: &[Vec<u8>]) {
    let events = |bytes: &Vec<u8>| feed::decode(&Input::new(bytes, name), &[]).map_or(0, |decoded| decoded.events.len());
    group.throughput(Throughput::Bytes(feeds.iter().map(|feed| feed.len() as u64).sum()));
    group.bench_function(name, |b| b.iter(|| feeds.iter().map(events).sum::<usize>()));
}

fn fixtures(c: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut formats: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    formats.sort();
    let mut group = c.benchmark_group("decoding fixtures");
    for format in formats {
        decode(&mut group, &format.file_name().unwrap().to_string_lossy(), &feeds(&format));
    }
    group.finish();
}

fn samples(c: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds");
    let mut group = c.benchmark_group("decoding large files");
    for name in SAMPLES {
        match std::fs::read(root.join(name)) {
            Ok(bytes) => decode(&mut group, name, &[bytes]),
            Err(_) => println!("skipped: {name} does not lie beside the checkout"),
        }
    }
    decode(&mut group, "table.csv", &[table()]);
    group.finish();
}

criterion_group!(benches, fixtures, samples);
criterion_main!(benches);
