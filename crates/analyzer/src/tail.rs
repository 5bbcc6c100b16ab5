//! What the changes before it say of a change.
//!
//! Owns all that is told of a change by the last 200 changes before it, programs' left out: as much of
//! the past as a review reads, so that a review and a briefing say the same. Where a clone is cut off
//! under 50 of them, nothing is told.

mod companions;
mod hotspots;
mod voices;

use git_coach_model::{Change, FileChange, Kind, RepoPath, Tail};

use crate::areas;
use crate::judge::MOST_PAST;
use crate::repo::Repo;

/// Under how many of them a past that is cut off tells nothing.
const LEAST: usize = 50;
/// Under how many changes there is no telling whether reviews leave traces.
const LEAST_REVIEWED: usize = 20;

/// Whether the past goes back to the beginning, or may end before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    Whole,
    Shallow,
}

impl Depth {
    pub(crate) fn of(repo: &Repo) -> Self {
        if repo.is_shallow() { Self::Shallow } else { Self::Whole }
    }
}

/// A change of the past, with the areas that it touches.
pub(crate) struct Known<'a> {
    change: &'a Change,
    /// Sorted, each once.
    areas: Vec<&'a RepoPath>,
}

/// Changes as a past, those of programs left out.
pub(crate) fn known<'a>(
    changes: impl Iterator<Item = &'a Change>,
    folders: &'a [RepoPath],
) -> Vec<Known<'a>> {
    let of = |change: &'a Change| {
        let work = change.files.iter().filter(|file| areas::is_work(file.role));
        let mut areas: Vec<&RepoPath> =
            work.filter_map(|file| areas::area_of(folders, &file.path)).collect();
        areas.sort();
        areas.dedup();
        Known { change, areas }
    };
    changes.filter(|change| !change.by_bot).map(of).collect()
}

/// What the past, newest first, says of a change; none where it is short because the clone is.
pub(crate) fn of(
    change: &Change,
    past: &[Known<'_>],
    folders: &[RepoPath],
    depth: Depth,
) -> Option<Tail> {
    let past = past.get(..MOST_PAST).unwrap_or(past);
    if depth == Depth::Shallow && past.len() < LEAST {
        return None;
    }
    let companions = companions::of(change, past);
    let heard = voices::of(change, past, folders);
    Some(Tail {
        changes: u32::try_from(past.len()).unwrap_or(u32::MAX),
        reviewed: reviewed(past),
        shrunk: hotspots::shrunk(change, past),
        companions: companions.all,
        left_behind: companions.left_behind,
        keepers: heard.keepers,
        voices: heard.voices,
        kept_areas: heard.areas,
        unheard: heard.unheard,
    })
}

/// Of a hundred changes, how many bear a trace of a review; what nobody reviews is not counted.
fn reviewed(past: &[Known<'_>]) -> Option<u32> {
    let is_work =
        |change: &&Change| !matches!(change.kind, Kind::Merge | Kind::Release | Kind::Revert);
    let traces = past.iter().map(|known| known.change).filter(is_work);
    let traces: Vec<bool> = traces.filter_map(Change::review_trace).collect();
    let traced = traces.iter().filter(|traced| **traced).count();
    let share = (traces.len() >= LEAST_REVIEWED).then(|| traced * 100 / traces.len())?;
    u32::try_from(share).ok()
}

/// Tells each of these changes, newest first, what those after it in the list say, and `older` ones
/// after them.
pub(crate) fn settle(changes: &mut [Change], older: &[Change], folders: &[RepoPath], depth: Depth) {
    let past = known(changes.iter().chain(older), folders);
    let mut at = 0;
    let tails: Vec<Option<Tail>> = changes
        .iter()
        .map(|change| {
            if change.by_bot {
                return None;
            }
            at += 1;
            of(change, &past[at..], folders, depth)
        })
        .collect();
    for (change, tail) in changes.iter_mut().zip(tails) {
        change.tail = tail;
    }
}

/// The file of a change that has, or had, this path.
fn file<'a>(change: &'a Change, path: &RepoPath) -> Option<&'a FileChange> {
    let at = change.files.binary_search_by(|file| file.path.cmp(path)).ok();
    at.map(|at| &change.files[at])
}

#[cfg(test)]
mod tests;
