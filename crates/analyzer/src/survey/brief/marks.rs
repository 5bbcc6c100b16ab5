//! Marks of work left for later that came and went: debt opened and paid.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use git_coach_model::{
    Change, ChangedLine, FileChange, FileStatus, Kind, LinePlace, Marks, RepoPath, Role,
};
use regex::Regex;

use crate::areas;
use crate::pattern::literal;

/// What people write beside work that is left for later.
static MARK: LazyLock<Regex> = LazyLock::new(|| literal(r"\b(TODO|FIXME|XXX|HACK)\b"));

/// The marks of one window's changes.
pub(super) fn of(changes: &[Change]) -> Marks {
    changes.iter().filter(|change| counts(change)).map(of_change).fold(
        Marks::default(),
        |sum, one| Marks { opened: sum.opened + one.opened, paid: sum.paid + one.paid },
    )
}

/// The areas that marks came into, most of all first.
pub(super) fn by_area(folders: &[RepoPath], changes: &[Change]) -> Vec<(RepoPath, u32)> {
    let mut areas: BTreeMap<&RepoPath, u32> = BTreeMap::new();
    for change in changes.iter().filter(|change| counts(change)) {
        for area in net(change).0.into_iter().filter_map(|path| areas::area_of(folders, path)) {
            *areas.entry(area).or_default() += 1;
        }
    }
    let mut areas: Vec<(RepoPath, u32)> =
        areas.into_iter().map(|(area, count)| (area.clone(), count)).collect();
    areas.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    areas
}

/// What a revert brings or takes was somebody's decision before, and a sweep decides nothing.
fn counts(change: &Change) -> bool {
    !change.by_bot && !matches!(change.kind, Kind::Revert | Kind::Merge | Kind::Mechanical)
}

fn of_change(change: &Change) -> Marks {
    let (opened, paid) = net(change);
    let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Marks { opened: counted(opened.len()), paid: counted(paid) }
}

/// Where a change brings marks, each by its file, and how many it takes out; one that goes from one
/// place to another is neither.
fn net(change: &Change) -> (Vec<&RepoPath>, usize) {
    let mut gone: BTreeMap<&str, Gone> = BTreeMap::new();
    for file in change.files.iter().filter(|file| is_read(file)) {
        for text in marked(file.deleted_lines.as_deref()) {
            let gone = gone.entry(text).or_default();
            gone.all += 1;
            gone.from_what_stays += usize::from(file.status != FileStatus::Deleted);
        }
    }
    let mut come = Vec::new();
    for file in change.files.iter().filter(|file| is_read(file)) {
        for text in marked(file.added_lines.as_deref()) {
            match gone.get_mut(text).filter(|gone| gone.all > 0) {
                Some(gone) => gone.all -= 1,
                None => come.push(&file.path),
            }
        }
    }
    (come, gone.into_values().map(|gone| gone.all.min(gone.from_what_stays)).sum())
}

/// How often a mark goes, and how often from a file that stays.
#[derive(Default)]
struct Gone {
    all: usize,
    from_what_stays: usize,
}

fn is_read(file: &FileChange) -> bool {
    matches!(
        file.role,
        Role::Source | Role::Test | Role::Build | Role::Ci | Role::Infrastructure | Role::Migration
    )
}

fn marked(lines: Option<&[ChangedLine]>) -> impl Iterator<Item = &str> {
    lines
        .unwrap_or_default()
        .iter()
        .filter(|line| !line.moved)
        .filter(|line| line.parts(LinePlace::Comment).any(|comment| MARK.is_match(comment)))
        .map(|line| line.text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::brief::tests::{change, file};

    fn check(files: Vec<FileChange>, opened: u32, paid: u32) {
        assert_eq!(of(&[change(0, Kind::Feature, files)]), Marks { opened, paid });
    }

    #[test]
    fn marks_come_and_go() {
        check(vec![file("src/a.rs", &["// TODO: round", "let a = 1; // FIXME"], &[])], 2, 0);
        check(vec![file("src/a.rs", &["let a = 1;"], &["// TODO: round", "// HACK"])], 0, 2);
        check(vec![file("src/a.rs", &["// XXX"], &["// TODO: round"])], 1, 1);
    }

    #[test]
    fn what_moves_is_neither() {
        let there = file("src/a.rs", &[], &["    // TODO: round"]);
        check(vec![there.clone(), file("src/b.rs", &["// TODO: round"], &[])], 0, 0);
        check(vec![there.clone(), file("src/b.rs", &["// TODO: round"; 3], &[])], 2, 0);
        let gone = FileChange { status: FileStatus::Deleted, ..there };
        check(vec![gone], 0, 0);
    }

    #[test]
    fn only_comments_of_what_is_written_here_count() {
        check(vec![file("src/a.rs", &["let a = TODO;"], &[])], 0, 0);
        check(vec![FileChange { role: Role::Vendored, ..file("v/a.rs", &["// TODO"], &[]) }], 0, 0);
        let undone = change(0, Kind::Revert, vec![file("src/a.rs", &["// TODO"], &[])]);
        assert_eq!(of(&[undone]), Marks::default());
    }

    #[test]
    fn marks_belong_to_areas() {
        let folders = [RepoPath::from("src"), RepoPath::from("web")];
        let files = vec![file("web/a.rs", &["// TODO a", "// TODO b"], &[])];
        let other = vec![file("src/a.rs", &["// TODO c"], &[]), file("x.rs", &["// TODO d"], &[])];
        let changes = [change(0, Kind::Fix, files), change(1, Kind::Fix, other)];
        let found = by_area(&folders, &changes);
        assert_eq!(found, [(folders[1].clone(), 2), (folders[0].clone(), 1)]);
    }
}
