//! `git coach practices match`: the lines that a practice would point at, were they added.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use git_coach_analyzer::lines;
use git_coach_model::Language;
use git_coach_practices::Stack;

use super::{chosen, configuration, write};
use crate::args::Global;
use crate::configuration::{Files, stacked};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(
    global: &Global,
    practice: &str,
    from: Option<&Path>,
    language: Option<&str>,
) -> Result<u8, Failure> {
    let language = language.map(language_named).transpose()?;
    let stack = stack_with(global, practice)?;
    let filed = chosen(&stack, practice)?;
    let id = &filed.rule.practice.id;
    let pattern = filed.rule.conditions.line_pattern().ok_or_else(|| {
        let hint = "it is for practices that ask for `lines` or `deleted-lines`";
        Failure::new(format!("`{id}` looks at no single lines"), hint, exit::USAGE)
    })?;
    let bytes = input(from)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut found = Vec::new();
    // Replaced bytes never make or end a line, so both have the same lines.
    let raw = bytes.split_inclusive(|byte| *byte == b'\n');
    for (line, raw) in lines::added(&text, language).zip(raw) {
        // Unless told how to tell comments from code, every line stands where the practice looks.
        let detected = match language {
            Some(_) => pattern.detects(&line),
            None => pattern.detects_in_scope(&line.text),
        };
        if detected {
            found.extend_from_slice(raw.strip_suffix(b"\n").unwrap_or(raw));
            found.push(b'\n');
        }
    }
    write(&found)?;
    Ok(exit::SUCCESS)
}

/// What is in force, or the one file that is named.
fn stack_with(global: &Global, practice: &str) -> Result<Stack, Failure> {
    let path = Path::new(practice);
    if !practice.ends_with(".toml") && !path.is_file() {
        return Ok(configuration(global)?.stack);
    }
    let file = super::test::one(path)?;
    let files = Files {
        origin: git_coach_practices::Origin::CommandLine,
        settings: None,
        practices: vec![file],
    };
    Ok(stacked(&[files], global))
}

fn language_named(name: &str) -> Result<Language, Failure> {
    lines::language_named(name).map_err(|near| {
        let hint = match near {
            Some(near) => format!("did you mean `{}`?", near.name()),
            None => "name it as in `rust` or `C++`, or by the ending of its files".to_owned(),
        };
        Failure::new(format!("no language is called `{name}`"), hint, exit::USAGE)
    })
}

fn input(from: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let (name, read) = match from.filter(|path| *path != Path::new("-")) {
        None => ("standard input".to_owned(), io::stdin().lock().read_to_end(&mut bytes)),
        Some(path) => {
            let read = File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
            (path.display().to_string(), read)
        }
    };
    read.map_err(|error| Failure::file(name, &error))?;
    Ok(bytes)
}
