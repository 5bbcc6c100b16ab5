//! The tags of a repository, as they were at a commit.

use git_coach_model::{CommitId, Time, Window};

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

impl Repo {
    /// The tags on commits of a window, on whatever branch, the newest first; none where the clone
    /// may have left tags out.
    pub(crate) fn tags_within(&self, window: Window) -> Result<Option<Vec<String>>, Error> {
        if self.is_shallow() || leaves_tags_out(self) {
            return Ok(None);
        }
        let attempt = Error::git("reading the tags");
        let mut tags: Vec<(i64, String)> = self
            .git()
            .references_glob("refs/tags/*")
            .map_err(attempt)?
            .filter_map(Result::ok)
            .filter_map(|tag| {
                let at = tag.peel_to_commit().ok()?.time().seconds();
                let is_within = (window.from.seconds..=window.until.seconds).contains(&at);
                is_within.then_some((at, tag.shorthand().ok()?.to_owned()))
            })
            .collect();
        tags.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        Ok(Some(tags.into_iter().map(|(_, name)| name).collect()))
    }

    /// The newest tag on the history of a revision that does not stand on its very end, with the
    /// moment of its commit.
    ///
    /// # Errors
    /// No such revision.
    pub fn last_tag(&self, revision: Option<&str>) -> Result<Option<(String, Time)>, Error> {
        let tip = oid(self.tip(revision)?.commit);
        let attempt = || Error::git("reading the tags");
        let newest = self.git().find_commit(tip).map_err(attempt())?.time().seconds();
        let mut tags: Vec<(i64, String, git2::Commit<'_>)> = self
            .git()
            .references_glob("refs/tags/*")
            .map_err(attempt())?
            .filter_map(Result::ok)
            .filter_map(|tag| {
                let commit = tag.peel_to_commit().ok()?;
                let name = tag.shorthand().ok()?.to_owned();
                let at = commit.time().seconds();
                (at <= newest && commit.id() != tip).then_some((at, name, commit))
            })
            .collect();
        tags.sort_by(|(a, left, _), (b, right, _)| b.cmp(a).then_with(|| left.cmp(right)));
        let on_line = |commit: git2::Oid| self.git().graph_descendant_of(tip, commit);
        Ok(tags
            .into_iter()
            .take(MOST)
            .find(|(_, _, commit)| on_line(commit.id()).unwrap_or(false))
            .map(|(_, name, commit)| (name, crate::commits::time(commit.time()))))
    }
}

/// Whether a remote was set up with `--no-tags`.
fn leaves_tags_out(repo: &Repo) -> bool {
    repo.has_setting(r"^remote\..*\.tagopt$", |value| value == "--no-tags")
}
