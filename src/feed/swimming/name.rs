//! How a desk calls a race: "women's 100 metres freestyle final", "heats of the girls' 4x50 metres medley relay for ages 13 to 14".

use super::meet::{Ages, Race};
use super::words::{Round, Words};
use crate::event::{Gender, UnitKind};
use crate::feed::FeedError;

/// A race in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Described {
    /// After "the".
    pub(super) name: String,
    /// For listings and ids.
    pub(super) unit: String,
    pub(super) kind: UnitKind,
}

/// Oldest age of a group that is called boys and girls.
const OLDEST_CHILD: u32 = 18;

/// Puts the name together; a stroke, course or round that the table lacks is an error.
pub(super) fn describe(race: &Race, gender: Option<Gender>, words: &Words) -> Result<Described, FeedError> {
    let round = words.rounds.get(&race.round_key).ok_or_else(|| race.round.bad("is no round of templates/swimming.toml"))?;
    let event = [whose(gender, race.ages), class(race)?.unwrap_or_default(), style(race, words)?];
    let event = event.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let described = in_round(race, round, &event);
    Ok(Described { name: described.name + &ages(race.ages), ..described })
}

fn in_round(race: &Race, round: &Round, event: &str) -> Described {
    let letter = race.letter.as_ref().map(|letter| letter.trimmed().to_uppercase()).filter(|letter| letter != "A");
    let goes_on = if race.to_final { " for the final" } else { "" };
    match (&round.before, &round.after, letter) {
        (Some(before), ..) => Described { name: format!("{before} of the {event}"), unit: format!("{before}{goes_on}"), kind: round.kind },
        // A B final decides no event.
        (None, Some(after), Some(letter)) => {
            Described { name: format!("{event} {letter} {after}"), unit: format!("{letter} {after}"), kind: UnitKind::Heat }
        }
        (None, Some(after), None) => Described { name: format!("{event} {after}"), unit: after.clone(), kind: round.kind },
        (None, None, _) => Described { name: event.to_owned(), unit: "final".to_owned(), kind: round.kind },
    }
}

fn whose(gender: Option<Gender>, ages: Ages) -> String {
    let children = ages.to.is_some_and(|to| to <= OLDEST_CHILD);
    let word = match (gender, children) {
        (Some(Gender::Men), false) => "men's",
        (Some(Gender::Men), true) => "boys'",
        (Some(Gender::Women), false) => "women's",
        (Some(Gender::Women), true) => "girls'",
        (Some(Gender::Mixed), _) => "mixed",
        (None, _) => "",
    };
    word.to_owned()
}

fn ages(ages: Ages) -> String {
    match (ages.from, ages.to) {
        (None, None) => String::new(),
        (None, Some(to)) => format!(" for ages {to} and under"),
        (Some(from), None) => format!(" for ages {from} and over"),
        (Some(from), Some(to)) if from == to => format!(" for {from}-year-olds"),
        (Some(from), Some(to)) => format!(" for ages {from} to {to}"),
    }
}

/// The class of a para event: `9` is S9, SB9 in breaststroke, SM9 in the medley.
fn class(race: &Race) -> Result<Option<String>, FeedError> {
    let Some(text) = &race.class else { return Ok(None) };
    let number: u32 = text.trimmed().parse().ok().filter(|number| (1..=21).contains(number)).ok_or_else(|| text.bad("is no para class"))?;
    let letters = match race.style.stroke_key.as_str() {
        "BREAST" => "SB",
        "MEDLEY" => "SM",
        _ => "S",
    };
    Ok(Some(format!("{letters}{number}")))
}

fn style(race: &Race, words: &Words) -> Result<String, FeedError> {
    let style = &race.style;
    let stroke = words.strokes.get(&style.stroke_key).ok_or_else(|| style.stroke.bad("is no stroke of templates/swimming.toml"))?;
    let unit = match &style.course {
        Some(course) => words.courses.get(course.trimmed()).ok_or_else(|| course.bad("is no course of templates/swimming.toml"))?.as_str(),
        None => "metres",
    };
    let stroke = stroke.name(style.legs > 1);
    Ok(match style.legs {
        1 => format!("{} {unit} {stroke}", grouped(style.distance)),
        legs => format!("{legs}x{} {unit} {stroke} relay", style.distance),
    })
}

/// `1500` -> `1,500`.
fn grouped(number: u32) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// How a point of the course is called: "150 metres".
pub(super) fn point(distance: u32, race: &Race, words: &Words) -> String {
    let unit = race.style.course.as_ref().and_then(|course| words.courses.get(course.trimmed())).map_or("metres", String::as_str);
    format!("{} {unit}", grouped(distance))
}

#[cfg(test)]
mod tests {
    use super::super::meet::Style;
    use super::super::words::words;
    use super::*;
    use crate::event::ResultState;
    use crate::feed::raw::Text;

    fn text(raw: &str) -> Text {
        Text { raw: raw.to_owned(), at: "/x".to_owned() }
    }

    fn race(distance: u32, stroke: &str, legs: u32, course: &str, round: &str) -> Race {
        Race {
            at: String::new(),
            id: String::new(),
            style: Style { stroke: text(stroke), stroke_key: stroke.to_owned(), distance, legs, course: Some(text(course)) },
            gender: None,
            round: text(round),
            round_key: round.to_owned(),
            ages: Ages::default(),
            class: None,
            letter: None,
            first_place: 1,
            date: None,
            day: None,
            state: ResultState::Official,
            to_final: false,
            swims: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn name(race: &Race, gender: Gender) -> String {
        describe(race, Some(gender), words().unwrap()).unwrap().name
    }

    #[test]
    fn races_are_named_as_a_desk_does() {
        assert_eq!(name(&race(100, "FREE", 1, "LCM", "FIN"), Gender::Women), "women's 100 metres freestyle final");
        assert_eq!(name(&race(1500, "FREE", 1, "SCM", "TIM"), Gender::Men), "men's 1,500 metres freestyle");
        assert_eq!(name(&race(50, "MEDLEY", 4, "SCM", "TIM"), Gender::Mixed), "mixed 4x50 metres medley relay");
        assert_eq!(name(&race(200, "MEDLEY", 1, "SCY", "PRE"), Gender::Men), "heats of the men's 200 yards individual medley");
        let b = Race { letter: Some(text("B")), ..race(100, "FREE", 1, "LCM", "FIN") };
        assert_eq!(name(&b, Gender::Men), "men's 100 metres freestyle B final");
        assert_eq!(describe(&b, None, words().unwrap()).unwrap().kind, UnitKind::Heat);
    }

    #[test]
    fn age_groups_and_classes_are_part_of_the_name() {
        let group = |from, to| Race { ages: Ages { from, to }, ..race(100, "BREAST", 1, "LCM", "TIM") };
        assert_eq!(name(&group(Some(13), Some(14)), Gender::Women), "girls' 100 metres breaststroke for ages 13 to 14");
        assert_eq!(name(&group(None, Some(10)), Gender::Men), "boys' 100 metres breaststroke for ages 10 and under");
        assert_eq!(name(&group(Some(25), Some(29)), Gender::Men), "men's 100 metres breaststroke for ages 25 to 29");
        assert_eq!(name(&group(Some(15), None), Gender::Women), "women's 100 metres breaststroke for ages 15 and over");
        assert_eq!(name(&group(Some(12), Some(12)), Gender::Women), "girls' 100 metres breaststroke for 12-year-olds");
        let para = |class: &str| Race { class: Some(text(class)), ..race(100, "BREAST", 1, "LCM", "FIN") };
        assert_eq!(name(&para("9"), Gender::Men), "men's SB9 100 metres breaststroke final");
        assert!(describe(&para("Mrs"), None, words().unwrap()).is_err());
    }

    #[test]
    fn words_that_the_table_lacks_are_errors_with_their_pointer() {
        for bad in [race(100, "DOLPHIN", 1, "LCM", "FIN"), race(100, "FREE", 1, "LCM", "GER.RES"), race(100, "FREE", 1, "POND", "FIN")] {
            let error = describe(&bad, None, words().unwrap()).unwrap_err();
            assert_eq!(error.pointer.as_deref(), Some("/x"), "{error}");
        }
    }
}
