//! `git coach ci --dry-run`: the requests that would be made, offline.

use git_coach_forge::Run;
use git_coach_forge::comment::Plan;

use super::json;
use super::ladder::print;
use super::saying::{Message, unplaced};
use crate::args::{Post, Rung};
use crate::exit;
use crate::failure::Failure;

/// Prints what the run is about, and every request in the order in which it would be made.
pub(super) fn run(run: &Run, asked: &Post, message: &dyn Message) -> Result<(), Failure> {
    let mut out = message.ends();
    let Some(target) = message.target().filter(|_| asked.to == Rung::Comment) else {
        if let Some(lookup) = &run.lookup {
            out.push_str(&format!("\n{}\n", lookup.requests()));
            out.push_str("\nno other request is known before that is answered\n");
            return print(&out);
        }
        let why = match (&run.silence, run.is_scheduled) {
            (_, true) => "there is no issue to keep a briefing in".to_owned(),
            (Some(silence), _) => silence.to_string(),
            (None, _) => unplaced(run).to_owned(),
        };
        out.push_str(&format!("\nno request: {why}\n"));
        return print(&out);
    };
    let forge = target.project.forge;
    let there = match &asked.comments {
        Some(path) => {
            let saved = json(path)?;
            target.comments_in(&saved).ok_or_else(|| {
                let what = format!("{}: no list of comments of {}", path.display(), forge);
                Failure::new(what, "save the answer of the listing as it is", exit::FILE)
            })?
        }
        None => Vec::new(),
    };
    let accounts = match (&asked.account, target.usual_accounts()) {
        (Some(account), _) => vec![account.clone()],
        (None, []) if there.is_empty() => Vec::new(),
        (None, usual @ [_, ..]) => usual.iter().map(|one| (*one).to_owned()).collect(),
        (None, []) => {
            let what = format!("whose comment is ours is not known on {forge}");
            return Err(Failure::new(what, "name the account with `--account LOGIN`", exit::USAGE));
        }
    };
    let plan = message.plan(target, &there, &accounts);
    if let Some(request) = target.request().filter(|_| !run.is_told) {
        out.push_str(&format!("\n{request}\n"));
    }
    out.push_str(&format!("\n{}\n", target.comments()));
    match target.carry_out(&plan) {
        Some(request) => out.push_str(&format!("\n{request}\n")),
        None => {
            if let Plan::Nothing(reason) = plan {
                let why = reason.about(target.place.noun());
                out.push_str(&format!("\nno other request: {why}\n"));
            }
        }
    }
    print(&out)
}
