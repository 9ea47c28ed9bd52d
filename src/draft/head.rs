//! The headline and the standfirst: one line each, of a choice of facts.

use super::chooser::Job;
use super::error::DraftError;
use super::path::sentences_of;
use super::phrases::first_forms;
use super::runners_up::Wishes;
use super::writer::{Writer, sentence};
use super::{Alternative, Sentence};
use crate::grammar::{Lattice, Position};
use crate::plan::ParagraphPlan;

/// Most characters of a headline (rule S4).
const HEADLINE: usize = 70;

/// Lines that were not taken.
#[derive(Debug, Default)]
struct PassedOver {
    /// What the judge refused, with its reasons.
    bans: Vec<String>,
    /// Headlines that are too long.
    long: Vec<Sentence>,
}

impl Writer<'_> {
    /// Headline and standfirst: the first choice of facts that has a proven form of the right length.
    pub(super) fn head(&mut self) -> Result<(), DraftError> {
        let (headlines, standfirsts) = (self.plan.headline.clone(), self.plan.standfirst.clone());
        let headline = self.line(&headlines, "headline", u64::MAX, Position::Headline)?;
        let Some(headline) = headline else {
            return Err(DraftError::NoForms { part: "headline".to_owned(), facts: headlines.into_iter().flatten().collect() });
        };
        // The standfirst says what the headline does not, where it can.
        let (same, other): (Vec<_>, Vec<_>) = standfirsts.into_iter().partition(|ids| ids.iter().all(|id| headline.facts.contains(id)));
        self.draft.headline = headline;
        self.draft.standfirst = self.line(&[other, same].concat(), "standfirst", 0, Position::Standfirst)?;
        Ok(())
    }

    /// Why the judge refuses a headline or a standfirst, if it does.
    fn refuses(&self, line: &Sentence, part: &str) -> Option<String> {
        let mut trial = self.draft.clone();
        match part {
            "headline" => trial.headline = line.clone(),
            _ => trial.standfirst = Some(line.clone()),
        }
        self.judges(&trial, part).first().map(|refusal| refusal.reason.clone())
    }

    /// A line of the first choice of facts that has a proven one, or the shortest of those that are too long.
    fn line(&mut self, choices: &[Vec<String>], part: &str, named: u64, clause: Position) -> Result<Option<Sentence>, DraftError> {
        let mut passed_over = PassedOver::default();
        let open: Vec<&Vec<String>> = choices.iter().filter(|ids| ids.iter().all(|id| !self.draft.left_out.contains(id))).collect();
        for ids in open {
            let shape = ParagraphPlan { role: part.to_owned(), facts: ids.clone(), most: ids.len(), sizes: vec![ids.len()], free: false };
            let lattice = self.compose(ids, &shape, (named, clause));
            if lattice.is_empty() {
                continue;
            }
            let found = self.proven_lines(&lattice, ids, part, &mut passed_over)?;
            if !found.is_empty() {
                return chosen(found, (number(part), self.wishes()), passed_over.bans).map(Some);
            }
        }
        let PassedOver { bans, mut long } = passed_over;
        // Long names: the shortest line is better than no article, and the desk is warned of it (rule S4).
        long.sort_by_key(|line| line.text.chars().count());
        let shortest = long.into_iter().find(|line| self.refuses(line, part).is_none());
        match shortest {
            Some(line) => Ok(Some(Sentence { bans, ..line })),
            None if part == "headline" && !bans.is_empty() => Err(DraftError::Refused { part: part.to_owned(), reasons: bans }),
            None => Ok(None),
        }
    }

    /// The best line that the judge lets pass, and as many runners-up as are wanted.
    fn proven_lines(
        &mut self,
        lattice: &Lattice,
        ids: &[String],
        part: &str,
        passed_over: &mut PassedOver,
    ) -> Result<Vec<Sentence>, DraftError> {
        let job = Job { role: part, plan: self.plan, surface: self.tools.surface };
        let mut candidates = self.choose(lattice, &job)?;
        candidates.extend(first_forms(lattice));
        let mut found: Vec<Sentence> = Vec::new();
        for candidate in candidates.into_iter().filter(|candidate| lattice.is_path(&candidate.path)) {
            let sentences = sentences_of(lattice, &candidate.path, job.surface);
            let Some(one) = sentences.first().filter(|one| found.iter().all(|known| known.text != one.text)) else { continue };
            let drafted = sentence(lattice, one, ids, &candidate);
            if part == "headline" && one.text.chars().count() > HEADLINE {
                passed_over.long.push(drafted);
                continue;
            }
            match self.refuses(&drafted, part) {
                None => found.push(drafted),
                Some(reason) => passed_over.bans.push(format!("{} ({reason})", one.text)),
            }
            if found.len() > self.wishes().wanted(number(part)) {
                break;
            }
        }
        Ok(found)
    }
}

/// The number of a line in reading order.
fn number(part: &str) -> usize {
    if part == "headline" { 1 } else { 2 }
}

/// The first of the proven lines, or the runner-up that an editor takes, with the others as alternatives.
fn chosen(mut found: Vec<Sentence>, (number, wishes): (usize, &Wishes), bans: Vec<String>) -> Result<Sentence, DraftError> {
    let taken = wishes.taken.get(&number).copied();
    let runners_up = found.len() - 1;
    if let Some(runner_up) = taken.filter(|taken| *taken == 0 || *taken > runners_up) {
        return Err(DraftError::NoSuchChoice { sentence: number, runner_up, runners_up });
    }
    let mut line = found.remove(taken.unwrap_or(0));
    if taken.is_some() {
        // What would have stood here goes behind the runners-up, whose numbers stay.
        let first = found.remove(0);
        found.insert(taken.unwrap_or(1) - 1, line.clone());
        found.push(first);
    }
    line.alternatives = found.into_iter().map(|one| Alternative { text: one.text, score: one.score }).collect();
    line.chosen = taken.map(|taken| taken - 1);
    line.bans = bans;
    Ok(line)
}
