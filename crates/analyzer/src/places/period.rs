//! The hot and the contested files of areas over a period, from its changes alone.

use git_coach_model::{
    Area, Change, CommitId, ContestedFile, FileChange, HotFile, Kind, Outline, RepoPath, Time,
    TreeFile,
};

use super::{Places, counted, is_ordinary};
use crate::areas;

/// Tells areas what the changes of the period, newest first, say of the files of the tree; source
/// files need their lines.
pub(crate) fn settle(areas: &mut [Area], files: Vec<TreeFile>, changes: &[Change]) {
    let folders: Vec<RepoPath> = areas.iter().map(|area| area.path.clone()).collect();
    let newest = changes.iter().map(|change| change.time).max_by_key(|time| time.seconds);
    let at = (CommitId::new([0; 20]), newest.unwrap_or(Time::utc(0)));
    let mut places = Places::new(files, &folders, at);
    for change in changes.iter().filter(|change| change.kind != Kind::Merge) {
        change.commits.iter().rev().for_each(|commit| places.take(&Outline::from(commit)));
    }
    let hotspots = places.hotspots();
    for area in areas {
        let is_here = |path: &RepoPath| areas::area_of(&folders, path) == Some(&area.path);
        let hot = hotspots.iter().find(|spot| is_here(&spot.path));
        area.hot = hot.map(|spot| HotFile {
            path: spot.path.clone(),
            commits: spot.commits,
            fixes: spot.fixes,
            growth: places.growth(&spot.path),
            refactorings: counted(
                touching(changes, &spot.path)
                    .filter(|(change, _)| change.kind == Kind::Refactoring)
                    .count(),
            ),
        });
        let contested = places.contested().filter(|path| is_here(path));
        let contested = contested.filter_map(|path| contest(changes, path));
        // Of equals the first by path.
        area.contested =
            contested.reduce(|best, one| if one.rewrites > best.rewrites { one } else { best });
        area.places_seen = true;
    }
}

impl Places {
    /// The files that go back and forth between people, by path.
    fn contested(&self) -> impl Iterator<Item = &RepoPath> {
        let known = self.files.iter().zip(&self.sums).zip(&self.area_of);
        known
            .filter(|((_, sum), area)| area.is_some() && sum.turns.is_contested())
            .map(|((file, _), _)| &file.path)
    }

    /// How many lines a file gained beyond those it lost.
    fn growth(&self, path: &RepoPath) -> u32 {
        let sum = self.files.iter().position(|file| file.path == *path).map(|at| &self.sums[at]);
        let lines = sum.and_then(|sum| Some(sum.added()?.saturating_sub(sum.deleted()?)));
        u32::try_from(lines.unwrap_or_default()).unwrap_or(u32::MAX)
    }
}

/// The ordinary changes that touch a path.
fn touching<'a>(
    changes: &'a [Change],
    path: &'a RepoPath,
) -> impl Iterator<Item = (&'a Change, &'a FileChange)> {
    changes
        .iter()
        .filter(|change| is_ordinary(change.by_bot, change.files.len(), change.kind))
        .filter_map(move |change| {
            Some((change, change.files.iter().find(|file| file.path == *path)?))
        })
}

fn contest(changes: &[Change], path: &RepoPath) -> Option<ContestedFile> {
    let mut found = ContestedFile { path: path.clone(), rewrites: 0, talked: 0 };
    let rewrites = touching(changes, path)
        .filter(|(_, file)| file.deleted().is_some_and(|deleted| deleted > 0));
    for (change, _) in rewrites {
        found.rewrites += 1;
        found.talked += u32::from(is_talked_over(change));
    }
    (found.rewrites > 0).then_some(found)
}

/// Whether a change bears a trace of talk: of a review, an issue, or a second author.
fn is_talked_over(change: &Change) -> bool {
    let said = change.message.iter().chain(change.commits.iter().map(|commit| &commit.message));
    let is_merge = change.commits.len() != 1
        || change
            .commits
            .iter()
            .any(|only| change.id != git_coach_model::ChangeId::Commit(only.id));
    is_merge
        || change.authors.len() > 1
        || said.into_iter().any(|message| message.review_trace || message.references > 0)
}
