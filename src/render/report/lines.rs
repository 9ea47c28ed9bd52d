//! Lines and columns of byte ranges.

use std::ops::Range;

/// A place in a file, counted from 1; columns count characters, and the end is the column after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// The region of a range of bytes.
pub(super) fn region(text: &str, span: &Range<usize>) -> Region {
    let (line, column) = position(text, span.start);
    let (end_line, end_column) = position(text, span.end.max(span.start));
    Region { line, column, end_line, end_column }
}

fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "Pérez\nwon by é1";
        let at = text.find("é1").unwrap();
        assert_eq!(region(text, &(at..text.len())), Region { line: 2, column: 8, end_line: 2, end_column: 10 });
        assert_eq!(region(text, &(0..0)), Region { line: 1, column: 1, end_line: 1, end_column: 1 });
    }
}
