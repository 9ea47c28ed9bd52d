//! `stringer formats`.

use crate::cli::{Exit, Failure, out};
use crate::feed::formats::FORMATS;

/// Lists the formats that can be read.
pub fn run() -> Result<Exit, Failure> {
    let row = |format: &crate::feed::formats::Format| {
        let plain = |text: &str| text.replace('`', "");
        vec![plain(format.name), format.sports.to_owned(), format.state.name().to_owned(), plain(format.licence)]
    };
    let rows: Vec<Vec<String>> = FORMATS.iter().map(row).collect();
    out::data(out::table(&["FORMAT", "SPORTS", "STATE", "TERMS"], &rows).as_bytes())?;
    Ok(Exit::Done)
}
