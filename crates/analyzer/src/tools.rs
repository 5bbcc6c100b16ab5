//! What other tools have written about the files of a change: which lines tests ran, and what
//! linters found.
//!
//! Owns the formats of these files and how their paths are found in the repository. Linters stay
//! linters: nothing here judges a line.

mod coverage;
mod paths;
mod sarif;

pub use coverage::Coverage;
pub use sarif::Findings;

use git_coach_model::{FileChange, Inspection, RepoPath, ToolFindings};

/// Above this size in bytes a file of another tool is not read.
pub const LARGEST: u64 = 256 << 20;

/// Why a file of another tool cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

/// All that other tools have written.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    /// Which lines tests ran; nothing where nobody gave a report.
    pub coverage: Coverage,
    /// What linters found; none where nobody gave a report.
    pub findings: Option<Findings>,
}

impl Tools {
    /// Puts what is known of the changed lines into `inspection`; returns what linters say of them.
    pub(crate) fn inspect(
        &self,
        files: &[FileChange],
        tree: &[&RepoPath],
        inspection: &mut Inspection,
    ) -> Option<ToolFindings> {
        inspection.coverage = self.coverage.of_change(files, tree);
        self.findings.as_ref().map(|findings| findings.of_change(files, tree))
    }
}
