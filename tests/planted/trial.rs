//! A bug on trial: random articles with the planted form, and the same with the sound one.

use super::common;
use super::phrase_files::{PhraseFiles, Written, line_of};
use super::slips::{Bug, False};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use stringer::draft::{Draft, Judge, RandomForms, Refusal, Tools, Wishes, draft};
use stringer::english::Profile;
use stringer::event::Sport;
use stringer::facts::{Fact, FactKind, Value};
use stringer::grammar::{Grammar, Reference, Slot};
use stringer::pipeline::{Desk, Proof};
use stringer::plan::Plan;
use stringer::verify::{Finding, Place, Severity};

/// Random articles of one plan.
const ROUNDS: u64 = 3;
/// Articles in which the planted form was used, after which it is believed to be caught.
const ENOUGH: usize = 2;

/// Facts of a paragraph that are kept beside those of the bug's kind, and most of that kind: what comes of more is the same.
const COMPANY: usize = 3;
/// Plans that a bug is tried on.
const PLANS: usize = 6;

struct Anything;

impl Judge for Anything {
    fn judge(&self, _draft: &Draft, _part: &str) -> Vec<Refusal> {
        Vec::new()
    }
}

/// How a trial ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The verifier found an error in every sentence in which the form is false.
    Caught,
    /// It did not: the sentence.
    Missed(String),
    /// No article used the form of a fact of which it is false.
    Unused,
    /// The sound form has an error of its own in the same place.
    Unsound(String),
}

/// The fixtures and the sound phrase files.
pub struct Stage {
    desk: Desk,
    plans: Vec<Plan>,
    files: BTreeMap<Sport, PhraseFiles>,
    forms: BTreeMap<Sport, BTreeSet<Written>>,
    /// Findings of the sound forms: one form serves many slips.
    sound: Mutex<BTreeMap<Written, Option<String>>>,
}

impl Stage {
    pub fn open() -> Self {
        let desk = common::desk();
        let settings = common::settings(Profile::Ap);
        let events = common::cases().into_iter().flat_map(|case| common::events(&case));
        let plans: Vec<Plan> = events.filter_map(|event| common::plan(&desk, event, &settings)).collect();
        let sports: BTreeSet<Sport> = plans.iter().map(|plan| plan.event.sport).collect();
        let files: BTreeMap<Sport, PhraseFiles> =
            sports.into_iter().map(|sport| (sport, PhraseFiles::of(sport, desk.templates()))).collect();
        let forms = files.iter().map(|(sport, files)| (*sport, files.forms())).collect();
        Self { desk, plans, files, forms, sound: Mutex::default() }
    }

    /// Every form of the sports that have a fixture.
    pub fn forms(&self) -> BTreeSet<Written> {
        self.forms.values().flatten().cloned().collect()
    }

    /// Plants a bug and looks whether it is found.
    pub fn plant(&self, bug: &Bug) -> Outcome {
        let mut uses = 0;
        for plan in self.plans_with(&bug.sound).iter().filter(|plan| self.could_be_false(bug, plan)).take(PLANS) {
            // A form that drops a fact is refused when the file is read: caught, too.
            let Ok(grammar) = self.grammar(plan, &bug.planted, &bug.optional) else { return Outcome::Caught };
            for seed in 0..ROUNDS {
                let Some(article) = Article::of(&self.desk, plan, &grammar, seed) else { continue };
                let false_of = |fact: &Fact, text: &str| article.is_false(bug, fact, text);
                let used: Vec<Place> =
                    article.sentences(&bug.planted).filter(|(_, fact, text)| false_of(fact, text)).map(|one| one.0).collect();
                if let Some(missed) = used.iter().find(|place| !article.errors().any(|error| error.place == **place)) {
                    return Outcome::Missed(article.text(*missed));
                }
                uses += usize::from(!used.is_empty());
            }
            if uses >= ENOUGH {
                break;
            }
        }
        match (uses, self.fault_of(&bug.sound)) {
            (0, _) => Outcome::Unused,
            (_, Some(fault)) => Outcome::Unsound(fault),
            (_, None) => Outcome::Caught,
        }
    }

    /// What the verifier finds in the sound form, alone in its place.
    fn fault_of(&self, form: &Written) -> Option<String> {
        if let Some(known) = self.sound.lock().unwrap().get(form) {
            return known.clone();
        }
        let mut fault = None;
        for plan in self.plans_with(form).iter().take(ENOUGH) {
            let grammar = self.grammar(plan, form, &[]).unwrap();
            for article in (0..ROUNDS).filter_map(|seed| Article::of(&self.desk, plan, &grammar, seed)) {
                let places: Vec<Place> = article.sentences(form).map(|one| one.0).collect();
                let finding = article.errors().find(|error| places.contains(&error.place));
                fault = fault.or(finding.map(|finding| format!("{}: {}: {}", article.text(finding.place), finding.rule, finding.message)));
            }
        }
        self.sound.lock().unwrap().insert(form.clone(), fault.clone());
        fault
    }

    /// The plans that say a fact of a form's kind on its line, without the paragraphs that are about others.
    fn plans_with(&self, form: &Written) -> Vec<Plan> {
        let has = |plan: &Plan, ids: &[String]| ids.iter().filter_map(|id| plan.ledger.get(id)).any(|fact| fact.kind.name() == form.kind);
        let trimmed = |plan: &Plan| {
            let mut short = plan.clone();
            let mut first = true;
            short.paragraphs.retain(|paragraph| std::mem::take(&mut first) || has(plan, &paragraph.facts));
            for paragraph in &mut short.paragraphs {
                let (mut own, mut others) = (0, 0);
                paragraph.facts.retain(|id| {
                    let count = if has(plan, std::slice::from_ref(id)) { &mut own } else { &mut others };
                    *count += 1;
                    // A record is said of a mark that the lede has given.
                    *count <= COMPANY || plan.ledger.get(id).is_some_and(|fact| fact.kind == FactKind::Mark)
                });
            }
            let there = match line_of(&form.position) {
                "headline" => plan.headline.iter().any(|ids| has(plan, ids)),
                "standfirst" => plan.standfirst.iter().any(|ids| has(plan, ids)),
                "label" => has(plan, &plan.labels),
                _ => plan.paragraphs.iter().any(|paragraph| has(plan, &paragraph.facts)),
            };
            there.then_some(short)
        };
        self.plans.iter().filter(|plan| self.forms[&plan.event.sport].contains(form)).filter_map(trimmed).collect()
    }

    /// Whether a plan has a fact of which the planted form can be false.
    fn could_be_false(&self, bug: &Bug, plan: &Plan) -> bool {
        let holds = |name: &str, fact: &Fact| self.desk.conditions().holds(name, &plan.features(fact), &plan.event, self.desk.lexicon());
        if matches!(bug.when, False::Unsaid(_)) && line_of(&bug.sound.position) != "body" {
            // A headline may leave out what the text says.
            return false;
        }
        let mut facts = plan.ledger.facts.iter().filter(|fact| fact.kind.name() == bug.sound.kind);
        facts.any(|fact| match (&bug.lost, bug.when) {
            (Some(lost), _) => !holds(lost, fact),
            (None, False::Without(condition)) => !holds(condition, fact),
            (None, _) => bug.planted.when.iter().all(|name| holds(name, fact)),
        })
    }

    fn grammar(&self, plan: &Plan, form: &Written, optional: &[&str]) -> Result<Grammar, String> {
        let files = &self.files[&plan.event.sport];
        Grammar::read(&files.with_alone(form, optional)).map_err(|error| error.to_string())
    }
}

/// A random article with what the verifier says of it.
struct Article<'a> {
    desk: &'a Desk,
    plan: &'a Plan,
    draft: Draft,
    findings: Vec<Finding>,
}

impl<'a> Article<'a> {
    fn of(desk: &'a Desk, plan: &'a Plan, grammar: &Grammar, seed: u64) -> Option<Self> {
        let surface = desk.surface(plan).unwrap();
        let proof = Proof::new(desk, plan);
        let conditions = proof.conditions();
        let tools = Tools { grammar, conditions: &conditions, surface: &surface, judge: &Anything, wishes: &Wishes::default() };
        let draft = draft(plan, &tools, &mut RandomForms { seed }).ok()?;
        let findings = proof.verify(&proof.copy(&draft)).findings;
        Some(Self { desk, plan, draft, findings })
    }

    fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// The sentences on the line of a form that list a fact of its kind, each with the copy up to its end.
    fn sentences(&self, form: &Written) -> impl Iterator<Item = (Place, &Fact, String)> {
        let mut all = Vec::new();
        let mut before = String::new();
        let line = line_of(&form.position);
        for (paragraph, sentences) in self.draft.paragraphs.iter().enumerate() {
            for (sentence, one) in sentences.sentences.iter().enumerate() {
                before = format!("{before} {}", one.text);
                all.push((Place::Body { paragraph, sentence }, one, before.clone()));
            }
        }
        all.retain(|_| matches!(line, "body" | "label"));
        all.extend((line == "headline").then(|| (Place::Headline, &self.draft.headline, self.draft.headline.text.clone())));
        let standfirst = self.draft.standfirst.iter().filter(|_| line == "standfirst");
        all.extend(standfirst.map(|one| (Place::Standfirst, one, one.text.clone())));
        let kind = form.kind.clone();
        let labels = line == "label";
        all.into_iter().flat_map(move |(place, one, text)| {
            let facts = one.facts.iter().filter(move |id| self.plan.labels.contains(id) == labels);
            let facts = facts.filter_map(|id| self.plan.ledger.get(id));
            let kind = kind.clone();
            facts.filter(move |fact| fact.kind.name() == kind).map(move |fact| (place, fact, text.clone()))
        })
    }

    fn is_false(&self, bug: &Bug, fact: &Fact, text: &str) -> bool {
        let holds = |name: &str| self.desk.conditions().holds(name, &self.plan.features(fact), &self.plan.event, self.desk.lexicon());
        if let Some(lost) = &bug.lost {
            return !holds(lost);
        }
        let surface = self.desk.surface(self.plan).unwrap();
        let said = |value: &Value| {
            let forms = [("", Reference::Full), ("", Reference::Short), ("clock", Reference::Value), ("figure", Reference::Value)];
            let slot = |(form, reference): (&str, Reference)| {
                let value = value.clone();
                surface.slot(&Slot { value, form: form.to_owned(), reference, possessive: false, label: None }, false)
            };
            let opening = Slot { value: value.clone(), form: String::new(), reference: Reference::Full, possessive: false, label: None };
            let opening = stringer::english::text::sentence_case(&surface.slot(&opening, true));
            forms.map(slot).into_iter().chain([opening]).collect::<Vec<String>>()
        };
        bug.when == False::Always || bug.when.of(fact, &holds, &said, text)
    }

    fn text(&self, place: Place) -> String {
        let copy = Proof::new(self.desk, self.plan).copy(&self.draft);
        copy.text(place).unwrap_or_default().to_owned()
    }
}
