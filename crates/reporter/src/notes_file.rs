//! What two people agreed on, kept as Markdown between their conversations: `git-coach.agreements/1`.
//!
//! The first line is git-coach's own: whose the file is, and what was offered and asked last. All
//! below it belongs to the reader, who may tick, reword, reorder, strike and add points; it is read
//! and added to, and never written anew. A point ends in the code `PRACTICE@COMMIT` where Git is
//! to be asked what became of it. Whose a file is stands in hashes, so that neither its first line
//! nor its name tells; but whoever knows the names could compute them.

mod read;
mod write;

use std::collections::BTreeSet;
use std::fmt;

use git_coach_model::{Agreement, Colleague, CommitId, PracticeId, Private};

pub use read::read;
pub use write::write;

/// The name of the format.
pub const SCHEMA: &str = "git-coach.agreements/1";
/// The most bytes of a file.
pub const LARGEST: u64 = 1 << 20;

/// Whose agreements they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    repository: String,
    /// The address that they use most.
    file: String,
    /// All of their addresses.
    people: BTreeSet<String>,
}

impl Owner {
    /// One person in the repository that began with this commit.
    pub fn of(origin: CommitId, who: &Private<Colleague>) -> Self {
        let hash = |known: &str| {
            let text = format!("git-coach\0{}", known.to_lowercase());
            format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
        };
        let who = who.for_notes();
        let mut people: BTreeSet<String> = who.addresses.iter().map(|one| hash(one)).collect();
        if people.is_empty() {
            people.insert(hash(&who.person.name));
        }
        Self { repository: origin.to_string(), file: hash(&who.person.email), people }
    }

    /// The repository's part of a path: digits that are the same in each of its clones.
    pub fn folder(&self) -> &str {
        self.repository.get(..16).unwrap_or_default()
    }

    /// The person's part of a path, which tells no name.
    pub fn file(&self) -> &str {
        &self.file
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Kept {
    repository: String,
    people: BTreeSet<String>,
    /// The practices of all steps that were offered.
    pub(crate) offered: BTreeSet<PracticeId>,
    /// The questions that were asked last, as hashes.
    pub(crate) asked: BTreeSet<String>,
    /// The points, in the order of the file.
    pub(crate) items: Vec<Item>,
    /// All but the first line, as it stands.
    rest: String,
}

/// A point that somebody may tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) is_done: bool,
    /// Without its code: anybody's text.
    pub(crate) text: String,
    /// What Git is asked; nothing of a point that was written by hand.
    pub(crate) agreement: Option<Agreement>,
}

impl Kept {
    /// What Git is to be asked, in the order of the file.
    pub fn agreements(&self) -> Vec<Agreement> {
        self.items.iter().filter_map(|item| item.agreement.clone()).collect()
    }

    /// Whether they are the agreements of this owner: one address in common is enough, as a mailmap
    /// may have brought others together since.
    ///
    /// # Errors
    /// What they are of instead.
    pub fn is_of(&self, owner: &Owner) -> Result<(), Foreign> {
        if self.repository != owner.repository {
            Err(Foreign::Repository)
        } else if self.people.is_disjoint(&owner.people) {
            Err(Foreign::Person)
        } else {
            Ok(())
        }
    }
}

/// Whose agreements a file holds instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Those of somebody else.
    Person,
    /// Those of another repository.
    Repository,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing in it.
    Empty,
    /// The first line is not git-coach's.
    NoAgreements,
    /// The first line is of another version, or damaged.
    FirstLine,
    /// There are more points than anybody could keep.
    TooMany,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::NoAgreements => "holds no agreements of git-coach: its first line says none",
            Self::FirstLine => "has a first line that cannot be read",
            Self::TooMany => "holds more points than can be kept",
        })
    }
}
