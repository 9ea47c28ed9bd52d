//! The elements and attributes of ODF 2 messages that this decoder knows, whether it has a use for them or not.

/// Subtrees that a recap has no use for (officials and coaches are persons whom no result is about).
const IGNORED: [&str; 10] =
    ["Officials", "Coaches", "StatsItems", "Session", "Clock", "Periods", "Actions", "Opponent", "Stakeholders", "Progress"];

const ROOT: [&str; 14] = [
    "CompetitionCode",
    "DocumentCode",
    "DocumentSubcode",
    "DocumentType",
    "DocumentSubtype",
    "Version",
    "ResultStatus",
    "FeedFlag",
    "Date",
    "Time",
    "LogicalDate",
    "Source",
    "Serial",
    "Language",
];
const RESULT: [&str; 27] = [
    "Rank",
    "RankEqual",
    "ResultType",
    "Result",
    "Unchecked",
    "IRM",
    "QualificationMark",
    "WLT",
    "SortOrder",
    "StartOrder",
    "StartSortOrder",
    "Diff",
    "Pty",
    "Won",
    "Lost",
    "Tied",
    "Played",
    "For",
    "Against",
    "Ratio",
    "PhotoFinish",
    "Phase",
    "Unit",
    "TotalPoints",
    "ResultPoints",
    "IRMReason",
    "Void",
];
const EXTENDED: [&str; 18] = [
    "Type",
    "Code",
    "Pos",
    "Value",
    "Value2",
    "ValueType",
    "IRM",
    "Rank",
    "RankEqual",
    "SortOrder",
    "Diff",
    "Speed",
    "Move",
    "Pty",
    "Discard",
    "Arrive",
    "Unchecked",
    "Order",
];
const DESCRIPTION: [&str; 9] = ["GivenName", "FamilyName", "Gender", "Organisation", "BirthDate", "IFId", "TeamName", "Class", "Horse"];

/// Whether everything under the element is left unread.
pub(super) fn is_ignored(element: &str) -> bool {
    IGNORED.contains(&element)
}

/// The known attributes of an element; `None` for an element that is not known.
pub(super) fn attributes(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "OdfBody" => &ROOT,
        "Competition" => &["Gen", "Sport", "Codes", "Code"],
        "ExtendedInfos" | "ExtendedResults" | "RecordIndicators" | "Composition" | "ResultItems" => &[],
        "ResultItem" => &["Unit", "Order"],
        "UnitDateTime" => &["StartDate", "EndDate", "Duration"],
        "Extension" => &["Code", "Pos", "Value"],
        "SportDescription" => &["DisciplineName", "EventName", "SubEventName", "Gender", "UnitNum", "VenueName"],
        "VenueDescription" => &["Venue", "VenueName", "Location", "LocationName", "Attendance"],
        "Result" => &RESULT,
        "ExtendedResult" => &EXTENDED,
        "RecordIndicator" => &["Order", "Code", "RecordType", "Equalled", "Unconfirmed"],
        "Competitor" => &["Code", "Type", "Bib", "Organisation", "Order"],
        "Description" => &DESCRIPTION,
        "ExtendedInfo" | "EventUnitEntry" => &["Type", "Code", "Pos", "Value"],
        "Athlete" => &["Code", "Order", "Bib", "Role", "Substitute", "StartSortOrder", "StartOrder"],
        _ => return None,
    })
}
