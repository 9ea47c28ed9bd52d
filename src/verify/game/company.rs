//! Players in the company of the other side, and sides that meet themselves.

use super::found::Found;
use super::line::Line;
use super::names::{Mention, Named, PlayerRef};
use super::reader::Reader;
use crate::event::Which;
use crate::verify::foreign::Kind;

/// A player in the company of the other side.
pub(super) fn stranger(reader: &Reader<'_>, mention: &Mention) -> Found {
    let own = mention.player().map_or("", |player| reader.sheet.side(player.0).nickname.as_str());
    Found::new(&mention.tokens, "F11", Kind::Name, false, format!("the player was with the {own}")).named("side")
}

/// A player who "added" or "followed" in a passage about the other side; gives whether there was one.
pub(super) fn of_passage(
    reader: &Reader<'_>,
    line: &Line,
    side: Option<Which>,
    players: &[(&Mention, PlayerRef)],
    found: &mut Vec<Found>,
) -> bool {
    let Some(side) = side else { return false };
    let before = found.len();
    for (mention, player) in players {
        let next = mention.tokens.end;
        let listed = line.word(next) == "(" && line.number(next + 1).is_some() && line.word(next + 2) != "-";
        let linking = listed || line.phrase(reader.vocabulary.list("linking"), next).is_some();
        let named = line.mentions.iter().any(|other| other.tokens.end <= mention.tokens.start && other.side().is_some());
        // "Porter and Gortat contributed": two of the other side are no mistake, but another passage.
        let joined = line.before(mention.tokens.start) == "and"
            && players.iter().any(|(other, one)| other.tokens.end + 1 == mention.tokens.start && one.0 == player.0);
        if linking && !joined && player.0 != side && !named && !reader.told.named.contains(player) {
            found.push(stranger(reader, mention));
        }
    }
    found.len() > before
}

/// Somebody who is not on the sheet, with figures: "Jonas Whitfield scored 20 points and grabbed 10 rebounds".
pub(super) fn off_the_sheet(reader: &Reader<'_>, line: &Line, figures: usize, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for mention in line.mentions.iter().filter(|mention| mention.named == Named::Stranger && mention.tokens.end < line.future) {
        let next = mention.tokens.end;
        let acts = line.phrase(words.list("linking"), next).is_some() || line.phrase(words.list("scoring_verb"), next).is_some();
        let alone = line.mentions.iter().all(|other| other.tokens == mention.tokens || other.player().is_none());
        if acts && alone && line.before(mention.tokens.start) != "the" && mention.tokens.len() == 2 && figures >= 2 {
            found.push(Found::new(&mention.tokens, "F2", Kind::Name, false, "nobody of this name is on the sheet").named("stranger"));
        }
    }
}

/// "Miles had 17 points, while Thomas chipped in with 14": the two are taken to be of one side where no side is named.
pub(super) fn of_sentence(reader: &Reader<'_>, line: &Line, players: &[(&Mention, PlayerRef)], found: &mut Vec<Found>) {
    let Some((_, first)) = players.first() else { return };
    if line.mentions.iter().any(|mention| mention.side().is_some()) {
        return;
    }
    for (mention, _) in players.iter().skip(1).filter(|(_, player)| player.0 != first.0) {
        let linking = line.phrase(reader.vocabulary.list("while_linking"), mention.tokens.end).is_some();
        if line.before(mention.tokens.start) == "while" && linking {
            found.push(stranger(reader, mention));
        }
    }
}

/// A side that meets itself: "The Magic play host to the Magic", "The Sixers forced the 76ers into 16 turnovers".
pub(super) fn meets_itself(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let sides: Vec<(&Mention, Which)> = line.mentions.iter().filter_map(|mention| Some((mention, mention.side()?))).collect();
    let Some((_, opens)) = sides.first() else { return };
    for pair in sides.windows(2) {
        let [(first, a), (second, b)] = pair else { continue };
        let start = second.tokens.start;
        let object = matches!(line.before(first.tokens.start), "against" | "over" | "with" | "from");
        let list = |name: &str| {
            reader.vocabulary.list(name).iter().any(|words| start.checked_sub(words.len()).is_some_and(|at| line.is(words, at)))
        };
        let apart = line.breaks_between(first.tokens.end, start);
        let direct = a == b && !object && list("meets") && !apart;
        let they = a == b && apart && list("holds") && start.checked_sub(3).is_some_and(|at| line.word(at) == "they");
        let elicited = b == opens && list("elicits");
        if direct || they || elicited {
            let other = reader.sheet.side(b.other()).nickname.clone();
            let one = Found::new(&second.tokens, "F2", Kind::Name, false, "a side does not meet itself");
            found.push(if start < line.future { one.fixed(other) } else { one });
        }
    }
}

/// "a hot start" of a side that was behind after a quarter and at the half; "one of the hottest teams" with more losses than wins.
pub(super) fn praised(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let until = line.tokens.len().min(line.future);
    let side = |at: usize| line.mentions.iter().rev().filter(|mention| mention.tokens.end <= at).find_map(Mention::side);
    let losing = |which: Which| reader.sheet.side(which).record.is_some_and(|record| record.won < record.lost);
    for phrase in line.all(reader.vocabulary.list("hot_start"), 0..until) {
        let clause = line.clause(phrase.start);
        if (clause.start..phrase.start).any(|at| line.word(at) == "they") {
            continue;
        }
        let Some(which) = side(phrase.start) else { continue };
        let of_season = line.word(phrase.end) == "to" && line.word(phrase.end + 2) == "season";
        let behind = |stretch| reader.sheet.margin(which, stretch).is_some_and(|margin| margin < 0);
        let named = line.spans(&reader.vocabulary.periods, phrase.end..until).first().map(|(_, stretch)| **stretch);
        let first = named.filter(|stretch| *stretch == (1, 2));
        let wrong = if of_season { losing(which) } else { behind((1, 2)) && (first.is_some() || behind((1, 1))) };
        let words = if of_season { phrase.start..phrase.end + 3 } else { phrase };
        let said = if of_season { "had lost more than they had won" } else { "were behind after a quarter and at the half" };
        if wrong {
            let reason = format!("the {} {said}", reader.sheet.side(which).nickname);
            found.push(Found::new(&words, "F10", Kind::Claim, false, reason).named("hot_start"));
        }
    }
    for phrase in line.all(reader.vocabulary.list("hot_team"), 0..until) {
        if let Some(which) = side(phrase.start).filter(|which| losing(*which)) {
            let reason = format!("the {} had lost more than they had won", reader.sheet.side(which).nickname);
            found.push(Found::new(&phrase, "F10", Kind::Claim, false, reason).named("hot_team"));
        }
    }
}
