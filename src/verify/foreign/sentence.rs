//! One sentence: its claims judged, and what of it becomes a statement.

use super::bench::{Bench, Judged, Mended, Reading, Twist};
use super::choose::{repairs, span_of};
use super::describe;
use super::document::Block;
use super::phrase::phrase;
use super::repair::Repair;
use super::statement::{Kind, Ruling, Spot, Statement};
use super::tolerance::{Hedge, accepts};
use crate::lexicon::Expr;
use crate::verify::evaluate::{Truth, Val, World as _};
use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence in its place.
pub(super) struct Sentence<'a, 'b> {
    pub bench: &'a Bench<'b>,
    pub block: &'a Block,
    /// First byte of the sentence in the block.
    pub start: usize,
    pub reading: &'a Reading,
    /// Numbers that are said to be approximate, by their first byte in the sentence.
    pub hedges: &'a BTreeMap<usize, Hedge>,
    /// Why nothing that is false here can be held against the copy; `None`: it can.
    pub doubt: Option<String>,
}

impl Sentence<'_, '_> {
    /// The statements of the claims that were read.
    pub fn statements(&self) -> Vec<Statement> {
        let plain = |judged: &&Judged| self.bench.entry(&judged.raw).is_some_and(|entry| entry.means != Expr::Flag(true));
        self.reading.judged.iter().filter(plain).map(|judged| self.statement(judged)).collect()
    }

    /// A statement about bytes of the sentence that no claim covers.
    pub fn bare(&self, bytes: &Range<usize>, rule: &str, kind: Kind, reason: String) -> Statement {
        let (span, text) = self.place(bytes);
        Statement {
            rule: rule.to_owned(),
            kind,
            predicate: None,
            roles: BTreeMap::new(),
            positive: true,
            span,
            text,
            ruling: Ruling::NotCheckable,
            reason,
            cells: Vec::new(),
            spots: Vec::new(),
            certain: false,
            waived: None,
        }
    }

    /// Bytes of the sentence in the file, with what stands there.
    pub fn place(&self, bytes: &Range<usize>) -> (Range<usize>, String) {
        let inside = self.start + bytes.start..self.start + bytes.end;
        (self.block.in_file(&inside), self.block.text.get(inside).unwrap_or_default().to_owned())
    }

    /// The bytes of tokens.
    fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let tokens = self.reading.tokens.get(tokens.clone()).unwrap_or_default();
        let start = tokens.first().map_or(0, |token| token.span.start);
        start..tokens.last().map_or(start, |token| token.span.end)
    }

    fn statement(&self, judged: &Judged) -> Statement {
        let entry = self.bench.entry(&judged.raw);
        let mut statement =
            self.bare(&self.bytes(&judged.raw.tokens), entry.map_or("F10", |entry| entry.rule.as_str()), Kind::Claim, String::new());
        statement.predicate = entry.map(|entry| entry.name.clone());
        statement.roles = judged.roles.iter().map(|(role, value)| (role.clone(), self.bench.world.print(value))).collect();
        statement.cells.clone_from(&judged.cells);
        let Some(truth) = &judged.truth else {
            statement.reason.clone_from(&judged.trouble);
            return statement;
        };
        match &judged.twist {
            Some(Twist::Denied(span, positive)) => self.denied(&mut statement, judged, truth, span, positive),
            Some(Twist::Only(span)) => self.only(&mut statement, judged, truth, span),
            Some(Twist::Mended(mended)) if *truth == Truth::True && !mended.alias => self.mended(&mut statement, mended),
            _ => self.plain(&mut statement, judged, truth),
        }
        if statement.ruling == Ruling::Contradicted
            && let Some(doubt) = &self.doubt
        {
            statement.ruling = Ruling::NotCheckable;
            statement.spots.clear();
            statement.certain = false;
            statement.reason = format!("{doubt}; of this event it would not be true: {}", statement.reason);
        }
        statement
    }

    fn plain(&self, statement: &mut Statement, judged: &Judged, truth: &Truth) {
        match truth {
            Truth::True => {
                statement.ruling = Ruling::Supported;
                "the feed says the same".clone_into(&mut statement.reason);
            }
            Truth::Unknown(why) => statement.reason.clone_from(why),
            Truth::False(_) => self.false_claim(statement, judged),
        }
    }

    fn false_claim(&self, statement: &mut Statement, judged: &Judged) {
        let all = repairs(self.bench, self.reading, judged);
        if all.iter().any(|(repair, _)| self.tolerated(judged, repair)) {
            statement.ruling = Ruling::Supported;
            "the feed says the same to more digits".clone_into(&mut statement.reason);
            return;
        }
        statement.ruling = Ruling::Contradicted;
        statement.reason = self.why(judged);
        let (open, closed): (Vec<_>, Vec<_>) = all.iter().partition(|(repair, _)| repair.open);
        let best = closed.first().map_or(0, |(_, score)| *score);
        let likely: Vec<&Repair> = closed.iter().filter(|(_, score)| *score == best).map(|(repair, _)| repair).collect();
        statement.spots = likely.iter().filter_map(|repair| self.spot(judged, repair)).collect();
        let names_only = likely.iter().all(|repair| matches!(repair.changes.as_slice(), [(_, Val::Who(_) | Val::Many(_))]));
        if best == 1 && names_only {
            // Nothing else in the sentence bears out that the name is wrong: it may as well be the predicate.
            statement.spots.push(Spot { span: statement.span.clone(), text: statement.text.clone(), fix: None });
        }
        if statement.spots.is_empty() {
            statement.spots = self.suspects(judged, statement);
        }
        if best <= 1 {
            statement.spots.extend(open.iter().filter_map(|(repair, _)| self.spot(judged, repair)));
        }
        statement.certain =
            statement.spots.len() == 1 && self.reading.islands.whole && statement.spots.iter().all(|spot| spot.fix.is_some());
    }

    /// Where a false claim that nothing short would put right may be wrong: at its predicate or at its subject. Of a list of which
    /// the predicate holds for others, it is at the name.
    fn suspects(&self, judged: &Judged, statement: &Statement) -> Vec<Spot> {
        let spot = |span, text| Spot { span, text, fix: None };
        let mut found = vec![spot(statement.span.clone(), statement.text.clone())];
        if let Some(tokens) = judged.raw.roles.last().and_then(|(_, arg)| arg.tokens()) {
            let (span, text) = self.place(&self.bytes(&tokens));
            found.push(spot(span, text));
        }
        let same = |other: &&Judged| other.raw.tokens == judged.raw.tokens && other.truth == Some(Truth::True);
        if found.len() > 1 && self.reading.judged.iter().any(|other| same(&other)) {
            found.remove(0);
        }
        found
    }

    fn why(&self, judged: &Judged) -> String {
        let Some(entry) = self.bench.entry(&judged.raw) else { return String::new() };
        describe::why(&self.bench.world, entry, &judged.roles, &self.bench.limits(entry))
    }

    /// Whether the only thing that is wrong is a rounding that a desk accepts.
    fn tolerated(&self, judged: &Judged, repair: &Repair) -> bool {
        let [(role, right)] = repair.changes.as_slice() else { return false };
        let (Some(stated), Some((tokens, _))) = (judged.roles.get(role), span_of(&judged.raw, role)) else { return false };
        let hedge = self.hedges.get(&self.bytes(&tokens).start).copied();
        let record = self.bench.entry(&judged.raw).is_some_and(|entry| entry.rule == "F8");
        (hedge.is_some() || !record) && accepts(stated, right, hedge)
    }

    /// Where the copy is wrong by a repair, with what would be right.
    fn spot(&self, judged: &Judged, repair: &Repair) -> Option<Spot> {
        let mut places: Vec<(Range<usize>, Option<String>)> = Vec::new();
        for (role, right) in &repair.changes {
            let (tokens, arg) = span_of(&judged.raw, role)?;
            let bytes = self.bytes(&tokens);
            let (_, stated) = self.place(&bytes);
            places.push((bytes, phrase(self.bench.event, &arg, &stated, right)));
        }
        places.sort_by_key(|(bytes, _)| bytes.start);
        let (first, last) = (places.first()?.0.start, places.last()?.0.end);
        let (span, text) = self.place(&(first..last));
        if repair.open {
            return Some(Spot { span, text, fix: None });
        }
        let mut fix = Some(String::new());
        let mut at = first;
        for (bytes, right) in &places {
            let (_, between) = self.place(&(at..bytes.start));
            fix = fix.zip(right.clone()).map(|(so_far, right)| so_far + &between + &right);
            at = bytes.end;
        }
        Some(Spot { span, text, fix })
    }

    fn mended(&self, statement: &mut Statement, mended: &Mended) {
        let (span, text) = self.place(&mended.span);
        statement.ruling = Ruling::Contradicted;
        statement.kind = mended.kind;
        mended.rule.clone_into(&mut statement.rule);
        statement.reason.clone_from(&mended.reason);
        statement.certain = self.reading.islands.whole;
        statement.spots = vec![Spot { span, text, fix: Some(mended.right.clone()) }];
    }

    fn denied(&self, statement: &mut Statement, judged: &Judged, truth: &Truth, bytes: &Range<usize>, positive: &str) {
        statement.kind = Kind::Negation;
        statement.positive = false;
        let alone = judged.roles.keys().all(|role| role == "self" || role == "event");
        match truth {
            Truth::True => {
                let (span, text) = self.place(bytes);
                statement.ruling = Ruling::Contradicted;
                "this is denied, and the feed says that it is so".clone_into(&mut statement.reason);
                statement.certain = self.reading.islands.whole;
                statement.spots = vec![Spot { span, text, fix: Some(positive.to_owned()) }];
            }
            Truth::False(_) if alone => {
                statement.ruling = Ruling::Supported;
                statement.reason = self.why(judged);
            }
            Truth::False(_) => "a denial of several things at once: it is not clear which".clone_into(&mut statement.reason),
            Truth::Unknown(why) => statement.reason.clone_from(why),
        }
    }

    /// "Only Hamilton stopped twice": it must be true of Hamilton and of nobody else.
    fn only(&self, statement: &mut Statement, judged: &Judged, truth: &Truth, bytes: &Range<usize>) {
        if *truth != Truth::True {
            self.plain(statement, judged, truth);
            return;
        }
        statement.kind = Kind::Only;
        let Some(Val::Who(own)) = judged.roles.get("self") else {
            "it is not clear who is meant to be the only one".clone_into(&mut statement.reason);
            return;
        };
        let rows = 0..self.bench.event.rows.len();
        let others: Vec<(usize, Truth)> = rows
            .filter(|row| row != own)
            .filter_map(|row| Some((row, self.bench.trial(judged, |trial| trial.holds(&[("self".to_owned(), Val::Who(row))]))?)))
            .collect();
        let also: Vec<&str> = others
            .iter()
            .filter(|(_, truth)| *truth == Truth::True)
            .filter_map(|(row, _)| self.bench.event.rows.get(*row))
            .map(|row| row.competitor.full())
            .collect();
        if let Some(other) = also.first() {
            let more = if also.len() > 1 { format!(" and {} more", also.len() - 1) } else { String::new() };
            let (span, text) = self.place(bytes);
            statement.ruling = Ruling::Contradicted;
            statement.reason = format!("it is also true of {other}{more}");
            statement.spots = vec![Spot { span, text, fix: None }];
        } else if let Some(why) = others.iter().find_map(|(_, truth)| if let Truth::Unknown(why) = truth { Some(why) } else { None }) {
            statement.reason.clone_from(why);
        } else {
            statement.ruling = Ruling::Supported;
            "it is true of nobody else".clone_into(&mut statement.reason);
        }
    }
}
