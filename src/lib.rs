//! `stringer` turns a sports results feed into a recap that can be published.
//!
//! ```text
//! feed -> event -> facts -> plan -> draft -> verify -> article -> render -> publish
//! ```
//!
//! Code knows what is true; the model knows what sounds right. A grammar spans every way to say exactly the facts of a
//! paragraph, a local language model writes its way through that lattice, and a verifier that shares no code with the
//! grammar proves every sentence against the feed. The modules below stand in the order of the flow; each may use only
//! what stands above it, and `tests/architecture.rs` checks that.

pub mod english;
pub mod net;
pub mod event;
pub mod lexicon;
pub mod feed;
pub mod facts;
pub mod plan;
pub mod grammar;
pub mod lm;
pub mod draft;
pub mod verify;
pub mod article;
pub mod render;
pub mod publish;
pub mod pipeline;
pub mod cli;
