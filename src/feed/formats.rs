//! The formats that have a decoder: one line for each adapter, the only registry of them. `stringer formats` prints it, and
//! `docs/feeds.md` is held to it by a test.

/// How well a format is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Whole real files of several events have been read.
    Proven,
    /// Built from a description, or read in part.
    Experimental,
}

impl State {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Experimental => "experimental",
        }
    }
}

/// One format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Its name, as documentation has it.
    pub name: &'static str,
    /// By what it is recognised.
    pub recognised_by: &'static str,
    /// The sports.
    pub sports: &'static str,
    /// How well it is known.
    pub state: State,
    /// The terms of its sources.
    pub licence: &'static str,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "Ergast/Jolpica JSON",
        recognised_by: "`MRData`, `data.results`",
        sports: "Formula One races and sprints",
        state: State::Proven,
        licence: "CC BY-NC-SA 4.0: no commercial use without leave; F1DB files in this form CC BY 4.0",
    },
    Format {
        name: "ODF 2 XML, `DT_RESULT`",
        recognised_by: "root `OdfBody`",
        sports: "any timed or measured race",
        state: State::Experimental,
        licence: "by contract with the organiser",
    },
    Format {
        name: "Tilastopaja XML and JSON",
        recognised_by: "root `competition` with results; `events` with `competitionId`",
        sports: "athletics: track, field, walks, relays, combined events, every round",
        state: State::Proven,
        licence: "ODbL 1.0, credit line printed",
    },
    Format {
        name: "OpenTrack JSON",
        recognised_by: "`event_results`",
        sports: "athletics: races of club meetings",
        state: State::Experimental,
        licence: "the organiser's, not stated in the file",
    },
    Format {
        name: "World Athletics results proposal",
        recognised_by: "`athletes`, and `units` with `rounds`; comments are read",
        sports: "athletics: track and field",
        state: State::Experimental,
        licence: "the organiser's, not stated in the file",
    },
    Format {
        name: "RotoWire box scores",
        recognised_by: "`box_score` with `home_line`; an object, a list, or one on each line",
        sports: "basketball: copy is compared with it, none is written",
        state: State::Proven,
        licence: "as whoever passes the data on says",
    },
    Format {
        name: "LENEX 3, `.lef` and `.lxf`",
        recognised_by: "root `LENEX`; an archive of one file is unpacked",
        sports: "swimming: individual events and relays, every round and age group",
        state: State::Proven,
        licence: "the organiser's, not stated in the file",
    },
    Format {
        name: "Hy-Tek `.hy3`",
        recognised_by: "lines `A1` and `B1`",
        sports: "swimming: individual events and relays",
        state: State::Experimental,
        licence: "the organiser's, not stated in the file",
    },
    Format {
        name: "IOF XML 3",
        recognised_by: "root `ResultList`",
        sports: "orienteering: classes, relays, several races",
        state: State::Proven,
        licence: "the organiser's, not stated in the file",
    },
    Format {
        name: "stage JSON (procyclingstats)",
        recognised_by: "`departure`, `arrival`, `results`, `gc`",
        sports: "cycling: stages, one-day races, team time trials, with the classifications",
        state: State::Experimental,
        licence: "not stated in the file",
    },
    Format {
        name: "IBU results JSON",
        recognised_by: "`Competition` with `DisciplineId`",
        sports: "biathlon: individual races, pursuits, mass starts, relays",
        state: State::Experimental,
        licence: "not stated in the file",
    },
    Format {
        name: "FIS XML, `Fisresults`",
        recognised_by: "root `Fisresults`",
        sports: "skiing: Alpine races of one run and two, cross-country races without rounds",
        state: State::Experimental,
        licence: "not stated in the file",
    },
    Format {
        name: "SportsML 3, also in NewsML-G2",
        recognised_by: "root `sports-content` or `newsItem`",
        sports: "athletics, biathlon, cycling, skiing: races",
        state: State::Experimental,
        licence: "the agency's, not stated in the file",
    },
    Format {
        name: "table: CSV, TSV, JSON rows",
        recognised_by: "anything else with a header row",
        sports: "any race",
        state: State::Proven,
        licence: "the organiser's, as the column map says",
    },
];

/// The table as Markdown, as `docs/feeds.md` has it.
pub fn markdown() -> String {
    let head = "| format | recognised by | sports | state | terms of the source |\n|---|---|---|---|---|\n";
    let line = |format: &Format| {
        format!("| {} | {} | {} | {} | {} |\n", format.name, format.recognised_by, format.sports, format.state.name(), format.licence)
    };
    std::iter::once(head.to_owned()).chain(FORMATS.iter().map(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_this_table() {
        let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/feeds.md")).unwrap();
        assert!(docs.contains(&markdown()), "docs/feeds.md lacks the table of formats:\n{}", markdown());
    }

    #[test]
    fn no_name_stands_twice() {
        let names: std::collections::BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
    }
}
