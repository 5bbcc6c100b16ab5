//! What somebody's work shows of the habits that were agreed on, each since that day.

use std::collections::BTreeMap;

use git_coach_model::{Agreement, Change, CommitId, Finding, Since, Time, Verdict};
use git_coach_practices::Library;

use crate::changes;
use crate::commits;
use crate::repo::Repo;

/// The newest commit at the time of an agreement, where this clone has it.
pub(super) fn moment(repo: &Repo, agreement: &Agreement) -> Option<Time> {
    let commit = repo.git().find_commit_by_prefix(&agreement.at).ok()?;
    Some(commits::time(commit.time()))
}

/// What the findings, the newest first, show of an agreement of that moment.
pub(super) fn shown(
    library: &Library,
    agreement: &Agreement,
    from: Time,
    (findings, times): (&[Finding], &BTreeMap<CommitId, Time>),
) -> Since {
    let newest = |verdict| {
        findings
            .iter()
            .filter(|one| one.practice == agreement.practice && one.verdict == verdict)
            .find(|one| {
                let time = one.subject.commit().and_then(|commit| times.get(&commit));
                time.is_some_and(|time| time.seconds > from.seconds)
            })
            .cloned()
    };
    Since {
        is_held: library.rule(&agreement.practice).is_some(),
        present: newest(Verdict::Present),
        missing: newest(Verdict::Missing),
    }
}

/// When each change and each of its commits came.
pub(super) fn times(changes: &[Change]) -> BTreeMap<CommitId, Time> {
    let of_change = |change: &Change| {
        // What a merge brings came with it.
        let commits: Vec<_> = change.commits.iter().map(|one| (one.id, change.time)).collect();
        commits.into_iter().chain([(changes::main_line_id(change), change.time)])
    };
    changes.iter().flat_map(of_change).collect()
}
