//! `git coach review`: coaching on one change.

pub(super) mod tools;

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::survey::{self, ReviewSubject};
use git_coach_analyzer::{Repo, Reviewed};
use git_coach_model::{Level, ReviewSurvey, Verdict};
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{Global, Review};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Review) -> Result<u8, Failure> {
    let tools = tools::read(&asked.tools)?;
    let repo = Repo::discover()?;
    let subject = if asked.staged {
        ReviewSubject::Staged
    } else if asked.worktree {
        ReviewSubject::Worktree
    } else {
        ReviewSubject::Commits(reviewed(&repo, asked.range.as_deref())?)
    };
    let place = Workplace::with(global, repo, settings_for(subject))?;
    let survey = survey::review(&place.desk(), subject, &tools)?;
    drop(place);
    let report = report::coaching(&survey);
    let links = asked.out.links(&survey.header);
    let page = || links.lay(compose::coaching(&report));
    asked.out.report(page, || json::coaching(&report), render::comment)?;
    let failed = asked.fail_on.is_some_and(|level| reaches(&survey, level));
    Ok(if failed { exit::FINDINGS } else { exit::SUCCESS })
}

/// Where the repository's own practices and settings are read from: for commits, which may come
/// from anybody, from what they are to be merged into, so that no change decides how it is judged.
pub(super) fn settings_for(subject: ReviewSubject) -> Source {
    match subject {
        ReviewSubject::Commits(reviewed) => reviewed.base().map_or(Source::Nowhere, Source::Commit),
        ReviewSubject::Staged | ReviewSubject::Worktree => Source::Own,
    }
}

/// The range asked for, else the request that the pipeline is about, else the branch against what
/// it is to be merged into.
fn reviewed(repo: &Repo, range: Option<&str>) -> Result<Reviewed, Failure> {
    if let Some(range) = range {
        return Ok(repo.reviewed(range)?);
    }
    let run = git_coach_forge::run(|name| std::env::var(name).ok(), None);
    let is_known = run.is_request && !run.bases.is_empty() && !run.heads.is_empty();
    Ok(if is_known {
        repo.reviewed_between(&run.bases, &run.heads)?
    } else {
        repo.reviewed_by_default()?
    })
}

/// Whether something of that level or above is missing, shown or not.
pub(super) fn reaches(survey: &ReviewSurvey, level: Level) -> bool {
    survey
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Missing)
        .filter_map(|finding| survey.practices.get(&finding.practice))
        .any(|practice| practice.level >= level)
}
