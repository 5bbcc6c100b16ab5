//! Places of small made-up histories.

use git_coach_model::{CommitId, FileStatus, Kind, LineCount, Person, RoleSet, Time};

use super::*;
use crate::role::Roles;

const NOW: i64 = 1_700_000_000;

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), email: format!("{}@example.org", name.to_lowercase()) }
}

/// A commit so many days old, with its files as in `A src/a.rs +10 -0`, `R src/a.rs src/b.rs`.
fn commit(days: i64, author: &str, files: &[&str]) -> Outline {
    Outline {
        id: CommitId::new([1; 20]),
        parents: Vec::new(),
        author: person(author),
        author_time: Time::utc(NOW - days * 86_400),
        committer_time: Time::utc(NOW - days * 86_400),
        coauthors: Vec::new(),
        subject: String::new(),
        kind: Kind::Other,
        by_bot: false,
        unseen: false,
        renames_limited: false,
        files: files.iter().map(|text| change(text)).collect(),
    }
}

fn change(text: &str) -> FileChange {
    let (words, lines): (Vec<&str>, Vec<&str>) =
        text.split(' ').partition(|word| !word.starts_with(['+', '-']));
    let (status, path, old_path) = match words[..] {
        ["A", path] => (FileStatus::Added, path, None),
        ["M", path] => (FileStatus::Modified, path, None),
        ["D", path] => (FileStatus::Deleted, path, None),
        ["R", old, path] => (FileStatus::Renamed, path, Some(RepoPath::from(old))),
        _ => panic!("{text}"),
    };
    let count = |sign: char| {
        lines.iter().find_map(|word| word.strip_prefix(sign)?.parse().ok()).unwrap_or_default()
    };
    let (role, roles) = Roles::default().of(path, None);
    FileChange {
        path: RepoPath::from(path),
        old_path,
        status,
        role,
        roles,
        language: None,
        lines: LineCount::Counted { added: count('+'), deleted: count('-') },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: None,
        deleted_lines: None,
    }
}

/// The places of a tree of these files, each of a hundred lines, after commits newest first.
fn places(tree: &[&str], commits: &[Outline]) -> Places {
    let mut files: Vec<TreeFile> = tree
        .iter()
        .map(|path| {
            let (role, _) = Roles::default().of(path, None);
            TreeFile {
                path: RepoPath::from(*path),
                role,
                roles: RoleSet::default(),
                language: None,
                lines: Some(100),
            }
        })
        .collect();
    files.sort_by(|one, two| one.path.cmp(&two.path));
    let folders = areas::areas(&files, &[]);
    let mut places = Places::new(files, &folders, (CommitId::new([2; 20]), Time::utc(NOW)));
    commits.iter().for_each(|commit| places.take(commit));
    places
}

/// Each file with the names of its authors.
fn authors(places: &Places) -> Vec<(String, Vec<String>)> {
    let names = |people: Vec<Person>| people.into_iter().map(|person| person.name).collect();
    places
        .ownership()
        .into_iter()
        .map(|file| (file.path.to_string(), names(file.authors.unwrap_or_default())))
        .collect()
}

#[track_caller]
fn check_authors(tree: &[&str], commits: &[Outline], expected: &[(&str, &[&str])]) {
    let found = authors(&places(tree, commits));
    let found: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(path, names)| (path.as_str(), names.iter().map(String::as_str).collect()))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        expected.iter().map(|(path, names)| (*path, names.to_vec())).collect();
    assert_eq!(found, expected);
}

fn repeated(count: i64, make: impl Fn(i64) -> Outline) -> Vec<Outline> {
    (0..count).map(make).collect()
}

#[test]
fn whoever_added_a_file_is_its_author() {
    check_authors(
        &["src/a.rs"],
        &[
            commit(1, "Bo", &["M src/a.rs"]),
            commit(2, "Al", &["M src/a.rs"]),
            commit(3, "Al", &["M src/a.rs"]),
            commit(4, "Al", &["A src/a.rs"]),
        ],
        &[("src/a.rs", &["Al"])],
    );
}

#[test]
fn work_makes_an_author_too() {
    let mut commits = repeated(12, |day| commit(day, "Bo", &["M src/a.rs"]));
    commits.push(commit(20, "Al", &["A src/a.rs"]));
    check_authors(&["src/a.rs"], &commits, &[("src/a.rs", &["Bo"])]);
    commits.truncate(5);
    commits.push(commit(20, "Al", &["A src/a.rs"]));
    check_authors(&["src/a.rs"], &commits, &[("src/a.rs", &["Al", "Bo"])]);
}

#[test]
fn a_helper_is_an_author_and_a_program_is_none() {
    let mut together = commit(2, "Al", &["A src/a.rs"]);
    together.coauthors = vec![person("Bo")];
    let mut bumps = repeated(30, |_| commit(1, "bot", &["M src/a.rs"]));
    bumps.iter_mut().for_each(|commit| commit.by_bot = true);
    bumps.push(together);
    check_authors(&["src/a.rs"], &bumps, &[("src/a.rs", &["Al", "Bo"])]);
    let mut by_bot = commit(2, "bot", &["A src/b.rs"]);
    by_bot.by_bot = true;
    check_authors(&["src/b.rs"], &[by_bot], &[]);
}

#[test]
fn two_addresses_of_one_name_are_one_person() {
    let mut other = commit(1, "al  LEE", &["M src/a.rs"]);
    other.author.email = "home@example.org".to_owned();
    let commits = [other, commit(2, "Al Lee", &["A src/a.rs"])];
    let found = places(&["src/a.rs"], &commits).ownership();
    assert_eq!((found[0].people, found[0].authors.as_ref().map(Vec::len)), (1, Some(1)));
}

#[test]
fn work_is_followed_through_renames() {
    check_authors(
        &["src/new.rs", "src/old.rs"],
        &[
            commit(1, "Cy", &["A src/old.rs"]),
            commit(2, "Bo", &["R src/mid.rs src/new.rs"]),
            commit(3, "Bo", &["R src/old.rs src/mid.rs"]),
            commit(4, "Al", &["A src/old.rs"]),
        ],
        &[("src/new.rs", &["Al", "Bo"]), ("src/old.rs", &["Cy"])],
    );
}

#[test]
fn files_that_change_places_keep_their_authors() {
    check_authors(
        &["src/a.rs", "src/b.rs"],
        &[
            commit(1, "Cy", &["R src/b.rs src/a.rs", "R src/a.rs src/b.rs"]),
            commit(2, "Al", &["A src/a.rs"]),
            commit(3, "Bo", &["A src/b.rs"]),
        ],
        &[("src/a.rs", &["Bo", "Cy"]), ("src/b.rs", &["Al", "Cy"])],
    );
}

#[test]
fn a_file_added_in_two_branches_has_two_who_added_it() {
    check_authors(
        &["src/a.rs"],
        &[
            commit(1, "Bo", &["A src/a.rs"]),
            commit(2, "Cy", &["M src/a.rs"]),
            commit(3, "Al", &["A src/a.rs"]),
        ],
        &[("src/a.rs", &["Al", "Bo", "Cy"])],
    );
}

#[test]
fn what_is_gone_is_nobodys() {
    check_authors(
        &["src/a.rs"],
        &[commit(1, "Al", &["D src/b.rs", "A src/a.rs"]), commit(2, "Bo", &["A src/b.rs"])],
        &[("src/a.rs", &["Al"])],
    );
}

#[test]
fn a_history_that_is_cut_off_tells_no_authors() {
    let mut end = commit(2, "Al", &[]);
    end.unseen = true;
    let places = places(&["src/a.rs"], &[commit(1, "Bo", &["M src/a.rs"]), end]);
    assert_eq!(places.ownership()[0].authors, None);
    let factor = places.truck_factor();
    assert_eq!((factor.people, factor.who, factor.orphaned), (None, Vec::new(), 0));
    assert_eq!(places.areas()[0].authors, None);
}

#[track_caller]
fn check_factor(commits: &[Outline], expected: (u32, &[&str], u32, u32)) {
    let tree: BTreeSet<String> = commits
        .iter()
        .flat_map(|commit| &commit.files)
        .map(|file| file.path.as_str().to_owned())
        .collect();
    let tree: Vec<&str> = tree.iter().map(String::as_str).collect();
    let found = places(&tree, commits).truck_factor();
    let names: Vec<&str> = found.who.iter().map(|person| person.name.as_str()).collect();
    let (people, who, files, orphaned) = expected;
    assert_eq!((found.people, found.files, found.orphaned), (Some(people), files, orphaned));
    assert_eq!(names, who);
}

#[test]
fn people_go_until_more_than_half_is_orphaned() {
    let one = |path: &str, who: &str| commit(1, who, &[&format!("A {path}")]);
    check_factor(&[one("src/a.rs", "Al"), one("src/b.rs", "Bo")], (2, &["Al", "Bo"], 2, 2));
    let three = [one("src/a.rs", "Bo"), one("src/b.rs", "Bo"), one("src/c.rs", "Al")];
    check_factor(&three, (1, &["Bo"], 3, 2));
    let half = [
        one("src/a.rs", "Bo"),
        one("src/b.rs", "Bo"),
        one("src/c.rs", "Cy"),
        one("src/d.rs", "Al"),
    ];
    check_factor(&half, (2, &["Al", "Bo"], 4, 3));
}

#[test]
fn documents_and_copies_hang_on_nobody() {
    let commits = [
        commit(1, "Bo", &["A docs/a.md", "A docs/b.md", "A vendor/c.rs", "A Cargo.lock"]),
        commit(1, "Al", &["A src/a.rs", "A tests/a.rs"]),
    ];
    check_factor(&commits, (1, &["Al"], 2, 2));
}

#[test]
fn without_code_there_is_no_factor() {
    let places = places(&["README.md"], &[commit(1, "Al", &["A README.md"])]);
    assert_eq!(places.truck_factor().people, None);
}

fn pairs(places: &Places) -> Vec<(String, String, u32, u32, u32)> {
    let tell = |pair: Coupling| {
        let confidence = (pair.confidence(), pair.other_confidence());
        (pair.path.to_string(), pair.other.to_string(), pair.together, confidence.0, confidence.1)
    };
    places.coupling().into_iter().map(tell).collect()
}

#[test]
fn what_changes_together_five_times_is_told() {
    let tree = ["src/a.rs", "src/b.rs", "src/c.rs", "Cargo.lock"];
    let mut commits =
        repeated(5, |day| commit(day, "Al", &["M src/a.rs", "M src/b.rs", "M Cargo.lock"]));
    commits.extend(repeated(4, |day| commit(day, "Al", &["M src/a.rs", "M src/c.rs"])));
    let expected = vec![("src/a.rs".to_owned(), "src/b.rs".to_owned(), 5, 55, 100)];
    assert_eq!(pairs(&places(&tree, &commits)), expected);
    // A sweep says nothing, for nor against.
    let swept: Vec<String> = (0..31).map(|file| format!("M src/{file}.rs")).collect();
    let mut swept: Vec<&str> = swept.iter().map(String::as_str).collect();
    swept.extend(["M src/a.rs", "M src/c.rs"]);
    commits.extend(repeated(9, |day| commit(day, "Al", &swept)));
    assert_eq!(pairs(&places(&tree, &commits)), expected);
}

#[test]
fn a_frequent_file_does_not_go_with_everything() {
    let tree = ["src/a.rs", "src/b.rs"];
    let mut commits = repeated(5, |day| commit(day, "Al", &["M src/a.rs", "M src/b.rs"]));
    commits.extend(repeated(6, |day| commit(day, "Al", &["M src/a.rs"])));
    commits.extend(repeated(6, |day| commit(day, "Al", &["M src/b.rs"])));
    assert_eq!(pairs(&places(&tree, &commits)), []);
}

/// Ten quiet files, one that was rewritten lately, and a changelog that changes with everything.
fn a_hot_file(path: &str, days: i64) -> Vec<Hotspot> {
    let quiet: Vec<String> = (0..10).map(|file| format!("src/quiet{file}.rs")).collect();
    let mut tree: Vec<&str> = quiet.iter().map(String::as_str).collect();
    tree.extend([path, "CHANGELOG.md"]);
    let one = format!("M {path} +30 -20");
    let mut commits = repeated(6, |day| commit(days + day, "Al", &[&one, "M CHANGELOG.md +1 -0"]));
    commits[0].kind = Kind::Fix;
    let added: Vec<String> = tree.iter().map(|path| format!("A {path} +100 -0")).collect();
    let added: Vec<&str> = added.iter().map(String::as_str).collect();
    commits.push(commit(900, "Al", &added));
    let mut places = places(&tree, &[]);
    for file in &mut places.files {
        file.lines = Some(if file.path.as_str() == path { 200 } else { 100 });
    }
    commits.iter().for_each(|commit| places.take(commit));
    places.hotspots()
}

#[test]
fn a_large_file_that_is_rewritten_lately_is_hot() {
    let spots = a_hot_file("src/hot.rs", 1);
    assert_eq!(spots.len(), 1, "{spots:?}");
    let spot = &spots[0];
    assert_eq!((spot.path.as_str(), spot.lines, spot.churn), ("src/hot.rs", 200, 300));
    assert_eq!((spot.commits, spot.recent, spot.fixes), (7, 6, 1));
    assert_eq!((spot.churn_rank, spot.size_rank, spot.recency_rank), (90, 90, 90));
    assert_eq!((spot.heat(), spot.smaller, spot.source_files), (72, 10, 11));
    assert_eq!(a_hot_file("src/hot.rs", 300), [], "long ago");
}

#[test]
fn only_source_is_hot() {
    for path in ["Cargo.lock", "tests/hot.rs", "docs/hot.md", "vendor/hot.rs"] {
        assert_eq!(a_hot_file(path, 1), [], "{path}");
    }
}

#[test]
fn a_place_that_comes_back_again_and_again_is_contested() {
    let turns = |authors: &[&str], change: &str, days: i64| {
        let commits: Vec<Outline> =
            (0..12).map(|at| commit(days, authors[at % authors.len()], &[change])).collect();
        places(&["src/a.rs"], &commits).sums[0].turns.is_contested()
    };
    assert!(turns(&["Al", "Bo"], "M src/a.rs +5 -5", 1));
    assert!(!turns(&["Al", "Bo"], "M src/a.rs +5 -5", 400), "long ago");
    assert!(!turns(&["Al", "Bo"], "M src/a.rs +50 -5", 1), "it grows");
    assert!(!turns(&["Al", "Bo"], "M src/a.rs +5 -0", 1), "nothing is rewritten");
    assert!(!turns(&["Al"], "M src/a.rs +5 -5", 1), "one person");
    assert!(!turns(&["Al", "Bo", "Cy"], "M src/a.rs +5 -5", 1), "work goes round");
    let looked_after = ["Al", "Bo", "Al", "Cy", "Al", "Di"];
    assert!(!turns(&looked_after, "M src/a.rs +5 -5", 1), "one looks after it");
}

#[test]
fn an_area_counts_each_commit_once() {
    let mut fix = commit(1, "Bo", &["M src/a/one.rs +3 -1", "M src/a/two.rs +2 -2"]);
    fix.kind = Kind::Fix;
    let commits = [
        fix,
        commit(2, "Al", &["A src/a/one.rs +9 -0", "A src/a/two.rs +8 -0", "A src/a/notes.md +7"]),
        commit(3, "Cy", &["A src/b/one.rs +6 -0", "A src/b/gone.rs +5 -0"]),
    ];
    let tree = ["src/a/one.rs", "src/a/two.rs", "src/a/notes.md", "src/b/one.rs"];
    let areas = places(&tree, &commits).areas();
    let found: Vec<_> = areas
        .iter()
        .map(|area| (area.path.as_str(), area.files, area.commits, area.fixes, area.added))
        .collect();
    assert_eq!(found, [("src/a", 2, 2, 1, Some(22)), ("src/b", 1, 1, 0, Some(6))]);
    let people: Vec<_> =
        areas.iter().map(|area| (area.deleted, area.people, area.authors)).collect();
    assert_eq!(people, [(Some(3), 2, Some(2)), (Some(0), 1, Some(1))]);
    assert_eq!(areas[0].last_change, Some(Time::utc(NOW - 86_400)));
}

#[test]
fn lines_that_cannot_be_seen_are_not_guessed() {
    let mut hidden = commit(1, "Al", &["M src/a/one.rs", "A src/b/one.rs +4"]);
    hidden.files[0].lines = LineCount::Unseen;
    let areas = places(&["src/a/one.rs", "src/b/one.rs"], &[hidden]).areas();
    assert_eq!((areas[0].added, areas[1].added), (None, Some(4)));
}

#[test]
fn what_is_usual_is_told_by_ordinary_commits() {
    let mut release = commit(1, "Al", &["M src/a.rs +900 -0"]);
    release.kind = Kind::Release;
    let commits = [
        release,
        commit(2, "Al", &["M src/a.rs +10 -5", "M Cargo.lock +700 -0"]),
        commit(3, "Al", &["M src/a.rs +1 -0"]),
        commit(3, "Al", &[]),
    ];
    let found = places(&["src/a.rs"], &commits).percentiles();
    let values: Vec<_> = found.iter().map(|row| (row.measure, row.commits, row.values)).collect();
    let some = |values: [u64; 5]| values.map(Some);
    assert_eq!(
        values,
        [("files", 2, some([1, 1, 2, 2, 2])), ("lines", 2, some([1, 1, 15, 15, 15]))]
    );
}

#[test]
fn a_file_without_authors_is_orphaned_from_the_start() {
    // Added by nobody who is known, changed by many and by none of them much.
    let many = ["Al", "Bo", "Cy", "Di", "Ed"];
    let mut commits: Vec<Outline> =
        many.iter().map(|who| commit(1, who, &["M src/a.rs", "M src/b.rs"])).collect();
    commits.push(commit(2, "Fi", &["A src/c.rs"]));
    check_factor(&commits, (0, &[], 3, 2));
}
