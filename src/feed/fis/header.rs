//! What stands above the rows: which race it is, where, when, and how final.

use super::PROVIDER;
use super::words::{Discipline, Words, words};
use crate::event::{Cells, Context, Event, Gender, LocalDay, ResultState, Sport, Unit, UnitKind, Venue};
use crate::feed::raw::Text;
use crate::feed::xml::Paths;
use crate::feed::{FeedError, FeedErrorKind, Options, circuits, nations};
use roxmltree::Node;
use std::cell::RefCell;

/// A file that is being read.
pub(super) struct File<'a, 'd> {
    pub(super) root: Node<'a, 'd>,
    pub(super) paths: Paths,
    pub(super) source: &'a str,
    pub(super) options: &'a Options,
}

/// A race of it.
pub(super) struct Race<'f, 'a, 'd> {
    pub(super) file: &'f File<'a, 'd>,
    pub(super) words: &'static Words,
    pub(super) sector: String,
    pub(super) discipline: &'static Discipline,
    pub(super) gender: Option<Gender>,
    pub(super) day: Option<LocalDay>,
    warnings: RefCell<Vec<String>>,
}

impl Race<'_, '_, '_> {
    /// A note for the editor, once.
    pub(super) fn warn(&self, message: impl Into<String>) {
        let message = message.into();
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }
}

/// The first child element of this name, in any case.
pub(super) fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.tag_name().name().eq_ignore_ascii_case(name))
}

impl File<'_, '_> {
    /// The text of a child element that is not blank.
    pub(super) fn text(&self, node: Node<'_, '_>, name: &str) -> Option<Text> {
        let found = child(node, name)?;
        let raw = found.text().filter(|text| !text.trim().is_empty())?;
        Some(Text { raw: raw.to_owned(), at: self.paths.path(found) })
    }

    /// The text of an attribute or of a child element of one of these names.
    fn either(&self, node: Node<'_, '_>, of: &[&str]) -> Option<Text> {
        let attribute = node.attributes().find(|one| of.iter().any(|name| one.name().eq_ignore_ascii_case(name)));
        let at = |name: &str| format!("{}/@{name}", self.paths.path(node));
        let given = attribute.map(|one| Text { raw: one.value().to_owned(), at: at(one.name()) });
        given.or_else(|| of.iter().find_map(|name| self.text(node, name)))
    }

    /// A text that may be printed, with its evidence under `field`.
    pub(super) fn printed(&self, node: Node<'_, '_>, name: &str, field: &str, cells: &mut Cells) -> Result<Option<String>, FeedError> {
        let Some(text) = self.text(node, name) else { return Ok(None) };
        let clean = text.name()?;
        cells.insert(field.to_owned(), text.cell(self.source));
        Ok(Some(clean))
    }

    /// The event with its rows.
    pub(super) fn event(&self) -> Result<Event, FeedError> {
        let words = words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let missing =
            |what: &str| FeedError::new(FeedErrorKind::Missing, "", format!("the race has no {what}")).at(self.paths.path(self.root));
        let header = child(self.root, "Raceheader").ok_or_else(|| missing("Raceheader"))?;
        let state = self.state(header, words)?;
        let mut cells = Cells::new();
        let sector = self.sector(header)?;
        let code = self.text(header, "Discipline").ok_or_else(|| missing("Discipline"))?;
        let of_sector = words.discipline.get(&sector);
        let discipline = of_sector.and_then(|list| list.get(code.trimmed())).ok_or_else(|| {
            code.error(
                FeedErrorKind::Unsupported,
                "is a discipline without a decoder: parallel races, sprints in rounds, teams and jumps have none",
            )
        })?;
        cells.insert("name".to_owned(), code.cell(self.source));
        let gender = self.gender(header)?;
        let day = self.day(header, &mut cells)?;
        let race = Race { file: self, words, sector, discipline, gender, day, warnings: RefCell::default() };
        let rows = race.rows()?;
        let training = self.text(header, "Training").is_some();
        let competition = self.printed(header, "Eventname", "competition", &mut cells)?;
        let venue = self.venue(header, &mut cells)?;
        Ok(Event {
            score_sheet: None,
            id: self.id(header, &race.sector)?,
            source: PROVIDER.source(vec![self.source.to_owned()]),
            sport: Sport::Skiing,
            kind: if training { UnitKind::Training } else { UnitKind::Race },
            name: name(gender, &discipline.name, training),
            competition,
            unit: Some(if training { "training" } else { "race" }.to_owned()),
            gender,
            individual: true,
            venue,
            day,
            state,
            test: false,
            laps: None,
            mark_unit: Some(Unit::Time),
            rows,
            context: Context::default(),
            warnings: race.warnings.into_inner(),
            cells,
        })
    }

    /// How final it is; a start list is no result.
    fn state(&self, header: Node<'_, '_>, words: &Words) -> Result<ResultState, FeedError> {
        let Some(kind) = self.text(header, "Type") else { return Ok(ResultState::Official) };
        let known = words.state.iter().find(|(word, _)| word.eq_ignore_ascii_case(kind.trimmed())).map(|(_, state)| *state);
        match known.ok_or_else(|| kind.bad("is no type of templates/skiing.toml"))? {
            ResultState::StartList => Err(kind.error(FeedErrorKind::NotAResult, "makes this a start list of skiing, not a result")),
            state => Ok(state),
        }
    }

    /// `AL` or `CC`, by the header or by the element of the race.
    fn sector(&self, header: Node<'_, '_>) -> Result<String, FeedError> {
        let given = self.either(header, &["Sector"]).map(|text| text.trimmed().to_uppercase());
        let of_race = || {
            let names = self.root.descendants().map(|node| node.tag_name().name().to_uppercase());
            names.filter_map(|name| name.split_once('_').map(|(sector, _)| sector.to_owned())).find(|sector| sector.len() == 2)
        };
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the race has no sector").at(self.paths.path(header));
        given.or_else(of_race).ok_or_else(missing)
    }

    fn gender(&self, header: Node<'_, '_>) -> Result<Option<Gender>, FeedError> {
        let Some(text) = self.either(header, &["Gender", "Sex"]) else { return Ok(None) };
        match text.trimmed() {
            "M" => Ok(Some(Gender::Men)),
            "L" | "W" | "F" => Ok(Some(Gender::Women)),
            "A" | "X" => Ok(Some(Gender::Mixed)),
            _ => Err(text.bad("is no gender")),
        }
    }

    /// The local day: parts of a date, or one text.
    fn day(&self, header: Node<'_, '_>, cells: &mut Cells) -> Result<Option<LocalDay>, FeedError> {
        let Some(date) = child(header, "Racedate") else { return Ok(None) };
        let parts = ["Year", "Month", "Day"].map(|part| self.text(date, part));
        let (text, at) = match &parts {
            [Some(year), Some(month), Some(day)] => {
                (format!("{:0>4}-{:0>2}-{:0>2}", year.trimmed(), month.trimmed(), day.trimmed()), self.paths.path(date))
            }
            _ => (date.text().unwrap_or_default().trim().to_owned(), self.paths.path(date)),
        };
        let text = Text { raw: text, at };
        let day = circuits::civil_day(text.trimmed()).ok_or_else(|| text.bad("is no date"))?;
        cells.insert("date".to_owned(), text.cell(self.source));
        Ok(Some(day))
    }

    fn venue(&self, header: Node<'_, '_>, cells: &mut Cells) -> Result<Venue, FeedError> {
        let city = self.printed(header, "Place", "city", cells)?;
        let nation = self.text(header, "Nation").and_then(|code| nations::by_code(code.trimmed()));
        let country = nation.as_ref().map(|nation| nation.name.trim_start_matches("the ").to_owned());
        Ok(Venue { name: None, city, region: None, country, nation: nation.map(|nation| nation.code) })
    }

    /// Season, sector and codex.
    fn id(&self, header: Node<'_, '_>, sector: &str) -> Result<String, FeedError> {
        let part = |name: &str| {
            let missing = || FeedError::new(FeedErrorKind::Missing, "", format!("the race has no {name}")).at(self.paths.path(header));
            let text = self.text(header, name).ok_or_else(missing)?;
            let plain = text.trimmed().len() <= 12 && text.trimmed().bytes().all(|b| b.is_ascii_alphanumeric());
            if plain { Ok(text.trimmed().to_owned()) } else { Err(text.bad("is no number")) }
        };
        Ok(format!("tag:stringer,2024:fis/{}/{}{}", part("Season")?, sector.to_lowercase(), part("Codex")?))
    }
}

/// "women's giant slalom", "men's downhill training".
fn name(gender: Option<Gender>, what: &str, training: bool) -> String {
    let whose = match gender {
        Some(Gender::Men) => "men's ",
        Some(Gender::Women) => "women's ",
        Some(Gender::Mixed) => "mixed ",
        None => "",
    };
    format!("{whose}{what}{}", if training { " training" } else { "" })
}
