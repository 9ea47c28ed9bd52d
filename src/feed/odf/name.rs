//! What a unit is and how prose calls it, from the RSC, our tables and, failing them, the feed's own description.

use super::codes::{Codes, Discipline, EventWords};
use super::rsc::Rsc;
use crate::event::{Sport, UnitKind};

/// A unit in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Described {
    /// After "the": "men's 10,000 metres final".
    pub(super) name: String,
    /// For ids and listings: "final", "heat 3".
    pub(super) unit: String,
    /// Race, heat or training.
    pub(super) kind: UnitKind,
    /// The sport.
    pub(super) sport: Sport,
    /// A note where the tables lack the event.
    pub(super) note: Option<String>,
}

/// Why a unit has no name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoName {
    /// The phase is a ceremony, meeting or the like, not a competition.
    NoCompetition(String),
    /// The phase is not in the tables.
    Phase(String),
    /// Neither the tables nor the message name the event.
    Event,
    /// A final of several runs without the number of the run.
    Number,
}

/// Whether a phase is a ceremony, a meeting or the like.
pub(super) fn is_ceremony(phase: &str) -> bool {
    ["VICT", "MEET", "CER", "VC"].iter().any(|no_race| phase.starts_with(no_race))
}

/// Describes the unit of a message; `event_name` is the feed's own name of the event.
pub(super) fn describe(codes: &Codes, rsc: &Rsc, event_name: Option<&str>) -> Result<Described, NoName> {
    let (words, note) = words(codes, rsc, event_name)?;
    let discipline = codes.disciplines.get(&rsc.discipline);
    let key = if rsc.is_swim_off() { "RR".to_owned() } else { rsc.phase.clone() };
    let grouped = rsc.group().map(|group| format!("{key}{group}"));
    let phase = grouped.and_then(|key| codes.phases.get(&key)).or_else(|| codes.phases.get(&key));
    let phase = phase.ok_or_else(|| NoName::Phase(rsc.phase.clone()))?;

    let runs = words.runs.as_deref().or_else(|| discipline.and_then(|discipline| discipline.runs.as_deref()));
    let one_of_several = phase.kind == UnitKind::Race && runs.is_some();
    let pattern = if one_of_several { runs } else { phase.numbered.as_deref() };
    let pattern = pattern.map(|pattern| pattern.replace("{runs}", runs.unwrap_or("run {n}")));
    let (spoken, listed) = match (pattern, rsc.number()) {
        (Some(pattern), Some(number)) => (numbered(&pattern, number), pattern.replace("{n}", &number.to_string())),
        (Some(_), None) if one_of_several => return Err(NoName::Number),
        _ => (Spoken::After(phase.plain.clone()), phase.plain.clone()),
    };
    let sport = sport(&words, discipline);
    let kind = if one_of_several { UnitKind::Heat } else { phase.kind };
    let event = whose(rsc, &words);
    let name = match spoken {
        Spoken::Before(unit) => format!("{unit} of the {event}"),
        Spoken::After(phase) if words.bare_final && phase == "final" => event,
        Spoken::After(phase) => format!("{event} {phase}"),
    };
    Ok(Described { name, unit: listed, kind, sport, note })
}

/// Describes a ranking over several units: over those of a phase, or, without a phase and over the runs of a final, of the event itself.
pub(super) fn describe_ranking(codes: &Codes, rsc: &Rsc, event_name: Option<&str>) -> Result<Described, NoName> {
    let (words, note) = words(codes, rsc, event_name)?;
    let discipline = codes.disciplines.get(&rsc.discipline);
    let runs = words.runs.is_some() || discipline.is_some_and(|discipline| discipline.runs.is_some());
    let phase = codes.phases.get(&rsc.phase);
    if rsc.phase.is_empty() || (runs && phase.is_some_and(|phase| phase.kind == UnitKind::Race)) {
        let (name, sport) = (whose(rsc, &words), sport(&words, discipline));
        return Ok(Described { name, unit: "final".to_owned(), kind: UnitKind::Race, sport, note });
    }
    let group = rsc.group().map(String::from).unwrap_or_default();
    describe(codes, &Rsc { unit: group, ..rsc.clone() }, event_name)
}

/// The event in words, with a note where they are the message's own.
fn words(codes: &Codes, rsc: &Rsc, event_name: Option<&str>) -> Result<(EventWords, Option<String>), NoName> {
    if is_ceremony(&rsc.phase) {
        return Err(NoName::NoCompetition(rsc.phase.clone()));
    }
    let listed = codes.disciplines.get(&rsc.discipline).and_then(|discipline| event_words(discipline, rsc));
    let note = listed.is_none().then(|| format!("the event \"{}\" is not in templates/sports.toml: its name is the feed's own", rsc.event));
    let words = listed.or_else(|| event_name.and_then(own_words)).ok_or(NoName::Event)?;
    Ok((words, note))
}

fn sport(words: &EventWords, discipline: Option<&Discipline>) -> Sport {
    words.sport.or_else(|| discipline.map(|discipline| discipline.sport)).unwrap_or(Sport::Other)
}

/// The event with the gender before it.
fn whose(rsc: &Rsc, words: &EventWords) -> String {
    let whose = match rsc.gender {
        'M' if !words.bare => "men's ",
        'W' if !words.bare => "women's ",
        'X' if !words.bare => "mixed ",
        _ => "",
    };
    format!("{whose}{}", words.name)
}

/// Where prose puts the unit: "second heat of the men's 100 metres", "men's 100 metres final".
enum Spoken {
    Before(String),
    After(String),
}

/// A numbered unit in words: "heat {n}" is the "second heat"; what has no number of its own stays behind the event.
fn numbered(pattern: &str, number: u32) -> Spoken {
    match pattern.strip_suffix(" {n}") {
        Some(unit) => Spoken::Before(format!("{} {unit}", nth(number))),
        None => Spoken::After(pattern.replace("{n}", &number.to_string())),
    }
}

/// The event of our tables: by its code, or a distance completed by a suffix.
fn event_words(discipline: &Discipline, rsc: &Rsc) -> Option<EventWords> {
    let by_gender = discipline.events.get(&format!("{}.{}", rsc.gender, rsc.event));
    if let Some(words) = by_gender.or_else(|| discipline.events.get(&rsc.event)) {
        return Some(words.clone());
    }
    let (legs, body) = match rsc.event.split_once('X') {
        Some((legs, body)) if legs.parse::<u32>().is_ok() => (Some(legs), body),
        _ => (None, rsc.event.as_str()),
    };
    let suffix = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let distance: u32 = body.strip_suffix(suffix)?.parse().ok().filter(|distance| *distance < 1_000_000)?;
    let words = discipline.suffixes.get(suffix)?;
    let name = match legs {
        Some(legs) => format!("{legs}x{distance} {words} relay"),
        None => format!("{} {words}", grouped(distance)),
    };
    Some(EventWords { name, sport: None, bare: false, bare_final: false, runs: None })
}

/// The feed's own name, without its gender and in lower case: "Men's Individual Time Trial" -> "individual time trial".
fn own_words(name: &str) -> Option<EventWords> {
    let mut name = name.trim();
    for whose in ["Men's ", "Women's ", "Mixed ", "Men’s ", "Women’s "] {
        name = name.strip_prefix(whose).unwrap_or(name);
    }
    let lower = |word: &str| {
        let mut letters = word.chars();
        let titled = letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == '-');
        if titled { word.to_lowercase() } else { word.to_owned() }
    };
    let name = name.split_whitespace().map(lower).collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(EventWords { name, sport: None, bare: false, bare_final: false, runs: None })
}

/// `10000` -> `10,000`, for numbers below a million.
pub(super) fn grouped(number: u32) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// `2` -> `second`, `12` -> `12th`: words up to nine, as both styles have them.
fn nth(number: u32) -> String {
    const WORDS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    let word = number.checked_sub(1).and_then(|index| WORDS.get(usize::try_from(index).ok()?));
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    word.map_or_else(|| format!("{number}{ending}"), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::odf::codes::codes;

    fn described(code: &str, event_name: Option<&str>) -> Result<Described, NoName> {
        describe(codes().unwrap(), &Rsc::parse(&format!("{code:-<34}")).unwrap(), event_name)
    }

    #[test]
    fn units_are_named_as_prose_says_after_the() {
        for (code, name) in [
            ("ATHM10000M------------FNL-000100--", "men's 10,000 metres final"),
            ("ATHW4X100M------------FNL-000100--", "women's 4x100 metres relay final"),
            ("ATHX4X400M------------FNL-000100--", "mixed 4x400 metres relay final"),
            ("ATHM100M--------------RND1000300--", "third heat of the men's 100 metres"),
            ("ATHM100M--------------SFNL000200--", "second semi-final of the men's 100 metres"),
            ("ATHW100MHURD----------FNL-000100--", "women's 100 metres hurdles final"),
            ("ATHM3000MST-----------FNL-000100--", "men's 3,000 metres steeplechase final"),
            ("ATHWMARATHON----------FNL-000100--", "women's marathon"),
            ("ATHMHAMMER------------QUALA00100--", "men's hammer throw qualification group A"),
            ("SWMW100MFR------------HEAT001200--", "12th heat of the women's 100 metres freestyle"),
            ("SWMM100MBA------------HEAT0001RR--", "men's 100 metres backstroke swim-off"),
            ("SWMX4X100MMD----------FNL-000100--", "mixed 4x100 metres medley relay final"),
            ("BOBOTEAM4-------------TRNO000500--", "fifth training heat of the four-man bobsleigh"),
            ("BOBOTEAM4-------------FNL-000200--", "second heat of the four-man bobsleigh"),
            ("BOBWTEAM2-------------FNL-000100--", "first heat of the two-woman bobsleigh"),
            ("LUGMSINGLE------------TRNO000300--", "third training run of the men's luge singles"),
            ("ALPWDH----------------FNL-000100--", "women's downhill"),
            ("ALPMGS----------------FNL-000200--", "second run of the men's giant slalom"),
            ("CRDWTT----------------FNL-000100--", "women's cycling time trial"),
        ] {
            assert_eq!(described(code, None).unwrap().name, name);
        }
    }

    #[test]
    fn a_run_of_several_is_no_race_and_training_is_training() {
        assert_eq!(described("BOBOTEAM4-------------FNL-000200--", None).unwrap().kind, UnitKind::Heat);
        assert_eq!(described("BOBOTEAM4-------------TRNO000500--", None).unwrap().kind, UnitKind::Training);
        assert_eq!(described("ATHM100M--------------FNL-000100--", None).unwrap().kind, UnitKind::Race);
        assert_eq!(described("ATHMLONGJUMP----------FNL-000100--", None).unwrap().sport, Sport::Field);
    }

    #[test]
    fn ceremonies_and_unknown_phases_are_no_units() {
        assert_eq!(described("ATHMMARATHON----------VICTFLOWER--", None), Err(NoName::NoCompetition("VICT".into())));
        assert_eq!(described("ATHMDECATH------------LJ--000100--", Some("Decathlon")), Err(NoName::Phase("LJ".into())));
        assert_eq!(described("ATHMTOSS--------------FNL-000100--", None), Err(NoName::Event));
    }

    #[test]
    fn an_event_outside_the_tables_has_the_messages_own_name_and_a_note() {
        let described = described("CCSM15KMCL------------FNL-000100--", Some("Men's 15km Classic")).unwrap();
        assert_eq!(described.name, "men's 15km classic final");
        assert!(described.note.unwrap().contains("15KMCL"));
    }
}
