//! SARIF 2.1.0.

use std::collections::BTreeMap;

use git_coach_model::Level;
use serde_json::{Value, json};

use super::{located, pretty};
use crate::harmless::plain;
use crate::report::{Coaching, Note};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The most results that GitHub keeps of a log; one with five times as many it does not take.
const MOST: usize = 5_000;

/// The notes as a log of one run, the firmest first; what is more than others keep is left out.
pub fn sarif(report: &Coaching) -> String {
    let mut found = located(report);
    found.truncate(MOST);
    let notes: BTreeMap<String, &Note> =
        found.iter().map(|one| (one.note.practice.to_string(), one.note)).collect();
    let places: BTreeMap<&String, usize> = notes.keys().zip(0..).collect();
    let rules: Vec<Value> = notes.iter().map(|(id, note)| rule(id, note)).collect();
    let results: Vec<Value> = found
        .iter()
        .map(|one| {
            let id = one.note.practice.to_string();
            let mut result = json!({
                "ruleId": id,
                "ruleIndex": places.get(&id),
                "level": level(one.note.level),
                "message": { "text": one.message },
                // The second is the only one that GitHub goes by; what its own action would make of a
                // note without a line is the hash of how its file begins.
                "partialFingerprints": {
                    "gitCoach/v1": one.fingerprint,
                    "primaryLocationLineHash": one.fingerprint,
                },
            });
            if let Some(path) = &one.path {
                let mut place = json!({ "artifactLocation": { "uri": uri(path) } });
                // A viewer shows what has no line at the top of the file.
                place["region"] = json!({ "startLine": one.line.unwrap_or(1) });
                result["locations"] = json!([{ "physicalLocation": place }]);
            }
            result
        })
        .collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "git-coach",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(id: &str, note: &Note) -> Value {
    let mut help = plain(&note.why);
    if let Some(next) = &note.next {
        help.push(' ');
        help.push_str(&plain(next));
    }
    json!({
        "id": id,
        "shortDescription": { "text": note.title },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(note.level) },
    })
}

/// A question is no warning.
const fn level(level: Level) -> &'static str {
    match level {
        Level::Note | Level::Suggestion => "note",
        Level::Warning => "warning",
    }
}

/// The path as a reference relative to the root of the repository.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
