//! Weekdays and dates.

use super::Reading;
use crate::event::LocalDay;
use crate::verify::tokens::Token;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "March"),
    ("April", "April"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// A weekday and a date, as far as the text gives them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayText {
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// Month and day of the month.
    pub date: Option<(i8, i8)>,
    /// Year.
    pub year: Option<i16>,
}

/// A weekday, a date, or a weekday with a date, with or without a year; longest first.
pub fn day(tokens: &[Token], at: usize) -> Option<Reading<DayText>> {
    let mut day = DayText::default();
    let mut end = at;
    if let Some(found) = tokens.get(at).and_then(|token| WEEKDAYS.iter().position(|name| *name == token.text)) {
        day.weekday = u8::try_from(found + 1).ok();
        end += 1;
    }
    let comma = usize::from(day.weekday.is_some() && tokens.get(end).is_some_and(|token| token.text == ","));
    if let Some((after, date, year)) = date(tokens, end + comma) {
        day.date = Some(date);
        day.year = year;
        end = after;
    }
    (end > at).then_some((end, day))
}

fn date(tokens: &[Token], at: usize) -> Option<(usize, (i8, i8), Option<i16>)> {
    let number = |at: usize| {
        tokens
            .get(at)
            .filter(|token| token.text.len() <= 2)
            .and_then(|token| token.text.parse::<i8>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let year = |at: usize| tokens.get(at).filter(|token| token.text.len() == 4).and_then(|token| token.text.parse::<i16>().ok());
    if let Some((month, after)) = month(tokens, at) {
        let day = number(after)?;
        let comma = tokens.get(after + 1).is_some_and(|token| token.text == ",");
        return Some(match year(after + 2).filter(|_| comma) {
            Some(year) => (after + 3, (month, day), Some(year)),
            None => (after + 1, (month, day), None),
        });
    }
    let day = number(at)?;
    let (month, after) = month(tokens, at + 1)?;
    Some(year(after).map_or((after, (month, day), None), |year| (after + 1, (month, day), Some(year))))
}

fn month(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    let (position, (long, _)) = MONTHS.iter().enumerate().find(|(_, (long, short))| token.text == *long || token.text == *short)?;
    let dot = token.text != *long && tokens.get(at + 1).is_some_and(|next| next.text == ".");
    Some((i8::try_from(position + 1).ok()?, at + 1 + usize::from(dot)))
}

/// The ISO weekday (Monday is 1) of a date of the Gregorian calendar, by Sakamoto's congruence.
pub fn weekday(day: LocalDay) -> u8 {
    const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let month = usize::try_from(day.month - 1).unwrap_or_default();
    let year = i32::from(day.year) - i32::from(day.month < 3);
    let shift = SHIFT.get(month).copied().unwrap_or_default();
    let from_sunday = (year + year / 4 - year / 100 + year / 400 + shift + i32::from(day.day)).rem_euclid(7);
    u8::try_from(if from_sunday == 0 { 7 } else { from_sunday }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::tokens::tokenise;

    #[test]
    fn dates_in_both_orders_are_read() {
        let read = |text: &str| day(&tokenise(text), 0).map(|(_, day)| day);
        let full = DayText { weekday: Some(7), date: Some((7, 28)), year: Some(2024) };
        assert_eq!(read("Sunday, July 28, 2024"), Some(full));
        assert_eq!(read("Sunday 28 July 2024"), Some(full));
        assert_eq!(read("Sept. 1"), Some(DayText { date: Some((9, 1)), ..DayText::default() }));
        assert_eq!(read("sunday"), None);
        assert_eq!(read("July 32"), None);
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        for (year, month, day, expected) in [(2024, 7, 28, 7), (2016, 8, 12, 5), (2000, 2, 29, 2), (1999, 12, 31, 5)] {
            assert_eq!(weekday(LocalDay { year, month, day }), expected);
        }
    }
}
