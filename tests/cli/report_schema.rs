//! Every job's JSON against the published schema.

use serde_json::{Map, Value};
use support::{Repo, coach};

use crate::harbor::{UNTESTED, change, harbor};

fn schema() -> Value {
    let text = coach!(Repo::new(), ["schema", "report"]).ok();
    serde_json::from_str(&text).unwrap()
}

/// The harbor with a branch that adds what there is something to say about.
fn repo() -> Repo {
    let repo = harbor().remote("origin", "https://github.com/pier/harbor.git");
    repo.branch("topic", |repo| {
        repo.commit(change(1, support::BORIS, "Add dunning\n\n# TODO: split", UNTESTED))
    })
}

/// All that is written as JSON, by the name of the job.
fn written() -> Vec<(&'static str, Value)> {
    let repo = repo();
    let other = harbor();
    let path = |repo: &Repo| repo.path().to_str().unwrap().to_owned();
    coach!(repo, ["brief", "--until", "2024-05-01", "--output", "last.json"]).ok();
    let (here, there) = (path(&repo), path(&other));
    let jobs: &[(&str, &[&str])] = &[
        ("brief", &["brief"]),
        ("brief", &["brief", "--audience", "lead"]),
        ("brief", &["brief", "--audience", "lead", "--anonymous"]),
        ("brief", &["brief", "--previous", "last.json"]),
        ("brief", &["brief", "--since", "2023-01-01", "--until", "2023-02-01"]),
        ("briefs", &["brief", &here, &there]),
        ("briefs", &["brief", &here, &there, "--audience", "lead"]),
        ("review", &["review", "main..topic"]),
        ("review", &["review", "HEAD~3"]),
        ("review", &["review", "--worktree"]),
        ("notes", &["notes", "--person", "boris"]),
        ("notes", &["notes", "--person", "boris", "--prepare"]),
        ("onboarding", &["notes", "--onboarding"]),
    ];
    std::fs::write(repo.path().join("src/new.rs"), "// TODO\n").unwrap();
    jobs.iter()
        .map(|(job, args)| {
            let text = coach!(repo, [args, &["--format", "json"][..]].concat()).ok();
            (*job, serde_json::from_str(&text).unwrap())
        })
        .collect()
}

#[test]
fn every_report_is_as_the_schema_says() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for (job, report) in written() {
        let mistakes: Vec<String> = validator
            .iter_errors(&report)
            .map(|mistake| format!("{}: {mistake}", mistake.instance_path()))
            .collect();
        assert!(mistakes.is_empty(), "{job}: {mistakes:#?}");
    }
}

/// The schema allows more than it describes; here nothing may be more.
#[test]
fn the_schema_describes_every_field() {
    let schema = schema();
    for (job, report) in written() {
        let part = schema["oneOf"].as_array().unwrap().iter();
        let part = part.clone().find(|part| part["properties"]["job"]["const"] == job).unwrap();
        let mut strict = schema.clone();
        close(&mut strict["$defs"]);
        let root =
            serde_json::json!({ "$ref": part["allOf"][0]["$ref"], "$defs": strict["$defs"] });
        let mut body: Map<String, Value> = report.as_object().unwrap().clone();
        assert_eq!(body.remove("schema"), Some("git-coach.report/1".into()));
        assert_eq!(body.remove("job"), Some(job.into()));
        let validator = jsonschema::draft202012::new(&root).unwrap();
        let body = Value::Object(body);
        let mistakes: Vec<String> =
            validator.iter_errors(&body).map(|mistake| mistake.to_string()).collect();
        assert!(mistakes.is_empty(), "{job}: {mistakes:#?}");
    }
}

/// Lets no object have what is not described.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(rules) => {
            rules.values_mut().for_each(close);
            if rules.get("properties").is_some_and(Value::is_object) && rules.contains_key("type") {
                rules.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let (_, whole) = written().swap_remove(0);
    let without = |key: &str| {
        let mut report = whole.clone();
        report.as_object_mut().unwrap().remove(key);
        report
    };
    assert!(validator.is_valid(&whole));
    for key in ["schema", "job", "themes", "window", "people", "repository"] {
        assert!(!validator.is_valid(&without(key)), "{key}");
    }
}

#[test]
fn notes_are_private_by_the_schema() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for (job, mut report) in written() {
        if job == "notes" || job == "onboarding" {
            report["private"] = false.into();
            assert!(!validator.is_valid(&report), "{job}");
        }
    }
}
