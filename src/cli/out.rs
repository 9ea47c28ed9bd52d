//! The two streams: data to standard output, everything else to standard error.

use super::exit::Exit;
use super::failure::Failure;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

/// Writes data to standard output. A reader that has gone away ends the run quietly with code 0.
pub fn data(bytes: &[u8]) -> Result<(), Failure> {
    let _held = crate::net::hold();
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::silent(Exit::Done),
        _ => Failure::new(Exit::Write, format!("cannot write to standard output: {error}")),
    })
}

/// Writes a line to standard error; one that cannot be written is lost, for there is nobody to tell.
pub fn note(line: &str) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "{line}");
}

/// Writes `label: text` to standard error, the label in bold and colour where that is wanted.
pub fn labelled(label: &str, colour: &str, text: &str) {
    let text = text.trim_end();
    if colours() { note(&format!("\u{1b}[1;{colour}m{label}:\u{1b}[0m {text}")) } else { note(&format!("{label}: {text}")) }
}

/// A warning on standard error.
pub fn warning(text: &str) {
    labelled("warning", "33", &clean(text));
}

/// Whether standard error is shown in colours: on a terminal, unless `NO_COLOR` or a dumb terminal says otherwise.
pub fn colours() -> bool {
    io::stderr().is_terminal() && colours_wanted()
}

/// Whether the environment lets a terminal have colours.
pub fn colours_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !set("NO_COLOR") && !dumb
}

/// The text without control characters (a feed could carry escape sequences to a terminal); line breaks become blanks.
pub fn clean(text: &str) -> String {
    let replaced = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    replaced.filter(|c| !c.is_control() && !is_bidi(*c)).collect()
}

/// Characters that reorder what is shown.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// A table with columns as wide as their widest cell; the last column is not filled up.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let all: Vec<Vec<String>> = std::iter::once(&head).chain(rows).map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let columns = all.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in &all {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_characters() {
        let text = table(&["id", "name"], &[vec!["é".into(), "x".into()], vec!["abc".into(), "y".into()]]);
        assert_eq!(text, "id   name\né    x\nabc  y\n");
    }

    #[test]
    fn what_moves_a_cursor_is_taken_out() {
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{202e}d"), "a[2Jb cd");
    }
}
