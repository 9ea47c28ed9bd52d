//! Evaluates definitions of the lexicon: three truth values, and the plain statements ("atoms") that a true claim makes.

use super::numbers::DayText;
use crate::event::{Mark, Unit};
use crate::lexicon::{Comparison, Expr, Threshold};
use std::collections::{BTreeMap, BTreeSet};

/// A value while a definition is evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Val {
    /// The data say that there is none.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// Numbers in order.
    Numbers(Vec<i64>),
    /// A mark or a difference of marks.
    Mark(Mark),
    /// Whole laps.
    Laps(i64),
    /// A competitor, by row.
    Who(usize),
    /// Competitors in order.
    Many(Vec<usize>),
    /// A name, a code.
    Text(String),
    /// A day as the text gives it.
    Day(DayText),
    /// A share of the winning mark, in thousandths of a percent.
    Share(i64),
}

/// Whether a claim is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// It is.
    True,
    /// It is not; what the data say instead.
    False(String),
    /// The data do not say; which cell is missing.
    Unknown(String),
}

/// The cell that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown(pub String);

/// What a definition is evaluated over.
pub trait World {
    /// The value of a term.
    fn term(&self, name: &str, args: &[Val]) -> Result<Val, Unknown>;
    /// The winning mark, for limits that are a share of it.
    fn winning_mark(&self) -> Result<Mark, Unknown>;
    /// A value as messages and atoms print it.
    fn print(&self, value: &Val) -> String;
}

/// A definition with the values of its roles.
pub struct Evaluation<'a> {
    /// The terms.
    pub world: &'a dyn World,
    /// Values by role; a role may be absent.
    pub roles: &'a BTreeMap<String, Val>,
    /// Limits by name.
    pub limits: &'a BTreeMap<String, Threshold>,
}

impl std::fmt::Debug for Evaluation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evaluation").field("roles", &self.roles).finish_non_exhaustive()
    }
}

impl Evaluation<'_> {
    /// Whether the definition holds, and the atoms of its parts. An equality with an absent role is not claimed.
    pub fn holds(&self, means: &Expr) -> (Truth, BTreeSet<String>) {
        let mut atoms = BTreeSet::new();
        let mut unknown = None;
        for part in means.conjuncts() {
            if self.left_out(part) {
                continue;
            }
            match self.truth(part) {
                Truth::True => atoms.extend(self.atoms(part)),
                Truth::Unknown(reason) => unknown = unknown.or(Some(reason)),
                Truth::False(reason) => return (Truth::False(reason), BTreeSet::new()),
            }
        }
        (unknown.map_or(Truth::True, Truth::Unknown), atoms)
    }

    /// Whether a part is an equality with a role that is absent.
    pub fn left_out(&self, part: &Expr) -> bool {
        part.names().into_iter().any(|name| !self.roles.contains_key(name) && !self.limits.contains_key(name) && part.equality_with(name))
    }

    pub(super) fn truth(&self, expr: &Expr) -> Truth {
        match expr {
            Expr::And(parts) => parts.iter().map(|part| self.truth(part)).fold(Truth::True, both),
            Expr::Or(parts) => parts.iter().map(|part| self.truth(part)).fold(Truth::False("none of the cases holds".to_owned()), either),
            Expr::Not(part) => match self.truth(part) {
                Truth::True => Truth::False(format!("{} is true", self.show(part))),
                Truth::False(_) => Truth::True,
                unknown @ Truth::Unknown(_) => unknown,
            },
            Expr::Compare(how, a, b) => self.compare(*how, a, b),
            other => match self.value(other) {
                Ok(Val::Flag(true)) => Truth::True,
                Ok(value) => Truth::False(format!("{} is {}", self.show(other), self.world.print(&value))),
                Err(Unknown(reason)) => Truth::Unknown(reason),
            },
        }
    }

    fn compare(&self, how: Comparison, a: &Expr, b: &Expr) -> Truth {
        let (left, right) = match (self.value(a), self.value(b)) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(Unknown(reason)), _) | (_, Err(Unknown(reason))) => return Truth::Unknown(reason),
        };
        let (left, right) = match (self.scaled(&left, &right), self.scaled(&right, &left)) {
            (Ok(left), Ok(right)) => (left, right),
            (Err(Unknown(reason)), _) | (_, Err(Unknown(reason))) => return Truth::Unknown(reason),
        };
        let holds = match how {
            Comparison::Equal => same(&left, &right),
            Comparison::Unequal => !same(&left, &right),
            Comparison::Less => order(&left, &right).is_some_and(std::cmp::Ordering::is_lt),
            Comparison::AtMost => order(&left, &right).is_some_and(std::cmp::Ordering::is_le),
            Comparison::More => order(&left, &right).is_some_and(std::cmp::Ordering::is_gt),
            Comparison::AtLeast => order(&left, &right).is_some_and(std::cmp::Ordering::is_ge),
        };
        if holds {
            return Truth::True;
        }
        let (subject, value, wanted) =
            if matches!(a, Expr::Name(_)) && !matches!(b, Expr::Name(_)) { (b, &right, &left) } else { (a, &left, &right) };
        Truth::False(
            format!("{} is {}, not {} {}", self.show(subject), self.world.print(value), how.sign(), self.world.print(wanted))
                .replace("not == ", "not "),
        )
    }

    /// A share as a mark of the unit that it is compared with.
    fn scaled(&self, value: &Val, beside: &Val) -> Result<Val, Unknown> {
        let (Val::Share(share), Val::Mark(mark)) = (value, beside) else { return Ok(value.clone()) };
        let winning = self.world.winning_mark()?;
        Ok(Val::Mark(Mark { value: winning.value.saturating_mul(*share) / 100_000, ..*mark }))
    }

    pub(super) fn value(&self, expr: &Expr) -> Result<Val, Unknown> {
        match expr {
            Expr::Flag(flag) => Ok(Val::Flag(*flag)),
            Expr::Number(number) => Ok(Val::Number(*number)),
            Expr::Text(text) => Ok(Val::Text(text.clone())),
            Expr::Name(name) => self.name(name),
            Expr::Call { term, args } => {
                let args = args.iter().map(|arg| self.value(arg)).collect::<Result<Vec<_>, _>>()?;
                if args.contains(&Val::Nothing) {
                    return Ok(Val::Nothing);
                }
                self.world.term(term, &args)
            }
            Expr::Sum(plus, a, b) => match (self.value(a)?, self.value(b)?) {
                (Val::Number(a), Val::Number(b)) => Ok(Val::Number(if *plus { a + b } else { a - b })),
                _ => Ok(Val::Nothing),
            },
            Expr::Compare(..) | Expr::And(_) | Expr::Or(_) | Expr::Not(_) => match self.truth(expr) {
                Truth::True => Ok(Val::Flag(true)),
                Truth::False(_) => Ok(Val::Flag(false)),
                Truth::Unknown(reason) => Err(Unknown(reason)),
            },
        }
    }

    fn name(&self, name: &str) -> Result<Val, Unknown> {
        if let Some(value) = self.roles.get(name) {
            return Ok(value.clone());
        }
        match self.limits.get(name) {
            Some(Threshold::Mark(mark)) => Ok(Val::Mark(*mark)),
            Some(Threshold::Share(share)) => Ok(Val::Share(*share)),
            Some(Threshold::Count(count)) => Ok(Val::Number(*count)),
            None => Err(Unknown(format!("nothing stands for \"{name}\""))),
        }
    }

    /// An expression with its roles put in.
    fn show(&self, expr: &Expr) -> String {
        match expr {
            Expr::Call { term, args } => {
                let mut args: Vec<String> =
                    args.iter().map(|arg| self.value(arg).map_or_else(|_| self.show(arg), |value| self.world.print(&value))).collect();
                if term == "gap" {
                    args.sort();
                }
                format!("{term}({})", args.join(", "))
            }
            Expr::Sum(plus, a, b) => format!("{} {} {}", self.show(a), if *plus { "+" } else { "-" }, self.show(b)),
            Expr::Compare(how, a, b) => format!("{} {} {}", self.show(a), how.sign(), self.show(b)),
            Expr::Not(part) => format!("not {}", self.show(part)),
            Expr::Name(_) | Expr::Number(_) | Expr::Text(_) | Expr::Flag(_) => {
                self.value(expr).map_or_else(|_| expr.to_string(), |value| self.world.print(&value))
            }
            Expr::And(_) | Expr::Or(_) => expr.to_string(),
        }
    }

    /// The plain statements of a part. Statements about a list are statements about each of it.
    pub fn atoms(&self, part: &Expr) -> Vec<String> {
        if let Some(each) = self.spread(part) {
            return each;
        }
        match part {
            Expr::Compare(Comparison::Equal, a, b) => {
                let (call, other) = if matches!(a.as_ref(), Expr::Call { .. } | Expr::Sum(..)) { (a, b) } else { (b, a) };
                let value = self.value(other).map_or_else(|_| other.to_string(), |value| self.world.print(&value));
                vec![format!("{} == {value}", self.show(call))]
            }
            Expr::Flag(_) => Vec::new(),
            Expr::And(parts) => parts.iter().flat_map(|part| self.atoms(part)).collect(),
            Expr::Or(cases) => cases.iter().filter(|case| self.truth(case) == Truth::True).flat_map(|case| self.atoms(case)).collect(),
            Expr::Call { term, .. } if term == "held_on" => vec!["held_on".to_owned()],
            other => vec![self.show(other)],
        }
    }

    fn spread(&self, part: &Expr) -> Option<Vec<String>> {
        let list = |args: &[Expr]| match args.first().map(|arg| self.value(arg)) {
            Some(Ok(Val::Many(list))) => Some(list),
            _ => None,
        };
        let line =
            |term: &str, row: usize, value: &Val| format!("{term}({}) == {}", self.world.print(&Val::Who(row)), self.world.print(value));
        match part {
            Expr::Compare(Comparison::Equal, a, b) => {
                let Expr::Call { term, args } = a.as_ref() else { return None };
                let list = list(args)?;
                let value = self.value(b).ok()?;
                let one = term.trim_end_matches('s');
                match (term.as_str(), value) {
                    ("ranks" | "grids", Val::Numbers(numbers)) => {
                        Some(list.iter().zip(numbers).map(|(row, n)| line(one, *row, &Val::Number(n))).collect())
                    }
                    ("all_marks" | "one_mark", value) => Some(list.iter().map(|row| line("mark", *row, &value)).collect()),
                    ("fastest_lap_of", value) => Some(list.iter().map(|row| line("fastest_lap_time", *row, &value)).collect()),
                    ("one_rank", value) => Some(list.iter().map(|row| line("rank", *row, &value)).collect()),
                    ("last_rank" | "first_rank", _) => Some(self.each_rank(&list)),
                    _ => None,
                }
            }
            Expr::Call { term, args } => {
                let list = list(args)?;
                match (term.as_str(), args.get(1).map(|arg| self.value(arg))) {
                    ("all_irm", Some(Ok(code))) => Some(list.iter().map(|row| line("irm", *row, &code)).collect()),
                    ("all_missed", Some(Ok(number))) => Some(list.iter().map(|row| line("misses", *row, &number)).collect()),
                    ("all_out_in", Some(Ok(run))) => {
                        let dnf = Val::Text("DNF".to_owned());
                        Some(list.iter().flat_map(|row| [line("irm", *row, &dnf), line("irm_run", *row, &run)]).collect())
                    }
                    ("all_absent", _) => Some(
                        list.iter().filter_map(|row| Some(line("irm", *row, &self.world.term("irm", &[Val::Who(*row)]).ok()?))).collect(),
                    ),
                    ("all_qualified", _) => {
                        Some(list.iter().map(|row| format!("qualified({})", self.world.print(&Val::Who(*row)))).collect())
                    }
                    ("all_by_time", _) => {
                        let by_time = Val::Text("time".to_owned());
                        Some(list.iter().map(|row| line("qualified_by", *row, &by_time)).collect())
                    }
                    ("consecutive", _) => Some(self.each_rank(&list)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn each_rank(&self, list: &[usize]) -> Vec<String> {
        let ranked = |row: &usize| {
            let rank = self.world.term("rank", &[Val::Who(*row)]).ok()?;
            Some(format!("rank({}) == {}", self.world.print(&Val::Who(*row)), self.world.print(&rank)))
        };
        list.iter().filter_map(ranked).collect()
    }
}

fn both(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Truth::False(reason), _) | (_, Truth::False(reason)) => Truth::False(reason),
        (Truth::Unknown(reason), _) | (_, Truth::Unknown(reason)) => Truth::Unknown(reason),
        (Truth::True, Truth::True) => Truth::True,
    }
}

fn either(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Truth::True, _) | (_, Truth::True) => Truth::True,
        (Truth::Unknown(reason), _) | (_, Truth::Unknown(reason)) => Truth::Unknown(reason),
        (Truth::False(reason), Truth::False(_)) => Truth::False(reason),
    }
}

/// Equality: marks need the same value and, but for points, the same precision; "nothing" equals nothing.
pub(super) fn same(a: &Val, b: &Val) -> bool {
    match (a, b) {
        (Val::Nothing, _) | (_, Val::Nothing) => false,
        (Val::Mark(a), Val::Mark(b)) => a.unit == b.unit && a.value == b.value && (a.unit == Unit::Points || a.decimals == b.decimals),
        (Val::Text(a), Val::Text(b)) => a.eq_ignore_ascii_case(b),
        (a, b) => a == b,
    }
}

fn order(a: &Val, b: &Val) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Val::Number(a), Val::Number(b)) | (Val::Laps(a), Val::Laps(b)) => Some(a.cmp(b)),
        (Val::Mark(a), Val::Mark(b)) if a.unit == b.unit => Some(a.value.cmp(&b.value)),
        // A lap is more than any limit in seconds.
        (Val::Laps(_), Val::Mark(_)) => Some(std::cmp::Ordering::Greater),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
