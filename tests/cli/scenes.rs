//! Small histories that notes have something of their own to say about.

use support::{ANNA, BORIS, CHEN, Commit, Identity, Repo};

use crate::harbor::{ZOE, change, text};

/// Long ago `who` brought tests along; then, for half a year, nobody did, Boris as little as others.
pub(crate) fn long_ago(who: Identity) -> Repo {
    let with_tests = [("src/tax.rs", 40), ("tests/tax.rs", 30)];
    Repo::new()
        .commit(change(0, ANNA, "Start", &[("src/start.rs", 9), ("tests/start.rs", 9)]))
        .commit(change(9, who, "Add taxes\n\nBecause of the law.", &with_tests))
        .commit(change(100, CHEN, "Say how to run it", &[("README.md", 9)]))
        .commits(70, |at| change(1, CHEN, "Say more", &[("docs/a.md", 9 + at)]))
        .commits(6, |at| {
            change(1, BORIS, &format!("Add rule {at}"), &[("src/rule.rs", 40 + 40 * at)])
        })
}

/// Four places: Boris alone in one, with one other in the second, with two in the third; in the last
/// he made one change of many.
pub(crate) fn four_places() -> Repo {
    const TEAM: [Identity; 4] = [ANNA, CHEN, ZOE, Identity::new("Dora Ek", "dora@harbor.example")];
    let add = |repo: Repo, who: Identity, folder: &str, times: usize| {
        let path = format!("{folder}/{}.rs", who.to_string().len());
        repo.commits(times, |at| change(1, who, &format!("Grow {folder}"), &[(&path, 9 + at)]))
    };
    let repo = Repo::new().commit(change(0, CHEN, "Start", &[("README.md", 2)]));
    let repo = add(repo, BORIS, "src/alone", 5);
    let repo = add(add(repo, BORIS, "src/two", 4), ANNA, "src/two", 1);
    let repo =
        add(add(add(repo, BORIS, "src/three", 4), ANNA, "src/three", 1), CHEN, "src/three", 1);
    let repo = TEAM.into_iter().fold(repo, |repo, who| add(repo, who, "src/common", 3));
    let repo = add(repo, Identity::new("Eli Wolf", "eli@harbor.example"), "src/far", 3);
    let path = format!("src/common/{}.rs", ANNA.to_string().len());
    repo.commit(change(1, BORIS, "Grow src/common", &[(&path, 20)]))
}

/// Chen wrote most of it and knows one place alone; half a year later Boris came to the core and Zoë by.
pub(crate) fn founded() -> Repo {
    let add = |repo: Repo, who: Identity, path: &str, times: usize| {
        repo.commits(times, |at| change(1, who, "Grow", &[(path, 9 + at)]))
    };
    let start = [("README.md", 2), ("src/core/c.rs", 9), ("src/alone/a.rs", 9)];
    let repo = Repo::new().commit(change(0, CHEN, "Start", &start));
    let repo = repo.commits(8, |at| change(1, CHEN, "Grow", &[("src/core/c.rs", 10 + at)]));
    let repo = repo.commits(5, |at| change(1, CHEN, "Grow", &[("src/alone/a.rs", 10 + at)]));
    let repo = add(add(repo, ANNA, "src/web/w.rs", 4), ZOE, "src/net/n.rs", 4);
    repo.commit(change(200, ANNA, "Say how to run it", &[("README.md", 9)]))
        .commits(6, |at| change(1, BORIS, "Grow", &[("src/core/c.rs", 20 + at)]))
        .commits(5, |at| change(1, ZOE, "Grow", &[("src/net/n.rs", 50 + at)]))
        .commit(change(1, ZOE, "Come by", &[("src/core/c.rs", 40)]))
        .commits(5, |at| change(1, ANNA, "Grow", &[("src/web/w.rs", 50 + at)]))
}

/// A maintainer who merges what others wrote, so many times.
pub(crate) fn maintainer(times: usize) -> Repo {
    let start =
        Repo::new().commit(change(0, BORIS, "Start", &[("src/a.rs", 9), ("tests/a.rs", 9)]));
    (0..times).fold(start, |repo, at| {
        let path = format!("src/rule{at}.rs");
        repo.branch("topic", |repo| repo.commit(change(1, ZOE, "Add a rule", &[(&path, 40)])))
            .merge("topic", Commit::new(format!("Merge rule {at}")).by(CHEN).after(1))
    })
}

/// One file that goes back and forth between Boris and Zoë.
pub(crate) fn back_and_forth() -> Repo {
    let rewrite = |at: usize| {
        let who = [BORIS, ZOE][at % 2];
        let content = text(&format!("src/net/b.rs as of {at}"), 30);
        Commit::new(format!("Read headers, way {at}"))
            .by(who)
            .after(2)
            .file("src/net/b.rs", content)
    };
    let start = change(0, ANNA, "Start", &[("src/net/b.rs", 30), ("src/web/a.rs", 30)]);
    Repo::new().commit(start).commits(14, rewrite)
}

/// One file where each fix of Boris rewrites the one before.
pub(crate) fn fix_upon_fix() -> Repo {
    let fix = |at: usize| {
        let content = text(&format!("src/net/b.rs, the rates of country number {at}"), 30);
        Commit::new(format!("Fix the rates of country {at}"))
            .by(BORIS)
            .after(2)
            .file("src/net/b.rs", content)
    };
    let start = change(0, ANNA, "Start", &[("src/net/b.rs", 30), ("src/web/a.rs", 30)]);
    Repo::new().commit(start).commits(7, fix)
}
