//! `git coach ci`: coaching on the change that a pipeline is about, said where it helps.

mod deepen;
mod dry;
mod ladder;
mod outputs;
mod range;
mod saying;
mod scheduled;
mod scope;

use std::env;
use std::fs;
use std::path::PathBuf;

use git_coach_analyzer::Repo;
use git_coach_analyzer::survey::{self, ReviewSubject};
use git_coach_forge::post::{self, Patience, Poster};
use git_coach_forge::{Forge, Run, Silence};
use git_coach_model::{ReviewSurvey, Unseen};
use git_coach_reporter::report;
use serde_json::Value;

pub(super) use self::ladder::tell;
pub(super) use self::range::Range;
pub(super) use self::saying::{Message, Saying};
pub(super) use self::scope::scope;
use super::Workplace;
use super::review::{reaches, settings_for, tools};
use crate::args::{Ci, Global, Post};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Ci) -> Result<u8, Failure> {
    let files = outputs::asked_for(asked)?;
    let event = event(&asked.post)?;
    let variable = |name: &str| env::var(name).ok();
    let mut run = git_coach_forge::run(variable, event.as_ref());
    if asked.base.is_some() && matches!(run.silence, Some(Silence::NoChange { .. })) {
        // Whoever names a base means it.
        run.silence = None;
    }
    run.is_scheduled |= asked.scheduled;
    if run.is_scheduled && asked.base.is_none() {
        return scheduled::run(global, asked, &run, &files);
    }
    let in_queue = run.silence == Some(Silence::MergeQueue) && ladder::has_room_beside(&asked.post);
    if let Some(silence) = run.silence.as_ref().filter(|_| !in_queue) {
        tell(&format!("nothing said: {silence}"))?;
        return Ok(exit::SUCCESS);
    }
    if !asked.post.dry_run && !find(&mut run, event.as_ref())? {
        return Ok(exit::SUCCESS);
    }
    let tools = tools::read(&asked.tools)?;
    let (repo, range) = match range::settle(Repo::discover()?, &mut run, asked) {
        // Whoever stands in a queue is not held up by what could have been said.
        Err(failure) if in_queue && !asked.post.dry_run => {
            let silence = Silence::MergeQueue;
            tell(&format!("nothing said: {silence}; {}", failure.message()))?;
            return Ok(exit::SUCCESS);
        }
        settled => settled?,
    };
    let subject = ReviewSubject::Commits(range.reviewed);
    let mut place = Workplace::with(global, repo, settings_for(subject))?;
    let mut survey = survey::review(&place.desk(), subject, &tools)?;
    if asked.deepen && lacks_content(&survey) {
        deepen::contents(range.reviewed)?;
        place = Workplace::quietly(global, Repo::discover()?, settings_for(subject))?;
        survey = survey::review(&place.desk(), subject, &tools)?;
    }
    if !asked.post.dry_run && range.reviewed.merge.is_some() {
        tell(
            "this clone holds the change as its merge with the base alone, so it was read as a whole and \
             not commit by commit; `--deepen` fetches the commits",
        )?;
    }
    if !asked.post.dry_run && lacks_content(&survey) {
        tell(
            "this clone lacks contents of the change, so not all of it was seen; `--deepen` fetches them",
        )?;
    }
    let report = report::coaching(&survey);
    let code = match asked.fail_on {
        Some(level) if !in_queue && reaches(&survey, level) => exit::FINDINGS,
        _ => exit::SUCCESS,
    };
    outputs::write(&files, asked, &report)?;
    let scope = scope(&asked.post, global, &run, &place.repo);
    let saying = Saying { run: &run, report: &report, repo: &place.repo, range, scope };
    say(&run, &asked.post, &saying)?;
    Ok(code)
}

/// Whether contents of the change are not in this clone.
fn lacks_content(survey: &ReviewSurvey) -> bool {
    survey.unseen.iter().any(|one| matches!(one, Unseen::MissingContent { .. }))
}

/// Says it, or prints how.
pub(super) fn say(run: &Run, asked: &Post, message: &dyn Message) -> Result<(), Failure> {
    if asked.dry_run { dry::run(run, asked, message) } else { ladder::say(run, asked, message) }
}

/// Asks the forge for the request where the event knows its last commit, and which it was at best;
/// whether there is anything left to do.
pub(super) fn find(run: &mut Run, event: Option<&Value>) -> Result<bool, Failure> {
    let Some((lookup, token)) = run.lookup.clone().zip(ladder::token(Forge::GitHub)) else {
        return ask(run);
    };
    let listed = || {
        let Some(target) = &run.target else {
            return Ok(None);
        };
        let poster = Poster::new(target, &token, Patience::default())?;
        Ok(poster.request()?.filter(|request| lookup.is_answered_by(request)))
    };
    let found = listed().and_then(|request| match request {
        Some(request) => Ok(Some(request)),
        None => post::find(&lookup, &token, Patience::default()),
    });
    let found = match found {
        Ok(Some(request)) => request,
        Ok(None) => {
            tell("nothing said: no open request ends with this commit any more")?;
            return Ok(false);
        }
        Err(error) => {
            tell(&format!("the request is not known: {error}"))?;
            return Ok(true);
        }
    };
    // The first run orders what is said: a second one may begin late.
    let id = run.id;
    *run = git_coach_forge::run_on(|name| env::var(name).ok(), event, found);
    run.id = id;
    run.stands_at = Some(lookup.head);
    match &run.silence {
        Some(silence) => tell(&format!("nothing said: {silence}")).map(|()| false),
        None => Ok(true),
    }
}

/// Asks the forge for what the pipeline does not tell of the request: a draft, or a program's.
fn ask(run: &mut Run) -> Result<bool, Failure> {
    let Some(target) = run.target.clone().filter(|_| !run.is_told && run.silence.is_none()) else {
        return Ok(true);
    };
    let forge = target.project.forge;
    let Some(token) = ladder::token(forge) else {
        return Ok(true);
    };
    let poster = Poster::new(&target, &token, Patience::default());
    match poster.and_then(|poster| poster.request()) {
        Ok(request) => run.learn(forge, &request.unwrap_or_default()),
        Err(error) => tell(&format!("whether the request is a draft is not known: {error}"))?,
    }
    match &run.silence {
        Some(silence) => tell(&format!("nothing said: {silence}")).map(|()| false),
        None => Ok(true),
    }
}

/// The payload of the event, where there is one.
pub(super) fn event(asked: &Post) -> Result<Option<Value>, Failure> {
    let told = || git_coach_forge::event_path(|name| env::var(name).ok()).map(PathBuf::from);
    asked.event.clone().or_else(told).map(|path| json(&path)).transpose()
}

fn json(path: &PathBuf) -> Result<Value, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::file(path.display(), &error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let hint = "what is read there is JSON, as the forge writes it";
        Failure::new(format!("{}: {error}", path.display()), hint, exit::FILE)
    })
}

/// Whether a run is about anything that can be found.
fn has_range(run: &Run) -> bool {
    !run.bases.is_empty() && !run.heads.is_empty()
}
