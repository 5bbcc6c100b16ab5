//! What pipelines of several systems are read to do.

use git_coach_model::RepoPath;

use super::*;
use crate::language;
use crate::role::Roles;

fn pipelines(contents: &[(&str, &str)]) -> Pipelines {
    let files: Vec<TreeFile> = contents
        .iter()
        .map(|(path, _)| {
            let (role, roles) = Roles::default().of(path, None);
            let language = language::of_path(path);
            TreeFile { path: RepoPath::from(*path), role, roles, language, lines: None }
        })
        .collect();
    of(&files, &|path| {
        let (_, text) = contents.iter().find(|(other, _)| *other == path)?;
        (*text != "?").then(|| (*text).to_owned())
    })
}

const WORKFLOW: &str = ".github/workflows/a.yml";

#[test]
fn a_workflow_is_understood() {
    let found = pipelines(&[(
        WORKFLOW,
        "on: [push]\npermissions: {}\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      \
         - uses: a/setup-b@v1\n      - run: cargo test\n",
    )]);
    assert_eq!(found.on_changes, Some(true));
    assert_eq!((found.tests, found.style, found.publishes), (Some(true), Some(false), Some(false)));
    assert_eq!(found.narrow_permissions, Some(true));
    assert_eq!((found.third_party_steps, found.loose_steps), (Some(1), Some(1)));
    assert_eq!(found.loose_step.as_deref(), Some("a/setup-b@v1"));
}

#[test]
fn what_lies_in_the_repository_is_no_third_partys() {
    for (used, third) in [
        ("./.github/actions/all", false),
        ("$/.github/actions/all", false),
        ("actions/checkout@v4", false),
        ("some/thing@v1", true),
    ] {
        assert_eq!(github::is_third_party(used), third, "{used}");
    }
}

#[test]
fn what_is_called_is_not_seen() {
    for step in [
        "run: make ci",
        "uses: ./.github/actions/all",
        "uses: $/.github/actions/all",
        "uses: some/thing@v1",
    ] {
        let text = format!("on: push\njobs:\n  a:\n    steps:\n      - {step}\n");
        let found = pipelines(&[(WORKFLOW, &text)]);
        assert_eq!((found.tests, found.style), (None, None), "{step}");
        assert_eq!(found.narrow_permissions, None);
    }
    let called = "on: push\njobs:\n  a:\n    uses: a/b/.github/workflows/c.yml@main\n";
    assert_eq!(pipelines(&[(WORKFLOW, called)]).tests, None);
    for (path, text) in [(WORKFLOW, "?"), (WORKFLOW, "a: ["), ("Jenkinsfile", "sh 'x'")] {
        let found = pipelines(&[(path, text)]);
        assert_eq!((found.tests, found.on_changes), (None, None), "{path} {text}");
    }
}

#[test]
fn triggers_of_github() {
    for (on, expected) in [
        ("push", true),
        ("[pull_request]", true),
        ("{push: {tags: ['v*']}}", false),
        ("{push: {tags: ['v*'], branches: [main]}}", true),
        ("{schedule: [{cron: '0 0 * * *'}]}", false),
        ("workflow_dispatch", false),
    ] {
        let text = format!("on: {on}\njobs:\n  a:\n    steps:\n      - run: cargo test\n");
        assert_eq!(pipelines(&[(WORKFLOW, &text)]).on_changes, Some(expected), "{on}");
    }
    let labels = "on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/labeler@v5\n";
    assert_eq!(pipelines(&[(WORKFLOW, labels)]).on_changes, Some(false));
}

#[test]
fn permissions_of_github() {
    for (own, job, expected) in [
        ("read-all", "contents: read", Some(true)),
        ("write-all", "contents: read", Some(true)),
        ("read-all", "", Some(true)),
        ("write-all", "", Some(false)),
        ("", "", None),
        ("", "contents: write", Some(true)),
    ] {
        let mut text = "on: push\n".to_owned();
        if !own.is_empty() {
            text += &format!("permissions: {own}\n");
        }
        text += "jobs:\n  a:\n";
        if !job.is_empty() {
            text += &format!("    permissions:\n      {job}\n");
        }
        text += "    steps: []\n";
        assert_eq!(pipelines(&[(WORKFLOW, &text)]).narrow_permissions, expected, "{own} {job}");
    }
}

#[test]
fn gitlab_with_what_it_includes() {
    let whole = "include:\n  - local: /ci/lint.yml\ntest:\n  script:\n    - pytest\n";
    let found =
        pipelines(&[(".gitlab-ci.yml", whole), ("ci/lint.yml", "lint:\n  script: ruff check\n")]);
    assert_eq!((found.tests, found.style, found.publishes), (Some(true), Some(true), Some(false)));
    assert_eq!((found.on_changes, found.narrow_permissions), (Some(true), None));
    let elsewhere = pipelines(&[(".gitlab-ci.yml", whole)]);
    assert_eq!((elsewhere.tests, elsewhere.style), (Some(true), None));
}

#[test]
fn the_rough_ones() {
    let circle = "version: 2.1\njobs:\n  a:\n    steps:\n      - run: npm ci\n      - run:\n          \
                  command: go test ./...\n";
    let found = pipelines(&[(".circleci/config.yml", circle)]);
    assert_eq!((found.tests, found.style), (Some(true), Some(false)));
    for (text, tests) in [
        ("language: rust\n", Some(true)),
        ("language: java\njdk: [8]\n", Some(true)),
        ("language: python\n", None),
        ("language: generic\n", None),
        ("language: java\nscript: echo\n", Some(false)),
        ("language: java\njobs:\n  include:\n    - script: echo\n", Some(false)),
    ] {
        assert_eq!(pipelines(&[(".travis.yml", text)]).tests, tests, "{text}");
    }
    assert_eq!(pipelines(&[("azure-pipelines.yml", "trigger: none\n")]).on_changes, None);
}

fn change(before: &str, after: &str) -> PipelineChange {
    changed(&[Described { path: WORKFLOW, before: Some(before), after: Some(after) }]).unwrap()
}

fn workflow(steps: &[&str]) -> String {
    let steps: String = steps.iter().map(|step| format!("      - {step}\n")).collect();
    format!("on: push\njobs:\n  a:\n    steps:\n{steps}")
}

#[test]
fn a_check_that_may_fail_now_is_told() {
    let hard = workflow(&["run: cargo test", "run: cargo build"]);
    for soft in [
        workflow(&["{run: cargo test, continue-on-error: true}", "run: cargo build"]),
        workflow(&["run: cargo test || true", "run: cargo build"]),
        hard.replace("a:", "a:\n    continue-on-error: true"),
    ] {
        let found = change(&hard, &soft);
        assert_eq!((found.softened, found.removed.len()), (1, 0), "{soft}");
        assert!(found.softened_step.unwrap().starts_with("cargo test"));
        assert_eq!(change(&soft, &hard).softened, 0);
        assert_eq!(change(&soft, &soft).softened, 0);
    }
    let other = workflow(&["run: cargo test", "{run: cargo build, continue-on-error: true}"]);
    assert_eq!(change(&hard, &other).softened, 0);
    let trial = workflow(&["run: cargo test", "{run: cargo test, continue-on-error: true}"]);
    assert_eq!(change(&hard, &trial).softened, 0);
}

#[test]
fn a_check_that_is_gone_is_told() {
    let both = workflow(&["run: cargo test", "run: cargo fmt --check"]);
    let tests = workflow(&["run: cargo test"]);
    assert_eq!(change(&both, &tests).removed, ["style checks"]);
    assert_eq!(change(&tests, &both).removed, [""; 0]);
    assert_eq!(
        change(&both, &workflow(&["run: cargo clippy", "run: cargo nextest run"])).removed,
        [""; 0]
    );
    assert_eq!(change(&both, &workflow(&["run: ./check-all.sh"])).removed, [""; 0]);
    // Moved into a pipeline of its own.
    let style = workflow(&["run: cargo fmt --check"]);
    let moved = changed(&[
        Described { path: WORKFLOW, before: Some(&both), after: Some(&tests) },
        Described { path: ".github/workflows/b.yml", before: None, after: Some(&style) },
    ]);
    assert_eq!(moved.unwrap().removed, [""; 0]);
    let gone = changed(&[Described { path: WORKFLOW, before: Some(&both), after: None }]);
    assert_eq!(gone.unwrap().removed, [""; 0]);
}
