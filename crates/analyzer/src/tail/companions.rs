//! Files that nearly always change along with one that a change touches.
//!
//! The limits are our own, and far above those of the rows about coupling: a pair that is missed
//! wrongly costs more trust than one that is not told of.

use std::collections::BTreeMap;

use git_coach_model::{Change, FileChange, FileStatus, Kind, LeftBehind, RepoPath, Role};

use super::{Known, file};

/// Above this many files a change says little about any two of them.
const MOST_FILES: usize = 30;
/// How many changes touched both at least.
const LEAST_TOGETHER: u32 = 10;
/// In how many of a hundred changes to the one the other came along.
const LEAST_CONFIDENCE: u32 = 90;
/// Of a hundred changes, how many touch what comes along with everything, as change logs do.
const EVERYWHERE: usize = 40;
/// How many lines of a file have to change so that its companion is looked for.
const LEAST_LINES: u32 = 3;

pub(super) struct Companions {
    pub(super) all: u32,
    pub(super) left_behind: Vec<LeftBehind>,
}

pub(super) fn of(change: &Change, past: &[Known<'_>]) -> Companions {
    let mut found: BTreeMap<RepoPath, LeftBehind> = BTreeMap::new();
    let past: Vec<&Change> =
        past.iter().map(|known| known.change).filter(|other| is_telling(other)).collect();
    if change.files.len() <= MOST_FILES {
        for one in change.files.iter().filter(|file| is_worked_on(file)) {
            for pair in companions(one, &past) {
                let best = found.entry(pair.companion.clone()).or_insert_with(|| pair.clone());
                if pair.together > best.together {
                    *best = pair;
                }
            }
        }
    }
    let all = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let touches = |path: &RepoPath| {
        change.files.iter().any(|file| file.path == *path || file.old_path.as_ref() == Some(path))
    };
    let mut left_behind: Vec<LeftBehind> =
        found.into_values().filter(|pair| !touches(&pair.companion)).collect();
    // Stable: of equals the first by path.
    left_behind.sort_by_key(|pair| std::cmp::Reverse(pair.together));
    Companions { all, left_behind }
}

/// The companions of one file.
fn companions(one: &FileChange, past: &[&Change]) -> Vec<LeftBehind> {
    let own: Vec<&&Change> = past.iter().filter(|other| file(other, &one.path).is_some()).collect();
    let Some(newest) = own.first() else {
        return Vec::new();
    };
    let changes = u32::try_from(own.len()).unwrap_or(u32::MAX);
    if changes < LEAST_TOGETHER {
        return Vec::new();
    }
    // Who does not come along any more is no companion.
    let candidates = newest.files.iter().filter(|other| other.path != one.path && is_kept(other));
    candidates
        .filter_map(|other| {
            let companion = &other.path;
            let together = own.iter().filter(|change| file(change, companion).is_some()).count();
            let everywhere = past.iter().filter(|change| file(change, companion).is_some()).count();
            let gone = past.iter().take_while(|change| change.id != newest.id).any(|change| {
                change.files.iter().any(|file| {
                    file.old_path.as_ref() == Some(companion)
                        || (file.path == *companion && file.status == FileStatus::Deleted)
                })
            });
            let together = u32::try_from(together).unwrap_or(u32::MAX);
            let is_one = !gone
                && together >= LEAST_TOGETHER
                && together * 100 >= changes * LEAST_CONFIDENCE
                && everywhere * 100 <= past.len() * EVERYWHERE;
            is_one.then(|| LeftBehind {
                path: one.path.clone(),
                companion: companion.clone(),
                together,
                changes,
            })
        })
        .collect()
}

fn is_telling(change: &Change) -> bool {
    change.files.len() <= MOST_FILES
        && !matches!(change.kind, Kind::Mechanical | Kind::Release | Kind::Dependencies)
}

fn is_kept(file: &FileChange) -> bool {
    matches!(file.role, Role::Source | Role::Test | Role::Docs)
        && file.status != FileStatus::Deleted
}

fn is_worked_on(file: &FileChange) -> bool {
    let lines = file.added().zip(file.deleted()).map(|(added, deleted)| added + deleted);
    // A test or a document that is mended by itself leaves nothing behind.
    file.role == Role::Source
        && file.status == FileStatus::Modified
        && lines.is_some_and(|lines| lines >= LEAST_LINES)
}
