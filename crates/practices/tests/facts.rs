//! What single facts tell of changes that are made up in memory.

#[path = "support/changes.rs"]
#[expect(dead_code, reason = "repositories and areas are for other tests")]
mod changes;

use git_coach_model::{
    Change, ChangeId, Commit, CommitId, Evidence, FileChange, Inspection, LinePlace, Message, Time,
    Value,
};
use git_coach_practices::value_of;

const DAY: i64 = 24 * 60 * 60;

fn change() -> Change {
    changes::changes(1).remove(0)
}

fn number(change: &Change, fact: &str) -> Option<u64> {
    match value_of(change, fact) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// A merge of commits that were written so many days before, the first of them first.
fn merge(days: &[i64]) -> Change {
    let whole = change();
    let commits = days.iter().map(|days| Commit {
        author_time: Time::utc(whole.time.seconds - days * DAY),
        ..whole.commits[0].clone()
    });
    let commits = commits.collect();
    Change { id: ChangeId::Commit(CommitId::new([9; 20])), commits, ..whole }
}

#[test]
fn a_branch_is_open_from_its_first_commit_on() {
    assert_eq!(number(&change(), "days-open"), Some(0));
    assert_eq!(number(&merge(&[30]), "days-open"), Some(30));
    assert_eq!(number(&merge(&[30, 10]), "days-open"), Some(30));
    // What was picked from elsewhere keeps its old date.
    assert_eq!(number(&merge(&[30, 400, 10]), "days-open"), Some(30));
    assert_eq!(number(&merge(&[-2, 10]), "days-open"), Some(0));
}

#[test]
fn the_most_that_one_message_tells_counts() {
    let mut told = merge(&[3, 2]);
    let said = |body: &str, references, links| Message {
        body: body.to_owned(),
        references,
        links,
        ..Message::default()
    };
    told.message = Some(said("", 0, 0));
    told.commits[0].message = said("one two three", 1, 0);
    told.commits[1].message = said("修复登录", 0, 2);
    assert_eq!(number(&told, "body-words"), Some(3));
    assert_eq!(number(&told, "told-references"), Some(2));
    assert_eq!(number(&told, "message.body-words"), Some(0));
    assert_eq!(number(&told, "message.references"), Some(0));
}

#[test]
fn only_code_counts_beside_reformatted_files() {
    let mut change = change();
    let places = |paths: &[&str]| {
        let place = |path: &&str| Evidence { path: (*path).into(), line: None, text: None };
        Some(paths.iter().map(place).collect())
    };
    let told = |change: &Change, reformatted| {
        let inspection = Inspection { reformatted, ..Inspection::default() };
        number(&Change { inspection, ..change.clone() }, "other-added")
    };
    // Of five lines in a row one is blank and one a comment.
    assert_eq!(told(&change, places(&[])), Some(24));
    assert_eq!(told(&change, places(&["src/billing/tax.rs"])), Some(6));
    assert_eq!(told(&change, None), None);
    for line in change.files.iter_mut().flat_map(|file| file.added_lines.iter_mut().flatten()) {
        line.text = "use std::fmt;".into();
        line.runs = [(0, LinePlace::Code)].into();
    }
    change.files.iter_mut().for_each(FileChange::count_code);
    assert_eq!(told(&change, places(&[])), Some(0));
}

#[test]
fn a_root_has_no_parent() {
    let mut change = change();
    assert!(!change.is_root());
    change.commits[0].parents.clear();
    assert!(change.is_root());
    let range =
        |base| ChangeId::Range { base: CommitId::new([base; 20]), head: CommitId::new([2; 20]) };
    assert!(Change { id: range(0), ..change.clone() }.is_root());
    assert!(!Change { id: range(1), ..change.clone() }.is_root());
    assert!(!Change { id: ChangeId::Worktree, ..change }.is_root());
}
