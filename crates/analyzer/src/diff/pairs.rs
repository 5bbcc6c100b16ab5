//! What was read of pairs of contents, while a merge and its commits are read.
//!
//! A merge brings what its commits did, so most of its pairs of contents are theirs as well: of a
//! merge of one commit all, unless somebody else touched the same file meanwhile.

use std::collections::HashMap;

use git_coach_model::FileChange;

use crate::history::Touched;
use crate::repo::Repo;

/// Pairs that were read, as long as somebody keeps them.
#[derive(Default)]
pub(crate) struct Pairs(Option<HashMap<Touched, FileChange>>);

impl Pairs {
    /// What was read of this pair, at this path.
    pub(super) fn get(&self, file: &Touched) -> Option<FileChange> {
        self.0.as_ref()?.get(file).cloned()
    }

    pub(super) fn put(&mut self, file: &Touched, change: &FileChange) {
        if let Some(known) = &mut self.0 {
            known.insert(file.clone(), change.clone());
        }
    }
}

/// Keeps what is read of pairs while `read` is called.
pub(crate) fn kept<T>(repo: &Repo, read: impl FnOnce() -> T) -> T {
    repo.pairs().0 = Some(HashMap::new());
    let result = read();
    repo.pairs().0 = None;
    result
}
