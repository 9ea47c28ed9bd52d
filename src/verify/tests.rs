//! True sentences are proven, false ones are refused.

use super::evaluate::Truth;
use super::patterns::Patterns;
use super::reading::{Reading, read_copy};
use super::{Copy, sample};
use crate::event::{Cell, Event, StandingKind};
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
    "Hamilton's margin over Piastri was 0.647 seconds.",
    "Hamilton won in 1 hour, 19 minutes, 57.566 seconds.",
    "Hamilton's winning time was 1 hour, 19 minutes, 57.566 seconds.",
    "Hamilton was timed at 1 hour, 19 minutes, 57.566 seconds.",
    "The runner-up was Oscar Piastri of McLaren, 0.647 seconds back.",
    "Eight of the finishers were on the lead lap.",
    "Of the 11 who started, nine were classified.",
    "The only retirement was Guanyu Zhou.",
    "Russell was the only driver disqualified.",
    "Leclerc slipped from pole to third.",
    "Verstappen, Norris and Sainz took the places from fourth to sixth.",
    "Verstappen, Norris and Sainz completed the top six.",
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
    "Piastri's margin over Leclerc was 7.376 seconds.",
    "Piastri won in 1 hour, 19 minutes, 58.213 seconds.",
    "Piastri's winning time was 1 hour, 19 minutes, 58.213 seconds.",
    "Piastri recorded a winning time of 1 hour, 19 minutes, 58.213 seconds.",
    "Of the 11 who started, eight were classified.",
    "Hamilton crossed the line 0.647 seconds ahead of Piastri.",
    "Norris slipped from pole to fifth.",
    "Verstappen, Norris and Sainz took the places from third to sixth.",
    "Norris and Sainz completed the top five.",
    "Those disqualified were Russell and Zhou.",
    "Russell and Zhou both retired.",
    "Zhou was the provisional winner.",
    "There were no retirements.",
];

/// The Belgian race with a fastest lap of two drivers, a team championship, and the words of a feed that classifies one who stopped.
fn unusual() -> Event {
    let mut event = sample::spa();
    let lap = event.rows[6].fastest_lap;
    event.rows[0].fastest_lap = lap;
    let mut lines = event.context.standings.clone();
    for (line, team) in lines.iter_mut().zip(["Red Bull", "McLaren", "Mercedes"]) {
        line.kind = StandingKind::Teams;
        (line.id, line.name) = (team.to_lowercase(), team.to_owned());
    }
    event.context.standings.extend(lines);
    for (row, status) in event.rows.iter_mut().zip(["Finished"; 7].into_iter().chain(["Gearbox", "+1 Lap"])) {
        row.cells.insert("status".to_owned(), Cell { source: String::new(), at: String::new(), raw: status.to_owned() });
    }
    event
}

#[test]
fn a_shared_lap_a_team_lead_and_cars_still_running_are_proven() {
    let (bench, event) = (Bench::new(), unusual());
    for text in [
        "Hamilton and Pérez shared the fastest lap, 1:44.701.",
        "The fastest lap, 1:44.701, was shared by Hamilton and Pérez.",
        "Red Bull leads the constructors' championship by 78 points with 277 points.",
        "Red Bull leads the constructors' standings on 277 points, 78 points clear.",
        "Eight of the 11 cars were running at the finish.",
        "Of the 11 starters, eight were still racing at the end.",
    ] {
        assert_eq!(bench.trouble(&event, &[text]), None, "{text}");
    }
    for text in [
        "Hamilton and Piastri shared the fastest lap, 1:44.701.",
        "Hamilton and Pérez shared the fastest lap, 1:44.702.",
        "Red Bull leads the constructors' championship by 77 points with 277 points.",
        "Nine of the 11 cars were running at the finish.",
    ] {
        assert!(bench.trouble(&event, &[text]).is_some(), "{text}");
    }
    assert!(bench.trouble(&sample::spa(), &["Nine of the 11 cars were running at the finish."]).is_some(), "no feed says who was");
    assert!(
        bench.trouble(&sample::spa(), &["Pérez and Hamilton shared the fastest lap, 1:44.701."]).is_some(),
        "one driver shares nothing"
    );
}

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

const TRUE_RIO: &[&str] = &[
    "Victory in the women's 10,000 metres final was taken by Ethiopia's Almaz Ayana.",
    "Second was Vivian Cheruiyot of Kenya, 15.08 seconds back.",
    "Almaz Ayana crossed the line in 29 minutes, 17.45 seconds.",
    "Almaz Ayana's winning time was a world record.",
    "Of the first three, two were from Ethiopia.",
];

const FALSE_RIO: &[&str] = &[
    "Victory in the women's 10,000 metres final was taken by Kenya's Almaz Ayana.",
    "Second was Tirunesh Dibaba of Ethiopia, 25.11 seconds back.",
    "Almaz Ayana crossed the line in 29 minutes, 17.46 seconds.",
    "Almaz Ayana equalled the world record.",
    "Vivian Cheruiyot's time was a world record.",
    "Of the first three, three were from Ethiopia.",
    "Vivian Cheruiyot finished ahead of Tirunesh Dibaba in the same time, 29 minutes, 32.53 seconds.",
];

#[test]
fn what_the_phrases_of_athletics_say_is_proven_or_refused() {
    let (bench, event) = (Bench::new(), sample::rio());
    for text in TRUE_RIO {
        assert_eq!(bench.trouble(&event, &[text]), None, "{text}");
    }
    for text in FALSE_RIO {
        assert!(bench.trouble(&event, &[text]).is_some(), "{text}");
    }
}

#[test]
fn a_small_particle_of_a_name_may_open_a_sentence_with_a_capital() {
    let mut event = sample::rio();
    if let Some(crate::event::Competitor::Athlete(person)) = event.rows.get_mut(1).map(|row| &mut row.competitor) {
        person.family = "van der Heuvel".to_owned();
        person.full = "Lotte van der Heuvel".to_owned();
    }
    let bench = Bench::new();
    assert_eq!(bench.trouble(&event, &["Lotte van der Heuvel finished second.", "Van der Heuvel finished second."]), None);
    assert!(bench.trouble(&event, &["Lotte van der Heuvel finished second.", "Ayana beat Van der Heuvel."]).is_some());
}

#[test]
fn a_pronoun_after_an_absolute_could_mean_either_of_two() {
    let (bench, event) = (Bench::new(), sample::rio());
    let before = "Almaz Ayana won the final, with Vivian Cheruiyot second.";
    assert!(bench.trouble(&event, &[before, "She finished second."]).is_some_and(|trouble| trouble.contains("could mean")));
}
