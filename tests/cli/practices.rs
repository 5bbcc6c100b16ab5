//! `git coach practices`, and a team's own practice on its way from an empty folder to a review.

use support::{Commit, Repo, Sandbox, coach, lines, lines_of};

/// A practice that a team might write.
const NO_PRINTS: &str = r#"title      = "Programs log instead of printing"
scope      = "change"
serves     = "quality"
level      = "suggestion"
confidence = "high"

[missing]
lines = { in = "code", role = "source", matches = ['\bprintln!\('] }

[words]
missing  = "{found} new {found|line prints|lines print}, the first in {first}."
why      = "What is logged can be switched off and searched."
question = "Who reads this line in production?"
next     = "Log it in {first} at the level that fits."

[[example]]
name    = "a line that prints"
verdict = "missing"
lines   = ['src/a.rs: println!("{x}");']

[[example]]
name    = "a line that logs"
verdict = "present"
lines   = ['src/a.rs: info!("{x}");']
"#;

const FILE: &str = ".git-coach/practices/ours/no-prints.toml";
const SAYS: &str = "Programs log instead of printing";

#[test]
fn a_teams_own_practice_fires_from_the_day_it_is_written() {
    let repo = Repo::new().commit(Commit::new("Start").file("src/a.rs", lines(3)));
    assert!(!coach!(repo, ["practices", "list"]).ok().contains("ours/no-prints"));
    let repo = repo.unstaged(FILE, NO_PRINTS);
    let list = coach!(repo, ["practices", "list"]).ok();
    assert!(list.contains("ours/no-prints") && list.contains("repository"), "{list}");
    let tested = coach!(repo, ["practices", "test", FILE]).ok();
    assert_eq!(tested, "2 passed, 0 failed\n");
    let repo = repo.unstaged("src/a.rs", format!("{}println!(\"hello\");\n", lines(3)));
    let review = coach!(repo, ["review", "--worktree"]).ok();
    assert!(review.contains("Who reads this line in production?"), "{review}");
    assert!(review.contains("src/a.rs:4"), "{review}");
    // Once it is on the main line, it is held against every branch that starts there.
    let repo = repo
        .commit(Commit::new("Agree on logging").file(FILE, NO_PRINTS))
        .branch("topic", |repo| {
            repo.commit(Commit::new("Say hello").file("src/b.rs", "println!(\"hello\");\n"))
        });
    let review = coach!(repo, ["review", "main..topic"]).ok();
    assert!(review.contains("Who reads this line in production?"), "{review}");
    let brief = coach!(repo, ["brief"]).ok();
    assert!(!brief.contains("mistakes"), "{brief}");
}

#[test]
fn a_change_does_not_decide_how_it_is_judged() {
    let off = "[practices.\"ours/no-prints\"]\noff = true\n";
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(3)).file(FILE, NO_PRINTS))
        .branch("fork", |repo| {
            repo.commit(
                Commit::new("Say hello")
                    .file("src/b.rs", "println!(\"hello\");\n")
                    .file(".git-coach.toml", off),
            )
        })
        .branch("theirs", |repo| {
            let theirs = NO_PRINTS.replace("Who reads", "IGNORE THE ABOVE, who reads");
            repo.commit(
                Commit::new("Say hello")
                    .file("src/b.rs", "println!(\"hello\");\n")
                    .file(FILE, theirs),
            )
        });
    for branch in ["fork", "theirs"] {
        let review = coach!(repo, ["review", &format!("main..{branch}")]).ok();
        assert!(review.contains("Who reads this line in production?"), "{branch}: {review}");
    }
    // The same in a clone that has the branch checked out, as a pipeline has.
    repo.git(["checkout", "-q", "fork"]);
    let review = coach!(repo, ["review", "main..HEAD"]);
    assert!(review.stdout.contains("Who reads this line in production?"), "{}", review.stdout);
    assert!(review.stderr.contains("`.git-coach.toml` is not in force"), "{}", review.stderr);
    // The fork's own maintainer is told what the fork says.
    let list = coach!(repo, ["practices", "list"]).ok();
    assert!(!list.contains("ours/no-prints"), "{list}");
}

#[test]
fn a_file_of_the_same_id_replaces_the_whole_practice() {
    let file = ".git-coach/practices/debt/markers-are-tracked.toml";
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(3)))
        .unstaged(file, NO_PRINTS);
    let explained = coach!(repo, ["practices", "explain", "debt/markers-are-tracked"]).ok();
    assert!(explained.contains(SAYS) && explained.contains("repository"), "{explained}");
    assert!(!explained.contains("TODO"), "{explained}");
}

#[test]
fn explains_all_of_a_practice() {
    let text =
        coach!(Sandbox::named("x"), ["practices", "explain", "tests/source-comes-with-tests"]).ok();
    for part in [
        "Source changes come with tests",
        "held against each change",
        "`source.code-added` is at least 20",
        "`test.files` is at least 1",
        "If this broke next month, how would we find out?",
        "Levin",
        "forty new lines and no test",
        "rules/tests/source-comes-with-tests.toml",
    ] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&part.replace('`', "")) || flat.contains(part), "{part}: {text}");
    }
    let wrong =
        coach!(Sandbox::named("x"), ["practices", "explain", "tests/source-come-with-test"]);
    let said = wrong.failed(4);
    assert!(said.contains("did you mean `tests/source-comes-with-tests`?"), "{said}");
}

#[test]
fn explains_what_is_switched_off_and_says_where() {
    let settings = "# quiet\n[practices.\"tests/*\"]\noff = true\n";
    let repo = Repo::new().commit(Commit::new("Start").file(".git-coach.toml", settings));
    let explain = ["practices", "explain", "tests/source-comes-with-tests"];
    let text = coach!(repo, explain).ok();
    assert!(text.contains("It is switched off by .git-coach.toml:2."), "{text}");
    assert!(text.contains("Source changes come with tests"), "{text}");
    let only = ["--only", "debt/*", "practices", "explain", "size/change-is-reviewable"];
    let text = coach!(repo, only).ok();
    assert!(text.contains("It is switched off by --only."), "{text}");
    let near = coach!(repo, ["practices", "explain", "tests/source-come-with-test"]).failed(4);
    assert!(near.contains("did you mean `tests/source-comes-with-tests`?"), "{near}");
    let broken = repo.unstaged(FILE, "title = 1\n");
    let said = coach!(broken, ["practices", "explain", "ours/no-prints"]);
    assert_eq!(said.code, 6);
    assert!(said.stderr.contains("`git coach practices test ours/no-prints`"), "{}", said.stderr);
}

#[test]
fn tests_what_an_id_names() {
    let settings = "[practices.\"ours/no-prints\"]\noff = true\n";
    let repo = Repo::new()
        .commit(Commit::new("Start").file(".git-coach.toml", settings))
        .unstaged(FILE, NO_PRINTS)
        .unstaged(".git-coach/practices/ours/broken.toml", "titel = 1\n");
    let own = coach!(repo, ["practices", "test", "ours/no-prints"]).ok();
    assert_eq!(own, "2 passed, 0 failed\n", "off or not");
    let built_in = coach!(repo, ["practices", "test", "tests/*"]).ok();
    assert!(built_in.ends_with(" passed, 0 failed\n"), "{built_in}");
    let broken = coach!(repo, ["practices", "test", "ours/broken"]);
    assert_eq!(broken.code, 1);
    assert!(
        broken.stdout.contains("broken.toml:1:1: there is no key `titel`"),
        "{}",
        broken.stdout
    );
    assert!(broken.stdout.ends_with("\n0 passed, 1 failed\n"), "{}", broken.stdout);
    let both = coach!(repo, ["practices", "test", "ours/no-prints", FILE]).ok();
    assert_eq!(both, "4 passed, 0 failed\n");
    let near = coach!(repo, ["practices", "test", "ours/no-print"]).failed(4);
    assert!(near.contains("did you mean `ours/no-prints`?"), "{near}");
    for args in [["test", "no-prints"], ["explain", "no-prints"], ["match", "no-prints"]] {
        let near = coach!(repo, ["practices"].iter().chain(&args)).failed(4);
        assert!(near.contains("did you mean `ours/no-prints`?"), "{near}");
    }
}

#[test]
fn says_that_a_practice_is_not_in_the_base_yet() {
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(3)))
        .branch("topic", |repo| repo.commit(Commit::new("Add b").file("src/b.rs", "println!();\n")))
        .unstaged(FILE, NO_PRINTS);
    let output = coach!(repo, ["review", "main..topic"]);
    assert_eq!(output.code, 0);
    let said = &output.stderr;
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(
        said.starts_with(&format!("git-coach: `{FILE}` is not in force as it is in")),
        "{said}"
    );
    assert!(said.contains("practices and settings are read from the base, "), "{said}");
    assert!(said.contains("`git coach review --worktree`"), "{said}");
    assert!(said.contains("`git coach facts verdicts RANGE --only ID`"), "{said}");
    // And so it does.
    let args = ["facts", "verdicts", "main..topic", "--only", "ours/no-prints"];
    assert!(coach!(repo, args).ok().contains("missing"));
    assert!(!output.stdout.contains("in production"), "{}", output.stdout);
    // Asked for by its id, it is not called unknown alone.
    for id in ["ours/no-prints", "ours/*"] {
        let said = coach!(repo, ["review", "main..topic", "--only", id]).failed(4);
        assert!(
            said.contains(&format!("`{FILE}` is in the work tree, and not in the base")),
            "{said}"
        );
    }
    let unknown = coach!(repo, ["review", "main..topic", "--only", "ours/nothing"]).failed(4);
    assert!(unknown.contains("practices list"), "{unknown}");
    // What is in the base as it is here is not worth a word.
    let repo = repo
        .commit(Commit::new("Agree on logging").file(FILE, NO_PRINTS))
        .branch("later", |repo| {
            repo.commit(Commit::new("Add c").file("src/c.rs", "println!();\n"))
        });
    coach!(repo, ["review", "main..later"]).ok();
    let repo = repo.unstaged(FILE, NO_PRINTS.replace("println", "eprintln"));
    assert!(coach!(repo, ["review", "main..later"]).stderr.contains(FILE));
    coach!(repo.bare(), ["review", "main..later"]).ok();
}

#[test]
fn a_practice_of_messages_waits_for_one() {
    let text = NO_PRINTS
        .replace(
            "[missing]\nlines = { in = \"code\", role = \"source\", matches = ['\\bprintln!\\('] }",
            "[missing]\nmessage = { subject = { matches = ['^WIP'] } }",
        )
        .replace("lines   = ['src/a.rs: println!(\"{x}\");']", "message = \"WIP\"")
        .replace("lines   = ['src/a.rs: info!(\"{x}\");']", "message = \"Log it\"");
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(3)))
        .unstaged(FILE, text)
        .unstaged("src/a.rs", lines(4));
    assert_eq!(coach!(repo, ["practices", "test", "ours/*"]).ok(), "2 passed, 0 failed\n");
    let only = ["review", "--worktree", "--only", "ours/*"];
    let review = coach!(repo, only).ok();
    let told = review.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = format!("Not seen: “{SAYS}”, as there is no message yet.");
    assert!(told.contains(&expected), "{review}");
    let json = coach!(repo, only.iter().chain(&["--format", "json"])).ok();
    assert!(json.contains("\"what\": \"no-message\""), "{json}");
    repo.git(["add", "src/a.rs"]);
    let staged = coach!(repo, ["review", "--staged", "--only", "ours/*"]).ok();
    assert!(staged.contains("no message yet"), "{staged}");
}

#[test]
fn names_files_that_are_not_read() {
    let repo = Repo::new()
        .commit(
            Commit::new("Start")
                .file(".git-coach/practice/no-prints.toml", NO_PRINTS)
                .file(".git-coach/config.toml", "")
                .file(".git-coach/README.md", "Ours.\n"),
        )
        .unstaged(".git-coach/practices/ours/x.tml", NO_PRINTS);
    let output = coach!(repo, ["practices", "list"]);
    let committed = "neither a practice nor settings, and not read: `.git-coach/config.toml`, \
                     `.git-coach/practice/no-prints.toml`";
    let meant = "did you mean `.git-coach.toml`, `.git-coach/practices/ours/no-prints.toml`";
    assert_eq!(
        output.stderr,
        format!(
            "git-coach: {committed}, `.git-coach/practices/ours/x.tml`\nhint: {meant}, \
             `.git-coach/practices/ours/x.toml`?\n"
        )
    );
    assert!(coach!(repo, ["practices", "test"]).ok().contains(committed));
    let bare = coach!(repo.bare(), ["practices", "list"]);
    assert_eq!(bare.stderr, format!("git-coach: {committed}\nhint: {meant}?\n"));
}

#[test]
fn names_settings_of_another_name() {
    let repo = Repo::new()
        .commit(
            Commit::new("Start")
                .file("git-coach.toml", "")
                .file("notes.toml", "")
                .file("sub/git-coach.toml", ""),
        )
        .unstaged(".git-coach.yml", "");
    let output = coach!(repo, ["practices", "list"]);
    let what = "git-coach: neither a practice nor settings, and not read:";
    assert_eq!(
        output.stderr,
        format!(
            "{what} `.git-coach.yml`, `git-coach.toml`\nhint: did you mean `.git-coach.toml`?\n"
        )
    );
    let bare = coach!(repo.bare(), ["practices", "list"]);
    let meant = "hint: did you mean `.git-coach.toml`?";
    assert_eq!(bare.stderr, format!("{what} `git-coach.toml`\n{meant}\n"));
}

#[test]
fn lists_as_json_with_where_each_comes_from() {
    let text = coach!(Sandbox::named("x"), ["practices", "list", "--format", "json"]).ok();
    assert!(text.contains("\"schema\": \"git-coach.practices/1\""), "{text}");
    assert!(text.contains("\"id\": \"tests/source-comes-with-tests\""), "{text}");
    assert!(text.contains("\"from\": \"built-in\""), "{text}");
}

#[test]
fn tests_every_file_and_names_every_mistake() {
    let broken = NO_PRINTS.replace("title ", "titel ").replace("\"high\"", "\"hihg\"");
    let wrong = NO_PRINTS.replace("verdict = \"present\"", "verdict = \"missing\"");
    let repo = Repo::new()
        .commit(Commit::new("Start").file("src/a.rs", lines(3)))
        .unstaged(".git-coach/practices/ours/broken.toml", broken)
        .unstaged(".git-coach/practices/ours/wrong.toml", wrong + EXTRA);
    let output = coach!(repo, ["practices", "test"]);
    assert_eq!((output.code, output.stderr.as_str()), (1, ""));
    for part in [
        ".git-coach/practices/ours/broken.toml:1:1: there is no key `titel`",
        " 1 | titel      = \"Programs log instead of printing\"\n   | ^^^^^\n   = did you mean `title`?",
        ".git-coach/practices/ours/broken.toml:5:14: there is no confidence `hihg`",
        ".git-coach/practices/ours/wrong.toml:21: the example \"a line that logs\" should be missing \
         and came to present: `[missing]` does not hold: lines that fit: 0, at least 1 was asked \
         for",
    ] {
        assert!(output.stdout.contains(part), "{part}\n{}", output.stdout);
    }
    assert!(output.stdout.ends_with(" passed, 2 failed\n"), "{}", output.stdout);
    let folder = coach!(repo, ["practices", "test", ".git-coach/practices"]);
    assert!(folder.stdout.ends_with("2 passed, 2 failed\n"), "{}", folder.stdout);
    coach!(repo, ["practices", "test", "nowhere.toml"]).failed(6);
}

/// One more example, so that every verdict has one.
const EXTRA: &str =
    "\n[[example]]\nname = \"nothing\"\nverdict = \"present\"\nfiles = [\"+1 src/a.rs\"]\n";

#[test]
fn matches_the_lines_that_a_practice_points_at() {
    let place = Sandbox::named("x");
    let text =
        "// TODO: tidy\nlet word = \"TODO\";\n// TODO(#12): tidy\n/*\n   FIXME caf\u{e9}\n*/\n";
    std::fs::write(place.path().join("a.rs"), text).unwrap();
    let id = "debt/markers-are-tracked";
    let of_file = coach!(place, ["practices", "match", id, "a.rs", "--language", "rust"]).ok();
    assert_eq!(of_file, "// TODO: tidy\n   FIXME caf\u{e9}\n");
    let of_input =
        coach!().input(text).run(&place, ["practices", "match", id, "--language", "rust"]).ok();
    assert_eq!(of_input, of_file);
    // Unless told the language, every line stands where the practice looks.
    let in_scope = coach!().input(text).run(&place, ["practices", "match", id]).ok();
    assert_eq!(in_scope, "// TODO: tidy\nlet word = \"TODO\";\n   FIXME caf\u{e9}\n");
    std::fs::create_dir(place.path().join("ours")).unwrap();
    std::fs::write(place.path().join("ours/no-prints.toml"), NO_PRINTS).unwrap();
    let own = coach!()
        .input("println!(1);\nprint!(2);")
        .run(&place, ["practices", "match", "ours/no-prints.toml"])
        .ok();
    assert_eq!(own, "println!(1);\n");
}

#[test]
fn says_what_cannot_be_matched() {
    let place = Sandbox::named("x");
    for (args, code, part) in [
        (&["tests/source-comes-with-tests"][..], 2, "looks at no single lines"),
        (&["debt/markers-are-trackd"][..], 4, "did you mean `debt/markers-are-tracked`?"),
        (&["debt/markers-are-tracked", "--language", "rusty"][..], 2, "did you mean `Rust`?"),
        (&["debt/markers-are-tracked", "no-such-file"][..], 6, "no-such-file"),
        (&["no-such.toml"][..], 6, "no-such.toml"),
    ] {
        let said = coach!(place, ["practices", "match"].iter().chain(args)).failed(code);
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn hands_out_schemas() {
    for what in ["practice", "config"] {
        let text = coach!(Sandbox::named("x"), ["practices", "schema", what]).ok();
        assert!(text.contains("https://json-schema.org/draft/2020-12/schema"), "{text}");
    }
}

#[test]
fn a_broken_file_stops_nothing() {
    let repo = Repo::new()
        .commits(12, |number| {
            let name = format!("src/{number}.rs");
            Commit::new("Teach it more").file(name, lines_of(&format!("w{number}"), 30))
        })
        .commit(
            Commit::new("Set up")
                .file(".git-coach/practices/ours/broken.toml", "title = 1\n")
                .file(FILE, NO_PRINTS),
        );
    for command in [&["brief"][..], &["review", "HEAD"]] {
        let output = coach!(repo, command);
        assert_eq!(output.code, 0);
        let is_review = command[0] == "review";
        // The review of the change that sets it up reads what was there before it.
        assert_eq!(output.stderr.contains("ours/broken.toml:1:9: expected text"), !is_review);
        let told = output.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(told.contains("git coach practices test"), !is_review, "{}", output.stdout);
    }
    let repo = repo.commit(Commit::new("Say hello").file("src/b.rs", "println!(1);\n"));
    let output = coach!(repo, ["review", "HEAD"]);
    assert!(output.stdout.contains("Who reads this line in production?"), "{}", output.stdout);
    assert!(output.stdout.contains("ours/broken.toml"), "{}", output.stdout);
}
