//! Tests against a server on the loopback.

mod download;
mod get;
mod post;

use super::{Client, Fetched, NetError, NetErrorKind, Options};
use std::path::Path;
use std::time::Duration;

/// Options without waits, proxies and repetitions.
fn options() -> Options {
    Options {
        timeout_connect: Duration::from_secs(5),
        timeout_total: Duration::from_secs(5),
        retries: 0,
        backoff: Duration::ZERO,
        use_proxy: false,
        ..Options::default()
    }
}

fn cached(dir: &Path) -> Options {
    Options { cache_dir: Some(dir.to_owned()), ..options() }
}

fn get(options: Options, url: &str) -> Result<Fetched, NetError> {
    Client::new(options).get(url)
}

fn kind<T: std::fmt::Debug>(result: Result<T, NetError>) -> NetErrorKind {
    result.unwrap_err().kind
}
