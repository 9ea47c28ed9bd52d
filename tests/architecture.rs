//! The modules stand in the order of the flow, each uses only what stands above it, and libraries stay where they belong.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Modules in the order of the flow.
const ORDER: [&str; 16] = [
    "english", "net", "event", "lexicon", "feed", "facts", "plan", "grammar", "lm", "draft", "verify", "article", "render", "publish",
    "pipeline", "cli",
];

/// What a module may not use although it stands above.
const FORBIDDEN: [(&str, &[&str]); 2] =
    [("verify", &["plan", "grammar", "lm", "draft"]), ("lm", &["event", "feed", "facts", "plan", "grammar"])];

/// Crates that one or two modules alone may name.
const CRATES: [(&str, &[&str]); 13] = [
    ("rayon", &["lm"]),
    ("candle_core", &["lm"]),
    ("tokenizers", &["lm"]),
    ("reqwest", &["net"]),
    ("rustls", &["net"]),
    ("zip", &["net"]),
    ("minijinja", &["render"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("signal_hook", &["cli"]),
    ("indicatif", &["cli"]),
    ("roxmltree", &["feed"]),
    ("csv", &["feed"]),
];

/// Most lines of a file.
const MOST_LINES: usize = 500;

fn files() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let mut found: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for module in ORDER {
        let mut open = vec![common::root().join("src").join(module)];
        while let Some(at) = open.pop() {
            for entry in std::fs::read_dir(&at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    found.entry(module.to_owned()).or_default().push((path, text));
                }
            }
        }
    }
    found
}

/// The code of a file without comments and without what follows `#[cfg(test)]`.
fn code(path: &Path, text: &str) -> String {
    let name = path.file_stem().unwrap().to_string_lossy();
    let of_tests = path.components().any(|part| part.as_os_str() == "tests");
    if of_tests || name.contains("tests") || name == "sample" || name == "mutation" {
        return String::new();
    }
    let body = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_module_uses_only_what_stands_above_it() {
    let mut wrong = Vec::new();
    for (module, files) in files() {
        let place = ORDER.iter().position(|name| *name == module).unwrap();
        let forbidden = FORBIDDEN.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, names)| names);
        for (path, text) in files {
            let code = code(&path, &text);
            for (index, other) in ORDER.iter().enumerate() {
                let used = code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};"));
                if used && (index > place || forbidden.contains(other)) {
                    wrong.push(format!("{} uses {other}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_in_the_modules_that_own_them() {
    let mut wrong = Vec::new();
    for (module, files) in files() {
        for (path, text) in files {
            let code = code(&path, &text);
            for (library, owners) in CRATES {
                if !owners.contains(&module.as_str()) && code.contains(&format!("{library}::")) {
                    wrong.push(format!("{} names {library}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_module_alone_is_unsafe() {
    let word = ["un", "safe"].concat();
    let is_unsafe = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word);
    let files = files().into_values().flatten().filter(|(path, text)| is_unsafe(&code(path, text)));
    let found: Vec<PathBuf> = files.map(|(path, _)| path.strip_prefix(common::root()).unwrap().to_path_buf()).collect();
    assert_eq!(found, [Path::new("src/lm/kernels/x86.rs")]);
}

#[test]
fn no_file_is_too_long() {
    let long = files().into_values().flatten().filter(|(_, text)| text.lines().count() > MOST_LINES);
    let long: Vec<String> = long.map(|(path, text)| format!("{}: {}", path.display(), text.lines().count())).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_modules_of_the_library_stand_in_the_order_of_the_flow() {
    let text = std::fs::read_to_string(common::root().join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ORDER);
}
