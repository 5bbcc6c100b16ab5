//! What the names of scripts, targets and actions say that they do.

use super::Does;

/// What the names of scripts, targets and actions say that they do.
pub(in crate::pipelines) fn named<'a>(names: impl Iterator<Item = &'a str>) -> Does {
    names.fold(Does::NOTHING, |all, name| {
        let lower = name.to_ascii_lowercase();
        let parts = lower.split(|c: char| !c.is_ascii_alphanumeric());
        parts.fold(all, |all, part| all.and(of_part(part)))
    })
}

fn of_part(part: &str) -> Does {
    match part {
        "test" | "tests" | "testing" | "unittest" | "unittests" | "spec" | "specs" | "e2e"
        | "pytest" | "rspec" | "phpunit" | "jest" | "vitest" | "check" | "testsuite" => Does::TESTS,
        "lint" | "linter" | "linters" | "linting" | "lints" | "fmt" | "format" | "formatting"
        | "style" | "checkstyle" | "stylecheck" | "clippy" | "eslint" | "prettier" | "rubocop"
        | "ruff" | "black" | "flake8" | "spotless" | "ktlint" | "detekt" | "tidy" | "precommit"
        | "codestyle" | "rustfmt" | "golangci" | "shellcheck" | "spotbugs" => Does::STYLE,
        "publish" | "publishing" | "release" | "releases" | "releaser" | "goreleaser" | "pypi" => {
            Does::PUBLISHES
        }
        _ => Does::NOTHING,
    }
}

/// Parts of an action's name that say that it prepares, keeps or tidies.
const PREPARING: &[&str] = &[
    "setup",
    "toolchain",
    "install",
    "cache",
    "checkout",
    "lock",
    "labeler",
    "label",
    "stale",
    "upload",
    "download",
    "login",
    "comment",
    "codecov",
    "coveralls",
    "artifact",
    "pages",
    "metadata",
    "qemu",
    "buildx",
    "vcpkg",
    "msbuild",
    "issue",
    "issues",
    "assign",
    "harden",
];

/// What an action does, by its name without the version: `owner/name/path`.
pub(in crate::pipelines) fn of_action(name: &str) -> Does {
    let (owner, rest) = name.split_once('/').unwrap_or((name, ""));
    let by_name = named(std::iter::once(rest));
    if name.contains("pre-commit") {
        return Does::STYLE;
    }
    // What runs is a script of the step's own, or what was checked out.
    if rest == "github-script" {
        return Does::CALLS;
    }
    let lower = rest.to_ascii_lowercase();
    let prepares =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| PREPARING.contains(&part));
    match (by_name, owner) {
        _ if prepares => Does::NOTHING,
        (Does::NOTHING, "actions" | "github") => Does::NOTHING,
        (Does::NOTHING, _) => Does::CALLS,
        _ => by_name,
    }
}
