//! Whatever a commit may hold, every job reads it.

use serde_json::Value;
use support::{ANNA, BORIS, BOT, CHEN, Commit, Identity, Repo, binary, coach, lines, lines_of};

use crate::rows::Rows;

const JOBS: &[&[&str]] =
    &[&["brief"], &["brief", "--format", "json"], &["review", "HEAD", "--format", "json"]];

const FACTS: &[&str] = &["commits", "changes", "files", "lines", "verdicts"];

/// Runs every job and every kind of facts; all succeed without a word on standard error.
#[track_caller]
fn all_work(repo: &Repo) {
    for args in JOBS {
        let printed = coach!(repo, *args).ok();
        if args.contains(&"json") {
            serde_json::from_str::<Value>(&printed).unwrap();
        }
    }
    for kind in FACTS {
        Rows::as_csv(repo, &[kind]);
    }
}

/// As [`all_work`], with notes for one of the people.
#[track_caller]
fn all_work_with_notes(repo: &Repo, who: &str) {
    all_work(repo);
    coach!(repo, ["notes", "--person", who]).ok();
}

#[test]
fn a_single_root_commit() {
    let repo = Repo::new().commit(Commit::new("Start").file("src/a.rs", lines(30)));
    all_work_with_notes(&repo, "anna");
    let brief = coach!(repo, ["brief"]).ok();
    assert!(brief.contains("1 change by 1 person"), "{brief}");
}

#[test]
fn an_empty_commit() {
    let repo = Repo::new().commit("Start").commit("Still nothing");
    all_work_with_notes(&repo, "anna");
    assert_eq!(Rows::of(&repo, &["lines"]).rows.len(), 0);
    assert_eq!(Rows::of(&repo, &["files"]).rows.len(), 0);
}

#[test]
fn submodules_links_and_modes() {
    let id = "0123456789012345678901234567890123456789";
    let repo = Repo::new()
        .commit(
            Commit::new("Add")
                .file("run", "1\n")
                .symlink("link", "run")
                .submodule("vendor/lib", id),
        )
        .commit(Commit::new("Let it run").make_executable("run"))
        .commit(Commit::new("Point elsewhere").symlink("link", "nowhere/else"))
        .commit(Commit::new("A link no more").file("link", lines(3)))
        .commit(Commit::new("Move on").submodule("vendor/lib", &id.replace('0', "a")))
        .commit(Commit::new("Drop it").remove("vendor/lib"));
    all_work_with_notes(&repo, "anna");
    let expected = repo.git(["log", "--format=%H", "--numstat", "-M"]);
    let counted = expected.lines().filter(|line| line.contains('\t')).count();
    assert_eq!(Rows::of(&repo, &["lines"]).rows.len(), counted, "{expected}");
}

#[test]
fn binary_files() {
    let repo = Repo::new()
        .commit(Commit::new("Add").file("logo.png", binary(1, 900)).file("a.bin", [0, 1, 2]))
        .commit(Commit::new("Redraw").file("logo.png", binary(2, 900)))
        .commit(Commit::new("Now it is text").file("a.bin", "text\n"));
    all_work_with_notes(&repo, "anna");
    let rows = Rows::of(&repo, &["lines"]);
    assert!(rows.pick(&["added", "deleted"]).iter().all(|row| row == &["", ""]), "{rows:?}");
}

#[test]
fn bytes_that_are_not_utf8() {
    const PLAIN: Identity = Identity::new("Plain", "plain@harbor.example");
    const LATIN: Identity = Identity::raw(b"J\xfcrgen", b"j\xfcrgen@harbor.example");
    let repo = Repo::new()
        .commit(
            Commit::raw(b"Gr\xf6\xdfe\n")
                .header("encoding", "ISO-8859-1")
                .by(LATIN)
                .file("a", "1\n"),
        )
        .commit(Commit::raw(b"Gr\xf6\xdfe, untold\n").by(LATIN).file(b"gr\xf6\xdfe.rs", lines(30)))
        .commit(
            Commit::raw(b"\x82\xb1\n")
                .header("encoding", "Shift_JIS")
                .by(PLAIN)
                .file(b"\xff/\xfe.rs", lines(2)),
        )
        .commit(Commit::raw(b"?\n").header("encoding", "no-such-thing").file("b", "1\n"))
        .commit(Commit::raw(b"").file("c", "1\n"));
    all_work_with_notes(&repo, "jürgen@harbor");
    all_work_with_notes(&repo, "plain");
    let subjects = Rows::of(&repo, &["commits"]);
    assert_eq!(subjects.column("subject")[4], "Größe");
    assert_eq!(subjects.column("subject")[2], "こ");
    assert_eq!(subjects.column("author_name")[4], "Jürgen");
}

#[test]
fn dates_before_1970_and_far_away() {
    let repo = Repo::new()
        .commit(Commit::new("Moon").at(-14_182_940).file("a", "1\n"))
        .commit(Commit::new("The very start").at(0).file("a", "2\n"))
        .commit(Commit::new("Far").at(4_102_444_800).zone(14 * 60).file("a", "3\n"));
    all_work_with_notes(&repo, "anna");
    let times = Rows::of(&repo, &["commits"]);
    let mut sorted = times.column("committer_time");
    sorted.sort_unstable();
    assert_eq!(sorted, ["-14182940", "0", "4102444800"]);
    coach!(repo, ["brief", "--since", "1y", "--at", "HEAD~2"]).ok();
}

#[test]
fn octopus_merges() {
    let side = |name: &'static str| {
        move |repo: Repo| {
            repo.commit(
                Commit::new(name).by(BORIS).file(format!("src/{name}.rs"), lines_of(name, 30)),
            )
        }
    };
    let repo = Repo::new()
        .commit(Commit::new("Start").file("README.md", "1\n"))
        .branch("one", side("one"))
        .branch("two", side("two"))
        .branch("three", side("three"))
        .octopus(&["one", "two", "three"], "Merge branches 'one', 'two' and 'three'");
    all_work_with_notes(&repo, "boris");
    let rows = Rows::of(&repo, &["changes"]);
    assert_eq!(rows.pick(&["commits", "files", "added"])[0], ["3", "3", "90"]);
}

#[test]
fn dates_that_go_back_and_forth() {
    let days = [40, 3, 39, 4, 38, 5, 37, 6, 36, 7, 35, 8];
    let repo = days.iter().fold(Repo::new(), |repo, day| {
        let second = support::EPOCH + day * 86_400;
        let path = format!("src/day-{day}.rs");
        repo.commit(Commit::new(format!("Day {day}")).at(second).file(path, lines(25)))
    });
    all_work_with_notes(&repo, "anna");
    let expected = repo.git(["log", "--format=%H"]);
    let rows = Rows::of(&repo, &["commits"]);
    assert_eq!(rows.column("commit"), expected.lines().collect::<Vec<_>>());
    // Every change of the window counts, wherever it stands on the main line.
    let report = coach!(
        repo,
        ["brief", "--format", "json", "--until", "2024-02-18", "--since", "2024-02-10"]
    );
    let report: Value = serde_json::from_str(&report.ok()).unwrap();
    assert_eq!(report["changes"], 6, "{report}");
}

#[test]
fn nobody_but_a_bot() {
    let repo = Repo::new()
        .commits(12, |at| Commit::new("Bump serde").by(BOT).file("Cargo.lock", lines(at + 1)));
    all_work(&repo);
    let brief = coach!(repo, ["brief"]).ok();
    assert!(brief.contains("0 changes") || brief.contains("Nothing happened"), "{brief}");
    let errors = coach!(repo, ["notes", "--person", "dependabot"]).failed(4);
    assert!(errors.contains("is a program"), "{errors}");
}

#[test]
fn names_in_five_scripts() {
    const ARABIC: Identity = Identity::new("ليلى حداد", "layla@harbor.example");
    const DEVANAGARI: Identity = Identity::new("अनन्या शर्मा", "ananya@harbor.example");
    let people = [ANNA, BORIS, CHEN, ARABIC, DEVANAGARI];
    let repo = Repo::new().commits(10, |at| {
        let path = format!("src/{}.rs", ["größe", "цена", "价格", "سعر", "मूल्य"][at % 5]);
        Commit::new(format!("Add {at}")).by(people[at % 5]).file(path, lines(25 + at))
    });
    all_work(&repo);
    for who in ["Özdemir", "волков", "陈", "حداد", "शर्मा"] {
        let notes = coach!(repo, ["notes", "--person", who]).ok();
        assert!(notes.to_lowercase().contains(&who.to_lowercase()), "{notes}");
    }
}
