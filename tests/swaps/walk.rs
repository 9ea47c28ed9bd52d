//! A random article with the pieces of each line, and a line with one value swapped.

use std::collections::BTreeSet;
use stringer::draft::{Candidate, Chooser, Draft, DraftError, Job, Judge, RandomForms, Refusal, Tools, Wishes, draft};
use stringer::facts::{Fact, Value};
use stringer::grammar::{Edge, Lattice, Piece, Reference, Slot, Surface, mix, piece_text};
use stringer::pipeline::{Desk, Proof};
use stringer::plan::Plan;
use stringer::verify::Place;

struct Anything;

impl Judge for Anything {
    fn judge(&self, _draft: &Draft, _part: &str) -> Vec<Refusal> {
        Vec::new()
    }
}

/// A headline, standfirst or sentence with its pieces.
#[derive(Debug, Clone)]
pub struct Line {
    pub place: Place,
    pub role: String,
    pieces: Vec<Edge>,
    facts: Vec<String>,
}

/// A random article.
pub struct Walked {
    pub draft: Draft,
    pub lines: Vec<Line>,
}

/// A line with one value in another's place.
#[derive(Debug)]
pub struct Swap {
    pub text: String,
    pub from: Value,
    pub to: Value,
    /// Kinds of the facts that have the old value.
    pub kinds: BTreeSet<String>,
}

/// Random forms that are remembered.
struct Recorder {
    random: RandomForms,
    /// Role, and the sentences as pieces.
    parts: Vec<(String, Vec<Vec<Edge>>)>,
}

impl Chooser for Recorder {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        let chosen = self.random.choose(lattice, job)?;
        // Of a headline nobody tells which path was taken: its text will.
        if matches!(job.role, "headline" | "standfirst") {
            self.parts.extend(chosen.iter().map(|one| (job.role.to_owned(), sentences(lattice, &one.path))));
        }
        Ok(chosen)
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        self.parts.push((job.role.to_owned(), sentences(lattice, path)));
        Ok(())
    }
}

/// The edges of a path, sentence by sentence.
fn sentences(lattice: &Lattice, path: &[(usize, usize)]) -> Vec<Vec<Edge>> {
    let mut found = vec![Vec::new()];
    for edge in path.iter().map(|step| lattice.edge(*step).unwrap()) {
        found.last_mut().unwrap().push(edge.clone());
        if lattice.nodes[edge.to].boundary {
            found.push(Vec::new());
        }
    }
    found.retain(|pieces| !pieces.is_empty());
    found
}

impl Walked {
    pub fn of(desk: &Desk, plan: &Plan, seed: u64) -> Self {
        let surface = desk.surface(plan).unwrap();
        let proof = Proof::new(desk, plan);
        let conditions = proof.conditions();
        let grammar = desk.grammar(plan.event.sport).unwrap();
        let tools = Tools { grammar, conditions: &conditions, surface: &surface, judge: &Anything, wishes: &Wishes::default() };
        let mut recorder = Recorder { random: RandomForms { seed }, parts: Vec::new() };
        let draft = draft(plan, &tools, &mut recorder).unwrap();
        let mut lines = Vec::new();
        let mut paragraphs = draft.paragraphs.iter().enumerate();
        for (role, parts) in recorder.parts {
            let drafted: Vec<(Place, &stringer::draft::Sentence)> = match role.as_str() {
                "headline" => vec![(Place::Headline, &draft.headline)],
                "standfirst" => draft.standfirst.iter().map(|one| (Place::Standfirst, one)).collect(),
                _ => {
                    let (paragraph, sentences) = paragraphs.next().unwrap();
                    let place = |sentence| Place::Body { paragraph, sentence };
                    sentences.sentences.iter().enumerate().map(|(number, one)| (place(number), one)).collect()
                }
            };
            for ((place, sentence), pieces) in drafted.into_iter().zip(parts) {
                let line = Line { place, role: role.clone(), pieces, facts: sentence.facts.clone() };
                if line.text(&surface, None) == sentence.text {
                    lines.push(line);
                } else {
                    assert!(!matches!(place, Place::Body { .. }), "{}", sentence.text);
                }
            }
        }
        Self { draft, lines }
    }
}

impl Line {
    /// The facts of the line.
    pub fn facts<'a>(&self, plan: &'a Plan) -> Vec<&'a Fact> {
        self.facts.iter().map(|id| plan.ledger.get(id).unwrap()).collect()
    }

    /// The words, with another value at one piece.
    fn text(&self, surface: &Surface<'_>, swapped: Option<(usize, &Slot)>) -> String {
        let mut text = String::new();
        for (at, edge) in self.pieces.iter().enumerate() {
            if edge.piece == Piece::Mark('.') && text.ends_with('.') {
                continue;
            }
            match swapped.filter(|(place, _)| *place == at) {
                Some((_, slot)) => text.push_str(&piece_text(surface, &Piece::Slot(slot.clone()), edge.opens)),
                None => text.push_str(&piece_text(surface, &edge.piece, edge.opens)),
            }
        }
        text.trim().to_owned()
    }

    fn slots(&self) -> impl Iterator<Item = (usize, &Slot)> {
        self.pieces.iter().enumerate().filter_map(|(at, edge)| match &edge.piece {
            Piece::Slot(slot) => Some((at, slot)),
            Piece::Empty | Piece::Word(_) | Piece::Mark(_) => None,
        })
    }

    /// The line with one of its values, that it says once, swapped for another of the ledger; `None` where there is no other.
    pub fn swap(&self, desk: &Desk, plan: &Plan, seed: u64) -> Option<Swap> {
        let surface = desk.surface(plan).unwrap();
        let once = |value: &Value| self.slots().filter(|(_, slot)| slot.value == *value).count() == 1;
        let mut ways = Vec::new();
        for (at, slot) in self.slots().filter(|(_, slot)| once(&slot.value)) {
            let words = surface.slot(slot, false);
            for value in values(plan).into_iter().filter(|value| *value != slot.value && alike(value, &slot.value)) {
                let reference = if slot.reference == Reference::Value { Reference::Value } else { Reference::Full };
                let other = Slot { value, reference, ..slot.clone() };
                if surface.slot(&other, false) != words
                    && surface.slot(&Slot { reference: Reference::Short, ..other.clone() }, false) != words
                {
                    ways.push((at, slot, other));
                }
            }
        }
        // The place first, so that a line's competitors do not outweigh its numbers.
        let places: BTreeSet<usize> = ways.iter().map(|(at, _, _)| *at).collect();
        let place = *places.iter().nth(pick(seed, places.len())?)?;
        ways.retain(|(at, _, _)| *at == place);
        let (at, slot, other) = &ways[pick(mix(seed), ways.len())?];
        let of_fact = |fact: &&Fact| fact.roles.values().any(|value| holds(value, &slot.value));
        Some(Swap {
            text: self.text(&surface, Some((*at, other))),
            from: slot.value.clone(),
            to: other.value.clone(),
            kinds: self.facts(plan).iter().filter(|fact| of_fact(fact)).map(|fact| fact.kind.name()).collect(),
        })
    }
}

fn pick(seed: u64, count: usize) -> Option<usize> {
    usize::try_from(seed.checked_rem(count as u64)?).ok()
}

/// Whether a value is this one, or a list that holds it.
pub fn holds(value: &Value, one: &Value) -> bool {
    match (value, one) {
        (Value::Competitors(ids), Value::Competitor(id)) => ids.contains(id),
        _ => value == one,
    }
}

/// Every value of the ledger, lists one by one.
fn values(plan: &Plan) -> BTreeSet<Value> {
    let all = plan.ledger.facts.iter().flat_map(|fact| fact.roles.values());
    let singles = all.flat_map(|value| match value {
        Value::Competitors(ids) => ids.iter().map(|id| Value::Competitor(id.clone())).collect(),
        _ => vec![value.clone()],
    });
    singles.collect()
}

/// Whether one value could stand where the other does.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Mark(a), Value::Mark(b)) | (Value::Gap(a), Value::Gap(b)) => a.unit == b.unit,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}
