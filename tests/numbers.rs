//! The numbers of the README, counted from what is there: `cargo test --test numbers -- --nocapture` prints them.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::indexing_slicing, reason = "a test")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use stringer::verify::RULES;

/// All files with this ending below a folder.
fn files(below: &Path, extension: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![below.to_owned()]);
    while let Some(at) = open.pop() {
        for path in std::fs::read_dir(&at).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Whether a file holds tests alone.
fn of_tests(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let folder = path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests")));
    folder || name.contains("tests") || ["sample", "mutation"].contains(&name.as_str())
}

#[derive(Default)]
struct Lines {
    code: usize,
    comments: usize,
    tests: usize,
}

/// Lines that are not blank: code, comments, and what stands under `#[cfg(test)]` or in files of tests.
fn lines(path: &Path) -> Lines {
    let text = std::fs::read_to_string(path).unwrap();
    let mut counted = Lines::default();
    let mut testing = of_tests(path);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        testing |= line == "mod tests {";
        match (testing, line.starts_with("//")) {
            (true, _) => counted.tests += 1,
            (false, true) => counted.comments += 1,
            (false, false) => counted.code += 1,
        }
    }
    counted
}

/// Tests in a file: functions under `#[test]`, those in `proptest!` among them.
fn tests_in(path: &Path) -> usize {
    std::fs::read_to_string(path).unwrap().lines().filter(|line| line.trim() == "#[test]").count()
}

fn median(numbers: &mut [usize]) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}

fn spread(name: &str, mut numbers: Vec<usize>) {
    let middle = median(&mut numbers);
    println!("{name}: median {middle} ({} to {}), {} articles", numbers.first().unwrap(), numbers.last().unwrap(), numbers.len());
}

#[test]
fn code_and_tests_per_module() {
    let root = common::root();
    let mut modules: BTreeMap<String, Lines> = BTreeMap::new();
    for path in files(&root.join("src"), "rs") {
        let module = path.strip_prefix(root.join("src")).unwrap().components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let (counted, entry) = (lines(&path), modules.entry(module.trim_end_matches(".rs").to_owned()).or_default());
        entry.code += counted.code;
        entry.comments += counted.comments;
        entry.tests += counted.tests;
    }
    println!("module       code  comments  tests");
    for (name, one) in &modules {
        println!("{name:10} {:6} {:9} {:6}", one.code, one.comments, one.tests);
    }
    let total = modules.values().map(|one| one.code).sum::<usize>();
    let unit: usize = files(&root.join("src"), "rs").iter().map(|path| tests_in(path)).sum();
    let outside: BTreeMap<String, usize> = files(&root.join("tests"), "rs")
        .iter()
        .map(|path| (path.strip_prefix(root.join("tests")).unwrap().to_string_lossy().into_owned(), tests_in(path)))
        .filter(|(_, count)| *count > 0)
        .collect();
    println!(
        "{total} lines of code in {} modules; {unit} tests beside the code, {} in tests/: {outside:?}",
        modules.len(),
        outside.values().sum::<usize>()
    );
    assert!(total > 10_000 && unit > 500 && outside.values().sum::<usize>() > 40);
}

#[test]
fn facts_words_and_rules_of_the_fixtures() {
    let (mut facts, mut words, mut strings, mut decided) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut ever: BTreeSet<String> = BTreeSet::new();
    for path in files(&common::root().join("fixtures"), "json").into_iter().filter(|path| path.file_name().unwrap() == "article.json") {
        let article: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let sentences: Vec<&serde_json::Value> =
            article["body"].as_array().unwrap().iter().flat_map(|paragraph| paragraph["sentences"].as_array().unwrap()).collect();
        facts.push(article["facts"].as_array().unwrap().len());
        words.push(sentences.iter().map(|one| one["text"].as_str().unwrap().split_whitespace().count()).sum());
        strings.extend(sentences.iter().map(|one| usize::try_from(one["strings"].as_u64().unwrap()).unwrap()));
        let rules = article["verdict"]["decided"].as_array().unwrap();
        decided.push(rules.len());
        ever.extend(rules.iter().map(|rule| rule.as_str().unwrap().to_owned()));
    }
    assert!(facts.len() >= 12, "only {} articles", facts.len());
    spread("facts in a recap", facts);
    spread("words of body", words);
    spread(&format!("rules decided, of {} in the verifier", RULES.len()), decided);
    let known: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    println!("rules decided in some recap: {}; in none: {:?}", ever.len(), known.difference(&ever).collect::<Vec<_>>());
    let wide = strings.iter().filter(|count| **count >= 20).count();
    println!(
        "strings open to a body sentence: median {}, {} of {} have 20 or more, most {}",
        median(&mut strings),
        wide,
        strings.len(),
        strings.last().unwrap()
    );
    guide(&known);
    assert!(ever.is_subset(&known));
}

/// Which rules of the guide the verifier has; the guide lies beside the checkout.
fn guide(known: &BTreeSet<String>) {
    let Ok(text) = std::fs::read_to_string(common::root().join("../shared/guides/journalism.md")) else {
        println!("skipped: ../shared/guides is not there");
        return;
    };
    let is_id = |word: &str| {
        let (letter, number) = word.split_at_checked(1).unwrap_or_default();
        ["F", "C", "S", "Q", "P"].contains(&letter) && number.parse::<u32>().is_ok_and(|n| n > 0)
    };
    // A rule is introduced by its id and how grave it is: "F1 E", "S3 W".
    let words: Vec<&str> = text.split_whitespace().collect();
    let heads = words.windows(2).filter(|pair| is_id(pair[0]) && pair[1].starts_with(['E', 'W']) && pair[1].len() <= 3);
    let rules: BTreeSet<String> = heads.map(|pair| pair[0].to_owned()).collect();
    let ours: Vec<&String> = rules.intersection(known).collect();
    println!(
        "rules of the guide: {}; in the verifier: {}; not: {:?}",
        rules.len(),
        ours.len(),
        rules.difference(known).collect::<Vec<_>>()
    );
}
