//! Who knows the areas of a tree by its whole history: an author of one of its files, or whoever had a
//! hand in several of its commits. Whoever only came by knows it no better than a visitor does.

use std::collections::BTreeSet;

use git_coach_model::{Person, RepoPath};

use super::persons::PersonId;
use super::{AreaSum, Places, ownership};

/// In how many commits to an area somebody had a hand, at least, who knows it without being an author.
/// Our own figure.
pub(crate) const KNOWN: u32 = 3;

/// What one person and the others know of a tree.
#[derive(Debug)]
pub(crate) struct Knowledge {
    /// Every area, by path.
    pub(crate) areas: Vec<AreaKnowledge>,
    /// How many others know one of the areas.
    pub(crate) team: usize,
}

/// What one person and the others know of an area.
#[derive(Debug)]
pub(crate) struct AreaKnowledge {
    pub(crate) path: RepoPath,
    /// In how many commits the person had a hand.
    pub(crate) own: u32,
    /// Whether the person is an author of one of its files.
    pub(crate) is_author: bool,
    /// In how many commits each of the others had a hand, the most first.
    pub(crate) others: Vec<u32>,
    /// How many of the others know it.
    pub(crate) knowing: usize,
}

impl Places {
    /// What is known to the person of these identities and to others; none where the history is cut
    /// off.
    pub(crate) fn knowledge(&self, identities: &[Person]) -> Option<Knowledge> {
        if self.cut_off {
            return None;
        }
        let own: BTreeSet<PersonId> =
            identities.iter().filter_map(|one| self.persons.find(one)).collect();
        let mut authors: Vec<BTreeSet<PersonId>> = vec![BTreeSet::new(); self.areas.len()];
        for (area, sum) in self.area_of.iter().zip(&self.sums) {
            if let Some(known) = area.and_then(|at| authors.get_mut(at)) {
                known.extend(ownership::authors(sum));
            }
        }
        let mut team: BTreeSet<PersonId> = BTreeSet::new();
        let area = |(area, authors): (&AreaSum, BTreeSet<PersonId>)| {
            let with_many = area.people.iter().filter(|(_, commits)| **commits >= KNOWN);
            let knowing: BTreeSet<PersonId> =
                with_many.map(|(person, _)| *person).chain(authors.iter().copied()).collect();
            let knowing: BTreeSet<PersonId> = knowing.difference(&own).copied().collect();
            team.extend(&knowing);
            let of_others = area.people.iter().filter(|(person, _)| !own.contains(person));
            let mut others: Vec<u32> = of_others.map(|(_, commits)| *commits).collect();
            others.sort_unstable_by(|left, right| right.cmp(left));
            AreaKnowledge {
                path: area.path.clone(),
                own: own.iter().filter_map(|person| area.people.get(person)).sum(),
                is_author: !authors.is_disjoint(&own),
                others,
                knowing: knowing.len(),
            }
        };
        let areas = self.areas.iter().zip(authors).map(area).collect();
        Some(Knowledge { areas, team: team.len() })
    }
}
