//! Revisions and ranges, named as git names them.

use git_coach_model::{CommitId, Time};
use git2::{ErrorCode, Oid};

use crate::Error;
use crate::repo::{Repo, commit_id, oid};

/// Commits that some tips reach and others do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub(crate) tips: Vec<Oid>,
    pub(crate) hidden: Vec<Oid>,
}

impl Range {
    /// The newest end.
    pub fn tip(&self) -> CommitId {
        self.tips.last().copied().map_or_else(|| CommitId::new([0; 20]), commit_id)
    }
}

/// What a review is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The commit that the change started from.
    pub base: CommitId,
    /// Its last commit.
    pub head: CommitId,
    /// The merge of both, where what lies between them is not in this clone: it has the change as a
    /// whole, and its commits one by one are not seen.
    pub merge: Option<CommitId>,
}

impl Reviewed {
    /// The commit that the change started from; none where it is the first of all.
    pub fn base(&self) -> Option<CommitId> {
        (self.base != commit_id(Oid::ZERO_SHA1)).then_some(self.base)
    }

    /// The commit whose files the change ends in.
    pub(crate) fn end(&self) -> CommitId {
        self.merge.unwrap_or(self.head)
    }
}

/// A branch or revision with the commit it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// As the user would name it.
    pub name: String,
    /// The commit.
    pub commit: CommitId,
}

impl Repo {
    /// The first commit of the main line of HEAD: what tells a repository from others, the same in
    /// all its clones. None in a shallow one, which has it not.
    ///
    /// # Errors
    /// No commits, or one that cannot be read.
    pub fn origin(&self) -> Result<Option<CommitId>, Error> {
        self.origin_of(self.head()?.commit)
    }

    /// The same for the main line of another commit.
    pub(crate) fn origin_of(&self, tip: CommitId) -> Result<Option<CommitId>, Error> {
        if self.is_shallow() {
            return Ok(None);
        }
        let mut id = oid(tip);
        while let Some(parent) = self.commit(id)?.parents.first() {
            id = *parent;
        }
        Ok(Some(commit_id(id)))
    }

    /// HEAD, under the name of its branch where it is on one.
    ///
    /// # Errors
    /// No commits at all, or none on this branch.
    pub fn head(&self) -> Result<Tip, Error> {
        match self.git().head() {
            Ok(head) => {
                let name = head.shorthand().unwrap_or("HEAD").to_owned();
                let commit = head.peel_to_commit().map_err(Error::git("reading HEAD"))?;
                Ok(Tip { name, commit: commit_id(commit.id()) })
            }
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => {
                Err(self.without_head())
            }
            Err(error) => Err(Error::git("reading HEAD")(error)),
        }
    }

    fn without_head(&self) -> Error {
        let has_commits = self.names().next().is_some();
        let branch = self
            .git()
            .find_reference("HEAD")
            .ok()
            .and_then(|head| head.symbolic_target().ok().flatten().map(str::to_owned))
            .map(|target| target.trim_start_matches("refs/heads/").to_owned());
        match branch {
            Some(branch) if has_commits => Error::Unborn { branch },
            _ => Error::Empty,
        }
    }

    /// The commit of a name: HEAD for none.
    ///
    /// # Errors
    /// No such revision, several, or none that is a commit.
    pub fn tip(&self, name: Option<&str>) -> Result<Tip, Error> {
        match name {
            None | Some("HEAD" | "@") => self.head(),
            Some(name) => Ok(Tip { name: name.to_owned(), commit: commit_id(self.resolve(name)?) }),
        }
    }

    /// The moment that dates are reckoned from: when the newest commit of a revision was made.
    ///
    /// # Errors
    /// No such revision.
    pub fn clock(&self, revision: Option<&str>) -> Result<Time, Error> {
        self.time_of(self.tip(revision)?.commit)
    }

    /// When a commit was made.
    pub(crate) fn time_of(&self, commit: CommitId) -> Result<Time, Error> {
        let attempt = || Error::git(format!("reading commit {commit}"));
        let commit = self.git().find_commit(crate::repo::oid(commit)).map_err(attempt())?;
        Ok(crate::commits::time(commit.time()))
    }

    fn resolve(&self, name: &str) -> Result<Oid, Error> {
        if name.is_empty() || name == "HEAD" || name == "@" {
            return self.head().map(|tip| crate::repo::oid(tip.commit));
        }
        let object = self.git().revparse_single(name).map_err(|error| match error.code() {
            ErrorCode::Ambiguous => Error::AmbiguousRevision { name: name.to_owned() },
            // What a name leads through is not here; the name itself may be right.
            ErrorCode::NotFound
                if error.class() == git2::ErrorClass::Odb && name.contains(['~', '^']) =>
            {
                Error::MissingObject { what: format!("following `{name}`") }
            }
            ErrorCode::NotFound | ErrorCode::InvalidSpec => self.unknown(name),
            _ => Error::git(format!("reading `{name}`"))(error),
        })?;
        let commit =
            object.peel_to_commit().map_err(|_| Error::NotACommit { name: name.to_owned() })?;
        Ok(commit.id())
    }

    fn unknown(&self, name: &str) -> Error {
        let mut near: Vec<(f64, String)> = self
            .names()
            .map(|known| (strsim::jaro_winkler(name, &known), known))
            .filter(|(likeness, _)| *likeness > 0.8)
            .collect();
        near.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
        let nearest = near.into_iter().take(3).map(|(_, known)| known).collect();
        Error::UnknownRevision { name: name.to_owned(), nearest }
    }

    /// Branches and tags by their short names.
    fn names(&self) -> impl Iterator<Item = String> {
        self.git()
            .references()
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter_map(|reference| reference.shorthand().map(str::to_owned).ok())
    }

    /// The commits of a range: `A..B`, `A...B`, `A^!`, or all that `A` reaches.
    ///
    /// # Errors
    /// A name in it that is no commit.
    pub fn range(&self, text: &str) -> Result<Range, Error> {
        if let Some((left, right)) = text.split_once("...") {
            let (left, right) = (self.resolve(left)?, self.resolve(right)?);
            let hidden = match self.git().merge_bases(left, right) {
                Ok(bases) => bases.to_vec(),
                Err(error) if error.code() == ErrorCode::NotFound => Vec::new(),
                Err(error) => return Err(Error::git("looking for a merge base")(error)),
            };
            return Ok(Range { tips: vec![left, right], hidden });
        }
        if let Some((left, right)) = text.split_once("..") {
            return Ok(Range {
                tips: vec![self.resolve(right)?],
                hidden: vec![self.resolve(left)?],
            });
        }
        if let Some(name) = text.strip_suffix("^!") {
            let tip = self.resolve(name)?;
            let commit = self.git().find_commit(tip).map_err(Error::git("reading a commit"))?;
            return Ok(Range { tips: vec![tip], hidden: commit.parent_ids().collect() });
        }
        Ok(Range { tips: vec![self.resolve(text)?], hidden: Vec::new() })
    }

    /// All that a commit reaches.
    pub fn history(&self, tip: CommitId) -> Range {
        Range { tips: vec![crate::repo::oid(tip)], hidden: Vec::new() }
    }

    /// What a range means in a review: from the merge base of its ends to the second, as a
    /// request on a forge shows it. One revision alone is that change, from its first parent.
    ///
    /// # Errors
    /// A name that is no commit, or ends without a common commit.
    pub fn reviewed(&self, text: &str) -> Result<Reviewed, Error> {
        if let Some((left, right)) = text.split_once("...").or_else(|| text.split_once("..")) {
            return self.between(left, right);
        }
        let head = self.resolve(text.strip_suffix("^!").unwrap_or(text))?;
        let commit = self.git().find_commit(head).map_err(Error::git("reading a commit"))?;
        if self.is_boundary(head) {
            return Err(Error::MissingObject { what: format!("comparing {text} with its parent") });
        }
        let base = commit.parent_ids().next().unwrap_or(Oid::ZERO_SHA1);
        Ok(Reviewed { base: commit_id(base), head: commit_id(head), merge: None })
    }

    /// The change of one of `heads` as HEAD has merged it: what a pipeline checks out of a request
    /// where it takes no more than the merge and its parents. None where HEAD is anything else.
    pub fn reviewed_in_merge(&self, heads: &[String]) -> Option<Reviewed> {
        let merge = self.git().head().ok()?.peel_to_commit().ok()?;
        let (base, head) = (merge.parent(0).ok()?, merge.parent(1).ok()?);
        let is_named = heads.iter().any(|name| self.resolve(name).is_ok_and(|id| id == head.id()));
        (is_named && merge.parent_count() == 2).then(|| Reviewed {
            base: commit_id(base.id()),
            head: commit_id(head.id()),
            merge: Some(commit_id(merge.id())),
        })
    }

    /// From the nearest merge base with one of `bases` to the first of `heads` that is here: the names
    /// of a base stand for different moments, and what an older one lacks is not of the change.
    ///
    /// # Errors
    /// None of the names is a commit of this clone, or no two have a common commit.
    pub fn reviewed_between(&self, bases: &[String], heads: &[String]) -> Result<Reviewed, Error> {
        let mut first = None;
        for head in heads {
            let mut nearest: Option<Reviewed> = None;
            let mut other = None;
            for base in bases {
                match self.between(base, head) {
                    Ok(found) => {
                        let later = found.base.to_string();
                        if nearest.is_none_or(|near| self.comes_after(&later, near.base)) {
                            nearest = Some(found);
                        }
                    }
                    Err(
                        error @ (Error::UnknownRevision { .. }
                        | Error::MissingObject { .. }
                        | Error::NoMergeBase { .. }),
                    ) => {
                        first.get_or_insert(error);
                    }
                    // A base that has all of the change by now, where another still tells it apart.
                    Err(error) => {
                        other.get_or_insert(error);
                    }
                }
            }
            if let Some(found) = nearest.map(Ok).or(other.map(Err)) {
                return found;
            }
        }
        let head = || heads.first().cloned().unwrap_or_default();
        Err(first.unwrap_or_else(|| Error::NoBase { head: head() }))
    }

    /// Whether no nearer merge base can lie behind the ends of a clone that was cut short. It would be
    /// known from one side, and older than an end on the other, as nothing comes before its parents.
    ///
    /// # Errors
    /// Commits that cannot be walked.
    pub fn is_nearest(&self, reviewed: Reviewed, bases: &[String]) -> Result<bool, Error> {
        let bases = bases.iter().filter_map(|name| self.resolve(name).ok());
        let theirs = self.since(reviewed.base, bases)?;
        let ours = self.since(reviewed.base, std::iter::once(oid(reviewed.head)))?;
        let apart = |(_, cut): (_, Option<Time>), (first, _): (Option<Time>, _)| {
            cut.is_none_or(|cut| first.is_none_or(|first| cut < first))
        };
        let is_cut_on_both = theirs.1.is_some() && ours.1.is_some();
        Ok(!is_cut_on_both && apart(theirs, ours) && apart(ours, theirs))
    }

    /// When the first of the commits that these tips add to a base was made, and the last of them whose
    /// parents are not here.
    fn since(
        &self,
        base: CommitId,
        tips: impl Iterator<Item = Oid>,
    ) -> Result<(Option<Time>, Option<Time>), Error> {
        let attempt = || Error::git("walking to the merge base");
        let mut walk = self.git().revwalk().map_err(attempt())?;
        for tip in tips {
            walk.push(tip).map_err(attempt())?;
        }
        walk.hide(oid(base)).map_err(attempt())?;
        let (mut first, mut cut) = (None, None);
        for id in walk {
            let id = id.map_err(attempt())?;
            let at = self.time_of(commit_id(id))?;
            first = Some(first.map_or(at, |first: Time| first.min(at)));
            if self.is_boundary(id) {
                cut = cut.max(Some(at));
            }
        }
        Ok((first, cut))
    }

    /// Whether `later`, an id, is known to come after a commit.
    pub fn comes_after(&self, later: &str, commit: CommitId) -> bool {
        Oid::from_str(later).is_ok_and(|later| {
            self.git().graph_descendant_of(later, crate::repo::oid(commit)).unwrap_or(false)
        })
    }

    /// Whether a commit is `head`, an id that may be cut short, or the merge of it with something else:
    /// some pipelines build a request as it would be merged.
    pub fn ends_with(&self, commit: CommitId, head: &str) -> bool {
        // One that is not in this clone, as where a report was handed over, is known by its id alone.
        let parents = self.commit(oid(commit)).map(|commit| commit.parents).unwrap_or_default();
        let merged = parents.iter().copied().filter(|_| parents.len() > 1).map(commit_id);
        let is_head = |id: CommitId| id.to_string().starts_with(&head.to_ascii_lowercase());
        std::iter::once(commit).chain(merged).any(is_head)
    }

    /// From the merge base with the upstream, or else the remote's default branch, to HEAD.
    ///
    /// # Errors
    /// Neither of them, or no common commit.
    pub fn reviewed_by_default(&self) -> Result<Reviewed, Error> {
        let head = self.head()?;
        let mut same = None;
        // A branch that is pushed follows its own copy, which holds all that it has.
        for base in self.upstream().into_iter().chain(self.remote_default()) {
            match self.between(&base, "HEAD") {
                Err(Error::EmptyRange { .. }) => {
                    same.get_or_insert(base);
                }
                other => return other,
            }
        }
        Err(match same {
            Some(base) => Error::NothingNew { head: head.name, base: short(&base) },
            None => Error::NoBase { head: head.name },
        })
    }

    fn between(&self, left: &str, right: &str) -> Result<Reviewed, Error> {
        let (base, head) = (self.resolve(left)?, self.resolve(right)?);
        let merge_base = self.git().merge_base(base, head).map_err(|_| Error::NoMergeBase {
            base: if left.is_empty() { "HEAD" } else { left }.to_owned(),
            head: if right.is_empty() { "HEAD" } else { right }.to_owned(),
        })?;
        if merge_base == head {
            return Err(Error::EmptyRange { range: format!("{left}..{right}") });
        }
        Ok(Reviewed { base: commit_id(merge_base), head: commit_id(head), merge: None })
    }

    /// The branch that HEAD's branch follows.
    fn upstream(&self) -> Option<String> {
        let head = self.git().head().ok()?;
        let name = self.git().branch_upstream_name(head.name().ok()?).ok()?;
        Some(name.as_str().ok()?.to_owned())
    }

    /// The default branch of `origin`, or of the only remote.
    fn remote_default(&self) -> Option<String> {
        let remotes = self.git().remotes().ok()?;
        let names: Vec<&str> = remotes.iter().filter_map(Result::ok).flatten().collect();
        let remote = names.iter().find(|name| **name == "origin").or(match names.as_slice() {
            [only] => Some(only),
            _ => None,
        })?;
        [
            format!("refs/remotes/{remote}/HEAD"),
            format!("refs/remotes/{remote}/main"),
            format!("refs/remotes/{remote}/master"),
        ]
        .into_iter()
        .find(|name| self.git().revparse_single(name).is_ok())
    }
}

/// The name of a reference as users write it.
fn short(reference: &str) -> String {
    reference.trim_start_matches("refs/remotes/").trim_start_matches("refs/heads/").to_owned()
}
