//! `git coach ci --dry-run`: the requests that would be made, offline.

use git_coach_forge::comment::Plan;
use git_coach_forge::post::saved_comments;

use super::json;
use super::ladder::print;
use super::saying::Saying;
use crate::args::Rung;
use crate::exit;
use crate::failure::Failure;

/// Prints what the run is about, and every request in the order in which it would be made.
pub(super) fn run(saying: &Saying<'_>) -> Result<(), Failure> {
    let reviewed = saying.range.reviewed;
    let base = saying.range.base.clone().unwrap_or_else(|| reviewed.base.to_string());
    let mut out = format!(
        "base        {base}\nhead        {}\nmerge base  {}\n",
        reviewed.head, reviewed.base
    );
    let target = saying.run.target.as_ref().filter(|_| saying.asked.to == Rung::Comment);
    let Some(target) = target else {
        if let Some(lookup) = &saying.run.lookup {
            out.push_str(&format!("\n{}\n", lookup.requests()));
            out.push_str("\nno other request is known before that is answered\n");
            return print(&out);
        }
        out.push_str("\nno request: there is no request for review to comment on\n");
        return print(&out);
    };
    let there = match &saying.asked.comments {
        Some(path) => {
            let saved = json(path)?;
            saved_comments(target.forge, &saved).ok_or_else(|| {
                let what = format!("{}: no list of comments of {}", path.display(), target.forge);
                Failure::new(what, "save the answer of the listing as it is", exit::FILE)
            })?
        }
        None => Vec::new(),
    };
    let account = match (&saying.asked.account, target.usual_account()) {
        (Some(account), _) => account.as_str(),
        (None, Some(usual)) => usual,
        (None, None) if there.is_empty() => "",
        (None, None) => {
            let what = format!("whose comment is ours is not known on {}", target.forge);
            return Err(Failure::new(what, "name the account with `--account LOGIN`", exit::USAGE));
        }
    };
    let plan = saying.plan(target, &there, account);
    out.push_str(&format!("\n{}\n", target.comments()));
    match target.carry_out(&plan) {
        Some(request) => out.push_str(&format!("\n{request}\n")),
        None => {
            if let Plan::Nothing(reason) = plan {
                out.push_str(&format!("\nno other request: {reason}\n"));
            }
        }
    }
    print(&out)
}
