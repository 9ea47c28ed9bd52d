//! What templates have beside minijinja's own: the filters `wrap` and `columns`, a strict `tojson`, and the escaping of values.

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind};
use unicode_normalization::char::is_combining_mark;

pub(super) fn add(env: &mut Environment<'static>) {
    env.add_filter("wrap", |text: &str, width: usize| wrap(text, width));
    env.add_filter("columns", columns);
    env.add_filter("tojson", tojson);
}

/// minijinja's `tojson` (safe in HTML and YAML), which refuses a value that is not there.
fn tojson(value: &Value, args: Kwargs) -> Result<Value, Error> {
    if value.is_none() || value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, "the value is none: ask with {% if %} before printing it"));
    }
    minijinja::filters::tojson(value, None, args)
}

/// Breaks lines between words so that none is longer than `width` characters (a longer word stands alone).
fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns_of(line) + 1 + columns_of(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A table in columns of equal width: numbers to the right, words to the left, two spaces between.
fn columns(table: &Value) -> Result<String, Error> {
    let row = |value: &Value| -> Result<Vec<String>, Error> {
        value.try_iter()?.map(|cell| cell.as_str().map(str::to_owned).ok_or_else(no_text)).collect()
    };
    let mut lines = vec![row(&table.get_attr("columns")?)?];
    for value in table.get_attr("rows")?.try_iter()? {
        lines.push(row(&value)?);
    }
    let count = lines.first().map_or(0, Vec::len);
    let cells = |at: usize| lines.iter().filter_map(move |line| line.get(at));
    let widths: Vec<usize> = (0..count).map(|at| cells(at).map(|cell| columns_of(cell)).max().unwrap_or(0)).collect();
    let to_right: Vec<bool> =
        (0..count).map(|at| cells(at).skip(1).all(|cell| !cell.chars().any(char::is_alphabetic) || cell.len() <= 3)).collect();
    let text = lines.iter().map(|line| {
        let padded = line.iter().zip(&widths).zip(&to_right).map(|((cell, width), right)| {
            let pad = " ".repeat(width.saturating_sub(columns_of(cell)));
            if *right { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    Ok(text.collect::<Vec<_>>().join("\n"))
}

fn no_text() -> Error {
    Error::new(ErrorKind::InvalidOperation, "a cell of the table is no text")
}

/// Printed columns: characters without combining marks (wide scripts are counted as one column each).
fn columns_of(text: &str) -> usize {
    text.chars().filter(|&c| !is_combining_mark(c)).count()
}

/// Text on one line: white space becomes single spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as Markdown that shows it and nothing else: in prose, in a heading and in a table cell.
///
/// Markup is escaped with a backslash; `<`, `>`, `&`, braces become character references, because site generators look for
/// braces (short codes, Liquid) before they look for Markdown; so does what would make a link of a bare address. A value at the start of a line cannot become a list, a heading or
/// a rule either.
pub(super) fn markdown(text: &str) -> String {
    let line = plain(text);
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '#' | '+' | '-' | '=' if at == 0 && opens_block(&line) => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')'
                if at > 0
                    && out.bytes().all(|b| b.is_ascii_digit())
                    && line.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' ')) =>
            {
                out.push('\\');
                out.push(c);
            }
            '@' => out.push_str("&#64;"),
            ':' if line.get(at..).is_some_and(|rest| rest.starts_with("://")) => out.push_str("&#58;"),
            '.' if out.get(out.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www")) => out.push_str("&#46;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a line that begins with `#`, `+`, `-` or `=` would be a heading, a list or a rule.
fn opens_block(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or(line);
    word.chars().all(|c| matches!(c, '#' | '+' | '-' | '='))
}

/// Text as HTML and XML text or as a quoted attribute.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_values_is_shown_not_obeyed() {
        assert_eq!(markdown("a|b *c* _d_ [e](f) `g` ~h~ \\"), "a\\|b \\*c\\* \\_d\\_ \\[e\\](f) \\`g\\` \\~h\\~ \\\\");
        assert_eq!(markdown("</script> & {{7*7}}"), "&lt;/script&gt; &amp; &#123;&#123;7\\*7&#125;&#125;");
        assert_eq!(markdown("www.x.org a@x.org HTTPS://x.org"), "www&#46;x.org a&#64;x.org HTTPS&#58;//x.org");
        assert_eq!(markdown("# x"), "\\# x");
        assert_eq!(markdown("- x"), "\\- x");
        assert_eq!(markdown("1. FC"), "1\\. FC");
        assert_eq!(markdown("+1 lap"), "+1 lap");
        assert_eq!(markdown("---"), "\\---");
        assert_eq!(markdown("2.5 seconds"), "2.5 seconds");
        assert_eq!(markdown("1:19.566 \n second"), "1:19.566 second");
        assert_eq!(markdown("F1-race 9.91"), "F1-race 9.91");
    }

    #[test]
    fn html_escapes_what_ends_a_text_or_an_attribute() {
        assert_eq!(html("<a b='c' d=\"e\">&/"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;/");
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        assert_eq!(wrap("one two  three four", 9), "one two\nthree\nfour");
        assert_eq!(wrap("incomprehensibilities a", 5), "incomprehensibilities\na");
        assert_eq!(wrap("", 5), "");
    }
}
