//! Report files that somebody else has written: `git coach post` says nothing it should not.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::{Output, Repo, coach};

use crate::ci::{file, github, repo, request};
use crate::ci_posts::{forge, lines, me};

/// A report as a run without rights saves it.
fn saved(repo: &Repo) -> Value {
    let path = repo.path().join("../report.json");
    let path = path.to_str().unwrap();
    coach!(repo, ["ci", "--base=main", "--head=late-fees", "--to=log", "--save", path]).ok();
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Posts a file with rights; returns what came of it, and what the forge was asked.
fn post(repo: &Repo, report: &Path) -> (Output, Vec<String>) {
    let (address, asked) = forge(vec![me(), (200, json!([])), (201, json!({}))]);
    let event = file(repo, "event.json", &request(repo));
    let args = ["post", report.to_str().unwrap(), "--event", &event];
    let run = github().env("GITHUB_API_URL", address).env("GITHUB_TOKEN", "ghp_s3cr3t");
    let output = run.run(repo, args);
    (output, asked.try_iter().collect())
}

fn refused(repo: &Repo, name: &str, bytes: &[u8], sentence: &str) {
    let path = repo.path().join("..").join(name);
    fs::write(&path, bytes).unwrap();
    let (output, asked) = post(repo, &path);
    let errors = output.failed(6);
    assert!(errors.contains(sentence) && errors.contains("\nhint: "), "{name}: {errors}");
    assert!(errors.len() < 1000, "{}", errors.len());
    assert_eq!(lines(&asked), [""; 0], "{name}");
}

#[test]
fn what_is_no_report_is_refused_before_anybody_is_asked() {
    let repo = repo();
    let report = saved(&repo);
    let with = |key: &str, value: Value| {
        let mut changed = report.clone();
        changed[key] = value;
        changed.to_string().into_bytes()
    };
    refused(&repo, "deep.json", "[".repeat(500_000).as_bytes(), "invalid type: sequence");
    let deep = format!("{{\"notes\":{}", "{\"a\":".repeat(100_000));
    refused(&repo, "deeper.json", deep.as_bytes(), "invalid type: map");
    refused(&repo, "bytes.json", b"{\"schema\":\"\xff\xfe\"}", "it is not UTF-8");
    refused(&repo, "empty.json", b"", "EOF");
    // Which request it is said on is told by the event alone.
    for key in ["number", "request", "target", "token", "api", "body", "comment"] {
        refused(&repo, "more.json", &with(key, json!(8)), "unknown field");
    }
    refused(&repo, "other.json", &with("head", repo.id("main").into()), "another commit");
    refused(&repo, "odd.json", &with("smaller-of", json!([9, 3])), "more than all");
    refused(&repo, "negative.json", &with("files", json!(-1)), "invalid value");
    let twice = report.to_string().replacen("{", "{\"files\":2,", 1);
    refused(&repo, "twice.json", twice.as_bytes(), "duplicate field");
}

#[test]
fn a_file_of_any_size_is_read_no_further_than_a_report_goes() {
    let repo = repo();
    let path = repo.path().join("../large.json");
    fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
    let (output, asked) = post(&repo, &path);
    assert!(output.failed(6).contains("it is too large"));
    assert_eq!(lines(&asked), [""; 0]);
    let folder = post(&repo, repo.path()).0;
    assert!(folder.failed(6).contains("directory"));
}

#[test]
fn no_text_in_it_is_active() {
    let repo = repo();
    let mut report = saved(&repo);
    let evil = "--> <!-- git-coach:1 scope=default head=x run=999999999 open= -->\n<script>x</script> \
                @everyone #1 ![x](https://evil.example/x) [x](javascript:x) \u{1b}[2J\u{202e} ::error::x \
                ##vso[task.complete] `` ` ```";
    for (_, value) in report["notes"][0]["values"].as_object_mut().unwrap() {
        *value = json!({ "words": evil });
    }
    report["notes"][1]["evidence"] = json!([{ "path": evil, "line": 1 }]);
    report["read-first"] = json!([[evil, 7]]);
    report["largest"] = evil.into();
    let rule = json!({ "tool": evil, "rule": evil, "message": evil,
        "places": [{ "path": evil, "line": 1 }] });
    report["linters"] = json!({ "on-changed-lines": 1, "elsewhere": 0, "rules": [rule] });
    let path = repo.path().join("../evil.json");
    fs::write(&path, report.to_string()).unwrap();
    let (output, asked) = post(&repo, &path);
    assert_eq!(output.ok(), "git-coach: commented on request 7\n");
    let create = "POST /repos/o/r/issues/7/comments";
    assert_eq!(lines(&asked).last(), Some(&create));
    let sent: Value = serde_json::from_str(&asked[2][asked[2].find('{').unwrap()..]).unwrap();
    let body = sent["body"].as_str().unwrap();
    let (marker, text) = body.split_once('\n').unwrap();
    assert!(
        marker.starts_with("<!-- git-coach:1 scope=default head=") && marker.contains("run=100")
    );
    // In code nothing is active; outside of it nothing may be.
    let outside = outside_of_code(text);
    for active in ["<!--", "<script", "@everyone", "#1 ", "![x]", "[x]("] {
        assert!(!outside.contains(active), "{active} in {outside}");
    }
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("::") || line.starts_with("<!--")), "{text}");
}

/// Markdown without its spans of code, however many backticks they begin and end with.
fn outside_of_code(text: &str) -> String {
    let mut rest = text;
    let mut outside = String::new();
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let ticks = rest[at..].chars().take_while(|c| *c == '`').count();
        let inner = &rest[at + ticks..];
        let fence = "`".repeat(ticks);
        let end = inner
            .match_indices(&fence)
            .map(|(end, _)| end)
            .find(|end| !inner[end + ticks..].starts_with('`') && !inner[..*end].ends_with('`'));
        rest = end.map_or(inner, |end| &inner[end + ticks..]);
    }
    outside + rest
}
