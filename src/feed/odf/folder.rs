//! A folder of messages as a feed: which files hold the newest version of a result, and which stand beside it. Only the beginning of each
//! file is needed for that, so that a folder of any size is read one result at a time.

use std::collections::BTreeMap;

/// How many bytes of a file hold its head.
pub const HEAD_BYTES: usize = 8192;

/// Types of messages that say something about a result of the same discipline.
const BESIDE: [&str; 4] = ["DT_PARTIC", "DT_PARTIC_UPDATE", "DT_PARTIC_NAME", "DT_RECORD"];

/// What the beginning of a message says of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    competition: String,
    document: String,
    kind: String,
    subtype: String,
    subcode: String,
    flag: String,
    version: u64,
}

impl Head {
    /// Reads the attributes of `OdfBody`; `None` where the bytes are no message, or one without a type or a version.
    pub fn read(start: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(start.get(..HEAD_BYTES).unwrap_or(start));
        let (_, rest) = text.split_once("<OdfBody")?;
        let (tag, _) = rest.split_once('>')?;
        let attributes = attributes(tag);
        let of = |name: &str| attributes.get(name).map(|value| (*value).to_owned());
        Some(Self {
            competition: of("CompetitionCode")?,
            document: of("DocumentCode")?,
            kind: of("DocumentType")?,
            subtype: of("DocumentSubtype").unwrap_or_default(),
            subcode: of("DocumentSubcode").unwrap_or_default(),
            flag: of("FeedFlag").unwrap_or_default(),
            version: of("Version")?.trim().parse().ok()?,
        })
    }

    /// Whether two messages are versions of one.
    fn same(&self, other: &Self) -> bool {
        let key = |head: &Self| Self { version: 0, ..head.clone() };
        key(self) == key(other)
    }

    /// Whether it can stand beside a result.
    fn is_beside(&self, result: &Self) -> bool {
        let discipline = |head: &Self| head.document.get(..3).map(str::to_owned);
        let same = self.competition == result.competition && self.flag == result.flag && discipline(self) == discipline(result);
        same && BESIDE.contains(&self.kind.as_str())
    }
}

/// A tag's attributes in double quotes.
fn attributes(tag: &str) -> BTreeMap<&str, &str> {
    let parts: Vec<&str> = tag.split('"').collect();
    let pairs = parts.iter().step_by(2).zip(parts.iter().skip(1).step_by(2));
    pairs.map(|(name, value)| (name.trim().trim_end_matches('=').trim(), *value)).collect()
}

/// A result of a folder, by the places of its files in the list that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The newest version.
    pub result: usize,
    /// What is decoded beside it: another file of the same version, and messages about its participants and records, the newest last.
    pub beside: Vec<usize>,
}

/// The newest version of every result, in the order of their codes; the order of the files means nothing.
pub fn choose(heads: &[Option<Head>]) -> Vec<Choice> {
    let known: Vec<(usize, &Head)> = heads.iter().enumerate().filter_map(|(at, head)| Some((at, head.as_ref()?))).collect();
    let mut newest: Vec<(usize, &Head)> = Vec::new();
    for (at, head) in known.iter().filter(|(_, head)| head.kind == "DT_RESULT") {
        match newest.iter_mut().find(|(_, other)| other.same(head)) {
            Some(best) if best.1.version < head.version => *best = (*at, head),
            Some(_) => {}
            None => newest.push((*at, head)),
        }
    }
    newest.sort_by_key(|(_, head)| (*head).clone());
    let choice = |(result, head): (usize, &Head)| {
        let twin = |at: usize, other: &Head| at != result && other.same(head) && other.version == head.version;
        let mut beside: Vec<(u64, usize)> =
            known.iter().filter(|(at, other)| twin(*at, other) || other.is_beside(head)).map(|(at, other)| (other.version, *at)).collect();
        beside.sort_unstable();
        Choice { result, beside: beside.into_iter().map(|(_, at)| at).collect() }
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
    fn participants_of_the_discipline_stand_beside_and_the_newest_is_last() {
        let heads = [
            head("DT_PARTIC", "ATH", 2, "P"),
            head("DT_RESULT", "ATHM100M", 3, "P"),
            head("DT_PARTIC", "ATH", 1, "P"),
            head("DT_PARTIC", "SWM", 1, "P"),
            head("DT_SCHEDULE", "ATH", 1, "P"),
            None,
        ];
        assert_eq!(choose(&heads), [Choice { result: 1, beside: vec![2, 0] }]);
    }

    #[test]
    fn what_is_no_message_has_no_head() {
        assert_eq!(Head::read(b"<html>"), None);
        assert_eq!(Head::read(b"<OdfBody Version=\"1\">"), None);
        assert_eq!(head("DT_RESULT", "X", 1, "P").map(|head| head.version), Some(1));
    }
}
