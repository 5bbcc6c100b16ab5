//! `git coach practices list`: all practices that are in force.

use git_coach_practices::Filed;
use git_coach_reporter::page::{Block, Line, Page};
use serde::Serialize;

use super::{show, write};
use crate::args::ListFormat;
use crate::configuration::Configuration;
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(configuration: &Configuration, format: ListFormat) -> Result<u8, Failure> {
    let filed = configuration.stack.library.filed();
    match format {
        ListFormat::Terminal => show(page(filed))?,
        ListFormat::Json => {
            let list =
                List { schema: "git-coach.practices/1", practices: filed.map(Row::from).collect() };
            // Maps with text keys, numbers and text can always be written.
            let text = serde_json::to_string_pretty(&list).unwrap_or_default();
            write(format!("{text}\n").as_bytes())?;
        }
    }
    Ok(exit::SUCCESS)
}

/// A list and no table: in 80 columns a table would break the ids, which people copy.
fn page<'h>(filed: impl Iterator<Item = &'h Filed>) -> Page {
    let lines: Vec<Line> = filed
        .map(|filed| {
            let practice = &filed.rule.practice;
            Line::new().code(practice.id.as_str()).text(": ").strong(practice.title.as_str()).text(
                format!(
                    " · {} · {} · confidence {} · {}",
                    practice.scope, practice.level, practice.confidence, filed.origin
                ),
            )
        })
        .collect();
    let title = Line::from(match lines.len() {
        1 => "1 practice".to_owned(),
        count => format!("{count} practices"),
    });
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
    Page { title, blocks }
}

#[derive(Serialize)]
struct List<'h> {
    schema: &'static str,
    practices: Vec<Row<'h>>,
}

#[derive(Serialize)]
struct Row<'h> {
    id: &'h str,
    scope: &'static str,
    level: &'static str,
    confidence: &'static str,
    serves: &'static str,
    title: &'h str,
    /// The paths that the settings hold it to; none where it is held everywhere.
    paths: Option<Vec<&'h str>>,
    from: &'static str,
    file: &'h str,
}

impl<'h> From<&'h Filed> for Row<'h> {
    fn from(filed: &'h Filed) -> Self {
        let practice = &filed.rule.practice;
        Self {
            id: practice.id.as_str(),
            scope: practice.scope.name(),
            level: practice.level.name(),
            confidence: practice.confidence.name(),
            serves: practice.serves.name(),
            title: &practice.title,
            paths: filed.rule.conditions.paths().map(|(globs, _)| globs),
            from: filed.origin.name(),
            file: &filed.file,
        }
    }
}
