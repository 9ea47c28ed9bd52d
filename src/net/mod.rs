//! HTTP with cache, retry, limits and an offline mode; local files and standard input with the same limits.
//!
//! Comes in: an address that the user named. Goes out: [`Fetched`], the bytes with their digest and where they came from.
//! Nothing is fetched that was not asked for: a redirect leads only to the host that was named (a download may name
//! others), and no credentials travel to another host. The meaning of the bytes is not this module's business.
//!
//! The cache answers by these rules (RFC 9111, narrowed): what came with an `ETag` or a `Last-Modified` is asked for again
//! with a condition every time, because a result may be corrected at any moment; what came with neither but with a
//! `max-age` is served without asking until that has passed; all else is fetched anew.

mod address;
mod archive;
mod cache;
mod client;
mod digest;
mod download;
mod error;
mod exchange;
mod hold;
mod local;
mod post;
mod retry;
#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;

pub use archive::unpacked;
pub use client::Client;
pub use digest::sha256_hex;
pub use download::Download;
pub use error::{NetError, NetErrorKind};
pub use hold::{Held, Scratch, hold, settle};
pub use local::{read_file, read_stdin};

use std::path::PathBuf;
use std::time::Duration;

/// How a [`Client`] behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The longest wait for a connection.
    pub timeout_connect: Duration,
    /// The longest time for one attempt of [`Client::get`], from the first byte sent to the last received; for a download
    /// the longest silence between two parts of it.
    pub timeout_total: Duration,
    /// The most bytes of one answer, as sent and after decompression.
    pub max_bytes: u64,
    /// The most bytes of one download.
    pub max_download_bytes: u64,
    /// How often a failed attempt is repeated: after 429, any 5xx, a failed connection or a body that broke off.
    pub retries: u32,
    /// The wait before the first repetition; it doubles each time, to 30 s at most. `Retry-After` takes its place.
    pub backoff: Duration,
    /// Never use the network: answer from the cache or fail.
    pub offline: bool,
    /// Where answers are kept; `None` for nowhere.
    pub cache_dir: Option<PathBuf>,
    /// Do not read the cache (it is still written).
    pub fresh: bool,
    /// Use the proxy that the environment names, if it names one.
    pub use_proxy: bool,
    /// What the client calls itself; it should say whom to write to.
    pub user_agent: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout_connect: Duration::from_secs(10),
            timeout_total: Duration::from_secs(30),
            max_bytes: 64 << 20,
            max_download_bytes: 16 << 30,
            retries: 3,
            backoff: Duration::from_millis(500),
            offline: false,
            cache_dir: None,
            fresh: false,
            use_proxy: true,
            user_agent: concat!("stringer/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")").to_owned(),
        }
    }
}

/// Where bytes came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The server sent them.
    Network,
    /// The cache had them, and the server was not asked.
    Cache,
    /// The cache had them, and the server said that they are still right.
    Revalidated,
    /// A local file or standard input.
    Local,
}

/// Bytes with what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The content, decompressed.
    pub bytes: Vec<u8>,
    /// The SHA-256 of `bytes`, in lower-case hex.
    pub sha256: String,
    /// The address that was named, without user, password and secrets; the path of a file; `-` for standard input.
    pub url: String,
    /// Where the bytes came from.
    pub from: Origin,
    /// The `Content-Type` that the server gave.
    pub content_type: Option<String>,
    /// What the user may want to know: a redirect, repetitions, the age of a copy, a cache that cannot be written.
    pub notes: Vec<String>,
}
