//! The swims of an age group, and of each of its finals.

use super::index::{Found, Index, key};
use super::list;
use super::read::{age, attribute, day};
use crate::feed::raw::Text;
use crate::feed::swimming::meet::Swim;
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Swims in the order of their places, each with the letter of its final.
pub(super) type Swims<'a> = Vec<(Swim, Option<&'a str>)>;

impl<'a, 'd> Index<'a, 'd> {
    /// The swims of a group, those with a place first, and notes about those that may not be of it.
    pub(super) fn swims(
        &self,
        results: &[Found<'a, 'd>],
        event: Node<'a, 'd>,
        group: Option<Node<'a, 'd>>,
        only_group: bool,
        next: Option<Node<'a, 'd>>,
    ) -> Result<(Swims<'a>, Vec<String>), FeedError> {
        let of_group = |group: Node<'a, 'd>| list(group, "RANKINGS", "RANKING").collect::<Vec<_>>();
        let rankings: BTreeMap<&str, (usize, Node<'_, '_>)> = group
            .into_iter()
            .flat_map(of_group)
            .enumerate()
            .filter_map(|(at, ranking)| Some((ranking.attribute("resultid")?, (at, ranking))))
            .collect();
        let anywhere: BTreeSet<&str> =
            list(event, "AGEGROUPS", "AGEGROUP").flat_map(of_group).filter_map(|ranking| ranking.attribute("resultid")).collect();
        let through = next.and_then(|next| self.entered.get(next.attribute("eventid")?));
        let (mut swims, mut notes) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for found in results {
            let id = found.result.attribute("resultid").unwrap_or_default();
            if !seen.insert(id) {
                let message = format!("two results of the event have the number \"{}\"", id.escape_debug());
                return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(self.paths.path(found.result)));
            }
            let ranking = rankings.get(id);
            match (ranking, if only_group { Some(true) } else { self.is_of(found, group) }) {
                (None, Some(false)) => continue,
                (None, None) if anywhere.contains(id) => continue,
                (None, None) => {
                    notes
                        .push(format!("nothing says of which age group a swim is: it was left out (at {})", self.paths.path(found.result)));
                    continue;
                }
                _ => {}
            }
            let order =
                ranking.map(|(at, ranking)| (number(*ranking, "place").unwrap_or(i64::MAX), number(*ranking, "order").unwrap_or(0), *at));
            let mut swim = self.swim(found)?;
            swim.place = ranking.and_then(|(_, ranking)| attribute(*ranking, "place", self.paths));
            let qualified = through.and_then(|through| through.get(&key(found.club, found.who)));
            swim.qualified = qualified.and_then(|entry| attribute(*entry, "eventid", self.paths));
            swims.push((order, swim, heat_of(event, found.result)));
        }
        swims.sort_by_key(|(order, ..)| (order.is_none_or(|(place, ..)| place < 1), *order));
        Ok((swims.into_iter().map(|(_, swim, letter)| (swim, letter)).collect(), notes))
    }

    /// Whether a result without a ranking is of a group, by the age of who swam it; `None` where nothing says.
    fn is_of(&self, found: &Found<'_, '_>, group: Option<Node<'_, '_>>) -> Option<bool> {
        let limit = |node: Node<'_, '_>, name: &str| age(node, name, self.paths).ok().flatten();
        let group = group?;
        let (from, to) = (limit(group, "agemin"), limit(group, "agemax"));
        if found.who.has_tag_name("RELAY") {
            let own = (limit(found.who, "agemin"), limit(found.who, "agemax"));
            return (own != (None, None)).then(|| own == (from, to));
        }
        let (born, on) = (day(found.who, "birthdate")?, self.ages_on?);
        let years = i32::from(on.year) - i32::from(born.year) - i32::from((on.month, on.day) < (born.month, born.day));
        let age = u32::try_from(years).ok()?;
        Some(from.is_none_or(|from| age >= from) && to.is_none_or(|to| age <= to))
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<i64> {
    node.attribute(name)?.trim().parse().ok()
}

/// The letter of the final that a result's heat is.
fn heat_of<'a>(event: Node<'a, '_>, result: Node<'_, '_>) -> Option<&'a str> {
    let heat = result.attribute("heatid")?;
    list(event, "HEATS", "HEAT").find(|one| one.attribute("heatid") == Some(heat))?.attribute("final")
}

/// Swims by the letter of their final, where there are several finals; otherwise all together.
pub(super) fn finals<'a>(event: Node<'a, '_>, swims: Swims<'a>, paths: &Paths) -> Vec<(Option<Text>, Swims<'a>)> {
    let letters: BTreeSet<&str> = swims.iter().filter_map(|(_, letter)| *letter).collect();
    if letters.len() < 2 {
        return vec![(None, swims)];
    }
    let text = |letter: &str| {
        let heat = list(event, "HEATS", "HEAT").find(|heat| heat.attribute("final") == Some(letter))?;
        attribute(heat, "final", paths)
    };
    letters.into_iter().map(|letter| (text(letter), swims.iter().filter(|(_, own)| *own == Some(letter)).cloned().collect())).collect()
}

/// The place from which a final counts: those of a B final go on behind those of the A final.
pub(super) fn first_place(swims: &[(Swim, Option<&str>)]) -> u32 {
    let place = |swim: &Swim| swim.place.as_ref()?.trimmed().parse::<u32>().ok().filter(|place| *place > 0);
    swims.iter().filter_map(|(swim, _)| place(swim)).min().unwrap_or(1)
}
