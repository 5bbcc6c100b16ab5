//! What belongs to a forge, a build server or an editor: it surrounds the project.

use git_coach_model::Role;

use super::super::path::PathParts;
use super::Tool;
use crate::language::{self, LanguageKind};

/// What stands in a forge's own folders.
pub(super) fn forge(path: &PathParts<'_>) -> Option<Tool> {
    let mut folders = path.folders();
    // Deeper, such a folder belongs to something else that was copied here, and is still no code.
    let forge =
        folders.find(|folder| matches!(*folder, ".github" | ".gitlab" | ".gitea" | ".forgejo"))?;
    let inner = folders.next();
    let prose = language::row_of_path(path.path).is_some_and(|row| row.kind == LanguageKind::Prose);
    if prose {
        return Some(Tool::outer(Role::Docs));
    }
    let settings = inner.is_none()
        || matches!(
            inner,
            Some("issue_template" | "pull_request_template" | "discussion_template")
        );
    let at_top = matches!(path.extension, "yml" | "yaml" | "json" | "json5" | "toml" | "");
    if settings && at_top && forge != ".gitlab" {
        return Some(Tool::outer(Role::Config).also(Role::Ci));
    }
    Some(Tool::outer(Role::Ci))
}

/// What a build server runs.
pub(super) fn pipeline(path: &PathParts<'_>) -> Option<Tool> {
    let name = path.name;
    let by_name = matches!(
        name,
        ".gitlab-ci.yml"
            | ".gitlab-ci.yaml"
            | ".travis.yml"
            | "appveyor.yml"
            | ".appveyor.yml"
            | "circle.yml"
            | ".drone.yml"
            | ".drone.yaml"
            | ".drone.jsonnet"
            | ".drone.star"
            | "bitbucket-pipelines.yml"
            | "buildkite.yml"
            | "cloudbuild.yaml"
            | "cloudbuild.yml"
            | ".cirrus.yml"
            | ".cirrus.star"
            | ".woodpecker.yml"
            | ".woodpecker.yaml"
            | ".vela.yml"
            | ".vela.yaml"
            | ".scrutinizer.yml"
            | "buildspec.yml"
            | "buildspec.yaml"
            | ".zuul.yaml"
            | ".zuul.yml"
            | "zuul.yaml"
            | "screwdriver.yaml"
            | ".taskcluster.yml"
            | "codefresh.yml"
            | "bitrise.yml"
            | "codemagic.yaml"
            | "wercker.yml"
            | ".packit.yaml"
            | ".packit.yml"
            | "earthfile"
            | ".semaphoreci.yml"
            | "shippable.yml"
            | ".shippable.yml"
            | ".build.yml"
            | "dangerfile"
            | "dangerfile.js"
            | "dangerfile.ts"
            | "bors.toml"
            | ".mergify.yml"
            | "codecov.yml"
            | ".codecov.yml"
            | ".coveralls.yml"
            | "fastfile"
            | "pipeline.yml"
            | "concourse.yml"
            | ".prow.yaml"
            | "teamcity-settings.kts"
    ) || name.starts_with("jenkinsfile")
        || path.extension == "jenkinsfile"
        || name.ends_with(".gitlab-ci.yml")
        || name.starts_with("azure-pipelines") && matches!(path.extension, "yml" | "yaml");
    let by_folder = path.folders().any(|folder| {
        matches!(
            folder,
            ".circleci"
                | ".azuredevops"
                | ".azure-pipelines"
                | "azure-pipelines"
                | ".buildkite"
                | ".woodpecker"
                | ".semaphore"
                | ".teamcity"
                | ".builds"
                | "zuul.d"
                | ".zuul.d"
                | ".tekton"
                | "bamboo-specs"
                | ".ci"
                | "ci"
                | ".pipelines"
                | ".gitlab-ci"
                | ".travis"
                | ".jenkins"
                | ".harness"
                | ".drone"
                | ".cirrus"
                | "jenkins"
        )
    });
    let near = path.folders().next().is_none_or(|first| {
        first.starts_with('.')
            || matches!(
                first,
                "ci" | "jenkins"
                    | "azure-pipelines"
                    | "zuul.d"
                    | "bamboo-specs"
                    | "build"
                    | "tools"
                    | "scripts"
            )
    });
    let prose = language::row_of_path(path.path).is_some_and(|row| row.kind == LanguageKind::Prose);
    (by_name || by_folder && near && !prose).then_some(Tool::outer(Role::Ci))
}

/// What an editor, or a machine to develop on, reads.
pub(super) fn editor(path: &PathParts<'_>) -> Option<Tool> {
    let folder = path.folders().any(|folder| {
        matches!(
            folder,
            ".vscode"
                | ".idea"
                | ".devcontainer"
                | ".fleet"
                | ".zed"
                | ".settings"
                | ".run"
                | ".cursor"
                | ".claude"
                | ".husky"
                | ".cargo"
                | ".nvim"
                | ".eclipse"
                | ".vs"
        )
    });
    let name = matches!(
        path.name,
        "vagrantfile"
            | ".editorconfig"
            | ".gitpod.yml"
            | ".gitpod.dockerfile"
            | ".project"
            | ".classpath"
            | ".dir-locals.el"
            | ".vimrc"
            | ".exrc"
            | ".nvimrc"
    );
    (folder || name || path.extension == "code-workspace").then_some(Tool::outer(Role::Config))
}
