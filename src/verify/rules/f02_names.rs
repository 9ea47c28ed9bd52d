//! F2: every name is a name of the event, spelt exactly.
//!
//! A capitalised word that is no competitor, team, nation, place or event of this result is refused, diacritics
//! included: "Sergio Perez" is not "Sergio Pérez".

use super::{Context, Outcome, StuckOn};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F2", Some(StuckOn::Name)).outcome("the copy names no place and no stranger")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F2", &event, &["Sergio Pérez won at Circuit de Spa-Francorchamps."]), 0, "Sergio Pérez won at Circuit de Spa-Francorchamps.");
        assert_eq!(faults("F2", &event, &["Hamilton beat Sergio Perez."]), 1, "Hamilton beat Sergio Perez.");
        assert_eq!(faults("F2", &event, &["Hamilton won in Monaco."]), 1, "Hamilton won in Monaco.");
        assert_eq!(faults("F2", &event, &["Hamilton beat Oscar Piastry."]), 1, "Hamilton beat Oscar Piastry.");
    }
}
