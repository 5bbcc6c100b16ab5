//! The binary starts, in an environment that is all its own.

use support::{Commit, Repo, Sandbox, Tree, coach, lines};

#[test]
fn tells_its_version_and_writes_nothing() {
    let repo = Repo::new().commit(Commit::new("Add the parser").file("src/parse.rs", lines(40)));
    let before = Tree::of(repo.path());
    let version = coach!(repo, ["--version"]).ok();
    assert!(version.starts_with("git-coach "), "{version}");
    assert_eq!(before.changes_to(&Tree::of(repo.path())), Vec::<String>::new());
    assert!(Tree::of(repo.home()).is_empty());
}

#[test]
#[cfg(unix)]
fn starts_where_it_may_not_write() {
    let repo = Repo::new().commit(Commit::new("Add").file("src/parse.rs", "1\n")).read_only();
    coach!().below("src").run(&repo, ["--version"]).ok();
}

#[test]
fn starts_outside_any_repository() {
    coach!(Sandbox::named("downloads"), ["--version"]).ok();
}
