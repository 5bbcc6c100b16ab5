//! What changed between two trees, as `git diff -M` sees it.

mod lines;
mod moved;
mod pairs;
pub(crate) mod uncommitted;

use git_coach_model::{FileChange, FileStatus, LineCount, RepoPath, Role};
use git2::Oid;

pub(crate) use pairs::{Pairs, kept};

use crate::history::{self, Touched};
use crate::repo::Repo;
use crate::role::Roles;
use crate::test_code::keeps_tests_inside;
use crate::{Error, language};

/// How closely files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// How many lines changed.
    Counts,
    /// How many lines changed, and how many of them are test code inside source.
    Sizes,
    /// The changed lines themselves, and which of them are test code.
    Lines,
}

/// Above this many changed lines the lines of a file are not kept.
const MOST_LINES: u32 = 20_000;
/// The same for pictures, data and files of unknown use, among which keys hide.
const MOST_ASSET_LINES: u32 = 200;
/// How much of a file is looked at for the marks of generated code, in bytes.
const HEAD: usize = 4096;

/// The files that differ between two trees, sorted by path; an absent tree is an empty one.
pub(crate) fn between(
    repo: &Repo,
    roles: &Roles,
    (old, new): (Option<Oid>, Option<Oid>),
    detail: Detail,
) -> Result<Vec<FileChange>, Error> {
    let mut files = history::touched(repo, old, new)?
        .files
        .into_iter()
        .map(|file| read(repo, roles, &file, detail))
        .collect::<Result<Vec<_>, Error>>()?;
    moved::mark(&mut files);
    files.iter_mut().for_each(FileChange::count_code);
    Ok(files)
}

fn read(repo: &Repo, roles: &Roles, file: &Touched, detail: Detail) -> Result<FileChange, Error> {
    let known = if detail == Detail::Lines { repo.pairs().get(file) } else { None };
    if let Some(known) = known {
        return Ok(known);
    }
    let change = read_anew(repo, roles, file, detail)?;
    if detail == Detail::Lines {
        repo.pairs().put(file, &change);
    }
    Ok(change)
}

fn read_anew(
    repo: &Repo,
    roles: &Roles,
    file: &Touched,
    detail: Detail,
) -> Result<FileChange, Error> {
    let content = match detail {
        Detail::Counts => None,
        Detail::Sizes | Detail::Lines => history::content(repo, file.new)?,
    };
    let head = content.as_ref().map(|content| &content[..content.len().min(HEAD)]);
    let mut change = described(roles, &file.path, head.filter(|head| !head.is_empty()));
    change.status = file.status();
    change.old_path = file.old_path.as_deref().map(RepoPath::from_bytes);
    change.lines = history::count(repo, file)?;
    let wants_lines = match detail {
        Detail::Counts => false,
        Detail::Sizes => {
            change.role == Role::Source && change.language.is_some_and(keeps_tests_inside)
        }
        Detail::Lines => true,
    };
    if wants_lines
        && keeps_lines(&change)
        && let (Some(old), Some(new)) = (history::content(repo, file.old)?, content)
    {
        lines::read(&mut change, &old, &new)?;
        if detail == Detail::Sizes {
            (change.added_lines, change.deleted_lines) = (None, None);
        }
    }
    settle(&mut change);
    Ok(change)
}

/// A file as its path and the start of its content describe it.
fn described(roles: &Roles, path: &[u8], head: Option<&[u8]>) -> FileChange {
    let path = RepoPath::from_bytes(path);
    let (role, all_roles) = roles.of(path.without_quotes(), head);
    FileChange {
        language: language::of_path(path.without_quotes()),
        old_path: None,
        path,
        status: FileStatus::Modified,
        role,
        roles: all_roles,
        lines: LineCount::Unseen,
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: None,
        deleted_lines: None,
    }
}

/// Where no line changed, all changed lines are known.
fn settle(change: &mut FileChange) {
    if matches!(change.lines, LineCount::Counted { added: 0, deleted: 0 } | LineCount::Binary) {
        change.added_lines = Some(Vec::new());
        change.deleted_lines = Some(Vec::new());
    }
}

fn keeps_lines(change: &FileChange) -> bool {
    if !matches!(change.lines, LineCount::Counted { .. }) {
        return false;
    }
    let most = match change.role {
        Role::Generated | Role::Vendored | Role::Lock => 0,
        Role::Asset => MOST_ASSET_LINES,
        _ => MOST_LINES,
    };
    let few = |lines: Option<u32>| lines.is_some_and(|lines| lines <= most);
    few(change.added()) && few(change.deleted())
}
