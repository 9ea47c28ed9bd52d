//! Whole tables: our fixtures, traps and hostile input.

use super::*;
use crate::event::{Competitor, Event, Gap, Gender, Irm, Mark, Sport, UnitKind};
use crate::feed::FeedErrorKind;
use std::path::Path;

const EVENT: &str = "# name: Mill Mile\n# sport: running\n# state: official\n";

fn decoded(csv: &str) -> Result<Event, FeedError> {
    decode(&Input::new(csv.as_bytes(), "feed.csv"), None).map(|decoded| decoded.events.into_iter().next().unwrap())
}

fn race(csv: &str) -> Result<Event, FeedError> {
    decoded(&format!("{EVENT}{csv}"))
}

pub(super) fn fixture(case: &str) -> (Vec<u8>, String, Option<Vec<u8>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/table").join(case);
    let name = ["feed.csv", "feed.tsv", "feed.json"].into_iter().find(|name| folder.join(name).exists()).unwrap();
    (std::fs::read(folder.join(name)).unwrap(), name.to_owned(), std::fs::read(folder.join("map.toml")).ok())
}

fn of_fixture(case: &str) -> Result<Event, FeedError> {
    let (bytes, name, map) = fixture(case);
    let map = map.map(|map| parse_map(&Input::new(&map, "map.toml")).unwrap());
    decode(&Input::new(&bytes, &name), map.as_ref()).map(|decoded| decoded.events.into_iter().next().unwrap())
}

#[test]
fn a_local_road_race_has_a_tie_two_of_one_surname_and_rows_without_a_finish() {
    let event = of_fixture("harbour-10k").unwrap();
    assert_eq!((event.name.as_str(), event.sport, event.kind), ("Harbour 10K", Sport::Running, UnitKind::Race));
    assert_eq!(event.id, "tag:stringer,2024:table/brackwater/2025/harbour-10k");
    assert_eq!(event.day.map(|day| (day.year, day.month, day.day)), Some((2025, 5, 4)));
    let tied: Vec<&str> = event.rows.iter().filter(|row| row.tied).map(|row| row.competitor.full()).collect();
    assert_eq!(tied, ["Hamish O'Hara", "Priya Raman"]);
    assert_eq!((event.rows[9].irm, event.rows[10].irm), (Some(Irm::Dnf), Some(Irm::Dns)));
    assert_eq!(event.rows.iter().filter(|row| row.competitor.short() == "Pryce").count(), 2);
    let Competitor::Athlete(first) = &event.rows[0].competitor else { panic!() };
    assert_eq!((first.id.as_str(), first.gender), ("14", Some(Gender::Women)));
    assert_eq!(event.rows[2].cells["mark"].at, "row=3;col=Time");
    assert_eq!(event.rows[2].team.as_ref().unwrap().name, "Llanfair AC");
    assert_eq!(event.warnings, Vec::<String>::new());
}

#[test]
fn german_headers_decimal_commas_and_statuses_in_the_column_of_times_are_read() {
    let event = of_fixture("kreuztal-slalom").unwrap();
    assert_eq!(event.rows[0].mark.unwrap(), Mark::time(102_380, 2));
    assert_eq!(event.rows[1].gap, Some(Gap::Mark(Mark::time(30, 2))));
    let irms: Vec<Option<Irm>> = event.rows.iter().skip(5).map(|row| row.irm).collect();
    assert_eq!(irms, [Some(Irm::Dnf), Some(Irm::Dsq), Some(Irm::Dns)]);
    assert_eq!(event.rows[0].nation.as_ref().unwrap().name, "Austria");
    assert_eq!(event.rows[0].points.unwrap().value, 100_000);
    assert_eq!(event.cells["name"].at, "/event/name");
}

#[test]
fn a_bunch_with_the_same_time_keeps_its_places() {
    let event = of_fixture("colle-verde-classic").unwrap();
    assert_eq!((event.rows[0].mark, event.rows[2].mark), (Some(Mark::time(15_127_000, 0)), Some(Mark::time(15_127_000, 0))));
    assert_eq!((event.rows[1].rank, event.rows[1].competitor.full()), (Some(2), "Wout De Clercq"));
    assert_eq!((event.rows[6].irm, event.rows[6].rank), (Some(Irm::OverTimeLimit), None));
    assert_eq!(event.rows[4].cells["mark"].at, "/4/time");
    assert_eq!(event.rows[4].competitor.full(), "Bram van der Linde");
    assert_eq!(event.rows[1].cells["mark"].raw, "s.t.");
}

#[test]
fn a_table_without_an_event_says_what_to_put_where() {
    let error = of_fixture("no-event-name").unwrap_err();
    let all = error.to_string();
    for word in ["no name", "no sport", "no state", "[event]", "# name: Harbour 10K"] {
        assert!(all.contains(word), "{all}");
    }
    let error = race("Name,Club\nA B,C\n").unwrap_err();
    assert!(error.to_string().contains("ranks or marks") && error.to_string().contains("[columns] rank"), "{error}");
    let error = race("Pos,Time\n1,3:50\n").unwrap_err();
    assert!(error.to_string().contains("[columns] name"), "{error}");
}

#[test]
fn the_table_and_the_map_must_not_contradict_each_other() {
    let map = parse_map(&Input::new(b"[event]\nname = \"Other Mile\"", "map.toml")).unwrap();
    let csv = format!("{EVENT}Pos,Name,Time\n1,A B,3:50\n");
    let error = decode(&Input::new(csv.as_bytes(), "t"), Some(&map)).unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Contradiction, Some("line 1 and /event/name")));
}

#[test]
fn equal_ranks_need_equal_marks_or_a_flag() {
    assert_eq!(race("Pos,Name,Time\n1,A B,3:50\n1,C D,3:51\n").unwrap_err().kind, FeedErrorKind::Contradiction);
    assert_eq!(race("Pos,Name,Time\n1,A B,3:50\n1,C D,3:50\n3,E F,3:52\n").unwrap().winners().len(), 2);
    assert_eq!(race("Pos,Name,Time\n1,A B,3:50\n1,C D,3:50\n2,E F,3:52\n").unwrap_err().kind, FeedErrorKind::Incomplete);
}

#[test]
fn missing_ranks_and_wrong_orders_are_refused_with_their_cells() {
    let error = race("Pos,Name,Time\n1,A B,3:50\n3,C D,3:51\n").unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Incomplete, Some("row=2;col=Pos")));
    let error = race("Pos,Name,Time\n1,A B,3:55\n2,C D,3:51\n").unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Contradiction, Some("row=1;col=Time and row=2;col=Time")));
    let error = race("Pos,Name,Time,Gap\n1,A B,3:50,\n2,C D,3:51,+0:05\n").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
}

#[test]
fn without_ranks_the_marks_give_the_order_and_a_note() {
    let event = race("Name,Time\nA B,3:52\nC D,3:50\nE F,3:52\nG H,DNF\n").unwrap();
    let ranks: Vec<Option<u32>> = event.rows.iter().map(|row| row.rank).collect();
    assert_eq!(ranks, [Some(2), Some(1), Some(2), None]);
    assert!(event.warnings.iter().any(|note| note.contains("worked out")));
}

#[test]
fn zero_stands_for_a_missing_time() {
    assert!(race("Pos,Name,Time\n1,A B,0:00:00\n").unwrap_err().message.contains("zero"));
    assert_eq!(race("Pos,Name,Time\n1,A B,3:50\nDNF,C D,0:00\n").unwrap().rows[1].mark, None);
}

#[test]
fn two_of_one_name_get_ids_of_their_own() {
    let event = race("Pos,Name,Time\n1,Tom Field,3:50\n2,Tom Field,3:51\n").unwrap();
    assert_eq!((event.rows[0].competitor.id(), event.rows[1].competitor.id()), ("tom-field", "tom-field-2"));
}

#[test]
fn a_table_of_teams_has_teams_as_competitors() {
    let event = race("Pos,Team,Time\n1,Vale Runners,12:03\n2,Llanfair AC,12:10\n").unwrap();
    assert!(!event.individual);
    assert_eq!(event.rows[0].competitor.full(), "Vale Runners");
}

#[test]
fn splits_come_from_a_map() {
    let map = b"[event]\nname = \"Mill Half\"\nsport = \"running\"\nstate = \"official\"\n[[split]]\ncolumn = \"10 km\"\nlabel = \"10 kilometres\"\n";
    let map = parse_map(&Input::new(map, "map.toml")).unwrap();
    let table = |value: &str| format!("Pos,Name,10 km,Time\n1,A B,{value},1:05:00\n");
    let event = decode(&Input::new(table("31:02").as_bytes(), "t"), Some(&map)).unwrap().events.remove(0);
    assert_eq!(event.rows[0].splits[0].label.as_deref(), Some("10 kilometres"));
    assert_eq!(event.rows[0].cells["split:10km"].at, "row=1;col=10 km");
    assert!(decode(&Input::new(b"Pos,Name,Time\n1,A B,3:50\n", "t"), Some(&map)).is_err());
}

#[test]
fn a_day_needs_a_date_and_a_zone() {
    let day = |lines: &str| decoded(&format!("{EVENT}{lines}Pos,Name,Time\n1,A B,3:50\n")).map(|event| event.day.is_some());
    assert!(day("# date: 2025-02-28\n# zone: Europe/Oslo\n").unwrap());
    assert!(!day("# date: 2025-02-28\n").unwrap());
    assert!(day("# date: 2025-02-30\n# zone: Europe/Oslo\n").is_err());
    assert!(day("# date: 28.02.2025\n").is_err());
    assert!(day("# date: 2025-02-28\n# zone: Europe/Atlantis\n").is_err());
}

#[test]
fn hostile_names_and_unknown_words_are_refused_with_their_cell() {
    for name in ["<b>Tom</b>", "=HYPERLINK(1)", "Tom\u{202e}", "{{name}}", "https://x.org"] {
        let error = race(&format!("Pos,Name,Time\n1,{name},3:50\n")).unwrap_err();
        assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Value, Some("row=1;col=Name")), "{name}");
    }
    assert_eq!(race("Pos,Name,Time\n1,A B,quick\n").unwrap_err().pointer.as_deref(), Some("row=1;col=Time"));
    assert!(race("Pos,Name,Time,Status\n1,A B,3:50,tired\n").unwrap_err().message.contains("no status"));
    assert_eq!(race("Pos,Name,Time,Status\nDNF,A B,,DNS\n").unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn every_problem_of_a_table_is_told_at_once() {
    let error = race("Pos,Name,Time\n1,A B,quick\nx,C D,3:50\n3,<i>,3:51\n").unwrap_err();
    assert_eq!(error.flatten().len(), 3);
}

#[test]
fn mutated_tables_never_panic_and_decode_only_to_consistent_events() {
    let (mut tried, mut good) = (0, 0);
    for case in ["harbour-10k", "kreuztal-slalom", "colle-verde-classic", "no-event-name"] {
        let (bytes, name, map) = fixture(case);
        let map = map.map(|map| parse_map(&Input::new(&map, "map.toml")).unwrap());
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..600 {
            let mutated = crate::feed::mutated(&bytes, &mut state);
            tried += 1;
            if let Ok(decoded) = decode(&Input::new(&mutated, &name), map.as_ref()) {
                assert!(decoded.events.iter().all(|event| event.check().is_empty()));
                good += 1;
            }
        }
    }
    assert!(good > tried / 20 && good < tried, "{good} of {tried}");
}

#[derive(serde::Deserialize)]
struct Expect {
    outcome: String,
    #[serde(default)]
    order: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Case {
    with: Vec<String>,
}

#[test]
fn every_fixture_is_recognised_and_decodes_in_its_expected_order() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/table");
    for case in ["harbour-10k", "kreuztal-slalom", "colle-verde-classic", "no-event-name"] {
        let text = |name: &str| std::fs::read_to_string(root.join(case).join(name)).unwrap();
        let (given, expect): (Case, Expect) = (toml::from_str(&text("case.toml")).unwrap(), toml::from_str(&text("expect.toml")).unwrap());
        let (bytes, name, _) = fixture(case);
        let beside: Vec<String> = given.with.iter().map(|name| text(name)).collect();
        let with: Vec<Input<'_>> = beside.iter().zip(&given.with).map(|(text, name)| Input::new(text.as_bytes(), name)).collect();
        let decoded = crate::feed::decode(&Input::new(&bytes, &name), &with);
        if expect.outcome == "refused" {
            assert!(decoded.is_err(), "{case}");
            continue;
        }
        let event = decoded.unwrap().events.remove(0);
        let order: Vec<&str> = event.ranked().iter().take(6).map(|row| row.competitor.full()).collect();
        assert_eq!(order, expect.order, "{case}");
        assert_eq!(event.warnings, Vec::<String>::new(), "{case}");
        assert!(event.rows.iter().all(|row| row.mark.is_none() || row.cells.contains_key("mark")));
    }
}

#[test]
fn real_tables_that_are_no_race_say_what_is_missing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/olympics-csv/paris2024_medallists.csv");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: no sample paris2024_medallists.csv beside the project");
        return;
    };
    let map = b"[event]\nname = \"x\"\nsport = \"other\"\nstate = \"official\"\n";
    let map = parse_map(&Input::new(map, "map.toml")).unwrap();
    let error = decode(&Input::new(&bytes, "medallists.csv"), Some(&map)).unwrap_err();
    assert!(error.message.contains("ranks or marks"), "{error}");
}

#[test]
fn a_second_column_of_marks_is_noted() {
    let event = race("Pos,Name,Distance,Time\n1,A B,10 km,33:00\n").unwrap();
    assert_eq!(event.rows[0].mark, Some(Mark::time(1_980_000, 0)));
    assert!(event.warnings.iter().any(|note| note.contains("Distance")));
}

#[test]
fn prose_is_no_table() {
    let prose = b"This folder holds the results\nof the meeting, all of it, and more\n";
    let error = crate::feed::decode(&Input::new(prose, "README.txt"), &[]).unwrap_err();
    assert!(error.message.contains("text, not a table"), "{error}");
}
