//! What a briefing takes from beyond its windows, as far as a practice asks for it.

use git_coach_model::{Area, Change, CommitId, RepoPath, Repository};
use git_coach_practices::Library;

use crate::Error;
use crate::facts::{self, Reading};
use crate::places::{Places, period};
use crate::survey::Desk;
use crate::tree;

/// Reads who touched what since the beginning, and tells the repository how it stands by that and
/// each change whether it is somebody's first. Trees alone are read, never lines. What a clone has
/// not got is left unseen.
pub(crate) fn settle(
    (desk, libraries): (&Desk<'_>, &[&Library]),
    (at, folders): (CommitId, &[RepoPath]),
    repository: &mut Repository,
    changes: &mut [Change],
) -> Result<(), Error> {
    let is_wanted = |fact: &str| fact.starts_with("standing.") || fact == "first-work";
    if !libraries.iter().any(|library| library.asks(is_wanted)) {
        return Ok(());
    }
    let clock = desk.repo.time_of(at)?;
    let mut places = Places::new(repository.files.clone(), folders, (at, clock));
    let whole = desk.repo.history(at);
    let read = facts::commits(desk, &whole, at, Reading::Files, |commit| {
        places.take(&commit);
        Ok::<_, Error>(())
    });
    if read.is_ok() {
        repository.standing = places.standing();
        for change in changes {
            change.is_first_work = places.is_first_work(change);
        }
    }
    Ok(())
}

/// Tells areas which of their files are hot or contested over the changes of a period.
pub(crate) fn settle_areas(
    (desk, libraries): (&Desk<'_>, &[&Library]),
    at: CommitId,
    (areas, repository): (&mut [Area], &Repository),
    changes: &[Change],
) -> Result<(), Error> {
    let is_wanted = |fact: &str| fact.starts_with("hotspot-") || fact.starts_with("contested-");
    if libraries.iter().any(|library| library.asks(is_wanted)) {
        let mut files = repository.files.clone();
        tree::count_source(desk.repo, at, &mut files)?;
        period::settle(areas, files, changes);
    }
    Ok(())
}
