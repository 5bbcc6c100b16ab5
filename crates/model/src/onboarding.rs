//! What notes for somebody new are made of.

use std::collections::BTreeMap;

use crate::{CommitId, Finding, Header, Practice, PracticeId, RepoPath, Unseen, Window};

/// A repository as somebody new meets it; it names colleagues, and so travels only inside
/// [`crate::Private`].
#[derive(Clone, Debug)]
pub struct OnboardingSurvey {
    /// Where it was made.
    pub header: Header,
    /// The stretch of history that was read.
    pub window: Window,
    /// The practices that were held against the changes, by id.
    pub practices: BTreeMap<PracticeId, Practice>,
    /// For each practice the best local example.
    pub exemplars: BTreeMap<PracticeId, Finding>,
    /// The areas that were worked on, by path.
    pub grounds: Vec<Ground>,
    /// Source files that are safe to start in: shared, tested, of a size to be read, and calm.
    pub safe_files: Vec<RepoPath>,
    /// Folders that only show or describe the rest, where nothing breaks that runs.
    pub asides: Vec<RepoPath>,
    /// Small first changes of others, the newest first, with their titles.
    pub starts: Vec<(CommitId, String)>,
    /// What is written down, the first page of each sort.
    pub written: BTreeMap<Guide, RepoPath>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// An area as somebody new meets it.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The folder.
    pub path: RepoPath,
    /// The names of those who have worked there, or brought in what others did, in the order of the
    /// alphabet, three at most.
    pub ask: Vec<String>,
    /// Whether three people or more have.
    pub is_shared: bool,
    /// Whether at least half of its changes came with tests.
    pub is_tested: bool,
    /// What makes it harder than others.
    pub care: Option<Care>,
}

/// Why somebody new had better not be alone in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Care {
    /// One person alone has worked there.
    OnePair,
    /// A file of it goes back and forth between people.
    Contested(RepoPath),
    /// A file of it is large and often rewritten.
    Hot(RepoPath),
    /// Half of its changes, or more, mend something.
    Mended,
}

/// A page that somebody new looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guide {
    /// What it is, and how to run it.
    Readme,
    /// How to work on it.
    Contributing,
    /// Which parts there are.
    Architecture,
    /// What was decided, and why.
    Decisions,
    /// Who looks after what.
    Owners,
    /// What a change is asked.
    Template,
    /// What changed for those who use it.
    Changelog,
}

impl Guide {
    /// All of them, in the order of reading.
    pub const ALL: [Self; 7] = [
        Self::Readme,
        Self::Contributing,
        Self::Architecture,
        Self::Decisions,
        Self::Owners,
        Self::Template,
        Self::Changelog,
    ];
}
