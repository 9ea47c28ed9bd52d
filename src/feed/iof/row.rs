//! A person's result becomes a row, and what rows of persons and teams share.

use super::class::{Open, in_race};
use super::list::{child, children, clean};
use super::words::{Plain, Status};
use crate::event::{Cells, Competitor, Gap, Gender, Irm, LocalDay, Mark, Person, Row, Split, Team};
use crate::feed::athletics::unit::nth;
use crate::feed::raw::Text;
use crate::feed::{FeedError, FeedErrorKind, circuits, people};
use roxmltree::Node;

/// A status, a rank, a time and a gap as the file gives them.
pub(super) struct Outcome {
    pub(super) rank: Option<u32>,
    pub(super) irm: Option<Irm>,
    pub(super) mark: Option<Mark>,
    pub(super) gap: Option<Gap>,
}

impl Open<'_, '_, '_> {
    /// The row of a person; `None` for somebody who did not compete.
    pub(super) fn person(&self, node: Node<'_, '_>, order: u32) -> Result<Option<Row>, FeedError> {
        let list = self.list;
        let missing = |what: &str| list.error(node, FeedErrorKind::Missing, &format!("the result has no {what}"));
        let result = children(node, "Result").find(|result| in_race(*result, self.race)).ok_or_else(|| missing("Result"))?;
        let person = child(node, "Person").ok_or_else(|| missing("Person"))?;
        let mut cells = Cells::new();
        let Some(outcome) = self.outcome(result, &mut cells)? else { return Ok(None) };
        let competitor = Competitor::Athlete(self.named(person, result, order, &mut cells)?);
        let club = child(node, "Organisation");
        let (team, nation) = self.organisation(club, &mut cells)?;
        Ok(Some(Row { team, nation, splits: self.splits(result, outcome.mark, &mut cells)?, ..row(order, competitor, &outcome, cells) }))
    }

    /// Status, rank, time and gap of a result; `None` where the status takes it out of the list.
    pub(super) fn outcome(&self, result: Node<'_, '_>, cells: &mut Cells) -> Result<Option<Outcome>, FeedError> {
        let list = self.list;
        let missing = || list.error(result, FeedErrorKind::Missing, "the result has no status");
        let text = list.text(result, "Status").ok_or_else(missing)?;
        let status = list.words.status.get(text.trimmed()).copied();
        let irm = match status.ok_or_else(|| text.bad("is no status of templates/orienteering.toml"))? {
            Status::Plain(Plain::Out) => {
                self.warn(format!("somebody out of competition was left out (at {})", text.at));
                return Ok(None);
            }
            Status::Plain(Plain::Running) => {
                return Err(text.error(FeedErrorKind::Incomplete, "is the status of somebody whose result is not final"));
            }
            Status::Plain(Plain::Ok) => None,
            Status::Irm(irm) => Some(irm),
        };
        let (position, time, behind) = (self.of_class(result, "Position"), list.text(result, "Time"), self.of_class(result, "TimeBehind"));
        let rank = position.as_ref().map(place).transpose()?;
        let mark = time.as_ref().map(seconds).transpose()?;
        if irm.is_none() && rank.is_none() {
            let message = "somebody finished and has no position: the class is not ranked";
            return Err(list.error(result, FeedErrorKind::Incomplete, message));
        }
        let gap = behind.as_ref().filter(|_| rank.is_some_and(|rank| rank > 1)).map(seconds).transpose()?.map(Gap::Mark);
        let mut keep = |field: &str, text: Option<&Text>| text.map(|text| cells.insert(field.to_owned(), text.cell(list.source)));
        keep("rank", position.as_ref().filter(|_| rank.is_some()));
        keep("mark", time.as_ref());
        keep("gap", behind.as_ref().filter(|_| gap.is_some()));
        keep("irm", Some(&text).filter(|_| irm.is_some()));
        Ok(Some(Outcome { rank, irm, mark, gap }))
    }

    /// The element of this name that is of the class, not of a course or a leg.
    fn of_class(&self, result: Node<'_, '_>, name: &str) -> Option<Text> {
        let of_class = |node: &Node<'_, '_>| node.attribute("type").is_none_or(|kind| kind == "Class");
        children(result, name).find(of_class).and_then(|node| self.list.text_of(node))
    }

    /// A person's name and id. Of a minor the bib stands for the name, or else the place in the list.
    pub(super) fn named(&self, person: Node<'_, '_>, result: Node<'_, '_>, order: u32, cells: &mut Cells) -> Result<Person, FeedError> {
        let list = self.list;
        let missing = || list.error(person, FeedErrorKind::Missing, "the person has no family name");
        let name = child(person, "Name").ok_or_else(missing)?;
        let family = list.text(name, "Family").ok_or_else(missing)?;
        let given = list.text(name, "Given");
        let bib = list.text(result, "BibNumber");
        let number = bib.as_ref().map_or_else(|| order.to_string(), |bib| bib.trimmed().to_owned());
        let id = list.text(person, "Id").map_or_else(|| format!("n{order}"), |id| id.trimmed().to_owned());
        if id.len() > 20 || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(list.error(person, FeedErrorKind::Value, "the person's Id is no id"));
        }
        let gender = match person.attribute("sex") {
            Some("M") => Some(Gender::Men),
            Some("F") => Some(Gender::Women),
            _ => self.gender.filter(|gender| *gender != Gender::Mixed),
        };
        if self.is_minor(person) && !list.options.name_minors {
            let minors = &list.words.minors;
            self.warn(format!("runners under {} are not named: a number stands for the name", minors.under));
            let full = format!("{} {number}", minors.say);
            let at = bib.map_or_else(|| list.paths.path(person), |bib| bib.at);
            cells.insert("competitor".to_owned(), Text { raw: number, at }.cell(list.source));
            return Ok(Person { id, given: None, family: full.clone(), full, gender });
        }
        let given_name = given.as_ref().map(clean).transpose()?;
        let named = people::named(given_name.as_deref(), &clean(&family)?, None, people::Custom::default());
        cells.insert("competitor".to_owned(), family.cell(list.source));
        given.map(|given| cells.insert("given".to_owned(), given.cell(list.source)));
        Ok(Person { id, given: named.given, family: named.family, full: named.full, gender })
    }

    /// Whether somebody is known to be under age, by the date of birth or by the class.
    fn is_minor(&self, person: Node<'_, '_>) -> bool {
        let limit = self.list.words.minors.under;
        let born = self.list.text(person, "BirthDate").and_then(|text| circuits::civil_day(text.trimmed()));
        match (born, self.race.day) {
            (Some(born), Some(day)) => years(born, day) < i32::try_from(limit).unwrap_or(i32::MAX),
            // A class of those up to 18 has some who are 17.
            _ => self.age.is_some_and(|age| age <= limit),
        }
    }

    /// Club and nation.
    pub(super) fn organisation(
        &self,
        club: Option<Node<'_, '_>>,
        cells: &mut Cells,
    ) -> Result<(Option<Team>, Option<crate::event::Nation>), FeedError> {
        let list = self.list;
        let Some(club) = club else { return Ok((None, None)) };
        let name = list.text(club, "Name");
        let team =
            name.as_ref().map(|text| Ok::<_, FeedError>(Team { id: super::list::slug(&text.raw), name: clean(text)? })).transpose()?;
        name.map(|name| cells.insert("team".to_owned(), name.cell(list.source)));
        let nation = list.nation(club);
        // A national team is no club: who runs for it is said to be of its nation.
        let national = |team: &Team| nation.as_ref().is_some_and(|(nation, _)| nation.name.trim_start_matches("the ") == team.name);
        let team = team.filter(|team| !national(team));
        if team.is_none() {
            cells.remove("team");
        }
        Ok((
            team,
            nation.map(|(nation, code)| {
                cells.insert("nation".to_owned(), code.cell(list.source));
                nation
            }),
        ))
    }

    /// Splits at the controls of the course, in its order; a control without a time ends them.
    fn splits(&self, result: Node<'_, '_>, mark: Option<Mark>, cells: &mut Cells) -> Result<Vec<Split>, FeedError> {
        let list = self.list;
        let mut splits: Vec<Split> = Vec::new();
        let of_course = children(result, "SplitTime").filter(|split| split.attribute("status") != Some("Additional"));
        for (number, node) in (1_u32..).zip(of_course) {
            let (Some(code), Some(time)) = (list.text(node, "ControlCode"), list.text(node, "Time")) else { break };
            let at = seconds(&time)?;
            if splits.last().is_some_and(|last| last.mark.value > at.value) || mark.is_some_and(|mark| at.value > mark.value) {
                return Err(time.error(FeedErrorKind::Contradiction, "is a split before the one before it, or after the finish"));
            }
            let point = format!("{number}.{}", code.trimmed());
            if point.len() > 16 || !point.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') {
                return Err(code.bad("is no code of a control"));
            }
            cells.insert(format!("split:{point}"), time.cell(list.source));
            splits.push(Split { point, label: Some(format!("the {} control", nth(number))), mark: at, rank: None });
        }
        Ok(splits)
    }
}

/// A row of nothing but these.
pub(super) fn row(order: u32, competitor: Competitor, outcome: &Outcome, cells: Cells) -> Row {
    Row { rank: outcome.rank, mark: outcome.mark, irm: outcome.irm, gap: outcome.gap, cells, ..Row::bare(order, competitor) }
}

fn place(text: &Text) -> Result<u32, FeedError> {
    text.trimmed().parse().ok().filter(|place| (1..=100_000).contains(place)).ok_or_else(|| text.bad("is no position"))
}

/// A time in seconds: `2001`, `968.0`. A zero behind the point says nothing more.
pub(super) fn seconds(text: &Text) -> Result<Mark, FeedError> {
    let raw = text.trimmed();
    let plain = raw.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|b| b == b'0')).map_or(raw, |(whole, _)| whole);
    let plain_number = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    Mark::parse_time(plain).ok().filter(|_| plain_number).ok_or_else(|| text.bad("is no time in seconds"))
}

fn years(born: LocalDay, day: LocalDay) -> i32 {
    i32::from(day.year) - i32::from(born.year) - i32::from((day.month, day.day) < (born.month, born.day))
}
