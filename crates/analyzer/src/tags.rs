//! The tags of a repository, as they were at a commit.

use std::sync::LazyLock;

use git_coach_model::{CommitId, Time, Window};
use git2::Oid;
use regex::Regex;

use crate::Error;
use crate::pattern::literal;
use crate::repo::{Repo, oid};

/// How many tags are looked at: a review must not cost more with every release.
const MOST: usize = 2000;
/// For how many days longer the whole may have gone without a tag than its parts, until theirs say
/// where the last release was. Our own figure: who has not tagged the whole for a year does not.
const LONGER_DAYS: i64 = 365;

/// A version, with what often stands before it.
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^((v|ver|version|r|rel|release|releases)[-_/.]?){0,2}\d+([-._]\d+)*([-._+~]?[a-z]+[-._]?\d*)*$",
    )
});

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
    /// The tags on commits of a window that `tip` has in its history, the newest first; none where
    /// the clone may have left tags out.
    pub(crate) fn tags_within(
        &self,
        tip: CommitId,
        window: Window,
    ) -> Result<Option<Vec<String>>, Error> {
        if self.is_shallow() || leaves_tags_out(self) {
            return Ok(None);
        }
        let within = window.from.seconds..=window.until.seconds;
        let tags = self.tags()?.into_iter().filter(|tag| within.contains(&tag.time.seconds));
        let tags = tags.filter(|tag| tag.commit == oid(tip) || self.has_before(tip, tag));
        Ok(Some(tags.map(|tag| tag.name).collect()))
    }

    /// The newest tag on the history of a revision that does not stand on its very end, with the
    /// moment of its commit. A tag of the whole goes before one of a part, as workspaces tag what
    /// they release apart (`parser-v1.2`); unless the whole has not been tagged for a year longer.
    ///
    /// # Errors
    /// No such revision.
    pub fn last_tag(&self, revision: Option<&str>) -> Result<Option<(String, Time)>, Error> {
        let tip = self.tip(revision)?.commit;
        let newest = self.time_of(tip)?.seconds;
        let name = self.name();
        let mut last: Option<Tag> = None;
        let tags = self.tags()?.into_iter();
        let tags = tags.filter(|tag| tag.time.seconds <= newest && tag.commit != oid(tip));
        for tag in tags.take(MOST) {
            let is_old = last
                .as_ref()
                .is_some_and(|last| last.time.days_before(LONGER_DAYS).seconds > tag.time.seconds);
            if is_old {
                break;
            }
            let is_of_whole = is_of_whole(&tag.name, &name);
            if (is_of_whole || last.is_none()) && self.has_before(tip, &tag) {
                last = Some(tag);
                if is_of_whole {
                    break;
                }
            }
        }
        Ok(last.map(|tag| (tag.name, tag.time)))
    }

    /// Every tag of a commit, the newest commit first.
    fn tags(&self) -> Result<Vec<Tag>, Error> {
        let attempt = Error::git("reading the tags");
        let mut tags: Vec<Tag> = self
            .git()
            .references_glob("refs/tags/*")
            .map_err(attempt)?
            .filter_map(Result::ok)
            .filter_map(|tag| {
                let commit = tag.peel_to_commit().ok()?;
                let name = tag.shorthand().ok()?.to_owned();
                Some(Tag { name, commit: commit.id(), time: crate::commits::time(commit.time()) })
            })
            .collect();
        tags.sort_by(|left, right| {
            let newest = right.time.seconds.cmp(&left.time.seconds);
            newest.then_with(|| left.name.cmp(&right.name))
        });
        Ok(tags)
    }

    /// Whether a tag stands on what came before a commit.
    fn has_before(&self, tip: CommitId, tag: &Tag) -> bool {
        self.git().graph_descendant_of(oid(tip), tag.commit).unwrap_or(false)
    }
}

/// A tag of a commit.
struct Tag {
    name: String,
    commit: Oid,
    /// When the commit was made.
    time: Time,
}

/// Whether a tag is named as one of the whole repository: a version, alone or after a word for it or
/// after the repository's own name.
fn is_of_whole(tag: &str, repository: &str) -> bool {
    let lower = tag.to_lowercase();
    let own = lower.strip_prefix(&repository.to_lowercase());
    let rest = own.and_then(|rest| rest.strip_prefix(['-', '_', '/', '@', '.'])).unwrap_or(&lower);
    VERSION.is_match(rest)
}

/// Whether a remote was set up with `--no-tags`.
fn leaves_tags_out(repo: &Repo) -> bool {
    repo.has_setting(r"^remote\..*\.tagopt$", |value| value == "--no-tags")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_the_whole_are_told_from_those_of_parts() {
        for (tag, expected) in [
            ("v1.2.3", true),
            ("1.2", true),
            ("2024.10.1", true),
            ("release-4.0", true),
            ("releases/v2.0", true),
            ("rel_1_4_0", true),
            ("harbor-1.2.0", true),
            ("Harbor@1.2.0", true),
            ("v3.0.0-rc.1", true),
            ("v1.0beta2", true),
            ("pier-v1.2", false),
            ("@harbor/pier@1.0.0", false),
            ("harbor-pier-1.2", false),
            ("nightly", false),
            ("nightly-2024-10-01", false),
            ("pier/v1.2", false),
        ] {
            assert_eq!(is_of_whole(tag, "harbor"), expected, "{tag}");
        }
    }
}
