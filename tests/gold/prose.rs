//! Prose out of tokens between blanks, with the place of each token.

use std::ops::Range;

/// Tokens before which no blank stands.
const CLOSING: [&str; 17] = [".", ",", ")", "'s", "n't", "%", ":", ";", "'ve", "'re", "'d", "'ll", "?", "!", "'", "-", "''"];
/// Tokens after which none stands.
const OPENING: [&str; 4] = ["(", "-", "$", "``"];

/// The prose and the bytes of each token.
pub fn prose(tokens: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut glued = true;
    for token in tokens.split(' ').filter(|token| !token.is_empty()) {
        if !glued && !CLOSING.contains(&token) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        places.push(start..text.len());
        glued = OPENING.contains(&token);
    }
    (text, places)
}

#[test]
fn tokens_are_joined_as_prose_has_them() {
    let (text, places) = prose("The Hawks ( 3 - 1 ) did n't win Wade 's game , 9 - of - 12 .");
    assert_eq!(text, "The Hawks (3-1) didn't win Wade's game, 9-of-12.");
    assert_eq!(&text[places[7].clone()], "did");
    assert_eq!(&text[places[8].clone()], "n't");
}
