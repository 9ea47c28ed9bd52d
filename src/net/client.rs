//! The client: cache first, then the network, then the cache again.

use super::address;
use super::cache::{Cache, Entry, Record};
use super::digest::sha256_hex;
use super::error::{NetError, NetErrorKind};
use super::exchange::{self, Answer, Request};
use super::{Fetched, Options, Origin, retry};
use jiff::Timestamp;
use reqwest::Url;
use reqwest::header::{
    AGE, CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use std::sync::OnceLock;

/// Fetches what users name. May be shared between threads.
#[derive(Debug)]
pub struct Client {
    options: Options,
    /// Made at the first request, so that a run without the network needs no certificates.
    http: OnceLock<Result<reqwest::blocking::Client, String>>,
}

/// The answer to one attempt of [`Client::get`].
enum Reply {
    /// The copy in the cache is still right.
    NotModified(Record),
    /// A new body, with its record.
    Body(Record, Vec<u8>),
}

impl Client {
    /// A client with these options.
    pub fn new(options: Options) -> Self {
        Self { options, http: OnceLock::new() }
    }

    /// The options that the client was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Fetches an http or https address, from the cache where that is allowed. See [`super`] for the rules.
    ///
    /// Fails with the kinds of [`NetErrorKind`]; a page of HTML where data was expected is no failure here.
    pub fn get(&self, url: &str) -> Result<Fetched, NetError> {
        let url = address::parse(url)?;
        let cache = self.options.cache_dir.as_deref().map(Cache::new);
        let stored = cache.as_ref().filter(|_| !self.options.fresh).and_then(|cache| cache.read(&url, self.options.max_bytes));
        if self.options.offline {
            return stored.map(|entry| from_cache(&url, entry)).ok_or_else(|| self.offline(&url, cache.is_some()));
        }
        match stored {
            Some(entry) if entry.record.is_fresh(now()) => Ok(from_cache(&url, entry)),
            stored => self.get_from_network(&url, cache.as_ref(), stored),
        }
    }

    /// Asks the server, with a condition if there is a copy that has validators.
    fn get_from_network(&self, url: &Url, cache: Option<&Cache>, stored: Option<Entry>) -> Result<Fetched, NetError> {
        let headers = stored.as_ref().map(|entry| conditions(&entry.record)).unwrap_or_default();
        let conditional = !headers.is_empty();
        let request = Request { url, headers, allow_hosts: &[], timeout: Some(self.options.timeout_total), body: None };
        let mut redirected_to = None;
        let ((reply, may_store), attempts) = retry::repeat(self.options.retries, self.options.backoff, || {
            let mut answer = exchange::send(self.http(url)?, &request)?;
            redirected_to.clone_from(&answer.redirected_to);
            self.reply(url, &mut answer, conditional)
        })?;
        let mut notes: Vec<String> = redirected_to.map(|target| format!("redirected to {target}")).into_iter().collect();
        if attempts > 1 {
            notes.push(format!("fetched at attempt {attempts}"));
        }
        let (record, bytes, from) = match (reply, stored) {
            (Reply::NotModified(record), Some(entry)) => (renewed(entry.record, record), entry.body, Origin::Revalidated),
            (Reply::NotModified(_), None) => return Err(NetError::new(NetErrorKind::Status(304), address::show(url), "")),
            (Reply::Body(record, bytes), stored) => {
                if stored.is_some_and(|entry| entry.record.sha256 == record.sha256) {
                    notes.push("the content is the same as in the cache".to_owned());
                }
                (record, bytes, Origin::Network)
            }
        };
        let kept = cache.filter(|_| may_store).map(|cache| cache.write(url, &record, &bytes));
        if let Some(Err(error)) = kept {
            notes.push(format!("the cache could not be written: {error}"));
        }
        Ok(Fetched { bytes, sha256: record.sha256, url: address::show(url), from, content_type: record.content_type, notes })
    }

    /// Reads an answer, and says whether the server lets it be kept.
    fn reply(&self, url: &Url, answer: &mut Answer, conditional: bool) -> Result<(Reply, bool), NetError> {
        let control = answer.header(&CACHE_CONTROL).unwrap_or_default().to_ascii_lowercase();
        let may_store = !directives(&control).any(|directive| directive == "no-store");
        match answer.status() {
            // A part of the content that nobody asked for (206) is not the content.
            200..=205 | 207..=299 => {
                let bytes = answer.body(self.options.max_bytes)?;
                Ok((Reply::Body(record(url, answer, &control, sha256_hex(&bytes)), bytes), may_store))
            }
            304 if conditional => Ok((Reply::NotModified(record(url, answer, &control, String::new())), may_store)),
            _ => Err(answer.failure()),
        }
    }

    /// The failure for what the cache lacks while the network is off.
    pub(super) fn offline(&self, url: &Url, has_cache: bool) -> NetError {
        let detail = match (has_cache, self.options.fresh) {
            (false, _) => "and there is no cache",
            (true, true) => "and the cache is not to be read",
            (true, false) => "and the cache has no sound copy",
        };
        NetError::new(NetErrorKind::Offline, address::show(url), detail)
    }

    /// The HTTP client, made when it is first needed; fails with `Tls` if the certificates of the machine cannot be read.
    pub(super) fn http(&self, url: &Url) -> Result<&reqwest::blocking::Client, NetError> {
        let made = self.http.get_or_init(|| self.build().map_err(|error| chain(&error)));
        made.as_ref().map_err(|reason| NetError::new(NetErrorKind::Tls, address::show(url), reason.clone()))
    }

    /// Makes the HTTP client: no redirects of its own, and a limit on each wait.
    fn build(&self) -> reqwest::Result<reqwest::blocking::Client> {
        // Fails only if a provider is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::blocking::Client::builder()
            .user_agent(&self.options.user_agent)
            .connect_timeout(self.options.timeout_connect)
            .timeout(self.options.timeout_total)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false);
        if self.options.use_proxy { builder.build() } else { builder.no_proxy().build() }
    }
}

/// An error with its causes, in one line.
fn chain(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

/// What the cache has, as an answer.
fn from_cache(url: &Url, entry: Entry) -> Fetched {
    let since = Timestamp::from_second(entry.record.stored_at).map_or_else(|_| "an unknown time".to_owned(), |time| time.to_string());
    Fetched {
        bytes: entry.body,
        sha256: entry.record.sha256,
        url: address::show(url),
        from: Origin::Cache,
        content_type: entry.record.content_type,
        notes: vec![format!("a copy from the cache, as the server had it at {since}")],
    }
}

/// The headers that ask for the body only if it changed (RFC 9110, 13.1).
fn conditions(record: &Record) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [(IF_NONE_MATCH, &record.etag), (IF_MODIFIED_SINCE, &record.last_modified)] {
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The record of an answer.
fn record(url: &Url, answer: &Answer, control: &str, sha256: String) -> Record {
    let seconds = |text: &str| text.trim().parse::<i64>().ok().filter(|n| *n >= 0);
    let no_cache = directives(control).any(|directive| directive == "no-cache");
    let max_age = directives(control).find_map(|directive| seconds(directive.strip_prefix("max-age=")?.trim_matches('"')));
    let age = answer.header(&AGE).and_then(|age| seconds(&age)).unwrap_or(0);
    let header = |name: &HeaderName| answer.header(name);
    Record {
        etag: header(&ETAG),
        last_modified: header(&LAST_MODIFIED),
        max_age: max_age.filter(|_| !no_cache).map(|max_age| max_age.saturating_sub(age)),
        content_type: header(&CONTENT_TYPE),
        ..Record::new(address::show(url), sha256, now())
    }
}

/// The directives of a `Cache-Control` header.
fn directives(control: &str) -> impl Iterator<Item = &str> {
    control.split(',').map(str::trim)
}

/// The stored record with what a 304 said anew.
fn renewed(stored: Record, new: Record) -> Record {
    Record {
        stored_at: new.stored_at,
        etag: new.etag.or(stored.etag),
        last_modified: new.last_modified.or(stored.last_modified),
        max_age: new.max_age.or(stored.max_age),
        content_type: new.content_type.or(stored.content_type),
        ..stored
    }
}

/// The time in seconds since 1970.
fn now() -> i64 {
    Timestamp::now().as_second()
}
