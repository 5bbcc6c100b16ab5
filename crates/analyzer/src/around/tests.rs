//! What a change learns from those around it.

use git_coach_model::{ChangeId, CommitId, FileChange, LineCount, Person, RoleSet, Time};

use super::*;

const ANNA: &str = "Anna";

fn change(number: u8, title: &str, paths: &[&str]) -> Change {
    let author = Person { name: ANNA.to_owned(), email: String::new() };
    let said = crate::message::parse(title);
    let files: Vec<FileChange> = paths.iter().map(|path| file(path)).collect();
    Change {
        id: ChangeId::Commit(CommitId::new([number; 20])),
        title: title.to_owned(),
        kind: crate::kind::of(&said, false, &files),
        message: Some(said),
        time: Time::utc(-i64::from(number) * 24 * 60 * 60),
        authors: vec![author],
        by_bot: false,
        commits: Vec::new(),
        files,
        dependencies: None,
        pipelines: None,
        inspection: git_coach_model::Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
    }
}

fn file(path: &str) -> FileChange {
    let described = crate::facts::file_of_path(path.into());
    FileChange {
        path: path.into(),
        old_path: None,
        status: FileStatus::Modified,
        role: described.role,
        roles: RoleSet::default(),
        language: described.language,
        lines: LineCount::Counted { added: 3, deleted: 0 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: None,
        deleted_lines: None,
    }
}

/// Changes given by title and paths, newest first.
fn settled(stated: &[(&str, &[&str])]) -> Vec<Change> {
    let mut changes: Vec<Change> =
        (0..).zip(stated).map(|(number, (title, paths))| change(number, title, paths)).collect();
    settle(&mut changes);
    changes
}

fn untested(times: usize, last: (&str, &[&str])) -> Option<usize> {
    let mut stated: Vec<(&str, &[&str])> = vec![("Add rates", &["src/tax.py"])];
    stated.resize(times + 1, ("Add rates", &["src/tax.py"]));
    stated.resize(21, ("Add more", &["src/other.py"]));
    stated.push(last);
    let places = settled(&stated).remove(0).around.untested_places;
    places.map(|places| places.len())
}

#[test]
fn a_place_is_untested_where_nothing_that_touched_it_brought_a_test() {
    let nothing: (&str, &[&str]) = ("Add more", &["src/other.py"]);
    assert_eq!(untested(OFTEN, nothing), Some(1));
    assert_eq!(untested(OFTEN - 1, nothing), Some(0));
    assert_eq!(untested(OFTEN, ("Add rates", &["src/tax.py", "tests/test_tax.py"])), Some(0));
    assert_eq!(untested(OFTEN, ("Add rates", &["tests/test_other.py"])), Some(1));
}

#[test]
fn scripts_and_examples_are_left_out() {
    for path in ["scripts/sync.py", "examples/shop/a.py", "sync.sh", "setup.py"] {
        let found = settled(&vec![("Add rates", &[path][..]); LEAST + 5]);
        assert_eq!(found[0].around.untested_places, Some(Vec::new()), "{path}");
    }
}

#[test]
fn little_past_tells_of_no_place() {
    let young = settled(&vec![("Add rates", &["src/tax.py"][..]); LEAST]);
    assert_eq!(young[0].around.untested_places, None);
    let elsewhere = settled(&[("Describe rates", &["docs/tax.md"])]);
    assert_eq!(elsewhere[0].around.untested_places, Some(Vec::new()));
}

#[test]
fn what_was_reverted_comes_back_under_its_title() {
    let titles: [(&str, &[&str]); 5] = [
        ("Round half to even (#14)", &["src/tax.py"]),
        ("Revert \"Round half to even (#12)\" (#13)", &["src/tax.py"]),
        ("Round half to even (#12)", &["src/tax.py"]),
        ("Fix rates", &["src/tax.py"]),
        ("Revert \"Fix rates\"", &["src/tax.py"]),
    ];
    let found = settled(&titles).into_iter().map(|one| one.around.brings_back == Some(true));
    assert_eq!(found.collect::<Vec<_>>(), [true, false, false, false, false]);
    for (title, expected) in [
        ("Reapply \"Round half\"", true),
        ("Re-land \"rates\"", true),
        ("Revert \"Revert \"Round half\"\"", true),
        ("Revert \"Round half\"", false),
        ("Re-apply the linter", false),
    ] {
        let back = settled(&[(title, &["src/tax.py"])])[0].around.brings_back;
        assert_eq!(back, Some(expected), "{title}");
    }
}

#[test]
fn a_release_tells_of_what_came_since_the_one_before() {
    let changes = settled(&[
        ("Release 1.2.0", &["Cargo.toml"]),
        ("Add rates", &["src/tax.rs", "CHANGES.md"]),
        ("Add halves", &["src/tax.rs"]),
        ("Describe rates", &["docs/tax.md"]),
        ("Release 1.1.0", &["CHANGES.md"]),
        ("Add rates", &["src/tax.rs"]),
    ]);
    let told = |at: usize| {
        let around = &changes[at].around;
        (around.release_changes, around.release_notes, around.told_before)
    };
    assert_eq!(told(0), (Some(2), Some(1), Some(1)));
    assert_eq!(told(4), (None, None, None));
    assert_eq!(told(1), (None, None, None));
    assert_eq!(changes[1].around.change_logs, Some(1));
}

#[test]
fn notes_may_follow_a_release() {
    let notes = |after: &[(&str, &[&str])]| {
        let release: [(&str, &[&str]); 3] = [
            ("Release 1.2.0", &["Cargo.toml"]),
            ("Add rates", &["src/tax.rs"]),
            ("Release 1.1.0", &["Cargo.toml"]),
        ];
        let changes = settled(&[after, &release].concat());
        changes[after.len()].around.release_notes
    };
    let told: (&str, &[&str]) = ("Write down what came", &["CHANGES.md"]);
    let other: (&str, &[&str]) = ("Add halves", &["src/tax.rs"]);
    assert_eq!(notes(&[told]), Some(1));
    assert_eq!(notes(&[told, other, other]), Some(1));
    assert_eq!(notes(&[told, other, other, other]), Some(0));
    assert_eq!(notes(&[told, ("Release 1.3.0", &["Cargo.toml"])]), Some(0));
    assert_eq!(notes(&[("Take it in", &["vendor/example.org/a/CHANGES.md"])]), Some(0));
}
