//! Athletics: every event is a unit of the competition, in the words of the common reader.

use super::PROVIDER;
use super::find::{Content, child, children, competitors, local, metadata, stats};
use crate::event::{Event, Medal, UnitKind};
use crate::feed::athletics::raw::{self, Document, Text, Unit};
use crate::feed::{Decoded, FeedError, Input, athletics};
use roxmltree::Node;
use std::collections::BTreeMap;

/// The events of a competition.
pub(super) fn decode(content: &Content<'_, '_>, events: &[Node<'_, '_>], input: &Input<'_>) -> Result<Decoded, FeedError> {
    if events.is_empty() {
        return Ok(Decoded::default());
    }
    let competition = content.all("subject").find(|node| node.attribute("type").is_some_and(|kind| local(kind) == "competition"));
    let id = content.all("tournament-metadata").find_map(|node| content.attribute(node, "key"));
    let document = Document {
        provider: PROVIDER,
        id: id.map(|id| Text { raw: local(&id.raw).to_owned(), ..id }),
        name: competition.and_then(|node| content.text(node, "name")),
        units: events.iter().map(|event| content.unit(*event)).collect(),
        ..Document::default()
    };
    let mut decoded = athletics::decode(&document, input)?;
    let awards: BTreeMap<String, (u32, Text)> =
        events.iter().flat_map(|event| competitors(*event)).filter_map(|who| content.award(who)).collect();
    for event in decoded.events.iter_mut().filter(|event| event.kind == UnitKind::Race) {
        medals(event, &awards, content.source);
    }
    Ok(decoded)
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
    fn unit(&self, event: Node<'_, '_>) -> Unit {
        let above = |name: &str| event.ancestors().find_map(|node| child(node, name));
        let named = |node: Option<Node<'_, '_>>| node.and_then(|node| self.text(node, "name"));
        let (own, part) = (child(event, "event-metadata"), above("tournament-part-metadata"));
        let whole = named(above("tournament-metadata"));
        let round = part.and_then(|part| self.attribute(part, "type"));
        let round = round.and_then(|round| Some(Text { raw: self.words.rounds.get(local(&round.raw))?.clone(), at: round.at }));
        let gender = self.all("sports-content-code").filter(|node| node.attribute("code-type").is_some_and(|kind| local(kind) == "gender"));
        let gender = gender.into_iter().find_map(|node| self.attribute(node, "code-key"));
        let detail = named(own).filter(|_| whole.is_some());
        Unit {
            at: self.paths.path(event),
            event: whole.or_else(|| named(own)),
            detail,
            round,
            gender: gender.map(|code| Text { raw: local(&code.raw).to_owned(), ..code }),
            date: self.date(event).map(|(text, _)| text),
            rows: competitors(event).map(|who| self.athlete(who)).collect(),
            ..Unit::default()
        }
    }

    fn athlete(&self, who: Node<'_, '_>) -> raw::Row {
        let (meta, own) = (metadata(who), stats(who));
        let of_meta = |name: &str| meta.and_then(|meta| self.attribute(meta, name));
        let (name, family) = self.name(who).map_or((None, None), |(name, family)| (Some(name), family));
        let effect = own.and_then(|own| self.attribute(own, "result-effect")).filter(|effect| local(&effect.raw) == "qualification");
        let records = own.into_iter().flat_map(|own| children(own, "event-record")).filter_map(|record| self.attribute(record, "type"));
        let member = |player: Node<'_, '_>| self.name(player).map(|(name, _)| (name, self.id(player)));
        raw::Row {
            at: self.paths.path(who),
            id: self.id(who),
            rank: own.and_then(|own| self.rank(own)),
            name,
            family,
            bib: of_meta("uniform-number"),
            country: of_meta("nationality"),
            performance: own.and_then(|own| self.figure(own, "score")),
            qualification: effect.map(|effect| Text { raw: "Q".to_owned(), ..effect }),
            records: records.collect(),
            runners: children(who, "player").filter_map(member).collect(),
            ..raw::Row::default()
        }
    }

    /// The place of a medal, by the id of its winner.
    fn award(&self, who: Node<'_, '_>) -> Option<(String, (u32, Text))> {
        let award = child(stats(who)?, "award")?;
        award.attribute("award-type").filter(|kind| local(kind) == "medal")?;
        let place = self.attribute(award, "place")?;
        Some((self.id(who)?.raw, (place.raw.parse().ok()?, place)))
    }
}
