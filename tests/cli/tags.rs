//! What is told by tags, and where they are not seen.

use git_coach_cli::exit;
use serde_json::Value;
use support::{Commit, Repo, coach, lines};

use crate::rows::Rows;

fn releases() -> Repo {
    let release = |number| {
        let file = lines(number + 1);
        Commit::new(format!("Release 1.{number}.0")).file("CHANGELOG.md", file)
    };
    Repo::new().commit(Commit::new("Start").file("src/a.rs", lines(3))).commits(3, release)
}

/// What becomes of the practice on tags at a revision.
#[track_caller]
fn check(repo: &Repo, revision: &str, expected: &str) {
    let rows = Rows::of(repo, &["verdicts", revision]);
    let rows = rows.pick(&["practice", "verdict"]);
    let found = rows.iter().find(|row| row[0] == "delivery/releases-are-tagged");
    assert_eq!(found.expect("a verdict on the repository")[1], expected, "{revision}");
}

#[test]
fn tags_count_from_the_commit_on_that_they_stand_on() {
    check(&releases(), "HEAD", "missing");
    check(&releases().tag("v1.2.0"), "HEAD", "present");
    check(&releases().annotated_tag("v1.2.0", "the third"), "HEAD", "present");
    let later = releases().commit(Commit::new("Go on").file("src/a.rs", lines(4))).tag("v1.3.0");
    check(&later, "HEAD", "present");
    check(&later, "HEAD~1", "missing");
}

#[test]
fn a_tag_on_the_branch_of_a_release_counts() {
    let branched = releases().branch("1.2.x", |repo| {
        repo.commit(Commit::new("Mend it").file("src/a.rs", lines(4))).tag("v1.2.1")
    });
    let repo = branched.commit(Commit::new("Go on").file("src/b.rs", lines(4)));
    check(&repo, "HEAD", "present");
}

#[test]
fn a_tag_of_no_commit_is_none() {
    let repo = releases();
    repo.git(["tag", "tree", "HEAD^{tree}"]);
    check(&repo, "HEAD", "missing");
}

#[test]
fn a_copy_that_may_lack_tags_cannot_tell() {
    let origin = releases();
    check(&origin.cloned(), "HEAD", "missing");
    check(&origin.cloned().config("remote.origin.tagOpt", "--no-tags"), "HEAD", "unseen");
    check(&origin.cloned().config("remote.origin.tagOpt", "--tags"), "HEAD", "missing");
    check(&origin.shallow(4), "HEAD", "unseen");
}

/// The changes that a briefing speaks of.
#[track_caller]
fn changes(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["brief", "--format", "json"], args].concat()).ok();
    serde_json::from_str::<Value>(&text).unwrap()["changes"].clone()
}

#[test]
fn a_briefing_since_the_last_tag() {
    let step = |at| Commit::new(format!("Go on {at}")).after(2).file("src/a.rs", lines(at + 5));
    let repo = releases().tag("v1.2.0").commits(3, step);
    assert_eq!(changes(&repo, &["--since-last-tag"]), 3);
    assert_eq!(changes(&repo, &["--since-last-tag", "--at", "HEAD~1"]), 2);
    assert_eq!(changes(&repo, &["v1.2.0..HEAD~2"]), 1);
    assert_eq!(changes(&repo, &["v1.2.0.."]), 3);
    // A release that was just tagged is about what went into it.
    let repo = repo.tag("v1.3.0");
    assert_eq!(changes(&repo, &["--since-last-tag"]), 3);
}

#[test]
fn no_tag_and_nothing_after_it() {
    let check = |repo: &Repo, args: &[&str], code: u8, said: &str| {
        let errors = coach!(repo, [&["brief"], args].concat()).failed(code.into());
        assert!(errors.starts_with(&format!("git-coach: {said}\nhint: ")), "{errors}");
    };
    let none = "there is no tag before the last commit";
    check(&releases(), &["--since-last-tag"], exit::NOT_FOUND, none);
    let nothing = "there is nothing between `HEAD` and `HEAD~1`";
    check(&releases(), &["HEAD..HEAD~1"], exit::NOTHING, nothing);
    let unknown = "there is no revision `v9`";
    check(&releases(), &["v9..HEAD"], exit::NOT_FOUND, unknown);
}
