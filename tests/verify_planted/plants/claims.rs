//! Wrong predicates, denials, and claims to be the only one or the first.

use super::{Case, Row, capital, words};
use std::ops::Range;

/// What a predicate is replaced with: what must stand, what is put, and what makes the new one false of the row named before.
pub const PREDICATES: [(&str, &str, &str); 22] = [
    (" won ", " retired from ", "classified"),
    (" won ", " finished second in ", "not_second"),
    (" won ", " finished last in ", "not_last"),
    (" beat ", " lost to ", "winner"),
    (" beat ", " finished behind ", "winner"),
    (" crossed the line ", " finished third and crossed the line ", "not_third"),
    (" finished third", " finished first", "not_first"),
    (" finished third", " retired", "classified"),
    (" finished third", " won the event", "not_first"),
    (" retired.", " was disqualified.", "not_dsq"),
    (" retired.", " did not start.", "not_dns"),
    (" retired.", " finished.", "not_classified"),
    (" dropped out.", " was disqualified.", "not_dsq"),
    (" dropped out.", " was classified.", "not_classified"),
    (" was disqualified", " retired", "not_dnf"),
    (" did not start.", " retired.", "not_dnf"),
    (" did not start.", " was disqualified.", "not_dsq"),
    (" started from pole", " started from the pit lane", "on_grid"),
    (" started from the pit lane", " started from pole", "not_pole"),
    (" stopped twice", " stopped once", "not_one_stop"),
    (" set the fastest lap", " started from pole and set the fastest lap", "not_pole"),
    (" leads the championship", " is second in the championship", "leader"),
];

pub fn predicates(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &case.text[within.clone()];
    let mut found = Vec::new();
    for (old, new, _) in PREDICATES {
        for (at, _) in text.match_indices(old) {
            found.push((within.start + at..within.start + at + old.len(), new.to_owned()));
        }
    }
    found
}

pub fn negations(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    const VERBS: [(&str, &str); 14] = [
        ("won", "win"),
        ("beat", "beat"),
        ("finished", "finish"),
        ("retired", "retire"),
        ("started", "start"),
        ("earned", "earn"),
        ("set", "set"),
        ("stopped", "stop"),
        ("crossed", "cross"),
        ("took", "take"),
        ("ran", "run"),
        ("dead-heated", "dead-heat"),
        ("shared", "share"),
        ("equaled", "equal"),
    ];
    let mut found = Vec::new();
    for (range, word) in words(case, within) {
        if let Some((_, base)) = VERBS.iter().find(|(past, _)| *past == word) {
            found.push((range.clone(), format!("did not {base}")));
            found.push((range.clone(), format!("never {word}")));
            if base != &"beat" && base != &"set" {
                found.push((range.clone(), format!("failed to {base}")));
            }
        }
        if word == "was" || word == "were" {
            found.push((range.clone(), format!("{word} not")));
        }
    }
    found
}

pub fn only(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let people = case.json["individual"] == true;
    for row in case.rows.iter().filter(|row| row.irm.is_none() && row.rank.is_some()).take(6) {
        found.push(format!("Only {} finished.", row.full));
        found.push(format!("{} was the only one to finish.", row.full));
        if people {
            found.push(format!("Only {} was classified.", row.full));
        }
        if row.rank != Some(1) {
            found.push(format!("{} was first.", capital(&row.full)));
            found.push(format!("{} finished first.", capital(&row.full)));
        }
    }
    for row in case.rows.iter().filter(|row| row.irm.as_deref() == Some("dnf")).take(4) {
        found.push(format!("Only {} retired.", row.full));
        found.push(format!("{} was the only one to retire.", row.full));
    }
    found
}

/// A predicate of another row in a sentence of its own: the name is right, what is said of it is not.
pub fn statuses(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let unclear = |row: &Row| case.rows.iter().filter(|other| other.full == row.full).count() > 1;
    for row in case.rows.iter().filter(|row| !unclear(row)).take(6) {
        for said in ["was disqualified", "retired", "did not start", "finished last"] {
            found.push(format!("{} {said}.", capital(&row.full)));
        }
    }
    found
}
