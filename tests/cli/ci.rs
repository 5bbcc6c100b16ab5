//! `git coach ci`: which change a run is about, and the requests that it would make.

use std::fs;

use serde_json::{Value, json};
use support::{Coach, Commit, Output, Repo, coach};

use crate::harbor::{UNTESTED, ZOE, change, harbor};

const BOT: &str = "github-actions[bot]";

/// A branch with something to say about it, and a main line that went on meanwhile.
pub(crate) fn repo() -> Repo {
    harbor()
        .branch("late-fees", |repo| repo.commit(change(1, ZOE, "Add late fees", UNTESTED)))
        .commit(Commit::new("Elsewhere").file("docs/a.md", "a\n"))
}

/// The payload of a request to bring `late-fees` to `main`.
pub(crate) fn request(repo: &Repo) -> Value {
    json!({
        "action": "synchronize", "number": 7,
        "pull_request": {
            "number": 7, "draft": false, "title": "Go on",
            "user": { "login": "zoe", "type": "User" },
            "base": { "sha": repo.id("main"), "ref": "main", "repo": { "full_name": "o/r" } },
            "head": { "sha": repo.id("late-fees"), "ref": "late-fees", "repo": { "full_name": "o/r" } },
        },
        "repository": { "full_name": "o/r", "default_branch": "main" },
    })
}

/// Writes what a forge would have written, beside the repository.
pub(crate) fn file(repo: &Repo, name: &str, value: &Value) -> String {
    let path = repo.path().join("..").join(name);
    fs::write(&path, value.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

pub(crate) fn github() -> Coach {
    coach!()
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_EVENT_NAME", "pull_request")
        .env("GITHUB_REPOSITORY", "o/r")
        .env("GITHUB_RUN_ID", "100")
}

fn dry(repo: &Repo, event: &Value, comments: Option<&Value>) -> Output {
    let mut args = vec!["ci".to_owned(), "--dry-run".to_owned()];
    args.extend(["--event".to_owned(), file(repo, "event.json", event)]);
    if let Some(comments) = comments {
        args.extend(["--comments".to_owned(), file(repo, "comments.json", comments)]);
    }
    github().run(repo, args)
}

/// The last request that is printed: its first line, and its body.
pub(crate) fn last(text: &str) -> (String, Value) {
    let request = text.rsplit_once("\n\n").unwrap().1;
    let (line, body) = request.split_once('\n').unwrap();
    (line.to_owned(), serde_json::from_str(body).unwrap())
}

fn body(text: &str) -> String {
    last(text).1["body"].as_str().unwrap().to_owned()
}

fn comment(id: u64, account: &str, body: &str) -> Value {
    json!({ "id": id, "user": { "login": account, "type": "Bot" }, "body": body })
}

#[test]
fn the_first_comment() {
    let repo = repo();
    let text = dry(&repo, &request(&repo), None).ok();
    let merge_base = repo.id("main~1");
    let ends = format!(
        "base        {}\nhead        {}\nmerge base  {merge_base}\n\n\
         GET https://api.github.com/repos/o/r/issues/7/comments?per_page=100\n\n",
        repo.id("main"),
        repo.id("late-fees"),
    );
    assert!(text.starts_with(&ends), "{text}\n{ends}");
    assert_eq!(last(&text).0, "POST https://api.github.com/repos/o/r/issues/7/comments");
    insta::assert_snapshot!(body(&text));
    assert_eq!(text, dry(&repo, &request(&repo), Some(&json!([]))).ok());
}

/// Nobody who asks for a review is told that there was none yet, nor sent to another file than the one
/// that is spoken of; and our own words show what is code.
#[test]
fn a_comment_speaks_of_what_can_be_seen_and_done_now() {
    let fix = Commit::new("Fix the rounding of days")
        .by(ZOE)
        .file("src/a.rs", "fn a() -> u8 {\n    1 + 1 + 2\n}\n")
        .file("src/billing/days.rs", support::lines_of("let days = 3 *", 30));
    let repo = repo()
        .branch("late-fees", |repo| repo.commit(fix).commit("fixup! Fix the rounding of days"));
    let said = body(&dry(&repo, &request(&repo), None).ok());
    assert!(said.contains("Run `git rebase --interactive --autosquash` before"), "{said}");
    for note in said.split("\n\n").filter(|note| note.contains(" See `")) {
        let (observation, lines) = note.split_once(" See `").unwrap();
        let path = lines.split(':').next().unwrap();
        assert!(!observation.contains("`src/") || observation.contains(path), "{note}");
    }

    // Where nearly every change bears a trace of a review, this one has none as it has not landed.
    let one = |at: usize| {
        let text = support::lines_of(&format!("let step{at} ="), 15);
        Commit::new(format!("Add step {at} (#{at})")).by(ZOE).file(format!("src/step{at}.rs"), text)
    };
    let repo = Repo::new().commits(55, one).branch("late-fees", |repo| {
        repo.commit(
            Commit::new("Add late fees")
                .by(ZOE)
                .file("src/fees.rs", support::lines_of("let fee =", 60)),
        )
    });
    let text = coach!(repo, ["review", "main..late-fees"]).ok();
    assert!(text.contains("60 lines of code"), "{text}");
    assert!(!text.contains("second pair of eyes"), "{text}");
}

#[test]
fn a_comment_is_edited_and_says_what_became_of_the_notes() {
    let repo = repo();
    let first = body(&dry(&repo, &request(&repo), None).ok());
    let there = json!([
        comment(3, "mallory", &first),
        comment(4, BOT, "Coverage is 80 %."),
        comment(5, BOT, &first),
    ]);
    // The same again says nothing new.
    let text = dry(&repo, &request(&repo), Some(&there)).ok();
    assert!(text.ends_with("no other request: the comment says all of it already\n"), "{text}");

    // A test came along, and so did a marker of work left for later.
    let repo = repo.branch("late-fees", |repo| {
        repo.commit(change(1, ZOE, "Test it", &[("tests/dunning.rs", 30)])).commit(
            Commit::new("Plan").by(ZOE).file("src/billing/plan.rs", "// TODO: finish\nfn a() {}\n"),
        )
    });
    let text = dry(&repo, &request(&repo), Some(&there)).ok();
    assert_eq!(last(&text).0, "PATCH https://api.github.com/repos/o/r/issues/comments/5");
    let second = body(&text);
    assert!(second.contains("Since the last push: 1 settled, 1 new, 1 open."), "{second}");
    // A second run on the same commit tells of the same round.
    let there = json!([comment(5, BOT, &second)]);
    let text = dry(&repo, &request(&repo), Some(&there)).ok();
    assert!(text.ends_with("the comment says all of it already\n"), "{text}");
}

#[test]
fn what_is_settled_is_said_once() {
    let repo = repo();
    let first = body(&dry(&repo, &request(&repo), None).ok());
    let repo = repo.branch("clean", |repo| {
        repo.commit(Commit::new("Say how to start").by(ZOE).file("README.md", "Start here.\n"))
    });
    let mut event = request(&repo);
    event["pull_request"]["head"]["sha"] = repo.id("clean").into();
    // Nothing was said before: nothing is said now.
    let text = dry(&repo, &event, None).ok();
    let nothing = "no other request: there is nothing to say, and nothing was said before\n";
    assert!(text.ends_with(nothing), "{text}");
    let text = dry(&repo, &event, Some(&json!([comment(5, BOT, &first)]))).ok();
    assert!(last(&text).0.starts_with("PATCH "), "{text}");
    assert!(body(&text).contains("What was raised before is settled. Thank you!"), "{text}");
}

#[test]
fn an_older_run_does_not_overwrite_a_newer_one() {
    let repo = repo();
    let event = request(&repo);
    let first = body(&dry(&repo, &event, None).ok());
    let repo = repo.branch("late-fees", |repo| {
        repo.commit(change(1, ZOE, "More", &[("src/billing/more.rs", 40)]))
    });
    let second = body(&dry(&repo, &request(&repo), None).ok());
    let older = "no other request: the comment speaks of a later commit or run already\n";
    // By the number of the run.
    let newer = first.replace("run=100", "run=101");
    let text = dry(&repo, &event, Some(&json!([comment(5, BOT, &newer)]))).ok();
    assert!(text.ends_with(older), "{text}");
    // By the commits, where there are no numbers.
    let there = json!([comment(5, BOT, &second.replace(" run=100", ""))]);
    let text = dry(&repo, &event, Some(&there)).ok();
    assert!(text.ends_with(older), "{text}");
}

/// One budget for what is new and what is edited: no forge says 422 to an update that is too long.
#[test]
fn a_comment_fits_its_forge_the_first_time_and_later() {
    // A team may have much to say.
    let why = format!("Because {}", "it was so once, and then again, ".repeat(700));
    let ours = |name: &str| {
        let text = format!(
            "title = \"{name} is changed along\"\nscope = \"change\"\nserves = \"quality\"\n\
             level = \"note\"\nconfidence = \"high\"\n[present]\nfiles = {{ at-least = 2 }}\nsource = {{ files = {{ at-most = 1 }} }}\n\
             [words]\nmissing = \"It is not.\"\npraise = \"did it\"\nwhy = \"{why}\"\n\
             question = \"Why?\"\nnext = \"Do.\"\n\
             [[example]]\nname = \"a\"\nverdict = \"missing\"\nfiles = [\"+1 a\"]\n\
             [[example]]\nname = \"b\"\nverdict = \"present\"\nfiles = [\"+1 a\", \"+1 b\"]\n"
        );
        (format!(".git-coach/practices/ours/{name}.toml"), text)
    };
    let team = ["one", "two"].map(ours).into_iter();
    let team = team.fold(Commit::new("Ours"), |commit, (path, text)| commit.file(path, text));
    let repo = harbor()
        .commit(team)
        .branch("late-fees", |repo| repo.commit(change(1, ZOE, "Add late fees", UNTESTED)));
    let bitbucket = coach!()
        .env("BITBUCKET_BUILD_NUMBER", "3")
        .env("BITBUCKET_PR_ID", "7")
        .env("BITBUCKET_WORKSPACE", "w")
        .env("BITBUCKET_REPO_SLUG", "r")
        .env("BITBUCKET_PR_DESTINATION_COMMIT", repo.id("main"))
        .env("BITBUCKET_COMMIT", repo.id("late-fees"));
    let said = |there: &Value| {
        let there = file(&repo, "comments.json", there);
        let args = ["ci", "--dry-run", "--account", "{me}", "--comments", &there];
        let (line, body) = last(&bitbucket.run(&repo, args).ok());
        let raw = body["content"]["raw"].as_str().unwrap().to_owned();
        assert!(raw.len() <= 32_768, "{}", raw.len());
        assert!(raw.contains("left out, as there is no room"), "{raw}");
        (line.split(' ').next().unwrap().to_owned(), raw)
    };
    let (method, first) = said(&json!({ "values": [] }));
    assert_eq!(method, "POST");
    let before = first.replace("run=3", "run=2").replace("Coaching", "Some");
    let theirs = json!({ "id": 5, "user": { "uuid": "{me}" }, "content": { "raw": before } });
    assert_eq!(said(&json!({ "values": [theirs] })).0, "PUT");
}

#[test]
fn jobs_have_a_comment_each() {
    let repo = repo();
    let event = file(&repo, "event.json", &request(&repo));
    let run = |scope: &str, there: &Value| {
        let there = file(&repo, "comments.json", there);
        let args = ["ci", "--dry-run", "--event", &event, "--comments", &there, "--scope", scope];
        github().run(&repo, args).ok()
    };
    let first = body(&run("web", &json!([])));
    let there = json!([comment(5, BOT, &first)]);
    assert!(last(&run("api", &there)).0.starts_with("POST "));
    assert!(run("web", &there).contains("says all of it already"));
}

/// Without a name: who brings a configuration along, or reads a folder of its own, has a comment of its
/// own; whoever does not shares one.
#[test]
fn what_differs_from_job_to_job_is_told_apart() {
    let repo = repo();
    let workspace = repo.path().join("..").canonicalize().unwrap();
    let event = file(&repo, "event.json", &request(&repo));
    let scope_of = |coach: Coach, before: &[&str], more: &[&str]| {
        let args = [before, &["ci", "--dry-run", "--fail-on", "warning", "--event", &event], more]
            .concat();
        let text = body(&coach.run(&repo, args).ok());
        let (_, rest) = text.split_once(" scope=").unwrap();
        rest.split(' ').next().unwrap().to_owned()
    };
    let default = scope_of(github(), &[], &[]);
    assert_eq!(default, "default");
    let here = github().env("GITHUB_WORKSPACE", repo.path());
    assert_eq!(scope_of(here.clone(), &[], &[]), "default");
    // It is the work tree that counts, and not where in it somebody stands.
    assert_eq!(scope_of(here, &["-C", "src"], &[]), "default");
    let below = github().env("GITHUB_WORKSPACE", &workspace);
    assert_eq!(scope_of(below, &[], &[]), "default/harbor");
    let elsewhere = github().env("GITHUB_WORKSPACE", "/nowhere");
    assert_eq!(scope_of(elsewhere, &[], &[]), "default");

    let with_settings = |name: &str, text: &str| {
        let folder = workspace.join(name).join("git-coach");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.toml"), text).unwrap();
        github().env("XDG_CONFIG_HOME", workspace.join(name))
    };
    let loud = "[practices.\"tests/source-comes-with-tests\"]\nlevel = \"suggestion\"\n";
    let own = [
        scope_of(github(), &["--only", "tests/*"], &[]),
        scope_of(github(), &["--only", "tests/*", "--only", "commits/*"], &[]),
        scope_of(github(), &["--practice", "commits/*=off"], &[]),
        scope_of(github(), &["--practice", "commits/*=suggestion"], &[]),
        scope_of(with_settings("a", loud), &[], &[]),
        scope_of(with_settings("b", &loud.replace("suggestion", "note")), &[], &[]),
    ];
    let different: std::collections::BTreeSet<&String> = own.iter().collect();
    assert_eq!(different.len(), own.len(), "{own:?}");
    assert!(own.iter().all(|one| one.starts_with("default.")), "{own:?}");
    // The same on another machine, in another order, and again.
    assert_eq!(scope_of(with_settings("c", loud), &[], &[]), own[4]);
    assert_eq!(scope_of(github(), &["--only", "commits/*", "--only", "tests/*"], &[]), own[1]);
    // A name says it all.
    let named = ["--scope", "web"];
    assert_eq!(scope_of(with_settings("a", loud), &["--only", "tests/*"], &named), "web");
}

#[test]
fn quiet_runs_say_why() {
    let repo = repo();
    let mut draft = request(&repo);
    draft["pull_request"]["draft"] = true.into();
    let text = dry(&repo, &draft, None).ok();
    assert_eq!(text, "git-coach: nothing said: the request is a draft\n");
    let mut bot = request(&repo);
    bot["pull_request"]["user"] = json!({ "login": "dependabot[bot]", "type": "Bot" });
    let text = dry(&repo, &bot, None).ok();
    assert!(text.contains("`dependabot[bot]`, which opened the request, is a program"), "{text}");
    let queue = github().env("GITHUB_EVENT_NAME", "merge_group").run(&repo, ["ci"]).ok();
    assert!(queue.contains("nothing said: a merge queue"), "{queue}");
    let labelled = github().env("GITHUB_EVENT_NAME", "issues").run(&repo, ["ci"]).ok();
    assert_eq!(labelled, "git-coach: nothing said: `issues` is about no change\n");
    // Whoever names a base means it.
    let nightly = github().env("GITHUB_EVENT_NAME", "schedule");
    let text =
        nightly.run(&repo, ["ci", "--base", "main", "--head", "late-fees", "--to", "log"]).ok();
    assert!(text.contains("Coaching notes"), "{text}");
}

#[test]
fn other_forges() {
    let repo = repo();
    let (base, head) = (repo.id("main~1"), repo.id("late-fees"));
    let gitlab = coach!()
        .env("GITLAB_CI", "true")
        .env("CI_API_V4_URL", "https://gitlab.example/api/v4")
        .env("CI_MERGE_REQUEST_IID", "7")
        .env("CI_PROJECT_ID", "12")
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base)
        .env("CI_COMMIT_SHA", &head);
    let text = gitlab.run(&repo, ["ci", "--dry-run"]).ok();
    let place = "https://gitlab.example/api/v4/projects/12/merge_requests/7/notes";
    assert!(text.contains(&format!("\nGET {place}?per_page=100")), "{text}");
    assert_eq!(last(&text).0, format!("POST {place}"));
    let there = json!([{ "id": 9, "author": { "username": "coach" }, "body": body(&text) }]);
    let there = file(&repo, "notes.json", &there);
    let args = ["ci", "--dry-run", "--comments", &there];
    assert!(gitlab.run(&repo, args).failed(2).contains("--account LOGIN"));
    let args = [&args[..], &["--account", "coach"]].concat();
    assert!(gitlab.run(&repo, args).ok().contains("says all of it already"));

    let event = file(&repo, "event.json", &request(&repo));
    let forgejo = github()
        .env("FORGEJO_ACTIONS", "true")
        .env("GITHUB_API_URL", "https://git.example/api/v1")
        .run(&repo, ["ci", "--dry-run", "--event", &event])
        .ok();
    let place = "https://git.example/api/v1/repos/o/r/issues/7/comments";
    assert_eq!(last(&forgejo).0, format!("POST {place}"));
    // Its own account goes by either name.
    for account in ["forgejo-actions", "gitea-actions", "github-actions[bot]"] {
        let there = file(&repo, "there.json", &json!([comment(5, account, &self::body(&forgejo))]));
        let text = github()
            .env("FORGEJO_ACTIONS", "true")
            .env("GITHUB_API_URL", "https://git.example/api/v1")
            .run(&repo, ["ci", "--dry-run", "--event", &event, "--comments", &there])
            .ok();
        let is_ours = account != BOT;
        assert_eq!(text.contains("says all of it already"), is_ours, "{account}");
    }

    let bitbucket = coach!()
        .env("BITBUCKET_BUILD_NUMBER", "3")
        .env("BITBUCKET_PR_ID", "7")
        .env("BITBUCKET_WORKSPACE", "w")
        .env("BITBUCKET_REPO_SLUG", "r")
        .env("BITBUCKET_PR_DESTINATION_COMMIT", &base[..12])
        .env("BITBUCKET_COMMIT", &head[..12])
        .run(&repo, ["ci", "--dry-run"])
        .ok();
    let (line, body) = last(&bitbucket);
    let place = "https://api.bitbucket.org/2.0/repositories/w/r/pullrequests/7/comments";
    assert_eq!(line, format!("POST {place}"));
    let raw = body["content"]["raw"].as_str().unwrap();
    assert!(raw.starts_with("[](# \"git-coach:1 scope=default") && !raw.contains("<!--"), "{raw}");
}

#[test]
fn without_a_token_the_next_place_has_it_and_the_exit_code_stays() {
    let repo = repo();
    let event = file(&repo, "event.json", &request(&repo));
    let args = ["ci", "--event", &event, "--fail-on", "note"];
    let annotated = github().run(&repo, args);
    assert_eq!((annotated.code, annotated.stderr.as_str()), (1, ""));
    assert!(annotated.stdout.contains("no comment: no token in GIT_COACH_TOKEN, GITHUB_TOKEN"));
    assert!(annotated.stdout.contains("\n::notice file=src/billing/"), "{}", annotated.stdout);

    let summary = repo.path().join("../summary.md");
    fs::write(&summary, "before").unwrap();
    let summarised = github().env("GITHUB_STEP_SUMMARY", &summary).run(&repo, args);
    assert_eq!(summarised.code, 1);
    assert!(summarised.stdout.ends_with("git-coach: the step summary has it\n"));
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n### Coaching notes"), "{text}");

    // Gitea shows summaries from 1.27 on only, and takes them before: the log has it as well.
    for system in ["GITEA_ACTIONS", "FORGEJO_ACTIONS"] {
        fs::remove_file(&summary).unwrap();
        let forgejo = github().env(system, "true").env("GITHUB_STEP_SUMMARY", &summary);
        let log = forgejo.run(&repo, args);
        assert_eq!(log.code, 1);
        let (_, rest) = log.stdout.split_once("the step summary has it, where this forge").unwrap();
        assert!(rest.contains("\n::stop-commands::") && rest.contains("Coaching notes"), "{rest}");
        assert!(fs::read_to_string(&summary).unwrap().contains("### Coaching notes"));
    }

    let log = github().run(&repo, [&args[..], &["--to", "log"]].concat());
    assert_eq!(log.code, 1);
    let (first, rest) = log.stdout.split_once('\n').unwrap();
    let word = first.strip_prefix("::stop-commands::").unwrap();
    assert!(rest.ends_with(&format!("\n::{word}::\n")), "{rest}");
}

#[test]
fn what_a_repository_says_is_no_command_for_azure() {
    let command = "##vso[task.setvariable variable=PATH]/evil";
    let text = format!("// TODO: {command}\nfn a() {{}}\n");
    let plan =
        Commit::new(format!("Plan {command}")).by(ZOE).file(format!("src/{command}.rs"), text);
    let repo = repo().branch("late-fees", |repo| repo.commit(plan));
    let azure = coach!()
        .env("TF_BUILD", "True")
        .env("SYSTEM_PULLREQUEST_PULLREQUESTID", "7")
        .env("SYSTEM_PULLREQUEST_TARGETBRANCH", "main")
        .env("SYSTEM_PULLREQUEST_SOURCECOMMITID", repo.id("late-fees"));
    let log = azure.run(&repo, ["ci", "--base", "main"]).ok();
    assert!(log.contains("# #vso[task") && !log.contains("##"), "{log}");
}

#[test]
fn in_a_shell_it_is_a_review() {
    let repo = repo();
    let text = coach!(repo, ["ci", "--base", "main", "--head", "late-fees"]).ok();
    let (line, rest) = text.split_once('\n').unwrap();
    assert_eq!(line, "git-coach: no comment: there is no request for review to comment on");
    let review = coach!(repo, ["review", "main..late-fees"]).ok();
    assert!(rest.ends_with(&review), "{rest}");
}

#[test]
fn bad_input() {
    let repo = repo();
    let path = repo.path().join("../odd.json");
    fs::write(&path, "{").unwrap();
    let odd = path.to_str().unwrap();
    for args in [vec!["--event", odd], vec!["--event", "nowhere.json"]] {
        let errors = coach!(repo, [vec!["ci"], args].concat()).failed(6);
        assert!(errors.contains(".json: ") && errors.contains("\nhint: "), "{errors}");
    }
    let event = file(&repo, "event.json", &request(&repo));
    let args = ["ci", "--dry-run", "--event", &event, "--comments", &event];
    assert!(coach!(repo, args).failed(6).contains("no list of comments of GitHub"));
    for args in [["--output", "pdf=x"], ["--output", "sarif"], ["--output", "sarif="]] {
        assert!(coach!(repo, [&["ci"][..], &args].concat()).failed(2).contains("FORMAT=FILE"));
    }
    assert!(coach!(repo, ["ci", "--comments", odd]).failed(2).contains("--dry-run"));
    let circle = coach!().env("JENKINS_URL", "x").env("CHANGE_ID", "7");
    let errors = circle.run(&repo, ["ci"]).failed(2);
    assert!(errors.contains("Jenkins does not say") && errors.contains("--base"), "{errors}");
}
