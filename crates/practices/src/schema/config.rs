//! The schema of settings: `.git-coach.toml` and a user's `config.toml`.

use git_coach_model::Level;
use serde_json::{Map, Value, json};

use super::{DRAFT, number, properties, table, texts, word};
use crate::Library;
use crate::config::{LONGEST_DAYS, MOST_LEAST_CHANGES};

/// The JSON Schema of settings.
pub fn config() -> Value {
    let windows = properties([
        ("days", number("The usual length in days.", 1, Some(LONGEST_DAYS.into()))),
        (
            "least-changes",
            number("Under how many changes it is widened.", 1, Some(MOST_LEAST_CHANGES.into())),
        ),
    ]);
    let keys = properties([
        ("practices", practices()),
        ("areas", texts("Folders that are areas, in place of those that are found.")),
        ("bots", texts("Names or addresses of programs; `*` stands for any part.")),
        ("windows", table("The window of a briefing.", windows)),
    ]);
    let mut schema = table("How a team or a user sets git-coach up.", keys);
    schema["$schema"] = DRAFT.into();
    schema["title"] = "Settings of git-coach".into();
    schema["$defs"] = json!({ "practice": entry() });
    schema
}

/// The built-in practices by name, and any other id or folder.
fn practices() -> Value {
    let library = Library::built_in().unwrap_or_default();
    let known: Map<String, Value> = library
        .rules()
        .map(|rule| {
            let practice = &rule.practice;
            let schema = json!({ "description": practice.title, "$ref": "#/$defs/practice" });
            (practice.id.to_string(), schema)
        })
        .collect();
    json!({
        "description": "What is set for a practice, or for all of a folder: \"security/*\".",
        "type": "object",
        "properties": known,
        "patternProperties": { "^[a-z0-9-]+/([a-z0-9-]+|\\*)$": { "$ref": "#/$defs/practice" } },
        "additionalProperties": false,
    })
}

fn entry() -> Value {
    let keys = properties([
        ("level", word("How firmly a miss is raised.", Level::NAMES)),
        ("off", json!({ "description": "Whether it is switched off.", "type": "boolean" })),
        ("paths", texts("Globs: only what touches these paths is looked at.")),
    ]);
    let mut schema = table("What is set for a practice.", keys);
    schema["minProperties"] = 1.into();
    schema
}
