//! Findings on changed lines, and what is wrong with logs.

use git_coach_model::{ChangedLine, FileStatus, LineCount, Role, RoleSet};
use serde_json::{Value, json};

use super::*;

fn log(results: Value) -> Value {
    json!({ "version": "2.1.0", "runs": [{
        "tool": {
            "driver": { "name": "clippy", "rules": [
                { "id": "unwrap", "helpUri": "https://example.org/unwrap",
                  "shortDescription": { "text": "it panics" } },
                { "id": "expect", "helpUri": "javascript:alert(1)" },
            ] },
            "extensions": [{ "name": "more", "rules": [{ "id": "far", "helpUri": "http://far" }] }],
        },
        "originalUriBaseIds": { "SRC": { "uri": "src/", "uriBaseId": "TOP" }, "TOP": { "uri": "file:///w/" } },
        "artifacts": [{ "location": { "uri": "src/a.rs" } }],
        "results": results,
    }] })
}

fn result(rule: &str, uri: &str, lines: (u32, u32)) -> Value {
    json!({
        "ruleId": rule, "level": "warning", "message": { "text": "no" },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": { "startLine": lines.0, "endLine": lines.1 },
        } }],
    })
}

/// What is said of the lines 5 to 7 of `src/a.rs`, added by a change.
fn of_change(log: &Value) -> ToolFindings {
    let line = |number| ChangedLine {
        number,
        text: "x".into(),
        in_test: false,
        moved: false,
        runs: [].into(),
    };
    let path = RepoPath::from("src/a.rs");
    let file = FileChange {
        path: path.clone(),
        old_path: None,
        status: FileStatus::Modified,
        role: Role::Source,
        roles: RoleSet::default(),
        language: None,
        lines: LineCount::Counted { added: 3, deleted: 0 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: Some((5..=7).map(line).collect()),
        deleted_lines: None,
    };
    let findings = Findings::read(log.to_string().as_bytes()).unwrap();
    findings.of_change(&[file], &[&path])
}

#[test]
fn findings_are_told_by_rule_on_changed_lines_alone() {
    let found = of_change(&log(json!([
        result("expect", "src/a.rs", (5, 5)),
        result("unwrap", "file:///w/src/a.rs", (7, 9)),
        result("unwrap", "src%2Fa.rs", (6, 6)),
        result("unwrap", "src/a.rs", (6, 6)),
        result("unwrap", "src/a.rs", (1, 1)),
        result("unwrap", "src/b.rs", (5, 5)),
        result("long", "src/a.rs", (1, 400)),
    ])));
    assert_eq!((found.on_changed_lines, found.elsewhere), (3, 3));
    let rules: Vec<(&str, usize, Option<&str>)> = found
        .rules
        .iter()
        .map(|rule| (rule.rule.as_str(), rule.places.len(), rule.help.as_deref()))
        .collect();
    assert_eq!(rules, [("unwrap", 2, Some("https://example.org/unwrap")), ("expect", 1, None)]);
    assert_eq!(found.rules[0].places[0].line, Some(6));
}

#[test]
fn rules_and_places_are_found_by_their_numbers() {
    let mut by_index = result("unwrap", "", (5, 5));
    by_index["ruleId"] = Value::Null;
    by_index["ruleIndex"] = json!(0);
    by_index["message"] = json!({ "id": "default" });
    by_index["locations"][0]["physicalLocation"]["artifactLocation"] = json!({ "index": 0 });
    let mut extended = result("far", "a.rs", (6, 6));
    extended["rule"] = json!({ "index": 0, "toolComponent": { "index": 0 } });
    extended["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] = json!("SRC");
    let found = of_change(&log(json!([by_index, extended])));
    let told: Vec<(&str, &str)> =
        found.rules.iter().map(|rule| (rule.rule.as_str(), rule.message.as_str())).collect();
    assert_eq!(told, [("far", "no"), ("unwrap", "it panics")]);
    assert_eq!(found.rules[0].help.as_deref(), Some("http://far"));
}

#[test]
fn what_is_known_or_accepted_is_left_out() {
    let with = |key: &str, value: Value| {
        let mut one = result("unwrap", "src/a.rs", (5, 5));
        one[key] = value;
        one
    };
    let found = of_change(&log(json!([
        with("suppressions", json!([{ "kind": "inSource" }])),
        with("baselineState", json!("unchanged")),
        with("kind", json!("pass")),
        with("level", json!("none")),
        with("locations", json!([])),
        with("suppressions", json!([{ "kind": "external", "status": "rejected" }])),
    ])));
    assert_eq!((found.on_changed_lines, found.elsewhere), (1, 0));
}

#[test]
fn what_is_wrong_is_told() {
    let deep = format!("{}{}", "[".repeat(4000), "]".repeat(4000));
    for (text, expected) in [
        ("", "this is no SARIF: EOF while parsing a value at line 1 column 0"),
        (
            "[]",
            "this is no SARIF: invalid length 0, expected struct Log with 2 elements at line 1 column 2",
        ),
        (r#"{"version":"2.1.0"}"#, "this is no SARIF: missing field `runs` at line 1 column 19"),
        (r#"{"version":"1.0.0","runs":[]}"#, "SARIF 2.1.0 is read, and this is version `1.0.0`"),
        (
            deep.as_str(),
            "this is no SARIF: invalid type: sequence, expected a string at line 1 column 1",
        ),
    ] {
        assert_eq!(Findings::read(text.as_bytes()).unwrap_err().to_string(), expected);
    }
    assert_eq!(Findings::read(br#"{"version":"2.1.0","runs":[]}"#), Ok(Findings::default()));
}
