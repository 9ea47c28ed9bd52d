//! The search for a model that scores whole texts: some are proposed, then more that are like the best of them.

use super::super::lattice::{Step, WordLattice};
use super::super::math::mix;
use super::super::search::{Found, FoundPath, Settings, worth};
use super::super::{LmError, LmErrorKind};
use super::spell::{Token, letters};
use std::collections::BTreeSet;

/// Texts that are scored in one round.
const ROUND: usize = 16;
/// Rounds: each proposes texts that are like the best of those before.
const ROUNDS: usize = 3;
/// How many of the best others are made like.
const PARENTS: usize = 4;
/// Texts that are drawn for each that is scored.
const DRAWN: usize = 8;

/// Gives the tokens of texts, each with the number of letters before it.
pub type Scorer<'a> = &'a dyn Fn(&[String]) -> Result<Vec<Vec<(usize, Token)>>, LmError>;

/// A text of the lattice that is to be scored.
struct Proposal {
    text: String,
    steps: Vec<Step>,
    /// What is known without the model: the caller's adjustment, less the costs of the edges.
    own: f64,
}

/// Searches a lattice for the best texts by `scorer`, with the bonus, the taste, the seed and the number to keep of `settings`. `adjust` is
/// added to the score of each.
///
/// # Errors
/// As the scorer; `Lattice` when the lattice is unsound.
pub fn search(scorer: Scorer<'_>, words: &WordLattice, settings: &Settings, adjust: &dyn Fn(&str) -> f64) -> Result<Found, LmError> {
    words.check()?;
    let mut draw = Draw { words, adjust, state: mix(settings.seed), seen: BTreeSet::new() };
    let mut found = Found { paths: Vec::new(), scored: 0, passes: 0, exhausted: false };
    for _ in 0..ROUNDS {
        let proposals = draw.round(&found.paths);
        if proposals.is_empty() {
            break;
        }
        let texts: Vec<String> = proposals.iter().map(|proposal| proposal.text.clone()).collect();
        let scored = scorer(&texts)?;
        found.passes += 1;
        found.scored += scored.iter().map(Vec::len).sum::<usize>();
        found.paths.extend(proposals.into_iter().zip(scored).map(|(proposal, tokens)| weigh(words, proposal, &tokens, settings)));
        found.paths.sort_by(|a, b| b.adjusted.total_cmp(&a.adjusted).then_with(|| a.text.cmp(&b.text)));
    }
    if found.paths.is_empty() {
        return Err(LmError::new(LmErrorKind::Lattice, "the lattice holds no string"));
    }
    found.paths.truncate(settings.keep.max(1));
    Ok(found)
}

/// A text with its score. A token counts where the edge does that its first letter is of.
fn weigh(words: &WordLattice, proposal: Proposal, tokens: &[(usize, Token)], settings: &Settings) -> FoundPath {
    let edges = proposal.steps.iter().filter_map(|step| words.edge(*step));
    let counts: Vec<bool> = edges.flat_map(|edge| vec![edge.counted; letters(&edge.text).len()]).collect();
    let (mut log_prob, mut earned, mut counted) = (0.0, 0.0, 0);
    for (_, token) in tokens.iter().filter(|(at, _)| counts.get(*at) == Some(&true)) {
        log_prob += token.log_prob.unwrap_or(f64::NEG_INFINITY);
        earned += worth(letters(&token.text).into_iter().fold(0, |all, letter| mix(all ^ u64::from(u32::from(letter)))), settings);
        counted += 1;
    }
    let cost = cost(words, &proposal.steps);
    let score = log_prob + earned - cost;
    let adjusted = log_prob + earned + proposal.own;
    FoundPath { text: proposal.text, tokens: Vec::new(), log_prob, counted, score, adjusted, steps: proposal.steps, complete: true }
}

/// What the wording of a path costs, in nats.
fn cost(words: &WordLattice, steps: &[Step]) -> f64 {
    steps.iter().filter_map(|step| words.edge(*step)).map(|edge| f64::from(edge.cost) / 1000.0).sum()
}

/// Draws texts that were not drawn before.
struct Draw<'a> {
    words: &'a WordLattice,
    adjust: &'a dyn Fn(&str) -> f64,
    state: u64,
    seen: BTreeSet<String>,
}

impl Draw<'_> {
    /// The texts of a round: half are the best by what is known without the model, the others as they were drawn.
    fn round(&mut self, best: &[FoundPath]) -> Vec<Proposal> {
        let mut pool = Vec::new();
        if best.is_empty() {
            pool.extend(self.propose(self.words.first_path()));
        }
        for number in 0..ROUND * DRAWN {
            let steps = match best.get(number % PARENTS.min(best.len()).max(1)) {
                Some(parent) => self.like(&parent.steps),
                None => self.words.random_path(&mut self.state),
            };
            pool.extend(self.propose(steps));
        }
        // What is like the best may all be known.
        let more = if pool.len() < ROUND { ROUND * DRAWN } else { 0 };
        for _ in 0..more {
            let steps = self.words.random_path(&mut self.state);
            pool.extend(self.propose(steps));
        }
        let mut rest = pool.split_off(pool.len().min(ROUND / 2));
        rest.sort_by(|a, b| b.own.total_cmp(&a.own));
        pool.extend(rest.drain(..rest.len().min(ROUND - ROUND / 2)));
        // What was not taken may be drawn again.
        for proposal in rest {
            self.seen.remove(&proposal.text);
        }
        pool
    }

    /// A path that leaves another one somewhere, and comes back to it where it can.
    fn like(&mut self, steps: &[Step]) -> Vec<Step> {
        self.state = mix(self.state);
        let leaves = usize::try_from(self.state >> 33).unwrap_or(0) % steps.len().max(1);
        let Some(&(node, _)) = steps.get(leaves) else { return Vec::new() };
        let later: BTreeSet<usize> = steps.iter().skip(leaves + 1).map(|(node, _)| *node).collect();
        let detour = self.words.random_walk(node, &mut self.state, &|at| later.contains(&at));
        let back = detour.last().and_then(|step| self.words.edge(*step)).map_or(self.words.end, |edge| edge.to);
        let rest = steps.iter().skip_while(|(node, _)| *node != back);
        steps.iter().take(leaves).chain(&detour).chain(rest).copied().collect()
    }

    /// A path as a proposal, in the cheapest form that the editor's order gives it; `None` where its text was seen before.
    fn propose(&mut self, steps: Vec<Step>) -> Option<Proposal> {
        let text = self.words.text(&steps);
        if !self.seen.insert(text.clone()) {
            return None;
        }
        let steps = self.words.find(&text).unwrap_or(steps);
        let own = (self.adjust)(&text) - cost(self.words, &steps);
        Some(Proposal { text, steps, own })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::lattice::row_lattice;
    use super::*;

    /// Splits a text into words, each with its log-probability.
    fn scored(texts: &[String], log_prob: &dyn Fn(&str) -> f64) -> Vec<Vec<(usize, Token)>> {
        let one = |text: &String| {
            let mut at = 0;
            let token = |word: &str| {
                let here = at;
                at += letters(word).len();
                (here, Token { text: word.to_owned(), log_prob: Some(log_prob(word.trim())) })
            };
            text.split_inclusive(' ').map(token).collect()
        };
        texts.iter().map(one).collect()
    }

    fn big() -> WordLattice {
        let row = " a| b| c| d| e| f";
        row_lattice(&[&["~Ann"][..], &[row; 8], &["."]].concat())
    }

    #[test]
    fn the_best_of_a_big_lattice_is_come_near_to_and_the_same_seed_finds_the_same() {
        let words = big();
        let likes = |word: &str| if matches!(word, "a" | "f") { -0.1 } else { -4.0 };
        let settings = Settings { keep: 3, seed: 7, ..Settings::default() };
        let run = |seed| search(&|texts| Ok(scored(texts, &likes)), &words, &Settings { seed, ..settings.clone() }, &|_| 0.0).unwrap();
        let found = run(7);
        assert_eq!((found.passes, found.paths.len()), (ROUNDS, 3));
        assert_eq!(found, run(7));
        assert_ne!(found.paths, run(8).paths);
        let best = &found.paths[0];
        assert_eq!(words.text(&best.steps), best.text);
        // Of six words each, two are liked: a random text has two or three of the seven that stand alone.
        assert!(best.text.split(' ').filter(|word| likes(word) > -1.0).count() >= 4, "{}", best.text);
    }

    #[test]
    fn a_small_lattice_is_scored_whole_and_stand_ins_do_not_count() {
        let mut words = row_lattice(&["~Ann Lee|~Bo", " won| lost", "."]);
        words.nodes[1].edges[1].cost = 1500;
        let settings = Settings { bonus: 0.0, ..Settings::default() };
        let found = search(&|texts| Ok(scored(texts, &|_| -2.0)), &words, &settings, &|text| if text.contains("Bo") { 0.5 } else { 0.0 });
        let found = found.unwrap();
        let texts: Vec<(&str, f64, usize)> = found.paths.iter().map(|path| (path.text.as_str(), path.adjusted, path.counted)).collect();
        let expected = [("Bo won.", -1.5, 1), ("Ann Lee won.", -2.0, 1), ("Bo lost.", -3.0, 1), ("Ann Lee lost.", -3.5, 1)];
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_failure_of_the_scorer_is_passed_on() {
        let failing = |_: &[String]| Err(LmError::new(LmErrorKind::Fetch, "gone"));
        assert_eq!(search(&failing, &big(), &Settings::default(), &|_| 0.0).unwrap_err().kind, LmErrorKind::Fetch);
    }
}
