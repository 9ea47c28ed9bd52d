//! An article by hand for the tests of this module and of those below it.

use super::*;
use crate::english::Profile;
use crate::event::{
    Cells, Competitor, Context, Event, Gap, Grid, Irm, LocalDay, Mark, Person, ResultState, Row, Source, Sport, Team, Unit, UnitKind, Venue,
};
use crate::facts::{Evidence, Fact, FactKind, Scope};
use std::collections::BTreeMap;

/// The clock of the sample's run.
pub(crate) const NOW: &str = "2024-07-28T15:00:00Z";

fn row(order: u32, rank: Option<u32>, given: &str, family: &str, team: &str, gap: Option<Gap>, irm: Option<Irm>) -> Row {
    let competitor = Competitor::Athlete(Person {
        id: family.to_lowercase(),
        given: Some(given.to_owned()),
        family: family.to_owned(),
        full: format!("{given} {family}"),
        gender: None,
    });
    Row {
        rank,
        team: Some(Team { id: team.to_lowercase(), name: team.to_owned() }),
        irm,
        gap,
        laps: Some(44),
        grid: Some(Grid::Place(order + 2)),
        points: Some(Mark { unit: Unit::Points, value: 1_000 * i64::from(20_u32.saturating_sub(order)), decimals: 0 }),
        ..Row::bare(order, competitor)
    }
}

/// Seven rows: two gaps, two lapped cars, a retirement, and a disqualification that keeps its time.
pub(crate) fn grand_prix() -> Event {
    let gap = |ms| Some(Gap::Mark(Mark::time(ms, 3)));
    let mut rows = vec![
        row(1, Some(1), "Lewis", "Hamilton", "Mercedes", None, None),
        row(2, Some(2), "Oscar", "Piastri", "McLaren", gap(647), None),
        row(3, Some(3), "Charles", "Leclerc", "Ferrari", gap(8_023), None),
        row(4, Some(4), "Daniel", "Ricciardo", "RB", Some(Gap::Laps(1)), None),
        row(5, Some(5), "Kevin", "Magnussen", "Haas", Some(Gap::Laps(2)), None),
        row(6, None, "Zhou", "Guanyu", "Sauber", None, Some(Irm::Dnf)),
        row(7, None, "George", "Russell", "Mercedes", None, Some(Irm::Dsq)),
    ];
    rows[0].mark = Some(Mark::time(4_797_566, 3));
    rows[6].mark = Some(Mark::time(4_797_040, 3));
    Event {
        id: "tag:example.org,2024:ergast/2024/14/race".into(),
        source: Source {
            provider: "ergast".into(),
            credit: Some("F1DB, CC BY 4.0".into()),
            licence: Some("CC BY 4.0".into()),
            commercial: Some(true),
            sha256: vec!["ab".repeat(32)],
        },
        sport: Sport::FormulaOne,
        kind: UnitKind::Race,
        name: "Belgian Grand Prix".into(),
        competition: Some("Formula One World Championship".into()),
        unit: Some("2024/14".into()),
        gender: None,
        individual: true,
        venue: Venue {
            name: Some("Circuit de Spa-Francorchamps".into()),
            city: Some("Stavelot".into()),
            region: None,
            country: Some("Belgium".into()),
            nation: Some("BEL".into()),
        },
        day: Some(LocalDay { year: 2024, month: 7, day: 28 }),
        state: ResultState::Official,
        test: false,
        laps: Some(44),
        mark_unit: Some(Unit::Time),
        rows,
        score_sheet: None,
        context: Context::default(),
        warnings: Vec::new(),
        cells: Cells::new(),
    }
}

fn fact(id: &str, kind: FactKind) -> Fact {
    let evidence = Evidence { cells: Vec::new(), rule: kind.name() };
    Fact { id: id.to_owned(), kind, roles: BTreeMap::new(), scope: Scope::Basic, evidence, newsworthiness: 50 }
}

/// The article about [`grand_prix`]: in phrases, withheld because nobody reviewed it.
pub(crate) fn article() -> Article {
    article_of(&grand_prix())
}

/// The same text about any event.
pub(crate) fn article_of(event: &Event) -> Article {
    let lede = Sentence::phrases("Lewis Hamilton won the Belgian Grand Prix on Sunday.", &["win:hamilton", "day:2024-07-28"]);
    let margin = Sentence::phrases("Oscar Piastri was second, 0.647 seconds back.", &["margin:hamilton,piastri"]);
    let out = Sentence::phrases("George Russell was disqualified.", &["disqualified:russell"]);
    let mut article = Article {
        schema: SCHEMA,
        id: Article::id_of(&event.id, "report"),
        slug: slug(&event.name, event.day),
        version: 1,
        language: language_of(Profile::Uk).into(),
        style: Profile::Uk,
        headline: Sentence::phrases("Hamilton wins Belgian Grand Prix", &["win:hamilton"]),
        standfirst: Some(Sentence::phrases("Piastri second by 0.647 seconds", &["margin:hamilton,piastri"])),
        byline: Some("Sports desk".into()),
        dateline: event.venue.city.clone(),
        body: vec![
            Paragraph { role: "lede".into(), sentences: vec![lede, margin] },
            Paragraph { role: "others".into(), sentences: vec![out] },
        ],
        table: ResultsTable::of(event, Profile::Ap),
        chart: Chart::of(event, Profile::Uk),
        facts: vec![
            fact("win:hamilton", FactKind::Win),
            fact("day:2024-07-28", FactKind::Day),
            fact("margin:hamilton,piastri", FactKind::Margin),
            fact("disqualified:russell", FactKind::Disqualified),
        ],
        event: EventSummary::of(event, None),
        source: event.source.clone(),
        disclosure: String::new(),
        digital_source_type: String::new(),
        status: Status { pubstatus: PubStatus::Withheld, reasons: vec!["not reviewed".into()] },
        notices: notices(&event.source, event.state, event.test),
        review: None,
        provenance: Provenance {
            tool: "stringer".into(),
            version: "0.1.0".into(),
            inputs: event.source.sha256.clone(),
            model: Some(ModelUsed { name: "Small 1".into(), sha256: "cd".repeat(32), server: None }),
            templates: "ef".repeat(32),
            house: None,
            seed: 7,
            settings: BTreeMap::new(),
            drafted: Drafted::default(),
            now: NOW.into(),
            bans: Vec::new(),
        },
        verdict: None,
    };
    article.refresh();
    article
}
