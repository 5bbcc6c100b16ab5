//! Fetches the history that a shallow clone lacks and the contents that a partial one lacks, by the
//! user's own git, and no more than needed.
//!
//! It never says how deep a clone shall be, only how much deeper: a whole clone stays whole. An end that a
//! shallow clone has not at all is fetched alone at first, as there is nothing yet to be deepened.

use std::process::{Command, Stdio};

use git_coach_analyzer::{Error, Repo, Reviewed};
use git_coach_forge::Run;

use super::range::is_missing;
use crate::exit;
use crate::failure::Failure;

/// How many commits more are fetched each time, before all are.
const STEPS: [u32; 3] = [50, 250, 1000];

/// Fetches until the change is found, or all there is was fetched.
pub(super) fn until_found(
    repo: Repo,
    run: &Run,
) -> Result<(Repo, Result<Reviewed, Error>), Failure> {
    if !repo.is_shallow() {
        fetch(run, None)?;
        let repo = Repo::discover()?;
        let found = repo.reviewed_between(&run.bases, &run.heads);
        return Ok((repo, found));
    }
    // Asked to go deeper, git fetches all that is behind an end which is new to it.
    let absent = absent(&repo, run);
    if !absent.is_empty() {
        fetch_named(Some("--depth=1"), absent)?;
    }
    let steps = STEPS.iter().map(|step| format!("--deepen={step}"));
    for depth in steps.chain(["--unshallow".to_owned()]) {
        fetch(run, Some(&depth))?;
        let repo = Repo::discover()?;
        let found = repo.reviewed_between(&run.bases, &run.heads);
        let is_found = match &found {
            Ok(reviewed) => repo.is_nearest(*reviewed, &run.bases)?,
            Err(error) => !is_missing(error),
        };
        if is_found || !repo.is_shallow() {
            return Ok((repo, found));
        }
    }
    let repo = Repo::discover()?;
    let found = repo.reviewed_between(&run.bases, &run.heads);
    Ok((repo, found))
}

/// Fetches the whole history of a clone that has a part of it: a briefing tells of places by all that
/// ever happened to them.
pub(super) fn whole(repo: Repo) -> Result<Repo, Failure> {
    if !repo.is_shallow() {
        return Ok(repo);
    }
    fetch_named(Some("--unshallow"), Vec::new())?;
    Ok(Repo::discover()?)
}

fn fetch(run: &Run, depth: Option<&str>) -> Result<(), Failure> {
    fetch_named(depth, wanted(run))
}

fn fetch_named(depth: Option<&str>, wanted: Vec<String>) -> Result<(), Failure> {
    let mut command = Command::new("git");
    command.args(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules"]);
    command.args(depth).args(["--", "origin"]).args(wanted);
    quietly(command)
}

/// Fetches the contents that a partial clone lacks of a change: git brings what it has to compare.
pub(super) fn contents(reviewed: Reviewed) -> Result<(), Failure> {
    let head = reviewed.merge.unwrap_or(reviewed.head);
    let (base, head) = (reviewed.base.to_string(), head.to_string());
    let comparison = ["--no-ext-diff", "--no-textconv", "--patch"];
    let mut whole = Command::new("git");
    whole.arg("diff").args(comparison).args([&base, &head]).arg("--");
    quietly(whole)?;
    let mut each = Command::new("git");
    each.args(["log", "--format="]).args(comparison).arg(format!("{base}..{head}")).arg("--");
    quietly(each)
}

/// Runs the user's git without its output; nobody sits there to type a password.
fn quietly(mut command: Command) -> Result<(), Failure> {
    command.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null()).stdout(Stdio::null());
    let hint = "the clone needs a remote `origin` that may be fetched from";
    let failed = |said: String| {
        let what = format!("what is missing cannot be fetched: {said}");
        Failure::new(what, hint, exit::REPOSITORY)
    };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find(|line| line.starts_with("fatal:")).unwrap_or("git failed");
    Err(failed(without_secrets(said)))
}

/// What to fetch: names that begin with `refs/`, and ids, none of which is an option.
fn wanted(run: &Run) -> Vec<String> {
    let mut wanted = bases(run);
    wanted.extend(head(run).cloned().or_else(|| run.head_ref.clone()));
    wanted
}

fn bases(run: &Run) -> Vec<String> {
    match &run.base_branch {
        Some(branch) => vec![format!("+refs/heads/{branch}:refs/remotes/origin/{branch}")],
        None => run.bases.iter().filter(|name| is_id(name)).cloned().collect(),
    }
}

fn head(run: &Run) -> Option<&String> {
    run.heads.iter().find(|name| is_id(name))
}

/// Of these, the ends that are known not to be here.
fn absent(repo: &Repo, run: &Run) -> Vec<String> {
    let is_here = |name: &String| repo.tip(Some(name)).is_ok();
    let mut absent = if run.bases.iter().any(is_here) { Vec::new() } else { bases(run) };
    absent.extend(head(run).filter(|name| !is_here(name)).cloned());
    absent
}

fn is_id(name: &str) -> bool {
    name.len() == 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The line without a user and password that stand in an address.
fn without_secrets(line: &str) -> String {
    line.split(' ')
        .map(|word| match (word.find("://"), word.rfind('@')) {
            (Some(start), Some(at)) if start < at => {
                format!("{}{}", &word[..start + 3], &word[at + 1..])
            }
            _ => word.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        let line = "fatal: unable to access 'https://me:s3cr3t@git.example/x/': no";
        assert_eq!(without_secrets(line), "fatal: unable to access 'https://git.example/x/': no");
    }
}
