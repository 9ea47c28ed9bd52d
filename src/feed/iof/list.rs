//! What all classes of a list share, and texts with their paths.

use super::words::{Words, words};
use crate::event::{LocalDay, Nation, ResultState};
use crate::feed::raw::{Provider, Text};
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind, Options, circuits, nations};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

/// The terms of a meeting's results are the organiser's: nothing is known of them here.
pub(super) const PROVIDER: Provider = Provider { name: "iof", credit: None, licence: None, commercial: None };

/// A race of the meeting.
#[derive(Debug, Clone)]
pub(super) struct Race {
    /// Its number, where there are several.
    pub(super) number: Option<u32>,
    pub(super) name: Option<String>,
    pub(super) date: Option<Text>,
    pub(super) day: Option<LocalDay>,
}

/// A list that is being read.
pub(super) struct List<'a, 'd> {
    root: Node<'a, 'd>,
    pub(super) paths: Paths,
    pub(super) source: &'a str,
    pub(super) words: &'static Words,
    pub(super) options: &'a Options,
    pub(super) state: ResultState,
    pub(super) name: Option<Text>,
    pub(super) id: String,
    pub(super) races: Vec<Race>,
    /// Whether competitors of more than one nation take part.
    international: bool,
}

/// The first child element of this name.
pub(super) fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// Child elements of this name.
pub(super) fn children<'a, 'd: 'a>(node: Node<'a, 'd>, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// A text as a name, or an error at its place.
pub(super) fn clean(text: &Text) -> Result<String, FeedError> {
    text.name()
}

impl<'a, 'd> List<'a, 'd> {
    /// Reads what stands above the classes.
    pub(super) fn new(root: Node<'a, 'd>, document: &Document<'_>, source: &'a str, options: &'a Options) -> Result<Self, FeedError> {
        let words = words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let state = match root.attribute("status") {
            None | Some("Complete") => ResultState::Official,
            Some("Snapshot") => ResultState::Live,
            Some("Delta") => {
                let message = "the list holds only what has changed: it is no whole result";
                return Err(FeedError::new(FeedErrorKind::Incomplete, "", message).at("/ResultList/@status"));
            }
            Some(_) => return Err(FeedError::new(FeedErrorKind::Value, "", "the list has an unknown status").at("/ResultList/@status")),
        };
        let mut list = Self {
            root,
            paths: Paths::new(document, &[]),
            source,
            words,
            options,
            state,
            name: None,
            id: String::new(),
            races: Vec::new(),
            international: false,
        };
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the list has no Event").at("/ResultList");
        let event = child(root, "Event").ok_or_else(missing)?;
        list.name = list.text(event, "Name");
        list.id = list.text(event, "Id").or_else(|| list.name.clone()).map(|text| slug(&text.raw)).unwrap_or_default();
        list.races = list.races_of(event)?;
        let countries: BTreeSet<&str> =
            root.descendants().filter(|node| node.tag_name().name() == "Country").filter_map(|node| node.attribute("code")).collect();
        list.international = countries.len() > 1;
        Ok(list)
    }

    fn races_of(&self, event: Node<'a, 'd>) -> Result<Vec<Race>, FeedError> {
        let several = children(event, "Race").count() > 1;
        let races: Vec<Node<'_, '_>> = children(event, "Race").filter(|_| several).collect();
        if races.is_empty() {
            let (date, day) = self.day(event);
            return Ok(vec![Race { number: None, name: None, date, day }]);
        }
        let race = |node: Node<'a, 'd>| {
            let number = self.text(node, "RaceNumber").ok_or_else(|| self.error(node, FeedErrorKind::Missing, "the race has no number"))?;
            let (date, day) = self.day(node);
            let name = self.text(node, "Name").map(|name| clean(&name)).transpose()?;
            Ok(Race { number: Some(number.trimmed().parse().map_err(|_| number.bad("is no number of a race"))?), name, date, day })
        };
        races.into_iter().map(race).collect()
    }

    /// The local day of an event or race: none where it lasts several days.
    fn day(&self, node: Node<'a, 'd>) -> (Option<Text>, Option<LocalDay>) {
        let of = |name| child(node, name).and_then(|time| self.text(time, "Date"));
        let (first, last) = (of("StartTime"), of("EndTime"));
        let one = first.filter(|first| last.is_none_or(|last| last.trimmed() == first.trimmed()));
        let day = one.as_ref().and_then(|text| circuits::civil_day(text.trimmed().trim_end_matches('Z')));
        (one.filter(|_| day.is_some()), day)
    }

    /// All classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = Node<'a, 'd>> + use<'a, 'd> {
        children(self.root, "ClassResult")
    }

    /// The text of a child element that is not blank.
    pub(super) fn text(&self, node: Node<'_, '_>, name: &str) -> Option<Text> {
        self.text_of(child(node, name)?)
    }

    /// The text of an element that is not blank.
    pub(super) fn text_of(&self, node: Node<'_, '_>) -> Option<Text> {
        let raw = node.text().filter(|text| !text.trim().is_empty())?;
        Some(Text { raw: raw.to_owned(), at: self.paths.path(node) })
    }

    /// An error about an element.
    pub(super) fn error(&self, node: Node<'_, '_>, kind: FeedErrorKind, message: &str) -> FeedError {
        FeedError::new(kind, "", message).at(self.paths.path(node))
    }

    /// The error and all beside it, with the class that was refused.
    pub(super) fn in_class(&self, error: FeedError, class: Node<'_, '_>, file: &str) -> FeedError {
        let name = child(class, "Class").and_then(|class| self.text(class, "Name")).map_or_else(String::new, |name| name.raw);
        let short: String = name.chars().take(60).collect();
        let named = |error: FeedError| FeedError {
            file: file.to_owned(),
            message: format!("{}: {}", short.escape_debug(), error.message),
            ..error
        };
        FeedError::all(error.flatten().into_iter().map(named).collect())
            .unwrap_or_else(|| FeedError::new(FeedErrorKind::Syntax, file, "a class was refused"))
    }

    /// The nation of an organisation or a person, where several take part.
    pub(super) fn nation(&self, node: Node<'_, '_>) -> Option<(Nation, Text)> {
        let country = child(node, "Country").filter(|_| self.international)?;
        let code = Text { raw: country.attribute("code")?.to_owned(), at: format!("{}/@code", self.paths.path(country)) };
        nations::by_code(code.trimmed()).map(|nation| (nation, code))
    }
}

/// Lower case, with hyphens for everything else.
pub(super) fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
