//! `stringer facts`, `explain` and `check` with the real binary.

use super::support::{Desk, RACE, Run};

#[test]
fn facts_are_a_table_or_json_with_the_cells_behind_them() {
    let desk = Desk::with_race();
    let table = desk.ok(&["facts", "race.json"]).stdout;
    assert!(table.contains("NEWS") && table.contains("margin:") && table.contains("/MRData/RaceTable/Races/0/Results/1"), "{table}");
    let json: serde_json::Value = serde_json::from_str(&desk.ok(&["facts", "race.json", "--json"]).stdout).unwrap();
    let facts = json["facts"].as_array().unwrap();
    assert!(facts.iter().all(|fact| fact["evidence"]["cells"].is_array()));
    let with_angle: serde_json::Value =
        serde_json::from_str(&desk.ok(&["facts", "race.json", "--json", "--angle", "athlete:piastri"]).stdout).unwrap();
    assert!(with_angle["facts"].as_array().unwrap().len() >= facts.len());
}

#[test]
fn explain_shows_for_each_sentence_its_facts_and_their_cells() {
    let desk = Desk::with_race();
    desk.ok(&["recap", "race.json", "--drafter", "phrases", "--format", "json", "-o", "a.json"]);
    desk.ok(&["recap", "race.json", "--drafter", "phrases", "--emit", "article", "-o", "b.json"]);
    let all = desk.ok(&["explain", "a.json"]).stdout;
    assert!(all.contains("1. [headline]") && all.contains("by first forms, one of ") && all.contains("/MRData/"), "{all}");
    assert!(all.contains("checked:"), "{all}");
    let one = desk.ok(&["explain", "b.json", "3"]).stdout;
    assert!(one.starts_with("3. [") && one.contains("fact ") && !one.contains("1. [headline]"), "{one}");
    desk.fails(2, &["explain", "a.json", "99"]);
    desk.fails(2, &["explain", "race.json"]);
    desk.ok(&["recap", "race.json", "--emit", "plan", "-o", "plan.json"]);
    assert!(desk.fails(2, &["explain", "plan.json"]).stderr.contains("is a plan, not an article"));
}

const EXPECT: &str = "outcome = \"article\"\nwinner = \"Lewis Hamilton\"\norder = [\"Lewis Hamilton\", \"Oscar Piastri\"]\nmust_say = [\"0.647\"]\nmust_not_say = [\"crash\"]\n";

/// Stores the artefacts of all cases. A wording that the verifier refused on the way is a finding, but none of these tests.
fn update(desk: &Desk) {
    only_bans(&desk.run(&["check", "fixtures", "--update", "--drafter", "phrases"]));
}

fn only_bans(run: &Run) {
    let others: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("  - ") && !line.contains("a wording was refused")).collect();
    assert!(others.is_empty() && matches!(run.code, Some(0 | 1)), "{others:?} {}", run.stderr);
}

fn case(desk: &Desk) {
    desk.file("fixtures/f1/belgium/feed.json", RACE);
    desk.file("fixtures/f1/belgium/case.toml", "title = \"A race\"\nwith = []\nwithheld = true\n");
    desk.file("fixtures/f1/belgium/expect.toml", EXPECT);
}

#[test]
fn a_case_without_its_artefacts_fails_until_they_are_stored() {
    let desk = Desk::new();
    case(&desk);
    let run = desk.run(&["check", "fixtures"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("FAIL f1/belgium") && run.stdout.contains("plan.json is missing"), "{}", run.stdout);
    update(&desk);
    let files = desk.names("fixtures/f1/belgium");
    for name in ["event.json", "facts.json", "plan.json", "draft.json", "verdict.json", "article.json", "article.md"] {
        assert!(files.contains(&name.to_owned()), "{files:?}");
    }
    assert_eq!(desk.read("fixtures/f1/belgium/expect.toml"), EXPECT);
    only_bans(&desk.run(&["check", "fixtures"]));
    assert!(desk.read("fixtures/f1/belgium/article.md").contains("the fixture is marked as withheld"));
}

#[test]
fn the_first_stage_that_differs_is_shown() {
    let desk = Desk::new();
    case(&desk);
    update(&desk);
    desk.file("fixtures/f1/belgium/feed.json", &RACE.replace("\"grid\": \"3\"", "\"grid\": \"2\""));
    let run = desk.run(&["check", "fixtures/f1/belgium"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(run.stdout.contains("event.json differs, the first that does") && run.stdout.contains("+++ made/event.json"), "{}", run.stdout);
    assert!(!run.stdout.contains("facts.json differs"));
}

#[test]
fn what_a_person_expects_is_not_updated_away() {
    let desk = Desk::new();
    case(&desk);
    desk.file(
        "fixtures/f1/belgium/expect.toml",
        &EXPECT.replace("winner = \"Lewis Hamilton\"", "winner = \"Oscar Piastri\"").replace("crash", "Hamilton"),
    );
    let run = desk.run(&["check", "fixtures", "--update", "--drafter", "phrases"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("the winner must be Oscar Piastri, and is Lewis Hamilton"), "{}", run.stdout);
    assert!(run.stdout.contains("must not say \"Hamilton\""), "{}", run.stdout);
}

#[test]
fn a_feed_that_is_refused_is_a_case_too() {
    let desk = Desk::new();
    case(&desk);
    desk.file("fixtures/f1/belgium/feed.json", &super::support::cut_race());
    desk.file("fixtures/f1/belgium/expect.toml", "outcome = \"refused\"\nrefusal = \"feed.json at /MRData\"\n");
    desk.ok(&["check", "fixtures", "--update"]);
    assert!(desk.names("fixtures/f1/belgium").contains(&"refusal.txt".to_owned()));
    desk.ok(&["check", "fixtures"]);
    desk.file("fixtures/f1/belgium/feed.json", RACE);
    assert_eq!(desk.run(&["check", "fixtures"]).code, Some(1));
}

#[test]
fn fixtures_are_not_updated_in_ci_and_a_folder_without_cases_is_an_error() {
    let desk = Desk::new();
    case(&desk);
    let output = desk.command(&["check", "fixtures", "--update"]).env("CI", "true").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.fails(2, &["check", "empty"]);
    desk.file("fixtures/f1/belgium/case.toml", "title = \"A race\"\nwithheld = true\ncolour = 1\n");
    desk.fails(2, &["check", "fixtures"]);
}
