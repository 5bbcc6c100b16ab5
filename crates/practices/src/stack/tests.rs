//! Layers brought together.

use super::*;
use git_coach_model::{
    Around, Change, ChangeId, CommitId, FileChange, FileStatus, Inspection, Kind, LineCount,
};
use git_coach_model::{Repository, Role, RoleSet, Time, Verdict};

use crate::{Conditions, Sight};

const SETTINGS: &str = ".git-coach.toml";

fn settings(origin: Origin, text: &str) -> Layer<'_> {
    let file = LayerFile { name: SETTINGS, path: SETTINGS, text };
    Layer { origin, practices: Vec::new(), settings: Some(file) }
}

fn level(stack: &Stack, id: &str) -> Option<Level> {
    stack.library.find(id).map(|held| held.rule.practice.level)
}

const ID: &str = "tests/source-comes-with-tests";

#[test]
fn a_later_layer_goes_first_and_the_command_line_before_all() {
    let user = settings(Origin::User, "[practices]\n\"tests/*\" = { level = \"note\" }");
    let team = settings(
        Origin::Repository,
        "[practices]\n\"tests/source-comes-with-tests\" = { level = \"warning\" }\n\
         \"tests/*\" = { off = true }\n\"size/*\" = { off = true }",
    );
    let user_alone = stack(std::slice::from_ref(&user), &[], &[]);
    assert_eq!(level(&user_alone, ID), Some(Level::Note));
    // Within a layer, what is set for one goes before what is set for its folder.
    let both = stack(&[user.clone(), team.clone()], &[], &[]);
    assert_eq!(level(&both, ID), None, "`off` of the folder was not taken back");
    let on = [Adjustment::parse("tests/source-comes-with-tests=suggestion").unwrap()];
    let all = stack(&[user, team], &on, &[]);
    assert_eq!(level(&all, ID), Some(Level::Suggestion));
    assert_eq!(level(&all, "tests/fix-comes-with-regression-test"), None);
    assert_eq!(level(&all, "size/change-is-reviewable"), None);
    assert!(level(&all, "debt/markers-are-tracked").is_some());
}

#[test]
fn one_is_told_from_its_folder_within_a_layer() {
    let team = settings(
        Origin::Repository,
        "[practices]\n\"tests/source-comes-with-tests\" = { off = false }\n\
         \"tests/*\" = { off = true }",
    );
    let stack = stack(&[team], &[], &[]);
    assert!(level(&stack, ID).is_some());
    assert_eq!(level(&stack, "tests/fix-comes-with-regression-test"), None);
}

#[test]
fn a_folder_is_no_glob() {
    let text =
        "[practices.\"tests/*\"]\npaths = [\"src/json\", \"src/json/\", \"lib\", \"src/*/a.py\"]";
    let stack = stack(&[settings(Origin::Repository, text)], &[], &[]);
    let told: Vec<String> = stack
        .unmatched_in(&["src/json/a.py".into(), "src/b.py".into()])
        .iter()
        .map(|one| format!("{} {:?}", one.mistake.what, one.mistake.help))
        .collect();
    assert_eq!(
        told,
        [
            "`src/json` is a folder Some(\"write `src/json/**`\")",
            "`src/json/` is a folder Some(\"write `src/json/**`\")",
            "`lib` holds no file of this repository None"
        ]
    );
}

#[test]
fn a_bare_name_is_enough_to_be_meant() {
    let stack = stack(&[], &[], &[]);
    for (name, near) in [
        ("no-private-keys", Some("security/no-private-keys")),
        ("source-come-with-tests", Some("tests/source-comes-with-tests")),
        ("zzz", None),
    ] {
        assert_eq!(stack.nearest(name).map(PracticeId::as_str), near, "{name}");
    }
}

#[test]
fn only_what_is_asked_for_stays() {
    let only = [Selector::parse("tests/*").unwrap(), Selector::parse("zzz/a").unwrap()];
    let stack = stack(&[], &[], &only);
    assert!(stack.library.rules().all(|rule| rule.practice.id.as_str().starts_with("tests/")));
    assert_eq!(stack.unmatched.len(), 1);
    assert_eq!(stack.unmatched[0].origin, Origin::CommandLine);
}

#[test]
fn says_what_is_wrong_with_an_adjustment() {
    for wrong in ["tests/a", "tests=off", "tests/a=loud", "=off", ""] {
        assert!(Adjustment::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_practice_is_replaced_as_a_whole_and_a_broken_one_leaves_what_was() {
    let text = include_str!("../../../../rules/size/change-is-reviewable.toml")
        .replace("Changes are small enough to review", "Ours");
    let file =
        |text| LayerFile { name: "p/size.toml", path: "size/change-is-reviewable.toml", text };
    let layer =
        |text| Layer { origin: Origin::Repository, practices: vec![file(text)], settings: None };
    let right = stack(&[layer(&text)], &[], &[]);
    let held = right.library.find("size/change-is-reviewable").unwrap();
    assert_eq!((held.rule.practice.title.as_str(), held.origin), ("Ours", Origin::Repository));
    assert_eq!(held.file, "p/size.toml");
    let broken = stack(&[layer("title = 1")], &[], &[]);
    let held = broken.library.find("size/change-is-reviewable").unwrap();
    assert_eq!(held.origin, Origin::BuiltIn);
    assert!(broken.mistakes.iter().all(|(_, one)| one.place.file == "p/size.toml"));
    assert!(!broken.mistakes.is_empty());
}

#[test]
fn finds_a_practice_in_force_or_not_or_the_nearest() {
    let off = settings(Origin::Repository, "[practices.'tests/*']\noff = true");
    let stack = stack(&[off], &[], &[]);
    assert!(stack.library.find("tests/source-comes-with-tests").is_none());
    assert!(stack.filed("tests/source-comes-with-tests").is_some());
    assert!(stack.filed("size/change-is-reviewable").is_some());
    assert!(stack.filed("size").is_none());
    let near = stack.nearest("tests/source-come-with-test").map(ToString::to_string);
    assert_eq!(near.as_deref(), Some("tests/source-comes-with-tests"));
}

#[test]
fn names_what_nothing_fits() {
    let text = "areas = [\"src\", \"scr\"]\nbots = [\"robot\", \"r2*\"]\n\
                [practices]\n\"tests/source-comes-with-test\" = { off = true }\n\
                \"tests/*\" = { paths = [\"src/**\", \"lib/**\"] }";
    let stack_of = |origin| stack(&[settings(origin, text)], &[], &[]);
    let team = stack_of(Origin::Repository);
    let tree = [RepoPath::from("src/a.rs")];
    let mut unmatched = team.unmatched.clone();
    unmatched.extend(team.unmatched_in(&tree));
    let people = [("Robot".to_owned(), String::new())];
    unmatched.extend(team.unmatched_bots(people.into_iter()));
    let told: Vec<String> = unmatched.iter().map(|one| one.mistake.to_string()).collect();
    assert_eq!(
        told,
        [
            ".git-coach.toml:4:1: `tests/source-comes-with-test` names no practice\n \
             4 | \"tests/source-comes-with-test\" = { off = true }\n   \
             | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n   \
             = did you mean `tests/source-comes-with-tests`?",
            ".git-coach.toml:1:17: `scr` is no folder with files in this repository\n \
             1 | areas = [\"src\", \"scr\"]\n   |                 ^^^^^\n   \
             = did you mean `src`?",
            ".git-coach.toml:5:34: `lib/**` holds no file of this repository\n \
             5 | \"tests/*\" = { paths = [\"src/**\", \"lib/**\"] }\n   \
             |                                  ^^^^^^^^",
            ".git-coach.toml:2:18: `r2*` is nobody who has committed here\n \
             2 | bots = [\"robot\", \"r2*\"]\n   |                  ^^^^^",
        ]
    );
    // The settings of a user are for many repositories.
    let user = stack_of(Origin::User);
    assert_eq!(user.unmatched_in(&tree), []);
    assert!(!user.names_bots());
}

fn change(files: &[&str]) -> Change {
    let file = |path: &&str| FileChange {
        path: RepoPath::from(*path),
        old_path: None,
        status: FileStatus::Modified,
        role: if path.starts_with("tests/") { Role::Test } else { Role::Source },
        roles: RoleSet::default(),
        language: None,
        lines: LineCount::Counted { added: 40, deleted: 0 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: Some(Vec::new()),
        deleted_lines: Some(Vec::new()),
    };
    Change {
        id: ChangeId::Commit(CommitId::new([0; 20])),
        title: String::new(),
        message: None,
        kind: Kind::Other,
        time: Time::utc(0),
        authors: Vec::new(),
        by_bot: false,
        commits: Vec::new(),
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
        files: files.iter().map(file).collect(),
    }
}

#[test]
fn a_habit_is_looked_for_everywhere_and_a_fault_in_the_paths_alone() {
    let habit = r#"
title = "x"
scope = "change"
serves = "quality"
level = "note"
confidence = "low"
[present]
test = { files = { at-least = 1 } }
[words]
missing = "x"
why = "x"
question = "x"
next = "x"
[[example]]
name = "a"
verdict = "present"
[[example]]
name = "b"
verdict = "missing"
"#;
    let fault = habit.replace("[present]\ntest = { files", "[missing]\nsource = { files");
    let practices = [("a/habit.toml", habit), ("a/fault.toml", &fault)]
        .map(|(path, text)| LayerFile { name: path, path, text })
        .to_vec();
    let text = "[practices.\"a/*\"]\npaths = [\"src/**\"]";
    let file = LayerFile { name: SETTINGS, path: SETTINGS, text };
    let layer = Layer { origin: Origin::Repository, practices, settings: Some(file) };
    let stack = stack(&[layer], &[], &[]);
    assert_eq!(stack.mistakes, []);
    for (files, habit, fault) in [
        (&["src/a.rs", "tests/a.rs"][..], Verdict::Present, Verdict::Missing),
        (&["src/a.rs"][..], Verdict::Missing, Verdict::Missing),
        (&["lib/a.rs", "tests/a.rs"][..], Verdict::NotApplicable, Verdict::NotApplicable),
        (&["lib/a.rs", "src/a.md"][..], Verdict::Missing, Verdict::Missing),
    ] {
        for (id, expected) in [("a/habit", habit), ("a/fault", fault)] {
            let Some(held) = stack.library.find(id) else { panic!("{id}") };
            let Conditions::Change(compiled) = &held.rule.conditions else { panic!("{id}") };
            let subject = change(files);
            let sight = Sight { subject: &subject, repository: &Repository::default(), past: &[] };
            assert_eq!(compiled.verdict(sight), expected, "{id} {files:?}");
        }
    }
}
