//! Certain corrections against the corrections of the annotators: what `--fix` would write into the machines' texts.

use crate::data::Text;
use crate::foreign::Reader;
use crate::prose;
use std::ops::Range;
use stringer::english::number::parse_cardinal;

/// Certain corrections of some texts.
#[derive(Debug, Default)]
pub struct Certain {
    /// All of them.
    pub all: u32,
    /// An annotator corrected the same word in the same way.
    pub agreed: u32,
    /// An annotator marked the word and gave no correction.
    pub marked: u32,
    /// An annotator corrected the word in another way.
    pub otherwise: u32,
    /// No annotator marked the word.
    pub alone: u32,
}

impl Certain {
    /// Reads texts by machines; with `show`, prints what would be corrected.
    pub fn of(reader: &Reader, texts: &[&Text], show: bool) -> Self {
        let mut all = Self::default();
        for text in texts {
            let (prose, tokens) = prose::prose(&text.generated);
            let report = reader.check(&text.event, &prose);
            for sentence in &report.sentences {
                for finding in sentence.statements.iter().filter(|statement| statement.certain) {
                    let right = finding.spots[0].fix.clone().unwrap();
                    let said = annotated(text, &tokens, &finding.spots[0].span);
                    all.count(said.as_deref(), &right);
                    if show {
                        let (word, reason) = (&finding.text, &finding.reason);
                        println!("S{:03} \"{word}\" -> \"{right}\", annotators: {said:?} ({reason}) | {}", text.number, sentence.text);
                    }
                }
            }
        }
        all
    }

    fn count(&mut self, annotated: Option<&str>, right: &str) {
        let value = |text: &str| parse_cardinal(text.trim()).map_or_else(|| text.trim().to_lowercase(), |value| value.to_string());
        self.all += 1;
        let count = match annotated {
            None => &mut self.alone,
            Some("") => &mut self.marked,
            Some(said) if value(said) == value(right) => &mut self.agreed,
            Some(_) => &mut self.otherwise,
        };
        *count += 1;
    }
}

/// The correction that an annotator gave for words here; empty where a mark has none.
fn annotated(text: &Text, tokens: &[Range<usize>], span: &Range<usize>) -> Option<String> {
    let touches = |token: &Range<usize>| token.start < span.end && span.start < token.end;
    let mark = text.marks.iter().find(|mark| mark.tokens.clone().any(|at| touches(&tokens[at])))?;
    Some(text.corrections.get(&mark.id).cloned().unwrap_or_default())
}
