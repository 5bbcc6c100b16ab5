//! JSON Schemas (draft 2020-12) of practice files and settings, made from the list of facts and the
//! words that the files may use, so that editors complete and check them.
//!
//! A schema is a help while writing: it accepts every right file. What it cannot say (a bad
//! expression, a fact that words cannot show) the strict reading does.

mod condition;
mod config;
mod practice;

pub use config::config;
pub use practice::practice;

use serde_json::{Map, Value, json};

/// What every schema begins with.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A table that has no other keys than these.
fn table(description: &str, properties: Map<String, Value>) -> Value {
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// One text or a list of them.
fn texts(description: &str) -> Value {
    one_or_more(description, &json!({ "type": "string" }))
}

/// One value or a list of them, which may not be empty.
fn one_or_more(description: &str, item: &Value) -> Value {
    json!({
        "description": description,
        "anyOf": [item, { "type": "array", "items": item, "minItems": 1 }],
    })
}

/// One of these words.
fn word(description: &str, words: &[&str]) -> Value {
    json!({ "description": description, "enum": words })
}

/// A whole number.
fn number(description: &str, least: u64, most: Option<u64>) -> Value {
    let mut schema = json!({ "description": description, "type": "integer", "minimum": least });
    if let Some(most) = most {
        schema["maximum"] = most.into();
    }
    schema
}

/// Text.
fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

/// Keys with their schemas.
fn properties<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests;
