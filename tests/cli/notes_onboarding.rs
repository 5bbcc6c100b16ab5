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
    for other in [&["--person", "anna"][..], &["--self"], &["--save"], &["--prepare"]] {
        coach!(repo, [&["notes", "--onboarding"], other].concat()).failed(2);
    }
}
