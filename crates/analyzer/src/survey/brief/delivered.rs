//! What a window delivered: tags, fixes, and fixes of what had only just come.

use std::collections::BTreeMap;

use git_coach_model::{
    Change, CommitId, Delivered, FileStatus, Kind, RepoPath, Role, Time, Window,
};

use crate::Error;
use crate::areas::refixes;
use crate::repo::Repo;

/// For how many days lines are young. Our own figure: two weeks, in which who wrote them still has
/// them in mind.
const YOUNG_DAYS: i64 = 14;

/// What the newest window delivered, of changes that come newest first.
pub(super) fn of(
    repo: &Repo,
    (tip, window): (CommitId, Window),
    changes: &[Change],
) -> Result<Delivered, Error> {
    let (fixes, follow_ups) = follow_ups(window, changes);
    Ok(Delivered {
        tags: repo.tags_within(tip, window)?,
        fixes,
        follow_ups,
        young_days: u32::try_from(YOUNG_DAYS).unwrap_or_default(),
    })
}

/// The fixes of a window, and how many of them rewrote young lines.
fn follow_ups(window: Window, changes: &[Change]) -> (u32, u32) {
    let since = window.from.days_before(YOUNG_DAYS).seconds;
    let mut young: BTreeMap<&RepoPath, BTreeMap<&str, Time>> = BTreeMap::new();
    let (mut fixes, mut follow_ups) = (0, 0);
    let within = |change: &&Change| (since..=window.until.seconds).contains(&change.time.seconds);
    for change in changes.iter().rev().filter(|change| !change.by_bot).filter(within) {
        let is_fix = refixes::is_fix(change) && change.time.seconds >= window.from.seconds;
        let mut follows = false;
        for file in change.files.iter().filter(|file| file.role == Role::Source) {
            if file.status == FileStatus::Deleted {
                young.remove(&file.path);
                continue;
            }
            if let Some(lines) = file.old_path.as_ref().and_then(|old| young.remove(old)) {
                young.insert(&file.path, lines);
            }
            let lines = young.entry(&file.path).or_default();
            follows |= is_fix && refixes::rewrites(file, lines, change.time, YOUNG_DAYS);
            if change.kind != Kind::Mechanical {
                let added = refixes::telling(file.added_lines.as_deref());
                lines.extend(added.map(|text| (text, change.time)));
            }
        }
        fixes += u32::from(is_fix);
        follow_ups += u32::from(follows);
    }
    (fixes, follow_ups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::brief::tests::{change, day, file};

    const LINE: &str = "let total = rates.of(year).round_half_to_even(cents);";

    /// Changes come oldest first; the window is that of the days from 10 to 20.
    fn check(mut changes: Vec<Change>, expected: (u32, u32)) {
        changes.reverse();
        let window = Window { from: day(10), until: day(20) };
        assert_eq!(follow_ups(window, &changes), expected);
    }

    fn brought(days: i64, path: &str) -> Change {
        change(days, Kind::Feature, vec![file(path, &[LINE], &[])])
    }

    fn fixed(days: i64, path: &str) -> Change {
        change(days, Kind::Fix, vec![file(path, &["let total = 0;"], &[LINE])])
    }

    #[test]
    fn a_fix_of_what_just_came_follows_it_up() {
        check(vec![brought(8, "src/a.rs"), fixed(12, "src/a.rs")], (1, 1));
        check(vec![brought(12, "src/a.rs"), fixed(12, "src/a.rs")], (1, 1));
        check(vec![brought(-8, "src/a.rs"), fixed(12, "src/a.rs")], (1, 0));
        check(vec![brought(8, "src/b.rs"), fixed(12, "src/a.rs")], (1, 0));
        check(vec![brought(1, "src/a.rs"), fixed(9, "src/a.rs")], (0, 0));
        check(vec![brought(8, "src/a.rs"), brought(9, "src/b.rs")], (0, 0));
    }

    #[test]
    fn a_file_keeps_its_young_lines_under_another_name() {
        let mut renamed = fixed(12, "src/b.rs");
        renamed.files[0].old_path = Some(RepoPath::from("src/a.rs"));
        check(vec![brought(8, "src/a.rs"), renamed], (1, 1));
    }
}
