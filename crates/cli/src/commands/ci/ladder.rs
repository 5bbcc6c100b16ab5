//! The places where a pipeline can say something: comment, step summary, annotations, log. The
//! first that is allowed takes it all, and the exit code is the same wherever that is.

use std::collections::hash_map::RandomState;
use std::env;
use std::fs::OpenOptions;
use std::hash::{BuildHasher, Hasher};
use std::io::Write;

use git_coach_forge::post::{self, Outcome, Patience, Poster};
use git_coach_forge::{Forge, System, Target};
use git_coach_reporter::compose;
use git_coach_reporter::machine::annotations;
use git_coach_reporter::render::{self, Styling};

use super::saying::Saying;
use crate::args::Rung;
use crate::failure::Failure;
use crate::output::Sink;

/// The most bytes that a step summary takes.
const LONGEST_SUMMARY: usize = 1 << 20;
/// The columns of the log.
const COLUMNS: usize = 80;

/// Says it at the first place from `--to` on that is allowed; the log says where.
pub(super) fn say(saying: &Saying<'_>) -> Result<(), Failure> {
    if saying.asked.to == Rung::Comment {
        match comment(saying) {
            Ok(done) => return tell(&done),
            Err(why) => tell(&format!("no comment: {why}"))?,
        }
    }
    if !saying.is_worth_it() {
        return tell("there is nothing to say");
    }
    if saying.asked.to <= Rung::Summary {
        match summary(saying) {
            Ok(()) => return tell("the step summary has it"),
            Err(why) => tell(&format!("no step summary: {why}"))?,
        }
    }
    let on_github = saying.run.system == System::GitHub;
    if saying.asked.to <= Rung::Annotations && on_github {
        return print(&annotations(saying.report));
    }
    let text = render::terminal(&compose::coaching(saying.report), COLUMNS, Styling::Plain);
    if !on_github && saying.run.system != System::Forgejo {
        return print(&text);
    }
    // What stands in a repository is no command for the runner.
    let word = format!("git-coach-{:016x}", RandomState::new().build_hasher().finish());
    print(&format!("::stop-commands::{word}\n{text}::{word}::\n"))
}

/// What became of the comment, or why there can be none.
fn comment(saying: &Saying<'_>) -> Result<String, String> {
    let target = saying.run.target.as_ref().ok_or("there is no request for review")?;
    let token = token(target.forge).ok_or_else(|| {
        let names = post::token_variables(target.forge).join(", ");
        let fork = if saying.run.from_fork { "; runs of forks get none" } else { "" };
        format!("no token in {names}{fork}")
    })?;
    let failed = |error: post::Error| {
        let hint = hint(target, error.status());
        format!("{error}{hint}")
    };
    let poster = Poster::new(target, &token, Patience::default()).map_err(failed)?;
    let account = match &saying.asked.account {
        Some(account) => account.clone(),
        None => poster.account().map_err(failed)?,
    };
    let outcome = poster.settle(|there| saying.plan(target, there, &account)).map_err(failed)?;
    Ok(match outcome {
        Outcome::Created => format!("commented on request {}", target.number),
        Outcome::Updated => format!("updated the comment on request {}", target.number),
        Outcome::Nothing(reason) => format!("no comment: {reason}"),
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
    match (status, target.forge) {
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

/// Adds to the summary of the step.
fn summary(saying: &Saying<'_>) -> Result<(), String> {
    let path = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let path = path.ok_or("this pipeline has none")?;
    let text = git_coach_reporter::comment::comment(saying.report, None, LONGEST_SUMMARY);
    let written = OpenOptions::new().append(true).create(true).open(&path);
    // What stands there may end without a line end.
    let written = written.and_then(|mut file| file.write_all(format!("\n{text}").as_bytes()));
    written.map_err(|error| error.to_string())
}

/// One line of the log.
pub(in crate::commands) fn tell(line: &str) -> Result<(), Failure> {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    print(&format!("git-coach: {line}\n"))
}

/// Text to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut sink = Sink::open(None)?;
    let written = sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
    written.map_err(|error| Failure::file(sink.name(), &error))
}
