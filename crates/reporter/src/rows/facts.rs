//! The columns of each kind of row.

use git_coach_model as model;
use git_coach_model::{FileChange, LineCount, Person, Role};

use super::{Cell, Row};

/// Rows of `facts commits`.
pub struct Commit;

impl Row for Commit {
    type Fact<'a> = &'a model::Outline;

    fn columns() -> Vec<String> {
        let mut columns = names(&[
            "commit",
            "parents",
            "author_name",
            "author_email",
            "author_time",
            "committer_time",
            "kind",
            "bot",
            "files",
            "added",
            "deleted",
        ]);
        columns.extend(by_role());
        columns.push("subject".to_owned());
        columns
    }

    fn cells(commit: &model::Outline) -> Vec<Cell> {
        let mut cells = vec![
            Cell::text(commit.id),
            Cell::List(commit.parents.iter().map(ToString::to_string).collect()),
            Cell::text(&commit.author.name),
            Cell::text(&commit.author.email),
            Cell::Number(commit.author_time.seconds),
            Cell::Number(commit.committer_time.seconds),
            Cell::text(commit.kind.name()),
            Cell::Flag(commit.by_bot),
        ];
        cells.extend(if commit.unseen { nothing() } else { sums(&commit.files) });
        cells.push(Cell::text(&commit.subject));
        cells
    }
}

/// Rows of `facts commits --with attention`: never beside anybody's name.
pub struct Attention;

impl Row for Attention {
    type Fact<'a> = (model::CommitId, Option<u64>, Option<f64>);

    fn columns() -> Vec<String> {
        names(&["commit", "added", "attention"])
    }

    fn cells((commit, added, share): Self::Fact<'_>) -> Vec<Cell> {
        vec![
            Cell::text(commit),
            added.map_or(Cell::Nothing, Cell::large),
            share.map_or(Cell::Nothing, Cell::Share),
        ]
    }
}

/// Rows of `facts changes`.
pub struct Change;

impl Row for Change {
    type Fact<'a> = &'a model::Change;

    fn columns() -> Vec<String> {
        let mut columns = names(&[
            "change", "time", "kind", "bot", "commits", "authors", "files", "added", "deleted",
        ]);
        columns.extend(by_role());
        columns.push("title".to_owned());
        columns
    }

    fn cells(change: &model::Change) -> Vec<Cell> {
        let mut cells = vec![
            Cell::text(change.id),
            Cell::Number(change.time.seconds),
            Cell::text(change.kind.name()),
            Cell::Flag(change.by_bot),
            Cell::Number(i64::try_from(change.commits.len()).unwrap_or(i64::MAX)),
            Cell::List(change.authors.iter().map(shown).collect()),
        ];
        cells.extend(sums(&change.files));
        cells.push(Cell::text(&change.title));
        cells
    }
}

pub(super) fn shown(person: &Person) -> String {
    format!("{} <{}>", person.name, person.email)
}

/// Rows of `facts lines`.
pub struct Line;

impl Row for Line {
    type Fact<'a> = (&'a model::Outline, &'a FileChange);

    fn columns() -> Vec<String> {
        names(&["commit", "path", "old_path", "added", "deleted"])
    }

    fn cells((commit, file): Self::Fact<'_>) -> Vec<Cell> {
        let (added, deleted) = match file.lines {
            LineCount::Counted { added, deleted } => (Some(added), Some(deleted)),
            LineCount::Binary | LineCount::Unseen => (None, None),
        };
        vec![
            Cell::text(commit.id),
            Cell::text(&file.path),
            file.old_path.as_ref().map_or(Cell::Nothing, Cell::text),
            Cell::count(added),
            Cell::count(deleted),
        ]
    }
}

/// Rows of `facts files`.
pub struct File;

impl Row for File {
    type Fact<'a> = &'a model::TreeFile;

    fn columns() -> Vec<String> {
        names(&["path", "role", "roles", "language", "lines"])
    }

    fn cells(file: &model::TreeFile) -> Vec<Cell> {
        vec![
            Cell::text(&file.path),
            Cell::text(file.role.name()),
            Cell::List(file.roles.iter().map(|role| role.name().to_owned()).collect()),
            file.language.map_or(Cell::Nothing, |language| Cell::text(language.name())),
            Cell::count(file.lines),
        ]
    }
}

/// Rows of `facts verdicts`.
pub struct Verdict;

impl Row for Verdict {
    type Fact<'a> = (&'a model::SubjectId, model::Scope, &'a model::PracticeId, model::Verdict);

    fn columns() -> Vec<String> {
        names(&["subject", "scope", "practice", "verdict"])
    }

    fn cells((subject, scope, practice, verdict): Self::Fact<'_>) -> Vec<Cell> {
        vec![
            Cell::text(subject),
            Cell::text(scope.name()),
            Cell::text(practice),
            Cell::text(verdict.name()),
        ]
    }
}

/// Rows of `practices replay`.
pub struct Replayed;

impl Row for Replayed {
    type Fact<'a> = (
        (&'a model::SubjectId, &'a str),
        &'a model::PracticeId,
        (Option<model::Verdict>, Option<model::Verdict>),
    );

    fn columns() -> Vec<String> {
        names(&["subject", "practice", "today", "replayed", "title"])
    }

    fn cells(((subject, title), practice, (today, replayed)): Self::Fact<'_>) -> Vec<Cell> {
        let verdict = |verdict: Option<model::Verdict>| {
            verdict.map_or(Cell::Nothing, |verdict| Cell::text(verdict.name()))
        };
        vec![
            Cell::text(subject),
            Cell::text(practice),
            verdict(today),
            verdict(replayed),
            Cell::text(title),
        ]
    }
}

pub(super) fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// One column a role: the lines added in files of that role.
fn by_role() -> impl Iterator<Item = String> {
    Role::ALL.into_iter().map(|role| format!("added_{}", role.name()))
}

/// Files, lines added and deleted, and lines added a role; nothing where a file's content is not in
/// this clone. Binary files add no lines.
fn sums(files: &[FileChange]) -> Vec<Cell> {
    let sum = |of: fn(&FileChange) -> Option<u32>, role: Option<Role>| {
        let lines: Option<i64> = files
            .iter()
            .filter(|file| role.is_none_or(|role| file.role == role))
            .map(|file| of(file).map(i64::from))
            .sum();
        lines.map_or(Cell::Nothing, Cell::Number)
    };
    let mut cells = vec![
        Cell::Number(i64::try_from(files.len()).unwrap_or(i64::MAX)),
        sum(FileChange::added, None),
        sum(FileChange::deleted, None),
    ];
    cells.extend(Role::ALL.into_iter().map(|role| sum(FileChange::added, Some(role))));
    cells
}

/// As many cells as [`sums`] has, for a commit whose files cannot be seen.
fn nothing() -> Vec<Cell> {
    sums(&[]).into_iter().map(|_| Cell::Nothing).collect()
}
