//! How prose calls a unit: "men's 100 metres final", "second semi-final of the women's 200 metres", "decathlon long jump".

use super::words::{EventWords, Round};
use crate::event::{Gender, UnitKind};

/// A unit in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::feed) struct Described {
    /// After "the".
    pub(in crate::feed) name: String,
    /// For listings: "final", "heat 3", "qualifying".
    pub(in crate::feed) unit: String,
    /// Whether it decides something.
    pub(in crate::feed) kind: UnitKind,
}

/// What a unit is made of.
pub(in crate::feed) struct Parts<'a> {
    pub(in crate::feed) event: &'a EventWords,
    pub(in crate::feed) round: &'a Round,
    /// Number of the heat or semi-final, when there are several.
    pub(in crate::feed) number: Option<u32>,
    pub(in crate::feed) gender: Option<Gender>,
    /// The combined event that it is a discipline of ("decathlon").
    pub(in crate::feed) combined: Option<&'a str>,
    /// Group of a qualification ("A"), where groups are units of their own.
    pub(in crate::feed) group: Option<&'a str>,
}

/// Puts the name together. A discipline of a combined event decides nothing, and is called after it.
pub(in crate::feed) fn describe(parts: &Parts<'_>) -> Described {
    let whose = match (parts.combined, parts.gender) {
        (Some(combined), _) => format!("{combined} "),
        (None, Some(Gender::Men)) => "men's ".to_owned(),
        (None, Some(Gender::Women)) => "women's ".to_owned(),
        (None, Some(Gender::Mixed)) => "mixed ".to_owned(),
        (None, None) => String::new(),
    };
    let event = format!("{whose}{}", parts.event.say);
    let kind = if parts.combined.is_some() { UnitKind::Heat } else { parts.round.kind };
    let of_heat = parts.round.heat.as_ref().map(|heat| match parts.number {
        Some(number) => (format!("{} {heat} of the {event}", nth(number)), format!("{heat} {number}")),
        None => (format!("{heat} of the {event}"), heat.clone()),
    });
    let (name, unit) = of_heat.unwrap_or_else(|| {
        let after = parts.round.after.clone().unwrap_or_default();
        let bare = after.is_empty() || parts.combined.is_some() || (parts.event.bare_final && after == "final");
        let name = if bare { event.clone() } else { format!("{event} {after}") };
        (name, if after.is_empty() { "final".to_owned() } else { after })
    });
    match parts.group {
        Some(group) => Described { name: format!("{name} group {group}"), unit: format!("{unit} group {group}"), kind },
        None => Described { name, unit, kind },
    }
}

/// `2` -> `second`, `12` -> `12th`: words up to nine, as both styles have them.
pub(in crate::feed) fn nth(number: u32) -> String {
    crate::english::ordinal::ordinal(u64::from(number), crate::english::Profile::Ap)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn name(event: &str, round: &str, number: Option<u32>, combined: Option<&str>, group: Option<&str>) -> Described {
        let words = words().unwrap();
        let (_, event) = words.event(event).unwrap();
        describe(&Parts { event, round: &words.rounds[round], number, gender: Some(Gender::Men), combined, group })
    }

    #[test]
    fn units_are_named_as_a_desk_does() {
        for (described, want, unit) in [
            (name("100", "final", None, None, None), "men's 100 metres final", "final"),
            (name("100", "semi", Some(2), None, None), "second semi-final of the men's 100 metres", "semi-final 2"),
            (name("110H", "heats", Some(10), None, None), "10th heat of the men's 110-metre hurdles", "heat 10"),
            (name("100", "prelim", Some(3), None, None), "third preliminary heat of the men's 100 metres", "preliminary heat 3"),
            (name("HJ", "qualification", None, None, Some("A")), "men's high jump qualifying group A", "qualifying group A"),
            (name("SP", "qualification", None, None, None), "men's shot put qualifying", "qualifying"),
            (name("MAR", "final", None, None, None), "men's marathon", "final"),
            (name("DEC", "final", None, None, None), "men's decathlon", "final"),
            (name("LJ", "final", None, Some("decathlon"), None), "decathlon long jump", "final"),
            (name("400", "heats", Some(1), Some("decathlon"), None), "first heat of the decathlon 400 metres", "heat 1"),
            (name("4x100", "final", None, None, None), "men's 4x100-metre relay final", "final"),
        ] {
            assert_eq!((described.name.as_str(), described.unit.as_str()), (want, unit));
        }
    }

    #[test]
    fn a_discipline_of_a_combined_event_decides_nothing() {
        assert_eq!(name("LJ", "final", None, Some("decathlon"), None).kind, UnitKind::Heat);
        assert_eq!(name("LJ", "final", None, None, None).kind, UnitKind::Race);
    }
}
