//! Ctrl-C and a request to end: the run stops with 130, nothing half-written, no temporary file left.

#[cfg(unix)]
use super::Exit;
#[cfg(unix)]
use std::io::{IsTerminal as _, Write as _};
#[cfg(unix)]
use std::time::Duration;

/// How long a write in hand may take to come to its end.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(5);

/// Watches for the signals on a thread of its own. Where that cannot be had, the system ends the process as it always does.
#[cfg(unix)]
pub fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    match signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
        Ok(mut signals) => drop(std::thread::spawn(move || {
            if signals.forever().next().is_some() {
                end();
            }
        })),
        Err(error) => super::out::warning(&format!("an interrupt will not be tidied up after: {error}")),
    }
}

/// Elsewhere the system ends the process; what is written in one step is whole or not there.
#[cfg(not(unix))]
pub fn watch() {}

/// Ends the process from the thread that waits for the signal: the others may be deep in the model or wait for a server.
#[cfg(unix)]
#[expect(clippy::exit, reason = "an interrupt ends the process; what it was about to write is in its place or not there")]
fn end() {
    crate::net::settle(PATIENCE);
    let mut stderr = std::io::stderr().lock();
    // A spinner may stand on the line.
    let clear = if stderr.is_terminal() { "\r\u{1b}[K" } else { "" };
    let _ = writeln!(stderr, "{clear}interrupted");
    std::process::exit(i32::from(Exit::Interrupted.code()));
}
