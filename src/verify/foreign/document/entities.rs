//! Character references of HTML, as far as copy has them.

/// Named references of letters and punctuation that stand in sports copy.
const NAMED: [(&str, char); 62] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("thinsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("frac12", '½'),
    ("deg", '°'),
    ("times", '×'),
    ("minus", '−'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("igrave", 'ì'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ograve", 'ò'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("szlig", 'ß'),
    ("Aacute", 'Á'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("Eacute", 'É'),
    ("Oslash", 'Ø'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("zcaron", 'ž'),
    ("ccaron", 'č'),
    ("eth", 'ð'),
    ("thorn", 'þ'),
];

/// Longest reference, with its ampersand and semicolon.
const LONGEST: usize = 12;

/// The character that a reference at the start of `text` stands for, and the bytes of the reference.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.char_indices().take(LONGEST).find(|(_, c)| *c == ';').map(|(at, _)| at)?;
    let name = body.get(..end)?;
    let found = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)?
    };
    Some((found, end + 2))
}
