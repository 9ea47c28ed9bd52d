//! Who is a minor: whoever is not known to be of age on the day of the race. A date of birth on the first of January gives the year only.

use super::meet::{Ages, Swimmer};
use crate::event::LocalDay;

/// Whether a swimmer is known to be at least `limit` years old on a day, by the date of birth and the age that
/// the file gives, or else by the youngest that the group admits.
pub(super) fn is_of_age(swimmer: &Swimmer, day: Option<LocalDay>, ages: Ages, limit: u32) -> bool {
    let by_birth = swimmer.born.zip(day).map(|(born, day)| age_on(born, day));
    let proofs = [by_birth.flatten(), swimmer.age];
    if by_birth.is_some() || swimmer.age.is_some() {
        return proofs.iter().flatten().all(|age| *age >= limit) && proofs.iter().any(Option::is_some);
    }
    ages.from.is_some_and(|age| age >= limit)
}

/// The least age that a date of birth proves.
fn age_on(born: LocalDay, day: LocalDay) -> Option<u32> {
    let year_only = (born.month, born.day) == (1, 1);
    let before_birthday = (day.month, day.day) < (born.month, born.day);
    let years = i32::from(day.year) - i32::from(born.year) - i32::from(year_only || before_birthday);
    u32::try_from(years).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> LocalDay {
        LocalDay { year, month, day }
    }

    fn of_age(born: Option<LocalDay>, age: Option<u32>, from: Option<u32>) -> bool {
        let swimmer = Swimmer { born, age, ..Swimmer::default() };
        is_of_age(&swimmer, Some(day(2026, 5, 17)), Ages { from, to: None }, 18)
    }

    #[test]
    fn the_eighteenth_birthday_is_the_limit() {
        assert!(of_age(Some(day(2008, 5, 17)), None, None));
        assert!(!of_age(Some(day(2008, 5, 18)), None, None));
    }

    #[test]
    fn a_birth_on_the_first_of_january_may_be_as_late_as_december() {
        assert!(!of_age(Some(day(2008, 1, 1)), None, None));
        assert!(of_age(Some(day(2007, 1, 1)), None, None));
    }

    #[test]
    fn without_a_date_of_birth_only_an_age_proves_anything() {
        assert!(!of_age(None, None, None), "nothing is known");
        assert!(of_age(None, Some(18), None) && !of_age(None, Some(17), None));
        assert!(of_age(None, None, Some(20)) && !of_age(None, None, Some(13)));
        assert!(!of_age(Some(day(2012, 3, 4)), Some(30), Some(20)), "the date of birth says otherwise");
        assert!(!of_age(Some(day(1970, 1, 1)), Some(10), None), "the age says otherwise");
        assert!(!of_age(Some(day(2030, 1, 1)), None, Some(20)), "a birth after the race proves nothing");
    }
}
