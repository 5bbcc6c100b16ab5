//! From the names that a pipeline gives to the commits of this clone.

use git_coach_analyzer::{Error, Repo, Reviewed, Tip};
use git_coach_forge::{Run, System};

use super::{deepen, has_range, tell};
use crate::args::Ci;
use crate::exit;
use crate::failure::Failure;

/// What is reviewed, and what it was found by.
#[derive(Clone, Debug)]
pub(in crate::commands) struct Range {
    /// From the merge base to the head.
    pub(in crate::commands) reviewed: Reviewed,
    /// The commit that the base stands at now, where it has a name.
    pub(in crate::commands) base: Option<String>,
}

/// Finds the change in this clone; fetches what is missing where that is asked for.
pub(super) fn settle(repo: Repo, run: &mut Run, asked: &Ci) -> Result<(Repo, Range), Failure> {
    if let Some(base) = &asked.base {
        run.bases = vec![base.clone()];
        // A branch of the remote can be fetched.
        run.base_branch = base.strip_prefix("origin/").map(str::to_owned);
    }
    let merged = repo.reviewed_in_merge(&run.heads).filter(|_| run.is_request);
    if let Some(merged) = merged.filter(|_| asked.base.is_none()) {
        // An event tells of a moment, and the merge of its request may be of a later one.
        run.bases.push(merged.base.to_string());
    }
    if let Some(head) = &asked.head {
        run.heads = vec![head.clone()];
        run.head_ref = None;
        // Whoever names one means it.
        run.stands_at = None;
    } else if run.heads.is_empty() && !run.bases.is_empty() {
        run.heads.push("HEAD".to_owned());
    }
    if !has_range(run) {
        return by_default(repo, run, asked);
    }
    let first = repo.reviewed_between(&run.bases, &run.heads);
    let lacks = |found: &Result<Reviewed, Error>| matches!(found, Err(error) if is_missing(error));
    let (repo, found) = if lacks(&first) {
        match (asked.deepen, merged) {
            (true, merged) => match (deepen::until_found(repo, run), merged) {
                // Not every pipeline leaves its clone what git needs to fetch.
                (Err(failure), Some(merged)) => {
                    tell(failure.message().as_str())?;
                    (Repo::discover()?, Ok(merged))
                }
                (found, _) => found?,
            },
            (false, merged) => (repo, merged.map_or(first, Ok)),
        }
    } else {
        (repo, first)
    };
    let reviewed = found.map_err(|error| explained(&repo, run, error))?;
    let base = base_of(&repo, run, reviewed).map(|tip| tip.commit.to_string());
    Ok((repo, Range { reviewed, base }))
}

/// The base that the change was told apart from; the first that is here, where that was a merge.
fn base_of(repo: &Repo, run: &Run, reviewed: Reviewed) -> Option<Tip> {
    let tip = |name: &String| repo.tip(Some(name)).ok();
    let tells = |name: &&String| {
        let found = repo.reviewed_between(std::slice::from_ref(*name), &run.heads);
        found.is_ok_and(|found| found == reviewed)
    };
    run.bases.iter().find(tells).and_then(tip).or_else(|| run.bases.iter().find_map(tip))
}

/// In a shell, or a pipeline that names only one end: what a review would take.
fn by_default(repo: Repo, run: &Run, asked: &Ci) -> Result<(Repo, Range), Failure> {
    if asked.head.is_some() || !matches!(run.system, System::Shell) {
        let what = format!("{} does not say what the change is to be merged into", run.system);
        return Err(Failure::new(what, "name it with `--base REV`", exit::USAGE));
    }
    let reviewed = repo.reviewed_by_default()?;
    Ok((repo, Range { reviewed, base: None }))
}

pub(super) const fn is_missing(error: &Error) -> bool {
    matches!(
        error,
        Error::UnknownRevision { .. } | Error::MissingObject { .. } | Error::NoMergeBase { .. }
    )
}

/// What is missing and how it gets here.
fn explained(repo: &Repo, run: &Run, error: Error) -> Failure {
    if !is_missing(&error) || !(repo.is_shallow() || run.system != System::Shell) {
        return error.into();
    }
    let short = |name: &String| {
        let name = name.trim_start_matches("refs/remotes/");
        format!("`{}`", name.get(..12).filter(|_| is_hex(name)).unwrap_or(name))
    };
    let named = |names: &[String]| names.iter().map(short).collect::<Vec<_>>().join(" or ");
    let absent = |names: &[String]| names.iter().all(|name| repo.tip(Some(name)).is_err());
    let what = match (absent(&run.bases), absent(&run.heads)) {
        (true, true) => {
            format!("the base {} and the head {}", named(&run.bases), named(&run.heads))
        }
        (true, false) => format!("the base {}", named(&run.bases)),
        (false, true) => format!("the head {}", named(&run.heads)),
        (false, false) => "the commit where the change left its base".to_owned(),
    };
    let shallow = if repo.is_shallow() { ", which is shallow" } else { "" };
    let hint = match run.system {
        System::GitHub | System::Forgejo => {
            "run `git coach ci --deepen`, or check out with `fetch-depth: 0`"
        }
        System::CircleCi => "name the base: `git coach ci --base origin/main --deepen`",
        System::GitLab => "run `git coach ci --deepen`, or set `GIT_DEPTH: 0`",
        _ => "run `git coach ci --deepen`, or clone with more history",
    };
    Failure::new(format!("{what}: not in this clone{shallow}"), hint, exit::REPOSITORY)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
