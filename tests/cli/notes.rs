//! Notes for a one-to-one: whole, and what has to hold whoever they are about.

use serde_json::Value;
use support::{ANNA, BORIS, CHEN, Repo, coach};

use crate::harbor::{change, harbor};

fn json(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["notes", "--format", "json", "--person"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn in_a_terminal() {
    insta::assert_snapshot!(coach!(harbor(), ["notes", "--person", "zoe"]).ok());
}

#[test]
fn of_the_one_who_knows_a_place_alone() {
    insta::assert_snapshot!(coach!(harbor(), ["notes", "--person", "陈伟"]).ok());
}

#[test]
fn in_markdown() {
    let args = ["notes", "--person", "zoe", "--format", "markdown"];
    insta::assert_snapshot!(coach!(harbor(), args).ok());
}

#[test]
fn in_json() {
    let report = json(&harbor(), &["zoe"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

#[test]
fn every_format_says_that_it_is_private() {
    let repo = harbor();
    for whom in [&["--person", "zoe"][..], &["--onboarding"]] {
        for format in ["terminal", "markdown", "html", "json"] {
            let text = coach!(repo, [&["notes", "--format", format], whom].concat()).ok();
            let says =
                if format == "json" { "\"private\": true" } else { "Private, and meant for " };
            let title = text.find("Notes for").unwrap_or_default();
            let at = text.find(says).unwrap_or_else(|| panic!("{format}: {text}"));
            assert!(format == "json" || text[title..at].matches("── ").count() == 0, "{format}");
        }
    }
}

#[test]
fn notes_lead_to_no_forge_and_no_meeting() {
    let repo = harbor();
    for whom in [&["--person", "zoe"][..], &["--onboarding"]] {
        let written = ["notes", "--output", "notes.json"];
        coach!(repo, [&written[..], whom].concat()).ok();
        let said = coach!(repo, ["brief", "--previous", "notes.json"]).failed(6);
        assert!(said.contains("notes.json is not a briefing"), "{said}");
        let said = coach!(repo, ["post", "notes.json"]);
        assert!(said.code != 0 && said.stdout.is_empty(), "{} {}", said.stdout, said.stderr);
    }
    // Nor does what is kept of them.
    coach!(repo, ["--quiet", "notes", "--person", "zoe", "--save=../home/agreed.md"]).ok();
    for command in [&["brief", "--previous"][..], &["post"]] {
        let said = coach!(repo, [command, &["../home/agreed.md"]].concat());
        assert!(said.code != 0 && said.stdout.is_empty(), "{} {}", said.stdout, said.stderr);
        assert!(!said.stderr.contains("Zoë"), "{}", said.stderr);
    }
}

#[test]
fn strengths_come_first() {
    let repo = harbor();
    for who in ["anna", "борис", "chen", "zoe"] {
        let text = coach!(repo, ["notes", "--person", who]).ok();
        let at = |heading: &str| text.find(heading).unwrap_or_else(|| panic!("{heading}: {text}"));
        assert!(at("Worth saying") < at("Situations to talk over"), "{text}");
        assert!(at("Situations to talk over") < at("Your questions to me"), "{text}");
    }
}

#[test]
fn names_nobody_else() {
    let repo = harbor();
    let names = [("anna", "Anna"), ("борис", "Борис"), ("陈伟", "陈伟"), ("zoe", "Zoë")];
    for (who, name) in names {
        let text = coach!(repo, ["notes", "--person", who]).ok();
        assert!(text.contains(name), "{text}");
        for (_, other) in names.iter().filter(|(_, other)| *other != name) {
            assert!(!text.contains(other), "{other} in {text}");
        }
        assert!(!text.contains("@harbor.example"), "{text}");
    }
}

#[test]
fn situations_are_of_their_own_work() {
    let repo = harbor();
    for who in ["anna", "boris", "chen", "zoe"] {
        let report = json(&repo, &[who]);
        for situation in report["situations"].as_array().unwrap() {
            let commit = situation["example"]["commit"].as_str().unwrap();
            let authors = repo.git(["log", "--format=%ae", &format!("{commit}^!")]);
            assert!(authors.contains(who), "{situation} is by {authors}");
        }
    }
}

#[test]
fn says_when_there_is_little_to_go_by() {
    let little = "There is little here to go by in this time, so little is said.";
    let few = |count: usize| {
        let start = [("src/a/a.rs", 9), ("tests/a.rs", 9)];
        Repo::new().commit(change(0, ANNA, "Start", &start)).commits(count, |at| {
            let lines = 40 + 40 * at;
            change(2, BORIS, &format!("Add rule {at}"), &[("src/rules/rule.rs", lines)])
        })
    };
    let four = coach!(few(4), ["notes", "--person", "boris"]).ok();
    assert!(four.contains(little), "{four}");
    assert!(!four.contains("Situations") && !four.contains("Growing"), "{four}");
    let five = coach!(few(5), ["notes", "--person", "boris"]).ok();
    assert!(!five.contains(little) && five.contains("Situations"), "{five}");
    // What is prepared and what machines read hold no more than is said.
    let report = json(&few(4), &["boris", "--prepare"]);
    for part in ["situations", "known_to_few", "others_know"] {
        assert_eq!(report[part], Value::Array(vec![]), "{part}: {report}");
    }
    for part in ["about", "limits"] {
        assert_eq!(report["preparation"][part], Value::Array(vec![]), "{part}: {report}");
    }
    assert!(report["growth"].is_null(), "{report}");
    assert!(report["strengths"].as_array().unwrap().len() <= 1, "{report}");
    assert!(!json(&few(5), &["boris"])["known_to_few"].as_array().unwrap().is_empty());
}

#[test]
fn what_happens_once_among_many_is_no_situation() {
    let with = |lines: usize| {
        let files = [("src/rule.rs", lines), ("tests/rule.rs", lines)];
        change(1, BORIS, &format!("Add rule {lines}\n\nBecause of the law of {lines}."), &files)
    };
    let bare = |at: usize| {
        change(1, BORIS, "Add more, as the law asks", &[("src/rule.rs", 5000 + 40 * at)])
    };
    let of = |many: usize, without: usize| {
        let repo = Repo::new().commits(many, |at| with(40 + 40 * at)).commits(without, bare);
        json(&repo, &["boris"])["situations"].to_string()
    };
    assert!(of(5, 1).contains("tests/source-comes-with-tests"));
    assert!(!of(30, 1).contains("tests/source-comes-with-tests"));
    assert!(of(30, 4).contains("tests/source-comes-with-tests"));
}

#[test]
fn silence_is_no_judgement() {
    let docs = |at: usize| change(1, BORIS, "Say more, as asked", &[("docs/a.md", 3 + at)]);
    let repo = Repo::new().commits(6, docs);
    let text = coach!(repo, ["notes", "--person", "boris"]).ok().replace('\n', " ");
    assert!(text.contains("nothing here stands out, which says nothing of how good"), "{text}");
}

#[test]
fn what_was_made_together_is_told() {
    const DORA: support::Identity = support::Identity::new("Dora Ek", "dora@harbor.example");
    let repo = Repo::new().commit(change(0, ANNA, "Pair on it", &[("src/a.rs", 9)]).with(DORA));
    for who in ["dora", "anna"] {
        let text = coach!(repo, ["notes", "--person", who]).ok();
        assert!(text.contains("“Pair on it” was made together with somebody."), "{text}");
        assert!(!text.contains("stands out"), "{text}");
    }
}

#[test]
fn each_strength_has_a_change_of_its_own() {
    for who in ["anna", "борис", "chen", "zoe"] {
        let report = json(&harbor(), &[who]);
        let strengths = report["strengths"].as_array().unwrap();
        let mut commits: Vec<String> =
            strengths.iter().map(|one| one["example"]["commit"].to_string()).collect();
        commits.sort();
        commits.dedup();
        assert_eq!(commits.len(), strengths.len(), "{report}");
    }
}

#[test]
fn a_window_without_their_work() {
    let args = ["notes", "--person", "zoe", "--until", "2024-01-10"];
    let text = coach!(harbor(), args).ok();
    assert!(text.contains("Nothing of this time is here. `--since` looks further back."), "{text}");
    assert!(text.contains("Your questions"), "{text}");
}

#[test]
fn one_person_under_several_addresses() {
    const AT_HOME: support::Identity = support::Identity::new("cw", "cw@home.example");
    let repo = harbor()
        .commit(
            support::Commit::new("Map people")
                .by(CHEN)
                .file(".mailmap", "陈伟 <chen@harbor.example> <cw@home.example>\n"),
        )
        .commit(change(1, AT_HOME, "Add days", &[("src/ledger/days.rs", 40)]));
    let report = json(&repo, &["chen@"]);
    let seen = report["situations"].to_string();
    assert!(seen.contains("Add days"), "{report}");
    assert_eq!(report["name"], "陈伟");
}

#[test]
fn ones_own_work_by_the_identity_of_the_repository() {
    let own =
        |name: &str, email: &str| harbor().config("user.name", name).config("user.email", email);
    let repo = own("Anna Özdemir", "anna@harbor.example");
    let text = coach!(repo, ["notes", "--self"]).ok();
    for expected in ["My own work", "Private, and for yourself", "Questions to put to the team"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("as your lead"), "{text}");
    let report: Value =
        serde_json::from_str(&coach!(repo, ["notes", "--self", "--format", "json"]).ok()).unwrap();
    assert_eq!((&report["own"], &report["name"]), (&Value::from(true), &"Anna Özdemir".into()));
    // A new address of the same name is the same person, a new name is nobody yet.
    let moved = own("Anna Özdemir", "anna@gmail.com");
    assert!(coach!(moved, ["notes", "--self"]).ok().contains("My own work"));
    // At a domain that has nothing to do with theirs it may be somebody else.
    let namesake = coach!(own("Anna Özdemir", "anna@new.example"), ["notes", "--self"]).failed(4);
    assert!(namesake.contains("did you mean `Anna Özdemir <anna@harbor.example>`"), "{namesake}");
    let stranger = coach!(own("Nobody", "no@new.example"), ["notes", "--self"]).failed(4);
    assert!(stranger.contains("Nobody"), "{stranger}");
    let nobody = coach!(harbor(), ["notes", "--self"]).failed(4);
    assert!(nobody.contains("git config user.name"), "{nobody}");
    coach!(repo, ["notes", "--self", "--person", "anna"]).failed(2);
    coach!(repo, ["notes"]).failed(2);
}

#[test]
fn what_a_lead_prepares_is_told_on_request_alone() {
    let repo = harbor();
    let shared = coach!(repo, ["notes", "--person", "zoe"]).ok();
    assert!(!shared.contains("For you alone"), "{shared}");
    let text = coach!(repo, ["notes", "--person", "zoe", "--prepare"]).ok();
    assert!(text.starts_with(shared.split("Not seen").next().unwrap().trim_end()), "{text}");
    for expected in
        ["For you alone, before you meet", "How to open.", "Listen for:", "Do not assume"]
    {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let report: Value = serde_json::from_str(
        &coach!(repo, ["notes", "--person", "zoe", "--prepare", "--format", "json"]).ok(),
    )
    .unwrap();
    assert!(report["preparation"]["about"].is_array(), "{report}");
    assert!(json(&repo, &["zoe"])["preparation"].is_null());
}
