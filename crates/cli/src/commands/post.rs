//! `git coach post`: says in a run with rights what one without has seen.
//!
//! The file is hostile: which request it is about is told by the forge, words and settings by the
//! base, and the file only what was seen.

use std::env;
use std::fs::File;
use std::io::Read;

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::{Repo, Reviewed};
use git_coach_model::Header;
use git_coach_reporter::saved::{LARGEST, Saved, Unfit};

use super::Workplace;
use super::ci::{Range, Saying, event, find, say, scope, tell};
use crate::args::{Global, PostSaved};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &PostSaved) -> Result<u8, Failure> {
    let saved = read(asked)?;
    let event = event(&asked.post)?;
    let mut run = git_coach_forge::run(|name| env::var(name).ok(), event.as_ref());
    if let Some(silence) = &run.silence {
        tell(&format!("nothing said: {silence}"))?;
        return Ok(exit::SUCCESS);
    }
    if !asked.post.dry_run && !find(&mut run, event.as_ref())? {
        return Ok(exit::SUCCESS);
    }
    let unfit = |why: Unfit| unfit(asked, &why.to_string());
    let (base, head) = saved.ends().map_err(unfit)?;
    let Some(of_run) = run.heads.first() else {
        let what = "nothing tells which request the report is about";
        let hint = "run it in a pipeline, or name the payload of an event with `--event FILE`";
        return Err(Failure::new(what, hint, exit::USAGE));
    };
    // A file must not choose whose request it is said on.
    if *of_run != head.to_string() {
        let what = "it is about another commit than this run";
        return Err(self::unfit(asked, what));
    }
    let repo = Repo::discover()?;
    // What lies in the work tree may be part of what was handed over.
    let bases = run.bases.iter();
    let Some(trusted) = bases.clone().find_map(|name| repo.tip(Some(name)).ok()) else {
        let what = "no base of the request is in this clone, and words and settings come from it";
        let names = bases.map(String::as_str).collect::<Vec<_>>().join(" or ");
        let hint = format!("check out the branch that it is to be merged into: {names}");
        return Err(Failure::new(what, hint, exit::REPOSITORY));
    };
    let place = Workplace::with(global, repo, Source::Commit(trusted.commit))?;
    let practices = place.stack.library.rules().map(|rule| &rule.practice);
    let practices = practices.map(|one| (one.id.clone(), one.clone())).collect();
    let header = Header {
        repository: place.repo.name(),
        revision: trusted.name.clone(),
        tip: head,
        remote: None,
        remarks: place.remarks.clone(),
    };
    let report = saved.coaching(&practices, header).map_err(unfit)?;
    let reviewed = Reviewed { base, head, merge: None };
    let range = Range { reviewed, base: Some(trusted.commit.to_string()) };
    let (repo, post) = (&place.repo, &asked.post);
    let scope = scope(post, global, &run, repo);
    say(&run, post, &Saying { run: &run, report: &report, repo, range, scope })?;
    let mut notes = report.notes.iter().chain(&report.further);
    let fails = asked.fail_on.is_some_and(|level| notes.any(|note| note.level >= level));
    Ok(if fails { exit::FINDINGS } else { exit::SUCCESS })
}

fn read(asked: &PostSaved) -> Result<Saved, Failure> {
    let failed = |error: std::io::Error| Failure::file(asked.report.display(), &error);
    let file = File::open(&asked.report).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more tells that there is more.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(unfit(asked, "it is too large"));
    }
    let text = String::from_utf8(bytes).map_err(|_| unfit(asked, "it is not UTF-8"))?;
    Saved::read(&text).map_err(|why| unfit(asked, &why.to_string()))
}

fn unfit(asked: &PostSaved, why: &str) -> Failure {
    let what = format!("{}: {why}", asked.report.display());
    Failure::new(what, "give what `git coach ci --save FILE` has written", exit::FILE)
}
