//! The head of a message: which document it is and which version, and which of the messages beside a result count.
//!
//! A message that ends in `_UPDATE` changes single entries of the whole message of the same document. The two count their versions apart, so
//! that only the time at which they were sent tells which of them is newer.

use super::header::{Key, Ranks};
use super::whole;
use roxmltree::Node;
use std::collections::BTreeMap;

/// How many bytes of a file hold its head.
pub const HEAD_BYTES: usize = 8192;

/// Types of messages that say something about a result, each also with `_UPDATE` behind it.
const CONTEXT: [&str; 5] = ["DT_PARTIC", "DT_PARTIC_TEAMS", "DT_SCHEDULE", "DT_CODES", "DT_RECORD"];
/// Types of messages about one event, each with the element and the attribute that say which, where that is not the code of the document.
const OF_ONE_EVENT: [(&str, &[(&str, &str)]); 4] = [
    ("DT_COMMUNICATION", &[("Decision", "Unit"), ("Protest", "Unit")]),
    ("DT_MEDALLISTS", &[]),
    ("DT_RANKING", &[]),
    (MEDALS, &[("MedalStandings", "LastEvent")]),
];
const MEDALS: &str = "DT_MEDALS";
/// How the codes of documents begin that are about all disciplines: of today's messages, and of those before 2018.
const GENERAL: [&str; 3] = ["GEN", "GLO", "GL0"];

/// What the beginning of a message says of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    pub(super) key: Key,
    pub(super) version: u64,
    /// Date and time of the message as digits that can be compared; empty where they are not in their form.
    sent: String,
    /// `ResultStatus`, where it has one.
    pub(super) status: String,
    /// The codes of the events or units that a message of one event is about; empty for messages of a discipline.
    pub(super) about: Vec<String>,
}

impl Head {
    /// Reads the attributes of `OdfBody`; `None` where the bytes are no message, or one without a type or a version.
    pub fn read(start: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(start);
        let own = attributes(tags(&text, "OdfBody").next()?);
        let inner = |element: &str, name: &str| {
            let values = tags(&text, element).filter_map(|tag| attributes(tag).get(name).map(|value| (*value).to_owned()));
            values.collect()
        };
        Self::from(|name| own.get(name).copied(), inner)
    }

    /// The same of a message that was parsed.
    pub(super) fn of(root: Node<'_, '_>) -> Option<Self> {
        let inner = |element: &str, name: &str| {
            let elements = root.descendants().filter(|node| node.has_tag_name(element));
            elements.filter_map(|node| node.attribute(name).map(str::to_owned)).collect()
        };
        Self::from(|name| root.attribute(name), inner)
    }

    fn from<'t>(attribute: impl Fn(&str) -> Option<&'t str>, inner: impl Fn(&str, &str) -> Vec<String>) -> Option<Self> {
        let of = |name: &str| attribute(name).map(|value| value.trim().to_owned());
        let key = Key {
            competition: of("CompetitionCode")?,
            document: of("DocumentCode")?,
            kind: of("DocumentType")?,
            subtype: of("DocumentSubtype").unwrap_or_default(),
            subcode: of("DocumentSubcode").unwrap_or_default(),
            flag: of("FeedFlag").unwrap_or_default(),
        };
        let places = OF_ONE_EVENT.iter().find(|(kind, _)| *kind == key.kind).map(|(_, places)| *places);
        let about = places.map_or_else(Vec::new, |places| {
            let named: Vec<String> =
                places.iter().flat_map(|(element, name)| inner(element, name)).filter(|code| !code.trim().is_empty()).collect();
            if named.is_empty() { vec![key.document.clone()] } else { named }
        });
        Some(Self {
            key,
            about,
            version: of("Version")?.parse().ok()?,
            sent: sent(&of("Date").unwrap_or_default(), &of("Time").unwrap_or_default()).unwrap_or_default(),
            status: of("ResultStatus").unwrap_or_default(),
        })
    }

    /// Whether two messages are versions of one.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// The type of the whole message that this one is or changes.
    fn whole(&self) -> &str {
        self.key.kind.strip_suffix("_UPDATE").unwrap_or(&self.key.kind)
    }

    fn is_update(&self) -> bool {
        self.whole() != self.key.kind
    }

    /// Whether messages of this type can stand beside a result. Historical participants are those of earlier competitions.
    pub(super) fn is_context(&self) -> bool {
        self.is_of_one_event() || (CONTEXT.contains(&self.whole()) && self.key.subtype != "HISTORICAL")
    }

    /// Whether the message is one of results; of the rankings that are sent after every unit only what can be a recap of its own.
    pub(super) fn is_result(&self) -> bool {
        let settled = || matches!(self.status.as_str(), "UNOFFICIAL" | "OFFICIAL" | "PROVISIONAL" | "PROTESTED");
        match Ranks::of(&self.key.kind) {
            Some(Ranks::Unit) => true,
            Some(Ranks::Phase | Ranks::Cumulative) => settled() && whole::is_told(&self.key.document),
            None => false,
        }
    }

    /// Whether the message is about one event, where the others are about a discipline: such messages are short, and what they are about stands
    /// behind the head.
    pub fn is_of_one_event(&self) -> bool {
        !self.about.is_empty()
    }

    /// The day on which it was sent: `20160814`.
    pub(super) fn day(&self) -> Option<&str> {
        self.sent.get(..8)
    }

    /// Whether this was sent after the other, as far as both say when that was.
    pub(super) fn is_later(&self, other: &Self) -> bool {
        !other.sent.is_empty() && self.sent > other.sent
    }

    /// What decides which messages about a discipline can stand beside this result: its competition, flag and discipline.
    pub(super) fn scope(&self) -> (&str, &str, Option<&str>) {
        (&self.key.competition, &self.key.flag, self.key.document.get(..3))
    }

    /// Why a message says nothing about a result; `None` where it can.
    pub(super) fn foreign_to(&self, result: &Self) -> Option<&'static str> {
        if self.key.competition != result.key.competition {
            return Some("it is of another competition");
        }
        if self.key.flag != result.key.flag {
            return Some("one of the two is a test, the other is not");
        }
        let ((.., discipline), (.., of_result)) = (self.scope(), result.scope());
        let general = discipline.is_some_and(|start| GENERAL.contains(&start));
        if !general && discipline != of_result {
            return Some("it is of another discipline");
        }
        if self.key.kind == MEDALS && !general {
            return Some("it has the medals of one discipline only");
        }
        let is_other = self.is_of_one_event() && !self.about.iter().any(|code| covers(code, &result.key.document));
        is_other.then_some("it is not about this event")
    }

    /// Whether this whole message was sent after an update of it.
    fn replaces(&self, update: &Self) -> bool {
        let one =
            self.key.competition == update.key.competition && self.key.document == update.key.document && self.key.flag == update.key.flag;
        one && self.key.kind == update.whole() && self.is_later(update)
    }
}

/// Whether a code is about a result: that of its unit, its phase or its event, or of a unit of the phase or the event that it ranks. That of the
/// discipline alone tells nothing.
pub(super) fn covers(code: &str, result: &str) -> bool {
    const PARTS: [usize; 3] = [22, 26, 34];
    let is_blank = |text: &str| text.bytes().all(|byte| byte == b'-');
    let end = |code: &str| PARTS.into_iter().find(|end| code.get(*end..).is_some_and(is_blank));
    let (code, result) = (format!("{:-<34}", code.trim()), format!("{:-<34}", result.trim()));
    let common = end(&code).zip(end(&result)).map(|(one, other)| one.min(other));
    common.is_some_and(|end| code.get(4..22).is_some_and(|event| !is_blank(event)) && code.get(..end) == result.get(..end))
}

/// What stands inside the start tags of an element.
fn tags<'t>(text: &'t str, element: &str) -> impl Iterator<Item = &'t str> {
    let open = format!("<{element}");
    let found: Vec<&str> = text.match_indices(&open).filter_map(|(at, _)| text.get(at + open.len()..)).collect();
    found.into_iter().filter(|rest| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))).filter_map(|rest| {
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        })?;
        rest.get(..end)
    })
}

/// `2016-08-14` and `221506123` -> `20160814221506123`.
fn sent(date: &str, time: &str) -> Option<String> {
    let digits = format!("{}{time}", date.replace('-', ""));
    (digits.len() == 17 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A tag's attributes in double quotes.
fn attributes(tag: &str) -> BTreeMap<&str, &str> {
    let parts: Vec<&str> = tag.split('"').collect();
    let pairs = parts.iter().step_by(2).zip(parts.iter().skip(1).step_by(2));
    pairs.map(|(name, value)| (name.trim().trim_end_matches('=').trim(), *value)).collect()
}

/// Of messages beside a result those that count, in the order in which they are read: the newest of each whole message, then the updates that
/// were sent after it.
pub(super) fn standing(known: &[(usize, &Head)]) -> Vec<usize> {
    let newest = |head: &Head| !known.iter().any(|(_, other)| other.version > head.version && other.same(head));
    let replaced = |head: &Head| known.iter().any(|(_, other)| other.replaces(head));
    let counts = |head: &Head| if head.is_update() { !replaced(head) } else { newest(head) };
    let mut kept: Vec<&(usize, &Head)> = known.iter().filter(|(_, head)| counts(head)).collect();
    kept.sort_by_key(|(at, head)| (head.is_update(), if head.is_update() { "" } else { head.sent.as_str() }, head.version, *at));
    kept.into_iter().map(|(at, _)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(kind: &str, version: u32, sent: &str) -> Head {
        let (date, time) = sent.split_once(' ').unwrap_or_default();
        let text = format!(
            "<OdfBody CompetitionCode=\"OG2016\" DocumentCode=\"ATH---\" DocumentType=\"{kind}\" Version=\"{version}\" FeedFlag=\"P\" Date=\"{date}\" Time=\"{time}\">"
        );
        Head::read(text.as_bytes()).unwrap()
    }

    fn order(heads: &[Head]) -> Vec<usize> {
        standing(&heads.iter().enumerate().collect::<Vec<_>>())
    }

    #[test]
    fn the_newest_whole_message_counts_and_the_updates_after_it() {
        let heads = [
            head("DT_PARTIC_UPDATE", 3, "2016-08-14 120000000"),
            head("DT_PARTIC_UPDATE", 2, "2016-08-12 120000000"),
            head("DT_PARTIC", 1, "2016-08-01 120000000"),
            head("DT_PARTIC", 2, "2016-08-13 120000000"),
            head("DT_PARTIC_UPDATE", 4, "2016-08-14 110000000"),
        ];
        assert_eq!(order(&heads), [3, 0, 4], "versions order updates, update 2 is older than the whole");
    }

    #[test]
    fn an_update_without_a_time_is_never_taken_for_an_old_one() {
        assert_eq!(order(&[head("DT_SCHEDULE_UPDATE", 1, ""), head("DT_SCHEDULE", 7, "2016-08-13 120000000")]), [1, 0]);
        assert_eq!(order(&[head("DT_SCHEDULE_UPDATE", 1, "2016-08-13 12"), head("DT_SCHEDULE", 7, "2016-08-13 120000000")]), [1, 0]);
    }

    #[test]
    fn a_message_is_foreign_by_competition_flag_and_discipline() {
        let result = head("DT_RESULT", 1, "");
        let of = |change: &dyn Fn(&mut Head)| {
            let mut other = head("DT_PARTIC", 1, "");
            change(&mut other);
            other.foreign_to(&result)
        };
        assert_eq!(of(&|_| ()), None);
        assert!(of(&|head| head.key.competition = "OG2020".into()).unwrap().contains("competition"));
        assert!(of(&|head| head.key.flag = "T".into()).unwrap().contains("test"));
        assert!(of(&|head| head.key.document = "SWM---".into()).unwrap().contains("discipline"));
        assert!(of(&|head| head.key.document = "GLF---".into()).is_some(), "golf is a discipline");
        assert_eq!((of(&|head| head.key.document = "GL0000000".into()), of(&|head| head.key.document = "GLO---".into())), (None, None));
    }

    #[test]
    fn a_code_covers_the_units_of_its_event_and_of_its_phase() {
        let unit = "ATHW100M--------------SFNL000200--";
        for code in [unit, "ATHW100M--------------SFNL--------", "ATHW100M--------------------------", "ATHW100M"] {
            assert!(covers(code, unit), "{code}");
        }
        let hurdles = "ATHW100MH-------------SFNL000200--";
        for (code, unit) in
            [("ATHW100M", hurdles), ("ATH", unit), ("ATHW", unit), ("", unit), ("ATHW100M--------------FNL-", unit), ("é", unit)]
        {
            assert!(!covers(code, unit), "{code} {unit}");
        }
    }

    #[test]
    fn the_head_says_which_event_a_message_is_about() {
        let text = |kind: &str, body: &str| {
            format!(
                "<OdfBody CompetitionCode=\"OG2016\" DocumentCode=\"GEN---\" DocumentType=\"{kind}\" Version=\"1\"><Competition>{body}</Competition></OdfBody>"
            )
        };
        for (kind, body, about) in [
            ("DT_MEDALS", "<MedalStandings DateTime=\"x\" LastEvent=\"ATHW100M\"/>", &["ATHW100M"][..]),
            (
                "DT_COMMUNICATION",
                "<Communication><Decision\n Unit=\"A\"/><Protest\n  Rule=\"a>b\" Unit=\"ATHW100M\"/></Communication>",
                &["A", "ATHW100M"],
            ),
            ("DT_COMMUNICATION", "<Communication><Decision Unit=\"\"/></Communication>", &["GEN---"]),
            ("DT_MEDALLISTS", "<Medal Code=\"ME_GOLD\" Unit=\"ATHW100M\"/>", &["GEN---"]),
            ("DT_PARTIC", "<Decision Unit=\"ATHW100M\"/>", &[]),
        ] {
            let text = text(kind, body);
            let document = roxmltree::Document::parse(&text).unwrap();
            for head in [Head::read(text.as_bytes()), Head::of(document.root_element())] {
                assert_eq!(head.unwrap().about, about, "{kind} {body}");
            }
        }
    }

    #[test]
    fn participants_of_earlier_competitions_and_translated_names_are_no_context() {
        assert!(head("DT_PARTIC", 1, "").is_context() && head("DT_PARTIC_TEAMS_UPDATE", 1, "").is_context());
        assert!(!head("DT_PARTIC_NAME", 1, "").is_context() && !head("DT_MEDALLISTS_DAY", 1, "").is_context());
        let mut historical = head("DT_PARTIC", 1, "");
        historical.key.subtype = "HISTORICAL".into();
        assert!(!historical.is_context());
    }
}
