//! The lines of a file come together as races.

use super::fields::{Line, day};
use crate::event::{Gender, LocalDay, ResultState};
use crate::feed::raw::Text;
use crate::feed::swimming::meet::{Ages, Club, Meet, Race, Style, Swim, Swimmer};
use crate::feed::{FeedError, FeedErrorKind};
use std::collections::{BTreeMap, BTreeSet};

/// An upper age from which a group is open.
const OPEN: u32 = 109;
/// Swimmers of a relay.
const LEGS: u32 = 4;

/// What has been read so far, and to whom the next line belongs.
#[derive(Default)]
struct Reader {
    meet: Meet,
    /// The only day of a meet that lasts one.
    only_day: Option<Text>,
    club: Option<Club>,
    swimmer: Option<Swimmer>,
    swimmers: BTreeMap<String, Swimmer>,
    /// The event of the last `E1` or `F1` line.
    event: Option<Race>,
    relay: Option<Text>,
    exhibition: Option<Text>,
    /// Event and index of the swim that splits and members belong to.
    open: Option<(String, usize)>,
    races: BTreeMap<String, Race>,
    /// Keys of races in the order of the file.
    order: Vec<String>,
}

/// Reads a file.
pub(super) fn read(text: &str) -> Result<Meet, FeedError> {
    let mut reader = Reader::default();
    let lines: Vec<Line> = (1..).zip(text.lines()).map(|(number, line)| Line::new(number, line)).collect();
    // Relays name swimmers of later lines too.
    let roster =
        lines.iter().filter(|line| line.kind() == "D1").map(|line| Ok((line.need(4, 5, "number of a swimmer")?.raw, swimmer(line)?)));
    reader.swimmers = roster.collect::<Result<_, FeedError>>()?;
    for line in &lines {
        reader.line(line)?;
    }
    Ok(reader.finish())
}

impl Reader {
    fn line(&mut self, line: &Line) -> Result<(), FeedError> {
        match line.kind().as_str() {
            "B1" => {
                (self.meet.name, self.meet.venue) = (line.field(3, 45), line.field(48, 45));
                let (first, last) = (line.field(93, 8), line.field(101, 8));
                self.only_day = first.filter(|first| last.is_some_and(|last| last.raw == first.raw));
            }
            "C1" => {
                let id = line.need(3, 5, "code of a club")?;
                self.club = Some(Club { id: id.raw.to_lowercase(), name: line.field(8, 30), nation: None, national_team: false });
            }
            "D1" => self.swimmer = Some(swimmer(line)?),
            "E1" => {
                (self.event, self.relay) = (Some(event(line, 1)?), None);
                self.exhibition = line.field(84, 1).filter(|text| text.trimmed() == "X");
            }
            "F1" => {
                (self.event, self.relay, self.exhibition) = (Some(event(line, LEGS)?), Some(line.need(8, 1, "letter of a relay")?), None);
            }
            "E2" => self.result(line, line.field(88, 8))?,
            "F2" => self.result(line, line.field(103, 8))?,
            "F3" => self.members(line),
            "G1" => self.splits(line)?,
            _ => {}
        }
        Ok(())
    }

    fn result(&mut self, line: &Line, date: Option<Text>) -> Result<(), FeedError> {
        let missing = || FeedError::new(FeedErrorKind::Syntax, "", "the result follows no entry").at(line.at(1));
        let event = self.event.clone().ok_or_else(missing)?;
        let round = line.need(3, 1, "round")?;
        let key = format!("{}-{}", event.id, round.trimmed().to_lowercase());
        let date = date.or_else(|| self.only_day.clone());
        if !self.races.contains_key(&key) {
            self.order.push(key.clone());
        }
        let round_key = match round.trimmed() {
            "P" => "PRE".to_owned(),
            "S" => "SEM".to_owned(),
            "F" => "TIM".to_owned(),
            other => other.to_owned(),
        };
        let swum = course(line, 12).or(event.style.course).map_or_else(|| line.need(12, 1, "course"), Ok)?;
        let style = Style { course: Some(swum), ..event.style };
        let race = self.races.entry(key.clone()).or_insert_with(|| Race {
            at: line.at(1),
            style,
            id: key.clone(),
            round_key,
            round,
            day: date.as_ref().and_then(day),
            date: date.clone(),
            ..event
        });
        // Swims of one race on several days leave it without a day.
        if race.day != date.as_ref().and_then(day) {
            (race.day, race.date) = (None, None);
        }
        race.swims.push(Swim {
            at: line.at(1),
            place: line.field(30, 4),
            time: line.field(4, 8),
            status: line.field(13, 1).or_else(|| self.exhibition.clone()),
            swimmers: if self.relay.is_some() { Vec::new() } else { self.swimmer.iter().cloned().collect() },
            relay: self.relay.clone(),
            club: self.club.clone(),
            ..Swim::default()
        });
        self.open = Some((key, race.swims.len() - 1));
        Ok(())
    }

    fn swim(&mut self) -> Option<(&mut Swim, u32)> {
        let (key, at) = self.open.as_ref()?;
        let race = self.races.get_mut(key)?;
        let pool = if race.style.course.as_ref().is_some_and(|course| course.trimmed() == "LCM") { 50 } else { 25 };
        race.swims.get_mut(*at).map(|swim| (swim, pool))
    }

    /// Groups of 13 columns: gender, number, some letters of the name, round, leg. Alternates have no leg from 1 to 4.
    fn members(&mut self, line: &Line) {
        let groups = (0..8).map(|group| 3 + 13 * group);
        let named = groups.filter_map(|start| {
            let leg: u32 = line.field(start + 12, 1)?.trimmed().parse().ok().filter(|leg| (1..=LEGS).contains(leg))?;
            Some((leg, self.swimmers.get(&line.field(start + 1, 5)?.raw).cloned()))
        });
        let mut legs: Vec<(u32, Option<Swimmer>)> = named.collect();
        legs.sort_by_key(|(leg, _)| *leg);
        let all: Option<Vec<Swimmer>> = legs.into_iter().map(|(_, swimmer)| swimmer).collect();
        if let (Some((swim, _)), Some(all)) = (self.swim(), all) {
            swim.swimmers = all;
        }
    }

    /// Groups of 11 columns: round, lengths of the pool, seconds.
    fn splits(&mut self, line: &Line) -> Result<(), FeedError> {
        let Some((swim, pool)) = self.swim() else { return Ok(()) };
        for start in (0..11).map(|group| 3 + 11 * group) {
            let (Some(lengths), Some(seconds)) = (line.number(start + 1, 2)?, line.field(start + 3, 8)) else { continue };
            let distance = Text { raw: lengths.saturating_mul(pool).to_string(), at: line.at(start + 1) };
            swim.splits.push((distance, seconds));
        }
        Ok(())
    }

    fn finish(mut self) -> Meet {
        let with_heats: BTreeSet<String> = self
            .races
            .values()
            .filter(|race| race.round_key == "PRE")
            .filter_map(|race| race.id.strip_suffix("-p").map(str::to_owned))
            .collect();
        for key in &self.order {
            let Some(mut race) = self.races.remove(key) else { continue };
            let event = race.id.rsplit_once('-').map_or("", |(event, _)| event);
            if with_heats.contains(event) && race.round_key == "TIM" {
                "FIN".clone_into(&mut race.round_key);
            }
            let place = |swim: &Swim| swim.place.as_ref().and_then(|place| place.trimmed().parse::<u32>().ok()).filter(|place| *place > 0);
            race.swims.sort_by_key(|swim| (place(swim).is_none(), place(swim)));
            self.meet.races.push(race);
        }
        self.meet
    }
}

fn swimmer(line: &Line) -> Result<Swimmer, FeedError> {
    Ok(Swimmer {
        id: Some(line.need(4, 5, "number of a swimmer")?),
        given: line.field(29, 20),
        prefix: None,
        family: line.field(9, 20),
        nation: None,
        gender: match line.field(3, 1).as_ref().map(Text::trimmed) {
            Some("M") => Some(Gender::Men),
            Some("F") => Some(Gender::Women),
            _ => None,
        },
        born: line.field(89, 8).as_ref().and_then(day),
        age: line.number(97, 3)?.filter(|age| *age > 0),
    })
}

/// The key that a letter of the file stands for.
fn key(words: &[(&str, &str)], text: &Text) -> String {
    words.iter().find(|(word, _)| *word == text.trimmed()).map_or_else(|| text.raw.clone(), |(_, key)| (*key).to_owned())
}

/// The course that stands at a column.
fn course(line: &Line, column: usize) -> Option<Text> {
    let course = line.field(column, 1)?;
    Some(Text { raw: key(&[("Y", "SCY"), ("S", "SCM"), ("M", "SCM"), ("L", "LCM")], &course), ..course })
}

/// The event of an entry. Its course is the one of the time that was entered: the result says in which one it was swum.
fn event(line: &Line, legs: u32) -> Result<Race, FeedError> {
    let number = line.need(39, 4, "number of an event")?;
    let stroke = line.need(22, 1, "stroke")?;
    let distance = line.need(16, 6, "distance")?;
    let total: u32 =
        distance.trimmed().parse().ok().filter(|total| (1..100_000).contains(total)).ok_or_else(|| distance.bad("is no distance"))?;
    if !total.is_multiple_of(legs) {
        return Err(distance.bad("is no distance of a relay of four"));
    }
    let stroke_key = key(&[("A", "FREE"), ("B", "BACK"), ("C", "BREAST"), ("D", "FLY"), ("E", "MEDLEY")], &stroke);
    Ok(Race {
        at: line.at(1),
        id: number.raw.to_lowercase(),
        style: Style { stroke, stroke_key, distance: total / legs, legs, course: course(line, 51) },
        gender: line.field(14, 1),
        round: number,
        round_key: String::new(),
        ages: Ages { from: line.number(23, 3)?.filter(|age| *age > 0), to: line.number(26, 3)?.filter(|age| (1..OPEN).contains(age)) },
        class: None,
        letter: None,
        first_place: 1,
        date: None,
        day: None::<LocalDay>,
        state: ResultState::Official,
        to_final: false,
        swims: Vec::new(),
        notes: Vec::new(),
    })
}
