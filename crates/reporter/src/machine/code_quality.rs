//! GitLab's Code Quality report.

use git_coach_model::Level;
use serde_json::{Value, json};

use super::{located, pretty};
use crate::report::Coaching;

/// The notes as an array; those at no file are left out, as the format has no place for them.
pub fn code_quality(report: &Coaching) -> String {
    let issues: Vec<Value> = located(report)
        .iter()
        .filter_map(|one| {
            Some(json!({
                "description": one.message,
                "check_name": one.note.practice.to_string(),
                "fingerprint": one.fingerprint,
                "severity": severity(one.note.level),
                "location": { "path": one.path.as_ref()?, "lines": { "begin": one.line.unwrap_or(1) } },
            }))
        })
        .collect();
    pretty(&Value::Array(issues))
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Note => "info",
        Level::Suggestion => "minor",
        Level::Warning => "major",
    }
}
