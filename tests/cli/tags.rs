//! What is told by tags, and where they are not seen.

use support::{Commit, Repo, lines};

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
