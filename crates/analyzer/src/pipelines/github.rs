//! Workflows of GitHub Actions.

use super::does::{self, Does};
use super::yaml::Node;
use super::{Pipeline, Step};

/// What happens that is a change: a push to a branch, a request, or a queue of them.
const CHANGES: [&str; 4] = ["pull_request", "pull_request_target", "merge_group", "push"];

pub(super) fn read(whole: &Node) -> Pipeline {
    let mut pipeline = Pipeline::default();
    let jobs = whole.get("jobs").map(Node::entries).unwrap_or_default();
    for (_, job) in jobs {
        let job_may_fail = job.get("continue-on-error").is_some_and(Node::is_true);
        if let Some(called) = job.get("uses").and_then(Node::text) {
            pipeline.runs_something = true;
            pipeline.uses.push(called.to_owned());
            // A workflow of this repository is read as a file of its own.
            if !is_local(called) {
                let does = action(called);
                pipeline.steps.push(Step { does: does.and(Does::CALLS), ..Step::of(called) });
            }
        }
        for step in job.get("steps").map(Node::items).unwrap_or_default() {
            let may_fail = job_may_fail || step.get("continue-on-error").is_some_and(Node::is_true);
            if let Some(script) = step.get("run").and_then(Node::text) {
                pipeline.runs_something = true;
                let step = Step::of_script(script);
                pipeline.steps.push(Step { may_fail: step.may_fail || may_fail, ..step });
            }
            if let Some(used) = step.get("uses").and_then(Node::text) {
                let does = action(used);
                pipeline.runs_something |= does != Does::NOTHING;
                pipeline.uses.push(used.to_owned());
                pipeline.steps.push(Step { does, may_fail, ..Step::of(used) });
            }
        }
        pipeline.unknown |= matches!(job, Node::Alias) || job.get("steps") == Some(&Node::Alias);
    }
    let on = whole.get("on");
    pipeline.on_changes = match on {
        None | Some(Node::Alias) => None,
        Some(on) => Some(pipeline.runs_something && starts_on_changes(on)),
    };
    pipeline.narrow = Some(narrow(whole, jobs.iter().map(|(_, job)| job)));
    pipeline
}

fn starts_on_changes(on: &Node) -> bool {
    CHANGES.into_iter().filter(|event| on.names(event)).any(|event| {
        let Some(filter) = on.get(event).filter(|_| event == "push") else {
            return true;
        };
        // Pushes of tags alone are releases.
        filter.get("tags").is_none() || filter.get("branches").is_some()
    })
}

/// What an action does; one of this repository is only called.
fn action(used: &str) -> Does {
    match used.split_once('@') {
        _ if is_local(used) || used.starts_with("docker:") => {
            does::named(std::iter::once(used)).and(Does::CALLS)
        }
        Some((name, _)) => does::of_action(name),
        None => does::of_action(used),
    }
}

/// Whether a workflow says what its token may do; none where it leaves that to a setting, and no
/// where it asks for everything.
fn narrow<'n>(whole: &Node, jobs: impl Iterator<Item = &'n Node>) -> Option<bool> {
    let asks_for_all = |node: &Node| node.text() == Some("write-all");
    let own = whole.get("permissions");
    let mut all_say = true;
    let mut too_much = false;
    for job in jobs {
        match job.get("permissions") {
            Some(said) => too_much |= asks_for_all(said),
            None => all_say = false,
        }
    }
    match own {
        _ if too_much => Some(false),
        // What every job says for itself goes before.
        Some(said) => Some(all_say || !asks_for_all(said)),
        None => all_say.then_some(true),
    }
}

/// Whether what is used lies in the repository itself: beside it, or below its top (`$/`).
fn is_local(used: &str) -> bool {
    ["./", "../", "$/"].iter().any(|start| used.starts_with(start))
}

/// Whether what is used belongs to somebody else than GitHub and the repository itself.
pub(super) fn is_third_party(used: &str) -> bool {
    let owner = used.split('/').next().unwrap_or_default();
    !is_local(used) && !used.contains("${{") && !matches!(owner, "actions" | "github")
}

/// Whether a step names what it uses by something that cannot be moved.
pub(super) fn is_pinned(used: &str) -> bool {
    let hex = |id: &str| matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
    used.rsplit_once('@').is_some_and(|(_, at)| hex(at.strip_prefix("sha256:").unwrap_or(at)))
}
