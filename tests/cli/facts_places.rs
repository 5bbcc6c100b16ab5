//! What the whole history says of the places of the tree.

use std::collections::BTreeSet;

use support::{ANNA, BORIS, BOT, CHEN, Commit, Repo, coach, lines_of};

use crate::facts_fixture::repo;
use crate::harbor::harbor;
use crate::rows::Rows;

/// Anna writes three files of code, Boris one; Chen moves one and a bot sweeps through them all.
fn small() -> Repo {
    let text = |word: &str| lines_of(word, 30);
    Repo::new()
        .commit(
            Commit::new("Add parts")
                .by(ANNA)
                .file("src/a/one.rs", text("one"))
                .file("src/a/two.rs", text("two"))
                .file("src/b/three.rs", text("three")),
        )
        .tag("start")
        .commit(Commit::new("Add four").by(BORIS).file("src/b/four.rs", text("four")))
        .commit(Commit::new("Write it down").by(CHEN).file("README.md", text("readme")))
        .commit(Commit::new("Move three").by(ANNA).rename("src/b/three.rs", "src/b/tres.rs"))
        .commit(
            Commit::new("Bump")
                .by(BOT)
                .file("src/a/one.rs", text("eins"))
                .file("src/b/four.rs", text("vier")),
        )
}

const BY_ANNA: &str = "Anna Özdemir <anna@harbor.example>";
const BY_BORIS: &str = "Борис Волков <boris@harbor.example>";
const BY_CHEN: &str = "陈伟 <chen@harbor.example>";

#[test]
fn authors_follow_their_files() {
    let rows = Rows::of(&small(), &["ownership"]);
    assert_eq!(
        rows.pick(&["path", "role", "people", "authors"]),
        [
            ["README.md", "docs", "1", BY_CHEN],
            ["src/a/one.rs", "source", "1", BY_ANNA],
            ["src/a/two.rs", "source", "1", BY_ANNA],
            ["src/b/four.rs", "source", "1", BY_BORIS],
            ["src/b/tres.rs", "source", "1", BY_ANNA],
        ]
    );
}

#[test]
fn the_truck_factor_has_a_clock() {
    let repo = small();
    let row = |args: &[&str]| {
        let rows = Rows::of(&repo, &[&["truck-factor"], args].concat());
        assert_eq!(rows.rows.len(), 1);
        rows.rows[0].clone()
    };
    for (args, at, files, orphaned) in
        [(&[][..], "HEAD", "4", "3"), (&["--at", "start"], "start", "3", "3")]
    {
        let time = repo.git(["show", "-s", "--format=%ct", at]);
        let expected = ["1", BY_ANNA, files, orphaned, &repo.id(at), time.trim()];
        assert_eq!(row(args), expected);
    }
}

#[test]
fn areas_count_what_happened_to_the_files_they_hold() {
    let rows = Rows::of(&small(), &["areas"]);
    let names = ["path", "files", "commits", "added", "deleted", "people", "authors"];
    assert_eq!(
        rows.pick(&names),
        [["src/a", "2", "2", "90", "30", "1", "1"], ["src/b", "2", "4", "90", "30", "2", "2"]]
    );
}

#[test]
fn sums_of_a_place_are_those_of_git() {
    let repo = harbor();
    for row in Rows::of(&repo, &["areas"]).pick(&["path", "commits", "last_change"]) {
        let range = ["log", "--no-merges", "--format=%ct", "HEAD", "--", row[0]];
        let printed = repo.git(range);
        let times: Vec<i64> = printed.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(row[1], times.len().to_string(), "{row:?}");
        assert_eq!(row[2], times.iter().max().unwrap().to_string(), "{row:?}");
    }
}

#[test]
fn pairs_come_with_support_and_confidence() {
    let both = |at: usize| {
        let lines = 10 + at;
        Commit::new("Both")
            .by(ANNA)
            .file("src/parse.rs", lines_of("parse", lines))
            .file("tests/parse.rs", lines_of("test", lines))
    };
    let one =
        |at: usize| Commit::new("One").by(ANNA).file("src/parse.rs", lines_of("parse", 40 + at));
    let rows = Rows::of(&Repo::new().commits(6, both).commits(4, one), &["coupling"]);
    assert_eq!(rows.rows, [["src/parse.rs", "tests/parse.rs", "6", "10", "6", "60", "100"]]);
}

#[test]
fn a_hotspot_says_why() {
    let calm = (0..9).fold(Commit::new("Begin").by(ANNA), |commit, at| {
        commit.file(format!("src/calm{at}.rs"), lines_of("calm", 20))
    });
    let begun = calm.file("src/hot.rs", lines_of("hot", 50)).file("CHANGELOG.md", "0\n");
    let heated = |at: usize| {
        Commit::new("fix: mend it")
            .by(ANNA)
            .file("src/hot.rs", lines_of(&format!("hot {at}"), 50))
            .file("CHANGELOG.md", lines_of("log", at + 1))
    };
    let repo = Repo::new().commit(begun).commits(5, heated);
    let rows = Rows::of(&repo, &["hotspots"]);
    assert_eq!(rows.column("path"), ["src/hot.rs"]);
    assert_eq!(
        rows.column("reason"),
        ["6 commits, 6 in the last 180 days and 5 fixes; 500 lines added or deleted since it was \
          new, 50 now; larger than 9 of 10 source files"]
    );
    assert_eq!(rows.column("contested"), ["false"]);
}

#[test]
fn authors_need_the_whole_history() {
    let repo = repo();
    for kind in ["ownership", "truck-factor"] {
        for range in ["v1.0..HEAD", "HEAD^!", "v1.0...topic"] {
            let said = coach!(repo, ["facts", kind, range]).failed(2);
            assert!(said.contains("a whole history"), "{said}");
        }
        assert_eq!(
            Rows::as_csv(&repo, &[kind, "v1.0"]),
            Rows::as_csv(&repo, &[kind, "--at", "v1.0"])
        );
    }
    let shallow = repo.shallow(3);
    let factor = Rows::as_csv(&shallow, &["truck-factor"]);
    assert_eq!(factor.pick(&["truck_factor", "people"]), [["", ""]]);
    let authors = Rows::as_csv(&shallow, &["ownership"]);
    assert!(authors.column("authors").iter().all(|authors| authors.is_empty()));
}

#[test]
fn no_row_that_weighs_a_place_names_a_person() {
    for repo in [repo(), harbor(), small()] {
        for kind in ["areas", "coupling", "hotspots", "percentiles"] {
            let rows = coach!(repo, ["facts", kind]).ok();
            for name in crate::harbor::PEOPLE {
                assert!(!rows.contains(name), "{kind}: {name} in\n{rows}");
            }
        }
    }
}

#[test]
fn pseudonyms_are_those_of_the_commits() {
    let repo = small();
    let hidden = Rows::of(&repo, &["commits", "--anonymous"]);
    let known: BTreeSet<String> = hidden
        .pick(&["author_name", "author_email"])
        .iter()
        .map(|row| format!("{} <{}>", row[0], row[1]))
        .collect();
    for (kind, column) in [("ownership", "authors"), ("truck-factor", "people")] {
        let rows = Rows::of(&repo, &[kind, "--anonymous"]);
        for who in rows.column(column) {
            assert!(known.contains(who), "{kind}: {who}");
        }
    }
}
