//! Surface patterns: words, alternatives, options and typed slots.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What a slot of a pattern holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotType {
    /// One competitor: a name, a description, a pronoun.
    Competitor,
    /// Two or more competitors in a list.
    Competitors,
    /// The owner of something: a name with 's, "his", "her".
    Possessor,
    /// A club, constructor or trade team.
    Team,
    /// A nation by its name.
    Nation,
    /// A nation by its adjective ("Kenyan", "Kenyans").
    Demonym,
    /// The event, by its name or as "the race".
    Event,
    /// The venue's name.
    Venue,
    /// The city.
    City,
    /// The country.
    Country,
    /// The competition ("Rio Olympics").
    Competition,
    /// The next event of the season.
    NextEvent,
    /// The label of a split point.
    Split,
    /// Members of a crew, relay or team, one or more.
    Members,
    /// An ordinal number.
    Ordinal,
    /// Two or more ordinals in a list.
    Ordinals,
    /// A whole number.
    Count,
    /// A difference of marks, or laps.
    Gap,
    /// A time, a distance or points as a result.
    Mark,
    /// Points, with decimals.
    Points,
    /// A weekday, a date or both.
    Day,
    /// Wind in metres per second.
    Wind,
    /// A word for competitors of this sport in the plural ("cars", "runners").
    Entrants,
    /// A word for one competitor of this sport ("driver", "runner").
    Entrant,
    /// A member of a team, by full name.
    Member,
}

const TYPES: [(&str, SlotType); 25] = [
    ("competitor", SlotType::Competitor),
    ("competitors", SlotType::Competitors),
    ("possessor", SlotType::Possessor),
    ("team", SlotType::Team),
    ("nation", SlotType::Nation),
    ("demonym", SlotType::Demonym),
    ("event", SlotType::Event),
    ("venue", SlotType::Venue),
    ("city", SlotType::City),
    ("country", SlotType::Country),
    ("competition", SlotType::Competition),
    ("next_event", SlotType::NextEvent),
    ("split", SlotType::Split),
    ("members", SlotType::Members),
    ("ordinal", SlotType::Ordinal),
    ("ordinals", SlotType::Ordinals),
    ("count", SlotType::Count),
    ("gap", SlotType::Gap),
    ("mark", SlotType::Mark),
    ("points", SlotType::Points),
    ("day", SlotType::Day),
    ("wind", SlotType::Wind),
    ("entrants", SlotType::Entrants),
    ("entrant", SlotType::Entrant),
    ("member", SlotType::Member),
];

/// Types that a role has without saying so, beside the roles that are named like a type.
const ROLES: [(&str, SlotType); 11] = [
    ("self", SlotType::Competitor),
    ("other", SlotType::Competitor),
    ("rank", SlotType::Ordinal),
    ("ranks", SlotType::Ordinals),
    ("grid", SlotType::Ordinal),
    ("lap", SlotType::Count),
    ("laps", SlotType::Count),
    ("places", SlotType::Count),
    ("stops", SlotType::Count),
    ("among", SlotType::Count),
    ("starters", SlotType::Count),
];

impl SlotType {
    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot)
    }

    /// The type that a role of this name has by default.
    pub fn of_role(role: &str) -> Option<Self> {
        Self::named(role).or_else(|| ROLES.iter().find(|(known, _)| *known == role).map(|(_, slot)| *slot))
    }
}

/// One step of an expanded pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A word or a punctuation mark, in lower case. The sequences of a pattern share it.
    Word(Arc<str>),
    /// A value to be read and bound to a role.
    Slot {
        /// The role.
        role: Arc<str>,
        /// What it holds.
        slot: SlotType,
    },
}

/// One way to say an entry, as it stands in the file, with every sequence that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The text in the file.
    pub text: String,
    /// The role of the grammatical subject.
    pub subject: String,
    /// What the subject must be.
    pub subject_type: SlotType,
    /// All sequences that the pattern stands for.
    pub sequences: Vec<Vec<Element>>,
}

/// More sequences than this in one pattern are a mistake of its author.
const MOST_SEQUENCES: usize = 2000;

impl Pattern {
    /// Reads a pattern; `words` are the sets that `%set` names. The error is a lowercase fragment.
    pub fn parse(text: &str, words: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let (subject, body) = match text.strip_prefix('@') {
            Some(rest) => rest.split_once(' ').map(|(role, body)| (role.to_owned(), body)).ok_or("nothing stands after the @role")?,
            None => ("self".to_owned(), text),
        };
        let (subject, subject_type) = match subject.split_once(':') {
            Some((role, name)) => (role.to_owned(), SlotType::named(name)),
            None => (subject.clone(), SlotType::of_role(&subject)),
        };
        let subject_type = subject_type.ok_or_else(|| format!("the subject of \"{text}\" has no type: write @role:type"))?;
        let mut reader = Reader { chars: body.chars().peekable(), words };
        let sequences = reader.alternatives(None)?;
        if sequences.len() > MOST_SEQUENCES {
            return Err(format!("the pattern \"{text}\" stands for {} sequences: split it", sequences.len()));
        }
        if sequences.iter().any(Vec::is_empty) {
            return Err(format!("the pattern \"{text}\" can be empty"));
        }
        Ok(Self { text: text.to_owned(), subject, subject_type, sequences })
    }

    /// The roles that every sequence has, and those that some have.
    pub fn roles(&self) -> (Vec<&str>, Vec<&str>) {
        let of =
            |sequence: &'_ Vec<Element>, role: &str| sequence.iter().any(|e| matches!(e, Element::Slot { role: r, .. } if **r == *role));
        let mut some: Vec<&str> = Vec::new();
        for element in self.sequences.iter().flatten() {
            if let Element::Slot { role, .. } = element
                && !some.contains(&&**role)
            {
                some.push(role);
            }
        }
        let all = some.iter().copied().filter(|role| self.sequences.iter().all(|sequence| of(sequence, role))).collect();
        (all, some)
    }
}

struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    words: &'a BTreeMap<String, Vec<String>>,
}

type Sequences = Vec<Vec<Element>>;

impl Reader<'_> {
    /// Reads `a|b|c` up to `end`.
    fn alternatives(&mut self, end: Option<char>) -> Result<Sequences, String> {
        let mut found = Vec::new();
        let mut current: Sequences = vec![Vec::new()];
        loop {
            match self.chars.next() {
                None if end.is_none() => break,
                None => return Err("a bracket is not closed".to_owned()),
                Some(c) if Some(c) == end => break,
                Some('|') if end.is_some() => found.append(&mut std::mem::replace(&mut current, vec![Vec::new()])),
                Some(c) if c.is_whitespace() => {}
                Some('(') => {
                    let inner = self.alternatives(Some(')'))?;
                    current = product(&current, &inner);
                }
                Some('[') => {
                    let mut inner = self.alternatives(Some(']'))?;
                    inner.push(Vec::new());
                    current = product(&current, &inner);
                }
                Some('{') => current = product(&current, &[vec![self.slot()?]]),
                Some('%') => {
                    let name = self.word('%').trim_start_matches('%').to_owned();
                    let set = self.words.get(&name).ok_or_else(|| format!("words.toml has no set \"{name}\""))?;
                    let inner: Sequences = set.iter().map(|text| words_of(text)).collect();
                    current = product(&current, &inner);
                }
                Some(c) => {
                    let word = self.word(c);
                    current = product(&current, &[words_of(&word)]);
                }
            }
            if current.len() > MOST_SEQUENCES {
                return Err("the pattern stands for too many sequences: split it".to_owned());
            }
        }
        found.append(&mut current);
        Ok(found)
    }

    fn word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some(&c) = self.chars.peek() {
            if c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '{' | '|' | '%') {
                break;
            }
            word.push(c);
            self.chars.next();
        }
        word
    }

    fn slot(&mut self) -> Result<Element, String> {
        let body: String = self.chars.by_ref().take_while(|c| *c != '}').collect();
        let (role, slot) = match body.split_once(':') {
            Some((role, name)) => (role, SlotType::named(name)),
            None => (body.as_str(), SlotType::of_role(&body)),
        };
        let slot = slot.ok_or_else(|| format!("the slot {{{body}}} has no type that is known: write {{role:type}}"))?;
        Ok(Element::Slot { role: role.into(), slot })
    }
}

/// Splits a text of a pattern as the tokeniser of copy splits it: punctuation and the possessive stand alone.
fn words_of(text: &str) -> Vec<Element> {
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        let mut body = piece;
        let mut after = Vec::new();
        while let Some(mark) = body.chars().last().filter(|c| matches!(c, ',' | ':' | ';' | ')')) {
            after.push(Element::Word(mark.to_string().into()));
            body = body.strip_suffix(mark).unwrap_or("");
        }
        if body.ends_with("s'") || body.ends_with("'s") {
            let rest = body.strip_suffix("'s").or_else(|| body.strip_suffix('\'')).unwrap_or(body);
            after.push(Element::Word("'s".into()));
            body = rest;
        }
        if !body.is_empty() {
            let word = match body {
                "<" => "(".to_owned(),
                ">" => ")".to_owned(),
                other => other.to_lowercase(),
            };
            found.push(Element::Word(word.into()));
        }
        found.extend(after.into_iter().rev());
    }
    found
}

fn product(left: &Sequences, right: &[Vec<Element>]) -> Sequences {
    left.iter().flat_map(|a| right.iter().map(move |b| a.iter().chain(b).cloned().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pattern, String> {
        let words = BTreeMap::from([("third".to_owned(), vec!["third".to_owned(), "in third".to_owned()])]);
        Pattern::parse(text, &words)
    }

    #[test]
    fn alternatives_options_slots_and_sets_are_expanded() {
        let pattern = parse("(took|claimed) [the] victory over {other} [by {gap}], %third").unwrap();
        assert_eq!(pattern.sequences.len(), 2 * 2 * 2 * 2);
        assert_eq!(pattern.roles(), (vec!["other"], vec!["other", "gap"]));
        assert_eq!(pattern.subject, "self");
        assert!(pattern.sequences.iter().all(|s| s.contains(&Element::Word(",".into()))));
    }

    #[test]
    fn a_subject_role_and_a_possessive_are_read() {
        let pattern = parse("@other was beaten by {self}'s").unwrap();
        assert_eq!(pattern.subject, "other");
        assert_eq!(pattern.sequences[0].last(), Some(&Element::Word("'s".into())));
    }

    #[test]
    fn faulty_patterns_are_refused() {
        for text in ["(a|b", "[a", "{what}", "%nothing", "[a]", "@other", "a {x:nothing}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
