//! Which swimmers are minors.

use super::meet::{Ages, Swimmer};
use crate::event::LocalDay;
use crate::feed::minors::Proof;

/// Whether a swimmer is known to be at least `limit` years old on a day, by the date of birth and the age that
/// the file gives, or else by the youngest that the group admits.
pub(super) fn is_of_age(swimmer: &Swimmer, day: Option<LocalDay>, ages: Ages, limit: u32) -> bool {
    Proof { born: swimmer.born, age: swimmer.age, youngest: ages.from }.is_of_age(day, limit)
}
