//! What becomes of the themes of an earlier briefing.

use std::fs;

use git_coach_cli::exit;
use support::{ANNA, Repo, coach};

use crate::harbor::{change, harbor};

/// The harbor with its briefing kept, and four changes with tests after it.
fn later() -> Repo {
    let repo = harbor();
    coach!(repo, ["brief", "--output", "last.json"]).ok();
    repo.commits(8, |at| {
        let source = format!("src/billing/later{at}.rs");
        let test = format!("tests/later{at}.rs");
        change(3, ANNA, &format!("Add a rule {at}"), &[(&source, 40), (&test, 20)])
    })
}

#[test]
fn themes_come_back_settled_or_open() {
    let repo = later();
    let args = ["brief", "--since", "20d", "--previous", "last.json"];
    let text = coach!(repo, args).ok();
    let section = text.split("── From last time").nth(1).unwrap().split("\n── ").next().unwrap();
    insta::assert_snapshot!(section);
    for format in ["markdown", "html", "json"] {
        let text = coach!(repo, [&args[..], &["--format", format]].concat()).ok();
        assert!(text.contains("then 1 of 6"), "{format}: {text}");
    }
}

#[test]
fn what_is_no_earlier_briefing_is_refused() {
    let repo = later();
    let write = |name: &str, text: &str| fs::write(repo.path().join(name), text).unwrap();
    write("text.json", "hello");
    write("other.json", "{}");
    let kept = fs::read_to_string(repo.path().join("last.json")).unwrap();
    let other = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    let first = repo.git(["rev-list", "--first-parent", "--max-parents=0", "HEAD"]);
    assert!(kept.contains(first.trim()), "a repository is known by its first commit: {kept}");
    write("namesake.json", &kept.replace(first.trim(), other));
    write("elsewhere.json", &kept.replace(first.trim(), other).replace("\"harbor\"", "\"haven\""));
    coach!(repo, ["brief", "--output", "now.json"]).ok();
    let known = "name a briefing of this repository; it is known by the first commit of its history, \
                 or by its name where that is not in this clone";
    let keep = "`git coach brief --output last.json` keeps one for the next time";
    for (file, code, said, hint) in [
        ("text.json", exit::FILE, "text.json is not JSON", keep),
        ("other.json", exit::FILE, "other.json is not a briefing", keep),
        (
            "elsewhere.json",
            exit::USAGE,
            "elsewhere.json is about `haven`, and this is `harbor`",
            known,
        ),
        (
            "namesake.json",
            exit::USAGE,
            "namesake.json is about another repository that is called `harbor`, too",
            known,
        ),
        (
            "now.json",
            exit::USAGE,
            "now.json ends no earlier than this briefing",
            "name the one of the last meeting",
        ),
        (
            "gone.json",
            exit::FILE,
            "gone.json: no such file or directory",
            "name one that exists, in a folder that exists",
        ),
    ] {
        let errors = coach!(repo, ["brief", "--previous", file]).failed(code.into());
        assert_eq!(errors, format!("git-coach: {said}\nhint: {hint}\n"));
    }
}

/// What a repository is called, and where it lies, says nothing of what it is.
#[test]
fn a_fork_under_another_name_is_the_same_repository() {
    let repo = later().remote("origin", "git@github.com:pier/haven.git");
    let args = ["brief", "--since", "20d", "--previous", "last.json"];
    let text = coach!(repo, args).ok();
    assert!(text.starts_with("Team review: haven"), "{text}");
    assert!(text.contains("From last time"), "{text}");
    // Where the beginning is not here, the name has to do.
    let kept = fs::read_to_string(repo.path().join("last.json")).unwrap();
    let shallow = repo.shallow(12).config("remote.origin.url", "git@github.com:pier/haven.git");
    fs::write(shallow.path().join("last.json"), &kept).unwrap();
    let errors = coach!(shallow, args).failed(exit::USAGE.into());
    assert!(errors.contains("last.json is about `harbor`, and this is `haven`"), "{errors}");
}

/// Ten changes of code a window apart, the first so many of them with a test.
fn window(repo: Repo, name: &str, tested: usize) -> Repo {
    repo.commits(10, |at| {
        let source = format!("src/{name}{at}.rs");
        let test = format!("tests/{name}{at}.rs");
        let (with, without) = ([(&*source, 40), (&*test, 20)], [(&*source, 40)]);
        let files: &[_] = if at < tested { &with } else { &without };
        change(2, ANNA, &format!("Add {name} {at}"), files)
    })
}

#[test]
fn a_theme_is_settled_better_the_same_or_worse_in_its_numbers() {
    for (then, now, expected) in [
        (2, 10, "settled, 10 of 10 changes, then 2 of 10."),
        (2, 8, "settled, 8 of 10 changes, then 2 of 10."),
        (1, 5, "better, 5 of 10 changes, then 1 of 10."),
        (4, 5, "the same, 5 of 10 changes, then 4 of 10."),
        (6, 1, "worse, 1 of 10 changes, then 6 of 10."),
    ] {
        let start = change(0, ANNA, "Start", &[("tests/a.rs", 9)]);
        let repo = window(Repo::new().commit(start), "rule", then);
        let only = ["--only", "tests/source-comes-with-tests", "--since", "19d"];
        coach!(repo, [&["brief", "--output", "last.json"], &only[..]].concat()).ok();
        let repo = window(repo, "rate", now);
        let text = coach!(repo, [&["brief", "--previous", "last.json"], &only[..]].concat()).ok();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = format!("Source changes come with tests: {expected}");
        assert!(text.contains(&expected), "{expected}: {text}");
        let step = text.contains("The step was:");
        assert_eq!(step, !expected.contains("settled"), "{text}");
    }
}
