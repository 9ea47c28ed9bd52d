//! S9: the full name once, then the surname; two of one surname keep both names.

use super::{Context, Outcome, error};
use std::collections::BTreeSet;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = cx.claims("S9", None);
    let mut introduced: BTreeSet<usize> = BTreeSet::new();
    for reading in cx.body() {
        for mention in &reading.mentions {
            let (Some(full), Some(row)) = (mention.name, cx.event.rows.get(mention.row)) else { continue };
            if row.competitor.full() == row.competitor.short() {
                continue;
            }
            let shared = cx.event.rows.iter().filter(|other| other.competitor.short() == row.competitor.short()).count() > 1;
            let first = introduced.insert(mention.row);
            let span = reading.bytes(&mention.tokens);
            tally.check(match (first, full) {
                (true, false) => Some(error(reading.place, span, format!("{} is named by surname before the full name", row.competitor.full()))),
                (false, true) if !shared => Some(error(reading.place, span, format!("{} has the full name a second time", row.competitor.full()))),
                _ => None,
            });
        }
    }
    tally.outcome("the copy names nobody with two names")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn full_name_first_then_the_surname() {
        let event = sample::spa();
        assert_eq!(faults("S9", &event, &["Lewis Hamilton won.", "Hamilton started third."]), 0);
        assert_eq!(faults("S9", &event, &["Hamilton won."]), 1);
        assert_eq!(faults("S9", &event, &["Lewis Hamilton won.", "Lewis Hamilton started third."]), 1);
        assert!(undecided("S9", &sample::relay(), &["Jamaica won."]).is_some());
    }

    #[test]
    fn two_of_one_surname_keep_both_names() {
        let event = sample::tie();
        assert_eq!(faults("S9", &event, &["Bronte Campbell was fourth and Cate Campbell fifth."]), 0);
        assert_eq!(faults("S9", &event, &["Bronte Campbell was fourth.", "Campbell was timed."]), 0, "an unread sentence has no mentions");
        assert_eq!(faults("S9", &event, &["Campbell was fourth."]), 1);
    }
}
