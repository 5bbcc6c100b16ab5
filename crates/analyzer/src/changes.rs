//! Changes: what the team reviewed at once, read along the main line.

mod brought;

pub(crate) use brought::Brought;

use git_coach_model::{
    Around, Change, ChangeId, Commit, CommitId, Dependencies, FileChange, Inspection, Kind,
    Message, Person, PipelineChange, Time,
};
use git2::Oid;

use crate::commits::{self, Lens};
use crate::diff::{self, Detail};
use crate::inspection::{self, InTree, Nowhere};
use crate::repo::{Repo, commit_id, oid};
use crate::revision::{Range, Reviewed};
use crate::role::Roles;
use crate::{Error, dependencies, kind, pipelines};

/// After how many commits in a row that are older than asked for the walk ends; clocks differ.
const OLDER_IN_A_ROW: usize = 100;

/// A commit of the main line that has not been read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MainLine {
    pub(crate) id: Oid,
    pub(crate) time: Time,
}

/// The main line from `tip` back to `since`: first parents, newest first; nothing older, and the
/// end of a shallow clone left out, as its diff is not here.
pub(crate) fn main_line(repo: &Repo, tip: CommitId, since: Time) -> Result<Vec<MainLine>, Error> {
    let mut line = Vec::new();
    let mut older = 0;
    let mut next = Some(oid(tip));
    while let Some(id) = next {
        let commit =
            repo.git().find_commit(id).map_err(Error::git(format!("reading commit {id}")))?;
        let time = commits::time(commit.time());
        if repo.is_boundary(id) {
            break;
        }
        if time.seconds >= since.seconds {
            line.push(MainLine { id, time });
            older = 0;
        } else {
            older += 1;
            if older >= OLDER_IN_A_ROW {
                break;
            }
        }
        next = commit.parent_id(0).ok();
    }
    Ok(line)
}

/// The newest commit of the main line of `tip` that was made no later than `until`, as `git rev-list
/// -1 --first-parent --before` finds it; none where all were made later.
pub(crate) fn newest_until(
    repo: &Repo,
    tip: CommitId,
    until: Time,
) -> Result<Option<CommitId>, Error> {
    let mut next = Some(oid(tip));
    while let Some(id) = next {
        let commit =
            repo.git().find_commit(id).map_err(Error::git(format!("reading commit {id}")))?;
        if commit.time().seconds() <= until.seconds {
            return Ok(Some(commit_id(id)));
        }
        next = if repo.is_boundary(id) { None } else { commit.parent_id(0).ok() };
    }
    Ok(None)
}

/// The last commits of the main line before and at one, newest first, at most so many; without the
/// end of a shallow clone.
pub(crate) fn line_back(repo: &Repo, from: CommitId, most: usize) -> Result<Vec<Oid>, Error> {
    let mut line = Vec::new();
    let mut next = Some(oid(from));
    while let Some(id) = next.filter(|id| line.len() < most && !repo.is_boundary(*id)) {
        line.push(id);
        next = repo.commit(id)?.parents.first().copied();
    }
    Ok(line)
}

/// Reads the change that a commit of the main line stands for; `brought` knows its merges, and is
/// not asked where sizes are enough.
pub(crate) fn read(
    repo: &Repo,
    lens: &Lens,
    brought: &Brought,
    id: Oid,
    detail: Detail,
) -> Result<Change, Error> {
    let commit = repo.git().find_commit(id).map_err(Error::git(format!("reading commit {id}")))?;
    if commit.parent_count() < 2 {
        let own = commits::read(repo, lens, id, detail)?;
        let (dependencies, pipelines) = declared(repo, &commit, &own.files, detail);
        let inspection = inspected((repo, &lens.roles), &commit, &own.files, detail);
        return Ok(Change { dependencies, pipelines, inspection, ..of_one(own) });
    }
    let raw = repo.commit(id)?;
    let (brought, files) = diff::kept(repo, || {
        let brought = match detail {
            // The change has the files; who made the last of its commits tells whose work it is.
            Detail::Sizes => words_of(repo, lens, &raw.parents[1..])?,
            Detail::Counts | Detail::Lines => commits_of(repo, lens, brought.of(id), detail)?,
        };
        let files = commits::first_parent_files(repo, &lens.roles, &raw, detail)?;
        Ok::<_, Error>((brought, files))
    })?;
    let merge = commits::read_words(repo, lens, id)?;
    let (dependencies, pipelines) = declared(repo, &commit, &files, detail);
    let inspection = inspected((repo, &lens.roles), &commit, &files, detail);
    Ok(Change { dependencies, pipelines, inspection, ..of_merge(merge, brought, files) })
}

/// What the contents of a commit show beside its parent's, where lines are read.
fn inspected(
    (repo, roles): (&Repo, &Roles),
    commit: &git2::Commit<'_>,
    files: &[FileChange],
    detail: Detail,
) -> Inspection {
    match commit.tree() {
        Ok(tree) if detail == Detail::Lines => inspection::of(files, &InTree { repo, roles, tree }),
        _ => Inspection::default(),
    }
}

/// What a commit's tree declares otherwise than its first parent's, where contents are read:
/// dependencies, and the checks of pipelines.
fn declared(
    repo: &Repo,
    commit: &git2::Commit<'_>,
    files: &[FileChange],
    detail: Detail,
) -> (Option<Dependencies>, Option<PipelineChange>) {
    let unread = (dependencies::unread(files), pipelines::unread(files));
    if detail != Detail::Lines || matches!(unread, (Some(_), Some(_))) {
        return unread;
    }
    let Ok(new) = commit.tree() else {
        return unread;
    };
    let old = commit.parent(0).ok().map(|parent| parent.tree());
    let Ok(old) = old.transpose() else {
        return unread;
    };
    let trees = (old.as_ref(), &new);
    (dependencies::between(repo, trees, files), pipelines::between(repo, trees, files))
}

/// Reads a reviewed range as one change.
pub(crate) fn read_range(repo: &Repo, lens: &Lens, reviewed: Reviewed) -> Result<Change, Error> {
    let attempt = || Error::git("comparing the two ends of the range");
    let tree = |id: CommitId| {
        repo.git().find_commit(oid(id)).and_then(|commit| commit.tree()).map_err(attempt())
    };
    let base = if oid(reviewed.base).is_zero() { None } else { Some(tree(reviewed.base)?) };
    let head = tree(reviewed.end())?;
    let trees = (base.as_ref().map(git2::Tree::id), Some(head.id()));
    let range = Range {
        tips: vec![oid(reviewed.head)],
        hidden: base.iter().map(|_| oid(reviewed.base)).collect(),
    };
    let (files, commits) = diff::kept(repo, || {
        let files = diff::between(repo, &lens.roles, trees, Detail::Lines)?;
        let brought = match reviewed.merge {
            // Those before its last are not here, so neither is what that one did itself.
            Some(_) => vec![oid(reviewed.head)],
            None => brought::of_range(repo, &range)?,
        };
        let mut commits = commits_of(repo, lens, &brought, Detail::Lines)?;
        for cut in commits.iter_mut().filter(|commit| commit.unseen) {
            cut.kind = kind::of(&cut.message, false, &files);
        }
        Ok::<_, Error>((files, commits))
    })?;
    let dependencies = dependencies::between(repo, (base.as_ref(), &head), &files);
    let pipelines = pipelines::between(repo, (base.as_ref(), &head), &files);
    let head_tree = head;
    let head = commits::read_words(repo, lens, oid(reviewed.head))?;
    // A branch that took in the main one last is still what its own commits are.
    let took_in = head.parents.first() != Some(&reviewed.base)
        && kind::joins_histories(&head.message.subject, std::iter::empty());
    let last = commits.last().filter(|_| took_in).cloned().unwrap_or(head);
    let mut change = match commits.as_slice() {
        [only] if only.id == reviewed.head => Change { files, ..of_one(only.clone()) },
        _ => of_merge(last, commits, files),
    };
    change.dependencies = dependencies;
    change.pipelines = pipelines;
    let after = InTree { repo, roles: &lens.roles, tree: head_tree };
    change.inspection = inspection::of(&change.files, &after);
    change.id = ChangeId::Range { base: reviewed.base, head: reviewed.head };
    Ok(change)
}

/// What is staged, or in the work tree with files that git does not track yet, as one change.
pub(crate) fn read_uncommitted(repo: &Repo, lens: &Lens, id: ChangeId) -> Result<Change, Error> {
    if repo.is_bare() {
        return Err(Error::Bare);
    }
    let attempt = || Error::git("comparing with HEAD");
    let head = repo.head().ok().and_then(|tip| repo.git().find_commit(oid(tip.commit)).ok());
    let tree = head.and_then(|commit| commit.tree().ok());
    let make = || {
        let mut options = diff::uncommitted::options();
        options.include_untracked(true).recurse_untracked_dirs(true).show_untracked_content(true);
        match id {
            ChangeId::Worktree => {
                repo.git().diff_tree_to_workdir_with_index(tree.as_ref(), Some(&mut options))
            }
            _ => repo.git().diff_tree_to_index(tree.as_ref(), None, Some(&mut options)),
        }
        .map_err(attempt())
    };
    let files = diff::uncommitted::files(repo, &lens.roles, make)?;
    if files.is_empty() {
        let what = if id == ChangeId::Staged { "staged" } else { "changed in the work tree" };
        return Err(Error::NothingThere { what });
    }
    Ok(Change {
        id,
        title: String::new(),
        message: None,
        kind: kind::of(&Message::default(), false, &files),
        time: Time::utc(0),
        authors: Vec::new(),
        by_bot: false,
        commits: Vec::new(),
        dependencies: dependencies::unread(&files),
        pipelines: pipelines::unread(&files),
        inspection: inspection::of(&files, &Nowhere),
        tail: None,
        is_first_work: None,
        around: Around::default(),
        files,
    })
}

/// Reads commits that are given newest first; the oldest comes first.
fn commits_of(repo: &Repo, lens: &Lens, ids: &[Oid], detail: Detail) -> Result<Vec<Commit>, Error> {
    ids.iter().rev().map(|id| commits::read(repo, lens, *id, detail)).collect()
}

/// The same, without their files.
fn words_of(repo: &Repo, lens: &Lens, ids: &[Oid]) -> Result<Vec<Commit>, Error> {
    ids.iter().rev().map(|id| commits::read_words(repo, lens, *id)).collect()
}

/// The change that a commit of the main line is.
pub(crate) fn of_one(commit: Commit) -> Change {
    let joins = kind::joins_histories(&commit.message.subject, std::iter::empty());
    Change {
        id: ChangeId::Commit(commit.id),
        title: commit.message.subject.clone(),
        message: Some(commit.message.clone()),
        kind: if joins { Kind::Merge } else { commit.kind },
        time: commit.committer_time,
        authors: authors(std::slice::from_ref(&commit)),
        by_bot: commit.by_bot,
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
        files: commit.files.clone(),
        commits: vec![commit],
    }
}

/// The change that a merge brings.
pub(crate) fn of_merge(merge: Commit, commits: Vec<Commit>, files: Vec<FileChange>) -> Change {
    let title = title(&merge, &commits);
    let own_subject = merge.message.subject.clone();
    let said = Message { subject: title.clone(), ..merge.message };
    let by_bot = !commits.is_empty() && commits.iter().all(|commit| commit.by_bot);
    Change {
        id: ChangeId::Commit(merge.id),
        kind: kind_of_merge((&own_subject, &said), &commits, &files),
        title,
        message: Some(said),
        time: merge.committer_time,
        authors: authors(&commits),
        by_bot,
        commits,
        files,
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
    }
}

/// What the merge calls itself; a merge of one commit that names only a branch is called what the
/// commit is.
fn title(merge: &Commit, commits: &[Commit]) -> String {
    let title = kind::title(&merge.message);
    match commits {
        [only] if title == merge.message.subject && title.starts_with("Merge ") => {
            only.message.subject.clone()
        }
        _ => title,
    }
}

/// What the title tells; else what over half of the commits are.
fn kind_of_merge(
    (own_subject, said): (&str, &Message),
    commits: &[Commit],
    files: &[FileChange],
) -> Kind {
    let brought = commits.iter().map(|one| one.message.subject.as_str());
    if kind::joins_histories(own_subject, brought) {
        return Kind::Merge;
    }
    let told = kind::of(said, false, files);
    if told != Kind::Other {
        return told;
    }
    Kind::ALL
        .into_iter()
        .find(|kind| {
            commits.iter().filter(|commit| commit.kind == *kind).count() * 2 > commits.len()
        })
        .unwrap_or(Kind::Other)
}

/// Who wrote the commits, co-authors included, sorted, programs left out.
fn authors(commits: &[Commit]) -> Vec<Person> {
    let mut people: Vec<Person> = commits
        .iter()
        .filter(|commit| !commit.by_bot)
        .flat_map(|commit| std::iter::once(&commit.author).chain(&commit.coauthors))
        .cloned()
        .collect();
    people.sort();
    people.dedup();
    people
}

/// The id of the main line's commit that a change stands for.
pub(crate) fn main_line_id(change: &Change) -> CommitId {
    match change.id {
        ChangeId::Commit(id) => id,
        ChangeId::Range { head, .. } => head,
        ChangeId::Staged | ChangeId::Worktree => commit_id(Oid::ZERO_SHA1),
    }
}

/// Who wrote the change that a commit of the main line stands for, and who brought it in: whoever
/// merged it, or applied it; no program did.
pub(crate) fn hands_of(
    repo: &Repo,
    lens: &Lens,
    brought: &Brought,
    id: Oid,
) -> Result<(Vec<Person>, Option<Person>), Error> {
    let own = commits::read_words(repo, lens, id)?;
    if own.is_merge() {
        let bringer = (!own.by_bot).then(|| own.author.clone());
        return Ok((authors(&words_of(repo, lens, brought.of(id))?), bringer));
    }
    let bringer = commits::committer(&repo.commit(id)?, lens);
    Ok((authors(&[own]), bringer))
}
