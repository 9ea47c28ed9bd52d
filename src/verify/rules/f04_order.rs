//! F4: who won and who finished where is the order of the result; ties are told as ties.
//!
//! "Piastri finished third" is refused when he was second, and "Manuel won" when she shared the win.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F4", None).outcome("the copy gives no places")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F4", &event, &["Hamilton won."]), 0, "Hamilton won.");
        assert_eq!(faults("F4", &event, &["Leclerc was third."]), 0, "Leclerc was third.");
        assert_eq!(faults("F4", &event, &["Piastri and Leclerc were second and third."]), 0, "Piastri and Leclerc were second and third.");
        assert_eq!(faults("F4", &event, &["Hamilton won, with Piastri second and Leclerc third."]), 0, "Hamilton won, with Piastri second and Leclerc third.");
        assert_eq!(faults("F4", &event, &["Piastri won."]), 1, "Piastri won.");
        assert_eq!(faults("F4", &event, &["Leclerc was fourth."]), 1, "Leclerc was fourth.");
        assert_eq!(faults("F4", &event, &["Piastri and Leclerc were third and second."]), 1, "Piastri and Leclerc were third and second.");
        assert_eq!(faults("F4", &event, &["Hamilton won, with Leclerc second."]), 1, "Hamilton won, with Leclerc second.");
        assert_eq!(faults("F4", &event, &["George Russell finished second."]), 1, "George Russell finished second.");
    }

    #[test]
    fn a_dead_heat_is_shared_by_exactly_those_who_share_it() {
        let event = sample::tie();
        assert_eq!(faults("F4", &event, &["Simone Manuel and Penny Oleksiak shared the win."]), 0);
        assert_eq!(faults("F4", &event, &["Simone Manuel won the women's 100 metres freestyle final."]), 1);
        assert_eq!(faults("F4", &event, &["Simone Manuel and Sarah Sjöström shared the win."]), 1);
        assert_eq!(faults("F4", &event, &["Simone Manuel and Manuel shared the win."]), 1);
        assert!(undecided("F4", &event, &["The result is official."]).is_some());
    }
}
