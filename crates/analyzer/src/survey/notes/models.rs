//! Good models of what somebody could try, from this very repository: by a colleague or by themselves.

use std::collections::{BTreeMap, BTreeSet};

use git_coach_model::{Change, CommitId, Finding, LocalModel, PracticeId, Verdict};
use git2::Oid;

use crate::Error;
use crate::around;
use crate::changes::{self, Brought};
use crate::commits::Lens;
use crate::diff::Detail;
use crate::judge::{Docket, Judge};
use crate::repo::Repo;
use crate::survey::{Desk, has_hand, past};
use crate::workers;

/// How many changes are looked at together, and how many at most, until there is a model for everything.
const STRETCH: usize = 50;
const MOST: usize = 1500;
/// How many of them are read closely: those that people wrote.
const MOST_READ: usize = 500;

/// The best models among findings of the window, and, for what has none there, from the stretches of
/// the main line before `from`.
pub(super) fn models(
    (desk, lens, judge): (&Desk<'_>, &Lens, &Judge<'_>),
    person: &git_coach_model::Person,
    (findings, everyone): (&[Finding], &[Change]),
    (wanted, from): (&[Finding], Option<CommitId>),
) -> Result<BTreeMap<PracticeId, LocalModel>, Error> {
    let mut models: BTreeMap<PracticeId, LocalModel> = BTreeMap::new();
    // A weak sign makes a model too, of which no more is said than it may be one.
    let can_show = |id: &PracticeId| {
        desk.library.rule(id).is_some_and(|rule| rule.practice.words.praise.is_some())
    };
    let shows = |finding: &Finding| finding.praiseworthy && can_show(&finding.practice);
    take(&mut models, past::best(findings, everyone, shows), everyone, person);
    let missing = wanted.iter().filter(|finding| finding.verdict == Verdict::Missing);
    let wanted: BTreeSet<&PracticeId> =
        missing.map(|finding| &finding.practice).filter(|id| can_show(id)).collect();
    let line = match from {
        Some(from) if wanted.iter().any(|id| !models.contains_key(id)) => {
            changes::line_back(desk.repo, from, MOST)?
        }
        _ => Vec::new(),
    };
    let mut closely = 0;
    for stretch in line.chunks(STRETCH) {
        if closely >= MOST_READ || wanted.iter().all(|id| models.contains_key(id)) {
            break;
        }
        let (found, read) = of_stretch((desk, lens, judge), stretch)?;
        closely += read.len();
        take(&mut models, past::best(&found, &read, shows), &read, person);
    }
    Ok(models)
}

fn of_stretch(
    (desk, lens, judge): (&Desk<'_>, &Lens, &Judge<'_>),
    stretch: &[Oid],
) -> Result<(Vec<Finding>, Vec<Change>), Error> {
    let brought = Brought::by(desk.repo, stretch)?;
    let authors = |repo: &Repo, id: &Oid| changes::hands_of(repo, lens, &brought, *id);
    let hands =
        workers::read_all(desk.repo, desk.threads, stretch, (desk.progress, "commits"), authors)?;
    let by_people: Vec<Oid> = stretch
        .iter()
        .zip(hands)
        .filter(|(_, (authors, _))| !authors.is_empty())
        .map(|(id, _)| *id)
        .collect();
    let mut read = past::read_changes(desk, lens, &brought, (&by_people, Detail::Lines))?;
    around::settle(&mut read);
    let mut docket = Docket::default();
    judge.changes(&read, read.len(), &mut docket);
    Ok((docket.findings, read))
}

/// Takes what is not there yet; a model is somebody's own where they had a hand in it.
fn take(
    models: &mut BTreeMap<PracticeId, LocalModel>,
    found: BTreeMap<PracticeId, Finding>,
    changes: &[Change],
    person: &git_coach_model::Person,
) {
    for (id, finding) in found {
        let commit = finding.subject.commit();
        let is_own = changes.iter().any(|change| {
            let of_change = Some(changes::main_line_id(change)) == commit;
            let mut commits = change.commits.iter();
            of_change && has_hand(&change.authors, person)
                || commits.any(|it| Some(it.id) == commit && it.author == *person)
        });
        models.entry(id).or_insert(LocalModel { finding, is_own });
    }
}
