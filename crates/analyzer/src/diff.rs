//! What changed between two trees, as `git diff -M` sees it.

mod moved;

use std::cell::RefCell;

use git_coach_model::{ChangedLine, FileChange, FileStatus, Language, LineCount, RepoPath, Role};
use git2::{Delta, Diff, DiffDelta, DiffFindOptions, DiffOptions, FileMode, Oid, Patch, Tree};

use crate::repo::Repo;
use crate::role::Roles;
use crate::scan::{Scan, scan};
use crate::test_code::{TestLines, test_lines};
use crate::{Error, language};

/// How closely files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// How many lines changed.
    Counts,
    /// The changed lines themselves, and which of them are test code.
    Lines,
}

/// As git's `diff.renameLimit`: above this many pairs only equal files are matched.
const RENAME_LIMIT: usize = 1000;
/// Above this many changed lines the lines of a file are not kept.
const MOST_LINES: u32 = 20_000;
/// The same for pictures, data and files of unknown use, among which keys hide.
const MOST_ASSET_LINES: u32 = 200;
/// Above this size in bytes a file's content is not scanned.
const LARGEST_SCAN: usize = 2 << 20;
/// How much of a file is looked at for the marks of generated code, in bytes.
const HEAD: usize = 4096;

/// The files that differ between two trees, sorted by path; an absent tree is an empty one.
pub(crate) fn between(
    repo: &Repo,
    roles: &Roles,
    (old, new): (Option<&Tree<'_>>, Option<&Tree<'_>>),
    detail: Detail,
) -> Result<Vec<FileChange>, Error> {
    let make = || {
        repo.git()
            .diff_tree_to_tree(old, new, Some(&mut options()))
            .map_err(Error::git("comparing two trees"))
    };
    files(repo, roles, make, detail)
}

/// The files of a diff; it is made again without similar renames where contents are missing.
pub(crate) fn files<'r>(
    repo: &'r Repo,
    roles: &Roles,
    make: impl Fn() -> Result<Diff<'r>, Error>,
    detail: Detail,
) -> Result<Vec<FileChange>, Error> {
    let mut diff = make()?;
    if diff.find_similar(Some(&mut rename_options(false))).is_err() {
        diff = make()?;
        diff.find_similar(Some(&mut rename_options(true)))
            .map_err(Error::git("looking for renames"))?;
    }
    let mut files = (0..diff.deltas().len())
        .filter_map(|index| file(repo, roles, (&diff, index), detail).transpose())
        .collect::<Result<Vec<_>, Error>>()?;
    files.sort_by(|left, right| left.path.cmp(&right.path));
    moved::mark(&mut files);
    Ok(files)
}

/// Options that make libgit2 count as git does.
pub(crate) fn options() -> DiffOptions {
    let mut options = DiffOptions::new();
    options.context_lines(0).interhunk_lines(0).include_typechange(true);
    options
}

fn rename_options(exact: bool) -> DiffFindOptions {
    let mut options = DiffFindOptions::new();
    options
        .renames(true)
        .dont_ignore_whitespace(true)
        .exact_match_only(exact)
        .rename_limit(RENAME_LIMIT);
    options
}

fn file(
    repo: &Repo,
    roles: &Roles,
    (diff, index): (&Diff<'_>, usize),
    detail: Detail,
) -> Result<Option<FileChange>, Error> {
    let Some(delta) = diff.get_delta(index) else {
        return Ok(None);
    };
    let Some(status) = status(delta.status()).filter(|_| !is_unchanged(&delta)) else {
        return Ok(None);
    };
    let path = RepoPath::from_bytes(delta.new_file().path_bytes().unwrap_or_default());
    let old_path = RepoPath::from_bytes(delta.old_file().path_bytes().unwrap_or_default());
    let sides = Sides { repo, delta: &delta, new: RefCell::default() };
    let head = (detail == Detail::Lines).then(|| sides.new_head()).flatten();
    let (role, all_roles) = roles.of(path.without_quotes(), head.as_deref());
    let mut change = FileChange {
        language: language::of_path(path.without_quotes()),
        old_path: (status == FileStatus::Renamed).then_some(old_path),
        path,
        status,
        role,
        roles: all_roles,
        lines: LineCount::Unseen,
        test_added: 0,
        test_deleted: 0,
        added_lines: None,
        deleted_lines: None,
    };
    match Patch::from_diff(diff, index) {
        Ok(Some(patch)) if !patch.delta().flags().is_binary() => {
            let (_, added, deleted) =
                patch.line_stats().map_err(Error::git("counting changed lines"))?;
            let counted = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
            change.lines = LineCount::Counted { added: counted(added), deleted: counted(deleted) };
            if detail == Detail::Lines && keeps_lines(&change) {
                read_lines(&mut change, &patch, &sides)?;
            }
        }
        Ok(Some(_)) => change.lines = LineCount::Binary,
        // Nothing to compare: a mode that changed, or a file that was only renamed.
        Ok(None) if delta.flags().is_binary() => change.lines = LineCount::Binary,
        Ok(None) => change.lines = LineCount::Counted { added: 0, deleted: 0 },
        Err(error) if error.code() == git2::ErrorCode::NotFound => {}
        Err(error) => return Err(Error::git("comparing two files")(error)),
    }
    if matches!(change.lines, LineCount::Counted { added: 0, deleted: 0 } | LineCount::Binary) {
        change.added_lines = Some(Vec::new());
        change.deleted_lines = Some(Vec::new());
    }
    Ok(Some(change))
}

const fn status(delta: Delta) -> Option<FileStatus> {
    match delta {
        Delta::Added | Delta::Untracked | Delta::Copied => Some(FileStatus::Added),
        Delta::Deleted => Some(FileStatus::Deleted),
        Delta::Modified | Delta::Typechange | Delta::Conflicted => Some(FileStatus::Modified),
        Delta::Renamed => Some(FileStatus::Renamed),
        Delta::Unmodified | Delta::Ignored | Delta::Unreadable => None,
    }
}

/// Whether only mode bits differ that git does not keep: early histories have writable groups.
fn is_unchanged(delta: &DiffDelta<'_>) -> bool {
    let (old, new) = (delta.old_file(), delta.new_file());
    let kept = |mode: FileMode| match mode {
        FileMode::BlobGroupWritable => FileMode::Blob,
        other => other,
    };
    delta.status() == Delta::Modified
        && old.id() == new.id()
        && kept(old.mode()) == kept(new.mode())
}

fn keeps_lines(change: &FileChange) -> bool {
    let most = match change.role {
        Role::Generated | Role::Vendored | Role::Lock => 0,
        Role::Asset => MOST_ASSET_LINES,
        _ => MOST_LINES,
    };
    let few = |lines: Option<u32>| lines.is_some_and(|lines| lines <= most);
    few(change.added()) && few(change.deleted())
}

/// Reads the changed lines, what stands where on them, and which of them are test code.
fn read_lines(change: &mut FileChange, patch: &Patch<'_>, sides: &Sides<'_>) -> Result<(), Error> {
    let new = Text::of(change.language, &sides.new_content());
    let old = Text::of(change.language, &sides.old_content());
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

/// The contents of both sides of one file's diff.
struct Sides<'a> {
    repo: &'a Repo,
    delta: &'a DiffDelta<'a>,
    new: RefCell<Option<Vec<u8>>>,
}

impl Sides<'_> {
    fn blob(&self, id: Oid) -> Option<Vec<u8>> {
        self.repo.git().find_blob(id).ok().map(|blob| blob.content().to_vec())
    }

    fn new_content(&self) -> Vec<u8> {
        if let Some(content) = self.new.borrow().as_ref() {
            return content.clone();
        }
        let file = self.delta.new_file();
        let content = self
            .blob(file.id())
            .or_else(|| {
                // A file of the work tree that is in no commit and no index.
                let path = self.repo.git().workdir()?.join(file.path()?);
                std::fs::read(path).ok()
            })
            .unwrap_or_default();
        *self.new.borrow_mut() = Some(content.clone());
        content
    }

    fn new_head(&self) -> Option<Vec<u8>> {
        let mut content = self.new_content();
        content.truncate(HEAD);
        (!content.is_empty()).then_some(content)
    }

    fn old_content(&self) -> Vec<u8> {
        self.blob(self.delta.old_file().id()).unwrap_or_default()
    }
}
