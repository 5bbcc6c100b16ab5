//! The tags of a repository, as they were at a commit.

use git_coach_model::CommitId;

use crate::Error;
use crate::repo::{Repo, oid};

/// How many tags are looked at: a review must not cost more with every release.
const MOST: usize = 2000;

/// How many tags stand on commits no newer than `at`, on whatever branch: many teams tag the
/// branch of a release. None where the clone may have left tags out.
pub(crate) fn count(repo: &Repo, at: CommitId) -> Result<Option<u32>, Error> {
    if repo.is_shallow() || leaves_tags_out(repo) {
        return Ok(None);
    }
    let attempt = || Error::git("reading the tags");
    let newest = repo.git().find_commit(oid(at)).map_err(attempt())?.time().seconds();
    let tags = repo.git().references_glob("refs/tags/*").map_err(attempt())?;
    let count = tags
        .filter_map(Result::ok)
        .take(MOST)
        // A tag of a tree or of what is not here tells of no commit.
        .filter_map(|tag| tag.peel_to_commit().ok())
        .filter(|commit| commit.time().seconds() <= newest)
        .count();
    Ok(u32::try_from(count).ok())
}

/// Whether a remote was set up with `--no-tags`.
fn leaves_tags_out(repo: &Repo) -> bool {
    let Ok(config) = repo.git().config() else {
        return false;
    };
    let Ok(mut entries) = config.entries(Some(r"^remote\..*\.tagopt$")) else {
        return false;
    };
    while let Some(Ok(entry)) = entries.next() {
        if entry.has_value() && entry.value().is_ok_and(|value| value == "--no-tags") {
            return true;
        }
    }
    false
}
