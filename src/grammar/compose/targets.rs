//! Which facts a sentence says.

use super::Paragraph;
use super::bound::Bound;

/// The sets of facts that the next sentence can say, the preferred one first: those next in the order of the plan, and, where
/// the paragraph is free, the next one with later ones. `said` is what has been said.
pub(super) fn targets(paragraph: &Paragraph<'_>, bound: &Bound, said: u64, whole: bool) -> Vec<u64> {
    let open: Vec<usize> = (0..paragraph.facts.len().min(60)).filter(|index| said & (1 << index) == 0).collect();
    let done = (0..paragraph.facts.len().min(60)).filter(|index| said & (1 << index) != 0 && !bound.is_light(*index)).count();
    let mut sizes: Vec<usize> = preferred(&paragraph.sizes, done).into_iter().filter(|size| *size <= open.len()).collect();
    sizes.extend((1..=open.len().min(paragraph.most)).rev());
    let counted = || open.iter().filter(|index| !bound.is_light(**index));
    let run = |size: usize| counted().take(size).fold(0, |all, index| all | 1_u64 << index);
    let mut found: Vec<u64> = Vec::new();
    let mut add = |target: u64| {
        let target = bound.close(target);
        if !found.contains(&target) && bound.in_order(target, said) {
            found.push(target);
        }
    };
    if whole {
        add(run(open.len()));
        return found;
    }
    for size in sizes {
        add(run(size));
    }
    let free: Vec<usize> = counted().copied().collect();
    if let (true, Some((first, rest))) = (paragraph.free, free.split_first()) {
        for set in subsets(rest, paragraph.most.saturating_sub(1)) {
            add(set | 1 << first);
        }
    }
    found
}

/// The size of the sentence that the plan would have next.
fn preferred(sizes: &[usize], done: usize) -> Option<usize> {
    let mut total = 0;
    sizes.iter().copied().find(|size| {
        total += size;
        total > done
    })
}

/// The sets of at most `most` of the next three facts, the empty one too.
fn subsets(of: &[usize], most: usize) -> Vec<u64> {
    const REACH: usize = 3;
    let near: Vec<usize> = of.iter().copied().take(REACH).collect();
    let set = |mask: u32| near.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0).fold(0, |all, (_, index)| all | 1_u64 << index);
    (0..1_u32 << near.len()).filter(|mask| mask.count_ones() as usize <= most).map(set).collect()
}
