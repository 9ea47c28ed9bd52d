//! One result becomes a row: who, place, time, status, splits.

use super::event::{Open, clean};
use super::meet::{Swim, Swimmer};
use super::minors::is_of_age;
use super::name;
use super::words::Status;
use crate::event::{Cells, Competitor, Gender, Irm, Mark, Person, Row, Split, Team};
use crate::feed::raw::Text;
use crate::feed::{FeedError, FeedErrorKind, people};

/// Texts with the fields that were read from them.
type Read<'t> = Vec<(&'static str, &'t Text)>;

impl Open<'_> {
    /// Reads a result; `None` where it is no part of the race (out of competition, not ranked).
    pub(super) fn row(&self, swim: &Swim, order: u32) -> Result<Option<Row>, FeedError> {
        let mut cells = Cells::new();
        let place = swim.place.as_ref().map(place).transpose()?.flatten();
        let rank = place.map(|place| place.saturating_sub(self.race.first_place.saturating_sub(1)));
        let mark = swim.time.as_ref().map(time).transpose()?.flatten();
        let irm = match self.status(swim)? {
            Some(Status::Out(_)) => {
                self.warn(format!("a swim out of competition was left out (at {})", swim.at));
                return Ok(None);
            }
            Some(Status::Irm(irm)) => Some(irm),
            None => None,
        };
        if rank.is_none() && irm.is_none() {
            return self.unplaced(swim, mark);
        }
        let mut keep = |field: &str, text: Option<&Text>| text.map(|text| cells.insert(field.to_owned(), text.cell(self.source())));
        keep("rank", swim.place.as_ref().filter(|_| rank.is_some()));
        keep("mark", swim.time.as_ref().filter(|_| mark.is_some()));
        keep("irm", swim.status.as_ref().filter(|_| irm.is_some()));
        keep("qualified", swim.qualified.as_ref());
        self.comment(swim, irm);
        let competitor = self.competitor(swim, &mut cells)?;
        let team = self.team(swim, &mut cells)?;
        let code = self.nation_text(swim);
        let nation = self.reader.nation(code, self);
        if let Some(code) = code.filter(|_| nation.is_some()) {
            cells.insert("nation".to_owned(), code.cell(self.source()));
        }
        Ok(Some(Row {
            rank,
            team,
            nation,
            mark,
            irm,
            splits: self.splits(swim, mark, &mut cells)?,
            reaction: self.reaction(swim, &mut cells),
            qualified: swim.qualified.as_ref().filter(|_| rank.is_some()).map(|_| "Q".to_owned()),
            cells,
            ..Row::bare(order, competitor)
        }))
    }

    fn status(&self, swim: &Swim) -> Result<Option<Status>, FeedError> {
        let Some(text) = swim.status.as_ref().filter(|text| !text.trimmed().is_empty()) else { return Ok(None) };
        let known = self.reader.words.status.get(text.trimmed());
        known.copied().map(Some).ok_or_else(|| text.bad("is no status of templates/swimming.toml"))
    }

    /// A swim with neither a place nor a status: the file says that it is not ranked, or it lacks its place.
    fn unplaced(&self, swim: &Swim, mark: Option<Mark>) -> Result<Option<Row>, FeedError> {
        if swim.place.is_some() || mark.is_none() {
            self.warn(format!("a swim that the file does not rank was left out (at {})", swim.at));
            return Ok(None);
        }
        let message = "a swim has a time, but neither a place nor a status";
        Err(FeedError::new(FeedErrorKind::Incomplete, "", message).at(&swim.at))
    }

    /// A free text is never read; an editor may want to look at the one beside a disqualification.
    fn comment(&self, swim: &Swim, irm: Option<Irm>) {
        if let Some(at) = swim.comment.as_ref().filter(|_| irm == Some(Irm::Dsq)) {
            self.warn(format!("the file comments on a disqualification: no cause is written (at {at})"));
        }
    }

    fn competitor(&self, swim: &Swim, cells: &mut Cells) -> Result<Competitor, FeedError> {
        if self.race.style.legs > 1 {
            return self.relay(swim, cells);
        }
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the result has no swimmer").at(&swim.at);
        let swimmer = swim.swimmers.first().ok_or_else(missing)?;
        let (person, texts) = self.person(swimmer, &swim.at)?;
        cells.extend(texts.into_iter().map(|(field, text)| (field.to_owned(), text.cell(self.source()))));
        Ok(Competitor::Athlete(person))
    }

    /// A relay is its club, with a number where the club has several.
    fn relay(&self, swim: &Swim, cells: &mut Cells) -> Result<Competitor, FeedError> {
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the relay has no club").at(&swim.at);
        let club = swim.club.as_ref().ok_or_else(missing)?;
        let text = club.name.as_ref().ok_or_else(missing)?;
        let number = swim.relay.as_ref().map_or("", Text::trimmed);
        let several = self.clubs_twice.contains(club.id.as_str());
        let name = if several { format!("{} {number}", clean(text)?) } else { clean(text)? };
        cells.insert("competitor".to_owned(), text.cell(self.source()));
        let mut members = Vec::new();
        if swim.swimmers.iter().all(|swimmer| self.may_be_named(swimmer)) {
            for (leg, swimmer) in swim.swimmers.iter().enumerate() {
                let (person, texts) = self.person(swimmer, &swim.at)?;
                let named = texts.into_iter().find(|(field, _)| *field == "competitor");
                cells.extend(named.map(|(_, text)| (format!("leg:{}", leg + 1), text.cell(self.source()))));
                members.push(person);
            }
        } else if !swim.swimmers.is_empty() {
            self.warn(format!("the members of a relay are not named: some are under {} or of unknown age", self.reader.words.minors.under));
        }
        let id = if number.is_empty() { club.id.clone() } else { format!("{}-{number}", club.id) };
        Ok(Competitor::Team { id, name, members })
    }

    fn may_be_named(&self, swimmer: &Swimmer) -> bool {
        self.reader.options.name_minors || is_of_age(swimmer, self.day, self.race.ages, self.reader.words.minors.under)
    }

    /// A swimmer with the texts that the name was read from; of a minor, the number of the file stands for both.
    fn person<'t>(&self, swimmer: &'t Swimmer, at: &str) -> Result<(Person, Read<'t>), FeedError> {
        let missing = |what: &str| FeedError::new(FeedErrorKind::Missing, "", format!("the swimmer has no {what}")).at(at);
        let id = swimmer.id.as_ref().ok_or_else(|| missing("id"))?;
        let number = id.trimmed();
        if number.is_empty() || number.len() > 20 || !number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(id.bad("is no id of a swimmer"));
        }
        let gender = swimmer.gender.or(self.gender).filter(|gender| *gender != Gender::Mixed);
        if !self.may_be_named(swimmer) {
            let minors = &self.reader.words.minors;
            self.warn(format!("swimmers under {} or of unknown age are not named: a number of the file stands for the name", minors.under));
            let name = format!("{} {number}", minors.say);
            let person = Person { id: number.to_owned(), given: None, family: name.clone(), full: name, gender };
            return Ok((person, vec![("competitor", id)]));
        }
        let family = swimmer.family.as_ref().ok_or_else(|| missing("family name"))?;
        let given = swimmer.given.as_ref().map(clean).transpose()?;
        let whole = match &swimmer.prefix {
            Some(prefix) => format!("{} {}", clean(prefix)?, clean(family)?),
            None => clean(family)?,
        };
        let named = people::named(given.as_deref(), &whole, None, people::Custom::default());
        let person = Person { id: number.to_owned(), given: named.given, family: named.family, full: named.full, gender };
        let texts = [("competitor", Some(family)), ("given", swimmer.given.as_ref())];
        Ok((person, texts.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()))
    }

    /// The club; a national team is the nation, and a relay is its club already.
    fn team(&self, swim: &Swim, cells: &mut Cells) -> Result<Option<Team>, FeedError> {
        let Some(club) = swim.club.as_ref().filter(|club| !club.national_team && self.race.style.legs == 1) else { return Ok(None) };
        let Some(text) = &club.name else { return Ok(None) };
        cells.insert("team".to_owned(), text.cell(self.source()));
        Ok(Some(Team { id: club.id.clone(), name: clean(text)? }))
    }

    fn nation_text<'s>(&self, swim: &'s Swim) -> Option<&'s Text> {
        let own = swim.swimmers.first().filter(|_| self.race.style.legs == 1).and_then(|swimmer| swimmer.nation.as_ref());
        own.or(swim.club.as_ref().and_then(|club| club.nation.as_ref()))
    }

    /// Splits in the order of their distances, without the finish; a time of zero is none.
    fn splits(&self, swim: &Swim, mark: Option<Mark>, cells: &mut Cells) -> Result<Vec<Split>, FeedError> {
        let length = self.race.style.distance.saturating_mul(self.race.style.legs);
        let mut found: Vec<(u32, Mark, &Text)> = Vec::new();
        for (at, text) in &swim.splits {
            let distance = at.trimmed().parse::<u32>().map_err(|_| at.bad("is no distance of a split"))?;
            if let Some(mark) = time(text)?.filter(|_| distance < length) {
                found.push((distance, mark, text));
            }
        }
        found.sort_by_key(|(distance, ..)| *distance);
        for pair in found.windows(2) {
            if let [(before, first, _), (distance, second, text)] = pair
                && (before == distance || first.value >= second.value)
            {
                return Err(text.error(FeedErrorKind::Contradiction, &format!("at {distance} is not later than the split at {before}")));
            }
        }
        if let (Some((_, last, text)), Some(mark)) = (found.last(), mark)
            && last.value >= mark.value
        {
            return Err(text.error(FeedErrorKind::Contradiction, "is a split that is not before the finish"));
        }
        Ok(found
            .into_iter()
            .map(|(distance, mark, text)| {
                cells.insert(format!("split:{distance}"), text.cell(self.source()));
                Split { point: distance.to_string(), label: Some(name::point(distance, self.race, self.reader.words)), mark, rank: None }
            })
            .collect())
    }

    /// A reaction time in hundredths with its sign, `+66`; a start before the signal is none.
    fn reaction(&self, swim: &Swim, cells: &mut Cells) -> Option<Mark> {
        let text = swim.reaction.as_ref()?;
        let hundredths: i64 = text.trimmed().strip_prefix('+').unwrap_or(text.trimmed()).parse().ok().filter(|n| (1..200).contains(n))?;
        cells.insert("reaction".to_owned(), text.cell(self.source()));
        Some(Mark::time(hundredths * 10, 2))
    }
}

/// A place; -1 and 0 mean that the swim is not ranked.
fn place(text: &Text) -> Result<Option<u32>, FeedError> {
    match text.trimmed().parse::<i64>() {
        Ok(-1 | 0) => Ok(None),
        Ok(place @ 1..=100_000) => Ok(u32::try_from(place).ok()),
        _ => Err(text.bad("is no place")),
    }
}

/// A time; `NT` and zero stand for none.
fn time(text: &Text) -> Result<Option<Mark>, FeedError> {
    if matches!(text.trimmed(), "NT" | "") {
        return Ok(None);
    }
    let mark = Mark::parse_time(text.trimmed()).map_err(|_| text.bad("is no time"))?;
    Ok(Some(mark).filter(|mark| mark.value > 0 && !text.trimmed().starts_with('+')))
}
