//! Whole articles: ours are accepted without a finding, others' are read as far as they can be.

use crate::event::Event;
use crate::verify::rules::bench;
use crate::verify::{Copy, Mode, Sentence, Severity, sample};

fn article(paragraphs: &[&[&str]]) -> Copy {
    let mut copy = Copy::of(paragraphs);
    copy.headline = Some("Hamilton wins Belgian Grand Prix".to_owned());
    copy.dateline = Some("SPA, Belgium".to_owned());
    copy.usable = true;
    copy
}

fn spa_ap() -> Copy {
    article(&[
        &[
            "Lewis Hamilton won the Belgian Grand Prix at Circuit de Spa-Francorchamps on Sunday, beating Oscar Piastri by 0.647 seconds, with Charles Leclerc third.",
            "Hamilton, who had started third and made two pit stops, took victory in 1 hour, 19 minutes, 57.566 seconds.",
        ],
        &[
            "Leclerc, the pole-sitter, finished 8.023 seconds behind the winner.",
            "Max Verstappen, Lando Norris and Carlos Sainz took the next three places.",
            "Verstappen climbed seven places, from 11th on the grid, and leads the championship with 277 points, 78 clear of Norris.",
        ],
        &[
            "Sergio Pérez, who was seventh, set the fastest lap, 1:44.701, on lap 44.",
            "George Russell was disqualified, and one car failed to finish: Guanyu Zhou.",
        ],
    ])
}

fn problems(copy: &Copy, event: &Event) -> Vec<String> {
    let verdict = bench::verdict(copy, event);
    verdict
        .findings
        .iter()
        .map(|finding| format!("{} {:?} {:?}: {}", finding.rule, finding.severity, finding.place, finding.message))
        .collect()
}

#[test]
fn a_true_article_has_no_findings() {
    let found = problems(&spa_ap(), &sample::spa());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_rule_is_decided_or_says_why_not() {
    let verdict = bench::verdict(&spa_ap(), &sample::spa());
    let all: Vec<&str> = crate::verify::RULES.iter().map(|rule| rule.id).collect();
    for rule in &all {
        assert!(verdict.decided.iter().any(|decided| decided == rule) != verdict.undecided.contains_key(*rule), "{rule}");
    }
    assert!(verdict.undecided.values().all(|reason| !reason.is_empty()), "{:?}", verdict.undecided);
    assert_eq!(all.len(), 44);
    assert!(verdict.checks > 100, "{}", verdict.checks);
    assert!(verdict.accepted());
}

#[test]
fn one_false_word_refuses_the_article_and_names_its_place() {
    let mut copy = spa_ap();
    let sentence = &mut copy.sentences[0][1];
    *sentence = Sentence { text: sentence.text.replace("started third", "started fourth"), facts: Vec::new() };
    let verdict = bench::verdict(&copy, &sample::spa());
    assert!(!verdict.accepted());
    let finding = verdict.of("F10").next().unwrap();
    assert_eq!(sentence_slice(&copy, finding.span.clone()), "had started fourth");
    assert_eq!(finding.expected.as_deref(), Some("grid(Lewis Hamilton) is 3, not 4"));
}

fn sentence_slice(copy: &Copy, span: std::ops::Range<usize>) -> &str {
    copy.sentences[0][1].text.get(span).unwrap()
}

#[test]
fn british_copy_is_proven_too() {
    let mut copy = Copy::of(&[&[
        "Almaz Ayana of Ethiopia won the women's 10,000 metres final in Rio de Janeiro on Friday, 12 August 2016, setting a world record of 29 minutes 17.45 seconds.",
        "Kenya's Vivian Cheruiyot was second in 29:32.53, 15.08 seconds behind, and Tirunesh Dibaba of Ethiopia third in 29:42.56.",
        "Three Kenyans finished in the first five.",
    ]]);
    copy.headline = Some("Ayana wins women's 10,000 metres".to_owned());
    let verdict = bench::verdict_uk(&copy, &sample::rio());
    let errors: Vec<_> = verdict.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn others_copy_is_not_refused_for_what_cannot_be_read() {
    let copy = Copy::of(&[&["Lewis Hamilton won after a brilliant drive.", "Hamilton beat Piastri by 0.7 seconds."]]);
    let verdict = bench::ap().verify(&copy, &sample::spa(), None, Mode::Foreign);
    assert!(verdict.findings.iter().any(|finding| finding.severity == Severity::NotCheckable));
    assert_eq!(verdict.of("F5").map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Error]);
    let own = bench::ap().verify(&copy, &sample::spa(), None, Mode::Own);
    assert!(own.findings.iter().all(|finding| finding.severity != Severity::NotCheckable));
}

#[test]
fn a_verdict_survives_json() {
    let verdict = bench::verdict(&spa_ap(), &sample::spa());
    let text = serde_json::to_string(&verdict).unwrap();
    assert_eq!(serde_json::from_str::<crate::verify::Verdict>(&text).unwrap(), verdict);
}
