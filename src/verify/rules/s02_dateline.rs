//! S2: the dateline is the city in capitals, with the country (or the state) after a comma, and nothing else.
//!
//! "SPA, Belgium" is right for an event in Spa; a credit in brackets and a dash may follow.

use super::{Context, Outcome, Place, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let Some(line) = &cx.copy.dateline else { return Outcome::Undecided("the copy has no dateline".to_owned()) };
    let Some(city) = &cx.event.venue.city else { return Outcome::Undecided("the feed gives no city".to_owned()) };
    let body = line.trim().trim_end_matches(['-', '\u{2013}', '\u{2014}', ' ']);
    let body = if let (Some(open), true) = (body.find('('), body.ends_with(')')) { body.get(..open).unwrap_or(body).trim() } else { body };
    let (place, rest) = body.split_once(',').map_or((body, None), |(place, rest)| (place, Some(rest.trim())));
    let venue = &cx.event.venue;
    let around = [venue.region.as_deref(), venue.country.as_deref()].into_iter().flatten();
    let country_fits = rest.is_none_or(|rest| around.into_iter().any(|place| rest == place || rest.starts_with(&format!("{place},"))));
    let mut tally = Tally::default();
    let span = 0..line.len();
    tally.check((place != city.to_uppercase()).then(|| error(Place::Dateline, span.clone(), format!("the dateline must start with {}", city.to_uppercase()))));
    tally.check((!country_fits).then(|| error(Place::Dateline, span, "the dateline's country is not that of the event")));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    fn faults(line: &str) -> usize {
        let mut copy = Copy::of(&[&["Hamilton won."]]);
        copy.dateline = Some(line.to_owned());
        verdict(&copy, &sample::spa()).of("S2").count()
    }

    #[test]
    fn datelines_of_the_right_place_and_form_pass() {
        assert_eq!(faults("SPA, Belgium"), 0);
        assert_eq!(faults("SPA, Belgium (Stringer) \u{2014}"), 0);
        assert_eq!(faults("SPA"), 0);
        assert_eq!(faults("Spa, Belgium"), 1);
        assert_eq!(faults("MONZA, Italy"), 2);
    }
}
