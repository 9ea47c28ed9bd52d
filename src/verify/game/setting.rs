//! Who won, on which day, where, at home or away, and what a side may say after a win or a loss.

use super::found::Found;
use super::line::Line;
use super::names::{Mention, Named};
use super::reader::Reader;
use super::{company, degree, result};
use crate::english::date::{Day, weekday_name};
use crate::event::Which;
use crate::verify::foreign::Kind;
use crate::verify::numbers;

/// The weekdays, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Judges the words about the match as a whole.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    result::check(reader, line, found);
    day(reader, line, found);
    arena(reader, line, found);
    roles(reader, line, found);
    fortune(reader, line, found);
    comeback(reader, line, found);
    superior(reader, line, found);
    degree::check(reader, line, found);
    at_venue(reader, line, found);
    company::meets_itself(reader, line, found);
    company::praised(reader, line, found);
    absent(reader, line, found);
}

/// "without Kevin Durant", who played.
fn absent(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for mention in
        line.mentions.iter().filter(|mention| mention.tokens.end <= line.future && line.before(mention.tokens.start) == "without")
    {
        let Some(player) = mention.player().and_then(|player| reader.sheet.player(player)) else { continue };
        let owner = line.word(mention.tokens.end) == "'s";
        if !owner {
            let reason = format!("{} {}", player.person.full, if player.played { "played" } else { "did not play" });
            found.push(Found::new(&mention.tokens, "F7", Kind::Name, !player.played, reason).named("absent"));
        }
    }
}

/// A weekday that is said of the match.
fn day(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let Some(day) = reader.event.day.and_then(|day| Day::new(day.year, day.month, day.day)) else { return };
    let right = weekday_name(day.weekday());
    for at in 0..line.tokens.len().min(line.future) {
        let word = line.word(at);
        if !WEEKDAYS.contains(&word) || !of_the_match(reader, line, at) {
            continue;
        }
        let holds = word == right.to_lowercase();
        let cells = reader.event.cells.get("date").cloned().into_iter().collect();
        found.push(
            Found::new(&(at..at + 1), "F3", Kind::Day, holds, format!("the match was on a {right}")).named("day").fixed(right).with(cells),
        );
    }
}

/// Whether a weekday is that on which the match was.
pub(super) fn is_day_of_match(reader: &Reader<'_>, word: &str) -> bool {
    let day = reader.event.day.and_then(|day| Day::new(day.year, day.month, day.day));
    day.is_some_and(|day| weekday_name(day.weekday()).to_lowercase() == word)
}

/// Whether a weekday is that of the match: beside its result, or as "Friday's contest".
pub(super) fn of_the_match(reader: &Reader<'_>, line: &Line, at: usize) -> bool {
    let words = reader.vocabulary;
    let owned = line.word(at + 1) == "'s"
        && words.one_of("weekday_after", line.before(at))
        && (at + 2..at + 5).any(|next| line.phrase(words.list("weekday_of"), next).is_some());
    let told = line.find(words.list("beat"), 0..at).is_some()
        || line.find(words.list("won"), 0..line.tokens.len()).is_some()
        || line.find(words.list("lost"), 0..line.tokens.len()).is_some();
    let entered = line.before(at) == "to" && matches!(line.word(at.saturating_sub(2)), "in" | "into") || line.before(at) == "into";
    let on = line.before(at) == "on" || matches!(line.word(at + 1), "night" | "evening" | "afternoon");
    let score = (0..line.tokens.len()).any(|place| super::shots::pair(line, place).is_some());
    let clause = line.clause(at);
    let elsewhere = line.mentions.iter().any(|mention| matches!(mention.named, Named::Other(_)) && mention.tokens.start < line.future);
    let other = !owned && (elsewhere || line.find(words.list("beyond"), clause).is_some());
    !other && (owned || entered || (on && told && (score || reader.told.named.is_empty())) || (on && reader.first))
}

/// The arena: of the home side, in the season.
fn arena(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for mention in line.mentions.iter().filter(|mention| mention.tokens.start < line.future) {
        let Named::Arena(name) = &mention.named else { continue };
        if !(line.before(mention.tokens.start) == "at"
            || line.before(mention.tokens.start) == "the" && line.word(mention.tokens.start.saturating_sub(2)) == "at")
        {
            continue;
        }
        let nickname = &reader.sheet.side(Which::Home).nickname;
        let Some(team) = reader.vocabulary.teams.iter().find(|team| team.name == *nickname) else { continue };
        let season = reader.event.day.map_or(0, |day| if day.month >= 8 { day.year } else { day.year - 1 });
        let right = team.arenas.iter().filter(|arena| arena.from <= season).max_by_key(|arena| arena.from);
        let Some(right) = right else { continue };
        town(reader, line, mention, found);
        let reason = format!("the {nickname} play at {}", right.name);
        let holds = right.name == *name;
        found.push(Found::new(&mention.tokens, "F2", Kind::Name, holds, reason).named("arena").fixed(right.name.clone()));
    }
}

/// "at the AT&T Center in Houston": the town of another team after the arena.
fn town(reader: &Reader<'_>, line: &Line, arena: &Mention, found: &mut Vec<Found>) {
    let after = arena.tokens.end + 1;
    let Some(mention) = line.mentions.iter().find(|mention| mention.tokens.start == after && line.word(after - 1) == "in") else { return };
    if matches!(mention.named, Named::Other(_)) || mention.side() == Some(Which::Visitors) {
        let right = reader.sheet.side(Which::Home).place.clone();
        found.push(Found::new(&mention.tokens, "F2", Kind::Name, false, format!("the match was in {right}")).named("arena").fixed(right));
    }
}

/// "the host Bulls", "a road win", "their home crowd".
fn roles(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let until = line.tokens.len().min(line.future);
    for (name, home) in [("host", Which::Home), ("visiting", Which::Visitors)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..until) {
            let next = line.mentions.iter().find(|mention| mention.tokens.start == phrase.end);
            let Some(side) = next.and_then(Mention::side) else { continue };
            let reason =
                format!("the {} were {}", reader.sheet.side(side).nickname, if side == Which::Home { "at home" } else { "on the road" });
            found.push(Found::new(&phrase, "F10", Kind::Claim, side == home, reason).named(name));
        }
    }
    for (name, place) in [("home_win", Which::Home), ("road_win", Which::Visitors)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..until) {
            let counted = (phrase.start.saturating_sub(3)..phrase.start)
                .any(|at| line.number(at).is_some() || numbers::ordinal(line.word(at)).is_some());
            let clause = line.clause(phrase.start);
            if counted
                || line.word(phrase.end).starts_with(char::is_numeric)
                || line.find(reader.vocabulary.list("beyond"), clause.clone()).is_some()
            {
                continue;
            }
            let crowd = line.word(phrase.start + 1) != "win" && line.word(phrase.start + 1) != "victory";
            let sides = line.mentions.iter().filter(|mention| mention.tokens.end <= phrase.start && mention.side().is_some());
            let before = sides.clone().find(|mention| mention.tokens.start >= clause.start).or_else(|| sides.clone().next());
            let they = line.word(0) == "they";
            let who = if crowd { before.and_then(Mention::side).filter(|_| !they).or(reader.told.side) } else { reader.sheet.0.winner() };
            let Some(who) = who else { continue };
            let word = phrase.start..phrase.start + 1;
            let reason =
                format!("the {} were {}", reader.sheet.side(who).nickname, if who == Which::Home { "at home" } else { "on the road" });
            found.push(Found::new(&word, "F10", Kind::Claim, who == place, reason).named(name));
        }
    }
}

/// "won at home", "lost on the road": of the side before it.
fn at_venue(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for (name, place) in [("at_home", Which::Home), ("on_road", Which::Visitors)] {
        for phrase in line.all(words.list(name), 0..line.tokens.len().min(line.future)) {
            let clause = line.clause(phrase.start);
            let has = |name: &str| line.find(words.list(name), clause.clone()).is_some();
            let told = has("beat") || has("won") || has("lost");
            let counted = (phrase.start.saturating_sub(4)..phrase.start).any(|at| line.number(at).is_some() && line.before(at) != "-");
            let them = (clause.start..phrase.start).any(|at| matches!(line.word(at), "they" | "them"));
            if !told || them || counted || has("beyond") || has("streak") || has("unreal") {
                continue;
            }
            let before = line.mentions.iter().find(|mention| mention.tokens.start >= clause.start && mention.tokens.end <= phrase.start);
            let Some(who) = before.and_then(Mention::side) else { continue };
            let at = if who == Which::Home { "at home" } else { "on the road" };
            let reason = format!("the {} were {at}", reader.sheet.side(who).nickname);
            found.push(Found::new(&phrase, "F10", Kind::Claim, who == place, reason).named(name));
        }
    }
}

/// "bounce back" of the winner, "build on this win" of the loser.
fn fortune(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (name, after_win) in [("after_loss", false), ("after_win", true)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..line.tokens.len()) {
            let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.side().is_some());
            let Some(who) = before.and_then(Mention::side).or(reader.told.side) else { continue };
            let won = reader.sheet.won(who);
            let reason = format!("the {} {} this match", reader.sheet.side(who).nickname, if won { "won" } else { "lost" });
            let said = |at: &usize| matches!(line.word(*at), "win" | "victory" | "winning");
            let words = phrase.clone().find(said).filter(|_| after_win).map_or(phrase, |at| at..at + 1);
            found.push(Found::new(&words, "F10", Kind::Claim, won == after_win, reason).named(name));
        }
    }
    streak_of_loser(reader, line, found);
}

/// "have now lost two in a row" of the winner: whatever came before, it is none.
fn streak_of_loser(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for at in 0..line.tokens.len().min(line.future) {
        let says_won = match (line.word(at), line.word(at + 1)) {
            ("now", "won") => true,
            ("now", "lost") => false,
            _ => continue,
        };
        let end = at + 2;
        let Some(number) = line.number(end) else { continue };
        let next = number.tokens.end;
        let row = matches!(line.word(next), "straight")
            || line.word(next) == "in" && line.word(next + 1) == "a"
            || line.word(next) == "-" && line.word(next + 1) == "straight"
            || line.word(next) == "consecutive";
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= at && mention.side().is_some());
        let Some(who) = before.and_then(Mention::side).or(reader.told.side).filter(|_| row) else { continue };
        let won = reader.sheet.won(who);
        if won == says_won {
            found.push(Found::open(&number.tokens, "F9", Kind::Number, "it counts other matches, of which the sheet says nothing"));
        } else {
            let reason = format!("the {} {} this match", reader.sheet.side(who).nickname, if won { "won" } else { "lost" });
            found.push(Found::new(&number.tokens, "F9", Kind::Number, false, reason).named("streak").fixed("zero"));
        }
        let _ = words;
    }
}

/// "pulled away in the second half", "battled back".
fn comeback(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let until = line.tokens.len().min(line.future);
    for (name, ahead) in [("pull_away", true), ("battled_back", false)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..until) {
            let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.side().is_some());
            let Some(who) = before.and_then(Mention::side) else { continue };
            let stretch = super::scores::stretch(reader, line, &phrase);
            let nickname = &reader.sheet.side(who).nickname;
            let wrong = if ahead {
                let lost = (!reader.sheet.won(who)).then_some(true);
                lost.or_else(|| {
                    stretch.filter(|(from, _)| *from >= 3).and_then(|stretch| reader.sheet.margin(who, stretch)).map(|margin| margin <= 0)
                })
            } else {
                Some(!trailed(reader, who))
            };
            let Some(wrong) = wrong else { continue };
            let reason = if ahead {
                format!("the {nickname} were not better in that stretch")
            } else {
                format!("the {nickname} were behind at no break")
            };
            let reason = if wrong { reason } else { "the sheet says the same".to_owned() };
            found.push(Found::new(&phrase, "F10", Kind::Claim, !wrong, reason).named(name));
        }
    }
}

/// Whether a side was behind after a quarter.
fn trailed(reader: &Reader<'_>, who: Which) -> bool {
    [(1, 1), (1, 2), (1, 3)].iter().filter_map(|stretch| reader.sheet.margin(who, *stretch)).any(|margin| margin < 0)
}

/// "the superior shooters".
fn superior(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("superior"), 0..line.tokens.len().min(line.future)) {
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.side().is_some());
        let Some((mention, who)) = before.and_then(|mention| Some((mention, mention.side()?))) else { continue };
        let share = |which| reader.sheet.percent(which, "field_goal");
        let (Some(own), Some(other)) = (share(who), share(who.other())) else { continue };
        let nickname = reader.sheet.side(who.other()).nickname.clone();
        let reason = format!("they made {own} percent, the {nickname} {other}");
        // Where the figures after it are the named side's, the word is wrong, and not the name.
        let figures: Vec<u32> = (phrase.end..line.clause(phrase.end).end).filter_map(|at| line.number(at)).map(|one| one.value).collect();
        if figures.contains(&own) && !figures.contains(&other) {
            found.push(Found::new(&(phrase.start..phrase.start + 1), "F10", Kind::Claim, own > other, reason).named("superior"));
        } else {
            found.push(Found::new(&mention.tokens, "F10", Kind::Name, own > other, reason).named("superior").fixed(nickname));
        }
    }
}
