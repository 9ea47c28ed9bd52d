//! Tests of the Ergast decoder on the collected samples.

use crate::event::{Gap, Grid, Irm};
use crate::feed::{Decoded, FeedError, Input, decode};

fn sample(name: &str) -> Option<Result<Decoded, FeedError>> {
    let path = format!("{}/../shared/feeds/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: {name} is not there");
        return None;
    };
    Some(decode(&Input::new(&bytes, name), &[]))
}

#[test]
fn a_disqualified_winner_is_out_and_gaps_are_from_the_new_one() {
    let Some(decoded) = sample("ergast-derived/2024-14-belgium.json") else { return };
    let decoded = decoded.unwrap();
    let event = decoded.events.first().unwrap();
    assert_eq!(event.name, "Belgian Grand Prix");
    assert_eq!(event.id, "tag:stringer,2024:ergast/2024/14/race");
    let winner = event.winners()[0];
    assert_eq!(winner.competitor.full(), "Lewis Hamilton");
    assert_eq!(winner.mark.unwrap().clock(), "1:19:57.566");
    let second = event.ranked()[1];
    assert!(matches!(second.gap, Some(Gap::Mark(gap)) if gap.clock() == "0.647"));
    assert_eq!(event.ranked()[2].grid, Some(Grid::Place(1)));
    assert_eq!(event.row("george_russell").unwrap().irm, Some(Irm::Dsq));
    assert_eq!(event.source.commercial, Some(true));
}

#[test]
fn survey() {
    for folder in ["ergast", "ergast-derived", "jolpica-v2", "espn-scoreboard", "openfootball", "sportsml", "odf", "lenex", "mlb-statsapi", "nhl-api-web", "hockeytech", "iof-xml", "ibu", "nba-stats"] {
        let path = format!("{}/../shared/feeds/{folder}", env!("CARGO_MANIFEST_DIR"));
        let Ok(dir) = std::fs::read_dir(&path) else { continue };
        let mut names: Vec<String> = dir.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        for name in names {
            match sample(&format!("{folder}/{name}")) {
                Some(Ok(d)) => {
                    println!("OK {name}: {} events, {} refused", d.events.len(), d.refused.len());
                    for e in d.events { println!("   {} {:?} {:?} w={:?}", e.id, e.day, e.venue.city, e.warnings); }
                    for e in d.refused { println!("   - {e}"); }
                }
                Some(Err(e)) => println!("ERR {:?} {}", e.kind, e.to_string().lines().next().unwrap()),
                None => {}
            }
        }
    }
}
