//! The survey behind a review: one change, with a bounded tail of the history before it.

use git_coach_model::{Change, ChangeId, CommitId, ReviewSurvey, Value};
use git2::Oid;

use crate::Error;
use crate::changes;
use crate::commits::is_work;
use crate::diff::Detail;
use crate::habits::Habits;
use crate::judge::{Docket, Judge};
use crate::repo::oid;
use crate::revision::Reviewed;
use crate::survey::{Desk, past};
use crate::tree;

/// How many changes before the reviewed one are read: enough to compare with, whatever the age of
/// the repository.
const TAIL: usize = 200;

/// What is reviewed.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// Commits, from their merge base.
    Commits(Reviewed),
    /// What is staged.
    Staged,
    /// What is in the work tree, staged or not, with files that git does not track yet.
    Worktree,
}

/// Reads and judges what a review needs.
///
/// # Errors
/// A change or a repository that cannot be read.
pub fn review(desk: &Desk<'_>, subject: Subject) -> Result<ReviewSurvey, Error> {
    let (revision, at, before) = match subject {
        Subject::Commits(reviewed) => {
            let name = desk.repo.head().map(|head| head.name).unwrap_or_default();
            (name, Some(reviewed.head), Some(reviewed.base))
        }
        Subject::Staged | Subject::Worktree => match desk.repo.head() {
            Ok(head) => (head.name, Some(head.commit), Some(head.commit)),
            // The very first commit is still being made.
            Err(Error::Empty | Error::Unborn { .. }) => (String::new(), None, None),
            Err(error) => return Err(error),
        },
    };
    let zero = crate::repo::commit_id(Oid::ZERO_SHA1);
    let before = before.filter(|base| *base != zero);
    // What a path is for is told by the base: a change does not decide how it is judged.
    let lens = match before {
        Some(base) => desk.lens(base)?,
        None => desk.lens_of(crate::role::Roles::default()),
    };
    let change = match subject {
        Subject::Commits(reviewed) => changes::read_range(desk.repo, &lens, reviewed)?,
        Subject::Staged => changes::read_uncommitted(desk.repo, &lens, ChangeId::Staged)?,
        Subject::Worktree => changes::read_uncommitted(desk.repo, &lens, ChangeId::Worktree)?,
    };
    let tail = tail(desk, &lens, before)?;
    let mut state = match at {
        Some(at) => tree::repository(desk.repo, &lens.roles, at)?,
        None => git_coach_model::Repository::default(),
    };
    if let Some(at) = before {
        Habits::read(desk.repo, &lens, at)?.settle(&mut state);
    }
    let judge = Judge::new(desk.library, &state);
    let past: Vec<&Change> = tail.iter().filter(|change| !change.by_bot).collect();
    let mut docket = Docket::default();
    judge.change(&change, &past, &mut docket);
    for commit in change.commits.iter().filter(|commit| is_work(commit)) {
        judge.commit(commit, &mut docket);
    }
    let mut before_it = Docket::default();
    judge.changes(&tail, tail.len(), &mut before_it);
    Ok(ReviewSurvey {
        header: desk.header(&revision, at.unwrap_or(zero)),
        size: size(&change),
        past_sizes: past.iter().filter_map(|change| size(change)).collect(),
        practices: desk.practices(),
        exemplars: past::exemplars(desk.library, &before_it.findings, &tail),
        unseen: past::unseen(desk, std::slice::from_ref(&change), &docket),
        findings: docket.findings,
        change,
    })
}

/// The changes before the reviewed one, newest first.
fn tail(
    desk: &Desk<'_>,
    lens: &crate::commits::Lens,
    before: Option<CommitId>,
) -> Result<Vec<Change>, Error> {
    let mut ids = Vec::new();
    let mut next = before.map(oid);
    while let Some(id) = next.filter(|_| ids.len() < TAIL) {
        let commit =
            desk.repo.git().find_commit(id).map_err(Error::git(format!("reading commit {id}")))?;
        if desk.repo.is_boundary(id) {
            break;
        }
        ids.push(id);
        next = commit.parent_id(0).ok();
    }
    past::read_changes(desk, lens, &ids, Detail::Lines)
}

/// How large a change is to review.
fn size(change: &Change) -> Option<u64> {
    git_coach_practices::value_of(change, "size").and_then(|value| match value {
        Value::Number(number) => Some(number),
        _ => None,
    })
}
