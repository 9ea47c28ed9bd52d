//! Copy in fresh wording about matches of the development half, with planted errors: `[[wrong|right]]`, after `#S001`, the match. Where
//! nothing is right, the sheet does not decide what is planted, and it is found where that is said of it.

use crate::data::Gold;
use crate::foreign::Reader;
use std::ops::Range;
use stringer::event::Event;
use stringer::verify::Ruling;

/// What was found in a set of paragraphs.
#[derive(Debug, Default)]
pub struct Fresh {
    pub planted: u32,
    pub contradicted: u32,
    pub open: u32,
    /// Contradictions of the paragraphs without their errors.
    pub false_alarms: u32,
    pub supported: usize,
    /// What was not found, and what was contradicted though it is true, each with what is said of it.
    pub missed: Vec<String>,
}

impl Fresh {
    /// Reads a set.
    pub fn of(gold: &Gold, reader: &Reader, set: &str) -> Self {
        let mut all = Self::default();
        for block in set.split("#S").filter(|block| !block.trim().is_empty()) {
            let (head, body) = block.split_once('\n').unwrap();
            let number: u32 = head.trim().parse().unwrap();
            let event = &gold.texts.iter().find(|text| text.number == number).unwrap().event;
            all.paragraph(reader, event, &body.trim().replace('\n', " "));
        }
        all
    }

    /// Found among the planted, in thousandths.
    pub fn recall(&self) -> u32 {
        self.contradicted * 1000 / self.planted.max(1)
    }

    fn paragraph(&mut self, reader: &Reader, event: &Event, body: &str) {
        let (true_text, _) = plain(body, true);
        let report = reader.check(event, &true_text);
        let counts = report.counts();
        self.supported += counts.supported;
        self.false_alarms += u32::try_from(counts.contradicted).unwrap();
        let alarms = report.statements().filter(|one| one.ruling == Ruling::Contradicted);
        let sentence = |at: usize| report.sentences.iter().find(|one| one.span.contains(&at)).map_or("", |one| one.text.as_str());
        self.missed.extend(alarms.map(|one| format!("FALSE {} {}: {} | {}", one.rule, one.text, one.reason, sentence(one.span.start))));
        let (wrong_text, plants) = plain(body, false);
        let report = reader.check(event, &wrong_text);
        for (plant, decided) in plants {
            let touches = |span: &Range<usize>| span.start < plant.end && plant.start < span.end;
            let has = |ruling: Ruling| {
                let here = report.statements().filter(|one| one.ruling == ruling);
                here.into_iter().any(|one| touches(&one.span) || one.spots.iter().any(|spot| touches(&spot.span)))
            };
            let (contradicted, open) = (has(Ruling::Contradicted), has(Ruling::NotCheckable));
            let found = contradicted || open && !decided;
            self.planted += 1;
            self.contradicted += u32::from(found);
            self.open += u32::from(!found && open);
            if !found {
                let sentence = report.sentences.iter().find(|one| plant.end > one.span.start && plant.start < one.span.end);
                let statements = sentence.into_iter().flat_map(|one| &one.statements);
                let others: Vec<&str> = statements.filter(|one| one.ruling == Ruling::Contradicted).map(|one| one.text.as_str()).collect();
                let word = if open { "OPEN" } else { "MISSED" };
                let text = sentence.map_or("", |one| one.text.as_str());
                self.missed.push(format!("{word} {} {others:?} | {text}", &wrong_text[plant]));
            }
        }
    }
}

/// The paragraph with or without its errors, and where they are; each with whether something else is right.
fn plain(body: &str, without: bool) -> (String, Vec<(Range<usize>, bool)>) {
    let (mut text, mut plants) = (String::new(), Vec::new());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("[[") {
        let (plant, next) = after.split_once("]]").unwrap();
        let (wrong, right) = plant.split_once('|').unwrap();
        text.push_str(before);
        let start = text.len();
        text.push_str(if without { right } else { wrong });
        plants.push((start..text.len(), !right.is_empty()));
        rest = next;
    }
    text.push_str(rest);
    (text, plants)
}
