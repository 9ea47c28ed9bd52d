//! Numerals, ordinals, lists, plurals, possessives, dates and measures in prose; AP and UK profiles.
//!
//! Comes in: plain integers and strings. Goes out: the English for them, and for every form a parser that reads it back,
//! so that finished copy can be checked. Nothing here knows sport, and nothing is rounded.

pub mod date;
mod duration;
pub mod event_name;
pub mod list;
pub mod measure;
pub mod noun;
pub mod number;
pub mod ordinal;
pub mod spelling;
pub mod text;

use serde::{Deserialize, Serialize};

/// The house style that copy is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The Associated Press: American spelling, "July 28, 2024", "Sainz's" but "Lewis' car".
    Ap,
    /// British desks: British spelling, "28 July 2024", "Lewis's car".
    Uk,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn profiles_are_written_in_lower_case() {
        assert_eq!(serde_json::to_string(&Profile::Ap).unwrap(), "\"ap\"");
        assert_eq!(serde_json::from_str::<Profile>("\"uk\"").unwrap(), Profile::Uk);
        assert!(serde_json::from_str::<Profile>("\"us\"").is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_function(text in any::<String>(), like in "[-0-9a-z,.: ]{0,24}") {
            for text in [&text, &like] {
                let _ = (number::parse_cardinal(text), ordinal::parse(text), date::parse(text), date::parse_day_month(text));
                let _ = (measure::parse_duration(text), measure::parse_distance(text), measure::parse_points(text), measure::parse_laps(text));
                let _ = (noun::indefinite(text), noun::plural(text, 2), noun::possessive(text, Profile::Ap), text::sentence_case(text));
                let _ = (spelling::to_profile(text, Profile::Uk), text::fold_punctuation(text), text::words(text));
            }
        }

        #[test]
        fn any_number_is_read_back(n in any::<u64>(), ms in any::<i32>(), decimals in 0_u8..=3) {
            prop_assert_eq!(number::parse_cardinal(&number::cardinal(n, Profile::Uk)), Some(n));
            prop_assert_eq!(ordinal::parse(&ordinal::ordinal(n, Profile::Ap)), Some(n));
            let (ms, step) = (i64::from(ms), 10_i64.pow(3 - u32::from(decimals)));
            let exact = ms / step * step;
            for profile in [Profile::Ap, Profile::Uk] {
                prop_assert_eq!(measure::parse_duration(&measure::duration_words(exact, decimals, profile)), Some((exact, decimals)));
                prop_assert_eq!(measure::parse_distance(&measure::distance(exact, decimals, profile)), Some((exact, decimals)));
            }
            prop_assert_eq!(measure::parse_duration(&measure::duration_clock(exact, decimals)), Some((exact, decimals)));
            prop_assert_eq!(measure::parse_points(&measure::score(exact, decimals)), Some((exact, decimals)));
            // Whatever the decimals, the value itself is never changed.
            prop_assert_eq!(measure::parse_duration(&measure::duration_clock(ms, decimals)).map(|(value, _)| value), Some(ms));
        }
    }
}
