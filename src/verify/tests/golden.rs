//! Sentences that must be proven and their nearest false neighbours, by kind of claim, on variations of the samples.

use super::Bench;
use crate::event::*;
use crate::verify::sample;

fn judge(event: &Event, proven: &[&str], refused: &[&str]) {
    let bench = Bench::new();
    let failed: Vec<String> =
        proven.iter().filter_map(|text| bench.trouble(event, &[text]).map(|why| format!("{text}\n    {why}"))).collect();
    let passed: Vec<&&str> = refused.iter().filter(|text| bench.trouble(event, &[text]).is_none()).collect();
    assert!(failed.is_empty() && passed.is_empty(), "not proven:\n{}\nnot refused:\n{passed:#?}", failed.join("\n"));
}

#[test]
fn two_of_one_team_in_front() {
    let mut event = sample::spa();
    event.rows[1].team = event.rows[0].team.clone();
    let proven = [
        "Mercedes drivers finished first and second.",
        "Mercedes took a one-two.",
        "Lewis Hamilton won the Belgian Grand Prix, leading a Mercedes one-two.",
        "Lewis Hamilton won from Oscar Piastri in a Mercedes one-two.",
    ];
    judge(
        &event,
        &proven[..3],
        &["McLaren drivers finished first and second.", "Mercedes drivers finished second and third.", "Ferrari took a one-two."],
    );
    judge(
        &event,
        &["Hamilton beat his Mercedes team-mate Oscar Piastri."],
        &["Hamilton beat his McLaren team-mate Oscar Piastri.", "Hamilton beat his team-mate Charles Leclerc."],
    );
    judge(&event, &proven[3..], &["Lewis Hamilton won from Oscar Piastri in a McLaren one-two."]);
    judge(&sample::spa(), &[], &["Mercedes drivers finished first and second.", "Mercedes took a one-two."]);
}

#[test]
fn several_without_a_finish() {
    let mut event = sample::spa();
    let mut second = event.rows[9].clone();
    second.competitor = Competitor::Athlete(Person {
        id: "gasly".into(),
        given: Some("Pierre".into()),
        family: "Gasly".into(),
        full: "Pierre Gasly".into(),
        gender: Some(Gender::Men),
    });
    event.rows.push(second);
    let mut absent = event.rows[10].clone();
    absent.irm = Some(Irm::Dns);
    absent.competitor = Competitor::Athlete(Person {
        id: "ocon".into(),
        given: Some("Esteban".into()),
        family: "Ocon".into(),
        full: "Esteban Ocon".into(),
        gender: Some(Gender::Men),
    });
    event.rows.push(absent);
    judge(
        &event,
        &[
            "Two cars failed to finish: Guanyu Zhou and Pierre Gasly.",
            "Guanyu Zhou and Pierre Gasly retired.",
            "Two drivers retired.",
            "There were two retirements.",
            "The retirements were Guanyu Zhou and Pierre Gasly.",
            "Esteban Ocon did not start.",
            "Nine of the 12 starters were classified.",
            "Two of the 12 starters failed to finish.",
        ],
        &[
            "Two cars failed to finish: Guanyu Zhou and George Russell.",
            "Three cars failed to finish.",
            "One car failed to finish: Guanyu Zhou.",
            "The retirements were Guanyu Zhou and George Russell.",
            "Guanyu Zhou was the only retirement.",
            "Guanyu Zhou and George Russell retired.",
            "Pierre Gasly did not start.",
            "Nine of the 13 starters were classified.",
            "All 12 starters finished.",
        ],
    );
}

#[test]
fn few_finishers_are_only_so_many() {
    let mut event = sample::spa();
    for car in event.rows.iter_mut().skip(3).take(6) {
        car.irm = Some(Irm::Dnf);
        car.rank = None;
    }
    judge(
        &event,
        &["Only three of the 11 starters finished.", "Three of the 11 starters finished.", "Only three drivers finished."],
        &["Only four of the 11 starters finished.", "Nine of the 11 starters finished.", "Only three of the 12 starters finished."],
    );
}

#[test]
fn field_events_have_distances() {
    let mut event = sample::rio();
    event.sport = Sport::Field;
    event.mark_unit = Some(Unit::Distance);
    event.name = "men's long jump final".to_owned();
    for (row, mark) in event.rows.iter_mut().zip(["8.38", "8.37", "8.29", "8.25", "8.17", "8.10"]) {
        row.mark = Some(Mark::parse_decimal(mark, Unit::Distance).unwrap());
        row.wind_tenths = Some(2);
    }
    judge(
        &event,
        &[
            "Almaz Ayana won the men's long jump final with a leap of 8.38 metres.",
            "Almaz Ayana won with 8.38 meters.",
            "Almaz Ayana beat Vivian Cheruiyot by 0.01 metres.",
            "Almaz Ayana jumped 8.38m.",
            "The wind was +0.2 metres per second.",
        ],
        &[
            "Almaz Ayana won the men's long jump final with a leap of 8.37 metres.",
            "Almaz Ayana won with 8.380 meters.",
            "Almaz Ayana beat Vivian Cheruiyot by 0.02 metres.",
            "Almaz Ayana beat Vivian Cheruiyot by 0.01 seconds.",
            "The wind was +2.0 metres per second.",
        ],
    );
}

#[test]
fn heats_and_training_are_not_the_event() {
    let mut event = sample::rio();
    event.kind = UnitKind::Heat;
    event.name = "women's 10,000 metres heat 2".to_owned();
    for row in event.rows.iter_mut().take(3) {
        row.qualified = Some("Q".to_owned());
    }
    judge(
        &event,
        &[
            "Almaz Ayana won the women's 10,000 metres heat 2.",
            "Almaz Ayana, Vivian Cheruiyot and Tirunesh Dibaba qualified.",
            "Tirunesh Dibaba advanced to the next round.",
        ],
        &[
            "Almaz Ayana took victory.",
            "Almaz Ayana won the women's 10,000 metres final.",
            "Betsy Saina qualified.",
            "Tirunesh Dibaba and Betsy Saina advanced to the next round.",
        ],
    );
    event.kind = UnitKind::Training;
    judge(&event, &["Almaz Ayana was fastest."], &["Almaz Ayana won.", "Vivian Cheruiyot was fastest."]);
}

#[test]
fn nations_and_teams_in_the_first_places() {
    judge(
        &sample::rio(),
        &[
            "Three Kenyans finished in the first five.",
            "Kenya had three runners in the top five.",
            "Vivian Cheruiyot was the best-placed Kenyan.",
            "The best-placed American was Molly Huddle.",
        ],
        &[
            "Four Kenyans finished in the first five.",
            "Three Kenyans finished in the first four.",
            "Alice Nawowuna was the best-placed Kenyan.",
            "Three Ethiopians finished in the first five.",
        ],
    );
    judge(
        &sample::spa(),
        &["Charles Leclerc was the best-placed Ferrari driver.", "Leclerc, the best-placed Ferrari driver, was third."],
        &["Carlos Sainz was the best-placed Ferrari driver.", "Charles Leclerc was the best-placed McLaren driver."],
    );
}

#[test]
fn splits_prove_who_led() {
    judge(
        &sample::rio(),
        &[
            "Almaz Ayana was second at 5,000 metres.",
            "Alice Nawowuna led at 5,000 metres.",
            "After trailing at 5,000 metres, Almaz Ayana won.",
            "Almaz Ayana came from second at 5,000 metres to win.",
        ],
        &[
            "Almaz Ayana led at 5,000 metres.",
            "Almaz Ayana led at every split.",
            "Alice Nawowuna trailed at 5,000 metres.",
            "Almaz Ayana was third at 5,000 metres.",
            "Betsy Saina led at 5,000 metres.",
        ],
    );
}

#[test]
fn a_disqualification_with_a_better_mark_licenses_after() {
    judge(
        &sample::relay(),
        &["Canada was third after the United States was disqualified."],
        &[
            "Japan was second after the United States was disqualified.",
            "Canada was third after Jamaica was disqualified.",
            "Canada was third because the United States was disqualified.",
        ],
    );
}

#[test]
fn medals_are_those_of_the_feed() {
    judge(
        &sample::rio(),
        &[
            "Almaz Ayana won gold, Vivian Cheruiyot silver and Tirunesh Dibaba bronze.",
            "Gold went to Almaz Ayana.",
            "Tirunesh Dibaba took the bronze medal.",
        ],
        &[
            "Almaz Ayana won silver.",
            "Almaz Ayana won gold, Tirunesh Dibaba silver and Vivian Cheruiyot bronze.",
            "Alice Nawowuna took the bronze medal.",
        ],
    );
}

#[test]
fn a_negation_or_a_hedge_in_a_true_sentence_is_refused() {
    let event = sample::spa();
    let bench = Bench::new();
    for text in super::TRUE_SPA {
        let words: Vec<&str> = text.split(' ').collect();
        for at in 0..words.len() {
            for hedge in ["not", "never", "nearly", "no", "almost", "allegedly"] {
                let mut changed = words.clone();
                changed.insert(at, hedge);
                let changed = changed.join(" ");
                assert!(bench.trouble(&event, &[&changed]).is_some(), "{changed}");
            }
        }
    }
}

#[test]
fn roles_follow_the_syntax() {
    judge(
        &sample::spa(),
        &[
            "Lewis Hamilton, starting third, beat Oscar Piastri, who started fifth.",
            "Lewis Hamilton beat Oscar Piastri, who started fifth, and made two pit stops.",
            "With Oscar Piastri second, Charles Leclerc was third.",
            "Oscar Piastri was beaten by Lewis Hamilton.",
            "From 11th on the grid, Max Verstappen finished fourth.",
            "Max Verstappen finished fourth after starting 11th.",
            "Charles Leclerc and Max Verstappen were third and fourth.",
        ],
        &[
            "Lewis Hamilton, starting fifth, beat Oscar Piastri, who started third.",
            "Lewis Hamilton beat Oscar Piastri, who started third.",
            "With Charles Leclerc second, Oscar Piastri was third.",
            "Lewis Hamilton was beaten by Oscar Piastri.",
            "From fourth on the grid, Max Verstappen finished 11th.",
            "Max Verstappen finished 11th after starting fourth.",
            "Max Verstappen and Charles Leclerc were third and fourth.",
            "Starting fifth, Lewis Hamilton beat Oscar Piastri.",
        ],
    );
}
