//! The words and names of the model in the schema.

use std::borrow::Cow;

use git_coach_model::{Confidence, Kind, Level};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Says that a name stands for a schema of its own.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)*) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

named! {
    /// A practice's id.
    PracticeName = json_schema!({
        "description": "The id of a practice, as in tests/source-comes-with-tests",
        "type": "string",
        "pattern": "^[a-z0-9-]+/[a-z0-9-]+$",
    });
    /// A commit's id.
    CommitName = json_schema!({
        "description": "The id of a commit",
        "type": "string",
        "pattern": "^[0-9a-f]{40}$",
    });
    /// A level.
    LevelName = json_schema!({
        "description": "How firmly a miss is raised",
        "enum": Level::NAMES,
    });
    /// A confidence.
    ConfidenceName = json_schema!({
        "description": "How sure the detection is",
        "enum": Confidence::NAMES,
    });
    /// A sort of work.
    KindName = json_schema!({
        "description": "What sort of work a change is",
        "enum": Kind::ALL.map(Kind::name),
    });
}
