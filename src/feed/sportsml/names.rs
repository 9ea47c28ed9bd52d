//! Names of events as running copy has them: "Women's 10 km Interval Start Classic" is "women's 10-kilometre interval start classic".

use super::words::Names;

/// The name in running copy, with British units. `None` for a name of which a word is not in the table: it is a proper name
/// ("Harbour Classic") and stays as it is.
pub(super) fn said(name: &str, names: &Names) -> Option<String> {
    let plain = name.replace('\u{2019}', "'").replace(" x ", "x");
    let words: Vec<String> = plain.split_whitespace().map(str::to_lowercase).collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let (number, glued) = word.split_at(word.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | 'x')).unwrap_or(word.len()));
        if !is_number(number) {
            out.push(if names.words.contains(word) { word.clone() } else { names.said.get(word)?.clone() });
            continue;
        }
        let unit = if glued.is_empty() { words.get(at)?.as_str() } else { glued };
        at += usize::from(glued.is_empty());
        let unit = names.units.get(unit)?;
        let many = if number == "1" { unit.clone() } else { format!("{unit}s") };
        out.push(if at < words.len() { format!("{number}-{unit}") } else { format!("{number} {many}") });
    }
    (!out.is_empty()).then(|| out.join(" "))
}

/// "10", "7.5", "4x5".
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn common_words_are_small_and_units_written_out() {
        for (name, want) in [
            ("Women's 10 km Interval Start Classic", "women's 10-kilometre interval start classic"),
            ("Ladies\u{2019} 7.5 km Sprint", "women's 7.5-kilometre sprint"),
            ("Men's 4 x 10km Relay", "men's 4x10-kilometre relay"),
            ("Mixed 4x6 km Relay", "mixed 4x6-kilometre relay"),
            ("Women's 10 km", "women's 10 kilometres"),
            ("Men's Super-G", "men's super-G"),
            ("Women's Alpine Combined", "women's Alpine combined"),
            ("women's 1000 meters time trial", "women's 1000-metre time trial"),
            ("Individual Time Trial", "individual time trial"),
        ] {
            assert_eq!(said(name, &words().unwrap().names).as_deref(), Some(want), "{name}");
        }
    }

    #[test]
    fn proper_names_stay() {
        for name in
            ["Harbour Classic", "Women's Harbour Classic", "Stage 21", "Harbour 10K", "Giro d'Italia 2019", "10", "Women's 10 furlongs", ""]
        {
            assert_eq!(said(name, &words().unwrap().names), None, "{name}");
        }
    }
}
