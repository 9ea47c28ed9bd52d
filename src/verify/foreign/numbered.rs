//! Names with a wrong number: "Swimmer 402" for Swimmer 302, "Quayside OC 2" for Quayside OC 1.

use super::bench::{Mended, Reading};
use super::second::{Second, mended};
use super::statement::Kind;

/// The sentence with a name's number put right, if it then reads further and is true.
pub(super) fn look(second: &Second<'_, '_>, reading: &Reading) -> Option<Reading> {
    let tokens = &reading.tokens;
    for start in 0..tokens.len() {
        for (end, numbers) in second.bench.names.numbered(tokens, start) {
            let [(at, right)] = numbers.as_slice() else { continue };
            let (Some(token), Some(mut found)) = (tokens.get(*at), second.with(reading, *at, 1, right)) else { continue };
            let name =
                found.tokens.get(start..end).unwrap_or_default().iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ");
            let reason = format!("the feed has no such name, but {name}");
            let put_right =
                Mended { span: token.span.clone(), right: (*right).to_owned(), kind: Kind::Name, rule: "F2", reason, alias: false };
            if mended(&mut found, &(start..end), &put_right) {
                return Some(found);
            }
        }
    }
    None
}
