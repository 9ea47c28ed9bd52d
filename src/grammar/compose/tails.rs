//! What follows the verb: adjuncts, participles, absolutes, a second verb, a second clause, the end of the sentence.

use super::opening::Opening;
use super::state::{Stage, State};
use super::walk::Composer;
use crate::grammar::discourse::bit;
use crate::grammar::form::{Form, Item};
use crate::grammar::kind::{Position, Slot};
use crate::grammar::lattice::Piece;

/// Most names that one of two clauses may list.
const MOST_NAMES: usize = 4;

impl Composer<'_> {
    /// After a verb: the other facts of the sentence, or its end.
    pub(super) fn go_on(&mut self, state: State, at: usize) {
        let left = state.target & !state.said;
        if left == 0 {
            self.end_sentence(state, at);
            return;
        }
        let trails = !self.fact(state.nucleus).is_some_and(|(_, kind)| kind.background);
        for index in Self::members(left) {
            if state.stage == Stage::Verb && self.may_join(index, state) {
                self.tail(state, at, index, Position::Adjunct);
            }
            let same = state.subject.is_some() && self.subject_number(index) == state.subject;
            // After a list of names it would be understood of the last one; after the points the time comes too late.
            let short = self.names(state.nucleus) <= 2 && !self.bound.after(state.nucleus, index);
            if trails && same && short && matches!(state.stage, Stage::Verb | Stage::Second) {
                self.tail(state, at, index, Position::Participle);
            }
            let open = matches!(state.stage, Stage::Verb | Stage::Second | Stage::Participle);
            if trails && open && !state.comma && self.joins(index, state) && !self.names_subject(index, state) {
                self.tail(state, at, index, Position::With);
            }
            if self.paragraph.clause == Position::Clause && self.bound.nucleus(index).is_none() {
                if same && state.stage == Stage::Verb && !state.comma {
                    self.second_verb(state, at, index);
                }
                if !same && trails && open && state.stage != Stage::Second {
                    self.second_clause(state, at, index);
                }
            }
        }
    }

    /// Whether two facts name one competitor: two clauses with different subjects would say him twice.
    fn share(&self, one: usize, other: usize) -> bool {
        let named = |index: usize| {
            let (fact, kind) = self.fact(index)?;
            let said = fact.roles.iter().filter(|(role, _)| !kind.optional.contains(*role));
            Some(said.flat_map(|(_, value)| self.cast.of_value(value)).fold(0, |all, number| all | bit(number)))
        };
        let named = |index| named(index).unwrap_or(0);
        named(one) & named(other) != 0
    }

    /// How many competitors a fact names.
    fn names(&self, index: usize) -> usize {
        self.fact(index).map_or(0, |(fact, _)| fact.roles.values().map(|value| value.competitors().len()).sum())
    }

    /// Whether a fact speaks of the clause's subject.
    fn names_subject(&self, index: usize, state: State) -> bool {
        let values = self.fact(index).into_iter().flat_map(|(fact, _)| fact.roles.values());
        let mut named = values.flat_map(|value| self.cast.of_value(value));
        named.any(|number| Some(number) == state.subject)
    }

    /// Whether a fact can be an adjunct of this clause: of its own subject if it has one, or beside the kinds that it may join.
    fn may_join(&self, index: usize, state: State) -> bool {
        let Some((_, kind)) = self.fact(index) else { return false };
        let after = state.adjunct.is_none_or(|last| kind.slot > last || kind.slot == Slot::Setting && last == Slot::Setting);
        if state.comma || !after {
            return false;
        }
        let free = kind.subject.is_some() && kind.joins.is_empty();
        free && self.subject(index) == self.subject(state.nucleus) || self.joins(index, state)
    }

    /// Whether the phrase files let a fact stand beside a clause of this nucleus.
    fn joins(&self, index: usize, state: State) -> bool {
        let nucleus = self.fact(state.nucleus).map(|(fact, _)| fact.kind);
        self.fact(index).is_some_and(|(_, kind)| nucleus.is_some_and(|nucleus| kind.joins.contains(&nucleus)))
    }

    /// Whether an adjunct names the one whom it is about, or stands in a clause about the same. A circumstance asks for the clause's
    /// subject: after "victory went to Ayana", "after starting third" would be about the victory.
    fn understood(&self, form: &Form, index: usize, state: State) -> bool {
        let Some((_, kind)) = self.fact(index) else { return false };
        let named = kind.subject.as_ref().is_none_or(|role| form.roles().contains(role));
        let about = if kind.slot == Slot::Circumstance { state.subject } else { state.about };
        named
            || match self.subject_number(index) {
                Some(number) => about == Some(number) || self.named_by(form, index, 0) & bit(number) != 0,
                None => self.subject(index) == self.subject(state.nucleus),
            }
    }

    fn tail(&mut self, state: State, at: usize, index: usize, position: Position) {
        let (position, stage) = match (position, self.paragraph.clause) {
            (Position::Adjunct, Position::Headline) => (Position::HeadlineTail, Stage::Verb),
            (Position::Adjunct, Position::Standfirst) => (Position::StandfirstTail, Stage::Verb),
            (Position::Adjunct, _) => (Position::Adjunct, Stage::Verb),
            (Position::Participle, _) => (Position::Participle, Stage::Participle),
            (position, _) => (position, Stage::With),
        };
        if self.paragraph.clause == Position::Headline && position != Position::HeadlineTail {
            return;
        }
        let said = state.said | 1 << index;
        for &(form, wording) in self.forms(index, position, Some(state.nucleus)).iter() {
            // What belongs to the nucleus's own clause ("..., a personal best") does not trail a second verb.
            if stage == Stage::Verb && !self.understood(form, index, state) || !form.beside.is_empty() && state.stage == Stage::Second {
                continue;
            }
            let from = if stage == Stage::Verb {
                at
            } else {
                let comma = self.lattice.add_node(state.said, false);
                self.edge(at, Piece::Mark(','), comma, false);
                comma
            };
            let named = self.named_by(form, index, state.named);
            let slot = self.fact(index).map(|(_, kind)| kind.slot).filter(|_| stage == Stage::Verb);
            let company = state.company || self.has_company(form, index, state);
            // After ", while the others each missed two" a verb would be theirs.
            let comma = state.comma || form.has_comma();
            let next = self.node(State { stage, said, adjunct: slot.or(state.adjunct), named, company, comma, ..state });
            self.weave(&form.items, (index, wording), state.named, (from, next), (false, said));
        }
    }

    /// What follows the subject in a clause that begins with the subject of its kind.
    pub(super) fn after_subject<'f>(&self, form: &'f Form, index: usize) -> Option<&'f [Item]> {
        let (_, kind) = self.fact(index)?;
        let (role, rest) = form.split_subject()?;
        (kind.subject.as_deref() == Some(role)).then_some(rest)
    }

    /// "... and set the fastest lap": a second verb of the same subject.
    fn second_verb(&mut self, state: State, at: usize, index: usize) {
        let background = self.fact(state.nucleus).is_none_or(|(_, kind)| kind.background);
        // Nor is a time that comes before the points: "scored 25 points and finished in two hours".
        let late = self.bound.after(state.nucleus, index);
        // A win is a clause of its own: no "won the final and cleared 1.97 meters".
        let leads = self.fact(state.nucleus).is_some_and(|(_, kind)| kind.leads);
        if background || late || leads || self.fact(index).is_none_or(|(_, kind)| kind.background || kind.leads) {
            return;
        }
        let said = state.said | 1 << index;
        for &(form, wording) in self.forms(index, self.paragraph.clause, None).iter() {
            // A list of subjects ("Leclerc, Norris and Sainz completed ...") is no verb.
            let Some(rest) = self.after_subject(form, index).filter(|rest| !matches!(rest.first(), Some(Item::Mark(_)))) else { continue };
            let and = self.lattice.add_node(state.said, false);
            self.edge(at, Piece::Word("and".to_owned()), and, false);
            let named = self.named_by(form, index, state.named);
            let company = state.company || self.has_company(form, index, state);
            let next = self.node(State { stage: Stage::Second, said, named, company, ..state });
            self.weave(rest, (index, wording), state.named, (and, next), (false, said));
        }
    }

    /// ", and Zhou retired": a second clause with a subject of its own, on the same theme.
    fn second_clause(&mut self, state: State, at: usize, index: usize) {
        let (Some((one, first)), Some((other, second))) = (self.fact(state.nucleus), self.fact(index)) else { return };
        // "Bosworth set a national record, and Bonfim set a national record" is no sentence that anybody would write.
        let alike = one.kind == other.kind && second.subject.is_some() && !second.pairs;
        let themed = !alike && first.themes.intersection(&second.themes).next().is_some();
        // A long list of names fills a sentence of its own.
        let long = [state.nucleus, index].into_iter().any(|index| self.names(index) > MOST_NAMES);
        // Nor does a sentence come back to the winner from somebody else.
        let back = self.subject_number(index).is_some_and(|number| self.cast.won(number));
        // What comes before the first clause does not come after it.
        let early = self.bound.after(state.nucleus, index);
        let apart = self.share(state.nucleus, index) || first.leads || second.leads || second.background;
        if back || early || apart || state.second || !themed || long {
            return;
        }
        let comma = self.lattice.add_node(state.said, false);
        let and = self.lattice.add_node(state.said, false);
        self.edge(at, Piece::Mark(','), comma, false);
        self.edge(comma, Piece::Word("and".to_owned()), and, false);
        let next = State { nucleus: index, adjunct: None, comma: false, second: true, subject: None, about: None, ..state };
        self.start_clause(next, and, (Opening::Second, 0));
    }

    fn end_sentence(&mut self, state: State, at: usize) {
        // After "with Bolt taking gold" or "beating Bolt" a pronoun could mean either of two; after "the race earned Bolt 25 points" it
        // means the only one who is named.
        let last = state.subject.or(state.about).filter(|_| !state.company && !state.second);
        let to = self.node(State::between(state.said, state.named, last));
        let piece = if self.paragraph.clause == Position::Headline { Piece::Empty } else { Piece::Mark('.') };
        self.edge(at, piece, to, false);
    }
}
