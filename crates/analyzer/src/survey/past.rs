//! What a repository's own past tells: local examples, and what cannot be seen.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{
    Change, CommitId, Confidence, Finding, PracticeId, RepoPath, Unseen, Value, Verdict,
};
use git_coach_practices::{Library, Rule};
use git2::Oid;

use crate::Error;
use crate::changes::{self, Brought};
use crate::commits::Lens;
use crate::diff::Detail;
use crate::judge::{Docket, MOST_PAST};
use crate::repo::commit_id;
use crate::survey::Desk;
use crate::tail;

/// Reads the changes of these commits of the main line on all threads, in order.
pub(crate) fn read_changes(
    desk: &Desk<'_>,
    lens: &Lens,
    brought: &Brought,
    (ids, detail): (&[Oid], Detail),
) -> Result<Vec<Change>, Error> {
    crate::workers::read_all(
        desk.repo,
        desk.threads,
        ids,
        (desk.progress, "changes"),
        |repo, id| changes::read(repo, lens, brought, *id, detail),
    )
}

/// Whether a fact is told by the changes before one.
pub(crate) fn is_of_tails(fact: &str) -> bool {
    const FACTS: [&str; 5] =
        ["hotspot-lines-out", "companions", "left-companions", "keepers", "reviewed-before"];
    FACTS.contains(&fact)
}

/// Tells changes of the main line what came before them, the last of them `oldest`; by the sizes of
/// earlier changes alone.
pub(crate) fn settle_tails(
    desk: &Desk<'_>,
    (lens, folders): (&Lens, &[RepoPath]),
    changes: &mut [Change],
    oldest: Option<Oid>,
) -> Result<(), Error> {
    let before = match oldest {
        Some(id) => desk.repo.commit(id)?.parents.first().copied(),
        None => None,
    };
    let ids = match before {
        Some(before) => changes::line_back(desk.repo, commit_id(before), MOST_PAST)?,
        None => Vec::new(),
    };
    let older = read_changes(desk, lens, &Brought::default(), (&ids, Detail::Sizes))?;
    tail::settle(changes, &older, folders, tail::Depth::of(desk.repo));
    Ok(())
}

/// Whether a practice can have local examples: it praises, and a weak sign makes no model.
pub(crate) fn can_show(library: &Library, practice: &PracticeId) -> bool {
    library.rule(practice).is_some_and(|rule| {
        let practice = &rule.practice;
        practice.words.praise.is_some() && practice.confidence > Confidence::Low
    })
}

/// For each practice that praises, the best local example: of the findings (newest first) the
/// first that shows it, one of a size that can be looked at together and that lacks no other habit
/// where there is one.
pub(crate) fn exemplars(
    library: &Library,
    findings: &[Finding],
    changes: &[Change],
) -> BTreeMap<PracticeId, Finding> {
    let shows = |finding: &Finding| finding.praiseworthy && can_show(library, &finding.practice);
    best(findings, changes, shows)
}

/// For each practice that cannot praise, or goes by a weak sign, the best local example that has the
/// habit: where a habit is what is not there, nothing shows it.
pub(crate) fn models(
    library: &Library,
    findings: &[Finding],
    changes: &[Change],
) -> BTreeMap<PracticeId, Finding> {
    best(findings, changes, |finding| {
        let practice = library.rule(&finding.practice).map(|rule| &rule.practice);
        let can_lack =
            practice.is_some_and(|one| one.words.missing.is_some() && !one.counts_misses);
        finding.verdict == Verdict::Present && can_lack && !can_show(library, &finding.practice)
    })
}

/// The best of those that show a practice.
pub(crate) fn best(
    findings: &[Finding],
    changes: &[Change],
    shows: impl Fn(&Finding) -> bool,
) -> BTreeMap<PracticeId, Finding> {
    let sizes: BTreeMap<CommitId, usize> = changes
        .iter()
        .flat_map(|change| {
            let own = (changes::main_line_id(change), change.files.len());
            change.commits.iter().map(|commit| (commit.id, commit.files.len())).chain([own])
        })
        .collect();
    let lacking: BTreeSet<CommitId> = findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missing)
        .filter_map(|finding| finding.subject.commit())
        .collect();
    let mut best: BTreeMap<PracticeId, (bool, &Finding)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| shows(finding)) {
        let Some(commit) = finding.subject.commit() else {
            continue;
        };
        let handy = sizes.get(&commit).is_some_and(|files| (2..=8).contains(files))
            && !lacking.contains(&commit);
        match best.get(&finding.practice) {
            Some((was_handy, _)) if *was_handy || !handy => {}
            _ => {
                best.insert(finding.practice.clone(), (handy, finding));
            }
        }
    }
    best.into_iter().map(|(id, (_, finding))| (id, finding.clone())).collect()
}

/// How large a change is to review.
pub(crate) fn size(change: &Change) -> Option<u64> {
    git_coach_practices::value_of(change, "size").and_then(|value| match value {
        Value::Number(number) => Some(number),
        _ => None,
    })
}

/// What could not be seen of these changes and their verdicts.
pub(crate) fn unseen(desk: &Desk<'_>, changes: &[Change], docket: &Docket) -> Vec<Unseen> {
    let mut unseen = Vec::new();
    if desk.repo.is_shallow() {
        unseen.push(Unseen::Shallow);
    }
    let hidden = changes
        .iter()
        .filter(|change| change.files.iter().any(|file| file.added().is_none()))
        .count();
    if hidden > 0 {
        let changes = u32::try_from(hidden).unwrap_or(u32::MAX);
        unseen.push(Unseen::MissingContent { changes });
    }
    for (id, tally) in &docket.tallies {
        // Nobody misses a praise that could not be seen.
        let can_miss = |rule: &&Rule| tally.unseen > 0 && rule.practice.words.missing.is_some();
        if let Some(rule) = desk.library.rule(id).filter(can_miss) {
            let practice = rule.practice.title.clone();
            unseen.push(Unseen::Undecided { practice, subjects: tally.unseen });
        }
    }
    unseen.push(Unseen::ReviewComments);
    unseen
}
