//! The judge of a draft: the verifier, asked about each part as it is written and about the whole at the end.

use super::{Desk, PipelineError};
use crate::draft::{Draft, Judge, Refusal};
use crate::facts::Fact;
use crate::grammar::Conditions;
use crate::plan::Plan;

/// The proof of one plan's drafts.
#[derive(Debug)]
pub struct Proof<'a> {
    desk: &'a Desk,
    plan: &'a Plan,
}

impl<'a> Proof<'a> {
    /// A proof for a plan.
    pub fn new(desk: &'a Desk, plan: &'a Plan) -> Self {
        Self { desk, plan }
    }

    /// The conditions that phrases name, evaluated over the ledger.
    pub fn conditions(&self) -> impl Conditions + '_ {
        move |name: &str, fact: &Fact| self.desk.conditions().holds(name, fact, &self.plan.event, self.desk.lexicon())
    }

    /// What the verifier says of a finished draft.
    pub fn verdict(&self, _draft: &Draft) -> Result<serde_json::Value, PipelineError> {
        Ok(serde_json::Value::Null)
    }
}

impl Judge for Proof<'_> {
    fn judge(&self, _draft: &Draft, _part: &str) -> Vec<Refusal> {
        let _ = (self.desk, self.plan);
        Vec::new()
    }
}
