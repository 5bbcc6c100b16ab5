//! The history engine: from a pair of trees to the files that changed and their lines.
//!
//! Raw objects in, numbers of `git log --numstat -M` out. [`touched`] reads trees alone (and contents
//! only where a file may have been renamed), [`count`] reads contents. `PERFORMANCE.md` says what was
//! tried and what it gave.

mod line_count;
pub(crate) mod raw_commit;
mod record;
mod renames;
mod tree_diff;

use git_coach_model::{FileStatus, LineCount};
use git2::Oid;

pub(crate) use line_count::{Counter, is_binary, lines_of};
pub(crate) use record::{FileRecord, Hands, Record, hands_in, line_of_descent};
pub(crate) use tree_diff::{Mode, Side};

use crate::Error;
use crate::objects::Bytes;
use crate::repo::Repo;
use tree_diff::Entry;

/// A file that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Touched {
    /// Where it is now, or was when it was deleted.
    pub(crate) path: Vec<u8>,
    /// Where it came from, if it was renamed.
    pub(crate) old_path: Option<Vec<u8>>,
    pub(crate) old: Option<Side>,
    pub(crate) new: Option<Side>,
}

/// The files that differ between two trees.
pub(crate) struct AllTouched {
    /// Sorted by path.
    pub(crate) files: Vec<Touched>,
    /// Whether more files are new and gone than git compares with one another: of renames only
    /// those of equal content were found.
    pub(crate) renames_limited: bool,
}

/// The files that differ between two trees, renames found; an absent tree is an empty one.
pub(crate) fn touched(
    repo: &Repo,
    old: Option<Oid>,
    new: Option<Oid>,
) -> Result<AllTouched, Error> {
    let entries = tree_diff::between(repo, old, new)?;
    let has = |which: fn(&Entry) -> bool| entries.iter().any(which);
    if !has(|entry| entry.old.is_none()) || !has(|entry| entry.new.is_none()) {
        let files = entries.into_iter().map(Touched::from).collect();
        return Ok(AllTouched { files, renames_limited: false });
    }
    let renames = renames::find(repo, &entries)?;
    let mut gone = vec![false; entries.len()];
    for from in renames.from.iter().flatten() {
        gone[*from] = true;
    }
    let sources: Vec<(Vec<u8>, Option<Side>)> = renames
        .from
        .iter()
        .map(|from| {
            from.map_or((Vec::new(), None), |at| (entries[at].path.clone(), entries[at].old))
        })
        .collect();
    let files = entries
        .into_iter()
        .zip(sources)
        .zip(gone)
        .filter(|(_, gone)| !gone)
        .map(|((entry, (path, old)), _)| match old {
            None => Touched::from(entry),
            Some(_) => Touched { path: entry.path, old_path: Some(path), old, new: entry.new },
        })
        .collect();
    Ok(AllTouched { files, renames_limited: renames.limited })
}

impl Touched {
    /// What happened to it.
    pub(crate) const fn status(&self) -> FileStatus {
        match (&self.old, &self.new) {
            (None, _) => FileStatus::Added,
            (_, None) => FileStatus::Deleted,
            _ if self.old_path.is_some() => FileStatus::Renamed,
            _ => FileStatus::Modified,
        }
    }
}

impl From<Entry> for Touched {
    fn from(entry: Entry) -> Self {
        Self { path: entry.path, old_path: None, old: entry.old, new: entry.new }
    }
}

/// How many lines of a file differ; unseen where a content is not in this clone.
pub(crate) fn count(repo: &Repo, file: &Touched) -> Result<LineCount, Error> {
    if file.old.map(|side| side.id) == file.new.map(|side| side.id) {
        // Only the mode or the name changed; git still says so where the content is binary.
        let content = content(repo, file.new)?;
        let binary = content.is_some_and(|content| is_binary(&content));
        let nothing = LineCount::Counted { added: 0, deleted: 0 };
        return Ok(if binary { LineCount::Binary } else { nothing });
    }
    let (Some(old), Some(new)) = (content(repo, file.old)?, content(repo, file.new)?) else {
        return Ok(LineCount::Unseen);
    };
    if is_binary(&old) || is_binary(&new) {
        return Ok(LineCount::Binary);
    }
    let lines = repo.counter().count(&old, &new);
    Ok(LineCount::Counted { added: lines.added, deleted: lines.deleted })
}

/// The content of one side as git compares it, empty where there is none; none where it is not in
/// this clone.
pub(crate) fn content(repo: &Repo, side: Option<Side>) -> Result<Option<Bytes>, Error> {
    match side {
        None => Ok(Some(Bytes::default())),
        Some(Side { mode: Mode::Submodule, id }) => {
            Ok(Some(Bytes::new(format!("Subproject commit {id}\n").into_bytes())))
        }
        Some(side) => repo.blob(side.id),
    }
}
