//! Reports as JSON, `git-coach.report/1`: a copy with a version of its own, never the internals.
//!
//! Within one version fields are only ever added. Sentences are plain text, made harmless like in
//! every format; ids are whole; times are seconds since 1970 in UTC.

mod previous;
mod schema;
mod v1;

use git_coach_model::Private;

pub use previous::{Previous, PreviousTheme, Unreadable, previous};
pub use schema::schema;

use crate::report::{Across, Briefing, Coaching, Notes, Onboarding};

/// The name of the schema.
pub const SCHEMA: &str = "git-coach.report/1";

/// A briefing as JSON, with a final end of line.
pub fn briefing(report: &Briefing) -> String {
    text(&v1::Report::new("brief", v1::Brief::from(report)))
}

/// A briefing on several repositories as JSON, with a final end of line.
pub fn across(report: &Across) -> String {
    text(&v1::Report::new("briefs", v1::Across::from(report)))
}

/// Coaching on a change as JSON, with a final end of line.
pub fn coaching(report: &Coaching) -> String {
    text(&v1::Report::new("review", v1::Review::from(report)))
}

/// Notes for a one-to-one as JSON, with a final end of line, as private as they came.
pub fn notes(report: Private<Notes>) -> Private<String> {
    report.map(|report| text(&v1::Report::new("notes", v1::Notes::from(&report))))
}

/// Notes for somebody new as JSON, with a final end of line, as private as they came.
pub fn onboarding(report: Private<Onboarding>) -> Private<String> {
    report.map(|report| text(&v1::Report::new("onboarding", v1::Onboarding::from(&report))))
}

fn text<T: serde::Serialize>(value: &T) -> String {
    // Maps with text keys, numbers and text can always be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
