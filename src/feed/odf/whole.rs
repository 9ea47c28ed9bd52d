//! Rankings over several units: all heats of a phase (`DT_PHASE_RESULT`), the runs or disciplines of an event (`DT_CUMULATIVE_RESULT`).
//!
//! Both are sent after every unit, with the state of that unit, so that an official one may stand in the middle of the event. It is a result
//! where it says itself that all units are complete (`Progress`), or where the schedule says that all of them are over. Nobody wins a
//! ranking over the heats of a round; such a ranking is written about where it is known as one list in which the best is first.

use super::beside::{Beside, Entry};
use super::child;
use super::codes::{self, Codes};
use super::header::{Ranks, bad, clash, required};
use super::name::{NoName, describe_ranking};
use super::rsc::Rsc;
use super::schedule::{Planned, day_of, units};
use super::tree::Tree;
use crate::event::{Event, Sport, UnitKind};
use crate::feed::games::Games;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;

/// A ranking with what tells whether it is whole.
pub(super) struct Ranking<'a, 'b> {
    pub(super) tree: &'b Tree<'a>,
    pub(super) ranks: Ranks,
    pub(super) infos: Option<Node<'a, 'a>>,
    /// Its units in the schedule.
    units: Vec<Planned<'a>>,
}

impl<'a, 'b> Ranking<'a, 'b> {
    pub(super) fn new(
        tree: &'b Tree<'a>,
        ranks: Ranks,
        infos: Option<Node<'a, 'a>>,
        beside: &Beside<'a>,
        codes: &Codes,
        rsc: &Rsc,
    ) -> Self {
        let mut units = units(beside, codes, rsc);
        units.retain(|unit| {
            rsc.phase.is_empty() || (unit.rsc.phase == rsc.phase && (rsc.group().is_none() || unit.rsc.group() == rsc.group()))
        });
        Self { tree, ranks, infos, units }
    }

    /// Refuses a ranking that more units belong to than it has.
    pub(super) fn must_be_whole(&self) -> Result<(), FeedError> {
        if let Some(progress) = self.progress().filter(|node| node.has_attribute("UnitsTotal") || node.has_attribute("UnitsComplete")) {
            return self.complete(progress);
        }
        let what = self.ranks.in_words();
        let refused = |message: String| FeedError::new(FeedErrorKind::NotAResult, "", message).at("/OdfBody/Competition");
        if let Some(open) = self.units.iter().find(|unit| unit.status() != "FINISHED") {
            let status: String = open.status().chars().take(20).collect();
            let at = open.entry.at("ScheduleStatus");
            let message =
                format!("{what} is a state of the competition: the schedule calls one of its units \"{}\" ({at})", status.escape_debug());
            return Err(refused(message).hint("give the message that was sent after its last unit, with a schedule of that time"));
        }
        if self.units.is_empty() {
            let message = format!("{what} does not say whether all its units are complete: it may be a state of the competition");
            return Err(refused(message).hint("give a DT_SCHEDULE beside it that calls all units of the event FINISHED"));
        }
        Ok(())
    }

    fn progress(&self) -> Option<Node<'a, 'a>> {
        self.infos.and_then(|infos| child(infos, "Progress"))
    }

    /// Compares the numbers of units in `Progress`.
    fn complete(&self, progress: Node<'a, 'a>) -> Result<(), FeedError> {
        let number = |attribute: &str| -> Result<u32, FeedError> {
            let number = required(self.tree, progress, attribute)?.parse().ok().filter(|number| (1..=1000).contains(number));
            number.ok_or_else(|| bad(self.tree, progress, attribute, "is no number of units"))
        };
        let (complete, total) = (number("UnitsComplete")?, number("UnitsTotal")?);
        if complete > total {
            return Err(clash(self.tree, progress, "UnitsComplete", &format!("is more than UnitsTotal, {total}")));
        }
        if complete < total {
            let what = self.ranks.in_words();
            let message = format!("{what} stands after {complete} of {total} units: it is a state of the competition, not a result");
            return Err(FeedError::new(FeedErrorKind::NotAResult, "", message).at(self.tree.at(progress, "UnitsComplete")));
        }
        Ok(())
    }

    /// The unit in the schedule that has its day: the last of an event that adds up, any of a phase that was held on one day.
    pub(super) fn deciding(&self, games: Option<&Games>) -> Option<Entry<'a>> {
        let over = || self.units.iter().filter(|unit| unit.status() == "FINISHED");
        let last = over().max_by_key(|unit| unit.start())?;
        let last_day = day_of(last, games)?;
        let one_day = over().all(|unit| day_of(unit, games) == Some(last_day));
        (self.ranks == Ranks::Cumulative || one_day).then_some(last.entry)
    }

    /// Refuses a ranking over a round that is no list in which the best is first, and one over training.
    pub(super) fn must_be_told(&self, event: &Event, root: Node<'_, '_>) -> Result<(), FeedError> {
        let what = match event.kind {
            UnitKind::Heat if !event.is_qualifying() => "a round, which nobody won",
            UnitKind::Training => "training, which nobody won",
            _ => return Ok(()),
        };
        let message = format!("this is a ranking over all units of {what} ({})", event.unit.as_deref().unwrap_or_default());
        let hint = "give the DT_RESULT messages of its units; rankings over a round are written about in swimming and in the qualifying of field events";
        Err(FeedError::new(FeedErrorKind::NotAResult, "", message).at(self.tree.at(root, "DocumentCode")).hint(hint))
    }
}

/// Whether such a ranking can be told, by the code alone: for a folder in which such rankings stand beside the results of their units.
pub(super) fn is_told(document: &str) -> bool {
    let (Ok(rsc), Ok(codes)) = (Rsc::parse(document), codes::codes()) else { return false };
    match describe_ranking(codes, &rsc, None) {
        Ok(described) => match described.kind {
            UnitKind::Heat => matches!(described.sport, Sport::Swimming | Sport::Field),
            kind => kind == UnitKind::Race,
        },
        Err(NoName::Event) => rsc.phase.is_empty() || rsc.phase == "FNL",
        Err(_) => false,
    }
}
