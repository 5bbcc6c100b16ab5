//! The published schema of the reports.

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

use super::{SCHEMA, v1};

/// A JSON Schema (draft 2020-12) of all that is written as `git-coach.report/1`.
///
/// Within one version fields are only ever added, so it allows more than it describes.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let jobs = [
        job::<v1::Brief>(&mut generator, "brief"),
        job::<v1::Across>(&mut generator, "briefs"),
        job::<v1::Review>(&mut generator, "review"),
        job::<v1::Notes>(&mut generator, "notes"),
        job::<v1::Onboarding>(&mut generator, "onboarding"),
    ];
    let definitions: Map<String, Value> = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": "What git-coach writes with --format json. Sentences are plain text and ids \
                        whole; times are seconds since 1970 in UTC. Within one version fields are \
                        only ever added.",
        "type": "object",
        "required": ["schema", "job"],
        "properties": { "schema": { "const": SCHEMA } },
        "oneOf": jobs,
        "$defs": definitions,
    })
}

/// What a report of one job looks like.
fn job<T: JsonSchema>(generator: &mut SchemaGenerator, job: &str) -> Value {
    let report = generator.subschema_for::<T>();
    json!({ "properties": { "job": { "const": job } }, "allOf": [report] })
}
