//! Ctrl-C with the real binary, and what a terminal shows.
#![cfg(unix)]
use super::support::{Desk, Run, finished, is_clean, race};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn started(desk: &Desk, args: &[&str]) -> Child {
    desk.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Sends the signal of Ctrl-C and gives how the process ended; it must end by itself.
fn interrupted(child: Child) -> Run {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let begun = Instant::now();
    let run = finished(child.wait_with_output().unwrap());
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?} to end", begun.elapsed());
    run
}

fn wait_for(what: &str, there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !there() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what} never came");
        sleep(Duration::from_millis(5));
    }
}

/// Whether a process catches the signal of Ctrl-C, from what the system says of it.
fn watches(child: &Child) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).map(str::trim).unwrap_or_default();
    u64::from_str_radix(caught, 16).is_ok_and(|mask| mask & 2 != 0)
}

#[test]
fn a_run_that_waits_for_its_feed_ends_with_130() {
    let desk = Desk::new();
    let child = started(&desk, &["recap", "-", "--drafter", "phrases"]);
    if Path::new("/proc/self/status").exists() {
        wait_for("the handler", || watches(&child));
    } else {
        sleep(Duration::from_secs(3));
    }
    let run = interrupted(child);
    assert_eq!((run.code, run.stdout.as_str()), (Some(130), ""), "{}", run.stderr);
    assert!(run.stderr.ends_with("interrupted\n"), "{}", run.stderr);
}

#[test]
fn an_interrupted_batch_leaves_whole_files_and_can_go_on() {
    let desk = Desk::new();
    let names: Vec<String> = (1..=80).map(|round| format!("feeds/{round}.json")).collect();
    for (round, name) in (1..).zip(&names) {
        desk.file(name, &race(&round.to_string(), &format!("Grand Prix number {round}")));
    }
    let mut args = vec!["batch", "--drafter", "phrases", "-o", "out", "--format", "json", "--format", "html"];
    args.extend(names.iter().map(String::as_str));
    let child = started(&desk, &args);
    wait_for("the journal", || std::fs::read_to_string(desk.path("out/journal.jsonl")).is_ok_and(|text| text.lines().count() > 2));
    let run = interrupted(child);
    assert_eq!(run.code, Some(130), "{}", run.stderr);
    assert!(is_clean(&desk.path("out")));
    let journal = desk.read("out/journal.jsonl");
    assert!(journal.ends_with('\n') && journal.lines().count() < 80, "it was over before the signal came");
    for line in journal.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    for name in desk.names("out").iter().filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "json")) {
        assert!(serde_json::from_str::<serde_json::Value>(&desk.read(&format!("out/{name}"))).is_ok(), "{name} is half-written");
    }
    args.push("--resume");
    let run = desk.ok(&args);
    assert!(run.stderr.contains(" were there"), "{}", run.stderr);
    assert_eq!(desk.names("out").iter().filter(|name| name.split('.').next_back() == Some("html")).count(), 80);
}

#[test]
fn a_terminal_is_told_what_is_being_done_and_a_pipe_is_not() {
    let desk = Desk::with_race();
    let binary = env!("CARGO_BIN_EXE_stringer");
    let recap = format!("{binary} recap race.json --drafter phrases -o out.md");
    let on_terminal = Command::new("script")
        .args(["-qec", &recap, "/dev/null"])
        .current_dir(desk.path(""))
        .env("HOME", desk.path("home"))
        .env("TERM", "xterm")
        .output();
    let Ok(output) = on_terminal else {
        println!("skipped: there is no program `script` to make a terminal");
        return;
    };
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("drafting the lede (1 of "), "{shown}");
    assert!(shown.contains("proving every sentence"), "{shown}");
    let piped = desk.ok(&["recap", "race.json", "--drafter", "phrases", "-o", "other.md"]);
    assert!(!piped.stderr.contains("drafting the"), "{}", piped.stderr);
}
