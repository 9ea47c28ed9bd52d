use super::{kind, options};
use crate::net::server::{Server, reply};
use crate::net::*;

fn post(options: Options, url: &str, key: Option<&str>) -> Result<Vec<u8>, NetError> {
    Client::new(options).post(url, b"{}", key)
}

#[test]
fn json_is_posted_with_a_key_and_the_body_comes_back() {
    let server = Server::start(|_, _| reply(200, &[], b"[1]"));
    assert_eq!(post(options(), &server.url("/v1/completions"), Some("k")).unwrap(), b"[1]");
    assert_eq!(post(options(), &server.url("/v1/completions"), None).unwrap(), b"[1]");
    let seen = server.seen();
    assert_eq!((seen[0].path.as_str(), seen[0].header("content-length").as_deref()), ("/v1/completions", Some("2")));
    assert_eq!(seen[0].header("content-type").as_deref(), Some("application/json"));
    assert_eq!((seen[0].header("authorization").as_deref(), seen[1].header("authorization")), (Some("bearer k"), None));
    let error = post(options(), &server.url("/"), Some("a\nb")).unwrap_err();
    assert!(error.detail.contains("the key") && server.seen().len() == 2, "{error}");
}

#[test]
fn what_a_server_says_with_a_status_stands_in_the_error() {
    let server = Server::start(|_, _| reply(400, &[], format!("No\n\u{1b}echo {}", "x".repeat(900)).as_bytes()));
    let error = post(options(), &server.url("/"), None).unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Status(400));
    assert!(error.detail.starts_with("No echo xxx") && error.detail.len() == 200, "{error}");
}

#[test]
fn a_busy_server_is_asked_again() {
    let server = Server::start(|_, count| if count == 0 { reply(503, &[], b"loading") } else { reply(200, &[], b"[]") });
    assert_eq!(post(Options { retries: 1, ..options() }, &server.url("/"), None).unwrap(), b"[]");
}

#[test]
fn nothing_is_posted_to_another_place_or_without_the_network() {
    let server = Server::start(|_, _| reply(307, &["Location: /elsewhere"], b""));
    assert_eq!(kind(post(options(), &server.url("/"), None)), NetErrorKind::Redirect);
    assert_eq!(kind(post(Options { offline: true, ..options() }, &server.url("/"), None)), NetErrorKind::Offline);
    assert_eq!(server.seen().len(), 1);
}
