//! What the changes before it say of a change.

use serde::{Deserialize, Serialize};

use crate::RepoPath;

/// A change beside the last 200 before it, programs' left out: as much of the past as a review
/// reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tail {
    /// How many changes there are.
    pub changes: u32,
    /// Of a hundred of these, how many bear a trace of a review, merges of histories, releases and
    /// reverts left out; none under 20 others.
    pub reviewed: Option<u32>,
    /// The much-changed source file that it makes smallest beside what it was; none where it shrinks
    /// no such file.
    pub shrunk: Option<Shrunk>,
    /// How many files have nearly always changed along with one that it touches.
    pub companions: u32,
    /// Those of them that did not change this time, those seen together most often first.
    pub left_behind: Vec<LeftBehind>,
    /// How many people look after the areas that it touches, where these are several areas and
    /// people; none of them is named.
    pub keepers: u32,
    /// How many of them wrote it or helped, or are named by a trailer; none where a review left a
    /// trace that does not say whose it was.
    pub voices: Option<u32>,
    /// How many areas it touches that somebody looks after.
    pub kept_areas: u32,
    /// The first of these whose keeper left no trace.
    pub unheard: Option<RepoPath>,
}

/// A source file that many changes touched, and that became smaller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shrunk {
    /// Where it is.
    pub path: RepoPath,
    /// How many lines of code more went than came; blank lines, comments and test code left out.
    pub lines: u32,
    /// How many of the changes before touched it.
    pub changes: u32,
}

/// A file that nearly always changed along with another, and did not this time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBehind {
    /// The file that the change touches.
    pub path: RepoPath,
    /// Its companion.
    pub companion: RepoPath,
    /// In how many of the changes before both were touched.
    pub together: u32,
    /// How many of the changes before touched the first.
    pub changes: u32,
}
