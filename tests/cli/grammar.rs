//! `stringer grammar` with the real binary.

use super::support::Desk;

#[test]
fn stats_count_the_wordings_of_each_sentence_and_the_forms_of_each_kind() {
    let desk = Desk::with_race();
    let run = desk.ok(&["grammar", "stats", "race.json", "--each"]);
    assert!(run.stdout.contains("STRINGS") && run.stdout.contains("Hamilton") && run.stdout.contains("1 articles"), "{}", run.stdout);
    let row = |name: &str| {
        let line = run.stdout.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {}", run.stdout));
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let body = row("body ");
    let number = |at: usize| body[at].trim_end_matches('%').parse::<u64>().unwrap();
    assert!(number(1) >= 3 && number(3) <= number(2) && number(2) <= number(4), "{body:?}");
    // "RACE" has no form of a pit stop, Formula One has.
    let stops = row("pit_stops");
    assert_eq!(stops[1], "-");
    assert!(stops[2].contains('+'), "{stops:?}");
    let broken = desk.fails(5, &["grammar", "stats", "none.json"]);
    assert!(broken.stderr.contains("none of the sources can be planned"), "{}", broken.stderr);
}

#[test]
fn samples_stand_side_by_side_and_follow_the_seed() {
    let desk = Desk::with_race();
    let sample = |args: &[&str]| desk.ok(&[&["grammar", "sample", "race.json"], args].concat()).stdout;
    let one = sample(&["--seed", "3", "--count", "2", "--extreme"]);
    for name in ["headline\n", "lede\n", "  first forms ", "  random 1 ", "  random 2 ", "  longest ", "  shortest "] {
        assert!(one.contains(name), "{name}: {one}");
    }
    assert_eq!(one, sample(&["--seed", "3", "--count", "2", "--extreme"]));
    assert_ne!(one, sample(&["--seed", "4", "--count", "2", "--extreme"]));
    let length = |name: &str| one.lines().filter(|line| line.starts_with(name)).map(str::len).sum::<usize>();
    assert!(length("  longest ") > length("  shortest "), "{one}");
    let run = desk.fails(6, &["grammar", "sample", "race.json", "--worst", "--offline"]);
    assert!(run.stderr.contains("models pull"), "{}", run.stderr);
}

#[test]
fn lint_names_slips_that_compile() {
    let desk = Desk::with_race();
    let race = "[win]\nsubject = \"winner\"\nclause = [\"{winner} won the {event}\", \"{winner} won, the {event}\", \"{winner} won the the {event}\", \"{winner} had an win in the {event}\", \"{winner} won for {team}\", { say = \"{winner} took the {event}\", when = \"irm_dnf\" }]\n";
    let few = "[distance]\nclause = [\"the race was over {laps} laps\"]\n[tie]\nthin = \"why\"\nclause = [\"{tied} tied for {rank}\"]\n";
    desk.file("mine/grammar/race.toml", &format!("{race}{few}"));
    let run = desk.fails(1, &["grammar", "lint", "race.json", "--templates", "mine"]);
    for part in [
        "note: [win] clause: `{winner} won, the {event}` says `{winner} won, the {event}` once more",
        "fault: [win] clause: `{winner} won the the {event}` can say \"the the\"",
        "fault: [win] clause: `{winner} had an win in the {event}` says \"an win\"",
        "fault: [win] clause: `{winner} won for {team}` has the slot {team}, which no fact of this kind has here",
        "note: no fact of these sources meets the conditions of [win] clause: `{winner} took the {event}`",
        "fault: [distance] has 1 clauses and 0 other positions: give it four and two, or say under `thin` why not",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("[tie]"), "{}", run.stdout);
}

#[test]
fn the_built_in_phrase_files_have_no_slip() {
    let desk = Desk::new();
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let run = desk.run(&["grammar", "lint", fixtures, "-q"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("0 faults"), "{}", run.stdout);
}

#[test]
fn paths_are_written_as_a_model_sees_them() {
    let desk = Desk::with_race();
    let paths = |seed: &str| desk.ok(&["grammar", "paths", "race.json", "--count", "2", "--seed", seed, "--model", "desk"]).stdout;
    let text = paths("3");
    assert_eq!(text, paths("3"));
    assert_ne!(text, paths("4"));
    let recaps: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(recaps.len(), 2);
    assert_ne!(recaps[0]["parts"], recaps[1]["parts"]);
    // Names of the feed are replaced, and what was written stands before what comes next.
    assert!(!text.contains("Hamilton"), "{text}");
    let parts = recaps[0]["parts"].as_array().unwrap();
    assert!(parts.iter().any(|part| part["role"] == "headline" && part["before"].as_str().unwrap().starts_with("Headlines:\n")));
    let body: Vec<&str> = parts
        .iter()
        .filter(|part| part["role"] != "headline" && part["role"] != "standfirst")
        .map(|part| part["before"].as_str().unwrap())
        .collect();
    assert!(body.len() >= 2 && body.windows(2).all(|two| two[1].len() > two[0].len() && two[1].starts_with(two[0])), "{body:?}");
    let mut open = 0;
    for part in parts {
        let (tokens, choices) = (part["tokens"].as_array().unwrap(), part["choices"].as_array().unwrap());
        assert_eq!(tokens.len(), choices.len());
        open += choices.iter().filter(|choice| choice.as_array().unwrap().len() > 1).count();
    }
    assert!(open > 5, "{open} choices");
}
