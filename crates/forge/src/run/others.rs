//! Bitbucket, Azure, CircleCI, Buildkite and Jenkins, by their variables.

use super::address::{encoded, of_remote, of_request};
use super::{Forge, Project, Run, Silence, System, Variables, is_program};

pub(super) fn bitbucket(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::Bitbucket);
    run.id = variables.number("BITBUCKET_BUILD_NUMBER");
    // May be cut to twelve digits.
    run.bases.extend(variables.commit("BITBUCKET_PR_DESTINATION_COMMIT"));
    run.base_branch(variables.set("BITBUCKET_PR_DESTINATION_BRANCH"));
    run.heads.extend(variables.commit("BITBUCKET_COMMIT"));
    let number = variables.number("BITBUCKET_PR_ID");
    run.target = number.and_then(|number| {
        let part = |name| Some(encoded(&variables.set(name)?));
        let name = format!("{}/{}", part("BITBUCKET_WORKSPACE")?, part("BITBUCKET_REPO_SLUG")?);
        let api = "https://api.bitbucket.org/2.0".to_owned();
        Some(Project { forge: Forge::Bitbucket, api, name }.request(number))
    });
    about_a_request(run, number.is_some())
}

pub(super) fn azure(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::Azure);
    run.id = variables.number("BUILD_BUILDID");
    run.base_branch(variables.set("SYSTEM_PULLREQUEST_TARGETBRANCH"));
    // The checkout is a merge.
    run.heads.extend(variables.commit("SYSTEM_PULLREQUEST_SOURCECOMMITID"));
    let number = variables.number("SYSTEM_PULLREQUEST_PULLREQUESTID");
    run.target = number.and_then(|number| {
        let api = variables.set("SYSTEM_COLLECTIONURI")?.trim_end_matches('/').to_owned();
        let project = encoded(&variables.set("SYSTEM_TEAMPROJECT")?);
        let repository = encoded(&variables.set("BUILD_REPOSITORY_ID")?);
        let ours = variables.set("BUILD_REPOSITORY_PROVIDER").is_none_or(|name| name == "TfsGit");
        let name = format!("{project}/_apis/git/repositories/{repository}");
        ours.then(|| Project { forge: Forge::Azure, api, name }.request(number))
    });
    run.from_fork = variables.set("SYSTEM_PULLREQUEST_ISFORK").as_deref() == Some("True");
    run.is_scheduled = variables.set("BUILD_REASON").as_deref() == Some("Schedule");
    about_a_request(run, number.is_some())
}

pub(super) fn circleci(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::CircleCi);
    run.id = variables.number("CIRCLE_BUILD_NUM");
    run.heads.extend(variables.commit("CIRCLE_SHA1"));
    let address = variables.set("CIRCLE_PULL_REQUEST");
    run.target = address.as_deref().and_then(of_request);
    let home = variables.set("CIRCLE_REPOSITORY_URL").and_then(|remote| of_remote(&remote, 0));
    run.project = home.map(|target| target.project);
    // No variable tells the base.
    run.bases.push("refs/remotes/origin/HEAD".to_owned());
    run.from_fork = variables.set("CIRCLE_PR_REPONAME").is_some();
    // Who opened it, of forks alone; another variable tells who started the build.
    by_somebody(about_a_request(run, address.is_some()), variables.set("CIRCLE_PR_USERNAME"))
}

pub(super) fn buildkite(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::Buildkite);
    run.id = variables.number("BUILDKITE_BUILD_NUMBER");
    run.heads.extend(variables.commit("BUILDKITE_COMMIT"));
    run.heads.push("HEAD".to_owned());
    run.base_branch(variables.set("BUILDKITE_PULL_REQUEST_BASE_BRANCH"));
    // "false" where there is none.
    let number = variables.number("BUILDKITE_PULL_REQUEST");
    run.target = number.and_then(|number| of_remote(&variables.set("BUILDKITE_REPO")?, number));
    let home = |name| variables.set(name).and_then(|remote| of_remote(&remote, 0));
    run.project = home("BUILDKITE_REPO").map(|target| target.project);
    let fork = home("BUILDKITE_PULL_REQUEST_REPO");
    run.from_fork = fork.is_some() && fork != home("BUILDKITE_REPO");
    run.is_scheduled = variables.set("BUILDKITE_SOURCE").as_deref() == Some("schedule");
    let mut run = about_a_request(run, number.is_some());
    if variables.set("BUILDKITE_PULL_REQUEST_DRAFT").as_deref() == Some("true") {
        run.silence = Some(Silence::Draft);
    }
    run
}

pub(super) fn jenkins(variables: &Variables<'_>) -> Run {
    let mut run = Run::at(System::Jenkins);
    run.id = variables.number("BUILD_NUMBER");
    run.base_branch(variables.set("CHANGE_TARGET"));
    // The checkout may be a merge, which changes nothing about the diff.
    run.heads.push("HEAD".to_owned());
    let is_request = variables.set("CHANGE_ID").is_some();
    run.target = variables.set("CHANGE_URL").as_deref().and_then(of_request);
    run.from_fork = variables.set("CHANGE_FORK").is_some();
    let home = variables.set("GIT_URL").and_then(|remote| of_remote(&remote, 0));
    run.project = home.map(|target| target.project);
    // Only where a plugin passes on what started a build.
    run.is_scheduled = variables.set("BUILD_CAUSE_TIMERTRIGGER").as_deref() == Some("true");
    by_somebody(about_a_request(run, is_request), variables.set("CHANGE_AUTHOR"))
}

/// Says nothing to a program.
fn by_somebody(mut run: Run, account: Option<String>) -> Run {
    if let Some(account) = account.filter(|account| is_program(account)) {
        run.silence.get_or_insert(Silence::Bot { account });
    }
    run
}

fn about_a_request(mut run: Run, is_request: bool) -> Run {
    run.is_request = is_request;
    if !is_request {
        let event = "a build without a request".to_owned();
        run.silence = Some(Silence::NoChange { event });
    }
    run
}
