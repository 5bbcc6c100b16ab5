//! Facts are what git itself says, row by row.

use std::collections::BTreeSet;

use support::{Repo, Sandbox, coach};

use crate::facts_fixture::{IDENTITIES, repo};
use crate::rows::Rows;

const KINDS: &[&str] = &[
    "commits",
    "changes",
    "files",
    "lines",
    "verdicts",
    "areas",
    "ownership",
    "coupling",
    "hotspots",
    "truck-factor",
    "percentiles",
];

const ROLES: &[&str] = &[
    "source",
    "test",
    "docs",
    "ci",
    "build",
    "manifest",
    "lock",
    "config",
    "generated",
    "vendored",
    "migration",
    "infrastructure",
    "fixture",
    "asset",
];

#[test]
fn columns_are_as_documented() {
    let repo = repo();
    let added: Vec<String> = ROLES.iter().map(|role| format!("added_{role}")).collect();
    let with_roles = |first: &str, last: &str| [first, &added.join(","), last].join(",");
    for (kind, expected) in [
        (
            "commits",
            with_roles(
                "commit,parents,author_name,author_email,author_time,committer_time,kind,bot,\
                 files,added,deleted",
                "subject",
            ),
        ),
        (
            "changes",
            with_roles("change,time,kind,bot,commits,authors,files,added,deleted", "title"),
        ),
        ("lines", "commit,path,old_path,added,deleted".to_owned()),
        ("files", "path,role,roles,language,lines".to_owned()),
        ("verdicts", "subject,scope,practice,verdict".to_owned()),
        (
            "areas",
            "path,files,commits,fixes,added,deleted,people,authors,contested,last_change"
                .to_owned(),
        ),
        ("ownership", "path,role,people,authors,last_change".to_owned()),
        (
            "coupling",
            "path,other,support,path_commits,other_commits,confidence,other_confidence".to_owned(),
        ),
        (
            "hotspots",
            "path,heat,lines,commits,recent,fixes,churn,churn_rank,size_rank,recency_rank,\
             contested,reason"
                .to_owned(),
        ),
        ("truck-factor", "truck_factor,people,files,orphaned,at,time".to_owned()),
        ("percentiles", "measure,commits,p25,p50,p75,p90,p99".to_owned()),
    ] {
        assert_eq!(Rows::of(&repo, &[kind]).columns.join(","), expected, "{kind}");
    }
}

#[test]
fn lines_are_those_of_numstat() {
    let repo = repo();
    let expected = repo
        .git(["rev-list", "--no-merges", "HEAD"])
        .lines()
        .flat_map(|commit| numstat(&repo, commit))
        .collect::<Vec<_>>();
    assert!(expected.len() >= 15);
    assert_eq!(Rows::of(&repo, &["lines"]).rows, expected);
}

/// What `git log --numstat -M` says of a commit: id, path, old path, added, deleted.
fn numstat(repo: &Repo, commit: &str) -> Vec<Vec<String>> {
    let printed = repo.git(["show", "--format=", "--numstat", "-M", "-z", commit]);
    let mut fields = printed.split('\0').filter(|field| !field.is_empty());
    let mut rows = Vec::new();
    while let Some(field) = fields.next() {
        let [added, deleted, path] = field.splitn(3, '\t').collect::<Vec<_>>()[..] else {
            panic!("{field:?} of {commit}");
        };
        let (old, path) = match path {
            "" => (fields.next().unwrap(), fields.next().unwrap()),
            path => ("", path),
        };
        let number = |text: &str| if text == "-" { String::new() } else { text.to_owned() };
        rows.push(vec![
            commit.to_owned(),
            path.to_owned(),
            old.to_owned(),
            number(added),
            number(deleted),
        ]);
    }
    rows
}

#[test]
fn commits_are_those_of_git_log() {
    let repo = repo();
    let printed = repo.git(["log", "--format=%H%x00%P%x00%aN%x00%aE%x00%at%x00%ct%x00%s"]);
    let expected: Vec<Vec<&str>> = printed.lines().map(|line| line.split('\0').collect()).collect();
    let rows = Rows::of(&repo, &["commits"]);
    let names = [
        "commit",
        "parents",
        "author_name",
        "author_email",
        "author_time",
        "committer_time",
        "subject",
    ];
    assert_eq!(rows.pick(&names), expected);
    assert!(rows.column("commit").iter().all(|id| id.len() == 40));
}

#[test]
fn sums_are_those_of_the_lines() {
    let repo = repo();
    let (commits, lines) = (Rows::of(&repo, &["commits"]), Rows::of(&repo, &["lines"]));
    let number = |text: &str| text.parse::<u64>().unwrap_or(0);
    for row in commits.pick(&["commit", "parents", "files", "added", "deleted"]) {
        let own: Vec<_> = lines
            .pick(&["commit", "added", "deleted"])
            .into_iter()
            .filter(|line| line[0] == row[0])
            .collect();
        let sum = |at: usize| own.iter().map(|line| number(line[at])).sum::<u64>();
        assert_eq!(own.len() as u64, number(row[2]), "{row:?}");
        assert_eq!((sum(1), sum(2)), (number(row[3]), number(row[4])), "{row:?}");
    }
    for (at, row) in commits.rows.iter().enumerate() {
        let by_role: u64 =
            ROLES.iter().map(|role| number(commits.column(&format!("added_{role}"))[at])).sum();
        assert_eq!(by_role, number(commits.column("added")[at]), "{row:?}");
    }
}

#[test]
fn changes_are_the_first_parents() {
    let repo = repo();
    let printed = repo.git(["log", "--first-parent", "--format=%H"]);
    let changes = Rows::of(&repo, &["changes"]);
    assert_eq!(changes.column("change"), printed.lines().collect::<Vec<_>>());
    let title = "Teach it numbers";
    let merge = changes.pick(&["title", "commits", "files", "added"]);
    assert!(merge.contains(&vec![title, "2", "2", "21"]), "{merge:?}");
}

#[test]
fn files_are_those_of_the_tree() {
    let repo = repo();
    for at in ["HEAD", "v1.0", "HEAD~2"] {
        let rows = Rows::of(&repo, &["files", "--at", at]);
        let printed = repo.git(["ls-tree", "-r", "-z", "--name-only", at]);
        let paths: Vec<&str> = printed.split_terminator('\0').collect();
        assert_eq!(rows.column("path"), paths);
        for (path, lines) in paths.iter().zip(rows.column("lines")) {
            let content = repo.git_bytes(["show", &format!("{at}:{path}")]);
            let ended = content.iter().filter(|&&byte| byte == b'\n').count();
            let last = usize::from(content.last().is_some_and(|&byte| byte != b'\n'));
            let expected =
                if content.contains(&0) { String::new() } else { (ended + last).to_string() };
            assert_eq!(lines, expected, "{path} at {at}");
        }
    }
}

#[test]
fn paths_alone_need_no_repository() {
    let repo = repo();
    let paths = repo.git(["-c", "core.quotePath=false", "ls-files"]);
    let paths = paths.replace("\"docs/a, \\\"b\\\".md\"", "docs/a, \"b\".md");
    let downloads = Sandbox::named("downloads");
    std::fs::write(downloads.path().join("list.txt"), paths.replace('\n', "\r\n\r\n")).unwrap();
    let from_input = coach!().input(&paths).run(&downloads, ["facts", "files", "--paths"]).ok();
    let from_dash = coach!().input(&paths).run(&downloads, ["facts", "files", "--paths=-"]).ok();
    let from_file = coach!(downloads, ["facts", "files", "--paths", "list.txt"]).ok();
    assert_eq!((&from_input, &from_input), (&from_dash, &from_file));
    let (alone, whole) = (Rows::csv(&from_input), Rows::of(&repo, &["files"]));
    let names = ["path", "role", "language"];
    assert_eq!(alone.pick(&names), whole.pick(&names));
    assert!(alone.column("lines").iter().all(|lines| lines.is_empty()));
}

#[test]
fn verdicts_cover_what_there_is() {
    let repo = repo();
    let (verdicts, commits) = (Rows::of(&repo, &["verdicts"]), Rows::of(&repo, &["commits"]));
    let known: BTreeSet<&str> = commits.column("commit").into_iter().collect();
    for row in verdicts.pick(&["subject", "scope", "verdict"]) {
        let (subject, scope, verdict) = (row[0], row[1], row[2]);
        assert!(["commit", "change", "repository", "area"].contains(&scope), "{row:?}");
        assert!(["present", "missing", "not-applicable", "unseen"].contains(&verdict), "{row:?}");
        assert!(scope == "area" || known.contains(subject), "{row:?}");
    }
}

#[test]
fn paths_come_as_git_prints_them() {
    let place = support::Sandbox::named("x");
    let quoted = "\"caf\\303\\251.rs\"\n\"we\\\"ird.go\"\n\"tests/b\\377d.py\"\n";
    let rows = coach!().input(quoted).run(&place, ["facts", "files", "--paths"]).ok();
    let rows: Vec<&str> = rows.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "café.rs,source,source,Rust,",
            "\"we\"\"ird.go\",source,source,Go,",
            "\"\"\"tests/b\\377d.py\"\"\",test,test,Python,",
        ]
    );
    let zeroes = "café.rs\0src/a b.rs\0";
    let rows = coach!().input(zeroes).run(&place, ["facts", "files", "--paths"]).ok();
    assert_eq!(rows.lines().count(), 3, "{rows}");
}

#[test]
fn anonymous_rows_name_nobody() {
    let (first, again) = (repo(), repo());
    for kind in KINDS {
        for form in ["csv", "jsonl"] {
            let args = ["facts", kind, "--anonymous", "--format", form];
            let rows = coach!(first, args).ok();
            for identity in IDENTITIES {
                assert!(!rows.contains(identity), "{kind}: {identity} in\n{rows}");
            }
            assert_eq!(rows, coach!(again, args).ok());
        }
    }
    let (open, hidden) =
        (Rows::of(&first, &["commits"]), Rows::of(&first, &["commits", "--anonymous"]));
    let names = ["author_name", "author_email"];
    let pairs: BTreeSet<_> = open.pick(&names).into_iter().zip(hidden.pick(&names)).collect();
    let people: BTreeSet<_> = pairs.iter().map(|(person, _)| person).collect();
    let others: BTreeSet<_> = pairs.iter().map(|(_, other)| other).collect();
    assert_eq!((people.len(), others.len()), (pairs.len(), pairs.len()), "{pairs:?}");
}
