//! One commit.

use serde::{Deserialize, Serialize};

use crate::{CommitId, FileChange, Kind, Message, Person, Time};

/// One commit and what it did to its first parent's tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Commit {
    /// Its name.
    pub id: CommitId,
    /// Its parents, in order; none for a root.
    pub parents: Vec<CommitId>,
    /// Who wrote it, after the mailmap.
    pub author: Person,
    /// When it was written.
    pub author_time: Time,
    /// When it was committed.
    pub committer_time: Time,
    /// The people of its `Co-authored-by` trailers, after the mailmap, assistants left out.
    pub coauthors: Vec<Person>,
    /// What it says.
    pub message: Message,
    /// What sort of work it is.
    pub kind: Kind,
    /// Whether a program wrote it.
    pub by_bot: bool,
    /// Whether what it changed cannot be seen: a shallow clone ends with it.
    pub unseen: bool,
    /// The files it changed, sorted by path; none for a merge, whose work is its parents'.
    pub files: Vec<FileChange>,
}

impl Commit {
    /// Whether it joins several parents.
    pub const fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }
}
