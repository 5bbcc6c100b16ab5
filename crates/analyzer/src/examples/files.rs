//! The files that an example says a commit or a change touches.

use std::collections::BTreeMap;

use git_coach_model::{ChangedLine, FileChange, FileStatus, LineCount, RepoPath, Role};
use git_coach_practices::{Example, ExampleLine};

use crate::role::Roles;
use crate::scan::scan;
use crate::{language, test_code};

/// The files that an example names, with the lines it adds to them.
pub(super) fn files(example: &Example) -> Vec<FileChange> {
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &example.lines {
        lines.entry(&line.path).or_default().push(&line.text);
    }
    let mut files: Vec<FileChange> = example
        .files
        .iter()
        .map(|one| {
            let own = lines.remove(one.path.as_str()).unwrap_or_default();
            file(&one.path, one.status, (one.added, one.deleted), &own)
        })
        .collect();
    files.extend(lines.into_iter().map(|(path, own)| {
        let added = u32::try_from(own.len()).unwrap_or(u32::MAX);
        file(path, FileStatus::Modified, (added, 0), &own)
    }));
    for line in &example.deleted_lines {
        let at = files.iter().position(|file| file.path.as_str() == line.path);
        let at = at.unwrap_or_else(|| {
            files.push(file(&line.path, FileStatus::Modified, (0, 0), &[]));
            files.len() - 1
        });
        delete(&mut files[at], line);
    }
    files.extend(example.binaries.iter().map(|one| FileChange {
        lines: LineCount::Binary,
        ..file(&one.path, FileStatus::Added, (0, 0), &[])
    }));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// Takes one more line out of a file, below those that were taken out before.
fn delete(file: &mut FileChange, line: &ExampleLine) {
    let lines = file.deleted_lines.get_or_insert_default();
    let number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
    let in_test = file.role == Role::Test;
    let runs = file.language.map(|language| scan(&line.text, language).runs(1).into());
    let line = ChangedLine {
        number,
        text: line.text.as_str().into(),
        in_test,
        moved: false,
        runs: runs.unwrap_or_default(),
    };
    lines.push(line);
    if let LineCount::Counted { added, deleted } = file.lines {
        file.lines = LineCount::Counted { added, deleted: deleted.max(number) };
    }
}

pub(super) fn file(
    path: &str,
    status: FileStatus,
    (added, deleted): (u32, u32),
    lines: &[&str],
) -> FileChange {
    let (role, roles) = Roles::default().of(path, None);
    let language = language::of_path(path);
    let text = lines.join("\n");
    let scanned = language.map(|language| {
        let scan = scan(&text, language);
        let tests = test_code::test_lines(&text, language, &scan);
        (scan, tests)
    });
    let added_lines: Vec<ChangedLine> = lines
        .iter()
        .zip(1..)
        .map(|(line, number)| {
            let (runs, inside) = scanned.as_ref().map_or((&[][..], false), |(scan, tests)| {
                (scan.runs(number), tests.contains(number))
            });
            ChangedLine {
                number,
                text: (*line).into(),
                in_test: role == Role::Test || inside,
                moved: false,
                runs: runs.into(),
            }
        })
        .collect();
    let inside = added_lines.iter().filter(|line| line.in_test).count();
    let mut change = FileChange {
        path: RepoPath::from(path),
        old_path: None,
        status,
        role,
        roles,
        language,
        lines: LineCount::Counted { added, deleted },
        test_added: if role == Role::Source { u32::try_from(inside).unwrap_or(0) } else { 0 },
        test_deleted: 0,
        code_added: None,
        added_lines: Some(added_lines),
        deleted_lines: Some(Vec::new()),
    };
    change.count_code();
    // How many lines there are is stated, and the text of few: the others do something.
    let unstated = added.saturating_sub(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    change.code_added = change.code_added.map(|code| code + unstated);
    change
}
