//! `git coach practices replay`: what a practice would have said of the last changes.

use support::{Commit, Repo, coach, lines};

const OWN: &str = ".git-coach/practices/ours/log-is-kept.toml";
/// A practice that is present where the log is changed with source of at least LEAST lines.
const LOG: &str = r#"title      = "Source changes are logged"
scope      = "change"
serves     = "quality"
level      = "note"
confidence = "high"

[applies]
source = { added = { at-least = LEAST } }

[present]
files = { at-least = 2 }

[words]
missing  = "{source.added} lines and nothing in the log."
praise   = "the log was kept"
why      = "Readers look there first."
question = "Who has to know?"
next     = "Add a line to the log."

[[example]]
name    = "no log"
verdict = "missing"
files   = ["+40 src/a.rs"]

[[example]]
name    = "with its log"
verdict = "present"
files   = ["+40 src/a.rs", "+1 LOG"]

[[example]]
name    = "little"
verdict = "not-applicable"
files   = ["+1 src/a.rs"]
"#;

/// Three changes: large with a log, small without, large without.
fn harbour(committed: &str) -> Repo {
    Repo::new()
        .commit(Commit::new("Start").file("README.md", "hello\n").file(OWN, committed))
        .commit(Commit::new("Load").file("src/a.rs", lines(40)).file("LOG", "loads\n"))
        .commit(Commit::new("Weigh").file("src/b.rs", lines(5)))
        .commit(Commit::new("Unload").file("src/c.rs", lines(30)))
}

#[test]
fn a_changed_practice_stands_beside_the_one_of_head() {
    let strict = LOG.replace("LEAST", "1");
    let repo = harbour(&LOG.replace("LEAST", "20")).unstaged(OWN, &strict);
    let out = coach!(repo, ["practices", "replay", "ours/log-is-kept", "--format", "csv"]).ok();
    let rows: Vec<&str> = out.lines().map(|row| row.split_once(',').unwrap().1).collect();
    assert_eq!(
        rows,
        [
            "practice,today,replayed,title",
            "ours/log-is-kept,missing,missing,Unload",
            "ours/log-is-kept,not-applicable,missing,Weigh",
            "ours/log-is-kept,present,present,Load",
            "ours/log-is-kept,not-applicable,not-applicable,Start",
        ]
    );
    let text = coach!(repo, ["practices", "replay", "ours/log-is-kept"]).ok();
    assert!(text.contains("1 verdict reads differently"), "{text}");
    assert!(text.contains("“Weigh”: not-applicable → missing"), "{text}");
    let all = coach!(repo, ["practices", "replay", "--format", "jsonl"]).ok();
    assert!(all.contains(r#""practice":"commits/message-says-what""#), "{all}");
    // The file of another team, tried here without being put anywhere.
    let repo = harbour(&LOG.replace("LEAST", "20")).unstaged("theirs/log-is-kept.toml", strict);
    let args = ["practices", "replay", "theirs/log-is-kept.toml", "--last", "2", "--format", "csv"];
    let out = coach!(repo, args).ok();
    let rows: Vec<&str> = out.lines().skip(1).map(|row| row.split_once(',').unwrap().1).collect();
    assert_eq!(rows, ["theirs/log-is-kept,,missing,Unload", "theirs/log-is-kept,,missing,Weigh"]);
}

#[test]
fn what_has_not_changed_says_the_same() {
    let repo = harbour(&LOG.replace("LEAST", "20"));
    let text = coach!(repo, ["practices", "replay", "ours/log-is-kept", "--last", "3"]).ok();
    assert!(text.contains("Both say the same everywhere."), "{text}");
    assert!(text.contains("last 3 changes"), "{text}");
    let before = coach!(
        repo,
        ["practices", "replay", "ours/log-is-kept", "--at", "HEAD~2", "--format", "csv"]
    );
    assert_eq!(before.ok().lines().count(), 3);
}

#[test]
fn what_cannot_be_replayed_is_said() {
    let repo = harbour(&LOG.replace("LEAST", "20")).unstaged("broken/one.toml", "title = 3\n");
    for (asked, code, says) in [
        (&["ours/nothing"][..], 4, "there is no practice"),
        (&["broken/one.toml"], 6, "broken/one.toml:"),
        (&["absent.toml"], 6, "absent.toml: no such file"),
        (&["--last", "0"], 2, "--last"),
        (&["--at", "nowhere"], 4, "nowhere"),
    ] {
        let arguments = [&["practices", "replay"], asked].concat();
        let said = coach!(repo, arguments).failed(code);
        assert!(said.contains(says), "{said}");
    }
}
