//! Which changes of a window deserve a closer look: those that add most, and nothing else. Models of
//! more features were tried and gained too little to be worth their words.

use git_coach_model::{Change, ChangeId, Kind};

use crate::report::{CloserLook, Example};

/// How many are named.
const MOST: usize = 3;
/// Under how many changes there is nothing to compare with.
const LEAST: usize = 10;
/// Under how many added lines a change is soon read.
const LEAST_LINES: u64 = 100;

/// The changes of people that add most lines of source and settings, tests left out.
pub(super) fn closer_look(changes: &[Change]) -> Vec<CloserLook> {
    let mut added: Vec<(u64, &Change)> = changes
        .iter()
        .filter(|change| !change.by_bot && change.kind != Kind::Merge)
        .filter_map(|change| Some((added(change)?, change)))
        .collect();
    if added.len() < LEAST {
        return Vec::new();
    }
    added.sort_by(|(left, one), (right, other)| {
        right.cmp(left).then_with(|| one.title.cmp(&other.title))
    });
    let others = u32::try_from(added.len() - 1).unwrap_or(u32::MAX);
    let fewer = |lines| {
        let fewer = added.iter().filter(|(other, _)| *other < lines).count();
        u32::try_from(fewer).unwrap_or(u32::MAX)
    };
    added
        .iter()
        .filter(|(lines, _)| *lines >= LEAST_LINES)
        .filter_map(|(lines, change)| match change.id {
            ChangeId::Commit(commit) => Some(CloserLook {
                example: Example { commit, title: change.title.clone() },
                added: *lines,
                fewer: fewer(*lines),
                others,
            }),
            _ => None,
        })
        .take(MOST)
        .collect()
}

fn added(change: &Change) -> Option<u64> {
    let counted = change.files.iter().filter(|file| file.role.makes_large());
    counted.map(|file| Some(u64::from(file.added()?.saturating_sub(file.test_added)))).sum()
}
