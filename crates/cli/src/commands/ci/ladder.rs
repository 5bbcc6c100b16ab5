//! The places where a pipeline can say something: comment, step summary, annotations, log. The
//! first that is allowed takes it all, and the exit code is the same wherever that is.

use std::collections::hash_map::RandomState;
use std::env;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::hash::{BuildHasher, Hasher};
use std::io::Write;

use git_coach_forge::post::{self, Outcome, Patience, Poster};
use git_coach_forge::{Forge, Place, Run, Silence, System, Target};

use super::saying::Message;
use crate::args::{Post, Rung};
use crate::failure::Failure;
use crate::output::Sink;

/// The most bytes that a step summary takes.
const LONGEST_SUMMARY: usize = 1 << 20;

/// Whether there is a place beside the request that a run without a comment may fill: the step
/// summary, or the output of a dry run.
pub(super) fn has_room_beside(asked: &Post) -> bool {
    asked.dry_run || asked.to <= Rung::Summary && summary_path().is_some()
}

/// Says it at the first place from `--to` on that is allowed; the log says where.
pub(super) fn say(run: &Run, asked: &Post, message: &dyn Message) -> Result<(), Failure> {
    let mut has_issue = false;
    if asked.to == Rung::Comment {
        match message.target() {
            Some(target) => match comment(run, asked, message, target) {
                // An issue is beside the summary, a comment in place of it.
                Ok(done) if run.is_scheduled && summary_path().is_some() => {
                    has_issue = true;
                    tell(&done)?;
                }
                Ok(done) => return tell(&done),
                Err(why) => tell(&format!("no {}: {why}", target.place.noun()))?,
            },
            None => message.no_target().map_or(Ok(()), |why| tell(&why))?,
        }
    }
    if !message.says_anything() {
        return tell("there is nothing to say");
    }
    if asked.to <= Rung::Summary {
        match summary(message) {
            // Gitea shows it from 1.27 on, and an older one takes it all the same.
            Ok(()) if run.system == System::Forgejo && !has_issue => {
                tell("the step summary has it, where this forge shows one")?;
            }
            Ok(()) => return tell("the step summary has it"),
            Err(why) => tell(&format!("no step summary: {why}"))?,
        }
    }
    if run.silence == Some(Silence::MergeQueue) {
        return Ok(());
    }
    let on_github = run.system == System::GitHub;
    if let Some(commands) = message.annotations().filter(|_| on_github)
        && asked.to <= Rung::Annotations
    {
        return print(&commands);
    }
    let text = message.text();
    if !on_github && run.system != System::Forgejo {
        return print(&inactive(&text));
    }
    // What stands in a repository is no command for the runner.
    let word = format!("git-coach-{:016x}", RandomState::new().build_hasher().finish());
    print(&format!("::stop-commands::{word}\n{text}::{word}::\n"))
}

/// What became of the comment, or why there can be none.
fn comment(
    run: &Run,
    asked: &Post,
    message: &dyn Message,
    target: &Target,
) -> Result<String, String> {
    let forge = target.project.forge;
    let token = token(forge).ok_or_else(|| {
        let names = post::token_variables(forge).join(", ");
        let fork = if run.from_fork { "; runs of forks get none" } else { "" };
        format!("no token in {names}{fork}")
    })?;
    let failed = |error: post::Error| {
        let hint = hint(target, error.status());
        format!("{error}{hint}")
    };
    let poster = Poster::new(target, &token, Patience::default()).map_err(failed)?;
    let accounts = match &asked.account {
        Some(account) => vec![account.clone()],
        None => poster.accounts().map_err(|error| match error.status() {
            Some(401) => failed(error),
            _ => format!("{error}; `--account LOGIN` says whose comments are ours"),
        })?,
    };
    let outcome = poster.settle(|there| message.plan(target, there, &accounts)).map_err(failed)?;
    let place = &target.place;
    Ok(match (outcome, place) {
        (Outcome::Created, Place::Request(_)) => format!("commented on {place}"),
        (Outcome::Created, Place::Issue { .. }) => format!("opened {place}"),
        (Outcome::Updated, Place::Request(_)) => format!("updated the comment on {place}"),
        (Outcome::Updated, Place::Issue { .. }) => format!("updated {place}"),
        (Outcome::Nothing(reason), _) => {
            let noun = place.noun();
            format!("no {noun}: {}", reason.about(noun))
        }
    })
}

/// The token for a forge.
pub(super) fn token(forge: Forge) -> Option<String> {
    let set = |name: &&str| env::var(name).ok().filter(|token| !token.is_empty());
    post::token_variables(forge).iter().find_map(set)
}

/// What to do about a refusal.
fn hint(target: &Target, status: Option<u16>) -> &'static str {
    use git_coach_forge::Forge::{Azure, Bitbucket, GitHub, GitLab, Gitea};
    match (status, target.project.forge) {
        (Some(403 | 404), GitHub) if matches!(target.place, Place::Issue { .. }) => {
            "; the job needs `permissions: issues: write`"
        }
        (Some(403 | 404), GitHub) => {
            "; the job needs `permissions: pull-requests: write`, which forks never get"
        }
        (Some(401 | 403), GitLab) => "; the token needs the scope `api`",
        (Some(401 | 403), Gitea) => "; the token needs to write issues",
        (Some(401 | 403), Bitbucket) => "; the token needs to write pull requests",
        (Some(401 | 403), Azure) => "; the build service needs to contribute to pull requests",
        _ => "",
    }
}

/// The file of the step's summary, where the pipeline has one.
fn summary_path() -> Option<OsString> {
    env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())
}

/// Adds to the summary of the step.
fn summary(message: &dyn Message) -> Result<(), String> {
    let path = summary_path().ok_or("this pipeline has none")?;
    let text = message.markdown(LONGEST_SUMMARY);
    let written = OpenOptions::new().append(true).create(true).open(&path);
    // What stands there may end without a line end.
    let written = written.and_then(|mut file| file.write_all(format!("\n{text}").as_bytes()));
    written.map_err(|error| error.to_string())
}

/// One line of the log.
pub(in crate::commands) fn tell(line: &str) -> Result<(), Failure> {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    print(&format!("git-coach: {}\n", inactive(&line)))
}

/// The text with nothing in it that a runner takes for a command wherever in a line it stands, as
/// Azure Pipelines and older runners of GitHub's do with `##vso[…]` and `##[…]`.
fn inactive(text: &str) -> String {
    text.replace("##", "# #")
}

/// Text to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut sink = Sink::open(None)?;
    let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))
}
