//! RSC: the 34 characters that say which unit a message is about: discipline 3, gender 1, event 18, phase 4, unit 8.

use crate::event::Gender;

/// A results system code, taken apart; dashes that pad a part are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rsc {
    /// `ATH`, `SWM`, `BOB`, ...
    pub(super) discipline: String,
    /// `M`, `W`, `X` (mixed) or `O` (open), `-` for a whole discipline.
    pub(super) gender: char,
    /// `10000M`, `4X100M`, `TEAM4`, ...
    pub(super) event: String,
    /// `FNL`, `SFNL`, `HEAT`, `TRNO`, `VICT`, ...
    pub(super) phase: String,
    /// `000100`, `A00100`, `FLOWER`, ...
    pub(super) unit: String,
}

impl Rsc {
    /// Takes a code apart; the message says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        if text.len() != 34 || !text.chars().all(plain) {
            let shown = text.escape_debug();
            return Err(format!(
                "\"{shown}\" is no RSC: it has {} characters, an RSC has 34 capitals, digits or dashes",
                text.chars().count()
            ));
        }
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().trim_end_matches('-').to_owned();
        let gender = text.chars().nth(3).unwrap_or('-');
        if !matches!(gender, 'M' | 'W' | 'X' | 'O' | '-') {
            return Err(format!("\"{gender}\" in \"{text}\" is no gender of an RSC (M, W, X, O or -)"));
        }
        Ok(Self { discipline: part(0, 3), gender, event: part(4, 22), phase: part(22, 26), unit: part(26, 34) })
    }

    /// Whether both are units of one event.
    pub(super) fn same_event(&self, other: &Self) -> bool {
        (&self.discipline, self.gender, &self.event) == (&other.discipline, other.gender, &other.event)
    }

    /// The event's gender; open and whole-discipline codes say nothing about persons.
    pub(super) fn gender(&self) -> Option<Gender> {
        match self.gender {
            'M' => Some(Gender::Men),
            'W' => Some(Gender::Women),
            'X' => Some(Gender::Mixed),
            _ => None,
        }
    }

    /// The number of the unit: `000500` is the fifth.
    pub(super) fn number(&self) -> Option<u32> {
        let place: String = self.unit.chars().take(4).collect();
        place.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse().ok().filter(|number| *number > 0)
    }

    /// The group letter of a unit such as `A00100`.
    pub(super) fn group(&self) -> Option<char> {
        self.unit.chars().next().filter(char::is_ascii_uppercase)
    }

    /// A swim-off of a heat: unit `0001RR`.
    pub(super) fn is_swim_off(&self) -> bool {
        self.unit.ends_with("RR")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_rsc_is_taken_apart() {
        let rsc = Rsc::parse("BOBOTEAM4-------------TRNO000500--").unwrap();
        assert_eq!((rsc.discipline.as_str(), rsc.gender, rsc.event.as_str()), ("BOB", 'O', "TEAM4"));
        assert_eq!((rsc.phase.as_str(), rsc.number(), rsc.gender()), ("TRNO", Some(5), None));
        let rsc = Rsc::parse("ATHW10000M------------FNL-000100--").unwrap();
        assert_eq!((rsc.event.as_str(), rsc.phase.as_str(), rsc.gender()), ("10000M", "FNL", Some(Gender::Women)));
        let rsc = Rsc::parse("ATHMHAMMER------------QUALA00100--").unwrap();
        assert_eq!((rsc.group(), rsc.number()), (Some('A'), Some(1)));
    }

    #[test]
    fn old_and_broken_codes_are_refused() {
        for text in [
            "ATM001000",
            "GL0000000",
            "",
            "ATHY10000M------------FNL-000100--",
            "ATHé10000M-----------FNL-000100--",
            "athw10000m------------fnl-000100--",
        ] {
            assert!(Rsc::parse(text).is_err(), "{text}");
        }
    }
}
