//! A part of a repository that people work in.

use crate::RepoPath;

/// A part of the tree over the whole period that was read.
#[derive(Clone, Debug)]
pub struct Area {
    /// The folder.
    pub path: RepoPath,
    /// Its source and test files now.
    pub files: u32,
    /// The changes of the period that touched it, programs' left out.
    pub changes: u32,
    /// How many people wrote them.
    pub people: u32,
    /// How many of the changes were fixes.
    pub fixes: u32,
    /// The length of the period in days.
    pub days: u32,
    /// How many people know it: who had a hand in three of the commits to it, and in a tenth of
    /// them.
    pub keepers: u32,
    /// How many of these changed anything in the repository in the last [`Area::recent_days`]; none
    /// where the period is too short to tell.
    pub active_keepers: Option<u32>,
    /// The last third of the period, in days.
    pub recent_days: u32,
    /// The source file in which most fixes rewrote lines of an earlier fix.
    pub refixed: Option<RepoPath>,
    /// How many fixes of the period rewrote lines in that file which an earlier fix, at most
    /// 60 days before, had added.
    pub refixes: u32,
}
