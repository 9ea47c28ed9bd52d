//! Calendar days in prose.

use super::Profile;
use std::fmt;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/// AP abbreviates these before a day of the month, and no others.
const AP_MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    const ALL: [Self; 7] = [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Reads an English name of a weekday, in full, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let index = WEEKDAYS.iter().position(|name| name.eq_ignore_ascii_case(text))?;
        Self::ALL.get(index).copied()
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(weekday_name(*self))
    }
}

/// The English name of a weekday; no profile abbreviates it in running text.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

impl Day {
    /// The day, or `None` when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let valid = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        valid.then_some(Self { year, month, day })
    }

    /// The day of the week, by Zeller's congruence.
    pub fn weekday(self) -> Weekday {
        let (month, year) = (i32::from(self.month), i32::from(self.year));
        let (month, year) = if month < 3 { (month + 12, year - 1) } else { (month, year) };
        let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
        let zeller = i32::from(self.day) + 13 * (month + 1) / 5 + of_century + of_century / 4 + century.div_euclid(4) + 5 * century;
        // Zeller counts from Saturday, this table from Monday.
        let index = usize::try_from((zeller + 5).rem_euclid(7)).unwrap_or_default();
        Weekday::ALL.get(index).copied().unwrap_or(Weekday::Monday)
    }
}

/// Days of a month; 0 for a month that does not exist.
fn days_in_month(year: i16, month: i8) -> i8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A day with its year: "July 28, 2024" or "Aug. 4, 2024" (AP), "28 July 2024" (UK).
pub fn format(day: Day, profile: Profile) -> String {
    match profile {
        Profile::Ap => format!("{}, {}", day_month(day, profile), day.year),
        Profile::Uk => format!("{} {}", day_month(day, profile), day.year),
    }
}

/// A day without its year: "July 28" or "Aug. 4" (AP), "28 July" (UK).
pub fn day_month(day: Day, profile: Profile) -> String {
    match profile {
        Profile::Ap => format!("{} {}", named(&AP_MONTHS, day.month), day.day),
        Profile::Uk => format!("{} {}", day.day, month_name(day.month)),
    }
}

/// The full name of a month, as it stands without a day; "" outside 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    named(&MONTHS, month)
}

/// The entry of a table of months.
fn named(table: &'static [&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month).ok().and_then(|n| n.checked_sub(1)).and_then(|index| table.get(index)).copied().unwrap_or_default()
}

/// Reads a day with its year in either profile's form; months in full or as AP abbreviates them. A day that the calendar
/// does not have is `None`.
pub fn parse(text: &str) -> Option<Day> {
    let (rest, year) = text.rsplit_once(' ')?;
    let year = (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then(|| year.parse().ok())??;
    let (month, day) = match rest.strip_suffix(',') {
        Some(ap) => parse_ap(ap)?,
        None => parse_uk(rest)?,
    };
    Day::new(year, month, day)
}

/// Reads a day without its year ("July 28", "Aug. 4", "28 July") as month and day of the month.
pub fn parse_day_month(text: &str) -> Option<(i8, i8)> {
    let (month, day) = parse_ap(text).or_else(|| parse_uk(text))?;
    // 2000 is a leap year, so 29 February passes.
    (day <= days_in_month(2000, month)).then_some((month, day))
}

/// "July 28" as month and day.
fn parse_ap(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once(' ')?;
    Some((parse_month(month)?, parse_day(day)?))
}

/// "28 July" as month and day.
fn parse_uk(text: &str) -> Option<(i8, i8)> {
    let (day, month) = text.split_once(' ')?;
    Some((parse_month(month)?, parse_day(day)?))
}

/// A month's number by its full name or AP's abbreviation.
pub fn parse_month(text: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| *name == text).or_else(|| AP_MONTHS.iter().position(|name| *name == text))?;
    i8::try_from(index + 1).ok()
}

/// One or two digits without a leading zero.
fn parse_day(text: &str) -> Option<i8> {
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_profile_has_its_form() {
        for (y, m, d, ap, uk) in [
            (2024, 7, 28, "July 28, 2024", "28 July 2024"),
            (2024, 8, 4, "Aug. 4, 2024", "4 August 2024"),
            (2024, 1, 1, "Jan. 1, 2024", "1 January 2024"),
            (2023, 9, 17, "Sept. 17, 2023", "17 September 2023"),
            (2025, 5, 5, "May 5, 2025", "5 May 2025"),
        ] {
            let day = Day::new(y, m, d).unwrap();
            assert_eq!(format(day, Profile::Ap), ap);
            assert_eq!(format(day, Profile::Uk), uk);
        }
        assert_eq!(day_month(Day::new(2024, 8, 4).unwrap(), Profile::Ap), "Aug. 4");
        assert_eq!(month_name(8), "August");
        assert_eq!(month_name(13), "");
    }

    #[test]
    fn weekdays_are_right_and_follow_each_other() {
        for (y, m, d, name) in [
            (2024, 7, 28, "Sunday"),
            (2024, 2, 29, "Thursday"),
            (1999, 12, 31, "Friday"),
            (2000, 1, 1, "Saturday"),
            (1900, 3, 1, "Thursday"),
            (2026, 11, 22, "Sunday"),
        ] {
            assert_eq!(weekday_name(Day::new(y, m, d).unwrap().weekday()), name, "{y}-{m}-{d}");
        }
        let mut before: Option<Weekday> = None;
        for day in every_day(1999, 2005) {
            let today = day.weekday();
            if let Some(before) = before {
                assert_eq!((before as usize + 1) % 7, today as usize, "{day:?}");
            }
            before = Some(today);
        }
        assert_eq!(Weekday::parse("sunday"), Some(Weekday::Sunday));
        assert_eq!(Weekday::parse("Sun"), None);
    }

    #[test]
    fn both_forms_are_read_back() {
        for day in every_day(2023, 2024) {
            for profile in [Profile::Ap, Profile::Uk] {
                assert_eq!(parse(&format(day, profile)), Some(day));
                assert_eq!(parse_day_month(&day_month(day, profile)), Some((day.month, day.day)));
            }
        }
        assert_eq!(parse("August 4, 2024"), Day::new(2024, 8, 4));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "29 February 2023",
            "31 April 2024",
            "0 May 2024",
            "04 May 2024",
            "32 July 2024",
            "4 Smarch 2024",
            "July 2024",
            "July 28 2024",
            "28 July, 2024",
            "",
            "28 July 24",
            "May",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse_day_month("30 February"), None);
        assert_eq!(Day::new(2024, 13, 1), None);
        assert_eq!(Day::new(0, 1, 1), None);
    }

    fn every_day(from: i16, to: i16) -> Vec<Day> {
        (from..=to).flat_map(|y| (1..=12).flat_map(move |m| (1..=31).filter_map(move |d| Day::new(y, m, d)))).collect()
    }
}
