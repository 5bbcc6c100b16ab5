//! Reports laid out as pages: which words stand where, the same for every text format.

mod brief;
mod notes;
mod review;

pub use brief::briefing;
pub use notes::notes;
pub use review::coaching;

use git_coach_model::Unseen;

use crate::page::Line;
use crate::report::Example;
use crate::words;

/// "`77d02be` *Round half to even*".
fn shown(example: &Example) -> Line {
    Line::new().commit(example.commit).text(" ").quoted(&example.title)
}

/// "Not seen: …": what the reader has to know about the limits of this clone.
fn not_seen(unseen: &[Unseen]) -> Option<Line> {
    let mut parts: Vec<String> = Vec::new();
    let mut undecided: Vec<String> = Vec::new();
    for one in unseen {
        match one {
            Unseen::Shallow => {
                parts.push("older history (this is a shallow clone)".to_owned());
            }
            Unseen::MissingContent { changes } => parts.push(format!(
                "the content of {} (it is not in this partial clone)",
                words::count((*changes).into(), "change", "changes")
            )),
            Unseen::Undecided { practice, subjects } => undecided.push(format!(
                "“{practice}” in {}",
                words::count((*subjects).into(), "case", "cases")
            )),
            Unseen::ReviewComments => {
                parts.push("review comments and whatever else is not in Git".to_owned());
            }
        }
    }
    if !undecided.is_empty() {
        parts.push(format!("too little to tell for {}", undecided.join(", ")));
    }
    (!parts.is_empty()).then(|| Line::from(format!("Not seen: {}.", parts.join("; "))))
}
