//! The sums of one file.

use std::collections::BTreeMap;

use git_coach_model::{FileChange, FileStatus, LineCount, Time};

use super::hotspots::Work;
use super::persons::PersonId;
use super::turns::Turns;

/// What the commits so far did to a file of the tree, under whatever name it had.
#[derive(Clone, Debug, Default)]
pub(super) struct FileSum {
    pub(super) commits: u32,
    pub(super) fixes: u32,
    /// When the newest commit was made.
    pub(super) last_change: Option<Time>,
    /// The same of people's commits.
    pub(super) last_by_person: Option<Time>,
    /// Who added it: several where branches added it each for itself.
    pub(super) creators: Vec<PersonId>,
    /// In how many commits each person had a hand, those that added it left out.
    pub(super) deliveries: BTreeMap<PersonId, u32>,
    pub(super) work: Work,
    pub(super) turns: Turns,
    added: u64,
    deleted: u64,
    unseen: bool,
}

impl FileSum {
    pub(super) fn take(&mut self, change: &FileChange, time: Time, is_fix: bool) {
        self.commits += 1;
        self.fixes += u32::from(is_fix);
        self.last_change = newer(self.last_change, time);
        self.added += u64::from(change.added().unwrap_or_default());
        self.deleted += u64::from(change.deleted().unwrap_or_default());
        self.unseen |= change.lines == LineCount::Unseen;
    }

    pub(super) fn take_hands(&mut self, change: &FileChange, hands: &[PersonId], time: Time) {
        for person in hands {
            let deliveries = self.deliveries.entry(*person).or_default();
            if change.status != FileStatus::Added {
                *deliveries += 1;
            } else if !self.creators.contains(person) {
                self.creators.push(*person);
            }
        }
        if !hands.is_empty() {
            self.last_by_person = newer(self.last_by_person, time);
        }
    }

    /// Lines added over its life; none where some content is not in this clone.
    pub(super) fn added(&self) -> Option<u64> {
        (!self.unseen).then_some(self.added)
    }

    /// Lines deleted, likewise.
    pub(super) fn deleted(&self) -> Option<u64> {
        (!self.unseen).then_some(self.deleted)
    }

    /// Everybody who had a hand in it.
    pub(super) fn people(&self) -> impl Iterator<Item = PersonId> {
        self.deliveries.keys().copied()
    }
}

/// Clocks differ: of two moments the later counts, not the first that comes along.
fn newer(known: Option<Time>, time: Time) -> Option<Time> {
    known.filter(|known| known.seconds >= time.seconds).or(Some(time))
}
