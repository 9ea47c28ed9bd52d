//! Rounds before the deciding race, by the words of types and names, and the gender of an event.

use super::find::{Content, child, children, local};
use crate::feed::raw::Text;
use crate::feed::{FeedError, FeedErrorKind};
use roxmltree::Node;

/// Words of rounds that decide nothing, alone. The last is a decomposed "repêchage" up to its mark.
const WORDS: [&str; 8] = ["heat", "heats", "semi", "semis", "quarter", "quarters", "prelims", "repe"];
/// Beginnings of them.
const BEGINNINGS: [&str; 8] =
    ["semifinal", "quarterfinal", "preliminar", "qualifying", "qualification", "repechage", "rep\u{ea}chage", "training"];

/// What is written about the parts of a tournament that an event is in, the nearest first.
fn parts<'a, 'd: 'a>(event: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    event.ancestors().filter_map(|node| child(node, "tournament-part-metadata"))
}

/// A name from the first word of a round on: "Women's 100m Heat 2" -> "Heat 2".
fn from_round<'t>(name: &'t str, more: &[&str]) -> Option<&'t str> {
    let mut rest = name;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (word, after) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        let lower = word.to_lowercase();
        if word.is_empty() {
            return None;
        }
        if WORDS.contains(&lower.as_str()) || more.contains(&lower.as_str()) || BEGINNINGS.iter().any(|start| lower.starts_with(start)) {
            return Some(rest);
        }
        rest = after;
    }
}

impl Content<'_, '_> {
    /// The round of an event of athletics: by the type of its part, which must be known, or else by a word of a name. Where the type says
    /// final and the name of the event a heat, it is that heat: of several neither decides alone.
    pub(super) fn round(&self, event: Node<'_, '_>, own: Option<&Text>) -> Option<Text> {
        let by_type = parts(event).find_map(|part| self.attribute(part, "type")).map(|kind| self.known_round(kind));
        let by_name = own.and_then(|name| self.said_round(name));
        if by_name.is_some() && by_type.as_ref().is_none_or(|round| round.raw.eq_ignore_ascii_case("final")) {
            return by_name;
        }
        let is_final = own.is_some_and(|name| name.raw.eq_ignore_ascii_case("final"));
        let by_part = || parts(event).filter_map(|part| self.text(part, "name")).find_map(|name| self.said_round(&name));
        by_type.or_else(|| if is_final { None } else { by_part() })
    }

    /// A type in the words of athletics; one that is not listed stays, and is refused there.
    fn known_round(&self, kind: Text) -> Text {
        let plain = local(&kind.raw);
        Text { raw: self.words.rounds.get(plain).map_or(plain, String::as_str).to_owned(), at: kind.at }
    }

    /// The round that a name says, without the number of the heat.
    fn said_round(&self, name: &Text) -> Option<Text> {
        let said = from_round(&name.raw, &["round"])?;
        let whole = self.athletics.rounds.contains_key(&said.to_lowercase());
        let raw = if whole { said } else { said.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()) };
        Some(Text { raw: raw.to_owned(), at: name.at.clone() })
    }

    /// An event of another sport must be the deciding race: copy tells of it as of one.
    pub(super) fn decides(&self, event: Node<'_, '_>) -> Result<(), FeedError> {
        let own = child(event, "event-metadata").and_then(|meta| self.text(meta, "name"));
        let parts = parts(event).flat_map(|part| [self.attribute(part, "type"), self.text(part, "name")]).flatten();
        match own.into_iter().chain(parts).find(|text| from_round(&text.raw, &[]).is_some()) {
            Some(text) => Err(text.error(FeedErrorKind::Unsupported, "is a round before the deciding race, or training: not supported")),
            None => Ok(()),
        }
    }

    /// The gender code of the nearest ancestor that has one, or else the only one of the document. Two at one place say nothing.
    pub(super) fn gender_code(&self, event: Node<'_, '_>) -> Option<Text> {
        let of_gender = |node: &Node<'_, '_>| {
            let kind = node.attribute("code-type").is_some_and(|kind| local(kind) == "gender");
            kind && node.tag_name().name() == "sports-content-code"
        };
        let near = |node: Node<'_, '_>| {
            let metas = node.children().filter(|child| child.tag_name().name().ends_with("-metadata"));
            let codes = metas.flat_map(|meta| children(meta, "sports-content-codes")).flat_map(|codes| codes.children());
            codes.filter(of_gender).filter_map(|code| self.attribute(code, "code-key")).collect::<Vec<Text>>()
        };
        let codes = event.ancestors().map(near).find(|codes| !codes.is_empty());
        let whole = || self.all("sports-content-code").filter(of_gender).filter_map(|code| self.attribute(code, "code-key")).collect();
        let codes = codes.unwrap_or_else(whole).into_iter().map(|code| Text { raw: local(&code.raw).to_owned(), ..code });
        codes.map(Some).reduce(|first, next| first.filter(|first| next.is_some_and(|next| next.raw == first.raw))).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_rounds_are_found_anywhere_in_a_name() {
        for (name, want) in [
            ("Heat 2", "Heat 2"),
            ("Women's 100m Heat 2", "Heat 2"),
            ("Semi-final 1", "Semi-final 1"),
            ("sptournamentphase:quarter-final", "quarter-final"),
            ("Qualification", "Qualification"),
            ("Keirin R\u{ea}pechage, Rep\u{ea}chage 1", "Rep\u{ea}chage 1"),
            ("Downhill Training", "Training"),
        ] {
            assert_eq!(from_round(name, &[]), Some(want), "{name}");
        }
        assert_eq!(from_round("Round 1", &["round"]), Some("Round 1"));
    }

    #[test]
    fn other_names_say_no_round() {
        for name in ["Final", "Heath Classic", "Wheaten Cup", "Seminary Hill", "Round 1", "European Qualifier", "", "--"] {
            assert_eq!(from_round(name, &[]), None, "{name}");
        }
    }
}
