//! What a document is, and the parts of it that every sport reads.

use super::words::{Kind, Stage, Words, words};
use crate::event::LocalDay;
use crate::feed::raw::Text;
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind, Options, athletics, circuits};
use roxmltree::{Document, Node};

/// Fewest rows of a list that is taken for the head of a longer one.
const HEAD: usize = 10;

/// A document that is being read.
pub(super) struct Content<'a, 'd> {
    /// `newsItem` or `sports-content`.
    pub(super) root: Node<'a, 'd>,
    pub(super) paths: Paths,
    pub(super) source: &'a str,
    pub(super) words: &'static Words,
    /// The words of athletics, and who is a minor.
    pub(super) athletics: &'static athletics::words::Words,
    pub(super) options: &'a Options,
}

/// Child elements of this name.
pub(super) fn children<'a, 'd: 'a>(node: Node<'a, 'd>, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// The first of them.
pub(super) fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// A code without the prefix of its vocabulary: `speventstatus:post-event`.
pub(super) fn local(code: &str) -> &str {
    code.rsplit(':').next().unwrap_or(code)
}

/// Who competes in an event: its players and teams.
pub(super) fn competitors<'a, 'd: 'a>(event: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    event.children().filter(|child| matches!(child.tag_name().name(), "player" | "team"))
}

/// The statistics of a competitor.
pub(super) fn stats<'a, 'd>(who: Node<'a, 'd>) -> Option<Node<'a, 'd>> {
    child(who, "player-stats").or_else(|| child(who, "team-stats"))
}

/// The names and attributes of a competitor.
pub(super) fn metadata<'a, 'd>(who: Node<'a, 'd>) -> Option<Node<'a, 'd>> {
    child(who, "player-metadata").or_else(|| child(who, "team-metadata"))
}

impl<'a, 'd> Content<'a, 'd> {
    /// Finds out what the document is; what is no race is refused by name.
    pub(super) fn new(document: &'a Document<'d>, source: &'a str, options: &'a Options) -> Result<Self, FeedError> {
        let broken = |reason| FeedError::new(FeedErrorKind::Value, "", reason);
        let words = words().map_err(broken)?;
        let athletics = athletics::words::words().map_err(broken)?;
        let content = Self { root: document.root_element(), paths: Paths::new(document, &[]), source, words, athletics, options };
        if let Some(status) = content.all("pubStatus").find_map(|node| node.attribute("qcode")).filter(|code| local(code) != "usable") {
            let message = format!("the item is {}: it may not be published", local(status).escape_debug());
            return Err(content.no_result(FeedErrorKind::NotAResult, message));
        }
        if content.all("sports-event").next().is_none() {
            let standings = content.all("standing").next().is_some();
            let medals = content.all("award").next().is_some()
                || content.all("genre").any(|node| node.attribute("qcode").is_some_and(|code| code.contains("medal")));
            let what = match (standings, medals) {
                (true, true) => "this is a medal table in SportsML, not a result",
                (true, false) => "these are standings in SportsML, not a result",
                (false, _) => "this is SportsML without a sports-event: it holds no result",
            };
            return Err(content.no_result(FeedErrorKind::NotAResult, what));
        }
        if content.all("sports-event").any(is_match) {
            return Err(content.no_result(FeedErrorKind::Unsupported, "this is a match in SportsML; matches are not supported yet"));
        }
        Ok(content)
    }

    /// All elements of this name.
    pub(super) fn all(&self, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> + use<'a, 'd> {
        self.root.descendants().filter(move |node| node.tag_name().name() == name)
    }

    /// The sport, by a code or a name.
    pub(super) fn sport(&self) -> Result<Kind, FeedError> {
        let mut said = Vec::new();
        for node in self.all("subject").filter(|node| node.attribute("type").is_none()) {
            said.extend(node.attribute("qcode").map(str::to_owned));
            said.extend(child(node, "name").and_then(|name| name.text()).map(|name| name.trim().to_lowercase()));
        }
        for node in self.all("sports-content-code").filter(|node| node.attribute("code-type").is_some_and(|kind| local(kind) == "sport")) {
            said.extend(["code-key", "code-name"].iter().filter_map(|key| node.attribute(*key)).map(str::to_lowercase));
        }
        if let Some(kind) = said.iter().find_map(|word| self.words.sports.get(word)) {
            return Ok(*kind);
        }
        let name =
            said.iter().rfind(|word| !word.contains(':') && *word != "sport").map_or("a sport that it does not name", String::as_str);
        let short: String = name.chars().take(40).collect();
        Err(self.no_result(FeedErrorKind::Unsupported, format!("this is SportsML of {}, which has no decoder", short.escape_debug())))
    }

    /// The events that are over, and why the others are left out. Lists that all end at one place, with nobody out, are heads of lists.
    pub(super) fn over(&self) -> (Vec<Node<'a, 'd>>, Vec<FeedError>) {
        let mut events = Vec::new();
        let mut refused = Vec::new();
        for event in self.all("sports-event") {
            match self.unfinished(event) {
                Some(error) => refused.push(error),
                None => events.push(event),
            }
        }
        let length = |event: &Node<'_, '_>| competitors(*event).count();
        let first = events.first().map_or(0, length);
        let irm = |event: &Node<'_, '_>| competitors(*event).filter_map(stats).any(|node| node.attribute("score-type") == Some("IRM"));
        if events.len() > 1 && first >= HEAD && events.iter().all(|event| length(event) == first && !irm(event)) {
            let message = format!("every list ends at place {first} and nobody is out: these are the heads of longer lists");
            refused.insert(0, FeedError::new(FeedErrorKind::Incomplete, "", message).at(self.paths.path(self.root)));
            events.clear();
        }
        (events, refused)
    }

    /// Why an event has no result.
    fn unfinished(&self, event: Node<'_, '_>) -> Option<FeedError> {
        let meta = child(event, "event-metadata");
        let status = meta.and_then(|meta| meta.attribute("event-status"));
        let at = meta.map_or_else(|| self.paths.path(event), |meta| format!("{}/@event-status", self.paths.path(meta)));
        let refuse = |kind, message: &str| Some(FeedError::new(kind, "", message).at(at.clone()));
        if let Some(status) = status {
            match self.words.status.get(local(status)) {
                Some(Stage::Over) => {}
                Some(Stage::Running) => return refuse(FeedErrorKind::NotAResult, "the event is not over"),
                Some(Stage::ToCome) => return refuse(FeedErrorKind::NotAResult, "the event is still to come: this is a start list"),
                Some(Stage::Off) => return refuse(FeedErrorKind::NotAResult, "the event was put off or called off"),
                None => return refuse(FeedErrorKind::Value, "this is no status of templates/sportsml.toml"),
            }
        }
        let ranked = competitors(event).filter_map(stats).any(|stats| child(stats, "rank").is_some());
        if ranked { None } else { refuse(FeedErrorKind::Incomplete, "nobody has a rank") }
    }

    /// The text of a child element that is not blank.
    pub(super) fn text(&self, node: Node<'_, '_>, name: &str) -> Option<Text> {
        self.text_of(child(node, name)?)
    }

    pub(super) fn text_of(&self, node: Node<'_, '_>) -> Option<Text> {
        let raw = node.text().filter(|text| !text.trim().is_empty())?;
        Some(Text { raw: raw.trim().to_owned(), at: self.paths.path(node) })
    }

    /// An attribute that is not blank.
    pub(super) fn attribute(&self, node: Node<'_, '_>, name: &str) -> Option<Text> {
        let raw = node.attribute(name).filter(|raw| !raw.trim().is_empty())?;
        Some(Text { raw: raw.trim().to_owned(), at: format!("{}/@{name}", self.paths.path(node)) })
    }

    /// A figure: an attribute, or a `stat` of this type.
    pub(super) fn figure(&self, stats: Node<'_, '_>, name: &str) -> Option<Text> {
        let of_type = |node: &Node<'_, '_>| node.attribute("stat-type").is_some_and(|kind| local(kind) == name);
        let stat = || {
            stats.children().filter(|node| node.tag_name().name() == "stat").find(of_type).and_then(|node| self.attribute(node, "value"))
        };
        self.attribute(stats, name).or_else(stat)
    }

    /// The rank among all: of several rankings the one without a type.
    pub(super) fn rank(&self, stats: Node<'_, '_>) -> Option<Text> {
        let rank = children(stats, "rank").find(|rank| rank.attribute("type").is_none())?;
        self.attribute(rank, "value")
    }

    /// The local date of an event: a time without an offset, or in UTC, has none.
    pub(super) fn date(&self, event: Node<'_, '_>) -> Option<(Text, LocalDay)> {
        let text = self.attribute(child(event, "event-metadata")?, "start-date-time")?;
        let offset = text.raw.get(19..).is_some_and(|rest| rest.contains('+') || rest.contains('-'));
        let day = text.raw.get(..10).filter(|_| offset).and_then(circuits::civil_day)?;
        let date = text.raw.get(..10)?.to_owned();
        Some((Text { raw: date, at: text.at }, day))
    }
}

/// Two sides against each other.
fn is_match(event: Node<'_, '_>) -> bool {
    let teams: Vec<Node<'_, '_>> = children(event, "team").collect();
    let side = |team: &Node<'_, '_>| {
        let aligned = metadata(*team).is_some_and(|meta| meta.attribute("alignment").is_some());
        aligned || stats(*team).is_some_and(|stats| stats.attribute("score-opposing").is_some())
    };
    let ranked = teams.iter().filter_map(|team| stats(*team)).any(|stats| child(stats, "rank").is_some());
    teams.iter().any(side) || (teams.len() == 2 && !ranked)
}
