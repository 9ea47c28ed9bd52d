//! Planted errors: fixture articles with one error at a time, in twelve classes, and how many the verifier finds at the right place.
//!
//! A sample of each class by a fixed seed; `STRINGER_PLANTED=all` takes every plant. `tests/verify_planted/floors.toml` holds the
//! shares, in tenths of a percent, below which the test fails; they only rise. `-- --nocapture` shows the table.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot be set up has to fail"
)]
#![allow(missing_docs, missing_debug_implementations, reason = "a test")]

#[path = "common/foreign.rs"]
mod foreign;
#[path = "verify_planted/case.rs"]
mod case;
#[path = "verify_planted/oracle.rs"]
mod oracle;
#[path = "verify_planted/plants.rs"]
mod plants;

use case::Case;
use foreign::Reader;
use plants::{CLASSES, Plant};
use std::collections::BTreeMap;
use std::path::Path;

/// Plants of each class in the sample.
const SAMPLE: usize = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A number that spreads: the same for the same plant.
fn spread(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Whether a finding is at the planted place.
fn found(reader: &Reader, case: &Case, plant: &Plant) -> Result<(), String> {
    let text = format!("{}{}{}", &case.text[..plant.at.start], plant.new, &case.text[plant.at.end..]);
    let place = plant.at.start..plant.at.start + plant.new.len();
    let report = reader.check(&case.event, &text);
    let spots = || report.findings().flat_map(|finding| &finding.spots);
    if spots().any(|spot| spot.span.start < place.end && place.start < spot.span.end) {
        return Ok(());
    }
    let sentence = report.sentences.iter().find(|sentence| sentence.span.start < place.end && place.start < sentence.span.end);
    let said: Vec<String> = spots().map(|spot| spot.text.clone()).collect();
    Err(format!(
        "{}: {:?} -> {:?} in \"{}\", found {said:?}",
        case.name,
        &case.text[plant.at.clone()],
        plant.new,
        sentence.map_or("", |one| one.text.as_str())
    ))
}

#[test]
fn untouched_articles_give_no_finding() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for case in case::cases(root()) {
        let report = reader.check(&case.event, &case.text);
        wrong.extend(report.findings().map(|finding| format!("{}: {} \"{}\": {}", case.name, finding.rule, finding.text, finding.reason)));
        let open: Vec<&str> = report.sentences.iter().filter(|one| !one.whole).map(|one| one.text.as_str()).collect();
        assert!(open.is_empty(), "{}: our own copy is read whole: {open:?}", case.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn planted_errors_are_found_at_their_place() {
    let reader = Reader::new();
    let cases = case::cases(root());
    let floors: BTreeMap<String, usize> = toml::from_str(include_str!("verify_planted/floors.toml")).unwrap();
    let everything = std::env::var_os("STRINGER_PLANTED").is_some_and(|value| value == "all");
    let mut below = Vec::new();
    println!("class         plants  counted out  tried  found  share");
    for class in CLASSES {
        let mut all: Vec<(&Case, Plant)> = Vec::new();
        let mut out = 0;
        for case in &cases {
            let (plants, unconfirmed) = plants::plants(case, class);
            out += unconfirmed;
            all.extend(plants.into_iter().map(|plant| (case, plant)));
        }
        let there = all.len();
        let mut order: Vec<usize> = (0..there).collect();
        order.sort_by_key(|at| spread(u64::try_from(*at).unwrap()));
        let tried: Vec<&(&Case, Plant)> =
            order.iter().take(if everything { there } else { SAMPLE.min(there) }).filter_map(|at| all.get(*at)).collect();
        let misses: Vec<String> = tried.iter().filter_map(|(case, plant)| found(&reader, case, plant).err()).collect();
        let hits = tried.len() - misses.len();
        let share = hits * 1000 / tried.len().max(1);
        println!("{class:<12} {there:>7} {out:>12} {:>6} {hits:>6} {:>5}.{}%", tried.len(), share / 10, share % 10);
        for miss in &misses {
            println!("    {miss}");
        }
        let floor = floors.get(class).copied().unwrap_or(1000);
        if share < floor {
            below.push(format!("{class}: {share} of a thousand, the floor is {floor}\n{}", misses.join("\n")));
        }
        if there < 200 {
            below.push(format!("{class}: {there} plants are too few to measure"));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
