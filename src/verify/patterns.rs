//! The patterns of the lexicon, compiled once into a tree of words and slots for each position in a sentence.

use crate::lexicon::{Element, Entry, Form, Lexicon, SlotType};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One step of the tree. Most steps have one word, so the words are a sorted list: a map for each would be most of the memory.
#[derive(Debug, Default)]
pub struct Node {
    words: Vec<(Arc<str>, usize)>,
    slots: Vec<(SlotType, Arc<str>, usize)>,
    ends: Vec<End>,
}

/// A pattern ends here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The entry's place.
    pub entry: usize,
    /// The role of the subject.
    pub subject: Arc<str>,
    /// What the subject must be.
    pub subject_type: SlotType,
}

impl Node {
    /// The step after this word.
    pub fn word(&self, word: &str) -> Option<usize> {
        let place = self.place(word).ok()?;
        self.words.get(place).map(|(_, next)| *next)
    }

    /// Where a word stands, or would stand.
    fn place(&self, word: &str) -> Result<usize, usize> {
        self.words.binary_search_by(|(known, _)| (**known).cmp(word))
    }

    /// The slots that can stand here: type, role, step after.
    pub fn slots(&self) -> &[(SlotType, Arc<str>, usize)] {
        &self.slots
    }

    /// The patterns that end here.
    pub fn ends(&self) -> &[End] {
        &self.ends
    }
}

/// All patterns, and the entries in the order by which claims name them.
#[derive(Debug)]
pub struct Patterns {
    entries: Vec<Arc<Entry>>,
    nodes: Vec<Node>,
    roots: BTreeMap<Form, usize>,
}

impl Patterns {
    /// Compiles a lexicon.
    pub fn compile(lexicon: &Lexicon) -> Self {
        let mut patterns = Self { entries: lexicon.shared().collect(), nodes: Vec::new(), roots: BTreeMap::new() };
        for form in Form::all() {
            let root = patterns.grow();
            patterns.roots.insert(form, root);
        }
        for (place, entry) in lexicon.entries().enumerate() {
            for (form, pattern) in &entry.patterns {
                let subject: Arc<str> = pattern.subject.as_str().into();
                for sequence in &pattern.sequences {
                    let end = End { entry: place, subject: Arc::clone(&subject), subject_type: pattern.subject_type };
                    patterns.insert(*form, sequence, end);
                }
            }
        }
        patterns.shrink();
        patterns
    }

    /// Gives back what the lists were grown by: most hold one item.
    fn shrink(&mut self) {
        for node in &mut self.nodes {
            node.words.shrink_to_fit();
            node.slots.shrink_to_fit();
            node.ends.shrink_to_fit();
        }
        self.nodes.shrink_to_fit();
    }

    fn grow(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    fn insert(&mut self, form: Form, sequence: &[Element], end: End) {
        let mut at = self.root(form);
        for element in sequence {
            let known = self.nodes.get(at).and_then(|node| match element {
                Element::Word(word) => node.word(word),
                Element::Slot { role, slot } => node.slots.iter().find(|(s, r, _)| s == slot && r == role).map(|(_, _, next)| *next),
            });
            at = known.unwrap_or_else(|| self.branch(at, element));
        }
        if let Some(node) = self.nodes.get_mut(at)
            && !node.ends.contains(&end)
        {
            node.ends.push(end);
        }
    }

    /// A new step after one, over this element.
    fn branch(&mut self, at: usize, element: &Element) -> usize {
        let next = self.grow();
        if let Some(node) = self.nodes.get_mut(at) {
            match element {
                Element::Word(word) => {
                    let place = node.place(word).unwrap_or_else(|place| place);
                    node.words.insert(place, (Arc::clone(word), next));
                }
                Element::Slot { role, slot } => node.slots.push((*slot, Arc::clone(role), next)),
            }
        }
        next
    }

    /// Where the patterns of a position start.
    pub fn root(&self, form: Form) -> usize {
        self.roots.get(&form).copied().unwrap_or_default()
    }

    /// A step of the tree.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The entry at this place.
    pub fn entry(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place).map(Arc::as_ref)
    }
}
