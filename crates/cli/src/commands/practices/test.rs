//! `git coach practices test`: practice files read strictly, and their examples run.

use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};

use git_coach_analyzer::configuration::{self, SETTINGS, TextFile};
use git_coach_analyzer::examples;
use git_coach_model::PracticeId;
use git_coach_practices::{Filed, Origin, Selector, Stack};

use super::{configuration, unknown, write};
use crate::args::Global;
use crate::configuration::{Files, Named, stacked};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, which: &[PathBuf]) -> Result<u8, Failure> {
    let (ids, paths) = told_apart(which);
    if let Some(name) = paths.iter().find_map(|path| bare_name(path)) {
        return Err(unknown(&configuration(global)?.stack, name));
    }
    let mut report = Report::default();
    if !ids.is_empty() || paths.is_empty() {
        let configuration = configuration(global)?;
        let stack = &configuration.stack;
        if ids.is_empty() {
            for one in &configuration.unmatched {
                report.line(&one.mistake);
                // A user's settings are for many repositories.
                report.failed += usize::from(one.origin == Origin::Repository);
            }
            for note in &configuration.notes {
                report.line(note);
            }
            report.mistakes(stack, |_| true);
            report.examples(stack.library.filed());
        } else {
            report.named(stack, &ids)?;
        }
    }
    if !paths.is_empty() {
        let stack = stacked(&[files(&paths)?], global);
        report.mistakes(&stack, |_| true);
        report.examples(stack.library.filed().filter(|filed| filed.origin != Origin::BuiltIn));
    }
    write(report.finish().as_bytes())?;
    Ok(if report.failed > 0 { exit::FINDINGS } else { exit::SUCCESS })
}

/// Ids, which no file is called, and paths.
fn told_apart(which: &[PathBuf]) -> (Vec<Selector>, Vec<&Path>) {
    let (mut ids, mut paths) = (Vec::new(), Vec::new());
    for one in which {
        match one.to_str().and_then(Selector::parse).filter(|_| !one.exists()) {
            Some(selector) => ids.push(selector),
            None => paths.push(one.as_path()),
        }
    }
    (ids, paths)
}

/// The name of a practice without its folder: no file is called so, and none that is missing.
fn bare_name(path: &Path) -> Option<&str> {
    let name = path.to_str().filter(|name| !name.contains(['/', '\\', '.']))?;
    (!path.exists()).then_some(name)
}

/// What is wrong, and how much is right.
#[derive(Default)]
struct Report {
    text: String,
    passed: usize,
    failed: usize,
}

impl Report {
    fn line(&mut self, text: &impl Display) {
        let _ = writeln!(self.text, "{text}");
    }

    /// The mistakes of the files that are wanted; each such file counts once.
    fn mistakes(&mut self, stack: &Stack, wanted: impl Fn(&str) -> bool) {
        let mut broken = BTreeSet::new();
        for (_, mistake) in &stack.mistakes {
            if wanted(&mistake.place.file) {
                self.line(mistake);
                broken.insert(&mistake.place.file);
            }
        }
        self.failed += broken.len();
    }

    fn examples<'f>(&mut self, practices: impl Iterator<Item = &'f Filed>) {
        for filed in practices {
            let mismatches = examples::check(&filed.rule);
            for mismatch in &mismatches {
                let wanted = match mismatch.expected {
                    expected if expected != mismatch.found => {
                        let found = mismatch.found.name();
                        format!("should be {} and came to {found}", expected.name())
                    }
                    _ if mismatch.praised => "should not be praised and is".to_owned(),
                    _ => "should be praised and is not".to_owned(),
                };
                self.line(&format_args!(
                    "{}:{}: the example {:?} {wanted}: {}",
                    filed.file, mismatch.line, mismatch.example, mismatch.why
                ));
            }
            self.passed += filed.rule.examples.len() - mismatches.len();
            self.failed += mismatches.len();
        }
    }

    /// The practices that ids name, in force or not.
    fn named(&mut self, stack: &Stack, ids: &[Selector]) -> Result<(), Failure> {
        let wanted = |id: &PracticeId| ids.iter().any(|one| one.selects(id));
        let known = || {
            let off = stack.off.values().map(|off| &off.filed);
            stack.library.filed().chain(off)
        };
        for one in ids {
            let right = known().any(|filed| one.selects(&filed.rule.practice.id));
            if !right && !stack.broken.keys().any(|id| one.selects(id)) {
                return Err(unknown(stack, &one.to_string()));
            }
        }
        let broken: BTreeSet<&str> = stack
            .broken
            .iter()
            .filter(|(id, _)| wanted(id))
            .map(|(_, file)| file.as_str())
            .collect();
        self.mistakes(stack, |file| broken.contains(file));
        self.examples(known().filter(|filed| wanted(&filed.rule.practice.id)));
        Ok(())
    }

    /// The text, with a last line that counts.
    fn finish(&mut self) -> &str {
        let counted = format!("{} passed, {} failed", self.passed, self.failed);
        self.line(&counted);
        &self.text
    }
}

/// The practice files, and settings, that paths name.
fn files(paths: &[&Path]) -> Result<Files, Failure> {
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
