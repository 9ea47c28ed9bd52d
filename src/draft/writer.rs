//! The draft-judge-redraft loop over the paragraphs of a plan.

use super::path::{PathSentence, named_in, sentences_of};
use super::phrases::first_forms;
use super::runners_up::Wishes;
use super::{Alternative, Draft, DraftParagraph, Drafter, Sentence};
use crate::facts::Fact;
use crate::grammar::{Cast, Conditions, Grammar, Lattice, Paragraph, Position, Surface, compose, sayable};
use crate::plan::{ParagraphPlan, Plan};
use std::collections::BTreeSet;
use std::fmt;

/// Distinct strings that must be open for a sentence to count as the model's.
pub const MODEL_FLOOR: u64 = 20;

/// A way to write a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The path, as (node, edge) steps.
    pub path: Vec<(usize, usize)>,
    /// The model's score.
    pub score: Option<f64>,
    /// Whether a model put it here.
    pub by_model: bool,
}

/// What a chooser may know beside the lattice.
#[derive(Debug)]
pub struct Job<'a> {
    /// The part in the recap, or `headline`, `standfirst`.
    pub role: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// Turns pieces into real text.
    pub surface: &'a Surface<'a>,
}

/// Orders the paths of a lattice, best first.
pub trait Chooser {
    /// The best paths, at least one for a lattice that is not empty.
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError>;

    /// Told which path was taken, so that what follows can build on it.
    fn take(&mut self, _lattice: &Lattice, _path: &[(usize, usize)], _job: &Job<'_>) -> Result<(), DraftError> {
        Ok(())
    }

    /// Tokens evaluated so far.
    fn scored(&self) -> u64 {
        0
    }
}

/// A sentence that the judge does not let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its number in the paragraph that was judged.
    pub sentence: usize,
    /// Why.
    pub reason: String,
}

/// Reads a draft whose last paragraph (or whose headline or standfirst) is new.
pub trait Judge {
    /// What must not stand in the new part; an empty list lets it pass.
    fn judge(&self, draft: &Draft, part: &str) -> Vec<Refusal>;
}

/// Why a draft could not be made.
#[derive(Debug)]
pub enum DraftError {
    /// The lede, without which there is no recap, was refused in every form.
    Refused {
        /// The part of the recap.
        part: String,
        /// The judge's last reasons.
        reasons: Vec<String>,
    },
    /// The phrase files have no way to say a part.
    NoForms {
        /// The part of the recap.
        part: String,
        /// The facts, by id.
        facts: Vec<String>,
    },
    /// An editor chose for a sentence that there is not.
    NoSuchSentence {
        /// The sentence, from 1.
        sentence: usize,
        /// How many there are, headline and standfirst among them.
        sentences: usize,
    },
    /// An editor asked for a runner-up that there is not.
    NoSuchChoice {
        /// The sentence, from 1.
        sentence: usize,
        /// The runner-up that was asked for, from 1.
        runner_up: usize,
        /// How many there are.
        runners_up: usize,
    },
    /// The model failed.
    Model(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { part, reasons } => write!(f, "no form of the {part} could be proven: {}", reasons.join("; ")),
            Self::NoForms { part, facts } => write!(f, "the phrase files have no form for the {part} ({})", facts.join(", ")),
            Self::NoSuchSentence { sentence, sentences } => {
                write!(f, "there is no sentence {sentence}: there are {sentences}, and the headline is 1")
            }
            Self::NoSuchChoice { sentence, runner_up, runners_up } => {
                write!(f, "sentence {sentence} has no runner-up {runner_up}: {runners_up} are proven")
            }
            Self::Model(error) => write!(f, "the model failed: {error}"),
        }
    }
}

impl std::error::Error for DraftError {}

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
    plan: &'a Plan,
    tools: &'a Tools<'a>,
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
    let mut writer = Writer { plan, tools, chooser, cast: Cast::of(&plan.event), named: 0, draft };
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
    fn compose(&self, ids: &[String], shape: &ParagraphPlan, how: (u64, Position)) -> Lattice {
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
                let named = named_in(lattice, &candidate.path);
                self.named = named.iter().filter_map(|id| self.cast.number(id)).fold(self.named, |all, number| all | bit(number));
                let path = self.runners_up(lattice, &candidate.path, ids, &job)?;
                self.chooser.take(lattice, &path, &job)?;
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

    /// Headline and standfirst: the first choice of facts that has a proven form of the right length.
    fn head(&mut self) -> Result<(), DraftError> {
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

    fn line(&mut self, choices: &[Vec<String>], part: &str, named: u64, clause: Position) -> Result<Option<Sentence>, DraftError> {
        let (mut bans, mut long) = (Vec::new(), Vec::new());
        for ids in choices.iter().filter(|ids| ids.iter().all(|id| !self.draft.left_out.contains(id))) {
            let shape = ParagraphPlan { role: part.to_owned(), facts: ids.clone(), most: ids.len(), sizes: vec![ids.len()], free: false };
            let lattice = self.compose(ids, &shape, (named, clause));
            if lattice.is_empty() {
                continue;
            }
            let job = Job { role: part, plan: self.plan, surface: self.tools.surface };
            let mut candidates = self.chooser.choose(&lattice, &job)?;
            candidates.extend(first_forms(&lattice));
            let (number, mut found) = (if part == "headline" { 1 } else { 2 }, Vec::<Sentence>::new());
            for candidate in candidates.into_iter().filter(|candidate| lattice.is_path(&candidate.path)) {
                let sentences = sentences_of(&lattice, &candidate.path, self.tools.surface);
                let Some(one) = sentences.first().filter(|one| found.iter().all(|known| known.text != one.text)) else { continue };
                let drafted = sentence(&lattice, one, ids, &candidate);
                if part == "headline" && one.text.chars().count() > HEADLINE {
                    long.push(drafted);
                    continue;
                }
                match self.refuses(&drafted, part) {
                    None => found.push(drafted),
                    Some(reason) => bans.push(format!("{} ({reason})", one.text)),
                }
                if found.len() > self.wishes().wanted(number) {
                    break;
                }
            }
            if !found.is_empty() {
                return chosen(found, (number, self.wishes()), bans).map(Some);
            }
        }
        // Long names: the shortest line is better than no article, and the desk is warned of it (rule S4).
        long.sort_by_key(|line: &Sentence| line.text.chars().count());
        let shortest = long.into_iter().find(|line| self.refuses(line, part).is_none());
        match shortest {
            Some(line) => Ok(Some(Sentence { bans, ..line })),
            None if part == "headline" && !bans.is_empty() => Err(DraftError::Refused { part: part.to_owned(), reasons: bans }),
            None => Ok(None),
        }
    }
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

/// Most characters of a headline (rule S4).
const HEADLINE: usize = 70;

fn bit(number: usize) -> u64 {
    u32::try_from(number).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
}

fn sentence(lattice: &Lattice, one: &PathSentence, ids: &[String], candidate: &Candidate) -> Sentence {
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
