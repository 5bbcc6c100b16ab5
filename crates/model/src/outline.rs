//! One commit without its full message.

use crate::{Commit, CommitId, FileChange, Kind, Person, Time};

/// A commit in outline: all that facts about a whole history are made of, and no more, so that
/// twenty years of it can be kept and read again at once. What a message says below its subject is
/// in [`Commit`](crate::Commit).
#[derive(Clone, Debug)]
pub struct Outline {
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
    /// The first paragraph of its message on one line.
    pub subject: String,
    /// What sort of work it is.
    pub kind: Kind,
    /// Whether a program wrote it.
    pub by_bot: bool,
    /// Whether what it changed cannot be seen: a shallow clone ends with it.
    pub unseen: bool,
    /// Whether it adds and removes more files than git compares with one another: of renamed files
    /// only those of equal content are told as such.
    pub renames_limited: bool,
    /// The files it changed, sorted by path; none for a merge, whose work is its parents'. Without
    /// changed lines, and without line counts where those were not asked for.
    pub files: Vec<FileChange>,
}

impl From<&Commit> for Outline {
    fn from(commit: &Commit) -> Self {
        let without_lines = |file: &FileChange| FileChange {
            path: file.path.clone(),
            old_path: file.old_path.clone(),
            added_lines: None,
            deleted_lines: None,
            ..*file
        };
        Self {
            id: commit.id,
            parents: commit.parents.clone(),
            author: commit.author.clone(),
            author_time: commit.author_time,
            committer_time: commit.committer_time,
            coauthors: commit.coauthors.clone(),
            subject: commit.message.subject.clone(),
            kind: commit.kind,
            by_bot: commit.by_bot,
            unseen: commit.unseen,
            renames_limited: false,
            files: commit.files.iter().map(without_lines).collect(),
        }
    }
}
