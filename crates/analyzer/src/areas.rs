//! The parts of a tree that people work in.
//!
//! Folders that hold a manifest (`Cargo.toml`, `package.json`…) are areas where together they hold
//! most of the source; manifests of tests, fixtures, documents and examples do not count. What lies
//! outside of them, or all source where there are no such folders, is split by folders: from the
//! top, a folder that holds more than half of what is to be split is replaced by the folders below
//! it. Folders without source are no areas, and of more than 40 those with most source files stay. A
//! team may name its areas instead.

pub(crate) mod refixes;

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Area, Change, FileChange, Kind, Person, RepoPath, Role, TreeFile};

/// How many areas there are at most.
const MOST_AREAS: usize = 40;
/// In how many commits to an area a person has a hand, at least, to know it.
const LEAST_HANDS: u32 = 3;
/// Under how many days a period does not tell who is still active.
const LEAST_DAYS: u32 = 90;

/// The folders that are areas, sorted: those that the team names, as far as they hold files, or
/// else those that are found.
pub(crate) fn areas(files: &[TreeFile], named: &[RepoPath]) -> Vec<RepoPath> {
    if named.is_empty() {
        return split(files);
    }
    let holds = |area: &RepoPath| files.iter().any(|file| file.path.is_below(area.as_str()));
    let mut areas: Vec<RepoPath> = named.iter().filter(|area| holds(area)).cloned().collect();
    areas.sort();
    areas
}

/// The folders that are areas where nobody has named any, sorted.
pub(crate) fn split(files: &[TreeFile]) -> Vec<RepoPath> {
    let source: Vec<&RepoPath> =
        files.iter().filter(|file| is_work(file.role)).map(|file| &file.path).collect();
    let packages = package_roots(files, &source);
    let outside: Vec<&RepoPath> = source
        .iter()
        .filter(|path| !packages.iter().any(|folder| path.is_below(folder)))
        .copied()
        .collect();
    let folders = if packages.len() >= 2 && outside.len() * 2 < source.len() {
        &packages | &halves(&outside)
    } else {
        halves(&source)
    };
    let mut sized: Vec<(usize, String)> = folders
        .into_iter()
        .map(|folder| (source.iter().filter(|path| path.is_below(&folder)).count(), folder))
        .filter(|(size, folder)| *size > 0 && !folder.is_empty())
        .collect();
    sized.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    sized.truncate(MOST_AREAS);
    let mut paths: Vec<RepoPath> =
        sized.into_iter().map(|(_, folder)| RepoPath::from(folder)).collect();
    paths.sort();
    paths
}

/// Whether people work on files of that role: an area is what they are in.
pub(crate) const fn is_work(role: Role) -> bool {
    matches!(role, Role::Source | Role::Test)
}

/// Folders below the root that hold a manifest and source of their own.
fn package_roots(files: &[TreeFile], source: &[&RepoPath]) -> BTreeSet<String> {
    files
        .iter()
        .filter(|file| file.role == Role::Manifest)
        .map(|file| file.path.folder().to_owned())
        .filter(|folder| !folder.is_empty() && !folder.split('/').any(is_aside))
        .filter(|folder| source.iter().any(|path| path.is_below(folder)))
        .collect()
}

/// Whether what lies in a folder of that name only serves what lies elsewhere.
pub(crate) fn is_aside(folder: &str) -> bool {
    const ASIDE: [&str; 14] = [
        "test",
        "tests",
        "testing",
        "testdata",
        "__tests__",
        "e2e",
        "fixture",
        "fixtures",
        "doc",
        "docs",
        "example",
        "examples",
        "sample",
        "samples",
    ];
    let is_shown =
        |part| matches!(part, "example" | "examples" | "sample" | "samples" | "demo" | "demos");
    ASIDE.contains(&folder) || folder.split(['-', '_', '.']).any(is_shown)
}

/// Whether an area needs nobody of its own: what only shows how the rest is used, describes it, or
/// is data of its tests, as certificates are.
fn needs_no_keeper(area: &RepoPath) -> bool {
    const TESTS: [&str; 5] = ["test", "tests", "testing", "__tests__", "e2e"];
    const CERTIFICATES: [&str; 5] = ["ssl", "tls", "cert", "certs", "certificates"];
    let folders: Vec<&str> = area.as_str().split('/').collect();
    let (tests, others): (Vec<&str>, Vec<&str>) =
        folders.into_iter().partition(|folder| TESTS.contains(folder));
    others
        .iter()
        .any(|folder| is_aside(folder) || !tests.is_empty() && CERTIFICATES.contains(folder))
}

/// Folders none of which holds over half of the source, as far as folders go.
fn halves(source: &[&RepoPath]) -> BTreeSet<String> {
    let mut folders = children(source, "");
    loop {
        let large = folders.iter().find(|folder| {
            let size = source.iter().filter(|path| path.is_below(folder)).count();
            size * 2 > source.len() && !children(source, folder).is_empty()
        });
        let Some(large) = large.cloned() else {
            return folders;
        };
        folders.remove(&large);
        folders.extend(children(source, &large));
    }
}

/// The folders right below `folder` (the top for an empty one) that hold source.
fn children(source: &[&RepoPath], folder: &str) -> BTreeSet<String> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    source
        .iter()
        .filter_map(|path| path.as_str().strip_prefix(&prefix))
        .filter_map(|rest| rest.split_once('/'))
        .map(|(child, _)| format!("{prefix}{child}"))
        .collect()
}

/// The area of a path: the deepest that holds it.
pub(crate) fn area_of<'a>(areas: &'a [RepoPath], path: &RepoPath) -> Option<&'a RepoPath> {
    areas.iter().filter(|area| path.is_below(area.as_str())).max_by_key(|area| area.as_str().len())
}

/// What happened in each area over `days`: a person counts where one of their commits touched it.
/// The changes come newest first.
pub(crate) fn of_changes(
    folders: &[RepoPath],
    files: &[TreeFile],
    changes: &[Change],
    days: u32,
) -> Vec<Area> {
    let mut sums: BTreeMap<&RepoPath, Sum<'_>> = BTreeMap::new();
    let days = days.min(age(changes));
    let recent_days = days / 3;
    let recent = since(changes, recent_days);
    for change in changes.iter().filter(|change| !change.by_bot) {
        for area in touched(folders, &change.files) {
            let sum = sums.entry(area).or_default();
            sum.changes += 1;
            sum.fixes += u32::from(change.kind == Kind::Fix);
        }
        for commit in change.commits.iter().filter(|commit| !commit.by_bot) {
            for area in touched(folders, &commit.files) {
                let sum = sums.entry(area).or_default();
                sum.commits += 1;
                for person in std::iter::once(&commit.author).chain(&commit.coauthors) {
                    let hands = sum.people.entry(person).or_default();
                    hands.all += 1;
                    hands.recent += u32::from(change.time.seconds >= recent);
                }
            }
        }
    }
    let mut sizes: BTreeMap<&RepoPath, u32> = BTreeMap::new();
    for file in files.iter().filter(|file| is_work(file.role)) {
        if let Some(area) = area_of(folders, &file.path) {
            *sizes.entry(area).or_default() += 1;
        }
    }
    let active = active(changes, recent);
    let mut refixed = refixes::by_area(folders, changes);
    folders
        .iter()
        .map(|path| {
            let sum = sums.remove(path).unwrap_or_default();
            let keepers: Vec<&Person> = sum.keepers().collect();
            let still = keepers.iter().filter(|person| active.contains(**person)).count();
            let (refixed, refixes) = refixed.remove(path).unzip();
            let refixes = refixes.unwrap_or_default();
            let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            Area {
                path: path.clone(),
                aside: needs_no_keeper(path),
                files: sizes.get(path).copied().unwrap_or_default(),
                changes: sum.changes,
                people: counted(sum.people.len()),
                fixes: sum.fixes,
                days,
                keepers: counted(keepers.len()),
                active_keepers: (days >= LEAST_DAYS).then(|| counted(still)),
                active_people: (days >= LEAST_DAYS).then(|| counted(sum.active_people())),
                recent_days,
                refixed,
                refixes: refixes.again,
                refixed_fixes: refixes.fixes,
                refix_chain: refixes.chain,
                hot: None,
                contested: None,
                places_seen: false,
            }
        })
        .collect()
}

/// What is counted of one area.
#[derive(Default)]
struct Sum<'a> {
    changes: u32,
    fixes: u32,
    /// The commits of the changes that touched it.
    commits: u32,
    people: BTreeMap<&'a Person, Hands>,
}

/// In how many commits somebody had a hand.
#[derive(Default)]
struct Hands {
    all: u32,
    /// Those of the last third of the period.
    recent: u32,
}

impl<'a> Sum<'a> {
    fn keepers(&self) -> impl Iterator<Item = &'a Person> {
        self.people
            .iter()
            .filter(|(_, hands)| hands.all >= LEAST_HANDS && hands.all * 10 >= self.commits)
            .map(|(person, _)| *person)
    }

    fn active_people(&self) -> usize {
        self.people.values().filter(|hands| hands.recent >= LEAST_HANDS).count()
    }
}

/// When the last days before the newest change begin, in seconds since 1970.
fn since(changes: &[Change], days: u32) -> i64 {
    let newest = changes.iter().map(|change| change.time.seconds).max().unwrap_or_default();
    newest - i64::from(days) * 86_400
}

/// How many days lie between the newest change and the first of the history; no end of days where
/// the history began before the oldest that is known.
fn age(changes: &[Change]) -> u32 {
    let (Some(newest), Some(oldest)) = (changes.first(), changes.last()) else { return u32::MAX };
    let days = newest.time.days_since(oldest.time).max(1);
    if oldest.is_root() { u32::try_from(days).unwrap_or(u32::MAX) } else { u32::MAX }
}

/// Who had a hand in a change since then.
fn active(changes: &[Change], since: i64) -> BTreeSet<&Person> {
    changes
        .iter()
        .filter(|change| change.time.seconds >= since)
        .flat_map(|change| &change.authors)
        .collect()
}

/// The areas that these files are part of: their source and tests, and what builds and runs them.
fn touched<'a>(folders: &'a [RepoPath], files: &[FileChange]) -> BTreeSet<&'a RepoPath> {
    files
        .iter()
        .filter(|file| {
            is_work(file.role) || matches!(file.role, Role::Build | Role::Infrastructure)
        })
        .filter_map(|file| area_of(folders, &file.path))
        .collect()
}

#[cfg(test)]
mod tests;
