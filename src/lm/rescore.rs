//! Scores of given token strings: the best paths of a search, seen from another context.
//!
//! A string that is probable anywhere is not yet apt here. Scoring the best paths once more without the context (in a fresh session)
//! tells the two apart.

use super::{LmError, NewNode, NodeId, Session};
use std::collections::BTreeMap;

/// The log-probability of every token of every string after `from`, a node that was evaluated with scores. Strings that begin alike
/// share their tokens; all are evaluated in one batch.
///
/// # Errors
/// As [`Session::extend`] and [`Session::log_probs`].
pub fn rescore(session: &mut dyn Session<'_>, from: NodeId, strings: &[&[u32]]) -> Result<Vec<Vec<f32>>, LmError> {
    // A token with its parent; the last token of a string needs no evaluation of its own.
    let mut places: BTreeMap<(Option<usize>, u32), usize> = BTreeMap::new();
    let mut entries: Vec<(Option<usize>, u32)> = Vec::new();
    let mut paths: Vec<Vec<Option<usize>>> = Vec::with_capacity(strings.len());
    for string in strings {
        let mut parents = vec![None];
        for &token in string.iter().take(string.len().saturating_sub(1)) {
            let key = (parents.last().copied().flatten(), token);
            let place = *places.entry(key).or_insert_with(|| {
                entries.push(key);
                entries.len() - 1
            });
            parents.push(Some(place));
        }
        paths.push(parents);
    }
    let ids = session.next_ids(entries.len());
    let id = |place: Option<usize>| place.and_then(|place| ids.get(place)).copied().unwrap_or(from);
    let batch: Vec<NewNode> =
        entries.iter().map(|(parent, token)| NewNode { parent: Some(id(*parent)), token: *token, wants: true }).collect();
    if !batch.is_empty() {
        session.extend(&batch)?;
    }
    let one = |(token, parent): (&u32, &Option<usize>)| {
        Ok(session.log_probs(id(*parent), &[*token])?.first().copied().unwrap_or(f32::NEG_INFINITY))
    };
    strings.iter().zip(&paths).map(|(string, parents)| string.iter().zip(parents).map(one).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::LanguageModel;
    use super::super::mock::HashModel;
    use super::*;

    #[test]
    fn strings_in_a_batch_score_as_each_alone_and_shared_beginnings_are_evaluated_once() {
        let model = HashModel::new(2).unwrap();
        let strings: [&[u32]; 4] = [&[1, 2, 3, 4], &[1, 2, 9], &[7], &[]];
        let mut session = model.session();
        let from = session.feed(None, &[50]).unwrap();
        let before = session.scored();
        let together = rescore(session.as_mut(), from, &strings).unwrap();
        assert_eq!(session.scored() - before, 3);
        for (string, scores) in strings.iter().zip(&together) {
            let mut session = model.session();
            let mut at = session.feed(None, &[50]).unwrap();
            let mut alone = Vec::new();
            for token in *string {
                alone.extend(session.log_probs(at, &[*token]).unwrap());
                at = session.feed(Some(at), &[*token]).unwrap();
            }
            assert_eq!(scores, &alone);
        }
    }
}
