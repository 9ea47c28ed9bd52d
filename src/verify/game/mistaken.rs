//! A wrong name over right figures: where nearly all figures of a player or a side are those of another one, the name is wrong.

use super::found::{Found, Said};
use super::names::PlayerRef;
use super::reader::Reader;
use super::subject::Whose;
use crate::event::Which;
use crate::verify::foreign::{Kind, Ruling};
use std::ops::Range;

/// The least number of figures that can tell whose they are; of two, both must be right for the other and none for the named one.
const LEAST: usize = 2;
/// The same for sides, of which there are only two.
const LEAST_OF_SIDE: usize = 2;

/// Puts wrong names in the place of figures that are right for somebody else.
pub(super) fn rename(reader: &Reader<'_>, found: &mut Vec<Found>) {
    let mut names: Vec<Range<usize>> = found.iter().filter_map(|one| one.figure.as_ref()?.name.clone()).collect();
    names.sort_by_key(|name| name.start);
    names.dedup();
    for name in names {
        let figures: Vec<Said> =
            found.iter().filter_map(|one| one.figure.clone()).filter(|said| said.name.as_ref() == Some(&name)).collect();
        let Some(first) = figures.first() else { continue };
        let better = match first.whose {
            Whose::Player(player) => {
                other_player(reader, player, &figures).map(|other| (Whose::Player(other), reader.sheet.name(other).to_owned()))
            }
            Whose::Side(which) => {
                other_side(reader, which, &figures).map(|other| (Whose::Side(other), reader.sheet.side(other).nickname.clone()))
            }
            _ => None,
        };
        let Some((other, text)) = better else { continue };
        found.retain_mut(|one| {
            let Some(said) = one.figure.as_ref().filter(|said| said.name.as_ref() == Some(&name)) else { return true };
            let right = total(reader, &other, &said.statistic);
            one.ruling = if right == Some(said.value) { Ruling::Supported } else { Ruling::Contradicted };
            one.reason = format!("{text} had {}", right.unwrap_or(0));
            one.fix = right.filter(|right| *right != said.value).map(|right| right.to_string());
            true
        });
        let reason = format!("these are figures of {text}");
        found.push(Found::new(&name, "F2", Kind::Name, false, reason).fixed(text));
    }
}

fn total(reader: &Reader<'_>, whose: &Whose, statistic: &str) -> Option<u32> {
    match whose {
        Whose::Player(player) => reader.sheet.total(*player, statistic),
        Whose::Side(which) => reader.sheet.side_total(*which, statistic),
        _ => None,
    }
}

fn hits(reader: &Reader<'_>, whose: &Whose, figures: &[Said]) -> usize {
    figures.iter().filter(|said| total(reader, whose, &said.statistic) == Some(said.value)).count()
}

/// The only other player who has most of the figures, where the named one has hardly any.
fn other_player(reader: &Reader<'_>, player: PlayerRef, figures: &[Said]) -> Option<PlayerRef> {
    let own = hits(reader, &Whose::Player(player), figures);
    let telling = figures.iter().filter(|said| said.value > 1).count();
    if telling < LEAST || own * 3 > figures.len() {
        return None;
    }
    let fits = |other: &PlayerRef| {
        *other != player && !reader.told.named.contains(other) && hits(reader, &Whose::Player(*other), figures) * 4 >= figures.len() * 3
    };
    let of_side = |which: Which| reader.sheet.players(which, None).filter(fits).collect::<Vec<_>>();
    match (of_side(player.0).as_slice(), of_side(player.0.other()).as_slice()) {
        ([one], _) => Some(*one),
        // Two figures of somebody of the other side may be the same by chance.
        ([], [one]) if telling > LEAST => Some(*one),
        _ => None,
    }
}

/// The other side, where all figures are its own and none is the named side's.
fn other_side(reader: &Reader<'_>, which: Which, figures: &[Said]) -> Option<Which> {
    let own = hits(reader, &Whose::Side(which), figures);
    let other = hits(reader, &Whose::Side(which.other()), figures);
    (figures.len() >= LEAST_OF_SIDE && own == 0 && other == figures.len()).then(|| which.other())
}
