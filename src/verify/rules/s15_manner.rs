//! S15: few passives and few adverbs in -ly; the limits stand in the style.

use super::{Context, Outcome, Place, Tally, warning};

/// Fewer sentences than this have no share.
const FEWEST: usize = 4;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let (mut sentences, mut passives, mut words, mut adverbs) = (0, 0, 0, 0);
    for reading in cx.body() {
        sentences += 1;
        let lower: Vec<&str> = reading.tokens.iter().map(|token| token.lower.as_str()).collect();
        passives += usize::from(lower.windows(2).any(|pair| matches!(pair, [be, verb] if matches!(*be, "was" | "were" | "been" | "is" | "are") && (verb.ends_with("ed") || matches!(*verb, "won" | "held" | "run" | "beaten" | "set")))));
        words += reading.tokens.iter().filter(|token| token.is_word()).count();
        let adverb = |word: &&&str| word.ends_with("ly") && word.len() > 4 && !cx.style.words.adverbs_allowed.iter().any(|known| known == **word);
        adverbs += lower.iter().filter(adverb).count();
    }
    if sentences < FEWEST {
        return Outcome::Undecided(format!("{sentences} sentences are too few for a share"));
    }
    let limits = &cx.style.limits;
    let mut tally = Tally::default();
    let share = passives * 100 / sentences;
    tally.check((share > limits.passive_share).then(|| warning(Place::Whole, 0..0, format!("{share}% of the sentences are in the passive, more than {}%", limits.passive_share))));
    let per_100 = adverbs * 100 / words.max(1);
    tally.check((per_100 > limits.adverbs_per_100).then(|| warning(Place::Whole, 0..0, format!("{per_100} of a hundred words are adverbs, more than {}", limits.adverbs_per_100))));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn too_many_passives_are_reported() {
        let event = sample::spa();
        let passive = ["The race was won by Hamilton.", "Russell was disqualified.", "Stroll was lapped.", "Hamilton won."];
        assert_eq!(faults("S15", &event, &passive), 1);
        assert_eq!(faults("S15", &event, &["Hamilton won.", "Piastri was second.", "Leclerc was third.", "Zhou retired."]), 0);
        assert_eq!(faults("S15", &event, &["Hamilton boldly won.", "Piastri really won.", "Leclerc was quickly third.", "Zhou sadly retired."]), 1);
        assert!(undecided("S15", &event, &["Hamilton won."]).is_some());
    }
}
