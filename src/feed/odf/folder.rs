//! A folder of messages as a feed: which files hold the newest version of a result, and which stand beside it. Only the beginning of each
//! file is needed for that, so that a folder of any size is read one result at a time.

use super::head::standing;
pub use super::head::{HEAD_BYTES, Head};
use super::header::{Key, Ranks};
use std::collections::BTreeMap;

/// A result of a folder, by the places of its files in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The newest version.
    pub result: usize,
    /// What is decoded beside it: another file of the same version, and the messages that say something about it.
    pub beside: Vec<usize>,
}

/// The newest version of every result, in the order of their codes; the order of the files means nothing.
pub fn choose(heads: &[Option<Head>]) -> Vec<Choice> {
    let known: Vec<(usize, &Head)> = heads.iter().enumerate().filter_map(|(at, head)| Some((at, head.as_ref()?))).collect();
    let (single, general): (Vec<(usize, &Head)>, Vec<_>) =
        known.iter().copied().filter(|(_, head)| head.is_context()).partition(|(_, head)| head.is_of_one_event());
    let of = |messages: &[(usize, &Head)], result: &Head| {
        let mine: Vec<(usize, &Head)> = messages.iter().copied().filter(|(_, head)| head.foreign_to(result).is_none()).collect();
        standing(&mine)
    };
    let mut versions: BTreeMap<&Key, Vec<(usize, &Head)>> = BTreeMap::new();
    for (at, head) in known.iter().filter(|(_, head)| Ranks::of(&head.key.kind).is_some()) {
        versions.entry(&head.key).or_default().push((*at, head));
    }
    let mut about = BTreeMap::new();
    let mut choices: Vec<(&Head, Choice)> = Vec::new();
    for files in versions.values() {
        let Some(version) = files.iter().map(|(_, head)| head.version).max() else { continue };
        let mut newest = files.iter().filter(|(_, head)| head.version == version);
        let Some((result, head)) = newest.next().filter(|(_, head)| head.is_result()) else { continue };
        let of_discipline = about.entry(head.scope()).or_insert_with(|| of(&general, head));
        let beside = newest.map(|(at, _)| *at).chain(of_discipline.iter().copied()).chain(of(&single, head)).collect();
        choices.push((head, Choice { result: *result, beside }));
    }
    choices.sort_by_key(|(head, _)| *head);
    choices.into_iter().map(|(_, choice)| choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(kind: &str, code: &str, version: u32, flag: &str) -> Option<Head> {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<OdfBody CompetitionCode=\"OG2016\" DocumentCode=\"{code}\"\n DocumentType=\"{kind}\" Version=\"{version}\" FeedFlag=\"{flag}\" Date=\"2016-08-14\"><Competition/></OdfBody>"
        );
        Head::read(text.as_bytes())
    }

    #[test]
    fn the_newest_version_wins_in_whatever_order_they_came() {
        let heads = [head("DT_RESULT", "ATHM100M", 3, "P"), head("DT_RESULT", "ATHM100M", 11, "P"), head("DT_RESULT", "ATHM100M", 9, "P")];
        assert_eq!(choose(&heads), [Choice { result: 1, beside: Vec::new() }]);
        let reversed: Vec<_> = heads.into_iter().rev().collect();
        assert_eq!(choose(&reversed), [Choice { result: 1, beside: Vec::new() }]);
    }

    #[test]
    fn two_files_of_one_version_are_both_decoded() {
        let heads = [head("DT_RESULT", "ATHM100M", 3, "P"), head("DT_RESULT", "ATHM100M", 3, "P")];
        assert_eq!(choose(&heads), [Choice { result: 0, beside: vec![1] }]);
    }

    #[test]
    fn a_test_never_replaces_a_result() {
        let heads = [head("DT_RESULT", "ATHM100M", 3, "P"), head("DT_RESULT", "ATHM100M", 9, "T")];
        assert_eq!(choose(&heads).len(), 2);
    }

    #[test]
    fn the_newest_messages_about_the_discipline_stand_beside() {
        let heads = [
            head("DT_PARTIC", "ATH", 2, "P"),
            head("DT_RESULT", "ATHM100M", 3, "P"),
            head("DT_PARTIC", "ATH", 1, "P"),
            head("DT_PARTIC", "SWM", 1, "P"),
            head("DT_SCHEDULE_UPDATE", "ATH", 1, "P"),
            head("DT_SCHEDULE", "ATH", 1, "T"),
            head("DT_CODES", "GL0000000", 1, "P"),
            head("DT_MEDALLISTS_DAY", "GLO", 1, "P"),
            None,
        ];
        assert_eq!(choose(&heads), [Choice { result: 1, beside: vec![6, 0, 4] }]);
    }

    #[test]
    fn a_communication_stands_beside_the_results_of_its_event() {
        let heads = [
            head("DT_RESULT", "ATHM100M--------------FNL-000100--", 1, "P"),
            head("DT_RESULT", "ATHM200M--------------FNL-000100--", 1, "P"),
            head("DT_COMMUNICATION", "ATHM200M--------------------------", 1, "P"),
            head("DT_PARTIC", "ATH-------------------------------", 1, "P"),
        ];
        let beside: Vec<Vec<usize>> = choose(&heads).into_iter().map(|choice| choice.beside).collect();
        assert_eq!(beside, [vec![3], vec![3, 2]]);
    }

    #[test]
    fn a_ranking_over_units_is_a_result_once_it_is_settled_and_where_it_can_be_told() {
        let ranking = |kind: &str, code: &str, version: u32, status: &str| {
            let mut head = head(kind, &format!("{code:-<34}"), version, "P");
            if let Some(head) = &mut head {
                head.status = status.to_owned();
            }
            head
        };
        let heads = [
            ranking("DT_CUMULATIVE_RESULT", "LUGWSINGLE------------FNL", 4, "OFFICIAL"),
            ranking("DT_CUMULATIVE_RESULT", "LUGMSINGLE------------FNL", 2, "OFFICIAL"),
            ranking("DT_CUMULATIVE_RESULT", "LUGMSINGLE------------FNL", 3, "INTERMEDIATE"),
            ranking("DT_PHASE_RESULT", "SWMW100MFR------------HEAT", 1, "UNOFFICIAL"),
            ranking("DT_PHASE_RESULT", "ATHW100M--------------RND1", 1, "OFFICIAL"),
            ranking("DT_PHASE_RESULT", "ATHMHAMMER------------QUAL", 1, "LIVE"),
            ranking("DT_CUMULATIVE_RESULT", "ATHMDECATH", 1, "OFFICIAL"),
        ];
        let results: Vec<usize> = choose(&heads).into_iter().map(|choice| choice.result).collect();
        assert_eq!(results, [6, 0, 3]);
    }

    #[test]
    fn what_is_no_message_has_no_head() {
        assert_eq!(Head::read(b"<html>"), None);
        assert_eq!(Head::read(b"<OdfBody Version=\"1\">"), None);
        assert_eq!(head("DT_RESULT", "X", 1, "P").map(|head| head.version), Some(1));
    }
}
