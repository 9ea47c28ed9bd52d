use super::{cached, get, kind, options};
use crate::net::server::{Server, reply, reply_of_length};
use crate::net::*;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// 200,000 zero bytes in gzip.
const ZEROS: &str = "1f8b0800000000000203edc13101000000c2a0f54f6d067fa00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000080d7007b58e05c400d0300";

fn zeros() -> Vec<u8> {
    ZEROS.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn an_answer_comes_with_its_digest_and_type() {
    let server = Server::start(|_, _| reply(200, &["Content-Type: application/json"], b"{}"));
    let fetched = get(options(), &server.url("/feed?token=abc")).unwrap();
    assert_eq!(fetched.bytes, b"{}");
    assert_eq!(fetched.sha256, sha256_hex(b"{}"));
    assert_eq!(fetched.content_type.as_deref(), Some("application/json"));
    assert_eq!(fetched.from, Origin::Network);
    assert_eq!(fetched.url, server.url("/feed?token=..."));
    assert_eq!(fetched.notes, Vec::<String>::new());
    let seen = server.seen();
    assert_eq!(seen[0].path, "/feed?token=abc");
    assert!(seen[0].header("user-agent").unwrap().starts_with("stringer/"));
    assert_eq!(seen[0].header("authorization"), None);
}

#[test]
fn what_has_an_etag_is_asked_for_again_with_a_condition() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|request, _| match request.header("if-none-match") {
        Some(tag) if tag == "\"v1\"" => reply(304, &["ETag: \"v1\""], b""),
        _ => reply(200, &["ETag: \"v1\"", "Cache-Control: max-age=3600", "Content-Type: text/xml"], b"<a/>"),
    });
    let url = server.url("/");
    assert_eq!(get(cached(dir.path()), &url).unwrap().from, Origin::Network);
    let again = get(cached(dir.path()), &url).unwrap();
    assert_eq!((again.from, again.bytes.as_slice()), (Origin::Revalidated, &b"<a/>"[..]));
    assert_eq!(again.content_type.as_deref(), Some("text/xml"));
    assert_eq!(server.seen().len(), 2);
    let fresh = get(Options { fresh: true, ..cached(dir.path()) }, &url).unwrap();
    assert_eq!(fresh.from, Origin::Network);
    assert_eq!(server.seen()[2].header("if-none-match"), None);
}

#[test]
fn a_changed_result_replaces_the_copy() {
    let dir = tempfile::tempdir().unwrap();
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let server = Server::start(move |_, count| reply(200, &[&format!("Last-Modified: {date}")], format!("{count}").as_bytes()));
    let url = server.url("/");
    assert_eq!(get(cached(dir.path()), &url).unwrap().bytes, b"0");
    assert_eq!(get(cached(dir.path()), &url).unwrap().bytes, b"1");
    assert_eq!(server.seen()[1].header("if-modified-since").unwrap(), date.to_lowercase());
    assert_eq!(get(Options { offline: true, ..cached(dir.path()) }, &url).unwrap().bytes, b"1");
}

#[test]
fn a_max_age_without_validators_spares_the_server() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|request, count| {
        let control = if request.path == "/stale" { "Cache-Control: max-age=60\r\nAge: 60" } else { "Cache-Control: public, max-age=3600" };
        reply(200, &[control], if request.path == "/stale" { b"same".to_vec() } else { vec![u8::try_from(count).unwrap()] }.as_slice())
    });
    let first = get(cached(dir.path()), &server.url("/")).unwrap();
    let second = get(cached(dir.path()), &server.url("/")).unwrap();
    assert_eq!((second.from, second.bytes), (Origin::Cache, first.bytes));
    assert_eq!(second.notes.len(), 1);
    assert_eq!(server.seen().len(), 1);
    get(cached(dir.path()), &server.url("/stale")).unwrap();
    let again = get(cached(dir.path()), &server.url("/stale")).unwrap();
    assert_eq!((again.from, server.seen().len()), (Origin::Network, 3));
    assert!(again.notes[0].contains("same as in the cache"), "{:?}", again.notes);
}

#[test]
fn what_may_not_be_stored_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|_, _| reply(200, &["Cache-Control: no-store"], b"a"));
    get(cached(dir.path()), &server.url("/")).unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_cache_that_cannot_be_written_is_a_note() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, b"").unwrap();
    let server = Server::start(|_, _| reply(200, &[], b"a"));
    let fetched = get(cached(&file), &server.url("/")).unwrap();
    assert!(fetched.notes[0].contains("cache could not be written"), "{:?}", fetched.notes);
}

#[test]
fn nothing_there_is_not_found_and_not_repeated() {
    let server = Server::start(|request, _| reply(if request.path == "/gone" { 410 } else { 404 }, &[], b"no"));
    let again = Options { retries: 3, ..options() };
    assert_eq!(kind(get(again.clone(), &server.url("/"))), NetErrorKind::NotFound);
    assert_eq!(kind(get(again, &server.url("/gone"))), NetErrorKind::NotFound);
    assert_eq!(server.seen().len(), 2);
    let error = get(options(), &server.url("/?api_key=abc")).unwrap_err().to_string();
    assert!(error.contains("nothing there") && !error.contains("abc"), "{error}");
}

#[test]
fn a_server_that_fails_once_is_asked_again() {
    let server = Server::start(|_, count| if count == 0 { reply(500, &[], b"") } else { reply(200, &[], b"a") });
    let fetched = get(Options { retries: 1, ..options() }, &server.url("/")).unwrap();
    assert_eq!(fetched.bytes, b"a");
    assert!(fetched.notes[0].contains("attempt 2"), "{:?}", fetched.notes);
}

#[test]
fn a_server_that_fails_always_is_given_up() {
    let server = Server::start(|_, _| reply(503, &[], b""));
    let error = get(Options { retries: 2, ..options() }, &server.url("/")).unwrap_err();
    assert_eq!((error.kind, error.attempts, server.seen().len()), (NetErrorKind::Status(503), 3, 3));
    for status in [206, 304, 403] {
        let other = Server::start(move |_, _| reply(status, &[], b""));
        assert_eq!(kind(get(options(), &other.url("/"))), NetErrorKind::Status(status));
    }
}

#[test]
fn too_many_requests_waits_as_long_as_the_server_asks() {
    let server = Server::start(|_, count| if count == 0 { reply(429, &["Retry-After: 0"], b"") } else { reply(200, &[], b"a") });
    // Were the header ignored, the test would wait for 30 seconds.
    let patient = Options { retries: 1, backoff: Duration::from_secs(30), ..options() };
    assert_eq!(get(patient, &server.url("/")).unwrap().bytes, b"a");
}

#[test]
fn a_silent_server_is_a_timeout() {
    let server = Server::start(|_, _| {
        thread::sleep(Duration::from_secs(3));
        reply(200, &[], b"a")
    });
    let hasty = Options { timeout_total: Duration::from_millis(80), ..options() };
    assert_eq!(kind(get(hasty, &server.url("/"))), NetErrorKind::Timeout);
}

#[test]
fn a_body_that_breaks_off_is_an_error_and_repeated() {
    let server = Server::start(|_, count| if count < 2 { reply_of_length(200, &[], b"abc", 9) } else { reply(200, &[], b"abc") });
    assert_eq!(kind(get(options(), &server.url("/"))), NetErrorKind::Io);
    assert_eq!(get(Options { retries: 1, ..options() }, &server.url("/")).unwrap().bytes, b"abc");
}

#[test]
fn a_body_over_the_limit_is_refused_announced_or_not() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/announced" => reply(200, &[], b"abcd"),
        "/gzip" => reply(200, &["Content-Encoding: gzip"], &zeros()),
        _ => b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcd".to_vec(),
    });
    let small = Options { max_bytes: 3, ..options() };
    assert_eq!(kind(get(small.clone(), &server.url("/announced"))), NetErrorKind::TooLarge);
    assert_eq!(kind(get(small, &server.url("/open"))), NetErrorKind::TooLarge);
    assert_eq!(get(Options { max_bytes: 4, ..options() }, &server.url("/open")).unwrap().bytes, b"abcd");
    assert_eq!(kind(get(Options { max_bytes: 199_999, ..options() }, &server.url("/gzip"))), NetErrorKind::TooLarge);
    assert_eq!(get(Options { max_bytes: 200_000, ..options() }, &server.url("/gzip")).unwrap().bytes, vec![0; 200_000]);
}

#[test]
fn a_redirect_on_the_same_host_is_followed_and_noted() {
    let server =
        Server::start(|request, _| if request.path == "/now" { reply(307, &["Location: /2024"], b"") } else { reply(200, &[], b"a") });
    let fetched = get(options(), &server.url("/now")).unwrap();
    assert_eq!((fetched.url, fetched.notes), (server.url("/now"), vec![format!("redirected to {}", server.url("/2024"))]));
}

#[test]
fn a_redirect_to_another_host_is_refused_by_name() {
    let other = Server::start(|_, _| reply(200, &[], b"a"));
    let target = other.url_by_name("/?token=abc");
    let server = Server::start(move |_, _| reply(302, &[&format!("Location: {target}")], b""));
    let error = get(options(), &server.url("/")).unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Redirect);
    assert!(error.to_string().contains("localhost") && !error.to_string().contains("abc"), "{error}");
    assert_eq!(other.seen().len(), 0);
}

#[test]
fn redirects_end() {
    let server = Server::start(|_, _| reply(301, &["Location: /"], b""));
    assert_eq!(kind(get(options(), &server.url("/"))), NetErrorKind::Redirect);
    assert_eq!(server.seen().len(), 6);
    let nowhere = Server::start(|_, _| reply(301, &[], b""));
    assert_eq!(kind(get(options(), &nowhere.url("/"))), NetErrorKind::Redirect);
}

#[test]
fn offline_answers_from_the_cache_or_says_why_not() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|_, _| reply(200, &["ETag: \"a\""], b"a"));
    let offline = Options { offline: true, ..cached(dir.path()) };
    let error = get(offline.clone(), &server.url("/")).unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Offline);
    assert!(error.to_string().contains("the network is off, and the cache has no sound copy"), "{error}");
    get(cached(dir.path()), &server.url("/")).unwrap();
    let fetched = get(offline.clone(), &server.url("/")).unwrap();
    assert_eq!((fetched.bytes.as_slice(), fetched.from), (&b"a"[..], Origin::Cache));
    assert_eq!(kind(get(Options { fresh: true, ..offline }, &server.url("/"))), NetErrorKind::Offline);
    assert_eq!(kind(get(Options { offline: true, ..options() }, &server.url("/"))), NetErrorKind::Offline);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_damaged_copy_is_fetched_again() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(|_, _| reply(200, &["ETag: \"a\""], b"abc"));
    get(cached(dir.path()), &server.url("/")).unwrap();
    for file in fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().unwrap() == "body" {
            fs::write(&file, b"ab").unwrap();
        }
    }
    let offline = Options { offline: true, ..cached(dir.path()) };
    assert_eq!(kind(get(offline.clone(), &server.url("/"))), NetErrorKind::Offline);
    let fetched = get(cached(dir.path()), &server.url("/")).unwrap();
    assert_eq!((fetched.from, fetched.bytes.as_slice()), (Origin::Network, &b"abc"[..]));
    assert_eq!(server.seen()[1].header("if-none-match"), None);
    assert_eq!(get(offline, &server.url("/")).unwrap().bytes, b"abc");
}

#[test]
fn nobody_listening_is_a_failed_connection() {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = get(Options { retries: 1, ..options() }, &format!("http://ann:pw@{address}/?token=abc")).unwrap_err();
    assert_eq!((error.kind, error.attempts), (NetErrorKind::Connect, 2));
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(next) = cause {
        text += &next.to_string();
        cause = next.source();
    }
    assert!(!text.contains("pw") && !text.contains("abc"), "{text}");
}

#[test]
fn a_server_without_tls_is_not_secure() {
    let server = Server::start(|_, _| reply(200, &[], b"a"));
    let error = get(options(), &server.url("/").replace("http:", "https:")).unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Tls, "{error}");
}

#[test]
fn other_schemes_are_refused() {
    assert_eq!(kind(get(options(), "file:///etc/passwd")), NetErrorKind::Scheme);
    assert_eq!(kind(get(options(), "feed.json")), NetErrorKind::Scheme);
}

#[test]
fn one_client_serves_many_threads() {
    let hits = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&hits);
    let server = Server::start(move |_, _| {
        count.fetch_add(1, Ordering::SeqCst);
        reply(200, &[], b"a")
    });
    let client = Client::new(options());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.get(&server.url("/")).unwrap());
        }
    });
    assert_eq!(hits.load(Ordering::SeqCst), 4);
}
