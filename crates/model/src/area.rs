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
}
