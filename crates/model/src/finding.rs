//! A practice held against a subject.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ChangeId, CommitId, PracticeId, RepoPath};

/// What holding a practice against a subject came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The habit is there.
    Present,
    /// It applies and is not there.
    Missing,
    /// It does not apply.
    NotApplicable,
    /// This clone cannot tell.
    Unseen,
}

impl Verdict {
    /// Its name, as examples and rows of facts write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Missing => "missing",
            Self::NotApplicable => "not-applicable",
            Self::Unseen => "unseen",
        }
    }
}

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectId {
    /// One commit.
    Commit(CommitId),
    /// One change.
    Change(ChangeId),
    /// The repository as it was at a commit.
    Repository(CommitId),
    /// A part of the tree.
    Area(RepoPath),
}

impl SubjectId {
    /// The commit that stands for it where there is one: the commit itself, or the one that
    /// brought the change to the main line.
    pub const fn commit(&self) -> Option<CommitId> {
        match self {
            Self::Commit(id) | Self::Change(ChangeId::Commit(id)) => Some(*id),
            _ => None,
        }
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commit(id) | Self::Repository(id) => id.fmt(f),
            Self::Change(id) => id.fmt(f),
            Self::Area(path) => path.fmt(f),
        }
    }
}

/// Where to see it: a file, and a line of it where one says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The file.
    pub path: RepoPath,
    /// The line's number, from 1, if one line shows it.
    pub line: Option<u32>,
    /// The line's text, if one line shows it.
    pub text: Option<Box<str>>,
}

/// A fact's value, as the words show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Number(u64),
    /// Words of ours.
    Text(String),
    /// Text of the repository: hostile until a renderer has made it harmless.
    Quoted(String),
    /// A path of the repository, hostile likewise.
    Path(RepoPath),
}

/// The values of the facts that a practice's words name.
pub type Values = BTreeMap<String, Value>;

/// A practice held against a subject, with what the words need.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The practice.
    pub practice: PracticeId,
    /// What it is about.
    pub subject: SubjectId,
    /// The subject's title: a subject line, a path, the repository's name.
    pub title: String,
    /// What it came to; [`Verdict::Present`] or [`Verdict::Missing`].
    pub verdict: Verdict,
    /// Whether it is presence that is worth praise.
    pub praiseworthy: bool,
    /// Where to see it; at most [`Finding::MOST_EVIDENCE`] places.
    pub evidence: Vec<Evidence>,
    /// How many places there are in all.
    pub found: u32,
    /// The values of the facts that the words name.
    pub values: Values,
}

impl Finding {
    /// How many places a finding names.
    pub const MOST_EVIDENCE: usize = 20;
}
