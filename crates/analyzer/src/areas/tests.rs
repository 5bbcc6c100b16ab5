//! Which parts a tree has, and what happened in them.

use super::*;
use git_coach_model::RoleSet;

fn check(files: &[(&str, Role)], expected: &[&str]) {
    let files: Vec<TreeFile> = files
        .iter()
        .map(|(path, role)| TreeFile {
            path: RepoPath::from(*path),
            role: *role,
            roles: RoleSet::default(),
            language: None,
            lines: None,
        })
        .collect();
    let areas = split(&files);
    assert_eq!(areas.iter().map(RepoPath::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn packages_are_areas() {
    check(
        &[
            ("Cargo.toml", Role::Manifest),
            ("a/Cargo.toml", Role::Manifest),
            ("a/src/lib.rs", Role::Source),
            ("b/Cargo.toml", Role::Manifest),
            ("b/src/lib.rs", Role::Source),
        ],
        &["a", "b"],
    );
}

#[test]
fn what_lies_outside_of_packages_is_split_by_folders() {
    check(
        &[
            ("Cargo.toml", Role::Manifest),
            ("crates/core/main.rs", Role::Source),
            ("crates/a/Cargo.toml", Role::Manifest),
            ("crates/a/src/lib.rs", Role::Source),
            ("crates/a/src/one.rs", Role::Source),
            ("crates/b/Cargo.toml", Role::Manifest),
            ("crates/b/src/lib.rs", Role::Source),
        ],
        &["crates/a", "crates/b", "crates/core"],
    );
}

#[test]
fn a_package_at_the_side_does_not_decide() {
    check(
        &[
            ("src/flask/app.py", Role::Source),
            ("src/flask/cli.py", Role::Source),
            ("src/flask/json/tag.py", Role::Source),
            ("tests/test_app.py", Role::Test),
            ("examples/tutorial/pyproject.toml", Role::Manifest),
            ("examples/tutorial/app.py", Role::Source),
            ("contrib/sys/Cargo.toml", Role::Manifest),
            ("contrib/sys/lib.rs", Role::Source),
        ],
        &["contrib", "examples", "src", "tests"],
    );
}

#[test]
fn a_folder_with_over_half_is_split() {
    check(
        &[
            ("src/tax/a.py", Role::Source),
            ("src/tax/b.py", Role::Source),
            ("src/net/c.py", Role::Source),
            ("tests/test_a.py", Role::Test),
            ("setup.py", Role::Source),
            ("docs/guide.md", Role::Docs),
        ],
        &["src/net", "src/tax", "tests"],
    );
}

#[test]
fn what_shows_and_describes_needs_no_keeper() {
    for (path, expected) in [
        ("job-executor-samples/job-executor-sample-ai", true),
        ("demo_shop", true),
        ("docs/site", true),
        ("tests/fixtures", true),
        ("tests/ssl", true),
        ("src/ssl", false),
        ("tests", false),
        ("src/sampler", false),
        ("democracy", false),
    ] {
        assert_eq!(needs_no_keeper(&RepoPath::from(path)), expected, "{path}");
    }
}

#[test]
fn the_deepest_area_holds_a_path() {
    let areas = [RepoPath::from("src"), RepoPath::from("src/tax")];
    let path = RepoPath::from("src/tax/a.py");
    assert_eq!(area_of(&areas, &path), Some(&areas[1]));
    assert_eq!(area_of(&areas, &RepoPath::from("srcs/a.py")), None);
}

/// One change by somebody to some files, so many days before the newest.
fn worked(author: &str, path: &str, days_ago: i64) -> Change {
    let time = git_coach_model::Time::utc(0).days_before(days_ago);
    Change { time, ..crate::examples::worked(author, path) }
}

fn area(changes: &[Change], days: u32) -> Area {
    of_changes(&[RepoPath::from("src")], &[], changes, days).remove(0)
}

#[test]
fn who_works_in_an_area_now_is_active() {
    let changes = |author: &str, days_ago: i64| vec![worked(author, "src/a.rs", days_ago); 3];
    let mut all = changes("Anna", 0);
    all.extend(vec![worked("Clara", "src/a.rs", 20); 2]);
    all.extend(changes("Boris", 59));
    all.extend(changes("Dora", 61));
    assert_eq!(area(&all, 180).active_people, Some(2));
    assert_eq!(area(&all, 180).people, 4);
    assert_eq!(area(&all, 89).active_people, None);
}

#[test]
fn a_period_is_no_longer_than_the_history() {
    let mut changes = vec![worked("Anna", "src/a.rs", 0), worked("Anna", "src/a.rs", 100)];
    assert_eq!(area(&changes, 180).days, 180);
    // A commit of the main line without a parent.
    let first = &mut changes[1];
    first.commits[0].parents.clear();
    first.id = git_coach_model::ChangeId::Commit(first.commits[0].id);
    assert_eq!((area(&changes, 180).days, area(&changes, 180).recent_days), (100, 33));
    assert_eq!(area(&changes, 60).days, 60);
}

#[test]
fn what_builds_an_area_is_part_of_it() {
    let changes = [worked("Anna", "src/a.rs", 0), worked("Boris", "src/Dockerfile", 1)];
    assert_eq!(area(&changes, 180).people, 2);
    let changes = [worked("Anna", "src/a.rs", 0), worked("Boris", "src/README.md", 1)];
    assert_eq!(area(&changes, 180).people, 1);
}
