//! `git coach ci` on a schedule: the briefing as a summary, as files, and as an issue.

use std::fs;

use serde_json::{Value, json};
use support::{Coach, Commit, Repo, coach};

use crate::ci::{file, github, last};
use crate::ci_posts::{forge, lines, me};
use crate::harbor::{PEOPLE, harbor};

const BOT: &str = "github-actions[bot]";

fn nightly() -> Coach {
    github().env("GITHUB_EVENT_NAME", "schedule")
}

fn issue(number: u64, account: &str, body: &str) -> Value {
    json!({ "id": 900 + number, "number": number, "user": { "login": account }, "body": body })
}

#[test]
fn the_summary_and_the_files_have_it() {
    let repo = harbor();
    let beside = |name: &str| repo.path().join("..").join(name).display().to_string();
    let outputs = ["html", "markdown", "json", "sarif"].map(|one| format!("{one}={}", beside(one)));
    let args = outputs.iter().flat_map(|one| ["--output", one]);
    let args: Vec<&str> = ["ci"].into_iter().chain(args).collect();
    for event in ["schedule", "workflow_dispatch"] {
        let run = nightly().env("GITHUB_EVENT_NAME", event);
        let text = run.env("GITHUB_STEP_SUMMARY", beside("summary.md")).run(&repo, &args).ok();
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines[0].ends_with("sarif was not written: its format is about a change"),
            "{text}"
        );
        assert_eq!(lines[1], "git-coach: the step summary has it");
        let read = |name: &str| fs::read_to_string(beside(name)).unwrap();
        assert!(read("summary.md").starts_with("\n### Team review: "), "{}", read("summary.md"));
        assert_eq!(
            read("html"),
            coach!(repo, ["brief", "--output", &beside("brief.html")]).ok() + &read("brief.html")
        );
        assert_eq!(read("json"), coach!(repo, ["brief", "--format", "json"]).ok());
        for name in PEOPLE {
            assert!(!read("summary.md").contains(name), "{name}");
        }
        fs::remove_file(beside("summary.md")).unwrap();
    }
    assert!(!repo.path().join("../sarif").exists());
    let log = coach!()
        .env("BUILDKITE", "true")
        .env("BUILDKITE_SOURCE", "schedule")
        .run(&repo, ["ci"])
        .ok();
    assert!(log.contains("── Agenda"), "{log}");
}

#[test]
fn an_issue_is_opened_and_then_edited() {
    let repo = harbor();
    let dry = |there: &Value| {
        let there = file(&repo, "issues.json", there);
        nightly()
            .run(&repo, ["ci", "--dry-run", "--issue", "How we work", "--comments", &there])
            .ok()
    };
    let text = dry(&json!([]));
    let list = "GET https://api.github.com/repos/o/r/issues?state=open&sort=updated&per_page=100\n";
    assert!(text.contains(list) && text.starts_with(&format!("head        {}\n", repo.id("main"))));
    let (line, open) = last(&text);
    assert_eq!(line, "POST https://api.github.com/repos/o/r/issues");
    assert_eq!(open["title"], "How we work");
    let body = open["body"].as_str().unwrap();
    assert!(
        body.starts_with("<!-- git-coach:1 scope=default head=")
            && body.contains("### Team review")
    );

    // Neither somebody else's, nor a request for review, nor another issue of ours.
    let mut request = issue(2, BOT, body);
    request["pull_request"] = json!({});
    let others = [issue(1, "mallory", body), request, issue(3, BOT, "How we work")];
    assert!(last(&dry(&json!(others))).0.starts_with("POST "));
    let there = json!([others[0], others[1], issue(4, BOT, body)]);
    assert!(dry(&there).ends_with("no other request: the issue says all of it already\n"));
    let earlier = body.replace("### Team review", "### An earlier one");
    let (line, change) = last(&dry(&json!([issue(4, BOT, &earlier)])));
    assert_eq!(line, "PATCH https://api.github.com/repos/o/r/issues/4");
    // Whoever gave it another title meant it.
    assert_eq!(change.as_object().unwrap().keys().collect::<Vec<_>>(), ["body"]);
    // One of a later run stays.
    let later = earlier.replace("run=100", "run=101");
    assert!(dry(&json!([issue(4, BOT, &later)])).contains("a later commit or run already"));
}

#[test]
fn the_summary_has_it_beside_the_issue() {
    let repo = harbor();
    let (address, asked) = forge(vec![me(), (200, json!([])), (201, json!({ "number": 9 }))]);
    let summary = repo.path().join("../summary.md");
    let run = nightly()
        .env("GITHUB_API_URL", address)
        .env("GITHUB_TOKEN", "ghp_s3cr3t")
        .env("GITHUB_STEP_SUMMARY", &summary);
    let text = run.run(&repo, ["ci", "--issue", "How we work"]).ok();
    let opened = "git-coach: opened the issue “How we work”\n";
    assert_eq!(text, format!("{opened}git-coach: the step summary has it\n"));
    let asked: Vec<String> = asked.try_iter().collect();
    let list = "GET /repos/o/r/issues?state=open&sort=updated&per_page=100";
    assert_eq!(lines(&asked), ["GET /user", list, "POST /repos/o/r/issues"]);
    assert!(fs::read_to_string(summary).unwrap().contains("### Team review"));
}

#[test]
fn no_issue_calls_anybody_for_nothing() {
    let repo = Repo::new().commit(Commit::new("Start").file("README.md", "Start here.\n"));
    let text = nightly().run(&repo, ["ci", "--dry-run", "--issue", "How we work"]).ok();
    let nothing = "no other request: there is nothing to say, and nothing was said before\n";
    assert!(text.ends_with(nothing), "{text}");
}

#[test]
fn other_forges_and_none() {
    let repo = harbor();
    let args = ["ci", "--dry-run", "--issue", "How we work"];
    let gitlab = coach!()
        .env("GITLAB_CI", "true")
        .env("CI_PIPELINE_SOURCE", "schedule")
        .env("CI_API_V4_URL", "https://gitlab.example/api/v4")
        .env("CI_PROJECT_ID", "12")
        .run(&repo, args)
        .ok();
    let (line, open) = last(&gitlab);
    assert_eq!(line, "POST https://gitlab.example/api/v4/projects/12/issues");
    assert!(open["description"].as_str().unwrap().contains("### Team review"), "{open}");
    let azure =
        coach!().env("TF_BUILD", "True").env("BUILD_REASON", "Schedule").run(&repo, args).ok();
    assert!(azure.ends_with("no request: there is no issue to keep a briefing in\n"), "{azure}");
}

/// Not every pipeline tells what started it; then whoever wrote it does.
#[test]
fn a_pipeline_that_does_not_tell_is_told() {
    let repo = harbor();
    for (system, value) in
        [("BITBUCKET_BUILD_NUMBER", "3"), ("CIRCLECI", "true"), ("JENKINS_URL", "x")]
    {
        let text = coach!().env(system, value).run(&repo, ["ci"]).ok();
        assert_eq!(
            text,
            "git-coach: nothing said: `a build without a request` is about no change\n"
        );
        let text = coach!().env(system, value).run(&repo, ["ci", "--scheduled"]).ok();
        assert!(text.contains("Team review"), "{system}: {text}");
    }
    let circle = coach!()
        .env("CIRCLECI", "true")
        .env("CIRCLE_REPOSITORY_URL", "https://github.com/o/r")
        .run(&repo, ["ci", "--scheduled", "--dry-run", "--issue", "How we work"])
        .ok();
    assert_eq!(last(&circle).0, "POST https://api.github.com/repos/o/r/issues");
    assert!(coach!(repo, ["ci", "--scheduled", "--base", "main"]).failed(2).contains("--base"));
}

#[test]
fn the_log_says_where_no_issue_can_be() {
    let repo = harbor();
    let azure = coach!().env("TF_BUILD", "True").env("BUILD_REASON", "Schedule");
    let text = azure.run(&repo, ["ci", "--issue", "How we work"]).ok();
    let none = "git-coach: no issue: Azure Pipelines has none to keep a briefing in\n";
    assert!(text.starts_with(none), "{text}");
    let text = nightly().run(&repo, ["ci", "--issue", "How we work"]).ok();
    assert!(text.starts_with("git-coach: no issue: no token in GIT_COACH_TOKEN, "), "{text}");
}

#[test]
fn deepens_to_the_whole() {
    let origin = harbor();
    let clone = origin.shallow(1);
    let text = nightly().run(&clone, ["ci", "--deepen", "--to", "log"]).ok();
    assert!(text.contains("Team review"), "{text}");
    assert!(!clone.path().join(".git/shallow").exists());
    // It is fetched once.
    clone.git(["remote", "set-url", "origin", "/nowhere"]);
    nightly().run(&clone, ["ci", "--deepen", "--to", "log"]).ok();
}
