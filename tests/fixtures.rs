//! Every case of `fixtures/` makes the artefacts that are stored beside it, and says what a person wrote that it must say.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;

use std::process::Command;

#[test]
fn every_case_makes_its_stored_artefacts() {
    let output = Command::new(env!("CARGO_BIN_EXE_stringer")).args(["check", "fixtures"]).current_dir(common::root()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(common::cases().len() >= 20, "fixtures are missing");
}

#[test]
fn every_case_has_every_artefact() {
    for case in common::cases() {
        let files = ["event.json", "facts.json", "plan.json", "draft.json", "verdict.json", "article.json", "article.md"];
        let refused = case.join("refusal.txt").is_file();
        assert!(refused || files.iter().all(|name| case.join(name).is_file()), "{} lacks an artefact", case.display());
        assert!(case.join("expect.toml").is_file() && case.join("case.toml").is_file(), "{}", case.display());
    }
}
