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
