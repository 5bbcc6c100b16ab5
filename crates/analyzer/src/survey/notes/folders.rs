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
    others: BTreeSet<String>,
}

impl Sum {
    /// Whether few of `team` others know the place and this person does; two of three are not few.
    fn is_known_to_few(&self, team: usize) -> bool {
        let others = self.others.len();
        self.theirs >= KNOWN
            && others <= FEW
            && (others == 0 || team > 2 * others)
            && self.theirs * 2 >= self.of_others
    }

    /// Whether most of what there is to know lies with others.
    fn is_known_to_others(&self) -> bool {
        self.of_others >= KNOWN && self.of_others >= 2 * self.theirs
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
    let team: BTreeSet<&String> = sums.values().flat_map(|sum| &sum.others).collect();
    let mut known: Vec<(&RepoPath, &Sum)> =
        sums.iter().filter(|(_, sum)| sum.theirs > 0).map(|(path, sum)| (*path, sum)).collect();
    known.sort_by(|left, right| {
        right.1.theirs.cmp(&left.1.theirs).then_with(|| left.0.cmp(right.0))
    });
    let all: usize = known.iter().map(|(_, sum)| sum.theirs).sum();
    let first: usize = known.iter().take(MOST).map(|(_, sum)| sum.theirs).sum();
    let mut few_know: Vec<KnownToFew> = known
        .iter()
        .filter(|(_, sum)| sum.is_known_to_few(team.len()))
        .map(|(path, sum)| {
            let others = u32::try_from(sum.others.len()).unwrap_or(u32::MAX);
            KnownToFew { path: (*path).clone(), others }
        })
        .collect();
    few_know.sort_by_key(|one| one.others);
    let is_aside = |path: &RepoPath| path.as_str().split('/').any(areas::is_aside);
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
        let others = hands.iter().filter(|it| **it != person);
        // Identities of one name are one.
        sum.others
            .extend(others.map(|it| folded(if is_none(&it.name) { &it.email } else { &it.name })));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(theirs: usize, of_others: usize, others: usize) -> Sum {
        Sum { theirs, of_others, others: (0..others).map(|at| at.to_string()).collect() }
    }

    #[test]
    fn few_are_none_one_or_two_of_a_team_of_more() {
        for (theirs, of_others, others, team, expected) in [
            (3, 0, 0, 0, true),
            (2, 0, 0, 9, false),
            (3, 1, 1, 2, false),
            (3, 1, 1, 3, true),
            (3, 6, 2, 4, false),
            (3, 6, 2, 5, true),
            (3, 7, 2, 5, false),
            (9, 3, 3, 9, false),
        ] {
            let found = sum(theirs, of_others, others).is_known_to_few(team);
            assert_eq!(found, expected, "{theirs} {of_others} {others} {team}");
        }
    }

    #[test]
    fn others_know_where_they_did_most() {
        for (theirs, of_others, expected) in
            [(1, 2, false), (1, 3, true), (2, 3, false), (2, 4, true)]
        {
            assert_eq!(sum(theirs, of_others, 3).is_known_to_others(), expected);
        }
    }
}
