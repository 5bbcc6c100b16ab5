//! Progress on standard error, where a person is watching.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use git_coach_analyzer::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a job runs silently.
const PATIENCE: Duration = Duration::from_millis(400);

/// A bar that appears when a job takes its time.
pub(crate) struct Bar {
    bar: Option<ProgressBar>,
    started: Instant,
    what: Mutex<&'static str>,
}

impl Bar {
    /// A bar, unless it is unwanted or standard error is no terminal.
    pub(crate) fn new(quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let bar = shown.then(|| {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
            // A template that does not parse leaves the usual bar.
            if let Ok(style) =
                ProgressStyle::with_template("reading {msg} {wide_bar} {pos}/{len} {eta}")
            {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, started: Instant::now(), what: Mutex::new("") }
    }
}

impl Progress for Bar {
    fn tell(&self, what: &'static str, done: usize, all: usize) {
        let Some(bar) = &self.bar else {
            return;
        };
        if self.started.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut known) = self.what.lock() else {
            return;
        };
        if *known != what || bar.is_hidden() {
            *known = what;
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.set_message(what);
            bar.reset();
        }
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
