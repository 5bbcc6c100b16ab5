//! The door by which `benches/` reaches what the history engine does for one pair; for nothing else.

use git2::Oid;

use crate::history::Counter;
use crate::{Error, Repo, history};

/// What counts the lines of one pair of texts after the other.
#[derive(Default)]
pub struct Lines(Counter);

impl Lines {
    /// How many lines are added and deleted from one text to another.
    pub fn count(&mut self, old: &[u8], new: &[u8]) -> (u32, u32) {
        let lines = self.0.count(old, new);
        (lines.added, lines.deleted)
    }
}

/// How many files differ between two trees.
///
/// # Errors
/// A tree that cannot be read.
pub fn files_between(repo: &Repo, old: Oid, new: Oid) -> Result<usize, Error> {
    history::touched(repo, Some(old), Some(new)).map(|all| all.files.len())
}
