//! What notes for a one-to-one are made of: the work of one person.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Change, CommitId, Finding, Header, Person, Practice, PracticeId, RepoPath, Unseen, Window,
};

/// What notes for a one-to-one are made of.
#[derive(Clone, Debug)]
pub struct NotesSurvey {
    /// Where it was made.
    pub header: Header,
    /// The stretch of history that was read.
    pub window: Window,
    /// The practices that were held against the work, by id.
    pub practices: BTreeMap<PracticeId, Practice>,
    /// One person's work.
    pub work: PersonalWork,
    /// What it shows of earlier agreements, one each, in their order.
    pub since: Vec<Since>,
    /// For each practice the best local example, by anybody.
    pub models: BTreeMap<PracticeId, LocalModel>,
    /// What each practice rests on, in its order.
    pub readings: BTreeMap<PracticeId, Vec<Reading>>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// One person, under all the identities that are taken for them; travels only inside
/// [`crate::Private`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// What to call them: as they have committed most.
    pub person: Person,
    /// All that is taken for them, sorted; one at least.
    pub identities: Vec<Person>,
    /// What may be theirs as well and was not taken, sorted.
    pub apart: Vec<Person>,
    /// Every address of theirs in lower case, with and without the mailmap.
    pub addresses: BTreeSet<String>,
    /// What moves on with each commit of theirs, so that others of some things can take their turn; it
    /// is told nowhere.
    pub turn: u64,
}

/// A habit that two people agreed to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Its practice.
    pub practice: PracticeId,
    /// The first digits of the newest commit at that time.
    pub at: String,
}

/// What the work since an agreement shows of its habit.
#[derive(Clone, Debug)]
pub struct Since {
    /// Whether the practice is still in force.
    pub is_held: bool,
    /// The newest subject with the habit.
    pub present: Option<Finding>,
    /// The newest subject without it.
    pub missing: Option<Finding>,
}

/// One person's work over a window; travels only inside [`crate::Private`].
#[derive(Clone, Debug)]
pub struct PersonalWork {
    /// Whose.
    pub who: Colleague,
    /// The changes they had a hand in, the newest first.
    pub changes: Vec<Change>,
    /// The verdicts that are present or missing on those changes and on their own commits.
    pub findings: Vec<Finding>,
    /// What is missing in a place that one of their changes went to, told of the newest such change.
    pub places: Vec<Finding>,
    /// The changes of others that they brought in, by merging or applying them, the newest first.
    pub brought_in: Vec<BroughtIn>,
    /// The folders they worked in, the most touched first.
    pub folders: Vec<RepoPath>,
    /// Whether the first three of those hold most of the work.
    pub is_mostly_there: bool,
    /// Folders that few others know, by the whole history, whether they were worked in or not.
    pub few_know: Vec<KnownToFew>,
    /// Folders they worked in that others know, by the whole history, and they hardly do.
    pub others_know: Vec<RepoPath>,
}

/// A change of somebody else that a person brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    /// The commit of the main line.
    pub commit: CommitId,
    /// What it is called.
    pub title: String,
}

/// A folder that a person knows and few others do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownToFew {
    /// Which.
    pub path: RepoPath,
    /// How many others are authors there or had a hand in several commits: none, one or two.
    pub others: u32,
}

/// A good model of a habit from this very repository.
#[derive(Clone, Debug)]
pub struct LocalModel {
    /// Where it is.
    pub finding: Finding,
    /// Whether it is the reader's own work.
    pub is_own: bool,
}

/// A published source that a practice rests on, to read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Where to find it: authors, title, place.
    pub reference: String,
    /// What it supports, as a sentence.
    pub claim: String,
}
