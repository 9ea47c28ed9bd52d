//! The header of a message: what kind it is, which unit, which version, and whether it may be written about.

use super::tree::Tree;
use crate::event::ResultState;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::{Document, Node};

/// What makes two messages versions of one document. A test never replaces a result, nor the other way round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) competition: String,
    pub(super) document: String,
    pub(super) kind: String,
    pub(super) subtype: String,
    pub(super) subcode: String,
    /// `P` (production) or `T` (test).
    pub(super) flag: String,
}

impl Key {
    /// Whether the message is a test.
    pub(super) fn is_test(&self) -> bool {
        self.flag == "T"
    }
}

/// What a message of results ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ranks {
    /// One unit.
    Unit,
    /// All units of a phase by their marks.
    Phase,
    /// Several units by what they add up to.
    Cumulative,
}

impl Ranks {
    /// What messages of this type rank; `None` where they are no results.
    pub(super) fn of(document_type: &str) -> Option<Self> {
        match document_type {
            "DT_RESULT" => Some(Self::Unit),
            "DT_PHASE_RESULT" => Some(Self::Phase),
            "DT_CUMULATIVE_RESULT" => Some(Self::Cumulative),
            _ => None,
        }
    }

    /// In words, with its article.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Unit => "the result",
            Self::Phase => "the ranking over the phase",
            Self::Cumulative => "the cumulative ranking",
        }
    }
}

/// The root of a message, or an error that says that this is not one.
pub(super) fn root<'a, 'd>(document: &'a Document<'d>) -> Result<Node<'a, 'd>, FeedError> {
    let root = document.root_element();
    if root.has_tag_name("OdfBody") {
        return Ok(root);
    }
    let message = format!("the root element is \"{}\", an ODF message has OdfBody", root.tag_name().name().escape_debug());
    Err(FeedError::new(FeedErrorKind::Unsupported, "", message))
}

/// An attribute that must be there.
pub(super) fn required<'a>(tree: &Tree<'_>, node: Node<'a, '_>, attribute: &str) -> Result<&'a str, FeedError> {
    node.attribute(attribute).map(str::trim).filter(|value| !value.is_empty()).ok_or_else(|| {
        let message = format!("the attribute {attribute} of {} is missing or empty", node.tag_name().name());
        FeedError::new(FeedErrorKind::Missing, "", message).at(tree.at(node, attribute))
    })
}

/// An error about the value of an attribute.
pub(super) fn bad(tree: &Tree<'_>, node: Node<'_, '_>, attribute: &str, reason: &str) -> FeedError {
    let raw: String = node.attribute(attribute).unwrap_or_default().chars().take(40).collect();
    let message = format!("{attribute} \"{}\" {reason}", raw.escape_debug());
    FeedError::new(FeedErrorKind::Value, "", message).at(tree.at(node, attribute))
}

/// An error about a value that cannot be true beside another.
pub(super) fn clash(tree: &Tree<'_>, node: Node<'_, '_>, attribute: &str, reason: &str) -> FeedError {
    FeedError { kind: FeedErrorKind::Contradiction, ..bad(tree, node, attribute, reason) }
}

/// What a message of this type is, in words.
pub(super) fn type_in_words(document_type: &str) -> String {
    let words = match document_type {
        "DT_SCHEDULE" | "DT_SCHEDULE_UPDATE" => "a schedule",
        "DT_CODES" => "a code set",
        "DT_PARTIC" | "DT_PARTIC_UPDATE" => "a list of participants",
        "DT_PARTIC_NAME" | "DT_PARTIC_NAMES" => "a list of names in other languages",
        "DT_PARTIC_TEAMS" | "DT_PARTIC_TEAMS_UPDATE" => "a list of teams",
        "DT_MEDALS" => "a medal table",
        "DT_MEDALLISTS" | "DT_MEDALLISTS_DISCIPLINE" | "DT_MEDALLISTS_DAY" => "a list of medallists",
        "DT_RECORD" => "a list of records",
        "DT_RANKING" => "a ranking",
        "DT_RESULT" => "a result of a unit",
        "DT_CURRENT" => "a message during competition",
        "DT_PHASE_RESULT" => "a ranking over all units of a phase",
        "DT_CUMULATIVE_RESULT" => "a cumulative ranking over several units",
        "DT_COMMUNICATION" => "a communication",
        "DT_WEATHER" => "a weather report",
        "DT_PLAY_BY_PLAY" => "a play-by-play",
        "DT_BRACKETS" => "a bracket",
        "DT_POOL_STANDING" => "a pool standing",
        "DT_KA" | "DT_PING" => "a keep-alive",
        other => return format!("an ODF message of the type \"{}\"", other.escape_debug()),
    };
    format!("an ODF {}", words.strip_prefix("a ").unwrap_or(words))
}

/// The key of a message; `DocumentSubcode` and `DocumentSubtype` may be absent.
pub(super) fn key(tree: &Tree<'_>, root: Node<'_, '_>) -> Result<Key, FeedError> {
    let optional = |attribute: &str| root.attribute(attribute).unwrap_or_default().to_owned();
    let flag = required(tree, root, "FeedFlag")?;
    if !matches!(flag, "P" | "T") {
        return Err(bad(tree, root, "FeedFlag", "is neither P (production) nor T (test)"));
    }
    let competition = required(tree, root, "CompetitionCode")?;
    if competition.len() > 20 || !competition.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return Err(bad(tree, root, "CompetitionCode", "is no code of letters and digits"));
    }
    Ok(Key {
        competition: competition.to_owned(),
        document: required(tree, root, "DocumentCode")?.to_owned(),
        kind: required(tree, root, "DocumentType")?.to_owned(),
        subtype: optional("DocumentSubtype"),
        subcode: optional("DocumentSubcode"),
        flag: flag.to_owned(),
    })
}

/// The version: messages of one key replace each other by it, whatever the order in which they came.
pub(super) fn version(tree: &Tree<'_>, root: Node<'_, '_>) -> Result<u64, FeedError> {
    required(tree, root, "Version")?.parse().map_err(|_| bad(tree, root, "Version", "is no number"))
}

/// What a message ranks; one that ranks nobody is refused by name.
pub(super) fn ranks(tree: &Tree<'_>, root: Node<'_, '_>) -> Result<Ranks, FeedError> {
    let document_type = required(tree, root, "DocumentType")?;
    Ranks::of(document_type).ok_or_else(|| {
        let message = format!("this is {}, not a result", type_in_words(document_type));
        let hint =
            "give the DT_RESULT message of the unit; DT_PARTIC, DT_PARTIC_TEAMS, DT_SCHEDULE, DT_CODES, DT_RECORD, DT_MEDALLISTS, DT_MEDALS, DT_RANKING and DT_COMMUNICATION can stand beside it";
        FeedError::new(FeedErrorKind::NotAResult, "", message).at(tree.at(root, "DocumentType")).hint(hint)
    })
}

/// How final the result is; below unofficial there is nothing to write yet.
pub(super) fn state(tree: &Tree<'_>, root: Node<'_, '_>, ranks: Ranks) -> Result<ResultState, FeedError> {
    let status = required(tree, root, "ResultStatus")?;
    match status {
        "OFFICIAL" => Ok(ResultState::Official),
        "UNOFFICIAL" => Ok(ResultState::Unofficial),
        "PROVISIONAL" | "PROTESTED" => Ok(ResultState::Provisional),
        "START_LIST" | "LIVE" | "INTERMEDIATE" | "PARTIAL" | "UNCONFIRMED" => {
            let why = match ranks {
                Ranks::Unit => "the unit is not finished, or not yet unofficial",
                Ranks::Phase | Ranks::Cumulative => "it is a state of the competition, not a result",
            };
            let message = format!("{} is {status}: {why}", ranks.in_words());
            let hint = "wait for the version with the status UNOFFICIAL or OFFICIAL";
            Err(FeedError::new(FeedErrorKind::NotAResult, "", message).at(tree.at(root, "ResultStatus")).hint(hint))
        }
        _ => Err(bad(tree, root, "ResultStatus", "is no status of a result that is known")),
    }
}
