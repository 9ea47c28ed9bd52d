//! Races of other sports: each event with its players or teams.

use super::PROVIDER;
use super::find::{Content, child, children, competitors, local, metadata, stats};
use super::words::{Kind, Shot};
use super::young::Ages;
use crate::event::{
    Cells, Competitor, Context, Event, Gap, Gender, Mark, Nation, Person, ResultState, Row, Shooting, Sport, Unit, UnitKind, Venue,
};
use crate::feed::error::Problems;
use crate::feed::raw::Text;
use crate::feed::{Decoded, FeedError, FeedErrorKind, athletics, nations, ranks};
use roxmltree::Node;

/// Every event by itself.
pub(super) fn decode(content: &Content<'_, '_>, events: &[Node<'_, '_>], kind: Kind, file: &str) -> Decoded {
    let mut decoded = Decoded::default();
    for event in events {
        let found = content.race(*event, kind).and_then(|event| ranks::complete(&event.rows).and(Ok(event))).and_then(ranks::consistent);
        match found {
            Ok(event) => decoded.events.push(event),
            Err(error) => decoded.refused.push(athletics::named(error, file)),
        }
    }
    decoded
}

impl Content<'_, '_> {
    fn race(&self, node: Node<'_, '_>, kind: Kind) -> Result<Event, FeedError> {
        self.decides(node)?;
        let mut cells = Cells::new();
        let date = self.date(node);
        let mut warnings: Vec<String> = self.unnamed_note(node, self.ages(node)).into_iter().collect();
        let rows = self.rows(node, kind, &mut warnings)?;
        let individual = rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_)));
        let gender = self.gender(node);
        let name = self.event_name(node, individual, gender, &mut cells)?;
        if let Some((text, _)) = &date {
            cells.insert("date".to_owned(), text.cell(self.source));
        }
        // The id is of the name that the feed has, whatever copy calls it.
        let slug = cells.get("name").map_or(name.as_str(), |cell| cell.raw.as_str());
        let slug =
            slug.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join("-");
        let day = date.as_ref().map_or("undated", |(text, _)| text.raw.as_str());
        Ok(Event {
            score_sheet: None,
            id: format!("tag:stringer,2024:sportsml/{day}/{slug}"),
            source: PROVIDER.source(vec![self.source.to_owned()]),
            sport: match kind {
                Kind::Biathlon => Sport::Biathlon,
                Kind::Cycling => Sport::Cycling,
                Kind::Skiing => Sport::Skiing,
                Kind::Athletics => Sport::Other,
            },
            kind: UnitKind::Race,
            name,
            competition: self.printed("competition", self.competition(node), &mut cells)?,
            unit: Some("race".to_owned()),
            gender,
            individual,
            venue: self.venue(node, &mut cells)?,
            day: date.map(|(_, day)| day),
            state: ResultState::Official,
            test: false,
            laps: None,
            mark_unit: Some(Unit::Time),
            rows,
            context: Context::default(),
            warnings,
            cells,
        })
    }

    /// The event's own name; a relay without one is a relay, of those whom its members are.
    fn event_name(&self, node: Node<'_, '_>, individual: bool, gender: Option<Gender>, cells: &mut Cells) -> Result<String, FeedError> {
        if let Some(text) = child(node, "event-metadata").and_then(|meta| self.text(meta, "name")) {
            cells.insert("name".to_owned(), text.cell(self.source));
            let name = text.name()?;
            return Ok(super::names::said(&name, &self.words.names).unwrap_or(name));
        }
        if individual {
            return Err(FeedError::new(FeedErrorKind::Missing, "", "the event has no name").at(self.paths.path(node)));
        }
        Ok(match gender {
            Some(Gender::Men) => "men's relay".to_owned(),
            Some(Gender::Women) => "women's relay".to_owned(),
            Some(Gender::Mixed) => "mixed relay".to_owned(),
            None => "relay".to_owned(),
        })
    }

    /// The gender of all players, or mixed.
    fn gender(&self, node: Node<'_, '_>) -> Option<Gender> {
        let of = |node: Node<'_, '_>| match node.attribute("gender") {
            Some("female" | "F") => Some(Gender::Women),
            Some("male" | "M") => Some(Gender::Men),
            _ => None,
        };
        let metas = node.descendants().filter(|node| node.tag_name().name() == "player-metadata");
        let genders: Option<Vec<Gender>> = metas.map(of).collect();
        let genders = genders?;
        let first = *genders.first()?;
        Some(if genders.iter().all(|gender| *gender == first) { first } else { Gender::Mixed })
    }

    fn venue(&self, node: Node<'_, '_>, cells: &mut Cells) -> Result<Venue, FeedError> {
        let site = self.site(node);
        Ok(Venue { name: self.printed("venue", site.venue, cells)?, city: self.printed("city", site.city, cells)?, ..Venue::default() })
    }

    /// A name with its evidence.
    fn printed(&self, field: &str, text: Option<Text>, cells: &mut Cells) -> Result<Option<String>, FeedError> {
        let Some(text) = text else { return Ok(None) };
        cells.insert(field.to_owned(), text.cell(self.source));
        text.name().map(Some)
    }

    /// All rows, those with a rank first in its order.
    fn rows(&self, node: Node<'_, '_>, kind: Kind, warnings: &mut Vec<String>) -> Result<Vec<Row>, FeedError> {
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        let ages = self.ages(node);
        for (order, who) in (1_u32..).zip(competitors(node)) {
            rows.extend(problems.keep(self.row(who, order, (kind, ages), warnings)));
        }
        problems.finish(Some(()))?;
        rows.sort_by_key(|row: &Row| (row.rank.is_none(), row.rank));
        for (order, row) in (1_u32..).zip(&mut rows) {
            row.order = order;
        }
        Ok(rows)
    }

    fn row(&self, who: Node<'_, '_>, order: u32, (kind, ages): (Kind, Ages), warnings: &mut Vec<String>) -> Result<Row, FeedError> {
        let missing =
            |what: &str| FeedError::new(FeedErrorKind::Missing, "", format!("the competitor has no {what}")).at(self.paths.path(who));
        let stats = stats(who).ok_or_else(|| missing("statistics"))?;
        let mut cells = Cells::new();
        let mut keep = |field: &str, text: &Text| drop(cells.insert(field.to_owned(), text.cell(self.source)));
        let rank = self.rank(stats);
        if let Some(text) = &rank {
            keep("rank", text);
        }
        let rank = rank.map(|text| text.raw.parse().map_err(|_| text.bad("is no rank"))).transpose()?;
        let (mut mark, mut gap, mut irm) = (None, None, None);
        if let Some(text) = self.figure(stats, "score") {
            match self.words.irm.get(&text.raw) {
                Some(status) => {
                    irm = Some(*status);
                    keep("irm", &text);
                }
                None if stats.attribute("score-type") == Some("IRM") => return Err(text.bad("is no status of templates/sportsml.toml")),
                None if stats.attribute("score-units").is_some_and(|units| local(units) == "time-relative") => {
                    gap = Some(Gap::Mark(clock(&text)?));
                    keep("gap", &text);
                }
                None => {
                    mark = Some(clock(&text)?);
                    keep("mark", &text);
                }
            }
        }
        if rank.is_none() && irm.is_none() {
            return Err(
                FeedError::new(FeedErrorKind::Incomplete, "", "the competitor has neither a rank nor a status").at(self.paths.path(who))
            );
        }
        let nation = metadata(who).and_then(|meta| self.attribute(meta, "nationality"));
        let nation = nation.and_then(|text| self.nation(&text, &mut cells, warnings));
        let shooting = self.shooting(stats, kind, &mut cells)?;
        let competitor = self.competitor(who, nation.as_ref(), ages, &mut cells)?;
        Ok(Row { rank, nation, mark, irm, gap, shooting, cells, ..Row::bare(order, competitor) })
    }

    /// A nation by its code or its name; one that our table lacks is not named.
    fn nation(&self, text: &Text, cells: &mut Cells, warnings: &mut Vec<String>) -> Option<Nation> {
        let nation = nations::by_code(&text.raw).or_else(|| nations::by_name(&text.raw));
        match &nation {
            Some(_) => drop(cells.insert("nation".to_owned(), text.cell(self.source))),
            None => warnings.push(format!("a nation is not in our table and is not named (at {})", text.at)),
        }
        nation
    }

    fn competitor(&self, node: Node<'_, '_>, nation: Option<&Nation>, ages: Ages, cells: &mut Cells) -> Result<Competitor, FeedError> {
        let missing =
            |what: &str| FeedError::new(FeedErrorKind::Missing, "", format!("the competitor has no {what}")).at(self.paths.path(node));
        let id = self.competitor_id(node, ages).ok_or_else(|| missing("key"))?;
        if node.tag_name().name() == "player" {
            return Ok(Competitor::Athlete(self.person(node, id.raw, nation, ("competitor", ages), cells)?));
        }
        let (name, _) = self.name(node).ok_or_else(|| missing("name"))?;
        cells.insert("competitor".to_owned(), name.cell(self.source));
        let mut members = Vec::new();
        if children(node, "player").all(|player| self.may_be_named(player, ages)) {
            for (number, player) in (1_u32..).zip(children(node, "player")) {
                let (id, field) = (format!("{}-{number}", id.raw), format!("leg:{number}"));
                members.push(self.person(player, id, nation, (&field, ages), cells)?);
            }
        }
        // A team called after its nation takes the article that the nation takes.
        let own = nation.filter(|nation| nations::by_name(&name.raw).as_ref() == Some(*nation)).map(|nation| nation.name.clone());
        let name = own.map_or_else(|| name.name(), Ok)?;
        Ok(Competitor::Team { id: id.raw, name, members })
    }

    /// A player; the evidence of the name stands under `field`.
    fn person(
        &self,
        node: Node<'_, '_>,
        id: String,
        nation: Option<&Nation>,
        (field, ages): (&str, Ages),
        cells: &mut Cells,
    ) -> Result<Person, FeedError> {
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the player has no name").at(self.paths.path(node));
        let who = self.who(node, ages).ok_or_else(missing)?;
        cells.insert(field.to_owned(), who.name.cell(self.source));
        let gender = match metadata(node).and_then(|meta| meta.attribute("gender")) {
            Some("female" | "F") => Some(Gender::Women),
            Some("male" | "M") => Some(Gender::Men),
            _ => None,
        };
        Ok(Person { gender, ..who.person(id, nation)? })
    }

    /// Penalty loops and spare rounds of a relay, over all visits to the range.
    fn shooting(&self, stats: Node<'_, '_>, kind: Kind, cells: &mut Cells) -> Result<Option<Shooting>, FeedError> {
        let (mut loops, mut spares) = (None::<u32>, None::<u32>);
        for node in children(stats, "sub-score").filter(|_| kind == Kind::Biathlon) {
            let Some(shot) = node.attribute("sub-score-name").and_then(|name| self.words.shooting.get(name)) else { continue };
            let Some(text) = self.attribute(node, "score") else { continue };
            let number: u32 = text.raw.parse().map_err(|_| text.bad("is no number of shots"))?;
            let sum = if *shot == Shot::Loops { &mut loops } else { &mut spares };
            *sum = Some(sum.unwrap_or(0).saturating_add(number));
            cells.entry("shooting".to_owned()).or_insert_with(|| text.cell(self.source));
        }
        Ok(loops.zip(spares).map(|(misses, spares)| Shooting { misses, spares: Some(spares), stages: Vec::new() }))
    }
}

/// A time with colons and a full stop, or with full stops and a comma.
fn clock(text: &Text) -> Result<Mark, FeedError> {
    let plain = if text.raw.contains(',') { text.raw.replace('.', ":").replace(',', ".") } else { text.raw.clone() };
    Mark::parse_time(&plain).map_err(|_| text.bad("is no time"))
}
