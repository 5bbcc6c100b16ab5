//! The names under which the files of today's tree were known.

use std::collections::HashMap;

use git_coach_model::{FileChange, FileStatus, RepoPath};

use super::Touched;

/// Which file of the tree a path stood for, at the moment that a walk back in time has come to.
///
/// A path keeps standing for its file until an older rename says that it stood for another: also
/// where the file is new, because branches add the same file each for itself, and the newer of the
/// two must not hide what lies behind the older.
#[derive(Debug)]
pub(super) struct Paths(HashMap<RepoPath, usize>);

impl Paths {
    pub(super) fn new<'a>(paths: impl Iterator<Item = &'a RepoPath>) -> Self {
        Self(paths.enumerate().map(|(file, path)| (path.clone(), file)).collect())
    }

    /// The files of the tree among those that a commit changed, each once; deletions touch none.
    pub(super) fn follow<'a>(&mut self, changes: &'a [FileChange]) -> Vec<Touched<'a>> {
        let mut touched: Vec<Touched<'a>> = changes
            .iter()
            .filter(|change| change.status != FileStatus::Deleted)
            .filter_map(|change| Some((*self.0.get(&change.path)?, change)))
            .collect();
        // After all are found: two files may have changed places.
        for (file, change) in &touched {
            if let Some(old) = &change.old_path {
                self.0.insert(old.clone(), *file);
            }
        }
        touched.sort_by_key(|(file, _)| *file);
        touched.dedup_by_key(|(file, _)| *file);
        touched
    }
}
