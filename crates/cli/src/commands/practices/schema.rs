//! `git coach practices schema`: a JSON Schema of practice files or of settings.

use git_coach_practices::schema;

use super::write;
use crate::args::SchemaOf;
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(what: SchemaOf) -> Result<u8, Failure> {
    let schema = match what {
        SchemaOf::Practice => schema::practice(),
        SchemaOf::Config => schema::config(),
    };
    // Maps with text keys, numbers and text can always be written.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    write(format!("{text}\n").as_bytes())?;
    Ok(exit::SUCCESS)
}
