//! `git coach ci` against a forge on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};
use support::{Output, Repo, coach};

use crate::ci::{file, github, repo, request};

const TOKEN: &str = "ghp_s3cr3t";
const LIST: &str = "GET /repos/o/r/issues/7/comments?per_page=100";

/// A forge that gives these answers in turn; returns its address and what it is asked.
pub(crate) fn forge(answers: Vec<(u16, Value)>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (heard, asked) = channel();
    thread::spawn(move || {
        for (status, body) in answers {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(&stream);
            let (mut text, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap() == 0 || line == "\r\n" {
                    break;
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                text.push_str(&line);
            }
            let mut sent = vec![0; length];
            reader.read_exact(&mut sent).unwrap();
            heard.send(text + &String::from_utf8(sent).unwrap()).ok();
            let body = body.to_string();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}", body.len());
            write!(&stream, "{head}\r\nConnection: close\r\n\r\n{body}").ok();
        }
    });
    (address, asked)
}

/// Runs on a forge that answers like this; returns what came of it, and what was asked.
fn run(repo: &Repo, answers: Vec<(u16, Value)>) -> (Output, Vec<String>) {
    let (address, asked) = forge(answers);
    let event = file(repo, "event.json", &request(repo));
    let output = github()
        .env("GITHUB_API_URL", address)
        .env("GITHUB_TOKEN", TOKEN)
        .env("GITHUB_STEP_SUMMARY", repo.path().join("../summary.md"))
        .run(repo, ["ci", "--event", &event, "--fail-on", "note"]);
    let said = format!("{}{}", output.stdout, output.stderr);
    assert!(!said.contains(TOKEN), "{said}");
    (output, asked.try_iter().collect())
}

pub(crate) fn lines(asked: &[String]) -> Vec<&str> {
    asked.iter().filter_map(|one| one.split(" HTTP/").next()).collect()
}

pub(crate) fn me() -> (u16, Value) {
    (200, json!({ "login": "coach" }))
}

#[test]
fn comments_then_edits() {
    let repo = repo();
    let (output, asked) = run(&repo, vec![me(), (200, json!([])), (201, json!({ "id": 1 }))]);
    assert_eq!(output.stdout, "git-coach: commented on request 7\n");
    assert_eq!(output.code, 1);
    let create = "POST /repos/o/r/issues/7/comments";
    assert_eq!(lines(&asked), ["GET /user", LIST, create]);
    let sent: Value = serde_json::from_str(&asked[2][asked[2].find('{').unwrap()..]).unwrap();

    let theirs = json!({ "id": 1, "user": { "login": "coach" }, "body": sent["body"] });
    let repo = repo.branch("late-fees", |repo| repo.commit("Go on"));
    let answers = vec![me(), (200, json!([theirs])), (200, json!({}))];
    let (output, asked) = run(&repo, answers);
    assert_eq!(output.stdout, "git-coach: updated the comment on request 7\n");
    assert_eq!(lines(&asked), ["GET /user", LIST, "PATCH /repos/o/r/issues/comments/1"]);
}

/// The tokens of apps may not ask for their account as those of people do.
#[test]
fn an_app_edits_its_own_comment() {
    let repo = repo();
    let refused = || (403, json!({ "message": "Resource not accessible by integration" }));
    let viewer = || (200, json!({ "data": { "viewer": { "login": "our-coach[bot]" } } }));
    let answers = vec![refused(), viewer(), (200, json!([])), (201, json!({ "id": 1 }))];
    let (output, asked) = run(&repo, answers);
    assert_eq!(output.stdout, "git-coach: commented on request 7\n");
    let sent: Value = serde_json::from_str(&asked[3][asked[3].find('{').unwrap()..]).unwrap();
    let ours = json!({ "id": 1, "user": { "login": "our-coach[bot]" }, "body": sent["body"] });
    let repo = repo.branch("late-fees", |repo| repo.commit("Go on"));
    let answers = vec![refused(), viewer(), (200, json!([ours])), (200, json!({}))];
    let (output, _) = run(&repo, answers);
    assert_eq!(output.stdout, "git-coach: updated the comment on request 7\n");
    // Where its name is not to be had, there is no second comment.
    let (output, asked) = run(&repo, vec![refused(), refused()]);
    assert!(output.stdout.contains("`--account LOGIN` says whose comments are ours\n"));
    assert!(output.stdout.ends_with("git-coach: the step summary has it\n"), "{}", output.stdout);
    assert_eq!(lines(&asked), ["GET /user", "POST /graphql"]);
}

#[test]
fn a_second_workflow_finds_the_request_of_a_fork() {
    let repo = repo();
    let mut theirs = request(&repo)["pull_request"].clone();
    theirs["head"]["repo"]["full_name"] = "zoe/r".into();
    let event = json!({
        "workflow_run": { "event": "pull_request", "pull_requests": [],
            "head_sha": repo.id("late-fees") },
        "repository": { "full_name": "o/r", "default_branch": "main" },
    });
    let event = file(&repo, "event.json", &event);
    let coach = github().env("GITHUB_EVENT_NAME", "workflow_run");
    let run = |answers: Vec<(u16, Value)>| {
        let (address, asked) = forge(answers);
        let coach = coach.clone().env("GITHUB_API_URL", address).env("GITHUB_TOKEN", TOKEN);
        let text = coach.run(&repo, ["ci", "--event", &event]).ok();
        (text, asked.try_iter().collect::<Vec<_>>())
    };
    let look = "GET /repos/o/r/pulls?state=open&per_page=100";
    let answers = vec![(200, json!([theirs])), me(), (200, json!([])), (201, json!({}))];
    let (text, asked) = run(answers);
    assert_eq!(text, "git-coach: commented on request 7\n");
    let create = "POST /repos/o/r/issues/7/comments";
    assert_eq!(lines(&asked), [look, "GET /user", LIST, create]);
    // It went on meanwhile: another run speaks of it.
    let (text, asked) = run(vec![(200, json!([]))]);
    assert_eq!(text, "git-coach: nothing said: no open request ends with this commit any more\n");
    assert_eq!(lines(&asked), [look]);
}

/// What a first workflow was about may be another request by now, or one that is to be merged elsewhere.
#[test]
fn a_second_workflow_looks_whether_the_request_still_stands() {
    let repo = repo();
    let mut now = request(&repo)["pull_request"].clone();
    now["state"] = "open".into();
    let entry = |number: u64, repository: u64| {
        json!({ "number": number, "head": { "sha": repo.id("late-fees") },
            "base": { "sha": repo.id("main"), "ref": "main", "repo": { "id": repository } } })
    };
    let run = |listed: Value, answers: Vec<(u16, Value)>| {
        let event = json!({
            "workflow_run": { "event": "pull_request", "head_sha": repo.id("late-fees"),
                "pull_requests": listed },
            "repository": { "id": 1, "full_name": "o/r", "default_branch": "main" },
        });
        let event = file(&repo, "event.json", &event);
        let (address, asked) = forge(answers);
        let coach = github().env("GITHUB_EVENT_NAME", "workflow_run");
        let coach = coach.env("GITHUB_API_URL", address).env("GITHUB_TOKEN", TOKEN);
        let text = coach.run(&repo, ["ci", "--event", &event]).ok();
        (text, asked.try_iter().collect::<Vec<_>>())
    };
    let one = "GET /repos/o/r/pulls/7";
    let look = "GET /repos/o/r/pulls?state=open&per_page=100";
    let create = "POST /repos/o/r/issues/7/comments";
    let said = || vec![me(), (200, json!([])), (201, json!({}))];
    // The first of them lives in a fork.
    let answers = [vec![(200, now.clone())], said()].concat();
    let (text, asked) = run(json!([entry(3, 2), entry(7, 1)]), answers);
    assert_eq!(text, "git-coach: commented on request 7\n");
    assert_eq!(lines(&asked), [one, "GET /user", LIST, create]);
    // It went on, was closed, or belongs elsewhere; another may end with the commit.
    let gone = "git-coach: nothing said: no open request ends with this commit any more\n";
    for (pointer, value) in [
        ("/head/sha", repo.id("main")),
        ("/state", "closed".into()),
        ("/base/repo/full_name", "x/r".into()),
    ] {
        let mut then = now.clone();
        *then.pointer_mut(pointer).unwrap() = value.into();
        let (text, asked) = run(json!([entry(7, 1)]), vec![(200, then.clone()), (200, json!([]))]);
        assert_eq!((text.as_str(), lines(&asked)), (gone, vec![one, look]), "{pointer}");
        then["number"] = 6.into();
        let listing = (200, json!([now.clone()]));
        let (text, _) = run(json!([entry(6, 1)]), [vec![(200, then), listing], said()].concat());
        assert_eq!(text, "git-coach: commented on request 7\n", "{pointer}");
    }
}

/// A build of an older commit that is started again is a newer run, and the forge knows better.
#[test]
fn an_old_commit_that_is_built_again_says_nothing() {
    let repo = repo().branch("late-fees", |repo| repo.commit("Go on"));
    let run = |at: &str, number: &str, stands_at: &str, there: Value| {
        let user = json!({ "username": "coach" });
        let request = json!({ "sha": repo.id(stands_at), "author": { "username": "zoe" } });
        let answers = vec![(200, request), (200, user), (200, there), (201, json!({}))];
        let (address, asked) = forge(answers);
        let coach = coach!()
            .env("GIT_COACH_TOKEN", TOKEN)
            .env("GITLAB_CI", "true")
            .env("CI_API_V4_URL", address)
            .env("CI_PROJECT_ID", "12")
            .env("CI_PIPELINE_ID", number)
            .env("CI_MERGE_REQUEST_IID", "7")
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", repo.id("main~1"))
            .env("CI_COMMIT_SHA", repo.id(at));
        (coach.run(&repo, ["ci"]).ok(), asked.try_iter().collect::<Vec<_>>())
    };
    let (text, asked) = run("late-fees", "100", "late-fees", json!([]));
    assert_eq!(text, "git-coach: commented on request 7\n");
    let sent: Value = serde_json::from_str(&asked[3][asked[3].find('{').unwrap()..]).unwrap();
    let there = json!([{ "id": 1, "author": { "username": "coach" }, "body": sent["body"] }]);
    let gone = "git-coach: no comment: the request ends with another commit by now\n";
    for there in [&there, &json!([])] {
        assert_eq!(run("late-fees~1", "101", "late-fees", there.clone()).0, gone);
    }
    // Moved back on purpose, whichever run was faster.
    for number in ["101", "99"] {
        let (text, _) = run("late-fees~1", number, "late-fees~1", there.clone());
        assert_eq!(text, "git-coach: updated the comment on request 7\n");
    }
}

/// What a pipeline does not tell of its request, its forge does.
#[test]
fn a_forge_is_asked_for_drafts_and_programs() {
    let repo = repo();
    let run = |system: &str, answers: Vec<(u16, Value)>| {
        let (address, asked) = forge(answers);
        let coach = coach!().env("GIT_COACH_TOKEN", TOKEN);
        let coach = match system {
            "Jenkins" => coach
                .env("JENKINS_URL", "https://j.example")
                .env("CHANGE_ID", "7")
                .env("CHANGE_TARGET", "main")
                .env("CHANGE_URL", format!("{address}/o/r/pull/7")),
            "CircleCI" => coach
                .env("CIRCLECI", "true")
                .env("CIRCLE_SHA1", repo.id("late-fees"))
                .env("CIRCLE_PULL_REQUEST", format!("{address}/o/r/pull/7")),
            _ => coach
                .env("GITLAB_CI", "true")
                .env("CI_API_V4_URL", address)
                .env("CI_PROJECT_ID", "12")
                .env("CI_MERGE_REQUEST_IID", "7")
                .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", repo.id("main~1"))
                .env("CI_COMMIT_SHA", repo.id("late-fees")),
        };
        (coach.run(&repo, ["ci"]), asked.try_iter().collect::<Vec<_>>())
    };
    let base = |branch: &str| json!({ "ref": branch, "sha": repo.id("main~1") });
    let of = |system: &str| match system {
        "GitLab" => "GET /projects/12/merge_requests/7",
        _ => "GET /api/v3/repos/o/r/pulls/7",
    };
    for system in ["Jenkins", "CircleCI", "GitLab"] {
        let (output, asked) = run(system, vec![(200, json!({ "draft": true }))]);
        assert_eq!(output.ok(), "git-coach: nothing said: the request is a draft\n", "{system}");
        assert_eq!(lines(&asked), [of(system)]);
        let bot = json!({ "user": { "login": "renovate[bot]", "type": "Bot" },
            "author": { "username": "renovate-bot" } });
        let (output, _) = run(system, vec![(200, bot)]);
        assert!(output.ok().contains("which opened the request, is a program\n"), "{system}");
    }
    // The base as well, where no variable tells it.
    let answers =
        vec![(200, json!({ "base": base("main") })), me(), (200, json!([])), (201, json!({}))];
    let (output, asked) = run("CircleCI", answers);
    assert_eq!(output.ok(), "git-coach: commented on request 7\n");
    assert_eq!(lines(&asked).len(), 4);
    // Who may not ask is told so, and goes on.
    let answers = vec![
        (403, json!({})),
        (200, json!({ "username": "coach" })),
        (200, json!([])),
        (201, json!({})),
    ];
    let (output, _) = run("GitLab", answers);
    let text = output.ok();
    let unknown = "git-coach: whether the request is a draft is not known: GET ";
    assert!(
        text.starts_with(unknown) && text.ends_with("git-coach: commented on request 7\n"),
        "{text}"
    );
}

#[test]
fn takes_the_summary_where_no_comment_is_allowed() {
    let repo = repo();
    for status in [401, 403, 404, 422] {
        let said = json!({ "message": format!("no {TOKEN}") });
        let (output, asked) = run(&repo, vec![me(), (200, json!([])), (status, said)]);
        assert_eq!((output.code, asked.len()), (1, 3), "{}", output.stdout);
        let sentence =
            format!("/repos/o/r/issues/7/comments was answered with {status} (“no ***”)");
        assert!(output.stdout.contains(&sentence), "{}", output.stdout);
        assert!(output.stdout.ends_with("git-coach: the step summary has it\n"));
        let summary = repo.path().join("../summary.md");
        assert!(fs::read_to_string(&summary).unwrap().contains("### Coaching notes"));
        fs::remove_file(summary).unwrap();
    }
}
