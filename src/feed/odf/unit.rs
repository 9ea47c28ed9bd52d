//! A whole message of results: header, description, rows, and the checks that look at all rows together.

use super::beside::{Beside, Entry};
use super::codes;
use super::competitor::number_teams;
use super::head::Head;
use super::header::{self, Key, Ranks, key};
use super::messages::Message;
use super::name::{Described, NoName, describe, describe_ranking};
use super::place::Place;
use super::rows::Reader;
use super::rsc::Rsc;
use super::schedule::{next_round, units};
use super::tree::Tree;
use super::whole::Ranking;
use super::{child, event_ranking, extended, medals};
use crate::event::{Cells, Competitor, Context, Event, ResultState, Row, Source, Sport, UnitKind};
use crate::feed::error::Problems;
use crate::feed::{FeedError, FeedErrorKind, games, names, ranks};
use roxmltree::Node;

/// Decodes the message; `sha256` lists every input that was read.
pub(super) fn event(message: Message<'_>, beside: &Beside<'_>, sha256: Vec<String>) -> Result<Event, FeedError> {
    let tree = message.tree();
    let root = header::root(message.document)?;
    let key = key(&tree, root)?;
    let rsc =
        Rsc::parse(&key.document).map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason).at(tree.at(root, "DocumentCode")))?;
    let ranks = header::ranks(&tree, root)?;
    let state = header::state(&tree, root, ranks)?;
    let codes = codes::codes().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
    let games = games::games(&key.competition).map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
    let competition = child(root, "Competition")
        .ok_or_else(|| FeedError::new(FeedErrorKind::Missing, "", "the message has no Competition").at("/OdfBody"))?;
    let infos = child(competition, "ExtendedInfos");
    let event_name = event_name(&tree, infos, beside, &rsc);
    let ranking = (ranks != Ranks::Unit).then(|| Ranking::new(&tree, ranks, infos, beside, codes, &rsc));
    let own_name = event_name.and_then(|(entry, attribute)| entry.text(attribute));
    let described = if ranking.is_some() { describe_ranking(codes, &rsc, own_name) } else { describe(codes, &rsc, own_name) };
    let described = fit(&tree, root, described.map_err(|reason| no_name(&tree, root, &rsc, &reason))?)?;
    ranking.as_ref().map_or(Ok(()), Ranking::must_be_whole)?;

    let labels = infos.map(extended::labels).unwrap_or_default();
    let wind = infos.map(|infos| extended::race_wind(&tree, infos)).transpose()?.flatten();
    let runs = runs(ranks, described.sport, competition);
    let reader = Reader { tree: &tree, codes, rsc: &rsc, beside, labels, runs, wind };
    let rows = rows(&reader, competition, &key.document)?;
    let state = state_beside(&reader, root, described.kind, &rows, provisional(&tree, competition, state));
    tree.note_unknown(root);
    let mut cells = cells(&tree, root, games.is_some());
    if let (Some(_), Some(cell)) = (&described.note, event_name.and_then(|(entry, attribute)| entry.cell(attribute))) {
        cells.insert("name".to_owned(), cell);
    }
    let unit = ranking.as_ref().map_or_else(|| beside.unit(&key.document), |ranking| ranking.deciding(games));
    let place = Place { tree: &tree, root, infos, games, beside, unit, several: ranking.is_some() };
    let (venue, day) = (place.venue(&mut cells)?, place.day(&mut cells));
    let medals = games.map_or_else(Vec::new, |_| medals::table(&tree, beside, &rows, day));
    let start = cells.get("date").filter(|_| day.is_some() && described.kind == UnitKind::Heat);
    let next_round = start.and_then(|start| next_round(&units(beside, codes, &rsc), codes, games, &rsc, &start.raw));
    let warnings = tree.warnings().into_iter().chain(described.note).collect();
    let event = Event {
        id: id(&key, ranks),
        source: source(sha256),
        sport: described.sport,
        kind: described.kind,
        name: described.name,
        competition: games.map(|games| games.name.clone()),
        unit: Some(described.unit),
        gender: rsc.gender(),
        individual: rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))),
        venue,
        day,
        state,
        test: key.is_test(),
        laps: None,
        mark_unit: rows.iter().find_map(|row| row.mark.map(|mark| mark.unit)),
        rows,
        score_sheet: None,
        context: Context { next_round, medals, ..Context::default() },
        warnings,
        cells,
    };
    ranking.map_or(Ok(()), |ranking| ranking.must_be_told(&event, root))?;
    ranks::consistent(event)
}

/// How many runs a ranking adds up, where it lists them.
fn runs(ranks: Ranks, sport: Sport, competition: Node<'_, '_>) -> Option<usize> {
    let adds_up = ranks == Ranks::Cumulative && matches!(sport, Sport::Sliding | Sport::Skiing);
    adds_up.then(|| super::runs::number(competition)).filter(|number| *number > 1)
}

/// A ranking over units has the code of one of them, where it is of that time.
fn id(key: &Key, ranks: Ranks) -> String {
    let of = match ranks {
        Ranks::Unit => "",
        Ranks::Phase => "/phase",
        Ranks::Cumulative => "/cumulative",
    };
    format!("tag:stringer,2024:odf/{}/{}{of}", key.competition, key.document.trim_end_matches('-'))
}

/// The name of the event that a message gives: the result's own, else that of the code set.
fn event_name<'a>(tree: &'a Tree<'a>, infos: Option<Node<'a, 'a>>, beside: &Beside<'a>, rsc: &Rsc) -> Option<(Entry<'a>, &'static str)> {
    let own = infos.and_then(|infos| child(infos, "SportDescription")).map(|sport| (Entry::new(tree, sport), "EventName"));
    let own = own.filter(|(sport, attribute)| sport.text(attribute).is_some());
    own.or_else(|| beside.in_words("EVENT", &format!("{}{}{}", rsc.discipline, rsc.gender, rsc.event)))
}

/// Terms are between the reader and the organiser: nothing is known of them here.
fn source(sha256: Vec<String>) -> Source {
    let licence = "ODF: by contract with the organiser of the competition".to_owned();
    Source { provider: "odf".to_owned(), credit: None, licence: Some(licence), commercial: None, sha256 }
}

/// Cells of the header; that of the competition only where our table names it.
fn cells(tree: &Tree<'_>, root: Node<'_, '_>, is_named: bool) -> Cells {
    let mut cells = Cells::new();
    for (field, attribute) in [
        ("name", "DocumentCode"),
        ("kind", "DocumentCode"),
        ("gender", "DocumentCode"),
        ("state", "ResultStatus"),
        ("competition", "CompetitionCode"),
        ("test", "FeedFlag"),
        ("version", "Version"),
    ] {
        if let Some(cell) = tree.cell(root, attribute).filter(|_| is_named || field != "competition") {
            cells.insert(field.to_owned(), cell);
        }
    }
    cells
}

/// The name of the unit must be fit to print, since it may be the message's own.
fn fit(tree: &Tree<'_>, root: Node<'_, '_>, described: Described) -> Result<Described, FeedError> {
    let unfit = |error: names::NameError| FeedError::new(FeedErrorKind::Value, "", error.to_string()).at(tree.at(root, "DocumentCode"));
    let name = names::clean(&described.name).map_err(unfit)?;
    Ok(Described { name, ..described })
}

fn no_name(tree: &Tree<'_>, root: Node<'_, '_>, rsc: &Rsc, reason: &NoName) -> FeedError {
    let at = tree.at(root, "DocumentCode");
    let error = |kind, message: String| FeedError::new(kind, "", message).at(at.clone());
    match reason {
        NoName::NoCompetition(phase) => {
            error(FeedErrorKind::NotAResult, format!("the phase {phase} is a ceremony or a meeting, not a competition"))
        }
        NoName::Phase(phase) => error(FeedErrorKind::Value, format!("the phase \"{phase}\" is not known"))
            .hint("add it to [phases] in templates/sports.toml if you know what it is"),
        NoName::Event => error(FeedErrorKind::Value, format!("the event \"{}\" of {} is not known", rsc.event, in_words(rsc)))
            .hint("add it to templates/sports.toml, or give SportDescription an EventName"),
        NoName::Number => error(FeedErrorKind::Value, "the code does not say which of several runs this is".to_owned()),
    }
}

/// The discipline in words where our table has it.
fn in_words(rsc: &Rsc) -> String {
    let known = codes::codes().ok().and_then(|codes| codes.disciplines.get(&rsc.discipline));
    known.map_or_else(|| rsc.discipline.clone(), |discipline| discipline.name.clone())
}

/// All rows by `SortOrder`, with their medals, or every problem of any of them.
fn rows(reader: &Reader<'_>, competition: Node<'_, '_>, unit: &str) -> Result<Vec<Row>, FeedError> {
    if let Some(row) = competition.children().find(|node| node.attribute("WLT").is_some_and(|sign| !sign.is_empty())) {
        let message = "a row is marked as won or lost: this is a match, not a race";
        return Err(FeedError::new(FeedErrorKind::Unsupported, "", message).at(reader.tree.at(row, "WLT")));
    }
    let mut problems = Problems::default();
    let results = competition.children().filter(|node| node.has_tag_name("Result"));
    let mut rows: Vec<Row> = results.filter_map(|result| problems.keep(reader.row(result))).collect();
    problems.finish(Some(()))?;
    if rows.is_empty() {
        let error = FeedError::new(FeedErrorKind::NotAResult, "", "the message has no Result: nobody is listed");
        return Err(error.at("/OdfBody/Competition"));
    }
    rows.sort_by_key(|row| row.order);
    for pair in rows.windows(2) {
        if let [a, b] = pair
            && a.order == b.order
        {
            let message = format!("two rows have the SortOrder {}", a.order);
            let at = [a, b].iter().filter_map(|row| row.cells.get("order")).map(|cell| cell.at.clone()).collect::<Vec<_>>().join(" and ");
            return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(at));
        }
    }
    ranks::complete(&rows)?;
    number_teams(&mut rows);
    medals::award(reader.tree, unit, reader.beside, &mut rows);
    Ok(rows)
}

/// The state after what stands beside the result: decisions and protests, and of a final the ranking of the event.
fn state_beside(reader: &Reader<'_>, root: Node<'_, '_>, kind: UnitKind, rows: &[Row], state: ResultState) -> ResultState {
    let state = decided(reader.tree, root, reader.beside, state);
    let is_final = kind == UnitKind::Race && reader.rsc.phase == "FNL";
    if is_final { event_ranking::agreed(reader.tree, Head::of(root).as_ref(), reader.beside, rows, state) } else { state }
}

/// Notes decisions about the event. The result is provisional while a protest is open, and where it was sent before a decision, which may have
/// changed it.
fn decided(tree: &Tree<'_>, root: Node<'_, '_>, beside: &Beside<'_>, state: ResultState) -> ResultState {
    let result = Head::of(root);
    let mut state = state;
    for decision in &beside.decisions {
        tree.warn(&decision.words, decision.words.clone());
        let is_later = decision.head.as_ref().zip(result.as_ref()).is_some_and(|(decision, result)| decision.is_later(result));
        if is_later && !decision.is_open {
            tree.warn("decided later", "the result is provisional: it was sent before a decision that affects it");
        }
        if is_later || decision.is_open {
            state = ResultState::Provisional;
        }
    }
    state
}

/// A pending photo finish or an unchecked row makes the whole result provisional.
fn provisional(tree: &Tree<'_>, competition: Node<'_, '_>, state: ResultState) -> ResultState {
    let open = competition.descendants().find(|node| {
        node.has_tag_name("Result") && (node.attribute("PhotoFinish") == Some("P") || node.attribute("Unchecked") == Some("Y"))
    });
    let Some(row) = open else { return state };
    let what = if row.attribute("PhotoFinish") == Some("P") { "PhotoFinish" } else { "Unchecked" };
    tree.warn(what, format!("the result is provisional: {what} is set (at {})", tree.at(row, what)));
    ResultState::Provisional
}
