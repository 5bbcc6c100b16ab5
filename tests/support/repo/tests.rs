//! What a declared repository is, in the eyes of git itself.

use std::fs;

use crate::{ANNA, BORIS, BOT, CHEN, Commit, Identity, Repo, Tree, binary, lines, lines_of};

/// Some of everything.
fn harbor() -> Repo {
    Repo::new()
        .commit(Commit::new("Add the parser").file("src/parse.rs", lines(40)))
        .branch("topic", |repo| {
            repo.commit(Commit::new("Teach it numbers").by(BORIS).file("src/number.rs", lines(9)))
                .commit(Commit::new("And words").by(CHEN).with(ANNA).file("src/word.rs", "w\n"))
        })
        .commit(Commit::new("Bump").by(BOT).file("Cargo.lock", "1\n"))
        .merge("topic", "Merge pull request #1 from x/topic\n\nTeach the parser")
        .tag("v1.0")
}

#[test]
fn gives_the_same_ids_on_every_machine() {
    assert_eq!(harbor().id("HEAD"), harbor().id("HEAD"));
    assert_eq!(harbor().id("HEAD"), "af94106eb3953fdaf3bab4a488b2e462467f6992");
}

#[test]
fn writes_what_git_itself_accepts_and_reads() {
    let repo = harbor();
    assert_eq!(repo.git(["fsck", "--strict", "--no-progress"]), "");
    assert_eq!(repo.git(["status", "--porcelain"]), "");
    assert_eq!(
        repo.git(["log", "--first-parent", "--format=%an|%as|%s"]),
        "Anna Özdemir|2024-01-12|Merge pull request #1 from x/topic\n\
         dependabot[bot]|2024-01-11|Bump\n\
         Anna Özdemir|2024-01-08|Add the parser\n"
    );
    assert_eq!(repo.id("v1.0"), repo.id("main"));
    let trailers = repo.git(["log", "-1", "--format=%(trailers:key=Co-authored-by)", "topic"]);
    assert_eq!(trailers.trim_end(), format!("Co-authored-by: {ANNA}"));
}

#[test]
fn merges_have_the_parents_and_files_of_both_sides() {
    let repo = harbor();
    let parents = repo.git(["rev-parse", "HEAD^@"]);
    assert_eq!(parents, format!("{}\n{}\n", repo.id("main~1"), repo.id("topic")));
    assert_eq!(
        repo.git(["ls-tree", "-r", "--name-only", "HEAD"]),
        "Cargo.lock\nsrc/number.rs\nsrc/parse.rs\nsrc/word.rs\n"
    );
}

#[test]
fn merges_conflicts_as_declared() {
    let repo = Repo::new()
        .commit(Commit::new("Start").file("a", "1\n"))
        .branch("topic", |repo| repo.commit(Commit::new("Two").file("a", "2\n")))
        .commit(Commit::new("Three").file("a", "3\n"))
        .merge("topic", Commit::new("Join").file("a", "2 and 3\n"));
    assert_eq!(repo.git(["show", "HEAD:a"]), "2 and 3\n");
}

#[test]
#[should_panic(expected = "the merge conflicts")]
fn refuses_an_undeclared_conflict() {
    let _repo = Repo::new()
        .commit(Commit::new("Start").file("a", "1\n"))
        .branch("topic", |repo| repo.commit(Commit::new("Two").file("a", "2\n")))
        .commit(Commit::new("Three").file("a", "3\n"))
        .merge("topic", "Join");
}

#[test]
fn joins_branches_in_every_way() {
    let repo = Repo::new()
        .commit(Commit::new("Start").file("a", "1\n"))
        .branch("b", |repo| repo.commit(Commit::new("B").file("b", "1\n")))
        .branch("c", |repo| repo.commit(Commit::new("C").file("c", "1\n")))
        .branch("d", |repo| repo.commit(Commit::new("D").file("d", "1\n")))
        .orphan("pages", |repo| repo.commit(Commit::new("P").file("p", "1\n")))
        .octopus(&["b", "c"], "Join")
        .squash("d", "D in one");
    assert_eq!(repo.git(["rev-parse", "HEAD^@"]), format!("{}\n", repo.id("HEAD~1")));
    let parents = ["HEAD~2", "b", "c"].map(|parent| repo.id(parent) + "\n").concat();
    assert_eq!(repo.git(["rev-parse", "HEAD~1^@"]), parents);
    assert_eq!(repo.git(["ls-tree", "--name-only", "HEAD"]), "a\nb\nc\nd\n");
    assert_eq!(repo.git(["rev-list", "--count", "pages"]), "1\n");
}

#[test]
fn declares_every_sort_of_entry() {
    let submodule = "0123456789012345678901234567890123456789";
    let repo = Repo::new()
        .commit(
            Commit::new("Add")
                .file("old", lines(3))
                .file("gone", "x")
                .file("run", "#!/bin/sh\n")
                .file(b"caf\xe9", "latin")
                .file("logo.png", binary(1, 99))
                .script("build.sh", "#!/bin/sh\n")
                .symlink("link", "old")
                .submodule("vendor/lib", submodule),
        )
        .commit(
            Commit::new("Change").remove("gone").rename("old", "new/old").make_executable("run"),
        )
        .commit("Nothing");
    let listing = repo.git(["-c", "core.quotePath=true", "ls-tree", "-r", "HEAD"]);
    let modes: Vec<_> = listing
        .lines()
        .map(|line| (&line[..6], line.split_once('\t').map_or("", |(_, path)| path)))
        .collect();
    assert_eq!(
        modes,
        [
            ("100755", "build.sh"),
            ("100644", r#""caf\351""#),
            ("120000", "link"),
            ("100644", "logo.png"),
            ("100644", "new/old"),
            ("100755", "run"),
            ("160000", "vendor/lib"),
        ]
    );
    let numbers = repo.git(["log", "--numstat", "--format=", "-M", "HEAD~1"]);
    assert!(numbers.contains("-\t-\tlogo.png") && numbers.contains("0\t0\told => new/old"));
    assert_eq!(repo.git(["diff", "--stat", "HEAD~1", "HEAD"]), "");
    assert_eq!(repo.git(["status", "--porcelain"]), "");
    assert_eq!(fs::read_link(repo.path().join("link")).unwrap().to_str(), Some("old"));
}

#[test]
fn keeps_bytes_encodings_and_early_dates() {
    let jose = Identity::raw(b"Jos\xe9", b"jose@harbor.example");
    let commit = Commit::raw(b"Caf\xe9, without a line break")
        .by(jose)
        .committed_by(ANNA)
        .header("encoding", "ISO-8859-1")
        .zone(-210)
        .at(-86_400);
    let repo = Repo::new().commit(commit).commit("Later");
    let object = repo.git_bytes(["cat-file", "commit", "HEAD~1"]);
    let tree = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
    let rest = b"author Jos\xe9 <jose@harbor.example> -86400 -0330\n\
        committer Anna \xc3\x96zdemir <anna@harbor.example> -86400 -0330\n\
        encoding ISO-8859-1\n\nCaf\xe9, without a line break";
    assert_eq!(object, [tree.as_slice(), rest].concat());
    assert_eq!(repo.git(["log", "-1", "--format=%s", "HEAD~1"]), "Café, without a line break\n");
    assert_eq!(repo.git(["log", "-1", "--format=%ct"]), format!("{}\n", crate::EPOCH));
}

#[test]
fn moves_the_clock_as_declared() {
    let repo = Repo::new()
        .hours_between_commits(6)
        .commits(2, |number| Commit::new(format!("Number {number}")))
        .commit(Commit::new("Ten days on").after(10).written_days_before(3));
    let hours = |field: &str| {
        let log = repo.git(["log", "--reverse", &format!("--format={field}")]);
        log.lines().map(|date| date[5..13].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(hours("%cI"), ["01-08T09", "01-08T15", "01-18T15"]);
    assert_eq!(hours("%aI"), ["01-08T09", "01-08T15", "01-15T15"]);
}

#[test]
fn keeps_staged_and_unstaged_work_apart() {
    let repo = Repo::new()
        .commit(Commit::new("Add").file("a", "1\n").file("b", "1\n"))
        .staged("a", "2\n")
        .unstaged("b", "2\n")
        .unstaged("c/d", "new\n");
    assert_eq!(repo.git(["status", "--porcelain"]), "M  a\n M b\n?? c/\n");
}

#[test]
fn freezes_a_repository() {
    let repo = harbor().read_only();
    let before = Tree::of(repo.path());
    let output = repo.as_ref().command("sh").args(["-c", "echo x > .git/written"]).output();
    assert!(!output.unwrap().status.success());
    assert_eq!(before.changes_to(&Tree::of(repo.path())), Vec::<String>::new());
    assert_eq!(repo.git(["rev-list", "--count", "HEAD"]), "5\n");
}

#[test]
fn leaves_nothing_behind() {
    let repo = harbor();
    let root = repo.as_ref().root().to_owned();
    drop(repo);
    assert!(!root.exists());
    let frozen = harbor().read_only();
    let root = frozen.as_ref().root().to_owned();
    drop(frozen);
    assert!(!root.exists());
}

#[test]
fn files_of_different_words_are_no_renames() {
    let repo = Repo::new()
        .commit(Commit::new("Add").file("a", lines_of("anchor", 20)))
        .commit(Commit::new("Swap").remove("a").file("b", lines_of("buoy", 20)));
    assert_eq!(repo.git(["diff", "-M", "--name-status", "HEAD~1"]), "D\ta\nA\tb\n");
}
