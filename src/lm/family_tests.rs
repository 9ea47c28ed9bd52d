//! Every family beside a plain forward pass, and what is promised of all of them.

use super::engine::LlamaModel;
use super::kernels::Level;
use super::reference::{Reference, Rules};
use super::tiny::{self, CONTEXT, EXACT, Tiny};
use super::{LanguageModel, LmError, LmErrorKind, NewNode, Session};
use candle_core::quantized::gguf_file::Value;

fn model(plan: &Tiny) -> LlamaModel {
    LlamaModel::from_bytes(&plan.file()).unwrap()
}

/// A model of the metadata and tensors of `plan` after a change of names.
fn renamed(plan: &Tiny, from: &str, to: &str) -> Result<LlamaModel, LmError> {
    let mut tensors = plan.tensors();
    let tensor = tensors.remove(from).unwrap();
    tensors.insert(to.to_string(), tensor);
    LlamaModel::from_bytes(&tiny::write(&plan.metadata(), &tensors))
}

/// Scores of all tokens after a text.
fn scores(model: &LlamaModel, tokens: &[u32]) -> Vec<f32> {
    let mut session = model.session();
    let node = session.feed(None, tokens).unwrap();
    all(model, session.as_ref(), node)
}

fn all(model: &LlamaModel, session: &dyn Session<'_>, node: super::NodeId) -> Vec<f32> {
    session.log_probs(node, &(0..).take(model.vocabulary().len()).collect::<Vec<u32>>()).unwrap()
}

fn text(len: u32, step: u32) -> Vec<u32> {
    (1..=len).map(|i| i * step % 250).collect()
}

/// The greatest difference between the engine's scores and those of the reference by these rules.
fn distance(plan: Tiny, rules: Rules, rounds: bool, ours: &[f32], tokens: &[u32]) -> f64 {
    let theirs = Reference { plan, rules, weights: plan.weights(), rounds }.log_probs(tokens);
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(theirs).map(|(ours, theirs)| (f64::from(*ours) - theirs).abs()).fold(0.0, f64::max)
}

#[test]
fn scores_are_those_of_a_plain_forward_pass() {
    for plan in EXACT {
        let (model, rules) = (model(&plan), Rules::of(&plan));
        for (len, step) in [(1, 7), (9, 31), (20, 17)] {
            let tokens = text(len, step);
            let ours = scores(&model, &tokens);
            let (same, exact) = (distance(plan, rules, true, &ours, &tokens), distance(plan, rules, false, &ours, &tokens));
            println!("{} after {len}: {same:.1e} where bytes are rounded, {exact:.1e} where nothing is", plan.architecture);
            assert!(same < 1e-3, "{} after {len}: {same}", plan.architecture);
            assert!(exact < 0.1, "{} after {len}: {exact}", plan.architecture);
        }
    }
}

#[test]
fn the_reference_tells_every_switch_of_a_family() {
    let tokens = text(20, 17);
    for plan in EXACT {
        let (ours, rules) = (scores(&model(&plan), &tokens), Rules::of(&plan));
        let mut wrong =
            vec![Rules { halves: !rules.halves, ..rules }, Rules { unrotated: if rules.unrotated == 0 { 2 } else { 0 }, ..rules }];
        wrong.extend(rules.biases.then_some(Rules { biases: false, ..rules }));
        wrong.extend(rules.head_norms.then_some(Rules { head_norms: false, ..rules }));
        wrong.extend(rules.norms_behind.then_some(Rules { norms_behind: false, ..rules }));
        wrong.extend(rules.large_embedding.then_some(Rules { large_embedding: false, ..rules }));
        wrong.extend(rules.gelu.then_some(Rules { gelu: false, ..rules }));
        wrong.extend(rules.factors.then_some(Rules { factors: false, ..rules }));
        wrong.extend((rules.whole > 0).then_some(Rules { whole: 0, ..rules }));
        wrong.extend((rules.window > 0).then_some(Rules { window: rules.window + 1, ..rules }));
        wrong.extend((rules.near_base > 0.0).then_some(Rules { near_base: 1e6, ..rules }));
        wrong.extend((rules.stretch > 1.0).then_some(Rules { stretch: 1.0, ..rules }));
        wrong.extend((rules.magnitude > 1.0).then_some(Rules { magnitude: 1.0, ..rules }));
        for rules in wrong {
            let far = distance(plan, rules, true, &ours, &tokens);
            println!("{}: {far:.2} with {rules:?}", plan.architecture);
            assert!(far > 0.1, "{}: {far} with {rules:?}", plan.architecture);
        }
    }
}

#[test]
fn a_tree_gives_what_each_path_gives_alone_in_every_family() {
    for plan in EXACT {
        let model = model(&plan);
        let mut session = model.session();
        let trunk = session.feed(None, &text(40, 7)).unwrap();
        let trunk = session.retain(trunk).unwrap();
        let ids = session.next_ids(4);
        let entry = |parent, token| NewNode { parent: Some(parent), token, wants: true };
        session.extend(&[entry(trunk, 5), entry(ids[0], 6), entry(ids[0], 90), entry(trunk, 33)]).unwrap();
        for (path, node) in [(&[5][..], 0), (&[5, 6], 1), (&[5, 90], 2), (&[33], 3)] {
            let whole = [&text(40, 7), path].concat();
            assert_eq!(all(&model, session.as_ref(), ids[node]), scores(&model, &whole), "{} {path:?}", plan.architecture);
        }
        let (kept, state) = (session.retain(ids[2]).unwrap(), session.save().unwrap());
        let (restored, again) = model.restore(&state).unwrap();
        assert_eq!(all(&model, restored.as_ref(), again), all(&model, session.as_ref(), kept), "{}", plan.architecture);
    }
}

#[test]
fn a_new_session_knows_nothing_of_another_one_in_every_family() {
    for plan in EXACT {
        let alone = scores(&model(&plan), &text(12, 5));
        let model = model(&plan);
        assert_ne!(scores(&model, &text(50, 11)), alone, "{}", plan.architecture);
        assert_eq!(scores(&model, &text(12, 5)), alone, "{}", plan.architecture);
    }
}

#[test]
fn a_full_context_is_an_error_and_leaves_the_session_as_it_was_in_every_family() {
    for plan in EXACT {
        let model = model(&plan);
        let mut session = model.session();
        let node = session.feed(None, &vec![3; CONTEXT]).unwrap();
        let before = all(&model, session.as_ref(), node);
        let error = session.feed(Some(node), &[4]).unwrap_err();
        assert!(error.kind == LmErrorKind::Limit && error.message.contains("64 tokens is full"), "{}", error.message);
        assert_eq!(all(&model, session.as_ref(), node), before);
        assert_eq!((session.scored(), model.session().feed(None, &vec![3; CONTEXT + 1]).is_err()), (CONTEXT, true));
    }
}

#[test]
fn threads_and_instructions_change_nothing_in_any_family() {
    for plan in EXACT {
        let run = |threads: usize, level: Level| {
            let model = model(&plan).on(threads, level).unwrap();
            scores(&model, &text(40, 7)).into_iter().map(f32::to_bits).collect::<Vec<u32>>()
        };
        let want = run(1, Level::PORTABLE);
        for level in Level::available() {
            for threads in [1, 2] {
                assert!(run(threads, level) == want, "{} {level:?} {threads}", plan.architecture);
            }
        }
    }
}

#[test]
fn a_tensor_too_few_or_too_many_is_an_error_with_its_name() {
    let [llama, qwen2, qwen3, _, gemma3, phi3] = EXACT;
    let broken = |plan: &Tiny, from: &str, to: &str, kind: LmErrorKind, named: &str| {
        let error = renamed(plan, from, to).unwrap_err();
        assert!(error.kind == kind && error.message.contains(named), "{error:?}");
    };
    broken(&qwen2, "blk.1.attn_k.bias", "blk.2.attn_k.bias", LmErrorKind::Format, "blk.1.attn_k.bias");
    broken(&qwen3, "blk.0.attn_q_norm.weight", "blk.2.attn_q_norm.weight", LmErrorKind::Format, "blk.0.attn_q_norm.weight");
    broken(&llama, "blk.0.ffn_up.weight", "blk.0.ffn_up.bias", LmErrorKind::Unsupported, "blk.0.ffn_up.bias");
    let (norm, factors) = ("blk.3.post_ffw_norm.weight", "rope_factors_short.weight");
    broken(&gemma3, norm, "blk.9.post_ffw_norm.weight", LmErrorKind::Format, norm);
    broken(&phi3, "blk.1.attn_qkv.weight", "blk.2.attn_qkv.weight", LmErrorKind::Format, "blk.1.attn_qkv.weight");
    broken(&phi3, factors, "blk.0.attn_norm.bias", LmErrorKind::Unsupported, "blk.0.attn_norm.bias");
    broken(&phi3, factors, "blk.5.attn_norm.weight", LmErrorKind::Format, "none for short ones");
    // A model under the name of another family: what that one has no place for is not left out.
    for plan in [qwen2, qwen3, gemma3, phi3] {
        let tensors = plan.tensors();
        let error = LlamaModel::from_bytes(&tiny::write(&Tiny { architecture: "llama", ..plan }.metadata(), &tensors)).unwrap_err();
        assert_eq!(error.kind, LmErrorKind::Unsupported, "{}", error.message);
    }
}

#[test]
fn families_that_do_not_run_are_refused_by_name_and_those_that_do_are_told() {
    for name in ["mamba", "gemma2", "phi2", "qwen3moe"] {
        let mut metadata = tiny::LLAMA.metadata();
        metadata[0].1 = Value::String(name.into());
        let error = LlamaModel::from_bytes(&tiny::write(&metadata, &tiny::LLAMA.tensors())).unwrap_err();
        assert_eq!(error.kind, LmErrorKind::Unsupported);
        for part in [name, "llama", "qwen2", "qwen3", "smollm3", "gemma3", "phi3"] {
            assert!(error.message.contains(&format!("\"{part}\"")), "{part}: {}", error.message);
        }
    }
}

#[test]
fn sizes_that_the_engine_cannot_divide_are_refused() {
    let refused = |plan: &Tiny, part: &str, value: u32| {
        let key = format!("{}.{part}", plan.architecture);
        let mut metadata = plan.metadata();
        metadata.retain(|(other, _)| *other != key);
        metadata.push((key, Value::U32(value)));
        LlamaModel::from_bytes(&tiny::write(&metadata, &plan.tensors())).unwrap_err().kind
    };
    let [_, qwen2, qwen3, smollm3, gemma3, phi3] = EXACT;
    assert_eq!(refused(&qwen3, "attention.value_length", 16), LmErrorKind::Unsupported);
    assert_eq!(refused(&qwen3, "attention.key_length", 33), LmErrorKind::Unsupported);
    assert_eq!(refused(&smollm3, "rope.dimension_count", 18), LmErrorKind::Unsupported);
    assert_eq!(refused(&smollm3, "rope.dimension_count", 7), LmErrorKind::Unsupported);
    assert_eq!(refused(&gemma3, "attention.sliding_window_pattern", 0), LmErrorKind::Format);
    assert_eq!(refused(&phi3, "attention.head_count_kv", 1), LmErrorKind::Format);
    assert_eq!(refused(&phi3, "rope.dimension_count", 10), LmErrorKind::Format);
    assert_eq!(refused(&qwen2, "attention.head_count", 3), LmErrorKind::Unsupported);
    assert_eq!(refused(&qwen2, "attention.head_count", 8), LmErrorKind::Format);
    assert_eq!(refused(&qwen2, "expert_count", 8), LmErrorKind::Unsupported);
}
