//! Where somebody worked in the window; and by the whole history, what of the repository few others
//! know, and what others know better.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, KnownToFew, Person, RepoPath};

use crate::areas;
use crate::places::knowledge::{AreaKnowledge, KNOWN, Knowledge};

/// How many places are said to hold the work.
const MOST: usize = 3;
/// How many places a repository has, at least, where one of them tells whom to ask.
const LEAST_PLACES: usize = 3;
/// How many others are few, at most.
const FEW: usize = 2;

#[derive(Default)]
pub(super) struct Folders {
    pub(super) worked_in: Vec<RepoPath>,
    pub(super) is_mostly_there: bool,
    pub(super) few_know: Vec<KnownToFew>,
    pub(super) others_know: Vec<RepoPath>,
}

/// The areas a person worked in, in `own` changes, and what of all areas they and others know; nothing
/// is said of that where it cannot be seen.
pub(super) fn folders(
    areas: &[RepoPath],
    own: &[Change],
    knowledge: Option<&Knowledge>,
    person: &Person,
) -> Folders {
    let worked_in = worked_in(areas, own, person);
    let all: usize = worked_in.iter().map(|(_, commits)| commits).sum();
    let first: usize = worked_in.iter().take(MOST).map(|(_, commits)| commits).sum();
    let worked_in: Vec<RepoPath> = worked_in.into_iter().map(|(path, _)| path.clone()).collect();
    let is_aside = |path: &RepoPath| path.as_str().split('/').any(areas::is_aside);
    let places = || {
        let known = knowledge.into_iter().flat_map(|it| it.areas.iter());
        known.filter(|area| !is_aside(&area.path))
    };
    let team = knowledge.map_or(0, |it| it.team);
    let mut few_know: Vec<&AreaKnowledge> =
        places().filter(|area| is_known_to_few(area, team)).collect();
    few_know.sort_by_key(|area| (area.knowing, std::cmp::Reverse(area.own)));
    let known_to_few = |area: &AreaKnowledge| KnownToFew {
        path: area.path.clone(),
        others: u32::try_from(area.knowing).unwrap_or(u32::MAX),
    };
    // Where there are hardly any places, each of them is somebody else's as well.
    let are_places = areas.iter().filter(|path| !is_aside(path)).count() >= LEAST_PLACES;
    let is_of_others = |path: &&RepoPath| {
        are_places && places().any(|area| area.path == **path && is_known_to_others(area))
    };
    Folders {
        is_mostly_there: first * 2 > all,
        few_know: few_know.into_iter().map(known_to_few).collect(),
        others_know: worked_in.iter().filter(is_of_others).cloned().collect(),
        worked_in,
    }
}

/// The areas of the person's own commits, each with how many, the most first.
fn worked_in<'a>(
    areas: &'a [RepoPath],
    own: &[Change],
    person: &Person,
) -> Vec<(&'a RepoPath, usize)> {
    let mut sums: BTreeMap<&RepoPath, usize> = BTreeMap::new();
    let commits = own.iter().flat_map(|change| &change.commits).filter(|commit| !commit.by_bot);
    for commit in commits.filter(|it| it.author == *person || it.coauthors.contains(person)) {
        let paths = commit.files.iter().map(|file| &file.path);
        let places: BTreeSet<&RepoPath> =
            paths.filter_map(|path| areas::area_of(areas, path)).collect();
        for place in places {
            *sums.entry(place).or_default() += 1;
        }
    }
    let mut sums: Vec<(&RepoPath, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, commits)| std::cmp::Reverse(*commits));
    sums
}

/// Whether few of `team` others know an area and most of it is the person's: two of three are not few.
fn is_known_to_few(area: &AreaKnowledge, team: usize) -> bool {
    let is_own = area.own >= KNOWN && area.own > area.others.iter().sum();
    is_own && (area.knowing == 0 || area.knowing <= FEW && team > 2 * area.knowing)
}

/// Whether the person only ever came by and several others did not. The first and the second of a place
/// are sent to nobody, and no author is.
fn is_known_to_others(area: &AreaKnowledge) -> bool {
    let before = area.others.iter().filter(|commits| **commits > area.own).count();
    area.own < KNOWN && !area.is_author && area.knowing > 0 && before >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(own: u32, others: &[u32], knowing: usize) -> AreaKnowledge {
        let path = RepoPath::from("src");
        AreaKnowledge { path, own, is_author: false, others: others.to_vec(), knowing }
    }

    #[test]
    fn few_are_none_one_or_two_of_a_team_of_more() {
        for (own, others, knowing, team, expected) in [
            (3, &[][..], 0, 0, true),
            (2, &[], 0, 9, false),
            (3, &[1], 1, 2, false),
            (3, &[1], 1, 3, true),
            (3, &[1, 1], 2, 4, false),
            (3, &[1, 1], 2, 5, true),
            (3, &[2, 1], 2, 5, false),
            (9, &[1, 1, 1], 3, 9, false),
            (9, &[1, 1, 1], 0, 9, true),
            // Many came by: together they did more.
            (3, &[1; 25], 0, 9, false),
        ] {
            let found = is_known_to_few(&area(own, others, knowing), team);
            assert_eq!(found, expected, "{own} {others:?} {knowing} {team}");
        }
    }

    #[test]
    fn others_know_where_somebody_only_came_by() {
        for (own, others, knowing, expected) in [
            (1, &[3, 2][..], 1, true),
            (1, &[9, 1], 1, false),
            (1, &[9], 1, false),
            (2, &[2, 2, 2], 1, false),
            (3, &[9, 9], 2, false),
        ] {
            let found = is_known_to_others(&area(own, others, knowing));
            assert_eq!(found, expected, "{own} {others:?}");
        }
        let by_its_author = AreaKnowledge { is_author: true, ..area(1, &[3, 3], 2) };
        assert!(!is_known_to_others(&by_its_author));
    }
}
