//! What a briefing takes from beyond its windows.

use git_coach_model::{Area, Change, CommitId, RepoPath, Repository, TreeFile};

use crate::Error;
use crate::facts::{self, Reading};
use crate::places::{Places, period};
use crate::repo::Repo;
use crate::survey::Desk;
use crate::tree;

/// Whether a fact is told by the whole history.
pub(crate) fn is_of_the_whole(fact: &str) -> bool {
    fact.starts_with("standing.") || fact == "first-work"
}

/// Whether a fact is told by the places of an area.
pub(crate) fn is_of_places(fact: &str) -> bool {
    fact.starts_with("hotspot-") || fact.starts_with("contested-")
}

/// Reads who touched what since the beginning, and tells the repository how it stands by that and
/// each change whether it is somebody's first. What a clone has not got is left unseen.
pub(crate) fn settle(
    desk: &Desk<'_>,
    (at, folders): (CommitId, &[RepoPath]),
    repository: &mut Repository,
    changes: &mut [Change],
) -> Result<(), Error> {
    if let Some(places) = places(desk, (at, folders), repository.files.clone())? {
        repository.standing = places.standing();
        for change in changes {
            change.is_first_work = places.is_first_work(change);
        }
    }
    Ok(())
}

/// What the whole history says of the places of a tree of these files; none where the clone has not
/// got all of it. Trees alone are read, never lines.
pub(crate) fn places(
    desk: &Desk<'_>,
    (at, folders): (CommitId, &[RepoPath]),
    files: Vec<TreeFile>,
) -> Result<Option<Places>, Error> {
    let clock = desk.repo.time_of(at)?;
    let mut places = Places::new(files, folders, (at, clock));
    let whole = desk.repo.history(at);
    let read = facts::commits(desk, &whole, at, Reading::Files, |commit| {
        places.take(&commit);
        Ok::<_, Error>(())
    });
    Ok(read.is_ok().then_some(places))
}

/// Tells areas which of their files are hot or contested over the changes of a period.
pub(crate) fn settle_areas(
    repo: &Repo,
    at: CommitId,
    (areas, repository): (&mut [Area], &Repository),
    changes: &[Change],
) -> Result<(), Error> {
    let mut files = repository.files.clone();
    tree::count_source(repo, at, &mut files)?;
    period::settle(areas, files, changes);
    Ok(())
}
