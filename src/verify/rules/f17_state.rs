//! F17: a result that is not official says so in the lede, and an official one does not deny it.
//!
//! Lists change after protests: "provisional" or "unofficial" must stand in the first paragraph until the feed says
//! that the result is official.

use super::{Context, Outcome, Place, error};
use crate::event::ResultState;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = cx.claims("F17", None);
    let lede = cx.body().filter(|reading| matches!(reading.place, Place::Body { paragraph: 0, .. }));
    let said = lede.flat_map(|reading| &reading.tokens).any(|token| matches!(token.lower.as_str(), "provisional" | "unofficial" | "provisionally" | "unofficially"));
    let missing = cx.event.state != ResultState::Official && !said;
    tally.check(missing.then(|| error(Place::Whole, 0..0, format!("the result is {:?}, not official, and the first paragraph does not say so", cx.event.state))));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::event::ResultState;
    use crate::verify::sample;

    #[test]
    fn an_unofficial_result_is_called_unofficial_and_an_official_one_is_not() {
        let mut event = sample::spa();
        assert_eq!(faults("F17", &event, &["Hamilton won."]), 0);
        assert_eq!(faults("F17", &event, &["Hamilton won.", "The result is unofficial."]), 1);
        event.state = ResultState::Unofficial;
        assert_eq!(faults("F17", &event, &["Hamilton won."]), 1);
        assert_eq!(faults("F17", &event, &["Hamilton won.", "The result is unofficial."]), 0);
    }
}
