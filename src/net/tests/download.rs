use super::{kind, options};
use crate::net::server::{Server, reply, reply_of_length};
use crate::net::*;
use std::fs;
use std::path::Path;

const CONTENT: &[u8] = b"0123456789";

/// A server that sends `CONTENT` from where the range asks, but only `most` bytes at a time.
fn ranged(most: usize) -> Server {
    Server::start(move |request, _| {
        let from = request.header("range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
        let from: usize = from.unwrap_or(0);
        if from >= CONTENT.len() {
            return reply(416, &["Content-Range: bytes */10"], b"");
        }
        let rest = &CONTENT[from..];
        let range = format!("Content-Range: bytes {from}-9/10");
        reply_of_length(if from > 0 { 206 } else { 200 }, &[&range], &rest[..most.min(rest.len())], rest.len())
    })
}

fn download(options: Options, server: &Server, dest: &Path, sha256: &str) -> Result<Vec<(u64, Option<u64>)>, NetError> {
    let mut steps = Vec::new();
    let url = server.url("/m.gguf");
    let what = Download { url: &url, dest, sha256, allow_hosts: &[] };
    Client::new(options).download(&what, &mut |done, total| steps.push((done, total)))?;
    Ok(steps)
}

#[test]
fn a_download_is_verified_and_put_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("models/m.gguf");
    let server = ranged(99);
    let steps = download(options(), &server, &dest, &sha256_hex(CONTENT).to_uppercase()).unwrap();
    assert_eq!(fs::read(&dest).unwrap(), CONTENT);
    assert_eq!((steps[0], *steps.last().unwrap()), ((0, Some(10)), (10, Some(10))));
    assert_eq!(fs::read_dir(dest.parent().unwrap()).unwrap().count(), 1);
    assert_eq!(server.seen()[0].header("accept-encoding").unwrap(), "identity");
    let offline = Options { offline: true, ..options() };
    download(offline.clone(), &server, &dest, &sha256_hex(CONTENT)).unwrap();
    assert_eq!(server.seen().len(), 1);
    assert_eq!(kind(download(offline, &server, &dir.path().join("other"), &sha256_hex(CONTENT))), NetErrorKind::Offline);
}

#[test]
fn a_download_that_breaks_off_is_resumed() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("m.gguf");
    let server = ranged(4);
    assert_eq!(kind(download(options(), &server, &dest, &sha256_hex(CONTENT))), NetErrorKind::Io);
    assert_eq!(fs::read(dir.path().join("m.gguf.part")).unwrap(), b"0123");
    let steps = download(Options { retries: 2, ..options() }, &server, &dest, &sha256_hex(CONTENT)).unwrap();
    assert_eq!(steps[0], (4, Some(10)));
    assert_eq!(fs::read(&dest).unwrap(), CONTENT);
    let ranges: Vec<_> = server.seen().iter().map(|seen| seen.header("range")).collect();
    assert_eq!(ranges, [None, Some("bytes=4-".to_owned()), Some("bytes=8-".to_owned())]);
}

#[test]
fn a_part_that_is_whole_needs_no_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("m.gguf");
    fs::write(dir.path().join("m.gguf.part"), CONTENT).unwrap();
    download(options(), &ranged(99), &dest, &sha256_hex(CONTENT)).unwrap();
    assert_eq!(fs::read(&dest).unwrap(), CONTENT);
}

#[test]
fn a_part_of_something_else_is_thrown_away() {
    for part in [&b"abc"[..], b"abcdefghijklmnop"] {
        let dir = tempfile::tempdir().unwrap();
        let dest = dir.path().join("m.gguf");
        fs::write(dir.path().join("m.gguf.part"), part).unwrap();
        download(options(), &ranged(99), &dest, &sha256_hex(CONTENT)).unwrap();
        assert_eq!(fs::read(&dest).unwrap(), CONTENT);
    }
}

#[test]
fn a_server_without_ranges_sends_all_again() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("m.gguf");
    fs::write(dir.path().join("m.gguf.part"), b"0123").unwrap();
    let server = Server::start(|_, _| reply(200, &[], CONTENT));
    download(options(), &server, &dest, &sha256_hex(CONTENT)).unwrap();
    assert_eq!(fs::read(&dest).unwrap(), CONTENT);
}

#[test]
fn a_wrong_digest_leaves_nothing_and_an_old_file_alone() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("m.gguf");
    fs::write(&dest, b"old").unwrap();
    let error = download(options(), &ranged(99), &dest, &sha256_hex(b"other")).unwrap_err();
    assert_eq!(error.kind, NetErrorKind::Digest);
    assert!(error.to_string().contains(&sha256_hex(CONTENT)), "{error}");
    assert_eq!(fs::read(&dest).unwrap(), b"old");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert_eq!(kind(download(options(), &ranged(99), &dest, "abc")), NetErrorKind::Digest);
}

#[test]
fn a_download_has_limits_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let small = Options { max_download_bytes: 9, ..options() };
    assert_eq!(kind(download(small, &ranged(99), &dir.path().join("a"), &sha256_hex(CONTENT))), NetErrorKind::TooLarge);
    let feeds_only = Options { max_bytes: 1, ..options() };
    download(feeds_only, &ranged(99), &dir.path().join("b"), &sha256_hex(CONTENT)).unwrap();
}

#[test]
fn two_downloads_to_one_place_do_not_mix() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("m.gguf");
    let part = fs::File::create(dir.path().join("m.gguf.part")).unwrap();
    part.lock().unwrap();
    let error = download(options(), &ranged(99), &dest, &sha256_hex(CONTENT)).unwrap_err();
    assert!(error.to_string().contains("another process"), "{error}");
}

#[test]
fn a_redirected_download_needs_the_host_on_its_list() {
    let other = Server::start(|_, _| reply(200, &[], CONTENT));
    let target = other.url_by_name("/x");
    let server = Server::start(move |_, _| reply(302, &[&format!("Location: {target}")], b""));
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(kind(download(options(), &server, &dir.path().join("m"), &sha256_hex(CONTENT))), NetErrorKind::Redirect);
    assert_eq!(other.seen().len(), 0);
}

#[test]
fn user_and_password_reach_the_named_host_alone() {
    let other = Server::start(|_, _| reply(200, &[], b"a"));
    let target = other.url_by_name("/file");
    let server = Server::start(move |_, _| reply(302, &[&format!("Location: {target}")], b""));
    let dir = tempfile::tempdir().unwrap();
    let url = server.url("/").replace("http://", "http://ann:pw@");
    let what = Download { url: &url, dest: &dir.path().join("f"), sha256: &sha256_hex(b"a"), allow_hosts: &["localhost"] };
    Client::new(options()).download(&what, &mut |_, _| ()).unwrap();
    assert!(server.seen()[0].header("authorization").unwrap().starts_with("basic"));
    assert_eq!(other.seen()[0].header("authorization"), None);
}
