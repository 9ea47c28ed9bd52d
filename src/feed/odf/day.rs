//! The day of a unit at its venue, from `UnitDateTime` or the schedule, and the zone of the Games.

use super::beside::Entry;
use crate::event::LocalDay;
use crate::feed::games::Games;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::TimeZone;

/// The local day of a start time, or why there is none. A numeric offset is the venue's own; UTC (`Z`) needs the zone of
/// the Games; a time without an offset proves no day.
pub(super) fn local_day(start: &str, games: Option<&Games>) -> Result<LocalDay, String> {
    let shown: String = start.chars().take(40).collect();
    let pieces = Pieces::parse(start).map_err(|_| format!("the start time \"{}\" is no date and time", shown.escape_debug()))?;
    let zone = games.and_then(|games| TimeZone::get(&games.zone).ok());
    let moment = start.parse::<jiff::Timestamp>().ok();
    let date = match (pieces.offset(), zone, moment) {
        (Some(PiecesOffset::Numeric(_) | PiecesOffset::Zulu), Some(zone), Some(moment)) => moment.to_zoned(zone).date(),
        (Some(PiecesOffset::Numeric(_)), None, Some(_)) => pieces.date(),
        (Some(PiecesOffset::Zulu), None, _) => {
            return Err(format!(
                "the start time \"{}\" is in UTC and the venue's zone is not known: no day is written",
                shown.escape_debug()
            ));
        }
        _ => return Err(format!("the start time \"{}\" has no offset from UTC: no day is written", shown.escape_debug())),
    };
    Ok(LocalDay { year: date.year(), month: date.month(), day: date.day() })
}

/// The day on which a unit of the schedule began, with the attribute that says so, or why it proves none. Of a unit that is not known to
/// have begun the day is a plan: it counts where `logical`, the day that the result itself was sent for, is the same.
pub(super) fn planned(unit: Entry<'_>, games: Option<&Games>, logical: Option<&str>) -> Result<(LocalDay, &'static str), String> {
    let status = unit.text("ScheduleStatus").unwrap_or_default();
    let began = matches!(status, "RUNNING" | "SCHEDULED_BREAK" | "FINISHED");
    if !began && !matches!(status, "SCHEDULED" | "GETTING_READY" | "RESCHEDULED") {
        let status: String = status.chars().take(20).collect();
        return Err(format!("the schedule calls the unit \"{}\": no day is written", status.escape_debug()));
    }
    let attribute = if unit.text("ActualStartDate").is_some() { "ActualStartDate" } else { "StartDate" };
    let day = local_day(unit.text(attribute).ok_or("the schedule has no start: no day is written")?, games)?;
    let written = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    match logical {
        Some(logical) if !began && logical.trim() != written => {
            Err("the schedule does not say that the unit began, and its day is not the LogicalDate of the result: no day is written"
                .to_owned())
        }
        _ => Ok((day, attribute)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::games::games;
    use crate::feed::odf::tree::Tree;

    /// The day of a unit with these attributes, for a result of 14 August.
    fn planned_day(attributes: &str) -> Result<i8, String> {
        let text = format!("<Unit {attributes}/>");
        let document = crate::feed::xml::parse(&text).unwrap();
        let tree = Tree::new(&document, "schedule.xml", "00");
        let unit = Entry::new(&tree, document.root_element());
        planned(unit, games("OG2016").unwrap(), Some("2016-08-14")).map(|(day, _)| day.day)
    }

    #[test]
    fn a_plan_counts_where_the_result_is_of_the_same_day() {
        for status in ["SCHEDULED", "GETTING_READY", "RESCHEDULED"] {
            let on = |day: u8| planned_day(&format!("ScheduleStatus='{status}' StartDate='2016-08-{day}T22:25:00-03:00'"));
            assert_eq!(on(14), Ok(14));
            assert!(on(13).unwrap_err().contains("LogicalDate"), "{status}");
        }
    }

    #[test]
    fn a_unit_that_began_has_its_day_and_one_that_was_stopped_has_none() {
        for status in ["RUNNING", "SCHEDULED_BREAK", "FINISHED"] {
            let plan = format!("ScheduleStatus='{status}' StartDate='2016-08-12T22:25:00-03:00'");
            assert_eq!(planned_day(&plan), Ok(12));
            assert_eq!(planned_day(&format!("{plan} ActualStartDate='2016-08-13T00:05:00-03:00'")), Ok(13));
        }
        for status in ["UNSCHEDULED", "DELAYED", "POSTPONED", "INTERRUPTED", "CANCELLED", "", "\u{202e}"] {
            assert!(planned_day(&format!("ScheduleStatus='{status}' StartDate='2016-08-14T22:25:00-03:00'")).is_err(), "{status}");
        }
        assert!(planned_day("ScheduleStatus='FINISHED'").is_err());
        assert!(planned_day("ScheduleStatus='FINISHED' StartDate='soon'").is_err());
    }

    fn day(start: &str, code: &str) -> Option<(i16, i8, i8)> {
        local_day(start, games(code).unwrap()).ok().map(|day| (day.year, day.month, day.day))
    }

    #[test]
    fn the_day_is_the_venues() {
        assert_eq!(day("2016-08-14T22:25:00-03:00", "OG2016"), Some((2016, 8, 14)));
        assert_eq!(day("2016-08-15T01:25:00Z", "OG2016"), Some((2016, 8, 14)));
        assert_eq!(day("2016-08-15T03:25:00+02:00", "OG2016"), Some((2016, 8, 14)));
        assert_eq!(day("2025-01-11T23:30:00+01:00", "NONE"), Some((2025, 1, 11)));
    }

    #[test]
    fn without_an_offset_or_a_zone_there_is_no_day() {
        assert_eq!(day("2016-08-14T22:25:00", "OG2016"), None);
        assert_eq!(day("2016-08-15T01:25:00Z", "NONE"), None);
        assert_eq!(day("2016-08-14", "OG2016"), None);
        assert_eq!(day("soon", "OG2016"), None);
        assert_eq!(day("2016-13-40T22:25:00-03:00", "OG2016"), None);
    }
}
