//! One briefing on several repositories.

use serde_json::Value;
use support::{ANNA, BORIS, Commit, Output, Repo, coach, lines};

use crate::harbor::{PEOPLE, change, harbor};

/// Another team's repository, in which fixes never come with tests and additions always do.
fn pier() -> Repo {
    let start = change(150, ANNA, "Start\n\nSo that ships can land.", &[("src/quay.rs", 40)]);
    (0..12).fold(Repo::named("pier").commit(start), |repo, at| {
        let quay = format!("src/quay{at}.rs");
        let test = format!("tests/quay{at}.rs");
        let who = if at % 2 == 0 { ANNA } else { BORIS };
        let fix = format!("Fix the depth of quay {at}");
        let next = ("src/quay.rs", 50 + 12 * at);
        repo.commit(change(1, who, "Add a quay because ships wait", &[(&quay, 30), (&test, 20)]))
            .commit(change(1, who, &fix, &[next]))
    })
}

fn both(harbor: &Repo, pier: &Repo, args: &[&str]) -> Output {
    let paths = [harbor, pier].map(|repo| repo.path().to_str().unwrap().to_owned());
    let args = args.iter().map(|arg| (*arg).to_owned());
    coach!(harbor, ["brief".to_owned()].into_iter().chain(paths).chain(args))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn in_a_terminal() {
    insta::assert_snapshot!(both(&harbor(), &pier(), &[]).ok());
}

#[test]
fn for_stakeholders() {
    insta::assert_snapshot!(both(&harbor(), &pier(), &["--audience", "stakeholders"]).ok());
}

#[test]
fn in_markdown() {
    insta::assert_snapshot!(both(&harbor(), &pier(), &["--format", "markdown"]).ok());
}

#[test]
fn in_html() {
    let text = both(&harbor(), &pier(), &["--format", "html"]).ok();
    assert!(text.matches("<figure>").count() >= 3, "each has its pictures: {text}");
    insta::assert_snapshot!(text.split_once("<body>").map(|(_, body)| body).unwrap());
}

#[test]
fn in_json() {
    insta::assert_snapshot!(both(&harbor(), &pier(), &["--format", "json"]).ok());
}

#[test]
fn for_a_lead_in_markdown() {
    let args = ["--audience", "lead", "--format", "markdown"];
    insta::assert_snapshot!(both(&harbor(), &pier(), &args).ok());
}

#[test]
fn for_stakeholders_in_markdown() {
    let args = ["--audience", "stakeholders", "--format", "markdown"];
    insta::assert_snapshot!(both(&harbor(), &pier(), &args).ok());
}

#[test]
fn for_stakeholders_in_html() {
    let text = both(&harbor(), &pier(), &["--audience", "stakeholders", "--format", "html"]).ok();
    insta::assert_snapshot!(text.split_once("<body>").map(|(_, body)| body).unwrap());
}

/// What a repository's own briefing tells is told beside others, too.
#[test]
fn each_keeps_its_debt_its_decisions_and_its_trends() {
    let text = flat(&both(&harbor(), &pier(), &[]).ok());
    let own = text.split("── harbor ──").nth(1).unwrap().split("── pier ──").next().unwrap();
    for part in ["marks of work left for later", "practice now before trend", "half touch at most"]
    {
        assert!(own.contains(part), "{part}: {own}");
    }
}

#[test]
fn namesakes_are_told_apart_by_where_they_lie() {
    let (one, other) = (harbor(), pier().cloned());
    other.git(["remote", "set-url", "origin", "https://example.org/other/harbor.git"]);
    let last = |repo: &Repo| {
        repo.path().canonicalize().unwrap().file_name().unwrap().to_str().unwrap().to_owned()
    };
    let report: Value =
        serde_json::from_str(&both(&one, &other, &["--format", "json"]).ok()).unwrap();
    let names: Vec<&str> = report["repositories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["repository"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["harbor".to_owned(), format!("harbor ({})", last(&other))]);
    let anonymous = flat(&both(&one, &other, &["--anonymous"]).ok());
    assert!(anonymous.contains("harbor · 2"), "{anonymous}");
    let twice = flat(&both(&one, &one, &[]).ok());
    assert!(twice.starts_with("Team review: 1 repository ·"), "{twice}");
}

#[test]
fn shared_themes_come_first_and_once() {
    let (harbor, pier) = (harbor(), pier());
    let report: Value =
        serde_json::from_str(&both(&harbor, &pier, &["--format", "json"]).ok()).unwrap();
    let shared = report["themes"].as_array().unwrap();
    let theme = shared.iter().find(|one| one["practice"] == "tests/fix-comes-with-regression-test");
    let theme = theme.unwrap_or_else(|| panic!("{report:#}"));
    assert_eq!(theme["shares"].as_array().unwrap().len(), 2, "{theme:#}");
    for repository in report["repositories"].as_array().unwrap() {
        for own in repository["themes"].as_array().unwrap() {
            assert!(shared.iter().all(|one| one["practice"] != own["practice"]), "{own:#}");
        }
    }
}

#[test]
fn names_nobody_and_seems_the_same_from_everywhere() {
    let (harbor, pier) = (harbor(), pier());
    let text = both(&harbor, &pier, &[]).ok();
    for name in PEOPLE {
        assert!(!text.contains(name), "{name} in {text}");
    }
    let list = harbor.path().join("repos.txt");
    let paths = format!("# ours\n.\n\n{}\n", pier.path().display());
    std::fs::write(&list, paths).unwrap();
    assert_eq!(coach!(harbor, ["brief", "--repos", "repos.txt"]).ok(), text);
    assert_eq!(coach!(pier, ["brief", "--repos", list.to_str().unwrap()]).ok(), text);
}

/// All are seen from the newest commit of any.
#[test]
fn where_nothing_happened_is_told() {
    let old = Repo::named("wreck").commit(Commit::new("Sink").file("src/a.rs", lines(9)));
    let text = flat(&both(&harbor(), &old, &[]).ok());
    assert!(text.contains("Nothing happened here in this time."), "{text}");
    assert!(text.contains("harbor: Source changes come with tests"), "on the agenda: {text}");
}

#[test]
fn one_that_is_broken_stops_no_other() {
    let harbor = harbor();
    let none = harbor.path().join("nowhere");
    let empty = Repo::named("empty");
    let path = harbor.path().to_str().unwrap();
    let args = ["brief", path, none.to_str().unwrap(), empty.path().to_str().unwrap()];
    let output = coach!(harbor, args);
    assert_eq!(output.code, 3, "{}", output.stderr);
    let text = flat(&output.stdout);
    assert!(text.contains("2 repositories could not be read:"), "{text}");
    assert_eq!(text.matches("– – could not be read").count(), 2, "in the table, too: {text}");
    assert!(text.contains("harbor"), "{text}");
    assert_eq!(output.stderr.matches("git-coach: ").count(), 2, "{}", output.stderr);
    let all = coach!(harbor, ["brief", none.to_str().unwrap(), none.to_str().unwrap()]);
    let said = all.failed(3);
    assert!(said.contains("none of the repositories could be read"), "{said}");
}

#[test]
fn a_single_repository_is_briefed_on_as_from_inside() {
    let harbor = harbor();
    let path = harbor.path().to_str().unwrap();
    let inside = coach!(harbor, ["brief"]).ok();
    assert_eq!(coach!(pier(), ["brief", path]).ok(), inside);
}

#[test]
fn what_goes_by_one_history_is_refused() {
    let (harbor, pier) = (harbor(), pier());
    for option in [&["--at", "HEAD"][..], &["--since-last-tag"], &["--previous", "x.json"]] {
        let said = both(&harbor, &pier, option).failed(2);
        assert!(said.contains("goes by one repository"), "{said}");
    }
    for neither in ["nowhere", "v1.0", "a...b"] {
        let said = coach!(harbor, ["brief", neither]).failed(2);
        assert!(said.contains("neither a range nor a repository"), "{said}");
    }
    let said = coach!(harbor, ["brief", "a..b", "--since", "30d"]).failed(2);
    assert!(said.contains("a range and `--since` both say which window is meant"), "{said}");
    let said = coach!(harbor, ["brief", "--repos", "nowhere.txt"]).failed(6);
    assert!(said.contains("nowhere.txt"), "{said}");
    std::fs::write(harbor.path().join("repos.txt"), "# none yet\n").unwrap();
    let said = coach!(harbor, ["brief", "--repos", "repos.txt"]).failed(6);
    assert!(said.contains("lists no repository"), "{said}");
}
