//! What is staged or changed in the work tree: libgit2 compares, as only it knows the filters
//! between a file and its content.

use std::cell::RefCell;

use git_coach_model::{FileChange, FileStatus, LineCount, RepoPath};
use git2::{Delta, Diff, DiffDelta, DiffFindOptions, DiffOptions, FileMode, Oid, Patch};

use super::{HEAD, described, keeps_lines, lines, moved, settle};
use crate::Error;
use crate::repo::Repo;
use crate::role::Roles;

/// As git's `diff.renameLimit`: above this many pairs only equal files are matched.
const RENAME_LIMIT: usize = 1000;

/// The files of a diff; it is made again without similar renames where contents are missing.
pub(crate) fn files<'r>(
    repo: &'r Repo,
    roles: &Roles,
    make: impl Fn() -> Result<Diff<'r>, Error>,
) -> Result<Vec<FileChange>, Error> {
    let mut diff = make()?;
    if diff.find_similar(Some(&mut rename_options(false))).is_err() {
        diff = make()?;
        diff.find_similar(Some(&mut rename_options(true)))
            .map_err(Error::git("looking for renames"))?;
    }
    let mut files = (0..diff.deltas().len())
        .filter_map(|index| file(repo, roles, (&diff, index)).transpose())
        .collect::<Result<Vec<_>, Error>>()?;
    files.sort_by(|left, right| left.path.cmp(&right.path));
    moved::mark(&mut files);
    files.iter_mut().for_each(FileChange::count_code);
    Ok(files)
}

/// Options that make libgit2 count as git does.
pub(crate) fn options() -> DiffOptions {
    let mut options = DiffOptions::new();
    options.context_lines(0).interhunk_lines(0).include_typechange(true).indent_heuristic(true);
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
) -> Result<Option<FileChange>, Error> {
    let Some(delta) = diff.get_delta(index) else {
        return Ok(None);
    };
    let Some(status) = status(delta.status()).filter(|_| !is_unchanged(&delta)) else {
        return Ok(None);
    };
    let sides = Sides { repo, delta: &delta, new: RefCell::default() };
    let path = delta.new_file().path_bytes().unwrap_or_default();
    let mut change = described(roles, path, sides.new_head().as_deref());
    change.status = status;
    if status == FileStatus::Renamed {
        let old_path = delta.old_file().path_bytes().unwrap_or_default();
        change.old_path = Some(RepoPath::from_bytes(old_path));
    }
    match Patch::from_diff(diff, index) {
        Ok(Some(patch)) if !patch.delta().flags().is_binary() => {
            let (_, added, deleted) =
                patch.line_stats().map_err(Error::git("counting changed lines"))?;
            let counted = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
            change.lines = LineCount::Counted { added: counted(added), deleted: counted(deleted) };
            if keeps_lines(&change) {
                let (old, new) = (sides.old_content(), sides.new_content());
                lines::of_patch(&mut change, &patch, (&old, &new))?;
            }
        }
        Ok(Some(_)) => change.lines = LineCount::Binary,
        // Nothing to compare: a mode that changed, or a file that was only renamed.
        Ok(None) if delta.flags().is_binary() => change.lines = LineCount::Binary,
        Ok(None) => change.lines = LineCount::Counted { added: 0, deleted: 0 },
        Err(error) if error.code() == git2::ErrorCode::NotFound => {}
        Err(error) => return Err(Error::git("comparing two files")(error)),
    }
    settle(&mut change);
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
