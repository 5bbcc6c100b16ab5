//! Where somebody worked, and where they alone did.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, Person, RepoPath};

use crate::areas;

pub(super) struct Folders {
    pub(super) worked_in: Vec<RepoPath>,
    pub(super) alone_in: Vec<RepoPath>,
}

/// The areas a person worked in, those they touched most first, and which of them nobody else did. Of
/// the changes of others, those `far` are known by their files alone.
pub(super) fn folders(
    areas: &[RepoPath],
    own: &[Change],
    (others, far): (&[Change], &[Change]),
    person: &Person,
) -> Folders {
    let mut touched: BTreeMap<&RepoPath, usize> = BTreeMap::new();
    let of_others = far.iter().filter(|change| !change.by_bot).flat_map(|change| &change.files);
    let mut shared: BTreeSet<&RepoPath> =
        of_others.filter_map(|file| areas::area_of(areas, &file.path)).collect();
    for change in own.iter().chain(others) {
        for commit in change.commits.iter().filter(|commit| !commit.by_bot) {
            let theirs = commit.author == *person || commit.coauthors.contains(person);
            let alone = theirs && commit.author == *person && commit.coauthors.is_empty();
            let places: BTreeSet<&RepoPath> =
                commit.files.iter().filter_map(|file| areas::area_of(areas, &file.path)).collect();
            for place in places {
                if theirs {
                    *touched.entry(place).or_default() += 1;
                }
                if !alone {
                    shared.insert(place);
                }
            }
        }
    }
    let mut worked_in: Vec<(&RepoPath, usize)> = touched.into_iter().collect();
    worked_in.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(right.0)));
    let alone_in = worked_in
        .iter()
        .filter(|(place, commits)| *commits >= 3 && !shared.contains(place))
        .map(|(place, _)| (*place).clone())
        .collect();
    Folders { worked_in: worked_in.into_iter().map(|(place, _)| place.clone()).collect(), alone_in }
}
