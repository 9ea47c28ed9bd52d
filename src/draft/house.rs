//! House copy: short pieces in the voice of the desk, which prime the model.

use crate::event::Sport;
use crate::net::sha256_hex;

/// One piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HousePiece {
    /// Name of the file without folder and ending; it begins with the key of its sport.
    pub name: String,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub standfirst: String,
    /// The paragraphs.
    pub body: Vec<String>,
}

/// All pieces, in order of name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseCopy {
    pieces: Vec<HousePiece>,
}

/// Pieces that prime one article: of its own sport first.
const PRIMING: usize = 3;

impl HousePiece {
    /// Reads `# headline`, `> standfirst` and paragraphs, with empty lines between them.
    pub fn read(name: &str, text: &str) -> Result<Self, String> {
        let blocks: Vec<String> = text
            .split("\n\n")
            .map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|block| !block.is_empty())
            .collect();
        let [headline, standfirst, body @ ..] = blocks.as_slice() else {
            return Err(format!("house copy {name}: needs `# headline`, `> standfirst` and paragraphs"));
        };
        let strip = |text: &str, mark: &str| text.strip_prefix(mark).map(|rest| rest.trim().to_owned());
        match (strip(headline, "#"), strip(standfirst, ">")) {
            (Some(headline), Some(standfirst)) if !body.is_empty() => {
                Ok(Self { name: name.to_owned(), headline, standfirst, body: body.to_vec() })
            }
            _ => Err(format!("house copy {name}: begins with `# headline`, then `> standfirst`, then paragraphs")),
        }
    }
}

impl HouseCopy {
    /// Reads the pieces (name, text); files that are not Markdown are passed over.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, String> {
        let pieces = files.into_iter().filter_map(|(path, text)| {
            let name = path.rsplit('/').next()?.strip_suffix(".md")?;
            Some(HousePiece::read(name, text))
        });
        let mut pieces = pieces.collect::<Result<Vec<_>, _>>()?;
        pieces.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { pieces })
    }

    /// All pieces.
    pub(super) fn pieces(&self) -> &[HousePiece] {
        &self.pieces
    }

    /// The pieces for a sport, its own last, so that they stand nearest to what is written.
    pub fn for_sport(&self, sport: Sport) -> Vec<&HousePiece> {
        let key = serde_json::to_value(sport).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        let own = |piece: &&HousePiece| piece.name.starts_with(&key);
        let (mut chosen, others): (Vec<_>, Vec<_>) = self.pieces.iter().partition(|piece| own(piece));
        chosen.extend(others);
        chosen.truncate(PRIMING);
        chosen.reverse();
        chosen
    }

    /// sha256 (hex) over all pieces.
    pub fn digest(&self) -> String {
        let mut bytes = Vec::new();
        for piece in &self.pieces {
            for part in [&piece.name, &piece.headline, &piece.standfirst].into_iter().chain(&piece.body) {
                bytes.extend((part.len() as u64).to_le_bytes());
                bytes.extend(part.as_bytes());
            }
        }
        sha256_hex(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_read_and_a_bare_text_is_refused() {
        let piece = HousePiece::read("x", "# Head\n\n> Stand\nfirst.\n\nOne.\n\nTwo\nthree.\n").unwrap();
        assert_eq!((piece.headline.as_str(), piece.standfirst.as_str()), ("Head", "Stand first."));
        assert_eq!(piece.body, ["One.", "Two three."]);
        assert!(HousePiece::read("x", "Only text").is_err());
        assert!(HousePiece::read("x", "Head\n\n> Stand\n\nOne.").is_err());
    }

    #[test]
    fn the_sports_own_pieces_stand_last() {
        let piece = |name: &str| (format!("house/{name}.md"), format!("# {name}\n\n> s\n\nb"));
        let files = ["cycling-1", "field-1", "formula_one-1", "formula_one-2", "running-1"].map(piece);
        let copy = HouseCopy::read(files.iter().map(|(a, b)| (a.as_str(), b.as_str()))).unwrap();
        let names: Vec<&str> = copy.for_sport(Sport::FormulaOne).iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["cycling-1", "formula_one-2", "formula_one-1"]);
    }
}
