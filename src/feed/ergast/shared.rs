//! Shared drives of the 1950s: one car, two drivers, one position; and a driver with two cars.
//!
//! A row is one competitor, so of a shared car only the driver who started it stays in the result, with a warning that
//! names the other. In the first three places that would hide a winner or a podium: such a race is refused.

use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};
use super::row::Drive;
use crate::event::Irm;

/// Leaves one row for each car and each driver.
///
/// # Errors
/// `Unsupported` when a shared car is among the first three, `Contradiction` when one id stands for two drivers.
pub(super) fn resolve(drives: &mut Vec<Drive<'_>>, race: &Node<'_>, warnings: &mut Vec<String>) -> Result<(), FeedError> {
    let mut kept: Vec<Drive<'_>> = Vec::new();
    for drive in drives.drain(..) {
        let Some(partner) = kept.iter_mut().find(|other| one_car(other, &drive)) else {
            kept.push(drive);
            continue;
        };
        if partner.row.rank.is_some_and(|rank| rank <= 3) {
            let names = format!("{} and {}", partner.row.competitor.full(), drive.row.competitor.full());
            let message = format!("{names} shared a car in the first three places, which a recap of single drivers cannot tell");
            let at = format!("{} and {}", partner.node.at(), drive.node.at());
            return Err(race.error(FeedErrorKind::Unsupported, message).at(at));
        }
        let relieved = partner.grid.is_none_or(|place| place == 0) && drive.grid.is_some_and(|place| place > 0);
        let other = if relieved { std::mem::replace(partner, drive) } else { drive };
        let (name, starter) = (other.row.competitor.full(), partner.row.competitor.full());
        warnings.push(format!("{}: {name} shared the car of {starter} and is left out of the result", other.node.at()));
    }
    *drives = one_drive_each(kept, race, warnings)?;
    Ok(())
}

/// Rows of one car: the same race number and constructor, classified alike, and both on the track.
fn one_car(a: &Drive<'_>, b: &Drive<'_>) -> bool {
    let raced = |drive: &Drive<'_>| !matches!(drive.row.irm, Some(Irm::Dns | Irm::Dnq | Irm::Withdrawn));
    let two = a.row.competitor.id() != b.row.competitor.id();
    two && a.row.bib.is_some()
        && a.row.bib == b.row.bib
        && a.row.team == b.row.team
        && a.position_text == b.position_text
        && raced(a)
        && raced(b)
}

/// A driver with two cars keeps the better row: classified before not, then the better rank, then the feed's order.
fn one_drive_each<'a>(drives: Vec<Drive<'a>>, race: &Node<'_>, warnings: &mut Vec<String>) -> Result<Vec<Drive<'a>>, FeedError> {
    let mut kept: Vec<Drive<'a>> = Vec::new();
    for drive in drives {
        let Some(other) = kept.iter_mut().find(|other| other.row.competitor.id() == drive.row.competitor.id()) else {
            kept.push(drive);
            continue;
        };
        let (name, other_name) = (drive.row.competitor.full(), other.row.competitor.full());
        if name != other_name {
            let message = format!("{other_name} and {name} have one driverId, {}", drive.row.competitor.id());
            let at = format!("{} and {}", other.node.at(), drive.node.at());
            return Err(race.error(FeedErrorKind::Contradiction, message).at(at));
        }
        let better = |drive: &Drive<'_>| (drive.row.rank.is_none(), drive.row.rank, drive.row.order);
        let dropped = if better(&drive) < better(other) { std::mem::replace(other, drive) } else { drive };
        warnings.push(format!("{}: {} drove two cars; the better result is kept", dropped.node.at(), dropped.row.competitor.full()));
    }
    Ok(kept)
}
