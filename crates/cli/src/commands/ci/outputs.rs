//! The files that a run leaves for other tools, each in its format.

use std::io::Write;
use std::path::{Path, PathBuf};

use git_coach_reporter::machine::{annotations, code_insights, code_quality, junit, sarif};
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::{Briefing, Coaching};
use git_coach_reporter::{compose, json, saved};

use super::tell;
use crate::args::{Ci, CiFormat};
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

/// The columns of text in a file.
const COLUMNS: usize = 80;

/// A file to write, and its format.
pub(super) type File = (CiFormat, PathBuf);

/// The files that are asked for.
pub(super) fn asked_for(asked: &Ci) -> Result<Vec<File>, Failure> {
    asked.files().map_err(|what| Failure::new(what, Ci::how_to_name_files(), exit::USAGE))
}

/// Writes every file that was asked for.
pub(super) fn write(files: &[File], asked: &Ci, report: &Coaching) -> Result<(), Failure> {
    for (format, path) in files {
        let text = match format {
            CiFormat::Sarif => sarif(report),
            CiFormat::CodeQuality => code_quality(report),
            CiFormat::CodeInsights => code_insights(report),
            CiFormat::Junit => junit(report, asked.fail_on),
            CiFormat::Annotations => annotations(report),
            CiFormat::Markdown => render::comment(&compose::coaching(report)),
            CiFormat::Html => render::html(&compose::coaching(report)),
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

/// Writes every file that a briefing can fill; tells of the others.
pub(super) fn write_briefing(files: &[File], asked: &Ci, report: &Briefing) -> Result<(), Failure> {
    let page = || compose::briefing(report, None);
    for (format, path) in files {
        let text = match format {
            CiFormat::Markdown => render::markdown(&page()),
            CiFormat::Html => render::html(&page()),
            CiFormat::Terminal => render::terminal(&page(), COLUMNS, Styling::Plain),
            CiFormat::Json => json::briefing(report),
            CiFormat::Sarif
            | CiFormat::CodeQuality
            | CiFormat::CodeInsights
            | CiFormat::Junit
            | CiFormat::Annotations => {
                let path = path.display();
                tell(&format!("{path} was not written: its format is about a change"))?;
                continue;
            }
        };
        to_file(path, &text)?;
    }
    if let Some(path) = &asked.save {
        let path = path.display();
        tell(&format!("{path} was not written: only what is seen of a change is saved"))?;
    }
    Ok(())
}

fn to_file(path: &Path, text: &str) -> Result<(), Failure> {
    let mut sink = Sink::open(Some(path))?;
    let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))
}
