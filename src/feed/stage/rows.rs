//! Riders, and in a team time trial their teams, become rows.

use super::name::split;
use super::words::{Status, Words, words};
use crate::event::{Cell, Cells, Competitor, Gender, Irm, Mark, Nation, Person, Row, Team};
use crate::feed::error::Problems;
use crate::feed::json::Node;
use crate::feed::vocabulary::Regular;
use crate::feed::{FeedError, FeedErrorKind, names, nations};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The results that are being read.
pub(super) struct Rows<'a> {
    root: &'a Node<'a>,
    gender: Option<Gender>,
    warnings: RefCell<Vec<String>>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(root: &'a Node<'a>, gender: Option<Gender>) -> Self {
        Self { root, gender, warnings: RefCell::default() }
    }

    /// Notes for the editor.
    pub(super) fn warnings(&self) -> Vec<String> {
        self.warnings.borrow().clone()
    }

    fn warn(&self, message: String) {
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }

    /// A row for each rider, those with a place first.
    pub(super) fn riders(&self) -> Result<Vec<Row>, FeedError> {
        let words = words().map_err(|reason| self.root.error(FeedErrorKind::Value, reason))?;
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        for node in self.root.need("results")?.items()? {
            let order = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
            rows.extend(problems.keep(self.rider(&node, order, words)));
        }
        problems.finish(Some(()))?;
        rows.sort_by_key(|row| (row.rank.is_none(), row.rank));
        for (order, row) in (1_u32..).zip(&mut rows) {
            row.order = order;
        }
        Ok(rows)
    }

    /// A row for each team of a team time trial: its riders share the rank, and those who were dropped have a time of their own.
    pub(super) fn teams(&self) -> Result<Vec<Row>, FeedError> {
        let mut teams: BTreeMap<(u32, String), Vec<Row>> = BTreeMap::new();
        for rider in self.riders()? {
            if let (Some(rank), Some(team)) = (rider.rank, rider.team.clone()) {
                teams.entry((rank, team.id)).or_default().push(rider);
            }
        }
        let mut rows = Vec::new();
        for (order, ((rank, id), riders)) in (1_u32..).zip(teams) {
            let mark = riders.iter().filter_map(|rider| rider.mark).min_by_key(|mark| mark.value);
            let with = |rider: &&Row| rider.mark == mark;
            let members = riders.iter().filter(with).filter_map(|rider| match &rider.competitor {
                Competitor::Athlete(person) => Some(person.clone()),
                Competitor::Team { .. } => None,
            });
            let Some(first) = riders.iter().find(with) else { continue };
            let name = first.team.as_ref().map_or_else(|| id.clone(), |team| team.name.clone());
            let mut cells = first.cells.clone();
            cells.remove("given");
            if let Some(team) = cells.remove("team") {
                cells.insert("competitor".to_owned(), team);
            }
            let competitor = Competitor::Team { id, name, members: members.collect() };
            rows.push(Row { order, rank: Some(rank), competitor, team: None, nation: None, bib: None, ..first.clone() });
            if let Some(row) = rows.last_mut() {
                cells.remove("nation");
                row.cells = cells;
            }
        }
        Ok(rows)
    }

    fn rider(&self, node: &Node<'_>, order: u32, words: &Words) -> Result<Row, FeedError> {
        let mut cells = Cells::new();
        let mut keep = |field: &str, at: &Node<'_>| drop(cells.insert(field.to_owned(), at.cell()));
        let (name_at, name) = node.required("rider_name")?;
        let address = node.optional("rider_url")?.map_or("", |(_, address)| address);
        let clean =
            |text: &str| names::clean(text).map_err(|error| name_at.error(FeedErrorKind::Value, error.to_string()).hint(names::ADVICE));
        let (given, family) = split(&clean(name)?, address);
        let full = given.as_ref().map_or_else(|| family.clone(), |given| format!("{given} {family}"));
        let id = slug(address);
        keep("competitor", &name_at);
        let person = Person { id: id.map_or_else(|| format!("r{order}"), str::to_owned), given, family, full, gender: self.gender };
        let (rank, irm) = self.place(node, words, &mut keep)?;
        let mark = match node.optional("time")?.filter(|(_, text)| irm.is_none() && !text.trim().is_empty()) {
            Some((at, text)) => {
                let mark = Mark::parse_time(text.trim()).map_err(|error| at.error(FeedErrorKind::Value, error.to_string()))?;
                keep("mark", &at);
                Some(mark)
            }
            None => None,
        };
        let team = match node.optional("team_name")?.filter(|(_, text)| !text.trim().is_empty()) {
            Some((at, text)) => {
                let name = names::clean(text).map_err(|error| at.error(FeedErrorKind::Value, error.to_string()).hint(names::ADVICE))?;
                keep("team", &at);
                Some(Team { id: name.to_lowercase(), name })
            }
            None => None,
        };
        let nation = self.nation(node, words)?;
        let nation = nation.map(|(cell, nation)| {
            cells.insert("nation".to_owned(), cell);
            nation
        });
        let number = node.get("rider_number").and_then(|node| node.value().as_u64()).filter(|number| *number < 10_000);
        Ok(Row {
            rank,
            team,
            nation,
            bib: number.map(|number| number.to_string()),
            mark,
            irm,
            cells,
            ..Row::bare(order, Competitor::Athlete(person))
        })
    }

    /// The rider's nation, with its cell; one that is not in our table is not named.
    fn nation(&self, node: &Node<'_>, words: &Words) -> Result<Option<(Cell, Nation)>, FeedError> {
        let Some((at, code)) = node.optional("nationality")? else { return Ok(None) };
        let nation = words.nations.get(code.trim()).and_then(|code| nations::by_code(code));
        if nation.is_none() {
            self.warn(format!("a nation is not in templates/cycling.toml and is not named (at {})", at.at()));
        }
        Ok(nation.map(|nation| (at.cell(), nation)))
    }

    /// Rank and status. The rank is a number in some files and a text in others; a number for a status is the place of a rider whom the
    /// commissaires put there.
    fn place(
        &self,
        node: &Node<'_>,
        words: &Words,
        keep: &mut impl FnMut(&str, &Node<'_>),
    ) -> Result<(Option<u32>, Option<Irm>), FeedError> {
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|rank| (1..10_000).contains(rank));
        let given = node.get("rank").filter(|rank| !rank.value().is_null());
        let mut rank = None;
        if let Some(at) = &given {
            let text = at.value().as_str().map_or_else(|| at.value().to_string(), str::to_owned);
            rank = Some(number(&text).ok_or_else(|| at.error(FeedErrorKind::Value, "this is no rank"))?);
            keep("rank", at);
        }
        let Some((at, status)) = node.optional("status")? else { return Ok((rank, None)) };
        if let (None, Some(place)) = (rank, number(&status.replace('\u{a0}', " "))) {
            keep("rank", &at);
            self.warn(format!("a rider has a place for a status: it was read as the place (at {})", at.at()));
            return Ok((Some(place), None));
        }
        match words.status.get(status.trim()) {
            Some(Status::Plain(Regular::Ok)) if rank.is_some() => Ok((rank, None)),
            Some(Status::Plain(Regular::Ok)) => Err(at.error(FeedErrorKind::Incomplete, "the rider finished and has no rank")),
            Some(Status::Irm(irm)) => {
                keep("irm", &at);
                Ok((rank, Some(*irm)))
            }
            None => {
                let short: String = status.chars().take(20).collect();
                Err(at.error(FeedErrorKind::Value, format!("\"{}\" is no status of templates/cycling.toml", short.escape_debug())))
            }
        }
    }
}

/// The last part of a rider's address, where it is fit to be an id.
fn slug(address: &str) -> Option<&str> {
    let fit = |id: &&str| !id.is_empty() && id.len() <= 60 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    address.rsplit('/').next().filter(fit)
}
