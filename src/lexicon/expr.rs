//! Definitions: the small language in which an entry says when its claim is true.

use std::collections::BTreeSet;
use std::fmt;

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The sign as it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// A definition, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text in single quotes.
    Text(String),
    /// A role or a threshold.
    Name(String),
    /// A term over the event.
    Call {
        /// The term's name.
        term: String,
        /// Its arguments.
        args: Vec<Expr>,
    },
    /// A comparison.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// All of these.
    And(Vec<Expr>),
    /// At least one of these.
    Or(Vec<Expr>),
    /// The contrary.
    Not(Box<Expr>),
    /// A sum (`true`) or a difference (`false`).
    Sum(bool, Box<Expr>, Box<Expr>),
}

impl Expr {
    /// Reads a definition; the error is a lowercase fragment.
    pub fn parse(text: &str) -> Result<Self, String> {
        let tokens = lex(text)?;
        let mut parser = Parser { tokens, at: 0 };
        let expr = parser.either()?;
        match parser.peek() {
            None => Ok(expr),
            Some(extra) => Err(format!("\"{extra}\" is left over in \"{text}\"")),
        }
    }

    /// The parts that must all hold.
    pub fn conjuncts(&self) -> Vec<&Self> {
        match self {
            Self::And(parts) => parts.iter().flat_map(Self::conjuncts).collect(),
            other => vec![other],
        }
    }

    /// Every bare name (roles and thresholds).
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.walk(&mut |expr| {
            if let Self::Name(name) = expr {
                names.insert(name.as_str());
            }
        });
        names
    }

    /// Calls `visit` on this expression and on every part of it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Call { args, .. } => args.iter().for_each(|arg| arg.walk(visit)),
            Self::Compare(_, a, b) | Self::Sum(_, a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Self::Not(part) => part.walk(visit),
            Self::Flag(_) | Self::Number(_) | Self::Text(_) | Self::Name(_) => {}
        }
    }

    /// The role, when this is `role == something` or `something == role` and the other side does not name it.
    pub fn equality_with(&self, role: &str) -> bool {
        let Self::Compare(Comparison::Equal, a, b) = self else { return false };
        let is_role = |side: &Self| matches!(side, Self::Name(name) if name == role);
        (is_role(a) && !b.names().contains(role)) || (is_role(b) && !a.names().contains(role))
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, parts: &[Self], between: &str| {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    f.write_str(between)?;
                }
                write!(f, "{part}")?;
            }
            Ok(())
        };
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "'{text}'"),
            Self::Name(name) => f.write_str(name),
            Self::Call { term, args } => {
                write!(f, "{term}(")?;
                list(f, args, ", ")?;
                f.write_str(")")
            }
            Self::Compare(how, a, b) => write!(f, "{a} {} {b}", how.sign()),
            Self::And(parts) => list(f, parts, " and "),
            Self::Or(parts) => {
                f.write_str("(")?;
                list(f, parts, " or ")?;
                f.write_str(")")
            }
            Self::Not(part) => write!(f, "not ({part})"),
            Self::Sum(plus, a, b) => write!(f, "({a} {} {b})", if *plus { "+" } else { "-" }),
        }
    }
}

fn lex(text: &str) -> Result<Vec<String>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
        } else if c.is_ascii_alphanumeric() || c == '_' {
            let mut word = String::new();
            while let Some(&c) = chars.peek().filter(|c| c.is_ascii_alphanumeric() || **c == '_') {
                word.push(c);
                chars.next();
            }
            tokens.push(word);
        } else if c == '\'' {
            chars.next();
            let body: String = chars.by_ref().take_while(|c| *c != '\'').collect();
            tokens.push(format!("'{body}"));
        } else if matches!(c, '(' | ')' | ',' | '+' | '-') {
            tokens.push(c.to_string());
            chars.next();
        } else if matches!(c, '=' | '!' | '<' | '>') {
            chars.next();
            let double = chars.peek() == Some(&'=');
            if double {
                chars.next();
            }
            tokens.push(if double { format!("{c}=") } else { c.to_string() });
        } else {
            return Err(format!("\"{c}\" has no meaning in the definition \"{text}\""));
        }
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<String>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.all()?];
        while self.eat("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Or(parts) })
    }

    fn all(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.negated()?];
        while self.eat("and") {
            parts.push(self.negated()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::And(parts) })
    }

    fn negated(&mut self) -> Result<Expr, String> {
        if self.eat("not") { Ok(Expr::Not(Box::new(self.negated()?))) } else { self.comparison() }
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        let left = self.sum()?;
        let how = match self.peek() {
            Some("==") => Comparison::Equal,
            Some("!=") => Comparison::Unequal,
            Some("<") => Comparison::Less,
            Some("<=") => Comparison::AtMost,
            Some(">") => Comparison::More,
            Some(">=") => Comparison::AtLeast,
            _ => return Ok(left),
        };
        self.at += 1;
        let right = self.sum()?;
        Ok(Expr::Compare(how, Box::new(left), Box::new(right)))
    }

    fn sum(&mut self) -> Result<Expr, String> {
        let mut left = self.atom()?;
        loop {
            let plus = if self.eat("+") {
                true
            } else if self.eat("-") {
                false
            } else {
                return Ok(left);
            };
            left = Expr::Sum(plus, Box::new(left), Box::new(self.atom()?));
        }
    }

    fn atom(&mut self) -> Result<Expr, String> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Err("the definition ends too early".to_owned()) };
        self.at += 1;
        if token == "(" {
            let inner = self.either()?;
            return if self.eat(")") { Ok(inner) } else { Err("a bracket is not closed".to_owned()) };
        }
        if let Some(text) = token.strip_prefix('\'') {
            return Ok(Expr::Text(text.to_owned()));
        }
        if let Ok(number) = token.parse() {
            return Ok(Expr::Number(number));
        }
        if token == "true" || token == "false" {
            return Ok(Expr::Flag(token == "true"));
        }
        if !token.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(format!("\"{token}\" stands where a value is expected"));
        }
        if !self.eat("(") {
            return Ok(Expr::Name(token));
        }
        let mut args = Vec::new();
        while !self.eat(")") {
            args.push(self.sum()?);
            if !self.eat(",") && self.peek() != Some(")") {
                return Err(format!("the arguments of {token} are not closed"));
            }
        }
        Ok(Expr::Call { term: token, args })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_read_and_written_back() {
        for text in [
            "rank(self) == 1 and rank(other) == 2 and gap(self, other) <= edged_max",
            "(rank(self) < grid(self) or not (pit_lane(self)))",
            "(grid(self) - rank(self)) == places",
            "irm(self) == 'DNF' and true",
        ] {
            assert_eq!(Expr::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_definition_is_refused() {
        for text in ["", "rank(", "rank(self) ==", "a b", "rank(self) == 1)", "a & b", "== 1"] {
            assert!(Expr::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_and_conjuncts_are_found() {
        let expr = Expr::parse("rank(self) == 1 and gap(self, other) == gap and gap < edged_max").unwrap();
        assert_eq!(expr.names().into_iter().collect::<Vec<_>>(), ["edged_max", "gap", "other", "self"]);
        let parts = expr.conjuncts();
        assert_eq!(parts.len(), 3);
        assert!(parts[1].equality_with("gap"));
        assert!(!parts[2].equality_with("gap"));
    }
}
