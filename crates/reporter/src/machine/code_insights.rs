//! Annotations of Bitbucket's Code Insights, as its interface takes them at once.

use git_coach_model::Level;
use serde_json::{Value, json};

use super::{Located, located, pretty};
use crate::report::Coaching;

/// The most that are taken at once.
const MOST: usize = 100;
/// The most characters of a summary.
const LONGEST: usize = 450;

/// The notes as an array, the firmest first; what is more than is taken at once is left out.
pub fn code_insights(report: &Coaching) -> String {
    let found = located(report);
    pretty(&Value::Array(found.iter().take(MOST).map(annotation).collect()))
}

fn annotation(one: &Located<'_>) -> Value {
    let mut annotation = json!({
        "external_id": format!("git-coach-{}", one.fingerprint),
        "annotation_type": "CODE_SMELL",
        "summary": one.message.chars().take(LONGEST).collect::<String>(),
        "severity": severity(one.note.level),
    });
    // Without a path it stands on the report.
    if let Some(path) = &one.path {
        annotation["path"] = path.as_str().into();
        if let Some(line) = one.line {
            annotation["line"] = line.into();
        }
    }
    annotation
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Note | Level::Suggestion => "LOW",
        Level::Warning => "MEDIUM",
    }
}
