//! The reader of others' copy, as it is embedded.

use stringer::english::Profile;
use stringer::event::Event;
use stringer::lexicon::Lexicon;
use stringer::verify::{Document, DocumentFormat, Foreign, ForeignReport, Style, Verifier, Wording};

pub struct Reader {
    verifier: Verifier,
    wording: Wording,
}

impl Reader {
    pub fn new() -> Self {
        let verifier = Verifier::new(Lexicon::embedded().unwrap(), Style::built_in(Profile::Ap).unwrap());
        Self { verifier, wording: Wording::embedded().unwrap() }
    }

    /// What it says of a plain text about an event.
    pub fn check(&self, event: &Event, text: &str) -> ForeignReport {
        let document = Document::read(text, DocumentFormat::Text).unwrap();
        Foreign::new(&self.verifier, &self.wording, event, None).check(&document)
    }
}
