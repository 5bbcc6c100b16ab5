//! Coaching on one change: whole, and which change it reads.

use serde_json::Value;
use support::{BORIS, Commit, Repo, coach, lines};

use crate::harbor::{PEOPLE, ZOE, change, harbor, text};

/// A branch with most of what can be said about a change.
fn topic() -> Repo {
    harbor().branch("reminders", |repo| {
        repo.commit(change(1, ZOE, "Fix reminders", &[("src/billing/dunning.rs", 140)]))
            .commit(Commit::new("Count days").by(BORIS).file(
                "src/billing/days.rs",
                format!("{}// FIXME: leap days\n", text("src/billing/days.rs", 45)),
            ))
            .commit(change(1, BORIS, "fixup! Count days", &[("src/billing/day.rs", 25)]))
    })
}

fn json(repo: &Repo, args: &[&str]) -> Value {
    let text = coach!(repo, [&["review", "--format", "json"], args].concat()).ok();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn in_a_terminal() {
    insta::assert_snapshot!(coach!(topic(), ["review", "main..reminders"]).ok());
}

#[test]
fn in_markdown() {
    let args = ["review", "main..reminders", "--format", "markdown"];
    insta::assert_snapshot!(coach!(topic(), args).ok());
}

#[test]
fn in_json() {
    let report = json(&topic(), &["main..reminders"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap());
}

#[test]
fn names_nobody() {
    let repo = topic();
    for range in ["main..reminders", "HEAD", "HEAD~8", "HEAD~6..HEAD", "HEAD~20"] {
        for format in ["terminal", "markdown", "json"] {
            let text = coach!(repo, ["review", range, "--format", format]).ok();
            for name in PEOPLE.iter().chain(&["boris-v", "zoe-l", "chen-w", "anna-oe"]) {
                assert!(!text.contains(name), "{range}: {name} in {text}");
            }
        }
    }
}

#[test]
fn a_clean_change_gets_one_line() {
    let repo = harbor().commit(change(1, ZOE, "Say how to start", &[("README.md", 40)]));
    insta::assert_snapshot!(coach!(repo, ["review", "HEAD"]).ok());
    let report = json(&repo, &["HEAD"]);
    assert_eq!((&report["notes"], &report["praise"]), (&Value::Array(vec![]), &Value::Null));
}

#[test]
fn what_is_staged_and_what_is_not() {
    let source = text("src/pricing/round.rs", 60);
    let repo = harbor().staged("src/pricing/round.rs", &source);
    let staged = json(&repo, &["--staged"]);
    assert_eq!((&staged["files"], &staged["size"]), (&1.into(), &60.into()));
    let practices = |report: &Value| -> Vec<String> {
        let notes = report["notes"].as_array().unwrap().iter();
        notes.map(|note| note["practice"].as_str().unwrap().to_owned()).collect()
    };
    let missing = "tests/source-comes-with-tests".to_owned();
    assert!(practices(&staged).contains(&missing), "{staged}");

    // A test that git does not track yet counts in the work tree, not in what is staged.
    let repo = repo.unstaged("tests/round.rs", lines(20));
    let worktree = json(&repo, &["--worktree"]);
    assert_eq!((&worktree["files"], &worktree["size"]), (&2.into(), &60.into()));
    assert!(!practices(&worktree).contains(&missing), "{worktree}");
    assert_eq!(json(&repo, &["--staged"]), staged);
    let text = coach!(repo, ["review", "--worktree"]).ok();
    let read = "Read: the work tree, with files that are not tracked yet, in 2 files";
    assert!(text.replace('\n', " ").contains(read), "{text}");
}

#[test]
fn what_git_ignores_is_no_change() {
    let repo = harbor()
        .commit(Commit::new("Ignore").file(".gitignore", "out/\n"))
        .unstaged("out/log.txt", "1\n")
        .unstaged("src/pricing/new.rs", "1\n");
    assert_eq!(json(&repo, &["--worktree"])["files"], 1);
}

#[test]
fn the_very_first_commit_still_to_be_made() {
    let repo = Repo::new().staged("src/a.rs", lines(30));
    assert_eq!(json(&repo, &["--staged"])["files"], 1);
    assert_eq!(json(&repo, &["--worktree"])["files"], 1);
}

#[test]
fn the_usual_base_is_the_upstream_then_the_remotes_default() {
    let origin = harbor().branch("release", |repo| repo.commit("Only there"));
    let side = |repo: Repo| repo.commit(change(1, ZOE, "Go on", &[("src/pricing/more.rs", 30)]));
    let clone = origin.cloned().branch("topic", |repo| side(side(repo)));
    clone.git(["checkout", "-q", "topic"]);
    let by_default = json(&clone, &[]);
    assert_eq!(by_default["base"], origin.id("main").as_str());
    assert_eq!(
        (&by_default["commits"], &by_default["repository"]["revision"]),
        (&2.into(), &"topic".into())
    );

    clone.git(["branch", "-q", "middle", "topic~1"]);
    clone.git(["branch", "-q", "--set-upstream-to", "middle", "topic"]);
    assert_eq!(json(&clone, &[])["base"], clone.id("middle").as_str());
    assert_eq!(json(&clone, &[])["commits"], 1);
}

#[test]
fn a_pushed_branch_is_compared_with_the_main_one() {
    let origin = harbor();
    let clone = origin.cloned().branch("topic", |repo| {
        repo.commit(change(1, ZOE, "Go on", &[("src/pricing/more.rs", 30)]))
    });
    clone.git(["checkout", "-q", "topic"]);
    clone.git(["push", "-q", "--set-upstream", "origin", "topic"]);
    assert_eq!(json(&clone, &[])["base"], origin.id("main").as_str());

    clone.git(["checkout", "-q", "main"]);
    let output = coach!(clone, ["review"]).failed(5);
    let sentence = "`origin/main` has all that `main` has: there is nothing new to review";
    assert!(output.contains(sentence), "{output}");
}

#[test]
fn a_change_does_not_take_itself_out_of_its_review() {
    let source = [("src/pricing/more.rs", 60)];
    let hidden = change(1, ZOE, "Add more prices", &source)
        .file(".gitattributes", "*.rs linguist-generated\n");
    let repo =
        harbor().branch("plain", |repo| repo.commit(change(1, ZOE, "Add more prices", &source)));
    let repo = repo.branch("hidden", |repo| repo.commit(hidden));
    let practices = |branch: &str| -> Vec<String> {
        let report = json(&repo, &[&format!("main..{branch}")]);
        let notes = report["notes"].as_array().unwrap().iter();
        notes.map(|note| note["practice"].as_str().unwrap().to_owned()).collect()
    };
    assert!(practices("plain").contains(&"tests/source-comes-with-tests".to_owned()));
    assert_eq!(practices("plain"), practices("hidden"));
}

#[test]
fn the_end_of_a_shallow_clone_is_no_review_of_everything() {
    let origin = harbor();
    let shallow = origin.shallow(3);
    let errors = coach!(shallow, ["review", "HEAD~2"]).failed(3);
    assert!(errors.contains("is not in this clone") && errors.contains("--unshallow"), "{errors}");
}

#[test]
fn a_pipeline_tells_the_base() {
    let origin = harbor();
    origin.git(["branch", "stable", "main~2"]);
    let clone = origin.cloned();
    let run = |coach: support::Coach| -> Value {
        serde_json::from_str(&coach.run(&clone, ["review", "--format", "json"]).ok()).unwrap()
    };
    let github = coach!().env("GITHUB_ACTIONS", "true").env("GITHUB_BASE_REF", "stable");
    let report = run(github.clone());
    assert_eq!(report["base"], origin.id("stable").as_str());
    assert_eq!((&report["head"], &report["commits"]), (&origin.id("main").into(), &2.into()));

    let gitlab = coach!()
        .env("GITLAB_CI", "true")
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", origin.id("main~3"));
    assert_eq!(run(gitlab)["base"], origin.id("main~3").as_str());

    // Whoever names a range means it.
    let named = github.run(&clone, ["review", "HEAD~1..", "--format", "json"]).ok();
    let named: Value = serde_json::from_str(&named).unwrap();
    assert_eq!(named["base"], origin.id("main~1").as_str());
}

#[test]
fn fails_from_the_level_asked_for() {
    let repo = topic();
    let code = |range: &str, level: &str| coach!(repo, ["review", range, "--fail-on", level]).code;
    let levels = |range: &str| ["note", "suggestion", "warning"].map(|level| code(range, level));
    // Tests and a fixup are suggestions; nothing here is a warning.
    assert_eq!(levels("main..reminders"), [1, 1, 0]);
    // A message without a reason is a note; its tests came along.
    let notes = json(&repo, &["HEAD~2"]);
    assert!(notes["notes"].as_array().unwrap().iter().all(|note| note["level"] == "note"));
    assert_eq!(levels("HEAD~2"), [1, 0, 0]);
    assert_eq!(levels("HEAD~1"), [0, 0, 0]);
    let output = coach!(repo, ["review", "main..reminders", "--fail-on", "note"]);
    assert_eq!(output.stderr, "");
    assert_eq!(output.stdout, coach!(repo, ["review", "main..reminders"]).ok());
}

#[test]
fn one_is_singular() {
    let repo = harbor().commit(change(1, ZOE, "Say it", &[("src/pricing/one.rs", 1)]));
    let text = coach!(repo, ["review", "HEAD"]).ok().replace('\n', " ");
    assert!(text.contains("1 commit in 1 file, 1 line of code and settings"), "{text}");
}

/// Whether a review speaks of a debugging statement.
#[track_caller]
fn check_leftover(repo: &Repo, range: &str, expected: bool) {
    let text = coach!(repo, ["review", range]).ok();
    assert_eq!(text.contains("still looking for something"), expected, "{range}: {text}");
}

fn with_leftover(branch: &str) -> Repo {
    let start = Repo::new().commit(Commit::new("Start").file("src/a.rs", lines(3)));
    let repo = start.branch(branch, |repo| {
        repo.commit(Commit::new("Look closer").file("src/b.rs", "fn b() {\n    dbg!(1);\n}\n"))
            .commit(Commit::new("Count").file("src/c.rs", lines(9)))
    });
    repo.commit(Commit::new("Go on").file("src/d.rs", lines(3)))
}

#[test]
fn a_topic_that_is_merged_into_a_long_lived_branch_is_a_change() {
    let repo = with_leftover("fix/rounding");
    let repo = repo.merge("fix/rounding", "Merge branch 'fix/rounding' into develop");
    check_leftover(&repo, "HEAD", true);
}

#[test]
fn a_branch_that_took_in_the_main_one_last_is_still_a_change() {
    let took_in = |repo: Repo| repo.merge("main", "Merge branch 'main' into topic");
    let repo = with_leftover("topic").branch("topic", took_in);
    check_leftover(&repo, "main..topic", true);
}

#[test]
fn a_merge_or_squash_of_a_long_lived_branch_is_none() {
    let title = "Merge branch '1.0-maintenance'";
    let merged = with_leftover("1.0-maintenance").merge("1.0-maintenance", title);
    check_leftover(&merged, "HEAD", false);
    let squashed = with_leftover("1.0-maintenance").squash("1.0-maintenance", title);
    check_leftover(&squashed, "HEAD", false);
}

#[test]
fn documents_that_are_a_copy_need_not_follow() {
    let review = |attributes: &str| {
        let page = "Prices are reckoned in `src/pricing/price.rs` alone.\n";
        let repo = harbor().commit(
            change(1, support::ANNA, "Take over a guide", &[])
                .file("guides/prices.md", page)
                .file(".gitattributes", attributes),
        );
        let moved = change(1, support::ANNA, "Move prices to one place", &[]);
        let repo = repo.commit(moved.rename("src/pricing/price.rs", "src/price.rs"));
        coach!(repo, ["facts", "verdicts", "HEAD~1..HEAD", "--only", "docs/docs-follow-moved-code"])
            .ok()
    };
    assert!(review("").contains(",missing"), "{}", review(""));
    let copied = review("guides/** linguist-vendored\n");
    assert!(!copied.contains(",missing"), "{copied}");
}

#[test]
fn a_size_stands_beside_the_repositorys_own() {
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(9)))
        .commits(60, |at| Commit::new("Add a part").file(format!("src/p{at}.rs"), lines(10 + at)))
        .branch("topic", |repo| {
            repo.commit(Commit::new("Add all").file("src/all.rs", lines(1200)))
        });
    let text = coach!(repo, ["review", "main..topic"]).ok();
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("That is larger than 61 of your last 61 changes."), "{text}");
}
