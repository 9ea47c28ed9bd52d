//! `stringer verify` and `stringer rules` with the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot be set up has to fail"
)]

use super::support::Desk;
use serde_json::Value;

/// A recap of the small race in the manner of a chatbot: it reads well, and six things in it are wrong.
const RECAP: &str = "\
# Hamilton wins Hungarian Grand Prix

Lewis Hamilton won the Hungarian Grand Prix on Saturday, beating Oscar Piastri by 0.747 seconds.

Hamilton started fourth on the grid. Charles Leclerc, who started from pole, finished second. Ferrari's Oscar Piastri was second.
Guanyu Zhou did not retire. It was a lovely afternoon by the Danube.
";

/// The words that are wrong, each with what is right.
const ERRORS: [(&str, &str); 6] = [
    ("Saturday", "Sunday"),
    ("0.747 seconds", "0.647 seconds"),
    ("fourth", "third"),
    ("second", "third"),
    ("Ferrari", "McLaren"),
    ("did not retire", "retired"),
];

fn desk() -> Desk {
    let desk = Desk::with_race();
    desk.file("recap.md", RECAP);
    desk
}

const VERIFY: [&str; 4] = ["verify", "recap.md", "--feed", "race.json"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    VERIFY.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_wrong_recap_is_found_out_at_the_right_places() {
    let run = desk().fails(1, &with(&["--format", "json"]));
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let sentences = report["files"][0]["sentences"].as_array().unwrap();
    let statements: Vec<&Value> = sentences.iter().flat_map(|sentence| sentence["statements"].as_array().unwrap()).collect();
    let wrong: Vec<&&Value> = statements.iter().filter(|one| one["ruling"] == "contradicted").collect();
    for (word, right) in ERRORS {
        let at = |spot: &Value| {
            let byte = |key: &str| usize::try_from(spot["span"][key].as_u64().unwrap()).unwrap();
            let span = byte("start")..byte("end");
            &RECAP[span] == word && spot["fix"] == right
        };
        assert!(wrong.iter().any(|one| one["spots"].as_array().unwrap().iter().any(at)), "{word}: {wrong:#?}");
    }
    assert_eq!(wrong.len(), ERRORS.len(), "{wrong:#?}");
    assert!(statements.iter().any(|one| one["ruling"] == "not_checkable" && one["text"].as_str().unwrap().contains("lovely afternoon")));
    assert!(wrong.iter().all(|one| !one["cells"].as_array().unwrap().is_empty()));
}

#[test]
fn the_report_for_people_is_plain_without_a_terminal() {
    let run = desk().fails(1, &VERIFY);
    assert!(
        run.stdout.contains("contradicted: \"by 0.747 seconds\"") || run.stdout.contains("0.747 seconds\" -> \"0.647 seconds\""),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("recap.md: 6 contradicted"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
}

#[test]
fn true_copy_ends_with_nought() {
    let desk = Desk::with_race();
    desk.file("true.txt", "Lewis Hamilton won the Hungarian Grand Prix on Sunday, beating Oscar Piastri by 0.647 seconds.\n");
    let run = desk.ok(&["verify", "true.txt", "--feed", "race.json"]);
    assert!(run.stdout.contains("0 contradicted"), "{}", run.stdout);
}

#[test]
fn rules_are_selected_and_findings_waived() {
    let desk = desk();
    desk.ok(&with(&["--select", "C1"]));
    let run = desk.fails(1, &with(&["--select", "F5"]));
    assert!(run.stdout.contains("1 contradicted"), "{}", run.stdout);
    desk.file("waivers.toml", "[[waive]]\nrule = \"F5\"\ntext = \"0.747\"\nreason = \"corrected by the stewards\"\n");
    let run = desk.ok(&with(&["--select", "F5", "--waivers", "waivers.toml"]));
    assert!(run.stdout.contains("1 waived") && run.stdout.contains("corrected by the stewards"), "{}", run.stdout);
    desk.file("empty.toml", "[[waive]]\nrule = \"F5\"\ntext = \"0.747\"\nreason = \" \"\n");
    let run = desk.fails(2, &with(&["--waivers", "empty.toml"]));
    assert!(run.stderr.contains("waiver 1 has no reason"), "{}", run.stderr);
    let run = desk.fails(2, &with(&["--ignore", "X9"]));
    assert!(run.stderr.contains("there is no rule \"X9\""), "{}", run.stderr);
}

#[test]
fn certain_corrections_are_made_in_the_file() {
    let desk = desk();
    desk.run(&with(&["--fix"]));
    let fixed = desk.read("recap.md");
    assert!(fixed.contains("on Sunday, beating Oscar Piastri by 0.647 seconds"), "{fixed}");
    assert!(fixed.contains("McLaren's Oscar Piastri"), "{fixed}");
    let run = desk.run(&VERIFY);
    assert!(!run.stdout.contains("Saturday"), "{}", run.stdout);
}

/// A recap of the invented match: four corrections are certain, and "Alder" for the whole name leaves a fifth figure to the editor.
const FIXABLE: &str = "\
The Brackwater Herons defeated the Dunmore Foxes, 101-96, on Saturday.

Tom Alder had 33 points, 12 rebounds and five assists. Ian Iris scored 29 points for the Foxes. Alder shot 11-of-23 from the field.
";

#[test]
fn certain_corrections_of_a_match_are_made_in_the_file() {
    let desk = Desk::new();
    desk.file("game.json", include_str!("../../src/feed/rotowire/sample.json"));
    desk.file("match.md", FIXABLE);
    let verify = ["verify", "match.md", "--feed", "game.json", "--fix"];
    let run = desk.fails(1, &verify);
    assert!(run.stderr.contains("match.md: 4 corrected"), "{}", run.stderr);
    let right = [("96", "95"), ("Saturday", "Friday"), ("33 points", "30 points"), ("29 points", "27 points")];
    let fixed = right.iter().fold(FIXABLE.to_owned(), |text, (wrong, right)| text.replace(wrong, right));
    assert_eq!(desk.read("match.md"), fixed);
    assert!(run.stdout.contains("1 contradicted"), "{}", run.stdout);
}

#[test]
fn machines_get_junit_github_sarif_and_html() {
    let desk = desk();
    let junit = desk.fails(1, &with(&["--format", "junit"])).stdout;
    assert!(junit.contains("failures=\"6\"") && junit.matches("<failure ").count() == 6, "{junit}");
    let github = desk.fails(1, &with(&["--format", "github"])).stdout;
    assert_eq!(github.matches("::error file=recap.md,line=").count(), 6, "{github}");
    let html = desk.fails(1, &with(&["--format", "html", "-o", "report.html"]));
    assert_eq!(html.stdout, "");
    let page = desk.read("report.html");
    assert!(page.contains("class=\"contradicted\"") && page.contains("0.647 seconds"), "{page}");
    let sarif: Value = serde_json::from_str(&desk.fails(1, &with(&["--format", "sarif"])).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().filter(|result| result["level"] == "error").count(), 6);
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas/sarif/sarif-2.1.0.json");
    let Ok(schema) = std::fs::read_to_string(&schema) else {
        println!("skipped: {} is not there", schema.display());
        return;
    };
    let validator = jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(&schema).unwrap()).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&sarif).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_of_the_command_line_are_told() {
    let desk = desk();
    let run = desk.fails(2, &["verify", "race.json.pdf", "--feed", "race.json"]);
    assert!(run.stderr.contains("the ending tells no form of copy"), "{}", run.stderr);
    desk.file("empty.md", "\n");
    let run = desk.fails(2, &["verify", "empty.md", "--feed", "race.json"]);
    assert!(run.stderr.contains("it holds no prose"), "{}", run.stderr);
    desk.fails(4, &["verify", "nowhere.md", "--feed", "race.json"]);
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new();
    let list = desk.ok(&["rules", "list"]).stdout;
    assert!(list.contains("F5") && list.contains("Q1") && list.lines().count() > 40, "{list}");
    let one = desk.ok(&["rules", "explain", "f5"]).stdout;
    assert!(one.starts_with("F5: a margin is the difference of the marks"), "{one}");
    let run = desk.fails(2, &["rules", "explain", "F99"]);
    assert!(run.stderr.contains("there is no rule \"F99\""), "{}", run.stderr);
}

/// A chatbot's recap of the invented match: four things in it are wrong.
const MATCH: &str = "The Brackwater Herons (12-5) defeated the Dunmore Foxes, 101-96, on Saturday.\n\n\
Ben Birch led the Herons with 21 points and 11 assists. Carl Cedar added eight points off the bench.\n";

fn desk_of_match() -> Desk {
    let desk = Desk::new();
    desk.file("match.txt", MATCH);
    desk.file("game.json", include_str!("../../src/feed/rotowire/sample.json"));
    desk
}

#[test]
fn a_recap_of_a_match_is_compared_with_its_box_score() {
    let run = desk_of_match().fails(1, &["verify", "match.txt", "--feed", "game.json"]);
    assert!(run.stdout.contains("match.txt: 4 contradicted"), "{}", run.stdout);
    for word in ["96", "Saturday", "led", "off the bench"] {
        assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
    }
    let run = desk_of_match().run(&["recap", "game.json", "--drafter", "phrases"]);
    assert!(run.stderr.contains("there are no phrases to write it"), "{}", run.stderr);
}

#[test]
fn templates_of_the_desk_reach_the_words_the_league_and_the_page() {
    let desk = desk_of_match();
    let words = include_str!("../../templates/verify/basketball.toml");
    desk.file("desk/verify/basketball.toml", &words.replace("\"off the bench\", ", ""));
    desk.file("desk/verify/report.html.j2", "<p>{{ files | length }} file of our desk</p>\n");
    let run = desk.fails(1, &["verify", "match.txt", "--feed", "game.json", "--templates", "desk"]);
    assert!(run.stdout.contains("match.txt: 3 contradicted"), "{}", run.stdout);
    let run = desk.fails(1, &["verify", "match.txt", "--feed", "game.json", "--templates", "desk", "--format", "html"]);
    assert_eq!(run.stdout, "<p>1 file of our desk</p>\n");
    desk.file("desk/leagues/nba.toml", "[[team]]\nplace = 1\n");
    let run = desk.fails(2, &["verify", "match.txt", "--feed", "game.json", "--templates", "desk"]);
    assert!(run.stderr.contains("template leagues/nba.toml is not of the expected shape"), "{}", run.stderr);
}
