//! Payloads of every kind of event, replayed on the clones that pipelines make.

use serde_json::{Value, json};
use support::{Output, Repo};

use crate::ci::{file, github, repo, request};

/// The repository, and on `merged` what GitHub lets a request check out: its merge with the base.
fn origin() -> Repo {
    let repo = repo();
    repo.git(["checkout", "-q", "-b", "merged", "main"]);
    let repo = repo.merge("late-fees", "Merge late-fees into main");
    repo.git(["checkout", "-q", "main"]);
    repo
}

/// A payload by the name of its event.
fn event(name: &str, repo: &Repo) -> Value {
    let (base, head) = (repo.id("main"), repo.id("late-fees"));
    let repository = json!({ "full_name": "o/r", "default_branch": "main" });
    match name {
        "push" => {
            json!({ "before": repo.id("main~1"), "after": head, "ref": "refs/heads/late-fees",
            "repository": repository })
        }
        "new branch" => json!({ "before": "0".repeat(40), "after": head,
            "ref": "refs/heads/late-fees", "repository": repository }),
        "workflow_run" => json!({ "workflow_run": { "event": "pull_request", "head_sha": head,
            "pull_requests": [{ "number": 7, "base": { "sha": base, "ref": "main" } }],
            "head_repository": { "full_name": "o/r" }, "repository": { "full_name": "o/r" } },
            "repository": repository }),
        "fork" => json!({ "workflow_run": { "event": "pull_request", "head_sha": head,
            "pull_requests": [], "head_repository": { "full_name": "zoe/r" },
            "repository": { "full_name": "o/r" } }, "repository": repository }),
        _ => request(repo),
    }
}

fn run(clone: &Repo, origin: &Repo, name: &str, more: &[&str]) -> Output {
    let event = file(clone, "event.json", &event(name, origin));
    let kind = match name {
        "new branch" => "push",
        "fork" => "workflow_run",
        name => name,
    };
    let args = ["ci", "--event", &event];
    github().env("GITHUB_EVENT_NAME", kind).run(clone, [&args[..], more].concat())
}

/// What a dry run says that it is about: base, head, merge base, and the first request.
fn about(output: Output) -> [String; 4] {
    let text = output.ok();
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let mut word = |key: &str| {
        let line = lines.next().unwrap();
        line.strip_prefix(key).unwrap_or_else(|| panic!("{key} is not in {line}")).trim().to_owned()
    };
    [word("base"), word("head"), word("merge base"), word("")]
}

const COMMENTS: &str = "GET https://api.github.com/repos/o/r/issues/7/comments?per_page=100";

#[test]
fn every_event_on_a_whole_clone() {
    let origin = origin();
    let [main, fork_point, head] = ["main", "main~1", "late-fees"].map(|name| origin.id(name));
    let clone = origin.cloned();
    // As a pipeline checks out: no branch, and either the change or its merge.
    for at in ["origin/merged", "origin/late-fees"] {
        clone.git(["checkout", "-q", "--detach", at]);
        for name in ["pull_request", "pull_request_target", "workflow_run"] {
            let about = about(run(&clone, &origin, name, &["--dry-run"]));
            let expected = [&main, &head, &fork_point, COMMENTS];
            assert_eq!(
                about.each_ref().map(String::as_str),
                expected.map(|one| one as &str),
                "{name}"
            );
        }
        let none = "no request: there is no request for review to comment on";
        for (name, base) in [("push", &fork_point), ("new branch", &main)] {
            let about = about(run(&clone, &origin, name, &["--dry-run"]));
            assert_eq!(about, [base, &head, &fork_point, none].map(|one| one.to_owned()), "{name}");
        }
        let about = about(run(&clone, &origin, "fork", &["--dry-run"]));
        let look = "GET https://api.github.com/repos/o/r/pulls?state=open&per_page=100";
        assert_eq!(about, [&main, &head, &fork_point, look].map(|one| one.to_owned()));
    }
}

#[test]
fn a_clone_that_was_cut_short_says_so_and_is_deepened() {
    let origin = origin();
    let read = format!(
        "Read: {} from {}, 1 commit",
        &origin.id("late-fees")[..7],
        &origin.id("main~1")[..7]
    );
    for (branch, depth) in [("late-fees", 1), ("merged", 1), ("merged", 2)] {
        origin.git(["checkout", "-q", branch]);
        for name in ["pull_request", "workflow_run", "push", "new branch", "fork"] {
            let clone = origin.shallow(depth);
            clone.git(["checkout", "-q", "--detach"]);
            let told = run(&clone, &origin, name, &["--dry-run"]);
            let errors = told.failed(3);
            assert!(
                errors.contains("not in this clone, which is shallow"),
                "{branch} {name}: {errors}"
            );
            assert!(errors.contains("--deepen"), "{errors}");
            let said = run(&clone, &origin, name, &["--deepen", "--to", "log"]).ok();
            assert!(said.contains(&read), "{branch} {depth} {name}: {said}");
        }
    }
}

#[test]
fn a_clone_without_contents_is_read_as_far_as_it_goes() {
    let origin = origin();
    origin.git(["checkout", "-q", "late-fees"]);
    let clone = origin.partial();
    clone.git(["checkout", "-q", "--detach"]);
    for name in ["pull_request", "workflow_run", "push", "fork"] {
        let [_, head, merge_base, _] = about(run(&clone, &origin, name, &["--dry-run"]));
        assert_eq!((head, merge_base), (origin.id("late-fees"), origin.id("main~1")), "{name}");
    }
    // What cannot be seen is neither praised nor raised, and the log says so.
    let missing = "git-coach: this clone lacks contents of the change, so not all of it was seen";
    let log = run(&clone, &origin, "pull_request", &["--to", "log"]).ok();
    assert!(
        log.starts_with(missing) && log.ends_with("git-coach: there is nothing to say\n"),
        "{log}"
    );
    let whole = run(&origin, &origin, "pull_request", &["--to", "log"]).ok();
    let log = run(&clone, &origin, "pull_request", &["--to", "log", "--deepen"]).ok();
    assert_eq!(inside(&log), inside(&whole));
    // It is fetched once.
    clone.git(["remote", "set-url", "origin", "/nowhere"]);
    run(&clone, &origin, "pull_request", &["--to", "log", "--deepen"]).ok();
}

/// The log between the words that stop commands, which differ each time, and without the example from
/// older changes, whose contents are not fetched.
fn inside(log: &str) -> Vec<&str> {
    let told = |line: &&str| !line.starts_with("::") && !line.starts_with("Compare:");
    log.lines().filter(told).collect()
}
