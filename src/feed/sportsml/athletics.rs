//! Athletics: every event is a unit of the competition, in the words of the common reader.

use super::PROVIDER;
use super::find::{Content, child, children, competitors, local, metadata, stats};
use super::young::Ages;
use crate::event::{Event, Medal, UnitKind};
use crate::feed::athletics::raw::{self, Document, Text, Unit};
use crate::feed::{Decoded, Input, athletics};
use roxmltree::Node;
use std::collections::BTreeMap;

/// The events of a competition. Each may have a site of its own.
pub(super) fn decode(content: &Content<'_, '_>, events: &[Node<'_, '_>], input: &Input<'_>) -> Decoded {
    let mut decoded = Decoded::default();
    for event in events {
        match athletics::decode(&content.document(*event), input) {
            Ok(mut one) => {
                // Numbers that stand for names are of one list: the awards of another event say nothing about them.
                let ages = content.ages(*event);
                let awards: BTreeMap<String, (u32, Text)> = competitors(*event).filter_map(|who| content.award(who, ages)).collect();
                for race in one.events.iter_mut().filter(|event| event.kind == UnitKind::Race) {
                    medals(race, &awards, content.source);
                }
                decoded.events.extend(one.events);
                decoded.refused.extend(one.refused);
                decoded.warnings.extend(one.warnings);
            }
            Err(error) => decoded.refused.push(error),
        }
    }
    decoded
}

/// The medals that the feed gives to those who have the place.
fn medals(event: &mut Event, awards: &BTreeMap<String, (u32, Text)>, source: &str) {
    for row in event.rows.iter_mut().filter(|row| row.irm.is_none()) {
        let Some((place, text)) = awards.get(row.competitor.id()).filter(|(place, _)| row.rank == Some(*place)) else { continue };
        row.medal = [Medal::Gold, Medal::Silver, Medal::Bronze].into_iter().zip(1..).find(|(_, of)| of == place).map(|(medal, _)| medal);
        row.cells.insert("medal".to_owned(), text.cell(source));
    }
}

impl Content<'_, '_> {
    fn document(&self, event: Node<'_, '_>) -> Document {
        let id = self.all("tournament-metadata").find_map(|node| self.attribute(node, "key"));
        let site = self.site(event);
        Document {
            provider: PROVIDER,
            id: id.map(|id| Text { raw: local(&id.raw).to_owned(), ..id }),
            name: self.competition(event),
            venue: site.venue,
            city: site.city,
            units: vec![self.unit(event)],
            ..Document::default()
        }
    }

    fn unit(&self, event: Node<'_, '_>) -> Unit {
        let own = child(event, "event-metadata").and_then(|meta| self.text(meta, "name"));
        // A tournament is the event, unless it is called after no event but what is in it is.
        let is_event = |name: &Option<Text>| name.as_ref().is_some_and(|name| self.names_event(&name.raw));
        let whole = self.tournament(event).filter(|name| !is_event(&own) || self.names_event(&name.raw));
        let round = self.round(event, own.as_ref());
        // Beside a round that nobody knows the name of the event ("Final") would decide it.
        let known = round.as_ref().is_none_or(|round| self.athletics.rounds.contains_key(&round.raw.to_lowercase()));
        let detail = own.clone().filter(|_| known && whole.is_some());
        let ages = self.ages(event);
        Unit {
            at: self.paths.path(event),
            event: whole.or(own),
            detail,
            round,
            gender: self.gender_code(event),
            date: self.date(event).map(|(date, _)| date),
            rows: competitors(event).map(|who| self.athlete(who, ages)).collect(),
            notes: self.unnamed_note(event, ages).into_iter().collect(),
            ..Unit::default()
        }
    }

    fn athlete(&self, node: Node<'_, '_>, ages: Ages) -> raw::Row {
        let (meta, own) = (metadata(node), stats(node));
        let of_meta = |name: &str| meta.and_then(|meta| self.attribute(meta, name));
        let who = self.who(node, ages);
        let unnamed = who.as_ref().is_some_and(|who| who.unnamed);
        let (name, family) = who.map(|who| (who.name, who.family)).unzip();
        let effect = own.and_then(|own| self.attribute(own, "result-effect")).filter(|effect| local(&effect.raw) == "qualification");
        let records = own.into_iter().flat_map(|own| children(own, "event-record")).filter_map(|record| self.attribute(record, "type"));
        raw::Row {
            at: self.paths.path(node),
            id: self.competitor_id(node, ages),
            rank: own.and_then(|own| self.rank(own)),
            name,
            family,
            unnamed,
            bib: if unnamed { self.plain_number(node) } else { of_meta("uniform-number") },
            country: of_meta("nationality"),
            performance: own.and_then(|own| self.figure(own, "score")),
            qualification: effect.map(|effect| Text { raw: "Q".to_owned(), ..effect }),
            records: records.collect(),
            runners: self.runners(node, ages),
            ..raw::Row::default()
        }
    }

    /// The members of a relay; none where one of them may not be named or has no name: the legs of the others would be wrong.
    fn runners(&self, team: Node<'_, '_>, ages: Ages) -> Vec<(Text, Option<Text>)> {
        if !children(team, "player").all(|player| self.may_be_named(player, ages)) {
            return Vec::new();
        }
        let members = children(team, "player").map(|player| Some((self.who(player, ages)?.name, self.id(player))));
        members.collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// The place of a medal, by the id of its winner.
    fn award(&self, who: Node<'_, '_>, ages: Ages) -> Option<(String, (u32, Text))> {
        let award = child(stats(who)?, "award")?;
        award.attribute("award-type").filter(|kind| local(kind) == "medal")?;
        let place = self.attribute(award, "place")?;
        Some((self.competitor_id(who, ages)?.raw, (place.raw.parse().ok()?, place)))
    }
}
