//! Small events written by hand, for tests.

use crate::event::*;
use std::collections::BTreeMap;

fn row(order: u32, rank: Option<u32>, competitor: Competitor) -> Row {
    Row { rank, ..Row::bare(order, competitor) }
}

fn person(given: &str, family: &str, gender: Gender) -> Competitor {
    let full = format!("{given} {family}");
    Competitor::Athlete(Person {
        id: family.to_lowercase(),
        given: Some(given.to_owned()),
        family: family.to_owned(),
        full,
        gender: Some(gender),
    })
}

fn nation(code: &str, name: &str, adjective: &str) -> Nation {
    Nation { code: code.to_owned(), name: name.to_owned(), adjective: Some(adjective.to_owned()) }
}

fn time(text: &str) -> Mark {
    Mark::parse_time(text).unwrap()
}

fn points(text: &str) -> Mark {
    Mark::parse_decimal(text, Unit::Points).unwrap()
}

pub fn event(name: &str, sport: Sport) -> Event {
    Event {
        id: "tag:example.org,2024:sample".to_owned(),
        source: Source { provider: "sample".to_owned(), credit: None, licence: None, commercial: None, sha256: Vec::new() },
        sport,
        kind: UnitKind::Race,
        name: name.to_owned(),
        competition: None,
        unit: None,
        gender: None,
        individual: true,
        venue: Venue::default(),
        day: None,
        state: ResultState::Official,
        test: false,
        laps: None,
        mark_unit: Some(Unit::Time),
        rows: Vec::new(),
        score_sheet: None,
        context: Context::default(),
        warnings: Vec::new(),
        cells: BTreeMap::new(),
    }
}

/// Name, team, mark or laps down, grid (0: pit lane), stops, points, fastest lap.
type Car = (&'static str, &'static str, &'static str, &'static str, u32, u32, &'static str);

const CARS: [Car; 9] = [
    ("Lewis", "Hamilton", "Mercedes", "1:19:57.566", 3, 2, "25"),
    ("Oscar", "Piastri", "McLaren", "1:19:58.213", 5, 2, "18"),
    ("Charles", "Leclerc", "Ferrari", "1:20:05.589", 1, 2, "15"),
    ("Max", "Verstappen", "Red Bull", "1:20:06.266", 11, 2, "12"),
    ("Lando", "Norris", "McLaren", "1:20:06.890", 4, 2, "10"),
    ("Carlos", "Sainz", "Ferrari", "1:20:16.835", 7, 2, "8"),
    ("Sergio", "Pérez", "Red Bull", "1:20:40.235", 2, 3, "7"),
    ("Fernando", "Alonso", "Aston Martin", "1:20:46.000", 8, 1, "4"),
    ("Lance", "Stroll", "Aston Martin", "", 0, 2, "0"),
];

const CODES: [(&str, &str, &str, &str); 11] = [
    ("Hamilton", "GBR", "Great Britain", "British"),
    ("Piastri", "AUS", "Australia", "Australian"),
    ("Leclerc", "MON", "Monaco", "Monegasque"),
    ("Verstappen", "NED", "the Netherlands", "Dutch"),
    ("Norris", "GBR", "Great Britain", "British"),
    ("Sainz", "ESP", "Spain", "Spanish"),
    ("Pérez", "MEX", "Mexico", "Mexican"),
    ("Alonso", "ESP", "Spain", "Spanish"),
    ("Stroll", "CAN", "Canada", "Canadian"),
    ("Zhou", "CHN", "China", "Chinese"),
    ("Russell", "GBR", "Great Britain", "British"),
];

/// A Formula One race with a pole-sitter who came third, a lapped finisher, a retirement and a disqualification.
pub fn spa() -> Event {
    let mut event = event("Belgian Grand Prix", Sport::FormulaOne);
    event.competition = Some("Formula One World Championship".to_owned());
    event.gender = Some(Gender::Men);
    event.venue = Venue {
        name: Some("Circuit de Spa-Francorchamps".to_owned()),
        city: Some("Spa".to_owned()),
        region: None,
        country: Some("Belgium".to_owned()),
        nation: Some("BEL".to_owned()),
    };
    event.day = Some(LocalDay { year: 2024, month: 7, day: 28 });
    event.laps = Some(44);
    for (order, (given, family, team, mark, grid, stops, scored)) in (1..).zip(CARS) {
        let mut car = row(order, Some(order), person(given, family, Gender::Men));
        car.team = Some(Team { id: team.to_lowercase(), name: team.to_owned() });
        car.mark = if mark.is_empty() { None } else { Some(time(mark)) };
        car.gap = if mark.is_empty() { Some(Gap::Laps(1)) } else { None };
        car.laps = Some(if mark.is_empty() { 43 } else { 44 });
        car.grid = Some(if grid == 0 { Grid::PitLane } else { Grid::Place(grid) });
        car.pit_stops = Some(stops);
        car.points = Some(points(scored));
        let lap = Mark::time(105_000 + i64::from(order) * 100, 3);
        car.fastest_lap = Some(FastestLap { rank: Some(order + 1), lap: Some(30), time: lap });
        if family == "Pérez" {
            car.fastest_lap = Some(FastestLap { rank: Some(1), lap: Some(44), time: Mark::time(104_701, 3) });
        }
        event.rows.push(car);
    }
    for (order, given, family, team, irm, grid) in
        [(10, "Guanyu", "Zhou", "Sauber", Irm::Dnf, 20), (11, "George", "Russell", "Mercedes", Irm::Dsq, 6)]
    {
        let mut car = row(order, None, person(given, family, Gender::Men));
        car.team = Some(Team { id: team.to_lowercase(), name: team.to_owned() });
        car.irm = Some(irm);
        car.grid = Some(Grid::Place(grid));
        car.laps = Some(5);
        event.rows.push(car);
    }
    for car in &mut event.rows {
        let (_, code, name, adjective) = CODES.iter().find(|(family, ..)| *family == car.competitor.short()).unwrap();
        car.nation = Some(nation(code, name, adjective));
    }
    let standing = |rank, id: &str, name: &str, total: &str| Standing {
        kind: StandingKind::Athletes,
        rank,
        id: id.to_owned(),
        name: name.to_owned(),
        points: points(total),
        wins: None,
        before: None,
        cell: Cell { source: String::new(), at: String::new(), raw: total.to_owned() },
    };
    event.context.standings = vec![
        standing(1, "verstappen", "Max Verstappen", "277"),
        standing(2, "norris", "Lando Norris", "199"),
        standing(6, "hamilton", "Lewis Hamilton", "150"),
    ];
    event
}

/// A final with a world record, three Kenyans and two Ethiopians.
pub fn rio() -> Event {
    let mut event = event("women's 10,000 metres final", Sport::Running);
    event.competition = Some("Rio 2016 Olympic Games".to_owned());
    event.gender = Some(Gender::Women);
    event.venue.city = Some("Rio de Janeiro".to_owned());
    event.venue.country = Some("Brazil".to_owned());
    event.venue.name = Some("Olympic Stadium".to_owned());
    event.day = Some(LocalDay { year: 2016, month: 8, day: 12 });
    let runners = [
        ("Almaz", "Ayana", "ETH", "Ethiopia", "Ethiopian", "29:17.45"),
        ("Vivian", "Cheruiyot", "KEN", "Kenya", "Kenyan", "29:32.53"),
        ("Tirunesh", "Dibaba", "ETH", "Ethiopia", "Ethiopian", "29:42.56"),
        ("Alice", "Nawowuna", "KEN", "Kenya", "Kenyan", "29:53.51"),
        ("Betsy", "Saina", "KEN", "Kenya", "Kenyan", "30:07.78"),
        ("Molly", "Huddle", "USA", "the United States", "American", "30:13.17"),
    ];
    for (order, (given, family, code, name, adjective, mark)) in (1..).zip(runners) {
        let mut runner = row(order, Some(order), person(given, family, Gender::Women));
        runner.nation = Some(nation(code, name, adjective));
        runner.mark = Some(time(mark));
        event.rows.push(runner);
    }
    let flag = |code: &str| RecordFlag { code: code.to_owned(), equalled: false, confirmed: true };
    event.rows[0].records = vec![flag("WR"), flag("OR")];
    event.rows[1].records = vec![flag("PB")];
    event.rows[5].records = vec![RecordFlag { confirmed: false, ..flag("NR") }];
    for (at, medal) in [Medal::Gold, Medal::Silver, Medal::Bronze].into_iter().enumerate() {
        event.rows[at].medal = Some(medal);
    }
    let split = |clock: &str, rank| Split {
        point: "5000".to_owned(),
        label: Some("5,000 metres".to_owned()),
        mark: Mark::parse_time(clock).unwrap(),
        rank: Some(rank),
    };
    event.rows[0].splits = vec![split("14:46.81", 2)];
    event.rows[3].splits = vec![split("14:46.00", 1)];
    event.rows[1].splits = vec![split("14:47.00", 3)];
    event
}

/// A relay with teams of nations, one disqualified with the better mark.
pub fn relay() -> Event {
    let mut event = event("men's 4x100 metres relay final", Sport::Running);
    event.gender = Some(Gender::Men);
    event.individual = false;
    event.venue.city = Some("Rio de Janeiro".to_owned());
    event.day = Some(LocalDay { year: 2016, month: 8, day: 19 });
    let teams = [
        ("JAM", "Jamaica", "Jamaican", "37.27", None),
        ("JPN", "Japan", "Japanese", "37.60", None),
        ("CAN", "Canada", "Canadian", "37.64", None),
    ];
    for (order, (code, name, adjective, mark, irm)) in
        (1..).zip(teams.into_iter().chain([("USA", "the United States", "American", "37.62", Some(Irm::Dsq))]))
    {
        let competitor = Competitor::Team { id: code.to_lowercase(), name: name.to_owned(), members: Vec::new() };
        let mut team = row(order, irm.is_none().then_some(order), competitor);
        team.nation = Some(nation(code, name, adjective));
        team.mark = Some(time(mark));
        team.irm = irm;
        event.rows.push(team);
    }
    event
}

/// A dead heat for first, and two who share a surname.
pub fn tie() -> Event {
    let mut event = event("women's 100 metres freestyle final", Sport::Swimming);
    event.gender = Some(Gender::Women);
    event.venue.city = Some("Rio de Janeiro".to_owned());
    event.day = Some(LocalDay { year: 2016, month: 8, day: 11 });
    let swimmers = [
        ("Simone", "Manuel", "USA", "the United States", "American", "52.70", 1),
        ("Penny", "Oleksiak", "CAN", "Canada", "Canadian", "52.70", 1),
        ("Sarah", "Sjöström", "SWE", "Sweden", "Swedish", "52.99", 3),
        ("Bronte", "Campbell", "AUS", "Australia", "Australian", "53.04", 4),
        ("Cate", "Campbell", "AUS", "Australia", "Australian", "53.24", 5),
    ];
    for (order, (given, family, code, name, adjective, mark, rank)) in (1..).zip(swimmers) {
        let mut swimmer = row(order, Some(rank), person(given, family, Gender::Women));
        if let Competitor::Athlete(person) = &mut swimmer.competitor {
            person.id = format!("{}-{}", given.to_lowercase(), family.to_lowercase());
        }
        swimmer.tied = rank == 1;
        swimmer.nation = Some(nation(code, name, adjective));
        swimmer.mark = Some(time(mark));
        event.rows.push(swimmer);
    }
    event
}

#[test]
fn the_samples_have_no_contradictions() {
    for event in [spa(), rio(), relay(), tie()] {
        assert_eq!(event.check(), Vec::new());
    }
}

/// A start list of the first rows, with bests of the season in milliseconds.
pub fn start_list(event: &Event, bests: &[i64]) -> Vec<Entrant> {
    let cell = Cell { source: "list".to_owned(), at: "/best".to_owned(), raw: String::new() };
    let entrant = |(row, best): (&Row, &i64)| Entrant {
        id: row.competitor.id().to_owned(),
        season_best: Some(Mark::time(*best, 2)),
        cell: cell.clone(),
    };
    event.rows.iter().zip(bests).map(entrant).collect()
}
