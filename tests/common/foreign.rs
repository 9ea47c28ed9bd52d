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
    #[allow(dead_code, reason = "not every test reads plain text")]
    pub fn check(&self, event: &Event, text: &str) -> ForeignReport {
        self.check_as(event, text, DocumentFormat::Text)
    }

    /// What it says of a text in one of the formats.
    pub fn check_as(&self, event: &Event, text: &str, format: DocumentFormat) -> ForeignReport {
        let document = Document::read(text, format).unwrap();
        Foreign::new(&self.verifier, &self.wording, event, None).check(&document)
    }
}
