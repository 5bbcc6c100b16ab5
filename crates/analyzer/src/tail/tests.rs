//! Facts by made-up pasts: see the examples of the practices that ask for them, too.

use git_coach_model::{ChangeId, CommitId};

use super::*;
use crate::examples::worked;

fn path(text: &str) -> RepoPath {
    RepoPath::from(text)
}

fn past(texts: &[&str]) -> Vec<Change> {
    texts.iter().map(|files| worked("Anna", files)).collect()
}

#[test]
fn a_past_that_is_cut_off_early_tells_nothing() {
    let changes = past(&["src/a.rs"; 49]);
    let folders = [path("src")];
    let known = known(changes.iter(), &folders);
    assert_eq!(of(&changes[0], &known, &folders, Depth::Shallow), None);
    let told = of(&changes[0], &known, &folders, Depth::Whole);
    assert_eq!(told.map(|tail| tail.changes), Some(49));
}

#[test]
fn a_companion_that_is_gone_is_not_missed() {
    let mut together = past(&["src/a.rs, tests/a.rs"; 20]);
    together.extend(past(&["src/b.rs"; 60]));
    let change = worked("Anna", "src/a.rs");
    let change = Change { files: with_lines(change.files), ..change };
    let left = |past: &[Change]| {
        of(&change, &known(past.iter(), &[]), &[], Depth::Whole).map(|tail| tail.left_behind.len())
    };
    assert_eq!(left(&together), Some(1));
    let mut gone = past(&["tests/a.rs"]);
    gone[0].id = ChangeId::Commit(CommitId::new([7; 20]));
    gone[0].files[0].status = git_coach_model::FileStatus::Deleted;
    gone.extend(together);
    assert_eq!(left(&gone), Some(0));
}

#[test]
fn what_came_before_tells_whether_reviews_leave_traces() {
    let change = worked("Anna", "src/a.rs");
    let told = |said: &[(&str, usize)]| {
        let mut past = Vec::new();
        for (subject, times) in said {
            let message = crate::message::parse(subject);
            let joins = crate::kind::joins_histories(subject, std::iter::empty());
            let kind = if joins { Kind::Merge } else { crate::kind::of(&message, false, &[]) };
            let one = Change {
                title: (*subject).to_owned(),
                message: Some(message),
                kind,
                ..worked("Anna", "src/a.rs")
            };
            // A commit of the main line, as it came.
            let id = ChangeId::Commit(one.commits[0].id);
            past.extend(vec![Change { id, ..one }; *times]);
        }
        of(&change, &known(past.iter(), &[]), &[], Depth::Whole).and_then(|tail| tail.reviewed)
    };
    let others = [("Release 1.2", 9), ("Revert \"a\"", 9), ("Merge branch 'main'", 9)];
    assert_eq!(told(&[&[("Mend it (#1)", 15), ("Mend it", 5)][..], &others].concat()), Some(75));
    assert_eq!(told(&[&[("Mend it (#1)", 15), ("Mend it", 4)][..], &others].concat()), None);
    assert_eq!(told(&[("Mend it", 20)]), Some(0));
}

fn with_lines(files: Vec<FileChange>) -> Vec<FileChange> {
    let lines = git_coach_model::LineCount::Counted { added: 9, deleted: 1 };
    files.into_iter().map(|file| FileChange { lines, ..file }).collect()
}

#[test]
fn what_a_test_brings_along_is_not_missed() {
    let mut together = past(&["src/a.rs, tests/a.rs"; 20]);
    together.extend(past(&["src/b.rs"; 60]));
    let change = worked("Anna", "tests/a.rs");
    let change = Change { files: with_lines(change.files), ..change };
    let told = of(&change, &known(together.iter(), &[]), &[], Depth::Whole);
    assert_eq!(told.map(|tail| tail.companions), Some(0));
}

#[test]
fn a_review_without_a_name_leaves_it_open_who_was_heard() {
    let folders = [path("net"), path("tax")];
    let mut before = past(&["tax/a.rs"; 20]);
    before.extend((0..20).map(|_| worked("Boris", "net/b.rs")));
    let change = worked("Anna", "net/b.rs, tax/a.rs");
    let change = Change { files: with_lines(change.files), ..change };
    let heard = |change: &Change| {
        let told = of(change, &known(before.iter(), &folders), &folders, Depth::Whole);
        told.map(|tail| (tail.keepers, tail.voices, tail.unheard))
    };
    let silent = Some((2, Some(1), Some(path("net"))));
    assert_eq!(heard(&change), silent);
    let reviewed = Change { id: ChangeId::Worktree, ..change };
    assert_eq!(heard(&reviewed), Some((2, None, Some(path("net")))));
}
