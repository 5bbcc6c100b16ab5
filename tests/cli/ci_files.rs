//! The files that `git coach ci` leaves for other tools.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use support::{Commit, Repo, coach};

use crate::ci::repo;

/// Runs on a branch and reads what was written in each format.
fn written(repo: &Repo, formats: &[&str], more: &[&str]) -> Vec<String> {
    let paths: Vec<_> = formats.iter().map(|one| repo.path().join("..").join(one)).collect();
    let mut args = vec!["ci", "--base", "main"];
    let outputs: Vec<String> =
        formats.iter().zip(&paths).map(|(one, path)| format!("{one}={}", path.display())).collect();
    for output in &outputs {
        args.extend(["--output", output]);
    }
    args.extend(more);
    let code = coach!(repo, args).code;
    assert!(code < 2, "{code}");
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn prints(sarif: &str) -> BTreeSet<String> {
    let log: Value = serde_json::from_str(sarif).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let print = |one: &Value| {
        let prints = &one["partialFingerprints"];
        // GitHub goes by this one, and other readers by a name that nobody else takes.
        assert_eq!(prints["primaryLocationLineHash"], prints["gitCoach/v1"]);
        prints["gitCoach/v1"].as_str().unwrap().to_owned()
    };
    results.map(print).collect()
}

#[test]
fn all_at_once() {
    let formats = [
        "sarif",
        "code-quality",
        "code-insights",
        "junit",
        "annotations",
        "markdown",
        "terminal",
        "json",
    ];
    let repo = repo();
    let files = written(&repo, &formats, &["--head=late-fees", "--fail-on=note"]);
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    for (format, text) in formats.iter().zip(&files) {
        insta::assert_snapshot!(*format, text.replace(&version, "VERSION"));
    }
    assert_eq!(files, written(&repo, &formats, &["--head=late-fees", "--fail-on=note"]));
}

#[test]
fn a_plain_path_goes_with_the_format() {
    let repo = repo();
    let beside = |name: &str| repo.path().join("..").join(name).display().to_string();
    let run = |more: &[&str]| {
        let ends = ["ci", "--base=main", "--head=late-fees", "--to=log"];
        coach!(repo, [&ends[..], more].concat())
    };
    let (plain, named) = (beside("plain"), beside("named"));
    run(&["--format", "sarif", "--output", &plain, "--output", &format!("json={named}")]).ok();
    let read = |path: &str| fs::read_to_string(path).unwrap();
    assert!(read(&plain).contains("sarif-2.1.0"));
    assert!(read(&named).contains("git-coach.report/1"));
    // Where both are named they are the same.
    run(&["--output", &format!("sarif={named}")]).ok();
    assert_eq!(read(&plain), read(&named));
    let odd = beside("a=b");
    run(&["--format", "junit", "--output", &odd]).ok();
    assert!(read(&odd).contains("<testsuite"));

    for (args, sentence) in [
        (&["--output", &plain][..], "has no format"),
        (&["--format", "sarif"], "--output"),
        (&["--format", "sarif", "--output", &format!("json={named}")], "each here has its own"),
        (&["--format", "sarif", "--output", "pdf=x"], "is one of sarif, "),
    ] {
        assert!(run(args).failed(2).contains(sentence), "{args:?}");
    }
}

#[test]
fn a_clean_change_leaves_empty_files() {
    let repo = repo().branch("clean", |repo| {
        repo.commit(Commit::new("Say how").file("README.md", "Start here.\n"))
    });
    let files = written(&repo, &["sarif", "code-quality", "junit"], &["--head=clean"]);
    assert_eq!(prints(&files[0]).len(), 0);
    assert_eq!(files[1], "[]\n");
    assert!(files[2].contains("name=\"nothing to add\"/>"), "{}", files[2]);
}

#[test]
fn fingerprints_outlive_moved_lines() {
    let todo = "// TODO: finish\n";
    let at = |before: usize| {
        let text = format!("{}{todo}fn a() {{}}\n", "// so\n".repeat(before));
        crate::harbor::harbor()
            .branch("late-fees", |repo| repo.commit(Commit::new("Plan").file("src/plan.rs", text)))
    };
    let of = |repo: Repo| prints(&written(&repo, &["sarif"], &["--head=late-fees"])[0]);
    let first = of(at(1));
    assert!(!first.is_empty());
    assert_eq!(first, of(at(9)));
}

#[test]
#[ignore = "writes files for tests/validators"]
fn for_validators() {
    let folder = std::env::var("GIT_COACH_WRITTEN").expect("run by tests/validators/run");
    fs::create_dir_all(&folder).unwrap();
    let harbor = repo().branch("clean", |repo| {
        repo.commit(Commit::new("Say how").file("README.md", "Start here.\n"))
    });
    let hostile = crate::hostile_text::repo();
    hostile.git(["branch", "start", "HEAD~15"]);
    let runs = [
        ("ordinary", &harbor, ["--base=main", "--head=late-fees"]),
        ("clean", &harbor, ["--base=main", "--head=clean"]),
        ("hostile", &hostile, ["--base=start", "--head=main"]),
    ];
    for (name, repo, ends) in runs {
        let formats = ["sarif", "code-quality", "junit"];
        let outputs = formats.map(|one| format!("--output={one}={folder}/{name}.{one}"));
        let args = [&["ci", "--to=log", "--fail-on=suggestion"], &ends[..]].concat();
        let args = args.into_iter().map(str::to_owned).chain(outputs);
        assert!(coach!(repo, args).code < 2, "{name}");
    }
    let log: Value =
        serde_json::from_str(&fs::read_to_string(format!("{folder}/hostile.sarif")).unwrap())
            .unwrap();
    assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
}
