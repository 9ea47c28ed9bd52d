//! The words of a cell: ranks, times in the ways that result lists write them, gaps, and statuses.

use super::map::{ColumnMap, folded};
use crate::event::{Gap, Irm, Mark, Unit};

/// What a rank column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// A place, and whether it is marked as shared.
    Place(u32, bool),
    /// A status in place of a rank.
    Status(Irm),
    /// Nothing, or a dash.
    Nothing,
}

/// Reads `1`, `1.`, `1=`, `=1`, `T1`, a status, or nothing.
pub(super) fn rank(text: &str, maps: &[&ColumnMap]) -> Option<Rank> {
    let text = text.trim();
    if is_nothing(text) {
        return Some(Rank::Nothing);
    }
    let body = text.trim_end_matches('.');
    let stripped = body.strip_prefix('=').or_else(|| body.strip_prefix('T')).or_else(|| body.strip_suffix('='));
    let (digits, tied) = stripped.map_or((body, false), |rest| (rest.trim().trim_end_matches('.'), true));
    let place = digits.parse::<u32>().ok().filter(|place| (1..=100_000).contains(place) && digits.bytes().all(|b| b.is_ascii_digit()));
    place.map(|place| Rank::Place(place, tied)).or_else(|| irm(text, maps).map(Rank::Status))
}

/// No value: empty or a dash.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "—" | "--")
}

/// A status by the words that every result list knows and those of the maps. A digit after it is the run (`DNF2`).
pub(super) fn irm(text: &str, maps: &[&ColumnMap]) -> Option<Irm> {
    let word = folded(text);
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = match bare {
        "dnf" | "ret" | "abd" => Some(Irm::Dnf),
        "dns" => Some(Irm::Dns),
        "dsq" | "dq" | "dqb" | "disq" => Some(Irm::Dsq),
        "nm" | "nh" => Some(Irm::NoMark),
        "lap" => Some(Irm::Lapped),
        "otl" | "hd" => Some(Irm::OverTimeLimit),
        "wd" | "wdr" => Some(Irm::Withdrawn),
        "exc" => Some(Irm::Excluded),
        "rel" | "ral" => Some(Irm::Relegated),
        "nc" => Some(Irm::NotClassified),
        "dnq" => Some(Irm::Dnq),
        _ => None,
    };
    known.or_else(|| maps.iter().find_map(|map| map.irm_of(text)))
}

/// A status column's words for a regular finish.
pub(super) fn is_finished(text: &str) -> bool {
    matches!(folded(text).as_str(), "" | "ok" | "finished" | "fin" | "finish" | "classified" | "df")
}

/// Same time as the row above: `s.t.`, or two commas.
pub(super) fn is_same_time(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "s.t." | "st" | "s.t" | "mt" | "m.t." | ",," | "''" | "\"")
}

/// A mark of a unit; decimal commas, a unit behind a distance and blanks are read, anything else is not.
pub(super) fn mark(text: &str, unit: Unit) -> Option<Mark> {
    let plain = points_for_commas(text)?;
    let mark = match unit {
        Unit::Time => Mark::parse_time(&colons(&plain)),
        Unit::Distance => Mark::parse_decimal(plain.trim_end_matches('m').trim_end(), unit),
        Unit::Points => Mark::parse_decimal(&plain, unit),
    };
    mark.ok()
}

/// `32:10,5` -> `32:10.5`; a text with both marks twice is ambiguous.
fn points_for_commas(text: &str) -> Option<String> {
    let text = text.trim().replace(['\u{a0}', '\u{202f}'], "");
    match text.matches(',').count() {
        0 => Some(text),
        1 if text.contains(':') && text.contains('.') => None,
        1 => Some(text.replace('.', ":").replace(',', ".")),
        _ => None,
    }
}

/// `1.15.05.5` never: two dots without a comma are ambiguous and stay as they are; `32'10` gets its colon.
fn colons(text: &str) -> String {
    text.replace(['\'', '’', '′'], ":")
}

/// A gap: `+0:12`, `12,3`, `+1 lap`.
pub(super) fn gap(text: &str, unit: Unit) -> Option<Gap> {
    let body = text.trim().trim_start_matches('+').trim();
    let lower = body.to_lowercase();
    for word in ["laps", "lap", "runden", "runde", "varv"] {
        if let Some(laps) = lower.strip_suffix(word) {
            return laps.trim().parse().ok().filter(|laps| *laps > 0).map(Gap::Laps);
        }
    }
    mark(body.trim_start_matches(['-', '−']), unit).map(Gap::Mark)
}

/// An id of letters and digits for a name: `Bjørn Åsen` -> `bjørn-asen`.
pub(super) fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = name.nfd().filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-').flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_read_in_the_ways_that_lists_write_them() {
        for (text, want) in [
            ("1", Rank::Place(1, false)),
            ("12.", Rank::Place(12, false)),
            ("1=", Rank::Place(1, true)),
            ("=3", Rank::Place(3, true)),
            ("T4", Rank::Place(4, true)),
            ("", Rank::Nothing),
            ("-", Rank::Nothing),
            ("DNF", Rank::Status(Irm::Dnf)),
            ("d.n.s.", Rank::Status(Irm::Dns)),
        ] {
            assert_eq!(rank(text, &[]), Some(want), "{text}");
        }
        for text in ["0", "-1", "first", "1/2", "+1", "1e3", "=HYPERLINK(1)"] {
            assert_eq!(rank(text, &[]), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_with_commas_and_hours() {
        for (text, ms, decimals) in [
            ("32:10", 1_930_000, 0),
            ("32:10,5", 1_930_500, 1),
            ("1:02:03", 3_723_000, 0),
            ("0:32:10", 1_930_000, 0),
            ("1.15.05,5", 4_505_500, 1),
            ("48.27", 48_270, 2),
            ("5'12", 312_000, 0),
        ] {
            assert_eq!(mark(text, Unit::Time), Some(Mark::time(ms, decimals)), "{text}");
        }
        for text in ["4.01.48", "1:02.5,3", "fast", "1,2,3", "25:61"] {
            assert_eq!(mark(text, Unit::Time), None, "{text}");
        }
        assert_eq!(mark("8,38 m", Unit::Distance).unwrap().clock(), "8.38");
    }

    #[test]
    fn statuses_are_read_with_the_run_behind_them() {
        assert_eq!(
            (irm("DNF2", &[]), irm("DQ", &[]), irm("Disq.", &[]), irm("HD", &[])),
            (Some(Irm::Dnf), Some(Irm::Dsq), Some(Irm::Dsq), Some(Irm::OverTimeLimit))
        );
        assert_eq!((irm("OK", &[]), irm("lost", &[]), irm("", &[])), (None, None, None));
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("  Anna-Lena  Grün "), "anna-lena-grun");
        assert_eq!(slug("O'Brien, Tom"), "obrien-tom");
    }
}
