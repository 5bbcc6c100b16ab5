//! How a repository stands by its whole history.

use serde::{Deserialize, Serialize};

use crate::{LeftArea, RepoPath};

/// What only the whole history tells of a repository at one commit. Counts of people and places;
/// nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The fewest people without whom more than half of the source and test files would have no
    /// author; none where the history is cut off, or no file is counted.
    pub truck_factor: Option<u32>,
    /// How many source and test files that counts.
    pub code_files: u32,
    /// How many people had a hand in at least three commits of the last 365 days.
    pub active_people: u32,
    /// How many areas had at least ten commits in the same time.
    pub worked_areas: u32,
    /// In how many of these one pair of hands, the same in all, was in two of three commits.
    pub carried_areas: u32,
    /// How many lock files stand above at least ten source files that people changed in the same
    /// time.
    pub locks: u32,
    /// How many of these nobody has changed for two years (730 days).
    pub old_locks: u32,
    /// The first of them by path.
    pub old_lock: Option<RepoPath>,
    /// The areas of which at least two thirds of five files or more were left, by path.
    pub left_areas: Vec<LeftArea>,
}
