//! The files that turn up in most changes of a window.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{BusyPlace, Change, CommitId, Kind, RepoPath, Role};

use crate::repo::Repo;
use crate::{Error, places, tree};

/// How many busy places are named.
const MOST: usize = 60;
/// In how many changes of a window a place has to turn up to be named.
const LEAST: u32 = 2;

/// The source files that turn up in several changes of the window, the busiest first.
pub(super) fn of(repo: &Repo, tip: CommitId, window: &[Change]) -> Result<Vec<BusyPlace>, Error> {
    let mut counts: BTreeMap<&RepoPath, (Role, u32, u32)> = BTreeMap::new();
    for change in window
        .iter()
        .filter(|change| places::is_ordinary(change.by_bot, change.files.len(), change.kind))
    {
        let paths: BTreeSet<(&RepoPath, Role)> =
            change.files.iter().map(|file| (&file.path, file.role)).collect();
        for (path, role) in paths.into_iter().filter(|(_, role)| *role == Role::Source) {
            let count = counts.entry(path).or_insert((role, 0, 0));
            count.1 += 1;
            count.2 += u32::from(change.kind == Kind::Fix);
        }
    }
    let mut busy: Vec<(&RepoPath, (Role, u32, u32))> =
        counts.into_iter().filter(|(_, (_, changes, _))| *changes >= LEAST).collect();
    busy.sort_by(|(left, (_, a, x)), (right, (_, b, y))| {
        (b, y).cmp(&(a, x)).then_with(|| left.cmp(right))
    });
    let entries = tree::entries(repo, tip)?;
    let lines = |path: &RepoPath| {
        let at = entries.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
        let blob = repo.git().find_blob(entries[at].blob).ok()?;
        tree::lines(blob.content())
    };
    Ok(busy
        .into_iter()
        .filter(|(path, _)| entries.binary_search_by(|entry| entry.path.cmp(path)).is_ok())
        .take(MOST)
        .map(|(path, (role, changes, fixes))| BusyPlace {
            path: path.clone(),
            role,
            changes,
            fixes,
            lines: lines(path),
        })
        .collect())
}
