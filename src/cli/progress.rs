//! Progress on standard error, when that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::Duration;

/// A bar or a spinner that is only there on a terminal.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A spinner for work of unknown length.
    pub fn spinner(quiet: bool) -> Self {
        let bar = styled(hidden_unless_shown(ProgressBar::new_spinner(), quiet), "{spinner} {msg} {elapsed}");
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar }
    }

    /// A bar over `count` items.
    pub fn items(count: u64, quiet: bool) -> Self {
        Self { bar: styled(hidden_unless_shown(ProgressBar::new(count), quiet), "{bar:30} {pos}/{len} {msg}") }
    }

    /// A bar over bytes.
    pub fn bytes(quiet: bool) -> Self {
        Self { bar: styled(hidden_unless_shown(ProgressBar::new(0), quiet), "{bar:30} {bytes}/{total_bytes} {eta} {msg}") }
    }

    /// What is being done now.
    pub fn at(&self, what: &str) {
        self.bar.set_message(super::out::clean(what));
    }

    /// One more item is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// So much of the whole is done.
    pub fn set(&self, done: u64, total: Option<u64>) {
        if let Some(total) = total {
            self.bar.set_length(total);
        }
        self.bar.set_position(done);
    }

    /// Says a line above the bar.
    pub fn line(&self, text: impl FnOnce()) {
        self.bar.suspend(text);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn hidden_unless_shown(bar: ProgressBar, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
