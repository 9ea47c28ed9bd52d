//! The matching of the shared task, by its description: a reported error matches an annotation of the very same tokens; of those that are
//! left, each matches the annotation that shares the most tokens with it. No annotation and no report matches twice. Recall is the share of
//! annotations that are matched, precision that of reports.

use std::collections::BTreeMap;
use std::ops::Range;

/// The classes of the shared task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Number,
    Name,
    Word,
    Context,
    NotCheckable,
    Other,
}

/// An error at its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The annotation's id; 0 for a report.
    pub id: u32,
    pub tokens: Range<usize>,
    pub class: Class,
}

/// For each annotation, the report that it is matched with.
pub fn matched(gold: &[Mark], reports: &[Mark]) -> Vec<Option<usize>> {
    let mut of_gold: Vec<Option<usize>> = vec![None; gold.len()];
    let mut taken = vec![false; reports.len()];
    for (at, report) in reports.iter().enumerate() {
        let same = gold.iter().enumerate().find(|(place, mark)| of_gold[*place].is_none() && mark.tokens == report.tokens);
        if let Some((place, _)) = same {
            of_gold[place] = Some(at);
            taken[at] = true;
        }
    }
    for (at, report) in reports.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        let shared = |mark: &Mark| mark.tokens.end.min(report.tokens.end).saturating_sub(mark.tokens.start.max(report.tokens.start));
        let free = gold.iter().enumerate().filter(|(place, mark)| of_gold[*place].is_none() && shared(mark) > 0);
        if let Some((place, _)) = free.max_by_key(|(place, mark)| (shared(mark), std::cmp::Reverse(*place))) {
            of_gold[place] = Some(at);
        }
    }
    of_gold
}

/// Counts by class: of annotations by their class, of reports by theirs.
#[derive(Debug, Default)]
pub struct Score {
    gold: BTreeMap<Class, (u32, u32)>,
    reports: BTreeMap<Class, (u32, u32)>,
}

impl Score {
    /// Adds a text.
    pub fn add(&mut self, gold: &[Mark], reports: &[Mark]) {
        let matches = matched(gold, reports);
        for (mark, matched) in gold.iter().zip(&matches) {
            let (hits, all) = self.gold.entry(mark.class).or_default();
            *all += 1;
            *hits += u32::from(matched.is_some());
        }
        for (at, report) in reports.iter().enumerate() {
            let (hits, all) = self.reports.entry(report.class).or_default();
            *all += 1;
            *hits += u32::from(matches.contains(&Some(at)));
        }
    }

    /// In thousandths.
    pub fn recall(&self) -> u32 {
        share(&self.gold)
    }

    /// In thousandths.
    pub fn precision(&self) -> u32 {
        share(&self.reports)
    }

    /// A table by class.
    pub fn table(&self) -> String {
        let mut lines = vec![format!("{:<14} {:>16} {:>18}", "class", "recall", "precision")];
        for class in [Class::Number, Class::Name, Class::Word, Class::Context, Class::NotCheckable, Class::Other] {
            let part = |counts: &BTreeMap<Class, (u32, u32)>| {
                counts.get(&class).map_or("-".to_owned(), |(hits, all)| format!("{hits}/{all} {:.3}", f64::from(*hits) / f64::from(*all)))
            };
            lines.push(format!("{:<14} {:>16} {:>18}", format!("{class:?}"), part(&self.gold), part(&self.reports)));
        }
        lines.push(format!("{:<14} {:>16.3} {:>18.3}", "all", f64::from(self.recall()) / 1000.0, f64::from(self.precision()) / 1000.0));
        lines.join("\n")
    }
}

fn share(counts: &BTreeMap<Class, (u32, u32)>) -> u32 {
    let (hits, all) = counts.values().fold((0, 0), |(hits, all), (more, of)| (hits + more, all + of));
    hits * 1000 / all.max(1)
}

#[test]
fn the_same_tokens_come_before_the_most_shared_ones_and_nothing_matches_twice() {
    let mark = |tokens: Range<usize>| Mark { id: 1, tokens, class: Class::Word };
    let gold = [mark(3..4), mark(3..6), mark(9..10)];
    assert_eq!(matched(&gold, &[mark(4..6), mark(3..4)]), [Some(1), Some(0), None]);
    assert_eq!(matched(&gold, &[mark(0..3), mark(10..12)]), [None, None, None]);
    assert_eq!(matched(&gold, &[mark(9..10), mark(9..10)]), [None, None, Some(0)]);
    let mut score = Score::default();
    score.add(&gold, &[mark(4..6), mark(20..21)]);
    assert_eq!((score.recall(), score.precision()), (333, 500));
}
