//! GitLab CI.

use super::address::encoded;
use super::{Forge, Project, Run, Silence, System, Variables, is_draft_title};

pub(super) fn run(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::GitLab);
    run.id = variables.number("CI_PIPELINE_ID");
    run.project = project(variables);
    let branch = variables.set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    let base = variables.commit("CI_MERGE_REQUEST_DIFF_BASE_SHA");
    let number = variables.number("CI_MERGE_REQUEST_IID");
    if branch.is_none() && base.is_none() && number.is_none() {
        return pushed(variables, run);
    }
    run.is_request = true;
    // The base by its commit is stale once a request was pointed at another branch; the branch is
    // seldom part of the clone.
    run.bases.extend(base);
    run.base_branch(branch);
    // On a merged-results pipeline the checked-out commit is a merge; the branch has its own.
    run.heads.extend(variables.commit("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"));
    if run.heads.is_empty() {
        run.heads.extend(variables.commit("CI_COMMIT_SHA"));
    }
    run.heads.push("HEAD".to_owned());
    run.head_ref = number.map(|number| format!("refs/merge-requests/{number}/head"));
    run.target = number.zip(project(variables)).map(|(number, project)| project.request(number));
    let source = variables.set("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
    run.from_fork = source.is_some() && source != variables.set("CI_MERGE_REQUEST_PROJECT_ID");
    let title = variables.set("CI_MERGE_REQUEST_TITLE").unwrap_or_default();
    if variables.set("CI_MERGE_REQUEST_EVENT_TYPE").as_deref() == Some("merge_train") {
        run.silence = Some(Silence::MergeQueue);
    } else if variables.set("CI_MERGE_REQUEST_DRAFT").as_deref() == Some("true")
        || is_draft_title(&title)
    {
        run.silence = Some(Silence::Draft);
    }
    run
}

/// A pipeline for a branch.
fn pushed(variables: &Variables<'_>, mut run: Run) -> Run {
    run.heads.extend(variables.commit("CI_COMMIT_SHA"));
    run.heads.push("HEAD".to_owned());
    let source = variables.set("CI_PIPELINE_SOURCE");
    match (source.as_deref(), variables.commit("CI_COMMIT_BEFORE_SHA")) {
        (Some("push") | None, Some(before)) => run.bases.push(before),
        (Some("push"), None) => run.base_branch(variables.set("CI_DEFAULT_BRANCH")),
        (event, _) => {
            run.is_scheduled = matches!(event, Some("schedule" | "web"));
            let event = event.unwrap_or("a pipeline without a request").to_owned();
            run.silence = Some(Silence::NoChange { event });
        }
    }
    run
}

fn project(variables: &Variables<'_>) -> Option<Project> {
    let server = || {
        let server = variables.set("CI_SERVER_URL")?;
        Some(format!("{}/api/v4", server.trim_end_matches('/')))
    };
    let api = variables.set("CI_API_V4_URL").or_else(server)?;
    // The request lives in the project that it is to be merged into.
    let id = ["CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID"]
        .iter()
        .find_map(|name| variables.number(name))
        .map(|id| id.to_string());
    let name = id.or_else(|| variables.set("CI_PROJECT_PATH").map(|path| encoded(&path)))?;
    let api = api.trim_end_matches('/').to_owned();
    Some(Project { forge: Forge::GitLab, api, name })
}
