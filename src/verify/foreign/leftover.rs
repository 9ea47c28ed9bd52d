//! What no claim covers: words that were not read, names spelt wrong, quotations, datelines.

use super::bench::{Bench, Reading, Told};
use super::document::Block;
use super::sentence::Sentence;
use super::spelling::{Misspelt, fold};
use super::statement::{Kind, Ruling, SentenceReport, Spot, Statement};
use crate::verify::claim::How;
use crate::verify::numbers;
use crate::verify::tokens::Token;
use std::collections::BTreeMap;
use std::ops::Range;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CAUSES: [&str; 8] = ["because", "thanks", "due", "since", "following", "owing", "despite", "although"];
const FUTURE: [&str; 6] = ["will", "next", "upcoming", "tomorrow", "shall", "plans"];
/// Words that alone say nothing that could be checked.
const EMPTY: [&str; 40] = [
    "the", "a", "an", "and", "but", "in", "on", "at", "of", "to", "for", "with", "by", "from", "as", "it", "its", "his", "her", "their",
    "he", "she", "they", "was", "were", "is", "are", "had", "has", "have", "been", "that", "this", "who", "which", "while", "also", "then",
    "be", "or",
];

/// Why what was read of a sentence cannot be held against it; `None` where it can.
pub(super) fn doubt(bench: &Bench<'_>, reading: &Reading) -> Option<String> {
    if reading.islands.whole {
        return None;
    }
    let words: Vec<&Token> =
        reading.islands.unread.iter().flat_map(|range| reading.tokens.get(range.clone()).unwrap_or_default()).collect();
    let has = |list: &[String]| words.iter().find(|token| list.contains(&token.lower)).map(|token| token.text.as_str());
    let wording = bench.wording;
    if let Some(word) = has(&wording.unreal) {
        return Some(format!("\"{word}\" may make it a wish or a rumour"));
    }
    if let Some(word) = has(&wording.occasions) {
        return Some(format!("\"{word}\" may take it to another occasion"));
    }
    if let Some(word) = has(&wording.moments) {
        return Some(format!("\"{word}\" may take it to a moment of the event"));
    }
    let year = bench.event.day.map(|day| day.year.to_string());
    let other_year = words
        .iter()
        .find(|token| token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit()) && Some(&token.text) != year.as_ref());
    other_year.map(|token| format!("{} may take it to another occasion", token.text))
}

/// A name that is nearly one of the event.
pub(super) fn misspelt(sentence: &Sentence<'_, '_>, bytes: &Range<usize>, found: &Misspelt) -> Statement {
    let mut statement = sentence.bare(bytes, "F2", Kind::Name, String::new());
    if found.marks_only {
        statement.ruling = Ruling::Supported;
        statement.reason = format!("the feed writes {}", found.right);
    } else {
        statement.ruling = Ruling::Contradicted;
        statement.reason = format!("the feed has no such name: it writes {}", found.right);
        statement.certain = true;
        statement.spots = vec![Spot { span: statement.span.clone(), text: statement.text.clone(), fix: Some(found.right.clone()) }];
    }
    statement
}

/// Words in quotation marks.
pub(super) fn quotation(sentence: &Sentence<'_, '_>, bytes: &Range<usize>, quotes: Option<&[String]>) -> Statement {
    let mut statement = sentence.bare(bytes, "Q1", Kind::Quotation, String::new());
    let (ruling, reason) = ruling_of_quotation(&statement.text, quotes);
    statement.ruling = ruling;
    reason.clone_into(&mut statement.reason);
    if ruling == Ruling::Contradicted {
        statement.spots = vec![Spot { span: statement.span.clone(), text: statement.text.clone(), fix: None }];
    }
    statement
}

/// Whether the words of a quotation were supplied.
pub(in crate::verify) fn ruling_of_quotation(text: &str, quotes: Option<&[String]>) -> (Ruling, &'static str) {
    let plain = |text: &str| {
        let text = crate::english::text::fold_punctuation(text);
        text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches([',', '.', '!', '?', ' ']).to_owned()
    };
    let said = plain(text);
    match quotes {
        None => (Ruling::NotCheckable, "no quotations were supplied to compare it with"),
        Some(quotes) if quotes.iter().any(|quote| plain(quote).contains(&said)) => {
            (Ruling::Supported, "it stands in the supplied quotations")
        }
        Some(_) => (Ruling::Contradicted, "the supplied quotations do not have these words"),
    }
}

/// Statements for what was not read.
pub(super) fn unread(sentence: &Sentence<'_, '_>, quoted: &[Range<usize>]) -> Vec<Statement> {
    let reading = sentence.reading;
    let mut found = Vec::new();
    if reading.judged.is_empty() && quoted.is_empty() {
        let bytes = reading.tokens.first().map_or(0, |token| token.span.start)..reading.tokens.last().map_or(0, |token| token.span.end);
        return vec![sentence.bare(&bytes, "F10", Kind::Words, "nothing in the lexicon reads this sentence".to_owned())];
    }
    for range in &reading.islands.unread {
        let tokens = reading.tokens.get(range.clone()).unwrap_or_default();
        let Some((rule, kind, reason)) = classify(tokens, range.start) else { continue };
        let bytes = tokens.first().map_or(0, |token| token.span.start)..tokens.last().map_or(0, |token| token.span.end);
        found.push(sentence.bare(&bytes, rule, kind, reason.to_owned()));
    }
    found
}

fn classify(tokens: &[Token], start: usize) -> Option<(&'static str, Kind, &'static str)> {
    let any = |test: &dyn Fn(&Token) -> bool| tokens.iter().any(test);
    let number = |token: &Token| token.is_figure() || numbers::cardinal(&token.lower).is_some() || numbers::ordinal(&token.lower).is_some();
    if any(&|token| WEEKDAYS.contains(&token.text.as_str())) {
        Some(("F3", Kind::Day, "no claim that was understood has this day"))
    } else if any(&number) {
        Some(("F1", Kind::Number, "no claim that was understood has this number"))
    } else if tokens.iter().enumerate().any(|(at, token)| start + at > 0 && token.text.starts_with(char::is_uppercase)) {
        Some(("F2", Kind::Name, "no claim that was understood has this name"))
    } else if any(&|token| CAUSES.contains(&token.lower.as_str())) {
        Some(("F13", Kind::Words, "results say what, not why"))
    } else if any(&|token| FUTURE.contains(&token.lower.as_str())) {
        Some(("F15", Kind::Words, "results do not say what is to come"))
    } else if any(&|token| !EMPTY.contains(&token.lower.as_str()) && token.text.chars().count() > 2) {
        Some(("F10", Kind::Words, "nothing in the lexicon reads these words here"))
    } else {
        None
    }
}

/// Whether the sentence names somebody whom the event does not have.
pub(super) fn names_a_stranger(bench: &Bench<'_>, reading: &Reading) -> bool {
    let told = Told::default();
    let second = super::second::Second { bench, headline: false, told: &told };
    let runs = super::strangers::runs(&second, reading);
    let read = |run: &Range<usize>| !reading.islands.unread.iter().any(|unread| unread.start < run.end && run.start < unread.end);
    runs.iter().any(|run| !read(run))
        && reading.judged.iter().all(|judged| judged.raw.mentions().iter().all(|who| !matches!(who.how, How::Pronoun(_))))
}

/// Statements that are wrong at one spot become one, with all that they break.
pub(super) fn merge(statements: &mut Vec<Statement>) {
    statements.sort_by_key(|statement| (statement.span.start, statement.span.end));
    let mut kept: Vec<Statement> = Vec::new();
    for statement in statements.drain(..) {
        let same = |known: &&mut Statement| {
            known.ruling == Ruling::Contradicted
                && statement.ruling == Ruling::Contradicted
                && known.spots.first().zip(statement.spots.first()).is_some_and(|(a, b)| a.span == b.span && a.fix == b.fix)
        };
        if let Some(known) = kept.iter_mut().find(same) {
            if !known.reason.contains(&statement.reason) {
                known.reason = format!("{}; {}", known.reason, statement.reason);
            }
            known.certain |= statement.certain;
            for cell in statement.cells {
                if !known.cells.contains(&cell) {
                    known.cells.push(cell);
                }
            }
            continue;
        }
        kept.push(statement);
    }
    *statements = kept;
}

/// A dateline: the city of the event, or nothing that can be checked.
pub(super) fn dateline(bench: &Bench<'_>, block: &Block) -> SentenceReport {
    let bytes = 0..block.text.len();
    let place = block.text.split('(').next().unwrap_or_default().trim();
    let mut parts = place.split(", ");
    let (city, country) = (parts.next().unwrap_or_default(), parts.next());
    let venue = &bench.event.venue;
    let same =
        |given: &str, known: &Option<String>| known.as_ref().map(|known| fold(known).replace('-', " ") == fold(given).replace('-', " "));
    let own_city = same(city, &venue.city).unwrap_or(false) || same(city, &venue.country).unwrap_or(false);
    let own_country = country.and_then(|country| same(country, &venue.country));
    let mut statement = Statement {
        rule: "S2".to_owned(),
        kind: Kind::Name,
        predicate: Some("city".to_owned()),
        roles: BTreeMap::from([("city".to_owned(), place.to_owned())]),
        positive: true,
        span: block.in_file(&bytes),
        text: block.text.clone(),
        ruling: Ruling::NotCheckable,
        reason: format!("a dateline may be of another place than the event's, which is {}", venue.city.as_deref().unwrap_or("not given")),
        cells: ["city", "venue", "country"].iter().filter_map(|name| bench.event.cells.get(*name)).cloned().collect(),
        spots: Vec::new(),
        certain: false,
        waived: None,
    };
    if own_city && own_country == Some(false) {
        statement.ruling = Ruling::Contradicted;
        statement.reason = format!("the feed has this city in {}", venue.country.as_deref().unwrap_or("another country"));
        let start = place.find(", ").map_or(0, |at| at + 2);
        let span = block.in_file(&(start..start + country.unwrap_or_default().len()));
        statement.spots = vec![Spot { span, text: country.unwrap_or_default().to_owned(), fix: venue.country.clone() }];
        statement.certain = true;
    } else if own_city {
        statement.ruling = Ruling::Supported;
        "the feed says the same".clone_into(&mut statement.reason);
    }
    SentenceReport { span: block.in_file(&bytes), text: block.text.clone(), whole: true, statements: vec![statement] }
}
