//! A tiny random model: loading, the forward pass and hostile files need no weights.

use super::engine::LlamaModel;
use super::tiny::{EXACT, LLAMA, write};
use super::{LanguageModel, LmErrorKind, NewNode};
use candle_core::quantized::gguf_file;

/// A random model of two layers with the mock's vocabulary.
fn tiny(change: impl Fn(&mut Vec<(String, gguf_file::Value)>)) -> Vec<u8> {
    let mut metadata = LLAMA.metadata();
    change(&mut metadata);
    write(&metadata, &LLAMA.tensors())
}

#[test]
fn a_tiny_file_loads_and_its_probabilities_add_up() {
    let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap();
    assert_eq!((model.name(), model.digest().len()), ("tiny", 64));
    let mut session = model.session();
    let node = session.feed(None, &model.vocabulary().encode("the winner").unwrap()).unwrap();
    let all: Vec<u32> = (0..).take(model.vocabulary().len()).collect();
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
fn threads_and_instructions_change_nothing() {
    use super::kernels::Level;
    let asked: Vec<u32> = (0..60).collect();
    let run = |threads: usize, level: Level| {
        let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap().on(threads, level).unwrap();
        let mut session = model.session();
        let node = session.feed(None, &(0..40).map(|i| i * 7 % 200).collect::<Vec<u32>>()).unwrap();
        let node = session.retain(node).unwrap();
        let batch: Vec<NewNode> = (0..9).map(|token| NewNode { parent: Some(node), token, wants: true }).collect();
        let nodes = session.extend(&batch).unwrap();
        nodes.iter().flat_map(|node| session.log_probs(*node, &asked).unwrap()).map(f32::to_bits).collect::<Vec<u32>>()
    };
    let want = run(1, Level::PORTABLE);
    for level in Level::available() {
        for threads in [1, 2, 3] {
            assert!(run(threads, level) == want, "{level:?} {threads}");
        }
    }
}

#[test]
fn a_saved_session_goes_on_as_if_it_had_not_been_saved() {
    let model = LlamaModel::from_bytes(&tiny(|_| ())).unwrap();
    let asked: Vec<u32> = (0..60).collect();
    for len in [5, 32, 45] {
        let tokens: Vec<u32> = (0..len).map(|i| i * 11 % 200).collect();
        let mut session = model.session();
        let node = session.feed(None, &tokens).unwrap();
        assert_eq!(session.save(), None);
        let node = session.retain(node).unwrap();
        let state = session.save().unwrap();
        let (mut restored, kept) = model.restore(&state).unwrap();
        assert_eq!(restored.log_probs(kept, &asked).unwrap(), session.log_probs(node, &asked).unwrap());
        let (a, b) = (session.feed(Some(node), &[3, 9]).unwrap(), restored.feed(Some(kept), &[3, 9]).unwrap());
        assert_eq!(restored.log_probs(b, &asked).unwrap(), session.log_probs(a, &asked).unwrap());
        // Bytes of another length, or with other counts, are refused.
        for cut in [0, 3, 8, 11, state.len() / 2, state.len() - 1] {
            assert!(model.restore(&state[..cut]).is_none(), "cut at {cut}");
        }
        assert!(model.restore(&[state.as_slice(), &[0]].concat()).is_none());
        for at in 0..8 {
            let mut hostile = state.clone();
            hostile[at] ^= 0xff;
            assert!(model.restore(&hostile).is_none(), "byte {at}");
        }
    }
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
    assert_eq!(refused("tokenizer.ggml.model", Value::String("bert".into())).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("tokenizer.ggml.model", Value::String("llama".into())).kind, LmErrorKind::Format);
    assert_eq!(refused("llama.final_logit_softcapping", Value::F32(30.0)).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.rope.scaling.type", Value::String("longrope".into())).kind, LmErrorKind::Unsupported);
    assert_eq!(refused("llama.rope.scaling.type", Value::String("linear".into())).kind, LmErrorKind::Format);
    assert_eq!(refused("llama.rope.scaling.attn_factor", Value::F32(0.0)).kind, LmErrorKind::Format);
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
    for plan in [LLAMA, EXACT[4], EXACT[5]] {
        let sound = plan.file();
        for cut in (0..sound.len()).step_by(997).chain([0, 3, 4, 8, 12, 23, 24, 25]) {
            assert!(LlamaModel::from_bytes(&sound[..cut]).is_err(), "cut at {cut}");
        }
        let header = sound.len().min(if plan.pieces { 20_000 } else { 6_000 });
        let mut state = 3;
        for _ in 0..400 {
            let mut file = sound.clone();
            for _ in 0..4 {
                state = super::math::mix(state);
                let at = usize::try_from(state >> 20).unwrap() % header;
                file[at] = if state % 3 == 0 { 0xff } else { state.to_le_bytes()[1] };
            }
            // Any answer will do, except a panic.
            if let Ok(model) = LlamaModel::from_bytes(&file) {
                let _ = model.session().feed(None, &[1, 2, 3]);
                let _ = model.vocabulary().opening("the winner");
            }
        }
    }
}
