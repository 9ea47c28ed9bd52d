//! The desk: everything that an editor may change, compiled once and used for every event.

use super::judge::Proof;
use super::{PipelineError, Templates};
use crate::draft::{Chooser, Draft, Tools, Wishes, draft};
use crate::english::Profile;
use crate::event::Sport;
use crate::grammar::{Grammar, NumberConditions, Surface};
use crate::lexicon::Lexicon;
use crate::plan::{Plan, PlanRules};
use crate::verify::{Style, Verdict, Verifier};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// Compiled templates. The phrase files of a sport are compiled when it is first written about.
#[derive(Debug)]
pub struct Desk {
    templates: Templates,
    plan_rules: PlanRules,
    grammars: BTreeMap<Sport, OnceLock<Result<Grammar, DeskError>>>,
    conditions: NumberConditions,
    lexicon: Lexicon,
    verifiers: (Verifier, Verifier),
}

/// A template that cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskError {
    /// What is wrong and where, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DeskError {}

/// All sports that have phrase files.
const SPORTS: [Sport; 15] = [
    Sport::FormulaOne,
    Sport::Running,
    Sport::Relay,
    Sport::Walks,
    Sport::Field,
    Sport::Combined,
    Sport::Swimming,
    Sport::Cycling,
    Sport::Sliding,
    Sport::Skiing,
    Sport::Skating,
    Sport::Biathlon,
    Sport::Orienteering,
    Sport::Rowing,
    Sport::Other,
];

impl Desk {
    /// Compiles the templates but for the phrase files; the first fault is the error.
    pub fn open(templates: Templates) -> Result<Self, DeskError> {
        let fault = |message: String| DeskError { message };
        let text = |name: &str| templates.get(name).map(str::to_owned).ok_or_else(|| fault(format!("template {name} is missing")));
        let plan_rules = PlanRules::read(&text("plan.toml")?).map_err(|error| fault(error.message))?;
        let conditions = NumberConditions::read(&text("grammar/conditions.toml")?);
        let conditions = conditions.map_err(|error| fault(format!("grammar/conditions.toml: {error}")))?;
        let lexicon = Lexicon::from_files(templates.below("lexicon/").map(|(name, text)| (name.trim_start_matches("lexicon/"), text)))
            .map_err(|error| fault(error.to_string()))?;
        let style = |profile, name: &str| {
            let style = Style::read(profile, (name, &text(name)?), ("styles/words.toml", &text("styles/words.toml")?));
            style.map_err(|error| fault(error.to_string()))
        };
        let verifier = Verifier::new(lexicon.clone(), style(Profile::Ap, "styles/ap.toml")?);
        let uk = verifier.with_style(style(Profile::Uk, "styles/uk.toml")?);
        let grammars = SPORTS.into_iter().map(|sport| (sport, OnceLock::new())).collect();
        Ok(Self { templates, plan_rules, grammars, conditions, lexicon, verifiers: (verifier, uk) })
    }

    /// Compiles the phrase files of every sport; the first fault is the error. What an editor has changed is checked so at the start.
    pub fn check(&self) -> Result<(), DeskError> {
        SPORTS.into_iter().try_for_each(|sport| self.grammar(sport).map(drop))
    }

    /// The rules of the plan.
    pub fn plan_rules(&self) -> &PlanRules {
        &self.plan_rules
    }

    /// A form that names a condition nobody defines would never be used: that is a typing mistake.
    fn known_conditions(&self, grammar: &Grammar) -> Result<(), DeskError> {
        for (kind, forms) in grammar.kinds() {
            for form in forms.forms.values().flatten() {
                if let Some(name) = form.when.iter().find(|name| !self.conditions.knows(name)) {
                    let message = format!("phrase files, [{kind}]: `{}` asks for the condition `{name}`, which nobody defines", form.text);
                    return Err(DeskError { message });
                }
            }
        }
        Ok(())
    }

    /// The conditions of phrases.
    pub fn conditions(&self) -> &NumberConditions {
        &self.conditions
    }

    /// The verifier of a style.
    pub fn verifier(&self, style: Profile) -> &Verifier {
        match style {
            Profile::Ap => &self.verifiers.0,
            Profile::Uk => &self.verifiers.1,
        }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The templates it was opened with.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The compiled phrase files of a sport.
    pub fn grammar(&self, sport: Sport) -> Result<&Grammar, DeskError> {
        let none = || DeskError { message: format!("no phrase files for {sport:?}") };
        self.grammars.get(&sport).ok_or_else(none)?.get_or_init(|| self.compile(sport)).as_ref().map_err(Clone::clone)
    }

    fn compile(&self, sport: Sport) -> Result<Grammar, DeskError> {
        let missing = |name: &str| DeskError { message: format!("template {name} is missing") };
        let file = |name: &&str| Ok(((*name).to_owned(), self.templates.get(name).ok_or_else(|| missing(name))?.to_owned()));
        let files = Grammar::files_of(sport).iter().map(file).collect::<Result<Vec<_>, DeskError>>()?;
        let grammar = Grammar::read(&files).map_err(|error| DeskError { message: error.to_string() })?;
        self.known_conditions(&grammar)?;
        Ok(grammar)
    }

    /// Turns values into words for a plan.
    pub fn surface<'a>(&self, plan: &'a Plan) -> Result<Surface<'a>, PipelineError> {
        let words = self.templates.get("words.toml").unwrap_or_default();
        Surface::new(&plan.event, plan.style, words).map_err(|message| PipelineError::Desk(DeskError { message }))
    }

    /// Drafts a plan with a chooser; every paragraph is proven as it is written.
    pub fn draft(&self, plan: &Plan, chooser: &mut dyn Chooser, wishes: &Wishes) -> Result<Draft, PipelineError> {
        let surface = self.surface(plan)?;
        let proof = Proof::new(self, plan);
        let grammar = self.grammar(plan.event.sport).map_err(PipelineError::Desk)?;
        let conditions = proof.conditions();
        let tools = Tools { grammar, conditions: &conditions, surface: &surface, judge: &proof, wishes };
        draft(plan, &tools, chooser).map_err(PipelineError::Draft)
    }

    /// Proves a finished draft.
    pub fn verify(&self, plan: &Plan, draft: &Draft) -> Result<Verdict, PipelineError> {
        Proof::new(self, plan).verdict(draft)
    }
}
