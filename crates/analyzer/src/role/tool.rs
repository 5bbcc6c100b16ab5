//! Files that tools read: pipelines, settings, builds, manifests, locks, machines and migrations.

use git_coach_model::Role;

use super::path::PathParts;

mod lock;
mod migration;
mod names;
mod outer;
mod pattern;

pub(super) use lock::is_lock;

/// A file that a tool reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tool {
    /// What for.
    pub(super) role: Role,
    /// What else for.
    pub(super) also: Option<Role>,
    /// Whether it is a forge's, a build server's or an editor's.
    pub(super) is_forge_or_editor: bool,
}

impl Tool {
    const fn new(role: Role) -> Self {
        Self { role, also: None, is_forge_or_editor: false }
    }

    const fn outer(role: Role) -> Self {
        Self { role, also: None, is_forge_or_editor: true }
    }

    const fn also(mut self, role: Role) -> Self {
        self.also = Some(role);
        self
    }
}

/// The tool that reads a file, if there is one.
pub(super) fn of(path: &PathParts<'_>) -> Option<Tool> {
    outer::forge(path)
        .or_else(|| outer::pipeline(path))
        .or_else(|| outer::editor(path))
        .or_else(|| migration::of(path))
        .or_else(|| names::of(path.name))
        .or_else(|| pattern::of(path))
        .or_else(|| infrastructure(path))
}

/// What describes machines, containers and their network, by folder.
fn infrastructure(path: &PathParts<'_>) -> Option<Tool> {
    let data = matches!(
        path.extension,
        "yml"
            | "yaml"
            | "json"
            | "tpl"
            | "tmpl"
            | "conf"
            | "ini"
            | "cfg"
            | "toml"
            | "j2"
            | "hcl"
            | "jsonnet"
            | "libsonnet"
            | "env"
            | "properties"
    );
    let folder = path.folders().enumerate().any(|(index, folder)| match folder {
        "k8s" | "kubernetes" | "helm" | "charts" | "terraform" | "ansible" | "kustomize"
        | "cloudformation" | "infra" | "infrastructure" | "docker" | "nomad" | "manifests" => {
            !path.is_below_source(index)
        }
        "deploy" | "deployment" | "deployments" | "ops" => index == 0,
        _ => false,
    });
    let playbook = path.is_in("playbooks") || path.passes("group_vars") || path.passes("host_vars");
    (data && (folder || playbook)).then_some(Tool::new(Role::Infrastructure))
}

/// Whether a file in a data language holds settings rather than data.
pub(super) fn is_settings(path: &PathParts<'_>) -> bool {
    let data = path.folders().any(|folder| {
        matches!(
            folder,
            "data"
                | "dataset"
                | "datasets"
                | "assets"
                | "asset"
                | "public"
                | "static"
                | "res"
                | "resources"
                | "locales"
                | "locale"
                | "i18n"
                | "l10n"
                | "lang"
                | "translations"
                | "images"
                | "img"
                | "media"
                | "_locales"
                | "messages"
        )
    });
    let plain = matches!(
        path.extension,
        "csv"
            | "tsv"
            | "svg"
            | "diff"
            | "patch"
            | "geojson"
            | "jsonl"
            | "ndjson"
            | "resx"
            | "storyboard"
            | "xib"
            | "desktop"
            | "xaml"
            | "axml"
            | "xsl"
            | "xslt"
            | "xsd"
            | "wsdl"
            | "rng"
    );
    let named = path.name.contains("config") || path.name.contains("settings");
    !plain
        && (!data
            || named
            || matches!(path.extension, "yml" | "yaml" | "toml" | "ini" | "cfg" | "conf")
                && !path.is_in("locales")
                && !path.is_in("i18n"))
}
