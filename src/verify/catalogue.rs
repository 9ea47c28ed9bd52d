//! The rules in words, for people: the text is that of the head of each rule's own file, so that it cannot drift from the code.

use super::rules::RULES;

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleText {
    /// The id, such as `F4`; it never changes its meaning.
    pub id: &'static str,
    /// What it asks, in a line.
    pub title: String,
    /// More about it, with an example; may be empty.
    pub text: String,
    /// Whether `verify` holds others' copy to it.
    pub foreign: bool,
}

/// Rules that only others' copy is held to.
const FOREIGN: [(&str, &str); 1] = [(
    "Q1",
    "//! Q1: what stands in quotation marks is in the supplied quotations, word for word.\n//!\n//! Quotation marks, blanks and the \
     punctuation at the ends do not count. Without a file of quotations nothing can be said of them.",
)];

/// All rules in the order of the catalogue.
pub fn rule_texts() -> Vec<RuleText> {
    let own = RULES.iter().map(|rule| text_of(rule.id, rule.source, rule.id.starts_with('F') || rule.id == "S2"));
    let foreign = FOREIGN.into_iter().map(|(id, source)| text_of(id, source, true));
    own.chain(foreign).collect()
}

fn text_of(id: &'static str, source: &str, foreign: bool) -> RuleText {
    let head = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let mut lines = head.skip_while(|line| line.is_empty());
    let title = lines.next().unwrap_or_default();
    let title = title.split_once(": ").map_or(title, |(_, title)| title).trim_end_matches('.').to_owned();
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").replace('`', "");
    RuleText { id, title, text, foreign }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_title_in_words() {
        let all = rule_texts();
        assert_eq!(all.len(), RULES.len() + FOREIGN.len());
        for rule in &all {
            assert!(rule.title.contains(' ') && !rule.title.starts_with(rule.id), "{rule:?}");
        }
        let order = all.iter().find(|rule| rule.id == "F4").unwrap();
        assert!(order.title.starts_with("who won and who finished where"), "{}", order.title);
        assert!(order.text.contains("Piastri finished third"), "{}", order.text);
        assert!(order.foreign && !all.iter().any(|rule| rule.id.starts_with('C') && rule.foreign));
    }
}
