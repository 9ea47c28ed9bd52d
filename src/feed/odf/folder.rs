//! A folder of messages as a feed: which files hold the newest version of a result, and which stand beside it. Only the beginning of each
//! file is needed for that, so that a folder of any size is read one result at a time.

use super::head::standing;
pub use super::head::{HEAD_BYTES, Head};
use super::header::Ranks;

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
    let mut newest: Vec<(usize, &Head)> = Vec::new();
    for (at, head) in known.iter().filter(|(_, head)| Ranks::of(&head.key.kind).is_some()) {
        match newest.iter_mut().find(|(_, other)| other.same(head)) {
            Some(best) if best.1.version < head.version => *best = (*at, head),
            Some(_) => {}
            None => newest.push((*at, head)),
        }
    }
    newest.retain(|(_, head)| head.is_result());
    newest.sort_by_key(|(_, head)| (*head).clone());
    let choice = |(result, head): (usize, &Head)| {
        let twin = |at: usize, other: &Head| at != result && other.same(head) && other.version == head.version;
        let beside: Vec<(usize, &Head)> =
            known.iter().filter(|(_, other)| other.is_context() && other.foreign_to(head).is_none()).copied().collect();
        let twins = known.iter().filter(|(at, other)| twin(*at, other)).map(|(at, _)| *at);
        Choice { result, beside: twins.chain(standing(&beside)).collect() }
    };
    newest.into_iter().map(choice).collect()
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
            head("DT_MEDALS", "GLO", 1, "P"),
            None,
        ];
        assert_eq!(choose(&heads), [Choice { result: 1, beside: vec![6, 0, 4] }]);
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
