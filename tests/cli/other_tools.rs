//! `git coach review --coverage` and `--sarif`: what other tools say of the changed lines.

use support::{Commit, Repo, coach, lines};

/// A change of twelve lines of source.
fn harbour() -> Repo {
    Repo::new().commit(Commit::new("Start").file("src/tax.py", lines(5))).branch("topic", |repo| {
        repo.commit(
            Commit::new("Teach the parser rates\n\nBecause customs ask for them.")
                .file("src/tax.py", lines(17))
                .file("tests/test_tax.py", lines(9)),
        )
    })
}

fn lcov(ran: impl Fn(u32) -> bool) -> String {
    let lines: String = (1..=17).map(|at| format!("DA:{at},{}\n", u32::from(ran(at)))).collect();
    format!("SF:/builds/harbour/src/tax.py\n{lines}end_of_record\n")
}

fn sarif(results: &[(&str, u32)]) -> String {
    let results: Vec<String> = results
        .iter()
        .map(|(rule, line)| {
            format!(
                r#"{{"ruleId":"{rule}","message":{{"text":"it is odd"}},"locations":[{{"physicalLocation":{{"artifactLocation":{{"uri":"src/tax.py"}},"region":{{"startLine":{line}}}}}}}]}}"#
            )
        })
        .collect();
    format!(
        r#"{{"version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"ruff","rules":[{{"id":"E722","helpUri":"https://docs.example/E722"}}]}}}},"results":[{}]}}]}}"#,
        results.join(",")
    )
}

#[test]
fn lines_that_no_test_ran_are_pointed_at() {
    let repo = harbour().unstaged("cov.info", lcov(|line| line < 9));
    let review = coach!(repo, ["review", "main..topic", "--coverage", "cov.info"]).ok();
    assert!(review.contains("No test ran 9 of the 12 changed lines that can be run"), "{review}");
    assert!(review.contains("src/tax.py:9"), "{review}");
    let plain = coach!(repo, ["review", "main..topic"]).ok();
    assert!(!plain.contains("No test ran"), "{plain}");
    // What another report ran was run.
    let repo = repo.unstaged("more.info", lcov(|line| line >= 9));
    let arguments = ["review", "main..topic", "--coverage", "cov.info", "--coverage", "more.info"];
    let review = coach!(repo, arguments).ok();
    assert!(!review.contains("No test ran"), "{review}");
}

#[test]
fn the_pattern_of_linters_is_told_with_a_way_to_its_rule() {
    let findings = sarif(&[("E722", 7), ("E722", 9), ("E722", 2), ("F401", 8)]);
    let repo = harbour().unstaged("ruff.sarif", findings);
    let review = coach!(repo, ["review", "main..topic", "--sarif", "ruff.sarif"]).ok();
    let review = review.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "From the linters: 2 of the 3 findings on the changed lines are of one rule, \
                    E722 of ruff: “it is odd”, first in src/tax.py:7. See \
                    https://docs.example/E722.";
    assert!(review.contains(expected), "{review}");
    let json =
        coach!(repo, ["review", "main..topic", "--sarif", "ruff.sarif", "--format", "json"]).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["linters"]["on_changed_lines"], 3);
    assert_eq!(json["linters"]["elsewhere"], 1);
    assert_eq!(json["linters"]["rules"][0]["rule"], "E722");
}

/// Annotations are of notes; without any the next place has what the linters found.
#[test]
fn findings_alone_are_told_in_the_log_of_a_pipeline() {
    let findings = sarif(&[("E722", 7), ("E722", 9), ("F401", 8)]);
    let repo = harbour().unstaged("ruff.sarif", findings);
    let github = coach!().env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_NAME", "push");
    let args = ["ci", "--base", "main", "--head", "topic", "--to", "annotations"];
    let log = github.run(&repo, [&args[..], &["--sarif", "ruff.sarif"]].concat()).ok();
    assert!(log.starts_with("::stop-commands::") && log.contains("From the linters"), "{log}");
}

#[test]
fn hostile_findings_are_made_harmless() {
    let findings = sarif(&[(r"<script>[x](javascript:1)\u001b[31m\u202e@all", 7)]);
    let repo = harbour().unstaged("x.sarif", findings);
    let arguments = ["review", "main..topic", "--sarif", "x.sarif", "--format", "markdown"];
    let review = coach!(repo, arguments).ok();
    assert!(!review.contains(['\u{1b}', '\u{202e}']), "{review}");
    assert!(review.contains("From the linters"), "{review}");
}

#[test]
fn files_that_cannot_be_read_are_told_of() {
    let repo = harbour()
        .unstaged("torn.xml", "<coverage><packages>")
        .unstaged("no.sarif", "{}")
        .unstaged("empty.info", "");
    for (option, file, says) in [
        ("--coverage", "torn.xml", "torn.xml: line 1: it ends in the middle"),
        ("--coverage", "empty.info", "empty.info: it tells of no line of any file"),
        ("--coverage", "absent.info", "absent.info: no such file"),
        ("--sarif", "no.sarif", "no.sarif: this is no SARIF: missing field `version`"),
        ("--sarif", ".", ".: is a directory"),
    ] {
        let said = coach!(repo, ["review", "main..topic", option, file]).failed(6);
        assert!(said.contains(says), "{said}");
    }
}
