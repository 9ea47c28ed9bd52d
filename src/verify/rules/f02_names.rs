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

    #[test]
    fn members_of_a_relay_are_those_of_its_team() {
        let mut event = sample::relay();
        let person = |full: &str| {
            let (given, family) = full.split_once(' ').unwrap();
            crate::event::Person { id: full.to_lowercase(), given: Some(given.into()), family: family.into(), full: full.into(), gender: None }
        };
        for (row, names) in [(0, ["Asafa Powell", "Usain Bolt"]), (1, ["Ryota Yamagata", "Asuka Cambridge"])] {
            if let crate::event::Competitor::Team { members, .. } = &mut event.rows[row].competitor {
                members.extend(names.map(person));
            }
        }
        assert_eq!(faults("F2", &event, &["Jamaica (Asafa Powell, Usain Bolt) won."]), 0);
        assert_eq!(faults("F2", &event, &["Jamaica (Asafa Powell and Usain Bolt) won."]), 0);
        assert_eq!(faults("F2", &event, &["Jamaica won with Bolt."]), 0);
        assert_eq!(faults("F2", &event, &["Japan (Ryota Yamagata, Usain Bolt) was second."]), 1, "Bolt ran for Jamaica");
        assert_eq!(faults("F2", &event, &["Jamaica (Asafa Powell, Yohan Blake) won."]), 1, "Blake is not listed");
    }
}
