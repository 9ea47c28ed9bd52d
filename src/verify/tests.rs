//! True sentences are proven, false ones are refused.

use super::evaluate::Truth;
use super::patterns::Patterns;
use super::reading::{Reading, read_copy};
use super::{Copy, sample};
use crate::event::Event;
use crate::lexicon::Lexicon;

mod golden;
mod mutation;
mod whole;

struct Bench {
    lexicon: Lexicon,
    patterns: Patterns,
}

impl Bench {
    fn new() -> Self {
        let lexicon = Lexicon::embedded().unwrap();
        let patterns = Patterns::compile(&lexicon);
        Self { lexicon, patterns }
    }

    fn read(&self, event: &Event, sentences: &[&str]) -> Vec<Reading> {
        read_copy(&Copy::of(&[sentences]), event, &self.lexicon, &self.patterns)
    }

    /// Why the last sentence is not proven; `None`: it is.
    fn trouble(&self, event: &Event, sentences: &[&str]) -> Option<String> {
        let readings = self.read(event, sentences);
        let last = readings.last().unwrap();
        if let Some(stuck) = &last.stuck {
            return Some(format!("unread: {}", stuck.words));
        }
        if let Some(trouble) = last.troubles.first() {
            return Some(trouble.message.clone());
        }
        last.claims.iter().find(|claim| claim.truth != Truth::True).map(|claim| format!("[{}] {:?}", claim.entry, claim.truth))
    }
}

const TRUE_SPA: &[&str] = &[
    "Lewis Hamilton won the Belgian Grand Prix at Circuit de Spa-Francorchamps on Sunday, beating Oscar Piastri by 0.647 seconds.",
    "Hamilton took victory in 1 hour, 19 minutes, 57.566 seconds.",
    "Charles Leclerc was third, 8.023 seconds behind the winner.",
    "Piastri finished second, 0.647 seconds back, with Charles Leclerc third.",
    "Hamilton, who started third, made two pit stops.",
    "Starting from third on the grid, Hamilton won the Belgian Grand Prix.",
    "Leclerc, the pole-sitter, finished third.",
    "Leclerc, the pole-sitter, slipped to third.",
    "George Russell was disqualified.",
    "Sergio Pérez set the fastest lap, 1:44.701, on lap 44.",
    "Max Verstappen climbed seven places, from 11th to fourth.",
    "Hamilton had started third and made two pit stops.",
    "Hamilton, third on the grid, won the race.",
    "On Sunday, Hamilton won the Belgian Grand Prix.",
    "Hamilton beat Piastri by 0.647 seconds, with Leclerc third.",
    "Mercedes' Lewis Hamilton won the Belgian Grand Prix on July 28.",
    "Lewis Hamilton of Mercedes edged Oscar Piastri of McLaren by 0.647 seconds.",
    "Piastri was second and Leclerc third.",
    "Nine of the 11 starters finished.",
    "Lance Stroll started from the pit lane and finished ninth.",
    "Verstappen leads the championship with 277 points, 78 clear of Norris.",
    "One car failed to finish: Guanyu Zhou.",
    "Hamilton won by 0.647 seconds from Piastri.",
    "Ahead of Piastri, Hamilton won by 0.647 seconds.",
    "The race was held over 44 laps.",
    "Hamilton scored 25 points.",
];

const FALSE_SPA: &[&str] = &[
    "Oscar Piastri won the Belgian Grand Prix.",
    "Hamilton beat Piastri by 0.648 seconds.",
    "Hamilton beat Piastri by 0.65 seconds.",
    "Piastri beat Hamilton by 0.647 seconds.",
    "Charles Leclerc was second, 8.023 seconds behind the winner.",
    "Hamilton won the Belgian Grand Prix on Saturday.",
    "Hamilton did not win the Belgian Grand Prix.",
    "Hamilton, who started second, made two pit stops.",
    "Starting from fourth on the grid, Hamilton won the Belgian Grand Prix.",
    "Guanyu Zhou finished 10th.",
    "George Russell finished second.",
    "Ferrari's Lewis Hamilton won the Belgian Grand Prix.",
    "Hamilton won after George Russell was disqualified.",
    "Hamilton dominated the Belgian Grand Prix.",
    "Only nine of the 11 starters finished.",
    "Hamilton set the fastest lap.",
    "Hamilton won the Monaco Grand Prix.",
    "Hamilton won thanks to a bold strategy.",
    "Lewis Hamliton won the Belgian Grand Prix.",
    "Max Verstappen climbed six places, from 11th to fourth.",
];

#[test]
fn true_sentences_of_a_race_are_proven() {
    let bench = Bench::new();
    let event = sample::spa();
    let failed: Vec<String> =
        TRUE_SPA.iter().filter_map(|text| bench.trouble(&event, &[text]).map(|why| format!("{text}\n    {why}"))).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn false_sentences_of_a_race_are_refused() {
    let bench = Bench::new();
    let event = sample::spa();
    let passed: Vec<&&str> = FALSE_SPA.iter().filter(|text| bench.trouble(&event, &[text]).is_none()).collect();
    assert!(passed.is_empty(), "{passed:#?}");
}
