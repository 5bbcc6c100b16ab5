//! A part of a repository that people work in.

use serde::{Deserialize, Serialize};

use crate::RepoPath;

/// A part of the tree over the whole period that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Area {
    /// The folder.
    pub path: RepoPath,
    /// Whether it only shows, describes or feeds what lies elsewhere: samples, documents, fixtures.
    pub aside: bool,
    /// Its source and test files now.
    pub files: u32,
    /// The changes of the period that touched it, programs' left out.
    pub changes: u32,
    /// How many people wrote them.
    pub people: u32,
    /// How many of the changes were fixes.
    pub fixes: u32,
    /// The length of the period in days, at most the age of the history.
    pub days: u32,
    /// How many people know it: who had a hand in three of the commits to it, and in a tenth of
    /// them.
    pub keepers: u32,
    /// How many of these changed anything in the repository in the last [`Area::recent_days`]; none
    /// where the period is too short to tell.
    pub active_keepers: Option<u32>,
    /// How many people had a hand in three of the commits to it in the last [`Area::recent_days`];
    /// none where the period is too short to tell.
    pub active_people: Option<u32>,
    /// The last third of the period, in days.
    pub recent_days: u32,
    /// The source file in which most fixes rewrote lines of an earlier fix.
    pub refixed: Option<RepoPath>,
    /// How many fixes of the period rewrote lines in that file which an earlier fix, at most
    /// 60 days before, had added.
    pub refixes: u32,
    /// How many fixes of the period touched that file.
    pub refixed_fixes: u32,
    /// The most fixes in a row of which each rewrote lines in that file which the one before had
    /// added.
    pub refix_chain: u32,
    /// The hottest of its source files over the period; none where none is hot, and where it was not
    /// looked for.
    pub hot: Option<HotFile>,
    /// The file of its source and tests that went back and forth most; none likewise.
    pub contested: Option<ContestedFile>,
    /// Whether hot and contested files were looked for.
    pub places_seen: bool,
}

/// A hotspot of an area over a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HotFile {
    /// Where it is.
    pub path: RepoPath,
    /// The ordinary commits to it.
    pub commits: u32,
    /// How many of them were fixes.
    pub fixes: u32,
    /// How many lines it gained beyond those it lost.
    pub growth: u32,
    /// How many changes that call themselves a refactoring touched it.
    pub refactorings: u32,
}

/// A file that went back and forth between people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContestedFile {
    /// Where it is.
    pub path: RepoPath,
    /// How many changes rewrote lines of it.
    pub rewrites: u32,
    /// How many of these bear a trace of talk: of a review, an issue, or a second author.
    pub talked: u32,
}
