//! `stringer recap` with the real binary.

use super::support::{Desk, RACE, cut_race, is_clean, race, serve, two_races};
use std::fmt::Write;

const PHRASES: [&str; 2] = ["--drafter", "phrases"];

fn args<'a>(start: &[&'a str]) -> Vec<&'a str> {
    start.iter().copied().chain(PHRASES).collect()
}

#[test]
fn a_file_becomes_markdown_and_the_message_goes_to_standard_error() {
    let desk = Desk::with_race();
    let run = desk.ok(&args(&["recap", "race.json", "--now", "2024-07-28T16:00:00Z"]));
    assert!(run.stdout.contains("Hamilton") && run.stdout.contains("0.647 seconds"), "{}", run.stdout);
    assert!(run.stdout.contains("2024-07-28T16:00:00Z"));
    assert!(
        run.stderr.contains("facts") && run.stderr.contains("by first forms") && run.stderr.contains("possible strings"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("withheld: not reviewed"), "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let desk = Desk::with_race();
    let run = || desk.ok(&args(&["recap", "race.json", "--format", "json", "--now", "2024-07-28T16:00:00Z", "-q"])).stdout;
    assert_eq!(run(), run());
    let epoch = desk.command(&args(&["recap", "race.json", "--format", "json"])).env("SOURCE_DATE_EPOCH", "1722182400").output().unwrap();
    assert_eq!(String::from_utf8(epoch.stdout).unwrap(), run());
}

#[test]
fn a_headline_that_is_too_long_in_every_form_is_the_shortest_and_no_refusal() {
    let desk = Desk::new();
    let name = "Autonomous Metropolitan Intercontinental Championship Grand Prix";
    let run = desk.pipe(&args(&["recap", "-"]), &race("14", name));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains(&format!("# Hamilton wins {name}\n")), "{}", run.stdout);
}

#[test]
fn quiet_says_nothing() {
    let desk = Desk::with_race();
    assert_eq!(desk.ok(&args(&["recap", "race.json", "-q"])).stderr, "");
}

#[test]
fn standard_input_is_a_source() {
    let desk = Desk::new();
    let run = desk.pipe(&args(&["recap", "-"]), RACE);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("Hamilton"));
}

#[test]
fn a_folder_gets_one_file_for_each_format_and_nothing_else() {
    let desk = Desk::with_race();
    desk.ok(&args(&["recap", "race.json", "--format", "markdown", "--format", "html", "--format", "ninjs", "-o", "out/"]));
    let slug = "hungarian-grand-prix-2024-07-28";
    assert_eq!(desk.names("out"), [format!("{slug}.html"), format!("{slug}.md"), format!("{slug}.ninjs.json")]);
}

#[test]
fn a_file_name_says_the_format() {
    let desk = Desk::with_race();
    desk.ok(&args(&["recap", "race.json", "-o", "a.html"]));
    assert!(desk.read("a.html").to_lowercase().contains("<!doctype html>"));
}

#[test]
fn every_artefact_can_be_emitted_and_gone_on_from_to_the_same_article() {
    let desk = Desk::with_race();
    let time = ["--now", "2024-07-28T16:00:00Z"];
    let straight = desk.ok(&args(&[&["recap", "race.json", "--format", "json"], &time[..]].concat())).stdout;
    for kind in ["event", "facts", "plan", "draft", "verdict", "article"] {
        let file = format!("{kind}.json");
        desk.ok(&args(&[&["recap", "race.json", "--emit", kind, "-o", &file], &time[..]].concat()));
        assert!(desk.read(&file).contains(&format!("\"kind\": \"{kind}\"")));
        let from = desk.ok(&args(&[&["recap", "--from", &file, "--format", "json"], &time[..]].concat()));
        assert_eq!(from.stdout, straight, "{kind}");
    }
}

#[test]
fn there_is_no_way_back_from_an_artefact() {
    let desk = Desk::with_race();
    desk.ok(&args(&["recap", "race.json", "--emit", "plan", "-o", "plan.json"]));
    let run = desk.fails(2, &args(&["recap", "--from", "plan.json", "--emit", "facts"]));
    assert!(run.stderr.contains("no way back"), "{}", run.stderr);
    let run = desk.fails(2, &args(&["recap", "--from", "plan.json", "--style", "uk"]));
    assert!(run.stderr.contains("another style"), "{}", run.stderr);
    let run = desk.fails(2, &args(&["recap", "--from", "race.json"]));
    assert!(run.stderr.contains("no artefact"), "{}", run.stderr);
}

#[test]
fn several_events_are_listed_unless_one_is_named() {
    let desk = Desk::new();
    desk.file("two.json", &two_races());
    let run = desk.fails(2, &args(&["recap", "two.json"]));
    assert!(run.stderr.contains("holds 2 events") && run.stderr.contains("Dutch Grand Prix"), "{}", run.stderr);
    assert!(run.stderr.contains("2024/15") && run.stderr.contains("hint: "), "{}", run.stderr);
    let run = desk.ok(&args(&["recap", "two.json", "--event", "2024/15"]));
    assert!(run.stdout.contains("Dutch Grand Prix") && !run.stdout.contains("Hungarian"));
    let run = desk.fails(2, &args(&["recap", "two.json", "--event", "2024/16"]));
    assert!(run.stderr.contains("no whole event"), "{}", run.stderr);
    let run = desk.fails(2, &args(&["recap", "two.json", "--all"]));
    assert!(run.stderr.contains("folder"), "{}", run.stderr);
    desk.ok(&args(&["recap", "two.json", "--all", "-o", "out/"]));
    assert_eq!(desk.names("out").len(), 2);
}

#[test]
fn an_event_that_is_cut_by_a_page_is_refused() {
    let desk = Desk::new();
    desk.file("cut.json", &cut_race());
    let run = desk.fails(5, &args(&["recap", "cut.json", "-o", "out/"]));
    assert!(run.stderr.starts_with("error: cut.json at /MRData") && run.stderr.contains("hint: "), "{}", run.stderr);
    assert!(!desk.path("out").exists());
}

#[test]
fn an_angle_that_nobody_is_of_is_refused_with_those_that_there_are() {
    let desk = Desk::with_race();
    desk.ok(&args(&["recap", "race.json", "--angle", "athlete:piastri"]));
    let run = desk.fails(2, &args(&["recap", "race.json", "--angle", "team:brawn"]));
    assert!(run.stderr.contains("McLaren"), "{}", run.stderr);
    desk.fails(2, &args(&["recap", "race.json", "--angle", "brawn"]));
}

#[test]
fn what_is_far_down_comes_after_the_fourth_place_and_is_not_lost_in_an_edition() {
    let feed = |case: &str| format!("{}/fixtures/{case}/feed.xml", env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new();
    let whole = desk.ok(&args(&["recap", &feed("athletics/rio-2016-women-high-jump")])).stdout;
    let fourth = whole.find("fourth").expect("the fourth is told");
    assert!(whole.find("seventh").is_some_and(|tie| fourth < tie), "{whole}");
    let edition = desk.ok(&args(&["recap", &feed("odf/rio-2016-women-10000m"), "--angle", "nation:USA"])).stdout;
    assert!(edition.contains("Huddle") && edition.contains("area record"), "{edition}");
}

#[test]
fn a_record_of_the_second_stands_in_the_sentence_of_the_place() {
    let feed = format!("{}/fixtures/odf/rio-2016-women-10000m/feed.xml", env!("CARGO_MANIFEST_DIR"));
    let text = Desk::new().ok(&args(&["recap", &feed])).stdout.replace('\n', " ");
    let place = "Vivian Cheruiyot of Kenya was second, 15.08 seconds back, running a national record of 29 minutes, 32.53 seconds";
    assert!(text.contains(place), "{text}");
    assert!(text.contains("finished fourth") && text.contains("Molly Huddle of the United States sixth"), "{text}");
}

#[test]
fn an_edition_of_the_last_of_a_hundred_says_as_much_as_that_of_the_second() {
    let mut rows = "# name: women's marathon\n# sport: running\n# date: 2024-05-12\n# state: official\nplace,name,nation,time\n".to_owned();
    for place in 1..=100 {
        let (nation, family) = if place == 90 { ("NOR", "Lastly".to_owned()) } else { ("KEN", format!("Runner{place}")) };
        writeln!(rows, "{place},Nora {family},{nation},2:{:02}:{:02}", 20 + place / 60, place % 60).unwrap();
    }
    let desk = Desk::new();
    desk.file("race.csv", &rows);
    let edition = desk.ok(&args(&["recap", "race.csv", "--angle", "nation:NOR"])).stdout;
    for said in ["Lastly", "90th", "1 minute, 29 seconds", "Runner89", "Runner91"] {
        assert!(edition.contains(said), "{said}: {edition}");
    }
}

#[test]
fn an_edition_tells_what_its_athlete_has_bettered_and_a_world_record_of_the_winner() {
    let feed = format!("{}/fixtures/odf/rio-2016-women-10000m/feed.xml", env!("CARGO_MANIFEST_DIR"));
    let edition = Desk::new().ok(&args(&["recap", &feed, "--angle", "nation:USA"])).stdout;
    let (_, text) = edition.split_once("\n# ").expect("the headline begins the copy");
    let (text, _) = text.split_once("| Place").expect("the table ends it");
    assert!(text.contains("world record of 29 minutes, 17.45 seconds"), "{text}");
    assert_eq!(text.matches("30 minutes, 13.17 seconds").count(), 2, "in the standfirst and once in the text: {text}");
}

#[test]
fn unreviewed_copy_is_usable_only_when_that_is_allowed() {
    let desk = Desk::with_race();
    let article = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(&desk.ok(&args(&[&["recap", "race.json", "--format", "json"], more].concat())).stdout).unwrap()
    };
    assert_eq!(article(&[])["status"]["pubstatus"], "withheld");
    assert_eq!(article(&["--allow-unreviewed"])["status"]["pubstatus"], "usable");
}

#[test]
fn an_address_is_fetched_and_then_there_without_the_network() {
    let desk = Desk::new();
    let base = serve(vec![("/race", 200, RACE.to_owned()), ("/broken", 500, String::new())]);
    let url = format!("{base}/race");
    let first = desk.ok(&args(&["recap", &url, "--cache", "cache", "--format", "text", "--now", "2024-07-28T16:00:00Z"]));
    let second = desk.ok(&args(&["recap", &url, "--cache", "cache", "--format", "text", "--now", "2024-07-28T16:00:00Z", "--offline"]));
    assert_eq!(first.stdout, second.stdout);
    assert!(second.stderr.contains("from the cache"), "{}", second.stderr);
    let run = desk.fails(4, &args(&["recap", &format!("{base}/none"), "--offline", "--cache", "cache"]));
    assert!(run.stderr.contains("the network is off"), "{}", run.stderr);
    let run = desk.fails(4, &args(&["recap", &format!("{base}/none"), "--cache", "cache"]));
    assert!(run.stderr.contains("nothing there"), "{}", run.stderr);
}

#[test]
fn the_shorthand_goes_to_the_configured_mirror() {
    let desk = Desk::new();
    let base = serve(vec![("/f1/2024/14/results/?limit=100", 200, RACE.to_owned())]);
    desk.file("stringer.toml", &format!("drafter = \"phrases\"\n[sources]\njolpica = \"{base}/f1\"\n"));
    let run = desk.ok(&["recap", "jolpica:2024/14", "--cache", "cache"]);
    assert!(run.stdout.contains("Hamilton"));
    desk.fails(2, &["recap", "jolpica:14", "--cache", "cache"]);
}

#[test]
fn nothing_is_left_where_nothing_could_be_written() {
    let desk = Desk::with_race();
    desk.file("blocked", "a file");
    let run = desk.fails(7, &args(&["recap", "race.json", "-o", "blocked/out.md"]));
    assert!(run.stderr.contains("a file stands where a folder is needed"), "{}", run.stderr);
    std::fs::create_dir(desk.path("a.md")).unwrap();
    desk.file("a.md/x", "");
    assert!(is_clean(&desk.path(".")));
    assert_eq!(desk.read("blocked"), "a file");
}

#[test]
fn several_formats_need_a_folder() {
    let desk = Desk::with_race();
    desk.fails(2, &args(&["recap", "race.json", "--format", "html", "--format", "text"]));
    desk.fails(2, &args(&["recap", "race.json", "--format", "html", "--format", "text", "-o", "a.html"]));
}

#[test]
fn a_choice_takes_a_proven_runner_up_and_is_recorded() {
    let desk = Desk::with_race();
    let record = |more: &[&str]| -> serde_json::Value {
        let all: Vec<&str> = ["recap", "race.json", "--format", "json"].iter().chain(more).copied().collect();
        serde_json::from_str(&desk.ok(&args(&all)).stdout).unwrap()
    };
    let plain = record(&["--alternatives", "2"]);
    let other = plain.pointer("/body/0/sentences/0/alternatives/1/text").expect("two runners-up of the first sentence").clone();
    let chosen = record(&["--choose", "3=2"]);
    assert_eq!(chosen.pointer("/body/0/sentences/0/text"), Some(&other));
    assert_eq!(chosen.pointer("/body/0/sentences/0/chosen"), Some(&serde_json::json!(1)));
    assert_ne!(plain.pointer("/body/0/sentences/0/text"), Some(&other));
}

#[test]
fn a_choice_that_is_not_there_is_refused() {
    let desk = Desk::with_race();
    let run = desk.fails(2, &args(&["recap", "race.json", "--choose", "99=1"]));
    assert!(run.stderr.contains("no sentence 99"), "{}", run.stderr);
    let run = desk.fails(2, &args(&["recap", "race.json", "--choose", "1=999"]));
    assert!(run.stderr.contains("no runner-up 999"), "{}", run.stderr);
    desk.fails(2, &args(&["recap", "race.json", "--choose", "1=1", "--emit", "plan"]));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::Stdio;
    let desk = Desk::with_race();
    let mut child =
        desk.command(&args(&["recap", "race.json", "--format", "html"])).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
