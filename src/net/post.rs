//! Questions that are posted: the answer is not kept, and nothing of it goes to another place than the one that was named.

use super::error::{NetError, NetErrorKind};
use super::exchange::{self, Answer, Request};
use super::{Client, address, retry};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};

/// The most characters of a server's own words in an error.
const MOST_SHOWN: usize = 200;

impl Client {
    /// Posts JSON to an address and returns the body of the answer. `key` is sent as a bearer token.
    ///
    /// Fails with `Offline`, `Redirect` for any redirect, and the other kinds of [`NetErrorKind`]; what the server says with a status that
    /// is no success stands in the error.
    pub fn post(&self, url: &str, json: &[u8], key: Option<&str>) -> Result<Vec<u8>, NetError> {
        let url = address::parse(url)?;
        let options = self.options();
        if options.offline {
            return Err(NetError::new(NetErrorKind::Offline, address::show(&url), ""));
        }
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(key) = key {
            let unsound = |_| NetError::new(NetErrorKind::Io, address::show(&url), "the key has characters that no header can hold");
            let mut bearer = HeaderValue::from_str(&format!("Bearer {key}")).map_err(unsound)?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        let request = Request { url: &url, headers, allow_hosts: &[], timeout: Some(options.timeout_total), body: Some(json) };
        let (bytes, _) = retry::repeat(options.retries, options.backoff, || {
            let mut answer = exchange::send(self.http(&url)?, &request)?;
            if matches!(answer.status(), 200..=299) { answer.body(options.max_bytes) } else { Err(refusal(&mut answer)) }
        })?;
        Ok(bytes)
    }
}

/// The failure of a status that is no success, with the first words of the answer.
fn refusal(answer: &mut Answer) -> NetError {
    let mut error = answer.failure();
    let mut buffer = [0; 4 * MOST_SHOWN];
    let count = answer.read(&mut buffer).unwrap_or(0);
    let text = String::from_utf8_lossy(buffer.get(..count).unwrap_or_default()).into_owned();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    error.detail = words.collect::<Vec<_>>().join(" ").chars().take(MOST_SHOWN).collect();
    error
}
