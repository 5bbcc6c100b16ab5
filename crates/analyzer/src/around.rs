//! What the changes around a change tell of it: what was often changed without a test, what comes
//! back after a revert, and what a release tells.

use std::collections::HashMap;
use std::sync::LazyLock;

use git_coach_model::{
    Around, Change, ChangeId, Evidence, FileChange, FileStatus, Kind, RepoPath, Role,
};
use regex::Regex;

use crate::changelog;
use crate::pattern::literal;

/// How many changes before one are looked at; a review reads no more.
const PAST: usize = 200;
/// Under how many there is no telling what is old.
const LEAST: usize = 20;
/// From how many changes of the past on a place is changed often. Our own figure.
const OFTEN: usize = 5;
/// How many changes after a release may be its notes; teams write them right after it, too.
const SOON: usize = 3;
const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;
/// Within how many seconds commits are made one after the other by a program alone.
const ONE_MOMENT: i64 = 2;
/// Shorter titles come back by chance.
const TELLING: usize = 15;

/// What is run by hand, or read rather than run: seldom worth a test.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?i)(^|/)(scripts?|tools?|bin|hack|contrib|support|examples?|demos?|samples?|bench(mark)?s?|docs?|ci|\.\w+)/|\.(sh|bash|ps1|bat)$|(^|/)setup\.py$",
    )
});
static BACK: LazyLock<Regex> =
    LazyLock::new(|| literal(r#"(?i)^(re-?(apply|land)(ed|s)? "|revert "revert ")"#));
static REVERTED: LazyLock<Regex> = LazyLock::new(|| literal(r#"(?i)^revert(?:ed|s)? "(.+)""#));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| literal(r"(\s*\([#!]\d+\))+\s*$"));

/// Completes changes, newest first along the main line, by what those before them tell.
pub(crate) fn settle(changes: &mut [Change]) {
    let logs: Vec<u32> = changes.iter().map(change_logs).collect();
    let found: Vec<Around> = {
        let past = Past::of(changes);
        (0..changes.len())
            .map(|at| {
                let release = release(changes, &logs, at);
                Around {
                    change_logs: Some(logs[at]),
                    untested_places: past.untested(changes, at),
                    landed_with: Some(landed_with(changes, at)),
                    brings_back: Some(past.brings_back(changes, at)),
                    release_changes: release.map(|(changes, ..)| changes),
                    release_notes: release.map(|(_, notes, _)| notes),
                    told_before: release.map(|(.., before)| before),
                }
            })
            .collect()
    };
    for (change, around) in changes.iter_mut().zip(found) {
        change.around = around;
    }
}

/// How many of the changes right beside one are single commits, as it is, made in the same moment.
fn landed_with(changes: &[Change], at: usize) -> u32 {
    let is_single = |change: &Change| {
        change.commits.iter().any(|commit| change.id == ChangeId::Commit(commit.id))
    };
    let landed = |one: &Change, other: &Change| {
        is_single(one)
            && is_single(other)
            && (one.time.seconds - other.time.seconds).abs() <= ONE_MOMENT
    };
    let after = at.checked_sub(1).is_some_and(|next| landed(&changes[next], &changes[at]));
    let before = changes.get(at + 1).is_some_and(|last| landed(last, &changes[at]));
    u32::from(after) + u32::from(before)
}

/// Whether a change is of the sort that users are told of: it adds or mends something in source.
pub(crate) fn is_worth_telling(change: &Change) -> bool {
    matches!(change.kind, Kind::Feature | Kind::Fix)
        && change.files.iter().any(|file| {
            file.role == Role::Source && file.added().is_some_and(|added| added > file.test_added)
        })
}

/// How many change logs it adds to; a log that is merely laid out anew or goes tells nothing.
pub(crate) fn change_logs(change: &Change) -> u32 {
    if change.kind == Kind::Mechanical {
        return 0;
    }
    // What comes from elsewhere tells of elsewhere; a log that a tool writes lies at the top.
    let is_own = |file: &&FileChange| match file.role {
        Role::Vendored => false,
        Role::Generated => file.path.folder().is_empty(),
        _ => true,
    };
    let grows = |file: &&FileChange| file.added() != Some(0);
    let touched = change.files.iter().filter(is_own).filter(grows);
    let touched = touched.filter(|file| changelog::is(&file.path));
    u32::try_from(touched.count()).unwrap_or(u32::MAX)
}

/// What a list of changes says, by path and by title; each with where in the list it stands.
struct Past<'a> {
    touches: HashMap<&'a RepoPath, Vec<Touch>>,
    reverted: HashMap<&'a str, Vec<usize>>,
}

struct Touch {
    at: usize,
    with_test: bool,
    came_then: bool,
}

impl<'a> Past<'a> {
    fn of(changes: &'a [Change]) -> Self {
        let mut touches: HashMap<&RepoPath, Vec<Touch>> = HashMap::new();
        let mut reverted: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            if let Some(title) = REVERTED.captures(&change.title).and_then(|found| found.get(1)) {
                reverted.entry(without_number(title.as_str())).or_default().push(at);
            }
            if change.by_bot {
                continue;
            }
            let with_test = brings_test(change);
            for file in change.files.iter().filter(|file| file.role == Role::Source) {
                let came_then = matches!(file.status, FileStatus::Added | FileStatus::Renamed);
                let touch = Touch { at, with_test, came_then };
                touches.entry(&file.path).or_default().push(touch);
            }
        }
        Self { touches, reverted }
    }

    /// Files of source that were often changed before and never with a test.
    fn untested(&self, changes: &[Change], at: usize) -> Option<Vec<Evidence>> {
        let touched = changes[at].files.iter().filter(|file| {
            file.role == Role::Source
                && file.status == FileStatus::Modified
                && !ASIDE.is_match(file.path.as_str())
                && file.added().is_some_and(|added| added > file.test_added)
        });
        let past = at + 1..=at + PAST;
        let mut places = Vec::new();
        for file in touched {
            if changes.len() - at <= LEAST {
                return None;
            }
            let all = self.touches.get(&file.path).map_or(&[][..], Vec::as_slice);
            let mut before = all.iter().filter(|touch| past.contains(&touch.at)).peekable();
            if before.peek().is_none() {
                continue;
            }
            let before: Vec<&Touch> = before.collect();
            let tested = before.iter().any(|touch| touch.with_test || touch.came_then);
            if before.len() >= OFTEN && !tested {
                places.push(Evidence { path: file.path.clone(), line: None, text: None });
            }
        }
        Some(places)
    }

    fn brings_back(&self, changes: &[Change], at: usize) -> bool {
        let title = without_number(&changes[at].title);
        let past = at + 1..=at + PAST;
        let was_reverted = || {
            let times = self.reverted.get(title).map_or(&[][..], Vec::as_slice);
            title.chars().count() >= TELLING && times.iter().any(|time| past.contains(time))
        };
        BACK.is_match(title) || was_reverted()
    }
}

fn without_number(title: &str) -> &str {
    let end = NUMBER.find(title).map_or(title.len(), |number| number.start());
    title[..end].trim()
}

fn brings_test(change: &Change) -> bool {
    change.files.iter().any(|file| {
        matches!(file.role, Role::Test | Role::Fixture) || file.test_added + file.test_deleted > 0
    })
}

/// Of a release: the changes of source since the one before, the touched change logs since and right
/// after, and those before. None where the one before is too far back.
fn release(changes: &[Change], logs: &[u32], at: usize) -> Option<(u32, u32, u32)> {
    if changes[at].kind != Kind::Release {
        return None;
    }
    let last = changes.len().min(at + 1 + PAST);
    let before = (at + 1..last).find(|other| changes[*other].kind == Kind::Release)?;
    let of_source = |change: &&Change| {
        !change.by_bot && change.files.iter().any(|file| file.role == Role::Source)
    };
    let work = changes[at + 1..before].iter().filter(of_source).count();
    let told = |logs: &[u32]| {
        u32::try_from(logs.iter().filter(|logs| **logs > 0).count()).unwrap_or(u32::MAX)
    };
    let until = changes.len().min(before + PAST);
    let work = u32::try_from(work).unwrap_or(u32::MAX);
    let after = notes_after(changes, at);
    Some((work, told(&logs[after..before]), told(&logs[before..until])))
}

/// Where the changes begin that may still write down what a release brings: the next few, and those
/// of a day, but none from the next release on.
fn notes_after(changes: &[Change], at: usize) -> usize {
    let released = changes[at].time.seconds;
    let is_soon = |one: &usize| {
        at - one <= SOON || (changes[*one].time.seconds - released).abs() <= SECONDS_OF_A_DAY
    };
    let after = (0..at).rev().take_while(|one| changes[*one].kind != Kind::Release);
    after.take_while(is_soon).last().unwrap_or(at)
}

#[cfg(test)]
mod tests;
