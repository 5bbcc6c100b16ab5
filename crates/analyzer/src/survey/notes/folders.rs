//! Where somebody worked, what of it few others know, and what others know best.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, KnownToFew, Person, RepoPath};

use crate::areas;
use crate::people::name::{folded, is_none};

/// How many places are said to hold the work.
const MOST: usize = 3;
/// In how many commits somebody has a hand, at least, to know a place.
const KNOWN: usize = 3;
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

/// What happened in one area, in commits, and in changes where only these are known.
#[derive(Default)]
struct Sum {
    theirs: usize,
    of_others: usize,
    others: BTreeMap<String, usize>,
}

impl Sum {
    /// Whether few of `team` others know the place and this person knows it best; two of three are not
    /// few.
    fn is_known_to_few(&self, team: usize) -> bool {
        let others = self.others.len();
        self.theirs >= KNOWN
            && (others == 0 || others <= FEW && team > 2 * others && self.theirs > self.of_others)
    }

    /// Whether this person only came by, and somebody else knows the place.
    fn is_known_to_others(&self) -> bool {
        self.theirs < KNOWN && self.others.values().any(|commits| *commits >= KNOWN)
    }
}

/// The areas a person worked in. Of the changes of others, those `far` are known by their files and
/// authors alone.
pub(super) fn folders(
    areas: &[RepoPath],
    own: &[Change],
    (others, far): (&[Change], &[Change]),
    person: &Person,
) -> Folders {
    let mut sums: BTreeMap<&RepoPath, Sum> = BTreeMap::new();
    for change in own.iter().chain(others) {
        for commit in change.commits.iter().filter(|commit| !commit.by_bot) {
            let hands: Vec<&Person> =
                std::iter::once(&commit.author).chain(&commit.coauthors).collect();
            let files = commit.files.iter().map(|file| &file.path);
            add(&mut sums, areas, files, (&hands, person));
        }
    }
    for change in far.iter().filter(|change| !change.by_bot) {
        let hands: Vec<&Person> = change.authors.iter().collect();
        add(&mut sums, areas, change.files.iter().map(|file| &file.path), (&hands, person));
    }
    let team: BTreeSet<&String> = sums.values().flat_map(|sum| sum.others.keys()).collect();
    let mut known: Vec<(&RepoPath, &Sum)> =
        sums.iter().filter(|(_, sum)| sum.theirs > 0).map(|(path, sum)| (*path, sum)).collect();
    known.sort_by(|left, right| {
        right.1.theirs.cmp(&left.1.theirs).then_with(|| left.0.cmp(right.0))
    });
    let all: usize = known.iter().map(|(_, sum)| sum.theirs).sum();
    let first: usize = known.iter().take(MOST).map(|(_, sum)| sum.theirs).sum();
    let is_aside = |path: &RepoPath| path.as_str().split('/').any(areas::is_aside);
    let mut few_know: Vec<KnownToFew> = known
        .iter()
        .filter(|(path, sum)| sum.is_known_to_few(team.len()) && !is_aside(path))
        .map(|(path, sum)| {
            let others = u32::try_from(sum.others.len()).unwrap_or(u32::MAX);
            KnownToFew { path: (*path).clone(), others }
        })
        .collect();
    few_know.sort_by_key(|one| one.others);
    // Where there are hardly any places, each of them is somebody else's as well.
    let are_places = areas.iter().filter(|path| !is_aside(path)).count() >= LEAST_PLACES;
    let others_know = known
        .iter()
        .filter(|(path, sum)| are_places && sum.is_known_to_others() && !is_aside(path))
        .map(|(path, _)| (*path).clone())
        .collect();
    Folders {
        is_mostly_there: first * 2 > all,
        worked_in: known.into_iter().map(|(path, _)| path.clone()).collect(),
        few_know,
        others_know,
    }
}

fn add<'a>(
    sums: &mut BTreeMap<&'a RepoPath, Sum>,
    areas: &'a [RepoPath],
    files: impl Iterator<Item = &'a RepoPath>,
    (hands, person): (&[&Person], &Person),
) {
    let places: BTreeSet<&RepoPath> =
        files.filter_map(|path| areas::area_of(areas, path)).collect();
    for place in places {
        let sum = sums.entry(place).or_default();
        if hands.contains(&person) {
            sum.theirs += 1;
        } else {
            sum.of_others += 1;
        }
        // Identities of one name are one.
        for other in hands.iter().filter(|it| **it != person) {
            let known = if is_none(&other.name) { &other.email } else { &other.name };
            *sum.others.entry(folded(known)).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(theirs: usize, others: &[usize]) -> Sum {
        let named = others.iter().enumerate().map(|(at, commits)| (at.to_string(), *commits));
        Sum { theirs, of_others: others.iter().sum(), others: named.collect() }
    }

    #[test]
    fn few_are_none_one_or_two_of_a_team_of_more() {
        for (theirs, others, team, expected) in [
            (3, &[][..], 0, true),
            (2, &[], 9, false),
            (3, &[1], 2, false),
            (3, &[1], 3, true),
            (3, &[1, 1], 4, false),
            (3, &[1, 1], 5, true),
            (3, &[1, 2], 5, false),
            (9, &[1, 1, 1], 9, false),
        ] {
            let found = sum(theirs, others).is_known_to_few(team);
            assert_eq!(found, expected, "{theirs} {others:?} {team}");
        }
    }

    #[test]
    fn others_know_where_somebody_only_came_by() {
        for (theirs, others, expected) in
            [(1, &[3][..], true), (2, &[1, 9], true), (2, &[2, 2, 2], false), (3, &[9], false)]
        {
            assert_eq!(sum(theirs, others).is_known_to_others(), expected);
        }
    }
}
