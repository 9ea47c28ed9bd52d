//! Bytes to text: UTF-8, or ISO-8859-1 where an XML declaration says so.

use super::{FeedError, FeedErrorKind, Input};
use std::borrow::Cow;

/// The largest document that is read.
const MOST_BYTES: usize = 200 * 1024 * 1024;

/// The text of a document without its byte-order mark.
pub(super) fn decode<'a>(input: &Input<'a>) -> Result<Cow<'a, str>, FeedError> {
    let refuse = |kind, message: &str| Err(FeedError::new(kind, input.name, message));
    if input.bytes.len() > MOST_BYTES {
        return refuse(FeedErrorKind::Syntax, "the document is larger than 200 MB");
    }
    if let [b'P', b'K', 3, 4, ..] | [0x1f, 0x8b, ..] = input.bytes {
        return refuse(FeedErrorKind::Unsupported, "this is a compressed archive").map_err(|error| error.hint("unpack it first"));
    }
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] = input.bytes {
        return refuse(FeedErrorKind::Encoding, "the document is in UTF-16 or binary; feeds are read as UTF-8").map_err(save_as);
    }
    let body = input.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input.bytes);
    match std::str::from_utf8(body) {
        Ok(text) if text.trim().is_empty() => {
            Err(FeedError::new(FeedErrorKind::Empty, input.name, "the document is empty").hint("fetch it again"))
        }
        Ok(text) => Ok(Cow::Borrowed(text)),
        // Hy-Tek's files are in the code page of American Windows; their names are of Latin letters.
        Err(_) if declares_latin(body) || super::hytek::is_results_file(body) => {
            Ok(Cow::Owned(body.iter().copied().map(char::from).collect()))
        }
        Err(error) => {
            let message = format!("byte {} is no UTF-8", error.valid_up_to());
            Err(save_as(FeedError::new(FeedErrorKind::Encoding, input.name, message)))
        }
    }
}

fn save_as(error: FeedError) -> FeedError {
    error.hint("save the document as UTF-8")
}

/// Whether an XML declaration names ISO-8859-1.
fn declares_latin(body: &[u8]) -> bool {
    let head: String = body.iter().take(120).copied().map(char::from).collect::<String>().to_ascii_lowercase();
    let declaration = head.split("?>").next().unwrap_or_default();
    declaration.starts_with("<?xml") && (declaration.contains("iso-8859-1") || declaration.contains("latin-1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode(&Input::new(b"\xef\xbb\xbf{}", "x")).unwrap(), "{}");
    }

    #[test]
    fn other_encodings_are_refused_unless_declared() {
        let kind = |bytes: &[u8]| decode(&Input::new(bytes, "x")).unwrap_err().kind;
        assert_eq!(kind(b"\xff\xfe{\0}\0"), FeedErrorKind::Encoding);
        assert_eq!(kind(b"{\0}\0"), FeedErrorKind::Encoding);
        assert_eq!(kind(b"{\"name\":\"P\xe9rez\"}"), FeedErrorKind::Encoding);
        assert_eq!(kind(b""), FeedErrorKind::Empty);
        assert_eq!(kind(b" \n"), FeedErrorKind::Empty);
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>P\xe9rez</a>";
        assert!(decode(&Input::new(latin, "x")).unwrap().contains("Pérez"));
    }
}
