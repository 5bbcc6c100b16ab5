//! What a history says of the places of today's tree: its files and areas.
//!
//! Places, never people, are what is counted here. A row that names people ([`Ownership`],
//! [`TruckFactor`]) says who is an author of a place and nothing of how it fares; a row that says
//! how a place fares ([`AreaHistory`], [`Hotspot`]) counts people and names none.

use crate::{CommitId, Person, RepoPath, Role, Time};

/// An area with all that happened to the source and test files that it holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaHistory {
    /// The folder.
    pub path: RepoPath,
    /// Its source and test files now.
    pub files: u32,
    /// The commits that touched one of them, programs' too.
    pub commits: u32,
    /// How many of the commits were fixes.
    pub fixes: u32,
    /// Lines added to these files; none where some content is not in this clone.
    pub added: Option<u64>,
    /// Lines deleted from them, likewise.
    pub deleted: Option<u64>,
    /// How many people wrote the commits, or helped to.
    pub people: u32,
    /// How many people are an author of one of the files; none where the history is cut off.
    pub authors: Option<u32>,
    /// How many of the files went back and forth between people in the last year.
    pub contested: u32,
    /// When the last of the commits was made; none where there is none.
    pub last_change: Option<Time>,
}

/// Who is an author of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// Where it is.
    pub path: RepoPath,
    /// What it is for.
    pub role: Role,
    /// How many people had a hand in a commit to it.
    pub people: u32,
    /// Those of them who are its authors, by name; none where the history is cut off.
    pub authors: Option<Vec<Person>>,
    /// When a person last changed it.
    pub last_change: Time,
}

/// Two files that change together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupling {
    /// The first of the two by path.
    pub path: RepoPath,
    /// The other.
    pub other: RepoPath,
    /// In how many commits both changed: the support.
    pub together: u32,
    /// In how many commits the first changed.
    pub path_commits: u32,
    /// In how many commits the other changed.
    pub other_commits: u32,
}

impl Coupling {
    /// Of 100 commits that changed the first, how many changed the other too, rounded down.
    pub const fn confidence(&self) -> u32 {
        percent(self.together, self.path_commits)
    }

    /// Of 100 commits that changed the other, how many changed the first too, rounded down.
    pub const fn other_confidence(&self) -> u32 {
        percent(self.together, self.other_commits)
    }
}

const fn percent(part: u32, whole: u32) -> u32 {
    if whole == 0 { 0 } else { (part as u64 * 100 / whole as u64) as u32 }
}

/// A source file that was rewritten much and lately, and is large.
///
/// Each of the three is a rank: how many of 100 source files of the tree have less of it. Their
/// product is the [heat](Self::heat).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hotspot {
    /// Where it is.
    pub path: RepoPath,
    /// Its lines now.
    pub lines: u32,
    /// The ordinary commits to it: no program's, no release, no sweep through the tree.
    pub commits: u32,
    /// How many of them are of the last [`Hotspot::recent_days`].
    pub recent: u32,
    /// The length of the time that counts as recent, in days.
    pub recent_days: u32,
    /// How many of them were fixes.
    pub fixes: u32,
    /// The lines that they added and deleted after the file was new.
    pub churn: u64,
    /// The rank of its relative churn: churn by line of the file.
    pub churn_rank: u32,
    /// The rank of its size.
    pub size_rank: u32,
    /// The rank of its recent work.
    pub recency_rank: u32,
    /// How many source files have fewer lines.
    pub smaller: u32,
    /// How many source files there are.
    pub source_files: u32,
    /// Whether it went back and forth between people in the last year.
    pub contested: bool,
}

impl Hotspot {
    /// The product of the three ranks on a scale from 0 to 100, rounded down.
    pub const fn heat(&self) -> u32 {
        self.churn_rank * self.size_rank * self.recency_rank / 10_000
    }
}

/// The fewest people without whom more than half of the code would have no author: an estimate
/// for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruckFactor {
    /// How many they are; none where the history is cut off, or no file is counted.
    pub people: Option<u32>,
    /// Who they are, by name.
    pub who: Vec<Person>,
    /// How many files are counted.
    pub files: u32,
    /// How many of the files would have no author without them.
    pub orphaned: u32,
    /// The commit whose tree is counted.
    pub at: CommitId,
    /// When it was made.
    pub time: Time,
}

/// How large the ordinary commits of a history are, by one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percentiles {
    /// What is measured, as rows name it.
    pub measure: &'static str,
    /// How many commits are measured.
    pub commits: u64,
    /// For each of [`Percentiles::PERCENTS`], the least value that so many of 100 commits do not
    /// exceed (the nearest rank); none where there are no commits.
    pub values: [Option<u64>; 5],
}

impl Percentiles {
    /// The percentiles that are told.
    pub const PERCENTS: [u8; 5] = [25, 50, 75, 90, 99];
}
