//! The lexicon's own examples, evaluated over the values that they give.

use super::*;
use crate::lexicon::{Expr, Lexicon};

/// A world in which every term has the value that an example gives it.
struct Given<'a>(&'a BTreeMap<String, String>);

fn read(text: &str) -> Val {
    match Threshold::parse(text) {
        Some(Threshold::Mark(mark)) => Val::Mark(mark),
        Some(Threshold::Count(count)) => Val::Number(count),
        Some(Threshold::Share(_)) | None => Val::Text(text.to_owned()),
    }
}

impl World for Given<'_> {
    fn term(&self, name: &str, args: &[Val]) -> Result<Val, Unknown> {
        let args: Vec<String> = args.iter().map(|arg| self.print(arg)).collect();
        let key = format!("{name}({})", args.join(", "));
        self.0.get(&key).map(|text| read(text)).ok_or(Unknown(key))
    }

    fn winning_mark(&self) -> Result<Mark, Unknown> {
        match self.term("winning_mark", &[])? {
            Val::Mark(mark) => Ok(mark),
            _ => Err(Unknown("winning_mark()".to_owned())),
        }
    }

    fn print(&self, value: &Val) -> String {
        match value {
            Val::Text(text) => text.clone(),
            Val::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        }
    }
}

/// Roles without a value of their own stand for themselves; `at(2)` is a name too.
struct Roles;

impl Roles {
    fn of(means: &Expr, given: &BTreeMap<String, String>) -> BTreeMap<String, Val> {
        let mut roles = BTreeMap::new();
        for name in means.names() {
            roles.insert(name.to_owned(), given.get(name).map_or_else(|| Val::Text(name.to_owned()), |text| read(text)));
        }
        roles
    }
}

#[test]
fn every_example_of_the_lexicon_is_on_its_side_of_the_border() {
    let lexicon = Lexicon::embedded().unwrap();
    let mut seen = 0;
    for entry in lexicon.entries() {
        for example in &entry.examples {
            let mut given = example.given.clone();
            given.extend(["at(1)", "at(2)", "winner()"].map(|row| (row.to_owned(), row.to_owned())));
            let sport = example.sport.as_deref().unwrap_or("default");
            let limits: BTreeMap<String, Threshold> =
                entry.thresholds.keys().map(|name| (name.clone(), entry.threshold(name, sport).unwrap())).collect();
            let roles: BTreeMap<String, Val> =
                Roles::of(&entry.means, &given).into_iter().filter(|(name, _)| !limits.contains_key(name)).collect();
            let world = Given(&given);
            let evaluation = Evaluation { world: &world, roles: &roles, limits: &limits };
            let (truth, _) = evaluation.holds(&entry.means);
            assert_eq!(truth == Truth::True, example.inside, "[{}] {example:?}: {truth:?}", entry.name);
            assert!(!matches!(truth, Truth::Unknown(_)), "[{}] {example:?}: {truth:?}", entry.name);
            seen += 1;
        }
    }
    assert!(seen >= 15, "{seen}");
}

#[test]
fn every_threshold_has_an_example_on_both_sides() {
    for entry in Lexicon::embedded().unwrap().entries().filter(|entry| !entry.thresholds.is_empty()) {
        assert!(entry.examples.iter().any(|example| example.inside), "[{}] has no example inside", entry.name);
        assert!(entry.examples.iter().any(|example| !example.inside), "[{}] has no example outside", entry.name);
    }
}

#[test]
fn a_missing_cell_makes_a_claim_unknown_and_a_contradiction_makes_it_false() {
    let given = BTreeMap::from([("rank(self)".to_owned(), "2".to_owned())]);
    let roles = BTreeMap::from([("self".to_owned(), Val::Text("self".to_owned()))]);
    let world = Given(&given);
    let evaluation = Evaluation { world: &world, roles: &roles, limits: &BTreeMap::new() };
    let holds = |text: &str| evaluation.holds(&Expr::parse(text).unwrap()).0;
    assert_eq!(holds("rank(self) == 2"), Truth::True);
    assert!(matches!(holds("rank(self) == 1 and grid(self) == 1"), Truth::False(_)));
    assert!(matches!(holds("rank(self) == 2 and grid(self) == 1"), Truth::Unknown(_)));
    assert!(matches!(holds("not grid(self) == 1"), Truth::Unknown(_)));
    assert_eq!(holds("grid(self) == 1 or rank(self) == 2"), Truth::True);
    assert_eq!(holds("rank(self) == rank"), Truth::True, "a role that is left out is not claimed");
}
