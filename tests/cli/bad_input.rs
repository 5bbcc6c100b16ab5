//! What cannot be done is said in one sentence, with a hint and its own exit code, and nothing on
//! standard output.

use std::fs;

use git_coach_cli::exit;
use support::{ANNA, BORIS, BOT, Commit, Identity, Repo, Sandbox, coach, lines};

fn repo() -> Repo {
    Repo::new()
        .commit(Commit::new("Add the parser").by(ANNA).file("src/parse.rs", lines(40)))
        .commit(Commit::new("Add numbers").by(BORIS).file("src/number.rs", lines(9)))
        .branch("topic", |repo| repo.commit("On the side"))
}

/// Runs and holds what goes for every mistake: `git-coach: …` and `hint: …`, one line each.
#[track_caller]
fn check(place: &impl AsRef<Sandbox>, args: &[&str], code: u8, sentence: &str, hint: &str) {
    let output = coach!(place, args);
    assert_eq!(output.stdout, "", "{args:?}");
    let errors = output.failed(code.into());
    let expected = match hint {
        "" => format!("git-coach: {sentence}\n"),
        _ => format!("git-coach: {sentence}\nhint: {hint}\n"),
    };
    assert_eq!(errors, expected, "{args:?}");
}

/// The three jobs and the facts, as nobody in particular runs them.
const EVERY_COMMAND: &[&[&str]] = &[
    &["brief"],
    &["review"],
    &["notes", "--person", "anna"],
    &["facts", "commits"],
    &["facts", "changes"],
    &["facts", "files"],
    &["facts", "lines"],
    &["facts", "verdicts"],
];

#[test]
fn no_repository() {
    let downloads = Sandbox::named("downloads");
    let sentence = format!("{} is not in a Git repository", downloads.path().display());
    let hint = "run it inside a clone, or name one with `git coach -C PATH`";
    for args in EVERY_COMMAND {
        check(&downloads, args, exit::REPOSITORY, &sentence, hint);
    }
}

#[test]
fn no_commit_at_all() {
    let sentence = "the repository has no commits yet";
    for args in EVERY_COMMAND {
        check(&Repo::new(), args, exit::NOTHING, sentence, "come back after the first commit");
    }
}

#[test]
fn an_unborn_branch_beside_others() {
    let repo = repo();
    repo.git(["symbolic-ref", "HEAD", "refs/heads/fresh"]);
    let sentence = "the branch `fresh` has no commits yet";
    for args in EVERY_COMMAND {
        let hint = "switch to a branch that has commits";
        check(&repo, args, exit::NOTHING, sentence, hint);
    }
    coach!(repo, ["brief", "--at", "main"]).ok();
}

#[test]
fn an_unknown_revision_and_its_nearest_name() {
    let repo = repo();
    for args in [
        &["brief", "--at", "topci"][..],
        &["review", "main..topci"],
        &["facts", "commits", "topci"],
    ] {
        check(
            &repo,
            args,
            exit::NOT_FOUND,
            "there is no revision `topci`",
            "did you mean `topic`?",
        );
    }
    let hint = "`git branch --all` and `git tag` list what there is; a shallow clone, as pipelines \
                make them, lacks branches and older commits";
    check(&repo, &["facts", "lines", "zzz"], exit::NOT_FOUND, "there is no revision `zzz`", hint);
}

#[test]
fn a_revision_that_is_no_commit() {
    let repo = repo();
    let hint = "name a commit, a branch or a tag of a commit";
    for name in ["HEAD:src/parse.rs", "HEAD^{tree}", "HEAD:src"] {
        let sentence = format!("`{name}` is not a commit");
        check(&repo, &["brief", "--at", name], exit::NOT_FOUND, &sentence, hint);
        check(&repo, &["review", name], exit::NOT_FOUND, &sentence, hint);
    }
}

#[test]
fn too_few_digits_of_an_id() {
    // Among so many objects some share the four digits that are the fewest to be looked up.
    let file = |commit: Commit, at: usize| commit.file(format!("{at}"), format!("{at}"));
    let repo = Repo::new().commit((0..900).fold(Commit::new("Add"), file));
    let printed = repo.git(["rev-list", "--all", "--objects", "--no-object-names"]);
    let mut starts: Vec<&str> = printed.lines().map(|id| &id[..4]).collect();
    starts.sort_unstable();
    let shared = starts.windows(2).find(|pair| pair[0] == pair[1]).unwrap()[0];
    let sentence = format!("`{shared}` could be more than one revision");
    let hint = "give more digits of the commit's id";
    check(&repo, &["brief", "--at", shared], exit::NOT_FOUND, &sentence, hint);
    check(&repo, &["review", shared], exit::NOT_FOUND, &sentence, hint);
}

#[test]
fn people_who_are_not_there() {
    let repo = repo();
    let notes = |who| ["notes", "--person", who];
    let (sentence, hint) =
        ("nobody here is called `anne`", "did you mean `Anna Özdemir <anna@harbor.example>`?");
    check(&repo, &notes("anne"), exit::NOT_FOUND, sentence, hint);
    let hint = "`git shortlog -se` lists who there is; a part of a name or address will do";
    check(&repo, &notes("zzz"), exit::NOT_FOUND, "nobody here is called `zzz`", hint);
    let hint = "say which one: `Anna Özdemir <anna@harbor.example>`, `Борис Волков <boris@harbor.example>`";
    check(&repo, &notes("harbor"), exit::NOT_FOUND, "`harbor` could be several people", hint);
}

#[test]
fn a_program_is_no_colleague() {
    let repo = repo().commit(Commit::new("Bump serde").by(BOT).file("Cargo.lock", lines(3)));
    let sentence = "`dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>` is a \
                    program, and notes are for people";
    let hint = "name a colleague; `git shortlog -se` lists them";
    check(&repo, &["notes", "--person", "dependabot"], exit::NOT_FOUND, sentence, hint);
}

#[test]
fn a_hostile_name_stays_on_one_line() {
    const LOUD: Identity = Identity::new("Eve \u{1b}[2J\u{1b}]0;x\u{7}", "eve@harbor.example");
    let repo = repo().commit(Commit::new("Add").by(LOUD).file("b", lines(1)));
    let errors = coach!(repo, ["notes", "--person", "harbor"]).failed(exit::NOT_FOUND.into());
    assert_eq!(errors.lines().count(), 2);
    assert!(!errors.trim_end().contains(|c: char| c.is_control() && c != '\n'), "{errors:?}");
}

#[test]
fn nothing_to_review() {
    let repo = repo();
    let older_first = "the older end comes first, as in `git coach review main..HEAD`";
    for range in ["HEAD..main", "topic..main", "HEAD..HEAD~1", "HEAD..HEAD"] {
        let sentence = format!("there are no changes in `{range}`");
        check(&repo, &["review", range], exit::NOTHING, &sentence, older_first);
    }
    let commits = "review commits instead: `git coach review main..HEAD`";
    check(&repo, &["review", "--staged"], exit::NOTHING, "there is nothing staged", commits);
    let sentence = "there is nothing changed in the work tree";
    check(&repo, &["review", "--worktree"], exit::NOTHING, sentence, commits);
    let sentence =
        "there is nothing to compare `main` with: no upstream and no remote's default branch";
    let hint = "name a range, as in `git coach review main..HEAD`, or set an upstream";
    check(&repo, &["review"], exit::NOT_FOUND, sentence, hint);
}

#[test]
fn nothing_in_common() {
    let repo = repo().orphan("island", |repo| repo.commit("Apart"));
    let hint = "in a shallow clone, fetch more history: git fetch --unshallow";
    let sentence = "`main` and `island` have no commit in common";
    check(&repo, &["review", "main..island"], exit::NOT_FOUND, sentence, hint);
}

#[test]
fn a_bare_repository_has_no_work_tree() {
    let origin = repo();
    let bare = origin.bare();
    for option in ["--worktree", "--staged"] {
        let sentence = "a bare repository has no index and no work tree";
        let hint = "run it in a clone with a work tree, or review a range";
        check(&bare, &["review", option], exit::NOTHING, sentence, hint);
    }
}

#[test]
fn dates_that_cannot_be() {
    let repo = repo();
    for args in [
        &["brief", "--since", "someday"][..],
        &["brief", "--until", "2024-13-40"],
        &["notes", "--person", "anna", "--since", "someday"],
    ] {
        let output = coach!(repo, args);
        assert_eq!(output.stdout, "");
        let errors = output.failed(exit::USAGE.into());
        assert!(errors.starts_with("git-coach: ") && errors.contains("\nhint: "), "{errors}");
        assert_eq!(errors.lines().count(), 2, "{errors}");
    }
    let sentence = "the window ends before it begins";
    let hint = "`--since` is the earlier of the two; without `--until` the window ends with the \
                newest commit";
    for job in [&["brief"][..], &["notes", "--person", "anna"]] {
        for turned in
            [&["--since", "2024-02-01", "--until", "2024-01-01"][..], &["--since", "2099-01-01"]]
        {
            check(&repo, &[job, turned].concat(), exit::USAGE, sentence, hint);
        }
    }
}

#[test]
fn files_and_folders_that_are_not_there() {
    let repo = repo();
    let missing = "no such file or directory";
    let hint = "name one that exists, in a folder that exists";
    let sentence = format!("nowhere: {missing}");
    check(&repo, &["-C", "nowhere", "brief"], exit::REPOSITORY, &sentence, hint);
    for args in [
        &["brief", "--output", "nowhere/brief.md"][..],
        &["review", "HEAD", "--output", "nowhere/brief.md"],
        &["facts", "commits", "--output", "nowhere/brief.md"],
    ] {
        check(&repo, args, exit::FILE, &format!("nowhere/brief.md: {missing}"), hint);
    }
    let args = ["facts", "files", "--paths", "nowhere.txt"];
    check(&repo, &args, exit::FILE, &format!("nowhere.txt: {missing}"), hint);
}

#[test]
fn facts_that_do_not_fit_together() {
    let repo = repo();
    let hint = "as in `git ls-files | git coach facts files --paths`";
    check(&repo, &["facts", "lines", "--paths"], exit::USAGE, "`--paths` goes with `files`", hint);
    let hint = "name one revision, as in `git coach facts files --at HEAD`";
    let sentence = "a tree has files, a range has none";
    check(&repo, &["facts", "files", "main..HEAD"], exit::USAGE, sentence, hint);
}

#[test]
fn mistakes_on_the_command_line() {
    for args in [
        &["reviw"][..],
        &["facts", "people"],
        &["notes"],
        &["review", "HEAD", "--staged"],
        &["review", "--fail-on", "error"],
        &["--threads", "0", "brief"],
        &["brief", "--format", "pdf"],
        &["brief", "--minutes", "3"],
        &["brief", "--link-template", "javascript:{commit}"],
        &["brief", "--audience", "boss"],
        &["review", ""],
        &["brief", "--at", ""],
        &["notes", "--person", ""],
    ] {
        let output = coach!(Sandbox::named("downloads"), args);
        assert_eq!(output.stdout, "", "{args:?}");
        let errors = output.failed(exit::USAGE.into());
        assert!(errors.starts_with("error: ") && errors.contains("--help"), "{errors}");
    }
    let errors = coach!(Sandbox::named("downloads"), ["reviw"]).failed(2);
    assert!(errors.contains("'review'"), "{errors}");
}

#[test]
#[cfg(unix)]
fn a_repository_that_may_not_be_written() {
    let repo = repo().read_only();
    coach!(repo, ["brief"]).ok();
    coach!(repo, ["review", "main..topic"]).ok();
    coach!(repo, ["notes", "--person", "anna"]).ok();
    coach!().below("src").run(&repo, ["facts", "lines"]).ok();
}

#[test]
fn an_output_file_is_made_or_replaced() {
    let repo = repo();
    for name in ["brief.md", "brief.json", "brief.txt"] {
        fs::write(repo.path().join(name), "old text").unwrap();
        assert_eq!(coach!(repo, ["brief", "-o", name]).ok(), "");
        let text = fs::read_to_string(repo.path().join(name)).unwrap();
        assert!(!text.contains("old text") && text.contains("harbor"), "{name}: {text}");
    }
}

#[test]
fn stakeholders_get_words_alone() {
    let repo = repo();
    let asked = |more: &'static [&str]| [&["brief", "--audience", "stakeholders"], more].concat();
    let hint = "take terminal, markdown or html";
    let said = "there is no JSON for stakeholders";
    check(&repo, &asked(&["--format", "json"]), exit::USAGE, said, hint);
    let said = "there is no follow-through for stakeholders";
    check(&repo, &asked(&["--previous", "x"]), exit::USAGE, said, "leave out `--previous`");
    let said = "there is no agenda for stakeholders";
    check(&repo, &asked(&["--minutes", "30"]), exit::USAGE, said, "leave out `--minutes`");
}
