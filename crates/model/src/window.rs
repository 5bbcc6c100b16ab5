//! What a stretch of history shows beyond verdicts: debt, delivery, decisions, and where knowledge
//! lies. Places are named and nobody.

use serde::{Deserialize, Serialize};

use crate::RepoPath;

/// Marks of work left for later (TODO, FIXME, XXX, HACK in comments) that came and went in one
/// window, in changes by people. A mark that moves is neither, and one in a file that goes is not
/// paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How many came in.
    pub opened: u32,
    /// How many went.
    pub paid: u32,
}

/// What the newest window delivered, beyond the kinds of its changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// The tags on commits of the window, the newest first; none where the clone may have left tags
    /// out.
    pub tags: Option<Vec<String>>,
    /// The fixes, those that sweep through the tree left out.
    pub fixes: u32,
    /// How many of them rewrote lines that a change of the [`Delivered::young_days`] before had
    /// brought.
    pub follow_ups: u32,
    /// For how long lines are young, in days.
    pub young_days: u32,
}

/// An area that was left: many of its source files have authors, and none of them is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftArea {
    /// The folder.
    pub path: RepoPath,
    /// Its source files that have an author.
    pub files: u32,
    /// How many of them have no author who committed anything in the last 365 days.
    pub left: u32,
}

/// Two areas that change together, the second known to several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The area.
    pub area: RepoPath,
    /// The one beside it.
    pub near: RepoPath,
    /// How many people know the one beside it.
    pub keepers: u32,
    /// In how many changes of the period both were touched.
    pub together: u32,
}
