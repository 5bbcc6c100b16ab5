//! Annotations of GitHub Actions: commands that its runner reads from the log.

use git_coach_model::Level;

use super::located;
use crate::harmless::plain;
use crate::page::Line;
use crate::report::Coaching;

/// The most that one step shows of each kind.
const MOST: usize = 10;

/// The notes as commands, one a line; what the runner would not show is left out.
pub fn annotations(report: &Coaching) -> String {
    let mut told = [0; 2];
    let mut out = String::new();
    for one in located(report) {
        let (kind, at) = match one.note.level {
            Level::Note | Level::Suggestion => ("notice", 0),
            Level::Warning => ("warning", 1),
        };
        told[at] += 1;
        if told[at] > MOST {
            continue;
        }
        let mut parts = Vec::new();
        // A path that could do something to a terminal is not sent there.
        let shown = |path: &&String| plain(&Line::new().path(*path)) == **path;
        if let Some(path) = one.path.as_ref().filter(shown) {
            parts.push(format!("file={}", property(path)));
        }
        if let Some(line) = one.line {
            parts.push(format!("line={line}"));
        }
        parts.push(format!("title={}", property(&plain(&Line::from(one.note.title.as_str())))));
        out.push_str(&format!("::{kind} {}::{}\n", parts.join(","), data(&one.message)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
