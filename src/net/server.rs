//! A server for tests: it answers each request by a function, one connection at a time per thread.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// The path with its query.
    pub(super) path: String,
    /// The header lines, in lower case.
    headers: Vec<String>,
}

impl Seen {
    /// The value of a header, in lower case.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find_map(|line| Some(line.strip_prefix(&format!("{name}:"))?.trim().to_owned()))
    }
}

/// A server on the loopback, until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    stop: Arc<AtomicBool>,
}

impl Server {
    /// Starts a server whose answers a function makes of the request and the number of requests before it.
    pub(super) fn start(answer: impl Fn(&Seen, usize) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), seen: Arc::default(), stop: Arc::default() };
        let (seen, stop, answer) = (Arc::clone(&server.seen), Arc::clone(&server.stop), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &seen, &*answer));
            }
        });
        server
    }

    /// An address on the server, by number.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The same by the name of the loopback: another host, for a client.
    pub(super) fn url_by_name(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.address.port())
    }

    /// All requests so far.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

/// Reads one request, answers it and closes the connection.
fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Seen>>, answer: &(dyn Fn(&Seen, usize) -> Vec<u8> + Send + Sync)) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else {
        // No HTTP: what a plain server says to a client that speaks TLS.
        let _ = stream.write_all(&reply(400, &[], b""));
        return;
    };
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers = lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase()).collect();
    let request = Seen { path, headers };
    let count = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len() - 1
    };
    let _ = stream.write_all(&answer(&request, count));
}

/// An answer with its length. Headers are lines without an end.
pub(super) fn reply(status: u16, headers: &[&str], body: &[u8]) -> Vec<u8> {
    reply_of_length(status, headers, body, body.len())
}

/// An answer that announces another length than it has.
pub(super) fn reply_of_length(status: u16, headers: &[&str], body: &[u8], length: usize) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status} Test\r\nConnection: close\r\n");
    if status != 304 {
        let _ = write!(out, "Content-Length: {length}\r\n");
    }
    for header in headers {
        out.push_str(header);
        out.push_str("\r\n");
    }
    let mut bytes = format!("{out}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}
