//! The tests of which lines count.

use git_coach_model::{FileStatus, LineCount};

use super::*;

/// A file's line: its number, its text, and whether all of it is a comment.
type Line<'a> = (u32, &'a str, bool);

fn lines(of: &[Line<'_>]) -> Option<Vec<ChangedLine>> {
    let line = |(number, text, comment): &Line<'_>| ChangedLine {
        number: *number,
        text: (*text).into(),
        in_test: false,
        moved: false,
        runs: if *comment { [(0, LinePlace::Comment)].into() } else { Box::default() },
    };
    Some(of.iter().map(line).collect())
}

fn file(role: Role, added: &[Line<'_>], deleted: &[Line<'_>]) -> FileChange {
    FileChange {
        path: "src/a".into(),
        old_path: None,
        status: FileStatus::Modified,
        role,
        roles: RoleSet::default(),
        language: None,
        lines: LineCount::Unseen,
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: lines(added),
        deleted_lines: lines(deleted),
    }
}

fn test() -> LineTest {
    let set = |texts: &[&str]| Expressions::known(texts.iter().map(ToString::to_string).collect());
    LineTest {
        side: Side::Added,
        pattern: Pattern { matches: set(&["skip"]), unless: set(&["because"]) },
        place: None,
        roles: None,
        paths: None,
        outside: None,
        at_least: 1,
        secret: false,
        unless_above: false,
        unless_beside: Expressions::default(),
        unless_below: false,
        net: false,
    }
}

fn evidence(test: &LineTest, file: FileChange) -> Vec<Evidence> {
    let mut found = Vec::new();
    test.evidence(&[file], &mut found);
    found
}

#[test]
fn a_moved_line_is_not_new() {
    let mut moved = file(Role::Source, &[(1, "skip", false)], &[]);
    assert_eq!(test().holds(std::slice::from_ref(&moved)), Ternary::Yes);
    moved.added_lines.as_mut().unwrap()[0].moved = true;
    assert_eq!(test().holds(&[moved]), Ternary::No);
}

#[test]
fn a_comment_right_above_excuses_where_it_may() {
    let excused = [(3, "// because of this", true), (4, "// and that", true), (5, "skip", false)];
    let marked = [(2, "// because of this", true), (3, "// and that", true), (5, "skip", false)];
    let apart = [(1, "// because of this", true), (5, "skip", false)];
    let broken = [(1, "// because of this", true), (3, "// and that", true), (5, "skip", false)];
    let code = [(4, "because()", false), (5, "skip", false)];
    let above = LineTest { unless_above: true, ..test() };
    let all = [(&excused[..], 0), (&marked, 0), (&apart, 1), (&broken, 1), (&code, 1)];
    for (lines, found) in all {
        assert_eq!(evidence(&above, file(Role::Source, lines, &[])).len(), found, "{lines:?}");
        assert_eq!(evidence(&test(), file(Role::Source, lines, &[])).len(), 1, "{lines:?}");
    }
}

#[test]
fn the_rest_of_a_comment_excuses_where_it_may() {
    let goes_on = [(1, "// skip", true), (2, "// and that", true), (3, "// because", true)];
    let ends = [(1, "// skip", true), (2, "because()", false)];
    let apart = [(1, "// skip", true), (3, "// because", true)];
    let another = [(1, "// skip", true), (2, "// skip too, because", true)];
    let below = LineTest { unless_below: true, ..test() };
    for (lines, found) in [(&goes_on[..], 0), (&ends, 1), (&apart, 1), (&another, 1)] {
        assert_eq!(evidence(&below, file(Role::Source, lines, &[])).len(), found, "{lines:?}");
    }
}

#[test]
fn one_for_another_is_outweighed() {
    let (one, two) =
        (&[(1, "skip a", false)][..], &[(1, "skip a", false), (2, "skip b", false)][..]);
    let net = LineTest { net: true, ..test() };
    assert_eq!(net.holds(&[file(Role::Source, one, &[(1, "skip b", false)])]), Ternary::No);
    assert_eq!(net.holds(&[file(Role::Source, two, one)]), Ternary::Yes);
    assert_eq!(test().holds(&[file(Role::Source, one, one)]), Ternary::Yes);
}

#[test]
fn a_secret_is_not_repeated() {
    let secret = LineTest { secret: true, ..test() };
    let lines = &[(1, "skip", false)];
    assert_eq!(evidence(&secret, file(Role::Source, lines, &[]))[0].text, None);
    assert!(evidence(&test(), file(Role::Source, lines, &[]))[0].text.is_some());
}

#[test]
fn only_what_people_write_can_be_missed() {
    let all =
        LineTest { roles: Some(RoleSet::default().with(Role::Asset).with(Role::Source)), ..test() };
    let unread = |role| FileChange { added_lines: None, ..file(role, &[], &[]) };
    assert_eq!(all.holds(&[unread(Role::Asset)]), Ternary::No);
    assert_eq!(all.holds(&[unread(Role::Source)]), Ternary::Undecided);
}
