//! One change: what a team reviews at once.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Around, Commit, CommitId, Dependencies, FileChange, Inspection, Kind, Message, Person,
    PipelineChange, Tail, Time,
};

/// What names a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChangeId {
    /// A commit of the main line.
    Commit(CommitId),
    /// The commits that `head` has and the base has not, as the diff from their merge base.
    Range {
        /// The merge base.
        base: CommitId,
        /// The last commit.
        head: CommitId,
    },
    /// What is staged in the index.
    Staged,
    /// What is in the work tree, staged or not.
    Worktree,
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commit(id) => id.fmt(f),
            Self::Range { base, head } => write!(f, "{base}..{head}"),
            Self::Staged => f.write_str("staged"),
            Self::Worktree => f.write_str("worktree"),
        }
    }
}

/// The unit a team reviews: on a history each first-parent commit of the main line (a merge stands
/// for the branch it brought, as the diff to its first parent), in a review the range as a whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// What names it.
    pub id: ChangeId,
    /// What to call it: the request's title where a merge tells it, else the subject.
    pub title: String,
    /// What was said of it; none for work that is not committed yet.
    pub message: Option<Message>,
    /// What sort of work it is.
    pub kind: Kind,
    /// When it reached the main line.
    pub time: Time,
    /// Who wrote its commits, co-authors included, sorted, programs left out.
    pub authors: Vec<Person>,
    /// Whether programs alone wrote it.
    pub by_bot: bool,
    /// The commits it brought, merges left out, oldest first.
    pub commits: Vec<Commit>,
    /// The files it changed, sorted by path.
    pub files: Vec<FileChange>,
    /// What it did to the declared dependencies; none where that was not or cannot be read.
    pub dependencies: Option<Dependencies>,
    /// What it did to the checks of pipelines; none where that was not or cannot be read.
    pub pipelines: Option<PipelineChange>,
    /// What a closer look at its contents shows.
    pub inspection: Inspection,
    /// What the changes before it say of it; none where too few of them were read.
    pub tail: Option<Tail>,
    /// Whether it holds the first work that its one author ever did here; none where not the whole
    /// history was read.
    pub is_first_work: Option<bool>,
    /// What the history around it says.
    pub around: Around,
}

impl Change {
    /// Whether nothing comes before it: a commit without a parent, or a range that begins with one.
    pub fn is_root(&self) -> bool {
        match self.id {
            ChangeId::Commit(id) => {
                self.commits.iter().any(|commit| commit.id == id && commit.parents.is_empty())
            }
            ChangeId::Range { base, .. } => base.as_bytes().iter().all(|byte| *byte == 0),
            ChangeId::Staged | ChangeId::Worktree => false,
        }
    }

    /// Whether there may be more commits than are known, as a shallow clone ends among them.
    pub fn is_cut_off(&self) -> bool {
        self.commits.iter().any(|commit| commit.unseen)
    }

    /// Whether it bears a trace of a review: it is a merge, or its message bears one. None before it
    /// lands.
    pub fn review_trace(&self) -> Option<bool> {
        let ChangeId::Commit(id) = self.id else { return None };
        let is_merge = self.commits.iter().all(|commit| commit.id != id);
        Some(is_merge || self.message.as_ref()?.review_trace)
    }
}
