//! Who is asked which wording sounds right: a model of this process, or one on a server.

use super::house::HouseCopy;
use super::model::ENGINE;
use super::reading::house_text;
use super::states::StateCache;
use crate::event::Sport;
use crate::lm::automaton::TokenLattice;
use crate::lm::lattice::WordLattice;
use crate::lm::search::{Found, Lattices, Settings, search};
use crate::lm::server::{self, Server};
use crate::lm::{LanguageModel, LmError, LmErrorKind, NodeId, Session};
use crate::net::sha256_hex;
use std::collections::BTreeMap;

/// What stands before the part that is to be worded.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is the article so far, of which an earlier part was `text` as well; if not, it is read for this part alone.
    pub body: bool,
}

/// A model's ear for English: the best ways through a lattice after a text.
pub trait Ear {
    /// What people call the model.
    fn name(&self) -> &str;
    /// A string that changes when the answers do.
    fn digest(&self) -> &str;
    /// The best paths. `adjust` is what is added to the score of a text.
    fn best(
        &mut self,
        words: &WordLattice,
        before: Before<'_>,
        settings: &Settings,
        adjust: &dyn Fn(&str) -> f64,
    ) -> Result<Found, LmError>;
}

/// A model that has read the house copy: one session for each sport, from which every article of that sport is forked.
pub struct Primer<'a> {
    model: &'a dyn LanguageModel,
    house: &'a HouseCopy,
    states: Option<StateCache>,
    sessions: BTreeMap<Sport, Open<'a>>,
}

impl std::fmt::Debug for Primer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Primer").field("model", &self.model.name()).finish_non_exhaustive()
    }
}

impl<'a> Primer<'a> {
    /// A model and the house copy; nothing is evaluated before it is needed. What the model knows after the house copy is kept in
    /// `states`, if there is such a folder, and read from there.
    pub fn new(model: &'a dyn LanguageModel, house: &'a HouseCopy, states: Option<StateCache>) -> Self {
        Self { model, house, states, sessions: BTreeMap::new() }
    }

    /// The ear for one article of a sport.
    pub fn ear(&mut self, sport: Sport) -> LocalEar<'a, '_> {
        LocalEar { primer: self, sport, session: None }
    }

    /// A session that has read a text: this time, or in an earlier process.
    fn read(&self, text: &str) -> Result<(Box<dyn Session<'a> + 'a>, NodeId), LmError> {
        let tokens = self.model.vocabulary().opening(text)?;
        let key = sha256_hex(format!("{ENGINE}\n{}\n{tokens:?}", self.model.digest()).as_bytes());
        let kept = self.states.as_ref().and_then(|states| states.get(&key));
        if let Some(restored) = kept.and_then(|state| self.model.restore(&state)) {
            return Ok(restored);
        }
        let mut session = self.model.session();
        let node = session.feed(None, &tokens)?;
        let node = session.retain(node)?;
        if let (Some(states), Some(state)) = (&self.states, session.save()) {
            states.put(&key, &state);
        }
        Ok((session, node))
    }

    /// A session that has read the house copy of a sport.
    fn open(&mut self, sport: Sport) -> Result<Open<'a>, LmError> {
        if !self.sessions.contains_key(&sport) {
            let text = house_text(self.house, sport);
            let (session, node) = self.read(&text)?;
            self.sessions.insert(sport, Open { session, node, read: text.len() });
        }
        let closed = || LmError::new(LmErrorKind::Session, "the house copy was not read");
        let open = self.sessions.get(&sport).ok_or_else(closed)?;
        Ok(Open { session: open.session.fork(), node: open.node, read: open.read })
    }
}

/// A model of this process, for one article.
pub struct LocalEar<'a, 'p> {
    primer: &'p mut Primer<'a>,
    sport: Sport,
    session: Option<Open<'a>>,
}

/// A session that has read the text up to `read` bytes.
struct Open<'a> {
    session: Box<dyn Session<'a> + 'a>,
    node: NodeId,
    read: usize,
}

impl std::fmt::Debug for LocalEar<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalEar").field("model", &self.primer.model.name()).finish_non_exhaustive()
    }
}

impl<'a> LocalEar<'a, '_> {
    /// Lets the article's session read on to the end of the text, and forks it.
    fn read_on(&mut self, text: &str) -> Result<(Box<dyn Session<'a> + 'a>, NodeId), LmError> {
        let mut open = match self.session.take() {
            Some(open) => open,
            None => self.primer.open(self.sport)?,
        };
        let rest = text.get(open.read..).unwrap_or_default();
        if !rest.is_empty() {
            let node = open.session.feed(Some(open.node), &self.primer.model.vocabulary().encode(rest)?)?;
            open.node = open.session.retain(node)?;
            open.read = text.len();
        }
        let open = self.session.insert(open);
        Ok((open.session.fork(), open.node))
    }
}

impl Ear for LocalEar<'_, '_> {
    fn name(&self) -> &str {
        self.primer.model.name()
    }

    fn digest(&self) -> &str {
        self.primer.model.digest()
    }

    fn best(
        &mut self,
        words: &WordLattice,
        before: Before<'_>,
        settings: &Settings,
        adjust: &dyn Fn(&str) -> f64,
    ) -> Result<Found, LmError> {
        let model = self.primer.model;
        let vocabulary = model.vocabulary();
        let tokens = TokenLattice::compile(words, vocabulary)?;
        let lattices = Lattices { words, tokens: &tokens, vocabulary };
        if before.body {
            let (mut session, node) = self.read_on(before.text)?;
            return search(&mut *session, node, lattices, settings, adjust);
        }
        let mut session = model.session();
        let node = session.feed(None, &vocabulary.opening(before.text)?)?;
        search(&mut *session, node, lattices, settings, adjust)
    }
}

/// A model on a server. It reads the text before each part anew; how much it is asked is limited by the number of its proposals, not by
/// the tokens of `settings`.
#[derive(Debug, Clone, Copy)]
pub struct ServerEar<'a> {
    server: &'a Server,
}

impl<'a> ServerEar<'a> {
    /// An ear on a server.
    pub fn new(server: &'a Server) -> Self {
        Self { server }
    }
}

impl Ear for ServerEar<'_> {
    fn name(&self) -> &str {
        &self.server.address().model
    }

    fn digest(&self) -> &str {
        self.server.address().digest()
    }

    fn best(
        &mut self,
        words: &WordLattice,
        before: Before<'_>,
        settings: &Settings,
        adjust: &dyn Fn(&str) -> f64,
    ) -> Result<Found, LmError> {
        server::search(&|texts| self.server.tokens(before.text, texts), words, settings, adjust)
    }
}
