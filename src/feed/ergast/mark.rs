//! Times and gaps of a race.
//!
//! The winner's time is absolute, all others are gaps with a `+`, and `millis` is absolute for all. A lapped car's time is
//! the gap at the flag, a lap down: it says nothing and is dropped for the laps.

use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};
use super::row::Drive;
use super::status::Down;
use crate::event::{Gap, Irm, Mark};

/// The two values of a `Time` object.
#[derive(Debug)]
struct Time<'a> {
    text: Option<(Node<'a>, Mark, bool)>,
    millis: Option<(Node<'a>, i64)>,
}

impl<'a> Time<'a> {
    fn read(row: &Node<'a>) -> Result<Option<Self>, FeedError> {
        let Some(node) = row.get("Time") else { return Ok(None) };
        let parse = |(node, text): (Node<'a>, &str)| match Mark::parse_time(text) {
            Ok(mark) => Ok((node, mark, text.starts_with('+'))),
            Err(error) => Err(node.error(FeedErrorKind::Value, error.to_string())),
        };
        let text = node.optional("time")?.map(parse).transpose()?;
        let number = |(node, _): (Node<'a>, &str)| node.number().map(|millis| (node, i64::from(millis)));
        let millis = node.optional("millis")?.map(number).transpose()?;
        Ok((text.is_some() || millis.is_some()).then_some(Self { text, millis }))
    }
}

/// Fills in marks and gaps.
///
/// # Errors
/// `Contradiction` where text and milliseconds, or status and laps, cannot both be true.
pub(super) fn fill(drives: &mut [Drive<'_>], race: &Node<'_>, warnings: &mut Vec<String>) -> Result<(), FeedError> {
    let winner = drives.iter().position(|drive| drive.row.rank == Some(1));
    let best = winner.and_then(|index| drives.get_mut(index)).map(winners_time).transpose()?.flatten();
    let laps = winner.and_then(|index| drives.get(index)).and_then(|drive| drive.row.laps);
    let disqualified = drives.iter().any(|drive| drive.row.irm == Some(Irm::Dsq));
    let mut timed = Vec::new();
    for (index, drive) in drives.iter_mut().enumerate().filter(|(index, _)| Some(*index) != winner) {
        if drive.row.rank.is_none() {
            keep_time_of_unclassified(drive)?;
        } else if !laps_down(drive, laps)?
            && let Some(time) = Time::read(&drive.node)?
        {
            timed.push((index, time));
        }
    }
    let shift = shift_of_all(&timed, best).filter(|_| disqualified);
    if let Some(shift) = shift {
        let seconds = Mark::time(shift, 3).clock();
        warnings.push(format!(
            "{}: the gaps are measured from a disqualified car, {seconds} s ahead of the winner; the times are used",
            race.at()
        ));
    }
    for (index, time) in timed {
        if let Some(drive) = drives.get_mut(index) {
            place(drive, &time, best, shift.is_some())?;
        }
    }
    Ok(())
}

/// The winner's absolute time, checked against its milliseconds.
fn winners_time(drive: &mut Drive<'_>) -> Result<Option<Mark>, FeedError> {
    let Some(time) = Time::read(&drive.node)? else { return Ok(None) };
    let mark = match (&time.text, &time.millis) {
        (Some((node, _, true)), _) => return Err(node.error(FeedErrorKind::Contradiction, "the winner's time is a gap")),
        (Some((node, mark, false)), millis) => {
            if let Some((other, value)) = millis
                && !close(mark.value, *value, mark.decimals)
            {
                return Err(disagree(node, other, "the winner's time and its milliseconds"));
            }
            drive.row.cells.insert("mark".to_owned(), node.cell());
            *mark
        }
        (None, Some((node, value))) => {
            drive.row.cells.insert("mark".to_owned(), node.cell());
            Mark::time(*value, 3)
        }
        (None, None) => return Ok(None),
    };
    drive.row.mark = Some(mark);
    Ok(Some(mark))
}

/// Whether the row is laps down, with the gap in laps filled in. Laps that are not known are taken from the status.
fn laps_down(drive: &mut Drive<'_>, winners: Option<u32>) -> Result<bool, FeedError> {
    let contradiction = |drive: &Drive<'_>, message: String| {
        let at = format!("{0}/laps and {0}/status", drive.node.at());
        Err(drive.node.error(FeedErrorKind::Contradiction, message).at(at))
    };
    let (Some(winners), Some(laps)) = (winners, drive.row.laps) else {
        if let Some(Down::Laps(down)) = drive.down {
            drive.row.gap = Some(Gap::Laps(down));
        }
        return Ok(drive.down.is_some());
    };
    let Some(down) = winners.checked_sub(laps) else {
        return contradiction(drive, format!("a classified car has {laps} laps, more than the winner's {winners}"));
    };
    match drive.down {
        Some(Down::Laps(said)) if said != down => {
            contradiction(drive, format!("the status says {said} laps down, but the laps say {down}"))
        }
        Some(Down::Some) if down == 0 => contradiction(drive, "the status says lapped, but the car has the winner's laps".to_owned()),
        _ if down == 0 => Ok(false),
        _ => {
            drive.row.gap = Some(Gap::Laps(down));
            if let Some(cell) = drive.row.cells.get("laps").cloned() {
                drive.row.cells.insert("gap".to_owned(), cell);
            }
            Ok(true)
        }
    }
}

/// A disqualified car keeps its own time as a mark beside the IRM, when the feed has it in full.
fn keep_time_of_unclassified(drive: &mut Drive<'_>) -> Result<(), FeedError> {
    let Some(time) = Time::read(&drive.node)? else { return Ok(()) };
    if let Some((node, mark, false)) = &time.text {
        drive.row.mark = Some(*mark);
        drive.row.cells.insert("mark".to_owned(), node.cell());
    }
    Ok(())
}

/// The one amount by which every printed gap differs from the times, when there is one. So it is where the leader on the
/// road was disqualified and the gaps were not measured anew.
fn shift_of_all(timed: &[(usize, Time<'_>)], best: Option<Mark>) -> Option<i64> {
    let best = best?;
    let mut shifts = timed.iter().filter_map(|(_, time)| match (&time.text, &time.millis) {
        (Some((_, gap, true)), Some((_, millis))) => Some(gap.value - (millis - best.value)),
        _ => None,
    });
    let first = shifts.next().filter(|shift| *shift > 1)?;
    let rest: Vec<i64> = shifts.collect();
    (!rest.is_empty() && rest.iter().all(|shift| (shift - first).abs() <= 1)).then_some(first)
}

/// Mark and gap of a car on the winner's lap. The printed gap is kept, and the mark follows from it; `recompute` takes
/// both from the milliseconds.
fn place(drive: &mut Drive<'_>, time: &Time<'_>, best: Option<Mark>, recompute: bool) -> Result<(), FeedError> {
    let row = &mut drive.row;
    let (mark, gap, node) = match (&time.text, &time.millis) {
        (Some((node, _, false)), _) => {
            return Err(node.error(FeedErrorKind::Value, "only the winner's time is absolute; a gap starts with +"));
        }
        (Some((node, gap, true)), millis) if !recompute => {
            if let (Some((other, millis)), Some(best)) = (millis, best)
                && !close(millis - best.value, gap.value, gap.decimals.min(best.decimals))
            {
                return Err(disagree(node, other, "the gap and the milliseconds"));
            }
            (best.map(|best| Mark::time(best.value + gap.value, gap.decimals.min(best.decimals))), Some(*gap), node)
        }
        (text, Some((node, millis))) => {
            let decimals = text.as_ref().map_or(3, |(_, gap, _)| gap.decimals);
            let mark = Mark::time(*millis, decimals);
            (Some(mark), best.and_then(|best| mark.difference(best)), node)
        }
        (_, None) => return Ok(()),
    };
    row.mark = mark;
    row.gap = gap.map(Gap::Mark);
    row.cells.insert("mark".to_owned(), node.cell());
    row.cells.insert("gap".to_owned(), node.cell());
    Ok(())
}

/// Equal to one unit of the last decimal.
fn close(a: i64, b: i64, decimals: u8) -> bool {
    (a - b).abs() <= 10_i64.pow(3 - u32::from(decimals.min(3)))
}

fn disagree(a: &Node<'_>, b: &Node<'_>, what: &str) -> FeedError {
    let raw = |node: &Node<'_>| node.value().as_str().unwrap_or_default().to_owned();
    let message = format!("{what} contradict each other: {:?} and {:?}", raw(a), raw(b));
    a.error(FeedErrorKind::Contradiction, message).at(format!("{} and {}", a.at(), b.at()))
}
