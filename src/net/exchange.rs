//! One request with its redirects, and the reading of the answer within limits.

use super::address;
use super::error::{self, NetError, NetErrorKind};
use super::local::too_large;
use super::retry;
use jiff::Timestamp;
use reqwest::Url;
use reqwest::blocking::{Client, Response};
use reqwest::header::{HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use std::error::Error;
use std::io::{self, Read};
use std::time::{Duration, Instant};

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// What to ask for, and on which terms.
#[derive(Debug, Clone)]
pub(super) struct Request<'a> {
    /// The address that the user named.
    pub(super) url: &'a Url,
    /// Headers beside the usual ones.
    pub(super) headers: HeaderMap,
    /// Hosts that a redirect may lead to, beside that of `url`.
    pub(super) allow_hosts: &'a [&'a str],
    /// The time for everything; `None` leaves only the limit of the client on each wait.
    pub(super) timeout: Option<Duration>,
    /// What is posted; `None` for a request that only fetches.
    pub(super) body: Option<&'a [u8]>,
}

/// An answer that is no redirect, before its body is read.
#[derive(Debug)]
pub(super) struct Answer {
    response: Response,
    deadline: Option<Instant>,
    /// The address of the request, fit to be shown.
    shown: String,
    /// Whether a redirect led here.
    pub(super) redirected_to: Option<String>,
}

/// Sends a request and follows its redirects.
pub(super) fn send(client: &Client, request: &Request<'_>) -> Result<Answer, NetError> {
    let deadline = request.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    let shown = address::show(request.url);
    let mut current = request.url.clone();
    for hop in 0..=MOST_REDIRECTS {
        let builder = match request.body {
            Some(body) => client.post(current.clone()).body(body.to_vec()),
            None => client.get(current.clone()),
        };
        let mut builder = builder.headers(request.headers.clone());
        if let Some(deadline) = deadline {
            builder = builder.timeout(deadline.saturating_duration_since(Instant::now()));
        }
        let response = builder.send().map_err(|error| NetError::of_request(&shown, error))?;
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            let redirected_to = (hop > 0).then(|| address::show(&current));
            return Ok(Answer { response, deadline, shown, redirected_to });
        }
        if request.body.is_some() {
            return Err(NetError::new(NetErrorKind::Redirect, &shown, "what is posted goes to the named address alone"));
        }
        let location =
            text_of(response.headers(), &LOCATION).ok_or_else(|| NetError::new(NetErrorKind::Redirect, &shown, "it has no new address"))?;
        current = address::redirected(request.url, &current, &location, request.allow_hosts)?;
    }
    Err(NetError::new(NetErrorKind::Redirect, shown, format!("there are more than {MOST_REDIRECTS} in a row")))
}

impl Answer {
    /// The status code.
    pub(super) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    /// A header as text.
    pub(super) fn header(&self, name: &HeaderName) -> Option<String> {
        text_of(self.response.headers(), name)
    }

    /// The failure that a status stands for which is none of those expected.
    pub(super) fn failure(&self) -> NetError {
        let kind = match self.status() {
            404 | 410 => NetErrorKind::NotFound,
            status => NetErrorKind::Status(status),
        };
        let mut error = NetError::new(kind, &self.shown, "");
        error.retry_after = self.header(&RETRY_AFTER).and_then(|value| retry::retry_after(&value, Timestamp::now()));
        error
    }

    /// The length that the server announced; `None` for a compressed or chunked body.
    pub(super) fn length(&self) -> Option<u64> {
        self.response.content_length()
    }

    /// Reads some bytes of the body; 0 at its end. Fails with `Timeout` at the deadline, with `Io` if it breaks off.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, NetError> {
        loop {
            match self.response.read(buffer) {
                Ok(_) if self.deadline.is_some_and(|deadline| Instant::now() > deadline) => {
                    return Err(NetError::new(NetErrorKind::Timeout, &self.shown, "the body came too slowly"));
                }
                Ok(count) => return Ok(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broken(error)),
            }
        }
    }

    /// The failure of reading a body.
    fn broken(&self, error: io::Error) -> NetError {
        let timed_out = timed_out(&error);
        let cause: Box<dyn Error + Send + Sync> = match error.downcast::<reqwest::Error>() {
            Ok(error) => error.without_url().into(),
            Err(error) => error.into(),
        };
        if timed_out {
            NetError::new(NetErrorKind::Timeout, &self.shown, "the body came too slowly").because(cause)
        } else {
            NetError::new(NetErrorKind::Io, &self.shown, "the body broke off or is damaged").because(cause).worth_repeating()
        }
    }

    /// The whole body, of at most `max_bytes` as announced and as decompressed. Only what has been decompressed is held,
    /// so a body that unpacks to more stops at the limit.
    pub(super) fn body(&mut self, max_bytes: u64) -> Result<Vec<u8>, NetError> {
        if self.length().is_some_and(|length| length > max_bytes) {
            return Err(too_large(&self.shown, max_bytes));
        }
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = self.read(&mut buffer)?;
            if count == 0 {
                return Ok(bytes);
            }
            if bytes.len() as u64 + count as u64 > max_bytes {
                return Err(too_large(&self.shown, max_bytes));
            }
            bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
        }
    }
}

/// A header as text, if it is there and is text.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Whether a wait that ran out is among the causes.
fn timed_out(error: &io::Error) -> bool {
    error::causes(error).any(|cause| {
        cause.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_timeout)
            || cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    })
}
