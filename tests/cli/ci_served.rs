//! `git coach ci` against the servers of `tests/forges`, which have to run: `tests/forges/run`.

use std::env;
use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;
use support::{Coach, Repo, coach};

use crate::ci::{file, github, repo, request};
use crate::harbor::{ZOE, change, harbor};

/// The address of a server, by the variable that `tests/forges/serve.mjs` sets.
fn served(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: start it with tests/forges/run"))
}

/// Asks a server as somebody else would, and returns the body of its answer.
fn ask(method: &str, address: &str, header: &str) -> String {
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    // By HTTP/1.0 the body comes in one piece.
    let head = format!("{method} /{path} HTTP/1.0\r\nHost: {host}\r\nAccept: application/json");
    let proof = if header == "Authorization" { "Bearer coach-token" } else { "coach-token" };
    write!(stream, "{head}\r\n{header}: {proof}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (status, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(status.contains(" 200 ") || status.contains(" 204 "), "{method} {address}: {answer}");
    body.to_owned()
}

/// Where comments are, and by which header one proves who asks.
struct Comments {
    list: String,
    one: String,
    header: &'static str,
}

/// A comment that was deleted is written again, and one that is refused goes to the next place.
fn a_bad_day(repo: &Repo, coach: &Coach, token: &str, comments: &Comments) {
    let say = |who: &str| coach.clone().env(token, who).run(repo, ["ci", "--to", "comment"]);
    let all: Value = serde_json::from_str(&ask("GET", &comments.list, comments.header)).unwrap();
    let ours = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["user"]["login"] == "coach" || one["author"]["username"] == "coach");
    let ours: Vec<u64> = ours.filter_map(|one| one["id"].as_u64()).collect();
    assert_eq!(ours.len(), 2);
    for id in ours {
        ask("DELETE", &format!("{}/{id}", comments.one), comments.header);
    }
    for status in [401, 403, 404, 422, 500] {
        let text = say(&format!("coach-refused-{status}")).ok();
        let told = format!(" was answered with {status} (“refused”)");
        assert!(text.starts_with("git-coach: no comment: POST ") && text.contains(&told), "{text}");
        assert!(text.contains("gained 1"), "the next place has it: {text}");
    }
    assert_eq!(say("coach-token").ok(), "git-coach: commented on request 7\n");
    let nobody = say("nobodys-token").ok();
    assert!(nobody.contains("git-coach: no comment: GET ") && nobody.contains(" 401 "), "{nobody}");
}

/// Whatever goes wrong on the way is said once in the end, and the token stays at home.
fn a_rough_night(repo: &Repo, coach: &Coach, token: &str, api: &str, header: &str) {
    let say = |who: &str| {
        coach.clone().env(token, who).run(repo, ["ci", "--to", "comment", "--scope", who]).ok()
    };
    assert_eq!(say("coach-busy"), "git-coach: commented on request 7\n");
    // What was heard without an answer is found by a second look.
    let heard = "git-coach: no comment: the comment says all of it already\n";
    for who in ["coach-dropped", "coach-slow"] {
        assert_eq!(say(who), heard, "{who}");
    }
    let elsewhere = say("coach-elsewhere");
    assert!(elsewhere.starts_with("git-coach: no comment: POST "), "{elsewhere}");
    assert!(
        elsewhere.contains("was sent on to another place, which is not followed\n"),
        "{elsewhere}"
    );
    assert_eq!(ask("GET", &format!("{api}/-/misled"), header), "0");
}

/// First post, nothing new, two scopes, another account, a further commit, an older run: all behind
/// the pages that others have filled.
fn a_life(repo: Repo, coach: impl Fn(&Repo) -> Coach, token: &str) -> Repo {
    let say = |repo: &Repo, who: &str, more: &[&str]| {
        let coach = coach(repo).env(token, format!("{who}-token"));
        coach.run(repo, [&["ci"][..], more].concat()).ok()
    };
    let nothing_new = "git-coach: no comment: the comment says all of it already\n";
    let created = "git-coach: commented on request 7\n";
    assert_eq!(say(&repo, "coach", &[]), created);
    assert_eq!(say(&repo, "coach", &[]), nothing_new);
    assert_eq!(say(&repo, "coach", &["--scope", "docs <!-- --> ü"]), created);
    // Our words from somebody else are theirs.
    assert_eq!(say(&repo, "zoe", &[]), created);
    assert_eq!(say(&repo, "coach", &[]), nothing_new);

    let more = change(1, ZOE, "Add more fees", &[("src/billing/more.rs", 40)]);
    let repo = repo.branch("late-fees", |repo| repo.commit(more));
    let later = |repo: &Repo| {
        coach(repo)
            .env("GITHUB_RUN_ID", "101")
            .env("CI_PIPELINE_ID", "101")
            .env(token, "coach-token")
    };
    let updated = later(&repo).run(&repo, ["ci"]).ok();
    assert_eq!(updated, "git-coach: updated the comment on request 7\n");
    let older = "git-coach: no comment: the comment speaks of a later commit or run already\n";
    assert_eq!(say(&repo, "coach", &[]), older);
    assert_eq!(
        say(&repo, "coach", &["--scope", "docs <!-- --> ü"]),
        "git-coach: updated the comment on request 7\n"
    );
    repo
}

/// An issue that is opened, left as it is, and changed, among those of others.
fn a_year(coach: Coach, token: &str) {
    let say = |repo: &Repo, title: &str| {
        let coach = coach.clone().env(token, "coach-token");
        coach.run(repo, ["ci", "--issue", title]).ok()
    };
    let repo = harbor();
    let (opened, updated) = ("opened the issue “How we work”", "updated the issue “Our work”");
    assert_eq!(say(&repo, "How we work"), format!("git-coach: {opened}\n"));
    let nothing_new = "git-coach: no issue: the issue says all of it already\n";
    assert_eq!(say(&repo, "How we work"), nothing_new);
    let repo = repo.commit(change(40, ZOE, "Add more fees", &[("src/billing/more.rs", 40)]));
    assert_eq!(say(&repo, "Our work"), format!("git-coach: {updated}\n"));
    assert_eq!(say(&repo, "Our work"), nothing_new);
    // The summary has it all the same.
    let summary = repo.path().join("../summary.md");
    let coach = coach.clone().env(token, "coach-token").env("GITHUB_STEP_SUMMARY", &summary);
    let text = coach.run(&repo, ["ci", "--issue", "Our work"]).ok();
    assert_eq!(text, format!("{nothing_new}git-coach: the step summary has it\n"));
    assert!(std::fs::read_to_string(summary).unwrap().contains("### Team review"));
}

fn nightly(api: &str) -> Coach {
    github().env("GITHUB_EVENT_NAME", "schedule").env("GITHUB_API_URL", api)
}

/// A run of GitHub's, or one that calls itself so, on the last commit of `late-fees`.
fn actions(repo: &Repo, api: &str) -> Coach {
    let event = file(repo, "event.json", &request(repo));
    github().env("GITHUB_EVENT_PATH", event).env("GITHUB_API_URL", api)
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_github_keeps_one_comment() {
    let api = served("EMULATED_GITHUB");
    let later = a_life(repo(), |repo| actions(repo, &api), "GITHUB_TOKEN");
    // Its comments are on the last of its pages.
    let page = format!("{api}/repos/o/r/issues/7/comments?per_page=100&page=2");
    let all: Value = serde_json::from_str(&ask("GET", &page, "Authorization")).unwrap();
    let ours = all.as_array().unwrap().iter().filter(|one| one["user"]["login"] == "coach");
    let ours: Vec<u64> = ours.filter_map(|one| one["id"].as_u64()).collect();
    assert_eq!(ours.len(), 2);
    for id in ours {
        ask("DELETE", &format!("{api}/repos/o/r/issues/comments/{id}"), "Authorization");
    }
    let again = actions(&later, &api).env("GITHUB_TOKEN", "coach-token").run(&later, ["ci"]).ok();
    assert_eq!(again, "git-coach: commented on request 7\n");
    a_year(nightly(&api), "GITHUB_TOKEN");
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_githubs_description_holds() {
    let api = served("DESCRIBED_GITHUB");
    let later = a_life(repo(), |repo| actions(repo, &api), "GITHUB_TOKEN");
    let comments = Comments {
        list: format!("{api}/repos/o/r/issues/7/comments"),
        one: format!("{api}/repos/o/r/issues/comments"),
        header: "Authorization",
    };
    a_bad_day(&later, &actions(&later, &api), "GITHUB_TOKEN", &comments);
    a_rough_night(&later, &actions(&later, &api), "GITHUB_TOKEN", &api, comments.header);
    a_year(nightly(&api), "GITHUB_TOKEN");
    // The request of a fork, which the event does not name.
    let repo = repo();
    let event = serde_json::json!({
        "workflow_run": { "event": "pull_request", "pull_requests": [],
            "head_sha": repo.id("late-fees") },
        "repository": { "full_name": "o/r", "default_branch": "main" },
    });
    let event = file(&repo, "event.json", &event);
    let second = github()
        .env("GITHUB_EVENT_NAME", "workflow_run")
        .env("GITHUB_API_URL", &api)
        .env("GITHUB_TOKEN", "coach-token");
    let text = second.run(&repo, ["ci", "--event", &event]).ok();
    assert_eq!(text, "git-coach: nothing said: no open request ends with this commit any more\n");
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_forgejos_description_holds() {
    let api = served("DESCRIBED_FORGEJO");
    let run = |repo: &Repo| actions(repo, &api).env("FORGEJO_ACTIONS", "true");
    let later = a_life(repo(), run, "FORGEJO_TOKEN");
    let comments = Comments {
        list: format!("{api}/repos/o/r/issues/7/comments"),
        one: format!("{api}/repos/o/r/issues/comments"),
        header: "Authorization",
    };
    a_bad_day(&later, &run(&later), "FORGEJO_TOKEN", &comments);
    a_rough_night(&later, &run(&later), "FORGEJO_TOKEN", &api, comments.header);
    a_year(nightly(&api).env("FORGEJO_ACTIONS", "true"), "FORGEJO_TOKEN");
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_gitlabs_description_holds() {
    let api = served("DESCRIBED_GITLAB");
    let run = |repo: &Repo| {
        coach!()
            .env("GITLAB_CI", "true")
            .env("CI_API_V4_URL", &api)
            .env("CI_PROJECT_ID", "12")
            .env("CI_MERGE_REQUEST_IID", "7")
            .env("CI_PIPELINE_ID", "100")
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", repo.id("main~1"))
            .env("CI_COMMIT_SHA", repo.id("late-fees"))
    };
    let later = a_life(repo(), run, "GITLAB_TOKEN");
    let list = format!("{api}/projects/12/merge_requests/7/notes");
    let comments = Comments { one: list.clone(), list, header: "PRIVATE-TOKEN" };
    a_bad_day(&later, &run(&later), "GITLAB_TOKEN", &comments);
    a_rough_night(&later, &run(&later), "GITLAB_TOKEN", &api, comments.header);
    let schedule = coach!()
        .env("GITLAB_CI", "true")
        .env("CI_PIPELINE_SOURCE", "schedule")
        .env("CI_API_V4_URL", &api)
        .env("CI_PROJECT_ID", "12");
    a_year(schedule, "GITLAB_TOKEN");
}
