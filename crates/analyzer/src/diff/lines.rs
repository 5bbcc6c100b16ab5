//! The changed lines of one file.

use git_coach_model::{ChangedLine, FileChange, Language, Role};
use git2::{DiffOptions, Patch};

use crate::Error;
use crate::scan::{Scan, scan};
use crate::test_code::{TestLines, test_lines};

/// Above this size in bytes a file's content is not scanned.
const LARGEST_SCAN: usize = 2 << 20;

/// Reads the lines that differ between two contents.
pub(super) fn read(change: &mut FileChange, old: &[u8], new: &[u8]) -> Result<(), Error> {
    let mut options = DiffOptions::new();
    // Git has the indent heuristic on: the same lines are to be the changed ones.
    options.context_lines(0).interhunk_lines(0).force_text(true).indent_heuristic(true);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options))
        .map_err(Error::git("comparing two files"))?;
    of_patch(change, &patch, (old, new))
}

/// Reads the changed lines, what stands where on them, and which of them are test code.
pub(super) fn of_patch(
    change: &mut FileChange,
    patch: &Patch<'_>,
    (old, new): (&[u8], &[u8]),
) -> Result<(), Error> {
    // What no changed line stands in need not be looked at.
    let (_, added, deleted) = patch.line_stats().map_err(Error::git("counting changed lines"))?;
    let text = |content, lines| Text::of(change.language.filter(|_| lines > 0), content);
    let (new, old) = (text(new, added), text(old, deleted));
    let is_test = change.role == Role::Test;
    let (mut added, mut deleted) = (Vec::new(), Vec::new());
    let attempt = "reading changed lines";
    for hunk in 0..patch.num_hunks() {
        for at in 0..patch.num_lines_in_hunk(hunk).map_err(Error::git(attempt))? {
            let line = patch.line_in_hunk(hunk, at).map_err(Error::git(attempt))?;
            match line.origin() {
                '+' => added.push(new.line(line.new_lineno(), line.content(), is_test)),
                '-' => deleted.push(old.line(line.old_lineno(), line.content(), is_test)),
                _ => {}
            }
        }
    }
    let tests = |lines: &[ChangedLine]| {
        u32::try_from(lines.iter().filter(|line| line.in_test).count()).unwrap_or(u32::MAX)
    };
    if change.role == Role::Source {
        change.test_added = tests(&added);
        change.test_deleted = tests(&deleted);
    }
    change.added_lines = Some(added);
    change.deleted_lines = Some(deleted);
    Ok(())
}

/// What is known of each line of one version of a file.
struct Text {
    scanned: Option<(Scan, TestLines)>,
}

impl Text {
    fn of(language: Option<Language>, content: &[u8]) -> Self {
        let scanned = language.filter(|_| content.len() <= LARGEST_SCAN).map(|language| {
            let text = String::from_utf8_lossy(content);
            let scan = scan(&text, language);
            let tests = test_lines(&text, language, &scan);
            (scan, tests)
        });
        Self { scanned }
    }

    fn line(&self, number: Option<u32>, content: &[u8], is_test: bool) -> ChangedLine {
        let number = number.unwrap_or_default();
        let text = String::from_utf8_lossy(content);
        let text = text.trim_end_matches('\n').trim_end_matches('\r');
        let (runs, inside) = self
            .scanned
            .as_ref()
            .map_or((&[][..], false), |(scan, tests)| (scan.runs(number), tests.contains(number)));
        ChangedLine {
            number,
            text: text.into(),
            in_test: is_test || inside,
            moved: false,
            runs: runs.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_that_comes_in_is_added_whole() {
        let (old, new) = ("fn a() {\n    x\n}\n", "fn a() {\n    x\n}\n\nfn b() {\n    y\n}\n");
        let both = format!("{old}\nfn c() {{\n    z\n}}\n");
        let new = format!("{new}\nfn c() {{\n    z\n}}\n");
        let mut change = crate::diff::described(&crate::role::Roles::default(), b"a.rs", None);
        read(&mut change, both.as_bytes(), new.as_bytes()).unwrap();
        let added = change.added_lines.unwrap();
        let text: Vec<&str> = added.iter().map(|line| &*line.text).collect();
        assert_eq!(text, ["fn b() {", "    y", "}", ""]);
    }
}
