//! Exit codes, messages and configuration with the real binary.

use super::support::{Desk, RACE};

#[test]
fn every_class_of_error_has_its_code() {
    let desk = Desk::with_race();
    desk.file("broken.json", "{\"MRData\": ");
    desk.file("other.json", "{\"hello\": 1}");
    desk.file("live.json", &RACE.replace("\"Finished\"", "\"Nobody knows\""));
    desk.file("bad-templates/words.toml", "[");
    desk.file("house/readme.txt", "");
    for (code, args) in [
        (2, &["recap"][..]),
        (2, &["recap", "race.json", "--sytle", "uk"]),
        (2, &["recap", "race.json", "--style", "french"]),
        (2, &["recap", "race.json", "--drafter", "phrases", "--now", "Sunday"]),
        (2, &["recap", "ftp://example.org/race", "--drafter", "phrases"]),
        (2, &["recap", "race.json", "--drafter", "phrases", "--templates", "bad-templates"]),
        (2, &["recap", "race.json", "--drafter", "phrases", "--templates", "no-such-folder"]),
        (2, &["recap", "race.json", "--house", "house"]),
        (4, &["recap", "none.json", "--drafter", "phrases"]),
        (4, &["recap", "http://127.0.0.1:1/race", "--drafter", "phrases", "--offline"]),
        (5, &["recap", "broken.json", "--drafter", "phrases"]),
        (5, &["recap", "other.json", "--drafter", "phrases"]),
        (6, &["recap", "race.json"]),
        (6, &["recap", "race.json", "--model", "none.gguf"]),
        (6, &["recap", "race.json", "--offline", "--yes"]),
        (6, &["models", "verify"]),
        (6, &["models", "pull", "no-such-card"]),
    ] {
        let run = desk.fails(code, args);
        assert_eq!(run.stdout, "", "{args:?}");
        assert!(run.stderr.starts_with("error: "), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn without_a_model_the_message_says_how_to_get_one() {
    let desk = Desk::with_race();
    let run = desk.fails(6, &["recap", "race.json"]);
    assert!(run.stderr.contains("hint: run `stringer models pull"), "{}", run.stderr);
    assert!(run.stderr.contains("--drafter phrases"), "{}", run.stderr);
}

#[test]
fn a_key_that_the_configuration_does_not_know_is_an_error() {
    let desk = Desk::with_race();
    desk.file("stringer.toml", "drafter = \"phrases\"\nstlye = \"uk\"\n");
    let run = desk.fails(2, &["recap", "race.json"]);
    assert!(run.stderr.contains("stringer.toml: line 2") && run.stderr.contains("stlye"), "{}", run.stderr);
    desk.ok(&["recap", "race.json", "--no-config", "--drafter", "phrases"]);
}

#[test]
fn arguments_go_before_the_environment_the_project_and_the_user() {
    let desk = Desk::with_race();
    let style = |command: &mut std::process::Command| {
        let output = command.output().unwrap();
        let article: serde_json::Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        article["style"].as_str().unwrap().to_owned()
    };
    let base = ["recap", "race.json", "--drafter", "phrases", "--format", "json"];
    assert_eq!(style(&mut desk.command(&base)), "ap");
    desk.file("home/.config/stringer/config.toml", "style = \"uk\"\n");
    assert_eq!(style(&mut desk.command(&base)), "uk");
    desk.file("stringer.toml", "style = \"ap\"\n");
    assert_eq!(style(&mut desk.command(&base)), "ap");
    assert_eq!(style(desk.command(&base).env("STRINGER_STYLE", "uk")), "uk");
    let named = [&base[..], &["--style", "ap"]].concat();
    assert_eq!(style(desk.command(&named).env("STRINGER_STYLE", "uk")), "ap");
}

#[test]
fn a_bad_source_date_epoch_is_an_error() {
    let desk = Desk::with_race();
    let output = desk.command(&["recap", "race.json", "--drafter", "phrases"]).env("SOURCE_DATE_EPOCH", "soon").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn help_shows_examples_and_the_exit_codes() {
    let desk = Desk::new();
    for command in ["recap", "batch", "facts", "explain", "check", "models", "templates", "grammar", "completions", "man"] {
        let long = desk.ok(&[command, "--help"]);
        assert!(long.stdout.contains("Example") && long.stdout.contains(&format!("stringer {command}")), "{command}: {}", long.stdout);
        assert!(!desk.ok(&["help", command]).stdout.is_empty());
    }
    let codes = desk.ok(&["help", "exit-codes"]).stdout;
    for code in stringer::cli::Exit::ALL {
        assert!(codes.contains(&format!("{:>5}  {}", code.code(), code.meaning())), "{codes}");
    }
    desk.fails(2, &["help", "nonsense"]);
    assert!(desk.ok(&["--version"]).stdout.starts_with("stringer "));
}

#[test]
fn completions_and_manual_pages_are_made() {
    let desk = Desk::new();
    assert!(desk.ok(&["completions", "bash"]).stdout.contains("stringer"));
    let page = desk.ok(&["man"]).stdout;
    assert!(page.contains(".TH") && page.contains("EXIT STATUS") && page.contains("130"));
    desk.ok(&["man", "-o", "man1"]);
    assert!(desk.names("man1").contains(&"stringer-recap.1".to_owned()), "{:?}", desk.names("man1"));
}

#[test]
fn templates_are_exported_and_checked() {
    let desk = Desk::new();
    desk.ok(&["templates", "export", "mine"]);
    assert!(desk.ok(&["templates", "check", "mine"]).stdout.contains("templates are sound"));
    let words = desk.read("mine/words.toml");
    desk.file("mine/words.toml", &format!("# ours\n{words}"));
    let run = desk.fails(1, &["templates", "export", "mine"]);
    assert!(run.stderr.contains("left alone"), "{}", run.stderr);
    assert!(desk.ok(&["templates", "check", "mine"]).stdout.contains("changed: words.toml"));
    desk.file("mine/wrods.toml", "");
    desk.fails(2, &["templates", "check", "mine"]);
}

#[test]
fn models_are_listed_with_size_licence_and_source() {
    let desk = Desk::new();
    let list = desk.ok(&["models", "list"]).stdout;
    assert!(
        list.contains("smollm2-135m-instruct*") && list.contains("MB") && list.contains("Apache-2.0") && list.contains(" no"),
        "{list}"
    );
}
