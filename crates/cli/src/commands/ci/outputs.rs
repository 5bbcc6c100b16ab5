//! The files that a run leaves for other tools, each in its format.

use std::io::Write;

use git_coach_reporter::machine::{annotations, code_quality, junit, sarif};
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::Coaching;
use git_coach_reporter::{compose, json};

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
        let mut sink = Sink::open(Some(path))?;
        let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
        written.map_err(|error| Failure::file(sink.name(), &error))?;
    }
    Ok(())
}
