//! Whether a clause reads "NAME VERB ... FIGURE STATISTIC" and holds nobody else who could be meant.

use super::super::found::Found;
use super::super::line::{Line, phrase};
use super::super::names::{Mention, Named};
use super::super::reader::Reader;
use super::super::sheet::Sheet;
use super::super::subject::Whose;
use super::super::vocabulary::Vocabulary;
use std::ops::Range;

/// Whether a name is given in full: first name and family name, or the name of a team.
pub(super) fn in_full(sheet: Sheet<'_>, line: &Line, whose: &Whose, name: &Range<usize>) -> bool {
    let plain = |words: Vec<String>| words.into_iter().filter(|word| word != ".").collect::<Vec<_>>();
    let here = plain(name.clone().map(|at| line.word(at).to_owned()).collect());
    match whose {
        Whose::Player(player) => {
            let full = plain(phrase(sheet.name(*player)));
            here.len() > 1 && full.starts_with(&here)
        }
        Whose::Side(which) => here.ends_with(&plain(phrase(&sheet.side(*which).nickname))),
        _ => false,
    }
}

/// Whether a figure stands in brackets right after a name: "Tom Alder (30 points, 12 rebounds)".
pub(super) fn in_brackets(line: &Line, name: &Range<usize>, figure: usize) -> bool {
    line.word(name.end) == "(" && (name.end + 1..figure).all(|at| !matches!(line.word(at), "(" | ")"))
}

/// Whether nobody but the name can be the subject of a figure that stands after it.
pub(super) fn alone(words: &Vocabulary, line: &Line, name: &Range<usize>, figure: usize) -> bool {
    let start = line.clause(name.start).start;
    let end = line.clause(figure).end;
    let opens = (start..name.start).all(|at| words.one_of("certain_lead_in", line.word(at)));
    let inside = |mention: &&Mention| mention.tokens.start >= start && mention.tokens.start < end && mention.tokens != *name;
    let harmless = |mention: &Mention| match mention.named {
        Named::Arena(_) => true,
        // "led the Herons with 30 points", "30 points against the Foxes".
        Named::Side(_) => mention.tokens.start > figure || led(words, line, mention),
        _ => false,
    };
    opens && line.mentions.iter().filter(inside).all(harmless)
}

/// Whether a side is the one that somebody led.
fn led(words: &Vocabulary, line: &Line, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let verb = start - usize::from(line.before(start) == "the");
    words.one_of("led", line.before(verb)) && line.word(mention.tokens.end) == "with"
}

/// Whether only verbs, other figures of the same name and words of known use lead from a name to its figure, a verb first.
pub(super) fn leads(reader: &Reader<'_>, line: &Line, all: &[Found], name: &Range<usize>, figure: usize) -> bool {
    let words = reader.vocabulary;
    let verb = line.phrase(words.list("certain_verb"), name.end);
    let mut at = name.end + verb.unwrap_or(0);
    while at < figure {
        let Some(width) = known(reader, line, all, name, at) else { return false };
        at += width;
    }
    verb.is_some() && at == figure
}

/// How many words of known use stand here.
fn known(reader: &Reader<'_>, line: &Line, all: &[Found], name: &Range<usize>, at: usize) -> Option<usize> {
    let words = reader.vocabulary;
    let own = |one: &&Found| one.tokens.start == at && one.figure.as_ref().is_some_and(|said| said.name.as_ref() == Some(name));
    let figure = || all.iter().find(own).map(|one| one.tokens.len());
    let statistic = || line.keyed(&words.statistics, at).map(|(width, _)| width);
    let shots = || line.keyed(&words.shooting, at).map(|(width, _)| width);
    let plain = || ["certain_verb", "certain_between"].iter().find_map(|list| line.phrase(words.list(list), at));
    let side =
        || line.mentions.iter().find(|mention| mention.tokens.start == at && led(words, line, mention)).map(|side| side.tokens.len());
    figure().or_else(statistic).or_else(shots).or_else(plain).or_else(side)
}

/// Whether what follows a figure leaves it alone.
pub(super) fn closed(words: &Vocabulary, line: &Line, end: usize) -> bool {
    line.word(end).is_empty() || line.phrase(words.list("certain_after"), end).is_some()
}
