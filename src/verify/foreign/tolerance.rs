//! Which roundings of a value a desk accepts, and what "nearly" and "more than" allow.

use crate::event::Mark;
use crate::verify::evaluate::Val;

/// A word before a number that makes it approximate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    /// "about", "around", "some": a tenth to either side.
    About,
    /// "nearly", "almost", "just under": less, by a tenth at most.
    Under,
    /// "more than", "over": more, by a tenth at most.
    Over,
}

impl Hedge {
    /// The hedge that a phrase is.
    pub fn of(phrase: &str) -> Option<Self> {
        Some(match phrase {
            "about" | "around" | "roughly" | "approximately" | "some" => Self::About,
            "nearly" | "almost" | "just under" | "less than" | "under" | "barely" => Self::Under,
            "more than" | "over" | "just over" | "well over" => Self::Over,
            _ => return None,
        })
    }
}

/// Whether the stated value is an accepted way to give the right one.
pub(super) fn accepts(stated: &Val, right: &Val, hedge: Option<Hedge>) -> bool {
    match (stated, right) {
        (Val::Mark(stated), Val::Mark(right)) if stated.unit == right.unit => match hedge {
            None => rounded(*stated, *right),
            Some(hedge) => near(stated.value, right.value, hedge),
        },
        (Val::Number(stated), Val::Number(right)) => hedge.is_some_and(|hedge| near(*stated, *right, hedge)),
        _ => false,
    }
}

/// The right value to fewer decimals, rounded half up; whole seconds only from ten seconds up.
fn rounded(stated: Mark, right: Mark) -> bool {
    let unit = match stated.decimals {
        0 if right.value >= 10_000 => 1000,
        1 => 100,
        2 => 10,
        _ => return stated.value == right.value && stated.decimals >= right.decimals && right.decimals == 0,
    };
    stated.decimals < right.decimals && stated.value == (right.value + unit / 2) / unit * unit
}

fn near(stated: i64, right: i64, hedge: Hedge) -> bool {
    let tenth = stated.abs() / 10;
    match hedge {
        Hedge::About => (right - stated).abs() <= tenth,
        Hedge::Under => right < stated && stated - right <= tenth.max(1),
        Hedge::Over => right > stated && right - stated <= tenth.max(stated.abs().min(1000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(ms: i64, decimals: u8) -> Val {
        Val::Mark(Mark::time(ms, decimals))
    }

    #[test]
    fn a_rounding_to_the_nearest_is_accepted_and_another_is_not() {
        assert!(accepts(&time(600, 1), &time(647, 3), None));
        assert!(accepts(&time(650, 2), &time(647, 3), None));
        assert!(!accepts(&time(700, 1), &time(647, 3), None));
        assert!(!accepts(&time(1000, 0), &time(647, 3), None), "0.647 seconds are not one second");
        assert!(accepts(&time(43_000, 0), &time(42_669, 3), None));
        assert!(!accepts(&time(42_000, 0), &time(42_669, 3), None));
        assert!(!accepts(&time(647, 3), &time(648, 3), None));
    }

    #[test]
    fn hedges_allow_a_tenth_on_their_side() {
        assert!(accepts(&time(20_000, 0), &time(19_269, 3), Some(Hedge::Under)));
        assert!(!accepts(&time(20_000, 0), &time(20_100, 3), Some(Hedge::Under)));
        assert!(accepts(&time(42_000, 0), &time(42_669, 3), Some(Hedge::Over)));
        assert!(!accepts(&time(30_000, 0), &time(42_669, 3), Some(Hedge::Over)));
        assert!(!accepts(&Val::Number(20), &Val::Number(30), Some(Hedge::About)));
        assert_eq!(Hedge::of("more than"), Some(Hedge::Over));
        assert_eq!(Hedge::of("exactly"), None);
    }
}
