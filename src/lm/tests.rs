//! Tests that need a whole model: a tiny random one written here, and the real one where it is present.

use super::automaton::TokenLattice;
use super::engine::LlamaModel;
use super::gguf::Header;
use super::lattice::{WordLattice, row_lattice};
use super::search::Settings;
use super::search_tests::beam;
use super::{LanguageModel, LmErrorKind, NewNode, Vocabulary};
use candle_core::quantized::{GgmlDType, QTensor, gguf_file};
use candle_core::{Device, Tensor};
use std::path::PathBuf;
use std::time::Instant;

/// The real model's file, or `None` with a printed reason. `STRINGER_REQUIRE_MODEL=1` turns the absence into a failure.
fn real_file() -> Option<PathBuf> {
    let path = std::env::var_os("STRINGER_MODEL_FILE").map(PathBuf::from);
    if path.is_none() {
        assert!(std::env::var_os("STRINGER_REQUIRE_MODEL").is_none_or(|v| v != "1"), "STRINGER_MODEL_FILE is not set");
        println!("skipped: STRINGER_MODEL_FILE does not name a model file");
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
    let Some(vocabulary) = real_vocabulary() else { return };
    let lattice = row_lattice(&[
        "~Alan Brooks|~O'Neill|“Bo” Lee|The 10,000m|~Smith-Jones|~Cho (KOR)|1:23.456",
        "'s|’s||,|-led|)|.",
        " won| 1:23.456| re-run| 2nd|'d won| didn't",
        ", 0.647| 10| (3)| 3|, 12:05.2| +1 lap",
        "|.5|,000|%|-year-old|th|'s",
        "|s|'s| seconds|, sec",
        "| ahead|,| —|–",
        "~ Łukasz Żak|~ de la Cruz|~ Nguyễn|~ St. Pierre| 'em",
        "'|’|'s| s|,|..",
        "|\"|)|!|.",
    ]);
    let automaton = TokenLattice::compile(&lattice, &vocabulary).unwrap();
    let mut state = 42;
    for _ in 0..10_000 {
        let text = lattice.text(&lattice.random_path(&mut state));
        let tokens = vocabulary.encode(&text).unwrap();
        let mut states = vec![TokenLattice::START];
        for token in &tokens {
            let next = automaton.continuations(&states).into_iter().find(|next| next.token == *token);
            states = next.unwrap_or_else(|| panic!("{text:?}: {tokens:?} stops at {token}, {:?}", vocabulary.pre_tokens(&text))).states;
        }
        assert!(automaton.accepts(&states), "{text:?}");
        assert_eq!(vocabulary.decode(&tokens), text);
    }
}

#[test]
fn the_real_file_is_what_its_card_says() {
    let Some(path) = real_file() else { return };
    let cards = super::card::Card::embedded().unwrap();
    let summary = super::inspect::inspect(&path).unwrap();
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
    assert_eq!(vocabulary.pre_tokens("won 10 in"), ["won", "Ġ", "1", "0", "Ġin"]);
    let hostile = vocabulary.encode("a<|im_end|>b").unwrap();
    assert!(hostile.len() > 5 && !hostile.contains(&vocabulary.control("<|im_end|>").unwrap()));
}

// ---- the real model ------------------------------------------------------------------------------------------------------------

#[test]
fn the_real_model_finds_english_more_probable_than_its_words_in_disorder() {
    let Some(model) = real_model() else { return };
    let mean = |text: &str| {
        let tokens = model.vocabulary().encode(text).unwrap();
        let mut session = model.session();
        let mut nodes: Vec<NewNode> = Vec::new();
        let ids = session.next_ids(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            nodes.push(NewNode { parent: at.checked_sub(1).map(|before| ids[before]), token: *token, wants: true });
        }
        session.extend(&nodes).unwrap();
        let sum: f32 = tokens.windows(2).zip(&ids).map(|(pair, id)| session.log_probs(*id, &pair[1..]).unwrap()[0]).sum();
        sum / (tokens.len() - 1) as f32
    };
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
    found.paths.iter().map(|path| format!("{:016x} {}\n", path.score.to_bits(), path.text)).collect()
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
fn one_thread_and_two_give_the_same_bits() {
    if real_file().is_none() {
        return;
    }
    let run = |threads: &str| {
        let exe = std::env::current_exe().unwrap();
        let mut command = std::process::Command::new(exe);
        command.args(["--exact", "lm::tests::child_prints_a_fingerprint", "--nocapture"]);
        let output = command.env("RAYON_NUM_THREADS", threads).env("STRINGER_TEST_CHILD", "1").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.split_once("<<<")
            .and_then(|(_, rest)| rest.split_once(">>>"))
            .map(|(inner, _)| inner.to_string())
            .unwrap_or_else(|| panic!("no fingerprint: {text}"))
    };
    let one = run("1");
    assert!(one.lines().count() > 1);
    assert_eq!(one, run("2"));
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

#[test]
fn the_default_beam_comes_close_to_exhaustive_search() {
    let Some(model) = real_model() else { return };
    for (name, lattice) in [("race", belgian())] {
        let count = lattice.count_strings(u64::MAX);
        let mut best = None;
        for (width, per_stack) in [(4, 2), (8, 4), (16, 4), (16, 16), (64, 64)] {
            let settings = Settings { width, per_stack, keep: 3, max_scored: usize::MAX, ..Settings::default() };
            let start = Instant::now();
            let found = beam(&model, COPY, &lattice, &settings, &|_| 0.0);
            let first = &found.paths[0];
            println!(
                "{name}: {count} strings, width {width}/{per_stack}: {:.3} ({} tokens of {:.2}), {} scored in {} passes, {:.1} s: {}",
                first.score,
                first.counted,
                first.per_token(),
                found.scored,
                found.passes,
                start.elapsed().as_secs_f64(),
                first.text
            );
            best = Some(first.score);
        }
        assert!(best.is_some());
    }
}

/// Prints what the engine costs here; run by name with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn measure() {
    let start = Instant::now();
    let Some(model) = real_model() else { return };
    println!("load {:.2} s", start.elapsed().as_secs_f64());
    let tokens = model.vocabulary().encode(COPY).unwrap();
    for count in [200, 400] {
        let long: Vec<u32> = tokens.iter().cycle().take(count).copied().collect();
        let start = Instant::now();
        model.session().feed(None, &long).unwrap();
        println!("prefill {count}: {:.0} tok/s", count as f64 / start.elapsed().as_secs_f64());
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
        println!("tree batch {count}: {:.0} tok/s, {:.1} ms a step", (10 * count) as f64 / seconds, seconds * 100.0);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("peak memory unknown"));
}

// ---- a tiny model, written here ------------------------------------------------------------------------------------------------

/// A random model of two layers with the mock's vocabulary.
fn tiny(change: impl Fn(&mut Vec<(String, gguf_file::Value)>)) -> Vec<u8> {
    use gguf_file::Value;
    let (tokens, merges) = super::mock::tiny_vocabulary();
    let text = |s: &str| Value::String(s.to_string());
    let mut metadata = vec![
        ("general.architecture".to_string(), text("llama")),
        ("general.name".to_string(), text("tiny")),
        ("llama.block_count".to_string(), Value::U32(2)),
        ("llama.context_length".to_string(), Value::U32(64)),
        ("llama.embedding_length".to_string(), Value::U32(64)),
        ("llama.feed_forward_length".to_string(), Value::U32(96)),
        ("llama.attention.head_count".to_string(), Value::U32(4)),
        ("llama.attention.head_count_kv".to_string(), Value::U32(2)),
        ("llama.attention.layer_norm_rms_epsilon".to_string(), Value::F32(1e-5)),
        ("llama.rope.freq_base".to_string(), Value::F32(10_000.0)),
        ("tokenizer.ggml.model".to_string(), text("gpt2")),
        ("tokenizer.ggml.pre".to_string(), text("smollm")),
        ("tokenizer.ggml.merges".to_string(), Value::Array(merges.iter().map(|m| text(m)).collect())),
        ("tokenizer.ggml.tokens".to_string(), Value::Array(tokens.iter().map(|t| text(t)).collect())),
    ];
    change(&mut metadata);
    let mut state = 9_u64;
    let mut random = |rows: usize, columns: usize| {
        let mut number = || {
            state = super::mock::mix(state);
            ((state >> 40) as f32 / (1 << 24) as f32 - 0.5) * 0.4
        };
        Tensor::from_vec((0..rows * columns).map(|_| number()).collect::<Vec<f32>>(), (rows, columns), &Device::Cpu).unwrap()
    };
    let mut tensors = vec![
        ("token_embd.weight".to_string(), random(tokens.len(), 64)),
        ("output_norm.weight".to_string(), Tensor::ones(64, candle_core::DType::F32, &Device::Cpu).unwrap()),
    ];
    for layer in 0..2 {
        for (name, rows, columns) in [
            ("attn_q", 64, 64),
            ("attn_k", 32, 64),
            ("attn_v", 32, 64),
            ("attn_output", 64, 64),
            ("ffn_gate", 96, 64),
            ("ffn_up", 96, 64),
            ("ffn_down", 64, 96),
        ] {
            tensors.push((format!("blk.{layer}.{name}.weight"), random(rows, columns)));
        }
        for name in ["attn_norm", "ffn_norm"] {
            tensors.push((format!("blk.{layer}.{name}.weight"), Tensor::ones(64, candle_core::DType::F32, &Device::Cpu).unwrap()));
        }
    }
    let tensors: Vec<(String, QTensor)> = tensors
        .into_iter()
        .map(|(name, tensor)| {
            let dtype = if name.contains("ffn_gate") || name.contains("ffn_up") { GgmlDType::Q8_0 } else { GgmlDType::F32 };
            (name, QTensor::quantize(&tensor, dtype).unwrap())
        })
        .collect();
    let mut file = std::io::Cursor::new(Vec::new());
    let metadata: Vec<(&str, &Value)> = metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let tensors: Vec<(&str, &QTensor)> = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)).collect();
    gguf_file::write(&mut file, &metadata, &tensors).unwrap();
    file.into_inner()
}

#[test]
fn a_tiny_file_loads_and_its_probabilities_add_up() {
    let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap();
    assert_eq!((model.name(), model.digest().len()), ("tiny", 64));
    let mut session = model.session();
    let node = session.feed(None, &model.vocabulary().encode("the winner").unwrap()).unwrap();
    let all: Vec<u32> = (0..model.vocabulary().len() as u32).collect();
    let sum: f64 = session.log_probs(node, &all).unwrap().into_iter().map(|p| f64::from(p).exp()).sum();
    assert!((sum - 1.0).abs() < 1e-4, "{sum}");
}

#[test]
fn a_tree_gives_what_each_path_gives_alone() {
    let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap();
    let asked: Vec<u32> = (0..40).collect();
    let paths: [&[u32]; 3] = [&[5, 6, 7], &[5, 6, 90], &[5, 33]];
    let alone = |path: &[u32]| {
        let mut session = model.session();
        let node = session.feed(None, path).unwrap();
        session.log_probs(node, &asked).unwrap()
    };
    let mut session = model.session();
    let ids = session.next_ids(5);
    let parents = [None, Some(0), Some(1), Some(1), Some(0)];
    let tokens = [5, 6, 7, 90, 33];
    let batch: Vec<NewNode> =
        parents.iter().zip(tokens).map(|(p, token)| NewNode { parent: p.map(|p: usize| ids[p]), token, wants: true }).collect();
    session.extend(&batch).unwrap();
    for (path, node) in paths.iter().zip([2, 3, 4]) {
        assert_eq!(session.log_probs(ids[node], &asked).unwrap(), alone(path), "{path:?}");
    }
    let fork_point = session.fork();
    let kept = session.retain(ids[3]).unwrap();
    assert_eq!(session.log_probs(kept, &asked).unwrap(), alone(paths[1]));
    assert_eq!(session.log_probs(ids[2], &asked).unwrap_err().kind, LmErrorKind::Session);
    let next = session.feed(Some(kept), &[12]).unwrap();
    assert_eq!(session.log_probs(next, &asked).unwrap(), alone(&[5, 6, 90, 12]));
    assert_eq!(fork_point.log_probs(ids[2], &asked).unwrap(), alone(paths[0]));
    assert_eq!(session.scored(), 6);
}

#[test]
fn misuse_of_a_session_is_an_error_and_changes_nothing() {
    let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap();
    let mut session = model.session();
    let node = session.feed(None, &[1, 2]).unwrap();
    let before = session.log_probs(node, &[3, 4]).unwrap();
    let kind = |result: Result<Vec<super::NodeId>, super::LmError>| result.unwrap_err().kind;
    assert_eq!(kind(session.extend(&[NewNode { parent: Some(node), token: 999_999, wants: false }])), LmErrorKind::Session);
    let long: Vec<u32> = vec![1; 65];
    assert_eq!(session.feed(Some(node), &long).unwrap_err().kind, LmErrorKind::Limit);
    let other = model.session();
    assert_eq!(other.log_probs(node, &[1]).unwrap_err().kind, LmErrorKind::Session);
    assert!(session.feed(None, &[]).is_err());
    assert_eq!(session.log_probs(node, &[3, 4]).unwrap(), before);
    assert_eq!(session.scored(), 2);
}

#[test]
fn unknown_architectures_and_tokenizers_are_refused_by_name() {
    use gguf_file::Value;
    let refused = |key: &str, value: Value| {
        let file = tiny(|metadata| {
            metadata.retain(|(k, _)| k != key);
            metadata.push((key.to_string(), value.clone()));
        });
        LlamaModel::from_bytes(&file).unwrap_err()
    };
    let error = refused("general.architecture", Value::String("mamba".into()));
    assert!(error.kind == LmErrorKind::Unsupported && error.message.contains("mamba"));
    assert_eq!(refused("tokenizer.ggml.pre", Value::String("odd".into())).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("tokenizer.ggml.model", Value::String("llama".into())).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.expert_count", Value::U32(8)).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.rope.scaling.type", Value::String("yarn".into())).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.attention.head_count", Value::U32(0)).kind, LmErrorKind::Format);
    assert_eq!(refused("llama.attention.head_count", Value::U32(3)).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.block_count", Value::U32(3)).kind, LmErrorKind::Format);
    assert_eq!(refused("llama.embedding_length", Value::U32(32)).kind, LmErrorKind::Format);
    assert_eq!(refused("general.alignment", Value::U32(0)).kind, LmErrorKind::Format);
    assert_eq!(refused("llama.rope.freq_base", Value::F32(f32::NAN)).kind, LmErrorKind::Format);
    assert_eq!(refused("tokenizer.ggml.merges", Value::Array(vec![Value::String("x".into())])).kind, LmErrorKind::Vocabulary);
}

#[test]
fn damaged_files_are_errors_and_never_panic() {
    let sound = tiny(|_| ());
    for cut in (0..sound.len()).step_by(997).chain([0, 3, 4, 8, 12, 23, 24, 25]) {
        assert!(LlamaModel::from_bytes(&sound[..cut]).is_err(), "cut at {cut}");
    }
    let header = sound.len().min(6_000);
    let mut state = 3;
    for _ in 0..400 {
        let mut file = sound.clone();
        for _ in 0..4 {
            state = super::mock::mix(state);
            let at = (state >> 20) as usize % header;
            file[at] = if state % 3 == 0 { 0xff } else { (state >> 7) as u8 };
        }
        // Any answer will do, except a panic.
        if let Ok(model) = LlamaModel::from_bytes(&file) {
            let _ = model.session().feed(None, &[1, 2, 3]);
        }
    }
}
