//! A swim: its times, and who swam it for which club.

use super::index::{Found, Index};
use super::list;
use super::read::{attribute, day, required};
use crate::event::Gender;
use crate::feed::FeedError;
use crate::feed::swimming::meet::{Club, Swim, Swimmer};
use crate::feed::xml::Paths;
use roxmltree::Node;

impl<'a, 'd> Index<'a, 'd> {
    /// The swim of a result, before its place.
    pub(super) fn swim(&self, found: &Found<'a, 'd>) -> Result<Swim, FeedError> {
        let (paths, result) = (self.paths, found.result);
        let relay = found.who.has_tag_name("RELAY");
        let split = |split: Node<'_, '_>| Ok((required(split, "distance", paths)?, required(split, "swimtime", paths)?));
        Ok(Swim {
            at: paths.path(result),
            place: None,
            time: attribute(result, "swimtime", paths),
            status: attribute(result, "status", paths),
            reaction: attribute(result, "reactiontime", paths),
            splits: list(result, "SPLITS", "SPLIT").map(split).collect::<Result<_, FeedError>>()?,
            swimmers: if relay { self.members(result)? } else { vec![swimmer(found.who, paths)] },
            relay: if relay { attribute(found.who, "number", paths).or_else(|| attribute(found.who, "name", paths)) } else { None },
            club: Some(club(found.club, paths)),
            qualified: None,
            comment: result.attribute("comment").filter(|text| !text.trim().is_empty()).map(|_| format!("{}/@comment", paths.path(result))),
        })
    }

    /// The members of a relay by their legs; none where one of them is not in the file.
    fn members(&self, result: Node<'a, 'd>) -> Result<Vec<Swimmer>, FeedError> {
        let mut legs: Vec<(i64, Option<Node<'_, '_>>)> = Vec::new();
        for position in list(result, "RELAYPOSITIONS", "RELAYPOSITION") {
            let text = required(position, "number", self.paths)?;
            let leg = text.trimmed().parse().map_err(|_| text.bad("is no leg of a relay"))?;
            // -1 is a reserve.
            if leg > 0 {
                legs.push((leg, position.attribute("athleteid").and_then(|id| self.athletes.get(id)).copied()));
            }
        }
        legs.sort_by_key(|(leg, _)| *leg);
        let all: Option<Vec<Swimmer>> = legs.into_iter().map(|(_, athlete)| athlete.map(|athlete| swimmer(athlete, self.paths))).collect();
        Ok(all.unwrap_or_default())
    }
}

fn club(node: Node<'_, '_>, paths: &Paths) -> Club {
    let name = attribute(node, "name", paths);
    let id = node.attribute("code").filter(|code| !code.trim().is_empty()).map(str::to_owned);
    let plain = |text: &str| {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    Club {
        id: plain(&id.or_else(|| name.as_ref().map(|name| name.raw.clone())).unwrap_or_default()),
        name,
        nation: attribute(node, "nation", paths),
        national_team: node.attribute("type") == Some("NATIONALTEAM"),
    }
}

fn swimmer(node: Node<'_, '_>, paths: &Paths) -> Swimmer {
    Swimmer {
        id: attribute(node, "athleteid", paths),
        given: attribute(node, "firstname", paths),
        prefix: attribute(node, "nameprefix", paths),
        family: attribute(node, "lastname", paths),
        nation: attribute(node, "nation", paths),
        gender: match node.attribute("gender") {
            Some("M") => Some(Gender::Men),
            Some("F") => Some(Gender::Women),
            _ => None,
        },
        born: day(node, "birthdate"),
        age: None,
    }
}
