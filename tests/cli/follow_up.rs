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
        assert!(text.contains("up from 1 of 6"), "{format}: {text}");
    }
}

#[test]
fn what_is_no_earlier_briefing_is_refused() {
    let repo = later();
    let write = |name: &str, text: &str| fs::write(repo.path().join(name), text).unwrap();
    write("text.json", "hello");
    write("other.json", "{}");
    let kept = fs::read_to_string(repo.path().join("last.json")).unwrap();
    write("elsewhere.json", &kept.replace("\"harbor\"", "\"haven\""));
    coach!(repo, ["brief", "--output", "now.json"]).ok();
    let keep = "`git coach brief --output last.json` keeps one for the next time";
    for (file, code, said, hint) in [
        ("text.json", exit::FILE, "text.json is not JSON", keep),
        ("other.json", exit::FILE, "other.json is not a briefing", keep),
        (
            "elsewhere.json",
            exit::USAGE,
            "elsewhere.json is about `haven`, and this is `harbor`",
            "name a briefing of this repository",
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
