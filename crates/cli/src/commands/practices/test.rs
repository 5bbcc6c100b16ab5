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
            text.insert_str(0, &format!("{}\n", one.mistake));
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
    let broken: BTreeSet<&str> =
        stack.mistakes.iter().map(|(_, one)| one.place.file.as_str()).collect();
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
            let found = below(path);
            if found.is_empty() {
                let what = format!("there are no practice files in {}", path.display());
                let hint = "they are called `folder/name.toml`";
                return Err(Failure::new(what, hint, exit::NOTHING));
            }
            files.practices.extend(found);
        } else if path.file_name().is_some_and(|name| name == SETTINGS || name == "config.toml") {
            files.settings = Some(one(path)?);
        } else {
            files.practices.push(one(path)?);
        }
    }
    Ok(files)
}

/// The files of a folder, whether or not they lie where practices have to.
fn below(folder: &Path) -> Vec<Named> {
    configuration::in_folder(folder)
        .into_iter()
        .map(|file| named(&folder.join(&file.path), file))
        .collect()
}

/// A file that somebody has named.
pub(super) fn one(path: &Path) -> Result<Named, Failure> {
    let missing = || Failure::file(path.display(), &std::io::ErrorKind::NotFound.into());
    Ok(named(path, configuration::own_file(path).ok_or_else(missing)?))
}

/// The id follows from the path below the folder of practices it lies in (`.git-coach/practices`,
/// `rules`), or else from the file's name and that of its folder.
fn named(path: &Path, file: TextFile) -> Named {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let parts: Vec<String> = whole.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let home = parts.windows(2).rposition(|pair| pair == [".git-coach", "practices"]);
    let home = home.map(|at| at + 2).or_else(|| {
        let rules = parts.iter().rposition(|part| part == "rules")?;
        Some(rules + 1)
    });
    let start = home.unwrap_or(parts.len().saturating_sub(2));
    let path_below = parts.get(start..).unwrap_or_default().join("/");
    Named { name: path.display().to_string(), file: TextFile { path: path_below, ..file } }
}
