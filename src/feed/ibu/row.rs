//! Biathletes become rows, and what rows of teams share with them.

use super::race::{Race, unknown};
use crate::event::{Cells, Competitor, Gap, Gender, Irm, Mark, Nation, Person, Row, Shooting};
use crate::feed::error::Problems;
use crate::feed::json::Node;
use crate::feed::odf::codes::custom;
use crate::feed::vocabulary::{Regular, Status};
use crate::feed::{FeedError, FeedErrorKind, nations, people};

/// From this place in the order on nobody has a rank.
const UNRANKED: u32 = 10_000;

/// Order, rank, status, time and gap of a row.
pub(super) struct Outcome {
    pub(super) order: u32,
    rank: Option<u32>,
    irm: Option<Irm>,
    mark: Option<Mark>,
    gap: Option<Gap>,
}

impl Outcome {
    /// The row of a competitor.
    pub(super) fn row(self, competitor: Competitor, cells: Cells) -> Row {
        Row { rank: self.rank, irm: self.irm, mark: self.mark, gap: self.gap, cells, ..Row::bare(self.order, competitor) }
    }
}

impl Race<'_> {
    /// A row for each biathlete.
    pub(super) fn biathletes(&self) -> Result<Vec<Row>, FeedError> {
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        for node in self.root.need("Results")?.items()? {
            rows.extend(problems.keep(self.biathlete(&node)));
        }
        problems.finish(Some(()))?;
        Ok(in_order(rows))
    }

    fn biathlete(&self, node: &Node<'_>) -> Result<Row, FeedError> {
        let mut cells = Cells::new();
        let outcome = self.outcome(node, &mut cells)?;
        let person = self.person(node, "competitor", &mut cells)?;
        let nation = self.nation(node, &mut cells)?;
        let shooting = self.shooting(node, &mut cells)?.filter(|_| outcome.irm.is_none());
        let start_gap = self.start_gap(node, &mut cells)?;
        let bib = node.optional("Bib")?.map(|(_, bib)| bib.trim().to_owned()).filter(|bib| is_bib(bib));
        Ok(Row { nation, bib, shooting, start_gap, ..outcome.row(Competitor::Athlete(person), cells) })
    }

    /// Order, rank, status, time and gap. Beside a status a time is no finish, and is not read.
    pub(super) fn outcome(&self, node: &Node<'_>, cells: &mut Cells) -> Result<Outcome, FeedError> {
        let mut keep = |field: &str, at: &Node<'_>| drop(cells.insert(field.to_owned(), at.cell()));
        let order = node.need("ResultOrder")?;
        keep("order", &order);
        let order = order.number()?;
        let irm = match node.optional("IRM")? {
            None => None,
            Some((at, word)) => match self.words.irm.get(word.trim()).ok_or_else(|| unknown(&at, word, "status"))? {
                Status::Plain(Regular::Ok) => None,
                Status::Irm(irm) => {
                    keep("irm", &at);
                    Some(*irm)
                }
            },
        };
        let rank = match node.optional("Rank")?.filter(|(_, rank)| order < UNRANKED && irm.is_none() && !rank.trim().is_empty()) {
            Some((at, rank)) => {
                let number = rank.trim().parse().ok().filter(|rank| (1..UNRANKED).contains(rank));
                keep("rank", &at);
                Some(number.ok_or_else(|| at.error(FeedErrorKind::Value, "this is no rank"))?)
            }
            None => None,
        };
        if rank.is_none() && irm.is_none() {
            return Err(node.error(FeedErrorKind::Incomplete, "the row has neither a rank nor a status: the race is not over"));
        }
        let time = ["TotalTime", "Result"].into_iter().find_map(|key| node.optional(key).transpose()).transpose()?;
        let mark = match time.filter(|_| irm.is_none()) {
            Some((at, text)) => {
                keep("mark", &at);
                Some(clock(&at, text)?)
            }
            None => None,
        };
        let gap = match node.optional("Behind")?.filter(|_| irm.is_none() && rank.is_some_and(|rank| rank > 1)) {
            Some((at, text)) => {
                keep("gap", &at);
                Some(Gap::Mark(clock(&at, text)?))
            }
            None => None,
        };
        Ok(Outcome { order, rank, irm, mark, gap })
    }

    /// A biathlete's name; `field` is under which its evidence stands.
    pub(super) fn person(&self, node: &Node<'_>, field: &str, cells: &mut Cells) -> Result<Person, FeedError> {
        let (_, id) = node.id("IBUId")?;
        let gender = Some(self.category.gender).filter(|gender| *gender != Gender::Mixed);
        let (name_at, whole) = node.name("Name")?;
        let family = node.optional("FamilyName")?.map(|_| node.name("FamilyName")).transpose()?;
        let given = node.optional("GivenName")?.map(|_| node.name("GivenName")).transpose()?;
        let (at, family, given) = if let Some((at, family)) = family {
            (at, family, given.map(|(_, given)| given))
        } else {
            let (family, given) = apart(&whole);
            (name_at, family, given)
        };
        cells.insert(field.to_owned(), at.cell());
        let nation = node.optional("Nat")?.map_or("", |(_, code)| code.trim());
        let named = people::named(given.as_deref(), &family, None, custom(nation));
        Ok(Person { id: id.to_owned(), given: named.given, family: named.family, full: named.full, gender })
    }

    /// The nation; one that our table lacks is not named.
    pub(super) fn nation(&self, node: &Node<'_>, cells: &mut Cells) -> Result<Option<Nation>, FeedError> {
        let Some((at, code)) = node.optional("Nat")? else { return Ok(None) };
        let nation = nations::by_code(code.trim());
        if nation.is_some() {
            cells.insert("nation".to_owned(), at.cell());
        } else {
            self.warn(format!("a nation is not in our table and is not named (at {})", at.at()));
        }
        Ok(nation)
    }

    /// Misses at each visit to the range, which must add up to the total.
    fn shooting(&self, node: &Node<'_>, cells: &mut Cells) -> Result<Option<Shooting>, FeedError> {
        let stages = match node.optional("Shootings")? {
            Some((at, text)) => Some((at.clone(), misses(&at, text)?)),
            None => None,
        };
        let total = match node.optional("ShootingTotal")? {
            Some((at, text)) => Some((at.clone(), one_number(&at, text)?)),
            None => None,
        };
        let stages = stages.filter(|(_, stages)| self.shootings.is_none_or(|number| number == stages.len()));
        if let (Some((one, stages)), Some((other, total))) = (&stages, &total)
            && stages.iter().sum::<u32>() != *total
        {
            let error = node.error(FeedErrorKind::Contradiction, "the misses do not add up to their total");
            return Err(error.at(format!("{} and {}", one.at(), other.at())));
        }
        if let Some((at, _)) = &stages {
            cells.insert("shooting:stages".to_owned(), at.cell());
        }
        let sum = stages.as_ref().map(|(at, stages)| (at.clone(), stages.iter().sum()));
        let Some((at, misses)) = total.or(sum) else { return Ok(None) };
        cells.insert("shooting".to_owned(), at.cell());
        Ok(Some(Shooting { misses, spares: None, stages: stages.map(|(_, stages)| stages).unwrap_or_default() }))
    }

    /// How long after the first somebody began a pursuit.
    fn start_gap(&self, node: &Node<'_>, cells: &mut Cells) -> Result<Option<Mark>, FeedError> {
        let Some((at, text)) = node.optional("StartInfo")?.filter(|_| self.discipline.pursuit) else { return Ok(None) };
        let gap = clock(&at, text)?;
        cells.insert("start_gap".to_owned(), at.cell());
        Ok(Some(gap))
    }
}

/// Rows by the order of the feed, numbered from 1.
pub(super) fn in_order(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| (row.rank.is_none(), row.order));
    for (order, row) in (1_u32..).zip(&mut rows) {
        row.order = order;
    }
    rows
}

pub(super) fn is_bib(bib: &str) -> bool {
    !bib.is_empty() && bib.len() <= 6 && bib.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A time, with or without a plus.
fn clock(at: &Node<'_>, text: &str) -> Result<Mark, FeedError> {
    Mark::parse_time(text.trim()).map_err(|error| at.error(FeedErrorKind::Value, error.to_string()))
}

/// `0+1+2+0`.
fn misses(at: &Node<'_>, text: &str) -> Result<Vec<u32>, FeedError> {
    let stages: Option<Vec<u32>> = text.split('+').map(|stage| stage.trim().parse().ok().filter(|misses| *misses <= 5)).collect();
    stages.ok_or_else(|| at.error(FeedErrorKind::Value, "this is no shooting: up to five misses for each visit to the range"))
}

fn one_number(at: &Node<'_>, text: &str) -> Result<u32, FeedError> {
    text.trim().parse().map_err(|_| at.error(FeedErrorKind::Value, "this is no number of misses"))
}

/// Family and given name of one text: the leading words in capitals are the family name.
fn apart(name: &str) -> (String, Option<String>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capitals = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let at = words.iter().take_while(capitals).count().clamp(1, words.len().max(1));
    let given = words.get(at..).unwrap_or_default().join(" ");
    (words.get(..at).unwrap_or_default().join(" "), Some(given).filter(|given| !given.is_empty()))
}

#[cfg(test)]
mod own_tests {
    use super::apart;

    #[test]
    fn the_words_in_capitals_are_the_family_name() {
        for (name, family, given) in [
            ("DALE-SKJEVDAL Johannes", "DALE-SKJEVDAL", Some("Johannes")),
            ("VAN DER BERG Ann-Sofie Maria", "VAN DER BERG", Some("Ann-Sofie Maria")),
            ("Norway", "Norway", None),
            ("OH", "OH", None),
        ] {
            assert_eq!(apart(name), (family.to_owned(), given.map(str::to_owned)), "{name}");
        }
    }
}
