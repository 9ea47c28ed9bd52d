//! `stringer batch` with the real binary.

use super::support::{Desk, RACE, is_clean, race, two_races};

fn journal(desk: &Desk, folder: &str) -> Vec<serde_json::Value> {
    desk.read(&format!("{folder}/journal.jsonl")).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn is_of(name: &str, extension: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|found| found == extension)
}

#[test]
fn one_bad_feed_stops_nothing_and_is_in_the_table() {
    let desk = Desk::new();
    desk.file("a.json", RACE);
    desk.file("b.json", "{\"MRData\": ");
    desk.file("c.json", &race("15", "Dutch Grand Prix"));
    let run = desk.fails(3, &["batch", "a.json", "b.json", "none.json", "c.json", "--drafter", "phrases", "-o", "out"]);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("2 articles written, 2 failed"), "{}", run.stderr);
    let rows: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("b.json") || line.starts_with("none.json")).collect();
    assert!(rows.len() == 2 && rows[0].contains(" 5 ") && rows[1].contains(" 4 "), "{}", run.stderr);
    let files: Vec<String> = desk.names("out").into_iter().filter(|name| is_of(name, "md")).collect();
    assert_eq!(files, ["dutch-grand-prix-2024-07-28.md", "hungarian-grand-prix-2024-07-28.md"]);
    assert!(is_clean(&desk.path("out")));
    let outcomes: Vec<String> = journal(&desk, "out").iter().map(|entry| entry["outcome"].as_str().unwrap().to_owned()).collect();
    assert_eq!(outcomes, ["withheld", "failed", "failed", "withheld"]);
}

#[test]
fn a_manifest_says_for_each_item_what_is_wanted() {
    let desk = Desk::new();
    desk.file("feeds/two.json", &two_races());
    desk.file("feeds/race.json", RACE);
    let manifest = [
        r#"{"source": "two.json", "event": "2024/15", "formats": ["html", "text"], "out": "night/dutch"}"#,
        "",
        r#"{"source": "race.json", "angle": "athlete:piastri"}"#,
    ];
    desk.file("feeds/tonight.jsonl", &manifest.join("\n"));
    desk.ok(&["batch", "--manifest", "feeds/tonight.jsonl", "--drafter", "phrases", "-o", "out", "--format", "json"]);
    assert_eq!(desk.names("out/night"), ["dutch.html", "dutch.txt"]);
    let article = desk.names("out").into_iter().find(|name| is_of(name, "json") && name.starts_with("hungarian")).unwrap();
    assert!(desk.read(&format!("out/{article}")).contains("athlete:piastri"));
}

#[test]
fn a_line_of_a_manifest_that_makes_no_sense_is_named_before_anything_is_done() {
    let desk = Desk::with_race();
    desk.file("m.jsonl", "{\"source\": \"race.json\"}\n{\"sauce\": 1}\n");
    let run = desk.fails(2, &["batch", "--manifest", "m.jsonl", "--drafter", "phrases", "-o", "out"]);
    assert!(run.stderr.contains("m.jsonl, line 2"), "{}", run.stderr);
    assert!(!desk.path("out").exists());
}

#[test]
fn resume_leaves_alone_what_is_done_and_intact() {
    let desk = Desk::new();
    desk.file("a.json", RACE);
    desk.file("c.json", &race("15", "Dutch Grand Prix"));
    let batch = ["batch", "a.json", "c.json", "--drafter", "phrases", "-o", "out", "--resume", "--now", "2024-07-28T16:00:00Z"];
    assert!(desk.ok(&batch).stderr.contains("2 articles written"));
    assert!(desk.ok(&batch).stderr.contains("0 articles written, 2 were there"));
    desk.file("out/hungarian-grand-prix-2024-07-28.md", "spoilt");
    assert!(desk.ok(&batch).stderr.contains("1 articles written, 1 were there"));
    assert!(desk.read("out/hungarian-grand-prix-2024-07-28.md").contains("Hamilton"));
    let other = [&batch[..], &["--style", "uk"]].concat();
    assert!(desk.ok(&other).stderr.contains("2 articles written,") || desk.ok(&other).stderr.contains("2 were there"));
}

#[test]
fn any_number_of_jobs_gives_the_same_files() {
    let desk = Desk::new();
    let names: Vec<String> = (1..=12).map(|round| format!("r{round}.json")).collect();
    for (round, name) in names.iter().enumerate() {
        // Half of them share a name, so that file names collide.
        desk.file(name, &race(&(round + 1).to_string(), if round % 2 == 0 { "Hungarian Grand Prix" } else { "Dutch Grand Prix" }));
    }
    let run = |out: &str, jobs: &str| {
        let mut args = vec!["batch", "--drafter", "phrases", "--now", "2024-07-28T16:00:00Z", "-o", out, "--jobs", jobs];
        args.extend(names.iter().map(String::as_str));
        desk.ok(&args);
        let files = desk.names(out).into_iter().filter(|name| !name.starts_with('.'));
        files.map(|name| (desk.read(&format!("{out}/{name}")), name)).collect::<Vec<_>>()
    };
    let alone = run("one", "1");
    assert_eq!(alone.len(), 13);
    assert_eq!(alone, run("four", "4"));
}

#[test]
fn a_batch_says_when_its_folder_cannot_be_used() {
    let desk = Desk::with_race();
    desk.file("out", "a file");
    desk.fails(7, &["batch", "race.json", "--drafter", "phrases", "-o", "out"]);
    assert_eq!(desk.read("out"), "a file");
}
