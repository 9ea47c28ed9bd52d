//! Wrong days, places and events.

use super::{Case, event_name, words};
use std::ops::Range;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

pub fn days(case: &Case, within: &Range<usize>, class: &str) -> Vec<(Range<usize>, String)> {
    let day = &case.json["day"];
    let mut found = Vec::new();
    for (range, word) in words(case, within) {
        if !WEEKDAYS.contains(&word.as_str()) || day.is_null() {
            continue;
        }
        let (month, of_month) = (day["month"].as_i64().unwrap(), day["day"].as_i64().unwrap());
        let name = |month: i64| MONTHS[usize::try_from((month + 11) % 12).unwrap()];
        if class == "weekday" {
            found.extend(WEEKDAYS.iter().filter(|other| **other != word).map(|other| (range.clone(), (*other).to_owned())));
            found.extend(
                WEEKDAYS
                    .iter()
                    .filter(|other| **other != word)
                    .take(4)
                    .map(|other| (range.clone(), format!("{other}, {} {of_month}", name(month)))),
            );
        } else {
            for away in [1, 2, 5, 9, 12] {
                let other = (of_month + away - 1) % 28 + 1;
                found.push((range.clone(), format!("{} {other}", name(month))));
                found.push((range.clone(), format!("{word}, {} {other}", name(month))));
            }
            found.push((range.clone(), format!("{} {of_month}", name(month + 1))));
        }
    }
    found
}

/// Statements that would be true of another place, race or side.
pub fn settings(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let text = &case.text[within.clone()];
    for range in event_name(case, within) {
        let name = &case.text[range.clone()];
        if name.ends_with("Grand Prix") {
            for other in ["Italian", "Dutch", "Canadian", "Hungarian"] {
                found.push((range.clone(), format!("{other} Grand Prix")));
            }
        }
        for (old, new) in
            [("women's", "men's"), ("100 meters", "200 meters"), ("10,000 meters", "5,000 meters"), ("1,500 meters", "1,000 meters")]
        {
            if name.contains(old) && !(old == "women's" && name.contains(" men's")) {
                found.push((range.clone(), name.replace(old, new)));
            }
        }
    }
    let venue = &case.json["venue"];
    for (key, others) in [("name", ["Silverstone Circuit", "Wembley Stadium"]), ("city", ["Monza", "Montreal"])] {
        let Some(own) = venue[key].as_str() else { continue };
        for start in [" at ", " in "] {
            for (at, _) in text.match_indices(&format!("{start}{own}")) {
                let range = within.start + at + 4..within.start + at + 4 + own.len();
                found.extend(others.iter().filter(|other| **other != own).map(|other| (range.clone(), (*other).to_owned())));
            }
        }
    }
    for (old, news) in [("the winner", ["the runner-up", "the pole-sitter"])] {
        for (at, _) in text.match_indices(old) {
            found.extend(news.iter().map(|new| (within.start + at..within.start + at + old.len(), (*new).to_owned())));
        }
    }
    found
}
