//! Who works where now, and whose first work a commit is. Merges and programs' commits are left out:
//! what they join is somebody's commit already.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use git_coach_model::{CommitId, Outline};

use super::counted;
use super::persons::PersonId;

/// For how many days work is recent.
pub(super) const DAYS: i64 = 365;
/// In how many recent commits a person has a hand to be active.
const LEAST_HANDS: u32 = 3;
/// How many recent commits make an area one that is worked on.
const LEAST_COMMITS: u32 = 10;
/// Before how many commits nobody is new: a project begins with somebody's first work.
const LEAST_BEFORE: u32 = 50;

/// The sums so far, the newest commit first.
#[derive(Debug, Default)]
pub(super) struct Recent {
    people: HashMap<PersonId, u32>,
    areas: BTreeMap<usize, Area>,
    /// The oldest commit of each person that was seen, and the how manyth it was.
    oldest: HashMap<PersonId, (CommitId, u32)>,
    commits: u32,
}

#[derive(Debug, Default)]
struct Area {
    commits: u32,
    people: BTreeMap<PersonId, u32>,
}

impl Recent {
    /// Takes a commit of that age by these people to these areas.
    pub(super) fn take(
        &mut self,
        commit: &Outline,
        hands: &[PersonId],
        within: &BTreeSet<usize>,
        days: i64,
    ) {
        if hands.is_empty() || commit.parents.len() > 1 {
            return;
        }
        self.commits += 1;
        for person in hands {
            self.oldest.insert(*person, (commit.id, self.commits));
        }
        if days > DAYS {
            return;
        }
        for person in hands {
            *self.people.entry(*person).or_default() += 1;
        }
        for area in within {
            let area = self.areas.entry(*area).or_default();
            area.commits += 1;
            for person in hands {
                *area.people.entry(*person).or_default() += 1;
            }
        }
    }

    /// Whether a person had a hand in a recent commit.
    pub(super) fn is_here(&self, person: PersonId) -> bool {
        self.people.contains_key(&person)
    }

    /// How many people are active.
    pub(super) fn active(&self) -> u32 {
        counted(self.people.values().filter(|commits| **commits >= LEAST_HANDS).count())
    }

    /// How many areas are worked on, and in how many of them one pair of hands, the same in all, is
    /// in two of three commits.
    pub(super) fn areas(&self) -> (u32, u32) {
        let worked = || self.areas.values().filter(|area| area.commits >= LEAST_COMMITS);
        let mut carried: BTreeMap<PersonId, u32> = BTreeMap::new();
        for area in worked() {
            for (person, hands) in &area.people {
                if hands * 3 >= area.commits * 2 {
                    *carried.entry(*person).or_default() += 1;
                }
            }
        }
        (counted(worked().count()), carried.into_values().max().unwrap_or_default())
    }

    /// Whether the oldest commit of a person is one of these, with enough others before it.
    pub(super) fn is_first(&self, person: PersonId, is_one: impl Fn(CommitId) -> bool) -> bool {
        self.oldest.get(&person).is_some_and(|(oldest, position)| {
            is_one(*oldest) && self.commits - position >= LEAST_BEFORE
        })
    }
}

#[cfg(test)]
mod tests {
    use git_coach_model::{Kind, Person, Time};

    use super::*;
    use crate::places::persons::Persons;

    fn commit(number: u8, parents: usize) -> Outline {
        Outline {
            id: CommitId::new([number; 20]),
            parents: vec![CommitId::new([0; 20]); parents],
            author: Person { name: String::new(), email: String::new() },
            author_time: Time::utc(0),
            committer_time: Time::utc(0),
            coauthors: Vec::new(),
            subject: String::new(),
            kind: Kind::Other,
            by_bot: false,
            unseen: false,
            renames_limited: false,
            files: Vec::new(),
        }
    }

    #[test]
    fn the_oldest_commit_is_the_first_work() {
        let mut persons = Persons::default();
        let mut of =
            |name: &str| persons.id(&Person { name: name.to_owned(), email: name.to_owned() });
        let (anna, dora) = (of("Anna"), of("Dora"));
        let mut recent = Recent::default();
        recent.take(&commit(3, 1), &[dora], &BTreeSet::from([0]), 0);
        recent.take(&commit(2, 1), &[dora], &BTreeSet::from([0]), 0);
        recent.take(&commit(1, 2), &[dora], &BTreeSet::from([0]), 0);
        for _ in 0..50 {
            recent.take(&commit(0, 1), &[anna], &BTreeSet::from([1]), 400);
        }
        assert!(recent.is_first(dora, |id| id == CommitId::new([2; 20])));
        assert!(!recent.is_first(dora, |id| id == CommitId::new([3; 20])));
        // A merge is nobody's work, and the first of all is no newcomer.
        assert!(!recent.is_first(dora, |id| id == CommitId::new([1; 20])));
        assert!(!recent.is_first(anna, |id| id == CommitId::new([0; 20])));
        assert_eq!((recent.active(), recent.areas()), (0, (0, 0)));
    }

    #[test]
    fn areas_are_carried_by_the_same_hands_or_not() {
        let mut persons = Persons::default();
        let mut of =
            |name: &str| persons.id(&Person { name: name.to_owned(), email: name.to_owned() });
        let (anna, boris) = (of("Anna"), of("Boris"));
        let mut recent = Recent::default();
        for (area, person, times) in [(0, anna, 12), (1, anna, 8), (1, boris, 4), (2, boris, 30)] {
            for _ in 0..times {
                recent.take(&commit(0, 1), &[person], &BTreeSet::from([area]), 0);
            }
        }
        assert_eq!((recent.active(), recent.areas()), (2, (3, 2)));
    }
}
