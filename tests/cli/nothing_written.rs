//! Reading leaves no trace but the tool's own folder in `.git`.

use std::path::Path;

use support::{Repo, Tree, coach};

use crate::harbor::{change, harbor};

const COMMANDS: &[&[&str]] = &[
    &["--version"],
    &["--help"],
    &["brief"],
    &["brief", "--format", "json", "--since", "60d"],
    &["review", "HEAD~3..HEAD"],
    &["review", "--staged"],
    &["review", "--worktree"],
    &["notes", "--person", "zoe"],
    &["facts", "commits"],
    &["facts", "changes"],
    &["facts", "files"],
    &["facts", "lines"],
    &["facts", "verdicts", "--anonymous"],
    &["facts", "files", "--paths"],
    &["brief", "--at", "nowhere"],
    &["notes", "--person", "nobody"],
];

/// The repository's folder and home, the tool's own folder left out.
fn seen(repo: &Repo, git_folder: &Path) -> [Tree; 3] {
    [repo.path(), repo.home(), git_folder]
        .map(|folder| Tree::of(folder).without(".git/git-coach").without("git-coach"))
}

#[track_caller]
fn check(repo: &Repo) {
    let git_folder = repo.git_folder();
    for args in COMMANDS {
        let before = seen(repo, &git_folder);
        let output = coach!(repo, *args);
        assert!(!output.stderr.contains("panicked"), "{args:?}: {}", output.stderr);
        for (before, after) in before.iter().zip(seen(repo, &git_folder)) {
            assert_eq!(before.changes_to(&after), Vec::<String>::new(), "{args:?}");
        }
    }
}

#[test]
fn in_a_work_tree() {
    check(
        &harbor()
            .staged("src/pricing/gift.rs", "staged\n")
            .unstaged("src/pricing/gift.rs", "edited\n")
            .unstaged("new.rs", "untracked\n"),
    );
}

#[test]
fn in_a_bare_clone() {
    let origin = harbor();
    check(&origin.bare());
}

#[test]
fn in_a_linked_worktree() {
    let origin = harbor().branch("aside", |repo| {
        repo.commit(change(1, support::ANNA, "On the side", &[("src/side.rs", 30)]))
    });
    check(&origin.worktree("aside"));
}

#[test]
fn in_a_partial_clone() {
    let origin = harbor();
    check(&origin.partial());
}

#[test]
fn outside_any_repository() {
    let downloads = support::Sandbox::named("downloads");
    assert!(coach!(downloads, ["--version"]).ok().starts_with("git-coach "));
    assert!(coach!(downloads, ["--help"]).ok().contains("Exit codes:"));
    coach!().input("src/a.rs\n").run(&downloads, ["facts", "files", "--paths"]).ok();
    assert!(Tree::of(downloads.path()).is_empty() && Tree::of(downloads.home()).is_empty());
}
