//! What adapters that have a common reader of their sport hand over: texts with their pointers, nothing read yet.

use super::names::{self, NameError};
use super::{FeedError, FeedErrorKind};
use crate::event::{Cell, Source};

/// A text of the document and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::feed) struct Text {
    pub(in crate::feed) raw: String,
    pub(in crate::feed) at: String,
}

impl Text {
    /// The evidence for it.
    pub(in crate::feed) fn cell(&self, source: &str) -> Cell {
        Cell { source: source.to_owned(), at: self.at.clone(), raw: self.raw.clone() }
    }

    /// Without blanks around it.
    pub(in crate::feed) fn trimmed(&self) -> &str {
        self.raw.trim()
    }

    /// It as a name that may be printed (see [`names::clean`]).
    pub(in crate::feed) fn name(&self) -> Result<String, FeedError> {
        names::clean(&self.raw).map_err(|error| self.unfit(&error))
    }

    /// The error that a name in it is not fit to print. It names the text, so the message does not begin with it.
    pub(in crate::feed) fn unfit(&self, error: &NameError) -> FeedError {
        FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(&self.at).hint(names::ADVICE)
    }

    /// An error about it.
    pub(in crate::feed) fn bad(&self, what: &str) -> FeedError {
        self.error(FeedErrorKind::Value, what)
    }

    /// An error of another kind about it.
    pub(in crate::feed) fn error(&self, kind: FeedErrorKind, what: &str) -> FeedError {
        let short: String = self.raw.chars().take(40).collect();
        FeedError::new(kind, "", format!("\"{}\" {what}", short.escape_debug())).at(&self.at)
    }
}

/// Who made a document, and on what terms.
#[derive(Debug, Clone, Default)]
pub(in crate::feed) struct Provider {
    pub(in crate::feed) name: &'static str,
    pub(in crate::feed) credit: Option<&'static str>,
    pub(in crate::feed) licence: Option<&'static str>,
    pub(in crate::feed) commercial: Option<bool>,
}

impl Provider {
    /// The terms as an event carries them, for inputs of these digests.
    pub(in crate::feed) fn source(&self, sha256: Vec<String>) -> Source {
        Source {
            provider: self.name.to_owned(),
            credit: self.credit.map(str::to_owned),
            licence: self.licence.map(str::to_owned),
            commercial: self.commercial,
            sha256,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_fit_to_print_is_told_once() {
        let text = |raw: &str| Text { raw: raw.to_owned(), at: "/name".to_owned() };
        let error = text("<b>Bo</b>").name().unwrap_err();
        assert_eq!(error.message, "\"<b>Bo</b>\" is not fit to print as a name: it holds markup");
        assert_eq!((error.pointer.as_deref(), error.hint.as_deref()), (Some("/name"), Some(names::ADVICE)));
        assert_eq!(text(" Bo  Lund").name().unwrap(), "Bo Lund");
    }
}
