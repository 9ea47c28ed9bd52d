//! The day of a unit at its venue, from `UnitDateTime` and the zone of the Games.

use super::codes::Games;
use crate::event::LocalDay;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::odf::codes::games;

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
