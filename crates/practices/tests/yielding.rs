//! Where two built-in practices would say the same about one subject, one of them speaks.

#[path = "support/changes.rs"]
mod changes;

use git_coach_model::{
    Area, Change, Commit, FileChange, Kind, LineCount, Message, Repository, Standing, Verdict,
};
use git_coach_practices::{Library, Sight, Subject};

/// The practices that miss something here.
fn missing<S: Subject>(subject: &S, repository: &Repository) -> Vec<String> {
    missing_after(subject, &[], repository)
}

/// The practices that miss something here after these.
fn missing_after<S: Subject>(subject: &S, past: &[&S], repository: &Repository) -> Vec<String> {
    let library = Library::built_in().unwrap_or_default();
    let mut held = Vec::new();
    library.hold(Sight { subject, repository, past }, &mut held);
    let missed = held.iter().filter(|one| one.verdict == Verdict::Missing);
    missed.map(|one| one.rule.practice.id.to_string()).collect()
}

#[track_caller]
fn check(subject: &str, expected: &[&str]) {
    let message = Message {
        subject: subject.to_owned(),
        body: String::new(),
        trailers: Vec::new(),
        ..Message::default()
    };
    let one = changes::changes(1).remove(0).commits.remove(0);
    let commit = Commit { message, kind: Kind::Other, ..one };
    let repository = Repository { issue_links: None, ..changes::repository() };
    assert_eq!(missing(&commit, &repository), expected, "{subject}");
}

#[test]
fn one_thing_is_said_of_a_message() {
    check("Rework tax rounding", &["commits/message-says-why"]);
    check("fix", &["commits/message-says-what"]);
    check("WIP", &["commits/no-leftover-fixups"]);
    check("fixup! Rework tax rounding", &["commits/no-leftover-fixups"]);
}

#[test]
fn one_thing_is_said_of_an_area() {
    let alone = Area { people: 1, keepers: 1, ..changes::area(0) };
    let standing = Some(Standing { active_people: 3, ..Standing::default() });
    let repository = Repository { standing, ..changes::repository() };
    assert_eq!(missing(&alone, &repository), ["ownership/knowledge-is-shared"]);
    let left = Area { active_keepers: Some(0), active_people: Some(0), ..alone };
    assert_eq!(missing(&left, &repository), ["ownership/area-has-an-active-owner"]);
}

#[test]
fn one_thing_is_said_of_the_size_of_a_change() {
    let mut past = changes::changes(100);
    let mut wide = past.remove(0);
    let file = wide.files[0].clone();
    let with_files = |count: u32, added: u32| {
        let path = |at: u32| format!("src/part-{at}.rs").as_str().into();
        let lines = LineCount::Counted { added, deleted: 0 };
        let files = (0..count).map(|at| FileChange { path: path(at), lines, ..file.clone() });
        files.collect::<Vec<_>>()
    };
    let repository = changes::repository();
    let past: Vec<&Change> = past.iter().collect();
    let mut check = |count, added, expected: &str| {
        wide.files = with_files(count, added);
        let sizes = missing_after(&wide, &past, &repository);
        let sizes: Vec<_> = sizes.iter().filter(|id| id.starts_with("size/")).collect();
        assert_eq!(sizes, [expected], "{count} files of {added} lines");
    };
    check(20, 200, "size/change-is-reviewable");
    check(2, 2000, "size/change-is-reviewable");
}
