//! Ranges of `facts` mean what they mean to git.

use support::Repo;

use crate::facts_fixture::repo;
use crate::rows::Rows;

#[track_caller]
fn check(repo: &Repo, args: &[&str], as_git_says: &[&str]) {
    let printed = repo.git([&["rev-list"], as_git_says].concat());
    let expected: Vec<&str> = printed.lines().collect();
    let commits = Rows::as_csv(repo, &[&["commits"], args].concat());
    assert_eq!(commits.column("commit"), expected, "{args:?}");
}

#[test]
fn every_form_of_a_range() {
    let repo = repo();
    for range in ["v1.0..HEAD", "v1.0..", "..v1.0", "HEAD~6..HEAD~1", "topic..main", "main..topic"]
    {
        check(&repo, &[range], &[range]);
    }
    for range in ["long...topic", "v1.0...topic", "HEAD...HEAD~2"] {
        check(&repo, &[range], &[range]);
    }
    for range in ["HEAD^!", "HEAD~3^!", "topic^!"] {
        check(&repo, &[range], &[range]);
    }
    for name in ["topic", "v1.0", "HEAD~4", "main~5^2"] {
        check(&repo, &[name], &[name]);
        check(&repo, &["--at", name], &[name]);
    }
    check(&repo, &[], &["HEAD"]);
}

#[test]
fn changes_of_a_range_are_those_of_its_main_line() {
    let repo = repo();
    for range in ["v1.0..HEAD", "HEAD~5..HEAD", "HEAD^!", "HEAD"] {
        let printed = repo.git(["rev-list", "--first-parent", range]);
        let rows = Rows::as_csv(&repo, &["changes", range]);
        assert_eq!(rows.column("change"), printed.lines().collect::<Vec<_>>(), "{range}");
    }
}
