//! Places that go back and forth between people.
//!
//! A turn is a rewrite of a file (an ordinary commit that deletes lines of it) by the one of two
//! people after the other, when each of them had just followed the other: A, B, A, B. One who comes
//! back after ever other people (A, B, A, C, A) looks after the place, and takes no turn. Where
//! there are [`LEAST_TURNS`] turns in the last [`DAYS`] days, and what was deleted comes to half of
//! what was added or more (lines were replaced, the file did not merely grow), the place is
//! contested. The rule is our own; it says nothing of who is right, and no row says who it was.

use git_coach_model::{FileChange, FileStatus};

use super::persons::PersonId;

/// How far back is looked, in days.
pub(super) const DAYS: i64 = 365;
/// How many turns make a place contested.
const LEAST_TURNS: u32 = 6;

/// How a file went from hand to hand, newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    turns: u32,
    /// Whose rewrite was seen last, and whose before that, another person's.
    last: Option<PersonId>,
    before: Option<PersonId>,
    /// How often in a row it came back to the one of these two from the other.
    returns: u32,
    added: u64,
    deleted: u64,
}

impl Turns {
    /// Takes an ordinary commit of that age by its author.
    pub(super) fn take(&mut self, change: &FileChange, days: i64, author: Option<PersonId>) {
        let (added, deleted) =
            (change.added().unwrap_or_default(), change.deleted().unwrap_or_default());
        let Some(author) = author.filter(|_| days <= DAYS && deleted > 0) else {
            return;
        };
        if change.status == FileStatus::Added {
            return;
        }
        self.added += u64::from(added);
        self.deleted += u64::from(deleted);
        if self.last != Some(author) {
            self.returns = if self.before == Some(author) { self.returns + 1 } else { 0 };
            self.turns += u32::from(self.returns > 1);
            self.before = self.last.replace(author);
        }
    }

    pub(super) fn is_contested(&self) -> bool {
        self.turns >= LEAST_TURNS && self.deleted * 2 >= self.added
    }
}
