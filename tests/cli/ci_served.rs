//! `git coach ci` against the servers of `tests/forges`, which have to run: `tests/forges/run`.

use std::env;

use support::{Coach, Repo, coach};

use crate::ci::{file, github, repo, request};
use crate::harbor::{ZOE, change, harbor};

/// The address of a server, by the variable that `tests/forges/serve.mjs` sets.
fn served(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: start it with tests/forges/run"))
}

/// First post, nothing new, two scopes, another account, a further commit, an older run: all behind
/// the pages that others have filled.
fn a_life(repo: Repo, coach: impl Fn(&Repo) -> Coach, token: &str) {
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

    let more = change(1, ZOE, "More", &[("src/billing/more.rs", 40)]);
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
    let nothing_new = "git-coach: no comment: the comment says all of it already\n";
    assert_eq!(say(&repo, "How we work"), nothing_new);
    let repo = repo.commit(change(40, ZOE, "More", &[("src/billing/more.rs", 40)]));
    assert_eq!(say(&repo, "Our work"), format!("git-coach: {updated}\n"));
    assert_eq!(say(&repo, "Our work"), nothing_new);
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
    a_life(repo(), |repo| actions(repo, &api), "GITHUB_TOKEN");
    a_year(nightly(&api), "GITHUB_TOKEN");
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_githubs_description_holds() {
    let api = served("DESCRIBED_GITHUB");
    a_life(repo(), |repo| actions(repo, &api), "GITHUB_TOKEN");
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
    let stranger =
        actions(&repo, &api).env("GITHUB_TOKEN", "nobodys-token").run(&repo, ["ci"]).ok();
    assert!(
        stranger.starts_with("git-coach: no comment: GET ") && stranger.contains(" 401 "),
        "{stranger}"
    );
}

#[test]
#[ignore = "needs the servers of tests/forges"]
fn on_served_forges_forgejos_description_holds() {
    let api = served("DESCRIBED_FORGEJO");
    a_life(repo(), |repo| actions(repo, &api).env("FORGEJO_ACTIONS", "true"), "FORGEJO_TOKEN");
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
    a_life(repo(), run, "GITLAB_TOKEN");
    let schedule = coach!()
        .env("GITLAB_CI", "true")
        .env("CI_PIPELINE_SOURCE", "schedule")
        .env("CI_API_V4_URL", &api)
        .env("CI_PROJECT_ID", "12");
    a_year(schedule, "GITLAB_TOKEN");
}
