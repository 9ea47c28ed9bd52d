//! A model on a server of completions (`POST BASE/completions`, as vLLM, llama-server and kin have it).
//!
//! ```text
//! address -> ask (echo or grammar) -> spell -> paths
//! ```
//!
//! A server cannot be asked token by token at good speed. So whole texts are proposed, and it gives the log-probabilities of their
//! tokens: of an echoed prompt, or of a text that a grammar leaves no choice in. Nothing but the named address is ever asked.

mod address;
mod ask;
mod paths;
mod spell;

pub use address::Address;
pub use ask::{Server, patience};
pub use paths::{Scorer, search};
pub use spell::Token;
