//! What the changes around a change tell of it.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// What the history around a change says, each none where that was not or cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// How many change logs, and pieces of one, it touches.
    pub change_logs: Option<u32>,
    /// Source files it changes that are older than the 200 changes before it, were changed by at
    /// least five of them, and in none of these together with a test.
    pub untested_places: Option<Vec<Evidence>>,
    /// How many of its neighbours reached the main line within the same two seconds, as the commits of
    /// one request do that is rebased onto it.
    pub landed_with: Option<u32>,
    /// Whether it brings back what a change before it took back.
    pub brings_back: Option<bool>,
    /// Of a release: how many changes of source there were since the release before it.
    pub release_changes: Option<u32>,
    /// Of a release: how many changes since the release before it touch a change log, itself
    /// included.
    pub release_notes: Option<u32>,
    /// Of a release: how many of the 200 changes before the release before it touch a change log.
    pub told_before: Option<u32>,
}
