//! Payloads of every kind of event, replayed on the clones that pipelines make.

use serde_json::{Value, json};
use support::{Coach, Output, Repo, coach};

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
        "merge_group" => {
            json!({ "action": "checks_requested", "merge_group": { "head_sha": repo.id("merged"),
            "head_ref": "refs/heads/gh-readonly-queue/main/pr-7", "base_sha": base,
            "base_ref": "refs/heads/main" }, "repository": repository })
        }
        "workflow_dispatch" => json!({ "inputs": null, "ref": "refs/heads/main",
            "workflow": ".github/workflows/coach.yml", "repository": repository }),
        "schedule" => json!({ "schedule": "0 6 * * 1", "workflow": ".github/workflows/coach.yml",
            "repository": repository }),
        "fork" => json!({ "workflow_run": { "event": "pull_request", "head_sha": head,
            "pull_requests": [], "head_repository": { "full_name": "zoe/r" },
            "repository": { "full_name": "o/r" } }, "repository": repository }),
        _ => request(repo),
    }
}

/// Every kind of event.
const EVENTS: [&str; 9] = [
    "pull_request",
    "pull_request_target",
    "workflow_run",
    "fork",
    "push",
    "new branch",
    "merge_group",
    "workflow_dispatch",
    "schedule",
];

fn run(clone: &Repo, origin: &Repo, name: &str, more: &[&str]) -> Output {
    run_by(github(), clone, origin, name, more)
}

fn run_by(coach: Coach, clone: &Repo, origin: &Repo, name: &str, more: &[&str]) -> Output {
    let event = file(clone, "event.json", &event(name, origin));
    let kind = match name {
        "new branch" => "push",
        "fork" => "workflow_run",
        name => name,
    };
    let args = ["ci", "--event", &event];
    coach.env("GITHUB_EVENT_NAME", kind).run(clone, [&args[..], more].concat())
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

const REQUEST: &str = "GET https://api.github.com/repos/o/r/pulls/7";
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
            // Who opened it, and whether it is a draft, a second workflow has to ask.
            let first = if name == "workflow_run" { REQUEST } else { COMMENTS };
            let expected = [&main, &head, &fork_point, first];
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

/// An event tells of the base as it was once; what the branch has taken in from it since is no part of
/// the change.
#[test]
fn a_base_of_long_ago_blames_nobody_for_the_work_of_others() {
    let old = origin().id("main~1");
    let origin = repo();
    origin.git(["checkout", "-q", "late-fees"]);
    let origin = origin.merge("main", "Merge main into late-fees");
    origin.git(["checkout", "-q", "-b", "merged", "main"]);
    let origin = origin.merge("late-fees", "Merge late-fees into main");
    origin.git(["checkout", "-q", "main"]);
    let [main, head] = ["main", "late-fees"].map(|name| origin.id(name));
    let clone = origin.cloned();
    let mut stale = event("pull_request", &origin);
    stale["pull_request"]["base"]["sha"] = old.clone().into();
    let stale = file(&clone, "stale.json", &stale);
    let args = ["ci", "--dry-run", "--event", &stale];
    let expected = [&main, &head, &main, COMMENTS].map(|one| one.to_owned());
    clone.git(["checkout", "-q", "--detach", "origin/late-fees"]);
    assert_eq!(about(github().run(&clone, args)), expected);
    // With the merge alone, its first parent tells.
    clone.git(["checkout", "-q", "--detach", "origin/merged"]);
    clone.git(["update-ref", "-d", "refs/remotes/origin/main"]);
    assert_eq!(about(github().run(&clone, args)), expected);
    // Once it has landed, the branch has all of it, and the event still tells it apart.
    clone.git(["update-ref", "refs/remotes/origin/main", &origin.id("merged")]);
    assert_eq!(about(github().run(&clone, args)), expected);
    clone.git(["checkout", "-q", "--detach", "origin/late-fees"]);
    assert_eq!(about(github().run(&clone, args))[2], old);
}

/// What is said of a missing comment is what is the matter.
#[test]
fn says_why_there_is_no_place_for_a_comment() {
    let origin = origin();
    let repo = origin.cloned();
    let unknown = "git-coach: no comment: which request ends with this commit is not known\n";
    let log = run(&repo, &origin, "fork", &[]).ok();
    assert!(log.starts_with(unknown), "{log}");
    let log = coach!()
        .env("JENKINS_URL", "https://j.example")
        .env("CHANGE_ID", "7")
        .env("CHANGE_TARGET", "main")
        .env("CHANGE_URL", "https://git.example/changes/7")
        .run(&repo, ["ci", "--base", "origin/main", "--head", "origin/late-fees"])
        .ok();
    let unknown = "git-coach: no comment: on which forge the request is, is not known\n";
    assert!(log.starts_with(unknown), "{log}");
    let log = run(&repo, &origin, "push", &[]).ok();
    let none = "git-coach: no comment: there is no request for review to comment on\n";
    assert!(log.starts_with(none), "{log}");
}

/// At home a payload is all there is: what happened is told by its shape.
#[test]
fn every_event_is_told_by_its_payload() {
    let origin = origin();
    let clone = origin.cloned();
    clone.git(["checkout", "-q", "--detach", "origin/merged"]);
    for name in EVENTS {
        let event = file(&clone, "event.json", &event(name, &origin));
        let at_home = coach!(clone, ["ci", "--dry-run", "--event", &event]).ok();
        let in_ci = run(&clone, &origin, name, &["--dry-run"]).ok();
        assert_eq!(at_home, in_ci.replace(" run=100", ""), "{name}");
        assert!(at_home.contains("head        "), "{name}: {at_home}");
    }
}

#[test]
fn the_clock_and_the_hand_are_about_the_branch_that_is_checked_out() {
    let origin = origin();
    let listing =
        "GET https://api.github.com/repos/o/r/issues?state=open&sort=updated&per_page=100";
    for clone in [origin.cloned(), origin.shallow(1), origin.shallow(2), origin.partial()] {
        clone.git(["checkout", "-q", "--detach"]);
        let head = format!("head        {}\n\n", clone.id("HEAD"));
        for name in ["schedule", "workflow_dispatch"] {
            let text = run(&clone, &origin, name, &["--dry-run", "--issue", "Work"]).ok();
            assert!(text.starts_with(&format!("{head}{listing}\n")), "{name}: {text}");
            let text = run(&clone, &origin, name, &["--dry-run"]).ok();
            let none = "no request: there is no issue to keep a briefing in\n";
            assert_eq!(text, format!("{head}{none}"), "{name}");
        }
    }
}

#[test]
fn a_merge_queue_has_the_summary_alone() {
    let origin = origin();
    origin.git(["checkout", "-q", "merged"]);
    let why = "a merge queue tries what was reviewed in its own request";
    let (main, merged) = (origin.id("main"), origin.id("merged"));
    for clone in [origin.cloned(), origin.shallow(2), origin.partial()] {
        clone.git(["checkout", "-q", "--detach"]);
        let about = about(run(&clone, &origin, "merge_group", &["--dry-run"]));
        assert_eq!(
            about,
            [&main, &merged, &main, &format!("no request: {why}")].map(String::clone)
        );
        // Nothing is asked of a forge, which would not answer here, and the queue goes on.
        let summary = clone.path().join("../summary.md");
        let queue = github()
            .env("GITHUB_API_URL", "http://127.0.0.1:1")
            .env("GITHUB_TOKEN", "ghp_s3cr3t")
            .env("GITHUB_STEP_SUMMARY", &summary);
        let more = ["--fail-on", "note", "--deepen"];
        let text = run_by(queue.clone(), &clone, &origin, "merge_group", &more).ok();
        let told = format!("git-coach: no comment: {why}\ngit-coach: the step summary has it\n");
        assert_eq!(text, told);
        let text = std::fs::read_to_string(&summary).unwrap();
        assert!(text.contains("### Coaching notes"), "{text}");
        let quiet = format!("git-coach: nothing said: {why}\n");
        assert_eq!(run(&clone, &origin, "merge_group", &[]).ok(), quiet);
        let log = run_by(queue, &clone, &origin, "merge_group", &["--to", "log"]).ok();
        assert_eq!(log, quiet);
    }
    // What was not fetched holds nobody up.
    let clone = origin.shallow(1);
    let queue = github().env("GITHUB_STEP_SUMMARY", clone.path().join("../summary.md"));
    let text = run_by(queue, &clone, &origin, "merge_group", &[]).ok();
    assert!(text.contains(why) && text.contains("not in this clone, which is shallow"), "{text}");
    assert!(!clone.path().join("../summary.md").exists());
}

/// With depth 2 there are the merge and its parents: enough for the change, not for its commits.
#[test]
fn the_merge_and_its_parents_are_enough() {
    let origin = origin().branch("late-fees", |repo| {
        repo.commit(crate::harbor::change(
            1,
            crate::harbor::ZOE,
            "Add more days",
            &[("src/billing/more.rs", 45)],
        ))
    });
    origin.git(["checkout", "-q", "-B", "merged", "main"]);
    let origin = origin.merge("late-fees", "Merge late-fees into main");
    origin.git(["checkout", "-q", "merged"]);
    let clone = origin.shallow(2);
    clone.git(["checkout", "-q", "--detach"]);
    let [main, head, merge] = ["main", "late-fees", "merged"].map(|name| origin.id(name));
    let told = "git-coach: this clone holds the change as its merge with the base alone, so it was read as a \
                whole and not commit by commit; `--deepen` fetches the commits\n";
    for name in ["pull_request", "pull_request_target", "workflow_run"] {
        let text = run(&clone, &origin, name, &["--dry-run"]).ok();
        let ends = format!(
            "base        {main}\nhead        {head}\nmerge       {merge}, compared with its first parent {main}: \
             the merge base is not in this clone\n\n"
        );
        assert!(text.starts_with(&ends), "{name}: {text}\n{ends}");
        assert!(text.contains(&format!("scope=default head={head} ")), "{text}");
        let log = run(&clone, &origin, name, &["--to", "log"]).ok();
        assert!(log.starts_with(told), "{log}");
        // The same files and lines as in a whole clone, and no word of commits that are not here.
        let whole = origin.cloned();
        let whole = run(&whole, &origin, name, &["--to", "log"]).ok();
        let facts = |log: &str| {
            let (_, rest) = log.split_once("3 source files gained").unwrap();
            let read = log.split_once("Read: ").unwrap().1;
            let files = &read[read.find(" in ").unwrap()..][..40];
            (rest.lines().next().unwrap().to_owned(), files.to_owned())
        };
        assert_eq!(facts(&log).0, facts(&whole).0, "{log}\n{whole}");
        assert!(whole.contains(", 2 commits in 3 files,"), "{whole}");
        assert!(
            log.contains(&format!("Read: {} from {}, in 3 files,", &head[..7], &main[..7])),
            "{log}"
        );
    }
    // Where nothing can be fetched it is still enough.
    clone.git(["remote", "set-url", "origin", "/nowhere"]);
    let log = run(&clone, &origin, "pull_request", &["--deepen", "--to", "log"]).ok();
    let (fetching, rest) = log.split_once('\n').unwrap();
    assert!(fetching.starts_with("git-coach: what is missing cannot be fetched: fatal: "), "{log}");
    assert!(rest.starts_with(told) && rest.contains("Coaching notes"), "{log}");
    // A branch that went on, or moved: its merge is of another commit.
    let origin = origin.branch("late-fees", |repo| repo.commit("Go on"));
    let errors = run(&clone, &origin, "pull_request", &["--dry-run"]).failed(3);
    assert!(errors.contains("not in this clone, which is shallow"), "{errors}");
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
            // With the parents of a merge there is the change, where the event names its end.
            let is_enough = depth == 2 && ["pull_request", "workflow_run"].contains(&name);
            if is_enough {
                assert!(told.ok().contains("\nmerge       "), "{name}");
            } else {
                let errors = told.failed(3);
                let what = "not in this clone, which is shallow";
                assert!(errors.contains(what), "{branch} {name}: {errors}");
                assert!(errors.contains("--deepen"), "{errors}");
            }
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
