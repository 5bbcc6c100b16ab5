//! Notes for somebody new.

use serde_json::Value;
use support::{ANNA, BORIS, CHEN, Commit, Identity, Repo, coach};

use crate::harbor::{PEOPLE, ZOE, change, harbor};

/// The harbor with guides, and a first change by somebody new.
fn with_guides() -> Repo {
    const DORA: Identity = Identity::new("Dora Ek", "dora@harbor.example");
    let guides = Commit::new("Write down how to work here")
        .file("CONTRIBUTING.md", "Run the tests.\n")
        .file("docs/adr/0001-round-half-to-even.md", "Because.\n")
        .file(".github/CODEOWNERS", "src/ledger @chen\n");
    (0..60)
        .fold(harbor().commit(guides), |repo, at| {
            let who = [ANNA, BORIS, CHEN, ZOE][at % 4];
            let files = [("src/pricing/price.rs", 90 + at), ("tests/pricing.rs", 200 + at)];
            repo.commit(change(1, who, &format!("Refine rule {at}"), &files))
        })
        .commit(change(1, DORA, "Fix a typo in prices", &[("src/pricing/price.rs", 160)]))
}

#[test]
fn in_a_terminal() {
    insta::assert_snapshot!(coach!(with_guides(), ["notes", "--onboarding"]).ok());
}

/// All source in one folder: one file that is large and busy, one that Anna alone knows, and one where
/// several change things and bring tests.
fn one_folder(with_tests: bool) -> Repo {
    let start = [("src/app/core.py", 900), ("src/app/own.py", 40), ("src/app/auth.py", 60)];
    let team = [ANNA, BORIS, CHEN];
    let repo = Repo::new()
        .commit(change(0, ANNA, "Start", &start).file("docs/index.md", "Hello.\n"))
        .commits(12, |at| {
            change(1, team[at % 3], "Fix the core", &[("src/app/core.py", 900 + 9 * at)])
        })
        .commits(4, |at| {
            change(1, ANNA, "Grow", &[("src/app/own.py", 40 + at), ("tests/test_own.py", 9 + at)])
        });
    repo.commits(4, |at| {
        let change = change(1, team[at % 3], "Add a way in", &[("src/app/auth.py", 70 + 9 * at)]);
        if with_tests {
            change.file("tests/test_auth.py", format!("check({at})\n"))
        } else {
            change
        }
    })
}

#[test]
fn where_all_is_one_folder_files_are_places() {
    let report = |repo: &Repo| -> Value {
        let text = coach!(repo, ["notes", "--onboarding", "--format", "json"]).ok();
        serde_json::from_str(&text).unwrap()
    };
    let repo = one_folder(true);
    assert_eq!(report(&repo)["good_places"], serde_json::json!(["src/app/auth.py"]));
    let text = coach!(repo, ["notes", "--onboarding"]).ok();
    assert!(text.contains("In src/app/auth.py several people have worked"), "{text}");
    // Where no file is, what only describes the code is.
    let bare = one_folder(false);
    assert_eq!(report(&bare)["good_places"], Value::Array(vec![]));
    let text = coach!(bare, ["notes", "--onboarding"]).ok();
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("In docs nothing breaks that runs"), "{text}");
    assert!(told.contains("for instance in docs"), "{text}");
}

#[test]
fn whoever_brings_in_the_work_of_others_can_be_asked() {
    let merged = |repo: Repo, at: usize| {
        let path = format!("src/rule{at}.rs");
        repo.branch("topic", |repo| repo.commit(change(1, ZOE, "Add a rule", &[(&path, 40)])))
            .merge("topic", Commit::new("Merge it").by(CHEN).after(1))
    };
    let repo = Repo::new().commit(change(0, BORIS, "Start", &[("src/a.rs", 9)]));
    let text = coach!((0..6).fold(repo, merged), ["notes", "--onboarding"]).ok();
    let (_, ask) = text.split_once("── Whom to ask").unwrap();
    let (ask, _) = ask.split_once("\n── ").unwrap();
    // Whoever was there once is not asked.
    assert!(ask.contains("• src: Zoë Lindqvist and 陈伟"), "{text}");
}

#[test]
fn nobody_is_named_twice() {
    let login = Identity::new("zlind", "zoe@harbor.example");
    let repo = Repo::new()
        .commits(4, |at| change(1, ZOE, "Grow", &[("src/a.rs", 9 + at)]))
        .commits(4, |at| change(1, login, "Grow", &[("src/a.rs", 20 + at)]));
    let text = coach!(repo, ["notes", "--onboarding"]).ok();
    assert!(text.contains("• src: Zoë Lindqvist\n") && !text.contains("zlind"), "{text}");
    assert!(text.contains("the changes of this time are one person's"), "{text}");
}

#[test]
fn the_time_is_the_one_that_was_read() {
    let year = |repo: Repo, times: usize| {
        repo.commits(times, |at| change(1, ANNA, "Grow", &[("src/a.rs", 9 + at)]))
    };
    let from = |repo: &Repo| -> i64 {
        let text = coach!(repo, ["notes", "--onboarding", "--format", "json"]).ok();
        let report: Value = serde_json::from_str(&text).unwrap();
        let window = &report["window"];
        (window["until"].as_i64().unwrap() - window["from"].as_i64().unwrap()) / 86_400
    };
    assert_eq!(from(&year(Repo::new(), 200)), 365);
    assert_eq!(from(&year(Repo::new(), 201)), 199);
}

#[test]
fn what_serves_tests_is_no_place_to_start() {
    let team = [ANNA, BORIS, CHEN];
    let start = [("src/app/core.py", 900), ("src/app/own.py", 700)];
    let repo = Repo::new().commit(change(0, ANNA, "Start", &start)).commits(8, |at| {
        let files = [("src/app/testutil.py", 40 + 9 * at), ("tests/test_a.py", 9 + at)];
        change(1, team[at % 3], "Add a way", &files)
    });
    let text = coach!(repo, ["notes", "--onboarding", "--format", "json"]).ok();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["good_places"], Value::Array(vec![]), "{report}");
}

#[test]
fn one_commit_is_praised_once() {
    for repo in [harbor(), with_guides(), one_folder(true)] {
        let text = coach!(repo, ["notes", "--onboarding", "--format", "json"]).ok();
        let report: Value = serde_json::from_str(&text).unwrap();
        let examples = report["examples"].as_array().unwrap();
        let mut commits: Vec<String> =
            examples.iter().map(|one| one["example"]["commit"].to_string()).collect();
        commits.sort();
        commits.dedup();
        assert_eq!(commits.len(), examples.len(), "{report}");
    }
}

#[test]
fn in_json_it_is_marked_private() {
    let text = coach!(with_guides(), ["notes", "--onboarding", "--format", "json"]).ok();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&report["private"], &report["job"]), (&true.into(), &"onboarding".into()));
    assert!(report["ask"].to_string().contains("Anna"), "{report}");
}

#[test]
fn names_stand_beside_places_alone() {
    let text = coach!(with_guides(), ["notes", "--onboarding"]).ok();
    let (before, rest) = text.split_once("── Whom to ask").unwrap();
    let (_, after) = rest.split_once("\n── ").unwrap();
    for name in PEOPLE {
        assert!(!before.contains(name) && !after.contains(name), "{name}: {text}");
        assert!(!name.contains('@') || !rest.contains(name), "{name}: {text}");
    }
}

#[test]
fn a_small_repository_says_what_it_can() {
    let repo = Repo::new().commit(change(0, ANNA, "Start", &[("src/a.rs", 9)]));
    let text = coach!(repo, ["notes", "--onboarding"]).ok();
    assert!(text.contains("Not found: a page that says what this is"), "{text}");
    assert!(text.contains("Ask who would like to work beside"), "{text}");
    assert!(!text.contains("nothing breaks"), "{text}");
    for other in [&["--person", "anna"][..], &["--self"], &["--save"], &["--prepare"]] {
        coach!(repo, [&["notes", "--onboarding"], other].concat()).failed(2);
    }
}
