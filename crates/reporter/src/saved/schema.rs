//! The published schema of saved reviews.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Value, json};

use super::{LONGEST, MOST, SCHEMA, Saved};

/// A JSON Schema (draft 2020-12) of all that is read as `git-coach.saved/1`: what it refuses is
/// refused. Reading asks for more than a schema can say: no field twice, texts of so many bytes, the
/// commits of the run.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Saved>();
    RecursiveTransform(limited).transform(&mut schema);
    schema.insert("title".to_owned(), SCHEMA.into());
    let about = "What `git coach ci --save` writes and `git coach post` reads: what was seen of a change, \
                 and no words. Whoever wrote a file may be anybody, so nothing else may be in it.";
    schema.insert("description".to_owned(), about.into());
    schema.to_value()
}

/// Sets the limits that hold for every list, map and text.
fn limited(schema: &mut Schema) {
    let is = |schema: &Schema, name: &str| match schema.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.contains(&name.into()),
        _ => false,
    };
    let limits = [
        ("string", "maxLength", json!(LONGEST)),
        ("array", "maxItems", json!(MOST)),
        ("object", "maxProperties", json!(MOST)),
    ];
    for (kind, key, limit) in limits {
        let is_open = kind != "object" || schema.get("properties").is_none();
        if is(schema, kind) && is_open && schema.get(key).is_none() {
            schema.insert(key.to_owned(), limit);
        }
    }
}
