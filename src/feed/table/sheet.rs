//! A table as text: header, rows and the place of every cell, from CSV, TSV or a JSON array of objects.

use crate::event::Cell;
use crate::feed::{FeedError, FeedErrorKind, Input, text};
use serde_json::Value;

/// Most rows that are read.
const MOST_ROWS: usize = 50_000;
/// Most columns that are read.
const MOST_COLUMNS: usize = 200;

/// A table with its cells as text.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// Values in front of the header: key, value, place.
    pub(super) notes: Vec<(String, String, String)>,
    /// Where the rows of a JSON document stand; `None` for CSV.
    json: Option<&'static str>,
    sha256: String,
}

impl Sheet {
    /// The text of a cell without blanks around it, `""` for none.
    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map(|text| text.trim()).unwrap_or_default()
    }

    /// Where a cell stands: `row=3;col=Time` (the first row under the header is 1), or a JSON Pointer.
    pub(super) fn at(&self, row: usize, column: usize) -> String {
        let header = self.headers.get(column).map(String::as_str).unwrap_or_default();
        match self.json {
            Some(root) => format!("{root}/{row}/{}", header.replace('~', "~0").replace('/', "~1")),
            None => format!("row={};col={header}", row + 1),
        }
    }

    /// A cell as evidence.
    pub(super) fn cell(&self, row: usize, column: usize) -> Cell {
        let raw = self.rows.get(row).and_then(|cells| cells.get(column)).cloned().unwrap_or_default();
        Cell { source: self.sha256.clone(), at: self.at(row, column), raw }
    }

    /// An error about a cell.
    pub(super) fn bad(&self, row: usize, column: usize, reason: &str) -> FeedError {
        let raw: String = self.text(row, column).chars().take(40).collect();
        FeedError::new(FeedErrorKind::Value, "", format!("\"{}\" {reason}", raw.escape_debug())).at(self.at(row, column))
    }
}

/// Reads the table; `delimiter` is found out when it is not given.
pub(super) fn read(input: &Input<'_>, delimiter: Option<char>) -> Result<Sheet, FeedError> {
    let text = text::decode(input)?;
    let sheet = if matches!(text.trim_start().chars().next(), Some('[' | '{')) {
        from_json(&text, input)
    } else {
        from_csv(&text, input, delimiter)
    }?;
    let refuse = |kind, message: String| Err(FeedError::new(kind, "", message));
    if sheet.rows.is_empty() {
        return refuse(FeedErrorKind::NotAResult, "the table has no rows under its header".to_owned());
    }
    if sheet.rows.len() > MOST_ROWS || sheet.headers.len() > MOST_COLUMNS {
        return refuse(FeedErrorKind::Syntax, format!("the table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"));
    }
    Ok(sheet)
}

fn from_csv(text: &str, input: &Input<'_>, delimiter: Option<char>) -> Result<Sheet, FeedError> {
    let mut body = text;
    let mut notes = Vec::new();
    let mut line = 0;
    while let Some((first, rest)) = body.split_once('\n') {
        line += 1;
        let first = first.trim();
        if let Some(note) = note(first) {
            if let Some((key, value)) = note.split_once(':') {
                notes.push((key.trim().to_lowercase(), value.trim().to_owned(), format!("line {line}")));
            }
        } else if !first.is_empty() {
            break;
        }
        body = rest;
    }
    let head = body.lines().next().unwrap_or_default();
    let delimiter = delimiter.or_else(|| sniff(head)).unwrap_or(',');
    let delimiter = u8::try_from(delimiter).map_err(|_| FeedError::new(FeedErrorKind::Value, "", "the delimiter is no ASCII character"))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(body.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| FeedError::new(FeedErrorKind::Syntax, "", format!("this is no CSV: {error}")))?;
        records.push(record.iter().map(str::to_owned).collect::<Vec<String>>());
        if records.len() > MOST_ROWS + 1 {
            break;
        }
    }
    records.retain(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    let mut records = records.into_iter();
    let headers: Vec<String> = records.next().unwrap_or_default().iter().map(|header| header.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = records.collect();
    if headers.len() == 1 && rows.iter().any(|row| row.len() > 2) {
        let message = "this is text, not a table of results: its first line has no columns";
        return Err(FeedError::new(FeedErrorKind::Unsupported, "", message));
    }
    for (index, row) in rows.iter().enumerate() {
        let surplus = row.iter().skip(headers.len()).any(|cell| !cell.trim().is_empty());
        if surplus || row.len() + 1 < headers.len().min(3) {
            let message = format!("the row has {} cells, the header has {}", row.len(), headers.len());
            let error = FeedError::new(FeedErrorKind::Syntax, "", message).at(format!("row={}", index + 1));
            return Err(error.hint("a cell that holds the delimiter must stand in quotation marks"));
        }
    }
    Ok(Sheet { headers, rows, notes, json: None, sha256: input.sha256.clone() })
}

/// A line in front of the header: `# key: value`, or `#` and a remark. A header can begin with `#` too (`#,Name,Time`).
fn note(line: &str) -> Option<&str> {
    let body = line.strip_prefix('#')?;
    let has_key = body.split_once(':').is_some_and(|(key, _)| key.trim().chars().all(|c| c.is_ascii_alphabetic()));
    (has_key || !body.contains([',', ';', '\t'])).then_some(body)
}

/// The delimiter of a header line: the one of tab, semicolon and comma that it has most of outside quotation marks.
fn sniff(head: &str) -> Option<char> {
    let mut quoted = false;
    let mut counts = [('\t', 0_u32), (';', 0), (',', 0)];
    for c in head.chars() {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == c && !quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most > 0)?;
    counts.iter().find(|(_, count)| *count == most).map(|(delimiter, _)| *delimiter)
}

/// An array of objects, or an object with `rows` and perhaps `event`.
fn from_json(text: &str, input: &Input<'_>) -> Result<Sheet, FeedError> {
    let refuse = |message: &str| FeedError::new(FeedErrorKind::NotAResult, "", message).hint("give an array of objects, one for each row");
    let document: Value = crate::feed::strict::parse(text)
        .map_err(|error| FeedError::new(FeedErrorKind::Syntax, "", format!("this is not JSON: {error}")))?;
    let (rows, root) = match (&document, document.get("rows").and_then(Value::as_array)) {
        (Value::Array(rows), _) => (rows, ""),
        (_, Some(rows)) => (rows, "/rows"),
        _ => return Err(refuse("this JSON is neither an array of rows nor an object with \"rows\"")),
    };
    let mut notes = Vec::new();
    for (key, value) in document.get("event").and_then(Value::as_object).into_iter().flatten() {
        if let Some(value) = plain(value) {
            notes.push((key.to_lowercase(), value, format!("/event/{key}")));
        }
    }
    let mut headers: Vec<String> = Vec::new();
    for row in rows {
        let object = row.as_object().ok_or_else(|| refuse("a row is no object"))?;
        for key in object.keys().filter(|key| !headers.contains(key)).collect::<Vec<_>>() {
            headers.push(key.clone());
        }
        if headers.len() > MOST_COLUMNS {
            break;
        }
    }
    let cells = |row: &Value| headers.iter().map(|header| row.get(header).and_then(plain).unwrap_or_default()).collect();
    let rows = rows.iter().take(MOST_ROWS + 1).map(cells).collect();
    Ok(Sheet { headers, rows, notes, json: Some(root), sha256: input.sha256.clone() })
}

/// A value that is one cell; lists and objects are none.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Result<Sheet, FeedError> {
        read(&Input::new(text.as_bytes(), "t"), None)
    }

    #[test]
    fn delimiters_are_found_out_and_quotes_kept_together() {
        assert_eq!((sniff("a,b,c"), sniff("a;\"b,c,d\";e"), sniff("a\tb"), sniff("a")), (Some(','), Some(';'), Some('\t'), None));
        let sheet = sheet("\u{feff}Pos,Name\r\n1,\"Berg, Anna\"\r\n\r\n").unwrap();
        assert_eq!((sheet.text(0, 1), sheet.at(0, 1).as_str()), ("Berg, Anna", "row=1;col=Name"));
        assert_eq!(sheet.rows.len(), 1);
    }

    #[test]
    fn lines_in_front_of_the_header_are_notes() {
        let sheet = sheet("# name: Harbour 10K\n#\n# date: 2025-05-04\nPos,Name\n1,A\n").unwrap();
        assert_eq!(sheet.notes[1], ("date".into(), "2025-05-04".into(), "line 3".into()));
        assert_eq!(sheet.headers, ["Pos", "Name"]);
    }

    #[test]
    fn a_header_can_begin_with_a_sign() {
        assert_eq!(sheet("# a remark\n#,Name,Time\n1,A,3:50\n").unwrap().headers, ["#", "Name", "Time"]);
    }

    #[test]
    fn json_rows_have_pointers() {
        let sheet = sheet(r#"[{"rank": 1, "a/b": "x"}, {"rank": "2", "late": null}]"#).unwrap();
        let column = sheet.headers.iter().position(|header| header == "a/b").unwrap();
        assert_eq!(sheet.at(0, column), "/0/a~1b");
        assert_eq!(sheet.text(1, sheet.headers.iter().position(|header| header == "rank").unwrap()), "2");
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(sheet("Pos,Name\n").unwrap_err().kind, FeedErrorKind::NotAResult);
        assert!(sheet("Pos,Name\n1,A,B\n").unwrap_err().message.contains("3 cells"));
        assert!(sheet("{\"a\": 1}").unwrap_err().message.contains("rows"));
        assert!(sheet("[1, 2]").unwrap_err().message.contains("no object"));
    }
}
