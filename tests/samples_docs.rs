//! The recaps in `docs/samples`, written by the desk model from our fixtures with `STRINGER_UPDATE_DOCS=1`; otherwise each is read back
//! against its feed, and nothing in it may be contradicted.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/foreign.rs"]
mod foreign;

use foreign::Reader;
use std::path::{Path, PathBuf};
use std::process::Command;
use stringer::verify::{DocumentFormat, Ruling};

/// Recaps of more than ten kinds of event, two or more of each sport.
const SAMPLES: [&str; 34] = [
    "f1/1996-monaco",
    "f1/2021-abu-dhabi",
    "f1/2024-belgium",
    "f1/2024-sao-paulo",
    "f1/2025-las-vegas",
    "odf/rio-2016-men-100m",
    "odf/rio-2016-women-10000m",
    "athletics/rio-2016-women-4x100m-heat-3",
    "athletics/rio-2016-women-high-jump",
    "athletics/rio-2016-women-long-jump",
    "athletics/rio-2016-men-shot-put-qualifying",
    "athletics/invented-triple-jump",
    "athletics/rio-2016-men-decathlon",
    "athletics/rio-2016-men-20km-walk",
    "athletics/rio-2016-men-4x100m",
    "lenex/invented-men-200m-freestyle",
    "lenex/invented-women-200m-backstroke-record",
    "lenex/invented-women-4x100m-medley-relay",
    "odf/invented-women-100m-freestyle-dead-heat",
    "stage/invented-bunch-sprint",
    "stage/invented-mountain-stage",
    "stage/invented-women-one-day-race",
    "iof/invented-women-long-distance",
    "odf/invented-men-1500m-speed-skating",
    "ibu/invented-women-sprint",
    "ibu/invented-men-pursuit",
    "ibu/invented-women-relay",
    "fis/invented-women-slalom",
    "fis/invented-women-mass-start",
    "table/harbour-10k",
    "table/colle-verde-classic",
    "stage/invented-team-time-trial",
    "iof/invented-open-relay",
    "odf/invented-women-luge-singles-four-runs",
];

fn file_of(sample: &str) -> PathBuf {
    common::root().join("docs/samples").join(format!("{}.md", sample.replace('/', "--")))
}

/// Writes a sample with the program.
fn write(case: &Path, to: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stringer"));
    command.args(["recap", "--model", "desk", "--fresh", "--no-config", "--quiet", "--now", "2026-01-01T00:00:00Z", "-o"]);
    command.arg(to).arg(common::feed_of(case).unwrap());
    for name in common::beside(case) {
        command.arg(if name == "map.toml" { "--map" } else { "--with" }).arg(case.join(name));
    }
    assert!(command.status().unwrap().success(), "{}", case.display());
}

#[test]
fn the_samples_of_the_docs_are_true() {
    let reader = Reader::new();
    for sample in SAMPLES {
        let (case, file) = (common::root().join("fixtures").join(sample), file_of(sample));
        if std::env::var_os("STRINGER_UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            write(&case, &file);
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let events = common::events(&case);
        let report = reader.check_as(events.first().unwrap(), &text, DocumentFormat::Markdown);
        let statements: Vec<_> = report.sentences.iter().flat_map(|sentence| &sentence.statements).collect();
        let wrong: Vec<_> = statements.iter().filter(|one| one.ruling == Ruling::Contradicted).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", file.display());
        assert!(
            statements.iter().filter(|one| one.ruling == Ruling::Supported).count() >= 3,
            "{}: hardly a statement was read",
            file.display()
        );
    }
}
