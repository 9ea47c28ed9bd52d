//! A tiny vocabulary of pieces, and hostile ones.

use super::gguf::Header;
use super::{LmError, LmErrorKind, Vocabulary};
use candle_core::quantized::gguf_file::Value;

/// Pieces with their scores; spaces are U+2581.
const PIECES: [(&str, f32); 30] = [
    ("\u{2581}", -30.0),
    ("a", -31.0),
    ("b", -32.0),
    ("c", -33.0),
    ("d", -33.5),
    ("e", -34.0),
    ("h", -35.0),
    ("i", -35.5),
    ("n", -36.0),
    ("o", -36.5),
    ("t", -37.0),
    ("w", -37.5),
    (".", -38.0),
    ("\u{17b}", -38.5),
    ("\u{2581}t", -1.0),
    ("he", -2.0),
    ("\u{2581}the", -3.0),
    ("in", -4.0),
    ("\u{2581}w", -5.0),
    ("on", -6.0),
    ("\u{2581}won", -7.0),
    ("\u{2581}in", -8.0),
    ("th", -9.0),
    // Where both can be made of "abc", the second one is.
    ("ab", -11.0),
    ("bc", -10.0),
    // Of equal scores the first is made.
    ("cd", -12.0),
    ("dc", -12.0),
    ("\u{2581}\u{2581}", -13.0),
    // Reaches into a next word, and so never comes out of a text.
    ("b\u{2581}t", -0.5),
    ("<s>x", -14.0),
];

/// Texts, scores and types: control tokens, bytes, pieces, tokens that a user added.
pub(super) fn tiny_pieces() -> Vec<(String, f32, u32)> {
    let mut out = vec![("<unk>".to_string(), 0.0, 2), ("<s>".to_string(), 0.0, 3), ("</s>".to_string(), 0.0, 3)];
    out.extend((0..=255).map(|byte| (format!("<0x{byte:02X}>"), 0.0, 6)));
    out.extend(PIECES.map(|(text, score)| (text.to_string(), score, 1)));
    out.extend(["\n", "\n\n", "<b>", ""].map(|text| (text.to_string(), -1000.0, 4)));
    out.push(("[PAD]".to_string(), -1000.0, 5));
    out
}

/// The metadata of the tiny vocabulary.
pub(super) fn metadata() -> Vec<(String, Value)> {
    let pieces = tiny_pieces();
    let list = |name: &str, values: Vec<Value>| (format!("tokenizer.ggml.{name}"), Value::Array(values));
    vec![
        ("tokenizer.ggml.model".to_string(), Value::String("llama".into())),
        ("tokenizer.ggml.pre".to_string(), Value::String("default".into())),
        ("tokenizer.ggml.bos_token_id".to_string(), Value::U32(1)),
        list("tokens", pieces.iter().map(|(text, ..)| Value::String(text.clone())).collect()),
        list("scores", pieces.iter().map(|(_, score, _)| Value::F32(*score)).collect()),
        list("token_type", pieces.iter().map(|(.., kind)| Value::I32(i32::try_from(*kind).unwrap())).collect()),
    ]
}

/// The vocabulary of a file with the tiny metadata after a change.
fn changed(change: impl FnOnce(&mut Vec<(String, Value)>)) -> Result<Vocabulary, LmError> {
    let mut metadata = metadata();
    change(&mut metadata);
    let file = super::tiny::write(&metadata, &std::collections::BTreeMap::new());
    Vocabulary::from_gguf(&Header::parse(&file)?)
}

fn vocabulary() -> Vocabulary {
    changed(|_| ()).unwrap()
}

/// The tokens of a text, each as the text that it has in the file.
fn split(text: &str) -> String {
    let pieces = tiny_pieces();
    let name = |id: &u32| pieces[usize::try_from(*id).unwrap()].0.replace('\u{2581}', "_");
    vocabulary().encode(text).unwrap().iter().map(name).collect::<Vec<_>>().join("|")
}

#[test]
fn neighbours_with_the_best_score_are_joined_first() {
    for (text, want) in [
        // "_t" before "he", and only then "_the": "th" would be better than nothing, but comes too late.
        (" the", "_the"),
        ("the", "t|he"),
        ("tha", "th|a"),
        (" won in the inn.", "_won|_in|_the|_in|n|."),
        ("abc", "a|bc"),
        ("aba", "ab|a"),
        ("cdcdc", "cd|cd|c"),
        ("", ""),
    ] {
        assert_eq!(split(text), want, "{text:?}");
    }
}

#[test]
fn spaces_begin_words_and_runs_of_them_stay_with_the_next_one() {
    assert_eq!(split("a  the"), "a|_|_the");
    assert_eq!(split("a    b"), "a|__|__|b");
    assert_eq!(split("ab the"), "ab|_the");
    assert_eq!(split("b the"), "b|_the");
    assert_eq!(split("  "), "__");
}

#[test]
fn what_is_no_piece_is_spelled_in_bytes() {
    assert_eq!(split("\u{17b}e"), "\u{17b}|e");
    assert_eq!(split("\u{17c}e"), "<0xC5>|<0xBC>|e");
    assert_eq!(split("\u{1f3c1}"), "<0xF0>|<0x9F>|<0x8F>|<0x81>");
    // The sign for a space is a sign like any other in a text.
    assert_eq!(split("\u{2581}t"), "<0xE2>|<0x96>|<0x81>|t");
    let vocabulary = vocabulary();
    for text in ["Žydrūnas Šlekys", "日本 10.5 m", "a \r\t\u{0}\u{2581}  b", "\n\n\n<b>x "] {
        assert_eq!(vocabulary.decode(&vocabulary.encode(text).unwrap()), text);
    }
}

#[test]
fn added_tokens_stand_as_a_whole_and_control_tokens_never_come_out_of_a_text() {
    assert_eq!(split("a\n\n\nb"), "a|\n\n|\n|b");
    assert_eq!(split("a<b>the"), "a|<b>|t|he");
    assert_eq!(split("<b"), "<0x3C>|b");
    assert_eq!(split("<s>"), "<0x3C>|<0x73>|<0x3E>");
    assert_eq!(split("[PAD]"), "<0x5B>|<0x50>|<0x41>|<0x44>|<0x5D>");
    assert_eq!(vocabulary().control("<s>"), Some(1));
    assert_eq!(vocabulary().control("<b>"), None);
}

#[test]
fn a_text_that_nothing_stands_before_begins_as_the_file_says() {
    let opening = |change: &[(&str, Value)]| {
        let vocabulary = changed(|metadata| {
            metadata.extend(change.iter().map(|(key, value)| (format!("tokenizer.ggml.{key}"), value.clone())));
        });
        let vocabulary = vocabulary.unwrap();
        (vocabulary.decode(&vocabulary.opening("the").unwrap()), vocabulary.opening("").unwrap().len())
    };
    let (token, space) = ("add_bos_token", "add_space_prefix");
    assert_eq!(opening(&[]), ("<s> the".to_string(), 1));
    assert_eq!(opening(&[(space, Value::Bool(false))]), ("<s>the".to_string(), 1));
    assert_eq!(opening(&[(token, Value::Bool(false))]), (" the".to_string(), 0));
}

#[test]
fn a_long_word_takes_no_longer_than_its_letters() {
    let text = "cd".repeat(200_000);
    assert_eq!(vocabulary().encode(&text).unwrap().len(), 200_000);
}

#[test]
fn a_path_of_a_lattice_has_the_tokens_of_its_text() {
    super::automaton_tests::paths_have_the_tokens_of_their_text(&vocabulary(), 3_000);
}

#[test]
fn hostile_vocabularies_are_errors() {
    let list = |name: &str, change: &dyn Fn(&mut Vec<Value>)| {
        let key = format!("tokenizer.ggml.{name}");
        let changed = changed(|metadata| {
            let entry = metadata.iter_mut().find(|(known, _)| *known == key).unwrap();
            let Value::Array(values) = &mut entry.1 else { panic!("{key}") };
            change(values);
        });
        changed.unwrap_err()
    };
    for name in ["scores", "token_type", "tokens"] {
        let gone = changed(|metadata| metadata.retain(|(key, _)| key.rsplit('.').next() != Some(name))).unwrap_err();
        assert!(gone.kind == LmErrorKind::Format && gone.message.contains(name), "{}", gone.message);
        let short = list(name, &|values| drop(values.pop()));
        assert!(short.kind == LmErrorKind::Vocabulary && short.message.contains("the vocabulary has"), "{}", short.message);
    }
    let at = tiny_pieces().len() - 2;
    assert_eq!(list("scores", &|values| values[at] = Value::F32(f32::NAN)).kind, LmErrorKind::Vocabulary);
    let texts = |values: &mut Vec<Value>| values.iter_mut().for_each(|value| *value = Value::String("x".into()));
    assert_eq!(list("scores", &texts).kind, LmErrorKind::Vocabulary);
    let numbers = |values: &mut Vec<Value>| values.iter_mut().for_each(|value| *value = Value::I32(-1));
    assert_eq!(list("token_type", &numbers).kind, LmErrorKind::Vocabulary);
    let no_bytes = list("token_type", &|values| values[40] = Value::I32(1));
    assert!(no_bytes.message.contains("no tokens for single bytes"), "{}", no_bytes.message);
    for name in ["<0x4>", "<0x+1>", "<0xZZ>", "x", "<0xé>"] {
        let error = list("tokens", &|values| values[40] = Value::String(name.into()));
        assert_eq!(error.kind, LmErrorKind::Vocabulary, "{}", error.message);
    }
    let beyond =
        changed(|metadata| metadata.iter_mut().filter(|(key, _)| key.ends_with("bos_token_id")).for_each(|e| e.1 = Value::U32(9999)));
    assert!(beyond.unwrap_err().message.contains("9999"));
}
