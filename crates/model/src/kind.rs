//! What sort of work a commit or a change is.

use serde::{Deserialize, Serialize};

/// What sort of work a commit or a change is, as its message and its files tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something new for users.
    Feature,
    /// A defect mended.
    Fix,
    /// The same behaviour in a better shape.
    Refactoring,
    /// Tests alone.
    Test,
    /// Documents alone.
    Docs,
    /// Pipelines, build and settings.
    Build,
    /// Formatting, renames, generated code: no decision in it.
    Mechanical,
    /// Dependencies raised, added or removed.
    Dependencies,
    /// An earlier commit undone.
    Revert,
    /// A version made ready.
    Release,
    /// Commits joined, with no work of its own.
    Merge,
    /// What neither message nor files tell.
    Other,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Feature,
        Self::Fix,
        Self::Refactoring,
        Self::Test,
        Self::Docs,
        Self::Build,
        Self::Mechanical,
        Self::Dependencies,
        Self::Revert,
        Self::Release,
        Self::Merge,
        Self::Other,
    ];

    /// The kind's name, as practice files and rows of facts write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Fix => "fix",
            Self::Refactoring => "refactoring",
            Self::Test => "test",
            Self::Docs => "docs",
            Self::Build => "build",
            Self::Mechanical => "mechanical",
            Self::Dependencies => "dependencies",
            Self::Revert => "revert",
            Self::Release => "release",
            Self::Merge => "merge",
            Self::Other => "other",
        }
    }
}
