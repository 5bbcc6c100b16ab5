//! Fixes that rewrite what an earlier fix had written: places where a fix did not hold, or did not
//! reach far enough.

use std::collections::BTreeMap;

use git_coach_model::{
    Change, ChangedLine, FileChange, FileStatus, Kind, Person, RepoPath, Role, Time,
};

use super::area_of;

/// How many characters of an earlier fix have to be rewritten, so that a stray brace or a common
/// `return` proves nothing.
const LEAST_TEXT: usize = 40;
/// For how many days a fix is young: what is rewritten later had held for a while.
const YOUNG_DAYS: i64 = 60;
const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;
/// Above this many files a fix says little about any of them.
const SWEEP: usize = 20;

/// What fixes did in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Refixes {
    /// How many fixes touched it.
    pub(super) fixes: u32,
    /// How many of them rewrote lines of a young fix.
    pub(super) again: u32,
    /// The most fixes in a row of which each rewrote lines of the one before.
    pub(super) chain: u32,
}

/// The file of each area in which most fixes rewrote lines of a young fix, with what they did.
pub(super) fn by_area<'a>(
    folders: &'a [RepoPath],
    changes: &[Change],
) -> BTreeMap<&'a RepoPath, (RepoPath, Refixes)> {
    let mut most: BTreeMap<&RepoPath, (RepoPath, Refixes)> = BTreeMap::new();
    for (path, refixes) in by_file(changes) {
        let Some(area) = area_of(folders, path) else {
            continue;
        };
        // Files come by path: of equals the first stays.
        let best = most.get(area).map_or(0, |(_, best)| best.again);
        if refixes.again > best {
            most.insert(area, (path.clone(), refixes));
        }
    }
    most
}

/// The fix that added a line.
#[derive(Clone, Copy)]
struct Fixed<'a> {
    time: Time,
    authors: &'a [Person],
    /// How many fixes in a row it ended.
    chain: u32,
}

impl Fixed<'_> {
    /// Whether it had not held for long when other work took its lines; what the same people sent in
    /// pieces on one day is one fix.
    fn is_young(&self, now: Time, authors: &[Person]) -> bool {
        let is_the_same =
            self.authors == authors && now.seconds.abs_diff(self.time.seconds) < SECONDS_OF_A_DAY;
        now.days_since(self.time) <= YOUNG_DAYS && !is_the_same
    }
}

#[derive(Default)]
struct Place<'a> {
    /// What fixes added, by the last of them that did.
    fixed: BTreeMap<&'a str, Fixed<'a>>,
    refixes: Refixes,
}

/// Of changes that come newest first.
fn by_file(changes: &[Change]) -> BTreeMap<&RepoPath, Refixes> {
    let mut places: BTreeMap<&RepoPath, Place<'_>> = BTreeMap::new();
    for change in changes.iter().rev().filter(|change| !change.by_bot) {
        // What was taken back and comes again is the fix that it was before.
        let is_back = change.around.brings_back == Some(true);
        for file in change.files.iter().filter(|file| file.role == Role::Source) {
            if file.status == FileStatus::Deleted {
                places.remove(&file.path);
                continue;
            }
            if let Some(place) = file.old_path.as_ref().and_then(|old| places.remove(old)) {
                places.insert(&file.path, place);
            }
            if is_fix(change) && !is_back {
                places.entry(&file.path).or_default().take(file, change);
            }
        }
    }
    places.into_iter().map(|(path, place)| (path, place.refixes)).collect()
}

/// Whether a change is a fix that says something about its files: no sweep.
pub(crate) fn is_fix(change: &Change) -> bool {
    change.kind == Kind::Fix && change.files.len() <= SWEEP
}

/// Whether enough goes of lines that came, each at its time, at most so many days before.
pub(crate) fn rewrites(
    file: &FileChange,
    came: &BTreeMap<&str, Time>,
    now: Time,
    young_days: i64,
) -> bool {
    lost(file, came, |then| now.days_since(*then) <= young_days).is_some()
}

impl<'a> Place<'a> {
    fn take(&mut self, file: &'a FileChange, change: &'a Change) {
        let before = rewritten(file, &self.fixed, change);
        let chain = before.map_or(1, |before| before + 1);
        self.refixes.fixes += 1;
        self.refixes.again += u32::from(before.is_some());
        self.refixes.chain = self.refixes.chain.max(chain);
        let added = telling(file.added_lines.as_deref());
        let fixed = Fixed { time: change.time, authors: &change.authors, chain };
        self.fixed.extend(added.map(|text| (text, fixed)));
    }
}

/// How many fixes in a row ended with the lines of a young fix that a file loses; none where it
/// loses too few.
fn rewritten(file: &FileChange, fixed: &BTreeMap<&str, Fixed<'_>>, change: &Change) -> Option<u32> {
    let young = lost(file, fixed, |then| then.is_young(change.time, &change.authors))?;
    young.into_iter().map(|then| then.chain).max()
}

/// What is known of the young lines that a file loses; none where these are too little to tell.
fn lost<'m, T>(
    file: &FileChange,
    came: &'m BTreeMap<&str, T>,
    is_young: impl Fn(&T) -> bool,
) -> Option<Vec<&'m T>> {
    let lines: BTreeMap<&str, &T> = telling(file.deleted_lines.as_deref())
        .filter_map(|text| Some((text, came.get(text).filter(|known| is_young(known))?)))
        .collect();
    let length: usize = lines.keys().map(|text| text.chars().count()).sum();
    (length >= LEAST_TEXT).then(|| lines.into_values().collect())
}

/// The lines that say something of their own: code that is not moved, nor what is used from
/// elsewhere.
pub(crate) fn telling(lines: Option<&[ChangedLine]>) -> impl Iterator<Item = &str> {
    const FRAME: [&str; 8] =
        ["use ", "pub use ", "import ", "from ", "#include", "using ", "package ", "export {"];
    lines
        .unwrap_or_default()
        .iter()
        .filter(|line| !line.moved && !line.in_test)
        .map(|line| line.text.trim())
        .filter(|text| text.chars().filter(|letter| letter.is_alphanumeric()).count() >= 10)
        .filter(|text| !FRAME.iter().any(|start| text.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use git_coach_model::{ChangeId, CommitId, LineCount, RoleSet};

    use super::*;

    fn lines(texts: &[&str]) -> Option<Vec<ChangedLine>> {
        let line = |text: &&str| ChangedLine {
            number: 1,
            text: (*text).into(),
            in_test: false,
            moved: false,
            runs: Box::default(),
        };
        Some(texts.iter().map(line).collect())
    }

    fn fix(day: i64, path: &str, old: Option<&str>, added: &[&str], deleted: &[&str]) -> Change {
        let file = FileChange {
            path: path.into(),
            old_path: old.map(RepoPath::from),
            status: FileStatus::Modified,
            role: Role::Source,
            roles: RoleSet::default(),
            language: None,
            lines: LineCount::Unseen,
            test_added: 0,
            test_deleted: 0,
            code_added: None,
            added_lines: lines(added),
            deleted_lines: lines(deleted),
        };
        Change {
            id: ChangeId::Commit(CommitId::new([0; 20])),
            title: String::new(),
            message: None,
            kind: Kind::Fix,
            time: Time::utc(day * 86_400),
            authors: Vec::new(),
            by_bot: false,
            commits: Vec::new(),
            files: vec![file],
            dependencies: None,
            pipelines: None,
            inspection: git_coach_model::Inspection::default(),
            tail: None,
            is_first_work: None,
            around: git_coach_model::Around::default(),
        }
    }

    const GUARD: &str = "if (pending && !mounted) { return later(node, container) }";

    /// `changes` come oldest first.
    fn check(mut changes: Vec<Change>, expected: Option<(&str, u32)>) {
        changes.reverse();
        let folders = [RepoPath::from("src")];
        let found = by_area(&folders, &changes).remove(&folders[0]);
        let found = found.as_ref().map(|(path, found)| (path.as_str(), found.again));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_fix_of_a_young_fix_counts() {
        let first = fix(0, "src/a.ts", None, &[GUARD], &[]);
        let young = fix(10, "src/a.ts", None, &[], &[GUARD]);
        check(vec![first.clone(), young], Some(("src/a.ts", 1)));
        let old = fix(90, "src/a.ts", None, &[], &[GUARD]);
        check(vec![first.clone(), old], None);
        let elsewhere = fix(10, "src/b.ts", None, &[], &[GUARD]);
        check(vec![first.clone(), elsewhere], None);
        let renamed = fix(10, "src/b.ts", Some("src/a.ts"), &[], &[GUARD]);
        check(vec![first.clone(), renamed], Some(("src/b.ts", 1)));
        let work = Change { kind: Kind::Other, ..fix(10, "src/a.ts", None, &[], &[GUARD]) };
        check(vec![first, work], None);
    }

    #[test]
    fn fixes_in_a_row_make_a_chain() {
        const LATER: &str = "if (pending && !mounted && !closed) { return later(node) }";
        let folders = [RepoPath::from("src")];
        let found = |mut changes: Vec<Change>| {
            changes.reverse();
            by_area(&folders, &changes).remove(&folders[0]).map(|(_, found)| found)
        };
        let one = fix(0, "src/a.ts", None, &[GUARD], &[]);
        let two = fix(9, "src/a.ts", None, &[LATER], &[GUARD]);
        let three = fix(19, "src/a.ts", None, &[], &[LATER]);
        let other = fix(20, "src/a.ts", None, &["let unrelated = of_all(the, others)"], &[]);
        assert_eq!(
            found(vec![one.clone(), two.clone(), three, other]),
            Some(Refixes { fixes: 4, again: 2, chain: 3 })
        );
        let back = git_coach_model::Around {
            brings_back: Some(true),
            ..git_coach_model::Around::default()
        };
        let again = Change { around: back, ..two.clone() };
        assert_eq!(found(vec![one, two, again]), Some(Refixes { fixes: 2, again: 1, chain: 2 }));
    }

    #[test]
    fn common_lines_prove_nothing() {
        for line in
            ["return undefined as never", "}", "import { queuePostRenderEffect } from './renderer'"]
        {
            let first = fix(0, "src/a.ts", None, &[line], &[]);
            check(vec![first, fix(10, "src/a.ts", None, &[], &[line])], None);
        }
    }
}
