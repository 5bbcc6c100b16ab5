//! What two people may talk over of the places that somebody's work went to.
//!
//! A practice about areas takes part where it brings questions for two. What it says is of the place,
//! whoever worked there; it is told of the newest change of the person that rewrote the very file.

use git_coach_model::{
    Area, Change, CommitId, FileChange, Finding, RepoPath, Repository, Scope, SubjectId, Value,
    Verdict,
};

use crate::Error;
use crate::areas;
use crate::judge::{Docket, Judge};
use crate::places::period;
use crate::survey::Desk;
use crate::tree;

/// The findings on places that one of the `own` changes went to; `everyone` has all changes of the
/// window that were read closely, newest first, over so many days.
pub(super) fn places(
    (desk, judge): (&Desk<'_>, &Judge<'_>),
    (at, state, folders): (CommitId, &Repository, &[RepoPath]),
    (own, everyone): (&[Change], &[Change]),
    days: u32,
) -> Result<Vec<Finding>, Error> {
    let is_asked = |finding: &Finding| {
        desk.library.rule(&finding.practice).is_some_and(|rule| {
            rule.practice.scope == Scope::Area && !rule.practice.words.notes_questions.is_empty()
        })
    };
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut known: Vec<Area> = areas::of_changes(folders, &state.files, everyone, days);
    let mut files = state.files.clone();
    tree::count_source(desk.repo, at, &mut files)?;
    period::settle(&mut known, files, everyone);
    let mut docket = Docket::default();
    for area in known.iter().filter(|area| own.iter().any(|change| went_to(change, area))) {
        judge.area(area, &mut docket);
    }
    let missing = docket.findings.into_iter().filter(|it| it.verdict == Verdict::Missing);
    Ok(missing.filter(is_asked).filter_map(|finding| told_of(finding, own)).collect())
}

/// A finding told of the newest change that went to a file it names.
fn told_of(finding: Finding, own: &[Change]) -> Option<Finding> {
    let named: Vec<&RepoPath> = finding
        .values
        .values()
        .filter_map(|value| match value {
            Value::Path(path) => Some(path),
            _ => None,
        })
        .collect();
    let rewrote = |file: &FileChange| {
        named.contains(&&file.path) && file.deleted().is_some_and(|deleted| deleted > 0)
    };
    let change = own.iter().find(|change| change.files.iter().any(rewrote))?;
    let (subject, title) = (SubjectId::Change(change.id), change.title.clone());
    Some(Finding { subject, title, ..finding })
}

fn went_to(change: &Change, area: &Area) -> bool {
    change.files.iter().any(|file| file.path.is_below(area.path.as_str()))
}
