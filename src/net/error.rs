//! What can go wrong between here and a server or a file.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// What kind of failure it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetErrorKind {
    /// The network is off and the cache does not have it.
    Offline,
    /// The server says that there is nothing (404, 410).
    NotFound,
    /// Any other status that is no success.
    Status(u16),
    /// It took too long.
    Timeout,
    /// It is larger than the limit.
    TooLarge,
    /// A redirect that is not followed.
    Redirect,
    /// The address is malformed, or neither http nor https.
    Scheme,
    /// Reading or writing failed.
    Io,
    /// The connection could not be secured.
    Tls,
    /// The content is not what was expected.
    Digest,
    /// No connection, or the name of the host is unknown.
    Connect,
}

/// Why something could not be fetched, read or stored.
#[derive(Debug)]
pub struct NetError {
    /// The kind of failure.
    pub kind: NetErrorKind,
    /// The address without user, password and secrets, or the path.
    pub url: String,
    /// More about the reason; may be empty.
    pub detail: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What the server asks to wait before the next attempt.
    pub(super) retry_after: Option<Duration>,
    /// Whether another attempt may help.
    pub(super) transient: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl NetError {
    /// A failure of the given kind; `url` must be fit to be shown.
    pub(super) fn new(kind: NetErrorKind, url: impl Into<String>, detail: impl Into<String>) -> Self {
        let transient = matches!(kind, NetErrorKind::Connect | NetErrorKind::Status(429 | 500..=599));
        Self { kind, url: url.into(), detail: detail.into(), attempts: 1, retry_after: None, transient, source: None }
    }

    /// The same with the error that caused it.
    pub(super) fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same, worth another attempt.
    pub(super) fn worth_repeating(mut self) -> Self {
        self.transient = true;
        self
    }

    /// The failure of a request or of its body, classified by its chain of causes.
    pub(super) fn of_request(url: &str, error: reqwest::Error) -> Self {
        let kind = if is_tls(&error) {
            NetErrorKind::Tls
        } else if error.is_connect() {
            NetErrorKind::Connect
        } else if error.is_timeout() {
            NetErrorKind::Timeout
        } else {
            NetErrorKind::Io
        };
        // reqwest would print the address with all its secrets.
        let failure = Self::new(kind, url, "").because(error.without_url());
        if kind == NetErrorKind::Io { failure.worth_repeating() } else { failure }
    }

    /// What is to be done about it.
    fn advice(&self) -> &'static str {
        match self.kind {
            NetErrorKind::Offline => "run once with the network to fill the cache",
            NetErrorKind::NotFound | NetErrorKind::Scheme => "check the address",
            NetErrorKind::Status(401 | 403 | 407) => "check that you have access",
            NetErrorKind::Status(429) => "wait, or ask less often",
            NetErrorKind::Status(_) => "try again later, or ask the provider",
            NetErrorKind::Timeout => "try again, or allow more time",
            NetErrorKind::TooLarge => "check the address, or raise the limit",
            NetErrorKind::Redirect => "if you trust that place, name its address",
            NetErrorKind::Io => "check the file, the disk or the connection",
            NetErrorKind::Tls => "check the address, the clock and the certificates of this machine",
            NetErrorKind::Digest => "try again; if it stays so, the source was changed",
            NetErrorKind::Connect => "check the address, the network and the proxy",
        }
    }
}

impl fmt::Display for NetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot get {}: ", self.url)?;
        match self.kind {
            NetErrorKind::Offline => f.write_str("the network is off")?,
            NetErrorKind::NotFound => f.write_str("the server has nothing there")?,
            NetErrorKind::Status(code) => write!(f, "the server answered with status {code}")?,
            NetErrorKind::Timeout => f.write_str("it took too long")?,
            NetErrorKind::TooLarge => f.write_str("it is too large")?,
            NetErrorKind::Redirect => f.write_str("the redirect is not followed")?,
            NetErrorKind::Scheme => f.write_str("this is no address that can be fetched")?,
            NetErrorKind::Io => f.write_str("reading or writing failed")?,
            NetErrorKind::Tls => f.write_str("the connection is not secure")?,
            NetErrorKind::Digest => f.write_str("the content is not what was expected")?,
            NetErrorKind::Connect => f.write_str("no connection")?,
        }
        if !self.detail.is_empty() {
            write!(f, ", {}", self.detail)?;
        }
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        write!(f, "; {}", self.advice())
    }
}

impl Error for NetError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn Error + 'static))
    }
}

/// Whether a failure of TLS is among the causes.
fn is_tls(error: &(dyn Error + 'static)) -> bool {
    causes(error).any(|cause| cause.downcast_ref::<rustls::Error>().is_some())
}

/// An error and its causes, with the errors that an [`std::io::Error`] carries and hides from the chain of sources.
pub(super) fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |cause: &&'a (dyn Error + 'static)| {
        let cause: &'a (dyn Error + 'static) = *cause;
        let carried = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        carried.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}
