//! Commit messages that say neither what nor why.
//!
//! The practice on the why asks for it only of work with some source in it. The labels know no such
//! thing: readers saw the message alone. So the practice is held against each message on a stated
//! change of eighty lines of source, and, where there is a clone, against the commit itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use git_coach_model::FileStatus;
use git_coach_practices::{Example, ExampleFile};

use crate::clones::{binary, clone_of};
use crate::practice::Practice;
use crate::score::{self, Row};
use crate::table::Table;

const WHY: &str = "commits/message-says-why";
const WHAT: &str = "commits/message-says-what";

struct Labelled {
    repository: String,
    commit: String,
    says_what: bool,
    says_why: bool,
    message: String,
}

pub(crate) fn score(labels: &Path, clones: Option<&Path>, table: &mut Table) {
    let labelled: Vec<Labelled> = crate::rows(labels, b',')
        .iter()
        .map(|row| Labelled {
            repository: row[0].to_owned(),
            commit: row[1].to_owned(),
            says_what: &row[2] == "1",
            says_why: &row[3] == "1",
            message: row[4].to_owned(),
        })
        .collect();
    for (part, id, is_there) in [
        ("the why is missing", WHY, (|one| one.says_why) as fn(&Labelled) -> bool),
        ("the what is missing", WHAT, |one| one.says_what),
    ] {
        let mut judged = |judge: &str, found: &dyn Fn(&Labelled) -> Option<bool>| {
            let rows: Vec<Row> = labelled
                .iter()
                .filter_map(|one| Some(Row { expected: !is_there(one), found: found(one)? }))
                .collect();
            if !rows.is_empty() {
                table.row(part, judge, &score::of(&rows));
            }
        };
        let practice = Practice::shipped(id);
        judged("the practice, on 80 lines of source", &|one| {
            Some(practice.is_missing(&stated(&one.message)))
        });
        let on_commits = clones.map(|folder| on_commits(folder, &labelled, id));
        judged("the practice, on the commit itself", &|one| {
            on_commits.as_ref()?.get(&one.commit).copied()
        });
        if id == WHAT {
            judged("fewer than six words", &|one| Some(one.message.split_whitespace().count() < 6));
            continue;
        }
        judged("always", &|_| Some(true));
        judged("no body", &|one| Some(body(&one.message).is_empty()));
        judged("no body, no issue", &|one| {
            Some(body(&one.message).is_empty() && !has_issue(&one.message))
        });
        judged("no why-word, no issue", &|one| {
            Some(!has_why_word(&one.message) && !has_issue(&one.message))
        });
    }
}

/// A commit that says this of eighty lines of source.
fn stated(message: &str) -> Example {
    let path = "src/main/java/org/example/Tax.java".to_owned();
    let file = ExampleFile { path, status: FileStatus::Modified, added: 80, deleted: 0 };
    Example { message: Some(message.to_owned()), files: vec![file], ..Example::default() }
}

/// What the practice comes to on the commits that the clones have.
fn on_commits(folder: &Path, labelled: &[Labelled], id: &str) -> BTreeMap<String, bool> {
    let mut missing = BTreeMap::new();
    for one in labelled {
        let Some(clone) = clone_of(folder, &one.repository) else { continue };
        let range = format!("{}^..{}", one.commit, one.commit);
        let output = Command::new(binary())
            .arg("-C")
            .arg(clone)
            .args(["--no-cache", "--threads", "1", "--only", id])
            .args(["facts", "verdicts", &range])
            .output()
            .unwrap();
        if output.status.success() {
            let mut rows = csv::Reader::from_reader(output.stdout.as_slice());
            let found = rows.records().flatten().any(|row| &row[3] == "missing");
            missing.insert(one.commit.clone(), found);
        }
    }
    missing
}

/// All but the first line.
fn body(message: &str) -> &str {
    message.trim().split_once('\n').map_or("", |(_, rest)| rest.trim())
}

/// Whether a number behind `#`, or a link, stands in the message.
fn has_issue(message: &str) -> bool {
    let number = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    message.split('#').skip(1).any(number) || message.contains("://")
}

/// Words that often lead to a reason.
fn has_why_word(message: &str) -> bool {
    let lowered = message.to_lowercase();
    let words: Vec<&str> = lowered
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let one = ["because", "since", "fix", "fixes", "fixed", "avoid", "prevent", "bug", "otherwise"];
    let two = [["so", "that"], ["in", "order"], ["due", "to"], ["instead", "of"]];
    words.iter().any(|word| one.contains(word))
        || words.windows(2).any(|pair| two.contains(&[pair[0], pair[1]]))
}
