//! Which stretch of history a briefing speaks of, and as of when.

use serde_json::Value;
use support::{ANNA, BORIS, Commit, Repo, coach, lines};

use crate::harbor::harbor;

fn report(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["brief", "--format", "json"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

fn told(repo: &Repo, args: &[&str]) -> String {
    let text = coach!(repo, [&["brief"], args].concat()).ok();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A window that ended earlier knows nothing of what came later: not the pipeline, not the areas.
#[test]
fn a_window_that_ended_is_judged_as_things_stood_then() {
    let repo = harbor();
    let until = "2024-05-20";
    let then = repo.git(["rev-list", "-1", "--first-parent", "--before=2024-05-20", "HEAD"]);
    let then = then.trim();
    assert_ne!(then, repo.id("HEAD"));
    for audience in ["team", "lead"] {
        let args = ["--until", until, "--audience", audience];
        let mut seen = report(&repo, &args);
        assert_eq!(seen["repository"]["tip"], then);
        let mut at = report(&repo, &[&args[..], &["--at", then]].concat());
        for one in [&mut seen, &mut at] {
            one["repository"]["revision"] = Value::Null;
        }
        assert!(seen == at, "{seen:#}\nagainst\n{at:#}");
    }
    let pipeline = |report: &Value| {
        let practices = report["practices"].as_array().unwrap();
        let one = practices.iter().find(|one| one["practice"] == "ci/pipeline-exists");
        one.unwrap()["windows"][0]["present"].clone()
    };
    assert_eq!(pipeline(&report(&repo, &[])), 1);
    assert_eq!(pipeline(&report(&repo, &["--until", until])), 0);
}

#[test]
fn nothing_is_said_of_a_state_before_the_first_commit() {
    let seen = report(&harbor(), &["--until", "2023-02-01", "--anonymous"]);
    assert_eq!((&seen["changes"], &seen["practices"]), (&0.into(), &Value::Array(Vec::new())));
}

#[test]
fn a_window_with_little_in_it_says_so() {
    let repo = harbor();
    let text = told(&repo, &["--since", "3d"]);
    assert!(text.contains("This is little to go by: read the numbers as single cases."), "{text}");
    assert_eq!(report(&repo, &["--since", "3d"])["is_thin"], true);
    assert_eq!(report(&repo, &[])["is_thin"], false);
    let few = Repo::new().commits(4, |at| {
        Commit::new(format!("Step {at}")).after(12).file("src/a.rs", lines(at + 1))
    });
    let text = told(&few, &[]);
    assert!(text.contains("so the window is longer. This is still little to go by"), "{text}");
}

#[test]
fn a_window_of_hours_is_no_window_of_no_days() {
    let step = |at| Commit::new(format!("Go on {at}")).file("src/a.rs", lines(at + 5));
    let repo = Repo::new().hours_between_commits(2).commits(9, step).tag("v1.0").commits(3, step);
    let text = told(&repo, &["--since-last-tag"]);
    assert!(text.contains("in less than a day"), "{text}");
    assert!(!text.contains("0 days"), "{text}");
}

/// The tags of a workspace's parts say when these were released, and not the whole.
#[test]
fn the_last_tag_is_one_of_the_whole() {
    let step = |at| Commit::new(format!("Go on {at}")).after(2).file("src/a.rs", lines(at + 5));
    let changes = |repo: &Repo| report(repo, &["--since-last-tag"])["changes"].clone();
    let whole = Repo::new().commits(2, step).tag("v1.2.0").commits(3, step);
    let both = whole.tag("parser-v0.4.1").commits(2, step);
    assert_eq!(changes(&both), 5);
    let parts = Repo::new().commits(2, step).tag("parser-v0.4.1").commits(2, step);
    assert_eq!(changes(&parts), 2, "there is none of the whole");
    let long_ago = |at| Commit::new(format!("Go on {at}")).after(200).file("src/b.rs", lines(at));
    let apart = Repo::new().commits(1, step).tag("v0.1").commits(3, long_ago).tag("parser-v2.0");
    assert_eq!(changes(&apart.commits(2, step)), 2, "the whole is not tagged any more");
}

/// A release of another branch is none of this one, whenever it was.
#[test]
fn tags_of_other_branches_are_not_told() {
    let step = |at| Commit::new(format!("Go on {at}")).by(ANNA).file("src/a.rs", lines(at + 5));
    let repo = Repo::new()
        .commits(3, step)
        .tag("v1.0")
        .branch("other", |repo| {
            repo.commit(Commit::new("Go elsewhere").by(BORIS).file("src/b.rs", lines(3))).tag("x9")
        })
        .commits(2, step)
        .tag("v1.1");
    let tags = report(&repo, &[])["delivered"]["tags"].clone();
    assert_eq!(tags, serde_json::json!(["v1.1", "v1.0"]));
}
