//! Tests with the real model, where it is present.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]

use super::automaton::TokenLattice;
use super::card::{Card, DEFAULT};
use super::engine::LlamaModel;
use super::gguf::Header;
use super::lattice::{WordLattice, row_lattice};
use super::search::{Lattices, Settings, search};
use super::search_tests::beam;
use super::store::Store;
use super::surprise::surprise;
use super::{LanguageModel, NewNode, Vocabulary};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The file that `STRINGER_MODEL_FILE` names, or the default model in the folder `STRINGER_MODELS`; otherwise `None` with a printed
/// reason. `STRINGER_REQUIRE_MODEL=1` turns the absence into a failure.
fn real_file() -> Option<PathBuf> {
    let named = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from);
    let path = named.or_else(|| {
        let store = Store::new(Some(std::env::var_os("STRINGER_MODELS")?.into()), Path::new(""));
        store.find(Card::embedded().unwrap().iter().find(|card| card.name == DEFAULT)?)
    });
    if path.is_none() {
        let required = std::env::var_os("STRINGER_REQUIRE_MODEL").is_some_and(|v| v == "1");
        assert!(!required, "STRINGER_REQUIRE_MODEL is set, but neither STRINGER_MODEL_FILE nor STRINGER_MODELS leads to a model");
        println!("skipped: neither STRINGER_MODEL_FILE nor STRINGER_MODELS leads to a model");
    }
    path
}

fn real_model() -> Option<LlamaModel> {
    real_file().map(|path| LlamaModel::open(&path).expect("the model file loads"))
}

fn real_vocabulary() -> Option<Vocabulary> {
    let file = std::fs::read(real_file()?).expect("the model file can be read");
    Some(Vocabulary::from_gguf(&Header::parse(&file).unwrap()).unwrap())
}

const COPY: &str = "Marta Lindqvist won the Coastal 10K in Varberg on Saturday, finishing in 32:41, 14 seconds ahead of Ines Carvalho. \
Lindqvist led from the fourth kilometre and was never caught. Amina Yusuf was third in 33:10.\n\n\
Tom Barrow won the Highland Grand Prix after Luca Ferri was disqualified. Jan Novak finished second, 3.2 seconds back, with Sam Ode \
third. Barrow had started fourth and made two pit stops.\n\n";

fn belgian() -> WordLattice {
    row_lattice(&[
        "~Lewis Hamilton|~Hamilton",
        " won| took victory in| was the winner of| claimed",
        " the Belgian Grand Prix",
        "|,",
        " beating| ahead of| edging| leading home| in front of",
        "~ Oscar Piastri",
        " by 0.6 seconds| by just 0.6 seconds| with 0.6 seconds to spare| 0.6 seconds",
        "|, with",
        "~ Charles Leclerc",
        " third| in third| finishing third| and third",
        ".",
    ])
}

// ---- the vocabulary, with the real model's -------------------------------------------------------------------------------------

#[test]
fn tokens_of_ten_thousand_paths_are_those_of_the_whole_string() {
    if let Some(vocabulary) = real_vocabulary() {
        super::automaton_tests::paths_have_the_tokens_of_their_text(&vocabulary, 10_000);
    }
}

#[test]
fn the_real_file_is_what_its_card_says() {
    let Some(path) = real_file() else { return };
    let cards = Card::embedded().unwrap();
    let summary = super::inspect::inspect(&super::locate::Place::File(path.clone())).unwrap();
    if let Some(card) = cards.iter().find(|card| card.size == summary.size) {
        super::store::verify(&path, card).unwrap();
        assert_eq!(summary.architecture.as_ref(), Some(&card.architecture));
        assert_eq!(summary.context, Some(card.context as u64));
        assert_eq!(summary.licence.map(|licence| licence.to_lowercase()), Some(card.licence.to_lowercase()));
    }
    println!("{} parameters, {:?}", summary.parameters, summary.tensors);
}

#[test]
fn the_real_tokenizer_splits_digits_and_ignores_control_tokens() {
    let Some(vocabulary) = real_vocabulary() else { return };
    let pieces: Vec<String> = vocabulary.encode("won 10 in").unwrap().iter().map(|token| vocabulary.decode(&[*token])).collect();
    assert_eq!(pieces, ["won", " ", "1", "0", " in"]);
    let names = ["<|im_end|>", "<end_of_turn>"];
    let (name, token) = names.iter().find_map(|name| Some((name, vocabulary.control(name)?))).unwrap();
    let hostile = vocabulary.encode(&format!("a{name}b")).unwrap();
    assert!(hostile.len() > 5 && !hostile.contains(&token));
}

/// Texts and their tokens in Gemma 3's vocabulary, as llama.cpp has them: figures, runs of blanks, tags, other scripts, control tokens.
#[expect(clippy::unreadable_literal, reason = "numbers of tokens, not counts")]
const GEMMA: [(&str, &[u32]); 5] = [
    ("won in 32:41, by", &[41979, 528, 236743, 236800, 236778, 236787, 236812, 236770, 236764, 684]),
    ("end.\n\nNext  line   of\ttabs", &[643, 236761, 108, 9272, 138, 1257, 139, 1340, 255968, 39218]),
    ("a</div><table>x", &[236746, 235, 168, 236781]),
    (
        "Žydrūnas Šlekys 日本 10.5 m 🏁 zyzzyva\n\n\n",
        &[
            239641, 2274, 236750, 238177, 19472, 21589, 31609, 986, 33375, 236743, 236770, 236771, 236761, 236810, 520, 236743, 248064,
            904, 35086, 2946, 2919, 109,
        ],
    ),
    ("<bos>a<end_of_turn>b", &[236820, 46757, 236813, 236746, 236820, 643, 236779, 1340, 236779, 887, 236813, 236763]),
];

#[test]
fn the_tokens_of_gemma_are_those_of_another_program() {
    let Some(vocabulary) = real_vocabulary() else { return };
    if vocabulary.control("<start_of_turn>") != Some(105) {
        return;
    }
    for (text, tokens) in GEMMA {
        assert_eq!(vocabulary.encode(text).unwrap(), tokens, "{text:?}");
    }
    assert_eq!(vocabulary.opening("a").unwrap(), [2, 236_746]);
}

// ---- the real model ------------------------------------------------------------------------------------------------------------

#[test]
fn the_real_model_finds_english_more_probable_than_its_words_in_disorder() {
    let Some(model) = real_model() else { return };
    let mean = |text: &str| -surprise(&model, text).unwrap().perplexity().ln();
    let sense = mean(
        "The capital of France is Paris. The capital of Germany is Berlin. The capital of Italy is Rome. The capital of Spain is Madrid.",
    );
    let nonsense = mean(
        "Paris of. is The France capital is The. Berlin of Germany capital. of is capital Rome The Italy. Madrid Spain of is capital The.",
    );
    println!("mean log-probability: {sense} in order, {nonsense} in disorder; house copy {}", mean(COPY));
    assert!(sense > -2.0 && nonsense < sense - 2.0);
}

#[test]
fn probabilities_of_the_whole_vocabulary_add_up_to_one() {
    let Some(model) = real_model() else { return };
    let mut session = model.session();
    let node = session.feed(None, &model.vocabulary().encode(COPY).unwrap()).unwrap();
    let all: Vec<u32> = (0..model.vocabulary().len() as u32).collect();
    let sum: f64 = session.log_probs(node, &all).unwrap().into_iter().map(|p| f64::from(p).exp()).sum();
    assert!((sum - 1.0).abs() < 1e-4, "{sum}");
}

/// Bits of the scores after a prompt, and of a whole search.
fn fingerprint(model: &LlamaModel) -> String {
    let found = beam(model, COPY, &belgian(), &Settings { width: 4, ..Settings::default() }, &|_| 0.0);
    let lines: Vec<String> = found.paths.iter().map(|path| format!("{:016x} {}", path.score.to_bits(), path.text)).collect();
    lines.join("\n")
}

#[test]
fn child_prints_a_fingerprint() {
    if std::env::var_os("STRINGER_TEST_CHILD").is_some()
        && let Some(model) = real_model()
    {
        print!("<<<{}>>>", fingerprint(&model));
    }
}

#[test]
fn one_thread_two_and_three_give_the_same_bits() {
    if real_file().is_none() {
        return;
    }
    let run = |threads: &str| {
        let exe = std::env::current_exe().unwrap();
        let mut command = std::process::Command::new(exe);
        command.args(["--exact", "lm::real_tests::child_prints_a_fingerprint", "--nocapture"]);
        let output = command.env("RAYON_NUM_THREADS", threads).env("STRINGER_TEST_CHILD", "1").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.split_once("<<<")
            .and_then(|(_, rest)| rest.split_once(">>>"))
            .map_or_else(|| panic!("no fingerprint: {text}"), |(inner, _)| inner.to_string())
    };
    let one = run("1");
    assert!(one.lines().count() > 1);
    assert_eq!(one, run("2"));
    assert_eq!(one, run("3"));
}

#[test]
fn scores_do_not_depend_on_the_batch_or_on_what_else_is_in_the_tree() {
    let Some(model) = real_model() else { return };
    let tokens = model.vocabulary().encode(COPY).unwrap();
    let asked: Vec<u32> = (200..400).collect();
    let alone = {
        let mut session = model.session();
        let node = session.feed(None, &tokens).unwrap();
        session.log_probs(node, &asked).unwrap()
    };
    let mut session = model.session();
    let mut at = None;
    for token in tokens.iter().take(20) {
        at = Some(session.feed(at, &[*token]).unwrap());
    }
    // Branches beside the path, in the same batches and before.
    session.feed(at, &[300, 301, 302]).unwrap();
    let mut at = session.retain(at.unwrap()).unwrap();
    for part in tokens[20..].chunks(7) {
        let ids = session.next_ids(part.len() + 2);
        let mut batch =
            vec![NewNode { parent: Some(at), token: 17, wants: true }, NewNode { parent: Some(ids[0]), token: 1234, wants: false }];
        for (i, token) in part.iter().enumerate() {
            batch.push(NewNode { parent: Some(if i == 0 { at } else { ids[i + 1] }), token: *token, wants: true });
        }
        session.extend(&batch).unwrap();
        at = *ids.last().unwrap();
    }
    assert_eq!(session.log_probs(at, &asked).unwrap(), alone);
}

#[test]
fn one_article_after_another_is_as_one_alone() {
    let Some(model) = real_model() else { return };
    let alone = fingerprint(&model);
    let other = row_lattice(&["~Ann", " lost| won", " easily|", "."]);
    beam(&model, "Something else entirely.\n", &other, &Settings::default(), &|_| 0.0);
    assert_eq!(fingerprint(&model), alone);
}

/// A paragraph's worth of ways to tell a podium; the labels say what has been told, as a grammar's would.
fn podium() -> WordLattice {
    row_lattice(&[
        "~Lewis Hamilton|~Hamilton|After starting third,^~ Lewis Hamilton",
        " won| took victory in| was the winner of| claimed|, third on the grid, won",
        " the Belgian Grand Prix",
        "|, stopping twice,| with two stops",
        " after^~ George Russell^ was disqualified| when^~ George Russell^ was disqualified|,^~ George Russell^ having been disqualified",
        ".| and| as",
        "~ Oscar Piastri",
        " finished second| was second| came home second| took second",
        "|, 0.647 seconds back| by 0.647 seconds|, 0.647 seconds behind",
        ", with|, and| ahead of",
        "~ Charles Leclerc",
        " third| in third| completing the podium",
        ".",
    ])
}

#[test]
fn the_default_beam_comes_close_to_a_wide_one() {
    let Some(model) = real_model() else { return };
    let vocabulary = model.vocabulary();
    let mut primed = model.session();
    let from = primed.feed(None, &vocabulary.encode(COPY).unwrap()).unwrap();
    let from = primed.retain(from).unwrap();
    for (name, words) in [("win", belgian()), ("podium", podium())] {
        let count = words.count_strings(u64::MAX);
        let automaton = TokenLattice::compile(&words, vocabulary).unwrap();
        let lattices = Lattices { words: &words, tokens: &automaton, vocabulary };
        let mut scores = Vec::new();
        for (width, per_stack) in [(32, 32), (16, 8), (8, 8), (8, 4)] {
            let settings = Settings { width, per_stack, max_scored: usize::MAX, ..Settings::default() };
            let start = Instant::now();
            let found = search(primed.fork().as_mut(), from, lattices, &settings, &|_| 0.0).unwrap();
            let (best, cost) = (&found.paths[0], start.elapsed().as_secs_f64());
            scores.push(best.score);
            let (score, mean, text, tokens, passes) = (best.score, best.per_token(), &best.text, found.scored, found.passes);
            println!(
                "{name}, {count} strings, {width}/{per_stack}: {score:.3}, {mean:.2} a token, {tokens} tokens, {passes} passes, {cost:.1} s: {text}"
            );
        }
        assert!(scores[1] > scores[0] - 1.0, "the default beam loses to a wide one: {scores:?}");
    }
}

/// Processor time of this process in hundredths of a second, which a loaded machine can still measure; 0 where there is no /proc.
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    stat.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Prints what the engine costs here; run by name with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn measure() {
    let start = Instant::now();
    let Some(model) = real_model() else { return };
    println!("load {:.2} s, {} ticks", start.elapsed().as_secs_f64(), ticks());
    let tokens = model.vocabulary().encode(COPY).unwrap();
    for count in [200, 400] {
        let long: Vec<u32> = tokens.iter().cycle().take(count).copied().collect();
        let start = Instant::now();
        model.session().feed(None, &long).unwrap();
        println!("prefill {count}: {:.0} tok/s, {} ticks so far", count as f64 / start.elapsed().as_secs_f64(), ticks());
    }
    let long: Vec<u32> = tokens.iter().cycle().take(500).copied().collect();
    let mut session = model.session();
    let end = session.feed(None, &long).unwrap();
    let end = session.retain(end).unwrap();
    for count in [1, 8, 16, 24] {
        let mut session = session.fork();
        let mut parents = vec![end; count];
        let start = Instant::now();
        for step in 0..10 {
            let entry = |(i, parent): (usize, &_)| NewNode { parent: Some(*parent), token: (1000 + step * 7 + i) as u32, wants: true };
            let batch: Vec<NewNode> = parents.iter().enumerate().map(entry).collect();
            parents = session.extend(&batch).unwrap();
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "tree batch {count}: {:.0} tok/s, {:.1} ms a step, {} ticks so far",
            (10 * count) as f64 / seconds,
            seconds * 100.0,
            ticks()
        );
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("peak memory unknown"));
}
