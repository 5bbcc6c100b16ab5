//! GitHub Actions, and Gitea's and Forgejo's, which speak the same way.

use serde_json::Value;

use super::{
    Forge, Lookup, Project, Run, Silence, System, Variables, is_commit, is_draft_title, is_program,
};

/// GitHub's own interface, where the environment names no other.
const GITHUB: &str = "https://api.github.com";

pub(super) fn run(system: System, variables: &Variables<'_>, event: Option<&Value>) -> Run {
    let empty = Value::Null;
    let event = event.unwrap_or(&empty);
    let mut run = Run::at(system);
    run.id = variables.number("GITHUB_RUN_ID");
    let name = variables.set("GITHUB_EVENT_NAME").unwrap_or_else(|| kind(event).to_owned());
    let on = On { variables, event };
    run.project = on.project(system);
    match name.as_str() {
        "pull_request"
        | "pull_request_target"
        | "pull_request_review"
        | "pull_request_review_comment" => on.request(&mut run, &event["pull_request"]),
        "merge_group" => {
            run.bases.extend(commit(&event["merge_group"]["base_sha"]));
            run.base_branch(text(&event["merge_group"]["base_ref"]));
            run.heads.extend(commit(&event["merge_group"]["head_sha"]));
            run.silence = Some(Silence::MergeQueue);
        }
        "push" => on.push(&mut run),
        "workflow_run" => on.workflow(&mut run, &event["workflow_run"]),
        // An older runner may tell nothing but the branch that a request is to be merged into.
        "" if variables.set("GITHUB_BASE_REF").is_some() => on.request(&mut run, &empty),
        "" => run.silence = Some(Silence::NoChange { event: "a run without an event".to_owned() }),
        other => {
            run.is_scheduled = matches!(other, "schedule" | "workflow_dispatch");
            run.silence = Some(Silence::NoChange { event: other.to_owned() });
        }
    }
    run
}

/// What a payload is about, where nothing else tells.
fn kind(event: &Value) -> &'static str {
    let has = |key: &str| event.get(key).is_some_and(|value| !value.is_null());
    match () {
        () if has("pull_request") => "pull_request",
        () if has("merge_group") => "merge_group",
        () if has("workflow_run") => "workflow_run",
        () if has("before") && has("after") => "push",
        () if has("schedule") => "schedule",
        // Without inputs they are told of as null.
        () if event.get("inputs").is_some() || has("workflow") && has("ref") => "workflow_dispatch",
        () => "",
    }
}

/// A run's variables and its event.
struct On<'a> {
    variables: &'a Variables<'a>,
    event: &'a Value,
}

impl On<'_> {
    fn request(&self, run: &mut Run, request: &Value) {
        run.is_request = true;
        run.bases.extend(commit(&request["base"]["sha"]));
        let branch = || self.variables.set("GITHUB_BASE_REF");
        run.base_branch(text(&request["base"]["ref"]).or_else(branch));
        run.heads.extend(commit(&request["head"]["sha"]));
        if run.heads.is_empty() {
            // The checkout of a request is a merge with its base, which changes nothing about the
            // diff.
            run.heads.push("HEAD".to_owned());
        }
        let number = request["number"].as_u64().or_else(|| self.event["number"].as_u64());
        run.head_ref = number.map(|number| format!("refs/pull/{number}/head"));
        run.target =
            number.zip(self.project(run.system)).map(|(number, project)| project.request(number));
        // The repository of the head is gone where a fork was removed.
        let home = |end: &str| text(&request[end]["repo"]["full_name"]);
        run.is_told = !request.is_null();
        run.from_fork = !request.is_null() && home("head") != home("base");
        let user = &request["user"];
        let account = text(&user["login"]).unwrap_or_default();
        let title = text(&request["title"]).unwrap_or_default();
        let by_title = run.system == System::Forgejo && is_draft_title(&title);
        if user["type"] == "Bot" || is_program(&account) {
            run.silence = Some(Silence::Bot { account });
        } else if request["draft"] == true || by_title {
            run.silence = Some(Silence::Draft);
        }
    }

    fn push(&self, run: &mut Run) {
        run.heads.extend(commit(&self.event["after"]));
        if run.heads.is_empty() {
            if self.event["deleted"] == true || self.event["after"].is_string() {
                run.silence = Some(Silence::NoChange { event: "a branch's removal".to_owned() });
                return;
            }
            run.heads.push("HEAD".to_owned());
        }
        match commit(&self.event["before"]) {
            Some(before) => run.bases.push(before),
            // A branch that is new started from the default one.
            None => run.base_branch(text(&self.event["repository"]["default_branch"])),
        }
        if text(&self.event["ref"]).is_some_and(|name| name.starts_with("refs/tags/")) {
            run.silence = Some(Silence::NoChange { event: "a tag".to_owned() });
        }
    }

    /// A second workflow, run with rights after a first one.
    fn workflow(&self, run: &mut Run, first: &Value) {
        // What orders the commits is the first run: a second one may begin late.
        run.id = first["id"].as_u64().or(run.id);
        run.heads.extend(commit(&first["head_sha"]));
        // Empty for requests from forks; of those from here, some may be to be merged elsewhere.
        let request = self.listed(first).unwrap_or(&Value::Null);
        run.bases.extend(commit(&request["base"]["sha"]));
        let default = || text(&self.event["repository"]["default_branch"]);
        run.base_branch(text(&request["base"]["ref"]).or_else(default));
        let number = request["number"].as_u64();
        run.is_request = number.is_some();
        run.target =
            number.zip(self.project(run.system)).map(|(number, project)| project.request(number));
        run.head_ref = number.map(|number| format!("refs/pull/{number}/head"));
        if run.system == System::GitHub {
            run.lookup = self.project(run.system).zip(run.heads.first()).map(|(project, head)| {
                Lookup { api: project.api, project: project.name, head: head.clone() }
            });
        }
        let home = |repository: &str| text(&first[repository]["full_name"]);
        run.from_fork = home("head_repository") != home("repository");
        if first["event"].as_str().is_some_and(|event| !event.starts_with("pull_request")) {
            let event = text(&first["event"]).unwrap_or_default();
            run.silence = Some(Silence::NoChange { event: format!("workflow_run after {event}") });
        }
    }

    /// The request of a first workflow that is to be merged here and ended with its commit.
    fn listed<'b>(&self, first: &'b Value) -> Option<&'b Value> {
        let id = &self.event["repository"]["id"];
        let head = &first["head_sha"];
        let fits = |one: &Value, pointer: &str, expected: &Value| {
            one.pointer(pointer).is_none_or(|found| expected.is_null() || found == expected)
        };
        let is_ours = |one: &&Value| fits(one, "/base/repo/id", id) && fits(one, "/head/sha", head);
        first["pull_requests"].as_array()?.iter().find(is_ours)
    }

    fn project(&self, system: System) -> Option<Project> {
        let name = self
            .variables
            .set("GITHUB_REPOSITORY")
            .or_else(|| text(&self.event["repository"]["full_name"]))
            .filter(|name| is_project(name))?;
        let (forge, usual) = match system {
            System::Forgejo => (Forge::Gitea, None),
            _ => (Forge::GitHub, Some(GITHUB.to_owned())),
        };
        let server = || {
            let server = self.variables.set("GITHUB_SERVER_URL")?;
            Some(format!("{}/api/v1", server.trim_end_matches('/')))
        };
        let api = self.variables.set("GITHUB_API_URL").or(usual).or_else(server)?;
        Some(Project { forge, api: api.trim_end_matches('/').to_owned(), name })
    }
}

/// Whether the text is `owner/name` and nothing that would lead elsewhere in an address.
fn is_project(text: &str) -> bool {
    let mut parts = text.split('/');
    let fits = |part: Option<&str>| {
        part.is_some_and(|part| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        })
    };
    fits(parts.next()) && fits(parts.next()) && parts.next().is_none()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn commit(value: &Value) -> Option<String> {
    text(value).filter(|text| is_commit(text))
}
