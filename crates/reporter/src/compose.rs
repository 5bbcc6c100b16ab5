//! Reports laid out as pages: which words stand where, the same for every text format.

mod across;
mod brief;
mod notes;
mod review;
mod stakeholders;

pub use across::across;
pub use brief::briefing;
pub(crate) use notes::growing;
pub use notes::{notes, onboarding};
pub use review::coaching;
pub(crate) use review::{Part, parts, title};
pub use stakeholders::{stakeholders, stakeholders_across};

use git_coach_model::{Header, Remark, Unseen};

use crate::page::Line;
use crate::report::Example;
use crate::words;

/// "`77d02be` *Round half to even*".
pub(crate) fn shown(example: &Example) -> Line {
    Line::new().commit(example.commit).text(" ").quoted(&example.title)
}

/// "2 files of this repository's practices and settings have mistakes: …": what the reader has to know of the
/// repository's own practices and settings.
fn remarks(header: &Header) -> Vec<Line> {
    const MOST: usize = 3;
    let mut lines = Vec::new();
    let mut unmatched = Vec::new();
    for remark in &header.remarks {
        match remark {
            Remark::BrokenFiles(files) => {
                let verb = if files.len() == 1 { "has" } else { "have" };
                let count = words::count(files.len() as u64, "file", "files");
                let named = files.iter().take(MOST).map(|file| Line::new().path(file));
                let line = Line::from(format!(
                    "{count} of this repository's practices and settings {verb} mistakes: "
                ))
                .line(words::list(named))
                .text(if files.len() > MOST { " and others; run " } else { "; run " })
                .code("git coach practices test")
                .text(".");
                lines.push(line);
            }
            Remark::Unmatched { name, at } => {
                unmatched.push(Line::new().path(name).text(" in ").path(at));
            }
        }
    }
    if !unmatched.is_empty() {
        let count = words::count(unmatched.len() as u64, "setting fits", "settings fit");
        let others = if unmatched.len() > MOST { " and others." } else { "." };
        let named = words::list(unmatched.into_iter().take(MOST));
        lines.push(Line::from(format!("{count} nothing here: ")).line(named).text(others));
    }
    lines
}

/// The same for those who do not know what Git is.
fn not_seen_plainly() -> Line {
    Line::from(
        "Read from the record of the work alone: talks, plans and what users say are not in it.",
    )
}

/// "Not seen: …": what the reader has to know about the limits of this clone.
fn not_seen(unseen: &[Unseen]) -> Option<Line> {
    let mut parts: Vec<String> = Vec::new();
    let mut undecided: Vec<String> = Vec::new();
    let mut unsaid: Vec<String> = Vec::new();
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
            Unseen::NoMessage { practice } => unsaid.push(format!("“{practice}”")),
            Unseen::ReviewComments => {
                parts.push("review comments and whatever else is not in Git".to_owned());
            }
        }
    }
    if !undecided.is_empty() {
        parts.push(format!("too little to tell for {}", undecided.join(", ")));
    }
    if !unsaid.is_empty() {
        parts.push(format!("{}, as there is no message yet", unsaid.join(", ")));
    }
    (!parts.is_empty()).then(|| Line::from(format!("Not seen: {}.", parts.join("; "))))
}
