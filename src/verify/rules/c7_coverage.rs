//! C7: a sentence says the facts that it lists.
//!
//! A fact that was dropped on the way is the commonest error of generated text once values are safe. What a kind of fact
//! says is written in `templates/lexicon/facts.toml`; part of it may have been said before, but not all of it.

use super::{Context, Outcome, Tally, error};
use crate::verify::Place;
use crate::verify::coverage::{Said, said};
use std::collections::BTreeSet;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let Some(ledger) = cx.ledger else { return Outcome::Undecided("no ledger was given".to_owned()) };
    let mut tally = Tally::default();
    let mut before: BTreeSet<&String> = BTreeSet::new();
    let city = cx.event.venue.city.as_ref().filter(|city| cx.copy.dateline.as_ref().is_some_and(|line| line.to_lowercase().contains(&city.to_lowercase())));
    let city = city.map(|city| format!("city() == {city}"));
    before.extend(&city);
    for reading in cx.readings {
        let here: BTreeSet<&String> = reading.atoms().collect();
        let body = matches!(reading.place, Place::Body { .. });
        // A standfirst stands by itself.
        let earlier = if body { &before } else { &BTreeSet::new() };
        for id in cx.copy.facts(reading.place) {
            let span = 0..cx.copy.text(reading.place).map_or(0, str::len);
            let Some(fact) = ledger.get(id) else {
                tally.check(Some(error(reading.place, span, format!("the fact {id} is not in the ledger"))));
                continue;
            };
            tally.check(match said(fact, cx.event, cx.lexicon, &here, earlier) {
                Said::Here => None,
                Said::Before => Some(error(reading.place, span, format!("the fact {id} was said before, and not here"))),
                Said::Dropped(missing) => {
                    Some(error(reading.place, span, format!("the fact {id} is listed and not said: {}", missing.join(", "))))
                }
                Said::Undefined => {
                    Some(error(reading.place, span, format!("facts.toml does not define what a fact of the kind {} says", fact.kind)))
                }
            });
        }
        if body {
            before.extend(here);
        }
    }
    tally.outcome("no sentence lists facts")
}

#[cfg(test)]
mod tests {
    use super::super::bench::ap;
    use crate::event::{Event, Mark};
    use crate::facts::{Evidence, Fact, FactKind, Ledger, Scope, Value};
    use crate::verify::{Copy, Mode, sample};
    use std::collections::BTreeMap;

    fn fact(id: &str, kind: FactKind, roles: &[(&str, Value)]) -> Fact {
        let evidence = Evidence { cells: Vec::new(), rule: "test".to_owned() };
        let roles: BTreeMap<String, Value> = roles.iter().map(|(role, value)| ((*role).to_owned(), value.clone())).collect();
        Fact { id: id.to_owned(), kind, roles, scope: Scope::Derived, evidence, newsworthiness: 50 }
    }

    fn who(id: &str) -> Value {
        Value::Competitor(id.to_owned())
    }

    fn ledger() -> Ledger {
        let facts = vec![
            fact("win", FactKind::Win, &[("winner", who("hamilton")), ("event", Value::Name("Belgian Grand Prix".into()))]),
            fact("margin", FactKind::Margin, &[("winner", who("hamilton")), ("second", who("piastri")), ("gap", Value::Gap(Mark::time(647, 3)))]),
            fact("third", FactKind::Third, &[("third", who("leclerc"))]),
            fact("winner_grid", FactKind::WinnerGrid, &[("winner", who("hamilton")), ("grid", Value::Ordinal(3))]),
            fact("stops", FactKind::PitStops, &[("who", who("hamilton")), ("stops", Value::Count(2))]),
            fact("pole", FactKind::PoleFinish, &[("pole", who("leclerc")), ("rank", Value::Ordinal(3))]),
            fact("next", FactKind::NextPlaces, &[("fourth", who("verstappen")), ("fifth", who("norris")), ("sixth", who("sainz"))]),
            fact("gained", FactKind::Gained, &[("who", who("verstappen")), ("grid", Value::Ordinal(11)), ("rank", Value::Ordinal(4)), ("places", Value::Count(7))]),
            fact("gone", FactKind::AthleteOut, &[("who", who("russell")), ("irm", Value::Code("dsq".into()))]),
            fact("out", FactKind::Disqualified, &[("disqualified", Value::Competitors(vec!["russell".into()]))]),
        ];
        Ledger { facts }
    }

    fn dropped(event: &Event, sentences: &[(&str, &[&str])]) -> usize {
        let texts: Vec<&str> = sentences.iter().map(|(text, _)| *text).collect();
        let mut copy = Copy::of(&[&texts]);
        for (sentence, (_, facts)) in copy.sentences[0].iter_mut().zip(sentences) {
            sentence.facts = facts.iter().map(|id| (*id).to_owned()).collect();
        }
        ap().verify(&copy, event, Some(&ledger()), Mode::Own).of("C7").count()
    }

    #[test]
    fn facts_that_are_said_are_found_in_every_wording() {
        let event = sample::spa();
        let sentences: [(&str, &[&str]); 5] = [
            ("Hamilton won the Belgian Grand Prix, beating Piastri by 0.647 seconds, with Leclerc third.", &["win", "margin", "third"]),
            ("Hamilton had started third and made two pit stops.", &["winner_grid", "stops"]),
            ("Leclerc, the pole-sitter, slipped to third.", &["pole"]),
            ("Verstappen, Norris and Sainz took the next three places.", &["next"]),
            ("Verstappen climbed seven places, and George Russell was disqualified.", &["gained", "out"]),
        ];
        assert_eq!(dropped(&event, &sentences), 0);
        assert_eq!(dropped(&event, &[("George Russell was disqualified.", &["gone"])]), 0);
        assert_eq!(dropped(&event, &[("Hamilton won.", &["win"]), ("Piastri finished second, 0.647 seconds back.", &["margin"])]), 0);
    }

    #[test]
    fn a_standfirst_says_its_facts_itself() {
        let event = sample::spa();
        let found = |text: &str| {
            let mut copy = Copy::of(&[&["Hamilton won the Belgian Grand Prix, beating Piastri by 0.647 seconds."]]);
            copy.standfirst = Some(text.to_owned());
            copy.standfirst_facts = vec!["pole".to_owned()];
            ap().verify(&copy, &event, Some(&ledger()), Mode::Own).of("C7").count()
        };
        assert_eq!(found("Charles Leclerc slipped from pole to third."), 0);
        assert_eq!(found("Lewis Hamilton made two pit stops."), 1);
    }

    #[test]
    fn a_dropped_fact_is_found() {
        let event = sample::spa();
        assert_eq!(dropped(&event, &[("Hamilton won the Belgian Grand Prix, beating Piastri.", &["win", "margin"])]), 1);
        assert_eq!(dropped(&event, &[("Hamilton had started third.", &["winner_grid", "stops"])]), 1);
        assert_eq!(dropped(&event, &[("Leclerc was third.", &["pole"])]), 1);
        assert_eq!(dropped(&event, &[("Hamilton won.", &["nothing"])]), 1);
        assert_eq!(dropped(&event, &[("Hamilton won.", &["win"]), ("Piastri was second.", &["win"])]), 1);
    }
}
