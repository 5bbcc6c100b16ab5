//! `git coach practices test`: practice files read strictly, and their examples run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use git_coach_analyzer::configuration::{self, SETTINGS, TextFile};
use git_coach_analyzer::examples;
use git_coach_practices::{Filed, Origin, Stack};

use super::{configuration, write};
use crate::args::Global;
use crate::configuration::{Files, Named, stacked};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, paths: &[PathBuf]) -> Result<u8, Failure> {
    let mut text = String::new();
    let failed = if paths.is_empty() {
        let configuration = configuration(global)?;
        let failed = report(&configuration.stack, |_| true, &mut text);
        for one in &configuration.unmatched {
            text.insert_str(0, &format!("{one}\n"));
        }
        failed
    } else {
        let stack = stacked(&[files(paths)?], global);
        report(&stack, |filed| filed.origin != Origin::BuiltIn, &mut text)
    };
    write(text.as_bytes())?;
    Ok(if failed { exit::FINDINGS } else { exit::SUCCESS })
}

/// Writes what is wrong, and a last line that counts; returns whether anything is.
fn report(stack: &Stack, wanted: impl Fn(&Filed) -> bool, text: &mut String) -> bool {
    let (mut passed, mut failed) = (0, 0);
    for (_, mistake) in &stack.mistakes {
        let _ = writeln!(text, "{mistake}");
    }
    let broken: BTreeSet<&str> = stack.mistakes.iter().map(|(_, one)| one.file.as_str()).collect();
    failed += broken.len();
    for filed in stack.library.filed().filter(|filed| wanted(filed)) {
        let mismatches = examples::check(&filed.rule);
        for mismatch in &mismatches {
            let _ = writeln!(
                text,
                "{}: the example {:?} should be {} and came to {}",
                filed.file,
                mismatch.example,
                mismatch.expected.name(),
                mismatch.found.name()
            );
        }
        passed += filed.rule.examples.len() - mismatches.len();
        failed += mismatches.len();
    }
    let _ = writeln!(text, "{passed} passed, {failed} failed");
    failed > 0
}

/// The practice files, and settings, that paths name.
fn files(paths: &[PathBuf]) -> Result<Files, Failure> {
    let mut files = Files { origin: Origin::Repository, settings: None, practices: Vec::new() };
    for path in paths {
        if path.is_dir() {
            files.practices.extend(below(path));
        } else if path.file_name().is_some_and(|name| name == SETTINGS || name == "config.toml") {
            files.settings = Some(one(path)?);
        } else {
            files.practices.push(one(path)?);
        }
    }
    Ok(files)
}

/// The files of a folder: `folder/name.toml` below it, and what lies in it where it is such a
/// folder itself. What lies beside folders of practices is none.
fn below(folder: &Path) -> Vec<Named> {
    let found = configuration::in_folder(folder);
    let nested = found.iter().any(|file| file.path.contains('/'));
    found
        .into_iter()
        .filter(|file| !nested || file.path.contains('/'))
        .map(|file| named(&folder.join(&file.path), file))
        .collect()
}

/// A file that somebody has named.
pub(super) fn one(path: &Path) -> Result<Named, Failure> {
    let missing = || Failure::file(path.display(), &std::io::ErrorKind::NotFound.into());
    Ok(named(path, configuration::own_file(path).ok_or_else(missing)?))
}

/// The id follows from the file's name and that of its folder.
fn named(path: &Path, file: TextFile) -> Named {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut parts: Vec<String> =
        whole.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    parts.reverse();
    Named { name: path.display().to_string(), file: TextFile { path: parts.join("/"), ..file } }
}
