//! The draft-judge-redraft loop over the paragraphs of a plan.

use super::chooser::{Candidate, Chooser, Job};
use super::error::DraftError;
use super::judge::{Judge, Refusal};
use super::path::{PathSentence, named_in, sentences_of};
use super::phrases::first_forms;
use super::runners_up::Wishes;
use super::{Draft, DraftParagraph, Drafter, Sentence};
use crate::facts::Fact;
use crate::grammar::{Cast, Conditions, Grammar, Lattice, Paragraph, Position, Surface, bit, compose, sayable};
use crate::plan::{ParagraphPlan, Plan};
use std::collections::BTreeSet;
use std::fmt;

/// Distinct strings that must be open for a sentence to count as the model's.
pub const MODEL_FLOOR: u64 = 20;

/// What drafting needs beside the plan.
pub struct Tools<'a> {
    /// The compiled phrase files.
    pub grammar: &'a Grammar,
    /// The conditions of the lexicon.
    pub conditions: &'a dyn Conditions,
    /// Turns values into words.
    pub surface: &'a Surface<'a>,
    /// The judge.
    pub judge: &'a dyn Judge,
    /// What an editor wants of the runners-up.
    pub wishes: &'a Wishes,
}

impl fmt::Debug for Tools<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tools")
    }
}

/// A draft in the making.
pub struct Writer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) tools: &'a Tools<'a>,
    chooser: &'a mut dyn Chooser,
    cast: Cast,
    named: u64,
    pub(super) draft: Draft,
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("named", &self.named).finish_non_exhaustive()
    }
}

/// Drafts a plan.
pub fn draft(plan: &Plan, tools: &Tools<'_>, chooser: &mut dyn Chooser) -> Result<Draft, DraftError> {
    let draft =
        Draft { headline: Sentence::phrases("", &[]), standfirst: None, paragraphs: Vec::new(), left_out: Vec::new(), tokens_scored: 0 };
    let mut writer = Writer { plan, tools, chooser, cast: Cast::of(&plan.event, &plan.named()), named: 0, draft };
    for paragraph in &plan.paragraphs {
        writer.paragraph(paragraph)?;
    }
    writer.head()?;
    writer.chosen_sentences_exist()?;
    writer.draft.tokens_scored = writer.chooser.scored();
    Ok(writer.draft)
}

impl Writer<'_> {
    /// One paragraph; facts that cannot be proven in any form are left out, but never those of the lede.
    fn paragraph(&mut self, paragraph: &ParagraphPlan) -> Result<(), DraftError> {
        let (mut ids, silent): (Vec<String>, Vec<String>) = paragraph.facts.iter().cloned().partition(|id| self.sayable(id));
        self.draft.left_out.extend(silent);
        let mut bans = Vec::new();
        while !ids.is_empty() {
            let lattice = self.compose(&ids, paragraph, (self.named, Position::Clause));
            if lattice.is_empty() {
                let Some(silent) = self.without_form(&ids, paragraph) else {
                    return Err(DraftError::NoForms { part: paragraph.role.clone(), facts: ids });
                };
                self.draft.left_out.push(ids.remove(silent));
                continue;
            }
            let Some(refused) = self.attempt(&lattice, &ids, &paragraph.role, &mut bans)? else { return Ok(()) };
            let lede = self.draft.paragraphs.is_empty();
            let worst = ids.iter().position(|id| refused.facts.contains(id)).unwrap_or(0);
            if lede && (worst == 0 || ids.len() == 1) {
                return Err(DraftError::Refused { part: paragraph.role.clone(), reasons: refused.reasons });
            }
            self.draft.left_out.push(ids.remove(worst));
        }
        Ok(())
    }

    fn sayable(&self, id: &str) -> bool {
        self.plan.ledger.get(id).is_some_and(|fact| sayable(self.tools.grammar, self.tools.conditions, fact))
    }

    /// The number of a fact without which the others can be said.
    fn without_form(&self, ids: &[String], paragraph: &ParagraphPlan) -> Option<usize> {
        let protected = usize::from(self.draft.paragraphs.is_empty());
        (protected..ids.len()).rev().find(|index| {
            let rest: Vec<String> = ids.iter().enumerate().filter(|(other, _)| other != index).map(|(_, id)| id.clone()).collect();
            rest.is_empty() || !self.compose(&rest, paragraph, (self.named, Position::Clause)).is_empty()
        })
    }

    /// The ways to say some of a paragraph's facts, after those who were named before, in a position.
    pub(super) fn compose(&self, ids: &[String], shape: &ParagraphPlan, how: (u64, Position)) -> Lattice {
        let facts: Vec<&Fact> = ids.iter().filter_map(|id| self.plan.ledger.get(id)).collect();
        let body = how.1 == Position::Clause;
        let labels = self.plan.labels.iter().filter(|_| body).filter_map(|id| self.plan.ledger.get(id)).collect();
        let (named, clause) = how;
        let paragraph = Paragraph { facts, named, sizes: shape.sizes.clone(), most: shape.most, free: shape.free, clause, labels };
        compose(self.tools.grammar, self.tools.conditions, &self.cast, &paragraph)
    }

    /// Tries the chooser's candidates, then first forms, until the judge lets one pass; `Some` tells what was refused last.
    fn attempt(&mut self, lattice: &Lattice, ids: &[String], role: &str, bans: &mut Vec<String>) -> Result<Option<Refused>, DraftError> {
        let job = Job { role, plan: self.plan, surface: self.tools.surface };
        let mut candidates = self.chooser.choose(lattice, &job)?;
        candidates.extend(first_forms(lattice));
        let mut last = Refused::default();
        let mut banned: BTreeSet<String> = BTreeSet::new();
        for candidate in candidates.iter().filter(|candidate| lattice.is_path(&candidate.path)) {
            let sentences = sentences_of(lattice, &candidate.path, self.tools.surface);
            if sentences.iter().any(|sentence| banned.contains(&sentence.text)) {
                continue;
            }
            let mut drafted: Vec<Sentence> = sentences.iter().map(|one| sentence(lattice, one, ids, candidate)).collect();
            if let Some(first) = drafted.first_mut() {
                first.bans.clone_from(bans);
            }
            self.draft.paragraphs.push(DraftParagraph { role: role.to_owned(), sentences: drafted });
            let refusals = self.tools.judge.judge(&self.draft, "paragraph");
            if refusals.is_empty() {
                self.accept(lattice, candidate, ids, &job)?;
                return Ok(None);
            }
            self.draft.paragraphs.pop();
            last = Refused::of(&refusals, &sentences, ids);
            for refusal in &refusals {
                if let Some(sentence) = sentences.get(refusal.sentence)
                    && banned.insert(sentence.text.clone())
                {
                    bans.push(format!("{} ({})", sentence.text, refusal.reason));
                }
            }
        }
        Ok(Some(last))
    }

    /// Builds on the paragraph that was proven last: whom it names, its runners-up, the path that is taken.
    fn accept(&mut self, lattice: &Lattice, candidate: &Candidate, ids: &[String], job: &Job<'_>) -> Result<(), DraftError> {
        let named = named_in(lattice, &candidate.path);
        self.named = named.iter().filter_map(|id| self.cast.number(id)).fold(self.named, |all, number| all | bit(number));
        let path = self.runners_up(lattice, &candidate.path, ids, job)?;
        self.chooser.take(lattice, &path, job)
    }

    /// A choice for a sentence that there is not is an error, not passed over.
    fn chosen_sentences_exist(&self) -> Result<(), DraftError> {
        let body: usize = self.draft.paragraphs.iter().map(|paragraph| paragraph.sentences.len()).sum();
        let count = self.head_lines() + body;
        match self.wishes().taken.keys().find(|number| **number == 0 || **number > count) {
            Some(number) => Err(DraftError::NoSuchSentence { sentence: *number, sentences: count }),
            None => Ok(()),
        }
    }

    /// What an editor wants.
    pub(super) fn wishes(&self) -> &Wishes {
        self.tools.wishes
    }

    /// Lines before the body: the headline, and the standfirst where the plan has one.
    pub(super) fn head_lines(&self) -> usize {
        1 + usize::from(!self.plan.standfirst.is_empty())
    }

    /// Asks the chooser.
    pub(super) fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        self.chooser.choose(lattice, job)
    }

    /// Asks the judge.
    pub(super) fn judges(&self, draft: &Draft, part: &str) -> Vec<Refusal> {
        self.tools.judge.judge(draft, part)
    }
}

/// A sentence of the draft, as a candidate words it.
pub(super) fn sentence(lattice: &Lattice, one: &PathSentence, ids: &[String], candidate: &Candidate) -> Sentence {
    let strings = lattice.count_strings(one.between.0, one.between.1);
    let by_model = candidate.by_model && strings >= MODEL_FLOOR;
    Sentence {
        text: one.text.clone(),
        facts: one.facts.iter().filter_map(|index| ids.get(*index).cloned()).chain(one.labels.iter().cloned()).collect(),
        drafter: if by_model { Drafter::Model } else { Drafter::Phrases },
        strings,
        score: candidate.score,
        bans: Vec::new(),
        alternatives: Vec::new(),
        chosen: None,
    }
}

/// What the judge refused last.
#[derive(Debug, Default)]
struct Refused {
    facts: Vec<String>,
    reasons: Vec<String>,
}

impl Refused {
    fn of(refusals: &[Refusal], sentences: &[PathSentence], ids: &[String]) -> Self {
        let facts = refusals.iter().filter_map(|refusal| sentences.get(refusal.sentence)).flat_map(|sentence| sentence.facts.clone());
        Self {
            facts: facts.filter_map(|index| ids.get(index).cloned()).collect(),
            reasons: refusals.iter().map(|refusal| refusal.reason.clone()).collect(),
        }
    }
}
