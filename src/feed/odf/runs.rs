//! The runs of an event that adds them up (`ResultItems` of luge, skeleton, bobsleigh and skiing): a split after each run but the last, and
//! in which run a status came about.

use super::child;
use super::header::{clash, required};
use super::tree::Tree;
use crate::english::ordinal::ordinal_words;
use crate::event::{Cells, Irm, Mark, Split};
use crate::feed::FeedError;
use roxmltree::Node;

/// What the runs say of a row.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) splits: Vec<Split>,
    pub(super) irm_run: Option<u32>,
}

/// The most runs that anybody has.
pub(super) fn number(competition: Node<'_, '_>) -> usize {
    let results = competition.children().filter(|node| node.has_tag_name("Result"));
    results.map(|result| items(result).count()).max().unwrap_or(0)
}

/// Reads the runs of a row, of `number` that the event has; they must add up to the mark of somebody who has all of them.
pub(super) fn read(
    tree: &Tree<'_>,
    result: Node<'_, '_>,
    number: usize,
    (mark, irm): (Option<Mark>, Option<Irm>),
    cells: &mut Cells,
) -> Result<Runs, FeedError> {
    let mut runs = Runs::default();
    let (mut total, mut times) = (0, 0);
    for (run, item) in (1_u32..).zip(items(result)) {
        if required(tree, item, "Order")?.parse() != Ok(run) {
            return Err(clash(tree, item, "Order", &format!("is not the place of the run in the list, {run}")));
        }
        let Some(of_run) = child(item, "Result") else { continue };
        if of_run.attribute("IRM").is_some_and(|code| !code.is_empty()) {
            runs.irm_run = irm.map(|_| run);
            break;
        }
        let time = Mark::parse_time(required(tree, of_run, "Result")?.trim());
        let time = time.map_err(|_| clash(tree, of_run, "Result", "is no time of a run"))?;
        (total, times) = (total + time.value, times + 1);
        if times < number {
            let point = run.to_string();
            cells.extend(tree.cell(of_run, "Result").map(|cell| (format!("split:{point}"), cell)));
            let label = format!("the {} run", ordinal_words(run.into()));
            runs.splits.push(Split { point, label: Some(label), mark: Mark { value: total, ..time }, rank: None });
        }
    }
    match mark {
        Some(mark) if irm.is_none() && times == number && mark.value != total => {
            let sum = Mark { value: total, ..mark }.clock();
            Err(clash(tree, result, "Result", &format!("is not the sum of the runs, {sum}")))
        }
        _ => Ok(runs),
    }
}

fn items<'a>(result: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let lists = result.children().filter(|node| node.has_tag_name("ResultItems"));
    lists.flat_map(|list| list.children()).filter(|node| node.has_tag_name("ResultItem"))
}
