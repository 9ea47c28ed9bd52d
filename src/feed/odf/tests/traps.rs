//! Traps of the format, one by one, and hostile input.

use super::*;

/// A small race whose parts can be replaced.
pub(super) fn message(header: &str, infos: &str, results: &str) -> String {
    let header = format!(
        "CompetitionCode=\"OG2016\" DocumentCode=\"ATHM800M--------------FNL-000100--\" DocumentType=\"DT_RESULT\" Date=\"2016-08-15\" {header}"
    );
    format!(
        "<OdfBody {header}><Competition><ExtendedInfos><UnitDateTime StartDate=\"2016-08-15T22:25:00-03:00\"/>{infos}</ExtendedInfos>{results}</Competition></OdfBody>"
    )
}

pub(super) const OFFICIAL: &str = "Version=\"3\" ResultStatus=\"OFFICIAL\" FeedFlag=\"P\"";

pub(super) fn row(order: u32, attributes: &str, inner: &str, given: &str, family: &str) -> String {
    format!(
        "<Result SortOrder=\"{order}\" {attributes}>{inner}<Competitor Code=\"{order}00\" Type=\"A\" Organisation=\"KEN\"><Composition><Athlete Code=\"{order}00\" Order=\"1\"><Description GivenName=\"{given}\" FamilyName=\"{family}\" Gender=\"M\" Organisation=\"KEN\"/></Athlete></Composition></Competitor></Result>"
    )
}

fn two(first: &str, second: &str) -> Result<Event, FeedError> {
    decoded(&message(OFFICIAL, "", &(row(1, first, "", "Tom", "FIELD") + &row(2, second, "", "Ben", "MILL"))))
}

pub(super) const FIRST: &str = "Rank=\"1\" Result=\"1:42.15\" ResultType=\"TIME\"";

fn one(attributes: &str, inner: &str) -> Result<Event, FeedError> {
    decoded(&message(OFFICIAL, "", &row(1, attributes, inner, "Tom", "FIELD")))
}

#[test]
fn a_test_message_carries_its_flag() {
    let test = OFFICIAL.replace("\"P\"", "\"T\"");
    assert!(decoded(&message(&test, "", &row(1, FIRST, "", "Tom", "FIELD"))).unwrap().test);
    assert!(!one(FIRST, "").unwrap().test);
    let neither = OFFICIAL.replace("\"P\"", "\"X\"");
    assert_eq!(decoded(&message(&neither, "", "")).unwrap_err().pointer.as_deref(), Some("/OdfBody/@FeedFlag"));
}

#[test]
fn every_status_below_unofficial_is_not_finished() {
    for status in ["START_LIST", "LIVE", "INTERMEDIATE", "PARTIAL", "UNCONFIRMED"] {
        let header = OFFICIAL.replace("OFFICIAL", status);
        let error = decoded(&message(&header, "", &row(1, FIRST, "", "Tom", "FIELD"))).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::NotAResult, "{status}");
    }
    let protested = OFFICIAL.replace("OFFICIAL", "PROTESTED");
    assert_eq!(decoded(&message(&protested, "", &row(1, FIRST, "", "Tom", "FIELD"))).unwrap().state, ResultState::Provisional);
    assert!(decoded(&message(&OFFICIAL.replace("OFFICIAL", "SURE"), "", "")).unwrap_err().message.contains("SURE"));
}

#[test]
fn rows_stand_in_sort_order_never_by_rank_or_document() {
    let results = row(2, "Rank=\"2\" Result=\"1:43.00\" ResultType=\"TIME\"", "", "Ben", "MILL") + &row(1, FIRST, "", "Tom", "FIELD");
    let event = decoded(&message(OFFICIAL, "", &results)).unwrap();
    assert_eq!(event.rows[0].competitor.full(), "Tom Field");
    assert_eq!(event.rows[0].cells["rank"].at, "/OdfBody/Competition/Result[2]/@Rank");
}

#[test]
fn a_time_that_contradicts_its_difference_refuses_the_unit() {
    let error = two(FIRST, "Rank=\"2\" Result=\"1:43.00\" ResultType=\"TIME\" Diff=\"+0.50\"").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert_eq!(error.pointer.as_deref(), Some("/OdfBody/Competition/Result[2]/@Diff and /OdfBody/Competition/Result[2]/@Result"));
    assert!(two(FIRST, "Rank=\"2\" Result=\"1:43.00\" ResultType=\"TIME\" Diff=\"+0.85\"").is_ok());
}

#[test]
fn a_missing_rank_is_a_missing_row() {
    let error = two(FIRST, "Rank=\"3\" Result=\"1:43.00\" ResultType=\"TIME\"").unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Incomplete, Some("/OdfBody/Competition/Result[2]/@Rank")));
    assert_eq!(one("Rank=\"2\" Result=\"1:43.00\" ResultType=\"TIME\"", "").unwrap_err().kind, FeedErrorKind::Incomplete);
}

#[test]
fn a_shared_rank_needs_equal_marks_or_the_flag() {
    let second = |flag: &str| format!("Rank=\"1\" {flag} Result=\"1:42.16\" ResultType=\"TIME\"");
    assert_eq!(two(FIRST, &second("")).unwrap_err().kind, FeedErrorKind::Contradiction);
    assert!(two(&format!("{FIRST} RankEqual=\"Y\""), &second("RankEqual=\"Y\"")).is_ok());
    assert!(two(FIRST, &second("").replace("1:42.16", "1:42.15")).is_ok());
}

#[test]
fn an_unknown_status_is_an_error_with_its_place() {
    let error = two(FIRST, "IRM=\"GONE\" ResultType=\"IRM\"").unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Value, Some("/OdfBody/Competition/Result[2]/@IRM")));
    assert_eq!(two(FIRST, "ResultType=\"IRM\"").unwrap_err().kind, FeedErrorKind::Contradiction);
    assert_eq!(two(FIRST, "ResultType=\"WEIGHT\" Rank=\"2\" Result=\"80\"").unwrap_err().kind, FeedErrorKind::Value);
}

#[test]
fn a_status_beside_a_mark_keeps_both_and_loses_the_rank() {
    let event = two(FIRST, "IRM=\"DQ\" ResultType=\"IRM_TIME\" Result=\"1:42.00\"").unwrap();
    assert_eq!((event.rows[1].irm, event.rows[1].rank, event.rows[1].mark), (Some(Irm::Dsq), None, Some(Mark::time(102_000, 2))));
    assert_eq!(
        two(FIRST, "Rank=\"2\" IRM=\"DQ\" ResultType=\"IRM_TIME\" Result=\"1:43.00\"").unwrap_err().kind,
        FeedErrorKind::Contradiction
    );
}

#[test]
fn zero_is_a_missing_time() {
    assert!(two(FIRST, "Rank=\"2\" Result=\"0.00\" ResultType=\"TIME\"").unwrap_err().message.contains("zero"));
}

#[test]
fn places_still_to_be_filled_are_refused() {
    for code in ["TBD", "NOCOMP", "BYE"] {
        let results = row(1, FIRST, "", "Tom", "FIELD").replace("\"100\"", &format!("\"{code}\""));
        assert_eq!(decoded(&message(OFFICIAL, "", &results)).unwrap_err().kind, FeedErrorKind::Incomplete, "{code}");
    }
}

#[test]
fn a_pending_photo_finish_or_an_unchecked_row_is_provisional_and_noted() {
    for flag in ["PhotoFinish=\"P\"", "Unchecked=\"Y\""] {
        let event = one(&format!("{FIRST} {flag}"), "").unwrap();
        assert_eq!(event.state, ResultState::Provisional);
        assert!(event.warnings.iter().any(|note| note.contains("provisional")));
    }
    assert_eq!(one(&format!("{FIRST} PhotoFinish=\"E\""), "").unwrap().state, ResultState::Official);
}

#[test]
fn unknown_elements_and_attributes_are_noted_once() {
    let inner = "<Mood/><Mood/><ExtendedResults><ExtendedResult Type=\"ER\" Code=\"KARMA\" Value=\"1\"/><ExtendedResult Type=\"ER\" Code=\"KARMA\" Value=\"2\"/></ExtendedResults>";
    let event = one(&format!("{FIRST} Shoes=\"red\""), inner).unwrap();
    let count = |word: &str| event.warnings.iter().filter(|note| note.contains(word)).count();
    assert_eq!((count("Mood"), count("Shoes"), count("KARMA")), (1, 1, 1));
    assert!(event.warnings.iter().any(|note| note.contains("/OdfBody/Competition/Result[1]/@Shoes")), "{:?}", event.warnings);
}

#[test]
fn splits_that_fall_or_miss_the_result_are_contradictions() {
    let inner = |first: &str, last: &str| {
        format!(
            "<ExtendedResults><ExtendedResult Type=\"PROGRESS\" Code=\"INTERMEDIATE\" Pos=\"400\" Value=\"{first}\"/><ExtendedResult Type=\"PROGRESS\" Code=\"INTERMEDIATE\" Pos=\"F\" Value=\"{last}\"/></ExtendedResults>"
        )
    };
    assert!(one(FIRST, &inner("50.10", "1:42.15")).is_ok());
    assert_eq!(one(FIRST, &inner("1:43.00", "1:42.15")).unwrap_err().kind, FeedErrorKind::Contradiction);
    assert_eq!(one(FIRST, &inner("50.10", "1:42.16")).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn the_gender_of_an_athlete_is_that_of_the_event() {
    let results = row(1, FIRST, "", "Tom", "FIELD").replace("Gender=\"M\"", "Gender=\"W\"");
    assert_eq!(decoded(&message(OFFICIAL, "", &results)).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn records_can_be_equalled_and_pending_and_unknown_types_are_noted() {
    let inner = "<RecordIndicators><RecordIndicator Order=\"1\" Code=\"C1\" RecordType=\"WR\" Equalled=\"Y\" Unconfirmed=\"Y\"/><RecordIndicator Order=\"2\" RecordType=\"BOP\"/></RecordIndicators>";
    let event = one(FIRST, inner).unwrap();
    assert_eq!(event.rows[0].records.len(), 1);
    assert!(event.rows[0].records[0].equalled && !event.rows[0].records[0].confirmed);
    assert!(event.warnings.iter().any(|note| note.contains("BOP")));
}

#[test]
fn the_highest_version_wins_in_whatever_order_and_a_test_never_replaces_a_result() {
    let version = |number: u32, mark: &str| {
        message(&OFFICIAL.replace("\"3\"", &format!("\"{number}\"")), "", &row(1, &FIRST.replace("1:42.15", mark), "", "Tom", "FIELD"))
    };
    let decode_two = |first: &str, second: &str| decode(&Input::new(first.as_bytes(), "a.xml"), &[Input::new(second.as_bytes(), "b.xml")]);
    for (first, second) in [(version(3, "1:42.15"), version(5, "1:42.14")), (version(5, "1:42.14"), version(3, "1:42.15"))] {
        let decoded = decode_two(&first, &second).unwrap();
        assert_eq!(decoded.events[0].rows[0].mark, Some(Mark::time(102_140, 2)));
        assert_eq!(decoded.warnings.len(), 1);
    }
    let test = version(9, "1:40.00").replace("FeedFlag=\"P\"", "FeedFlag=\"T\"");
    assert!(!decode_two(&version(3, "1:42.15"), &test).unwrap().events[0].test);
    assert_eq!(decode_two(&version(3, "1:42.15"), &version(3, "1:42.14")).unwrap_err().kind, FeedErrorKind::Contradiction);
    let live = version(6, "1:42.15").replace("OFFICIAL", "LIVE");
    assert_eq!(decode_two(&version(3, "1:42.15"), &live).unwrap_err().kind, FeedErrorKind::NotAResult);
}

#[test]
fn ceremonies_and_old_codes_are_refused() {
    let feed = message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD"));
    let ceremony = feed.replace("800M--------------FNL-000100--", "800M--------------VICTMEDAL---");
    assert!(decoded(&ceremony).unwrap_err().message.contains("ceremony"));
    assert!(decoded(&feed.replace("ATHM800M--------------FNL-000100--", "ATM008101")).unwrap_err().message.contains("RSC"));
}

#[test]
fn hostile_names_are_refused_with_their_place() {
    for name in ["&lt;script&gt;", "{{x}}", "Tom\u{202e}", "https://x.org"] {
        let error = decoded(&message(OFFICIAL, "", &row(1, FIRST, "", "Tom", name))).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::Value, "{name}");
        assert!(error.pointer.unwrap().ends_with("/Composition/Athlete/Description/@FamilyName"));
    }
    let named = message(OFFICIAL, "<SportDescription EventName=\"&lt;b&gt;Toss\"/>", &row(1, FIRST, "", "Tom", "FIELD"));
    assert!(decoded(&named.replace("800M--------------FNL", "TOSS--------------FNL")).is_err());
}

#[test]
fn hostile_documents_are_refused() {
    let feed = message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD"));
    let bomb =
        format!("<!DOCTYPE OdfBody [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{}", feed.replace("Tom", "&b;"));
    assert!(decoded(&bomb).unwrap_err().message.contains("document type"));
    assert!(decoded(&format!("<!DOCTYPE OdfBody SYSTEM \"file:///x\">{feed}")).unwrap_err().message.contains("document type"));
    for end in [10, 100, 300, feed.len() - 5] {
        assert_eq!(decoded(feed.get(..end).unwrap()).unwrap_err().kind, FeedErrorKind::Syntax, "{end}");
    }
    assert_eq!(decoded("<Other/>").unwrap_err().kind, FeedErrorKind::Unsupported);
    let deep = feed.replace("<Competition>", &format!("<Competition>{}{}", "<x>".repeat(100_000), "</x>".repeat(100_000)));
    assert!(decoded(&deep).unwrap_err().message.contains("nested"));
    let many = feed.replace("<Competition>", &format!("<Competition>{}", "<x/>".repeat(500_000)));
    assert!(decoded(&many).unwrap_err().message.contains("nodes"));
}

#[test]
fn every_problem_of_a_message_is_told_at_once_and_names_its_file() {
    let error = two("Rank=\"1\" Result=\"x\" ResultType=\"TIME\"", "Rank=\"0\" Result=\"1:43.00\" ResultType=\"TIME\"").unwrap_err();
    let all = error.flatten();
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|error| error.file == "feed.xml"));
}

#[test]
fn what_stands_beside_the_result_and_cannot_be_read_is_left_out_with_a_note() {
    let extended = |kind: &str, code: &str, value: &str| {
        format!("<ExtendedResults><ExtendedResult Type=\"{kind}\" Code=\"{code}\" Pos=\"1\" Value=\"{value}\"/></ExtendedResults>")
    };
    for (kind, code, value) in
        [("ER", "REACT_TIME", "-0.01"), ("ER", "WIND", "NWI"), ("PROGRESS", "INTERMEDIATE", "n/a"), ("ATTEMPT", "RESULT", "far")]
    {
        let event = one(FIRST, &extended(kind, code, value)).unwrap();
        let row = &event.rows[0];
        assert!(row.reaction.is_none() && row.wind_tenths.is_none() && row.splits.is_empty() && row.attempts.is_empty());
        assert!(event.warnings.iter().any(|note| note.contains("left out") && note.contains("/@Value")), "{:?}", event.warnings);
    }
}

#[test]
fn a_match_is_no_race() {
    let error = two(&format!("{FIRST} WLT=\"W\""), "Rank=\"2\" Result=\"1:43.00\" ResultType=\"TIME\" WLT=\"L\"").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Unsupported);
}
