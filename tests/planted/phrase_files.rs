//! The phrase files of a sport, read as trees, so that a bug can be planted where an editor would make it.

use std::collections::BTreeSet;
use stringer::event::Sport;
use stringer::grammar::Grammar;
use stringer::pipeline::Templates;

/// Keys of a kind that hold no forms.
const NO_FORMS: [&str; 4] = ["joins", "optional", "binds", "themes"];

/// A form with its alternatives written out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    pub kind: String,
    pub position: String,
    pub say: String,
    pub when: Vec<String>,
    /// Everything else that stands with the form, as TOML.
    pub rest: String,
}

/// The line of a recap that a position stands in: forms of one line can replace each other.
pub fn line_of(position: &str) -> &'static str {
    ["headline", "standfirst", "label"].into_iter().find(|line| position.starts_with(line)).unwrap_or("body")
}

/// Whether a form at a position could say a fact on a line: what stands beside the clauses of the body serves the lines above
/// it, too.
fn serves(position: &str, line: &str) -> bool {
    let own = line_of(position);
    own == line || (own == "body" && matches!(line, "headline" | "standfirst") && !matches!(position, "clause" | "adjunct"))
}

/// The phrase files of one sport.
#[derive(Debug, Clone)]
pub struct PhraseFiles {
    files: Vec<(String, toml::Table)>,
}

impl PhraseFiles {
    pub fn of(sport: Sport, templates: &Templates) -> Self {
        let read = |name: &&str| ((*name).to_owned(), templates.get(name).unwrap().parse().unwrap());
        Self { files: Grammar::files_of(sport).iter().map(read).collect() }
    }

    /// Every form of every kind; one for each way through its alternatives.
    pub fn forms(&self) -> BTreeSet<Written> {
        let mut found = BTreeSet::new();
        for (kind, table) in self.files.iter().flat_map(|(_, file)| file).filter_map(|(kind, value)| Some((kind, value.as_table()?))) {
            for (position, forms) in table.iter().filter(|(key, _)| !NO_FORMS.contains(&key.as_str())) {
                for form in forms.as_array().into_iter().flatten().flat_map(group) {
                    let (say, when, rest) = read(form);
                    let written =
                        |say| Written { kind: kind.clone(), position: position.clone(), say, when: when.clone(), rest: rest.clone() };
                    found.extend(paths(&say).into_iter().map(written));
                }
            }
        }
        found
    }

    /// The same files with one form in place of all that its kind has for that line of the recap, so that whoever says the fact
    /// there says it so. `optional` roles need not be said.
    pub fn with_alone(&self, form: &Written, optional: &[&str]) -> Vec<(String, String)> {
        let mut files = self.files.clone();
        let line = line_of(&form.position);
        let mut planted = false;
        for table in files.iter_mut().filter_map(|(_, file)| file.get_mut(&form.kind)).filter_map(toml::Value::as_table_mut) {
            let gone: Vec<String> = table.keys().filter(|key| table[*key].is_array() && serves(key, line)).cloned().collect();
            for key in gone.iter().filter(|key| !NO_FORMS.contains(&key.as_str())) {
                table.remove(key);
            }
            if !std::mem::replace(&mut planted, true) {
                let when = form.when.iter().cloned().map(toml::Value::String).collect();
                let mut alone: toml::Table = form.rest.parse().unwrap();
                alone.extend([("say".to_owned(), form.say.clone().into()), ("when".to_owned(), toml::Value::Array(when))]);
                table.insert(form.position.clone(), toml::Value::Array(vec![alone.into()]));
                let more = optional.iter().map(|role| toml::Value::from(*role));
                let roles = table.entry("optional").or_insert_with(|| toml::Value::Array(Vec::new()));
                roles.as_array_mut().unwrap().extend(more);
            }
        }
        files.into_iter().map(|(name, table)| (name, toml::to_string(&table).unwrap())).collect()
    }
}

/// The forms of an entry of a list: itself, or those of equal worth that it holds.
fn group(entry: &toml::Value) -> &[toml::Value] {
    entry.as_array().map_or(std::slice::from_ref(entry), Vec::as_slice)
}

fn read(form: &toml::Value) -> (String, Vec<String>, String) {
    let Some(table) = form.as_table() else { return (form.as_str().unwrap().to_owned(), Vec::new(), String::new()) };
    let when = match table.get("when") {
        Some(toml::Value::Array(names)) => names.iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
        Some(name) => vec![name.as_str().unwrap().to_owned()],
        None => Vec::new(),
    };
    let mut rest = table.clone();
    rest.retain(|key, _| !["say", "when"].contains(&key));
    (table["say"].as_str().unwrap().to_owned(), when, toml::to_string(&rest).unwrap())
}

/// The texts of a form, one for each way through its alternatives.
fn paths(say: &str) -> Vec<String> {
    let Some(close) = say.find(')') else { return vec![say.split_whitespace().collect::<Vec<_>>().join(" ")] };
    let open = say[..close].rfind('(').unwrap();
    let choices = say[open + 1..close].split('|');
    choices.flat_map(|choice| paths(&format!("{}{choice}{}", &say[..open], &say[close + 1..]))).collect()
}
