//! The runs of an event that adds them up.

use super::*;

const LUGE: &str = "invented-women-luge-singles-four-runs";

fn luge(change: &[(&str, &str)]) -> Result<Event, FeedError> {
    let text = String::from_utf8(fixture(LUGE)).unwrap();
    decoded(&change.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }))
}

#[test]
fn there_is_a_split_after_each_run_but_the_last() {
    let event = luge(&[]).unwrap();
    let splits = &event.rows[0].splits;
    let told: Vec<_> = splits.iter().map(|split| (split.point.as_str(), split.label.as_deref().unwrap(), split.mark.clock())).collect();
    assert_eq!(
        told,
        [
            ("1", "the first run", "58.412".to_owned()),
            ("2", "the second run", "1:56.789".to_owned()),
            ("3", "the third run", "2:55.079".to_owned())
        ]
    );
    let cell = &event.rows[0].cells["split:2"];
    assert_eq!(
        (cell.at.as_str(), cell.raw.as_str()),
        ("/OdfBody/Competition/Result[1]/ResultItems/ResultItem[2]/Result[1]/@Result", "58.377")
    );
    let out = event.rows.last().unwrap();
    assert_eq!((out.irm, out.irm_run, out.splits.len()), (Some(Irm::Dnf), Some(1), 0));
}

#[test]
fn runs_that_do_not_add_up_are_refused() {
    let error = luge(&[("Result=\"58.290\"", "Result=\"58.291\"")]).unwrap_err();
    assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Contradiction, Some("/OdfBody/Competition/Result[1]/@Result")));
    assert_eq!(error.message, "Result \"3:53.380\" is not the sum of the runs, 3:53.381");
    let error = luge(&[("000100--\" Order=\"1\"", "000100--\" Order=\"2\"")]).unwrap_err();
    assert_eq!(error.message, "Order \"2\" is not the place of the run in the list, 1");
    assert!(luge(&[("Result=\"58.290\"", "Result=\"58,2x\"")]).is_err());
}
