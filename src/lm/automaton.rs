//! A word lattice as an automaton over tokens.

use std::collections::BTreeMap;

/// A transition on one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The token.
    pub token: u32,
    /// Whether its probability counts.
    pub counted: bool,
    /// The state that it leads to.
    pub to: u32,
    /// What it costs, in thousandths of a nat.
    pub cost: u32,
}

/// A state that a string of tokens has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The state.
    pub state: u32,
    /// The least that a way there costs, in thousandths of a nat.
    pub cost: u32,
}

/// A state, between two tokens.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) arcs: Vec<Arc>,
    /// What has been said, as in the lattice.
    pub(super) stack: u64,
    pub(super) accepts: bool,
    /// Whether a sentence has just ended.
    pub(super) closes: bool,
    /// Whether it stands inside a word.
    pub(super) inside: bool,
    /// The fewest tokens from here to an end.
    pub(super) remaining: u32,
}

/// Every token string of a lattice. Not deterministic: the search makes it so as far as it goes.
#[derive(Debug, Clone)]
pub struct TokenLattice {
    pub(super) states: Vec<State>,
}

/// What may follow a set of states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// The token.
    pub token: u32,
    /// Whether it counts: it does if it does on any of the paths that share it.
    pub counted: bool,
    /// The set of states that it leads to: sorted, without doubles.
    pub states: Vec<Reached>,
}

impl TokenLattice {
    /// The state that every path begins in.
    pub(super) const START: u32 = 0;

    /// Where every path begins.
    pub fn start() -> Vec<Reached> {
        vec![Reached { state: Self::START, cost: 0 }]
    }

    /// How many states there are.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// The arcs that leave a state.
    pub fn arcs(&self, state: u32) -> &[Arc] {
        self.state(state).map(|state| state.arcs.as_slice()).unwrap_or_default()
    }

    fn state(&self, state: u32) -> Option<&State> {
        self.states.get(state as usize)
    }

    /// What may follow `states`, by token.
    pub fn continuations(&self, states: &[Reached]) -> Vec<Continuation> {
        let mut by_token: BTreeMap<u32, (bool, BTreeMap<u32, u32>)> = BTreeMap::new();
        for (from, arc) in states.iter().flat_map(|from| self.arcs(from.state).iter().map(move |arc| (from, arc))) {
            let entry = by_token.entry(arc.token).or_default();
            entry.0 |= arc.counted;
            let cost = from.cost.saturating_add(arc.cost);
            entry.1.entry(arc.to).and_modify(|known| *known = cost.min(*known)).or_insert(cost);
        }
        let finish = |(token, (counted, states)): (u32, (bool, BTreeMap<u32, u32>))| {
            let states = states.into_iter().map(|(state, cost)| Reached { state, cost }).collect();
            Continuation { token, counted, states }
        };
        by_token.into_iter().map(finish).collect()
    }

    /// Whether a path may end in one of `states`.
    pub fn accepts(&self, states: &[Reached]) -> bool {
        self.all(states).any(|state| state.accepts)
    }

    /// Whether a sentence has ended in one of `states`.
    pub fn closes(&self, states: &[Reached]) -> bool {
        self.all(states).any(|state| state.closes)
    }

    /// The label of a set of states: the least of theirs.
    pub fn stack(&self, states: &[Reached]) -> u64 {
        self.all(states).map(|state| state.stack).min().unwrap_or(0)
    }

    /// The fewest tokens from any of `states` to an end.
    pub fn remaining(&self, states: &[Reached]) -> u32 {
        self.all(states).map(|state| state.remaining).min().unwrap_or(u32::MAX)
    }

    fn all(&self, states: &[Reached]) -> impl Iterator<Item = &State> {
        states.iter().filter_map(|reached| self.state(reached.state))
    }
}
