//! `git coach ci --save` in a run without rights, and `git coach post` in one with rights.

use std::fs;

use serde_json::{Value, json};
use support::{Commit, Output, Repo, coach};

use crate::ci::{file, github, repo, request};
use crate::harbor::{ZOE, change};

/// What a run without rights saves.
fn saved(repo: &Repo) -> Value {
    saved_with(repo, &[])
}

fn saved_with(repo: &Repo, more: &[&str]) -> Value {
    let path = repo.path().join("../report.json");
    let args = ["ci", "--base", "main", "--head", "late-fees", "--to", "log", "--save"];
    coach!(repo, [&args[..], &[path.to_str().unwrap()], more].concat()).ok();
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What a run with rights would do with it.
fn post(repo: &Repo, report: &Value, more: &[&str]) -> Output {
    let report = file(repo, "handed-over.json", report);
    let event = file(repo, "event.json", &request(repo));
    let args = ["post", &report, "--dry-run", "--event", &event];
    github().run(repo, [&args[..], more].concat())
}

#[test]
fn says_what_the_first_run_has_seen() {
    let repo = repo();
    let report = saved(&repo);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
    let text = post(&repo, &report, &[]).ok();
    assert!(text.contains("\nPOST https://api.github.com/repos/o/r/issues/7/comments\n"), "{text}");
    let question = "**Note:** 2 source files gained 119";
    assert!(text.contains(question), "{text}");
    let body: Value = serde_json::from_str(&text[text.find('{').unwrap()..]).unwrap();
    let there =
        json!([{ "id": 5, "user": { "login": "github-actions[bot]" }, "body": body["body"] }]);
    let there = file(&repo, "comments.json", &there);
    let text = post(&repo, &report, &["--comments", &there]).ok();
    assert!(text.ends_with("no other request: the comment says all of it already\n"), "{text}");
}

#[test]
fn praise_and_linters_come_along() {
    let repo = repo().branch("late-fees", |repo| {
        repo.commit(change(1, ZOE, "Add stages of dunning", &[("tests/dunning.rs", 60)]))
    });
    let at = |line: u32| {
        json!({
            "ruleId": "unwrap", "message": { "text": "it panics" },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "src/billing/dunning.rs" },
                "region": { "startLine": line } } }],
        })
    };
    let rule = json!({ "id": "unwrap", "helpUri": "https://docs.example/unwrap" });
    let linted = json!({ "version": "2.1.0", "runs": [{
        "tool": { "driver": { "name": "clippy", "rules": [rule] } }, "results": [at(138), at(140)],
    }] });
    let linted = file(&repo, "clippy.sarif", &linted);
    let report = saved_with(&repo, &["--sarif", &linted]);
    let text = post(&repo, &report, &[]).ok();
    assert!(text.contains("Nice: this brought 60 lines of tests"), "{text}");
    let found =
        "all 2 findings on the changed lines are of one rule, `unwrap` of clippy: *it panics*";
    assert!(text.contains(found) && !text.contains("docs.example"), "{text}");

    // Praise in words of others is none.
    let mut changed = report.clone();
    changed["praise"]["practice"] = "evil/practice".into();
    assert!(!post(&repo, &changed, &[]).ok().contains("Nice:"));
    let mut changed = report;
    changed["linters"]["rules"][0]["message"] = "@everyone <!-- git-coach:1 -->\n![x](y)".into();
    changed["linters"]["rules"][0]["tool"] = "<img src=x>".into();
    let text = post(&repo, &changed, &[]).ok();
    for active in ["@everyone", "<!-- git-coach:1 -->", "![x]", "<img"] {
        assert!(!text.contains(active), "{active} in {text}");
    }
}

#[test]
fn it_fails_by_the_levels_of_the_base() {
    let repo = repo();
    let report = saved(&repo);
    assert_eq!(post(&repo, &report, &["--fail-on", "note"]).code, 1);
    assert_eq!(post(&repo, &report, &["--fail-on", "warning"]).code, 0);
    let strict = "[practices.\"tests/source-comes-with-tests\"]\nlevel = \"warning\"\n";
    // Those of the change count for nothing.
    let repo = repo.branch("late-fees", |repo| {
        repo.commit(Commit::new("Add strict rules").file(".git-coach.toml", strict))
    });
    let report = saved(&repo);
    assert_eq!(post(&repo, &report, &["--fail-on", "warning"]).code, 0);
    let repo = repo.commit(Commit::new("Strict").file(".git-coach.toml", strict));
    assert_eq!(post(&repo, &report, &["--fail-on", "warning"]).code, 1);
}

#[test]
fn words_and_settings_are_those_of_the_base() {
    let repo = repo();
    let report = saved(&repo);
    // The work tree may hold what was handed over.
    let settings = "[practices.\"tests/source-comes-with-tests\"]\noff = true\n";
    let repo = repo.unstaged(".git-coach.toml", settings);
    assert!(post(&repo, &report, &[]).stdout.contains("how would we find out?"));
    let off = Commit::new("Leave it").file(".git-coach.toml", settings);
    let later = crate::ci::repo().commit(off);
    assert!(!post(&later, &report, &[]).stdout.contains("how would we find out?"));
    let mut changed = report.clone();
    changed["notes"][0]["practice"] = "evil/practice".into();
    let text = post(&repo, &changed, &[]).stdout;
    assert!(
        text.contains("1 note")
            && !text.contains("how would we find out?")
            && !text.contains("evil"),
        "{text}"
    );
    let mut changed = report;
    let words = "</b> @everyone ![x](https://evil.example) <!-- git-coach:1 -->";
    for (_, value) in changed["notes"][0]["values"].as_object_mut().unwrap() {
        *value = json!({ "words": words });
    }
    let text = post(&repo, &changed, &[]).stdout;
    assert!(text.contains("everyone"), "{text}");
    for active in ["@everyone", "</b>", "![x]", "<!-- git-coach:1 -->"] {
        assert!(!text.contains(active), "{active} in {text}");
    }
}

/// The published schema and what `post` takes say the same.
#[test]
fn the_schema_and_the_reader_agree() {
    let repo = repo();
    let schema = coach!(repo, ["schema", "saved"]).ok();
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let at = |line: u32| {
        json!({ "ruleId": "unwrap", "message": { "text": "it panics" },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "src/billing/dunning.rs" },
                "region": { "startLine": line } } }] })
    };
    let driver = json!({ "driver": { "name": "clippy" } });
    let linted = json!({ "version": "2.1.0", "runs": [{ "tool": driver, "results": [at(138)] }] });
    let linted = file(&repo, "clippy.sarif", &linted);
    let whole = saved_with(&repo, &["--sarif", &linted]);
    let mut praised = whole.clone();
    praised["praise"] = json!({ "practice": "tests/a", "values": { "n": { "number": 3 } } });
    for report in [&whole, &praised] {
        let mistakes: Vec<String> =
            validator.iter_errors(report).map(|one| one.to_string()).collect();
        assert!(mistakes.is_empty(), "{mistakes:#?}");
        assert_eq!(post(&repo, report, &[]).code, 0);
    }
    let many = |one: Value| Value::from(vec![one; 501]);
    let values: serde_json::Map<String, Value> =
        (0..501).map(|at| (format!("v{at}"), json!({ "number": at }))).collect();
    let note = praised["notes"][0].clone();
    let rule = praised["linters"]["rules"][0].clone();
    let place = json!({ "path": "a", "line": 1 });
    let long = "x".repeat(4097);
    for (pointer, value) in [
        ("/schema", json!("git-coach.saved/2")),
        ("/schema", json!(null)),
        ("/base", json!("HEAD")),
        ("/head", json!("0".repeat(41))),
        ("/commits", json!(-1)),
        ("/commits", json!("1")),
        ("/files", json!(1.5)),
        ("/size", json!("large")),
        ("/smaller-of", json!([1])),
        ("/notes", json!(7)),
        ("/notes", many(note.clone())),
        ("/further", many(note)),
        ("/notes/0/practice", json!("../x")),
        ("/notes/0/practice", json!("Tests/A")),
        ("/notes/0/commits", json!(["--all"])),
        ("/notes/0/evidence", many(place.clone())),
        ("/notes/0/evidence", json!([{ "path": "a", "line": 1, "text": "<b>" }])),
        ("/notes/0/evidence", json!([{ "path": long.as_str() }])),
        ("/notes/0/values", json!({ "x": { "html": "y" } })),
        ("/notes/0/values", json!({ "x": { "words": "a", "number": 1 } })),
        ("/notes/0/values", json!({ "x": { "words": long.as_str() } })),
        ("/notes/0/values", Value::Object(values)),
        ("/notes/0", json!({ "practice": "a/b" })),
        ("/praise/practice", json!("a")),
        ("/praise", json!({ "practice": "a/b", "values": {}, "words": "You rock" })),
        ("/read-first", many(json!(["a", 1]))),
        ("/read-first", json!([["a", 1, 2]])),
        ("/read-first", json!([[long.as_str(), 1]])),
        ("/largest", json!(long.as_str())),
        ("/linters/rules", many(rule)),
        ("/linters/rules/0/places", many(place)),
        ("/linters/rules/0/message", json!(long.as_str())),
        (
            "/linters/rules/0",
            json!({ "tool": "a", "rule": "b", "message": "", "places": [], "help": "https://x" }),
        ),
        ("/linters", json!({ "on-changed-lines": 1 })),
    ] {
        let mut changed = praised.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&changed), "{pointer}");
        assert_eq!(post(&repo, &changed, &[]).code, 6, "{pointer}");
    }
    for key in praised.as_object().unwrap().keys() {
        let mut changed = praised.clone();
        changed.as_object_mut().unwrap().remove(key);
        let is_taken = post(&repo, &changed, &[]).code == 0;
        assert_eq!(validator.is_valid(&changed), is_taken, "without {key}");
        changed[format!("{key}-too")] = json!(1);
        assert!(!validator.is_valid(&changed), "{key}");
        assert_eq!(post(&repo, &changed, &[]).code, 6, "{key}");
    }
}

#[test]
fn what_is_not_as_it_was_written_is_refused() {
    let repo = repo();
    let report = saved(&repo);
    let check = |pointer: &str, value: Value, sentence: &str| {
        let mut changed = report.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let errors = post(&repo, &changed, &[]).failed(6);
        assert!(errors.contains(sentence) && errors.contains("\nhint: "), "{errors}");
    };
    check("/head", repo.id("main").into(), "it is about another commit than this run");
    check("/head", "HEAD".into(), "a commit that is none");
    check("/schema", "git-coach.saved/2".into(), "not of the schema");
    check("/notes/0/practice", "../x".into(), "an id that is none");
    check("/notes/0/commits", json!(["--all"]), "a commit that is none");
    check("/notes/0/values", json!({ "x": { "html": "y" } }), "unknown variant");
    check("/notes", vec![report["notes"][0].clone(); 501].into(), "too much in one list");
    check("/largest", "x".repeat(5000).into(), "too much in one text");
    let mut more = report.clone();
    more["title"] = "x".into();
    assert!(post(&repo, &more, &[]).failed(6).contains("unknown field"));
    assert!(post(&repo, &json!("x".repeat(2 << 20)), &[]).failed(6).contains("too large"));
    // Without a request there is nothing that the file could be held against.
    let path = file(&repo, "handed-over.json", &report);
    assert!(coach!(repo, ["post", &path]).failed(2).contains("which request the report is about"));
    assert!(coach!(repo, ["post", "nowhere.json"]).failed(6).contains("no such file"));
}
