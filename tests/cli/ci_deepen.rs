//! `git coach ci` in clones that lack what it needs.

use serde_json::json;
use support::{Commit, Repo, coach};

use crate::ci::{file, github, repo, request};
use crate::harbor::{UNTESTED, ZOE, change};

/// A clone of the last commits of `late-fees` alone, as pipelines make them.
fn shallow(origin: &Repo) -> Repo {
    origin.git(["checkout", "-q", "late-fees"]);
    origin.shallow(1)
}

#[test]
fn says_what_is_missing() {
    let origin = repo();
    let event = request(&origin);
    let clone = shallow(&origin);
    let event = file(&clone, "event.json", &event);
    let errors = github().run(&clone, ["ci", "--dry-run", "--event", &event]).failed(3);
    let base = &origin.id("main")[..12];
    let sentence = format!(
        "git-coach: the base `{base}` or `origin/main`: not in this clone, which is shallow"
    );
    assert!(errors.starts_with(&sentence), "{errors}");
    assert!(errors.contains("--deepen") && errors.contains("fetch-depth: 0"), "{errors}");
}

#[test]
fn deepens_as_far_as_needed() {
    let origin = repo();
    let event = request(&origin);
    let clone = shallow(&origin);
    let event = file(&clone, "event.json", &event);
    let args = ["ci", "--event", &event, "--to", "log", "--deepen"];
    let text = github().run(&clone, args).ok();
    assert!(text.contains("Coaching notes"), "{text}");
    // Once it is here, nothing is fetched any more.
    clone.git(["remote", "set-url", "origin", "/nowhere"]);
    assert_eq!(github().run(&clone, ["ci", "--event", &event, "--to", "log"]).code, 0);
}

/// Of a long history no more is fetched than leads to where the branch left it.
#[test]
fn a_base_that_is_not_here_is_fetched_without_all_that_is_behind_it() {
    let on = |name: &'static str| {
        move |at: usize| {
            Commit::new(format!("Add {name} {at}")).file(format!("docs/{name}{at}.md"), "a\n")
        }
    };
    // What another branch brought after the change had left is behind the base alone.
    let origin = Repo::new()
        .commit("Start")
        .branch("old", |repo| repo.commits(150, on("old")))
        .commits(60, on("step"))
        .branch("late-fees", |repo| repo.commit(change(1, ZOE, "Add late fees", UNTESTED)))
        .merge("old", "Merge old");
    let clone = shallow(&origin);
    let event = file(&clone, "event.json", &request(&origin));
    let args = ["ci", "--event", &event, "--to", "log", "--deepen"];
    let text = github().run(&clone, args).ok();
    assert!(text.contains("Coaching notes"), "{text}");
    let here: usize = clone.git(["rev-list", "--all", "--count"]).trim().parse().unwrap();
    assert!((3..=110).contains(&here), "{here} of 213 commits");
}

/// What a short history shows first need not be where the branch left.
#[test]
fn a_short_way_to_an_older_commit_is_no_merge_base() {
    let on = |name: &'static str| {
        move |at: usize| {
            Commit::new(format!("Add {name} {at}")).file(format!("docs/{name}{at}.md"), "a\n")
        }
    };
    let origin = Repo::new()
        .commits(5, on("first"))
        .branch("old", |repo| repo.commits(1, on("old")))
        .commits(3, on("step"))
        .branch("late-fees", |repo| repo.commit(change(1, ZOE, "Add late fees", UNTESTED)))
        .commits(80, on("later"))
        .merge("old", "Merge old");
    let clone = shallow(&origin);
    let event = file(&clone, "event.json", &request(&origin));
    let text = github().run(&clone, ["ci", "--event", &event, "--dry-run", "--deepen"]).ok();
    assert!(text.contains(&format!("\nmerge base  {}\n", origin.id("late-fees~1"))), "{text}");
}

#[test]
fn a_base_that_only_a_person_can_name() {
    let origin = repo();
    let head = origin.id("late-fees");
    let clone = shallow(&origin);
    let circle = coach!()
        .env("CIRCLECI", "true")
        .env("CIRCLE_PULL_REQUEST", "https://github.com/o/r/pull/7")
        .env("CIRCLE_SHA1", head);
    clone.git(["update-ref", "-d", "refs/remotes/origin/HEAD"]);
    assert!(circle.run(&clone, ["ci"]).failed(3).contains("--base origin/main --deepen"));
    let args = ["ci", "--base", "origin/main", "--deepen", "--to", "log"];
    assert!(circle.run(&clone, args).ok().contains("Coaching notes"));
}

#[test]
fn a_whole_clone_stays_whole() {
    let origin = repo();
    let clone = origin.cloned();
    let origin = origin.branch("late-fees", |repo| repo.commit("One more"));
    let event = file(&clone, "event.json", &request(&origin));
    let args = ["ci", "--event", &event, "--to", "log"];
    assert!(github().run(&clone, args).failed(3).contains("the head"));
    let text = github().run(&clone, [&args[..], &["--deepen"]].concat()).ok();
    assert!(text.contains("Coaching notes"), "{text}");
    assert!(!clone.path().join(".git/shallow").exists());
}

#[test]
fn a_remote_that_does_not_answer_is_told_of() {
    let origin = repo();
    let clone = shallow(&origin);
    clone.git(["remote", "set-url", "origin", "/nowhere"]);
    let mut event = request(&origin);
    // Names from a payload are never options of git.
    event["pull_request"]["base"] = json!({ "sha": "--upload-pack=x", "ref": "--upload-pack=x" });
    let event = file(&clone, "event.json", &event);
    let args = ["ci", "--event", &event, "--to", "log", "--deepen"];
    let errors = github().run(&clone, args).failed(3);
    assert!(errors.contains("what is missing cannot be fetched: fatal:"), "{errors}");
}

/// The forge is not asked in a dry run; git is, where somebody says so.
#[test]
fn a_dry_run_fetches_only_where_it_is_told_to() {
    let origin = repo();
    let clone = shallow(&origin);
    let event = file(&clone, "event.json", &request(&origin));
    let args = ["ci", "--event", &event, "--dry-run"];
    assert!(github().run(&clone, args).failed(3).contains("which is shallow"));
    let there = || clone.git(["rev-list", "--all", "--count"]);
    assert_eq!(there(), "1\n");
    let whole = github().run(&origin, args).ok();
    let ends = |text: &str| text.lines().take(3).map(str::to_owned).collect::<Vec<_>>();
    let deepened = github().run(&clone, [&args[..], &["--deepen"]].concat()).ok();
    assert_eq!(ends(&deepened), ends(&whole));
    assert_ne!(there(), "1\n");
}
