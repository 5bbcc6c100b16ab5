//! What each system's variables and events tell.

use super::*;

const BASE: &str = "1111111111111111111111111111111111111111";
const HEAD: &str = "2222222222222222222222222222222222222222";
const ZERO: &str = "0000000000000000000000000000000000000000";

const ACTIONS: &[(&str, &str)] =
    &[("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "o/r"), ("GITHUB_RUN_ID", "41")];

fn told(variables: &[(&str, &str)], event: Option<&Value>) -> Run {
    let of = |name: &str| {
        variables.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    };
    run(of, event)
}

fn on(name: &str, event: &Value) -> Run {
    told(&[ACTIONS, &[("GITHUB_EVENT_NAME", name)]].concat(), Some(event))
}

fn request() -> Value {
    json!({
        "number": 7,
        "pull_request": {
            "number": 7, "draft": false, "title": "Go on",
            "user": { "login": "zoe", "type": "User" },
            "base": { "sha": BASE, "ref": "main", "repo": { "full_name": "o/r" } },
            "head": { "sha": HEAD, "ref": "topic", "repo": { "full_name": "o/r" } },
        },
        "repository": { "full_name": "o/r", "default_branch": "main" },
    })
}

fn target(forge: Forge, api: &str, project: &str, number: u64) -> Option<Target> {
    Some(Project { forge, api: api.to_owned(), name: project.to_owned() }.request(number))
}

/// A request with one value replaced.
fn request_with(pointer: &str, value: Value) -> Value {
    let mut event = request();
    if let Some(place) = event.pointer_mut(pointer) {
        *place = value;
    }
    event
}

#[test]
fn a_request_on_github() {
    for name in ["pull_request", "pull_request_target"] {
        let run = on(name, &request());
        assert_eq!(run.bases, [BASE, "refs/remotes/origin/main"]);
        assert_eq!(run.heads, [HEAD]);
        assert_eq!(run.head_ref.as_deref(), Some("refs/pull/7/head"));
        assert_eq!(run.target, target(Forge::GitHub, "https://api.github.com", "o/r", 7));
        assert_eq!((run.id, run.from_fork, run.silence), (Some(41), false, None));
    }
    let enterprise = [ACTIONS, &[("GITHUB_API_URL", "https://ghe.example/api/v3/")]].concat();
    let run = told(&enterprise, Some(&request()));
    assert_eq!(run.target, target(Forge::GitHub, "https://ghe.example/api/v3", "o/r", 7));
}

#[test]
fn forks_drafts_and_bots() {
    let fork = on("pull_request", &request_with("/pull_request/head/repo/full_name", "x/r".into()));
    assert!(fork.from_fork);
    let gone = on("pull_request", &request_with("/pull_request/head/repo", Value::Null));
    assert!(gone.from_fork);
    let draft = on("pull_request", &request_with("/pull_request/draft", true.into()));
    assert_eq!(draft.silence, Some(Silence::Draft));
    for (pointer, value, account) in [
        ("/pull_request/user/type", "Bot", "zoe"),
        ("/pull_request/user/login", "renovate[bot]", "renovate[bot]"),
    ] {
        let bot = on("pull_request", &request_with(pointer, value.into()));
        assert_eq!(bot.silence, Some(Silence::Bot { account: account.to_owned() }));
    }
}

#[test]
fn a_merge_queue_is_quiet() {
    let event = json!({ "merge_group": { "base_sha": BASE, "head_sha": HEAD,
        "base_ref": "refs/heads/main" } });
    let run = on("merge_group", &event);
    assert_eq!((run.silence, run.target), (Some(Silence::MergeQueue), None));
    assert_eq!(run.bases, [BASE, "refs/remotes/origin/main"]);
}

#[test]
fn a_push_has_no_request() {
    let push = |before: &str, after: &str, name: &str| {
        on(
            "push",
            &json!({ "before": before, "after": after, "ref": name,
            "repository": { "default_branch": "main" } }),
        )
    };
    let run = push(BASE, HEAD, "refs/heads/topic");
    assert_eq!((run.bases, run.heads), (vec![BASE.to_owned()], vec![HEAD.to_owned()]));
    assert_eq!((run.target, run.silence), (None, None));
    assert_eq!(push(ZERO, HEAD, "refs/heads/topic").bases, ["refs/remotes/origin/main"]);
    assert!(push(BASE, ZERO, "refs/heads/topic").silence.is_some());
    assert!(push(ZERO, HEAD, "refs/tags/v1").silence.is_some());
}

#[test]
fn a_second_workflow() {
    let event = |requests: Value| {
        json!({
            "workflow_run": { "id": 12, "event": "pull_request", "head_sha": HEAD, "pull_requests": requests,
                "head_repository": { "full_name": "x/r" }, "repository": { "full_name": "o/r" } },
            "repository": { "default_branch": "main" },
        })
    };
    let run = on("workflow_run", &event(json!([])));
    assert_eq!((run.heads, run.target, run.from_fork), (vec![HEAD.to_owned()], None, true));
    assert_eq!(run.id, Some(12));
    assert_eq!(run.bases, ["refs/remotes/origin/main"]);
    let (api, project) = ("https://api.github.com".to_owned(), "o/r".to_owned());
    assert_eq!(run.lookup, Some(Lookup { api, project, head: HEAD.to_owned() }));
    let known = json!([{ "number": 7, "base": { "sha": BASE, "ref": "next" } }]);
    let run = on("workflow_run", &event(known));
    assert_eq!(run.bases, [BASE, "refs/remotes/origin/next"]);
    // It may have gone on: which request ends with the commit by now is still to be looked for.
    assert_eq!(
        (run.target.map(|target| target.place), run.lookup.map(|lookup| lookup.head)),
        (Some(Place::Request(7)), Some(HEAD.to_owned()))
    );
    let of = |name: &str| ACTIONS.iter().find(|one| one.0 == name).map(|one| one.1.to_owned());
    let found = run_on(of, Some(&event(json!([]))), request()["pull_request"].clone());
    assert_eq!(found, on("pull_request", &request()));
    assert!(on("workflow_run", &json!({ "workflow_run": { "event": "push" } })).silence.is_some());
}

#[test]
fn a_forge_tells_what_a_pipeline_does_not() {
    let after = |forge: Forge, request: Value| {
        let mut run = Run::at(System::CircleCi);
        run.bases.push("refs/remotes/origin/HEAD".to_owned());
        run.learn(forge, &request);
        run
    };
    let bot = |account: &str| Some(Silence::Bot { account: account.to_owned() });
    for (forge, request, silence) in [
        (
            Forge::GitHub,
            json!({ "user": { "login": "zoe", "type": "User" }, "draft": false }),
            None,
        ),
        (Forge::GitHub, json!({ "draft": true }), Some(Silence::Draft)),
        (
            Forge::GitHub,
            json!({ "user": { "login": "x", "type": "Bot" }, "draft": true }),
            bot("x"),
        ),
        (Forge::Gitea, json!({ "user": { "login": "zoe" }, "title": "Go on" }), None),
        (Forge::Gitea, json!({ "title": "WIP: go on" }), Some(Silence::Draft)),
        (Forge::Gitea, json!({ "user": { "login": "renovate" } }), bot("renovate")),
        (Forge::GitLab, json!({ "author": { "username": "zoe" }, "draft": false }), None),
        (Forge::GitLab, json!({ "draft": true }), Some(Silence::Draft)),
        (Forge::GitLab, json!({ "author": { "username": "project_1_bot" } }), bot("project_1_bot")),
        (Forge::Bitbucket, json!({ "author": { "type": "user", "nickname": "zoe" } }), None),
        (Forge::Bitbucket, json!({ "draft": true }), Some(Silence::Draft)),
        (Forge::Bitbucket, json!({ "author": { "type": "app_user", "nickname": "x" } }), bot("x")),
        (
            Forge::Azure,
            json!({ "createdBy": { "descriptor": "aad.x", "displayName": "Zoe" } }),
            None,
        ),
        (Forge::Azure, json!({ "isDraft": true }), Some(Silence::Draft)),
        (
            Forge::Azure,
            json!({ "createdBy": { "descriptor": "svc.x", "displayName": "Build" } }),
            bot("Build"),
        ),
        (Forge::GitHub, json!(null), None),
        (Forge::Azure, json!([7]), None),
    ] {
        let run = after(forge, request.clone());
        assert_eq!(
            (run.silence, run.bases),
            (silence, vec!["refs/remotes/origin/HEAD".to_owned()]),
            "{request}"
        );
    }
    for (forge, request) in [
        (Forge::GitHub, json!({ "head": { "sha": HEAD } })),
        (Forge::Gitea, json!({ "head": { "sha": HEAD } })),
        (Forge::GitLab, json!({ "sha": HEAD })),
        (Forge::Bitbucket, json!({ "source": { "commit": { "hash": &HEAD[..12] } } })),
        (Forge::Azure, json!({ "lastMergeSourceCommit": { "commitId": HEAD } })),
    ] {
        let stands_at = after(forge, request).stands_at;
        assert!(stands_at.is_some_and(|at| HEAD.starts_with(&at)), "{forge}");
        assert_eq!(after(forge, json!({ "sha": 7, "head": "x" })).stands_at, None);
    }
    let base = json!({ "base": { "sha": BASE, "ref": "next" } });
    let run = after(Forge::GitHub, base.clone());
    assert_eq!(run.bases, [BASE, "refs/remotes/origin/next"]);
    // Who knows the base already knows better.
    let mut run = Run::at(System::Buildkite);
    run.base_branch(Some("main".to_owned()));
    run.learn(Forge::GitHub, &base);
    assert_eq!(run.bases, ["refs/remotes/origin/main"]);
}

#[test]
fn events_about_no_change_say_so() {
    for name in ["schedule", "workflow_dispatch", "issues"] {
        let silence = on(name, &json!({})).silence;
        assert_eq!(silence, Some(Silence::NoChange { event: name.to_owned() }));
    }
}

#[test]
fn the_clock_is_about_the_project() {
    let project = Project {
        forge: Forge::GitHub,
        api: "https://api.github.com".to_owned(),
        name: "o/r".to_owned(),
    };
    for name in ["schedule", "workflow_dispatch"] {
        let run = on(name, &json!({}));
        assert_eq!((run.is_scheduled, run.project), (true, Some(project.clone())), "{name}");
    }
    let others = [on("issues", &json!({})), on("pull_request", &request()), told(&[], None)];
    assert!(others.iter().all(|run| !run.is_scheduled));
    let nightly =
        [GITLAB[0], GITLAB[1], ("CI_PIPELINE_SOURCE", "schedule"), ("CI_PROJECT_ID", "12")];
    let run = told(&nightly, None);
    assert_eq!(run.project.map(|project| project.name), Some("12".to_owned()));
    assert!(!told(&[GITLAB[0], ("CI_PIPELINE_SOURCE", "pipeline")], None).is_scheduled);
    assert!(told(&[("TF_BUILD", "True"), ("BUILD_REASON", "Schedule")], None).is_scheduled);
    assert!(!told(&[("TF_BUILD", "True"), ("BUILD_REASON", "Manual")], None).is_scheduled);
    let nightly = [
        ("BUILDKITE", "true"),
        ("BUILDKITE_SOURCE", "schedule"),
        ("BUILDKITE_REPO", "git@github.com:o/r.git"),
    ];
    let run = told(&nightly, None);
    assert_eq!((run.is_scheduled, run.project), (true, Some(project.clone())));
    let nightly = [("JENKINS_URL", "x"), ("BUILD_CAUSE_TIMERTRIGGER", "true")];
    assert!(told(&nightly, None).is_scheduled && !told(&nightly[..1], None).is_scheduled);
    let circle = [("CIRCLECI", "true"), ("CIRCLE_REPOSITORY_URL", "https://github.com/o/r")];
    assert_eq!(told(&circle, None).project, Some(project));
}

#[test]
fn odd_payloads_are_passed_over() {
    let odd = [
        json!(null),
        json!([]),
        json!("x"),
        json!(7),
        json!({}),
        json!({ "pull_request": 7 }),
        json!({ "pull_request": { "number": "7", "head": { "sha": "--upload-pack=x" },
            "base": { "sha": "main..x" }, "user": [] } }),
    ];
    for event in &odd {
        for name in ["pull_request", "push", "merge_group", "workflow_run"] {
            let run = on(name, event);
            assert!(run.target.is_none() && run.bases.is_empty(), "{name} {event}: {run:?}");
        }
    }
    for project in ["o/r/../x", "..", "o/..", "o r/x", "o/r?x"] {
        let run = told(&[ACTIONS, &[("GITHUB_REPOSITORY", project)]].concat(), Some(&request()));
        assert_eq!(run.target, None, "{project}");
    }
}

/// A variable of another shape than expected counts as absent, and is no name of anything.
#[test]
fn odd_variables_are_passed_over() {
    const SYSTEMS: [&str; 8] = [
        "GITLAB_CI",
        "GITEA_ACTIONS",
        "GITHUB_ACTIONS",
        "BITBUCKET_BUILD_NUMBER",
        "TF_BUILD",
        "CIRCLECI",
        "BUILDKITE",
        "JENKINS_URL",
    ];
    for system in SYSTEMS {
        for odd in
            ["\u{2603}", "-1", "18446744073709551616", "--upload-pack=x", "://", "a/../b", " "]
        {
            // Everything that is asked for is odd, and so is what tells the system.
            let of = |name: &str| match name {
                "GITHUB_EVENT_NAME" => None,
                name if name == system || !SYSTEMS.contains(&name) => Some(odd.to_owned()),
                _ => None,
            };
            let run = run(of, None);
            assert_ne!(run.system, System::Shell, "{system}");
            assert_eq!((run.target.clone(), run.id), (None, None), "{system} {odd}: {run:?}");
            let is_name =
                |name: &&String| is_commit(name) || name.starts_with("refs/") || *name == "HEAD";
            assert!(run.bases.iter().chain(&run.heads).all(|name| is_name(&name)), "{run:?}");
        }
    }
}

#[test]
fn a_payload_alone_is_enough_at_home() {
    let run = told(&[], Some(&request()));
    assert_eq!(run.target, target(Forge::GitHub, "https://api.github.com", "o/r", 7));
    assert_eq!(told(&[], None), Run::at(System::Shell));
}

#[test]
fn a_payload_alone_tells_what_happened() {
    let repository = json!({ "full_name": "o/r", "default_branch": "main" });
    for (name, event) in [
        ("pull_request", request()),
        ("merge_group", json!({ "merge_group": { "head_sha": HEAD, "base_sha": BASE } })),
        ("workflow_run", json!({ "workflow_run": { "event": "pull_request", "head_sha": HEAD } })),
        ("push", json!({ "before": BASE, "after": HEAD, "repository": repository })),
        ("schedule", json!({ "schedule": "0 6 * * 1", "repository": repository })),
        ("workflow_dispatch", json!({ "inputs": null, "repository": repository })),
        ("workflow_dispatch", json!({ "inputs": { "a": "b" }, "repository": repository })),
        ("workflow_dispatch", json!({ "ref": "refs/heads/main", "workflow": "x.yml" })),
    ] {
        let named = told(&[("GITHUB_EVENT_NAME", name), ("GITHUB_ACTIONS", "true")], Some(&event));
        assert_eq!(told(&[], Some(&event)), named, "{name} {event}");
    }
    let none = told(&[], Some(&json!({}))).silence;
    assert_eq!(none, Some(Silence::NoChange { event: "a run without an event".to_owned() }));
}

#[test]
fn the_branch_alone_tells_the_base() {
    let run = told(&[("GITHUB_ACTIONS", "true"), ("GITHUB_BASE_REF", "main")], None);
    assert_eq!((run.bases.len(), run.heads), (1, vec!["HEAD".to_owned()]));
    assert_eq!(run.base_branch.as_deref(), Some("main"));
}

#[test]
fn gitea_and_forgejo_are_not_github() {
    for name in ["GITEA_ACTIONS", "FORGEJO_ACTIONS"] {
        let more = [(name, "true"), ("GITHUB_API_URL", "https://git.example/api/v1")];
        let run = told(&[ACTIONS, &more].concat(), Some(&request()));
        assert_eq!(run.system, System::Forgejo);
        assert_eq!(run.target, target(Forge::Gitea, "https://git.example/api/v1", "o/r", 7));
    }
    let server = [("GITEA_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://git.example/")];
    let wip = request_with("/pull_request/title", "WIP: go on".into());
    let run = told(&[ACTIONS, &server].concat(), Some(&wip));
    assert_eq!(run.silence, Some(Silence::Draft));
    assert_eq!(run.target, target(Forge::Gitea, "https://git.example/api/v1", "o/r", 7));
}

const GITLAB: &[(&str, &str)] = &[
    ("GITLAB_CI", "true"),
    ("CI_API_V4_URL", "https://gitlab.example/api/v4"),
    ("CI_MERGE_REQUEST_IID", "7"),
    ("CI_MERGE_REQUEST_PROJECT_ID", "12"),
    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", BASE),
    ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", ""),
    ("CI_COMMIT_SHA", HEAD),
    ("CI_PIPELINE_ID", "99"),
];

#[test]
fn a_request_on_gitlab() {
    let run = told(GITLAB, None);
    assert_eq!(run.bases, [BASE, "refs/remotes/origin/main"]);
    assert_eq!(run.heads, [HEAD, "HEAD"]);
    assert_eq!(run.target, target(Forge::GitLab, "https://gitlab.example/api/v4", "12", 7));
    assert_eq!((run.id, run.silence), (Some(99), None));
    let with = |more: &[(&str, &str)]| told(&[GITLAB, more].concat(), None);
    let merged = with(&[("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", BASE)]);
    assert_eq!(merged.heads[0], BASE);
    assert_eq!(with(&[("CI_MERGE_REQUEST_TITLE", "Draft: x")]).silence, Some(Silence::Draft));
    assert_eq!(with(&[("CI_MERGE_REQUEST_DRAFT", "true")]).silence, Some(Silence::Draft));
    // Who started the pipeline, as by a rebase, may be another than who opened the request.
    let mut started = with(&[("GITLAB_USER_LOGIN", "project_12_bot_a1")]);
    assert_eq!(started.silence, None);
    started.learn(Forge::GitLab, &json!({ "author": { "username": "zoe" } }));
    assert_eq!(started.silence, None);
    let train = with(&[("CI_MERGE_REQUEST_EVENT_TYPE", "merge_train")]).silence;
    assert_eq!(train, Some(Silence::MergeQueue));
    assert!(with(&[("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "13")]).from_fork);
}

#[test]
fn a_branch_on_gitlab() {
    let push = [("GITLAB_CI", "true"), ("CI_PIPELINE_SOURCE", "push"), ("CI_COMMIT_SHA", HEAD)];
    let run = told(&[&push[..], &[("CI_COMMIT_BEFORE_SHA", BASE)]].concat(), None);
    assert_eq!((run.bases, run.silence), (vec![BASE.to_owned()], None));
    let new = [("CI_COMMIT_BEFORE_SHA", ZERO), ("CI_DEFAULT_BRANCH", "main")];
    assert_eq!(told(&[&push[..], &new].concat(), None).bases, ["refs/remotes/origin/main"]);
    let nightly = [("GITLAB_CI", "true"), ("CI_PIPELINE_SOURCE", "schedule")];
    assert!(told(&nightly, None).silence.is_some());
}

#[test]
fn the_others() {
    let run = told(
        &[
            ("BITBUCKET_BUILD_NUMBER", "5"),
            ("BITBUCKET_PR_ID", "7"),
            ("BITBUCKET_COMMIT", &HEAD[..12]),
            ("BITBUCKET_PR_DESTINATION_COMMIT", &BASE[..12]),
            ("BITBUCKET_WORKSPACE", "w"),
            ("BITBUCKET_REPO_SLUG", "r"),
        ],
        None,
    );
    assert_eq!(run.target, target(Forge::Bitbucket, "https://api.bitbucket.org/2.0", "w/r", 7));
    assert_eq!((run.bases[0].as_str(), run.heads[0].as_str()), (&BASE[..12], &HEAD[..12]));

    let run = told(
        &[
            ("TF_BUILD", "True"),
            ("SYSTEM_PULLREQUEST_PULLREQUESTID", "7"),
            ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
            ("SYSTEM_PULLREQUEST_SOURCECOMMITID", HEAD),
            ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/o/"),
            ("SYSTEM_TEAMPROJECT", "My P"),
            ("BUILD_REPOSITORY_ID", "a-b"),
            ("BUILD_REPOSITORY_PROVIDER", "TfsGit"),
        ],
        None,
    );
    let project = "My%20P/_apis/git/repositories/a-b";
    assert_eq!(run.target, target(Forge::Azure, "https://dev.azure.com/o", project, 7));
    assert_eq!(run.bases, ["refs/remotes/origin/main"]);

    let address = "https://github.com/o/r/pull/7";
    let on_github = target(Forge::GitHub, "https://api.github.com", "o/r", 7);
    let circle = [("CIRCLECI", "true"), ("CIRCLE_PULL_REQUEST", address), ("CIRCLE_SHA1", HEAD)];
    assert_eq!(told(&circle, None).target, on_github);
    let buildkite = [
        ("BUILDKITE", "true"),
        ("BUILDKITE_PULL_REQUEST", "7"),
        ("BUILDKITE_COMMIT", HEAD),
        ("BUILDKITE_REPO", "git@github.com:o/r.git"),
        ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"),
    ];
    let run = told(&buildkite, None);
    assert_eq!((run.target, run.silence), (on_github.clone(), None));
    let jenkins = [
        ("JENKINS_URL", "https://j.example"),
        ("CHANGE_ID", "7"),
        ("CHANGE_TARGET", "main"),
        ("CHANGE_URL", "https://gitlab.example/a/b/c/-/merge_requests/7"),
    ];
    let on_gitlab = target(Forge::GitLab, "https://gitlab.example/api/v4", "a%2Fb%2Fc", 7);
    assert_eq!(told(&jenkins, None).target, on_gitlab);
    let bot = Some(Silence::Bot { account: "renovate[bot]".to_owned() });
    let by_bot = |of: &[(&'static str, &'static str)], name| {
        told(&[of, &[(name, "renovate[bot]")]].concat(), None).silence
    };
    assert_eq!(by_bot(&circle, "CIRCLE_PR_USERNAME"), bot);
    assert_eq!(by_bot(&circle, "CIRCLE_USERNAME"), None);
    assert_eq!(by_bot(&jenkins, "CHANGE_AUTHOR"), bot);
    for variables in [&circle[..1], &buildkite[..1], &jenkins[..1]] {
        assert!(told(variables, None).silence.is_some(), "{variables:?}");
    }
    for address in ["https://x@github.com/o/r/pull/7", "ftp://github.com/o/r/pull/7", "7", ""] {
        let run = told(&[("CIRCLECI", "true"), ("CIRCLE_PULL_REQUEST", address)], None);
        assert_eq!(run.target, None, "{address}");
    }
}
