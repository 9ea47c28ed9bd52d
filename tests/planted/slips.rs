//! The slips that a careless editor makes, and when what they say is false.

use super::phrase_files::Written;
use stringer::facts::{Fact, Value};

/// A kind of slip, as the report counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    WrongWhen,
    SwappedRoles,
    LostNot,
    DroppedFact,
    WrongOrdinal,
    WrongPredicate,
}

/// For which facts the planted form is false; that follows from the slip, not from what the verifier thinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum False {
    /// For every fact of the kind.
    Always,
    /// For those that lack the condition which the sound form asks for.
    Without(&'static str),
    /// Where two roles have different values.
    Differ(&'static str, &'static str),
    /// Where a role has not this code.
    Unless(&'static str, &'static str),
    /// Where a number is not this one.
    NotNumber(&'static str, u32),
    /// Where the number is below this one.
    Below(&'static str, u32),
    /// Where the first number is more than half of the second.
    Most(&'static str, &'static str),
    /// Where the value of a role stands nowhere in the copy up to the end of the sentence.
    Unsaid(&'static str),
}

/// One bug to plant.
#[derive(Debug, Clone)]
pub struct Bug {
    pub slip: Slip,
    pub sound: Written,
    pub planted: Written,
    pub when: False,
    /// The words or roles that change.
    pub label: String,
    /// A condition that was taken away.
    pub lost: Option<String>,
    /// Roles that need not be said any more.
    pub optional: Vec<&'static str>,
}

type Rewording = (Slip, &'static str, &'static str, False);

const REWORDINGS: &[Rewording] = &[
    (Slip::LostNot, "did not finish", "finished", False::Always),
    (Slip::LostNot, "did not finish", "did finish", False::Always),
    (Slip::LostNot, "failed to finish", "managed to finish", False::Always),
    (Slip::LostNot, "not to finish", "to finish", False::Always),
    (Slip::LostNot, "did not start", "started", False::Always),
    (Slip::LostNot, "did not take the start", "took the start", False::Always),
    (Slip::LostNot, "did not compete", "competed", False::Always),
    (Slip::LostNot, "was not classified", "was classified", False::Always),
    (Slip::LostNot, "non-starters", "starters", False::Always),
    (Slip::LostNot, "non-starter", "starter", False::Always),
    (Slip::LostNot, "no pit stops", "pit stops", False::Always),
    (Slip::LostNot, "did not stop", "stopped once", False::Always),
    (Slip::LostNot, "was disqualified", "was not disqualified", False::Always),
    (Slip::LostNot, "were disqualified", "were not disqualified", False::Always),
    (Slip::LostNot, ", subject to ratification", "", False::Always),
    (Slip::WrongOrdinal, "finished third", "finished second", False::Always),
    (Slip::WrongOrdinal, "was third", "was fourth", False::Always),
    (Slip::WrongOrdinal, "came third", "came first", False::Always),
    (Slip::WrongOrdinal, "third place", "second place", False::Always),
    (Slip::WrongOrdinal, "third was", "fourth was", False::Always),
    (Slip::WrongOrdinal, "back in third", "back in fourth", False::Always),
    (Slip::WrongOrdinal, "finishing third", "finishing fifth", False::Always),
    (Slip::WrongOrdinal, "{third} third", "{third} second", False::Always),
    (Slip::WrongOrdinal, "second was", "third was", False::Always),
    (Slip::WrongOrdinal, "second place went", "third place went", False::Always),
    (Slip::WrongOrdinal, "{second} second", "{second} third", False::Always),
    (Slip::WrongOrdinal, "back in second", "back in third", False::Always),
    (Slip::WrongOrdinal, "in second place", "in third place", False::Always),
    (Slip::WrongOrdinal, "first place", "second place", False::Always),
    (Slip::WrongOrdinal, "was fourth", "was fifth", False::Always),
    (Slip::WrongOrdinal, "finished fourth", "finished third", False::Always),
    (Slip::WrongOrdinal, "fourth was", "fifth was", False::Always),
    (Slip::WrongOrdinal, "{fifth} fifth", "{fifth} seventh", False::Always),
    (Slip::WrongOrdinal, "from fourth to sixth", "from third to fifth", False::Always),
    (Slip::WrongOrdinal, "the top six", "the top five", False::Always),
    (Slip::WrongOrdinal, "the first six", "the first seven", False::Always),
    (Slip::WrongOrdinal, "first and second", "second and third", False::Always),
    (Slip::WrongOrdinal, "first two places", "first three places", False::Always),
    (Slip::WrongOrdinal, "second and third", "first and second", False::Always),
    (Slip::WrongOrdinal, "stopped once", "stopped twice", False::Always),
    (Slip::WrongOrdinal, "stopped twice", "stopped once", False::Always),
    (Slip::WrongOrdinal, "pitted twice", "pitted three times", False::Always),
    (Slip::WrongOrdinal, "is first in", "is second in", False::Always),
    (Slip::WrongOrdinal, "{attempt} round", "first round", False::NotNumber("attempt", 1)),
    (Slip::WrongOrdinal, "started {grid}", "started first", False::NotNumber("grid", 1)),
    (Slip::WrongOrdinal, "starting {grid}", "starting first", False::NotNumber("grid", 1)),
    (Slip::WrongOrdinal, "{rank} place", "second place", False::NotNumber("rank", 2)),
    (Slip::WrongOrdinal, "{rank} at", "ninth at", False::NotNumber("rank", 9)),
    (Slip::WrongPredicate, "won the {event}", "lost the {event}", False::Always),
    (Slip::WrongPredicate, "was the winner of", "was the runner-up in", False::Always),
    (Slip::WrongPredicate, "wins", "loses", False::Always),
    (Slip::WrongPredicate, "takes", "misses", False::Always),
    (Slip::WrongPredicate, "ahead of {second}", "behind {second}", False::Always),
    (Slip::WrongPredicate, "clear of {second}", "behind {second}", False::Always),
    (Slip::WrongPredicate, "beat {second}", "lost to {second}", False::Always),
    (Slip::WrongPredicate, "beat {second}", "held off {second}", False::Always),
    (Slip::WrongPredicate, "beating {second}", "losing to {second}", False::Always),
    (Slip::WrongPredicate, "behind the winner", "ahead of the winner", False::Always),
    (Slip::WrongPredicate, "the runner-up was", "the winner was", False::Always),
    (Slip::WrongPredicate, "runner-up", "third", False::Always),
    (Slip::WrongPredicate, "beat {second}", "edged {second}", False::Without("edged")),
    (Slip::WrongPredicate, "beating {second} by", "beating {second} by just", False::Without("edged")),
    (Slip::WrongPredicate, "won by {gap}", "won by just {gap}", False::Without("edged")),
    (Slip::WrongPredicate, "retired", "was disqualified", False::Always),
    (Slip::WrongPredicate, "retired", "crashed", False::Always),
    (Slip::WrongPredicate, "dropped out", "was lapped", False::Always),
    (Slip::WrongPredicate, "failed to finish", "failed to start", False::Always),
    (Slip::WrongPredicate, "was disqualified", "retired", False::Always),
    (Slip::WrongPredicate, "were disqualified", "failed to finish", False::Always),
    (Slip::WrongPredicate, "after {who} was disqualified", "because {who} was disqualified", False::Always),
    (Slip::WrongPredicate, "a faster time", "a slower time", False::Always),
    (Slip::WrongPredicate, "a better mark", "a worse mark", False::Always),
    (Slip::WrongPredicate, "fastest lap", "slowest lap", False::Always),
    (Slip::WrongPredicate, "was fastest", "was slowest", False::Always),
    (Slip::WrongPredicate, "climbed", "slipped", False::Always),
    (Slip::WrongPredicate, "gained {places}", "lost {places}", False::Always),
    (Slip::WrongPredicate, "slipped", "climbed", False::Always),
    (Slip::WrongPredicate, "from pole", "from the pit lane", False::Always),
    (Slip::WrongPredicate, "from the pit lane", "from pole", False::Always),
    (Slip::WrongPredicate, "after starting", "despite starting", False::Below("grid", 8)),
    (Slip::WrongPredicate, "one-two", "one-two-three", False::Always),
    (Slip::WrongPredicate, "broke the", "equalled the", False::Always),
    (Slip::WrongPredicate, "equalled the", "broke the", False::Always),
    (Slip::WrongPredicate, "set {code:a}", "equalled {code:a}", False::Always),
    (Slip::WrongPredicate, "{code:a}", "a world record", False::Unless("code", "WR")),
    (Slip::WrongPredicate, "{code:a}", "an Olympic record", False::Unless("code", "OR")),
    (Slip::WrongPredicate, "{who} won {medal}", "{who} won gold", False::Unless("medal", "gold")),
    (Slip::WrongPredicate, "leads the", "is second in the", False::Always),
    (Slip::WrongPredicate, "heads the", "is third in the", False::Always),
    (Slip::WrongPredicate, "led at", "trailed at", False::Always),
    (Slip::WrongPredicate, "leading at", "trailing at", False::Always),
    (Slip::WrongPredicate, "on the lead lap", "a lap down", False::Always),
    (Slip::WrongPredicate, "{finishers} of", "only {finishers} of", False::Most("finishers", "starters")),
    (Slip::WrongPredicate, "were classified", "retired", False::Always),
    (Slip::WrongPredicate, "starters finished", "starters failed to start", False::Always),
    (Slip::WrongPredicate, "all {starters}", "none of the {starters}", False::Always),
    (Slip::WrongPredicate, "the next round", "the repechage", False::Always),
    (Slip::WrongPredicate, "the best placed", "the worst placed", False::Always),
    (Slip::WrongPredicate, "the best placing", "the only placing", False::Always),
    (Slip::WrongPredicate, "on {day}", "on the eve of {day}", False::Always),
    (Slip::WrongPredicate, "at {venue}", "away from {venue}", False::Always),
    (Slip::WrongPredicate, "in {city}", "outside {city}", False::Always),
    (Slip::WrongPredicate, "of {nation}", "formerly of {nation}", False::Always),
    (Slip::WrongPredicate, "of {team}", "formerly of {team}", False::Always),
    (Slip::WrongPredicate, "in the same time", "in a faster time", False::Always),
    (Slip::WrongPredicate, "shared", "narrowly missed", False::Always),
    (Slip::WrongPredicate, "tied for", "fought for", False::Always),
    (Slip::WrongPredicate, "is {state}", "is official", False::Always),
    (Slip::WrongPredicate, "are {state}", "are official", False::Always),
    (Slip::WrongPredicate, "completed the podium", "missed the podium", False::Always),
    (Slip::DroppedFact, " by {gap}", "", False::Unsaid("gap")),
    (Slip::DroppedFact, "{gap} ahead", "ahead", False::Unsaid("gap")),
    (Slip::DroppedFact, ", {gap} back", "", False::Unsaid("gap")),
    (Slip::DroppedFact, ", {gap} behind the winner", "", False::Unsaid("gap")),
    (Slip::DroppedFact, " in {mark}", "", False::Unsaid("mark")),
    (Slip::DroppedFact, " of {mark}", "", False::Unsaid("mark")),
    (Slip::DroppedFact, " on lap {lap:figure}", "", False::Unsaid("lap")),
    (Slip::DroppedFact, ", {time:clock} on", " on", False::Unsaid("time")),
    (Slip::DroppedFact, " with {points}", "", False::Unsaid("points")),
    (Slip::DroppedFact, " on {points}", "", False::Unsaid("points")),
    (Slip::DroppedFact, ", {lead} ahead", "", False::Unsaid("lead")),
    (Slip::DroppedFact, " by {lead}", "", False::Unsaid("lead")),
    (Slip::DroppedFact, " to finish {rank}", "", False::Unsaid("rank")),
    (Slip::DroppedFact, " and finished {rank}", "", False::Unsaid("rank")),
    (Slip::DroppedFact, " and {sixth} sixth", "", False::Unsaid("sixth")),
    (Slip::DroppedFact, " of the {starters} starters", " starters", False::Unsaid("starters")),
    (Slip::DroppedFact, ", {count} were", " some were", False::Unsaid("count")),
    (Slip::DroppedFact, " for {rank} place", "", False::Unsaid("rank")),
];

/// Roles of one type that an editor could mix up.
const PAIRS: [(&str, &str); 10] = [
    ("winner", "second"),
    ("fourth", "fifth"),
    ("fifth", "sixth"),
    ("fourth", "sixth"),
    ("grid", "rank"),
    ("finishers", "starters"),
    ("count", "starters"),
    ("count", "among"),
    ("who", "winner"),
    ("points", "lead"),
];

impl Bug {
    /// Every slip that can be made in a form.
    pub fn all_of(form: &Written) -> Vec<Self> {
        let bug = |slip, label: String, say: String, when| Self {
            slip,
            label,
            sound: form.clone(),
            planted: Written { say, ..form.clone() },
            when,
            lost: None,
            optional: Vec::new(),
        };
        let mut bugs = Vec::new();
        for (slip, from, to, when) in REWORDINGS.iter().copied() {
            if let Some(say) = replaced(&form.say, from, to) {
                let optional = if let False::Unsaid(role) = when { vec![role] } else { Vec::new() };
                bugs.push(Self { optional, ..bug(slip, format!("{from} {to}"), say, when) });
            }
        }
        for (a, b) in PAIRS {
            if let Some(say) = swapped(&form.say, a, b) {
                bugs.push(bug(Slip::SwappedRoles, format!("{a} {b}"), say, False::Differ(a, b)));
            }
        }
        for lost in form.when.iter().filter(|name| bears_truth(name, &form.say)) {
            let when = form.when.iter().filter(|name| *name != lost).cloned().collect();
            let planted = Written { when, ..form.clone() };
            bugs.push(Self { planted, lost: Some(lost.clone()), ..bug(Slip::WrongWhen, String::new(), String::new(), False::Always) });
        }
        bugs
    }

    /// What is planted, for the report and for choosing one of several alike.
    pub fn name(&self) -> String {
        let Written { kind, position, .. } = &self.sound;
        match &self.lost {
            Some(lost) => format!("[{kind}] {position}: `{}` without `{lost}`", self.sound.say),
            None => format!("[{kind}] {position}: `{}` for `{}`", self.planted.say, self.sound.say),
        }
    }

    /// What is the same for slips of which one is enough.
    pub fn sort(&self) -> String {
        let Written { kind, position, .. } = &self.sound;
        format!("{:?} {kind} {position} {} {:?}", self.slip, self.label, self.lost)
    }
}

/// Whether a form would be false without this condition, and not only clumsy ("one were", "a lap back"); some are only with words
/// that depend on it.
fn bears_truth(condition: &str, say: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| say.split(' ').any(|other| other.trim_matches(',') == *word));
    match condition {
        "one" => say.contains("the only") || has(&["once", "single"]),
        "two" => has(&["both", "twice"]),
        "over_two" => has(&["all"]),
        "two_splits" => has(&["both"]),
        "timed" => has(&["time", "timed", "clocked", "clocking"]),
        "first_place" => has(&["winning"]),
        "one_holder" => has(&["the"]),
        "none" | "edged" | "narrow" | "comfortable" | "dominated" | "comeback" | "decides" | "one_winner" | "broken" | "equalled"
        | "unconfirmed" | "all_of_them" | "to_final" => true,
        _ => condition.starts_with("irm_"),
    }
}

/// The text with the first whole occurrence of some words replaced; `None` where they do not stand there.
fn replaced(say: &str, from: &str, to: &str) -> Option<String> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
    let (at, _) = say.match_indices(from).find(|(at, _)| {
        let bare = !from.starts_with(|c: char| c.is_alphanumeric()) || edge(say[..*at].chars().next_back());
        bare && (!from.ends_with(|c: char| c.is_alphanumeric()) || edge(say[at + from.len()..].chars().next()))
    })?;
    let text = format!("{}{to}{}", &say[..at], &say[at + from.len()..]);
    Some(text.trim().to_owned())
}

/// The text with two slots in each other's place; `None` where one of them is missing.
fn swapped(say: &str, a: &str, b: &str) -> Option<String> {
    let slot = |role: &str| ["}", ":", "'"].iter().map(|end| format!("{{{role}{end}")).find(|slot| say.contains(slot.as_str()));
    let (one, two) = (slot(a)?, slot(b)?);
    // Only the role moves: the form that a slot asks for belongs to the place.
    let moved = |slot: &str, role: &str| format!("{{{role}{}", &slot[slot.len() - 1..]);
    Some(say.replace(&one, "\u{0}").replace(&two, &moved(&two, a)).replace('\u{0}', &moved(&one, b)))
}

impl False {
    /// Whether the planted form is false of a fact. `text` is the copy up to the end of the sentence, `said` the words of a value.
    pub fn of(self, fact: &Fact, holds: &dyn Fn(&str) -> bool, said: &dyn Fn(&Value) -> Vec<String>, text: &str) -> bool {
        let number = |role: &str| match fact.roles.get(role) {
            Some(Value::Count(number) | Value::Ordinal(number)) => Some(*number),
            _ => None,
        };
        match self {
            Self::Always => true,
            // A gap that is none is below every limit.
            Self::Without(condition) => fact.roles.contains_key("gap") && !holds(condition),
            Self::Differ(a, b) => fact.roles.get(a).zip(fact.roles.get(b)).is_some_and(|(a, b)| said(a) != said(b)),
            Self::Unless(role, code) => !matches!(fact.roles.get(role), Some(Value::Code(found)) if found == code),
            Self::NotNumber(role, other) => number(role).is_some_and(|number| number != other),
            Self::Below(role, least) => number(role).is_some_and(|number| number < least),
            Self::Most(part, whole) => number(part).zip(number(whole)).is_some_and(|(part, whole)| 2 * part > whole),
            Self::Unsaid(role) => fact.roles.get(role).is_some_and(|value| said(value).iter().all(|words| !text.contains(words.as_str()))),
        }
    }
}
