//! The files that a run leaves for other tools, each in its format.

use std::io::Write;
use std::path::Path;

use git_coach_reporter::machine::{annotations, code_quality, junit, sarif};
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::Coaching;
use git_coach_reporter::{compose, json, saved};

use crate::args::{Ci, CiFormat};
use crate::failure::Failure;
use crate::output::Sink;

/// The columns of text in a file.
const COLUMNS: usize = 80;

/// Writes every file that was asked for.
pub(super) fn write(asked: &Ci, report: &Coaching) -> Result<(), Failure> {
    for (format, path) in &asked.output {
        let text = match format {
            CiFormat::Sarif => sarif(report),
            CiFormat::CodeQuality => code_quality(report),
            CiFormat::Junit => junit(report, asked.fail_on),
            CiFormat::Annotations => annotations(report),
            CiFormat::Markdown => render::comment(&compose::coaching(report)),
            CiFormat::Terminal => {
                render::terminal(&compose::coaching(report), COLUMNS, Styling::Plain)
            }
            CiFormat::Json => json::coaching(report),
        };
        to_file(path, &text)?;
    }
    // What is reviewed here are commits, which can be saved.
    match asked.save.as_deref().zip(saved::save(report)) {
        Some((path, text)) => to_file(path, &text),
        None => Ok(()),
    }
}

fn to_file(path: &Path, text: &str) -> Result<(), Failure> {
    let mut sink = Sink::open(Some(path))?;
    let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))
}
