//! The notes on a change in formats that other tools read: one file a format.
//!
//! Text of the repository is made harmless as everywhere, then escaped by each format.

mod annotations;
mod code_insights;
mod code_quality;
mod junit;
mod sarif;

#[cfg(test)]
mod tests;

pub use annotations::annotations;
pub use code_insights::code_insights;
pub use code_quality::code_quality;
pub use junit::junit;
pub use sarif::sarif;

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use crate::harmless::plain;
use crate::page::Line;
use crate::report::{Coaching, Note};

/// A note at one place.
struct Located<'a> {
    note: &'a Note,
    /// A path as it is, for the format to escape; none where the change touches no file.
    path: Option<String>,
    /// From 1.
    line: Option<u32>,
    /// What was seen, with the question: plain text.
    message: String,
    /// The same for the same remark, wherever its line has gone meanwhile.
    fingerprint: String,
}

/// Every note at each line that shows it, else at the file that it is most about.
fn located(report: &Coaching) -> Vec<Located<'_>> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for note in report.notes.iter().chain(&report.further) {
        let lines = note.evidence.iter().filter(|one| one.line.is_some());
        let mut places: Vec<_> = lines
            .map(|one| {
                (Some(one.path.to_string()), one.line, one.text.as_deref().unwrap_or_default())
            })
            .collect();
        if places.is_empty() {
            let path = note.evidence.first().map(|one| &one.path).or(report.largest.as_ref());
            places.push((path.map(ToString::to_string), None, ""));
        }
        for (path, line, text) in places {
            let words: Vec<&str> = text.split_whitespace().collect();
            let of = path.as_deref().unwrap_or_default();
            let key = format!("{}\0{of}\0{}", note.practice, words.join(" "));
            // Of equal lines in a file the first stays the first.
            let count = seen.entry(key.clone()).or_default();
            *count += 1;
            let fingerprint = format!("{:032x}", xxh3_128(format!("{key}\0{count}").as_bytes()));
            found.push(Located { note, path, line, message: message(note), fingerprint });
        }
    }
    found
}

fn message(note: &Note) -> String {
    let mut line: Line = note.observation.clone();
    if let Some(question) = &note.question {
        line = line.text(" ").line(question.clone());
    }
    plain(&line)
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
