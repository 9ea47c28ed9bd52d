//! The template environment: strict, escaping by the name of the file, without a way to switch that off.

use super::{RenderError, filters};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter};
use std::io;

/// Most bytes that one template may write.
const LONGEST: usize = 4 << 20;

/// Compiles all templates. `safe` does not exist: a template cannot print a value unescaped.
pub(super) fn environment<'a>(templates: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Environment<'static>, RenderError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    env.set_syntax(syntax.map_err(|error| RenderError::template("syntax", error))?);
    env.set_auto_escape_callback(escape_of);
    env.set_formatter(format_value);
    env.remove_filter("safe");
    env.remove_filter("default");
    env.remove_filter("d");
    filters::add(&mut env);
    for (name, text) in templates {
        env.add_template_owned(name.to_owned(), text.to_owned()).map_err(|error| RenderError::template(name, error))?;
    }
    Ok(env)
}

/// Renders one template into at most [`LONGEST`] bytes.
pub(super) fn render(env: &Environment<'_>, name: &str, context: Value) -> Result<String, RenderError> {
    let template = env.get_template(name).map_err(|error| RenderError::template(name, error))?;
    let mut writer = Capped::default();
    let rendered = template.render_captured_to(context, &mut writer).map(drop);
    if writer.overflowed {
        return Err(RenderError::too_long(name, LONGEST));
    }
    rendered.map_err(|error| RenderError::template(name, error))?;
    String::from_utf8(writer.bytes).map_err(|_| RenderError::too_long(name, LONGEST))
}

/// HTML for `.html` and `.xml`, JSON for `.json`, Markdown for `.md`, and plain text for everything else.
fn escape_of(name: &str) -> AutoEscape {
    match name.strip_suffix(".j2").unwrap_or(name).rsplit('.').next() {
        Some("html" | "htm" | "xml" | "svg") => AutoEscape::Html,
        Some("json") => AutoEscape::Json,
        Some("md") => AutoEscape::Custom("markdown".into()),
        Some(_) | None => AutoEscape::Custom("text".into()),
    }
}

fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, "the value is none: ask with {% if %} before printing it"));
    }
    let kind = state.auto_escape().clone();
    match (&kind, value.as_str()) {
        (AutoEscape::None, _) => Err(Error::new(ErrorKind::InvalidOperation, "escaping cannot be switched off")),
        (AutoEscape::Custom(custom), Some(text)) => {
            let written =
                if value.is_safe() || custom != "markdown" { out.write_str(text) } else { out.write_str(&filters::markdown(text)) };
            written.map_err(Error::from)
        }
        (AutoEscape::Custom(_), None) if value.is_number() => out.write_str(&value.to_string()).map_err(Error::from),
        (AutoEscape::Custom(_), None) => Err(Error::new(ErrorKind::InvalidOperation, format!("a {} cannot be printed", value.kind()))),
        (AutoEscape::Html, Some(text)) if !value.is_safe() => out.write_str(&filters::html(text)).map_err(Error::from),
        (_, _) => escape_formatter(out, state, value),
    }
}

/// Collects what is written, up to a bound.
#[derive(Default)]
struct Capped {
    bytes: Vec<u8>,
    overflowed: bool,
}

impl io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST {
            self.overflowed = true;
            return Err(io::Error::other("too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
