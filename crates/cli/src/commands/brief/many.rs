//! One briefing on several repositories. One that cannot be read does not stop the others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::survey::{self, Asked};
use git_coach_analyzer::{Repo, when};
use git_coach_model::Time;
use git_coach_practices::Windows;
use git_coach_reporter::report::{Gist, Unread};
use git_coach_reporter::{compose, json, render, report};

use crate::args::{Audience, Brief, Global};
use crate::commands::Workplace;
use crate::exit;
use crate::failure::Failure;

/// Writes the briefing; where a repository could not be read, that is told by the exit code too.
pub(super) fn run(global: &Global, asked: &Brief, paths: &[PathBuf]) -> Result<u8, Failure> {
    fits_many(asked)?;
    let mut unread = Vec::new();
    let mut opened = Vec::new();
    let mut places = BTreeSet::new();
    for path in paths {
        match open(path) {
            // One that is named twice is read once: its numbers would be added to themselves.
            Ok((repo, clock)) => {
                let place = repo.place();
                if places.insert(place.clone()) {
                    opened.push((path, place, repo, clock));
                }
            }
            Err(failure) => unread.push(told(path, &failure)),
        }
    }
    // All are seen from the same moment: that of the newest commit of any.
    let clock = opened.iter().map(|(.., clock)| *clock).max_by_key(|clock| clock.seconds);
    let (mut gists, mut links) = (Vec::new(), Vec::new());
    for (path, place, repo, _) in opened {
        match read(global, asked, repo, clock) {
            Ok(survey) => {
                links.push(asked.out.links(&survey.header));
                let place = (!asked.anonymous).then_some(place);
                gists.push(Gist::of(survey, asked.audience.into(), place));
            }
            Err(failure) => unread.push(told(path, &failure)),
        }
    }
    if gists.is_empty() {
        let said = "none of the repositories could be read";
        return Err(Failure::new(said, "see above what each of them lacks", exit::REPOSITORY));
    }
    let is_whole = unread.is_empty();
    let report = report::across(gists, unread);
    let page = || match asked.audience {
        Audience::Stakeholders => compose::stakeholders_across(&report),
        Audience::Team | Audience::Lead => compose::across(&report, &links, asked.minutes),
    };
    asked.out.report(page, || json::across(&report), render::markdown)?;
    Ok(if is_whole { exit::SUCCESS } else { exit::REPOSITORY })
}

fn open(path: &Path) -> Result<(Repo, Time), Failure> {
    let repo = Repo::at(path)?;
    let clock = repo.clock(None)?;
    Ok((repo, clock))
}

fn read(
    global: &Global,
    asked: &Brief,
    repo: Repo,
    clock: Option<Time>,
) -> Result<git_coach_model::BriefSurvey, Failure> {
    let place = Workplace::with(global, repo, Source::Own)?;
    let moment = |text: &Option<String>| match (text, clock) {
        (Some(text), Some(clock)) => when::parse(text, clock)
            .map(Some)
            .map_err(|error| Failure::from(git_coach_analyzer::Error::from(error))),
        _ => Ok(None),
    };
    let until = moment(&asked.until)?.or(clock);
    let since = moment(&asked.since)?;
    // One window for all, so that they can be compared: what is too little in one is enough together.
    let asked = Asked {
        revision: None,
        since: since.or(until.map(|until| until.days_before(Windows::default().days.into()))),
        until,
        anonymous: asked.anonymous,
    };
    Ok(survey::brief(&place.desk(), &asked)?)
}

/// Tells on standard error, and keeps for the report, why a repository could not be read.
fn told(path: &Path, failure: &Failure) -> Unread {
    failure.tell();
    Unread { path: path.display().to_string(), why: failure.message() }
}

/// What goes by one history has no meaning for several.
fn fits_many(asked: &Brief) -> Result<(), Failure> {
    let given = [
        (asked.since_last_tag, "--since-last-tag"),
        (asked.at.is_some(), "--at"),
        (asked.previous.is_some(), "--previous"),
    ];
    match given.into_iter().find(|(is_given, _)| *is_given) {
        Some((_, option)) => {
            let said = format!("`{option}` goes by one repository, and here are several");
            Err(Failure::new(said, "leave it out, or name one repository", exit::USAGE))
        }
        None => Ok(()),
    }
}

/// The repositories that a file lists, one path a line, seen from the folder of the file. Lines that
/// are empty or begin with `#` are passed over.
pub(super) fn listed(file: &Path) -> Result<Vec<PathBuf>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::file(file.display(), &error))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paths: Vec<PathBuf> =
        lines.filter(|line| !line.starts_with('#')).map(|line| folder.join(line)).collect();
    if paths.is_empty() {
        let said = format!("{} lists no repository", file.display());
        return Err(Failure::new(said, "write one path a line", exit::FILE));
    }
    Ok(paths)
}
