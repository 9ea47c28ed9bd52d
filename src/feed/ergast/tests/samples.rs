//! Every collected sample decodes, or is refused for the right reason.

use super::decode_bytes;
use crate::feed::FeedErrorKind::{self, Contradiction, Incomplete, NotAResult, Unsupported};

/// Number of events, or the kind and a word of the refusal.
type Outcome = Result<usize, (FeedErrorKind, &'static str)>;

const SAMPLES: [(&str, Outcome); 27] = [
    ("ergast/jolpica_1999__limit40.json", Err((NotAResult, "season schedule"))),
    ("ergast/jolpica_1999_drivers__limit40.json", Err((NotAResult, "list of drivers"))),
    ("ergast/jolpica_2004_1_qualifying__limit40.json", Err((NotAResult, "qualifying"))),
    ("ergast/jolpica_2015_16_qualifying__limit40.json", Err((NotAResult, "qualifying"))),
    ("ergast/jolpica_2018__limit40.json", Err((NotAResult, "season schedule"))),
    ("ergast/jolpica_2021_11_sprint__limit40.json", Err((NotAResult, "empty"))),
    ("ergast/jolpica_2021_12_laps__limit100.json", Err((NotAResult, "lap times"))),
    ("ergast/jolpica_2021_12_results__limit40.json", Ok(1)),
    ("ergast/jolpica_2021_circuits__limit40.json", Err((NotAResult, "list of circuits"))),
    ("ergast/jolpica_2021_last_constructorStandings__limit40.json", Err((NotAResult, "constructor standings"))),
    ("ergast/jolpica_2023_13_qualifying.json", Err((NotAResult, "qualifying"))),
    ("ergast/jolpica_2023_18_pitstops.json", Err((NotAResult, "pit stops"))),
    ("ergast/jolpica_2023_22_constructorstandings.json", Err((NotAResult, "constructor standings"))),
    ("ergast/jolpica_2023_22_driverstandings.json", Err((NotAResult, "driver standings"))),
    ("ergast/jolpica_2023_9_results_austria.json", Ok(1)),
    ("ergast/jolpica_2023_results_all_second_places.json", Err((Incomplete, "position"))),
    ("ergast/jolpica_2023_results_page1_limit30.json", Ok(1)),
    ("ergast/jolpica_2023_schedule.json", Err((NotAResult, "season schedule"))),
    ("ergast/jolpica_2023_sprint.json", Err((Contradiction, "worse mark"))),
    ("ergast/jolpica_2023_status.json", Err((NotAResult, "status counts"))),
    ("ergast/jolpica_2025_2_sprint__limit40.json", Ok(1)),
    ("ergast/jolpica_2025__limit40.json", Err((NotAResult, "season schedule"))),
    ("ergast/jolpica_empty_2023_99.json", Err((NotAResult, "empty"))),
    ("ergast/jolpica_piquet_jr_results.json", Err((Incomplete, "driverId"))),
    ("jolpica-v2/results-round_0hYZFLEe-R.json", Ok(1)),
    ("jolpica-v2/results-round_0hYZFLEe-Q.json", Err((NotAResult, "qualifying"))),
    ("jolpica-v2/2025_22_las_vegas_disqualification_patch.json", Err((Unsupported, "patch"))),
];

fn samples(folder: &str) -> Option<Vec<String>> {
    let path = format!("{}/../shared/feeds/{folder}", env!("CARGO_MANIFEST_DIR"));
    let Ok(entries) = std::fs::read_dir(&path) else {
        println!("skipped: the samples of {folder} are not there");
        return None;
    };
    let mut names: Vec<String> = entries.map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap())).collect();
    names.sort();
    Some(names)
}

fn outcome(name: &str) -> Result<usize, (FeedErrorKind, String)> {
    let path = format!("{}/../shared/feeds/{name}", env!("CARGO_MANIFEST_DIR"));
    let decoded = decode_bytes(&std::fs::read(path).unwrap()).map_err(|error| (error.kind, error.to_string()))?;
    assert!(decoded.events.iter().all(|event| event.check().is_empty()));
    Ok(decoded.events.len())
}

#[test]
fn every_sample_decodes_or_is_refused_for_the_right_reason() {
    for folder in ["ergast", "jolpica-v2", "ergast-derived"] {
        for name in samples(folder).unwrap_or_default() {
            let found = outcome(&name);
            let listed = SAMPLES.iter().find(|(sample, _)| *sample == name).map(|(_, outcome)| *outcome);
            let expected = listed.unwrap_or(match folder {
                "ergast" => Err((NotAResult, "lap times")),
                "jolpica-v2" => Err((Unsupported, "patch")),
                _ => Ok(1),
            });
            match (&found, expected) {
                (Ok(count), Ok(wanted)) => assert_eq!(*count, wanted, "{name}"),
                (Err((kind, text)), Err((wanted, word))) => assert!(*kind == wanted && text.contains(word), "{name}: {text}"),
                _ => panic!("{name}: {found:?} in the place of {expected:?}"),
            }
        }
    }
}

#[test]
fn feeds_of_matches_are_refused_as_such() {
    for folder in ["espn-scoreboard", "openfootball"] {
        for name in samples(folder).unwrap_or_default() {
            let (kind, text) = outcome(&name).unwrap_err();
            assert!(kind == Unsupported && text.contains("matches are not supported"), "{name}: {text}");
        }
    }
}
