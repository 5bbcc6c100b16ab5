//! Files that are safe to start in, where no whole area is: many repositories are one folder.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Area, Change, Kind, RepoPath, Role, TreeFile};

use crate::people::name::{folded, is_none};
use crate::places::is_ordinary;

/// How many are named.
const MOST: usize = 3;
/// With how many lines a file can still be read in one go. Our own figure.
const LARGEST: u32 = 600;
/// How many changes tell something of a file, and how many people make it one that is shared.
const LEAST_CHANGES: usize = 2;
const SHARED: usize = 2;

#[derive(Default)]
struct Sum {
    changes: usize,
    with_tests: usize,
    fixes: usize,
    people: BTreeSet<String>,
}

impl Sum {
    /// Several people have been there, tests came along as a rule, and not all of it was mending.
    fn is_safe(&self) -> bool {
        self.changes >= LEAST_CHANGES
            && self.people.len() >= SHARED
            && self.with_tests * 2 >= self.changes
            && self.fixes < self.changes
    }
}

/// Source files that several people changed, most of the time with tests, and that are neither large nor
/// hot nor contested; those of most people first. The areas need to know their hot and contested files,
/// and the files their lines.
pub(super) fn safe(files: &[TreeFile], areas: &[Area], changes: &[Change]) -> Vec<RepoPath> {
    let careful: BTreeSet<&RepoPath> = areas
        .iter()
        .flat_map(|area| {
            let hot = area.hot.as_ref().map(|file| &file.path);
            hot.into_iter().chain(area.contested.as_ref().map(|file| &file.path))
        })
        .collect();
    let handy: BTreeSet<&RepoPath> = files
        .iter()
        .filter(|file| file.role == Role::Source)
        .filter(|file| file.lines.is_some_and(|lines| lines <= LARGEST))
        .map(|file| &file.path)
        .filter(|path| !careful.contains(path) && !is_for_tests(path))
        .collect();
    let mut sums: BTreeMap<&RepoPath, Sum> = BTreeMap::new();
    let ordinary =
        changes.iter().filter(|change| is_ordinary(change.by_bot, change.files.len(), change.kind));
    for change in ordinary {
        let brings_test =
            change.files.iter().any(|file| file.role == Role::Test || file.test_added > 0);
        for file in change.files.iter().filter(|file| handy.contains(&file.path)) {
            let sum = sums.entry(&file.path).or_default();
            sum.changes += 1;
            sum.with_tests += usize::from(brings_test);
            sum.fixes += usize::from(change.kind == Kind::Fix);
            sum.people.extend(
                change
                    .authors
                    .iter()
                    .map(|it| folded(if is_none(&it.name) { &it.email } else { &it.name })),
            );
        }
    }
    let mut safe: Vec<(&RepoPath, Sum)> =
        sums.into_iter().filter(|(_, sum)| sum.is_safe()).collect();
    safe.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.people.len()));
    safe.into_iter().take(MOST).map(|(path, _)| path.clone()).collect()
}

/// Whether a path is named as something that serves tests: with whatever comes along, it always comes
/// along with tests.
pub(super) fn is_for_tests(path: &RepoPath) -> bool {
    const WORDS: [&str; 10] = [
        "test",
        "tests",
        "testing",
        "testkit",
        "testlib",
        "testutil",
        "testutils",
        "fixtures",
        "mock",
        "mocks",
    ];
    let path = path.as_str().to_ascii_lowercase();
    path.split(|letter: char| !letter.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// Folders at the top that only show or describe the rest, where there is something to read.
pub(super) fn asides(files: &[TreeFile]) -> Vec<RepoPath> {
    const ASIDES: [&str; 5] = ["doc", "docs", "documentation", "example", "examples"];
    let found: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| Some(file.path.as_str().split_once('/')?.0))
        .filter(|folder| ASIDES.contains(folder))
        .collect();
    found.into_iter().map(RepoPath::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serves_tests_is_told_by_its_words() {
        for (path, expected) in [
            ("src/testutil/server.rs", true),
            ("src/test_helpers.rs", true),
            ("packages/runtime-test", true),
            ("src/latest.rs", false),
            ("src/contest/vote.rs", false),
        ] {
            assert_eq!(is_for_tests(&RepoPath::from(path)), expected, "{path}");
        }
    }
}
