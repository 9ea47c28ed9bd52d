//! One row: who, place, performance, records, attempts.

use super::event::Open;
use super::raw::{self, Text};
use super::{name, performance};
use crate::event::{Attempt, Cells, Competitor, Gender, Irm, Mark, Medal, Nation, Person, RecordFlag, Row, Sport, Team, Unit};
use crate::feed::people::Custom;
use crate::feed::{FeedError, FeedErrorKind, names, odf};

impl Open<'_> {
    /// Reads one row.
    pub(in crate::feed) fn row(&self, row: &raw::Row, order: u32) -> Result<Row, FeedError> {
        let mut cells = self.cells(row);
        let rank = row.rank.as_ref().map(rank).transpose()?;
        let performance = row.performance.as_ref().filter(|text| !text.trimmed().is_empty());
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the row has no performance").at(&row.at);
        let text = performance.ok_or_else(missing)?;
        let read = performance::performance(text.raw.trim(), self.measured, self.reader.words);
        let read = read.ok_or_else(|| text.bad("is neither a mark nor a status that is known"))?;
        let nation = self.reader.nation(row.country.as_ref(), self);
        let competitor = self.competitor(row, nation.as_ref())?;
        if rank.is_none() && read.irm.is_none() {
            let what = format!("is the mark of {}, who has neither a place nor a status", competitor.full());
            return Err(text.error(FeedErrorKind::Incomplete, &what));
        }
        if rank.is_some() && read.irm.is_some() {
            return Err(text.error(FeedErrorKind::Contradiction, "is the status of a row that has a place"));
        }
        for (field, has) in [("mark", read.mark.is_some()), ("irm", read.irm.is_some())] {
            if has {
                cells.insert(field.to_owned(), text.cell(self.reader.source));
            }
        }
        Ok(Row {
            rank,
            team: row.team.as_ref().map(team).transpose()?,
            nation,
            bib: row
                .bib
                .as_ref()
                .map(|bib| bib.trimmed().to_owned())
                .filter(|bib| bib.len() <= 8 && bib.bytes().all(|b| b.is_ascii_alphanumeric())),
            mark: read.mark,
            irm: read.irm,
            attempts: self.attempts(row, &mut cells)?,
            reaction: self.reaction(row, &mut cells),
            wind_tenths: self.wind(row, &mut cells),
            qualified: row.qualification.as_ref().map(qualified).transpose()?.flatten(),
            records: self.records(row, read.irm, &mut cells),
            medal: rank.filter(|_| self.decides).and_then(|rank| medal(rank, row, &mut cells, self.reader.source)),
            cells,
            ..Row::bare(order, competitor)
        })
    }

    fn cells(&self, row: &raw::Row) -> Cells {
        let named = row.name.as_ref().filter(|name| !name.trimmed().is_empty()).or(row.country.as_ref());
        let fields = [("competitor", named), ("rank", row.rank.as_ref()), ("nation", row.country.as_ref())];
        let more = [
            ("team", row.team.as_ref()),
            ("bib", row.bib.as_ref()),
            ("qualified", row.qualification.as_ref().filter(|text| !text.trimmed().is_empty())),
        ];
        let legs = row.runners.iter().enumerate().map(|(leg, (name, _))| (format!("leg:{}", leg + 1), name.cell(self.reader.source)));
        let cell = |(field, text): (&str, Option<&Text>)| Some((field.to_owned(), text?.cell(self.reader.source)));
        fields.into_iter().chain(more).filter_map(cell).chain(legs).collect()
    }

    fn competitor(&self, row: &raw::Row, nation: Option<&Nation>) -> Result<Competitor, FeedError> {
        let missing = |what: &str| FeedError::new(FeedErrorKind::Missing, "", format!("the row has no {what}")).at(&row.at);
        let id = row.id.as_ref().ok_or_else(|| missing("id of the competitor"))?;
        let number = id.trimmed();
        if number.is_empty() || number.len() > 20 || !number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(id.bad("is no id of a competitor"));
        }
        if self.words.sport != Sport::Relay {
            let name = row.name.as_ref().filter(|name| !name.trimmed().is_empty()).ok_or_else(|| missing("name"))?;
            if row.unnamed {
                let full = name.name()?;
                let gender = row.gender.or(self.gender).filter(|gender| *gender != Gender::Mixed);
                return Ok(Competitor::Athlete(Person { id: number.to_owned(), given: None, family: full.clone(), full, gender }));
            }
            return Ok(Competitor::Athlete(self.person(name, row.family.as_ref(), number, row.gender, nation)?));
        }
        let country = row.country.as_ref().ok_or_else(|| missing("country"))?;
        let name = match nation {
            Some(nation) => nation.name.clone(),
            None => country.name()?,
        };
        let members: Result<Vec<Person>, FeedError> = row
            .runners
            .iter()
            .enumerate()
            .map(|(leg, (runner, id))| {
                let id = id.as_ref().map_or_else(|| format!("{number}-{leg}"), |id| id.trimmed().to_owned());
                self.person(runner, None, &id, None, nation)
            })
            .collect();
        Ok(Competitor::Team { id: number.to_owned(), name, members: members? })
    }

    fn person(
        &self,
        text: &Text,
        family: Option<&Text>,
        id: &str,
        own: Option<Gender>,
        nation: Option<&Nation>,
    ) -> Result<Person, FeedError> {
        let clean = |text: &Text, part: &str| names::clean(part).map_err(|error| text.unfit(&error));
        clean(text, &text.raw)?;
        let split = match family {
            Some(family) => {
                let custom = nation.map_or_else(Custom::default, |nation| odf::codes::custom(&nation.code));
                name::in_prose(&name::with_family(&text.raw, family.trimmed()), custom)
            }
            None => name::split(&text.raw, nation.map(|nation| nation.code.as_str()), self.reader.words),
        };
        let gender = own.or(self.gender).filter(|gender| *gender != Gender::Mixed);
        Ok(Person {
            id: id.to_owned(),
            given: split.given.as_deref().map(|given| clean(text, given)).transpose()?,
            family: clean(text, &split.family)?,
            full: clean(text, &split.full)?,
            gender,
        })
    }

    /// A reaction time, from its own field or from the one that sprints share with the pools of a qualification.
    fn reaction(&self, row: &raw::Row, cells: &mut Cells) -> Option<Mark> {
        if self.measured != Unit::Time {
            return None;
        }
        let text = row.reaction.as_ref().or(row.group.as_ref()).filter(|text| !text.trimmed().is_empty())?;
        let mark = Mark::parse_time(text.trimmed()).ok().filter(|mark| mark.decimals == 3 && (1..2000).contains(&mark.value));
        if mark.is_none() {
            self.warn(format!("a reaction time could not be read and was left out (at {})", text.at));
        } else {
            cells.insert("reaction".to_owned(), text.cell(self.reader.source));
        }
        mark
    }

    /// The row's own wind, else that of the race.
    fn wind(&self, row: &raw::Row, cells: &mut Cells) -> Option<i32> {
        let text = row.wind.as_ref().or(self.wind.as_ref()).filter(|text| !text.trimmed().is_empty())?;
        let tenths = performance::wind(text.trimmed());
        match tenths {
            Some(_) => drop(cells.insert("wind".to_owned(), text.cell(self.reader.source))),
            None => self.warn(format!("a wind reading could not be read and was left out (at {})", text.at)),
        }
        tenths
    }

    /// Records of a valid mark; a flag that the table lacks is a note.
    fn records(&self, row: &raw::Row, irm: Option<Irm>, cells: &mut Cells) -> Vec<RecordFlag> {
        let nation = row.country.as_ref().map(Text::trimmed);
        let mut records: Vec<RecordFlag> = Vec::new();
        for flag in row.records.iter().filter(|_| irm.is_none()) {
            let (equalled, name) = flag.raw.strip_prefix('=').map_or((false, flag.raw.as_str()), |name| (true, name));
            let Some(code) = self.reader.words.record(name, nation) else {
                let short: String = name.chars().take(20).collect();
                self.warn(format!("records of the type \"{}\" are not known and were left out (at {})", short.escape_debug(), flag.at));
                continue;
            };
            if records.iter().all(|record| record.code != code) {
                cells.insert(format!("record:{code}"), flag.cell(self.reader.source));
                records.push(RecordFlag { code, equalled, confirmed: true });
            }
        }
        records
    }

    /// Attempts in their order. Of a height the mark is the height and the text its signs; of a combined event the mark is that of a
    /// discipline.
    fn attempts(&self, row: &raw::Row, cells: &mut Cells) -> Result<Vec<Attempt>, FeedError> {
        let mut attempts: Vec<Attempt> = Vec::new();
        for given in &row.attempts {
            let attempt = self.attempt(given)?;
            if attempts.last().is_some_and(|last| last.number >= attempt.number) {
                return Err(given.performance.error(FeedErrorKind::Contradiction, "is an attempt out of order"));
            }
            cells
                .insert(format!("attempt:{}", attempt.number), given.signs.as_ref().unwrap_or(&given.performance).cell(self.reader.source));
            attempts.push(attempt);
        }
        for (number, text) in row.disciplines.iter().filter(|(_, text)| !text.trimmed().is_empty()) {
            let mark = self.discipline(*number, text)?;
            cells.insert(format!("attempt:{number}"), text.cell(self.reader.source));
            attempts.push(Attempt { number: *number, mark, raw: text.trimmed().to_owned() });
        }
        Ok(attempts)
    }

    fn attempt(&self, given: &raw::Attempt) -> Result<Attempt, FeedError> {
        let text = &given.performance;
        let mark = performance::mark(text.trimmed(), Unit::Distance);
        if !self.vertical {
            let known = mark.is_some() || performance::is_no_mark(text.trimmed());
            let raw = text.trimmed().to_owned();
            return if known { Ok(Attempt { number: given.number, mark, raw }) } else { Err(text.bad("is neither a mark nor X or P")) };
        }
        let signs = given.signs.as_ref().ok_or_else(|| text.bad("is a height without its attempts"))?;
        if mark.is_none() {
            return Err(text.bad("is no height"));
        }
        if !performance::is_clearance(signs.trimmed()) {
            return Err(signs.bad("is no row of O, X and - at a height"));
        }
        Ok(Attempt { number: given.number, mark, raw: signs.trimmed().to_owned() })
    }

    /// The mark of a discipline; `None` for a status such as NM.
    fn discipline(&self, number: u32, text: &Text) -> Result<Option<Mark>, FeedError> {
        let code = usize::try_from(number).ok().and_then(|number| self.words.disciplines.get(number.checked_sub(1)?));
        let code = code.ok_or_else(|| text.bad("is of a discipline that this combined event does not have"))?;
        let field = self.reader.words.event(code).is_some_and(|(_, words)| words.sport == Sport::Field);
        let unit = if field { Unit::Distance } else { Unit::Time };
        let mark = text.trimmed().split('/').next().unwrap_or_default();
        let read = performance::performance(mark, unit, self.reader.words);
        read.map(|read| read.mark.filter(|_| read.irm.is_none())).ok_or_else(|| text.bad("is no mark of a discipline"))
    }
}

fn team(text: &Text) -> Result<Team, FeedError> {
    let name = text.name()?;
    Ok(Team { id: name.to_lowercase(), name })
}

fn rank(text: &Text) -> Result<u32, FeedError> {
    let number = text.trimmed().parse().ok().filter(|rank| (1..=10_000).contains(rank));
    number.ok_or_else(|| text.bad("is no place"))
}

fn qualified(text: &Text) -> Result<Option<String>, FeedError> {
    match text.trimmed() {
        "" => Ok(None),
        mark @ ("Q" | "q") => Ok(Some(mark.to_owned())),
        _ => Err(text.bad("is neither Q nor q")),
    }
}

/// The medal of a place in a final, with the place as its evidence.
fn medal(rank: u32, row: &raw::Row, cells: &mut Cells, source: &str) -> Option<Medal> {
    let medal = Medal::of_place(rank)?;
    cells.insert("medal".to_owned(), row.rank.as_ref()?.cell(source));
    Some(medal)
}
