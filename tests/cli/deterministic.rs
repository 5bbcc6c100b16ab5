//! The same repository gives the same bytes: again, on any number of threads, in any clone.

use support::{Repo, coach};

use crate::harbor::harbor;

const COMMANDS: &[&[&str]] = &[
    &["brief"],
    &["brief", "--format", "markdown"],
    &["brief", "--format", "json"],
    &["brief", "--format", "html"],
    &["brief", "--audience", "lead"],
    &["brief", "--audience", "lead", "--format", "html"],
    &["brief", "--audience", "lead", "--format", "json"],
    &["brief", "--audience", "stakeholders"],
    &["brief", "--audience", "stakeholders", "--format", "html"],
    &["review", "HEAD~4..HEAD"],
    &["review", "HEAD~4..HEAD", "--format", "markdown"],
    &["review", "HEAD~4..HEAD", "--format", "json"],
    &["notes", "--person", "zoe"],
    &["notes", "--person", "zoe", "--format", "markdown"],
    &["notes", "--person", "zoe", "--format", "json"],
    &["notes", "--person", "zoe", "--prepare"],
    &["notes", "--onboarding"],
    &["notes", "--onboarding", "--format", "json"],
    &["facts", "commits"],
    &["facts", "changes"],
    &["facts", "files"],
    &["facts", "lines"],
    &["facts", "verdicts"],
    &["facts", "areas"],
    &["facts", "ownership"],
    &["facts", "coupling"],
    &["facts", "hotspots"],
    &["facts", "truck-factor"],
    &["facts", "percentiles"],
];

#[track_caller]
fn check(repo: &Repo, threads: &str, args: &[&str], expected: &str) {
    let printed = coach!(repo, [&["--threads", threads], args].concat()).ok();
    assert!(printed == expected, "{args:?} on {threads} threads:\n{printed}\nagainst\n{expected}");
}

#[test]
fn in_another_clone() {
    let (origin, built_again) = (harbor(), harbor());
    let clone = origin.cloned();
    for args in COMMANDS.iter().filter(|args| args[0] == "facts" || args.contains(&"json")) {
        let expected = coach!(origin, *args).ok();
        for repo in [&clone, &built_again] {
            check(repo, "2", args, &expected);
        }
    }
}

#[test]
fn again_on_any_number_of_threads_and_whatever_the_settings_of_the_user() {
    let repo = harbor();
    for args in COMMANDS {
        let expected = coach!(repo, *args).ok();
        assert!(!expected.is_empty());
        check(&repo, "1", args, &expected);
        let elsewhere = coach!()
            .env("TZ", "Pacific/Auckland")
            .env("LANG", "de_DE.UTF-8")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("NO_COLOR", "1")
            .env("COLUMNS", "40")
            .run(&repo, [&["--threads", "4"], *args].concat())
            .ok();
        assert!(elsewhere == expected, "{args:?}:\n{elsewhere}\nagainst\n{expected}");
    }
}

#[test]
fn several_repositories_on_any_number_of_threads() {
    let (one, other) = (harbor(), harbor());
    // Namesakes are told apart by where they lie, which another clone does not share.
    let other = other.remote("origin", "https://example.org/pier.git");
    let path = other.path().to_str().unwrap();
    for rest in [
        &["--format", "terminal"][..],
        &["--format", "html"],
        &["--format", "json"],
        &["--audience", "lead", "--format", "markdown"],
        &["--audience", "stakeholders", "--format", "html"],
    ] {
        let args = [&["brief", ".", path], rest].concat();
        let expected = coach!(one, &args).ok();
        check(&one, "1", &args, &expected);
        check(&one, "4", &args, &expected);
        check(&one.cloned(), "2", &args, &expected);
    }
}

#[test]
fn what_is_kept_of_notes_on_any_number_of_threads() {
    let repo = harbor();
    let kept = |repo: &Repo, threads: &str| {
        let args = ["notes", "--person", "zoe", "--save=../home/agreed.md"];
        coach!(repo, [&["--quiet", "--threads", threads], &args[..]].concat()).ok();
        let path = repo.home().join("agreed.md");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        text
    };
    let expected = kept(&repo, "1");
    assert!(expected.contains("- [ ] "), "{expected}");
    assert_eq!(kept(&repo, "4"), expected);
    assert_eq!(kept(&harbor(), "2"), expected);
}
