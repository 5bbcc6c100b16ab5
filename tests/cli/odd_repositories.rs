//! Every way to have a repository works: the odd clones and places that people run the tool in.

use std::fs;
use std::sync::OnceLock;

use serde_json::Value;
use support::{Coach, Repo, Sandbox, coach};

use crate::harbor::harbor;
use crate::rows::Rows;

/// The three jobs, as JSON and as text, and all facts.
const COMMANDS: &[&[&str]] = &[
    &["brief"],
    &["brief", "--format", "json"],
    &["review", "HEAD~4..HEAD"],
    &["notes", "--person", "zoe"],
    &["facts", "commits"],
    &["facts", "changes"],
    &["facts", "files"],
    &["facts", "lines"],
    &["facts", "verdicts"],
];

/// What the commands print in the work tree of the usual repository.
fn usual() -> &'static [String] {
    static USUAL: OnceLock<Vec<String>> = OnceLock::new();
    USUAL.get_or_init(|| {
        let repo = harbor();
        COMMANDS.iter().map(|args| coach!(repo, *args).ok()).collect()
    })
}

/// Every command prints the same here as it usually does.
#[track_caller]
fn same(place: &impl AsRef<Sandbox>, how: &Coach, first: &[&str]) {
    for (args, expected) in COMMANDS.iter().zip(usual()) {
        let printed = how.run(place, [first, args].concat()).ok();
        assert!(printed == *expected, "{args:?}:\n{printed}\nagainst\n{expected}");
    }
}

#[test]
fn from_a_folder_inside() {
    let repo = harbor();
    same(&repo, &coach!().below("src/billing"), &[]);
    same(&repo, &coach!().below(".git"), &[]);
}

#[test]
fn from_elsewhere() {
    let repo = harbor();
    let path = repo.path().to_str().unwrap();
    let downloads = Sandbox::named("downloads");
    same(&downloads, &coach!(), &["-C", path]);
    same(&downloads, &coach!(), &["-C", path, "-C", "src/billing"]);
    let git_dir = repo.path().join(".git");
    let told = coach!().env("GIT_DIR", &git_dir).env("GIT_WORK_TREE", repo.path());
    same(&downloads, &told, &[]);
}

#[test]
fn a_bare_repository() {
    let origin = harbor();
    same(&origin.bare(), &coach!(), &[]);
}

#[test]
fn a_linked_worktree() {
    let origin = harbor().branch("aside", |repo| repo);
    let worktree = origin.worktree("aside");
    for (args, expected) in COMMANDS.iter().zip(usual()) {
        let there = coach!(worktree, *args).ok().replace("aside", "main");
        assert_eq!(there, *expected, "{args:?}");
    }
    let staged = worktree.staged("src/new.rs", "1\n");
    let review = coach!(staged, ["review", "--staged"]).ok();
    assert!(review.contains("Read: what is staged, in 1 file"), "{review}");
    assert_eq!(coach!(origin, ["review", "--staged"]).code, 5);
}

#[test]
fn a_detached_head() {
    let repo = harbor();
    repo.git(["checkout", "-q", "--detach", "HEAD~3"]);
    for args in COMMANDS {
        coach!(repo, *args).ok();
    }
    let report: Value =
        serde_json::from_str(&coach!(repo, ["brief", "--format", "json"]).ok()).unwrap();
    assert_eq!(report["repository"]["tip"], repo.id("main~3").as_str());
    assert_eq!(report["repository"]["revision"], "HEAD");
}

#[test]
fn a_shallow_clone_says_so() {
    let origin = harbor();
    let shallow = origin.shallow(6);
    for args in COMMANDS {
        let printed = coach!(shallow, *args).ok();
        if ["brief", "notes"].contains(&args[0]) && args.len() < 4 && !args.contains(&"json") {
            assert!(printed.contains("shallow clone"), "{args:?}: {printed}");
        }
    }
    let boundary = fs::read_to_string(shallow.git_folder().join("shallow")).unwrap();
    let lines = Rows::of(&shallow, &["lines"]);
    for commit in boundary.lines() {
        let listed = lines.column("commit").iter().filter(|id| **id == commit).count();
        assert_eq!(listed, 0, "the boundary commit is not all of its tree");
    }
    let printed = shallow.git(["log", "--format=%H"]);
    let known: Vec<&str> = printed.lines().collect();
    assert_eq!(Rows::of(&shallow, &["commits"]).column("commit"), known);
}

#[test]
fn a_partial_clone_says_so() {
    let origin = harbor();
    let partial = origin.partial();
    for args in COMMANDS {
        let printed = coach!(partial, *args).ok();
        if ["brief", "review", "notes"].contains(&args[0]) && !args.contains(&"json") {
            assert!(printed.contains("partial clone"), "{args:?}: {printed}");
        }
    }
    // What trees tell is there all the same.
    let paths = |repo: &Repo| -> Vec<String> {
        let rows = Rows::of(repo, &["lines"]);
        rows.pick(&["commit", "path"]).iter().map(|row| row.join(" ")).collect()
    };
    assert_eq!(paths(&partial), paths(&origin));
}

#[test]
fn a_fresh_clone_of_another_name() {
    let origin = harbor();
    let place = Sandbox::named("elsewhere");
    let url = format!("file://{}", origin.path().display());
    origin.git(["clone", "-q", &url, place.path().join("clone").to_str().unwrap()]);
    // `origin` names it, not the folder.
    same(&place, &coach!().below("clone"), &[]);
}
