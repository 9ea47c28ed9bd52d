//! One form: plain English with slots and alternatives, read into a small tree.
//!
//! `{role}` is a slot, `{role:form}` a slot in a named form, `{role's}` a possessive; `(a|b c|)` are alternatives that carry no
//! fact (an empty one is allowed). Every path through a form must fill the same slots: that is checked when it is read.

use crate::facts::FactKind;
use std::collections::BTreeSet;

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A word, with its inner hyphens and apostrophes.
    Word(String),
    /// Punctuation that follows without a space.
    Mark(char),
    /// A value of the fact.
    Slot {
        /// The role that fills it.
        role: String,
        /// The form that is asked for, such as `clock` or `weekday`; empty for the default.
        form: String,
        /// With a possessive ending.
        possessive: bool,
    },
    /// One of several sequences.
    Choice(Vec<Vec<Item>>),
}

impl Item {
    /// A number that tells the alternative which it begins from the others.
    pub(super) fn id(&self) -> u32 {
        match self {
            Self::Word(word) => fingerprint(word),
            Self::Slot { role, .. } => fingerprint(role),
            Self::Mark(_) | Self::Choice(_) => 0,
        }
    }
}

/// FNV-1a of a text (Fowler, Noll and Vo).
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A form of a phrase file, with the condition that makes it true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The text as written.
    pub text: String,
    /// Its group in the list: forms of one group are of equal worth, and one of an earlier group is better.
    pub group: usize,
    /// Names of the conditions, all of which must hold.
    pub when: Vec<String>,
    /// The kinds beside whose clause alone it can stand; empty: beside any.
    pub beside: BTreeSet<FactKind>,
    /// Roles that the clause beside it says, or another sentence where the conditions hold.
    pub without: BTreeSet<String>,
    /// The parts.
    pub items: Vec<Item>,
}

impl Form {
    /// Reads a form; the error is a lowercase fragment.
    pub fn parse(text: &str, when: Vec<String>) -> Result<Self, String> {
        let mut reader = Reader { chars: text.chars().collect(), at: 0 };
        let items = reader.sequence(false)?;
        if items.is_empty() {
            return Err("the form is empty".to_owned());
        }
        let form = Self { text: text.to_owned(), group: 0, when, beside: BTreeSet::new(), without: BTreeSet::new(), items };
        slots_of(&form.items)?;
        Ok(form)
    }

    /// A number that tells it from other wordings, from one run to the next.
    pub fn id(&self) -> u32 {
        fingerprint(&self.text)
    }

    /// The roles that every path of this form fills.
    pub fn roles(&self) -> BTreeSet<String> {
        slots_of(&self.items).unwrap_or_default()
    }

    /// Whether a comma or the like stands outside of its alternatives.
    pub fn has_comma(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Mark(_)))
    }

    /// Whether a word stands in it, in some alternative at least.
    pub fn says(&self, word: &str) -> bool {
        says(&self.items, word)
    }

    /// The role of the slot that the form begins with, and the rest, if it begins with a plain slot.
    pub fn split_subject(&self) -> Option<(&str, &[Item])> {
        match self.items.split_first() {
            Some((Item::Slot { role, form, possessive: false }, rest)) if form.is_empty() => Some((role, rest)),
            _ => None,
        }
    }
}

fn says(items: &[Item], word: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Word(text) => text == word,
        Item::Choice(choices) => choices.iter().any(|choice| says(choice, word)),
        Item::Mark(_) | Item::Slot { .. } => false,
    })
}

/// The slots of a sequence; an error where two alternatives fill different slots.
fn slots_of(items: &[Item]) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for item in items {
        match item {
            Item::Slot { role, .. } => {
                found.insert(role.clone());
            }
            Item::Choice(choices) => {
                let sets = choices.iter().map(|choice| slots_of(choice)).collect::<Result<Vec<_>, _>>()?;
                if sets.windows(2).any(|pair| pair.first() != pair.last()) {
                    return Err("the alternatives fill different slots: one of them would drop a fact".to_owned());
                }
                found.extend(sets.into_iter().flatten());
            }
            Item::Word(_) | Item::Mark(_) => {}
        }
    }
    Ok(found)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn sequence(&mut self, nested: bool) -> Result<Vec<Item>, String> {
        let mut items = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                '|' | ')' if nested => break,
                '|' | ')' => return Err(format!("`{c}` outside of brackets")),
                '(' => items.push(self.choice()?),
                '{' => items.push(self.slot()?),
                ',' | ';' | ':' => {
                    self.at += 1;
                    items.push(Item::Mark(c));
                }
                c if c.is_whitespace() => self.at += 1,
                _ => items.push(self.word()?),
            }
        }
        Ok(items)
    }

    fn choice(&mut self) -> Result<Item, String> {
        self.at += 1;
        let mut choices = Vec::new();
        loop {
            choices.push(self.sequence(true)?);
            match self.peek() {
                Some('|') => self.at += 1,
                Some(')') => {
                    self.at += 1;
                    return Ok(Item::Choice(choices));
                }
                _ => return Err("a bracket is not closed".to_owned()),
            }
        }
    }

    fn slot(&mut self) -> Result<Item, String> {
        let rest: String = self.chars.iter().skip(self.at + 1).take_while(|c| **c != '}').collect();
        self.at += rest.chars().count() + 2;
        if self.at > self.chars.len() {
            return Err("a slot is not closed".to_owned());
        }
        let (body, possessive) = rest.strip_suffix("'s").map_or((rest.as_str(), false), |body| (body, true));
        let (role, form) = body.split_once(':').unwrap_or((body, ""));
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if role.is_empty() || !plain(role) || !plain(form) {
            return Err(format!("`{{{rest}}}` is no slot: write {{role}}, {{role:form}} or {{role's}}"));
        }
        Ok(Item::Slot { role: role.to_owned(), form: form.to_owned(), possessive })
    }

    fn word(&mut self) -> Result<Item, String> {
        let stop = |c: &char| c.is_whitespace() || "(){}|,;:".contains(*c);
        let text: String = self.chars.iter().skip(self.at).take_while(|c| !stop(c)).collect();
        self.at += text.chars().count();
        if text.chars().any(|c| c.is_ascii_digit()) {
            return Err(format!("`{text}` holds a figure: figures come from slots alone"));
        }
        Ok(Item::Word(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_into_words_slots_and_choices() {
        let form = Form::parse("{winner} (took|claimed) victory in the {event}, {mark:clock} clear", vec![]).unwrap();
        assert_eq!(form.roles().into_iter().collect::<Vec<_>>(), ["event", "mark", "winner"]);
        assert_eq!(form.split_subject().unwrap().0, "winner");
        assert!(matches!(form.items.get(1), Some(Item::Choice(choices)) if choices.len() == 2));
    }

    #[test]
    fn a_form_that_could_drop_a_fact_or_invent_a_figure_is_refused() {
        for (text, word) in [
            ("{winner} won (by {gap}|easily)", "different slots"),
            ("{winner} won 3 times", "figure"),
            ("{winner won", "not closed"),
            ("(a|b", "not closed"),
            ("a|b", "outside"),
            ("{Winner} won", "no slot"),
            ("", "empty"),
        ] {
            let error = Form::parse(text, vec![]).unwrap_err();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
