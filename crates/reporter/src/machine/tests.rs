//! Hostile text in every format that other tools read.

use git_coach_model::Level;
use serde_json::Value;

use super::*;
use crate::comment::tests::hostile;

#[test]
fn paths_are_references_in_sarif() {
    let log: Value = serde_json::from_str(&sarif(&hostile(2))).unwrap();
    let results = &log["runs"][0]["results"];
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/a%20b%25%2C%3C%C3%BC%3E.rs");
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!((&results[0]["level"], &results[1]["level"]), (&"warning".into(), &"note".into()));
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in results.as_array().unwrap() {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
}

#[test]
fn a_log_holds_no_more_than_is_kept() {
    let mut report = hostile(2);
    let place = report.notes[1].evidence[0].clone();
    report.notes[1].evidence = vec![place; 30_000];
    let text = sarif(&report);
    let log: Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[0]["level"]), (5_000, &"warning".into()));
    assert!(text.len() < 10_000_000, "{}", text.len());
}

#[test]
fn equal_lines_have_fingerprints_of_their_own() {
    let mut report = hostile(1);
    let again = report.notes[0].evidence[0].clone();
    report.notes[0].evidence.push(again);
    let prints = located(&report).into_iter().map(|one| one.fingerprint).collect::<Vec<_>>();
    assert_eq!(prints.len(), 2);
    assert_ne!(prints[0], prints[1]);
}

#[test]
fn annotations_are_one_line_each_and_no_more_than_are_shown() {
    let text = annotations(&hostile(30));
    assert_eq!(text.matches("::warning ").count(), 1);
    assert_eq!(text.matches("::notice ").count(), 10);
    assert!(
        text.lines().all(|line| line.starts_with("::notice ") || line.starts_with("::warning "))
    );
    let first = text.lines().next().unwrap();
    let properties = "::warning file=src/a b%25%2C<ü>.rs,line=3,title=A <title> & more%2C %250A::";
    assert!(first.starts_with(properties), "{first}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
}

#[test]
fn junit_is_well_formed() {
    let text = junit(&hostile(2), Some(Level::Warning));
    assert!(text.contains("<testsuites tests=\"2\" failures=\"1\">"), "{text}");
    assert!(text.contains("&lt;img src=x&gt;") && !text.contains("<img"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    assert!(!junit(&hostile(2), None).contains("<failure"));
}

#[test]
fn code_quality_is_plain_json() {
    let text = code_quality(&hostile(2));
    assert!(text.starts_with('['), "no byte-order mark");
    let issues: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(issues[0]["severity"], "major");
    assert_eq!(issues[0]["location"]["path"], "src/a b%,<ü>.rs");
}

#[test]
fn code_insights_are_as_many_and_as_long_as_are_taken() {
    let mut report = hostile(2);
    let place = report.notes[1].evidence[0].clone();
    report.notes[1].evidence = vec![place; 200];
    report.notes[1].observation = Line::from("ü".repeat(1_000));
    report.notes[0].evidence.clear();
    report.largest = None;
    let found: Value = serde_json::from_str(&code_insights(&report)).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!((found.len(), &found[0]["severity"]), (100, &"MEDIUM".into()));
    assert!(found[0].get("path").is_none() && found[0].get("line").is_none());
    assert_eq!((&found[1]["path"], &found[1]["line"]), (&"src/a b%,<ü>.rs".into(), &3.into()));
    assert!(found.iter().all(|one| one["summary"].as_str().unwrap().chars().count() <= 450));
}
