//! The order of a plan.

use super::{Length, Plan, PlanRules, plan};
use crate::english::Profile;
use crate::event::Event;
use crate::facts::tests::sample::{final_run, ledger, record, with};

fn planned(event: &Event) -> Plan {
    let rules = PlanRules::read(include_str!("../../templates/plan.toml")).unwrap();
    plan(event.clone(), ledger(event), &rules, (Length::Standard, Profile::Ap, None)).unwrap()
}

#[test]
fn records_are_told_in_the_order_of_the_result_whatever_they_weigh() {
    let event = with(final_run(), |event| {
        event.rows.iter_mut().for_each(|row| row.records.clear());
        event.rows[6].records.push(record("PB", true));
        event.rows[7].records.push(record("NR", true));
    });
    let plan = planned(&event);
    let records: Vec<&str> = plan.facts().map(|fact| fact.id.as_str()).filter(|id| id.starts_with("record:")).collect();
    assert_eq!(records, ["record:PB,r7", "record:NR,r8"]);
}

#[test]
fn the_fourth_is_placed_before_it_is_told_what_was_missing() {
    let event = with(final_run(), |event| {
        event.rows[3].mark = event.rows[2].mark.map(|mark| crate::event::Mark { value: mark.value + 10, ..mark });
    });
    let plan = planned(&event);
    let facts: Vec<&str> = plan.facts().map(|fact| fact.id.as_str()).collect();
    let place = |id: &str| facts.iter().position(|other| *other == id);
    assert_eq!(place("off_podium:r4,r3"), place("next_places:r4,r5,r6").map(|place| place + 1), "{facts:?}");
}

#[test]
fn nothing_is_told_of_two_who_have_one_name() {
    let event = with(final_run(), |event| {
        let other = event.rows[3].competitor.clone();
        let (crate::event::Competitor::Athlete(person), crate::event::Competitor::Athlete(namesake)) =
            (&mut event.rows[4].competitor, other)
        else {
            panic!("a race of athletes")
        };
        person.full = namesake.full;
    });
    let plan = planned(&event);
    assert!(plan.facts().all(|fact| !fact.id.starts_with("next_places")), "the fourth and the fifth");
    assert!(plan.facts().any(|fact| fact.id.starts_with("win:")));
}

#[test]
fn what_another_fact_tells_is_a_number_for_the_conditions() {
    let event = with(final_run(), |event| {
        event.rows.iter_mut().for_each(|row| row.records.clear());
        event.rows[2].records.push(record("NR", true));
    });
    let plan = planned(&event);
    let told = |id: &str, name: &str| plan.features(plan.ledger.get(id).unwrap()).get(name).copied();
    assert_eq!(told("third:r3", "record_told"), Some(1));
    assert_eq!(told("record:NR,r3", "mark_told"), Some(0));
    let without = planned(&with(event.clone(), |event| event.rows[2].records.clear()));
    assert_eq!(without.features(without.ledger.get("third:r3").unwrap()).get("record_told"), Some(&0));
    let tied = planned(&with(event, |event| {
        event.rows[2].records.clear();
        event.rows[4].rank = Some(4);
        event.rows[4].mark = event.rows[3].mark;
        event.rows[4].records = vec![record("NR", true)];
    }));
    let record = tied.facts().find(|fact| fact.id.starts_with("record:")).unwrap();
    assert_eq!(tied.features(record).get("mark_told"), Some(&1));
}

#[test]
fn two_records_of_one_kind_are_told_together() {
    let event = with(final_run(), |event| {
        event.rows.iter_mut().for_each(|row| row.records.clear());
        event.rows[3].records.push(record("NR", true));
        event.rows[5].records.push(record("NR", true));
    });
    let plan = planned(&event);
    let records: Vec<&str> = plan.facts().map(|fact| fact.id.as_str()).filter(|id| id.starts_with("record")).collect();
    assert_eq!(records, ["record_pair:r4,r6"]);
}

#[test]
fn also_needs_somebody_who_was_told_of_before() {
    use crate::event::Irm;
    let event = with(final_run(), |event| {
        for row in event.rows.iter_mut().skip(6) {
            (row.rank, row.irm, row.mark) = (None, Some(Irm::Dsq), None);
        }
        event.rows[6].mark = event.rows[1].mark.map(|mark| crate::event::Mark { value: mark.value + 1, ..mark });
    });
    let also = |event: &Event| {
        let plan = planned(event);
        let list = plan.facts().find(|fact| fact.id.starts_with("disqualified:")).unwrap();
        plan.features(list).get("also").copied()
    };
    assert_eq!(also(&event), Some(1));
    let namesakes = with(event, |event| event.rows[6].competitor = event.rows[3].competitor.clone());
    assert_eq!(also(&namesakes), Some(0), "who lost a better time is not told of");
}

#[test]
fn the_shortest_recap_has_the_day() {
    let rules = PlanRules::read(include_str!("../../templates/plan.toml")).unwrap();
    let event = final_run();
    let mut ledger = ledger(&event);
    for fact in &mut ledger.facts {
        fact.newsworthiness = if fact.kind == crate::facts::FactKind::Day { 1 } else { 90 };
    }
    let plan = plan(event, ledger, &rules, (Length::Brief, Profile::Ap, None)).unwrap();
    assert!(plan.facts().any(|fact| fact.kind == crate::facts::FactKind::Day));
}
