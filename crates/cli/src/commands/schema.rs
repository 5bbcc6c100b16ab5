//! `git coach schema`: a JSON Schema of what is written.

use std::io::Write;

use git_coach_reporter::{json, saved};

use crate::args::WrittenAs;
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

pub(super) fn run(what: WrittenAs) -> Result<u8, Failure> {
    let schema = match what {
        WrittenAs::Report => json::schema(),
        WrittenAs::Saved => saved::schema(),
    };
    let mut sink = Sink::open(None)?;
    // Maps with text keys, numbers and text can always be written.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    let written = sink.write_all(format!("{text}\n").as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))?;
    Ok(exit::SUCCESS)
}
