//! What a change did to the dependencies that manifests declare.

use serde::{Deserialize, Serialize};

use crate::RepoPath;

/// Dependencies that a change added and removed, in manifests whose form is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependencies {
    /// Names that none of the touched manifests declared before, sorted.
    pub added: Vec<String>,
    /// Of those added, the ones that are new to the project: of other people, declared in a manifest
    /// that was there before, and in no lock file beside or above it, sorted.
    pub new: Vec<String>,
    /// Names whose lowest major version was raised, sorted.
    pub major_raised: Vec<String>,
    /// Names that none of the touched manifests declares any more, sorted; those of manifests that
    /// were deleted are left out.
    pub removed: Vec<String>,
    /// Manifests that declare something else than before in what the lock file beside them
    /// repeats, while that lock file changed along.
    pub followed: Vec<RepoPath>,
    /// The same where the lock file did not change.
    pub unfollowed: Vec<RepoPath>,
}
