//! Every error of the program as the user sees it: what failed, its causes, what to do, and the exit code.

use super::exit::Exit;
use super::out::clean;
use crate::feed::FeedError;
use crate::lm::{LmError, LmErrorKind};
use crate::net::{NetError, NetErrorKind};
use crate::pipeline::{ArtefactError, DeskError, PipelineError, TemplateError};
use crate::publish::{PublishError, PublishErrorKind};
use crate::render::{RenderError, RenderErrorKind};
use std::error::Error;
use std::fmt;

/// Why a command ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What failed, as a lowercase fragment. Empty: nothing is to be said (a closed pipe, findings that were printed).
    pub message: String,
    /// The causes below, outermost first.
    pub causes: Vec<String>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Failure {
    /// A failure without causes.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// A fault of the command line or the configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// An end with a code of which everything has been said.
    pub fn silent(exit: Exit) -> Self {
        Self::new(exit, "")
    }

    /// The same with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, with what was being done put before it.
    #[must_use]
    pub fn about(mut self, what: &str) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// A failure of an error with the chain of its causes. A cause that says only what stands in the message already is left out.
    fn chained(exit: Exit, error: &(dyn Error + 'static)) -> Self {
        let mut failure = Self::new(exit, error.to_string());
        let mut next = error.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            if !failure.message.contains(&text) && !failure.causes.contains(&text) {
                failure.causes.push(text);
            }
            next = cause.source();
        }
        failure
    }

    /// One line, for tables and journals.
    pub fn line(&self) -> String {
        clean(&self.message)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", clean(&self.message))?;
        for (index, cause) in self.causes.iter().enumerate() {
            writeln!(f, "  {}: {}", index + 1, clean(cause))?;
        }
        self.hints.iter().try_for_each(|hint| writeln!(f, "hint: {}", clean(hint)))
    }
}

impl Error for Failure {}

impl From<NetError> for Failure {
    fn from(error: NetError) -> Self {
        let exit = match error.kind {
            NetErrorKind::Scheme => Exit::Usage,
            NetErrorKind::Offline
            | NetErrorKind::NotFound
            | NetErrorKind::Status(_)
            | NetErrorKind::Timeout
            | NetErrorKind::TooLarge
            | NetErrorKind::Redirect
            | NetErrorKind::Io
            | NetErrorKind::Tls
            | NetErrorKind::Digest
            | NetErrorKind::Connect => Exit::Unreachable,
        };
        let mut failure = Self::chained(exit, &error);
        split_hint(&mut failure);
        failure
    }
}

/// Errors of the network and the disk end in "; advice".
fn split_hint(failure: &mut Failure) {
    if let Some((what, advice)) = failure.message.rsplit_once("; ") {
        let (what, advice) = (what.to_owned(), advice.to_owned());
        failure.message = what;
        failure.hints.push(advice);
    }
}

impl From<FeedError> for Failure {
    /// All problems of the document: the first is the message, the others follow it.
    fn from(error: FeedError) -> Self {
        let mut failure = Self::new(Exit::Invalid, "");
        for (index, problem) in error.flatten().into_iter().enumerate() {
            let place = problem.pointer.map_or_else(String::new, |pointer| format!(" at {pointer}"));
            let text = format!("{}{place}: {}", problem.file, problem.message);
            if index == 0 {
                failure.message = text;
            } else {
                failure.causes.push(text);
            }
            failure.hints.extend(problem.hint.filter(|hint| !failure.hints.contains(hint)));
        }
        failure
    }
}

impl From<PipelineError> for Failure {
    fn from(error: PipelineError) -> Self {
        use crate::draft::DraftError;
        let list = |exit, what: &str, causes: &[String]| Self { causes: causes.to_vec(), ..Self::new(exit, what) };
        match &error {
            PipelineError::Contradiction(found) => list(Exit::Invalid, "the feed contradicts itself", found),
            PipelineError::Refused(found) => list(Exit::Findings, "the article was refused", found),
            PipelineError::NotWritable(_) => Self::chained(Exit::Findings, &error),
            PipelineError::Plan(plan) => {
                let exit = if plan.message.starts_with("plan.toml") { Exit::Usage } else { Exit::Findings };
                Self::chained(exit, &error)
            }
            PipelineError::Draft(DraftError::Refused { part, reasons }) => {
                list(Exit::Findings, &format!("the article was refused: no form of the {part} could be proven"), reasons)
            }
            PipelineError::Draft(DraftError::NoForms { .. }) => {
                Self::chained(Exit::Usage, &error).hint("add a phrase for one of these facts to the phrase files of the sport")
            }
            PipelineError::Draft(DraftError::NoSuchChoice { .. } | DraftError::NoSuchSentence { .. }) => {
                Self::chained(Exit::Usage, &error).hint("see the runners-up of each sentence with --alternatives N")
            }
            PipelineError::Draft(DraftError::Model(source)) => {
                let mut failure = Self::chained(Exit::Model, source.as_ref());
                failure.message = format!("the model failed: {}", failure.message);
                failure
            }
            PipelineError::Desk(desk) => Self::chained(Exit::Usage, desk),
            PipelineError::Artefact(artefact) => Self::chained(Exit::Usage, artefact),
        }
    }
}

impl From<ArtefactError> for Failure {
    fn from(error: ArtefactError) -> Self {
        Self::chained(Exit::Usage, &error)
    }
}

impl From<TemplateError> for Failure {
    fn from(error: TemplateError) -> Self {
        Self::chained(Exit::Usage, &error)
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self::chained(Exit::Usage, &error)
    }
}

impl From<LmError> for Failure {
    /// Whatever is wrong with a model, another one or another drafter is needed.
    fn from(error: LmError) -> Self {
        let mut failure = Self::chained(Exit::Model, &error);
        if error.kind == LmErrorKind::NotFound
            && let Some((what, advice)) = error.message.split_once(": run ")
        {
            what.clone_into(&mut failure.message);
            failure.hints.push(format!("run {advice}"));
        }
        failure
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        let exit = match error.kind {
            RenderErrorKind::Record => Exit::Findings,
            RenderErrorKind::Template | RenderErrorKind::TooLong => Exit::Usage,
            RenderErrorKind::Json => Exit::Write,
        };
        Self::new(exit, error.to_string())
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let exit = match error.kind {
            PublishErrorKind::Name | PublishErrorKind::Write | PublishErrorKind::Locked | PublishErrorKind::Journal => Exit::Write,
        };
        let mut failure = Self::chained(exit, &error);
        split_hint(&mut failure);
        failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::DraftError;
    use crate::feed::FeedErrorKind;

    #[test]
    fn all_problems_of_a_feed_are_shown_and_each_hint_once() {
        let problem = |at: &str| FeedError::new(FeedErrorKind::Missing, "a.json", "\"x\" is missing").at(at).hint("look there");
        let failure = Failure::from(FeedError::all(vec![problem("/a"), problem("/b")]).unwrap());
        assert_eq!(failure.exit, Exit::Invalid);
        assert_eq!(failure.to_string(), "a.json at /a: \"x\" is missing\n  1: a.json at /b: \"x\" is missing\nhint: look there\n");
    }

    #[test]
    fn a_refused_draft_is_a_finding_and_a_failed_model_is_not() {
        let refused = DraftError::Refused { part: "lede".into(), reasons: vec!["no".into()] };
        assert_eq!(Failure::from(PipelineError::Draft(refused)).exit, Exit::Findings);
        let failed = DraftError::Model("broken".into());
        assert_eq!(Failure::from(PipelineError::Draft(failed)).exit, Exit::Model);
    }

    #[test]
    fn control_characters_of_a_feed_do_not_reach_the_terminal() {
        let failure = Failure::new(Exit::Invalid, "the name \u{1b}[31m\u{9b}x is bad");
        assert!(!failure.to_string().contains(['\u{1b}', '\u{9b}']));
    }
}
