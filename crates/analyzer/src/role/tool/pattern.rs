//! Files that tools read, by patterns of their names.

use git_coach_model::Role;

use super::super::path::PathParts;
use super::Tool;

/// What patterns of names tell.
pub(super) fn of(path: &PathParts<'_>) -> Option<Tool> {
    let (name, stem) = (path.name, path.stem);
    let yaml = matches!(path.extension, "yml" | "yaml");
    let script =
        matches!(path.extension, "js" | "cjs" | "mjs" | "ts" | "cts" | "mts" | "json" | "json5");
    let first = stem.split('.').next().unwrap_or(stem);
    if name.starts_with("dockerfile")
        && !matches!(path.extension, "rs" | "go" | "py" | "ts" | "js" | "java" | "rb" | "c" | "md")
        || name.starts_with("containerfile")
        || name.starts_with("docker-compose") && yaml
        || name.starts_with("compose.") && yaml
        || name.starts_with("docker-bake.")
        || name.starts_with("pulumi.") && yaml
    {
        return Some(Tool::new(Role::Infrastructure));
    }
    if name.starts_with("requirements") && matches!(path.extension, "txt" | "in")
        || path.is_in("requirements") && path.extension == "txt"
        || name.starts_with("constraints") && path.extension == "txt"
        || name.starts_with("environment") && yaml && path.folders().next().is_none()
    {
        return Some(Tool::new(Role::Manifest));
    }
    if name.starts_with("makefile")
        || name.starts_with("gnumakefile")
        || name.starts_with("build.gradle.")
        || path.is_in("buildsrc")
        || path.is_in("build-logic")
        || name.ends_with(".gradle.kts")
    {
        return Some(Tool::new(Role::Build));
    }
    if name.starts_with("webpack.") && script {
        return Some(Tool::new(Role::Build));
    }
    if script && stem.ends_with(".config") {
        let build = matches!(
            first,
            "webpack"
                | "rollup"
                | "vite"
                | "esbuild"
                | "tsup"
                | "rspack"
                | "rsbuild"
                | "next"
                | "nuxt"
                | "svelte"
                | "astro"
                | "metro"
                | "craco"
                | "vue"
                | "snowpack"
                | "unbuild"
                | "build"
                | "tsdown"
                | "farm"
                | "gatsby-config"
                | "remix"
        );
        return Some(Tool::new(if build { Role::Build } else { Role::Config }));
    }
    if name.starts_with("tsconfig") && path.extension == "json" || name.starts_with("jsconfig") {
        return Some(Tool::new(Role::Config).also(Role::Build));
    }
    let tool = match path.extension {
        "csproj" | "fsproj" | "vbproj" | "sbt" => Tool::new(Role::Manifest).also(Role::Build),
        "gemspec" | "podspec" | "cabal" | "nimble" | "opam" | "rockspec" | "nuspec" | "podfile" => {
            Tool::new(Role::Manifest)
        }
        "gradle" => Tool::new(Role::Build),
        "mk" | "mak" | "make" | "cmake" | "am" | "ac" | "m4" | "bzl" | "bazel" | "bazelrc"
        | "ninja" | "gyp" | "gypi" | "gn" | "gni" | "sln" | "slnx" | "vcxproj" | "vcproj"
        | "filters" | "props" | "targets" | "pbxproj" | "xcconfig" | "xcscheme" | "dsp" | "dsw"
        | "rake" | "qbs" | "wxs" | "nsi" | "iss" | "spec.in" | "cmakein" => Tool::new(Role::Build),
        "tf" | "tfvars" | "hcl" | "nomad" | "bicep" | "dockerfile" | "tofu" => {
            Tool::new(Role::Infrastructure)
        }
        "service" | "timer" | "socket" | "mount" => Tool::new(Role::Infrastructure),
        "spec" if path.folders().next().is_none() => Tool::new(Role::Build),
        "sublime-project" | "sublime-workspace" | "iml" | "ipr" | "iws" | "code-profile" => {
            Tool::new(Role::Config)
        }
        "nix" if matches!(stem, "default" | "shell" | "flake") => Tool::new(Role::Build),
        _ => return dotted(path),
    };
    Some(tool)
}

/// Hidden files at any place: tools' settings.
fn dotted(path: &PathParts<'_>) -> Option<Tool> {
    let name = path.name;
    let hidden = name.starts_with('.') && name.len() > 1;
    let settings = hidden
        && matches!(
            path.extension,
            "" | "json"
                | "json5"
                | "jsonc"
                | "yml"
                | "yaml"
                | "toml"
                | "js"
                | "cjs"
                | "mjs"
                | "ts"
                | "cfg"
                | "ini"
                | "conf"
                | "xml"
                | "properties"
                | "local"
                | "example"
                | "sample"
                | "development"
                | "production"
                | "test"
        );
    // A folder whose name starts with a dot is a tool's, its settings at least.
    let folder = path.folders().any(|folder| folder.starts_with('.') && folder.len() > 1)
        && is_settings_language(path);
    let other =
        name.ends_with("rc.json") || name.starts_with("renovate.json") || name.ends_with(".env");
    (settings && !matches!(name, ".ds_store" | ".keep" | ".gitkeep") && !name.starts_with(".pnp.")
        || folder
        || other)
        .then_some(Tool::new(Role::Config))
}

fn is_settings_language(path: &PathParts<'_>) -> bool {
    matches!(
        path.extension,
        "yml"
            | "yaml"
            | "toml"
            | "json"
            | "jsonc"
            | "json5"
            | "ini"
            | "cfg"
            | "conf"
            | "xml"
            | "properties"
    )
}
