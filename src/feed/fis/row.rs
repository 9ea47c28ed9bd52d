//! Ranked and unranked skiers become rows.

use super::header::{Race, child};
use crate::event::{Cells, Competitor, Gap, Gender, Irm, Mark, Nation, Person, Row, Split, Team};
use crate::feed::athletics::unit::nth;
use crate::feed::error::Problems;
use crate::feed::raw::Text;
use crate::feed::vocabulary::{Regular, Status};
use crate::feed::{FeedError, FeedErrorKind, nations, odf, people};
use roxmltree::Node;

impl Race<'_, '_, '_> {
    /// All rows, those with a rank first in its order.
    pub(super) fn rows(&self) -> Result<Vec<Row>, FeedError> {
        let of = |node: &Node<'_, '_>| {
            let name = node.tag_name().name().to_lowercase();
            [("_ranked", true), ("_notranked", false)].into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, ranked)| ranked)
        };
        let mut problems = Problems::default();
        let mut rows: Vec<Row> = Vec::new();
        for (node, ranked) in self.file.root.descendants().filter_map(|node| Some((node, of(&node)?))) {
            let order = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
            rows.extend(problems.keep(self.row(node, ranked, order)));
        }
        problems.finish(Some(()))?;
        if rows.is_empty() {
            return Err(FeedError::new(FeedErrorKind::NotAResult, "", "nobody is ranked").at(self.file.paths.path(self.file.root)));
        }
        rows.sort_by_key(|row| (row.rank.is_none(), row.rank));
        for (order, row) in (1_u32..).zip(&mut rows) {
            row.order = order;
        }
        Ok(rows)
    }

    fn row(&self, node: Node<'_, '_>, ranked: bool, order: u32) -> Result<Row, FeedError> {
        let file = self.file;
        let mut cells = Cells::new();
        let (irm, run) = self.status(node, &mut cells)?;
        if ranked == irm.is_some() {
            return Err(self.error(node, FeedErrorKind::Contradiction, "the status of the row is not that of the list it stands in"));
        }
        let mut rank = None;
        if ranked {
            let text = file.text(node, "Rank").ok_or_else(|| self.error(node, FeedErrorKind::Incomplete, "somebody ranked has no rank"))?;
            rank = Some(text.trimmed().parse().ok().filter(|rank| (1..10_000).contains(rank)).ok_or_else(|| text.bad("is no rank"))?);
            cells.insert("rank".to_owned(), text.cell(file.source));
        }
        let bib = file
            .text(node, "Bib")
            .map(|bib| bib.trimmed().to_owned())
            .filter(|bib| bib.len() <= 6 && bib.bytes().all(|b| b.is_ascii_alphanumeric()));
        let competitor = child(node, "Competitor").ok_or_else(|| self.error(node, FeedErrorKind::Missing, "the row has no Competitor"))?;
        let nation = self.nation(competitor, &mut cells);
        let person = self.person(competitor, bib.as_deref(), &mut cells)?;
        let team = file.printed(competitor, "Clubname", "team", &mut cells)?.map(|name| Team { id: name.to_lowercase(), name });
        let result = node.children().find(|one| one.tag_name().name().to_lowercase().ends_with("_result")).unwrap_or(node);
        let runs = self.runs(result)?;
        let mark = if ranked { Some(self.total(result, &runs, &mut cells)?) } else { None };
        let gap = match file.text(result, "Diff").or_else(|| file.text(result, "Timediff")).filter(|_| rank.is_some_and(|rank| rank > 1)) {
            Some(text) => {
                cells.insert("gap".to_owned(), text.cell(file.source));
                Some(Gap::Mark(self.clock(&text)?))
            }
            None => None,
        };
        let splits = self.splits(&runs, &mut cells);
        Ok(Row { rank, irm, irm_run: run, bib, nation, team, mark, gap, splits, cells, ..Row::bare(order, Competitor::Athlete(person)) })
    }

    /// The status and in which run it came about: a digit behind it, or the element `Run`, which must not differ.
    fn status(&self, node: Node<'_, '_>, cells: &mut Cells) -> Result<(Option<Irm>, Option<u32>), FeedError> {
        let file = self.file;
        let raw = node.attribute("Status").ok_or_else(|| self.error(node, FeedErrorKind::Missing, "the row has no Status"))?;
        let text = Text { raw: raw.to_owned(), at: format!("{}/@Status", file.paths.path(node)) };
        let word = text.trimmed().trim_end_matches(|c: char| c.is_ascii_digit());
        let digit: Option<u32> = text.trimmed().strip_prefix(word).and_then(|digit| digit.parse().ok());
        let irm = match self.words.status.get(word).ok_or_else(|| text.bad("is no status of templates/skiing.toml"))? {
            Status::Plain(Regular::Ok) => return Ok((None, None)),
            Status::Irm(irm) => *irm,
        };
        let given = file.text(node, "Run");
        let run: Option<u32> = given.as_ref().map(|run| run.trimmed().parse().map_err(|_| run.bad("is no run"))).transpose()?;
        if let (Some(digit), Some(run), Some(given)) = (digit, run, &given)
            && digit != run
        {
            let message = format!("the status {} names another run than {run}", text.trimmed());
            return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(format!("{} and {}", text.at, given.at)));
        }
        cells.insert("irm".to_owned(), text.cell(file.source));
        let run = digit.or(run).filter(|_| self.discipline.runs.is_some());
        Ok((Some(irm), run))
    }

    /// The times of the runs, of a discipline that has several.
    fn runs(&self, result: Node<'_, '_>) -> Result<Vec<(Text, Mark)>, FeedError> {
        let Some(number) = self.discipline.runs else { return Ok(Vec::new()) };
        let mut runs = Vec::new();
        for run in 1..=number {
            let Some(text) = self.file.text(result, &format!("Timerun{run}")) else { break };
            let mark = self.clock(&text)?;
            runs.push((text, mark));
        }
        Ok(runs)
    }

    /// The total, to which the runs must add up.
    fn total(&self, result: Node<'_, '_>, runs: &[(Text, Mark)], cells: &mut Cells) -> Result<Mark, FeedError> {
        let text = self
            .file
            .text(result, "Totaltime")
            .ok_or_else(|| self.error(result, FeedErrorKind::Missing, "somebody ranked has no Totaltime"))?;
        let total = self.clock(&text)?;
        let sum: i64 = runs.iter().map(|(_, mark)| mark.value).sum();
        let all = self.discipline.runs.is_some_and(|number| u32::try_from(runs.len()) == Ok(number));
        if all && sum != total.value {
            let message = format!("the runs add up to {}, not to {}", Mark { value: sum, ..total }.clock(), total.clock());
            let at: Vec<&str> = runs.iter().map(|(text, _)| text.at.as_str()).chain([text.at.as_str()]).collect();
            return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(at.join(" and ")));
        }
        cells.insert("mark".to_owned(), text.cell(self.file.source));
        Ok(total)
    }

    /// A split after each run but the last.
    fn splits(&self, runs: &[(Text, Mark)], cells: &mut Cells) -> Vec<Split> {
        let before = usize::try_from(self.discipline.runs.unwrap_or(1)).unwrap_or(1).saturating_sub(1);
        let mut total = 0;
        let mut splits = Vec::new();
        for (number, (text, mark)) in (1_u32..).zip(runs.iter().take(before)) {
            total += mark.value;
            cells.insert(format!("split:{number}"), text.cell(self.file.source));
            let label = format!("the {} run", nth(number));
            splits.push(Split { point: number.to_string(), label: Some(label), mark: Mark { value: total, ..*mark }, rank: None });
        }
        splits
    }

    /// A time. Of Alpine times with two colons the last part is hundredths.
    fn clock(&self, text: &Text) -> Result<Mark, FeedError> {
        let raw = text.trimmed();
        let hundredths = self.sector == "AL" && raw.matches(':').count() == 2 && !raw.contains('.');
        let plain = match raw.rsplit_once(':').filter(|_| hundredths) {
            Some((rest, last)) => format!("{rest}.{last}"),
            None => raw.to_owned(),
        };
        Mark::parse_time(&plain).map_err(|_| text.bad("is no time"))
    }

    /// The skier. Of a minor the bib stands for the name.
    fn person(&self, node: Node<'_, '_>, bib: Option<&str>, cells: &mut Cells) -> Result<Person, FeedError> {
        let file = self.file;
        let missing = |what: &str| self.error(node, FeedErrorKind::Missing, &format!("the skier has no {what}"));
        let code = file.text(node, "Fiscode").ok_or_else(|| missing("Fiscode"))?;
        if code.trimmed().len() > 12 || !code.trimmed().bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(code.bad("is no code"));
        }
        let family = file.text(node, "Lastname").ok_or_else(|| missing("Lastname"))?;
        let gender = self.gender.filter(|gender| *gender != Gender::Mixed);
        let id = code.trimmed().to_owned();
        if self.is_minor(node)? && !file.options.name_minors {
            let minors = &self.words.minors;
            self.warn(format!("skiers under {} are not named: the bib stands for the name", minors.under));
            let full = format!("{} {}", minors.say, bib.unwrap_or(&id));
            cells.insert("competitor".to_owned(), code.cell(file.source));
            return Ok(Person { id, given: None, family: full.clone(), full, gender });
        }
        let given = file.text(node, "Firstname");
        let custom = file.text(node, "Nation").map_or_else(people::Custom::default, |code| odf::codes::custom(code.trimmed()));
        let named = people::named(given.as_ref().map(Text::name).transpose()?.as_deref(), &family.name()?, None, custom);
        cells.insert("competitor".to_owned(), family.cell(file.source));
        given.map(|given| cells.insert("given".to_owned(), given.cell(file.source)));
        Ok(Person { id, given: named.given, family: named.family, full: named.full, gender })
    }

    /// Whether somebody may still be under age on the day of the race, by the year of birth.
    fn is_minor(&self, node: Node<'_, '_>) -> Result<bool, FeedError> {
        let Some(text) = self.file.text(node, "Yearofbirth") else { return Ok(false) };
        let born: u16 = text.trimmed().parse().map_err(|_| text.bad("is no year"))?;
        Ok(self.day.is_some_and(|day| i64::from(day.year) - i64::from(born) <= i64::from(self.words.minors.under)))
    }

    /// The nation; one that our table lacks is not named.
    fn nation(&self, node: Node<'_, '_>, cells: &mut Cells) -> Option<Nation> {
        let code = self.file.text(node, "Nation")?;
        let nation = nations::by_code(code.trimmed());
        if nation.is_some() {
            cells.insert("nation".to_owned(), code.cell(self.file.source));
        } else {
            self.warn(format!("a nation is not in our table and is not named (at {})", code.at));
        }
        nation
    }

    fn error(&self, node: Node<'_, '_>, kind: FeedErrorKind, message: &str) -> FeedError {
        FeedError::new(kind, "", message).at(self.file.paths.path(node))
    }
}
