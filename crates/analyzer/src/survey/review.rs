//! The survey behind a review: one change, with a bounded tail of the history before it.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{
    Change, ChangeId, CommitId, Finding, Message, PracticeId, RepoPath, Repository, ReviewSurvey,
    Unseen, Verdict,
};
use git2::Oid;

use crate::Error;
use crate::areas;
use crate::around;
use crate::changes::{self, Brought};
use crate::commits::{Lens, is_work};
use crate::diff::Detail;
use crate::habits::Habits;
use crate::judge::{Docket, Judge, MOST_PAST};
use crate::repo::Repo;
use crate::revision::Reviewed;
use crate::survey::{Desk, past};
use crate::tail;
use crate::tools::Tools;
use crate::tree;
use crate::workers;

/// How many of them are read line by line at once, for local examples of what is missing.
const CLOSELY: usize = 20;
/// And at most.
const MOST_CLOSELY: usize = 60;

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
pub fn review(desk: &Desk<'_>, subject: Subject, tools: &Tools) -> Result<ReviewSurvey, Error> {
    let (revision, at, before) = match subject {
        Subject::Commits(reviewed) => {
            let name = desk.repo.head().map(|head| head.name).unwrap_or_default();
            (name, Some(reviewed.end()), Some(reviewed.base))
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
    let mut change = match subject {
        Subject::Commits(reviewed) => changes::read_range(desk.repo, &lens, reviewed)?,
        Subject::Staged => changes::read_uncommitted(desk.repo, &lens, ChangeId::Staged)?,
        Subject::Worktree => changes::read_uncommitted(desk.repo, &lens, ChangeId::Worktree)?,
    };
    let line = match before {
        Some(base) => changes::line_back(desk.repo, base, MOST_PAST)?,
        None => Vec::new(),
    };
    // Neither needs the other, and a review is waited for.
    let ((mut state, habits), mut before_it) = workers::beside(
        desk.repo,
        |repo| state_at(repo, &lens, (at, before)),
        || past::read_changes(desk, &lens, &Brought::default(), (&line, Detail::Sizes)),
    )?;
    before_it.insert(0, change);
    around::settle(&mut before_it);
    change = before_it.remove(0);
    if let Some(mut habits) = habits {
        habits.count_told(&before_it);
        habits.settle(&mut state);
    }
    let tree: Vec<&RepoPath> = (state.files.iter().map(|file| &file.path))
        .chain(change.files.iter().map(|file| &file.path))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let tools = tools.inspect(&change.files, &tree, &mut change.inspection);
    let folders = areas::areas(&state.files, &desk.settings.areas);
    let known = tail::known(before_it.iter(), &folders);
    change.tail = tail::of(&change, &known, &folders, tail::Depth::of(desk.repo));
    // Who is in this stretch of the past is not new; of others nothing is known.
    let is_known = |author| before_it.iter().any(|one| one.authors.contains(author));
    change.is_first_work = change.authors.iter().any(is_known).then_some(false);
    let judge = Judge::new(desk.library, &state);
    let past_sizes =
        before_it.iter().filter(|change| !change.by_bot).filter_map(past::size).collect();
    let past: Vec<&Change> = before_it.iter().filter(|change| !change.by_bot).collect();
    let mut docket = Docket::default();
    judge.change(&change, &past, &mut docket);
    for commit in change.commits.iter().filter(|commit| is_work(commit) && !commit.unseen) {
        judge.commit(commit, &mut docket);
    }
    let missing: BTreeSet<PracticeId> = docket
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missing)
        .filter(|finding| past::can_show(desk.library, &finding.practice))
        .map(|finding| finding.practice.clone())
        .collect();
    let mut unseen = past::unseen(desk, std::slice::from_ref(&change), &docket);
    // Who is asked for a review need not hear that there was none yet.
    let landed = Change { id: ChangeId::Commit(zero), ..change.clone() };
    let later = decided(desk, &judge, &landed, &past);
    unseen.retain(|one| match one {
        Unseen::Undecided { practice, .. } => !later.contains(practice),
        _ => true,
    });
    if matches!(subject, Subject::Staged | Subject::Worktree) {
        // What any message would let decide.
        let told = Change { message: Some(Message::default()), ..change.clone() };
        let unsaid = decided(desk, &judge, &told, &past);
        for one in &mut unseen {
            if let Unseen::Undecided { practice, .. } = one
                && unsaid.contains(practice)
            {
                *one = Unseen::NoMessage { practice: std::mem::take(practice) };
            }
        }
    }
    // A merge that a forge makes to try a change is in nobody's branch.
    let tip = match subject {
        Subject::Commits(reviewed) => reviewed.head,
        Subject::Staged | Subject::Worktree => at.unwrap_or(zero),
    };
    Ok(ReviewSurvey {
        header: desk.header(&revision, tip),
        size: past::size(&change),
        past_sizes,
        practices: desk.practices(),
        exemplars: exemplars(desk, (&lens, &judge), &missing, (&line, before_it))?,
        unseen,
        tools,
        findings: docket.findings,
        change,
    })
}

/// The repository as it is at a commit, and the habits that were settled before it.
fn state_at(
    repo: &Repo,
    lens: &Lens,
    (at, before): (Option<CommitId>, Option<CommitId>),
) -> Result<(Repository, Option<Habits>), Error> {
    let state = at.map(|at| tree::repository(repo, &lens.roles, at)).transpose()?;
    let habits = before.map(|before| Habits::read(repo, lens, before)).transpose()?;
    Ok((state.unwrap_or_default(), habits))
}

/// The titles of the practices that can be decided of a change as it is given.
fn decided(
    desk: &Desk<'_>,
    judge: &Judge<'_>,
    change: &Change,
    past: &[&Change],
) -> BTreeSet<String> {
    let mut docket = Docket::default();
    judge.change(change, past, &mut docket);
    let decided = docket.tallies.iter().filter(|(_, tally)| tally.unseen == 0);
    let rules = decided.filter_map(|(id, _)| desk.library.rule(id));
    rules.map(|rule| rule.practice.title.clone()).collect()
}

/// Local examples of what is missing, from the newest changes back until there is one of each.
fn exemplars(
    desk: &Desk<'_>,
    (lens, judge): (&Lens, &Judge<'_>),
    missing: &BTreeSet<PracticeId>,
    (ids, mut tail): (&[Oid], Vec<Change>),
) -> Result<BTreeMap<PracticeId, Finding>, Error> {
    let mut found = BTreeMap::new();
    for closely in (CLOSELY..=MOST_CLOSELY).step_by(CLOSELY) {
        if missing.iter().all(|id| found.contains_key(id)) || closely - CLOSELY >= ids.len() {
            break;
        }
        let closely = closely.min(ids.len());
        let from = (closely - 1) / CLOSELY * CLOSELY;
        let stretch = &ids[from..closely];
        let brought = Brought::by(desk.repo, stretch)?;
        let read = past::read_changes(desk, lens, &brought, (stretch, Detail::Lines))?;
        tail.splice(from..closely, read);
        around::settle(&mut tail);
        let mut docket = Docket::default();
        judge.changes(&tail, closely, &mut docket);
        found = past::exemplars(desk.library, &docket.findings, &tail);
    }
    Ok(found)
}
